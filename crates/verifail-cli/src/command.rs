//! One file a command: its options, and what it does with them.

pub(crate) mod code;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod demo;
pub(crate) mod diagnose;
pub(crate) mod environment;
pub(crate) mod explain;
pub(crate) mod knobs;
pub(crate) mod lab;
pub(crate) mod man;
pub(crate) mod policies;
pub(crate) mod probe;
pub(crate) mod reasons;
pub(crate) mod verify;

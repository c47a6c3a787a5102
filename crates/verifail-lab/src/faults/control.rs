//! The controls: servers with which nothing is wrong, however odd they look.

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

pub(super) const FAULTS: &[Fault] = &[Fault::new(
    Family::Control,
    "good",
    "nothing is wrong: the control that every client must pass",
    &[],
    Behaviour::Presents(|_| ()),
)];

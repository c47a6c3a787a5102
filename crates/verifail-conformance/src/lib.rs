//! Runs public path-validation suites through the core and says where the two differ. Unpublished.
//!
//! A suite file is read ([`limbo`], [`chains`], [`pkits`]), each case is verified under one policy and becomes a
//! [`CaseResult`](outcome::CaseResult), [`score`] counts, [`report`] shows. [`matrix`] and [`webpki`] put another
//! verifier's answers beside ours; [`exceptions`] holds the differences that were argued, and fails the run when one of
//! them no longer exists. No suite is part of this repository: every file is given by path.

pub mod capture;
pub mod chains;
pub mod command;
pub mod controls;
pub mod exceptions;
pub mod findings;
pub mod initial_policies;
pub mod lab;
pub mod limbo;
pub mod matrix;
pub mod outcome;
mod pem;
pub mod pkits;
pub mod report;
pub mod resumption;
pub mod score;
pub mod testkit;
pub mod texts;
pub mod verifiers;
pub mod webpki;

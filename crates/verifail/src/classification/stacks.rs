//! What each stack prints: one file a stack, which knows of no other.

use super::row::StackRows;

mod openssl;

/// Every stack's rows.
pub(super) const STACKS: &[&StackRows] = &[&openssl::ROWS];

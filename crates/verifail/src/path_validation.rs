//! Path validation.

#[allow(dead_code)]
mod revocation;

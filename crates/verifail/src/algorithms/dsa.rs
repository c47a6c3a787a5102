//! DSA.

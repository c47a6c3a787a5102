//! From a diagnosis to a decision: whether to try again, when, and on what connection.

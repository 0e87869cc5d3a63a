//! From a source to verdicts.

pub mod recorded;

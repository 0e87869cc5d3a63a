//! What pictures, screens and pages share: where lines break.

pub mod lines;

//! From a source to verdicts, and to what the person is shown of them.

pub mod annotated;
pub mod assemble;
pub mod display;
mod frames;
pub mod halves;
pub mod live;
mod outlines;
mod poses;
pub mod recorded;
pub mod records;
pub mod tracing;

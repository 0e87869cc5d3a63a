//! What pictures, screens and pages share: drawings, the figure of an exercise, the skeleton of a body, the axes of
//! charts, the font, and where lines break.

pub mod axis;
pub mod document;
pub(crate) mod drawing;
pub(crate) mod exercise;
pub mod font;
pub mod lines;
pub mod skeleton;

//! What pictures, screens and pages share: the skeleton of a body, the axes of charts, the font, and where lines
//! break.

pub mod axis;
pub mod font;
pub mod lines;
pub mod skeleton;

//! holdfast watches a person do back-care exercises and says whether the form is right.

pub mod frame;
pub mod motion;
pub mod sink;
pub mod source;
pub mod ui;

//! holdfast watches a person do back-care exercises and says whether the form is right.

pub mod cli;
pub mod frame;
pub mod motion;
pub mod phrases;
pub mod pipeline;
pub mod pose;
pub mod recording;
pub mod report;
pub mod rules;
pub mod sink;
pub mod source;
pub mod ui;

//! What there is to read of sessions, in parts, apart from how it is shown.

use super::drawing::Drawing;

/// Something to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub(crate) title: String,
    /// When and what.
    pub(crate) subtitle: String,
    pub(crate) parts: Vec<Part>,
}

/// A part of it, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    Heading(String),
    Text(String),
    /// What is read second.
    Quiet(String),
    /// What to change.
    Change(String),
    /// Figures that are read first.
    Tiles(Vec<Tile>),
    /// Drawings that belong together, with their captions.
    Drawings(Vec<(String, Drawing)>),
    Table(Table),
}

/// A figure that is read first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tile {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) note: String,
}

/// The columns' names, and rows of as many cells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

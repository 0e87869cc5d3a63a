//! What was judged, written out: one file a format, from types of their own.
//!
//! [`Analysis`] mirrors the documented JSON and knows nothing of how it came about; its constructors
//! take the core's types. A new format is a file with a [`Report`] and a line in [`FORMATS`].

pub mod analysis;
mod convert;
mod csv;
pub mod history;
mod json;
mod number;
mod text;
mod trace;
mod trial;
mod wrap;

use std::io::{self, Write};

pub use analysis::{
    Analysis, Coverage, Excursion, Fault, Model, Prescription, Program, Repetitions, Rules, Source, Unit,
};
pub use number::secs as round_secs;
pub use trace::Trace;
pub use trial::{Trial, TriedRecording, TriedRules};
pub(crate) use wrap::wrap;

/// How the output may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Whether more than one analysis may follow.
    pub several: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
}

impl Layout {
    /// For files and pipes: 80 columns, no colours.
    pub fn plain(several: bool) -> Self {
        Layout { several, width: 80, colour: false }
    }
}

/// A report in the making: analyses go in one after another.
pub trait Report {
    /// Writes one analysis.
    fn add(&mut self, analysis: &Analysis) -> io::Result<()>;

    /// Writes what stands at the end. `failed` is how many inputs could not be judged.
    fn finish(&mut self, failed: usize) -> io::Result<()>;
}

/// A format that reports can have.
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// Whether it has room for the measures of each frame.
    pub carries_trace: bool,
    /// Begins a report.
    pub begin: for<'a> fn(&'a mut dyn Write, Layout) -> Box<dyn Report + 'a>,
}

/// All formats; the first is the default.
pub const FORMATS: &[Format] = &[
    Format { id: "text", about: "for people", extension: "txt", carries_trace: false, begin: text::begin },
    Format { id: "json", about: "for programs", extension: "json", carries_trace: true, begin: json::begin },
    Format {
        id: "csv",
        about: "one row an attempt",
        extension: "csv",
        carries_trace: false,
        begin: csv::begin,
    },
];

impl Format {
    /// The format of this name.
    pub fn from_id(id: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.id == id)
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.id)
    }
}

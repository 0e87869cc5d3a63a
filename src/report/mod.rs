//! What was judged, written out: one file a format, from types of their own.
//!
//! [`Analysis`] mirrors the documented JSON of one recording, [`session::Session`] that of a session;
//! neither knows how it came about. [`SetDone`] makes them from the core's types. A new format is a
//! file with a [`Report`] and a line in [`FORMATS`].

mod accuracy;
pub mod analysis;
mod chart;
mod convert;
mod csv;
mod document;
mod done;
mod exercise;
mod fhir;
mod figure;
mod film;
pub mod history;
mod html;
mod json;
mod jsonl;
mod motion_file;
mod number;
mod page;
mod pdf;
pub mod schema;
pub mod session;
mod sheet;
mod shown;
mod study;
mod svg;
mod table;
mod text;
mod trace;
mod trends;
mod trial;
mod unit;
mod value;
mod words;

use std::io::{self, Write};

use crate::messages::{Language, english};

pub use analysis::{
    Analysis, Basis, Coverage, Excursion, Fault, Model, Prescription, Program, Repetitions, Rules, Source,
};
pub use document::{report_document, trends_document};
pub use done::SetDone;
pub use exercise::exercise_svg;
pub use film::film;
pub use html::trends::write as write_trends_page;
pub use jsonl::Unjudged;
pub use number::secs as round_secs;
pub(crate) use page::{Page, printable};
pub use pdf::trends::write as write_trends_pdf;
pub use session::{Session, Set};
pub use trace::Trace;
pub(crate) use trends::text::print as print_trends;
pub use trial::{Trial, TriedRecording, TriedRules};
pub use unit::Unit;
pub use words::range;

/// How the output may look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Whether more than one analysis may follow.
    pub several: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
    /// The language in which people are told. Formats for programs are the same in all.
    pub language: &'static Language,
}

impl Layout {
    /// For files and pipes: 80 columns, no colours, in English.
    pub fn plain(several: bool) -> Self {
        Layout { several, width: 80, colour: false, language: english() }
    }

    /// The same in a language.
    pub fn in_language(self, language: &'static Language) -> Self {
        Layout { language, ..self }
    }
}

/// A report in the making: sessions go in one after another. A recording is a session of one set.
pub trait Report {
    /// Writes one session.
    fn add(&mut self, session: &Session) -> io::Result<()>;

    /// Takes down a recording that could not be judged, where the format has a place for it.
    fn fail(&mut self, _path: &str, _why: &str) -> io::Result<()> {
        Ok(())
    }

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
    /// What it shows beyond the verdicts.
    pub shows: Shows,
    /// What a file of it holds.
    pub holds: Holds,
    /// Begins a report.
    pub begin: for<'a> fn(&'a mut dyn Write, Layout) -> Box<dyn Report + 'a>,
}

/// What a format shows beyond the verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Verdicts,
    /// The measures of each frame, if asked for.
    Trace,
    /// Curves and postures.
    Movement,
    /// Every frame.
    Frames,
}

impl Shows {
    /// Whether it takes the poses of the frames.
    pub fn takes_poses(self) -> bool {
        matches!(self, Shows::Movement | Shows::Frames)
    }
}

/// What a file of a format holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text, about any number of recordings.
    Text,
    /// Text, about one recording or session.
    TextOfOne,
    /// What only programs can read, about any number of recordings.
    Binary,
}

/// All formats for recordings; the first is the default.
pub const FORMATS: &[Format] = &[
    TEXT,
    Format {
        id: "json",
        about: "for programs",
        extension: "json",
        shows: Shows::Trace,
        holds: Holds::Text,
        begin: json::begin,
    },
    Format {
        id: "jsonl",
        about: "for programs: one line a recording",
        extension: "jsonl",
        shows: Shows::Trace,
        holds: Holds::Text,
        begin: jsonl::begin,
    },
    CSV,
    Format {
        id: "table",
        about: "CSV, one row a recording",
        extension: "table.csv",
        shows: Shows::Verdicts,
        holds: Holds::Text,
        begin: table::begin,
    },
    HTML,
    PDF,
    TRC,
    MOT,
    FHIR,
];

/// All formats for sessions of the history; the first is the default.
pub const SESSION_FORMATS: &[Format] = &[
    HTML,
    PDF,
    Format {
        id: "json",
        about: "for programs",
        extension: "json",
        shows: Shows::Movement,
        holds: Holds::Text,
        begin: json::begin_sessions,
    },
    CSV,
    TEXT,
];

const TEXT: Format = Format {
    id: "text",
    about: "for people",
    extension: "txt",
    shows: Shows::Verdicts,
    holds: Holds::Text,
    begin: text::begin,
};

const CSV: Format = Format {
    id: "csv",
    about: "one row an attempt",
    extension: "csv",
    shows: Shows::Verdicts,
    holds: Holds::Text,
    begin: csv::begin,
};

const HTML: Format = Format {
    id: "html",
    about: "a page with curves and figures",
    extension: "html",
    shows: Shows::Movement,
    holds: Holds::Text,
    begin: html::begin,
};

const PDF: Format = Format {
    id: "pdf",
    about: "the same page for printing",
    extension: "pdf",
    shows: Shows::Movement,
    holds: Holds::Binary,
    begin: pdf::begin,
};

const TRC: Format = Format {
    id: "trc",
    about: "body points over time, for OpenSim",
    extension: "trc",
    shows: Shows::Frames,
    holds: Holds::TextOfOne,
    begin: motion_file::begin_trc,
};

const MOT: Format = Format {
    id: "mot",
    about: "angles over time, for OpenSim",
    extension: "mot",
    shows: Shows::Frames,
    holds: Holds::TextOfOne,
    begin: motion_file::begin_mot,
};

const FHIR: Format = Format {
    id: "fhir",
    about: "observations for a clinic's record (FHIR R4)",
    extension: "fhir.json",
    shows: Shows::Movement,
    holds: Holds::TextOfOne,
    begin: fhir::begin,
};

/// The formats in which other programs take over a session; the first is the default.
pub const EXPORTS: &[Format] = &[TRC, MOT, FHIR];

impl Format {
    /// Whether it is for many recordings: it names their paths, and those that could not be judged.
    pub fn is_for_many(&self) -> bool {
        matches!(self.id, "jsonl" | "table")
    }

    /// The format that is meant: by its name, else by the ending of the file, else the first.
    ///
    /// # Errors
    ///
    /// Fails where the file has an ending that is none of theirs.
    pub fn chosen(
        formats: &'static [Format],
        typed: Option<&str>,
        output: Option<&std::path::Path>,
    ) -> Result<&'static Format, UnknownEnding> {
        let file = output.and_then(|path| path.file_name()?.to_str()).map(str::to_lowercase);
        let ends = |format: &Format| {
            file.as_ref().is_some_and(|file| file.ends_with(&format!(".{}", format.extension)))
        };
        let longest_first =
            || formats.iter().filter(|format| ends(format)).max_by_key(|format| format.extension.len());
        let by_name = typed.and_then(|id| formats.iter().find(|format| format.id == id));
        let ending = output.and_then(std::path::Path::extension);
        match (by_name.or_else(longest_first), ending) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(&formats[0]),
            (None, Some(ending)) => {
                let known = formats.iter().map(|format| format.extension);
                Err(UnknownEnding::new(&ending.to_string_lossy(), known))
            }
        }
    }
}

/// A file has an ending that is no format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing is written as .{ending}: name a file that ends in {known}")]
pub struct UnknownEnding {
    ending: String,
    known: String,
}

impl UnknownEnding {
    /// With the endings that there are.
    pub fn new<'a>(ending: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<String> = known.into_iter().map(|ending| format!(".{ending}")).collect();
        let known = match known.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            _ => known.concat(),
        };
        Self { ending: ending.to_owned(), known }
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.id)
    }
}

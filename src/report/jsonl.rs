//! JSON for programs that read many recordings: the analysis of each in a line of its own, as `json` has it.
//! A recording that could not be judged has a line of another format, which says why.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::session::Session;
use super::{Basis, Layout, Report};

/// Why there is no analysis of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unjudged {
    format: String,
    version: u32,
    /// The recording's path as it was given.
    pub path: String,
    /// What it was judged from, where that is kept to go on later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What is wrong, and what to do about it.
    pub error: String,
}

impl Unjudged {
    const FORMAT: (&'static str, u32) = ("holdfast/unjudged", 1);

    /// Of a recording that could not be judged.
    pub fn new(path: &str, error: &str) -> Self {
        let (format, version) = Self::FORMAT;
        Unjudged {
            format: format.to_owned(),
            version,
            path: path.to_owned(),
            basis: None,
            error: error.to_owned(),
        }
    }

    /// Whether its format and version are this program's.
    pub fn is_known(&self) -> bool {
        (self.format.as_str(), self.version) == Self::FORMAT
    }
}

pub(super) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(JsonLines { out })
}

struct JsonLines<'a> {
    out: &'a mut dyn Write,
}

impl JsonLines<'_> {
    fn line(&mut self, object: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(object)?;
        line.push(b'\n');
        self.out.write_all(&line)
    }
}

impl Report for JsonLines<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        session.sets.iter().try_for_each(|set| self.line(&set.analysis))
    }

    fn fail(&mut self, path: &str, why: &str) -> io::Result<()> {
        self.line(&Unjudged::new(path, why))
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        Ok(())
    }
}

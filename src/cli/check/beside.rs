//! What the judge of a recording is given, and why it may give no report.

use std::path::Path;

use crate::cli::output::OutputPath;

/// Why a recording was not judged.
#[derive(Debug)]
pub(in crate::cli) enum Failure {
    /// It is the recording's fault: the others can still be judged.
    Recording(anyhow::Error),
    /// No exercise was recognised in it; its landmarks are whole.
    Unrecognised(anyhow::Error),
    /// Nothing can be judged.
    Request(anyhow::Error),
    /// The person stopped it.
    Interrupted,
}

/// Tells the person something about a recording.
pub(in crate::cli) type Tell<'a> = dyn Fn(&str) + 'a;

/// What is given out beside the report of a recording; each file takes its place when the recording is done.
pub(in crate::cli) struct Beside<'a> {
    /// The annotated video, which is whole or not there.
    pub(in crate::cli) annotated: Option<&'a Path>,
    /// The recording of landmarks.
    pub(in crate::cli) landmarks: Option<&'a OutputPath>,
    /// What the person should know.
    pub(in crate::cli) tell: &'a Tell<'a>,
}

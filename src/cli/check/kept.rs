//! What is kept of each recording, so that it need not be judged again: its analysis, and what that rests on.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::judge::Judge;
use super::request::Request;
use crate::cli::hashing;
use crate::cli::ledger::{Kept, Ledger};
use crate::recording::is_landmark_recording;
use crate::report::analysis::{FORMAT, VERSION};
use crate::report::{Analysis, Basis, Session, Set, Unjudged};
use crate::rules::RuleFile;

/// What a recording gave.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Judged(Box<Analysis>),
    Unjudged(Unjudged),
}

impl Kept for Line {
    const BEGIN: &'static str = "{\"format\":\"holdfast/";
    const COMMAND: &'static str = "holdfast check";

    fn is_known(&self) -> bool {
        match self {
            Line::Judged(analysis) => (&*analysis.format, analysis.version) == (FORMAT, VERSION),
            Line::Unjudged(unjudged) => unjudged.is_known(),
        }
    }

    fn key(&self) -> Option<String> {
        match self {
            Line::Judged(analysis) => Some(key(analysis.path.as_ref()?, analysis.basis.as_ref()?)),
            Line::Unjudged(unjudged) => Some(key(&unjudged.path, unjudged.basis.as_ref()?)),
        }
    }
}

fn key(path: &str, basis: &Basis) -> String {
    format!("{} {} {path}", basis.recording_sha256, basis.request_sha256)
}

/// Names recordings by their paths where that is wanted, and keeps what they gave where a file for it is named.
pub(super) struct Keeper<'a> {
    request: &'a Request,
    /// The networks' hashes, where pictures are looked at.
    networks_sha256: Option<Vec<String>>,
    rules: Vec<RuleFile>,
    ledger: Mutex<Ledger<Line>>,
}

impl<'a> Keeper<'a> {
    /// Opens the file, if one was named.
    pub(super) fn open(request: &'a Request, judge: &Judge) -> Result<Self> {
        Ok(Keeper {
            request,
            networks_sha256: judge.networks_sha256().map(<[String]>::to_vec),
            rules: judge.rules().to_vec(),
            ledger: Mutex::new(Ledger::open(request.resume.as_deref())?),
        })
    }

    /// What the verdicts on a recording depend on, where they are kept. None, too, where it cannot be read: who judges
    /// it says why.
    pub(super) fn basis(&self, video: &Path) -> Option<Basis> {
        self.request.resume.as_ref()?;
        let recording_sha256 = hashing::of_recording(video).ok()?;
        let Request { settings, fps, trace, exercise, .. } = self.request;
        let looks = !is_landmark_recording(video);
        let depends_on = json!([
            env!("CARGO_PKG_VERSION"),
            self.networks_sha256.as_ref().filter(|_| looks),
            self.rules.iter().map(|rules| &rules.sha256).collect::<Vec<_>>(),
            exercise.is_none(),
            settings.range,
            settings.own_range,
            settings.hold_secs,
            fps.filter(|_| video.is_dir()),
            trace,
            // Those files were written when it was judged.
            [
                self.request.annotated.is_some(),
                self.request.landmarks.is_some(),
                self.request.history.is_some()
            ],
        ]);
        Some(Basis { recording_sha256, request_sha256: hashing::of_text(&depends_on.to_string()) })
    }

    /// What a recording gave before: its session, or why no exercise was recognised in it.
    pub(super) fn find(&self, video: &Path, basis: &Basis) -> Result<Option<Result<Session, String>>> {
        let found = self.ledger().find(&key(&video.to_string_lossy(), basis))?;
        Ok(found.map(|line| match line {
            Line::Judged(analysis) => Ok(Session::of_sets(vec![self.bare(*analysis)])),
            Line::Unjudged(unjudged) => Err(unjudged.error),
        }))
    }

    /// A set of which nothing is known but its analysis, and the rules that it was judged by.
    fn bare(&self, analysis: Analysis) -> Set {
        let rules = self.rules.iter().find(|rules| rules.id == analysis.exercise);
        let exercise = rules.map(|rules| rules.exercise.clone());
        Set { exercise, ..Set::bare(analysis) }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger<Line>> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what a recording gave, and leaves of it what can be found again.
    pub(super) fn keep(&self, video: &Path, basis: Option<Basis>, session: &mut Session) -> Result<()> {
        if !self.request.names_paths {
            return Ok(());
        }
        for set in &mut session.sets {
            set.analysis.path = Some(video.to_string_lossy().into_owned());
            set.analysis.basis.clone_from(&basis);
            if basis.is_some() {
                self.ledger().add(&Line::Judged(Box::new(set.analysis.clone())))?;
                *set = self.bare(set.analysis.clone());
            }
        }
        Ok(())
    }

    /// Keeps why no exercise was recognised in a recording.
    pub(super) fn keep_unrecognised(&self, video: &Path, basis: Option<Basis>, why: &str) -> Result<()> {
        if basis.is_none() {
            return Ok(());
        }
        let mut unjudged = Unjudged::new(&video.to_string_lossy(), why);
        unjudged.basis = basis;
        self.ledger().add(&Line::Unjudged(unjudged))
    }
}

//! Judges one clip after another and compares it with its truth.

use std::path::Path;

use anyhow::{Error, anyhow};

use super::files;
use super::folder::Clip;
use super::line::{Key, Line, Provenance};
use crate::cli::check::beside::{Beside, Failure};
use crate::cli::check::judge::Judge;
use crate::cli::check::progress::Progress;
use crate::cli::interrupt::Interrupt;
use crate::cli::ledger::Ledger;
use crate::cli::{hashing, terminal};
use crate::evaluation::{ClipTruth, Conventions, compare};
use crate::rules::Catalogue;

/// What clips are compared with.
pub(super) struct Work {
    pub(super) conventions: Conventions,
    pub(super) catalogue: Catalogue,
    pub(super) judge: Judge,
    pub(super) ledger: Ledger<Line>,
    pub(super) quiet: bool,
}

/// What all clips gave.
#[derive(Default)]
pub(super) struct Done {
    pub(super) lines: Vec<Line>,
    /// Clips that could not be compared; each has been reported.
    pub(super) failed: usize,
    pub(super) interrupted: bool,
}

impl Work {
    /// Compares all clips, in order.
    pub(super) fn run(&mut self, clips: &[Clip], interrupt: &Interrupt) -> anyhow::Result<Done> {
        let mut done = Done::default();
        for (place, clip) in clips.iter().enumerate() {
            let of_all = format!("({}/{})", place + 1, clips.len());
            let shown = !self.quiet && terminal::shows_progress();
            let progress =
                Progress::new(shown, Path::new(&clip.name), (place + 1, clips.len()), terminal::language());
            let compared = if interrupt.requested() {
                Err(Failure::Interrupted)
            } else {
                self.compare(clip, &progress, interrupt)
            };
            drop(progress);
            match compared {
                Ok((line, how)) => {
                    self.say(&format!("{of_all} {}", told(&line, how)));
                    done.lines.push(line);
                }
                Err(Failure::Recording(error) | Failure::Unrecognised(error)) => {
                    done.failed += 1;
                    terminal::complain(&error);
                }
                Err(Failure::Request(error)) => return Err(error),
                Err(Failure::Interrupted) => {
                    done.interrupted = true;
                    self.say(&format!("stopped before the end of {}: it is not in the tables", clip.name));
                    break;
                }
            }
        }
        Ok(done)
    }

    fn say(&self, text: &str) {
        if !self.quiet {
            terminal::note(text);
        }
    }

    /// What a clip gave, and where that comes from.
    fn compare(
        &mut self,
        clip: &Clip,
        progress: &Progress,
        interrupt: &Interrupt,
    ) -> Result<(Line, &'static str), Failure> {
        let recording = clip.recording().ok_or_else(|| failed(anyhow!("{}: there is no clip", clip.name)))?;
        let Some(file) = &clip.truth else {
            return Err(failed(anyhow!(
                "{} has no truth beside it: write {}.truth.json (docs/ACCURACY.md says what it holds), or move the clip \
                 to another folder",
                recording.display(),
                clip.name
            )));
        };
        let text = files::read(file).map_err(failed)?;
        let truth = ClipTruth::read(&text, &self.conventions).map_err(|error| {
            failed(anyhow!("{} {error}: docs/ACCURACY.md says what one holds", file.display()))
        })?;
        drop(text);
        let rules = self.catalogue.get(&truth.exercise).map_err(|error| {
            let own = "name the folder with rules of your own with --rules";
            failed(anyhow!("{}: {error}\n{own}", file.display()))
        })?;
        let (recording_sha256, truth_sha256) =
            (hashing::of_file(recording).map_err(failed)?, hashing::of_file(file).map_err(failed)?);
        let model_sha256 = self.judge.model_sha256().filter(|_| clip.landmarks.is_none());
        let key = Key {
            clip: &clip.name,
            recording_sha256: &recording_sha256,
            truth_sha256: &truth_sha256,
            rules_sha256: &rules.sha256,
            model_sha256,
        };
        if let Some(line) = self.ledger.find(&key.joined()).map_err(Failure::Request)? {
            return Ok((line, ", as it was kept"));
        }
        let unpacked = files::is_compressed(recording).then(|| files::unpacked(recording));
        let unpacked = unpacked.transpose().map_err(failed)?;
        let plain = unpacked.as_ref().map_or(recording, |(_, plain)| plain.as_path());
        self.judge.use_rules(rules.clone());
        let beside = Beside { annotated: None, landmarks: None, tell: &|_| {} };
        let session =
            self.judge.judge(plain, &beside, progress, interrupt).map_err(|failure| match failure {
                Failure::Recording(error) if unpacked.is_some() => {
                    failed(error.context(format!("{} is not judged", recording.display())))
                }
                other => other,
            })?;
        let set = session.sets.first();
        let set = set.ok_or_else(|| failed(anyhow!("{} holds nothing to judge", recording.display())))?;
        let provenance = Provenance {
            program: set.analysis.program.version.clone(),
            from_landmarks: clip.landmarks.is_some(),
            model: set.analysis.model.id.clone(),
            model_sha256: set.analysis.model.sha256.clone(),
            rules_sha256: rules.sha256.clone(),
            truth_sha256,
            recording_sha256,
        };
        let line = Line::new(provenance, compare(&clip.name, &truth, &set.analysis, &self.conventions));
        self.ledger.add(&line).map_err(Failure::Request)?;
        Ok((line, if clip.landmarks.is_some() { ", from its landmark recording" } else { "" }))
    }
}

fn failed(error: Error) -> Failure {
    Failure::Recording(error)
}

/// A clip in a sentence.
fn told(line: &Line, how: &str) -> String {
    let (result, counts) = (&line.result, line.result.attempts);
    format!(
        "{}: {} of {} attempts found, {} false{how}",
        result.clip,
        counts.matched,
        counts.expected,
        counts.found - counts.matched
    )
}

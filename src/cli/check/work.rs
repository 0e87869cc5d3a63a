//! Judges one recording after another and writes the reports.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::progress::Progress;
use super::request::{Destination, Request};
use crate::cli::interrupt::Interrupt;
use crate::cli::output::{self, OutputFile, OutputPath};
use crate::cli::{Outcome, terminal};
use crate::report::{Analysis, Layout, Report, Session};

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

/// What is written beside the report of a recording; each takes its place when the recording is done.
pub(in crate::cli) struct Beside<'a> {
    /// The annotated video, which is whole or not there.
    pub(in crate::cli) annotated: Option<&'a Path>,
    /// The recording of landmarks.
    pub(in crate::cli) landmarks: Option<&'a OutputPath>,
}

/// Judges a recording: it gets the recording, what to write beside the report, and the progress to
/// show.
pub(super) type Judge<'a> = dyn FnMut(&Path, &Beside<'_>, &Progress) -> Result<Session, Failure> + 'a;

/// Judges all recordings of the request. Reports on standard output appear as they are made; files
/// appear when they are whole.
pub(super) fn run(
    request: &Request,
    layout: Layout,
    interrupt: &Interrupt,
    judge: &mut Judge<'_>,
) -> Result<Outcome> {
    let mut work = Work { request, interrupt, judge, judged: 0, failed: 0, interrupted: false };
    for place in [&request.annotated, &request.landmarks] {
        if let Some(Destination::Each { folder, .. }) = place {
            output::prepare_folder(folder)?;
        }
    }
    match &request.report {
        Destination::Stdout => to_stdout(&mut work, layout)?,
        Destination::File(path) => to_file(&mut work, path)?,
        Destination::Each { folder, files } => to_files(&mut work, folder, files)?,
    }
    Ok(match (work.interrupted, work.failed) {
        (true, _) => Outcome::Interrupted,
        (false, 0) => Outcome::Done,
        (false, _) => Outcome::SomeFailed,
    })
}

fn to_stdout(work: &mut Work<'_, '_>, layout: Layout) -> Result<()> {
    const WHERE: &str = "cannot write to standard output";
    let mut out = io::stdout().lock();
    let mut report = work.begin(&mut out, layout);
    work.each(|_, session| report.add(&session).context(WHERE))?;
    report.finish(work.failed).context(WHERE)
}

fn to_file(work: &mut Work<'_, '_>, path: &Path) -> Result<()> {
    let mut file = OutputFile::create(path)?;
    let mut report = work.begin(&mut file, Layout::plain(work.request.videos.len() > 1));
    let written = work.each(|_, session| Ok(report.add(&session)?));
    let written = written.and_then(|()| Ok(report.finish(work.failed)?));
    drop(report);
    written.map_err(|error| file.explain(error))?;
    // A file without a single analysis would look like a result.
    if work.judged > 0 { file.commit() } else { Ok(()) }
}

fn to_files(work: &mut Work<'_, '_>, folder: &Path, files: &[std::path::PathBuf]) -> Result<()> {
    output::prepare_folder(folder)?;
    let request = work.request;
    work.each(|place, session| {
        let mut file = OutputFile::create(&files[place])?;
        let mut report = (request.format.begin)(&mut file, Layout::plain(false));
        let written = report.add(&session).and_then(|()| report.finish(0));
        drop(report);
        written.map_err(|error| file.explain(error.into()))?;
        file.commit()
    })
}

/// The recordings still to be judged, and how those before fared.
struct Work<'a, 'j> {
    request: &'a Request,
    interrupt: &'a Interrupt,
    judge: &'a mut Judge<'j>,
    judged: usize,
    failed: usize,
    interrupted: bool,
}

impl Work<'_, '_> {
    fn begin<'o>(&self, out: &'o mut dyn Write, layout: Layout) -> Box<dyn Report + 'o> {
        (self.request.format.begin)(out, layout)
    }

    /// Judges every recording; `write` gets its place among them and the analysis.
    fn each(&mut self, mut write: impl FnMut(usize, Session) -> Result<()>) -> Result<()> {
        for (place, video) in self.request.videos.iter().enumerate() {
            let judged =
                if self.interrupt.requested() { Err(Failure::Interrupted) } else { self.judge_one(place) };
            match judged {
                Ok(session) => {
                    self.judged += 1;
                    if !self.request.quiet {
                        session.sets.iter().for_each(|set| note(video, &set.analysis));
                    }
                    write(place, session)?;
                }
                Err(Failure::Recording(error) | Failure::Unrecognised(error)) => {
                    self.failed += 1;
                    terminal::complain(&format!("{error:#}"));
                }
                Err(Failure::Request(error)) => return Err(error),
                Err(Failure::Interrupted) => {
                    self.interrupted = true;
                    terminal::note(&format!(
                        "stopped before the end of {}: it has no report",
                        video.display()
                    ));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn judge_one(&mut self, place: usize) -> Result<Session, Failure> {
        let video = &self.request.videos[place];
        let place_of = |results: &'_ Option<Destination>| Some(results.as_ref()?.file(place)?.to_owned());
        let annotated = place_of(&self.request.annotated);
        let landmarks = place_of(&self.request.landmarks).map(|file| OutputPath::create(&file));
        let landmarks = landmarks.transpose().map_err(Failure::Request)?;
        let shown = !self.request.quiet && terminal::shows_progress();
        let progress = Progress::new(shown, video, place + 1, self.request.videos.len());
        let beside = Beside { annotated: annotated.as_deref(), landmarks: landmarks.as_ref() };
        let judged = (self.judge)(video, &beside, &progress);
        if let (Some(file), Ok(_) | Err(Failure::Unrecognised(_))) = (landmarks, &judged) {
            file.commit().map_err(Failure::Request)?;
        }
        judged
    }
}

/// Says what a person should know of a recording whatever its report shows.
fn note(video: &Path, analysis: &Analysis) {
    if analysis.recognised {
        let (title, id) = (&analysis.title, &analysis.exercise);
        terminal::note(&format!("{}: recognised as {title} ({id})", video.display()));
    }
}

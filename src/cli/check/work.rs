//! Judges the recordings, several at the same time, and writes the reports.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Error, Result, anyhow};

use super::beside::{Beside, Failure, Tell};
use super::judge::Judge;
use super::kept::Keeper;
use super::progress::{Overall, Progress};
use super::recordings;
use super::request::{Destination, Request};
use super::workers;
use crate::cli::interrupt::Interrupt;
use crate::cli::output::{self, OutputFile, OutputPath};
use crate::cli::{Outcome, terminal};
use crate::messages::{Language, fill};
use crate::report::{Analysis, Layout, Report, Session};
use crate::rules::RuleFile;

/// Judges all recordings of the request. Reports on standard output appear as they are made; files
/// appear when they are whole.
pub(super) fn run(
    request: &Request,
    layout: Layout,
    interrupt: &Interrupt,
    judge: Judge,
    keeper: Keeper<'_>,
) -> Result<Outcome> {
    for place in [&request.annotated, &request.landmarks] {
        if let Some(Destination::Each { folder, .. }) = place {
            output::prepare_folder(folder)?;
        }
    }
    let shown = !request.quiet && terminal::shows_progress();
    let bytes: Vec<u64> = if shown && request.videos.len() > 1 {
        request.videos.iter().map(|video| recordings::bytes(video)).collect()
    } else {
        Vec::new()
    };
    let work = Work {
        request,
        interrupt,
        rules: judge.rules().to_vec(),
        first: Mutex::new(Some(judge)),
        keeper,
        unsaved: AtomicBool::new(false),
        shown,
        overall: Overall::new(
            shown && !bytes.is_empty(),
            request.videos.len(),
            bytes.iter().sum(),
            request.language,
        ),
        bytes,
    };
    let mut tally = Tally::default();
    let done = match &request.report {
        Destination::Stdout => work.to_stdout(&mut tally, layout),
        Destination::File(path) => work.to_file(&mut tally, path),
        Destination::Each { folder, files } => work.to_files(&mut tally, folder, files),
    };
    let unsaved = work.unsaved.load(Ordering::Relaxed);
    drop(work);
    tally.failures.iter().for_each(terminal::complain);
    done?;
    tally.tell_of_interruption(request);
    Ok(match (tally.stopped.is_empty(), tally.failures.is_empty() && !unsaved) {
        (false, _) => Outcome::Interrupted,
        (true, true) => Outcome::Done,
        (true, false) => Outcome::SomeFailed,
    })
}

/// How the recordings fared.
#[derive(Default)]
struct Tally {
    judged: usize,
    /// What is wrong with those that could not be judged.
    failures: Vec<Error>,
    /// The places of those that were not judged to their end, or not begun.
    stopped: Vec<usize>,
}

impl Tally {
    fn tell_of_interruption(&self, request: &Request) {
        let words = &request.language.words.checked;
        match (&self.stopped[..], &request.videos[..]) {
            ([], _) => {}
            (_, [video]) => {
                let name = video.display().to_string();
                terminal::tell(&fill(&words.stopped, &[("name", &name)]), request.language);
            }
            (stopped, videos) => {
                let how = if request.resume.is_some() { &words.same_command } else { &words.with_resume };
                let (stopped, all) = (stopped.len().to_string(), videos.len().to_string());
                let values = [("stopped", &*stopped), ("all", &all), ("how", how)];
                terminal::tell(&fill(&words.stopped_all, &values), request.language);
            }
        }
    }
}

/// What all workers share.
struct Work<'a> {
    request: &'a Request,
    interrupt: &'a Interrupt,
    rules: Vec<RuleFile>,
    /// The judge that is ready, for the worker that comes first.
    first: Mutex<Option<Judge>>,
    keeper: Keeper<'a>,
    /// Whether a recording could not be kept in the history.
    unsaved: AtomicBool,
    /// Whether progress is shown.
    shown: bool,
    overall: Overall,
    /// Of each recording, where there is a bar of all.
    bytes: Vec<u64>,
}

/// What became of a recording, and what there is to tell of it.
type Judged = (Result<Session, Failure>, Vec<String>);

/// Where reports go: gets a recording's place, and its session or why there is none.
type Writer<'w> = dyn FnMut(usize, &Result<Session, Error>) -> Result<()> + 'w;

impl Work<'_> {
    fn to_stdout(&self, tally: &mut Tally, layout: Layout) -> Result<()> {
        let mut out = terminal::output();
        let mut report = self.begin(&mut out, layout);
        self.each(tally, &mut |place, judged| Ok(self.add(report.as_mut(), place, judged)?))?;
        Ok(report.finish(tally.failures.len())?)
    }

    fn to_file(&self, tally: &mut Tally, path: &Path) -> Result<()> {
        let mut file = OutputFile::create(path)?;
        let mut report = self.begin(&mut file, self.layout(self.request.videos.len() > 1));
        let written = self.each(tally, &mut |place, judged| Ok(self.add(report.as_mut(), place, judged)?));
        let written = written.and_then(|()| Ok(report.finish(tally.failures.len())?));
        drop(report);
        written.map_err(|error| file.explain(error))?;
        // A file without a single analysis would look like a result, unless it says why there is none.
        let told = tally.judged + if self.request.format.is_for_many() { tally.failures.len() } else { 0 };
        if told > 0 { file.commit() } else { Ok(()) }
    }

    fn to_files(&self, tally: &mut Tally, folder: &Path, files: &[PathBuf]) -> Result<()> {
        output::prepare_folder(folder)?;
        self.each(tally, &mut |place, judged| {
            let Ok(session) = judged else { return Ok(()) };
            let mut file = OutputFile::create(&files[place])?;
            let mut report = self.begin(&mut file, self.layout(false));
            let written = report.add(session).and_then(|()| report.finish(0));
            drop(report);
            written.map_err(|error| file.explain(error.into()))?;
            file.commit()
        })
    }

    /// For files.
    fn layout(&self, several: bool) -> Layout {
        Layout::plain(several).in_language(self.request.language)
    }

    fn begin<'o>(&self, out: &'o mut dyn Write, layout: Layout) -> Box<dyn Report + 'o> {
        (self.request.format.begin)(out, layout)
    }

    fn add(&self, report: &mut dyn Report, place: usize, judged: &Result<Session, Error>) -> io::Result<()> {
        match judged {
            Ok(session) => report.add(session),
            // For programs, and so in English.
            Err(why) => report.fail(&self.request.videos[place].to_string_lossy(), &format!("{why:#}")),
        }
    }

    /// Judges every recording; `write` gets what came out, in the order of the recordings.
    fn each(&self, tally: &mut Tally, write: &mut Writer<'_>) -> Result<()> {
        let take = |place, (judged, notes): Judged| {
            let judged = match judged {
                Ok(session) => Ok(session),
                Err(Failure::Recording(error) | Failure::Unrecognised(error)) => Err(error),
                Err(Failure::Request(error)) => {
                    self.interrupt.request();
                    return Err(error);
                }
                Err(Failure::Interrupted) => {
                    tally.stopped.push(place);
                    return Ok(());
                }
            };
            self.overall.aside(|| {
                notes.iter().for_each(|note| terminal::tell(note, self.request.language));
                write(place, &judged)
            })?;
            match judged {
                Ok(_) => tally.judged += 1,
                Err(why) => tally.failures.push(why),
            }
            self.overall.show(tally.judged + tally.failures.len(), tally.failures.len());
            Ok(())
        };
        let equip = || {
            let ready = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
            ready.map_or_else(|| Judge::another(self.request, &self.rules), Ok)
        };
        let work = |judge: &mut Result<Judge>, place| match judge {
            _ if self.interrupt.requested() => (Err(Failure::Interrupted), Vec::new()),
            Ok(judge) => self.judge_one(judge, place),
            Err(error) => (Err(Failure::Request(anyhow!("{error:#}"))), Vec::new()),
        };
        workers::in_order(self.request.videos.len(), self.request.jobs, equip, work, take)
    }

    fn judge_one(&self, judge: &mut Judge, place: usize) -> Judged {
        let notes = RefCell::new(Vec::new());
        let alone = self.request.videos.len() == 1;
        let tell = |text: &str| match (self.request.quiet, alone) {
            (true, _) => {}
            // There is nothing that it could come between.
            (false, true) => terminal::tell(text, self.request.language),
            (false, false) => notes.borrow_mut().push(text.to_owned()),
        };
        let judged = self.judged_or_kept(judge, place, &tell);
        if judge.failed_to_save() {
            self.unsaved.store(true, Ordering::Relaxed);
        }
        (judged, notes.into_inner())
    }

    fn judged_or_kept(&self, judge: &mut Judge, place: usize, tell: &Tell<'_>) -> Result<Session, Failure> {
        let video = &self.request.videos[place];
        let progress = match self.bytes.get(place) {
            Some(bytes) => self.overall.share(*bytes),
            None => Progress::new(self.shown, video, (1, 1), self.request.language),
        };
        let basis = self.keeper.basis(video);
        let before = basis.as_ref().map(|basis| self.keeper.find(video, basis));
        let session = match before.transpose().map_err(Failure::Request)?.flatten() {
            Some(Ok(session)) => session,
            Some(Err(why)) => return Err(Failure::Unrecognised(anyhow!(why))),
            None => match self.judge_anew(judge, place, &progress, tell) {
                Ok(mut session) => {
                    self.keeper.keep(video, basis, &mut session).map_err(Failure::Request)?;
                    session
                }
                Err(failure) => {
                    if let Failure::Unrecognised(error) = &failure {
                        let kept = self.keeper.keep_unrecognised(video, basis, &error.to_string());
                        kept.map_err(Failure::Request)?;
                    }
                    return Err(failure);
                }
            },
        };
        session.sets.iter().for_each(|set| note(video, &set.analysis, tell, self.request.language));
        Ok(session)
    }

    fn judge_anew(
        &self,
        judge: &mut Judge,
        place: usize,
        progress: &Progress,
        tell: &Tell<'_>,
    ) -> Result<Session, Failure> {
        let place_of = |results: &'_ Option<Destination>| Some(results.as_ref()?.file(place)?.to_owned());
        let annotated = place_of(&self.request.annotated);
        let landmarks = place_of(&self.request.landmarks).map(|file| OutputPath::create(&file));
        let landmarks = landmarks.transpose().map_err(Failure::Request)?;
        let beside = Beside { annotated: annotated.as_deref(), landmarks: landmarks.as_ref(), tell };
        let judged = judge.judge(&self.request.videos[place], &beside, progress, self.interrupt);
        if let (Some(file), Ok(_) | Err(Failure::Unrecognised(_))) = (landmarks, &judged) {
            file.commit().map_err(Failure::Request)?;
        }
        judged
    }
}

/// Says what a person should know of a recording whatever its report shows.
fn note(video: &Path, analysis: &Analysis, tell: &Tell<'_>, language: &Language) {
    if analysis.recognised {
        let values = [("title", language.text(&analysis.title)), ("id", &analysis.exercise)];
        tell(&format!("{}: {}", video.display(), fill(&language.words.checked.recognised, &values)));
    }
}

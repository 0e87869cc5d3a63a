//! What `check` is asked to do, resolved: every contradiction has been refused.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, bail};

use super::{CheckArguments, recordings, save};
use crate::cli::estimator::PoseModel;
use crate::cli::places::OwnRules;
use crate::messages::Language;
use crate::motion::Settings;
use crate::recording::is_landmark_recording;
use crate::report::{FORMATS, Format, Holds, Shows};

/// In place of an exercise's id: each recording's exercise is recognised.
pub(super) const AUTO: &str = "auto";

/// Less is hardly a movement.
const LEAST_RANGE_PERCENT: f64 = 30.0;
/// More than the full way is nothing that the exercise asks for.
const GREATEST_RANGE_PERCENT: f64 = 100.0;
/// In place of percents: the first, easy attempts set the range.
const OWN_RANGE: &str = "own";
/// Percents of the full way; none for the person's own range.
pub(in crate::cli) type Range = Option<f64>;
/// A longer hold than this, in seconds, is a slip of the finger.
const LONGEST_HOLD_SECS: f64 = 600.0;

/// Pictures a second: from one in a minute and a half to what no camera gives.
const LEAST_RATE: f64 = 0.01;
const GREATEST_RATE: f64 = 1000.0;

/// What to judge, how, and where the results go.
#[derive(Debug)]
pub(super) struct Request {
    /// The recordings.
    pub(super) videos: Vec<PathBuf>,
    /// The exercise's id as typed; none where it is to be recognised.
    pub(super) exercise: Option<String>,
    /// Pictures a second of folders.
    pub(super) fps: Option<f64>,
    /// What the person chose about it.
    pub(super) settings: Settings,
    /// The report's format.
    pub(super) format: &'static Format,
    /// Where the report goes.
    pub(super) report: Destination,
    /// Whether the measures of each frame are wanted.
    pub(super) trace: bool,
    /// Where videos with what was seen go.
    pub(super) annotated: Option<Destination>,
    /// Where recordings of landmarks go.
    pub(super) landmarks: Option<Destination>,
    /// The pose model, and where it is.
    pub(super) model: PoseModel,
    /// The file in which results are kept, if they are.
    pub(super) resume: Option<PathBuf>,
    /// Whether an analysis names the path of its recording.
    pub(super) names_paths: bool,
    /// How many recordings are judged at the same time.
    pub(super) jobs: usize,
    /// Whether there are two cores for each recording.
    pub(super) has_cores_to_spare: bool,
    /// Threads for the pose model.
    pub(super) threads: Option<usize>,
    /// Where the exercises are.
    pub(super) rules: OwnRules,
    /// Where what was judged is kept, if it is.
    pub(super) history: Option<PathBuf>,
    /// Whether to keep standard error for errors.
    pub(super) quiet: bool,
    /// The language of reports and remarks.
    pub(super) language: &'static Language,
}

/// Where something is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Standard output.
    Stdout,
    /// One file for everything.
    File(PathBuf),
    /// A file for each recording, in the order of the recordings.
    Each { folder: PathBuf, files: Vec<PathBuf> },
}

impl Request {
    /// Fails where the arguments contradict each other or would overwrite a recording.
    pub(super) fn resolve(mut typed: CheckArguments) -> Result<Self> {
        typed.videos = recordings::found(typed.videos)?;
        for output in [&typed.output, &typed.resume].into_iter().flatten() {
            refuse_recording(&files(&typed.videos), output)?;
        }
        let file = typed.output.as_deref().filter(|path| !is_folder(path));
        let format = Format::chosen(FORMATS, typed.format.as_deref(), file)?;
        if typed.trace && format.shows != Shows::Trace {
            bail!("--trace has no place in {}: add --format json", format.id);
        }
        if typed.resume.is_some() && format.shows.takes_poses() {
            bail!(
                "--resume keeps verdicts, and {} shows movement: choose text, json, jsonl, csv or table",
                format.id
            );
        }
        let is_unnamed = typed.output.is_none();
        let report = match typed.output {
            None => Destination::Stdout,
            Some(path) if path.as_os_str() == "-" => Destination::Stdout,
            Some(path) if is_folder(&path) => each(&path, &typed.videos, &format!(".{}", format.extension))?,
            Some(path) => Destination::File(path),
        };
        let one_place = matches!(report, Destination::Stdout | Destination::File(_));
        if format.holds == Holds::TextOfOne && typed.videos.len() > 1 && one_place {
            bail!("a {} file holds one recording: name a folder, as in --output {}/", format.id, format.id);
        }
        if format.holds == Holds::Binary && is_unnamed {
            bail!("a {} cannot be shown in a terminal: add --output FILE.{}", format.id, format.extension);
        }
        let annotated = beside("--annotate", typed.annotate, &typed.videos, ".seen.mp4")?;
        let landmarks = beside("--landmarks", typed.landmarks, &typed.videos, ".landmarks.json")?;
        if typed.fps.is_some() && !typed.videos.iter().any(|video| video.is_dir()) {
            bail!("--fps is for folders with pictures, and none is named: videos say their rate themselves");
        }
        let cores = typed.jobs.map_or_else(cores, usize::from);
        let request = Request {
            fps: typed.fps,
            settings: Settings {
                range: typed.range.unwrap_or(GREATEST_RANGE_PERCENT) / 100.0,
                own_range: typed.range.is_none(),
                hold_secs: typed.hold,
            },
            exercise: Some(typed.exercise).filter(|id| id != AUTO),
            format,
            report,
            trace: typed.trace,
            annotated,
            landmarks,
            model: typed.model,
            names_paths: typed.resume.is_some() || format.is_for_many(),
            resume: typed.resume,
            // Sessions are kept in the order of the recordings.
            jobs: if typed.save { 1 } else { cores },
            has_cores_to_spare: cores >= 2 * typed.videos.len(),
            threads: typed.threads.map(usize::from),
            rules: typed.rules,
            history: save::folder(typed.save, &typed.history)?,
            quiet: typed.quiet,
            language: typed.spoken.language(),
            videos: typed.videos,
        };
        request.refuse_overwriting()?;
        if let Some(video) = request.videos.iter().find(|video| is_landmark_recording(video))
            && request.annotated.is_some()
        {
            bail!("{} has no pictures to draw in: leave out --annotate, or name the video", video.display());
        }
        Ok(request)
    }

    /// Results must not take the place of a recording, nor of each other.
    fn refuse_overwriting(&self) -> Result<()> {
        let places = [Some(&self.report), self.annotated.as_ref(), self.landmarks.as_ref()];
        let written = places.into_iter().flatten().flat_map(Destination::files);
        let (recordings, mut taken) = (files(&self.videos), BTreeSet::new());
        for path in written.chain(self.resume.as_deref()) {
            refuse_recording(&recordings, path)?;
            if !taken.insert(path) {
                bail!("two results would both be written to {}: name another file", path.display());
            }
        }
        Ok(())
    }
}

impl Destination {
    /// The files that are written here.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        let (one, each) = match self {
            Destination::Stdout => (None, None),
            Destination::File(path) => (Some(path), None),
            Destination::Each { files, .. } => (None, Some(files)),
        };
        one.into_iter().chain(each.into_iter().flatten()).map(PathBuf::as_path)
    }

    /// The file for one recording, where there are files.
    pub(super) fn file(&self, recording: usize) -> Option<&Path> {
        match self {
            Destination::Stdout => None,
            Destination::File(path) => Some(path),
            Destination::Each { files, .. } => files.get(recording).map(PathBuf::as_path),
        }
    }
}

/// Reads `--range`: percents, or none for the person's own range.
pub(in crate::cli) fn range_percent(typed: &str) -> Result<Range, String> {
    if typed == OWN_RANGE {
        return Ok(None);
    }
    match typed.trim_end_matches('%').trim().parse::<f64>() {
        Ok(percent) if (LEAST_RANGE_PERCENT..=GREATEST_RANGE_PERCENT).contains(&percent) => Ok(Some(percent)),
        _ => Err(format!(
            "expected {LEAST_RANGE_PERCENT} to {GREATEST_RANGE_PERCENT} percent, or `{OWN_RANGE}`"
        )),
    }
}

/// Reads `--fps`.
pub(super) fn rate(typed: &str) -> Result<f64, String> {
    match typed.parse::<f64>() {
        Ok(rate) if (LEAST_RATE..=GREATEST_RATE).contains(&rate) => Ok(rate),
        _ => Err(format!("expected pictures a second, from {LEAST_RATE} to {GREATEST_RATE}")),
    }
}

/// Reads `--hold`.
pub(in crate::cli) fn hold_secs(typed: &str) -> Result<f64, String> {
    match typed.trim_end_matches('s').trim().parse::<f64>() {
        Ok(secs) if secs > 0.0 && secs <= LONGEST_HOLD_SECS => Ok(secs),
        _ => Err(format!("expected seconds above 0 and up to {LONGEST_HOLD_SECS}")),
    }
}

/// One for each core, as far as the system says how many there are.
fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The files behind paths.
fn files(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    paths.iter().filter_map(|path| fs::canonicalize(path).ok()).collect()
}

fn refuse_recording(recordings: &BTreeSet<PathBuf>, path: &Path) -> Result<()> {
    if fs::canonicalize(path).is_ok_and(|file| recordings.contains(&file)) {
        bail!("{} is a recording and would be overwritten: name another file", path.display());
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// Where results of the option `name` go, of which each recording has its own.
fn beside(
    name: &str,
    typed: Option<PathBuf>,
    videos: &[PathBuf],
    ending: &str,
) -> Result<Option<Destination>> {
    match typed {
        None => Ok(None),
        Some(path) if is_folder(&path) => each(&path, videos, ending).map(Some),
        Some(path) if videos.len() > 1 => bail!(
            "{name} {} is one file, and there are {} recordings: name a folder, as in {name} {}/",
            path.display(),
            videos.len(),
            path.with_extension("").display()
        ),
        Some(path) => Ok(Some(Destination::File(path))),
    }
}

/// A file in `folder` for each recording, named after it.
fn each(folder: &Path, videos: &[PathBuf], ending: &str) -> Result<Destination> {
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut files = Vec::new();
    for video in videos {
        let absolute = std::path::absolute(video).unwrap_or_else(|_| video.clone());
        let stem = absolute.file_stem().unwrap_or(OsStr::new("recording"));
        let stem = Path::new(stem).file_stem().filter(|_| is_double(stem)).unwrap_or(stem);
        let mut name = stem.to_os_string();
        name.push(ending);
        let file = folder.join(name);
        if let Some(other) = taken.insert(file.clone(), video) {
            bail!(
                "{} and {} would both be written to {}: rename one, or check them one at a time",
                other.display(),
                video.display(),
                file.display()
            );
        }
        files.push(file);
    }
    Ok(Destination::Each { folder: folder.to_path_buf(), files })
}

/// Whether a name without its last ending is still one with an ending of ours: `bridge.landmarks`.
fn is_double(stem: &OsStr) -> bool {
    Path::new(stem).extension() == Some(OsStr::new("landmarks"))
}

/// Whether two paths lead to the same file, which is there.
pub(in crate::cli) fn is_same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

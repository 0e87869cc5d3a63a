//! What shows how far the work is, on standard error.

use std::cell::Cell;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::messages::words::Checked;
use crate::messages::{Language, fill};
use crate::report::printable;

/// How far one recording is judged.
pub(in crate::cli) enum Progress {
    /// It has a bar of its own, which counts frames.
    Alone(ProgressBar, &'static Language),
    /// It has a share of the bar of many, which counts bytes.
    Among {
        /// The bar of all.
        bar: ProgressBar,
        /// The recording's.
        bytes: u64,
        /// Those of them that the bar shows.
        shown: Cell<u64>,
    },
}

impl Progress {
    /// A bar for one recording of several, if bars are shown.
    pub(in crate::cli) fn new(
        shown: bool,
        video: &Path,
        (place, of): (usize, usize),
        language: &'static Language,
    ) -> Self {
        if !shown {
            return Progress::Alone(ProgressBar::hidden(), language);
        }
        let name = video.file_name().unwrap_or(video.as_os_str()).to_string_lossy();
        let name = printable(&name).into_owned();
        let bar = ProgressBar::no_length();
        bar.set_style(style(&format!("{{prefix}} {{spinner}} {}", language.words.checked.frames)));
        bar.set_prefix(if of > 1 { format!("({place}/{of}) {name}") } else { name });
        Progress::Alone(bar, language)
    }

    /// Shows how many frames are judged, and of how many where that is known.
    pub(super) fn show(&self, frames: u64, of: Option<u64>) {
        let of = of.filter(|of| *of > 0);
        match self {
            Progress::Alone(bar, language) => {
                if let (Some(of), None) = (of, bar.length()) {
                    let left = &language.words.checked.left;
                    bar.set_style(style(&format!(
                        "{{prefix}} [{{bar:30}}] {{percent}} %, {{per_sec}}, {left}"
                    )));
                    bar.set_length(of);
                }
                // What a file promises can be less than it holds.
                if bar.length().is_some_and(|length| length < frames) {
                    bar.set_length(frames);
                }
                bar.set_position(frames);
            }
            Progress::Among { bar, bytes, shown } => {
                let part = of.map_or(0.0, |of| frames.min(of) as f64 / of as f64);
                let now = ((*bytes as f64 * part) as u64).max(shown.get());
                bar.inc(now - shown.replace(now));
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match self {
            Progress::Alone(bar, _) => bar.finish_and_clear(),
            Progress::Among { bar, bytes, shown } => bar.inc(bytes.saturating_sub(shown.get())),
        }
    }
}

/// How far many recordings are judged, and how long the others will take.
pub(super) struct Overall {
    bar: ProgressBar,
    count: usize,
    words: &'static Checked,
}

impl Overall {
    /// A bar, if bars are shown, for this many recordings with so many bytes in all.
    pub(super) fn new(shown: bool, count: usize, bytes: u64, language: &'static Language) -> Self {
        let words = &language.words.checked;
        let bar = if shown { ProgressBar::new(bytes) } else { ProgressBar::hidden() };
        bar.set_style(style(&format!("{{prefix}} [{{bar:30}}] {{percent}} %, {}", words.left)));
        let overall = Overall { bar, count, words };
        overall.show(0, 0);
        overall
    }

    /// The share of a recording.
    pub(super) fn share(&self, bytes: u64) -> Progress {
        Progress::Among { bar: self.bar.clone(), bytes, shown: Cell::new(0) }
    }

    /// Shows how many recordings are done, and how many of them failed.
    pub(super) fn show(&self, done: usize, failed: usize) {
        let failed = (failed > 0).then(|| fill(&self.words.failed, &[("number", &failed.to_string())]));
        let values = [("done", &*done.to_string()), ("all", &self.count.to_string())];
        self.bar.set_prefix(fill(&self.words.recordings, &values) + &failed.unwrap_or_default());
    }

    /// Takes the bar away while something else is written.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Overall {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

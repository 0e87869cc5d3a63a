//! The bar that shows how far a recording is judged.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::printable;

/// A bar on standard error, or nothing where nobody looks.
pub(in crate::cli) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar for one recording of several, if bars are shown.
    pub(in crate::cli) fn new(shown: bool, video: &Path, place: usize, of: usize) -> Self {
        if !shown {
            return Progress(None);
        }
        let name = video.file_name().unwrap_or(video.as_os_str()).to_string_lossy();
        let name = printable(&name).into_owned();
        let bar = ProgressBar::no_length();
        bar.set_style(style("{prefix} {spinner} {pos} frames, {per_sec}"));
        bar.set_prefix(if of > 1 { format!("({place}/{of}) {name}") } else { name });
        Progress(Some(bar))
    }

    /// Shows how many frames are judged, and of how many where that is known.
    pub(super) fn show(&self, frames: u64, of: Option<u64>) {
        let Some(bar) = &self.0 else { return };
        if let Some(of) = of.filter(|of| *of > 0)
            && bar.length().is_none()
        {
            bar.set_style(style("{prefix} [{bar:30}] {percent} %, {per_sec}, {eta} left"));
            bar.set_length(of);
        }
        // What a file promises can be less than it holds.
        if bar.length().is_some_and(|length| length < frames) {
            bar.set_length(frames);
        }
        bar.set_position(frames);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

//! The clips of a folder, and what lies beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::check::recordings::VIDEOS;

/// Endings of landmark recordings, the one that is taken first in front.
const LANDMARKS: [&str; 2] = [".landmarks.json", ".landmarks.json.gz"];
/// Endings of truths, the one that is taken first in front.
const TRUTHS: [&str; 4] = [".truth.json", ".truth.json.gz", ".json", ".json.gz"];

/// A clip: a video, a landmark recording, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clip {
    /// Its name without an ending.
    pub(super) name: String,
    pub(super) video: Option<PathBuf>,
    pub(super) landmarks: Option<PathBuf>,
    pub(super) truth: Option<PathBuf>,
}

impl Clip {
    /// What is judged: the landmark recording where there is one.
    pub(super) fn recording(&self) -> Option<&Path> {
        self.landmarks.as_deref().or(self.video.as_deref())
    }

    /// Its files.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.video, &self.landmarks, &self.truth].into_iter().filter_map(|file| file.as_deref())
    }
}

/// The clips of a folder, by name.
pub(super) fn clips(folder: &Path) -> Result<Vec<Clip>> {
    if !folder.is_dir() {
        bail!("there is no folder {}: name the folder of the clips", folder.display());
    }
    let unreadable = || format!("cannot read the folder {}", folder.display());
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        // A name that is no text is the name of no truth either.
        names.extend(entry.with_context(unreadable)?.file_name().into_string());
    }
    names.sort();
    let mut clips: BTreeMap<&str, Clip> = BTreeMap::new();
    for name in &names {
        let recorded = LANDMARKS.iter().find_map(|ending| name.strip_suffix(ending));
        let filmed = name.rsplit_once('.').filter(|(_, ending)| {
            VIDEOS.contains(&ending.to_lowercase().as_str()) && folder.join(name).is_file()
        });
        let Some(stem) = recorded.or(filmed.map(|(stem, _)| stem)) else { continue };
        let beside = |endings: &[&str]| {
            let file = |ending: &&str| names.binary_search(&format!("{stem}{ending}")).ok();
            endings.iter().find_map(file).map(|place| folder.join(&names[place]))
        };
        let clip = clips.entry(stem).or_insert_with(|| Clip {
            name: stem.to_owned(),
            video: None,
            landmarks: beside(&LANDMARKS),
            truth: beside(&TRUTHS),
        });
        if recorded.is_none() {
            clip.video.get_or_insert_with(|| folder.join(name));
        }
    }
    if clips.is_empty() {
        bail!(
            "there are no clips in {}: a clip is a video or NAME.landmarks.json, with its truth NAME.truth.json or \
             NAME.json beside it",
            folder.display()
        );
    }
    Ok(clips.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clips_are_found_with_what_lies_beside_them() {
        let place = tempfile::tempdir().expect("a folder");
        for name in [
            "a.mp4",
            "a.truth.json",
            "a.json",
            "b.MOV",
            "b.landmarks.json.gz",
            "b.json.gz",
            "c.landmarks.json",
            "notes.json",
            "README.md",
            "d.e.mp4",
            "d.e.json",
        ] {
            fs::write(place.path().join(name), "").expect("written");
        }
        let found = clips(place.path()).expect("clips");
        let name = |path: &Option<PathBuf>| {
            path.as_ref()
                .map_or("-", |path| path.file_name().and_then(|name| name.to_str()).unwrap_or("?"))
                .to_owned()
        };
        let told: Vec<String> = found
            .iter()
            .map(|clip| [name(&clip.video), name(&clip.landmarks), name(&clip.truth)].join(" "))
            .collect();
        let expected = [
            "a.mp4 - a.truth.json",
            "b.MOV b.landmarks.json.gz b.json.gz",
            "- c.landmarks.json -",
            "d.e.mp4 - d.e.json",
        ];
        assert_eq!(told, expected);
        assert_eq!(found[1].recording(), found[1].landmarks.as_deref());
    }
}

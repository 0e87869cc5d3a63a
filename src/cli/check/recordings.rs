//! What is to be judged: the recordings that are named, and those in the folders that are named.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::source::is_image_name;

/// Endings of videos, in small letters.
pub(in crate::cli) const VIDEOS: [&str; 7] = ["mp4", "mov", "mkv", "avi", "webm", "m4v", "mpg"];
/// The ending of landmark recordings.
const LANDMARKS: &str = ".landmarks.json";

/// A folder that holds videos or landmark recordings, itself or in folders below, stands for these, in the order of
/// their names. Any other path is a recording: a folder of pictures, too.
pub(super) fn found(named: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in named {
        if !path.is_dir() {
            all.push(path);
            continue;
        }
        let mut inside = Vec::new();
        look_into(&path, &mut inside)?;
        if inside.is_empty() { all.push(path) } else { all.extend(inside) }
    }
    Ok(all)
}

fn look_into(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("cannot read the folder {}", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        // What is hidden is not meant. A link to a folder may lead back here.
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push((entry.path(), entry.file_type().with_context(unreadable)?.is_dir()));
        }
    }
    entries.sort();
    let before = found.len();
    for (path, is_folder) in &entries {
        if *is_folder {
            look_into(path, found)?;
        } else if is_recording(path) && path.is_file() {
            found.push(path.clone());
        }
    }
    let here = entries.iter().filter(|(_, is_folder)| !is_folder);
    if !here.clone().any(|(path, _)| is_image_name(path)) {
        return Ok(());
    }
    if found.len() > before {
        bail!(
            "{} holds recordings and pictures: are the pictures a recording, put them in a folder of their own, or else \
             name the files",
            folder.display()
        );
    }
    found.push(folder.to_path_buf());
    Ok(())
}

/// Whether a file's name is that of a video or landmark recording. A video with its landmark recording beside it is
/// judged by that.
fn is_recording(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if name.ends_with(LANDMARKS) {
        return true;
    }
    let is_video = name.rsplit_once('.').is_some_and(|(_, ending)| VIDEOS.contains(&ending));
    is_video && !path.with_extension(&LANDMARKS[1..]).is_file()
}

/// The bytes of a recording, to tell long ones from short ones.
pub(super) fn bytes(path: &Path) -> u64 {
    let of = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| of(&entry.path())).sum(),
        Err(_) => of(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let place = tempfile::tempdir().expect("a folder");
        for name in names {
            let file = place.path().join(name);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, "").expect("written");
        }
        place
    }

    fn names(place: &tempfile::TempDir, found: &[PathBuf]) -> Vec<String> {
        let name = |path: &PathBuf| path.strip_prefix(place.path()).map(|path| path.display().to_string());
        found.iter().map(|path| name(path).expect("inside")).collect()
    }

    #[test]
    fn a_folder_stands_for_the_recordings_in_it() {
        let place = folder(&[
            "b/2.mp4",
            "b/10.MOV",
            "a.mp4",
            "c.mp4",
            "c.landmarks.json",
            "c.json",
            "notes.txt",
            ".hidden.mp4",
            "pictures/1.png",
        ]);
        let all = found(vec![place.path().to_path_buf()]).expect("recordings");
        assert_eq!(names(&place, &all), ["a.mp4", "b/10.MOV", "b/2.mp4", "c.landmarks.json", "pictures"]);
    }

    #[test]
    fn a_folder_of_pictures_is_one_recording() {
        let place = folder(&["p/1.png", "p/2.png", "empty/notes.txt"]);
        let named = ["p", "empty", "none.mp4"].map(|name| place.path().join(name)).to_vec();
        assert_eq!(names(&place, &found(named).expect("recordings")), ["p", "empty", "none.mp4"]);
    }

    #[test]
    fn pictures_among_recordings_are_asked_about() {
        let place = folder(&["a.mp4", "still.png"]);
        let error = found(vec![place.path().to_path_buf()]).expect_err("not clear").to_string();
        let expected = format!(
            "{} holds recordings and pictures: are the pictures a recording, put them in a folder of their own, or \
             else name the files",
            place.path().display()
        );
        assert_eq!(error, expected);
    }
}

//! Cameras as Linux lists them, loudspeaker and voice as the coach finds them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::phrases::english;
use crate::ui::voice::{Loudspeaker, Service};

pub(super) fn camera() -> Finding {
    const WHAT: &str = "camera";
    if !cfg!(target_os = "linux") {
        return Finding::missing(WHAT, "not looked for on this system");
    }
    let cameras = cameras_in(Path::new("/dev"));
    if cameras.is_empty() {
        return Finding::missing(WHAT, "none found: plug one in. Recordings can be judged without one.");
    }
    let refused = cameras.iter().find_map(|path| {
        let error = File::options().read(true).write(true).open(path).err()?;
        (error.kind() == io::ErrorKind::PermissionDenied).then_some(path)
    });
    match refused {
        Some(path) => Finding::missing(
            WHAT,
            format!(
                "{} may not be used by you: join the group video (sudo usermod -aG video $USER) and log in again",
                path.display()
            ),
        ),
        None => Finding::works(WHAT, cameras.iter().map(|path| name_of(path)).collect::<Vec<_>>().join(", ")),
    }
}

pub(super) fn sound() -> Finding {
    const WHAT: &str = "sound";
    match Loudspeaker::open() {
        Ok(_) => Finding::works(WHAT, "the loudspeaker of the system"),
        Err(error) => Finding::missing(WHAT, format!("{error}. Recordings can be judged without one.")),
    }
}

pub(super) fn voice() -> Finding {
    const WHAT: &str = "voice";
    match Service::find(&english().id) {
        Some(service) => Finding::works(WHAT, service.program.display().to_string()),
        None => {
            Finding::missing(WHAT, format!("{}. Recordings can be judged without one.", Service::MISSING))
        }
    }
}

fn cameras_in(folder: &Path) -> Vec<PathBuf> {
    let mut cameras: Vec<(u32, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.strip_prefix("video")?.parse().ok()?;
            Some((number, entry.path()))
        })
        .collect();
    cameras.sort();
    cameras.into_iter().map(|(_, path)| path).collect()
}

/// The device's path with the name that its driver gives.
fn name_of(path: &Path) -> String {
    let node = path.file_name().unwrap_or_default();
    let name = fs::read_to_string(Path::new("/sys/class/video4linux").join(node).join("name"));
    match name {
        Ok(name) => format!("{} ({})", path.display(), name.trim()),
        Err(_) => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cameras_are_numbered_video_devices() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["video10", "video2", "videotape", "null"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        let names: Vec<_> =
            cameras_in(folder.path()).iter().map(|path| path.file_name().map(ToOwned::to_owned)).collect();
        assert_eq!(names, [Some("video2".into()), Some("video10".into())]);
        assert!(cameras_in(Path::new("/no/such/folder")).is_empty());
    }
}

//! The places that the README says are written to.

use std::path::{Path, PathBuf};

/// Where may be written: the places that the README lists, for one account.
pub(super) struct Places(Vec<Place>);

/// A file, everything in a folder, or everything that begins with a name.
enum Place {
    File(PathBuf),
    Folder(PathBuf),
    Beginning(String),
}

impl Places {
    /// The README's list, with an account's home folder, its folder for temporary files and the folder in
    /// which it names files.
    pub(super) fn listed(home: &Path, temporary: &Path, named: &Path) -> Self {
        let readme = include_str!("../../README.md");
        let privacy = readme.split("\n## ").find(|part| part.starts_with("Privacy\n")).expect("a section");
        let rows = privacy.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
        let mut places = vec![Place::Folder(named.to_path_buf())];
        for name in rows.flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let path = match (name.strip_prefix("~/"), name.strip_prefix("/tmp/")) {
                (Some(rest), _) => home.join(rest),
                (_, Some(rest)) => temporary.join(rest),
                _ => PathBuf::from(name),
            };
            let text = path.to_str().expect("UTF-8");
            places.push(match (text.strip_suffix('*'), text.strip_suffix('/')) {
                (Some(beginning), _) => Place::Beginning(beginning.to_string()),
                (_, Some(folder)) => Place::Folder(folder.into()),
                _ => Place::File(path),
            });
        }
        Self(places)
    }

    /// Whether a file may be written, or a folder made there or on the way there.
    pub(super) fn allow(&self, path: &Path, makes_folder: bool) -> bool {
        self.0.iter().any(|place| {
            let (holds, at) = match place {
                Place::File(file) => (path == file, file.as_path()),
                Place::Folder(folder) => (path.starts_with(folder), folder.as_path()),
                Place::Beginning(start) => {
                    (path.as_os_str().as_encoded_bytes().starts_with(start.as_bytes()), Path::new(start))
                }
            };
            holds || makes_folder && at.starts_with(path)
        })
    }
}

#[test]
fn the_readme_lists_places_and_nothing_else_is_allowed() {
    let (home, temporary, named) = (Path::new("/h"), Path::new("/t"), Path::new("/n"));
    let places = Places::listed(home, temporary, named);
    for allowed in
        ["/h/.local/share/holdfast/sessions.db", "/h/.config/holdfast/settings.toml", "/dev/null", "/n/a"]
    {
        assert!(places.allow(Path::new(allowed), false), "{allowed}");
    }
    for refused in [
        "/h/.cache/Microsoft/DeveloperTools/.onnxruntime/deviceid",
        "/t/.ses",
        "/tmp/.ses",
        "/h/.local/share/other",
        "/h/.profile",
        "/dev/shm/x",
        "/h/.config/holdfast2",
        "/nowhere",
        "/h/.local",
    ] {
        assert!(!places.allow(Path::new(refused), false), "{refused}");
    }
    assert!(
        places.allow(Path::new("/h/.local"), true) && !places.allow(Path::new("/h/.cache/Microsoft"), true)
    );
}

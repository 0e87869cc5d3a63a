//! What all tests share: the repository's files, recorded landmarks, and expected texts.

#[cfg(target_os = "linux")]
pub(crate) mod desktop;
pub(crate) mod display;
pub(crate) mod foreign;
pub(crate) mod fuzzing;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex};

use flate2::read::GzDecoder;
use holdfast::recording::Recording;

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A landmark recording from `tests/data`, read once.
pub(crate) fn recorded(name: &str) -> Arc<Recording> {
    static READ: Mutex<BTreeMap<String, Arc<Recording>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().expect("no reader panicked");
    let unpacked = || {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        unpack(name, &path);
        Arc::new(Recording::read(&path).expect("a landmark recording"))
    };
    Arc::clone(read.entry(name.to_owned()).or_insert_with(unpacked))
}

/// Unpacks a landmark recording from `tests/data`.
pub(crate) fn unpack(name: &str, to: &Path) {
    let packed = root().join(format!("tests/data/{name}.landmarks.json.gz"));
    let packed = File::open(packed).expect("the recording is there");
    let mut plain = File::create(to).expect("a file");
    std::io::copy(&mut GzDecoder::new(packed), &mut plain).expect("the recording unpacks");
}

/// Whether a text is the one in a file of the repository. With `UPDATE_EXPECT=1` it is written there first.
pub(crate) fn is_as_expected(file: &str, found: &str) -> bool {
    let path = root().join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, found).expect("the expected text can be written");
    }
    fs::read_to_string(&path).unwrap_or_default() == found
}

/// Fails if a text is not the one in a file of the repository.
#[track_caller]
pub(crate) fn check_file(file: &str, found: &str) {
    assert!(is_as_expected(file, found), "{file} differs (UPDATE_EXPECT=1 renews it); found:\n{found}");
}

/// What a program has written.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

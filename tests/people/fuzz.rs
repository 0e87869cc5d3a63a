//! Files that others may have made, changed at random: rules, landmark recordings, histories.

use std::fs;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use flate2::read::GzDecoder;
use holdfast::motion::{Assessor, Settings};
use holdfast::pipeline::recorded::replay;
use holdfast::recording::Recording;
use holdfast::rules::{self, Catalogue, Style, render};
use holdfast::store::{Filter, Store};

use crate::support::fuzzing::fuzz;
use crate::support::{recorded, root};

/// Some seconds of a landmark recording.
fn short(name: &str, frames: std::ops::Range<usize>) -> Recording {
    let mut short = Recording::clone(&recorded(name));
    short.frames = short.frames[frames].to_vec();
    short.scenes.clear();
    short
}

#[test]
fn mutants_of_rules() {
    let folder = root().join("data/exercises");
    let files = fs::read_dir(folder).expect("the exercises").filter_map(|entry| Some(entry.ok()?.path()));
    let seeds: Vec<Vec<u8>> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| fs::read(path).expect("read"))
        .collect();
    assert!(seeds.len() > 5);
    let bridge = short("bridge-side", 0..130);
    fuzz("rules", &seeds, |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let checked = rules::check("rules.toml", text);
        render(&checked.diagnostics, text, Style::Plain);
        if let Some(exercise) = checked.exercise {
            replay(&bridge, &mut [Assessor::new(exercise, Settings::default())], |_| {
                ControlFlow::Continue(())
            });
        }
    });
}

#[test]
fn mutants_of_recordings() {
    let written = |name, frames| {
        let mut bytes = Vec::new();
        short(name, frames).write(&mut bytes).expect("memory");
        bytes
    };
    let seeds =
        [written("bridge-side", 20..44), written("cat-cow-side", 0..9), written("bird-dog-good", 30..39)];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("landmarks.json");
    let exercises: Vec<_> =
        Catalogue::load(None).expect("built in").files().iter().map(|file| file.exercise.clone()).collect();
    fuzz("landmark recordings", &seeds, |bytes| {
        fs::write(&file, bytes).expect("written");
        let Ok(recording) = Recording::read(&file) else { return };
        let assessor = |exercise: &_| Assessor::new(Clone::clone(exercise), Settings::default());
        let mut assessors: Vec<Assessor> = exercises.iter().map(assessor).collect();
        replay(&recording, &mut assessors, |_| ControlFlow::Continue(()));
    });
}

#[test]
fn mutants_of_histories() {
    let packed = fs::File::open(root().join("tests/data/sessions-1.db.gz")).expect("there");
    let mut seed = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut seed).expect("unpacked");
    let folder = tempfile::tempdir().expect("a folder");
    fuzz("histories", &[seed], |bytes| {
        fs::write(folder.path().join("sessions.db"), bytes).expect("written");
        show_all(folder.path());
    });
}

/// Reads everything of a history that can be.
fn show_all(folder: &Path) {
    let Ok(Some(store)) = Store::read(folder) else { return };
    let _ = (
        store.trends(&Filter::default()),
        store.plan(),
        store.pain_marks(100),
        store.days_with_practice(100),
    );
    for listed in store.list(&Filter::default()).unwrap_or_default() {
        let _ = (store.session(listed.id), store.motion(listed.id));
    }
}

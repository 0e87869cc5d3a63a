//! All exercises that there are: the built-in ones, and the user's in addition or in their place.

use std::fs;

use holdfast::rules::{Catalogue, NoRules, Origin};

use super::files_in;
use crate::support::root;

fn bridge() -> String {
    fs::read_to_string(root().join("data/exercises/bridge.toml")).expect("a rules file")
}

#[test]
fn every_file_in_the_folder_is_built_in_and_sound() {
    let mut in_folder: Vec<String> = files_in("data/exercises")
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let catalogue = Catalogue::load(None).expect("no folder is read");
    assert_eq!(catalogue.broken(), []);
    for file in catalogue.files() {
        assert_eq!(file.warnings, [], "{}", file.id);
        assert!(in_folder.contains(&file.id), "{} is named otherwise than its file", file.id);
    }
    let mut built_in: Vec<String> = catalogue.files().iter().map(|file| file.id.clone()).collect();
    built_in.sort();
    in_folder.sort();
    assert_eq!(built_in, in_folder, "build.rs lists the files");
}

#[test]
fn a_mistyped_exercise_is_guessed_and_the_known_ones_are_named() {
    let catalogue = Catalogue::load(None).expect("no folder is read");
    let error = catalogue.get("brigde").expect_err("mistyped").to_string();
    assert!(error.starts_with("there is no exercise `brigde`; did you mean `bridge`?\n"), "{error}");
    assert!(error.contains("the exercises are: bridge, cat-cow, "), "{error}");
    let error = catalogue.get("handstand").expect_err("unknown").to_string();
    assert!(error.starts_with("there is no exercise `handstand`\n"), "{error}");
}

#[test]
fn user_files_override_and_add() {
    let folder = tempfile::tempdir().expect("a folder");
    let bridge = bridge();
    let lower = bridge.replace("title = \"Bridge\"", "title = \"Low bridge\"");
    fs::write(folder.path().join("mine.toml"), &lower).expect("written");
    let other = bridge.replace("id = \"bridge\"", "id = \"low-bridge\"");
    fs::write(folder.path().join("own.toml"), other).expect("written");
    fs::write(folder.path().join("notes.txt"), "not rules").expect("written");

    let catalogue = Catalogue::load(Some(folder.path())).expect("readable");
    assert_eq!(catalogue.broken(), []);
    let mine = catalogue.get("bridge").expect("there");
    assert_eq!(mine.texts.title, "Low bridge");
    assert_eq!(mine.origin, Origin::File(folder.path().join("mine.toml")));
    assert_eq!(mine.sha256.len(), 64);
    assert_eq!(catalogue.files()[0].id, "bridge", "it keeps its place");
    assert_eq!(catalogue.files().last().map(|file| file.id.as_str()), Some("low-bridge"));
}

#[test]
fn a_broken_user_file_is_an_error_for_its_exercise_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bridge.toml"), "format = 1\nid =").expect("written");
    fs::write(folder.path().join("latin.toml"), b"format = 1\ntitle = \"Br\xfccke\"").expect("written");
    fs::create_dir(folder.path().join("folder.toml")).expect("made");
    let catalogue = Catalogue::load(Some(folder.path())).expect("readable");
    assert!(matches!(catalogue.get("bridge"), Err(NoRules::Broken(_))));
    assert!(catalogue.get("cat-cow").is_ok());
    let broken: Vec<(&str, usize)> =
        catalogue.broken().iter().map(|file| (file.id.as_str(), file.diagnostics[0].line)).collect();
    assert_eq!(broken, [("bridge", 2), ("folder", 1), ("latin", 2)]);
}

#[test]
fn two_user_files_for_one_exercise_are_not_chosen_between() {
    let folder = tempfile::tempdir().expect("a folder");
    let bridge = bridge();
    fs::write(folder.path().join("a.toml"), &bridge).expect("written");
    fs::write(folder.path().join("b.toml"), &bridge).expect("written");
    let catalogue = Catalogue::load(Some(folder.path())).expect("readable");
    let error = catalogue.get("bridge").expect_err("two of them");
    assert!(error.to_string().contains("there is `bridge` already in"), "{error}");
}

#[test]
fn a_missing_folder_is_empty_and_a_file_in_its_place_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Catalogue::load(Some(&folder.path().join("none"))).is_ok());
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let error = Catalogue::load(Some(&file)).expect_err("not a folder");
    assert!(error.to_string().starts_with("cannot read the folder of exercises "), "{error}");
}

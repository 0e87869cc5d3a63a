//! Errors, notes, help and what the doctor says are in the person's language: each sentence of the sources has its
//! translation, and what reaches people is translated.

use std::collections::BTreeSet;
use std::fs;

use holdfast::messages::{Language, english};

use crate::place::{Place, stderr, stdout};
use crate::sentences::{in_texts, sources, wanted};
use crate::support::foreign::Foreign;
use crate::support::root;

/// Sentences that the sources put together.
const PUT_TOGETHER: &[&str] = &[
    "nothing is written as .{}: name a file that ends in {} or {}",
    "the person was seen lying on the back",
    "the person was seen on hands and knees",
    "the person was seen standing",
    "the person was seen sitting",
    "seen standing, {}; what moves most is `{}`",
    "seen sitting, {}; what moves most is `{}`",
    "invalid value '{}' for '--language <LANGUAGE>': expected {} or {}",
    "error: the file cannot be read: {}",
    "error: the file is not UTF-8 text from here on",
];

/// Sentences of clap and of the standard library.
const OF_OTHERS: &[&str] = &[
    "invalid value '{}' for '{}'",
    "invalid value '{}' for '{}': {}",
    "invalid value '{}' for '{}': {} is not in {}",
    "a value is required for '{}' but none was supplied",
    "unexpected argument '{}' found",
    "unexpected value '{}' for '{}' found; no more were expected",
    "unrecognized subcommand '{}'",
    "'{}' requires a subcommand but one was not provided",
    "[subcommands: {}]",
    "the following required arguments were not provided:",
    "the argument '{}' cannot be used multiple times",
    "the argument '{}' cannot be used with '{}'",
    "the argument '{}' cannot be used with:",
    "the subcommand '{}' cannot be used with '{}'",
    "invalid UTF-8 was detected in one or more arguments",
    "tip: a similar argument exists: '{}'",
    "tip: some similar arguments exist: {}",
    "tip: a similar subcommand exists: '{}'",
    "tip: some similar subcommands exist: {}",
    "tip: a similar value exists: '{}'",
    "tip: some similar values exist: {}",
    "tip: to pass '{}' as a value, use '{}'",
    "tip: '{}' exists",
    "For more information, try '{}'.",
    "invalid digit found in string",
    "number too large to fit in target type",
    "cannot parse integer from empty string",
];

#[test]
fn every_error_and_every_note_is_translated_and_no_other() {
    let sources = sources();
    let wanted = wanted(&sources);
    assert!(wanted.len() > 150, "the sources have {} sentences", wanted.len());
    let mut there: BTreeSet<String> = sources.values().flat_map(|code| in_texts(code)).collect();
    there.extend(PUT_TOGETHER.iter().chain(OF_OTHERS).map(|sentence| (*sentence).to_string()));
    let of_english = fs::read_to_string(root().join("data/languages/en.toml")).expect("a file");
    there.extend(in_texts(&of_english));
    for language in Language::all().iter().filter(|language| *language != english()) {
        let messages = &language.words.messages;
        let missing: String = wanted
            .iter()
            .filter(|(sentence, _)| !messages.contains_key(*sentence))
            .map(|(sentence, file)| format!("\n    {sentence:?} of {file}"))
            .collect();
        let idle: String = messages
            .keys()
            .filter(|sentence| !there.contains(*sentence))
            .map(|sentence| format!("\n    {sentence:?}"))
            .collect();
        assert!(
            missing.is_empty() && idle.is_empty(),
            "data/languages/{}.toml lacks under [messages]:{missing}\nand has for nothing:{idle}",
            language.id
        );
    }
}

#[test]
fn a_translation_has_every_place_of_its_sentence() {
    for language in Language::all() {
        for (sentence, translated) in &language.words.messages {
            let places = sentence.matches("{}").count();
            let has = |place: usize| translated.contains(&format!("{{{place}}}"));
            assert!(
                (1..=places).all(has) && !has(places + 1),
                "{}: {sentence:?} is {translated:?}",
                language.id
            );
        }
    }
}

#[test]
fn errors_are_in_the_language_that_is_named_or_the_systems() {
    let place = Place::new();
    place.write("a.mp4", "");
    let recording = place.recording("bridge-side");
    for (typed, expected) in [
        (
            &["check", "a.mp4", "--exercise", "brigde"][..],
            "Fehler: die Übung `brigde` gibt es nicht; meintest du `bridge`?\ndie Übungen sind: bridge, cat-cow",
        ),
        (
            &["check", "a.mp4", "--trace"],
            "Fehler: --trace hat in text keinen Platz: füge --format json hinzu\n",
        ),
        (
            &["check", &recording, "--output", "no/a.html"],
            "Fehler: no/a.html kann nicht geschrieben werden: den Ordner no gibt es nicht; leg ihn zuerst an\n",
        ),
        (
            &["sessions", "show", "7"],
            "Fehler: die Sitzung 7 gibt es nicht: `holdfast sessions list` zeigt, welche es gibt\n",
        ),
        (
            &["check", "a.mp4", "--hold", "0"],
            "Fehler: der Wert '0' passt nicht zu '--hold <SECS>': erwartet sind Sekunden, mehr als 0 und bis 600\n\nMehr dazu sagt '--help'.\n",
        ),
        (
            &["plan", "remind", "25:00"],
            "Fehler: der Wert '25:00' passt nicht zu '[TIME]...': erwartet ist eine Uhrzeit wie 18:30, oder `off`\n",
        ),
        (
            &["exercises", "try", "none.toml", "a.json"],
            "Fehler: die Regeln in none.toml sind nicht zu gebrauchen\nFehler: die Datei ist nicht lesbar: ",
        ),
        (
            &["check", "a.mp4", "--threads", "0"],
            "Fehler: der Wert '0' passt nicht zu '--threads <N>': 0 liegt nicht in 1..=64\n",
        ),
        (
            &["check", "a.mp4", "--langage", "de"],
            "Fehler: die Option oder Angabe '--langage' gibt es nicht\n\n  Tipp: ähnlich ist '--language'\n\nAufruf: holdfast check",
        ),
        (
            &["bridge"],
            "Fehler: den Befehl `bridge` gibt es nicht. Das ist eine Übung: `holdfast coach bridge` leitet dabei an",
        ),
        (&["models", "verify"], "Fehler: es gibt keine models.toml in "),
        (
            &["coach", "bridge", "--camera", "ftp://a", "--no-window", "--mute"],
            "Fehler: ftp://a ist keine Adresse einer Kamera",
        ),
    ] {
        for said in [
            stderr(&place.command(&[typed, &["--language", "de"]].concat()).output().expect("it runs")),
            stderr(
                &place.command(typed).env("LC_ALL", "").env("LANG", "de_DE.UTF-8").output().expect("it runs"),
            ),
        ] {
            assert!(said.starts_with(expected), "{typed:?}: {said}");
        }
        assert!(stderr(&place.run(typed)).starts_with("error: "), "{typed:?}");
    }
}

#[test]
fn what_fails_is_told_in_the_language_and_written_for_programs_in_english() {
    let place = Place::new();
    place.write("a.landmarks.json", "{");
    let recording = place.recording("bridge-side");
    let output =
        place.run(&["check", "a.landmarks.json", &recording, "--format", "jsonl", "--language", "de"]);
    let (said, written) = (stderr(&output), stdout(&output));
    assert!(
        said.contains("Fehler: a.landmarks.json ist keine Aufnahme der Körperpunkte von diesem Programm"),
        "{said}"
    );
    assert!(written.contains("a.landmarks.json is no landmark recording of this program"), "{written}");
}

#[test]
fn the_help_is_in_the_language() {
    let place = Place::new();
    let german = Foreign::to("de");
    for command in ["coach", "check", "sessions", "plan", "exercises", "evaluate", "models", "doctor"] {
        let told = place.done(&[command, "--help", "--language", "de"]);
        assert!(told.contains("\nAufruf: holdfast ") && told.contains("\nOptionen:\n"), "{told}");
        let found = german.in_text(&prose(&told));
        assert!(found.iter().all(|word| word == command), "{command}: {found:?} in {told}");
    }
    let told = stdout(&place.command(&["--help"]).env("LC_ALL", "de_DE.UTF-8").output().expect("it runs"));
    assert!(told.starts_with("Sieht bei Rückenübungen zu"), "{told}");
    assert!(told.contains("\nAufruf: holdfast [OPTIONEN] <COMMAND>\n\nBefehle:\n"), "{told}");
}

/// What a person reads in a help, without the names of commands, options and values.
fn prose(help: &str) -> String {
    let is_name = |word: &str| word.contains(['-', '/', '`', '<', '[', '.', '=']) || word.ends_with("):");
    let lines = help.lines().filter(|line| !line.contains("  holdfast ")).map(|line| {
        let names = usize::from(line.starts_with("  ") && !line.starts_with("   "));
        let told = line.split_once("- ").and_then(|(_, value)| value.split_once(": "));
        let words = told.map_or(line, |(_, told)| told).split_whitespace().skip(names);
        words.filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_doctor_speaks_the_language() {
    let place = Place::new();
    let told = stdout(&place.run(&["doctor", "--language", "de"]));
    assert!(told.contains("\nFEHLER   Posenmodelle  es gibt keine models.toml in "), "{told}");
    let words: Vec<&str> = told.split_whitespace().filter(|word| !word.contains('/')).collect();
    let words = words.join(" ");
    let end = "Aufnahmen sind erst zu beurteilen, wenn behoben ist, was mit FEHLER bezeichnet ist.";
    assert!(words.ends_with(end), "{told}");
    assert_eq!(Foreign::to("de").in_text(&words), Vec::<String>::new(), "{told}");
}

//! What is kept is told in the language of who reads it, whatever language a session was held in.

use std::process::Command;
use std::sync::Arc;

use holdfast::coach::{Ending, Item, Record, Request, Saving, Session, Sound};
use holdfast::messages::Language;
use holdfast::motion::{Observation, Settings};
use holdfast::rules::{Catalogue, RuleFile};
use holdfast::store::{About, NewSession, Origin, Rules, Store, When, Writer};

use crate::place::Place;
use crate::support::foreign::Foreign;
use crate::support::recorded;

/// Recordings with faults, and one without, with their exercises.
const RECORDED: &[(&str, &str)] = &[
    ("bridge-low", "bridge"),
    ("bridge-side", "bridge"),
    ("cat-cow-side", "cat-cow"),
    ("march-faulty", "march"),
    ("knee-to-chest-faulty", "knee-to-chest"),
    ("rotation-head-end", "lower-trunk-rotation"),
    ("squeeze-leaning-back", "shoulder-blade-squeeze"),
    ("levator-leaning", "levator-stretch"),
    ("doorway-hands-high", "doorway-pec-stretch"),
    ("thoracic-small", "thoracic-extension"),
];

/// From this recording on the machine is too slow.
const SLOW_FROM: &str = "squeeze-leaning-back";

/// What people read.
const FOR_PEOPLE: [&str; 8] = ["text", "html", "pdf", "show", "list", "trends", "trends-html", "trends-pdf"];

/// What programs read.
const FOR_PROGRAMS: [&str; 5] = ["json", "csv", "fhir", "list-json", "trends-json"];

/// Holds a session with all recordings in a language, and keeps it. Gives what was said.
fn hold(place: &Place, language: &'static Language) -> Vec<String> {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let of = |(_, exercise): &(&str, &str)| catalogue.get(exercise).expect("it is built in").clone();
    let files: Vec<RuleFile> = RECORDED.iter().map(of).collect();
    let item = |file: &RuleFile| Item {
        exercise: file.exercise.clone(),
        texts: file.texts.clone(),
        settings: Settings::default(),
        repetitions: None,
        sets: 1,
        rest_secs: 0.0,
    };
    let about = About {
        began: When { unix_ms: 1_772_366_400_000, utc_offset_secs: 0 },
        origin: Origin::Camera,
        source: "HD-2000".to_string(),
        program_version: "0.1.0".to_string(),
        model: "blazepose-full".to_string(),
        model_sha256: "00ff".to_string(),
    };
    let items = files.iter().map(|file| (Rules::from(file), file.exercise.clone())).collect();
    let store = Store::open(&place.file("history")).expect("opens");
    let mut writer = Writer::begin(store, NewSession { about, items }).expect("begins");
    let mut said = Vec::new();
    let mut session = Session::in_language(files.iter().map(item).collect(), language);
    let mut now_secs = 0.0;
    let mut ended = false;
    for (name, _) in RECORDED {
        let begin = now_secs;
        if *name == SLOW_FROM {
            writer.keep(&Record::Saves { at_secs: begin, saving: Saving::EverySecondFrame }).expect("kept");
        }
        for (secs, pose) in &recorded(name).frames {
            now_secs = begin + secs + 0.1;
            let pose = pose.clone().map(Arc::new);
            let moment = session.see(now_secs, &Observation { pose, ..Observation::default() });
            keep(&moment.records, &mut writer, &mut ended);
            said.extend(moment.sounds.iter().filter_map(text_of));
        }
        for _ in 0..3 {
            now_secs += 0.1;
            let moment = session.ask(now_secs, Request::Next);
            keep(&moment.records, &mut writer, &mut ended);
            said.extend(moment.sounds.iter().filter_map(text_of));
            if !moment.records.is_empty() {
                break;
            }
        }
    }
    if !ended {
        keep(&session.ask(now_secs + 0.1, Request::Finish).records, &mut writer, &mut ended);
    }
    assert!(ended, "the session ends");
    writer.finish().expect("finished");
    said
}

fn keep(records: &[Record], writer: &mut Writer, ended: &mut bool) {
    for record in records {
        writer.keep(record).expect("kept");
        *ended |= matches!(record, Record::Finished { how: Ending::Complete | Ending::Stopped, .. });
    }
}

fn text_of(sound: &Sound) -> Option<String> {
    if let Sound::Say(said) = sound { Some(said.text.clone()) } else { None }
}

/// What a person reads of a page.
fn without_marks(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_kept_is_told_in_the_language_of_who_reads_it() {
    let mut of_languages = Vec::new();
    for id in ["en", "de"] {
        let place = Place::new();
        let said = hold(&place, Language::of(id).expect("a language of ours"));
        assert!(said.len() > 20, "{} sentences were said", said.len());
        let foreign = Foreign::to(id);
        for text in &said {
            assert_eq!(foreign.in_text(text), Vec::<String>::new(), "{id}: said {text:?}");
        }
        let read = ["en", "de"].map(|reader| {
            let people = FOR_PEOPLE.map(|format| reported(&place, format, reader));
            let foreign = Foreign::to(reader);
            for (format, text) in FOR_PEOPLE.iter().zip(&people) {
                let words = foreign.in_text(&without_names(text));
                assert!(words.is_empty(), "{format} in {reader} has {words:?}:\n{text}");
                assert!(text.len() > 60, "{format} is empty");
            }
            (people, FOR_PROGRAMS.map(|format| reported(&place, format, reader)))
        });
        let [(_, english), (_, german)] = &read;
        assert_eq!(english, german, "programs read the same in every language");
        of_languages.push(read);
    }
    let [english, german] = &of_languages[..] else { unreachable!("two languages") };
    assert_eq!(english, german, "a session tells nothing of the language that it was held in");
}

#[test]
fn that_the_machine_was_too_slow_is_told_of_the_sets_in_which_it_was() {
    let place = Place::new();
    hold(&place, Language::of("en").expect("a language of ours"));
    for (reader, sentence) in [
        ("en", "The computer was too slow for every picture: every second one was not looked at."),
        ("de", "Der Rechner war zu langsam für jedes Bild: jedes zweite wurde nicht angesehen."),
    ] {
        let times = |format: &str| {
            let text = reported(&place, format, reader);
            text.split_whitespace().collect::<Vec<_>>().join(" ").matches(sentence).count()
        };
        assert_eq!(["text", "html", "pdf", "show"].map(times), [4, 4, 4, 1], "{reader}");
    }
    let report: serde_json::Value = serde_json::from_str(&reported(&place, "json", "en")).expect("JSON");
    let savings: Vec<&str> = report["sets"]
        .as_array()
        .expect("sets")
        .iter()
        .map(|set| set["analysis"]["source"]["saving"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(savings, [&[""; 6][..], &["every-second-frame"; 4][..]].concat());
}

#[test]
fn a_foreign_sentence_in_a_report_is_found() {
    let place = Place::new();
    hold(&place, Language::of("de").expect("a language of ours"));
    place.done(&["sessions", "note", "1", "Slowly lower your hips to the floor."]);
    for format in ["text", "html", "pdf", "show"] {
        let found = Foreign::to("de").in_text(&without_names(&reported(&place, format, "de")));
        let is_note = format != "text";
        assert_eq!(found.contains(&"lower".to_string()), is_note, "{format}: {found:?}");
    }
}

/// Without the ids of exercises and models, which are the same in all languages.
fn without_names(text: &str) -> String {
    let ids = RECORDED.iter().map(|(_, exercise)| *exercise).chain(["blazepose-full"]);
    ids.fold(text.to_string(), |text, id| text.replace(id, ""))
}

/// The texts of a report of the only session, for who reads a language.
fn reported(place: &Place, format: &str, reader: &str) -> String {
    let done = |arguments: &[&str]| place.done(&[arguments, &["--language", reader]].concat());
    let paper = |arguments: &[&str]| {
        done(&[arguments, &["--output", "paper.pdf"]].concat());
        let read = Command::new("pdftotext").arg(place.file("paper.pdf")).arg("-").output();
        let read = read.expect("pdftotext is installed (scripts/setup --for-tests)");
        String::from_utf8(read.stdout).expect("text in UTF-8")
    };
    match format {
        "show" => done(&["sessions", "show", "1"]),
        "list" => done(&["sessions", "list"]),
        "list-json" => done(&["sessions", "list", "--format", "json"]),
        "trends" => done(&["sessions", "trends"]),
        "trends-html" => without_marks(&done(&["sessions", "trends", "--format", "html"])),
        "trends-pdf" => paper(&["sessions", "trends"]),
        "trends-json" => done(&["sessions", "trends", "--format", "json"]),
        "fhir" => place.done(&["sessions", "export", "1", "--format", "fhir"]),
        "html" => without_marks(&done(&["sessions", "report", "1", "--format", "html"])),
        "pdf" => paper(&["sessions", "report", "1"]),
        other => done(&["sessions", "report", "1", "--format", other]),
    }
}

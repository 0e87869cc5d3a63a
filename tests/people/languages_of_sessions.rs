//! Reports are in English, whatever language a session was held in.

use std::process::Command;
use std::sync::Arc;

use holdfast::coach::{Ending, Item, Record, Request, Session, Sound};
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
];

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
        source: "camera 0".to_string(),
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
fn a_report_is_the_same_in_whatever_language_the_session_was_held() {
    let formats = ["html", "text", "json", "csv", "fhir", "pdf", "show", "list"];
    let mut of_languages = Vec::new();
    for id in ["en", "de"] {
        let place = Place::new();
        let said = hold(&place, Language::of(id).expect("a language of ours"));
        assert!(said.len() > 20, "{} sentences were said", said.len());
        let foreign = Foreign::to(id);
        for text in &said {
            assert_eq!(foreign.in_text(text), Vec::<String>::new(), "{id}: said {text:?}");
        }
        of_languages.push(formats.map(|format| reported(&place, format)));
    }
    let [english, german] = &of_languages[..] else { unreachable!("two languages") };
    let foreign = Foreign::to("en");
    for ((format, english), german) in formats.iter().zip(english).zip(german) {
        assert_eq!(english, german, "{format} differs");
        let words = foreign.in_text(german);
        assert!(words.is_empty(), "{format} has {words:?}:\n{german}");
        assert!(german.len() > 60, "{format} is empty");
    }
}

/// The texts of a report of the only session.
fn reported(place: &Place, format: &str) -> String {
    match format {
        "show" => place.done(&["sessions", "show", "1"]),
        "list" => place.done(&["sessions", "list"]),
        "fhir" => place.done(&["sessions", "export", "1", "--format", "fhir"]),
        "html" => without_marks(&place.done(&["sessions", "report", "1", "--format", "html"])),
        "pdf" => {
            place.done(&["sessions", "report", "1", "--output", "session.pdf"]);
            let read = Command::new("pdftotext").arg(place.file("session.pdf")).arg("-").output();
            let read = read.expect("pdftotext is installed (scripts/setup --for-tests)");
            String::from_utf8(read.stdout).expect("text in UTF-8")
        }
        other => place.done(&["sessions", "report", "1", "--format", other]),
    }
}

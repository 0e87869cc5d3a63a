//! Every sentence that a report can have, in each language: all faults of all exercises, and every reason why
//! something was not judged.

use holdfast::coach::SetResult;
use holdfast::messages::Language;
use holdfast::motion::{
    Attempt, Coverage, Fault, Interval, PhaseId, Placement, Position, Reason, Repetitions, RuleId, Settings,
    Verdict, View,
};
use holdfast::report::{FORMATS, Format, Layout, Model, Rules, Session, Set, SetDone, Source};
use holdfast::rules::{Catalogue, RuleFile};

use crate::support::foreign::Foreign;

const VERDICTS: [Verdict; 4] = [Verdict::Good, Verdict::Faulty, Verdict::Partial, Verdict::Unjudged];

/// What can be missing of a recording, as it is kept.
const SHORTFALLS: [&str; 5] = [
    "the set was cut off",
    "the file ends early: 3 frames could be read",
    "the file ends early: 3 of 5 frames could be read",
    "parts are damaged: 3 frames could be read",
    "parts are damaged: 3 of 5 frames could be read",
];

/// A set in which everything happened that can happen.
fn set(file: &RuleFile, number: usize) -> Set {
    let exercise = &file.exercise;
    let rules: Vec<RuleId> = exercise.rules().map(|(id, _)| id).collect();
    let fault = |rule: &RuleId| Fault {
        rule: *rule,
        phase: Some(PhaseId(0)),
        interval: Interval::new(1.0, 2.0),
        value: Some(0.1),
        limit: Some(0.25),
    };
    let attempts = (0..2 * exercise.phases.len()).map(|place| Attempt {
        phase: PhaseId(place % exercise.phases.len()),
        interval: Interval::new(place as f64, place as f64 + 0.9),
        target_reached_secs: Some(place as f64 + 0.2),
        target_left_secs: Some(place as f64 + 0.6),
        peak: 0.3,
        hold_secs: 0.4,
        unseen_secs: 0.1,
        faults: if place == 0 { rules.iter().map(fault).collect() } else { Vec::new() },
        not_judged: if place == 1 { rules.clone() } else { rules[..1].to_vec() },
        verdict: VERDICTS[place % VERDICTS.len()],
    });
    let mut coverage = Coverage::default();
    (coverage.person_secs, coverage.judged_secs) = (30.0, 20.0);
    coverage.reasons = Reason::ALL.into_iter().map(|reason| (reason, 2.5)).collect();
    coverage.other_positions = [(Position::Standing, 8.0)].into();
    coverage.unexplained = vec![Interval::new(3.0, 4.0)];
    let views = [View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd, View::Front];
    let placement = Placement {
        position: exercise.positions.first().copied(),
        view: Some(views[number % views.len()]),
        near: None,
    };
    let result = SetResult {
        item: 0,
        number: 2,
        start_secs: 0.0,
        end_secs: 40.0,
        attempts: attempts.collect(),
        repetitions: Repetitions { total: 2, good: 1 },
        set_faults: rules.last().map(fault).into_iter().collect(),
        coverage,
        range: 0.7,
        placement,
        sides_repaired: 1 + number as u32 % 2,
    };
    let done = SetDone {
        result: &result,
        exercise,
        texts: &file.texts,
        rules: Rules { id: "1".to_string(), format: 1, sha256: "0".repeat(64) },
        settings: Settings { own_range: true, ..Settings::default() },
        repetitions_asked: number.is_multiple_of(2).then_some(3),
        recognised: true,
        source: Source {
            name: "1.mp4".to_string(),
            fps: Some(30.0),
            frames: 3,
            shortfall: Some(SHORTFALLS[number % SHORTFALLS.len()].to_string()),
            saving: None,
            duration_secs: 40.0,
            width: 640,
            height: 480,
        },
        model: Model { id: "1".to_string(), sha256: "0".repeat(64) },
        film: Vec::new(),
        figure: file.figure().expect("a figure of ours"),
    };
    done.into_set()
}

fn rendered(format: &str, sessions: &[Session], language: &'static Language) -> String {
    let format = Format::chosen(FORMATS, Some(format), None).expect("a format");
    let mut out = Vec::new();
    let mut report = (format.begin)(&mut out, Layout::plain(true).in_language(language));
    sessions.iter().for_each(|session| report.add(session).expect("written"));
    report.finish(2).expect("written");
    drop(report);
    String::from_utf8(out).expect("text")
}

/// What is read of a page, and what a screen reader says of its drawings and tables.
fn read_of(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let marks = ["aria-label=\"", "data-name=\""];
    let labels = marks.iter().flat_map(|mark| body.split(mark).skip(1));
    let labels = labels.filter_map(|after| after.split('"').next());
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.chain(labels).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_report_has_a_sentence_of_another_language() {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let mut sets: Vec<Set> =
        catalogue.files().iter().enumerate().map(|(number, file)| set(file, number)).collect();
    let mut sessions: Vec<Session> = sets.iter().map(|set| Session::of_sets(vec![set.clone()])).collect();
    // What has no attempt, and several sets with all that a person says of them.
    sets[0].analysis.excursions.clear();
    sessions.push(Session { ending: Some("stopped".to_string()), ..Session::of_sets(sets.clone()) });
    sessions.push(Session {
        id: Some("7".to_string()),
        began: Some("2026-11-23T08:58:30+01:00".to_string()),
        pain_before: Some(3),
        ..Session::of_sets(sets)
    });
    sessions.push(Session::of_sets(Vec::new()));
    for language in Language::all() {
        let foreign = Foreign::to(&language.id);
        for (format, text) in [
            ("text", rendered("text", &sessions, language)),
            ("html", read_of(&rendered("html", &sessions, language))),
        ] {
            let words = foreign.in_text(&text);
            assert!(words.is_empty(), "{format} in {} has {words:?}:\n{text}", language.id);
            // Every fault of every exercise is there with its remedy.
            for file in catalogue.files() {
                let texts = language.translated(&file.texts);
                let told = texts.faults.iter().filter(|fault| !flat(&text).contains(&flat(&fault.cue)));
                assert_eq!(told.count(), 0, "{format} in {}: {}", language.id, file.id);
            }
        }
    }
}

#[test]
fn what_was_seen_is_one_sentence() {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let session = [Session::of_sets(vec![set(catalogue.get("bridge").expect("ours"), 0)])];
    for (id, seen) in [
        ("en", "lying on the back, seen from the side."),
        ("de", "auf dem Rücken liegend, von der Seite gesehen."),
    ] {
        let text = rendered("text", &session, Language::of(id).expect("a language of ours"));
        assert!(flat(&text).contains(seen), "{text}");
    }
}

/// In one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! A cat that is too small and a cow that is too small: one fault by name, with two remedies.

use std::fs::File;
use std::process::Command;

use holdfast::motion::{BackOutline, Joint, Keypoint, PerLandmark, Point, Pose, Side};
use holdfast::recording::Recording;
use serde_json::Value;

use crate::place::Place;
use crate::support::recorded;

const CAT: &str = "Push your back up to the ceiling";
const COW: &str = "Let your belly sink to the floor";

/// Where the cat of the recording ends and its cow begins, in seconds.
const MIDDLE_SECS: f64 = 7.55;

/// A good cat and a good cow, then the same again with a part of the curve. The head is kept still, or it
/// would be the neck that moves.
fn shallow() -> Recording {
    let good = recorded("cat-cow-side");
    let last = good.frames.last().expect("frames").0;
    let start = good.frames[0].1.clone().expect("somebody is there");
    let again = good.frames.iter().map(|(secs, pose)| {
        let part = if *secs < MIDDLE_SECS { 0.3 } else { 0.4 };
        (last + secs + 1.0 / 15.0, pose.as_ref().map(|pose| with_part_of_curve(pose, &start, part)))
    });
    let frames = good.frames.iter().cloned().chain(again).collect();
    Recording { frames, ..Recording::clone(&good) }
}

/// A pose with a part of the curve that it has beyond that of `start`, and the head as it is there.
fn with_part_of_curve(pose: &Pose, start: &Pose, part: f64) -> Pose {
    let (Some(back), Some(flat)) = (&pose.back, &start.back) else { return pose.clone() };
    let height = |(now, rest): (&Option<f64>, &Option<f64>)| {
        let rest = (*rest)?;
        Some(rest + part * ((*now)? - rest))
    };
    let heights = back.heights.iter().zip(&flat.heights).map(height).collect();
    let at = |pose: &Pose, joint: Joint, side| pose.image.get(joint.on(side)).map(Point::from);
    let image = PerLandmark::from_fn(|landmark| {
        let seen = pose.image.get(landmark)?;
        let side = Side::BOTH.into_iter().find(|side| Joint::Ear.on(*side) == landmark);
        let Some(side) = side else { return Some(seen) };
        let neck = at(start, Joint::Shoulder, side)?.to(at(start, Joint::Ear, side)?);
        let ear = at(pose, Joint::Shoulder, side)?.plus(neck);
        Some(Keypoint { x: ear.x as f32, y: ear.y as f32, ..seen })
    });
    Pose { image, back: Some(BackOutline { heights, certainty: back.certainty }), ..pose.clone() }
}

/// A place with the recording in it.
fn place() -> Place {
    let place = Place::new();
    let file = File::create(place.file("shallow.json")).expect("a file");
    shallow().write(file).expect("written");
    place
}

/// The words of a page, without its marks.
fn read(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_shallow_cat_and_a_shallow_cow_get_both_remedies_in_the_text() {
    let text = place().done(&["check", "shallow.json", "--exercise", "cat-cow"]);
    for line in ["range-small (attempt 3): Push your back up", "range-small (attempt 4): Let your belly sink"]
    {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}

#[test]
fn a_shallow_cat_and_a_shallow_cow_get_both_remedies_with_their_own_figures() {
    let place = place();
    let saved = ["check", "shallow.json", "--exercise", "cat-cow", "--save"];
    place.done(&saved);
    let json = place.done(&["sessions", "report", "1", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let findings = json["sets"][0]["findings"].as_array().expect("findings");
    let shown = |moment: &Value| (moment["excursion"].as_u64(), moment["value"].as_f64());
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let cue = finding["cue"].as_str().expect("a cue");
            (cue, &finding["excursions"], shown(&finding["worst"]), shown(&finding["best"]))
        })
        .collect();
    let expected = [
        (CAT, &serde_json::json!([2]), (Some(2), Some(0.0242)), (Some(0), Some(0.0837))),
        (COW, &serde_json::json!([3]), (Some(3), Some(-0.0243)), (Some(1), Some(-0.0639))),
    ];
    assert_eq!(found, expected);

    let shown = place.done(&["sessions", "show", "1"]);
    for cue in [CAT, COW] {
        assert!(shown.contains(&format!("range-small (1): {cue}\n")), "{cue} in\n{shown}");
    }
    let both = [
        CAT,
        "Worst, attempt 3: 1.2 cm",
        "Good, attempt 1: 4.2 cm",
        COW,
        "Worst, attempt 4: 1.2 cm",
        "Good, attempt 2: 3.2 cm",
    ];
    in_order(&read(&place.done(&["sessions", "report", "1", "--format", "html"])), &both);
    in_order(
        &read(&place.done(&["check", "shallow.json", "--exercise", "cat-cow", "--format", "html"])),
        &both,
    );
    place.done(&["sessions", "report", "1", "--output", "shallow.pdf"]);
    let pdf = Command::new("pdftotext").arg(place.file("shallow.pdf")).arg("-").output();
    let pdf = pdf.expect("pdftotext is installed (scripts/setup --for-tests)");
    let pdf = String::from_utf8(pdf.stdout).expect("text in UTF-8");
    for words in both {
        assert!(pdf.contains(words), "{words} in\n{pdf}");
    }
}

/// Whether what to change has these, one after the other.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text.split_once("What to change").expect("there is something").1;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { panic!("no {part:?} in its place in\n{text}") };
        rest = after;
    }
}

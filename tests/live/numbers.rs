//! One number for one movement, wherever a person reads it: at the joint, in the summary's curve, in the report.

use std::process::Command;

use holdfast::messages::english;
use holdfast::motion::{Assessor, Attempt, TRUNK_CM, Unit};
use holdfast::pipeline::display::Display;
use holdfast::pipeline::tracing::Tracing;

use crate::play::{RECORDINGS, item};
use crate::support::{recorded, text, unpack};

/// What is shown at the joint moves in steps of 1.5 degrees, and frames are 0.1 seconds apart at most.
const NEAR_DEG: f64 = 2.5;
const NEAR_CM: f64 = 0.6;

/// The peaks of the attempts as the page of a report tells them: "185°", "4.6 cm".
fn reported(recording: &str, id: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let landmarks = folder.path().join("film.landmarks.json");
    unpack(recording, &landmarks);
    let run = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["check", "--quiet", "--format", "html", "--exercise", id])
        .arg(&landmarks)
        .output()
        .expect("it runs");
    assert!(run.status.success(), "{}", text(&run.stderr));
    let page = text(&run.stdout);
    let cells = page.split("data-name=\"Peak\" class=\"number\">").skip(1);
    cells.filter_map(|cell| Some(cell.split_once('<')?.0.to_owned())).collect()
}

/// A number and its unit; a minus is written as such.
fn read(told: &str) -> (f64, String) {
    let told = told.replace('\u{2212}', "-");
    let end = told.find(|letter: char| !(letter.is_ascii_digit() || "-.".contains(letter)));
    let (number, unit) = told.split_at(end.expect("a unit"));
    (number.parse().expect("a number"), unit.trim().to_owned())
}

#[test]
fn badge_curve_and_report_tell_one_number() {
    for (recording, id) in RECORDINGS {
        let item = item(id, 5, 1, 0.0);
        let mut assessor = Assessor::new(item.exercise.clone(), item.settings);
        let (mut display, mut tracing) = (Display::new(english(), &item), Tracing::new(&item.exercise));
        // At the joint, while the target is kept.
        let mut badges: Vec<(f64, f64)> = Vec::new();
        for (time_secs, pose) in &recorded(recording).frames {
            let assessment = assessor.step(*time_secs, pose.as_ref());
            display.take(*time_secs, pose.as_ref(), &assessment, None);
            tracing.take(*time_secs, &assessment);
            let badge = display.state(None).emphasis.and_then(|emphasis| emphasis.angle_deg);
            badges.extend(badge.filter(|_| assessment.in_target).map(|badge| (*time_secs, badge)));
        }
        assessor.finish();
        let curve = tracing.curve().expect("something was measured");
        let (scale, unit, near) = match curve.unit {
            Unit::Degrees => (1.0, "°", NEAR_DEG),
            Unit::TorsoLengths => (TRUNK_CM, "cm", NEAR_CM),
        };
        let told = reported(recording, id);
        assert_eq!(told.len(), assessor.attempts().len(), "{id}: {told:?}");
        let mut compared = 0;
        for (attempt, told) in assessor.attempts().iter().zip(told) {
            let Some(within) = target(attempt) else { continue };
            let (report, reported_unit) = read(&told);
            assert_eq!(reported_unit, unit, "{id}: {told}");
            // To either side of rest farther is more.
            let rises = item.exercise.phase(attempt.phase).rises;
            let farther = |value: f64| scale * if rises { value } else { value.abs() };
            let shown =
                curve.samples.iter().filter(|(secs, _)| within(*secs)).filter_map(|(_, value)| *value);
            let shown = shown.map(farther).fold(f64::NEG_INFINITY, f64::max);
            assert!((shown - report).abs() < near, "{id}: {told} in the report, {shown} in the curve");
            let badge = badges.iter().filter(|(secs, _)| within(*secs)).map(|(_, badge)| *badge);
            let badge = badge.fold(f64::NEG_INFINITY, f64::max);
            if curve.unit == Unit::Degrees {
                assert!((badge - report).abs() < near, "{id}: {told} in the report, {badge} at the joint");
            }
            compared += 1;
        }
        assert!(compared > 0, "{id}: nothing reached its target");
    }
}

/// Whether a second is among those in the target.
fn target(attempt: &Attempt) -> Option<impl Fn(f64) -> bool + use<>> {
    let (from, to) = (attempt.target_reached_secs?, attempt.target_left_secs?);
    Some(move |secs| (from..=to).contains(&secs))
}

//! Reports of hand-made analyses, compared with files under `tests/people/report`.
//! `UPDATE_EXPECT=1` writes those files anew.

use holdfast::report::{
    Analysis, Coverage, Excursion, FORMATS, Fault, Format, Layout, Model, Prescription, Program, Repetitions,
    Rules, Session, Set, Source, Trace, Unit, analysis,
};

use crate::support::check_file;

#[test]
fn a_bridge_session() {
    for format in ["text", "json", "csv"] {
        check(&format!("bridge.{format}"), format, &[bridge()], Layout::plain(false), 0);
    }
}

#[test]
fn a_bridge_session_on_a_narrow_terminal() {
    check("bridge-narrow.text", "text", &[bridge()], Layout { width: 56, ..Layout::plain(false) }, 0);
}

#[test]
fn a_bridge_session_in_colour() {
    check(
        "bridge-colour.text",
        "text",
        &[bridge()],
        Layout { width: 120, colour: true, ..Layout::plain(false) },
        0,
    );
}

#[test]
fn a_recording_in_which_nothing_was_seen() {
    for format in ["text", "json", "csv"] {
        check(&format!("nothing.{format}"), format, &[nothing()], Layout::plain(false), 0);
    }
}

#[test]
fn several_recordings_and_a_failed_one() {
    for format in ["text", "json", "csv", "jsonl", "table"] {
        check(&format!("several.{format}"), format, &[bridge(), nothing()], Layout::plain(true), 1);
    }
}

#[test]
fn several_recordings_of_which_all_failed() {
    assert_eq!(rendered("json", &[], Layout::plain(true), 2), "[]\n");
}

#[test]
fn the_measures_of_each_frame() {
    let mut traced = bridge();
    traced.trace = Some(Trace {
        time_secs: vec![0.0, 0.033],
        measures: [("hip_angle_left".to_string(), vec![Some(133.4), None])].into(),
    });
    let json = rendered("json", &[traced], Layout::plain(false), 0);
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read["trace"]["time_secs"], serde_json::json!([0.0, 0.033]));
    assert_eq!(read["trace"]["measures"]["hip_angle_left"], serde_json::json!([133.4, null]));
}

#[test]
fn json_has_what_is_promised() {
    let read: serde_json::Value =
        serde_json::from_str(&rendered("json", &[bridge()], Layout::plain(false), 0)).expect("JSON");
    assert_eq!(read["format"], "holdfast/analysis");
    assert_eq!(read["version"], 1);
    for (within, names) in [
        ("/source", &["name", "fps", "frames", "duration_secs", "width", "height"][..]),
        ("/model", &["id", "sha256"]),
        ("/rules", &["id", "format", "sha256"]),
        (
            "/excursions/0",
            &["phase", "side", "start", "target_reached", "target_left", "end", "peak", "hold_secs"],
        ),
        ("/excursions/0", &["unseen_secs", "faults", "verdict"]),
        ("/repetitions", &["total", "good"]),
        ("/faults/0", &["id", "start", "end", "cue", "value", "limit"]),
        ("/coverage", &["person_secs", "judged_secs", "reasons"]),
    ] {
        for name in names {
            assert!(read.pointer(&format!("{within}/{name}")).is_some(), "{within}/{name}");
        }
    }
    assert!(read.get("trace").is_none());
}

fn check(file: &str, format: &str, analyses: &[Analysis], layout: Layout, failed: usize) {
    check_file(&format!("tests/people/report/{file}"), &rendered(format, analyses, layout, failed));
}

fn rendered(format: &str, analyses: &[Analysis], layout: Layout, failed: usize) -> String {
    let mut out = Vec::new();
    let mut report = (Format::chosen(FORMATS, Some(format), None).expect("a format").begin)(&mut out, layout);
    for analysis in analyses {
        report.add(&Session::of_sets(vec![Set::bare(analysis.clone())])).expect("written");
    }
    report.finish(failed).expect("written");
    drop(report);
    String::from_utf8(out).expect("text")
}

fn bridge() -> Analysis {
    let raised =
        |start: f64, peak: f64, target: Option<(f64, f64)>, end: f64, faults: &[&str], verdict: &str| {
            Excursion {
                phase: Some("raised".to_string()),
                side: None,
                start,
                target_reached: target.map(|(reached, _)| reached),
                target_left: target.map(|(_, left)| left),
                end,
                peak: Some(peak),
                measure: Some("hip_angle_signed".to_string()),
                unit: Some(Unit::Degrees),
                hold_secs: target.map_or(0.0, |(reached, left)| left - reached),
                unseen_secs: 0.0,
                faults: faults.iter().map(|id| id.to_string()).collect(),
                not_judged: vec!["hips-uneven".to_string()],
                verdict: verdict.to_string(),
            }
        };
    let fault = |id: &str, (start, end): (f64, f64), cue: &str, numbers: (f64, f64), unit, excursion| Fault {
        id: id.to_string(),
        start,
        end,
        cue: cue.to_string(),
        severity: "major".to_string(),
        value: Some(numbers.0),
        limit: Some(numbers.1),
        unit: Some(unit),
        excursion: Some(excursion),
    };
    let higher = "Lift your hips until they line up with your knees.";
    Analysis {
        format: analysis::FORMAT.into(),
        version: analysis::VERSION,
        path: None,
        basis: None,
        exercise: "bridge".to_string(),
        title: "Bridge".to_string(),
        recognised: false,
        source: Source {
            name: "clip.mp4".to_string(),
            fps: Some(30.0),
            frames: 1350,
            shortfall: None,
            saving: None,
            duration_secs: 45.0,
            width: 640,
            height: 480,
        },
        program: Program { name: "holdfast".to_string(), version: "0.0.0".to_string() },
        model: Model { id: "blazepose-full".to_string(), sha256: "ab".repeat(32) },
        rules: Rules { id: "bridge".to_string(), format: 1, sha256: "cd".repeat(32) },
        prescription: Prescription { hold_secs: Some([3.0, 5.0]), repetitions: [2, 5], times_a_day: [1, 2] },
        range_percent: 100.0,
        own_range: false,
        view: Some("side".to_string()),
        position: Some("supine".to_string()),
        excursions: vec![
            raised(1.5, 178.1, Some((3.3, 6.75)), 8.6, &[], "good"),
            raised(11.0, 150.2, None, 15.2, &["hips-low"], "partial"),
            raised(18.0, 172.35, Some((19.5, 21.5)), 22.5, &["hold-short", "back-overarched"], "faulty"),
            Excursion { unseen_secs: 0.4, ..raised(25.0, 158.0, None, 30.0, &["hips-low"], "partial") },
        ],
        repetitions: Repetitions { total: 4, good: 1 },
        faults: vec![
            fault("hips-low", (11.0, 15.2), higher, (150.2, 165.0), Unit::Degrees, 1),
            fault(
                "back-overarched",
                (19.5, 20.5),
                "Lower your hips a little: shoulders, hips and knees in one line, belly tight.",
                (0.0721, 0.05),
                Unit::TorsoLengths,
                2,
            ),
            fault("hold-short", (19.5, 21.5), "Stay up a little longer.", (2.0, 3.0), Unit::Seconds, 2),
            fault("hips-low", (25.0, 30.0), higher, (158.0, 165.0), Unit::Degrees, 3),
        ],
        coverage: Coverage {
            person_secs: 44.0,
            judged_secs: 38.9,
            reasons: [("nobody", 1.0), ("wrong-view", 5.1), ("hidden", 0.0)]
                .map(|(id, secs)| (id.to_string(), secs))
                .into(),
            other_positions: [("standing".to_string(), 2.5)].into(),
            remedies: [
                ("nobody", "I can't see anybody: come into the picture."),
                ("wrong-view", "I can't judge this from here: turn so that your side faces the camera."),
            ]
            .map(|(id, remedy)| (id.to_string(), remedy.to_string()))
            .into(),
            unexplained: Vec::new(),
        },
        swaps_repaired: 2,
        limits: vec!["Whether your belly is tight.".to_string()],
        trace: None,
    }
}

fn nothing() -> Analysis {
    Analysis {
        source: Source {
            name: "a, \"b\".mp4".to_string(),
            fps: None,
            shortfall: Some("the file ends early: 1350 of 1400 frames could be read".to_string()),
            saving: None,
            ..bridge().source
        },
        range_percent: 70.0,
        own_range: false,
        view: None,
        position: None,
        excursions: Vec::new(),
        repetitions: Repetitions { total: 0, good: 0 },
        faults: Vec::new(),
        coverage: Coverage {
            person_secs: 0.0,
            judged_secs: 0.0,
            reasons: [("nobody".to_string(), 45.0)].into(),
            other_positions: Default::default(),
            remedies: [("nobody".to_string(), "I can't see anybody: come into the picture.".to_string())]
                .into(),
            unexplained: Vec::new(),
        },
        swaps_repaired: 0,
        limits: Vec::new(),
        ..bridge()
    }
}

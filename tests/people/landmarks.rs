//! Landmark recordings that no camera has made, and those that keep what the camera saw.

use std::fs;

use serde_json::{Value, json};

use crate::place::{Place, stderr};

/// A recording of a bridge, changed by hand.
fn changed(place: &Place, change: impl FnOnce(&mut Value)) -> String {
    let file = place.recording("bridge-side");
    let mut recording: Value =
        serde_json::from_str(&fs::read_to_string(place.file(&file)).expect("there")).expect("JSON");
    change(&mut recording);
    place.write(&file, &recording.to_string());
    file
}

/// Why a recording is refused.
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let place = Place::new();
    let file = changed(&place, change);
    let output = place.run(&["check", &file, "--exercise", "bridge"]);
    assert_eq!(output.status.code(), Some(1));
    stderr(&output)
}

fn of_frame(number: u32, what: &str) -> String {
    format!(
        "error: bridge-side.json: frame {number} {what}; the file is damaged, or another program made it: record \
         it again with `holdfast check VIDEO --landmarks FILE`\n"
    )
}

fn foreign(cause: &str) -> String {
    format!(
        "error: bridge-side.json is no landmark recording of this program ({cause}); record one with `holdfast \
         check VIDEO --landmarks FILE`\n"
    )
}

#[test]
fn times_that_no_clock_gives_are_refused_with_the_frames_number() {
    for (frame, secs, what) in [
        (0, -1.0, "comes at -1 s, before the first"),
        (6, 0.2, "comes at 0.2 s, not after the one before it at 0.3333 s"),
        (6, 0.3333, "comes at 0.3333 s, not after the one before it at 0.3333 s"),
        (273, 1e8, "comes at 100000000 s, later than any recording lasts"),
        (273, 1e300, &format!("comes at {} s, later than any recording lasts", 1e300)),
    ] {
        let said = refused(|recording| recording["frames"][frame]["time_secs"] = json!(secs));
        assert_eq!(said, of_frame(frame as u32 + 1, what));
    }
}

#[test]
fn points_that_no_body_has_are_refused_with_the_frames_number() {
    let points: [fn(&mut Value); 4] = [
        |frame| frame["image"][3] = json!([1e30, 0, 0, 1]),
        |frame| frame["image"][3] = json!([1, 2, 3, 7]),
        |frame| frame["world"][3] = json!([0, -1e5, 0]),
        |frame| frame["world"][3] = json!([0, 1e38, 0]),
    ];
    for (place, point) in points.into_iter().enumerate() {
        let said = refused(|recording| point(&mut recording["frames"][9]));
        assert_eq!(said, of_frame(10, "has a point where no body is"), "{place}");
    }
    let said = refused(|recording| recording["frames"][9]["world"][3] = json!([0, 1e39, 0]));
    assert!(said.contains("is no landmark recording of this program (number out of range at line"), "{said}");
    let said = refused(|recording| recording["frames"][9]["image"] = json!([[1, 2, 3, 1]]));
    assert_eq!(said, of_frame(10, "has 1 points and not 33"));
    let said = refused(|recording| recording["frames"][9]["image"] = json!(vec![Value::Null; 34]));
    assert!(said.contains("a list of more than 33"), "{said}");
    let said = refused(|recording| recording["frames"][9]["anatomy"] = json!([[[90.0, 4.0]], 0.5]));
    assert_eq!(said, of_frame(10, "has 1 measures that were put right and not 14"));
}

#[test]
fn rates_and_pictures_that_nobody_takes_are_refused() {
    let rates = [(json!(1e-308), 1e-308), (json!(0), 0.0), (json!(-30), -30.0), (json!(1e9), 1e9)];
    for (rate, number) in rates {
        assert_eq!(
            refused(|recording| recording["fps"] = rate),
            foreign(&format!("{number} frames a second"))
        );
    }
    let said = refused(|recording| recording["width"] = json!(0));
    assert_eq!(said, foreign("pictures of 0x480 pixels"));
    let said = refused(|recording| recording["height"] = json!(4_000_000_000_u32));
    assert_eq!(said, foreign("pictures of 640x4000000000 pixels"));
}

#[test]
fn a_file_larger_than_any_recording_is_not_read() {
    let place = Place::new();
    fs::File::create(place.file("zeros.json")).and_then(|file| file.set_len(3 << 30)).expect("sparse");
    let output = place.run(&["check", "zeros.json", "--exercise", "bridge"]);
    assert_eq!(
        stderr(&output),
        "error: zeros.json has 3221225472 bytes, more than a landmark recording can have; record a shorter video\n"
    );
}

#[test]
fn a_gap_in_time_is_a_gap_and_fills_nothing() {
    let place = Place::new();
    let file = changed(&place, |recording| {
        for frame in recording["frames"].as_array_mut().expect("frames").iter_mut().skip(150) {
            frame["time_secs"] = json!(frame["time_secs"].as_f64().expect("a time") + 500_000.0);
        }
    });
    let output = place.run(&["check", &file, "--exercise", "bridge", "--save", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with(
            "note: bridge-side.json: there are no pictures from 9.9 s to 500010.0 s: what was done then is not known\n"
        ),
        "{}",
        stderr(&output)
    );
    let size = fs::metadata(place.file("history/sessions.db")).expect("kept").len();
    assert!(size < 1_000_000, "{size} bytes");
}

#[test]
fn how_bright_it_was_and_how_many_were_there_is_kept_for_those_who_know_it() {
    let place = Place::new();
    let file = changed(&place, |recording| {
        for frame in recording["frames"].as_array_mut().expect("frames") {
            frame["brightness"] = json!(4.5);
            frame["people"] = json!(1);
            frame["repeats"] = json!(false);
            frame.as_object_mut().expect("a frame").remove("image");
        }
        recording["of a later version"] = json!({"and": ["more"]});
    });
    let output =
        place.run(&["check", &file, "--exercise", "bridge", "--format", "json", "--landmarks", "again.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let analysis: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let reasons =
        analysis["coverage"]["not_judged"].as_object().or(analysis["coverage"]["reasons"].as_object());
    assert!(reasons.is_some_and(|reasons| reasons.contains_key("too-dark")), "{}", analysis["coverage"]);
    let again: Value =
        serde_json::from_str(&fs::read_to_string(place.file("again.json")).expect("there")).expect("JSON");
    assert_eq!((&again["frames"][5]["brightness"], &again["frames"][5]["people"]), (&json!(4.5), &json!(1)));
}

#[test]
fn a_picture_that_stood_still_stands_still_when_it_is_judged_again() {
    let place = Place::new();
    let file = changed(&place, |recording| {
        for frame in recording["frames"].as_array_mut().expect("frames").iter_mut().skip(210) {
            frame["repeats"] = json!(true);
        }
    });
    let judged = |file: &str, again: &str| -> Value {
        let arguments = ["check", file, "--exercise", "bridge", "--format", "json", "--landmarks", again];
        let output = place.run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let first = judged(&file, "again.json");
    let still_secs = first["coverage"]["reasons"]["still-picture"].as_f64().expect("a number");
    assert!(still_secs > 4.0, "{}", first["coverage"]);
    assert_eq!(first["excursions"][1]["verdict"], "unjudged");
    assert_eq!(judged("again.json", "and-again.json"), first);
}

#[test]
fn landmarks_are_kept_where_no_exercise_is_recognised() {
    let place = Place::new();
    let file = changed(&place, |recording| {
        for frame in recording["frames"].as_array_mut().expect("frames") {
            frame.as_object_mut().expect("a frame").remove("image");
        }
    });
    let output = place.run(&["check", &file, "--landmarks", "again.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no known exercise was recognised"), "{}", stderr(&output));
    let again: Value =
        serde_json::from_str(&fs::read_to_string(place.file("again.json")).expect("there")).expect("JSON");
    assert_eq!(again["frames"].as_array().map(Vec::len), Some(274));
}

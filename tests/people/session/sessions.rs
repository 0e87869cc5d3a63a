//! Sessions to report on, judged from the recorded landmarks under `tests/data`.

use holdfast::coach::SetResult;
use holdfast::motion::{Assessor, Interval, Keypoint, Measurements, PerLandmark, Placement, Pose, Settings};
use holdfast::recording::Recording;
use holdfast::report::{
    self, EXPORTS, FORMATS, Format, Layout, Model, Rules, SESSION_FORMATS, Session, Set, SetDone, Source,
};
use holdfast::rules::Catalogue;

use crate::support::recorded;

/// A recorded trace, judged from `start_secs` of a session on.
pub fn set(name: &str, exercise: &str, settings: Settings, start_secs: f64) -> Set {
    set_of(&recorded(name), exercise, settings, start_secs)
}

pub fn set_of(recording: &Recording, exercise: &str, settings: Settings, start_secs: f64) -> Set {
    let catalogue = Catalogue::load(None).expect("no folder is read");
    let rules = catalogue.get(exercise).expect("built in");
    let mut assessor = Assessor::new(rules.exercise.clone(), settings);
    let mut placement = Placement::default();
    let mut frames: Vec<(f64, Option<&Pose>, Measurements)> = Vec::new();
    for (time, pose) in &recording.frames {
        let seen = assessor.step(start_secs + time, pose.as_ref());
        if seen.reason.is_none() {
            placement = seen.placement;
        }
        frames.push((start_secs + time, pose.as_ref(), seen.measures));
    }
    assessor.finish();
    let last = recording.frames.last().map_or(0.0, |(time, _)| *time);
    let result = SetResult::of(&assessor, Interval::new(start_secs, start_secs + last), placement);
    let done = SetDone {
        result: &result,
        exercise: &rules.exercise,
        texts: &rules.texts,
        rules: Rules { id: rules.id.clone(), format: rules.format, sha256: "a".repeat(64) },
        settings,
        repetitions_asked: Some(3),
        recognised: false,
        source: Source {
            name: recording.source.clone(),
            fps: recording.fps,
            frames: recording.frames.len() as u64,
            shortfall: None,
            saving: None,
            duration_secs: report::round_secs(last),
            width: recording.picture.width,
            height: recording.picture.height,
        },
        model: Model { id: recording.model.0.clone(), sha256: recording.model.1.clone() },
        film: report::film(start_secs, frames),
        figure: rules.figure().expect("a figure of ours"),
    };
    done.into_set()
}

/// Bridges, of which a long hold is asked, then a cat and a cow, then knees to both sides.
pub fn session() -> Session {
    let long = Settings { hold_secs: Some(6.0), ..Settings::default() };
    let sets = vec![
        set("bridge-side", "bridge", long, 12.5),
        set("cat-cow-side", "cat-cow", Settings::default(), 80.0),
        set("rotation-head-end", "lower-trunk-rotation", Settings::default(), 150.0),
    ];
    Session {
        id: Some("7".to_string()),
        began: Some("2026-11-23T08:58:30+01:00".to_string()),
        duration_secs: 200.0,
        ending: Some("complete".to_string()),
        pain_before: Some(3),
        pain_after: Some(2),
        notes: Some("Slept badly. <b>Left</b> & right alike.".to_string()),
        ..Session::of_sets(sets)
    }
}

/// One set of bridges.
pub fn bridges() -> Session {
    let long = Settings { hold_secs: Some(6.0), ..Settings::default() };
    Session::of_sets(vec![set("bridge-side", "bridge", long, 0.0)])
}

/// Half an hour of bridges at 30 frames a second.
pub fn half_an_hour() -> Session {
    let short = recorded("bridge-side");
    let fps = 30.0;
    let last = short.frames.last().expect("frames").0;
    let mut frames = Vec::new();
    for number in 0..(1800.0 * fps) as usize {
        let time = number as f64 / fps;
        // Each round a little brighter, as a camera's noise never repeats.
        let stir = (number % 7) as f32 * 0.01;
        let place = ((time % last) * short.fps.expect("a rate")) as usize;
        let pose = short.frames[place.min(short.frames.len() - 1)].1.as_ref();
        let stirred = |point: Keypoint| Keypoint { x: point.x + stir, ..point };
        let pose = pose.map(|pose| Pose {
            image: PerLandmark::from_fn(|landmark| pose.image.get(landmark).map(stirred)),
            ..pose.clone()
        });
        frames.push((time, pose));
    }
    let long = Recording { fps: Some(fps), frames, ..Recording::clone(&short) };
    Session::of_sets(vec![set_of(&long, "bridge", Settings::default(), 0.0)])
}

/// A session in a format.
pub fn rendered(format: &str, session: &Session) -> Vec<u8> {
    let all = SESSION_FORMATS.iter().chain(EXPORTS).chain(FORMATS);
    let format: &Format = all.into_iter().find(|other| other.id == format).expect("a format");
    let mut out = Vec::new();
    let mut report = (format.begin)(&mut out, Layout::plain(false));
    report.add(session).expect("written");
    report.finish(0).expect("written");
    drop(report);
    out
}

pub fn text(format: &str, session: &Session) -> String {
    String::from_utf8(rendered(format, session)).expect("text")
}

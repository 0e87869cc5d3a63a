//! What sessions of the tests are made of.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use holdfast::coach::Record;
use holdfast::motion::{Assessor, Exercise, Settings};
use holdfast::pipeline::recorded;
use holdfast::pipeline::records::records;
use holdfast::rules::Catalogue;
use holdfast::store::{About, NewSession, Origin, Rules, Store, When, Writer};

use crate::support;

/// Noon on the first of March 2026 in universal time.
pub const NOON_MS: i64 = 1_772_366_400_000;

pub const DAY_MS: i64 = 86_400_000;

/// What a set of a recorded trace leaves behind, from its begin to its end.
pub fn recorded(name: &str, exercise: &str) -> Vec<Record> {
    let (recording, settings) = (support::recorded(name), Settings::default());
    let mut assessors = [Assessor::new(rules(exercise).1, settings)];
    let judged = recorded::replay(&recording, &mut assessors, |_| ControlFlow::Continue(()));
    let view = &judged.views[0];
    let poses = recording.frames.iter().map(|(_, pose)| pose.clone().map(Arc::new));
    records(&assessors[0], settings, view, poses)
}

/// The rules of an exercise, built in.
pub fn rules(exercise: &str) -> (Rules, Exercise) {
    let catalogue = Catalogue::load(None).expect("nothing to read");
    let file = catalogue.get(exercise).expect("built in");
    let rules = Rules::from(file);
    (rules, file.exercise.clone())
}

/// A session with one exercise that begins then.
pub fn new(exercise: &str, origin: Origin, unix_ms: i64) -> NewSession {
    let about = About {
        began: When { unix_ms, utc_offset_secs: 3600 },
        origin,
        source: "camera 0".to_string(),
        program_version: "0.1.0".to_string(),
        model: "blazepose-full".to_string(),
        model_sha256: "00ff".to_string(),
    };
    NewSession { about, items: vec![rules(exercise)] }
}

/// Keeps a whole session and returns its number.
pub fn keep(folder: &Path, exercise: &str, unix_ms: i64, records: &[Record]) -> i64 {
    let store = Store::open(folder).expect("opens");
    let mut writer = Writer::begin(store, new(exercise, Origin::Camera, unix_ms)).expect("begins");
    for record in records {
        writer.keep(record).expect("kept");
    }
    let id = writer.session();
    writer.finish().expect("finished");
    id
}

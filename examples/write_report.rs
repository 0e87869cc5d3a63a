//! Judges a landmark recording, and writes the page that a person or their physiotherapist reads.
//!
//! ```text
//! cargo run --release -- check data/clips/bridge_mixed.mp4 --landmarks bridge.landmarks.json
//! cargo run --release --example write_report -- bridge.landmarks.json bridge html > bridge.html
//! ```

use std::env;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result};
use holdfast::coach::SetResult;
use holdfast::motion::{Assessor, Interval, Settings};
use holdfast::pipeline::recorded;
use holdfast::recording::Recording;
use holdfast::report::{
    Format, Layout, Model, Rules, SESSION_FORMATS, Session, SetDone, Source, film, round_secs,
};
use holdfast::rules::Catalogue;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let recording = arguments.next().context("name a landmark recording")?;
    let exercise = arguments.next().context("name an exercise, such as bridge")?;
    let format = arguments.next().context("name a format: html, pdf, json, csv or text")?;
    let session = judge(&Recording::read(Path::new(&recording))?, &exercise)?;
    write(&session, &format, &mut io::stdout().lock())
}

/// A session of one set.
pub fn judge(recording: &Recording, exercise: &str) -> Result<Session> {
    let catalogue = Catalogue::load(None)?;
    let rules = catalogue.get(exercise)?;
    let settings = Settings::default();
    let mut assessors = [Assessor::new(rules.exercise.clone(), settings)];
    let judged = recorded::replay(recording, &mut assessors, |_| Ok(ControlFlow::Continue(())))?;
    let ([assessor], [view]) = (&assessors, &judged.views[..]) else { unreachable!("one view an assessor") };
    let result = SetResult::of(assessor, Interval::new(0.0, judged.duration_secs), view.placement);
    // The report draws curves and postures from what was seen in each frame.
    let frames = recording.frames.iter().zip(&view.frames);
    let frames = frames.map(|((secs, pose), (_, made))| (*secs, pose.as_ref(), made.measures.clone()));
    let set = SetDone {
        result: &result,
        exercise: &rules.exercise,
        texts: &rules.texts,
        rules: Rules { id: rules.id.clone(), format: rules.format, sha256: rules.sha256.clone() },
        settings,
        repetitions_asked: None,
        recognised: false,
        source: Source {
            name: recording.source.clone(),
            fps: recording.fps.map(round_secs),
            frames: judged.frames,
            shortfall: None,
            duration_secs: round_secs(judged.duration_secs),
            width: recording.picture.width,
            height: recording.picture.height,
        },
        model: Model { id: recording.model.0.clone(), sha256: recording.model.1.clone() },
        film: film(0.0, frames),
    };
    Ok(Session::of_sets(vec![set.into_set()]))
}

/// Writes a session in a format.
pub fn write(session: &Session, format: &str, out: &mut dyn Write) -> Result<()> {
    let format: Option<&Format> = SESSION_FORMATS.iter().find(|other| other.id == format);
    let begin = format.context("this is no format for sessions")?.begin;
    let mut report = begin(out, Layout::plain(false));
    report.add(session)?;
    report.finish(0)?;
    Ok(())
}

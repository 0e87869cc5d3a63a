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
use holdfast::motion::{Assessor, Settings};
use holdfast::pipeline::assemble::{self, Choice, Extent};
use holdfast::pipeline::recorded;
use holdfast::recording::Recording;
use holdfast::report::{Format, Layout, SESSION_FORMATS, Session};
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
    let judged = recorded::replay(recording, &mut assessors, |_| ControlFlow::Continue(()));
    let ([assessor], [view]) = (&assessors, &judged.views[..]) else { unreachable!("one view an assessor") };
    let choice = Choice { rules, assessor, view, recognised: false };
    // The report draws curves and postures from what was seen in each frame.
    let extent = Extent { trace: false, poses: Some(&judged.seen) };
    Ok(assemble::session(&choice, settings, &judged, recording.into(), extent))
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

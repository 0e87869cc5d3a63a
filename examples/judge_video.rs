//! Judges a video, and says of each attempt how it went.
//!
//! ```text
//! cargo run --release --example judge_video -- data/clips/bridge_mixed.mp4 bridge
//! ```

use std::env;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use holdfast::frame::Frame;
use holdfast::motion::{Assessor, Exercise, Observation, Settings};
use holdfast::pipeline::recorded;
use holdfast::pose::{BlazePose, Manifest, Options};
use holdfast::rules::Catalogue;
use holdfast::source;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let video = arguments.next().context("name a video")?;
    let exercise = arguments.next().context("name an exercise, such as bridge")?;
    let catalogue = Catalogue::load(None)?;
    let rules = catalogue.get(&exercise)?;
    let assessor = judge(Path::new(&video), &rules.exercise)?;
    for attempt in assessor.attempts() {
        let cues: Vec<&str> = attempt.faults.iter().map(|fault| rules.texts.cue(fault.rule)).collect();
        let (start, held) = (attempt.interval.start_secs, attempt.hold_secs);
        println!("{start:5.1} s  {}, held for {held:.1} s  {}", attempt.verdict.id(), cues.join("; "));
    }
    let repetitions = assessor.repetitions();
    println!("{} of {} repetitions are good", repetitions.good, repetitions.total);
    Ok(())
}

/// Shows a video to an exercise's assessor, which has the verdicts afterwards.
pub fn judge(video: &Path, exercise: &Exercise) -> Result<Assessor> {
    // Some exercises are judged by the outline of the back, which is in the person's silhouette.
    let options = Options { silhouette: exercise.needs_silhouette(), ..Options::default() };
    let mut model = BlazePose::load(&Manifest::find(None)?, &options)?;
    let mut see = |frame: &Frame| {
        let pose = model.estimate(frame)?.map(|estimate| Arc::new(estimate.pose));
        Ok(Observation { pose, ..Observation::default() })
    };
    let mut assessors = [Assessor::new(exercise.clone(), Settings::default())];
    recorded::judge(source::open(video)?, &mut see, &mut assessors, |_| ControlFlow::Continue(()))?;
    let [assessor] = assessors;
    Ok(assessor)
}

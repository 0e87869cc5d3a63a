//! Plays a landmark recording as a live session into a history, in real pace, and says of each attempt
//! that it is kept; or compares what was said with what the history holds. For `scripts/kill-test`.
//!
//! ```text
//! session_feed feed RECORDING EXERCISE FOLDER SPEED
//! session_feed verify FOLDER SAID
//! ```

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};
use holdfast::coach::{Item, Record, Session};
use holdfast::motion::{Event, Observation, Settings};
use holdfast::recording::Recording;
use holdfast::rules::Catalogue;
use holdfast::store::{About, Filter, NewSession, Origin, Rules, Standing, Store, When, Writer};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["feed", recording, exercise, folder, speed] => {
            feed(Path::new(recording), exercise, Path::new(folder), speed.parse()?)
        }
        ["verify", folder, said] => verify(Path::new(folder), Path::new(said)),
        _ => bail!("see the head of examples/tools/session_feed.rs"),
    }
}

fn feed(recording: &Path, exercise: &str, folder: &Path, speed: f64) -> Result<()> {
    let recording = Recording::read(recording)?;
    let lasts = recording.frames.last().context("there are frames")?.0 + 0.1;
    let catalogue = Catalogue::load(None)?;
    let rules = catalogue.get(exercise)?;
    let item = Item {
        exercise: rules.exercise.clone(),
        texts: rules.texts.clone(),
        settings: Settings::default(),
        repetitions: Some(3),
        sets: 20,
        rest_secs: 1.0,
    };
    let mut session = Session::new(vec![item]);
    let kept = Rules::from(rules);
    let unix_ms = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as i64;
    let about = About {
        began: When { unix_ms, utc_offset_secs: 0 },
        origin: Origin::Camera,
        source: recording.source.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_string(),
        model: recording.model.0.clone(),
        model_sha256: recording.model.1.clone(),
    };
    let new = NewSession { about, items: vec![(kept, rules.exercise.clone())] };
    let mut writer = Writer::begin(Store::open(folder)?, new)?;
    let began = Instant::now();
    for round in 0.. {
        for (time, pose) in &recording.frames {
            let at_secs = f64::from(round) * lasts + time;
            let due = Duration::from_secs_f64(at_secs / speed);
            thread::sleep(due.saturating_sub(began.elapsed()));
            let pose = pose.clone().map(Arc::new);
            for record in session.see(at_secs, &Observation { pose, ..Observation::default() }).records {
                writer.keep(&record)?;
                if let Record::Happened { event: Event::AttemptEnded(attempt), .. } = &record {
                    let start_ms = (attempt.interval.start_secs * 1000.0).round() as i64;
                    writeln!(io::stdout(), "{} {start_ms} {}", writer.session(), attempt.verdict.id())?;
                }
            }
        }
    }
    Ok(())
}

fn verify(folder: &Path, said: &Path) -> Result<()> {
    let store = Store::read(folder)?.context("there is a history")?;
    let mut announced: BTreeMap<i64, Vec<(i64, String)>> = BTreeMap::new();
    let text = std::fs::read_to_string(said)?;
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    for line in whole.lines() {
        let mut words = line.split(' ');
        let mut word = || words.next().context("three words");
        let (session, start_ms, verdict) = (word()?.parse()?, word()?.parse()?, word()?.to_string());
        announced.entry(session).or_default().push((start_ms, verdict));
    }
    let (mut kept, mut cut_off) = (0, 0);
    let listed = store.list(&Filter::default())?;
    for listed in &listed {
        let session = store.session(listed.id)?;
        cut_off += usize::from(session.standing == Standing::CutOff);
        let attempts: Vec<(i64, String)> = session
            .sets
            .iter()
            .flat_map(|set| &set.result.attempts)
            .map(|attempt| {
                ((attempt.interval.start_secs * 1000.0).round() as i64, attempt.verdict.id().to_string())
            })
            .collect();
        kept += attempts.len();
        let said = announced.remove(&listed.id).unwrap_or_default();
        for attempt in &said {
            let times = attempts.iter().filter(|other| *other == attempt).count();
            ensure!(times == 1, "session {}: {attempt:?} was said and is there {times} times", listed.id);
        }
        // The last may be kept and not yet said.
        ensure!(attempts.len() <= said.len() + 1, "session {}: {attempts:?}, said: {said:?}", listed.id);
        for set in &session.sets {
            let samples: usize = set.traces.iter().map(|trace| trace.values.len()).max().unwrap_or(0);
            let secs = set.result.end_secs - set.result.start_secs;
            ensure!(
                (samples as f64 / 10.0 - secs).abs() < 2.0,
                "session {}: {samples} samples in {secs} s",
                listed.id
            );
        }
    }
    ensure!(announced.is_empty(), "these sessions are gone: {announced:?}");
    println!("{} sessions, {cut_off} of them cut off, {kept} attempts: all there, none twice", listed.len());
    Ok(())
}

//! Judges landmark recordings: `judge_recordings OUT_FOLDER EXERCISE RECORDING...`, where EXERCISE
//! may be `-` to take it from the recording's name.

use std::path::Path;

use holdfast::motion::{Assessor, Event, Measurements, Settings};
use holdfast::recording::Recording;
use holdfast::rules::Catalogue;
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("OUT_FOLDER")?;
    let exercise = arguments.next().ok_or("EXERCISE")?;
    let verbose = std::env::var_os("VERBOSE").is_some();
    let catalogue = Catalogue::load(Some(Path::new("data/exercises")))?;
    for path in arguments {
        let path = Path::new(&path);
        let recording = Recording::read(path)?;
        let name = path.file_name().and_then(|n| n.to_str()).ok_or("name")?;
        let stem = name.trim_end_matches(".landmarks.json");
        let id = if exercise == "-" { id_of(stem) } else { exercise.clone() };
        let rules = catalogue.get(&id).map_err(|e| e.to_string())?;
        let mut assessor = Assessor::new(rules.exercise.clone(), Settings::default());
        let mut trace: Vec<(f64, Measurements)> = Vec::new();
        let mut stances = Vec::new();
        for (time, pose) in &recording.frames {
            let assessment = assessor.step(*time, pose.as_ref());
            if verbose {
                for event in &assessment.events {
                    match event {
                        Event::AttemptEnded(e) => println!(
                            "  {time:.2} ended {:?} {:?} {:.2}-{:.2} peak {:.2} hold {:.2} unseen {:.2} {:?} {:?} nj {:?}",
                            e.phase,
                            e.side,
                            e.start_secs,
                            e.end_secs,
                            e.peak,
                            e.hold_secs,
                            e.unseen_secs,
                            e.verdict,
                            e.faults
                                .iter()
                                .map(|f| format!(
                                    "{} {:.2?}/{:.2?}",
                                    f.id,
                                    f.value.unwrap_or(f64::NAN),
                                    f.limit.unwrap_or(f64::NAN)
                                ))
                                .collect::<Vec<_>>(),
                            e.not_judged
                        ),
                        other => println!("  {time:.2} {other:?}"),
                    }
                }
            }
            stances.push(assessment.stance);
            trace.push((*time, assessment.measures));
        }
        let last = assessor.finish();
        if verbose {
            for event in last {
                println!("  end {event:?}");
            }
        }
        println!(
            "{stem} as {id}: {:?} view {:?} near {:?} swaps {} coverage {:.1} {:.1} {:?}",
            assessor.repetitions(),
            stances.last().and_then(|s| s.view),
            stances.last().and_then(|s| s.near),
            assessor.sides_repaired(),
            assessor.coverage().person_secs,
            assessor.coverage().judged_secs,
            assessor.coverage().reasons
        );
        let mut measures = Map::new();
        for measure in Measurements::all() {
            let values: Vec<Option<f64>> = trace.iter().map(|(_, m)| m.get(measure)).collect();
            if values.iter().any(Option::is_some) {
                measures.insert(measure.name(), json!(values));
            }
        }
        let excursions: Vec<Value> = assessor
            .excursions()
            .iter()
            .map(|e| {
                json!({
            "phase": e.phase, "side": e.side.map(|s| s.name()), "start": e.start_secs, "end": e.end_secs,
            "target_reached": e.target_reached_secs, "target_left": e.target_left_secs, "peak": e.peak,
            "hold_secs": e.hold_secs, "unseen_secs": e.unseen_secs, "verdict": e.verdict.id(),
            "faults": e.faults.iter().map(|f| f.id.clone()).collect::<Vec<_>>() })
            })
            .collect();
        let value = json!({"excursions": excursions, "repetitions": {"total": assessor.repetitions().total, "good": assessor.repetitions().good},
            "trace": {"time_secs": trace.iter().map(|(t, _)| *t).collect::<Vec<_>>(), "measures": measures}});
        std::fs::write(Path::new(&folder).join(format!("{stem}.json")), value.to_string())?;
    }
    Ok(())
}

fn id_of(stem: &str) -> String {
    for (prefix, id) in
        [("bridge", "bridge"), ("cat_cow", "cat-cow"), ("lower_trunk_rotation", "lower-trunk-rotation")]
    {
        if stem.starts_with(prefix) {
            return id.to_owned();
        }
    }
    "bridge".to_owned()
}

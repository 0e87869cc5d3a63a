//! A rules file proposed from a demonstration, for a person to edit. Its comments say what was seen; every
//! line that needs a person's judgement is marked.

use std::fmt::Write;

use super::vocabulary::{UNEDITED, Word};
use crate::motion::demonstration::{Companion, Demonstration, Way, is_shown_from};
use crate::motion::{MeasureRef, Measurements, Position, Side, SidedMeasure, Unit, Which, WholeMeasure};
use crate::phrases::counted;

/// The target is this share of the demonstrated way: the next person does not go quite as far, and the camera
/// errs by some degrees.
const TARGET: f64 = 0.85;

/// The target is left at this share.
const RELEASE: f64 = 0.78;

/// What else moves must go this share of its demonstrated way, or it was another movement.
const CONFIRM: f64 = 0.4;

/// A companion that moves less than this many times what counts as a movement confirms nothing.
const CONFIRMS_FROM: f64 = 1.5;

/// So many companions are asked for: each is one more that may be hidden.
const MOST_CONFIRMING: usize = 3;

/// A start position may differ from the demonstrated one by so many degrees.
const START_DEGREES: f64 = 30.0;

/// Beside what was seen, what a draft is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draft<'a> {
    /// The exercise's id.
    pub id: &'a str,
    /// Where the demonstration comes from.
    pub source: &'a str,
    /// Seconds that each attempt was held, as judged; none where it is not known yet.
    pub held_secs: Option<f64>,
}

/// Proposes the text of a rules file.
pub fn draft(shown: &Demonstration, about: Draft<'_>) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_draft(&mut text, shown, about);
    text
}

fn write_draft(out: &mut String, shown: &Demonstration, about: Draft<'_>) -> std::fmt::Result {
    let hold = about.held_secs.map(f64::floor).filter(|secs| *secs >= 1.0);
    write_header(out, shown, about)?;
    let Draft { id, .. } = about;
    let title = title(id);
    writeln!(out, "format = 1\nid = \"{id}\"\ntitle = \"{title}\"")?;
    writeln!(out, "position = \"{}\"", shown.position.word())?;
    writeln!(
        out,
        "views = [\"{}\"]  # from where it was shown; add another one after you have tried it",
        shown.view.word()
    )?;
    writeln!(out, "# EDIT: what the person does, one sentence each.\nsteps = [")?;
    writeln!(out, "    \"{}\",", start_step(shown.position))?;
    writeln!(out, "    \"Slowly go into the movement, as far as it is comfortable.\",")?;
    if let Some(secs) = hold {
        writeln!(out, "    \"Hold for {secs} seconds and breathe on.\",")?;
    }
    writeln!(out, "    \"Slowly come back.\",")?;
    if shown.sided {
        writeln!(out, "    \"Then the other side.\",")?;
    }
    writeln!(out, "]\n# EDIT: when to be careful.\ncautions = [")?;
    writeln!(out, "    \"Move slowly and never bounce.\",\n    \"Stop if the pain grows.\",")?;
    writeln!(out, "    \"Ask a doctor before you begin a new exercise programme.\",\n]")?;

    writeln!(
        out,
        "\n# EDIT: what is prescribed; {} were shown.\n[dose]",
        counted(shown.attempts.len(), "attempt")
    )?;
    if let Some(secs) = hold {
        writeln!(out, "hold_secs = {secs}")?;
    }
    writeln!(out, "repetitions = [2, 5]\ntimes_a_day = [1, 2]")?;

    writeln!(out, "\n# Nothing counts before the start position has been kept.\n[start]\nsettle_secs = 0.5")?;
    for measure in start_measures(shown) {
        write_start(out, shown, measure)?;
    }
    for (place, way) in shown.ways.iter().enumerate() {
        write_phase(out, shown, place, way)?;
    }
    let of = if shown.sided || shown.ways.len() > 1 { "all-phases" } else { "each-phase" };
    writeln!(out, "\n[repetition]\nof = \"{of}\"")?;
    write_faults(out, shown, hold)
}

fn write_header(out: &mut String, shown: &Demonstration, about: Draft<'_>) -> std::fmt::Result {
    let Draft { id, source, .. } = about;
    writeln!(
        out,
        "# Proposed by `holdfast exercises record` from {source}. One demonstration says what moves, and"
    )?;
    writeln!(out, "# not what is right: read every line, above all those under EDIT, then")?;
    writeln!(out, "#\n#     holdfast exercises check {id}.toml")?;
    writeln!(out, "#     holdfast check ANOTHER_RECORDING --exercise {id} --rules FOLDER_OF_THIS_FILE\n#")?;
    let near = match shown.near {
        Some(side) => format!(", the {side} side nearer the camera"),
        None => String::new(),
    };
    writeln!(out, "# Seen: {}, view {}{near}.", shown.position.word(), shown.view.word())?;
    let count = shown.attempts.len();
    let of = |side| shown.attempts.iter().filter(|attempt| attempt.side == Some(side)).count();
    let sides = if shown.sided {
        format!(": {} with the left, {} with the right", of(Side::Left), of(Side::Right))
    } else {
        String::new()
    };
    writeln!(out, "# {}{sides}.\n#", counted(count, "attempt"))?;
    writeln!(out, "#   {:32} {:>8} {:>8}", "what moved", "at rest", "there")?;
    for way in &shown.ways {
        write_row(out, &format!("{} (drives)", shown.driver.name()), shown.driver, way.rest, way.there)?;
    }
    for Companion { measure, rest, there } in &shown.companions {
        write_row(out, &measure.name(), *measure, *rest, *there)?;
    }
    Ok(())
}

fn write_row(out: &mut String, name: &str, measure: MeasureRef, rest: f64, there: f64) -> std::fmt::Result {
    writeln!(out, "#   {name:32} {:>8} {:>8}", number(measure, rest), number(measure, there))
}

/// What tells the start position apart, as far as it can be seen from there: what drives the movement, and
/// how the limbs stand.
fn start_measures(shown: &Demonstration) -> Vec<MeasureRef> {
    use SidedMeasure::{ArmFromVertical, HipAngle, KneeAngle, ThighFromVertical};
    let limbs = match shown.position {
        Position::Supine | Position::Seated | Position::Standing => [HipAngle, KneeAngle],
        Position::Quadruped => [ThighFromVertical, ArmFromVertical],
    };
    let driver = match shown.driver {
        MeasureRef::Sided(kind, _) => Some(MeasureRef::Sided(kind, Which::Near)),
        MeasureRef::Whole(whole) if is_relative(shown.driver) || whole.needs_start() => None,
        MeasureRef::Whole(whole) => Some(MeasureRef::Whole(whole)),
    };
    let mut measures: Vec<MeasureRef> = driver.into_iter().collect();
    measures.extend(limbs.map(|kind| MeasureRef::Sided(kind, Which::Near)));
    measures.dedup();
    measures.retain(|measure| {
        is_shown_from(*measure, shown.view) && at(&shown.rest, *measure, shown.near).is_some()
    });
    measures
}

fn at(rest: &Measurements, measure: MeasureRef, near: Option<Side>) -> Option<f64> {
    rest.get(measure.resolve(near, None)?)
}

fn write_start(out: &mut String, shown: &Demonstration, measure: MeasureRef) -> std::fmt::Result {
    let Some(rest) = at(&shown.rest, measure, shown.near) else { return Ok(()) };
    let round = |value: f64| (value / 5.0).round() * 5.0;
    let (mut low, mut high) = (round(rest - START_DEGREES), round(rest + START_DEGREES));
    // The start ends half-way to the target at the latest.
    let drives = |way: &&Way| {
        measure.name() == shown.driver.name().trim_end_matches("_moving") && way.rest != way.there
    };
    for way in shown.ways.iter().filter(drives) {
        let half_way = round(rest + (way.there - way.rest) / 2.0);
        if way.there > way.rest { high = high.min(half_way) } else { low = low.max(half_way) }
    }
    let least = if matches!(measure, MeasureRef::Sided(..)) { 0.0 } else { -180.0 };
    let bound = match (low <= least, high >= 180.0) {
        (true, true) => return Ok(()),
        (true, false) => format!("below = {high}"),
        (false, true) => format!("above = {low}"),
        (false, false) => format!("between = [{low}, {high}]"),
    };
    let was = number(measure, rest);
    writeln!(out, "\n[[start.condition]]\nmeasure = \"{}\"\n{bound}  # was {was}", measure.name())
}

fn write_phase(out: &mut String, shown: &Demonstration, place: usize, way: &Way) -> std::fmt::Result {
    let rises = way.there > way.rest;
    let direction = if rises { "rising" } else { "falling" };
    writeln!(out, "\n[[phase]]")?;
    if shown.ways.len() > 1 {
        writeln!(out, "id = \"{direction}\"  # EDIT: a name for it")?;
    }
    if shown.sided {
        writeln!(out, "sides = true")?;
    }
    writeln!(out, "measure = \"{}\"", shown.driver.name())?;
    let from = if is_relative(shown.driver) {
        writeln!(out, "relative_to = \"neutral\"")?;
        0.0
    } else {
        way.rest
    };
    let limit = |share: f64| number(shown.driver, from + share * (way.there - way.rest));
    writeln!(out, "direction = \"{direction}\"")?;
    let (rest, there) = (number(shown.driver, way.rest), number(shown.driver, way.there));
    writeln!(out, "# EDIT: how far one should go; shown from {rest} to {there}.")?;
    writeln!(out, "target = {}\nrelease = {}\nhold_share = 0.7", limit(TARGET), limit(RELEASE))?;
    if place > 0 || shown.ways.len() > 1 {
        return Ok(());
    }
    let confirming = shown.companions.iter().filter(|companion| companion.strength() >= CONFIRMS_FROM);
    for Companion { measure, rest, there } in confirming.take(MOST_CONFIRMING) {
        let bound = if there > rest { "above" } else { "below" };
        let relative = is_relative(*measure);
        let from = if relative { 0.0 } else { *rest };
        writeln!(out, "\n# Without this it is another movement.\n[[phase.confirm]]")?;
        writeln!(out, "measure = \"{}\"", measure.name())?;
        if relative {
            writeln!(out, "relative_to = \"neutral\"")?;
        }
        writeln!(out, "{bound} = {}", number(*measure, from + CONFIRM * (there - rest)))?;
    }
    Ok(())
}

fn write_faults(out: &mut String, shown: &Demonstration, hold: Option<f64>) -> std::fmt::Result {
    let mut fault = |id: &str, severity: &str, cue: &str, kind: &str| {
        writeln!(out, "\n[[fault]]\nid = \"{id}\"\nseverity = \"{severity}\"\ncue = \"{cue}\"")?;
        writeln!(
            out,
            "why = \"{UNEDITED}: why it matters\"\nsource = \"{UNEDITED}: where the limit comes from\"\n{kind}"
        )
    };
    fault("range-small", "major", "Go a little farther", "[fault.short-of-target]")?;
    if let Some(secs) = hold {
        let kind = format!("[fault.hold-shorter-than]\nsecs = {secs}");
        fault("hold-short", "major", "Hold it a little longer", &kind)?;
    }
    if shown.sided {
        fault("one-side", "minor", "Now the other side", "[fault.one-side-only]")?;
    }
    fault("too-fast", "minor", "Slower, out and back", "[fault.faster-than]\nsecs = 0.7")
}

/// Lengths and the neck differ from body to body: their limits count from the person's own rest.
fn is_relative(measure: MeasureRef) -> bool {
    measure.unit() == Unit::TorsoLengths || measure == MeasureRef::Whole(WholeMeasure::NeckAngle)
}

/// Degrees without a fraction, torso lengths with three decimals.
fn number(measure: MeasureRef, value: f64) -> String {
    match measure.unit() {
        // Adding nothing turns minus zero into zero.
        Unit::Degrees => format!("{}", value.round() + 0.0),
        Unit::TorsoLengths => format!("{}", (value * 1000.0).round() / 1000.0 + 0.0),
    }
}

fn start_step(position: Position) -> &'static str {
    match position {
        Position::Supine => "Lie on your back.",
        Position::Quadruped => "Kneel on hands and knees, hands under your shoulders, knees under your hips.",
        Position::Standing => "Stand upright.",
        Position::Seated => "Sit upright.",
    }
}

/// The id as people read it: `bird-dog` is the bird dog.
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

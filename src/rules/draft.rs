//! A rules file proposed from a demonstration, for a person to edit. Its comments say what was seen; every
//! line that needs a person's judgement is marked.

use crate::messages::counted;
use crate::motion::demonstration::{Companion, Demonstration, Way, is_shown_from};
use crate::motion::{MeasureRef, Position, Side, SidedMeasure, Unit, Which, WholeMeasure};

use super::vocabulary::Word;

/// The proposal. What stands in braces is filled in; a line that begins with `hold?` or `sides?` is left out
/// where there is no hold, or where there are no sides.
const TEMPLATE: &str = include_str!("draft.toml");

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
    let hold = about.held_secs.map(f64::floor).filter(|secs| *secs >= 1.0);
    let kept = |line: &'static str| match line.split_once("? ") {
        Some(("hold", line)) => hold.map(|_| line),
        Some(("sides", line)) => shown.sided.then_some(line),
        _ => Some(line),
    };
    let of = |side| shown.attempts.iter().filter(|attempt| attempt.side == Some(side)).count();
    let of_each_side = match shown.sided {
        true => format!(": {} with the left, {} with the right", of(Side::Left), of(Side::Right)),
        false => String::new(),
    };
    let start_conditions: String =
        start_measures(shown).into_iter().filter_map(|measure| start_condition(shown, measure)).collect();
    let phases: Vec<String> = shown.ways.iter().map(|way| phase(shown, way)).collect();
    let all_phases = shown.sided || shown.ways.len() > 1;
    let fillings = [
        ("{id}", about.id.to_string()),
        ("{source}", about.source.to_string()),
        ("{title}", title(about.id)),
        ("{position}", shown.position.word().to_string()),
        ("{view}", shown.view.word().to_string()),
        (
            "{near}",
            shown.near.map_or_else(String::new, |side| format!(", the {side} side nearer the camera")),
        ),
        ("{attempts}", counted(shown.attempts.len(), "attempt")),
        ("{of_each_side}", of_each_side),
        ("{moved}", moved(shown)),
        ("{first_step}", first_step(shown.position).to_string()),
        ("{hold_secs}", hold.unwrap_or_default().to_string()),
        ("{start_conditions}", start_conditions),
        ("{phases}", phases.join("\n")),
        ("{repetition}", if all_phases { "all-phases" } else { "each-phase" }.to_string()),
    ];
    let mut text: String = TEMPLATE.lines().filter_map(kept).flat_map(|line| [line, "\n"]).collect();
    for (mark, filling) in fillings {
        text = text.replace(mark, &filling);
    }
    text
}

/// The table of what moved, in comments.
fn moved(shown: &Demonstration) -> String {
    let driver = shown.driver;
    let ways =
        shown.ways.iter().map(|way| (format!("{} (drives)", driver.name()), driver, way.rest, way.there));
    let companions = shown
        .companions
        .iter()
        .map(|Companion { measure, rest, there }| (measure.name(), *measure, *rest, *there));
    let row = |(name, measure, rest, there)| {
        format!("#   {name:32} {:>8} {:>8}", number(measure, rest), number(measure, there))
    };
    ways.chain(companions).map(row).collect::<Vec<_>>().join("\n")
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
    measures.retain(|measure| is_shown_from(*measure, shown.view));
    measures
}

/// A measure in the start position; limbs that move are those nearer the camera.
fn at_rest(shown: &Demonstration, measure: MeasureRef) -> Option<f64> {
    shown.rest.get(measure.resolve(shown.near, None)?)
}

fn start_condition(shown: &Demonstration, measure: MeasureRef) -> Option<String> {
    let rest = at_rest(shown, measure)?;
    let round = |value: f64| (value / 5.0).round() * 5.0;
    let (mut low, mut high) = (round(rest - START_DEGREES), round(rest + START_DEGREES));
    // The start ends half-way to the target at the latest.
    let drives = measure.name() == shown.driver.name().trim_end_matches("_moving");
    for way in shown.ways.iter().filter(|way| drives && way.rest != way.there) {
        let half_way = round(rest + (way.there - way.rest) / 2.0);
        if way.there > way.rest { high = high.min(half_way) } else { low = low.max(half_way) }
    }
    let least = if matches!(measure, MeasureRef::Sided(..)) { 0.0 } else { -180.0 };
    let bound = match (low <= least, high >= 180.0) {
        (true, true) => return None,
        (true, false) => format!("below = {high}"),
        (false, true) => format!("above = {low}"),
        (false, false) => format!("between = [{low}, {high}]"),
    };
    let (name, was) = (measure.name(), number(measure, rest));
    Some(format!("\n[[start.condition]]\nmeasure = \"{name}\"\n{bound}  # was {was}\n"))
}

fn phase(shown: &Demonstration, way: &Way) -> String {
    let direction = if way.there > way.rest { "rising" } else { "falling" };
    let measure = shown.driver;
    let (rest, there) = (number(measure, way.rest), number(measure, way.there));
    let mut text = "[[phase]]\n".to_string();
    if shown.ways.len() > 1 {
        text += &format!("id = \"{direction}\"  # EDIT: a name for it\n");
    }
    if shown.sided {
        text += "sides = true\n";
    }
    text += &quantity(measure);
    text += &format!("direction = \"{direction}\"\n");
    text += &format!("# EDIT: how far one should go; shown from {rest} to {there}.\n");
    let at = |share| limit(measure, way.rest, way.there, share);
    text += &format!("target = {}\nrelease = {}\nhold_share = 0.7\n", at(TARGET), at(RELEASE));
    let confirming = shown.companions.iter().filter(|companion| companion.strength() >= CONFIRMS_FROM);
    let most = if shown.ways.len() > 1 { 0 } else { MOST_CONFIRMING };
    for Companion { measure, rest, there } in confirming.take(most) {
        let bound = if there > rest { "above" } else { "below" };
        let limit = limit(*measure, *rest, *there, CONFIRM);
        text += "\n# Without this it is another movement.\n[[phase.confirm]]\n";
        text += &format!("{}{bound} = {limit}\n", quantity(*measure));
    }
    text
}

/// A measure and what its limits count from.
fn quantity(measure: MeasureRef) -> String {
    let relative = if is_relative(measure) { "relative_to = \"neutral\"\n" } else { "" };
    format!("measure = \"{}\"\n{relative}", measure.name())
}

/// The value at a share of the way from rest.
fn limit(measure: MeasureRef, rest: f64, there: f64, share: f64) -> String {
    let from = if is_relative(measure) { 0.0 } else { rest };
    number(measure, from + share * (there - rest))
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

fn first_step(position: Position) -> &'static str {
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

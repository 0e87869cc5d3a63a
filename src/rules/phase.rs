//! The `[[phase]]` tables: ways out of the start position and back.

use crate::messages::PhaseTexts;
use crate::motion::{
    Confirmation, MeasureRef, Moving, Phase, Position, Reference, Side, ViewedCondition, Which,
};

use super::condition::{condition, mirrored, read_viewed_condition};
use super::entries::Entries;
use super::keys::{Table, keys};
use super::quantity::{Quantity, Scope, is_lateral, read_measure, read_reference};
use super::view::VIEWS;
use super::vocabulary::{OnTheWay, Rises, Words};

/// A `[[phase]]` table.
pub(super) const PHASE: Table = Table::of(keys! {
    /// Its name in results, such as `raised`; needed where there are several phases.
    optional "id": Id;
    /// Whether there is one phase for the left, as written, and one for the right, mirrored.
    optional "sides": Flag, or Flag(false);
    /// What moves.
    required "measure": Measure;
    /// Whether the limits are values (`absolute`) or changes from the start position (`neutral`), for what differs from
    /// body to body at rest.
    optional "relative_to": Word(Words::of::<Reference>().without(&["hold"])), or Text("absolute");
    /// Whether the measure grows or shrinks on the way to the target.
    required "direction": Word(Words::of::<Rises>());
    /// The target is reached here.
    required "target": Number;
    /// Values this close before the target are judged neither way: an attempt that reaches only them is timed, and whether
    /// it went far enough is reported as not judged.
    optional "unsure": Positive { must: "be above 0", help: Some(UNSURE_HELP) }, or Number(0.0);
    /// The target is left here, a little nearer to the start, so that trembling does not end a hold.
    required "release": Number;
    /// An attempt begins after this share of the way to the target; less is fidgeting.
    optional "start_share": Share, or Number(1.0 / 3.0);
    /// A hold lasts while the measure is beyond this share of the attempt's own level, which is what it passes for a
    /// quarter of its time in the target. Moving on beyond the target is not holding yet. Between two such times, who stays
    /// in the target and above half of that level has held on.
    optional "hold_share": Share, or Number(0.0);
    /// The least change from rest that reaches the target, for people who rest near the target already.
    optional "at_least": Positive { must: "be above 0", help: Some(AT_LEAST_HELP) }, or Number(0.0);
    /// An attempt that is over sooner was noise from the pose model.
    optional "least_secs": Seconds, or Number(0.0);
    /// What the person is told to do at each moment, in the exercise's own words.
    optional "words": Table(&WORDS);
    /// What must hold, or it was another movement and is not recorded.
    optional "confirm": Tables { each: &CONFIRMATION, least: 0 };
});

/// Up to five words each: they are read from the mat.
const WORDS: Table = Table::of(keys! {
    /// On the way to the target, such as "Up, slowly". With `sides`, a list of two: for the left and for the right.
    optional "out": OneOrMore(&Text);
    /// In the target.
    optional "hold": Text;
    /// On the way back; also said at the end of the first hold.
    optional "back": Text;
});

const UNSURE_HELP: &str = "it is how near before the target a value cannot be judged, in the measure's unit";

const AT_LEAST_HELP: &str = "it is the least change from rest, in the measure's unit, whatever the direction";

const CONFIRMATION: Table = condition(keys! {
    /// Where it must hold for most of the time: near the peak, or on the way out and back, below four fifths of the
    /// peak, where no limb hides the other yet.
    optional "during": Word(Words::of::<OnTheWay>()), or Text("peak");
    /// Views in which the condition is asked for; all if not given.
    optional "views": VIEWS;
    /// Whether it is asked only while the side that moves is the one nearer the camera, or only while it is the farther
    /// one or nobody can tell.
    optional "moving": Word(Words::of::<Moving>());
});

/// A phase as the file has it: one for both sides, or one for each.
pub(super) struct WrittenPhase<'a> {
    pub(super) table: &'a Entries<'a>,
    pub(super) id: Option<&'a str>,
    pub(super) sided: bool,
    /// Each with what is said of it; empty if there are mistakes in it.
    pub(super) phases: Vec<(Phase, PhaseTexts)>,
}

/// Reads all phases.
pub(super) fn read_phases<'a>(exercise: &'a Entries<'a>, positions: &[Position]) -> Vec<WrittenPhase<'a>> {
    let tables = exercise.tables("phase");
    let mut written: Vec<WrittenPhase<'a>> = Vec::new();
    for table in tables {
        let phase = read_phase(table, positions);
        match phase.id {
            None if tables.len() > 1 => {
                let help = "results could not tell them apart: give each an `id`, such as `id = \"raised\"`";
                table.error("id", "one of several phases has no `id`", Some(help));
            }
            Some(id) if written.iter().any(|known| known.id == Some(id)) => {
                table.error("id", format!("there are two phases `{id}`"), None);
            }
            _ => {}
        }
        written.push(phase);
    }
    written
}

fn read_phase<'a>(table: &'a Entries<'a>, positions: &[Position]) -> WrittenPhase<'a> {
    let sided = table.is_set("sides");
    let phases = match read_as_written(table, sided, positions) {
        Some(left) if sided => vec![Phase { side: Some(Side::Left), ..left.clone() }, right(&left)],
        phase => phase.into_iter().collect(),
    };
    let phases = phases.into_iter().zip(read_words(table, sided)).collect();
    WrittenPhase { table, id: table.text("id"), sided, phases }
}

/// What is said of a phase, and then of the one of its right side.
fn read_words(table: &Entries<'_>, sided: bool) -> [PhaseTexts; 2] {
    let Some(words) = table.table("words") else { return Default::default() };
    let out: Vec<&str> = words.texts("out").map(|(text, _)| text).collect();
    if out.len() > 1 && (!sided || out.len() > 2) {
        let help = "give one text; with `sides = true` there may be two, for the left and for the right";
        words.error("out", format!("`out` has {} texts", out.len()), Some(help));
    }
    let of = |out: Option<&&str>| PhaseTexts {
        out: out.map(|text| text.to_string()),
        hold: words.text("hold").map(str::to_string),
        back: words.text("back").map(str::to_string),
    };
    [of(out.first()), of(out.last())]
}

/// Reads a phase as it is written, which is for the left where there are sides.
fn read_as_written(table: &Entries<'_>, sided: bool, positions: &[Position]) -> Option<Phase> {
    let place = Scope { sided, references: &[Reference::Absolute, Reference::Neutral] };
    let measure = read_measure(table, place);
    let reference = read_reference(table, place);
    let rises = table.word("direction").map(|Rises(rises)| rises);
    let quantity = measure.zip(reference).map(|(measure, reference)| Quantity { measure, reference });
    let limits = quantity.and_then(|quantity| read_limits(table, quantity, rises));
    let confirm: Vec<Option<Confirmation>> =
        table.tables("confirm").iter().map(|table| read_confirmation(table, place, positions)).collect();
    let told = confirm.iter().flatten().any(|one| tells_sides(one.asked.condition.measure));
    let measure = measure.filter(|measure| !sided || told || check_sides(*measure, table));
    let (target, release) = limits?;
    Some(Phase {
        id: table.text("id").map(str::to_string),
        side: None,
        measure: measure?,
        reference: reference?,
        rises: rises?,
        target,
        release,
        unsure: table.number("unsure")?,
        least_range: table.number("at_least")?,
        least_secs: table.number("least_secs")?,
        start_share: table.number("start_share")?,
        hold_share: table.number("hold_share")?,
        confirm: confirm.into_iter().collect::<Option<_>>()?,
    })
}

fn read_confirmation(table: &Entries<'_>, place: Scope, positions: &[Position]) -> Option<Confirmation> {
    let asked = read_viewed_condition(table, place, positions)?;
    let OnTheWay(on_the_way) = table.word("during")?;
    let moving = table.word("moving");
    Some(Confirmation { asked, on_the_way, moving })
}

/// Target and release, if the measure can reach them and they lie in the direction's order.
fn read_limits(table: &Entries<'_>, quantity: Quantity, rises: Option<bool>) -> Option<(f64, f64)> {
    let [target, release] = ["target", "release"]
        .map(|key| table.number(key).filter(|limit| quantity.reaches(*limit, key, table)));
    let (target, release, rises) = (target?, release?, rises?);
    let relative = quantity.reference == Reference::Neutral;
    let beyond = |farther: f64, nearer: f64| if rises { farther > nearer } else { farther < nearer };
    let (direction, side) = if rises { ("rising", "below") } else { ("falling", "above") };
    if relative && !beyond(target, 0.0) {
        let message = format!("the target ({target}) is not reached from neutral by {direction}");
        let help = "relative to neutral, a rising measure has its target above 0, a falling one below 0";
        table.error("target", message, Some(help));
        return None;
    }
    if !beyond(target, release) || (relative && !beyond(release, 0.0)) {
        let message = format!("the release ({release}) is on the wrong side of the target ({target})");
        let help = if relative {
            "it lies between 0, which is neutral, and the target".to_string()
        } else {
            format!("on the way back from a {direction} movement it lies {side} the target")
        };
        table.error("release", message, Some(&help));
        return None;
    }
    Some((target, release))
}

/// Whether a measure differs between left and right.
fn tells_sides(measure: MeasureRef) -> bool {
    match measure {
        MeasureRef::Whole(_) => is_lateral(measure),
        MeasureRef::Sided(_, which) => matches!(which, Which::Moving | Which::Resting),
    }
}

/// Whether the measure of a phase with sides can tell them; says so if not.
fn check_sides(measure: MeasureRef, table: &Entries<'_>) -> bool {
    let tells = tells_sides(measure);
    if !tells {
        let help = "use a measure that is positive to the left, or one that ends in `_moving`, here or in a `confirm`";
        table.error(
            "measure",
            "with `sides = true`, this measure is the same for left and right",
            Some(help),
        );
    }
    tells
}

/// The phase of the right side: a measure that is positive to the left changes its sign.
fn right(left: &Phase) -> Phase {
    let confirm = left.confirm.iter().map(mirrored_confirmation).collect();
    let mut right = Phase { side: Some(Side::Right), confirm, ..left.clone() };
    if is_lateral(left.measure) {
        (right.rises, right.target, right.release) = (!left.rises, -left.target, -left.release);
    }
    right
}

fn mirrored_confirmation(confirmation: &Confirmation) -> Confirmation {
    let asked = &confirmation.asked;
    let asked = ViewedCondition { condition: mirrored(&asked.condition), ..asked.clone() };
    Confirmation { asked, ..*confirmation }
}

//! How a fault is recognised: each kind has a table of its own in `[[fault]]`.

use std::ops::Range;

use crate::motion::faults::{
    DropsBack, FasterThan, HoldShorterThan, InsteadOfTarget, Never, OneSideOnly, PeakShortOf, Reversals,
    SameSideTwice, ShortOfTarget, While,
};
use crate::motion::{During, FaultKind, Reference};

use super::condition::{CONDITION, condition, mirrored, read_condition};
use super::entries::Entries;
use super::keys::{Key, Table, keys};
use super::quantity::{Scope, is_lateral};
use super::suggest;
use super::vocabulary::Words;

/// Reads the table of a kind; the flag says whether the phases tell left from right.
type Read = fn(&Entries<'_>, bool) -> Option<FaultKind>;

/// Writes kinds as rows: what the fault is, the name and keys of its table, and its reader.
macro_rules! kinds {
    ($($(#[doc = $about:literal])+ $name:literal: $table:expr => $read:expr;)*) => {
        /// The tables of all kinds, of which a fault has one.
        pub(super) const KINDS: &[Key] = keys! { $($(#[doc = $about])+ optional $name: Table(&$table);)* };

        /// Their readers.
        const READERS: &[Read] = &[$($read),*];
    };
}

kinds! {
    /// An attempt that turns back before the target.
    "short-of-target": NO_KEYS => |_, _| Some(ShortOfTarget.into());
    /// An attempt that turns back before a value, which may lie before or beyond the target.
    "peak-short-of": PEAK => |table, _| Some(PeakShortOf { value: table.number("value")? }.into());
    /// An attempt that turns back before the target while a condition holds: something else has moved instead.
    "instead-of-target": CONDITION => |table, sided| {
        read_condition(table, place(sided)).map(|asked| InsteadOfTarget(asked).into())
    };
    /// The target is held for less than this.
    "hold-shorter-than": SECS => |table, _| Some(HoldShorterThan { secs: table.number("secs")? }.into());
    /// The way out or the way back takes less than this.
    "faster-than": SECS => |table, _| Some(FasterThan { secs: table.number("secs")? }.into());
    /// The last third of the way back is more than so many times as fast as the mean of the way back.
    "drops-back": DROP => |table, _| Some(DropsBack { times: table.number("times")? }.into());
    /// A condition holds for some time.
    "while": WHILE => read_while;
    /// A condition that must hold at some time in the attempt does not.
    "never": NEVER => |table, sided| {
        let condition = read_condition(table, Scope { references: &[Reference::Absolute, Reference::Neutral], sided });
        Some(Never { condition: condition?, for_secs: table.number("for_secs")? }.into())
    };
    /// The measure swings back and forth while the target is met.
    "reversals": REVERSALS => |table, _| {
        let at_least = table.number("at_least")? as usize;
        Some(Reversals { at_least, swing: table.number("swing")? }.into())
    };
    /// The set ends with one side only.
    "one-side-only": NO_KEYS => |_, _| Some(OneSideOnly.into());
    /// The same side twice in a row.
    "same-side-twice": NO_KEYS => |_, _| Some(SameSideTwice.into());
}

const NO_KEYS: Table = Table::of(&[]);

const PEAK: Table = Table::of(keys! {
    /// Relative to what the target is; with sides, the left's.
    required "value": Number;
});

const SECS: Table = Table::of(keys! {
    /// The shortest time that is no fault.
    required "secs": Seconds;
});

const DROP: Table = Table::of(keys! {
    /// How many times as fast it is at most; an even movement has 1.
    required "times": Ratio;
});

const WHILE: Table = condition(keys! {
    /// In the whole attempt, or only while the target is met.
    required "during": Word(Words::of::<During>());
    /// For how long without a break; less is noise.
    optional "for_secs": Seconds, or Number(0.3);
});

const NEVER: Table = condition(keys! {
    /// For how long without a break; less is noise.
    optional "for_secs": Seconds, or Number(0.1);
});

const REVERSALS: Table = Table::of(keys! {
    /// Fewest turns.
    required "at_least": Count;
    /// Least swing between two turns.
    required "swing": Positive { must: "be greater than 0, or noise would be counted", help: None };
});

/// Reads how a fault is recognised, and where that stands.
pub(super) fn read_kind(fault: &Entries<'_>, sided: bool) -> Option<(FaultKind, Range<usize>)> {
    let read = |(kind, read): (&Key, &Read)| {
        let name = kind.name;
        fault.has(name).then(|| (name, fault.table(name).and_then(|table| read(table, sided))))
    };
    let mut found: Vec<(&str, Option<FaultKind>)> = KINDS.iter().zip(READERS).filter_map(read).collect();
    match &found[..] {
        [] if fault.has_unknown_table => None,
        [] => {
            let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            let help = format!(
                "write one table below it, such as `[fault.short-of-target]`; the kinds are: {}",
                suggest::list(&names)
            );
            let message = "the fault does not say how it is recognised";
            fault.problems.error(fault.span.clone(), message, Some(&help));
            None
        }
        [(name, _)] => {
            let span = fault.span_of(name);
            Some((found.pop()?.1?, span))
        }
        [(first, _), (second, _), ..] => {
            let message = format!("the fault is `{first}` and `{second}` at once");
            fault.error(second, message, Some("make it two faults, each with an `id` and a cue"));
            None
        }
    }
}

/// The same kind for the other side of the body; `None` where it is no different.
pub(super) fn mirrored_kind(kind: &FaultKind) -> Option<FaultKind> {
    let condition = kind.watched()?.condition;
    if is_lateral(condition.measure) { kind.with_condition(mirrored(condition)) } else { None }
}

fn place(sided: bool) -> Scope {
    Scope { sided, references: &[Reference::Absolute, Reference::Neutral, Reference::HoldLevel] }
}

fn read_while(table: &Entries<'_>, sided: bool) -> Option<FaultKind> {
    let condition = read_condition(table, place(sided));
    let (condition, during) = (condition?, table.word("during")?);
    if condition.reference == Reference::HoldLevel && during == During::Attempt {
        let help = "write `during = \"target\"` where the condition is relative to the hold";
        table.warn("during", "a hold has no level before it has begun", Some(help));
    }
    Some(While { condition, during, for_secs: table.number("for_secs")? }.into())
}

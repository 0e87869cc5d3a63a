//! Rules files: what a physiotherapist writes about an exercise becomes a checked
//! [`Exercise`](crate::motion::Exercise), or a list of everything that is wrong with the file.
//!
//! Reading is done by hand over a table with places instead of through `serde`, which stops at the
//! first mistake. The keys that the reader asks for are the keys that a table may have; any other
//! is a mistake.
//!
//! # The format
//!
//! Angles are in degrees, lengths in torso lengths (from mid-shoulder to mid-hip), times in seconds.
//! *One or two numbers* means `3` or `[3, 5]`.
//!
//! | key | is |
//! |---|---|
//! | `format` | always 1 |
//! | `id`, `title` | the exercise's name on the command line and for people |
//! | `position` | `supine`, `quadruped`, `standing`, `seated`; several in a list where it can be done in any of them |
//! | `views` | where the camera may be: `side`, `three-quarter`, and `head-end`, `foot-end` of a body on the floor or `front` of an upright one |
//! | `steps`, `cautions`, `limits` | sentences: what to do, when to be careful, what a camera cannot tell |
//! | `[dose]` | `hold_secs` (if there is a hold), `repetitions`, `times_a_day`, one or two numbers each |
//! | `[start]` | `settle_secs`: how long the start position is kept before anything counts |
//! | `[[start.condition]]` | a condition that the start position keeps; with `views`, only when seen from there |
//! | `[[phase]]` | a way out of the start position and back |
//! | `[repetition]` | `of`: `each-phase` (each is one), `all-phases` (one of each, in any order) |
//! | `[[fault]]` | what is looked for |
//!
//! **A condition** has a `measure` (see [`MeasureRef`](crate::motion::MeasureRef)), one of `above`,
//! `below`, `between = [low, high]`, `outside = [low, high]`, and perhaps `relative_to`: `absolute`
//! (the default), `neutral` (the person's own value in the start position) or `hold` (the level of
//! the present hold). With `unsure`, values that are so near before the bound are judged neither way:
//! a fault among them is reported as not judged.
//!
//! **A phase** has
//!
//! | key | is |
//! |---|---|
//! | `id` | its name in results; needed where there are several |
//! | `sides` | `true`: there is one for the left, as written, and one for the right. A measure that is positive to the left is mirrored, one that ends in `_moving` or `_resting` follows the side |
//! | `measure`, `relative_to` | what moves, and whether the limits are `absolute` or from `neutral` |
//! | `direction` | `rising` or `falling`, on the way to the target |
//! | `target`, `release` | where the target is reached, and where it is left, a little nearer to the start |
//! | `start_share` | an attempt begins after this share of the way; a third if not given |
//! | `least_secs` | an attempt lasts at least this long, or it was noise; 0 if not given |
//! | `hold_share` | a hold lasts beyond this share of the attempt's own level, which it passes for a quarter of its time in the target; 0 if not given |
//! | `[[phase.confirm]]` | a condition without which it was another movement; with `during = "way"` it is asked on the way out and back, otherwise near the peak |
//!
//! **A fault** has `id`, `severity` (`minor`, or `major`: the repetition is not a good one), `cue`
//! (spoken: short, friendly, what to do), `why`, `source`, perhaps `phases` (ids) and `views` in
//! which it is looked for, and one table that says how it is recognised:
//!
//! | table | the fault is |
//! |---|---|
//! | `[fault.short-of-target]` | an attempt that turns back before the target |
//! | `[fault.peak-short-of]` | an attempt that turns back before `value`, which may lie before or beyond the target and is relative to the same |
//! | `[fault.instead-of-target]` | the same, while a condition holds |
//! | `[fault.hold-shorter-than]` | less than `secs` in the target |
//! | `[fault.faster-than]` | less than `secs` on the way out or on the way back |
//! | `[fault.while]` | a condition that holds for `for_secs` (0.3 if not given) `during` the `attempt` or the `target` |
//! | `[fault.reversals]` | `at_least` so many turns by at least `swing` in the target |
//! | `[fault.one-side-only]` | a set with one side only |
//! | `[fault.same-side-twice]` | the same side twice in a row |
//!
//! Two faults may have one `id` where their `phases` differ, so that each has its own cue. A fault
//! that no view of the exercise shows has `listed_only = true`: reports then say that it was not
//! judged.

mod built_in;
mod catalogue;
mod condition;
mod diagnostic;
mod document;
mod draft;
mod fault;
mod figure;
mod file;
mod idle;
mod kind;
mod phase;
mod reader;
mod render;
mod schema;
mod suggest;
mod syntax;
mod unmet;
mod value;
mod view;
mod vocabulary;

pub use catalogue::{Catalogue, NoRules, UnknownExercise, UnreadableFolder};
pub use diagnostic::{Diagnostic, Level};
pub use document::{Checked, FORMAT, check};
pub use draft::{Draft, draft};
pub use figure::{BrokenFigure, figure_path, figure_text};
pub use file::{BrokenRules, Origin, RuleFile};
pub use render::{Style, render};
pub use schema::schema_text;
pub use value::is_id;

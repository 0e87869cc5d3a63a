//! The sentences of a language as its file holds them: a key too few or too many is an error. What each is for stands
//! in `data/languages/en.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A table of the file: the same keys in each language.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),+ $(,)? }) => {
        table!($(#[$doc])* $name { $($(#[$field_doc])* $field: String),+ });
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),+ }
    };
}

mod home;
mod plan;
mod report;
mod terminal;

pub use home::Home;
pub use plan::{Aims, Plan};
pub use report::{Dates, Report, Savings, Trends, Verdicts};
pub use terminal::{Checked, Doctor, Exercises, Models, Sessions};

table! {
    /// Everything that is said and shown in a language.
    Words {
        /// The language's own name for itself.
        name: String,
        /// Between two that are both right.
        or: String,
        /// What stands before the decimal places of a number.
        decimal: String,
        /// A position that is none of those with a name, within "You are ...".
        another_position: String,
        /// What goes on at a moment.
        state: State,
        /// What to do at a moment.
        to_do: ToDo,
        /// What to do so that judging can go on.
        remedy: ByReason,
        /// The same in other words.
        remedy_again: ByReason,
        /// Reasons as headings.
        reason: ByReason,
        /// Positions within "You are ...".
        position: ByPosition,
        /// How to get into a position.
        get_into: ByPosition,
        /// Views within "seen ...".
        view: ByView,
        /// How to turn to a view.
        turn_to: TurnTo,
        /// Where the camera belongs for a view.
        camera: ByView,
        /// What is checked before a set.
        check: Checks,
        /// The way through a session.
        session: Session,
        /// Why a pause goes on.
        pause: Pauses,
        /// Captions of count and ring.
        overlay: Overlay,
        /// Captions in the window.
        window: Window,
        /// How strong the pain is, before and after a session.
        pain: Pain,
        /// What the keys do in the window.
        keys: Keys,
        /// What does not work and is done without.
        notice: Notices,
        /// The window that opens without a command.
        home: Home,
        /// The day's programme, in the terminal.
        plan: Plan,
        /// Of the weeks of an exercise.
        aims: Aims,
        /// After a session, in the terminal.
        terminal: Terminal,
        /// Of recordings, in the terminal.
        checked: Checked,
        /// Of the history, in the terminal.
        sessions: Sessions,
        /// What `holdfast exercises` prints of them.
        exercises: Exercises,
        /// What `holdfast models list` prints of them.
        models: Models,
        /// What `holdfast doctor` looks at.
        doctor: Doctor,
        /// Days and months.
        date: Dates,
        /// What a machine that was too slow has saved.
        saving: Savings,
        /// What becomes of an attempt.
        verdict: Verdicts,
        /// Positions in which somebody was seen.
        position_seen: ByPosition,
        /// What reports say.
        report: Report,
        /// How the weeks of an exercise developed.
        trends: Trends,
        /// Names of faults and measures by their ids, where those would not do.
        names: BTreeMap<String, String>,
        /// Sentences of exercises, by those of the rules file.
        texts: BTreeMap<String, String>,
        /// What is written in plain English, such as errors, by the English sentences with `{}` in their places.
        messages: BTreeMap<String, String>,
        /// What `--help` says, by the English sentences.
        help: BTreeMap<String, String>,
    }
}

table! {
    /// What goes on at a moment, in a word or two.
    #[allow(missing_docs)]
    State {
        get_ready,
        ready,
        moving,
        not_yet,
        going_back,
        paused,
        target,
        start,
        left_side,
        right_side,
    }
}

table! {
    /// What to do at a moment, in a few words.
    #[allow(missing_docs)]
    ToDo { get_ready, begin, again, on, further, hold, back }
}

table! {
    /// A sentence for each [`Reason`](crate::motion::Reason).
    #[allow(missing_docs)]
    ByReason {
        nobody, cut_off, hidden, wrong_view, too_far, outline_unclear, too_dark, still_picture, somebody_else, other_position,
        not_in_start,
    }
}

table! {
    /// Words for each [`Position`](crate::motion::Position).
    #[allow(missing_docs)]
    ByPosition { supine, quadruped, standing, seated }
}

table! {
    /// Words for each [`View`](crate::motion::View).
    #[allow(missing_docs)]
    ByView { side, three_quarter, head_end, foot_end, front }
}

table! {
    /// How to turn to each [`View`](crate::motion::View), where that differs from another one.
    #[allow(missing_docs)]
    TurnTo {
        side,
        three_quarter,
        three_quarter_from_side,
        three_quarter_from_end,
        head_end,
        foot_end,
        front,
    }
}

table! {
    /// Names of what is checked before a set.
    #[allow(missing_docs)]
    Checks { light, person, alone, whole_body, distance, view, position, start }
}

table! {
    /// The way through a session.
    #[allow(missing_docs)]
    Session {
        exercise: String,
        next_exercise: String,
        next_set: String,
        begin: String,
        begin_again: String,
        nudge: String,
        hold_left_breathe: String,
        gaps: String,
        faster_model: String,
        way_back: String,
        next_phase: String,
        not_seen: String,
        well_done: String,
        better: Vec<String>,
        better_named: Vec<String>,
        repetition: Counted,
        set_good: Counted,
        set_mixed: String,
        set_enough: String,
        set_ended: String,
        rest: Counted,
        away: String,
        asked: String,
        camera: String,
        still: String,
        resumed: String,
        complete: String,
        stopped: String,
        counted: Counted,
        focus: String,
        hold_left: String,
        ease_range: String,
        ease_hold: String,
    }
}

table! {
    /// What to do so that a session goes on.
    #[allow(missing_docs)]
    Pauses { away, asked, camera, still }
}

table! {
    /// Captions of count and ring.
    #[allow(missing_docs)]
    Overlay {
        repetition,
        repetitions,
        good_of_total,
        of_target,
        seconds,
    }
}

table! {
    /// Captions in the window.
    #[allow(missing_docs)]
    Window {
        of_goal,
        hold_for,
        set_of,
        next,
        after_set,
        rest_of,
        the_end,
        no_picture,
        starting,
        session_over,
        good_of_all,
        good_of_one,
        held,
        held_once,
        work_on,
        nothing_to_change,
        nothing_counted,
        not_judged,
        gaps,
        faster_model,
        set_name,
        rest,
        all_well,
        looking,
        muted,
    }
}

table! {
    /// What the keys do in the window.
    #[allow(missing_docs)]
    Keys {
        space,
        pause,
        resume,
        next,
        finish,
        close,
        arrows,
        pages,
        full_screen,
        light_or_dark,
        high_contrast,
        mute,
        help,
        heading,
        any_key,
        really,
        really_keys,
    }
}

table! {
    /// How strong the pain is, as it is asked in the window.
    #[allow(missing_docs)]
    Pain { before, after, none, worst, skip, never, keys }
}

table! {
    /// What does not work and is done without, a sentence each.
    #[allow(missing_docs)]
    #[derive(Serialize)]
    Notices {
        cause,
        no_camera,
        no_such_device,
        there_are,
        there_is_none,
        not_permitted,
        busy,
        another_program,
        no_pictures,
        vanished,
        unreachable,
        no_answer,
        dropped,
        stalled,
        black,
        still,
        size_changed,
        too_small,
        too_large,
        bad_address,
        camera_fails,
        not_kept,
        voice_is_behind,
        too_slow,
        no_voice,
        no_voice_on_linux,
        without_voice,
        not_heard,
        voice_hangs,
        no_loudspeaker,
    }
}

table! {
    /// After a session, in the terminal.
    Terminal {
        /// A set: `{title}`, `{set}` and what became of it, `{what}`.
        set: String,
        /// Good repetitions: `{good}` of `{total}`.
        good: Counted,
        /// How long was held, `{secs}` seconds, after what was good.
        held: String,
        /// Before what is worth knowing.
        note: String,
        /// Before an error.
        error: String,
        /// Where the session is kept: `{id}`.
        kept: String,
        /// Where it is not kept.
        not_kept: String,
        /// Where its report is: `{file}`.
        report: String,
        /// Asked where the report of a session shall go that is not kept: `{file}`.
        where_to: String,
        /// Asked after a session.
        pain: String,
        /// How pain is noted later; `{id}`.
        pain_later: String,
    }
}

/// A sentence for one and for several of something.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// For one.
    pub one: String,
    /// For none or several.
    pub many: String,
}

impl Counted {
    /// The sentence for a number.
    pub fn of<N: From<u8> + PartialEq>(&self, number: N) -> &str {
        if number == N::from(1) { &self.one } else { &self.many }
    }
}

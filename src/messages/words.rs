//! The sentences of a language as its file holds them: a key too few or too many is an error.

use std::collections::BTreeMap;

use serde::Deserialize;

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

table! {
    /// Everything that is said and shown in a language.
    Words {
        /// The language's own name for itself.
        name: String,
        /// Between two that are both right.
        or: String,
        /// What stands before the decimal places of a number.
        decimal: String,
        /// What goes on at a moment.
        state: State,
        /// What to do so that judging can go on.
        remedy: ByReason,
        /// The same in other words.
        remedy_again: ByReason,
        /// Reasons as headings.
        reason: ByReason,
        /// Positions within "You are ...".
        position: Positions,
        /// How to get into a position.
        get_into: ByPosition,
        /// Views within "seen ...".
        view: ByView,
        /// How to turn to a view.
        turn_to: ByView,
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
        /// What the keys do in the window.
        keys: Keys,
        /// What does not work and is done without.
        notice: Notices,
        /// After a session, in the terminal.
        terminal: Terminal,
        /// Of recordings.
        report: Report,
        /// Sentences of exercises, by those of the rules file.
        texts: BTreeMap<String, String>,
    }
}

table! {
    /// What goes on at a moment, in a word or two.
    State {
        /// Before the start position has been held.
        get_ready,
        /// In the start position: the next attempt may begin.
        ready,
        /// On the way to a target.
        moving,
        /// At rest short of a target.
        not_yet,
        /// On the way back from a target.
        going_back,
        /// While nothing can be judged.
        paused,
        /// The target of a phase without a name.
        target,
        /// The start position, below its picture.
        start,
        /// A phase of the left side.
        left_side,
        /// A phase of the right side.
        right_side,
    }
}

table! {
    /// A sentence for each [`Reason`](crate::motion::Reason).
    #[allow(missing_docs)]
    ByReason {
        nobody, cut_off, hidden, wrong_view, too_far, outline_unclear, too_dark, somebody_else, other_position,
        not_in_start,
    }
}

table! {
    /// Words for each position, and for one that is none of them.
    #[allow(missing_docs)]
    Positions { supine, quadruped, standing, seated, another }
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
    /// Names of what is checked before a set.
    #[allow(missing_docs)]
    Checks { light, person, alone, whole_body, distance, view, position, start }
}

table! {
    /// The way through a session.
    Session {
        /// Announces the first exercise.
        exercise: String,
        /// Announces another one.
        next_exercise: String,
        /// Announces another set.
        next_set: String,
        /// The start position was held: the set begins.
        begin: String,
        /// The same after a break within the set.
        begin_again: String,
        /// The hold is done.
        way_back: String,
        /// What comes next within a repetition.
        next_phase: String,
        /// After an attempt of which too much was hidden.
        not_seen: String,
        /// After an attempt without a fault.
        well_done: String,
        /// After an attempt without the fault that was mended.
        better: String,
        /// Another good repetition, where seconds are counted as well.
        repetition: Counted,
        /// A set is done and all was good.
        set_good: Counted,
        /// A set is done and not all was good.
        set_mixed: String,
        /// A set is over and nothing was good.
        set_enough: String,
        /// A set was left before it was done.
        set_ended: String,
        /// A rest begins.
        rest: Counted,
        /// The person has left the picture.
        away: String,
        /// The person asked for a pause.
        asked: String,
        /// The camera gives no picture.
        camera: String,
        /// A pause is over.
        resumed: String,
        /// Everything is done.
        complete: String,
        /// The session was ended early.
        stopped: String,
        /// What was counted in a session.
        counted: Counted,
        /// What to think of next time.
        focus: String,
        /// Seconds left of a hold.
        hold_left: String,
        /// Offers a smaller range.
        ease_range: String,
        /// Offers a shorter hold.
        ease_hold: String,
    }
}

table! {
    /// What to do so that a session goes on.
    #[allow(missing_docs)]
    Pauses { away, asked, camera }
}

table! {
    /// Captions of count and ring.
    Overlay {
        /// Below the count when all were good, for one repetition.
        repetition,
        /// Below the count when all were good, for none or several.
        repetitions,
        /// Below the count of good ones.
        good_of_total,
        /// Below the seconds of a hold with a target.
        of_target,
        /// Below the seconds of a hold without one.
        seconds,
    }
}

table! {
    /// Captions in the window.
    Window {
        /// Below the count; `{goal}` is the number of repetitions asked for.
        of_goal,
        /// In the ring before a hold; `{target}` is the number of seconds to reach.
        hold_for,
        /// Which set; `{set}` of `{sets}`.
        set_of,
        /// Before what follows; `{what}`.
        next,
        /// Before what follows the set; `{what}`.
        after_set,
        /// What follows a set: a rest of `{secs}` seconds.
        rest_of,
        /// What follows the last set.
        the_end,
        /// Where no picture has arrived yet.
        no_picture,
        /// While nothing has been heard of the session.
        starting,
        /// Above the summary.
        session_over,
        /// After the number of good repetitions of a session; `{total}` is the number of all.
        good_of_all,
        /// The same where there was only one.
        good_of_one,
        /// How long was held: `{mean}` and `{longest}` seconds.
        held,
        /// The same where there was only one hold, of `{secs}` seconds.
        held_once,
        /// Above the faults of a session.
        work_on,
        /// Where a session has no faults.
        nothing_to_change,
        /// Where a session has no repetitions.
        nothing_counted,
        /// A set on the summary; `{title}` and `{set}`.
        set_name,
        /// Below the seconds of a rest.
        rest,
        /// When the set-up has nothing more to ask for.
        all_well,
        /// While the set-up does not know enough yet to ask for anything.
        looking,
        /// The sound is off.
        muted,
    }
}

table! {
    /// What the keys do in the window.
    Keys {
        /// The space bar.
        space,
        /// Space, while a session goes on.
        pause,
        /// Space, during a pause.
        resume,
        /// N.
        next,
        /// Q and Escape, while a session goes on.
        finish,
        /// Q and Escape, when the session is over.
        close,
        /// The arrow keys.
        arrows,
        /// The arrow keys, where there is more than one page.
        pages,
        /// F.
        full_screen,
        /// D.
        light_or_dark,
        /// H.
        high_contrast,
        /// M.
        mute,
        /// The question mark.
        help,
        /// The heading of the list of keys.
        heading,
        /// What closes the list of keys.
        any_key,
        /// Asked before a session is ended.
        really,
        /// What the answers to that do.
        really_keys,
    }
}

table! {
    /// What does not work and is done without, a sentence each.
    #[allow(missing_docs)]
    Notices {
        cause, no_camera, no_such_device, there_are, there_is_none, not_permitted, busy, another_program, no_pictures, vanished, unreachable, no_answer, dropped, stalled, black, size_changed, too_small, too_large, bad_address, camera_fails, not_kept, voice_is_behind, no_voice, no_voice_on_linux, without_voice, not_heard, voice_hangs, no_loudspeaker,
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
        /// Where the session is kept: `{id}`.
        kept: String,
        /// Where it is not kept.
        not_kept: String,
        /// Where its report is: `{file}`.
        report: String,
        /// Asked after a session.
        pain: String,
        /// How pain is noted later; `{id}`.
        pain_later: String,
    }
}

table! {
    /// Of recordings in which no exercise is recognised.
    Report {
        /// Nobody was in the picture.
        nobody_seen,
        /// Nobody was in a dark picture.
        nobody_seen_dark,
        /// No position was recognised.
        no_start_seen,
        /// A position was recognised.
        person_seen,
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
    pub fn of(&self, number: u32) -> &str {
        if number == 1 { &self.one } else { &self.many }
    }
}

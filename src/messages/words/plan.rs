//! The words of `holdfast plan`.

use serde::Deserialize;

use super::Counted;

table! {
    /// Of the day's programme, in the terminal.
    #[allow(missing_docs)]
    Plan {
        heading: String,
        nothing_planned: String,
        repetitions: Counted,
        sets: String,
        hold: String,
        own_range: String,
        range: String,
        done: String,
        part_done: String,
        goes_on_with: String,
        over: String,
        all_done: String,
        days_in_a_row: String,
        days_of_seven: String,
        go_on: String,
        goes_on: String,
        added: String,
        removed: String,
        checked_off: String,
        taken_back: String,
        many_repetitions: String,
        many_times: String,
        not_planned: String,
        how_to_add: String,
        not_checked_off: String,
        no_programme: String,
        rests: String,
        rests_until: String,
        pauses: String,
        pauses_until: String,
        ends_pause: String,
        rested: String,
        rested_until: String,
        rests_no_more: String,
        does_not_rest: String,
        day_is_over: String,
        reminds: String,
        reminds_never: String,
        off_alone: String,
        no_systemd: String,
        systemd_refuses: String,
        left_heading: String,
        left_today: String,
        no_desktop: String,
    }
}

table! {
    /// Of the weeks of an exercise: what was planned, pain, and what is aimed at.
    #[allow(missing_docs)]
    Aims { planned, pain, target, done_of, from_to, done_of_planned, pain_before, pain_after, at_target }
}

//! The words of reports and trends, and of what they are made of.

use serde::Deserialize;

use super::Counted;

table! {
    /// How days are written.
    Dates {
        /// A day with its month's name: `{day}`, `{month}` and `{year}`.
        day: String,
        /// The same in digits, two each for day and month.
        digits: String,
        /// From January on.
        months: [String; 12],
        /// The same in short.
        short_months: [String; 12],
        /// From Monday on.
        weekdays: [String; 7],
    }
}

table! {
    /// What a machine that was too slow has saved, each with what stands before it.
    #[allow(missing_docs)]
    Savings { fewer_silhouettes, still_frames, every_second_frame, lite_model }
}

table! {
    /// What becomes of an attempt.
    #[allow(missing_docs)]
    Verdicts { good, faulty, partial, unjudged }
}

table! {
    /// What reports say, as text, page and PDF.
    #[allow(missing_docs)]
    Report {
        nobody_seen: String,
        nobody_seen_dark: String,
        no_start_seen: String,
        person_seen: String,
        kind: String,
        titled: String,
        empty: String,
        recording: String,
        ended_early: String,
        session: String,
        exercises: Counted,
        sessions: Counted,
        recordings: Counted,
        repetitions: Counted,
        attempts: Counted,
        in_sets: Counted,
        all: String,
        not_judged_of_all: String,
        none_judged: String,
        not_judged: Counted,
        no_attempt: String,
        no_whole: Counted,
        result: Counted,
        first_to_change: Counted,
        left: String,
        right: String,
        to: String,
        of: String,
        good_of: String,
        asked: String,
        prescribed: String,
        in_targets: String,
        of_all: String,
        of_none: String,
        pain: String,
        pain_marks: String,
        sets: String,
        target_at: String,
        asked_for: String,
        prescribed_for: String,
        prescribed_hold: String,
        and_hold: String,
        and_daily: String,
        at_range: String,
        own_range: String,
        done: String,
        nothing_done: String,
        recognised: String,
        seen: String,
        judged_of: String,
        unjudged: String,
        attempt: String,
        several_attempts: String,
        any_attempt: String,
        every_attempt: String,
        this_set: String,
        whole_set: String,
        unseen: String,
        limit: String,
        worst: String,
        best: String,
        target: String,
        figure: String,
        figure_of_target: String,
        start: String,
        figures_of: String,
        figures_explained: String,
        not_whole: String,
        set_cut_off: String,
        ends_early: String,
        ends_early_of: String,
        damaged: String,
        damaged_of: String,
        unexplained: String,
        not_told: String,
        swapped: Counted,
        lengths: String,
        text_head: [String; 7],
        overview_head: [String; 6],
        movements_head: [String; 9],
        attempts_head: [String; 9],
        mean_hold: String,
        farthest: String,
        one_side_left: String,
        one_side_right: String,
        sides: String,
        went_alike: String,
        went_left: String,
        went_right: String,
        went_unknown: String,
        held_alike: String,
        held_left: String,
        held_right: String,
        program: String,
        model: String,
        rules: String,
        camera: String,
        view: String,
        error: String,
        put_right: String,
        format: String,
        picture: String,
        rate: String,
        error_mean: String,
        error_correlated: String,
        error_unknown: String,
        put_right_how: String,
        chart: String,
        chart_attempt: String,
        chart_held: String,
        not_seen: String,
        and: String,
        from_rest: String,
        in_cm: String,
        at_a_glance: String,
        all_sets: String,
        notes: String,
        to_change: String,
        by_movement: String,
        by_attempt: String,
        not_judged_why: String,
        cannot_tell: String,
        rests_on: String,
        how_to_read: String,
        keys: [String; 4],
        paper_keys: String,
        slight: String,
        strip: String,
        page: String,
        caveats: [String; 3],
    }
}

table! {
    /// How the weeks of an exercise developed.
    #[allow(missing_docs)]
    Trends {
        title: String,
        kind: String,
        one_week: String,
        from_to: String,
        sessions: String,
        in_weeks: Counted,
        in_first: Counted,
        in_last: Counted,
        compared: String,
        good_repetitions: String,
        mean_hold: String,
        mean_peak: String,
        range: String,
        head: [String; 5],
        curve: String,
        in_numbers: String,
        latest: String,
        earlier: String,
        none: String,
    }
}

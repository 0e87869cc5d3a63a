//! The words of the commands that print results.

use serde::Deserialize;

use super::Counted;

table! {
    /// What is said of recordings before and beside their report.
    #[allow(missing_docs)]
    Checked {
        rate,
        usual_rate,
        tracks,
        single,
        hole,
        ends_in_hold,
        slow_hold,
        slow_way,
        recognised,
        not_looked_for,
        kept,
        kept_already,
        stopped,
        stopped_all,
        frames,
        left,
        recordings,
        failed,
        same_command,
        with_resume,
    }
}

table! {
    /// What is printed of the exercises.
    #[allow(missing_docs)]
    Exercises {
        head: [String; 5],
        hold: String,
        built_in: String,
        prescribed: String,
        and_hold: String,
        repetitions: String,
        a_day: Counted,
        position: String,
        camera: String,
        rules: String,
        cautions: String,
        faults: String,
        major: String,
        minor: String,
        sources: String,
        seen: String,
        legend: String,
    }
}

table! {
    /// What is printed of the history.
    #[allow(missing_docs)]
    Sessions {
        none: String,
        head: [String; 8],
        recording: String,
        camera: String,
        note: String,
        under_way: String,
        ended_early: String,
        ended_unexpectedly: String,
        session: String,
        head_lines: [String; 7],
        pauses: Counted,
        pain_marks: String,
        program: String,
        cut_off: String,
        set_lines: [String; 6],
        repetitions: Counted,
        any_number: String,
        hold: String,
        own_range: String,
        range: String,
        done: String,
        judged: String,
        damaged: Counted,
        damaged_rows: Counted,
        has_note: String,
        has_mark: String,
        stays: String,
        deleted: String,
        deleted_several: String,
        nothing_deleted: String,
        nothing_to_delete: String,
        nothing_else: String,
        log: String,
        really: String,
        really_several: String,
        yes: Vec<String>,
        earlier: Counted,
    }
}

table! {
    /// What is listed of the pose models.
    #[allow(missing_docs)]
    Models { head: [String; 5], detector: String, landmarks: String, anatomy: String }
}

table! {
    /// What works on a machine, and the things that were looked at.
    #[allow(missing_docs)]
    Doctor {
        works,
        missing,
        broken,
        runtime,
        models,
        video,
        exercises,
        storage,
        camera,
        sound,
        voice,
        judges,
        judges_not,
    }
}

//! A pain-limited range lowers the target and nothing else.

use holdfast::motion::{Settings, Severity};

use crate::figure::Bridges;
use crate::outcome::{judged, judged_with};

const LESS: Settings = Settings { range: 0.7, own_range: false, hold_secs: None };

fn faults(set: Bridges, settings: Settings) -> Vec<String> {
    let outcome = judged_with("bridge", settings, &set.frames());
    assert_eq!(outcome.attempts.len(), set.repetitions);
    let mut ids: Vec<String> =
        (0..outcome.attempts.len()).flat_map(|attempt| outcome.faults(attempt)).map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn a_low_bridge_is_good_where_less_is_asked_for() {
    let low = Bridges { peak_degrees: 160.0, ..Bridges::default() };
    let outcome = judged("bridge", &low.frames());
    assert_eq!(outcome.verdicts(), ["raised partial hips-low", "raised partial hips-low", "0 of 2"]);
    let fault = &outcome.attempts[0].faults[0];
    assert_eq!(outcome.exercise.rule(fault.rule).severity, Severity::Major);
    let outcome = judged_with("bridge", LESS, &low.frames());
    assert_eq!(outcome.verdicts(), ["raised good", "raised good", "2 of 2"]);
}

#[test]
fn a_very_low_bridge_is_not_good_for_any_of_both() {
    let very_low = Bridges { peak_degrees: 145.0, ..Bridges::default() };
    let outcome = judged_with("bridge", LESS, &very_low.frames());
    assert_eq!(outcome.verdicts(), ["raised partial hips-low", "raised partial hips-low", "0 of 2"]);
}

#[test]
fn the_limit_that_is_told_is_the_lowered_one() {
    let very_low = Bridges { peak_degrees: 145.0, ..Bridges::default() };
    let outcome = judged_with("bridge", LESS, &very_low.frames());
    let limit = outcome.attempts[0].faults[0].limit.expect("a limit");
    let rest = 122.4;
    assert!((limit - (rest + 0.7 * (165.0 - rest))).abs() < 1.0, "{limit}");
}

#[test]
fn safety_faults_stay() {
    let overarched = Bridges { peak_degrees: 208.0, ..Bridges::default() };
    let hurried = Bridges { rise_secs: 0.5, ..Bridges::default() };
    let short = Bridges { hold_secs: 0.5, rise_secs: 1.0, ..Bridges::default() };
    for (set, fault) in [(overarched, "back-overarched"), (hurried, "too-fast"), (short, "hold-short")] {
        for settings in [Settings::default(), LESS] {
            assert_eq!(faults(set, settings), [fault], "range {}", settings.range);
        }
    }
}

#[test]
fn good_bridges_stay_good() {
    assert_eq!(faults(Bridges::default(), LESS), Vec::<String>::new());
}

#[test]
fn easy_attempts_set_the_range_of_those_that_follow() {
    let own = Settings { own_range: true, ..Settings::default() };
    let easy = Bridges { peak_degrees: 155.0, repetitions: 4, ..Bridges::default() };
    let outcome = judged_with("bridge", own, &easy.frames());
    assert_eq!(
        outcome.verdicts(),
        ["raised unjudged", "raised unjudged", "raised good", "raised good", "2 of 4"]
    );
    assert!(outcome.not_judged(0).contains(&"hips-low"));
}

//! What must not change a verdict: where the camera stands, how often it looks, and the model's
//! small lapses.

use std::fmt;

use holdfast::motion::{Measure, Measurements};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::figure::{Bridges, Camera};
use crate::frames::{
    Exchange, Frames, delayed, dropped, exchanged, mirrored, noisy, placed, recorded, thinned,
};
use crate::outcome::{Outcome, held_alike, judged};
use crate::traces::{TRACES, each};

/// Hold times may differ by this much (seconds).
const WITHIN_SECS: f64 = 0.1;

/// The same cases each time; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for others.
fn cases(number: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    let asked = |name: &str| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if asked("PROPTEST_CASES") { usual.cases } else { number },
        rng_seed: if asked("PROPTEST_RNG_SEED") { usual.rng_seed } else { RngSeed::Fixed(1) },
        failure_persistence: None,
        ..usual
    }
}

/// Frames to try a property on.
struct Sample {
    name: String,
    id: &'static str,
    frames: Frames,
    plain: Outcome,
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The recorded traces, then figures from the side and from both corners.
fn any_sample() -> impl Strategy<Value = Sample> {
    (0..TRACES.len() + 3).prop_map(|place| {
        let (name, id, frames) = match TRACES.get(place) {
            Some((name, id)) => (name.to_string(), *id, recorded(name)),
            None => {
                let yaw = [0.0, 35.0, -35.0][place - TRACES.len()];
                let camera = Camera { yaw, ..Camera::aside() };
                (format!("figure at {yaw}"), "bridge", Bridges { camera, ..Bridges::default() }.frames())
            }
        };
        Sample { name, id, plain: judged(id, &frames), frames }
    })
}

/// Some stretches of time with at least a second between them.
fn stretches(lengths: std::ops::Range<f64>) -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((1.0..6.0, lengths), 1..6).prop_map(|parts| {
        let mut end = -0.9;
        let mut found = Vec::new();
        for (pause, length) in parts {
            let start = end + pause;
            end = start + length;
            found.push((start, end));
        }
        found
    })
}

/// Whether the measures of two outcomes of the same frames are alike. `other` says where in the
/// second outcome a measure of the first is found, and its sign there.
fn measured_alike(
    a: &Outcome,
    b: &Outcome,
    within: f64,
    other: impl Fn(Measure) -> (Measure, f64),
) -> Result<(), String> {
    assert_eq!(a.measures.len(), b.measures.len());
    for ((time, a), (_, b)) in a.measures.iter().zip(&b.measures) {
        for measure in Measurements::all() {
            let (there, sign) = other(measure);
            let (a, b) = (a.get(measure), b.get(there).map(|value| value * sign));
            let alike = match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() <= within,
                (a, b) => a == b,
            };
            if !alike {
                return Err(format!("{} at {time}: {a:?} and {b:?}", measure.name()));
            }
        }
    }
    Ok(())
}

fn same(measure: Measure) -> (Measure, f64) {
    (measure, 1.0)
}

fn mirrored_measure(measure: Measure) -> (Measure, f64) {
    match measure {
        Measure::Sided(sided, side) => (Measure::Sided(sided, side.opposite()), 1.0),
        Measure::Whole(whole) => (measure, if whole.is_lateral() { -1.0 } else { 1.0 }),
    }
}

#[test]
fn mirroring_mirrors() {
    each(|name, id, frames, plain| {
        let mirror = judged(id, &mirrored(frames));
        assert_eq!(mirror.verdicts(), plain.mirrored_verdicts(), "{name}");
        assert_eq!(mirror.placement.near, plain.placement.near.map(|side| side.opposite()), "{name}");
        assert_eq!(mirror.placement.view, plain.placement.view, "{name}");
        held_alike(&mirror, plain, 1e-3).expect(name);
        measured_alike(&mirror, plain, 0.01, mirrored_measure).expect(name);
        for (a, b) in mirror.attempts.iter().zip(&plain.attempts) {
            let expected = if mirror.exercise.phase(b.phase).side.is_some() { -b.peak } else { b.peak };
            assert!((a.peak - expected).abs() < 0.01, "{name}: {} and {}", a.peak, b.peak);
        }
    });
}

#[test]
fn half_the_frames_show_the_same() {
    each(|name, id, frames, plain| {
        let half = judged(id, &thinned(frames));
        assert_eq!(half.verdicts(), plain.verdicts(), "{name}");
        held_alike(&half, plain, WITHIN_SECS).expect(name);
    });
}

#[test]
fn the_frame_rate_does_not_matter() {
    for (rise_secs, hold_secs) in [(1.6, 3.5), (0.9, 2.0), (2.5, 5.0)] {
        let at =
            |fps| judged("bridge", &Bridges { fps, rise_secs, hold_secs, ..Bridges::default() }.frames());
        let plain = at(120.0);
        assert_eq!(plain.repetitions.total, 2);
        for fps in [10.0, 12.5, 15.0, 24.0, 25.0, 30.0, 50.0, 60.0] {
            let other = at(fps);
            assert_eq!(other.verdicts(), plain.verdicts(), "{fps} frames a second");
            held_alike(&other, &plain, WITHIN_SECS).expect("at another frame rate");
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn scale_and_place_in_the_picture_do_not_matter(
        sample in any_sample(), scale in 0.5..3.0f64, left in 0u32..30, top in 0u32..30,
    ) {
        let Sample { id, frames, plain, .. } = sample;
        let other = judged(id, &placed(&frames, scale, left, top));
        prop_assert_eq!(other.verdicts(), plain.verdicts());
        measured_alike(&other, &plain, 0.02, same).map_err(TestCaseError::fail)?;
        held_alike(&other, &plain, 1e-3).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_clock_may_begin_anywhere(sample in any_sample(), secs in -1e5..1e6f64) {
        let Sample { id, frames, plain, .. } = sample;
        let late = judged(id, &delayed(&frames, secs));
        prop_assert_eq!(late.verdicts(), plain.verdicts());
        measured_alike(&late, &plain, 1e-6, same).map_err(TestCaseError::fail)?;
        held_alike(&late, &plain, 1e-6).map_err(TestCaseError::fail)?;
        for (a, b) in late.attempts.iter().zip(&plain.attempts) {
            for (a, b) in [
                (a.interval.start_secs, b.interval.start_secs),
                (a.interval.end_secs, b.interval.end_secs),
            ] {
                prop_assert!((a - b - secs).abs() < 1e-6, "{} and {} are not {} apart", a, b, secs);
            }
        }
        prop_assert_eq!(late.events.len(), plain.events.len());
        prop_assert!((late.coverage.judged_secs - plain.coverage.judged_secs).abs() < 1e-6);
    }
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn short_drop_outs_lose_nothing(sample in any_sample(), gone in stretches(0.05..0.5)) {
        let Sample { id, frames, plain, .. } = sample;
        let broken = judged(id, &dropped(&frames, &gone));
        prop_assert_eq!(broken.verdicts(), plain.verdicts());
        for (with, without) in broken.attempts.iter().zip(&plain.attempts) {
            let (Some(start), Some(end)) = (without.target_reached_secs, without.target_left_secs) else {
                continue;
            };
            // Where a drop-out hides the moment of reaching or leaving the target, each is a guess.
            let margin = 0.1; // of the frames beside it
            let hidden = |at: f64| gone.iter().any(|(from, to)| (from - margin..to + margin).contains(&at));
            let guesses = usize::from(hidden(start)) + usize::from(hidden(end));
            let apart = (with.hold_secs + with.unseen_secs - without.hold_secs).abs();
            prop_assert!(
                apart <= WITHIN_SECS * guesses.max(1) as f64,
                "{} and {} seconds held, {} not seen", without.hold_secs, with.hold_secs, with.unseen_secs
            );
            // What the camera did not see is not held: at least the drop-outs within a hold.
            let unseen: f64 = gone.iter().map(|(from, to)| (to.min(end) - from.max(start)).max(0.0)).sum();
            let seen = end - start - unseen;
            prop_assert!(
                with.hold_secs < seen + WITHIN_SECS,
                "{} seconds held of {} that were seen", with.hold_secs, seen
            );
        }
    }

    #[test]
    fn exchanged_sides_are_put_right(
        sample in any_sample(),
        which in prop::sample::select(vec![Exchange::All, Exchange::Legs, Exchange::UpperBody]),
        when in stretches(0.07..1.0),
    ) {
        // What the first frame calls left is left.
        let when: Vec<_> = when.into_iter().filter(|(start, _)| *start > 0.0).collect();
        let Sample { id, frames, plain, .. } = sample;
        let wrong = exchanged(&frames, which, &when);
        let repaired = judged(id, &wrong);
        prop_assert_eq!(repaired.verdicts(), plain.verdicts());
        held_alike(&repaired, &plain, 1e-6).map_err(TestCaseError::fail)?;
        let hit = |(start, end): &&(f64, f64)| frames.iter().any(|(time, _)| (*start..*end).contains(time));
        prop_assert_eq!(repaired.repaired as usize, when.iter().filter(hit).count());
    }

    #[test]
    fn noise_neither_makes_nor_loses_attempts(
        sample in any_sample(), px in 0.5..2.0f64, seed in any::<u64>(),
    ) {
        let Sample { id, frames, plain, .. } = sample;
        let shaken = judged(id, &noisy(&frames, px, seed));
        prop_assert_eq!(shaken.attempts.len(), plain.attempts.len());
        prop_assert_eq!(shaken.repetitions.total, plain.repetitions.total);
    }
}

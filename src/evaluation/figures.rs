//! The figures of many clips: by exercise and view, by exercise, by view, and of all.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::angles::mean;
use super::bootstrap::{Estimate, rounded};
use super::clip::{AttemptCounts, ClipResult, Difference, FaultCounts};

/// Limits of agreement lie so many standard deviations from the bias (Bland and Altman, 1986).
const AGREEMENT: f64 = 1.96;
/// The part of all errors below the one that is given besides the mean.
const MOST: f64 = 0.95;
/// Of fewer holds it says nothing.
const LEAST_HOLDS: usize = 20;

/// The figures of some clips.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The exercise; null for all.
    pub exercise: Option<String>,
    /// The view; null for all.
    pub view: Option<String>,
    /// Clips.
    pub clips: usize,
    /// Bodies in them.
    pub bodies: usize,
    /// Their attempts.
    pub attempts: Attempts,
    /// Their holds.
    pub holds: Holds,
    /// Their faults.
    pub faults: Faults,
    /// Their angles, by measure.
    pub angles: BTreeMap<String, Angle>,
    /// The back's curve.
    pub curve: Curve,
}

/// Attempts against the truth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attempts {
    /// How many.
    #[serde(flatten)]
    pub counts: AttemptCounts,
    /// Found of those that were made.
    pub recall: Estimate,
    /// Made of those that were found.
    pub precision: Estimate,
    /// Clips with another number of attempts than the true one.
    pub wrong_counts: usize,
    /// Their share of all clips.
    pub wrong_count_share: Estimate,
    /// The share of found attempts that were called good and were not.
    pub good_that_was_not_share: Estimate,
}

/// Hold times against what the truth allows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holds {
    /// Holds that were compared.
    pub compared: usize,
    /// The mean distance from the interval of right times.
    pub mean_error_secs: Estimate,
    /// 95 % of the holds are no farther from it; none of fewer than twenty holds.
    pub p95_error_secs: Estimate,
}

/// Faults against the truth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Faults {
    /// All of them.
    #[serde(flatten)]
    pub counts: FaultCounts,
    /// Done of those that were told.
    pub precision: Estimate,
    /// Told of those that were done.
    pub recall: Estimate,
    /// The harmonic mean of both.
    pub f1: Estimate,
    /// The share of questions that were answered with "cannot judge".
    pub refused_share: Estimate,
    /// By their ids.
    pub by_id: BTreeMap<String, FaultCounts>,
}

/// An angle against the truth. Each clip weighs the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Angle {
    /// Clips in which it was compared.
    pub clips: usize,
    /// Frames in them.
    pub frames: usize,
    /// The mean of the differences without their sign.
    pub mean_error_deg: Estimate,
    /// The mean of the differences: positive where too much is measured.
    pub bias_deg: Estimate,
    /// 95 % of the differences lie between these, if they are spread evenly about the bias.
    pub limits_of_agreement_deg: Option<[f64; 2]>,
}

/// The back's curve against its true bend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Curve {
    /// Clips in which the back moves enough.
    pub clips: usize,
    /// The mean of their correlations.
    pub r: Estimate,
}

/// The figures of clips: of each exercise and view, of what has several views or exercises, and of all at last.
pub fn figures(clips: &[ClipResult]) -> Vec<Figures> {
    let exercises: BTreeSet<&str> = clips.iter().map(|clip| clip.exercise.as_str()).collect();
    let views: BTreeSet<&str> = clips.iter().map(|clip| clip.view.as_str()).collect();
    let mut all = Vec::new();
    for exercise in &exercises {
        let of: Vec<&ClipResult> = clips.iter().filter(|clip| clip.exercise == *exercise).collect();
        let views: BTreeSet<&str> = of.iter().map(|clip| clip.view.as_str()).collect();
        for view in &views {
            let of: Vec<&ClipResult> = of.iter().copied().filter(|clip| clip.view == *view).collect();
            all.push(Figures::of(Some(exercise), Some(view), &of));
        }
        if views.len() > 1 {
            all.push(Figures::of(Some(exercise), None, &of));
        }
    }
    if exercises.len() > 1 {
        for view in views {
            let of: Vec<&ClipResult> = clips.iter().filter(|clip| clip.view == view).collect();
            all.push(Figures::of(None, Some(view), &of));
        }
        all.push(Figures::of(None, None, &clips.iter().collect::<Vec<_>>()));
    }
    all
}

impl Figures {
    fn of(exercise: Option<&str>, view: Option<&str>, clips: &[&ClipResult]) -> Self {
        let mut bodies: BTreeMap<&str, Vec<&ClipResult>> = BTreeMap::new();
        for clip in clips {
            bodies.entry(&clip.body).or_default().push(clip);
        }
        let bodies: Vec<Vec<&ClipResult>> = bodies.into_values().collect();
        Figures {
            exercise: exercise.map(str::to_owned),
            view: view.map(str::to_owned),
            clips: clips.len(),
            bodies: bodies.len(),
            attempts: attempts(clips, &bodies),
            holds: holds(clips, &bodies),
            faults: faults(clips, &bodies),
            angles: angles(clips, &bodies),
            curve: Curve {
                clips: clips.iter().filter(|clip| clip.curve_r.is_some()).count(),
                r: Estimate::of(&bodies, |clips| of_each(clips, |clip| clip.curve_r)),
            },
        }
    }
}

fn attempts(clips: &[&ClipResult], bodies: &[Vec<&ClipResult>]) -> Attempts {
    let counts = |clips: &[&ClipResult]| {
        let mut sum = AttemptCounts::default();
        clips.iter().for_each(|clip| sum.add(clip.attempts));
        sum
    };
    let wrong = |clips: &[&ClipResult]| clips.iter().filter(|clip| clip.attempts.is_wrong_count()).count();
    let estimate =
        |figure: fn(AttemptCounts) -> Option<f64>| Estimate::of(bodies, |clips| figure(counts(clips)));
    Attempts {
        counts: counts(clips),
        recall: estimate(|sum| share(sum.matched, sum.expected)),
        precision: estimate(|sum| share(sum.matched, sum.found)),
        wrong_counts: wrong(clips),
        wrong_count_share: Estimate::of(bodies, |clips| share(wrong(clips), clips.len())),
        good_that_was_not_share: estimate(|sum| share(sum.good_that_was_not, sum.found)),
    }
}

fn holds(clips: &[&ClipResult], bodies: &[Vec<&ClipResult>]) -> Holds {
    let errors = |clips: &[&ClipResult]| -> Vec<f64> {
        clips.iter().flat_map(|clip| clip.hold_errors_secs.iter().copied()).collect()
    };
    let most = |clips: &[&ClipResult]| {
        let mut errors = errors(clips);
        errors.sort_by(f64::total_cmp);
        let last = errors.len().checked_sub(1).filter(|last| *last + 1 >= LEAST_HOLDS)?;
        errors.get((MOST * last as f64) as usize).copied()
    };
    Holds {
        compared: errors(clips).len(),
        mean_error_secs: Estimate::of(bodies, |clips| mean(errors(clips).into_iter())),
        p95_error_secs: Estimate::of(bodies, most),
    }
}

fn faults(clips: &[&ClipResult], bodies: &[Vec<&ClipResult>]) -> Faults {
    let counts = |clips: &[&ClipResult]| {
        let mut sum = FaultCounts::default();
        clips.iter().flat_map(|clip| clip.faults.values()).for_each(|counts| sum.add(*counts));
        sum
    };
    let estimate =
        |figure: fn(FaultCounts) -> Option<f64>| Estimate::of(bodies, |clips| figure(counts(clips)));
    let mut by_id: BTreeMap<String, FaultCounts> = BTreeMap::new();
    for (id, counts) in clips.iter().flat_map(|clip| &clip.faults) {
        by_id.entry(id.clone()).or_default().add(*counts);
    }
    Faults {
        counts: counts(clips),
        precision: estimate(|sum| share(sum.told, sum.told + sum.told_wrongly)),
        recall: estimate(|sum| share(sum.told, sum.told + sum.missed)),
        f1: estimate(|sum| share(2 * sum.told, 2 * sum.told + sum.told_wrongly + sum.missed)),
        refused_share: estimate(|sum| share(sum.refused, sum.asked)),
        by_id,
    }
}

fn angles(clips: &[&ClipResult], bodies: &[Vec<&ClipResult>]) -> BTreeMap<String, Angle> {
    let names: BTreeSet<&String> = clips.iter().flat_map(|clip| clip.angles.keys()).collect();
    let angle = |name: &String| {
        let of = |figure: fn(&Difference) -> f64| {
            move |clips: &[&ClipResult]| of_each(clips, |clip| clip.angles.get(name).map(figure))
        };
        let compared = || clips.iter().filter_map(|clip| clip.angles.get(name));
        let (bias, mean_square) = (of(|off| off.mean)(clips), of(|off| off.mean_square)(clips));
        let spread =
            bias.zip(mean_square).map(|(bias, square)| (bias, (square - bias * bias).max(0.0).sqrt()));
        Angle {
            clips: compared().count(),
            frames: compared().map(|off| off.frames).sum(),
            mean_error_deg: Estimate::of(bodies, of(|off| off.mean_absolute)),
            bias_deg: Estimate::of(bodies, of(|off| off.mean)),
            limits_of_agreement_deg: spread
                .map(|(bias, deviation)| [-AGREEMENT, AGREEMENT].map(|far| rounded(bias + far * deviation))),
        }
    };
    names.into_iter().map(|name| (name.clone(), angle(name))).collect()
}

/// The mean over the clips that have a value.
fn of_each(clips: &[&ClipResult], value: impl Fn(&ClipResult) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = clips.iter().filter_map(|clip| value(clip)).collect();
    mean(values.into_iter())
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

#[cfg(test)]
mod tests {
    use super::super::truth::Made;
    use super::*;

    fn clip(name: &str, exercise: &str, view: &str, body: &str) -> ClipResult {
        ClipResult {
            clip: name.to_owned(),
            exercise: exercise.to_owned(),
            view: view.to_owned(),
            body: body.to_owned(),
            made: Made::Rendered,
            attempts: AttemptCounts { expected: 4, found: 4, matched: 4, ..AttemptCounts::default() },
            hold_errors_secs: vec![0.0, 0.2],
            faults: [("hips-low".to_owned(), FaultCounts { told: 2, asked: 4, ..FaultCounts::default() })]
                .into(),
            angles: BTreeMap::new(),
            curve_r: None,
        }
    }

    fn off(mean: f64, mean_square: f64) -> BTreeMap<String, Difference> {
        let off = Difference { frames: 10, mean_absolute: mean.abs(), mean, mean_square };
        [("knee_angle".to_owned(), off)].into()
    }

    #[test]
    fn there_are_rows_for_each_exercise_and_view_and_for_all_of_several() {
        let rows = |clips: &[ClipResult]| -> Vec<String> {
            let name = |figures: Figures| {
                let of = |name: Option<String>| name.unwrap_or("all".to_owned());
                format!("{} {} {}", of(figures.exercise), of(figures.view), figures.clips)
            };
            figures(clips).into_iter().map(name).collect()
        };
        let bridges = [clip("a", "bridge", "side", "x"), clip("b", "bridge", "front", "x")];
        assert_eq!(rows(&bridges[..1]), ["bridge side 1"]);
        assert_eq!(rows(&bridges), ["bridge front 1", "bridge side 1", "bridge all 2"]);
        let march = [&bridges[..], &[clip("c", "march", "side", "y")]].concat();
        let expected = ["march side 1", "all front 1", "all side 2", "all all 3"];
        assert_eq!(rows(&march)[3..], expected);
        assert!(rows(&[]).is_empty());
    }

    #[test]
    fn counts_are_summed_and_shares_taken_of_the_sums() {
        let mut clips = [clip("a", "bridge", "side", "x"), clip("b", "bridge", "side", "y")];
        clips[1].attempts =
            AttemptCounts { expected: 6, found: 5, matched: 4, good_that_was_not: 1, good_for_nothing: 1 };
        clips[1].faults = [(
            "hips-low".to_owned(),
            FaultCounts { told: 0, told_wrongly: 1, missed: 1, asked: 4, refused: 2 },
        )]
        .into();
        let of = &figures(&clips)[0];
        assert_eq!((of.clips, of.bodies), (2, 2));
        assert_eq!(of.attempts.recall.value, Some(0.8));
        assert_eq!(of.attempts.recall.interval, Some([0.6667, 1.0]));
        assert_eq!(of.attempts.precision.value, Some(0.8889));
        assert_eq!((of.attempts.wrong_counts, of.attempts.wrong_count_share.value), (1, Some(0.5)));
        assert_eq!(of.attempts.good_that_was_not_share.value, Some(0.1111));
        assert_eq!((of.faults.precision.value, of.faults.f1.value), (Some(0.6667), Some(0.6667)));
        assert_eq!((of.faults.refused_share.value, of.faults.by_id["hips-low"].refused), (Some(0.25), 2));
    }

    #[test]
    fn holds_have_a_mean_and_what_most_do_not_exceed() {
        let mut clips = [clip("a", "bridge", "side", "x")];
        clips[0].hold_errors_secs = (0..=100).map(f64::from).collect();
        let (few, _) = clips[0].hold_errors_secs.split_at(19);
        let few = [ClipResult { hold_errors_secs: few.to_vec(), ..clips[0].clone() }];
        assert_eq!(figures(&few)[0].holds.p95_error_secs.value, None);
        let holds = &figures(&clips)[0].holds;
        assert_eq!(
            (holds.compared, holds.mean_error_secs.value, holds.p95_error_secs.value),
            (101, Some(50.0), Some(95.0))
        );
    }

    #[test]
    fn agreement_is_the_bias_and_what_most_differences_keep_to() {
        let mut clips = [clip("a", "bridge", "side", "x"), clip("b", "bridge", "side", "y")];
        clips[0].angles = off(3.0, 13.0);
        clips[1].angles = off(1.0, 5.0);
        let angle = &figures(&clips)[0].angles["knee_angle"];
        assert_eq!((angle.clips, angle.frames), (2, 20));
        assert_eq!((angle.mean_error_deg.value, angle.bias_deg.value), (Some(2.0), Some(2.0)));
        // The standard deviation is the root of 9 - 4.
        assert_eq!(angle.limits_of_agreement_deg, Some([-2.3827, 6.3827]));
    }

    #[test]
    fn where_nothing_was_compared_nothing_is_known() {
        let mut clips = [clip("a", "bridge", "side", "x")];
        (clips[0].attempts, clips[0].faults) = (AttemptCounts::default(), BTreeMap::new());
        let of = &figures(&clips)[0];
        assert_eq!((of.attempts.recall.value, of.faults.f1.value, of.curve.r.value), (None, None, None));
    }
}

//! The driving measures over time, at ten samples a second: enough for the curve of a movement that
//! takes seconds.

use super::packing;
use crate::frame::LATEST_SECS;
use crate::motion::{Exercise, Measure, Measurements, Side, Unit};

/// Samples a second.
pub(super) const STEPS_PER_SEC: f64 = 10.0;

/// A missing sample between two frames is filled with the value before for so many steps: frames can
/// come slower than samples. After that, nothing was seen.
const FILLED_STEPS: i64 = 5;

/// A longer stretch without a frame, in steps, is not filled at all: what comes after it is a piece of its
/// own. A clock that jumps must not fill the disk.
pub(super) const LONGEST_FILLED: i64 = 600;

/// No set has a later step.
pub(super) const LAST_STEP: i64 = (LATEST_SECS * STEPS_PER_SEC) as i64;

/// In place of a value that was not seen.
const UNSEEN: i32 = -32_768;

/// A measure over a set, or over a part of it: a long stretch without frames parts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The measure.
    pub measure: Measure,
    /// When the first value was measured, in seconds since the session began.
    pub start_secs: f64,
    /// Seconds from one value to the next.
    pub step_secs: f64,
    /// The values in the measure's unit; none where it was not seen.
    pub values: Vec<Option<f64>>,
}

impl Trace {
    /// The value at a time, in seconds since the session began.
    pub fn at(&self, at_secs: f64) -> Option<f64> {
        let step = ((at_secs - self.start_secs) / self.step_secs).round();
        let value = (step >= 0.0).then(|| self.values.get(step as usize));
        value.flatten().copied().flatten()
    }

    /// The trace of a piece: the step at which it begins, and its samples.
    pub(super) fn of_piece(measure: Measure, set_start_secs: f64, (first, samples): Piece) -> Self {
        let values = samples.into_iter().map(|sample| value(measure, sample)).collect();
        let start_secs = set_start_secs + first as f64 / STEPS_PER_SEC;
        Self { measure, start_secs, step_secs: 1.0 / STEPS_PER_SEC, values }
    }
}

/// The step at which a piece of a trace begins, and its samples.
pub(super) type Piece = (i64, Vec<i32>);

/// Joins pieces that are sorted by their first step, with what lies between them, where that is not long.
/// Where two overlap, the later is right.
pub(super) fn joined(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for (from, piece) in pieces {
        if let Some((first, samples)) = joined.last_mut()
            && from - *first - samples.len() as i64 <= LONGEST_FILLED
        {
            samples.resize(usize::try_from(from - *first).unwrap_or(0), UNSEEN);
            samples.extend(piece);
        } else {
            joined.push((from, piece));
        }
    }
    joined
}

pub(super) fn pack(samples: Vec<i32>) -> Vec<u8> {
    packing::pack(&[samples])
}

pub(super) fn unpack(packed: &[u8]) -> Option<Vec<i32>> {
    packing::unpack(packed)?.pop()
}

/// The measures that drive an exercise; both sides' where the near one is not known.
pub(super) fn driving(exercise: &Exercise, near: Option<Side>) -> Vec<Measure> {
    let mut measures = Vec::new();
    for phase in &exercise.phases {
        let resolve = |near| phase.measure.resolve(near, phase.side);
        let found = match resolve(near) {
            Some(measure) => vec![measure],
            None => Side::BOTH.into_iter().filter_map(|side| resolve(Some(side))).collect(),
        };
        for measure in found {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
    }
    measures
}

/// Takes the frames of a set and keeps samples of its driving measures.
#[derive(Debug)]
pub(super) struct Sampler {
    set_start_secs: f64,
    measures: Vec<Measure>,
    last: Option<(i64, Vec<i32>)>,
    pending: Vec<Sampled>,
}

/// The step at which a piece begins, and each measure's samples.
#[derive(Debug)]
struct Sampled {
    first_step: i64,
    samples: Vec<Vec<i32>>,
}

impl Sampler {
    pub(super) fn new(exercise: &Exercise, set_start_secs: f64) -> Self {
        Self { set_start_secs, measures: driving(exercise, None), last: None, pending: Vec::new() }
    }

    pub(super) fn take(&mut self, at_secs: f64, measured: &Measurements) {
        let step = ((at_secs - self.set_start_secs) * STEPS_PER_SEC + 1e-6).floor() as i64;
        let before = self.last.as_ref().map_or(step - 1, |(last, _)| *last);
        if step <= before {
            return; // the first frame of a step stands for it
        }
        let now: Vec<i32> =
            self.measures.iter().map(|measure| sample(*measure, measured.get(*measure))).collect();
        let missing = step - before - 1;
        if self.pending.is_empty() {
            self.begin(before + 1);
        }
        if missing > LONGEST_FILLED {
            self.fill(1, None); // the curve ends here
            self.begin(step);
        } else if missing > 0 {
            let filled = self.last.take().map(|(_, values)| values).filter(|_| missing < FILLED_STEPS);
            self.fill(missing, filled.as_deref());
        }
        self.fill(1, Some(&now));
        self.last = Some((step, now));
    }

    /// The samples since the last time: the step at which a piece begins, its measure and its samples.
    pub(super) fn pending(&self) -> impl Iterator<Item = (i64, Measure, &Vec<i32>)> {
        self.pending.iter().flat_map(|piece| {
            let filled = self.measures.iter().copied().zip(&piece.samples);
            filled.map(|(measure, samples)| (piece.first_step, measure, samples))
        })
    }

    /// The samples have been kept.
    pub(super) fn clear(&mut self) {
        self.pending.clear();
    }

    fn begin(&mut self, first_step: i64) {
        self.pending.push(Sampled { first_step, samples: vec![Vec::new(); self.measures.len()] });
    }

    /// Adds the same value of each measure for some steps; none where nothing was seen.
    fn fill(&mut self, steps: i64, values: Option<&[i32]>) {
        let Some(piece) = self.pending.last_mut() else { return };
        for (place, samples) in piece.samples.iter_mut().enumerate() {
            let value = values.and_then(|values| values.get(place)).copied().unwrap_or(UNSEEN);
            samples.extend((0..steps).map(|_| value));
        }
    }
}

fn sample(measure: Measure, value: Option<f64>) -> i32 {
    let greatest = f64::from(-(UNSEEN + 1));
    value
        .filter(|value| value.is_finite())
        .map_or(UNSEEN, |value| (value / quantum(measure)).round().clamp(-greatest, greatest) as i32)
}

fn value(measure: Measure, sample: i32) -> Option<f64> {
    (sample != UNSEEN).then(|| f64::from(sample) * quantum(measure))
}

/// The least difference that is kept, in the measure's unit; a pose model errs by ten times as much.
fn quantum(measure: Measure) -> f64 {
    match measure.unit() {
        Unit::Degrees => 0.1,
        Unit::TorsoLengths => 0.001,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::WholeMeasure;

    const CURVE: Measure = Measure::Whole(WholeMeasure::SpineCurvature);

    fn sampler() -> Sampler {
        Sampler { set_start_secs: 2.0, measures: vec![CURVE], last: None, pending: Vec::new() }
    }

    fn take(sampler: &mut Sampler, at_secs: f64, value: Option<f64>) {
        let mut measured = Measurements::NONE;
        measured.set(CURVE, value);
        sampler.take(at_secs, &measured);
    }

    fn drain(sampler: &mut Sampler) -> Vec<Piece> {
        let pieces = sampler.pending().map(|(first, _, samples)| (first, samples.clone())).collect();
        sampler.clear();
        pieces
    }

    fn stored(pieces: Vec<Piece>) -> Vec<Piece> {
        let packed = |(from, samples)| (from, unpack(&pack(samples)).expect("sound"));
        pieces.into_iter().map(packed).collect()
    }

    #[test]
    fn frames_become_ten_samples_a_second_and_gaps_stay_gaps() {
        let mut sampler = sampler();
        for frame in 0..15 {
            take(&mut sampler, 2.0 + f64::from(frame) / 30.0, Some(f64::from(frame) / 1000.0));
        }
        let first = drain(&mut sampler).remove(0);
        assert_eq!(first, (0, vec![0, 3, 6, 9, 12]));
        take(&mut sampler, 2.7, None); // 2.5 and 2.6 had no frame
        take(&mut sampler, 4.0, Some(0.05));
        let second = drain(&mut sampler).remove(0);
        assert_eq!(second.0, 5);
        assert_eq!(second.1[..3], [12, 12, UNSEEN]);
        assert_eq!((second.1.len(), second.1[15]), (16, 50));
        assert!(second.1[2..15].iter().all(|sample| *sample == UNSEEN));

        let joined = joined(stored(vec![first, second]));
        assert_eq!(joined.len(), 1);
        let trace = Trace::of_piece(CURVE, 2.0, joined.into_iter().next().expect("one"));
        assert_eq!((trace.start_secs, trace.values.len()), (2.0, 21));
        assert_eq!((trace.values[4], trace.values[7], trace.values[20]), (Some(0.012), None, Some(0.05)));
        assert_eq!(
            (trace.at(2.41), trace.at(2.71), trace.at(1.0), trace.at(9.0)),
            (Some(0.012), None, None, None)
        );
    }

    #[test]
    fn a_clock_that_jumps_parts_the_trace_and_fills_nothing() {
        let mut sampler = sampler();
        for at_secs in [2.0, 2.1, 1e8, 1e8 + 0.1] {
            take(&mut sampler, at_secs, Some(0.003));
        }
        let later = ((1e8 - 2.0) * STEPS_PER_SEC) as i64;
        let expected = vec![(0, vec![3, 3, UNSEEN]), (later, vec![3, 3])];
        let pieces = drain(&mut sampler);
        assert_eq!(pieces, expected);
        assert_eq!(joined(stored(pieces)), expected);

        // The same with the first part on the disk already.
        take(&mut sampler, 2e8, Some(0.003));
        let pieces = drain(&mut sampler);
        assert_eq!(pieces[0], (later + 2, vec![UNSEEN]));
        assert_eq!(pieces[1].1, [3]);
    }

    #[test]
    fn up_to_a_minute_without_frames_stays_in_one_piece() {
        let mut sampler = sampler();
        take(&mut sampler, 2.0, Some(0.003));
        take(&mut sampler, 62.1, Some(0.003));
        take(&mut sampler, 122.3, Some(0.003));
        let pieces = drain(&mut sampler);
        assert_eq!(pieces.iter().map(|(_, samples)| samples.len()).collect::<Vec<_>>(), [603, 1]);
    }

    #[test]
    fn values_beyond_what_a_sample_can_hold_stop_at_its_end() {
        assert_eq!(sample(CURVE, Some(1e9)), 32_767);
        assert_eq!(sample(CURVE, Some(f64::NAN)), UNSEEN);
        assert_eq!(value(CURVE, UNSEEN), None);
    }
}

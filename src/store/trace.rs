//! The driving measures over time, at ten samples a second: enough for the curve of a movement that
//! takes seconds.

use super::packing;
use crate::motion::{Exercise, Measure, Measurements, Side, Unit};

/// Samples a second.
pub(super) const STEPS_PER_SEC: f64 = 10.0;

/// A missing sample between two frames is filled with the value before for so many steps: frames can
/// come slower than samples. After that, nothing was seen.
const FILLED_STEPS: i64 = 5;

/// In place of a value that was not seen.
const UNSEEN: i32 = -32_768;

/// A measure over a set.
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

    /// Joins pieces: the step at which each begins, and its samples. They are sorted by the former.
    pub(super) fn joined(measure: Measure, set_start_secs: f64, pieces: &[(i64, Vec<i32>)]) -> Self {
        let first = pieces.first().map_or(0, |(first, _)| *first);
        let values = samples(pieces).into_iter().map(|sample| value(measure, sample)).collect();
        let start_secs = set_start_secs + first as f64 / STEPS_PER_SEC;
        Self { measure, start_secs, step_secs: 1.0 / STEPS_PER_SEC, values }
    }
}

/// The samples of pieces that are sorted by their first step, with what lies between them. Where two
/// overlap, the later is right.
pub(super) fn samples(pieces: &[(i64, Vec<i32>)]) -> Vec<i32> {
    let first = pieces.first().map_or(0, |(first, _)| *first);
    let mut samples: Vec<i32> = Vec::new();
    for (from, piece) in pieces {
        let place = usize::try_from(from - first).unwrap_or(0);
        samples.resize(place, UNSEEN);
        samples.extend(piece);
    }
    samples
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
    first_step: i64,
    samples: Vec<Vec<i32>>,
}

impl Sampler {
    pub(super) fn new(exercise: &Exercise, set_start_secs: f64) -> Self {
        let measures = driving(exercise, None);
        let samples = vec![Vec::new(); measures.len()];
        Self { set_start_secs, measures, last: None, first_step: 0, samples }
    }

    pub(super) fn take(&mut self, at_secs: f64, measured: &Measurements) {
        let step = ((at_secs - self.set_start_secs) * STEPS_PER_SEC + 1e-6).floor() as i64;
        let before = self.last.as_ref().map_or(step - 1, |(last, _)| *last);
        if step <= before {
            return; // the first frame of a step stands for it
        }
        let now: Vec<i32> =
            self.measures.iter().map(|measure| sample(*measure, measured.get(*measure))).collect();
        if self.samples.first().is_none_or(Vec::is_empty) {
            self.first_step = before + 1;
        }
        for (place, samples) in self.samples.iter_mut().enumerate() {
            let filled = match &self.last {
                Some((_, values)) if step - before <= FILLED_STEPS => values[place],
                _ => UNSEEN,
            };
            samples.extend((before + 1..step).map(|_| filled));
            samples.push(now[place]);
        }
        self.last = Some((step, now));
    }

    /// The samples since the last time: the step at which they begin, and each measure's.
    pub(super) fn pending(&self) -> (i64, impl Iterator<Item = (Measure, &Vec<i32>)>) {
        let filled = self.measures.iter().copied().zip(&self.samples);
        (self.first_step, filled.filter(|(_, samples)| !samples.is_empty()))
    }

    /// The samples have been kept.
    pub(super) fn clear(&mut self) {
        self.samples.iter_mut().for_each(Vec::clear);
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
        Sampler {
            set_start_secs: 2.0,
            measures: vec![CURVE],
            last: None,
            first_step: 0,
            samples: vec![Vec::new()],
        }
    }

    fn take(sampler: &mut Sampler, at_secs: f64, value: Option<f64>) {
        let mut measured = Measurements::NONE;
        measured.set(CURVE, value);
        sampler.take(at_secs, &measured);
    }

    fn drain(sampler: &mut Sampler) -> (i64, Vec<i32>) {
        let (first, mut pieces) = sampler.pending();
        let samples = pieces.next().expect("samples").1.clone();
        drop(pieces);
        sampler.clear();
        (first, samples)
    }

    #[test]
    fn frames_become_ten_samples_a_second_and_gaps_stay_gaps() {
        let mut sampler = sampler();
        for frame in 0..15 {
            take(&mut sampler, 2.0 + f64::from(frame) / 30.0, Some(f64::from(frame) / 1000.0));
        }
        let first = drain(&mut sampler);
        assert_eq!(first, (0, vec![0, 3, 6, 9, 12]));
        take(&mut sampler, 2.7, None); // 2.5 and 2.6 had no frame
        take(&mut sampler, 4.0, Some(0.05));
        let second = drain(&mut sampler);
        assert_eq!(second.0, 5);
        assert_eq!(second.1[..3], [12, 12, UNSEEN]);
        assert_eq!((second.1.len(), second.1[15]), (16, 50));
        assert!(second.1[2..15].iter().all(|sample| *sample == UNSEEN));

        let pieces = [first, second].map(|(from, samples)| (from, unpack(&pack(samples)).expect("sound")));
        let trace = Trace::joined(CURVE, 2.0, &pieces);
        assert_eq!((trace.start_secs, trace.values.len()), (2.0, 21));
        assert_eq!((trace.values[4], trace.values[7], trace.values[20]), (Some(0.012), None, Some(0.05)));
        assert_eq!(
            (trace.at(2.41), trace.at(2.71), trace.at(1.0), trace.at(9.0)),
            (Some(0.012), None, None, None)
        );
    }

    #[test]
    fn values_beyond_what_a_sample_can_hold_stop_at_its_end() {
        assert_eq!(sample(CURVE, Some(1e9)), 32_767);
        assert_eq!(sample(CURVE, Some(f64::NAN)), UNSEEN);
        assert_eq!(value(CURVE, UNSEEN), None);
    }
}

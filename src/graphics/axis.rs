//! The axes of charts: which values they show, where each lies, and which numbers stand beside them.

/// Seconds from one time beside an axis to the next; beyond these, multiples of the last.
const TIME_STEPS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0];

/// Values from the least to the greatest, on a straight line of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    values: (f64, f64),
    places: (f64, f64),
}

impl Axis {
    /// The least of the values lies at the first of the places, the greatest at the second.
    pub fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { values, places }
    }

    /// Where a value lies; at an end where it is beyond that, and in the middle where all values are one.
    pub fn place(&self, value: f64) -> f64 {
        let ((low, high), (start, end)) = (self.values, self.places);
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        start + share * (end - start)
    }
}

/// The least and the greatest value; none where there is no value.
pub fn span(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .into_iter()
        .map(|value| (value, value))
        .reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
}

/// A span with a share of its length added at both ends; one that is shorter than `least` counts as that long.
pub fn with_air((low, high): (f64, f64), share: f64, least: f64) -> (f64, f64) {
    let air = share * (high - low).max(least);
    (low - air, high + air)
}

/// Round numbers within a span, about so many, and the step from one to the next: 1, 2, 5, 10, 20 ...
pub fn ticks((low, high): (f64, f64), about: f64) -> (f64, Vec<f64>) {
    let step = round_step((high - low) / about);
    let first = (low / step).ceil() as i64;
    (step, (first..).map(|place| place as f64 * step).take_while(|tick| *tick <= high).collect())
}

/// Round times within a span of seconds, at most so many steps, each with how it is written: `1:05`.
pub fn times((from_secs, to_secs): (f64, f64), most: f64) -> Vec<(f64, String)> {
    let step = time_step((to_secs - from_secs) / most);
    let first = (from_secs / step).ceil() as i64;
    let times = (first..).map(|place| place as f64 * step).take_while(|secs| *secs <= to_secs + 1e-9);
    times.map(|secs| (secs, format!("{}:{:02}", secs as u64 / 60, secs as u64 % 60))).collect()
}

fn time_step(least_secs: f64) -> f64 {
    let last = TIME_STEPS[TIME_STEPS.len() - 1];
    TIME_STEPS
        .into_iter()
        .find(|step| *step >= least_secs)
        .unwrap_or_else(|| (least_secs / last).ceil() * last)
}

fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    steps.into_iter().find(|step| *step >= least * 0.999).unwrap_or(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([0.013, 0.2, 17.0, 50.0, 51.0].map(round_step), [0.02, 0.2, 20.0, 50.0, 100.0]);
        assert_eq!([4.9, 5.0, 301.0, 3590.0].map(time_step), [5.0, 5.0, 600.0, 3600.0]);
    }

    #[test]
    fn values_lie_between_the_ends() {
        let axis = Axis::new((10.0, 20.0), (200.0, 100.0));
        assert_eq!([10.0, 15.0, 20.0, 99.0].map(|value| axis.place(value)), [200.0, 150.0, 100.0, 100.0]);
        assert_eq!(Axis::new((1.0, 1.0), (0.0, 8.0)).place(1.0), 4.0);
    }

    #[test]
    fn spans_hold_all_values_and_some_air() {
        assert_eq!(span([3.0, -1.0, 2.0]), Some((-1.0, 3.0)));
        assert_eq!(span([]), None);
        assert_eq!(with_air((1.0, 1.0), 0.5, 4.0), (-1.0, 3.0));
        assert_eq!(ticks((-1.0, 3.0), 4.0), (1.0, vec![-1.0, 0.0, 1.0, 2.0, 3.0]));
    }

    #[test]
    fn times_are_written_as_on_a_clock() {
        let told: Vec<String> = times((50.0, 130.0), 4.0).into_iter().map(|(_, told)| told).collect();
        assert_eq!(told, ["1:00", "1:30", "2:00"]);
    }
}

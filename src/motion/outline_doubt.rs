//! Whether an outline is a back's. From a corner behind the feet, the seat stands before the back, and the outline jumps
//! from one to the other.

use super::timing::elapsed_secs;

/// Curves are compared at this distance, in seconds: longer than between two looks at the outline.
const STEP_SECS: f64 = 0.13;

/// Faster than this, in lengths of the trunk a second, no back changes its curve. In rendered films, the fastest cat changes
/// it by 0.2; outlines that jump from seat to back, by 0.3 to 0.45.
const FASTEST: f64 = 0.3;

/// So long after a jump (seconds) an outline is not believed.
const DOUBTED_SECS: f64 = 1.0;

/// Follows the curve of an outline.
#[derive(Debug, Clone, Default)]
pub struct OutlineDoubt {
    last: Option<(f64, f64)>,
    jumped_secs: Option<f64>,
}

impl OutlineDoubt {
    /// Takes a frame's curve, and gives it back where it can be a back's.
    pub fn follow(&mut self, time_secs: f64, curve: Option<f64>) -> Option<f64> {
        let curve = curve?;
        let (last_secs, last) = *self.last.get_or_insert((time_secs, curve));
        let elapsed = elapsed_secs(last_secs, time_secs);
        if elapsed >= STEP_SECS {
            if elapsed < DOUBTED_SECS && (curve - last).abs() > FASTEST * elapsed {
                self.jumped_secs = Some(time_secs);
            }
            self.last = Some((time_secs, curve));
        }
        let is_doubted =
            self.jumped_secs.is_some_and(|jumped| elapsed_secs(jumped, time_secs) < DOUBTED_SECS);
        (!is_doubted).then_some(curve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a curve at 15 frames a second, how many of its frames are believed.
    fn believed(curve: impl Fn(f64) -> f64) -> usize {
        let mut doubt = OutlineDoubt::default();
        (0..60)
            .filter(|frame| {
                let time_secs = f64::from(*frame) / 15.0;
                doubt.follow(time_secs, Some(curve(time_secs))).is_some()
            })
            .count()
    }

    #[test]
    fn a_back_that_moves_is_believed_and_one_that_jumps_is_not() {
        assert_eq!(believed(|time| 0.04 * (3.0 * time).sin()), 60, "0.12 a second at most");
        let jumps = believed(|time| if time < 2.0 { 0.0 } else { 0.1 });
        assert_eq!(jumps, 45, "a second of four");
    }

    #[test]
    fn after_a_gap_nothing_has_jumped() {
        let mut doubt = OutlineDoubt::default();
        assert_eq!(doubt.follow(0.0, Some(0.0)), Some(0.0));
        assert_eq!(doubt.follow(1.0, None), None);
        assert_eq!(doubt.follow(2.0, Some(0.3)), Some(0.3));
    }
}

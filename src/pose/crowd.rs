//! Counts the people in the picture, about once a second: the detector costs about as much as following
//! the body.

use super::region::Region;

/// How often people are counted, in seconds.
const EVERY_SECS: f64 = 1.0;

/// Two regions whose middles are nearer than this share of their side are of one body, found twice.
const SAME_BODY: f64 = 0.25;

/// Follows how many people there are.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    counted_secs: Option<f64>,
    last: u32,
    before: u32,
}

impl Crowd {
    /// Whether it is time to count.
    pub(super) fn is_due(&self, time_secs: f64) -> bool {
        self.counted_secs.is_none_or(|counted| !(0.0..EVERY_SECS).contains(&(time_secs - counted)))
    }

    /// Takes the regions that were found in the whole picture, the surest first.
    pub(super) fn count(&mut self, time_secs: f64, found: &[Region]) {
        let mut bodies: Vec<Region> = Vec::new();
        for region in found {
            let is_same = |body: &Region| {
                body.centre.to(region.centre).length() < SAME_BODY * body.side_px.max(region.side_px)
            };
            if !bodies.iter().any(is_same) {
                bodies.push(*region);
            }
        }
        self.counted_secs = Some(time_secs);
        self.before = self.last;
        self.last = u32::try_from(bodies.len()).unwrap_or(u32::MAX);
    }

    /// How many there are; `None` before the first count. A person whom only one count found may be a
    /// mistake of the detector.
    pub(super) fn people(&self) -> Option<u32> {
        self.counted_secs.map(|_| self.last.min(self.before.max(1)))
    }

    /// Forgets everybody.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::Point;

    fn at(x: f64) -> Region {
        Region { centre: Point::new(x, 100.0), side_px: 200.0, rotation: 0.0 }
    }

    #[test]
    fn a_second_person_is_believed_when_counted_twice() {
        let mut crowd = Crowd::default();
        assert_eq!(crowd.people(), None);
        crowd.count(0.0, &[at(100.0)]);
        crowd.count(1.0, &[at(100.0), at(400.0)]);
        assert_eq!(crowd.people(), Some(1));
        crowd.count(2.0, &[at(400.0), at(100.0)]);
        assert_eq!(crowd.people(), Some(2));
        crowd.count(3.0, &[]);
        assert_eq!(crowd.people(), Some(0));
    }

    #[test]
    fn one_body_found_twice_is_one() {
        let mut crowd = Crowd::default();
        for time_secs in [0.0, 1.0] {
            crowd.count(time_secs, &[at(100.0), at(120.0)]);
        }
        assert_eq!(crowd.people(), Some(1));
    }

    #[test]
    fn people_are_counted_once_a_second_and_anew_in_another_recording() {
        let mut crowd = Crowd::default();
        assert!(crowd.is_due(5.0));
        crowd.count(5.0, &[]);
        assert!(!crowd.is_due(5.9));
        assert!(crowd.is_due(6.0));
        assert!(crowd.is_due(0.0));
    }
}

//! How old pictures were when they were shown.

use std::time::Duration;

/// Ages above this are counted as this, in milliseconds.
const OLDEST_MS: usize = 5000;

/// A count of ages, to the millisecond.
#[derive(Debug, Clone)]
pub struct Ages {
    counts: Vec<u64>,
    total: u64,
}

impl Default for Ages {
    fn default() -> Self {
        Self { counts: vec![0; OLDEST_MS + 1], total: 0 }
    }
}

impl Ages {
    /// Counts one.
    pub fn add(&mut self, age: Duration) {
        let place = usize::try_from(age.as_millis()).unwrap_or(OLDEST_MS).min(OLDEST_MS);
        self.counts[place] += 1;
        self.total += 1;
    }

    /// The age, in milliseconds, that this percentage of the pictures did not exceed; `None` before the
    /// first.
    pub fn percentile_ms(&self, percent: f64) -> Option<u64> {
        let wanted = ((self.total as f64 * percent / 100.0).ceil() as u64).max(1);
        let mut sum = 0;
        let place = self.counts.iter().position(|count| {
            sum += count;
            sum >= wanted
        })?;
        Some(place as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_ages_that_occurred() {
        let mut ages = Ages::default();
        assert_eq!(ages.percentile_ms(50.0), None);
        for millis in 1..=100 {
            ages.add(Duration::from_millis(millis));
        }
        assert_eq!((ages.percentile_ms(50.0), ages.percentile_ms(95.0)), (Some(50), Some(95)));
        ages.add(Duration::from_secs(3600));
        assert_eq!(ages.percentile_ms(100.0), Some(5000));
    }
}

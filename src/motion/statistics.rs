//! Order statistics.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The median: the middle value, or the mean of the two middle ones; `None` of no values.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let values = sorted(values);
    let upper = values.get(values.len() / 2)?;
    Some((values[(values.len() - 1) / 2] + upper) / 2.0)
}

/// The median as one of the values: of two middle ones the greater; `None` of no values.
pub fn middle(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let values = sorted(values);
    values.get(values.len() / 2).copied()
}

/// The value below which a part of the values lies, from 0 to 1; `None` of no values.
pub fn quantile(values: impl IntoIterator<Item = f64>, part: f64) -> Option<f64> {
    let values = sorted(values);
    let place = (part * values.len() as f64) as usize;
    values.get(place.min(values.len().checked_sub(1)?)).copied()
}

/// The value that is there most often, of several the one met first; `None` of no values.
pub fn most_frequent<T: PartialEq>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// A quantile of values that come one by one; each costs the logarithm of their number.
#[derive(Debug, Clone)]
pub struct RunningQuantile {
    /// The part of the values that lies below it: numerator and denominator.
    part: (usize, usize),
    below: BinaryHeap<Value>,
    above: BinaryHeap<Reverse<Value>>,
}

impl RunningQuantile {
    /// A quantile below which this part (numerator and denominator) of all values lies.
    pub fn new(part: (usize, usize)) -> Self {
        Self { part, below: BinaryHeap::new(), above: BinaryHeap::new() }
    }

    /// Takes a value.
    pub fn insert(&mut self, value: f64) {
        let value = Value(value);
        if self.above.peek().is_some_and(|Reverse(least)| value >= *least) {
            self.above.push(Reverse(value));
        } else {
            self.below.push(value);
        }
        let (numerator, denominator) = self.part;
        let belongs_below = (self.below.len() + self.above.len()) * numerator / denominator;
        while self.below.len() > belongs_below
            && let Some(greatest) = self.below.pop()
        {
            self.above.push(Reverse(greatest));
        }
        while self.below.len() < belongs_below
            && let Some(Reverse(least)) = self.above.pop()
        {
            self.below.push(least);
        }
    }

    /// The quantile: the value at the place in their order that the part gives; `None` before the first.
    pub fn get(&self) -> Option<f64> {
        self.above.peek().map(|Reverse(value)| value.0)
    }
}

/// A number in the total order of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Value(f64);

impl Eq for Value {}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_lies_in_the_middle() {
        assert_eq!([median([]), middle([])], [None, None]);
        assert_eq!([median([3.0, 1.0, 2.0]), middle([3.0, 1.0, 2.0])], [Some(2.0), Some(2.0)]);
        assert_eq!([median([4.0, 1.0]), middle([4.0, 1.0])], [Some(2.5), Some(4.0)]);
    }

    #[test]
    fn it_is_the_value_at_its_place_in_the_order() {
        for part in [(1, 2), (3, 4)] {
            let (mut running, mut all) = (RunningQuantile::new(part), Vec::new());
            assert_eq!(running.get(), None);
            for n in 0..200_u32 {
                let value = f64::from(n * 7919 % 101);
                running.insert(value);
                all.push(value);
                all.sort_by(f64::total_cmp);
                assert_eq!(running.get(), Some(all[all.len() * part.0 / part.1]));
            }
        }
    }
}

//! A long curve in few points that still shows every peak and every gap.

use crate::graphics::axis::Axis;
use crate::motion::Point;
use crate::report::session::Curve;

/// Points of the page that share a least and a greatest value.
const COLUMN: f64 = 0.75;

/// The curve within a span of seconds, as lines. In each column
/// only the least and the greatest value are kept, in the order in which they came; where nothing
/// was seen, the line breaks.
pub(super) fn lines(curve: &Curve, span: (f64, f64), x: Axis, y: Axis) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let mut line: Vec<Point> = Vec::new();
    let mut column: Option<Column> = None;
    for (secs, value) in curve.time_secs.iter().zip(&curve.values) {
        if !(span.0..=span.1).contains(secs) {
            continue;
        }
        let Some(value) = value else {
            line.extend(column.take().into_iter().flat_map(Column::points));
            lines.push(std::mem::take(&mut line));
            continue;
        };
        let point = Point::new(x.place(*secs), y.place(*value));
        match &mut column {
            Some(column) if point.x < column.least.x.min(column.greatest.x) + COLUMN => column.take(point),
            _ => {
                line.extend(
                    column
                        .replace(Column { least: point, greatest: point })
                        .into_iter()
                        .flat_map(Column::points),
                );
            }
        }
    }
    line.extend(column.into_iter().flat_map(Column::points));
    lines.push(line);
    lines.retain(|line| line.len() > 1);
    lines
}

struct Column {
    least: Point,
    greatest: Point,
}

impl Column {
    fn take(&mut self, point: Point) {
        if point.y < self.least.y {
            self.least = point;
        }
        if point.y > self.greatest.y {
            self.greatest = point;
        }
    }

    fn points(self) -> Vec<Point> {
        let (first, last) = if self.least.x <= self.greatest.x {
            (self.least, self.greatest)
        } else {
            (self.greatest, self.least)
        };
        if first == last { vec![first] } else { vec![first, last] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Unit;

    fn curve(values: Vec<Option<f64>>) -> Curve {
        Curve {
            measure: "trunk_rotation".to_string(),
            unit: Unit::Degrees,
            rest: None,
            targets: Vec::new(),
            peaks_from_rest: false,
            mean_error: None,
            correlation: None,
            corrected_within: None,
            time_secs: (0..values.len()).map(|i| i as f64 / 30.0).collect(),
            values,
        }
    }

    fn across(secs: f64) -> Axis {
        Axis::new((0.0, secs), (0.0, 500.0))
    }

    fn up() -> Axis {
        Axis::new((-10.0, 10.0), (-100.0, 100.0))
    }

    #[test]
    fn a_long_curve_keeps_its_peaks_and_is_short() {
        let frames = 54_000;
        let mut values: Vec<Option<f64>> = (0..frames).map(|i| Some((f64::from(i) / 90.0).sin())).collect();
        values[27_001] = Some(9.0);
        let lines = lines(&curve(values), (0.0, 1800.0), across(1800.0), up());
        let points: Vec<Point> = lines.concat();
        assert!(points.len() < 1500, "{}", points.len());
        assert!(points.iter().any(|point| point.y == 90.0));
        assert!(points.windows(2).all(|pair| pair[0].x <= pair[1].x));
    }

    #[test]
    fn what_was_not_seen_is_a_gap() {
        let values = vec![Some(1.0), Some(2.0), None, None, Some(3.0), Some(4.0), None, Some(5.0)];
        let lines = lines(&curve(values), (0.0, 1.0), across(1.0), up());
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }
}

//! One number a week as a curve.

use jiff::civil::Date;

use crate::graphics::axis::{Axis, span};
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::messages::{Language, fill};
use crate::motion::Point;
use crate::report::Unit;
use crate::report::chart::values::Values;
use crate::report::value;

/// Points: the drawing, and the room for numbers at its left and below.
const WIDTH: f64 = 250.0;
const HEIGHT: f64 = 104.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 7.0;
const FOOT: f64 = 14.0;
const SMALL: f64 = 8.0;

/// With more weeks, a dot for each would be in the way.
const MOST_DOTS: i64 = 60;

/// A smaller span would make much of little, in each unit.
const LEAST_DEGREES: f64 = 10.0;
const LEAST_TRUNKS: f64 = 0.05;
const LEAST_SECS: f64 = 2.0;

/// What the numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measured {
    /// Parts of a whole, 0 to 1.
    Share,
    /// From 0 to 10.
    Pain,
    In(Unit),
}

impl Measured {
    /// What is shown of values from the least to the greatest.
    fn shown(self, (low, high): (f64, f64), language: &Language) -> Values {
        let unit = match self {
            Measured::Share => {
                let ticks = [0, 50, 100].map(|part| (f64::from(part) / 100.0, format!("{part} %")));
                return Values { span: (0.0, 1.0), ticks: ticks.to_vec() };
            }
            Measured::Pain => {
                let ticks = [0, 5, 10].map(|mark| (f64::from(mark), mark.to_string()));
                return Values { span: (0.0, 10.0), ticks: ticks.to_vec() };
            }
            Measured::In(unit) => unit,
        };
        let least = match unit {
            Unit::Degrees => LEAST_DEGREES,
            Unit::TorsoLengths => LEAST_TRUNKS,
            Unit::Seconds => LEAST_SECS,
        };
        let more = (least - (high - low)).max(0.0) / 2.0;
        Values::over((low - more, high + more), unit, language)
    }

    fn told(self, number: f64, language: &Language) -> String {
        match self {
            Measured::Share => format!("{:.0} %", 100.0 * number),
            Measured::Pain => language.number(number, 1),
            Measured::In(Unit::Seconds) => value::tenths(number, language),
            Measured::In(unit) => value::rounded(number, Some(unit), language),
        }
    }
}

/// The curve over a span of weeks, with a line at the target; a week without a number breaks it. None where there is not one number.
pub(super) fn weekly(
    name: &str,
    points: &[(Date, f64)],
    (since, until): (Date, Date),
    (measured, target): (Measured, Option<f64>),
    language: &Language,
) -> Option<Drawing> {
    let (first, last) = (points.first()?, points.last()?);
    let shown = measured.shown(span(points.iter().map(|(_, number)| *number).chain(target))?, language);
    let week = |date: Date| i64::from((date - since).get_days()) / 7;
    let weeks = week(until);
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - FOOT);
    let across = Axis::new((0.0, weeks as f64), (LEFT + 6.0, right - 6.0));
    let up = Axis::new(shown.span, (bottom, TOP));
    let (x, y) = (|date: Date| across.place(week(date) as f64), |number: f64| up.place(number));
    let told =
        |(date, number): &(Date, f64)| (measured.told(*number, language), language.day_in_digits(*date));
    let ((first, first_week), (last, last_week)) = (told(first), told(last));
    let values = [
        ("name", name),
        ("first", &first),
        ("first-week", &first_week),
        ("last", &last),
        ("last-week", &last_week),
    ];
    let target = target.map(|target| {
        (target, fill(&language.words.aims.at_target, &[("value", &measured.told(target, language))]))
    });
    let label =
        [Some(fill(&language.words.trends.curve, &values)), target.as_ref().map(|(_, at)| at.clone())];
    let label = label.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let mut drawing = Drawing::new(WIDTH, HEIGHT, label);
    for (tick, text) in shown.ticks {
        drawing.line(vec![Point::new(LEFT, y(tick)), Point::new(right, y(tick))], 0.4, Ink::Grid);
        drawing.text(Point::new(LEFT - 4.0, y(tick) + 2.8), text, SMALL, Ink::Quiet, Anchor::End);
    }
    if let Some((target, at)) = target {
        drawing.line(vec![Point::new(LEFT, y(target)), Point::new(right, y(target))], 1.0, Ink::Good);
        // Above the line, but within the drawing.
        let foot = if y(target) < TOP + SMALL { y(target) + SMALL } else { y(target) - 2.5 };
        drawing.text(Point::new(right, foot), at, SMALL, Ink::Good, Anchor::End);
    }
    for line in points.chunk_by(|(a, _), (b, _)| week(*b) - week(*a) == 1) {
        if line.len() > 1 {
            let line = line.iter().map(|(date, number)| Point::new(x(*date), y(*number)));
            drawing.line(line.collect(), 1.5, Ink::Right);
        }
        if weeks <= MOST_DOTS || line.len() == 1 {
            for (date, number) in line {
                drawing.disc(Point::new(x(*date), y(*number)), 2.1, Ink::Right);
            }
        }
    }
    let short = |date: Date| language.short_day(date);
    let foot = HEIGHT - 3.0;
    if weeks == 0 {
        drawing.text(Point::new(x(since), foot), short(since), SMALL, Ink::Quiet, Anchor::Middle);
    } else {
        drawing.text(Point::new(LEFT, foot), short(since), SMALL, Ink::Quiet, Anchor::Start);
        drawing.text(Point::new(right, foot), short(until), SMALL, Ink::Quiet, Anchor::End);
    }
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphics::drawing::Mark;
    use crate::messages::english;
    use jiff::civil::date;

    fn lines(drawing: &Drawing) -> usize {
        let curve = |mark: &&Mark| matches!(mark, Mark::Line { ink: Ink::Right, .. });
        drawing.marks.iter().filter(curve).count()
    }

    #[test]
    fn a_week_without_a_number_breaks_the_curve() {
        let week = |number: i8| date(2026, 3, 2 + 7 * number);
        let span = (week(0), week(3));
        let whole = [(week(0), 3.0), (week(1), 3.5), (week(2), 4.0)];
        let drawing =
            weekly("Mean hold", &whole, span, (Measured::In(Unit::Seconds), None), english()).expect("drawn");
        assert_eq!(lines(&drawing), 1);
        assert_eq!(
            drawing.label,
            "Mean hold by week: 3.0 s in the week of 2026-03-02, 4.0 s in the week of 2026-03-16"
        );
        let broken = [whole[0], (week(2), 3.5), (week(3), 4.0)];
        assert_eq!(lines(&weekly("", &broken, span, (Measured::Share, None), english()).expect("drawn")), 1);
        assert_eq!(
            lines(&weekly("", &whole[..1], span, (Measured::Share, None), english()).expect("drawn")),
            0
        );
        assert!(weekly("", &[], span, (Measured::Share, None), english()).is_none());
    }

    #[test]
    fn a_target_is_a_line_within_the_drawing_and_is_told() {
        let week = date(2026, 3, 2);
        for target in [2.0, 9.0] {
            let measured = (Measured::In(Unit::Seconds), Some(target));
            let drawing = weekly("Hold", &[(week, 5.0)], (week, week), measured, english()).expect("drawn");
            assert!(drawing.label.ends_with(&format!("; target {target:.1} s")), "{}", drawing.label);
            let at: Vec<f64> = (drawing.marks.iter())
                .filter_map(|mark| match mark {
                    Mark::Line { ink: Ink::Good, points, .. } => Some(points[0].y),
                    _ => None,
                })
                .collect();
            assert!(at.len() == 1 && (TOP..=HEIGHT - FOOT).contains(&at[0]), "{target}: {at:?}");
        }
    }

    #[test]
    fn little_is_not_made_much_of() {
        let (low, high) = Measured::In(Unit::Degrees).shown((170.0, 170.5), english()).span;
        assert!(high - low >= LEAST_DEGREES, "{low} to {high}");
    }
}

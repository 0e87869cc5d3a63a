//! Angles over time as MOT: a column for each measure in degrees that was seen most of the time, a row for
//! each frame, at the times of the TRC file.
//!
//! OpenSim reads no cell without a number here, and nothing after it. So where an angle was not seen, its
//! column goes straight from the value before to the value after, and keeps the nearest one at the ends.

use std::io::{self, Write};

use super::frames;
use crate::motion::{Measure, Measurements, Unit};
use crate::report::{Layout, Report, Session};

pub(in crate::report) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Mot { out })
}

/// A column is seen in at least this share of the frames that show somebody.
const SEEN_SHARE: f64 = 0.8;

/// The measures that have a column.
fn columns(session: &Session) -> Vec<Measure> {
    let shown = frames(session).filter(|(_, shot)| shot.pose.is_some()).count() as f64;
    let seen = |measure: &Measure| {
        frames(session).filter(|(_, shot)| shot.measures.get(*measure).is_some()).count() as f64
    };
    let of_the_body = |measure: &Measure| match measure {
        Measure::Whole(whole) => !whole.is_of_the_view(),
        Measure::Sided(..) => true,
    };
    let angles = Measurements::all().filter(|measure| measure.unit() == Unit::Degrees).filter(of_the_body);
    angles.filter(|angle| shown > 0.0 && seen(angle) >= SEEN_SHARE * shown).collect()
}

struct Mot<'a> {
    out: &'a mut dyn Write,
}

impl Report for Mot<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        let columns = columns(session);
        let times: Vec<f64> = frames(session).map(|(time, _)| time).collect();
        let curves: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| {
                let seen: Vec<Option<f64>> =
                    frames(session).map(|(_, shot)| shot.measures.get(*column)).collect();
                bridged(&times, &seen)
            })
            .collect();
        let out = &mut *self.out;
        writeln!(out, "Coordinates\nversion=1\nnRows={}", times.len())?;
        writeln!(out, "nColumns={}\ninDegrees=yes\n", columns.len() + 1)?;
        writeln!(out, "Units are S.I. units (second, meters, Newtons, ...)")?;
        writeln!(
            out,
            "If the header above contains a line with 'inDegrees', this indicates whether rotational values are in degrees (yes) or radians (no).\n"
        )?;
        write!(out, "endheader\ntime")?;
        for column in &columns {
            write!(out, "\t{}", column.name())?;
        }
        writeln!(out)?;
        for (row, time) in times.iter().enumerate() {
            write!(out, "{time:.4}")?;
            for curve in &curves {
                write!(out, "\t{:.3}", curve[row])?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.out.flush()
    }
}

/// Values at all times: straight lines where none was seen; nothing where none was seen at any time.
fn bridged(times: &[f64], values: &[Option<f64>]) -> Vec<f64> {
    let values = times.iter().zip(values);
    let seen: Vec<(f64, f64)> =
        values.filter_map(|(time, value)| Some((*time, value.filter(|value| value.is_finite())?))).collect();
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return Vec::new() };
    let at = |time: f64| {
        let after = seen.partition_point(|(at, _)| *at < time);
        let before = after.checked_sub(1).map_or(first, |before| &seen[before]);
        let after = seen.get(after).unwrap_or(last);
        let span = after.0 - before.0;
        let share = if span > 0.0 { (time - before.0) / span } else { 0.0 };
        before.1 + share.clamp(0.0, 1.0) * (after.1 - before.1)
    };
    times.iter().copied().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_seen_is_bridged_in_a_straight_line() {
        let times = [0.0, 1.0, 2.0, 2.5, 4.0, 5.0];
        let values = [None, Some(10.0), None, Some(f64::NAN), Some(40.0), None];
        assert_eq!(bridged(&times, &values), [10.0, 10.0, 20.0, 25.0, 40.0, 40.0]);
        assert!(bridged(&times, &[None; 6]).is_empty());
    }
}

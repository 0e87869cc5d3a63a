//! Angles over time as MOT: a column for each measure in degrees that was seen most of the time.
//!
//! OpenSim reads no cell without a number here. So a row in which an angle was not seen is left out,
//! and an angle that would cost too many rows has no column.

use std::io::{self, Write};

use super::frames;
use crate::motion::{Measure, MeasuredFrame, Measurements, Unit};
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
        let row = |shot: &MeasuredFrame| -> Option<Vec<f64>> {
            columns
                .iter()
                .map(|column| shot.measures.get(*column).filter(|value| value.is_finite()))
                .collect()
        };
        let rows: Vec<(f64, Vec<f64>)> =
            frames(session).filter_map(|(time, shot)| Some((time, row(shot)?))).collect();
        let out = &mut *self.out;
        writeln!(out, "Coordinates\nversion=1\nnRows={}", rows.len())?;
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
        for (time, values) in rows {
            write!(out, "{time:.4}")?;
            for value in values {
                write!(out, "\t{value:.3}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.out.flush()
    }
}

//! Body points over time as TRC.

use std::io::{self, Write};

use super::frames;
use super::markers::{MARKERS, places};
use crate::report::{Layout, Report, Session};

pub(in crate::report) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Trc { out })
}

struct Trc<'a> {
    out: &'a mut dyn Write,
}

impl Report for Trc<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        let times: Vec<f64> = frames(session).map(|(time, _)| time).collect();
        let places = places(frames(session).map(|(_, shot)| shot));
        let rate = rate(session, &times);
        let name = session.sets.first().map_or("session", |set| &set.analysis.source.name);
        // A tab or a line's end in a name would shift the columns.
        let name: String =
            name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let (count, markers) = (times.len(), MARKERS.len());
        let out = &mut *self.out;
        writeln!(out, "PathFileType\t4\t(X/Y/Z)\t{name}.trc")?;
        writeln!(
            out,
            "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
        )?;
        writeln!(out, "{rate}\t{rate}\t{count}\t{markers}\tm\t{rate}\t1\t{count}")?;
        write!(out, "Frame#\tTime\t")?;
        for (name, _) in MARKERS {
            write!(out, "{name}\t\t\t")?;
        }
        write!(out, "\n\t")?;
        for number in 1..=markers {
            write!(out, "\tX{number}\tY{number}\tZ{number}")?;
        }
        writeln!(out)?;
        for (number, (time, places)) in times.iter().zip(places).enumerate() {
            write!(out, "{}\t{time:.4}", number + 1)?;
            for place in 0..markers {
                match places.and_then(|places| places[place]) {
                    Some([x, y, z]) => write!(out, "\t{x:.5}\t{y:.5}\t{z:.5}")?,
                    None => write!(out, "\tNaN\tNaN\tNaN")?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.out.flush()
    }
}

/// Frames a second: the source's, or what the times say.
fn rate(session: &Session, times: &[f64]) -> f64 {
    let announced = session.sets.iter().find_map(|set| set.analysis.source.fps);
    let span = times.last().zip(times.first()).map_or(0.0, |(last, first)| last - first);
    let counted = if span > 0.0 { (times.len() - 1) as f64 / span } else { 0.0 };
    let rate = announced.unwrap_or(counted);
    (rate * 1000.0).round() / 1000.0
}

//! The curve of the back, read off the silhouette.
//!
//! No landmark lies on the spine: shoulder, hip and knee stay where they are while the back between
//! them rounds and hollows. The outline of the back does move, so its height over the line from
//! hips to shoulders is measured and a parabola laid through it.

use super::geometry::Point;
use super::landmark::{Joint, Side};
use super::silhouette::Silhouette;
use super::statistics::median;

/// Where along the line from hips (0) to shoulders (1) the outline is measured.
pub const STATIONS: usize = 51;

/// The part of the line that the parabola is laid through: nearer the ends, buttocks and shoulder
/// blades shape the outline, not the spine.
const FITTED: std::ops::RangeInclusive<f64> = 0.1..=0.9;

/// Fewest stations of the fitted part that must have an outline.
const FEWEST_STATIONS: usize = 20;

/// Rays are sampled from this far below the line (in its lengths) ...
const RAY_START: f64 = -0.1;

/// ... to this far above it.
const RAY_END: f64 = 1.2;

/// A line of fewer cells of the silhouette has no curve.
const FEWEST_CELLS: f64 = 4.0;

/// One of more sides of the silhouette joins no points of the body in it.
const MOST_SIDES: f64 = 2.0;

/// A run of body shorter than this along a ray (in chord lengths) is an arm or noise.
const SHORTEST_RUN: f64 = 0.05;

/// A station that differs more than this from the median of its neighbours (in chord lengths) is
/// one bad ray and takes the median.
const SPIKE: f64 = 0.05;

/// The height of the back's outline over the line from mid-hip to mid-shoulder.
#[derive(Debug, Clone, PartialEq)]
pub struct BackOutline {
    /// Heights at [`STATIONS`] evenly spaced points from hips to shoulders, in units of the line's
    /// length, positive on the back's side; `None` where the ray meets no body.
    pub heights: Vec<Option<f64>>,
    /// How clearly knees and wrists say which side is the front: mean distance of these points from
    /// the line in its lengths.
    pub certainty: f64,
}

impl BackOutline {
    /// Measures the outline of a silhouette. `seen` tells where a joint is in the picture and how visible it is, 0 to 1.
    ///
    /// Returns `None` where shoulders, hips, knees or wrists are missing or the line between shoulders and hips is too short or too long
    /// to lie in the silhouette.
    pub fn measure(
        silhouette: &Silhouette,
        seen: impl Fn(Joint, Side) -> Option<(Point, f64)>,
    ) -> Option<Self> {
        let in_grid = |joint, side| {
            let (point, visibility) = seen(joint, side)?;
            Some((silhouette.grid_from_image(point), visibility))
        };
        let middle = |joint| Some(in_grid(joint, Side::Left)?.0.middle(in_grid(joint, Side::Right)?.0));
        let (hips, shoulders) = (middle(Joint::Hip)?, middle(Joint::Shoulder)?);
        let chord = hips.to(shoulders);
        let length = chord.length();
        if !(FEWEST_CELLS..=MOST_SIDES * silhouette.probabilities.nrows() as f64).contains(&length) {
            return None;
        }
        let along = chord.scaled(1.0 / length);
        let across = Point::new(-along.y, along.x);

        let (mut weight, mut front) = (0.0, 0.0);
        for joint in [Joint::Knee, Joint::Wrist] {
            for side in Side::BOTH {
                let Some((limb, visibility)) = in_grid(joint, side) else { continue };
                weight += visibility;
                front += visibility * hips.to(limb).dot(across) / length;
            }
        }
        if weight < 1e-6 {
            return None;
        }
        front /= weight;
        let outward = if front > 0.0 { across.scaled(-1.0) } else { across };

        let mut heights: Vec<Option<f64>> = (0..STATIONS)
            .map(|station| {
                let foot = hips.plus(chord.scaled(station_position(station)));
                outline_height(silhouette, foot, outward, length)
            })
            .collect();
        replace_spikes(&mut heights);
        Some(Self { heights, certainty: front.abs() })
    }

    /// An outline between two others, of which the later has this part, 0 to 1.
    pub fn between(earlier: &Self, later: &Self, part: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * part;
        let heights = earlier.heights.iter().zip(&later.heights);
        Self {
            heights: heights.map(|(a, b)| Some(mix((*a)?, (*b)?))).collect(),
            certainty: mix(earlier.certainty, later.certainty),
        }
    }

    /// The curvature of the back in units of the line's length: the sagitta that a parabola through
    /// the outline has between 0.1 and 0.9 of the line. Positive is rounded, negative hollow.
    ///
    /// `None` where too little of the outline was seen.
    pub fn curvature(&self) -> Option<f64> {
        let points: Vec<(f64, f64)> = self
            .heights
            .iter()
            .enumerate()
            .filter_map(|(station, height)| Some((station_position(station), (*height)?)))
            .filter(|(t, _)| (*FITTED.start() - 1e-9..=*FITTED.end() + 1e-9).contains(t))
            .collect();
        if points.len() < FEWEST_STATIONS {
            return None;
        }
        let span = FITTED.end() - FITTED.start();
        Some(-quadratic_term(&points)? * span * span / 4.0)
    }
}

fn station_position(station: usize) -> f64 {
    station as f64 / (STATIONS - 1) as f64
}

/// The outer end of the longest run of body along a ray.
///
/// The first way out of the body would be wrong: in a rounded back the line itself leaves the body,
/// and the ray then grazes an arm first.
fn outline_height(silhouette: &Silhouette, foot: Point, outward: Point, length: f64) -> Option<f64> {
    let step = 0.25 / length; // a quarter of a cell
    let samples = ((RAY_END - RAY_START) / step) as usize;
    let height_of = |i: usize| RAY_START + i as f64 * step;
    let inside: Vec<f64> = (0..samples)
        .map(|i| silhouette.probability_at(foot.plus(outward.scaled(height_of(i) * length))))
        .collect();

    let mut longest = 0..0;
    let mut start = None;
    for (i, probability) in inside.iter().enumerate() {
        match (start, *probability >= 0.5) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                if i - from > longest.len() {
                    longest = from..i;
                }
                start = None;
            }
            _ => {}
        }
    }
    // A run that reaches the ray's end has no outer end to measure.
    if start.is_some_and(|from| samples - from > longest.len())
        || (longest.len() as f64) * step < SHORTEST_RUN
    {
        return None;
    }
    let (last, beyond) = (inside[longest.end - 1], inside[longest.end]);
    Some(height_of(longest.end - 1) + (last - 0.5) / (last - beyond) * step)
}

fn replace_spikes(heights: &mut [Option<f64>]) {
    let before = heights.to_vec();
    for (i, height) in heights.iter_mut().enumerate() {
        let near = &before[i.saturating_sub(2)..(i + 3).min(before.len())];
        let usual = median(near.iter().flatten().copied());
        if height.zip(usual).is_some_and(|(height, usual)| (height - usual).abs() > SPIKE) {
            *height = usual;
        }
    }
}

/// The second-degree coefficient of the least-squares parabola; `None` for fewer than three
/// distinct abscissae.
fn quadratic_term(points: &[(f64, f64)]) -> Option<f64> {
    // Orthogonal polynomials on these abscissae: the projection on the second one is the term.
    let n = points.len() as f64;
    let mean = points.iter().map(|(t, _)| t).sum::<f64>() / n;
    let second = points.iter().map(|(t, _)| (t - mean).powi(2)).sum::<f64>();
    if second < 1e-12 {
        return None;
    }
    let skew = points.iter().map(|(t, _)| (t - mean).powi(3)).sum::<f64>() / second;
    let q = |t: f64| (t - mean) * (t - mean) - skew * (t - mean) - second / n;
    let norm = points.iter().map(|(t, _)| q(*t) * q(*t)).sum::<f64>();
    (norm > 1e-12).then(|| points.iter().map(|(t, h)| h * q(*t)).sum::<f64>() / norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(height: impl Fn(f64) -> f64) -> BackOutline {
        let heights = (0..STATIONS).map(|i| Some(height(station_position(i)))).collect();
        BackOutline { heights, certainty: 1.0 }
    }

    #[test]
    fn a_parabola_gives_its_own_sagitta() {
        let curvature = outline(|t| 0.2 + 0.3 * t - 0.5 * t * t).curvature().expect("whole outline");
        assert!((curvature - 0.5 * 0.8 * 0.8 / 4.0).abs() < 1e-9);
    }

    #[test]
    fn a_straight_back_has_no_curvature() {
        assert!(outline(|t| 0.2 - 0.1 * t).curvature().expect("whole outline").abs() < 1e-12);
    }

    #[test]
    fn points_that_no_body_has_have_no_outline() {
        let silhouette = Silhouette {
            probabilities: ndarray::Array2::from_elem((64, 64), 1.0),
            centre: Point::new(32.0, 32.0),
            side_px: 64.0,
            rotation: 0.0,
        };
        let outline = |hip: f64| {
            BackOutline::measure(&silhouette, |joint, _| {
                let x = if joint == Joint::Hip { hip } else { 40.0 };
                Some((Point::new(x, if joint == Joint::Knee { 50.0 } else { 30.0 }), 1.0))
            })
        };
        assert!(outline(20.0).is_some());
        assert_eq!([1e30, -1e300, f64::INFINITY, f64::NAN, 40.0].map(outline), [const { None }; 5]);
    }

    #[test]
    fn too_little_outline_is_unknown() {
        let mut short = outline(|t| t);
        short.heights[15..].fill(None);
        assert_eq!(short.curvature(), None);
    }
}

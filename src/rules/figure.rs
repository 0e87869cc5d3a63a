//! The file with an exercise's figure, beside its rules: `bridge.figure.json` belongs to `bridge.toml`.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

use super::built_in::BUILT_IN_FIGURES;
use super::file::{Origin, RuleFile};
use crate::bounded::{self, MOST_TEXT_BYTES};
use crate::motion::figure::{Figure, FigurePose, shown};
use crate::motion::{PerLandmark, Point, Side};

const FORMAT: &str = "holdfast/figure";
const VERSION: u32 = 1;

/// A figure that cannot be used.
#[derive(Debug, Error)]
pub enum BrokenFigure {
    /// It cannot be read.
    #[error("cannot read the figure {}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// It is something else.
    #[error("{name} is not a figure of this program ({cause}): make one with `holdfast exercises figure`")]
    Foreign {
        /// The file.
        name: String,
        /// What was met.
        cause: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    version: u32,
    /// `left` or `right`.
    near_side: Option<String>,
    poses: Vec<WrittenPose>,
    /// Lines, points as in a pose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    props: Vec<Vec<[f64; 2]>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPose {
    phase: Option<String>,
    side: Option<String>,
    /// x to the right and y down, in torso lengths.
    points: BTreeMap<String, [f64; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    back: Vec<[f64; 2]>,
}

impl RuleFile {
    /// The exercise's figure, where there is one.
    pub fn figure(&self) -> Result<Option<Figure>, BrokenFigure> {
        match &self.origin {
            Origin::BuiltIn => {
                let name = format!("{}.figure.json", self.id);
                let text = BUILT_IN_FIGURES.iter().find(|(file, _)| *file == name);
                text.map(|(_, text)| read(&name, text)).transpose()
            }
            Origin::File(rules) => {
                let path = figure_path(rules);
                match bounded::read_text(&path, MOST_TEXT_BYTES) {
                    Ok(text) => read(&path.display().to_string(), &text).map(Some),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(cause) => Err(BrokenFigure::Unreadable { path, cause }),
                }
            }
        }
    }
}

/// Where the figure of a rules file is.
pub fn figure_path(rules: &Path) -> PathBuf {
    rules.with_extension("figure.json")
}

fn read(name: &str, text: &str) -> Result<Figure, BrokenFigure> {
    let foreign = |cause: String| BrokenFigure::Foreign { name: name.to_string(), cause };
    let written: Written = serde_json::from_str(text).map_err(|error| foreign(error.to_string()))?;
    if written.format != FORMAT || written.version != VERSION {
        return Err(foreign(format!("format {} version {}", written.format, written.version)));
    }
    let poses = written.poses.into_iter().map(|pose| FigurePose {
        phase: pose.phase,
        side: pose.side.as_deref().and_then(side),
        points: PerLandmark::from_fn(|landmark| pose.points.get(landmark.name()).copied().map(point)),
        back: points(pose.back),
    });
    let props = written.props.into_iter().map(points).collect();
    Ok(Figure { near: written.near_side.as_deref().and_then(side), poses: poses.collect(), props })
}

/// The text of a figure's file.
pub fn figure_text(figure: &Figure) -> String {
    let name = |side: Option<Side>| side.map(|side| side.name().to_string());
    let written = Written {
        format: FORMAT.to_string(),
        version: VERSION,
        near_side: name(figure.near),
        poses: figure
            .poses
            .iter()
            .map(|pose| WrittenPose {
                phase: pose.phase.clone(),
                side: name(pose.side),
                points: shown()
                    .filter_map(|landmark| {
                        Some((landmark.name().to_string(), pair(pose.points.get(landmark)?)))
                    })
                    .collect(),
                back: pairs(&pose.back),
            })
            .collect(),
        props: figure.props.iter().map(|line| pairs(line)).collect(),
    };
    // Names and numbers always have a JSON form.
    serde_json::to_string(&written).map(|text| text + "\n").unwrap_or_default()
}

fn side(name: &str) -> Option<Side> {
    Side::BOTH.into_iter().find(|side| side.name() == name)
}

fn point([x, y]: [f64; 2]) -> Point {
    Point::new(x, y)
}

fn points(pairs: Vec<[f64; 2]>) -> Vec<Point> {
    pairs.into_iter().map(point).collect()
}

fn pairs(points: &[Point]) -> Vec<[f64; 2]> {
    points.iter().copied().map(pair).collect()
}

fn pair(point: Point) -> [f64; 2] {
    [point.x, point.y]
}

//! A session as its documented JSON has it (`holdfast/session`, version 1): sets, each with the
//! analysis of its recording, the curves that drove it and the moments that show its faults.
//!
//! Readers may rely on every field here; fields are added, never renamed or removed, within a
//! version. What is not known is null.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::analysis::Analysis;
use super::unit::Unit;
use crate::coach::rank;
use crate::messages::{self, Language};
use crate::motion::figure::{Figure, FigurePose};
use crate::motion::{Exercise, MeasuredFrame, RuleId};

/// The value of `format`.
pub const FORMAT: &str = "holdfast/session";
/// The value of `version`.
pub const VERSION: u32 = 1;

/// What a person did in one go: live, or in a recording.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "holdfast/session")]
pub struct Session {
    /// The format's name.
    #[schemars(extend("const" = FORMAT))]
    pub format: &'static str,
    /// The format's version.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// Its name in the history; null for recordings that are not in it.
    pub id: Option<String>,
    /// Whose it is, where the person says so for this report; it is kept nowhere.
    pub name: Option<String>,
    /// When it began, local time with its offset (RFC 3339); null where a recording does not say.
    pub began: Option<String>,
    /// Seconds from its begin to its end.
    pub duration_secs: f64,
    /// How it ended, such as `complete` or `stopped`; null for recordings.
    pub ending: Option<String>,
    /// Pain before it as the person gave it, 0 (none) to 10 (the worst).
    pub pain_before: Option<u8>,
    /// Pain after it.
    pub pain_after: Option<u8>,
    /// What the person wrote about it.
    pub notes: Option<String>,
    /// The sets in order.
    pub sets: Vec<Set>,
}

impl Session {
    /// A session that is known by its sets alone, as from a recording.
    pub fn of_sets(sets: Vec<Set>) -> Self {
        let duration_secs = sets.iter().map(|set| set.analysis.source.duration_secs).sum();
        Session {
            format: FORMAT,
            version: VERSION,
            id: None,
            began: None,
            duration_secs,
            ending: None,
            name: None,
            pain_before: None,
            pain_after: None,
            notes: None,
            sets,
        }
    }
}

/// One exercise done without a rest.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Set {
    /// Its number among the sets of its exercise, from 1.
    pub number: u32,
    /// Seconds from the session's begin to the set's; all other times are from the set's first frame.
    pub start: f64,
    /// Repetitions that were asked for; null where that was left to the person.
    pub repetitions_asked: Option<u32>,
    /// What was judged.
    pub analysis: Analysis,
    /// The measures that drove the exercise, over time.
    pub curves: Vec<Curve>,
    /// The kinds of faults that were found, in the order in which they are to be changed: what spoils a repetition
    /// first, then the more frequent.
    pub findings: Vec<Finding>,
    /// What the camera saw, for formats that show movement.
    #[serde(skip)]
    pub film: Vec<MeasuredFrame>,
    /// The figure of the exercise, for formats that draw.
    #[serde(skip)]
    pub figure: Option<Figure>,
    /// The exercise, to tell remedies in other languages.
    #[serde(skip)]
    pub exercise: Option<Exercise>,
}

impl Set {
    /// For people: in their language, with its curves as the attempts are judged; without the film.
    pub(super) fn in_language(&self, language: &Language) -> Self {
        let text = |text: &String| language.text(text).to_string();
        let mut analysis = self.analysis.clone();
        analysis.title = text(&analysis.title);
        analysis.limits = analysis.limits.iter().map(text).collect();
        if let Some(exercise) = &self.exercise {
            let view = analysis.view.as_deref().and_then(messages::view);
            analysis.coverage.remedies =
                analysis.coverage.remedies_in(language, exercise, &analysis.title, view);
        }
        let told = |finding: &Finding| Finding {
            cue: text(&finding.cue),
            why: text(&finding.why),
            ..finding.clone()
        };
        Set {
            curves: self.curves.iter().map(Curve::as_judged).collect(),
            analysis,
            findings: self.findings.iter().map(told).collect(),
            film: Vec::new(),
            figure: self.figure.clone(),
            exercise: None,
            ..*self
        }
    }

    /// The only set of a recording of which nothing is known but its analysis: what was found is told as it came.
    pub fn bare(analysis: Analysis) -> Self {
        let mut findings: Vec<Finding> = Vec::new();
        for fault in &analysis.faults {
            let is_same = |found: &&mut Finding| (&found.id, &found.cue) == (&fault.id, &fault.cue);
            match findings.iter_mut().find(is_same) {
                Some(found) => {
                    found.times += 1;
                    found.excursions.extend(fault.excursion);
                }
                None => findings.push(Finding {
                    id: fault.id.clone(),
                    cue: fault.cue.clone(),
                    why: String::new(),
                    source: String::new(),
                    severity: fault.severity.clone(),
                    times: 1,
                    excursions: fault.excursion.into_iter().collect(),
                    worst: None,
                    best: None,
                    rule: RuleId(findings.len()),
                    target: None,
                }),
            }
        }
        findings.sort_by_key(|found| rank(found.severity == "major", found.times));
        Set {
            number: 1,
            start: 0.0,
            repetitions_asked: None,
            analysis,
            curves: Vec::new(),
            findings,
            film: Vec::new(),
            figure: None,
            exercise: None,
        }
    }
}

/// A driving measure over time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Curve {
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: Unit,
    /// Its value at rest; null where it was not seen.
    pub rest: Option<f64>,
    /// Whether the attempts' peaks on it, and the limits of their faults, are counted from the value
    /// at rest.
    pub peaks_from_rest: bool,
    /// The targets on it.
    pub targets: Vec<Target>,
    /// Mean absolute error in this view, on rendered figures with known movements; null where it was
    /// not measured.
    pub mean_error: Option<f64>,
    /// Correlation with the truth in this view, on such figures, where the truth has another unit; null
    /// where it was not measured.
    pub correlation: Option<f64>,
    /// Where the anatomy network has put the measure right, how far it may still be off by the network's own account:
    /// two thirds of the errors lie within; null where it has not.
    pub corrected_within: Option<f64>,
    /// The time of each frame.
    pub time_secs: Vec<f64>,
    /// The value in each frame, null where it was not seen.
    pub values: Vec<Option<f64>>,
}

impl Curve {
    /// As its attempts are judged: counted from rest where their peaks are.
    pub(super) fn as_judged(&self) -> Self {
        let mut curve = self.clone();
        if let (true, Some(rest)) = (self.peaks_from_rest, self.rest) {
            curve.rest = Some(0.0);
            curve.targets.iter_mut().for_each(|target| target.value -= rest);
            curve.values.iter_mut().flatten().for_each(|value| *value -= rest);
        }
        curve
    }
}

/// A target: what lies beyond `value` is in it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Target {
    /// The phase, such as `raised`.
    pub phase: Option<String>,
    /// `left` or `right` of the person.
    pub side: Option<String>,
    /// Where it begins.
    pub value: f64,
    /// Whether it lies above that value, or below.
    pub above: bool,
}

/// A kind of fault that was found, with the moments that show it best.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// The rule's id, such as `hips-low`.
    pub id: String,
    /// The remedy.
    pub cue: String,
    /// Why it matters.
    pub why: String,
    /// Where the limit comes from.
    pub source: String,
    /// `major` or `minor`.
    pub severity: String,
    /// How often it was found.
    pub times: u32,
    /// The attempts in which it was found, counted from 0; empty where it is about the whole set.
    pub excursions: Vec<usize>,
    /// The posture at its worst; null for faults of time and order, which no posture shows.
    pub worst: Option<Posture>,
    /// The posture in the best good attempt; null where none was good.
    pub best: Option<Posture>,
    /// The rule, to tell which of two comes first.
    #[serde(skip)]
    pub rule: RuleId,
    /// The exercise's figure of what was aimed at.
    #[serde(skip)]
    pub target: Option<FigurePose>,
}

/// A posture at a moment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Moment")]
pub struct Posture {
    /// Seconds from the set's first frame.
    pub at: f64,
    /// The attempt, counted from 0.
    pub excursion: Option<usize>,
    /// What is judged of it.
    pub measure: Option<String>,
    /// Its value.
    pub value: Option<f64>,
    /// The value's unit.
    pub unit: Option<Unit>,
    /// Body points in the picture: x and y in pixels from its upper left corner, and how visible each
    /// is, 0 to 1.
    pub points: BTreeMap<String, [f64; 3]>,
    /// The outline of the back from the hips to the shoulders, in pixels; empty where it was not seen.
    pub back: Vec<[f64; 2]>,
}

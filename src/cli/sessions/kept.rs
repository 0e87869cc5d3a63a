//! A session of the history as a report has it.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::cli::{days, places, terminal};
use crate::coach::Ending;
use crate::messages::{Language, english, fill};
use crate::motion::measuring::{Calibration, measure};
use crate::motion::{Assessor, MeasuredFrame, Measurements, PictureSize};
use crate::report::{self, Model, Rules, Session, Set, SetDone, Source};
use crate::rules::Catalogue;
use crate::store::{KeptSession, KeptSet, MOTION_DAYS, Motion, Standing, Store, Trace};

/// What a report needs of the frames of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frames {
    /// The driving measures and the moments worth a figure, which are always kept.
    Sketched,
    /// Every frame, which is kept for a while.
    All,
}

/// The session, ready for a report.
pub(super) fn session(store: &Store, id: i64, frames: Frames, language: &Language) -> Result<Session> {
    let kept = store.session(id)?;
    let (motion, damaged) = match frames {
        Frames::Sketched => (None, kept.damaged),
        Frames::All => {
            let (motion, damaged) = store.motion(id)?;
            (Some(motion), kept.damaged + damaged)
        }
    };
    tell_damage(id, damaged, language);
    of(&kept, motion)
}

/// Says that pieces of a session could not be read, where there are any.
pub(super) fn tell_damage(id: i64, pieces: u32, language: &Language) {
    if pieces > 0 {
        let sentence = language.words.sessions.damaged.with(pieces);
        terminal::tell(&fill(&sentence, &[("id", &id.to_string())]), language);
    }
}

/// Says that what was just asked for lacks damaged rows, where it does.
pub(super) fn tell_rows_left_out(store: &Store, language: &Language) {
    if store.damaged() > 0 {
        terminal::tell(&language.words.sessions.damaged_rows.with(store.damaged()), language);
    }
}

/// A session that was kept, with every frame where those are at hand.
pub(in crate::cli) fn of(kept: &KeptSession, motion: Option<Vec<Motion>>) -> Result<Session> {
    let id = kept.id;
    let all = motion.is_some();
    let mut motion = motion.unwrap_or_default().into_iter();
    let catalogue = places::catalogue(None).ok();
    let mut sets = Vec::new();
    for set in &kept.sets {
        let film = match all {
            false => sketch(set),
            true => replay(set, motion.next().unwrap_or_default()),
        };
        sets.push(of_set(set, kept, catalogue.as_ref(), film));
    }
    if all && sets.iter().all(|set| set.film.is_empty()) {
        bail!(
            "the movements of session {id} are not there any more: they are kept for {MOTION_DAYS} days; \
             `holdfast sessions report {id}` still has the verdicts and curves"
        );
    }
    Ok(Session {
        id: Some(kept.id.to_string()),
        began: Some(days::rfc3339(kept.about.began)),
        duration_secs: report::round_secs(kept.duration_secs),
        ending: Some(ending(kept).to_string()),
        name: None,
        pain_before: kept.pain.before,
        pain_after: kept.pain.after,
        notes: kept.note.clone(),
        ..Session::of_sets(sets)
    })
}

fn ending(kept: &KeptSession) -> &'static str {
    match kept.standing {
        Standing::UnderWay => "under-way",
        Standing::Ended(Ending::Complete) => "complete",
        Standing::Ended(Ending::Stopped) => "stopped",
        Standing::CutOff => "cut-off",
    }
}

fn of_set(
    set: &KeptSet,
    session: &KeptSession,
    catalogue: Option<&Catalogue>,
    film: Vec<MeasuredFrame>,
) -> Set {
    let (about, result) = (&session.about, &set.result);
    let before_its_end = session.savings.iter().take_while(|(at_secs, _)| *at_secs < result.end_secs);
    let duration_secs = result.end_secs - result.start_secs;
    let picture = set.key_poses.first().map(|moment| moment.pose.picture);
    let picture = picture.or(film.iter().find_map(|shot| Some(shot.pose.as_ref()?.picture)));
    let PictureSize { width, height } = picture.unwrap_or(PictureSize { width: 0, height: 0 });
    let shortfall = (!set.whole).then(|| english().words.report.set_cut_off.clone());
    let done = SetDone {
        result,
        exercise: &set.exercise,
        texts: &set.texts,
        rules: Rules {
            id: set.rules.exercise.clone(),
            format: set.rules.format,
            sha256: set.rules.sha256.clone(),
        },
        settings: set.start.settings,
        repetitions_asked: set.start.repetitions,
        recognised: false,
        source: Source {
            name: about.source.clone(),
            fps: (duration_secs > 0.0).then(|| report::round_secs(f64::from(set.frames) / duration_secs)),
            frames: set.frames.into(),
            shortfall,
            saving: before_its_end.last().map(|(_, saving)| saving.id().to_string()),
            duration_secs: report::round_secs(duration_secs),
            width,
            height,
        },
        model: Model { id: about.model.clone(), sha256: about.model_sha256.clone() },
        film,
        // Without it the report is still worth having.
        figure: catalogue.and_then(|all| all.get(&set.rules.exercise).ok()?.figure().ok().flatten()),
    };
    let mut done = done.into_set();
    done.analysis.program.version.clone_from(&about.program_version);
    done
}

/// The driving measures as they were kept, with the moments worth a figure among them.
fn sketch(set: &KeptSet) -> Vec<MeasuredFrame> {
    let start_secs = set.result.start_secs;
    // By the millisecond, in which times are kept.
    let mut shots: BTreeMap<i64, MeasuredFrame> = BTreeMap::new();
    let at =
        |shots: &mut BTreeMap<i64, MeasuredFrame>, secs: f64, put: &mut dyn FnMut(&mut MeasuredFrame)| {
            let at_secs = secs - start_secs;
            let empty = MeasuredFrame { at_secs, pose: None, measures: Measurements::NONE };
            put(shots.entry((at_secs * 1000.0).round() as i64).or_insert(empty));
        };
    for trace in &set.traces {
        for (place, value) in trace.values.iter().enumerate() {
            let secs = trace.start_secs + place as f64 * trace.step_secs;
            at(&mut shots, secs, &mut |shot| shot.measures.set(trace.measure, *value));
        }
    }
    let calibration = Calibration::of(set.result.placement);
    for moment in &set.key_poses {
        at(&mut shots, moment.at_secs, &mut |shot| {
            let kept = std::mem::replace(&mut shot.measures, measure(&moment.pose, &calibration));
            set.traces.iter().for_each(|trace| shot.measures.set(trace.measure, kept.get(trace.measure)));
            for trace in set.traces.iter().filter(|trace| kept.get(trace.measure).is_none()) {
                if let Some(value) = value_at(trace, moment.at_secs) {
                    shot.measures.set(trace.measure, Some(value));
                }
            }
            shot.pose = Some(Arc::clone(&moment.pose));
        });
    }
    shots.into_values().collect()
}

/// The value of a trace nearest to a time.
fn value_at(trace: &Trace, secs: f64) -> Option<f64> {
    let place = ((secs - trace.start_secs) / trace.step_secs).round();
    (place >= 0.0).then(|| trace.values.get(place as usize).copied().flatten()).flatten()
}

/// Every frame, measured again as it was when the set was judged.
fn replay(set: &KeptSet, motion: Motion) -> Vec<MeasuredFrame> {
    let mut assessor = Assessor::new(set.exercise.clone(), set.start.settings);
    let frames = motion.iter().map(|(at_secs, pose)| {
        let pose = pose.as_deref();
        (*at_secs, pose, assessor.step(*at_secs, pose).measures)
    });
    report::film(set.result.start_secs, frames)
}

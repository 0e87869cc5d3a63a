//! Which sentence the person is told at a moment: one at a time, the most severe first, none for long.

use std::collections::VecDeque;

use crate::motion::{Excursion, Fault, Severity, Verdict};
use crate::phrases;

/// How long a remedy is shown, in seconds: read twice over without hurry.
const CUE_SECS: f64 = 2.5;

/// How long praise is shown, in seconds.
const PRAISE_SECS: f64 = 1.5;

/// Remedies for one attempt: nobody keeps more than two in mind.
const MOST_FOR_AN_ATTEMPT: usize = 2;

/// A sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The sentence.
    pub text: String,
    /// What it is.
    pub kind: CueKind,
}

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// What to change at once, in the attempt under way.
    Now(Severity),
    /// What to change next time.
    Next(Severity),
    /// Nothing to change.
    Praise,
    /// An attempt could not be judged.
    Unseen,
}

impl CueKind {
    /// How much it matters; of two sentences the person is told the one that matters more.
    fn rank(self) -> u8 {
        match self {
            CueKind::Now(Severity::Major) => 4,
            CueKind::Next(Severity::Major) => 3,
            CueKind::Now(Severity::Minor) => 2,
            CueKind::Next(Severity::Minor) => 1,
            CueKind::Praise | CueKind::Unseen => 0,
        }
    }

    fn secs(self) -> f64 {
        if self == CueKind::Praise { PRAISE_SECS } else { CUE_SECS }
    }
}

/// The sentence of the moment and those that wait for their turn.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    shown: Option<(Cue, f64)>,
    waiting: VecDeque<Cue>,
}

impl Cues {
    /// The sentence of the moment.
    pub fn current(&self) -> Option<&Cue> {
        self.shown.as_ref().map(|(cue, _)| cue)
    }

    /// Takes the time: what has been shown long enough makes room.
    pub fn tick(&mut self, now_secs: f64) {
        if self.shown.as_ref().is_some_and(|(_, until_secs)| now_secs >= *until_secs) {
            self.shown = None;
            if let Some(cue) = self.waiting.pop_front() {
                self.show(now_secs, cue);
            }
        }
    }

    /// An attempt begins: what is left to say of the last one comes too late.
    pub fn began(&mut self) {
        self.waiting.clear();
        if matches!(self.current(), Some(Cue { kind: CueKind::Praise | CueKind::Unseen, .. })) {
            self.shown = None;
        }
    }

    /// A fault is noticed while there is time to mend it.
    pub fn noticed(&mut self, now_secs: f64, fault: &Fault) {
        let cue = Cue { text: fault.cue.clone(), kind: CueKind::Now(fault.severity) };
        match self.current() {
            Some(shown) if shown.text != cue.text && shown.kind.rank() >= cue.kind.rank() => {
                self.waiting.push_back(cue);
            }
            _ => self.show(now_secs, cue),
        }
    }

    /// What began was no attempt: what was noticed in it is void.
    pub fn dismissed(&mut self) {
        let is_void = |cue: &Cue| matches!(cue.kind, CueKind::Now(_));
        self.waiting.retain(|cue| !is_void(cue));
        if self.current().is_some_and(is_void) {
            self.shown = None;
        }
    }

    /// An attempt ended.
    pub fn ended(&mut self, now_secs: f64, attempt: &Excursion) {
        let mut faults: Vec<&Fault> = attempt.faults.iter().collect();
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.severity));
        let mut cues: Vec<Cue> = Vec::new();
        for fault in faults {
            if cues.iter().all(|cue| cue.text != fault.cue) {
                cues.push(Cue { text: fault.cue.clone(), kind: CueKind::Next(fault.severity) });
            }
        }
        cues.truncate(MOST_FOR_AN_ATTEMPT);
        if cues.is_empty() {
            let words = &phrases::english().words.session;
            let (text, kind) = match attempt.verdict {
                Verdict::Good => (&words.well_done, CueKind::Praise),
                Verdict::Unjudged => (&words.not_seen, CueKind::Unseen),
                Verdict::Faulty | Verdict::Partial => return,
            };
            cues.push(Cue { text: text.clone(), kind });
        }
        self.waiting = cues.into();
        if let Some(first) = self.waiting.pop_front() {
            self.show(now_secs, first);
        }
    }

    /// The person has left: there is nobody to tell.
    pub fn clear(&mut self) {
        self.shown = None;
        self.waiting.clear();
    }

    fn show(&mut self, now_secs: f64, cue: Cue) {
        let until_secs = now_secs + cue.kind.secs();
        self.shown = Some((cue, until_secs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(cue: &str, severity: Severity) -> Fault {
        Fault {
            id: cue.to_lowercase(),
            start_secs: 0.0,
            end_secs: 1.0,
            cue: cue.to_string(),
            severity,
            value: None,
            limit: None,
        }
    }

    fn attempt(faults: Vec<Fault>, verdict: Verdict) -> Excursion {
        Excursion {
            phase: None,
            side: None,
            start_secs: 0.0,
            target_reached_secs: None,
            target_left_secs: None,
            end_secs: 1.0,
            peak: 0.0,
            hold_secs: 0.0,
            unseen_secs: 0.0,
            faults,
            not_judged: Vec::new(),
            verdict,
        }
    }

    fn text(cues: &Cues) -> Option<&str> {
        cues.current().map(|cue| cue.text.as_str())
    }

    #[test]
    fn the_most_severe_comes_first_and_two_are_enough() {
        let mut cues = Cues::default();
        let faults = vec![
            fault("Slower", Severity::Minor),
            fault("Higher", Severity::Major),
            fault("Longer", Severity::Major),
        ];
        cues.ended(10.0, &attempt(faults, Verdict::Faulty));
        assert_eq!(text(&cues), Some("Higher"));
        cues.tick(12.4);
        assert_eq!(text(&cues), Some("Higher"));
        cues.tick(12.5);
        assert_eq!(text(&cues), Some("Longer"));
        cues.tick(15.0);
        assert_eq!(text(&cues), None);
    }

    #[test]
    fn a_new_attempt_ends_the_talk_about_the_last() {
        let mut cues = Cues::default();
        let faults = vec![fault("Higher", Severity::Major), fault("Slower", Severity::Minor)];
        cues.ended(10.0, &attempt(faults, Verdict::Partial));
        cues.began();
        assert_eq!(text(&cues), Some("Higher"));
        cues.tick(12.5);
        assert_eq!(text(&cues), None);
    }

    #[test]
    fn what_is_noticed_now_gives_way_only_to_what_is_worse() {
        let mut cues = Cues::default();
        cues.noticed(1.0, &fault("Feet closer", Severity::Minor));
        cues.noticed(2.0, &fault("Lower your hips", Severity::Major));
        assert_eq!(text(&cues), Some("Lower your hips"));
        cues.noticed(3.0, &fault("Feet closer", Severity::Minor));
        assert_eq!(text(&cues), Some("Lower your hips"));
        cues.tick(4.5);
        assert_eq!(text(&cues), Some("Feet closer"));
        cues.tick(7.0);
        assert_eq!(text(&cues), None);
    }

    #[test]
    fn a_dismissed_movement_takes_its_cues_along() {
        let mut cues = Cues::default();
        cues.noticed(1.0, &fault("Feet closer", Severity::Minor));
        cues.dismissed();
        assert_eq!(text(&cues), None);
        cues.ended(2.0, &attempt(vec![fault("Higher", Severity::Major)], Verdict::Partial));
        cues.dismissed();
        assert_eq!(text(&cues), Some("Higher"));
        cues.clear();
        assert_eq!(text(&cues), None);
    }

    #[test]
    fn a_good_attempt_is_praised_until_the_next_begins() {
        let mut cues = Cues::default();
        cues.ended(1.0, &attempt(Vec::new(), Verdict::Good));
        assert_eq!(text(&cues), Some(phrases::english().words.session.well_done.as_str()));
        cues.began();
        assert_eq!(text(&cues), None);
        cues.ended(2.0, &attempt(Vec::new(), Verdict::Unjudged));
        assert_eq!(text(&cues), Some(phrases::english().words.session.not_seen.as_str()));
    }
}

//! What becomes of the steps that attempts go through: events, faults and the record.

use super::Assessor;
use crate::motion::attempt::{FinishedAttempt, Step};
use crate::motion::event::{Event, Fault};
use crate::motion::exercise::RuleId;
use crate::motion::monitor::Breach;
use crate::motion::phase::PhaseId;
use crate::motion::timing::Interval;
use crate::motion::verdict;

impl Assessor {
    /// Takes a step of a phase.
    pub(super) fn take(&mut self, phase: PhaseId, step: Step, events: &mut Vec<Event>) {
        match step {
            Step::Began => {
                self.phases.let_go(phase);
                events.push(Event::AttemptStarted { phase });
            }
            Step::Reached => {
                events.push(Event::TargetReached { phase });
                events.extend(self.phases.let_go(phase).into_iter().map(Event::FaultNoticed));
            }
            Step::RestsElsewhere => {}
            Step::Dismissed(other) => {
                self.coverage.unexplained.extend(other);
                events.push(Event::AttemptDismissed { phase });
            }
            Step::Noticed(rule, Breach { interval, worst }) => {
                if self.is_told_at_once(rule, phase) && !self.exercise.rule(rule).kind.is_compensation() {
                    let fault = Fault { rule, phase: Some(phase), interval, value: Some(worst), limit: None };
                    let told =
                        self.phases.hold_back(phase, fault, &self.exercise, self.observer.calibration.near);
                    events.extend(told.map(Event::FaultNoticed));
                }
            }
            Step::RestsShort { rule, since_secs, progress } => {
                // Easy attempts are not asked for a range.
                if self.phases.leading() == Some(phase)
                    && !self.personal.is_open(phase)
                    && self.is_told_at_once(rule, phase)
                {
                    events.push(Event::FaultNoticed(self.rests_short(phase, rule, since_secs, progress)));
                }
            }
            Step::Ended(finished)
                if self.phases.is_drawn_along((&self.exercise, &self.attempts), phase, &finished) =>
            {
                events.push(Event::AttemptDismissed { phase });
            }
            Step::Ended(finished) => self.record(phase, &finished, events),
        }
    }

    /// Whether a fault may be told on the way: what one view can't tell is not said.
    fn is_told_at_once(&self, rule: RuleId, phase: PhaseId) -> bool {
        let (rule, phase) = (self.exercise.rule(rule), self.exercise.phase(phase));
        rule.is_asked_in(phase, self.observer.calibration.near)
            && rule.can_be_judged_from(self.observer.start.placement().view)
    }

    fn rests_short(&self, phase: PhaseId, rule: RuleId, since_secs: f64, progress: f64) -> Fault {
        let interval = Interval::new(since_secs, self.last_secs.unwrap_or(since_secs));
        let about_range = self.exercise.rule(rule).kind.is_about_range();
        let terms = self.attempt_context(phase).filter(|_| about_range);
        let at = |progress| terms.map(|terms| terms.rest + progress * terms.range);
        let sure = terms.map_or(1.0, |terms| self.exercise.phase(phase).sure_progress(terms.rest));
        Fault { rule, phase: Some(phase), interval, value: at(progress), limit: at(sure) }
    }

    fn record(&mut self, id: PhaseId, finished: &FinishedAttempt, events: &mut Vec<Event>) {
        let Some(context) = self.attempt_context(id) else { return };
        let Some(mut attempt) = verdict::judge(&self.exercise, id, finished, context) else { return };
        if self.personal.is_open(id) {
            self.personal.take(id, finished.curve().peak().map_or(0.0, |(_, progress)| progress));
            verdict::leave_range_unjudged(&mut attempt, &self.exercise);
        }
        events.push(Event::AttemptEnded(attempt.clone()));
        events.extend(self.counter.take(&self.exercise, &attempt).map(Event::Repetition));
        self.attempts.push(attempt);
    }
}

//! The closed vocabulary of what happens: window, voice, history and report all read this.

use super::condition::Position;
use super::exercise::RuleId;
use super::phase::PhaseId;
use super::timing::Interval;

/// Why nothing can be judged at the moment. The remedy is what is told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody is in the picture.
    Nobody,
    /// Parts of the body that are needed lie outside the picture.
    CutOff,
    /// Points that are needed are hidden.
    Hidden,
    /// The exercise cannot be judged from this side.
    WrongView,
    /// The person is too small in the picture.
    TooFar,
    /// The outline of the back cannot be told from the rest.
    OutlineUnclear,
    /// The picture is too dark.
    TooDark,
    /// The source gives the same picture again and again.
    StillPicture,
    /// Somebody else is in the picture: a notice, judging goes on.
    SomebodyElse,
    /// The person is not in the exercise's position.
    OtherPosition,
    /// The person is in the position and not yet, or no longer, in its start.
    NotInStart,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 11] = [
        Reason::Nobody,
        Reason::CutOff,
        Reason::Hidden,
        Reason::WrongView,
        Reason::TooFar,
        Reason::OutlineUnclear,
        Reason::TooDark,
        Reason::StillPicture,
        Reason::SomebodyElse,
        Reason::OtherPosition,
        Reason::NotInStart,
    ];

    /// The stable name in results.
    pub fn id(self) -> &'static str {
        match self {
            Reason::Nobody => "nobody",
            Reason::CutOff => "cut-off",
            Reason::Hidden => "hidden",
            Reason::WrongView => "wrong-view",
            Reason::TooFar => "too-far",
            Reason::OutlineUnclear => "outline-unclear",
            Reason::TooDark => "too-dark",
            Reason::StillPicture => "still-picture",
            Reason::SomebodyElse => "somebody-else",
            Reason::OtherPosition => "other-position",
            Reason::NotInStart => "not-in-start",
        }
    }
}

/// The verdict on an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The target was reached without a major fault.
    Good,
    /// The target was reached with a major fault.
    Faulty,
    /// The target was not reached.
    Partial,
    /// Too much of it was not seen.
    Unjudged,
}

impl Verdict {
    /// The name in results.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Good => "good",
            Verdict::Faulty => "faulty",
            Verdict::Partial => "partial",
            Verdict::Unjudged => "unjudged",
        }
    }
}

/// A fault that was found. What to say about it is looked up by its rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The rule that is broken.
    pub rule: RuleId,
    /// The phase of the attempt; none for faults of the set as a whole.
    pub phase: Option<PhaseId>,
    /// When.
    pub interval: Interval,
    /// The measured value that broke the rule, in the rule's unit.
    pub value: Option<f64>,
    /// The rule's limit.
    pub limit: Option<f64>,
}

/// One attempt: out of the start position and back.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The phase.
    pub phase: PhaseId,
    /// From the beginning of the movement to the return to the start position.
    pub interval: Interval,
    /// Seconds at which the target was first met.
    pub target_reached_secs: Option<f64>,
    /// Seconds at which the target was last met.
    pub target_left_secs: Option<f64>,
    /// The farthest value of the driving measure; its difference from the person's own value at rest
    /// where the target is one.
    pub peak: f64,
    /// Seconds in the target that the camera saw, the longest stretch.
    pub hold_secs: f64,
    /// Seconds between reaching and leaving the target that the camera did not see.
    pub unseen_secs: f64,
    /// The faults found in it.
    pub faults: Vec<Fault>,
    /// Rules that could not be judged, as from this view.
    pub not_judged: Vec<RuleId>,
    /// The verdict.
    pub verdict: Verdict,
}

impl Fault {
    /// How far the value is from the limit; 0 where there is none.
    pub fn badness(&self) -> f64 {
        self.value.zip(self.limit).map_or(0.0, |(value, limit)| (value - limit).abs())
    }

    /// The same, seconds earlier.
    pub fn earlier(&self, secs: f64) -> Fault {
        Fault { interval: self.interval.earlier(secs), ..self.clone() }
    }
}

impl Attempt {
    /// The same, seconds earlier.
    pub fn earlier(&self, secs: f64) -> Attempt {
        Attempt {
            interval: self.interval.earlier(secs),
            target_reached_secs: self.target_reached_secs.map(|reached| reached - secs),
            target_left_secs: self.target_left_secs.map(|left| left - secs),
            faults: self.faults.iter().map(|fault| fault.earlier(secs)).collect(),
            ..self.clone()
        }
    }
}

/// Repetitions of the set so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repetitions {
    /// All.
    pub total: u32,
    /// Those that reached every target without a major fault.
    pub good: u32,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person is in the start position: attempts count from now on.
    Ready,
    /// The person has left the exercise's position.
    Left,
    /// An attempt began.
    AttemptStarted {
        /// The phase.
        phase: PhaseId,
    },
    /// The target was reached.
    TargetReached {
        /// The phase.
        phase: PhaseId,
    },
    /// What had begun was another movement; it is not recorded.
    AttemptDismissed {
        /// The phase.
        phase: PhaseId,
    },
    /// A fault was found while there is time to mend it.
    FaultNoticed(Fault),
    /// An attempt ended.
    AttemptEnded(Attempt),
    /// A repetition was completed.
    Repetition(Repetitions),
    /// Judging stopped.
    CannotJudge(Reason),
    /// Judging goes on.
    CanJudge,
    /// The person is in another position than the exercise's.
    SeenInPosition(Position),
    /// Left and right were exchanged by the model and have been put right.
    SidesRepaired,
}

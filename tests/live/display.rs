//! What is shown for what was judged, with assessments made by hand.

use holdfast::coach::{Item, Urgency, Utterance};
use holdfast::messages::{Language, english};
use holdfast::motion::{
    Assessment, Assessor, Event, Measure, Measurements, PhaseId, Placement, Position, Reason, Repetitions,
    Settings, Side, SidedMeasure, WholeMeasure,
};
use holdfast::pipeline::display::Display;
use holdfast::rules::Catalogue;
use holdfast::ui::Status;

use crate::play::{RECORDINGS, item};
use crate::support::recorded;

const FRAME_SECS: f64 = 1.0 / 15.0;
const RAISED: PhaseId = PhaseId(0);
const DRIVER: Measure = Measure::Whole(WholeMeasure::HipAngleSigned);

fn bridge() -> Item {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let rules = catalogue.get("bridge").expect("it is built in");
    let (exercise, texts) = (rules.exercise.clone(), rules.texts.clone());
    Item { exercise, texts, settings: Settings::default(), repetitions: None, sets: 1, rest_secs: 0.0 }
}

/// A set under way, frame by frame.
struct Set {
    display: Display,
    time_secs: f64,
    now: Assessment,
    /// What the coach says.
    cue: Option<Utterance>,
}

impl Set {
    fn new() -> Self {
        let mut measures = Measurements::NONE;
        measures.set(DRIVER, Some(130.0));
        let now = Assessment {
            events: Vec::new(),
            measures,
            placement: Placement { near: Some(Side::Left), ..Placement::default() },
            reason: None,
            phase: None,
            reached: false,
            in_target: false,
            hold_secs: 0.0,
            driver: Some(DRIVER),
            counted_from: None,
            target: None,
            repetitions: Repetitions::default(),
        };
        Set { display: Display::new(english(), &bridge()), time_secs: 0.0, now, cue: None }
    }

    fn ready() -> Self {
        let mut set = Self::new();
        set.frame(vec![Event::Ready]);
        set
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.now.events = events;
        self.display.take(self.time_secs, None, &self.now, self.cue.as_ref());
        self.time_secs += FRAME_SECS;
    }

    /// As many frames as the seconds take, each after `change`.
    fn go_on(&mut self, secs: f64, mut change: impl FnMut(&mut Assessment)) {
        for _ in 0..(secs / FRAME_SECS).round() as usize {
            change(&mut self.now);
            self.frame(Vec::new());
        }
    }

    fn hip(&mut self, degrees: f64) {
        self.now.measures.set(DRIVER, Some(degrees));
    }

    fn rise_to(&mut self, degrees: f64) {
        self.now.phase = Some(RAISED);
        self.frame(vec![Event::AttemptStarted { phase: RAISED }]);
        let mut hip = 130.0;
        while hip < degrees {
            hip += 3.0;
            self.hip(hip);
            self.frame(Vec::new());
        }
    }

    fn end(&mut self) {
        (self.now.phase, self.now.reached, self.now.in_target) = (None, false, false);
        self.now.hold_secs = 0.0;
        self.hip(130.0);
        self.frame(Vec::new());
    }

    fn phase(&self) -> String {
        self.display.state(None).phase
    }

    fn to_do(&self) -> String {
        self.display.state(None).to_do
    }

    fn cue(&self) -> Option<String> {
        self.display.state(None).cue.map(|cue| cue.text)
    }

    fn angle(&self) -> Option<f64> {
        self.display.state(None).emphasis?.angle_deg
    }

    fn status(&self) -> Option<Status> {
        Some(self.display.state(None).emphasis?.status)
    }
}

#[test]
fn a_repetition_is_named_step_by_step() {
    let mut set = Set::new();
    set.frame(Vec::new());
    assert_eq!(set.phase(), "Get ready");
    assert_eq!(set.angle(), None, "nothing counts yet");
    set.frame(vec![Event::Ready]);
    assert_eq!(set.phase(), "Ready");
    assert_eq!((set.angle(), set.status()), (Some(130.0), Some(Status::Neutral)));

    set.rise_to(172.0);
    assert_eq!(set.phase(), "Moving");
    assert_eq!(set.to_do(), "Up, slowly");
    assert_eq!(set.display.state(None).hold, None, "no ring before there is a hold");
    (set.now.reached, set.now.in_target) = (true, true);
    set.frame(vec![Event::TargetReached { phase: RAISED }]);
    assert_eq!((set.phase().as_str(), set.status()), ("Raised", Some(Status::Good)));
    assert_eq!(set.to_do(), "Hold");
    set.go_on(2.0, |now| now.hold_secs += FRAME_SECS);
    let hold = set.display.state(None).hold.expect("a ring");
    assert!((hold.secs - 2.0).abs() < 0.01 && hold.target_secs == Some(3.0), "{hold:?}");

    set.now.in_target = false;
    set.now.hold_secs = 0.0;
    set.frame(Vec::new());
    assert_eq!((set.phase().as_str(), set.to_do().as_str()), ("Going back", "Back down"));
    let hold = set.display.state(None).hold.expect("a ring");
    assert!((hold.secs - 2.0).abs() < 0.01, "the seconds stay to be read");

    set.now.repetitions = Repetitions { total: 1, good: 1 };
    set.end();
    assert_eq!(set.phase(), "Ready");
    assert_eq!(set.display.state(None).hold, None);
    assert_eq!(set.display.state(None).count.map(|count| (count.good, count.total)), Some((1, 1)));
}

/// What is shown of a recording as what to do, each as often as it comes anew.
fn to_do(recording: &str, id: &str, language: &str) -> Vec<String> {
    let (item, language) = (item(id, 2, 1, 0.0), Language::of(language).expect("a language of ours"));
    let item = Item { texts: language.translated(&item.texts), ..item };
    let mut assessor = Assessor::new(item.exercise.clone(), item.settings);
    let mut display = Display::new(language, &item);
    let frames = &recorded(recording).frames;
    let mut shown: Vec<String> = frames
        .iter()
        .map(|(time_secs, pose)| {
            let assessment = assessor.step(*time_secs, pose.as_ref());
            display.take(*time_secs, pose.as_ref(), &assessment, None);
            display.state(None).to_do
        })
        .collect();
    shown.dedup();
    shown
}

#[test]
fn what_to_do_is_said_in_the_words_of_the_exercise() {
    for (recording, id) in RECORDINGS {
        for language in ["en", "de"] {
            let texts = Language::of(language).expect("ours").translated(&item(id, 1, 1, 0.0).texts);
            let shown = to_do(recording, id, language);
            let is_shown = |text: &Option<String>| text.as_ref().is_none_or(|text| shown.contains(text));
            for phase in &texts.phases {
                // In some recordings the target is reached at once.
                let has_way = ["bridge", "lower-trunk-rotation"].contains(&id);
                assert!(is_shown(&phase.out) || !has_way, "{id}: {phase:?} {shown:?}");
                assert!(is_shown(&phase.hold) && is_shown(&phase.back), "{id}: {phase:?} {shown:?}");
            }
        }
    }
    // Which knee is drawn up is known in the target only.
    let shown = to_do("knee-to-chest-side", "knee-to-chest", "en");
    assert!(!shown.iter().any(|text| text.contains("knee to your chest")), "{shown:?}");
}

#[test]
fn who_rests_too_low_is_told_so() {
    let mut set = Set::ready();
    set.rise_to(150.0);
    assert_eq!(set.phase(), "Moving");
    set.go_on(1.0, |_| {});
    assert_eq!(set.phase(), "Not there yet");
    set.hip(155.0);
    set.frame(Vec::new());
    assert_eq!(set.phase(), "Moving");
}

#[test]
fn a_fault_shows_while_the_coach_speaks_of_it() {
    let mut set = Set::ready();
    set.rise_to(180.0);
    (set.now.reached, set.now.in_target) = (true, true);
    set.frame(vec![Event::TargetReached { phase: RAISED }]);
    set.now.measures.set(Measure::Sided(SidedMeasure::KneeAngle, Side::Left), Some(125.0));
    let Item { exercise, texts, .. } = bridge();
    let rule = exercise.rule_named("feet-far", Some(RAISED)).expect("a fault of the knee");
    let text = texts.cue(rule).to_owned();
    set.cue =
        Some(Utterance { text: text.clone(), urgency: Urgency::Form, fault: Some(rule), cuts_in: false });
    set.frame(Vec::new());
    assert_eq!((set.cue(), set.status()), (Some(text), Some(Status::Correct)));
    assert_eq!(set.angle(), Some(125.0), "the knee's angle, not the hip's");
    set.cue = None;
    set.go_on(2.6, |_| {});
    assert_eq!((set.cue(), set.status()), (None, Some(Status::Good)));
    assert_eq!(set.angle(), Some(181.0));
}

#[test]
fn a_twitch_is_no_movement() {
    let mut set = Set::ready();
    set.now.phase = Some(RAISED);
    set.frame(vec![Event::AttemptStarted { phase: RAISED }]);
    assert_eq!(set.phase(), "Ready");
    set.now.phase = None;
    set.frame(vec![Event::AttemptDismissed { phase: RAISED }]);
    assert_eq!((set.phase().as_str(), set.cue()), ("Ready", None));
}

#[test]
fn the_number_keeps_still_while_the_body_does() {
    let mut set = Set::ready();
    for degrees in [130.9, 129.2, 130.4, 131.2] {
        set.hip(degrees);
        set.frame(Vec::new());
        assert_eq!(set.angle(), Some(130.0));
    }
    set.hip(132.0);
    set.frame(Vec::new());
    assert_eq!(set.angle(), Some(132.0));
    // A measure that is lost for some frames keeps its number; one that stays lost does not.
    set.go_on(0.2, |now| now.measures.set(DRIVER, None));
    assert_eq!(set.angle(), Some(132.0));
    set.go_on(0.5, |_| {});
    assert_eq!(set.angle(), None);
}

#[test]
fn what_cannot_be_judged_is_told_with_its_remedy() {
    let mut set = Set::ready();
    set.frame(vec![Event::CannotJudge(Reason::TooFar)]);
    let remedy = set.display.state(None).cannot_judge.expect("a remedy");
    assert!(remedy.contains("move the camera closer"), "{remedy}");
    assert_eq!(set.phase(), "Paused");
    set.frame(vec![Event::CanJudge]);
    assert_eq!((set.display.state(None).cannot_judge, set.phase().as_str()), (None, "Ready"));
    set.frame(vec![Event::Left]);
    assert_eq!((set.phase().as_str(), set.angle()), ("Get ready", None));
}

#[test]
fn who_is_in_another_position_is_told_what_is_seen() {
    let mut set = Set::new();
    set.now.placement.position = Some(Position::Quadruped);
    set.frame(vec![Event::CannotJudge(Reason::OtherPosition)]);
    let told = |set: &Set| set.display.state(None).cannot_judge.expect("a remedy");
    assert_eq!(told(&set), "You are on hands and knees; lie on your back for the bridge.");
    set.now.placement.position = Some(Position::Standing);
    set.frame(vec![Event::SeenInPosition(Position::Standing)]);
    assert_eq!(told(&set), "You are standing; lie on your back for the bridge.");
    set.now.placement.position = Some(Position::Supine);
    set.frame(vec![Event::CanJudge]);
    assert_eq!(set.display.state(None).cannot_judge, None);
}

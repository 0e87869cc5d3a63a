//! A session in one language has no word of another, on no screen and in no sentence that is spoken.

use std::path::PathBuf;

use holdfast::coach::{Check, CheckKind, Interruption, Item, Pause, Request, SetUp, SetView, Sound, Stage};
use holdfast::coach::{Urgency, Utterance};
use holdfast::frame::Frame;
use holdfast::messages::Language;
use holdfast::motion::{PictureSize, Placement, Position, Reason, RuleId, Scene, View};
use holdfast::pipeline::live::{Notice, Showing};
use holdfast::rules::Catalogue;
use holdfast::source::SourceError;
use holdfast::source::live::{Device, LiveError};
use holdfast::ui::screen::{Controls, Prompt, compose};
use holdfast::ui::voice::{NoSound, NotHeard};
use holdfast::ui::{Appearance, Asked, Look, Setting, Shape, Snapshot};

use super::stages::{all, figures};
use crate::play::{Film, item};
use crate::support::foreign::Foreign;

/// Recordings that are played, with their exercises.
const RECORDED: &[(&str, &str)] = &[
    ("bridge-low", "bridge"),
    ("bridge-overarched", "bridge"),
    ("bridge-side", "bridge"),
    ("cat-cow-side", "cat-cow"),
    ("doorway-hands-high", "doorway-pec-stretch"),
    ("knee-to-chest-faulty", "knee-to-chest"),
    ("levator-leaning", "levator-stretch"),
    ("march-faulty", "march"),
    ("rotation-head-end", "lower-trunk-rotation"),
    ("squeeze-leaning-back", "shoulder-blade-squeeze"),
    ("thoracic-small", "thoracic-extension"),
];

/// Reads texts and keeps the foreign words among them.
struct Reader {
    foreign: Foreign,
    read: usize,
    found: Vec<String>,
}

impl Reader {
    fn of(language: &str) -> Self {
        Self { foreign: Foreign::to(language), read: 0, found: Vec::new() }
    }

    fn text(&mut self, place: &str, text: &str) {
        self.read += 1;
        let words = self.foreign.in_text(text);
        if !words.is_empty() {
            self.found.push(format!("{place}: {words:?} in {text:?}"));
        }
    }

    /// Texts of shapes as they stand, and as they are read aloud.
    fn shapes(&mut self, place: &str, shapes: &[Shape]) {
        for shape in shapes {
            if let Shape::Text { text, .. } = shape {
                self.text(place, text);
            }
        }
    }

    fn screen(&mut self, place: &str, snapshot: Option<&Snapshot>, setting: &Setting, controls: Controls) {
        let scene = compose(snapshot, setting, controls, 1280.0, 720.0);
        self.shapes(place, &scene.shapes);
        self.shapes(place, scene.inset.as_ref().map_or(&[], |inset| &inset.shapes));
        scene.labels.iter().for_each(|label| self.text(place, &label.text));
        if let Some(snapshot) = snapshot {
            let look = Look { language: setting.language, ..Look::default() };
            let picture = PictureSize { width: 640, height: 480 };
            let shapes = holdfast::ui::compose(&snapshot.overlay, picture, &look);
            self.shapes(&format!("{place}, overlay"), &shapes);
        }
    }

    #[track_caller]
    fn finish(self, least: usize) {
        assert!(self.found.is_empty(), "{} texts:\n{}", self.found.len(), self.found.join("\n"));
        assert!(self.read >= least, "only {} texts were read", self.read);
    }
}

fn setting(items: &[Item], language: &str) -> Setting {
    let language = Language::of(language).expect("a language of ours");
    let session = holdfast::coach::Session::in_language(items.to_vec(), language);
    let programme = session.items().to_vec();
    let figures = figures(&programme);
    let (asks_pain, warning) = (false, None);
    Setting { programme, figures, language, appearance: Appearance::default(), asks_pain, warning }
}

#[test]
fn every_screen_speaks_one_language() {
    for language in ["en", "de"] {
        let mut reader = Reader::of(language);
        for shot in all(language) {
            let asked = [Asked::Before, Asked::After].map(|asked| Some(Prompt::Pain(asked)));
            for prompt in [None, Some(Prompt::Help), Some(Prompt::Finish)].into_iter().chain(asked) {
                for page_number in 0..2 {
                    let controls = Controls { prompt, page_number, ..Controls::default() };
                    reader.screen(shot.name, shot.snapshot.as_ref(), &shot.setting, controls);
                }
            }
        }
        reader.finish(300);
    }
}

/// Everything that may be missing while a session goes on. What the system says of a cause is in its own words.
fn notices() -> Vec<Notice> {
    let (name, address) = (|| "Kinect".to_owned(), || "rtsp://192.168.1.20".to_owned());
    let path = || PathBuf::from("/dev/video0");
    let device = Device { path: path(), name: name() };
    let (from, size) = (PictureSize { width: 640, height: 480 }, PictureSize { width: 8, height: 6 });
    let refused = opencv::Error::new(0, "the picture has changed");
    let cameras = [
        LiveError::NoCamera,
        LiveError::NoSuchDevice { path: path(), there: Vec::new() },
        LiveError::NoSuchDevice { path: path(), there: vec![device.clone(), device] },
        LiveError::NotPermitted(path()),
        LiveError::Busy { path: path(), by: Some("cheese".to_owned()) },
        LiveError::Busy { path: path(), by: None },
        LiveError::NoPictures(path()),
        LiveError::Vanished(name()),
        LiveError::Unreachable(address()),
        LiveError::NoAnswer { address: address(), secs: 8.0 },
        LiveError::Dropped(address()),
        LiveError::Stalled { name: name(), secs: 5.0 },
        LiveError::Black(name()),
        LiveError::SizeChanged { name: name(), from, to: size },
        LiveError::TooSmall { name: name(), size },
        LiveError::TooLarge { name: name(), size },
        LiveError::BadAddress(address()),
        LiveError::Recording(SourceError::NoFrames(path())),
        LiveError::Decoder { name: name(), source: refused },
    ];
    let sounds = [
        NotHeard::NoVoice,
        NotHeard::NoSound(NoSound { cause: "the device is in use".to_owned() }),
        NotHeard::VoiceFails("/usr/bin/espeak-ng".into()),
        NotHeard::VoiceHangs("/usr/bin/espeak-ng".into()),
    ];
    let rest = [
        Notice::NotKept(anyhow::anyhow!("the disk is full: make room")),
        Notice::VoiceIsBehind,
        Notice::TooSlow,
    ];
    cameras.map(Notice::Camera).into_iter().chain(sounds.map(Notice::NotHeard)).chain(rest).collect()
}

#[test]
fn what_does_not_work_is_told_in_one_language() {
    let item = item("bridge", 3, 2, 30.0);
    for language in ["en", "de"] {
        let mut reader = Reader::of(language);
        let setting = setting(std::slice::from_ref(&item), language);
        for notice in notices() {
            let mut snapshot = Snapshot::of(Stage::SetUp(SetUp {
                item: 0,
                number: 1,
                sets: 1,
                advice: None,
                briefing: None,
                checks: checks(None),
            }));
            snapshot.notices = vec![notice.in_words(setting.language)];
            assert!(!snapshot.notices[0].contains(['{', '}']), "{:?}", snapshot.notices);
            reader.screen(&format!("{notice:?}"), Some(&snapshot), &setting, Controls::default());
        }
        reader.finish(300);
    }
}

/// Everything that may be shown of every exercise: each check, each advice, each cue, each pause.
#[test]
fn what_may_be_shown_of_any_exercise_is_in_one_language() {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    for language in ["en", "de"] {
        let mut reader = Reader::of(language);
        for file in catalogue.files() {
            let setting = setting(&[item(&file.id, 3, 2, 30.0)], language);
            let item = &setting.programme[0];
            let mut show = |stage: Stage| {
                reader.screen(&file.id, Some(&Snapshot::of(stage)), &setting, Controls::default());
            };
            for reason in Reason::ALL {
                let seen = [None, Some(Position::Supine), Some(Position::Seated)];
                let views = [None, Some(View::Side), Some(View::Front)];
                let seen = seen.into_iter().zip(views);
                let seen = seen.map(|(position, view)| Placement { position, view, near: None });
                for (other, again) in seen.flat_map(|other| [(other, false), (other, true)]) {
                    let (exercise, title) = (&item.exercise, &item.texts.title);
                    let told = setting.language;
                    let advice = Some(if again {
                        told.remedy_again(reason, exercise, title, other)
                    } else {
                        told.remedy(reason, exercise, title, other)
                    });
                    show(Stage::SetUp(SetUp {
                        item: 0,
                        number: 1,
                        sets: 2,
                        advice,
                        briefing: None,
                        checks: checks(None),
                    }));
                }
            }
            for met in [Some(true), Some(false), None] {
                show(Stage::SetUp(SetUp {
                    item: 0,
                    number: 1,
                    sets: 2,
                    advice: None,
                    briefing: None,
                    checks: checks(met),
                }));
            }
            for place in 0..item.exercise.faults.len() {
                let (text, fault) = (item.texts.cue(RuleId(place)).to_string(), Some(RuleId(place)));
                for (number, urgency) in [(1, Urgency::Safety), (2, Urgency::Form)] {
                    let cue = Some(Utterance { text: text.clone(), urgency, fault, cuts_in: false });
                    let (sets, repetitions) = (2, Some(3));
                    show(Stage::Set(SetView { item: 0, number, sets, repetitions, next: None, cue }));
                }
            }
        }
        reader.finish(1000);
    }
}

fn checks(met: Option<bool>) -> Vec<Check> {
    use CheckKind::{Alone, Distance, Light, Person, Position, Start, View, WholeBody};
    let kinds = [Light, Person, Alone, WholeBody, Distance, View, Position, Start];
    kinds.map(|kind| Check { kind, met }).to_vec()
}

/// Whole sessions, with everything that is said in them and on the screens on the way.
#[test]
fn whole_sessions_are_held_in_one_language() {
    let lit = Scene { brightness: Some(120.0), people: Some(1), ..Scene::default() };
    let crowd = Scene { brightness: Some(120.0), people: Some(2), ..Scene::default() };
    for language in ["en", "de"] {
        let mut reader = Reader::of(language);
        for (name, exercise) in RECORDED {
            let film = Film::default()
                .nobody(8.0, Some(12.0))
                .nobody(8.0, Some(120.0))
                .shown_in(
                    lit,
                    if exercise.starts_with("cat") { "bridge-side" } else { "cat-cow-side" },
                    0.0,
                    6.0,
                )
                .shown_in(crowd, name, 0.0, 4.0)
                .recording(name, 0.0, 100.0)
                .ask(Request::Pause(Interruption::Asked))
                .still(name, 0.0, 3.0)
                .ask(Request::Resume)
                .recording(name, 0.0, 100.0)
                .nobody(8.0, Some(120.0))
                .recording(name, 0.0, 100.0)
                .ask(Request::Pause(Interruption::Camera))
                .nobody(3.0, None)
                .ask(Request::Resume)
                .ask(Request::Next)
                .still(name, 0.0, 3.0)
                .ask(Request::Finish);
            walk(&mut reader, name, &film, vec![item(exercise, 3, 2, 20.0)], language);
        }
        reader.finish(1000);
    }
}

fn walk(reader: &mut Reader, name: &str, film: &Film, items: Vec<Item>, language: &str) {
    let setting = setting(&items, language);
    let session = holdfast::coach::Session::in_language(items.clone(), setting.language);
    let mut showing = Showing::new(&session);
    let mut frames = film.frames.iter().peekable();
    let (mut pose, mut shown) = (None, String::new());
    for moment in film.play(items, language) {
        while let Some((_, glimpse)) = frames.next_if(|(secs, _)| *secs <= moment.at_secs) {
            pose.clone_from(&glimpse.pose);
        }
        showing.take(&moment, pose.as_deref());
        for sound in &moment.sounds {
            if let Sound::Say(said) = sound {
                reader.text(&format!("{name}, said at {:.1}", moment.at_secs), &said.text);
            }
        }
        let mut snapshot = Snapshot::of(moment.stage.clone());
        snapshot.overlay = showing.overlay(pose.clone());
        snapshot.curves = showing.curves();
        snapshot.muted = true;
        // Numbers alone are no other screen.
        let overlay = &snapshot.overlay;
        let now = format!(
            "{} {:?} {:?} {:?}",
            overlay.phase,
            overlay.cue,
            overlay.cannot_judge,
            told(&moment.stage)
        );
        if now != shown {
            shown = now;
            snapshot.picture = None::<std::sync::Arc<Frame>>;
            reader.screen(
                &format!("{name} at {:.1}", moment.at_secs),
                Some(&snapshot),
                &setting,
                Controls::default(),
            );
        }
    }
}

/// The texts of a stage.
fn told(stage: &Stage) -> String {
    match stage {
        Stage::SetUp(set_up) => format!("{:?} {:?}", set_up.advice, set_up.checks),
        Stage::Set(set) => format!("{:?} {:?}", set.next, set.cue),
        Stage::Rest(rest) => format!("rest {}", rest.next_set),
        Stage::Paused(Pause { why, .. }) => format!("paused {why:?}"),
        Stage::Summary(_) => "summary".to_string(),
    }
}

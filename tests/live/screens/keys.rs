//! What the keys do on each screen, and what those hear who have the screen read to them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use holdfast::coach::{Interruption, Request};
use holdfast::ui::window::App;
use holdfast::ui::{Answer, Asked, Host, Snapshot, Wish};

use super::stages::{Shot, all, one};

/// Shows one snapshot and writes down what is asked for.
struct Still {
    snapshot: Option<Arc<Snapshot>>,
    elsewhere: Rc<RefCell<Vec<Key>>>,
    wishes: Rc<RefCell<Vec<Wish>>>,
}

impl Host for Still {
    fn newest(&mut self) -> Option<Arc<Snapshot>> {
        self.snapshot.take()
    }

    fn key(&mut self) -> Option<Key> {
        self.elsewhere.borrow_mut().pop()
    }

    fn wish(&mut self, wish: Wish) {
        self.wishes.borrow_mut().push(wish);
    }
}

/// A window with a screen, without a display.
struct Desk {
    harness: Harness<'static>,
    /// What the last key did to the window itself.
    commands: Vec<ViewportCommand>,
    /// Keys of a headset, to be passed on.
    elsewhere: Rc<RefCell<Vec<Key>>>,
    wishes: Rc<RefCell<Vec<Wish>>>,
}

impl Desk {
    fn with(shot: Shot) -> Self {
        let (elsewhere, wishes) = (Rc::default(), Rc::new(RefCell::new(Vec::new())));
        let host = Still {
            snapshot: shot.snapshot.map(Arc::new),
            elsewhere: Rc::clone(&elsewhere),
            wishes: Rc::clone(&wishes),
        };
        let mut app = App::new(shot.setting, Box::new(host));
        let harness = Harness::builder().with_size([1280.0, 720.0]).build_ui(move |ui| {
            app.show(ui, Duration::ZERO);
            if app.is_left() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
        });
        let mut desk = Self { harness, commands: Vec::new(), elsewhere, wishes };
        desk.harness.run_steps(2);
        desk
    }

    fn press(&mut self, key: Key) {
        self.harness.key_down(key);
        self.harness.run_steps(1);
        let root = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        self.commands = root.map(|root| root.commands.clone()).unwrap_or_default();
        self.harness.key_up(key);
        self.harness.run_steps(1);
    }

    fn says(&self, text: &str) -> bool {
        self.harness.query_all_by_label(text).next().is_some()
    }

    fn closes(&self) -> bool {
        self.commands.contains(&ViewportCommand::Close)
    }

    fn wishes(&self) -> Vec<Wish> {
        self.wishes.borrow().clone()
    }
}

#[test]
fn every_text_of_a_screen_can_be_read_aloud() {
    for (name, texts) in [
        ("starting", &["Starting"][..]),
        ("set-up-nobody", &["Bridge", "Light", "In the picture", "Camera's side", "Start position"]),
        ("coaching-held", &["Bridge", "Set 1 of 2", "2", "of 3 s", "1", "of 2", "Hold", "Space", "Pause"]),
        ("rest", &["20", "seconds of rest", "2", "good of 2", "Next: Bridge"]),
        ("paused", &["Bridge", "Set 1 of 2", "Paused", "Press space to go on.", "Go on"]),
        (
            "paused-camera",
            &["The camera gives no picture: check its cable, and that no other program uses it."],
        ),
        ("summary", &["Session over", "Bridge, set 1", "Bridge, set 2", "Cat and cow, set 1", "Close"]),
    ] {
        let desk = Desk::with(one(name));
        for text in texts {
            assert!(desk.says(text), "{name}: {text} is missing");
        }
    }
}

#[test]
fn the_keys_of_a_headset_do_what_those_of_the_keyboard_do() {
    let mut desk = Desk::with(one("set-up-nobody"));
    desk.elsewhere.borrow_mut().push(Key::MediaPlayPause);
    desk.harness.run_steps(2);
    assert_eq!(desk.wishes(), [Wish::Ask(Request::Pause(Interruption::Asked))]);
}

/// As for who is asked, and told of a rise.
fn asking(name: &str) -> Shot {
    let mut shot = one(name);
    shot.setting.asks_pain = true;
    shot
}

#[test]
fn pain_is_asked_before_and_after_with_buttons_of_ten_and_one() {
    let mut desk = Desk::with(asking("summary"));
    assert!(desk.says("How strong is the pain now?"));
    desk.harness.query_all_by_label("10").next().expect("a button").click_accesskit();
    desk.harness.run_steps(3);
    assert_eq!(desk.wishes(), [Wish::Pain(Asked::Before, Answer::Mark(10))]);
    assert!(desk.says("And how strong is the pain after it?"), "the session is over");
    desk.press(Key::Num3);
    assert_eq!(desk.wishes().last(), Some(&Wish::Pain(Asked::After, Answer::Mark(3))));
    assert!(!desk.says("And how strong is the pain after it?") && desk.says("Session over"));
}

#[test]
fn who_does_not_say_how_strong_the_pain_is_is_not_asked_again() {
    for (key, answer) in [(Key::Escape, Answer::Skip), (Key::N, Answer::Never)] {
        let mut desk = Desk::with(asking("summary"));
        desk.press(key);
        assert_eq!(desk.wishes(), [Wish::Pain(Asked::Before, answer)]);
        assert!(desk.says("Session over") && !desk.says("And how strong is the pain after it?"));
    }
}

#[test]
fn a_warning_is_read_before_all_else() {
    let mut shot = asking("coaching-held");
    shot.setting.warning = Some("Rest.".to_owned());
    let mut desk = Desk::with(shot);
    assert!(desk.says("Rest.") && !desk.says("How strong is the pain now?"));
    desk.press(Key::Space);
    assert!(!desk.says("Rest.") && desk.says("Hold"));
    assert_eq!(desk.wishes(), []);
}

#[test]
fn space_pauses_and_goes_on() {
    let mut desk = Desk::with(one("coaching-held"));
    desk.press(Key::Space);
    assert_eq!(desk.wishes(), [Wish::Ask(Request::Pause(Interruption::Asked))]);
    let mut desk = Desk::with(one("paused"));
    desk.press(Key::Space);
    assert_eq!(desk.wishes(), [Wish::Ask(Request::Resume)]);
}

#[test]
fn n_goes_on_to_the_next() {
    for name in ["set-up-nobody", "coaching-held", "rest", "paused"] {
        let mut desk = Desk::with(one(name));
        desk.press(Key::N);
        assert_eq!(desk.wishes(), [Wish::Ask(Request::Next)], "{name}");
    }
}

#[test]
fn a_session_is_ended_after_a_question() {
    for shot in all("en").into_iter().filter(|shot| !["starting", "summary"].contains(&shot.name)) {
        let name = shot.name;
        for key in [Key::Q, Key::Escape] {
            let mut desk = Desk::with(one(name));
            desk.press(key);
            assert!(desk.says("Finish the session?"), "{name}");
            assert_eq!(desk.wishes(), [], "{name}: not before the answer");
            desk.press(Key::Space);
            assert!(!desk.says("Finish the session?"), "{name}: any other key goes on");
            assert_eq!(desk.wishes(), [], "{name}: and does nothing else");
            desk.press(key);
            desk.press(Key::Q);
            assert_eq!(desk.wishes(), [Wish::Ask(Request::Finish)], "{name}");
            assert!(!desk.closes(), "{name}: the summary comes first");
        }
    }
}

#[test]
fn when_all_is_over_the_window_closes_without_a_question() {
    for key in [Key::Q, Key::Escape] {
        let mut desk = Desk::with(one("summary"));
        desk.press(key);
        assert!(desk.closes());
        assert_eq!(desk.wishes(), []);
    }
}

#[test]
fn the_question_mark_lists_the_keys_on_every_screen() {
    for shot in all("en") {
        let name = shot.name;
        let mut desk = Desk::with(shot);
        desk.harness.event(Event::Text("?".into()));
        desk.harness.run_steps(1);
        for text in ["Keys", "Full screen", "Light or dark", "High contrast", "Sound on or off"] {
            assert!(desk.says(text), "{name}: {text} is missing");
        }
        desk.press(Key::Space);
        assert!(!desk.says("Full screen"), "{name}: any key closes it");
        assert_eq!(desk.wishes(), [], "{name}: and does nothing else");
    }
}

#[test]
fn the_sound_is_turned_off_and_on() {
    let mut shot = one("coaching-held");
    let mut desk = Desk::with(one("coaching-held"));
    assert!(!desk.says("Sound off"));
    desk.press(Key::M);
    assert_eq!(desk.wishes(), [Wish::Mute(true)]);
    if let Some(snapshot) = &mut shot.snapshot {
        snapshot.muted = true;
    }
    let mut desk = Desk::with(shot);
    assert!(desk.says("Sound off"));
    desk.press(Key::M);
    assert_eq!(desk.wishes(), [Wish::Mute(false)]);
}

#[test]
fn the_window_takes_the_whole_screen_and_gives_it_back() {
    let mut desk = Desk::with(one("rest"));
    for on in [true, false] {
        desk.press(Key::F);
        assert!(desk.commands.contains(&ViewportCommand::Fullscreen(on)));
    }
}

#[test]
fn what_does_not_work_is_told_beside_the_keys() {
    let mut shot = one("coaching-held");
    if let Some(snapshot) = &mut shot.snapshot {
        snapshot.notices = vec!["No voice was found".into()];
    }
    assert!(Desk::with(shot).says("No voice was found"));
}

#[test]
fn the_person_s_language_is_everywhere() {
    for shot in all("de") {
        let name = shot.name;
        let desk = Desk::with(shot);
        for text in ["Pause", "Next", "Finish", "Close", "Help", "Session over", "Paused", "Starting"] {
            // One word is the same in both.
            assert!(text == "Pause" || !desk.says(text), "{name}: {text} is English");
        }
    }
}

#[test]
fn a_press_on_a_key_at_the_foot_does_what_the_key_does() {
    let click = |desk: &mut Desk, name: &str| {
        let buttons = desk.harness.query_all_by_role_and_label(Role::Button, name);
        buttons.last().unwrap_or_else(|| panic!("{name} is not there")).click();
        desk.harness.run_steps(2);
    };
    let mut desk = Desk::with(one("coaching-held"));
    click(&mut desk, "Pause");
    assert_eq!(desk.wishes(), [Wish::Ask(Request::Pause(Interruption::Asked))]);
    click(&mut desk, "Finish");
    assert!(desk.says("Finish the session?"));
    click(&mut desk, "Go on");
    assert!(!desk.says("Finish the session?"));
    click(&mut desk, "Help");
    assert!(desk.says("Sound on or off"));
    click(&mut desk, "Any key closes this");
    assert!(!desk.says("Sound on or off"));
    click(&mut desk, "Finish");
    click(&mut desk, "Finish");
    assert_eq!(desk.wishes().last(), Some(&Wish::Ask(Request::Finish)));
}

//! The home window: what can be done in it by keys alone, what those hear who have it read to them, what is asked for,
//! and that nothing of it is cut off. Nothing here needs a display.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Rect, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable as _};
use holdfast::messages::{Language, english};
use holdfast::report::history::{WeekRange, WrittenWeek};
use holdfast::report::{Unit, trends_document};
use holdfast::rules::Catalogue;
use holdfast::ui::home::{
    App, Card, Choices, Desk, Details, Dose, Home, Kept, Now, Picture, Planned, Read, Start, Webcam, Week,
    Wish,
};
use holdfast::ui::{Appearance, Host, Setting};

/// Points that rounding may take.
const ROUNDING: f32 = 1.0;

/// Everything that can be shown, as after some weeks.
fn home(language: &str) -> Home {
    let language = Language::of(language).expect("it is ours");
    let catalogue = Catalogue::load(None).expect("built in");
    let exercises: Vec<Card> = (catalogue.files().iter())
        .map(|rules| {
            let texts = language.translated(&rules.texts);
            let figure = rules.figure().expect("whole").expect("there");
            Card {
                exercise: rules.id.clone(),
                title: texts.title.clone(),
                steps: texts.steps,
                cautions: texts.cautions,
                dose: Dose {
                    sets: 1,
                    repetitions: rules.exercise.dose.repetitions,
                    hold_secs: rules.exercise.dose.hold_secs.map(|(least, _)| least),
                },
                positions: rules.exercise.positions.clone(),
                view: rules.exercise.views.first().copied(),
                figure: Picture::of(&figure, texts.title),
                is_planned: rules.id.starts_with('b'),
                rests: false,
            }
        })
        .collect();
    let planned = |card: &Card, done| Planned {
        exercise: card.exercise.clone(),
        title: card.title.clone(),
        dose: Dose { sets: 2, repetitions: (3, 3), hold_secs: card.dose.hold_secs },
        done,
        has_part: false,
        times: 2,
        rest: None,
    };
    let session = |id: i64, details| Kept {
        id,
        when: format!("2026-11-{id:02}, 08:30"),
        titles: exercises.iter().take(3).map(|card| card.title.clone()).collect(),
        repetitions: 12,
        good: 9,
        details,
    };
    let details = Details {
        sets: vec!["A set of twelve repetitions".to_owned()],
        remedies: exercises[0].cautions.clone(),
    };
    Home {
        language,
        is_first_start: false,
        planned: vec![planned(&exercises[0], 2), planned(&exercises[1], 1), planned(&exercises[2], 0)],
        stop: None,
        pause: None,
        sessions: vec![session(28, Some(details)), session(27, None)],
        weeks: (0..8).map(|week| Week { repetitions: 4 * week, good: 3 * week }).collect(),
        choices: Choices { text_percent: 100, ..Choices::default() },
        cameras: vec![Webcam {
            device: "/dev/video0".to_owned(),
            name: "A webcam with a long name".to_owned(),
        }],
        read: None,
        folder: Some("/a/folder/of/some/length/that/holds/the/history".to_owned()),
        exercises,
    }
}

/// What there is to read.
fn weeks() -> Vec<WrittenWeek> {
    let range = |peak| WeekRange {
        phase: Some("raised".to_owned()),
        side: None,
        measure: Some("hip_angle_signed".to_owned()),
        unit: Some(Unit::Degrees),
        peak,
        target: Some(165.0),
    };
    let week = |number: u32| WrittenWeek {
        exercise: "bridge".to_owned(),
        title: "Bridge".to_owned(),
        week: format!("2026-11-{:02}", 2 + 7 * number),
        sessions: 3,
        repetitions: 9 + number,
        good: 5 + number,
        hold_secs: Some(3.4),
        hold_target_secs: Some(3.0),
        pain_before: Some(2.0),
        pain_after: Some(1.0),
        planned: Some(7),
        done: Some(3),
        ranges: vec![range(160.0 + f64::from(number))],
    };
    (0..4).map(week).collect()
}

/// As when nothing was ever done.
fn first(language: &str) -> Home {
    let (planned, sessions, weeks, cameras) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Home { is_first_start: true, planned, sessions, weeks, cameras, ..home(language) }
}

/// Shows it and writes down what is asked for.
struct Still {
    home: Option<Arc<Home>>,
    wishes: Rc<RefCell<Vec<Wish>>>,
}

impl Desk for Still {
    fn newest(&mut self) -> Option<Arc<Home>> {
        self.home.take()
    }

    fn now(&mut self) -> Now {
        Now::default()
    }

    fn wish(&mut self, wish: Wish) {
        self.wishes.borrow_mut().push(wish);
    }

    fn begun(&mut self) -> Option<(Setting, Box<dyn Host>)> {
        None
    }

    fn left(&mut self, _: Appearance) {}
}

/// A window without a display.
struct Shown {
    harness: Harness<'static>,
    wishes: Rc<RefCell<Vec<Wish>>>,
}

impl Shown {
    fn of(home: Home, (width, height): (f32, f32)) -> Self {
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let desk = Still { home: Some(Arc::new(home)), wishes: Rc::clone(&wishes) };
        // It lives as long as the test's process.
        let mut app = App::new(Box::leak(Box::new(desk)));
        let harness =
            Harness::builder().with_size([width, height]).build_ui(move |ui| app.show(ui, Duration::ZERO));
        let mut shown = Self { harness, wishes };
        shown.harness.run_steps(4);
        shown
    }

    fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run_steps(3);
    }

    fn write(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    fn click(&mut self, label: &str) {
        let node = self.harness.query_all_by_label(label).next();
        node.unwrap_or_else(|| panic!("{label} is not there")).click_accesskit();
        self.harness.run_steps(3);
    }

    /// The names of all that can be operated; empty for one without.
    fn controls(&self) -> Vec<String> {
        let is_control = |role| {
            [Role::Button, Role::CheckBox, Role::RadioButton, Role::TextInput, Role::Slider, Role::Link]
                .contains(&role)
        };
        let controls = By::new().predicate(move |node| is_control(node.role()));
        self.harness
            .query_all(controls)
            .map(|node| node.accesskit_node().label().unwrap_or_default())
            .collect()
    }

    fn focused(&self) -> Option<String> {
        let focused = self.harness.query_all(By::new().predicate(|node| node.is_focused())).next()?;
        focused.accesskit_node().label()
    }

    fn wishes(&self) -> Vec<Wish> {
        self.wishes.borrow().clone()
    }
}

/// Every page, by name, with what leads to it.
fn pages(language: &str, size: (f32, f32)) -> Vec<(String, Shown)> {
    let words = &Language::of(language).expect("it is ours").words;
    let home_words = &words.home;
    let mut pages = Vec::new();
    let mut add = |name: &str, home: Home, clicks: &[&str]| {
        let mut shown = Shown::of(home, size);
        clicks.iter().for_each(|label| shown.click(label));
        pages.push((format!("{name} {language} {size:?}"), shown));
    };
    add("welcome", first(language), &[]);
    add("welcome-camera", first(language), &[&home_words.go_on]);
    add("welcome-voice", first(language), &[&home_words.go_on, &home_words.go_on]);
    add("today-first", first(language), &[&home_words.skip]);
    add("today", home(language), &[]);
    let stopped = Home { stop: Some(home_words.pain_rose.clone()), ..home(language) };
    add("today-stopped", stopped, &[]);
    let paused = Home { pause: Some(words.plan.pauses.clone()), ..home(language) };
    add("today-paused", paused, &[]);
    add("exercises", home(language), &[&home_words.exercises]);
    let more = format!("{}: {}", home_words.more, home(language).exercises[0].title);
    add("exercise", home(language), &[&home_words.exercises, &more]);
    add("history", home(language), &[&home_words.history]);
    let session = format!("{}: 2026-11-28, 08:30", home_words.more);
    let delete = format!("{}: 2026-11-28, 08:30", home_words.delete);
    add("history-open", home(language), &[&home_words.history, &session]);
    add("history-delete", home(language), &[&home_words.history, &delete]);
    let read = |what| {
        let document = Arc::new(trends_document(&weeks(), Language::of(language).expect("it is ours")));
        Home { read: Some((what, document)), ..home(language) }
    };
    let report = format!("{}: 2026-11-28, 08:30", home_words.report);
    add("report", read(Read::Session(28)), &[&home_words.history, &report]);
    add("trends", read(Read::Trends), &[&home_words.history, &words.trends.kind]);
    add("settings", home(language), &[&home_words.settings]);
    pages
}

#[test]
fn every_control_has_a_name_of_its_own_and_is_reached_by_tab() {
    for (page, mut shown) in pages("en", (1366.0, 768.0)) {
        let names = shown.controls();
        assert!(names.len() >= 2, "{page}: {names:?}");
        assert!(names.iter().all(|name| !name.is_empty()), "{page}: {names:?}");
        let unique: BTreeSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{page}: {names:?}");
        let mut reached: BTreeSet<String> = shown.focused().into_iter().collect();
        for _ in 0..names.len() + 1 {
            shown.press(Key::Tab);
            reached.extend(shown.focused());
        }
        let missed: Vec<&String> = names.iter().filter(|name| !reached.contains(*name)).collect();
        assert!(missed.is_empty(), "{page}: {missed:?} of {names:?}");
    }
}

#[test]
fn nothing_is_cut_off_at_the_side() {
    let mut wrong = Vec::new();
    // The last are those before them with text at 150 percent.
    let sizes =
        [(1024.0, 600.0), (1366.0, 768.0), (1920.0, 1080.0), (682.0, 400.0), (910.0, 512.0), (1280.0, 720.0)];
    for size in sizes {
        for language in ["en", "de"] {
            for (page, shown) in pages(language, size) {
                let room = Rect::from_min_max(pos2(0.0, f32::MIN), pos2(size.0, f32::MAX)).expand(ROUNDING);
                let all = By::new().predicate(|node| node.label().is_some());
                for node in shown.harness.query_all(all) {
                    if !room.contains_rect(node.rect()) {
                        wrong.push(format!(
                            "{page}: {:?} at {:?}",
                            node.accesskit_node().label(),
                            node.rect()
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_start_leads_to_the_first_exercise_by_three_keys() {
    let mut shown = Shown::of(first("en"), (1366.0, 768.0));
    for _ in 0..3 {
        assert_eq!(shown.wishes(), []);
        shown.press(Key::Enter);
    }
    let exercise = home("en").exercises[0].exercise.clone();
    let [Wish::Choose(_), Wish::Begin(start)] = &shown.wishes()[..] else { panic!("{:?}", shown.wishes()) };
    assert_eq!(*start, Start::Exercise(exercise));
}

/// Without a webcam, the address of a camera is typed between two of these keys.
#[test]
fn the_first_start_takes_the_address_of_a_camera_by_the_same_three_keys() {
    let without = Home { choices: Choices { camera: None, ..home("en").choices }, ..first("en") };
    let mut shown = Shown::of(without, (1366.0, 768.0));
    shown.press(Key::Enter);
    shown.write("  http://phone:8080/video ");
    shown.press(Key::Enter);
    let [Wish::Choose(chosen)] = &shown.wishes()[..] else { panic!("{:?}", shown.wishes()) };
    assert_eq!(chosen.camera.as_deref(), Some("http://phone:8080/video"));
    shown.press(Key::Enter);
    assert!(matches!(shown.wishes()[..], [.., Wish::Begin(_)]), "{:?}", shown.wishes());
}

#[test]
fn begin_has_the_focus_and_begins_what_is_left_of_the_programme() {
    let mut shown = Shown::of(home("en"), (1366.0, 768.0));
    assert_eq!(shown.focused().as_deref(), Some("Begin"));
    shown.press(Key::Enter);
    assert_eq!(shown.wishes(), [Wish::Begin(Start::Programme)]);
    let mut done = home("en");
    done.planned.iter_mut().for_each(|planned| planned.done = planned.times);
    let shown = Shown::of(done, (1366.0, 768.0));
    assert!(shown.harness.query_by_label("Everything is done for today").is_some());
    assert!(!shown.controls().contains(&"Begin".to_owned()));
}

#[test]
fn a_rise_in_pain_leaves_nothing_to_begin_but_to_go_on() {
    let mut shown = Shown::of(Home { stop: Some("Rest.".to_owned()), ..home("en") }, (1366.0, 768.0));
    assert!(shown.harness.query_by_label("Rest.").is_some());
    assert!(!shown.controls().contains(&"Begin".to_owned()));
    shown.click("Go on");
    assert_eq!(shown.wishes(), [Wish::Resume]);
}

#[test]
fn a_pause_is_asked_for_and_ended_by_a_button() {
    let mut shown = Shown::of(home("en"), (1366.0, 768.0));
    shown.click("Ill? Pause the programme");
    assert_eq!(shown.wishes(), [Wish::Pause]);
    let mut shown =
        Shown::of(Home { pause: Some("You are pausing.".to_owned()), ..home("en") }, (1366.0, 768.0));
    assert!(shown.harness.query_by_label("You are pausing.").is_some());
    assert!(!shown.controls().contains(&"Begin".to_owned()));
    assert_eq!(shown.focused().as_deref(), Some("Go on"));
    shown.press(Key::Enter);
    assert_eq!(shown.wishes(), [Wish::Resume]);
}

#[test]
fn an_exercise_of_the_programme_rests_by_a_tick() {
    let mut shown = Shown::of(home("en"), (1366.0, 768.0));
    shown.click("Exercises");
    shown.click("Rests for now: Bridge");
    let wish = |rests| Wish::Rest { exercise: "bridge".to_owned(), rests };
    assert_eq!(shown.wishes(), [wish(true)]);
    let mut resting = home("en");
    resting.exercises.iter_mut().for_each(|card| card.rests = card.is_planned);
    let mut shown = Shown::of(resting, (1366.0, 768.0));
    shown.click("Exercises");
    shown.click("Rests for now: Bridge");
    assert_eq!(shown.wishes(), [wish(false)]);
    assert_eq!(shown.controls().iter().filter(|name| name.starts_with("Rests for now")).count(), 1);
}

#[test]
fn an_exercise_that_rests_is_not_left_to_do() {
    let mut resting = home("en");
    for planned in &mut resting.planned {
        planned.rest = Some("rests until 2026-03-31".to_owned());
    }
    let shown = Shown::of(resting, (1366.0, 768.0));
    assert!(shown.harness.query_by_label("Everything is done for today").is_some());
    let lines = shown.harness.query_all_by_label_contains("rests until 2026-03-31");
    assert_eq!(lines.count(), 2, "the first was done before");
}

#[test]
fn a_report_is_read_in_the_window_and_opened_in_the_browser() {
    let document = Arc::new(trends_document(&weeks(), english()));
    let read = Home { read: Some((Read::Session(28), document)), ..home("en") };
    let mut shown = Shown::of(read, (1366.0, 768.0));
    shown.click("History");
    shown.click("Report: 2026-11-28, 08:30");
    assert_eq!(shown.wishes(), [Wish::Read(Read::Session(28))]);
    for text in ["Exercises week by week", "Bridge", "12", "163°", "3 of 7"] {
        assert!(shown.harness.query_all_by_label(text).next().is_some(), "{text}");
    }
    shown.click("Open in the browser");
    assert_eq!(shown.wishes()[1..], [Wish::Report(28)]);
    shown.press(Key::Escape);
    assert!(shown.controls().contains(&"Report: 2026-11-28, 08:30".to_owned()), "the page before");
}

#[test]
fn a_session_is_deleted_after_a_question() {
    let mut shown = Shown::of(home("en"), (1366.0, 768.0));
    shown.click("History");
    shown.click("Delete: 2026-11-28, 08:30");
    assert_eq!(shown.wishes(), []);
    shown.click("Keep");
    shown.click("Delete: 2026-11-28, 08:30");
    shown.click("Delete: 2026-11-28, 08:30");
    assert_eq!(shown.wishes(), [Wish::Delete(28)]);
}

#[test]
fn settings_are_asked_for_as_they_are_chosen() {
    let mut shown = Shown::of(home("en"), (1366.0, 768.0));
    shown.click("Settings");
    let usual = home("en").choices;
    let expected = [
        ("A webcam with a long name", Choices { camera: Some("/dev/video0".to_owned()), ..usual.clone() }),
        ("Silent", Choices { mute: true, ..usual.clone() }),
        ("Deutsch", Choices { language: Some("de".to_owned()), ..usual.clone() }),
        ("Light", Choices { appearance: Appearance { light: true, ..usual.appearance }, ..usual.clone() }),
        (
            "Ask how strong the pain is, before and after a session",
            Choices { ask_pain: false, ..usual.clone() },
        ),
        ("150 %", Choices { text_percent: 150, ..usual.clone() }),
    ];
    for (label, choices) in expected {
        shown.click(label);
        assert_eq!(shown.wishes().last(), Some(&Wish::Choose(choices)), "{label}");
    }
    shown.click("Hear a sentence");
    assert_eq!(shown.wishes().last(), Some(&Wish::Speak));
    let expected = [
        ("Speed: 160 words a minute", Choices { rate: 170, ..usual.clone() }),
        ("Loudness: 100 %", Choices { loudness: 90, ..usual.clone() }),
    ];
    for ((label, choices), key) in expected.into_iter().zip([Key::ArrowRight, Key::ArrowLeft]) {
        let slider = By::new().role(Role::Slider).label(label);
        shown.harness.query_all(slider).next().expect("a slider").focus();
        shown.harness.run_steps(2);
        shown.press(key);
        assert_eq!(shown.wishes().last(), Some(&Wish::Choose(choices)), "{label}");
    }
}

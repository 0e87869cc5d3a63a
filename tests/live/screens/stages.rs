//! A moment of each screen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use holdfast::coach::{Interruption, Item, Moment, Request, Session, Stage};
use holdfast::frame::Frame;
use holdfast::messages::Language;
use holdfast::motion::Scene;
use holdfast::motion::figure::Figure;
use holdfast::pipeline::live::Showing;
use holdfast::rules::Catalogue;
use holdfast::ui::{Appearance, Setting, Snapshot};

use crate::play::{Film, item};

/// A moment of a session as it is shown, in a session that looks usual.
#[derive(Clone)]
pub(crate) struct Shot {
    pub(crate) name: &'static str,
    pub(crate) setting: Setting,
    pub(crate) snapshot: Option<Snapshot>,
}

/// A moment of each screen, in a language.
pub(crate) fn all(language: &'static str) -> Vec<Shot> {
    static PLAYED: Mutex<BTreeMap<&str, Vec<Shot>>> = Mutex::new(BTreeMap::new());
    let mut played = PLAYED.lock().expect("no session panicked");
    played.entry(language).or_insert_with(|| play_all(language)).clone()
}

fn play_all(language: &str) -> Vec<Shot> {
    let two = || vec![item("bridge", 2, 2, 30.0), item("cat-cow", 3, 1, 30.0)];
    let bridges = || Film::default().recording("bridge-side", 0.0, 100.0);
    let lit = Scene { brightness: Some(120.0), people: Some(1), ..Scene::default() };
    let in_set = |stage: &Stage| matches!(stage, Stage::Set(_));
    let mut shots = vec![Shot { name: "starting", setting: setting(two(), language), snapshot: None }];
    let mut add = |name, film: Film, items, wanted: &dyn Fn(&Moment, &Snapshot) -> bool| {
        shots.push(shot(name, &film, items, language, wanted));
    };
    add("set-up-nobody", Film::default().nobody(10.0, Some(120.0)), two(), &|moment, _| moment.at_secs > 8.0);
    add("set-up-elsewhere", Film::default().shown_in(lit, "cat-cow-side", 0.0, 8.0), two(), &|moment, _| {
        moment.at_secs > 7.0
    });
    add("ready", bridges(), two(), &|moment, _| in_set(&moment.stage));
    add("coaching-held", bridges(), two(), &|_, snapshot| {
        let is_second = snapshot.overlay.count.is_some_and(|count| count.total == 1);
        is_second && snapshot.overlay.hold.is_some_and(|hold| hold.secs > 2.4)
    });
    let rotations =
        Film::default().recording("rotation-head-end", 0.0, 100.0).recording("rotation-head-end", 0.0, 100.0);
    add("coaching-faulty", rotations, vec![item("lower-trunk-rotation", 2, 1, 0.0)], &|moment, snapshot| {
        let is_told = matches!(&moment.stage, Stage::Set(set) if set.cue.is_some());
        is_told && snapshot.overlay.count.is_some_and(|count| count.total > count.good)
    });
    add(
        "coaching-back",
        Film::default().recording("cat-cow-side", 0.0, 100.0),
        vec![item("cat-cow", 3, 1, 0.0)],
        &|_, snapshot| snapshot.overlay.hold.is_some_and(|hold| hold.secs > 1.0),
    );
    add(
        "rest",
        bridges().still("bridge-side", 0.0, 15.0),
        two(),
        &|moment, _| matches!(&moment.stage, Stage::Rest(rest) if rest.secs_left < 20.0),
    );
    for (name, why) in [("paused", Interruption::Asked), ("paused-camera", Interruption::Camera)] {
        let film = Film::default().recording("bridge-side", 0.0, 6.0).ask(Request::Pause(why));
        add(name, film.nobody(2.0, None), two(), &|moment, _| matches!(moment.stage, Stage::Paused(_)));
    }
    let film = bridges()
        .still("bridge-side", 0.0, 34.0)
        .recording("bridge-side", 0.0, 100.0)
        .still("bridge-side", 0.0, 34.0)
        .recording("cat-cow-side", 0.0, 100.0)
        .ask(Request::Finish);
    add("summary", film, two(), &|moment, _| matches!(moment.stage, Stage::Summary(_)));
    shots
}

/// The screen of a name, in English.
pub(crate) fn one(name: &str) -> Shot {
    all("en").into_iter().find(|shot| shot.name == name).expect("there is such a screen")
}

/// The figures of exercises.
pub(crate) fn figures(items: &[Item]) -> Vec<Option<Figure>> {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let of =
        |item: &Item| catalogue.get(&item.exercise.id).expect("built in").figure().expect("a figure of ours");
    items.iter().map(of).collect()
}

pub(crate) fn setting(items: Vec<Item>, language: &str) -> Setting {
    let language = Language::of(language).expect("a language of ours");
    let session = Session::in_language(items, language);
    let programme = session.items().to_vec();
    let figures = figures(&programme);
    let (asks_pain, warning) = (false, None);
    Setting { programme, figures, language, appearance: Appearance::default(), asks_pain, warning }
}

fn shot(
    name: &'static str,
    film: &Film,
    items: Vec<Item>,
    language: &str,
    wanted: &dyn Fn(&Moment, &Snapshot) -> bool,
) -> Shot {
    let setting = setting(items.clone(), language);
    let mut showing = Showing::new(&Session::in_language(items.clone(), setting.language));
    let mut frames = film.frames.iter().peekable();
    let mut pose = None;
    for moment in film.play(items, language) {
        while let Some((_, glimpse)) = frames.next_if(|(secs, _)| *secs <= moment.at_secs) {
            pose.clone_from(&glimpse.pose);
        }
        showing.take(&moment, pose.as_deref());
        let mut snapshot = Snapshot::of(moment.stage.clone());
        snapshot.picture = pose.as_ref().map(|pose| {
            let size = pose.picture;
            let rgb = vec![96; 3 * size.width as usize * size.height as usize];
            Arc::new(Frame { time_secs: moment.at_secs, size, rgb })
        });
        snapshot.overlay = showing.overlay(pose.clone());
        snapshot.curves = showing.curves();
        if wanted(&moment, &snapshot) {
            return Shot { name, setting, snapshot: Some(snapshot) };
        }
    }
    panic!("{name}: no such moment")
}

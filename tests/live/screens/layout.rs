//! Wherever and however a screen is shown, it can be read.

use holdfast::coach::{Check, CheckKind, SetUp, Stage};
use holdfast::rules::Catalogue;
use holdfast::ui::area::Area;
use holdfast::ui::screen::{Controls, Label, Prompt, compose};
use holdfast::ui::{Appearance, Asked, Shape, Snapshot};

use super::stages::{all, setting};
use crate::play::item;

/// Laptop, desktop, portrait, small, wide, tiny.
const SIZES: [(f64, f64); 7] = [
    (1280.0, 720.0),
    (1920.0, 1080.0),
    (1024.0, 768.0),
    (720.0, 1280.0),
    (640.0, 480.0),
    (2560.0, 1080.0),
    (320.0, 240.0),
];

/// What rounding may take, in pixels.
const ROUNDING: f64 = 0.51;

/// Each screen in each language and size, with what lies over it.
fn each(mut look: impl FnMut(&str, (f64, f64), &holdfast::ui::screen::Composition)) {
    for language in ["en", "de"] {
        for mut shot in all(language) {
            shot.setting.warning = Some(shot.setting.language.words.home.pain_rose.clone());
            let asked = [Asked::Before, Asked::After].map(Prompt::Pain);
            let prompts = [Prompt::Help, Prompt::Finish, Prompt::Warning].into_iter().chain(asked).map(Some);
            for prompt in prompts.chain([None]) {
                for (width, height) in SIZES {
                    // Colours change no place; one look of four is enough for each.
                    shot.setting.appearance = Appearance { light: width > height, ..Appearance::default() };
                    let controls = Controls { prompt, ..Controls::default() };
                    let scene = compose(shot.snapshot.as_ref(), &shot.setting, controls, width, height);
                    let name = format!("{} {language} {prompt:?} {width}x{height}", shot.name);
                    look(&name, (width, height), &scene);
                }
            }
        }
    }
}

fn overlap(a: Area, b: Area) -> (f64, f64) {
    let across = a.right().min(b.right()) - a.left.max(b.left);
    let down = a.bottom().min(b.bottom()) - a.top.max(b.top);
    (across, down)
}

#[test]
fn no_text_leaves_the_window() {
    let mut wrong = Vec::new();
    each(|name, (width, height), scene| {
        for Label { area, text } in &scene.labels {
            let inside = area.left >= -ROUNDING
                && area.top >= -ROUNDING
                && area.right() <= width + ROUNDING
                && area.bottom() <= height + ROUNDING;
            if !inside {
                wrong.push(format!("{name}: {text:?} at {area:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_text_lies_on_another() {
    let mut wrong = Vec::new();
    each(|name, _, scene| {
        for (index, label) in scene.labels.iter().enumerate() {
            for other in &scene.labels[index + 1..] {
                let (across, down) = overlap(label.area, other.area);
                if across > ROUNDING && down > ROUNDING {
                    wrong.push(format!(
                        "{name}: {:?} and {:?} by {across:.1}x{down:.1}",
                        label.text, other.text
                    ));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_picture_is_in_the_window_and_under_no_text() {
    let mut wrong = Vec::new();
    each(|name, (width, height), scene| {
        let Some(inset) = &scene.inset else { return };
        let area = inset.area;
        let inside = area.left >= -ROUNDING && area.top >= -ROUNDING;
        if !inside || area.right() > width + ROUNDING || area.bottom() > height + ROUNDING {
            wrong.push(format!("{name}: the picture is at {area:?}"));
        }
        if name.contains("Some") {
            return;
        }
        for Label { area: label, text } in &scene.labels {
            let (across, down) = overlap(area, *label);
            if across > ROUNDING && down > ROUNDING {
                wrong.push(format!("{name}: {text:?} lies on the picture"));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_number_is_one() {
    each(|name, _, scene| {
        let inset = scene.inset.iter().flat_map(|inset| &inset.shapes);
        for shape in inset.chain(&scene.shapes) {
            if let Shape::Text { anchor, size_px, text, .. } = shape {
                assert!(anchor.x.is_finite() && anchor.y.is_finite() && *size_px > 0.0, "{name}: {text}");
            }
        }
    });
}

/// All steps and the caution are on the screen while a set is set up, and none is cut off.
#[test]
fn all_steps_are_shown_before_a_set() {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let checks = vec![Check { kind: CheckKind::Light, met: None }; 8];
    for (file, language) in catalogue.files().iter().flat_map(|file| [(file, "en"), (file, "de")]) {
        let setting = setting(vec![item(&file.id, 3, 2, 30.0)], language);
        let (advice, briefing) = (None, None);
        let stage = SetUp { item: 0, number: 1, sets: 2, advice, briefing, checks: checks.clone() };
        let snapshot = Snapshot::of(Stage::SetUp(stage));
        for (width, height) in [(1280.0, 720.0), (1366.0, 768.0), (1920.0, 1080.0)] {
            let scene = compose(Some(&snapshot), &setting, Controls::default(), width, height);
            for step in setting.programme[0].texts.briefing() {
                let is_shown = scene.labels.iter().any(|label| label.text == step);
                assert!(is_shown, "{language} {width}: {step}");
            }
        }
    }
}

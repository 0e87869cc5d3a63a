//! What each key does.

use eframe::egui::{Event, Key};

use super::super::screen::Appearance;
use super::super::screen::Prompt;
use crate::coach::{Interruption, Request, Stage};

/// What the person asks for in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Of the session.
    Ask(Request),
    /// Turn the sound off or on.
    Mute(bool),
}

/// What a key press leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Nothing,
    /// For whoever runs the session.
    Wish(Wish),
    /// The window goes over to full screen or back.
    FullScreen(bool),
    Close,
}

/// What keys change in the window itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Controls {
    pub(super) appearance: Appearance,
    pub(super) prompt: Option<Prompt>,
}

/// The keys that were pressed, in order; a key that is held down counts once.
pub(super) fn pressed(events: &[Event]) -> impl Iterator<Item = Key> {
    events.iter().filter_map(|event| match event {
        // A question mark is a text on some keyboards and a key on others.
        Event::Text(text) if text == "?" => Some(Key::Questionmark),
        Event::Key { key: Key::Questionmark, .. } => None,
        Event::Key { key, pressed: true, repeat: false, modifiers, .. }
            if !modifiers.ctrl && !modifiers.alt && !modifiers.command =>
        {
            Some(*key)
        }
        _ => None,
    })
}

impl Controls {
    /// Does what a key is for. `stage` is what goes on, if anything does yet.
    pub(super) fn press(&mut self, key: Key, stage: Option<&Stage>, muted: bool) -> Outcome {
        let over = matches!(stage, None | Some(Stage::Summary(_)));
        match (self.prompt.take(), key) {
            (Some(Prompt::Finish), Key::Q | Key::Enter) => return ask(Request::Finish),
            (Some(_), _) => return Outcome::Nothing,
            (None, _) => {}
        }
        match key {
            Key::Space if matches!(stage, Some(Stage::Paused(_))) => ask(Request::Resume),
            Key::Space if !over => ask(Request::Pause(Interruption::Asked)),
            Key::N if !over => ask(Request::Next),
            Key::Q | Key::Escape if over => Outcome::Close,
            Key::Q | Key::Escape => {
                self.prompt = Some(Prompt::Finish);
                Outcome::Nothing
            }
            Key::F | Key::F11 => {
                self.appearance.full_screen = !self.appearance.full_screen;
                Outcome::FullScreen(self.appearance.full_screen)
            }
            Key::D => {
                self.appearance.light = !self.appearance.light;
                Outcome::Nothing
            }
            Key::H => {
                self.appearance.high_contrast = !self.appearance.high_contrast;
                Outcome::Nothing
            }
            Key::M => Outcome::Wish(Wish::Mute(!muted)),
            Key::Questionmark | Key::F1 => {
                self.prompt = Some(Prompt::Help);
                Outcome::Nothing
            }
            _ => Outcome::Nothing,
        }
    }
}

fn ask(request: Request) -> Outcome {
    Outcome::Wish(Wish::Ask(request))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Pause, SetUp, Summary};

    fn set_up() -> Stage {
        Stage::SetUp(SetUp { item: 0, advice: None, checks: Vec::new() })
    }

    #[test]
    fn space_pauses_and_goes_on() {
        let mut controls = Controls::default();
        let paused = Stage::Paused(Pause { why: Interruption::Asked, advice: String::new() });
        assert_eq!(
            controls.press(Key::Space, Some(&set_up()), false),
            ask(Request::Pause(Interruption::Asked))
        );
        assert_eq!(controls.press(Key::Space, Some(&paused), false), ask(Request::Resume));
    }

    #[test]
    fn finishing_is_asked_once() {
        let mut controls = Controls::default();
        for key in [Key::Q, Key::Escape] {
            assert_eq!(controls.press(key, Some(&set_up()), false), Outcome::Nothing);
            assert_eq!(controls.prompt, Some(Prompt::Finish));
            assert_eq!(controls.press(Key::Space, Some(&set_up()), false), Outcome::Nothing, "goes on");
            assert_eq!(controls.prompt, None);
        }
        controls.press(Key::Escape, Some(&set_up()), false);
        assert_eq!(controls.press(Key::Q, Some(&set_up()), false), ask(Request::Finish));
        assert_eq!(controls.prompt, None);
    }

    #[test]
    fn when_all_is_over_the_window_closes_at_once() {
        let mut controls = Controls::default();
        let summary = Stage::Summary(Summary::default());
        for stage in [None, Some(&summary)] {
            assert_eq!(controls.press(Key::Q, stage, false), Outcome::Close);
            assert_eq!(controls.press(Key::N, stage, false), Outcome::Nothing);
            assert_eq!(controls.press(Key::Space, stage, false), Outcome::Nothing);
        }
    }

    #[test]
    fn looks_are_changed_and_changed_back() {
        let mut controls = Controls::default();
        for _ in 0..2 {
            controls.press(Key::D, None, false);
            controls.press(Key::H, None, false);
        }
        assert_eq!(controls, Controls::default());
        assert_eq!(controls.press(Key::F, None, false), Outcome::FullScreen(true));
        assert_eq!(controls.press(Key::F11, None, false), Outcome::FullScreen(false));
        assert_eq!(controls.press(Key::M, None, true), Outcome::Wish(Wish::Mute(false)));
    }
}

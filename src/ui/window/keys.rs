//! What each key does.

use eframe::egui::{Event, Key};

use super::super::screen::{Answer, Appearance, Asked, Controls, Press, Prompt, SETS_AT_ONCE};
use crate::coach::{Interruption, Request, Stage};

/// What the person asks for in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Of the session.
    Ask(Request),
    /// Turn the sound off or on.
    Mute(bool),
    /// To have it noted how strong the pain is.
    Pain(Asked, Answer),
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
pub(super) struct Keyboard {
    pub(super) appearance: Appearance,
    pub(super) controls: Controls,
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

/// The key that a place on the screen stands for.
pub(super) fn key_of(press: Press) -> Key {
    match press {
        Press::Space => Key::Space,
        Press::Next => Key::N,
        Press::Finish => Key::Q,
        Press::Help => Key::Questionmark,
        Press::Page => Key::ArrowDown,
        Press::Other | Press::Pain(_) => Key::Escape,
    }
}

/// The digit of a key.
fn digit(key: Key) -> Option<u8> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    (0..).zip(DIGITS).find_map(|(digit, of)| (of == key).then_some(digit))
}

impl Keyboard {
    /// Does what a key is for. `stage` is what goes on, if anything does yet, of so many exercises.
    pub(super) fn press(&mut self, key: Key, stage: Option<&Stage>, items: usize, muted: bool) -> Outcome {
        let over = matches!(stage, None | Some(Stage::Summary(_)));
        let key = match key {
            // What presenters, keyboards and headsets have for it.
            Key::PageUp | Key::PageDown | Key::MediaPlayPause if !over => Key::Space,
            Key::MediaTrackNext => Key::N,
            key => key,
        };
        match (self.controls.prompt.take(), key) {
            (Some(Prompt::Finish), Key::Q | Key::Enter) => return ask(Request::Finish),
            (Some(Prompt::Pain(asked)), key) => return self.answer_by_key(asked, key),
            (Some(_), _) => return Outcome::Nothing,
            (None, _) => {}
        }
        match key {
            Key::Space if matches!(stage, Some(Stage::Paused(_))) => ask(Request::Resume),
            Key::Space if !over => ask(Request::Pause(Interruption::Asked)),
            Key::N if stage.is_some_and(|stage| stage.is_last_set(items)) => {
                self.controls.prompt = Some(Prompt::Finish);
                Outcome::Nothing
            }
            Key::N if !over => ask(Request::Next),
            Key::Q | Key::Escape if over => Outcome::Close,
            Key::Q | Key::Escape => {
                self.controls.prompt = Some(Prompt::Finish);
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
            Key::ArrowDown | Key::ArrowRight | Key::PageDown => {
                let pages = match stage {
                    Some(Stage::Summary(summary)) => summary.sets.len().div_ceil(SETS_AT_ONCE),
                    _ => 0,
                };
                let page = &mut self.controls.page_number;
                *page = (*page + 1).min(pages.saturating_sub(1));
                Outcome::Nothing
            }
            Key::ArrowUp | Key::ArrowLeft | Key::PageUp => {
                self.controls.page_number = self.controls.page_number.saturating_sub(1);
                Outcome::Nothing
            }
            Key::M => Outcome::Wish(Wish::Mute(!muted)),
            Key::Questionmark | Key::F1 => {
                self.controls.prompt = Some(Prompt::Help);
                Outcome::Nothing
            }
            _ => Outcome::Nothing,
        }
    }
}

impl Keyboard {
    /// Takes an answer to how strong the pain is; the question goes.
    pub(super) fn answer(&mut self, answer: Answer) -> Outcome {
        self.controls.mark = None;
        match self.controls.prompt.take() {
            Some(Prompt::Pain(asked)) => Outcome::Wish(Wish::Pain(asked, answer)),
            _ => Outcome::Nothing,
        }
    }

    /// A one may become a ten, and waits.
    fn answer_by_key(&mut self, asked: Asked, key: Key) -> Outcome {
        self.controls.prompt = Some(Prompt::Pain(asked));
        let answer = match (self.controls.mark.take(), key, digit(key)) {
            (_, Key::Escape | Key::Q, _) => Answer::Skip,
            (_, Key::N, _) => Answer::Never,
            (Some(one), Key::Enter, _) => Answer::Mark(one),
            (Some(1), _, Some(0)) => Answer::Mark(10),
            (_, _, Some(1)) => {
                self.controls.mark = Some(1);
                return Outcome::Nothing;
            }
            (_, _, Some(mark)) => Answer::Mark(mark),
            _ => return Outcome::Nothing,
        };
        self.answer(answer)
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
        Stage::SetUp(SetUp { item: 0, number: 1, sets: 2, advice: None, briefing: None, checks: Vec::new() })
    }

    #[test]
    fn space_pauses_and_goes_on() {
        let mut keyboard = Keyboard::default();
        let paused = Stage::Paused(Pause {
            why: Interruption::Asked,
            advice: String::new(),
            behind: Box::new(set_up()),
        });
        assert_eq!(
            keyboard.press(Key::Space, Some(&set_up()), 1, false),
            ask(Request::Pause(Interruption::Asked))
        );
        assert_eq!(keyboard.press(Key::Space, Some(&paused), 1, false), ask(Request::Resume));
    }

    #[test]
    fn presenters_and_headsets_pause_and_go_on() {
        let mut keyboard = Keyboard::default();
        let pause = ask(Request::Pause(Interruption::Asked));
        for key in [Key::PageUp, Key::PageDown, Key::MediaPlayPause] {
            assert_eq!(keyboard.press(key, Some(&set_up()), 1, false), pause, "{key:?}");
        }
        assert_eq!(keyboard.press(Key::MediaTrackNext, Some(&set_up()), 1, false), ask(Request::Next));
        let summary = Stage::Summary(Summary::default());
        assert_eq!(
            keyboard.press(Key::PageDown, Some(&summary), 1, false),
            Outcome::Nothing,
            "it turns pages"
        );
    }

    #[test]
    fn the_next_after_the_last_set_is_the_end_and_asked_for() {
        let last = Stage::SetUp(SetUp {
            item: 0,
            number: 2,
            sets: 2,
            advice: None,
            briefing: None,
            checks: Vec::new(),
        });
        let mut keyboard = Keyboard::default();
        assert_eq!(keyboard.press(Key::N, Some(&set_up()), 1, false), ask(Request::Next));
        assert_eq!(
            keyboard.press(Key::N, Some(&last), 2, false),
            ask(Request::Next),
            "another exercise follows"
        );
        assert_eq!(keyboard.press(Key::N, Some(&last), 1, false), Outcome::Nothing);
        assert_eq!(keyboard.controls.prompt, Some(Prompt::Finish));
        assert_eq!(keyboard.press(Key::Q, Some(&last), 1, false), ask(Request::Finish));
    }

    #[test]
    fn finishing_is_asked_once() {
        let mut keyboard = Keyboard::default();
        for key in [Key::Q, Key::Escape] {
            assert_eq!(keyboard.press(key, Some(&set_up()), 1, false), Outcome::Nothing);
            assert_eq!(keyboard.controls.prompt, Some(Prompt::Finish));
            assert_eq!(keyboard.press(Key::Space, Some(&set_up()), 1, false), Outcome::Nothing, "goes on");
            assert_eq!(keyboard.controls.prompt, None);
        }
        keyboard.press(Key::Escape, Some(&set_up()), 1, false);
        assert_eq!(keyboard.press(Key::Q, Some(&set_up()), 1, false), ask(Request::Finish));
        assert_eq!(keyboard.controls.prompt, None);
    }

    #[test]
    fn pain_is_marked_by_digits_and_a_one_waits() {
        let answers = [
            (&[Key::Num0][..], Answer::Mark(0)),
            (&[Key::Num7], Answer::Mark(7)),
            (&[Key::Num1, Key::Enter], Answer::Mark(1)),
            (&[Key::Num1, Key::Num0], Answer::Mark(10)),
            (&[Key::Num1, Key::Num4], Answer::Mark(4)),
            (&[Key::Space, Key::Enter, Key::Num2], Answer::Mark(2)),
            (&[Key::Escape], Answer::Skip),
            (&[Key::N], Answer::Never),
        ];
        for (pressed, answer) in answers {
            let prompt = Some(Prompt::Pain(Asked::Before));
            let mut keyboard =
                Keyboard { controls: Controls { prompt, ..Controls::default() }, ..Keyboard::default() };
            let (last, before) = pressed.split_last().expect("a key");
            for key in before {
                assert_eq!(keyboard.press(*key, None, 1, false), Outcome::Nothing);
                assert_eq!(keyboard.controls.prompt, prompt, "it is still asked");
            }
            let marked = Outcome::Wish(Wish::Pain(Asked::Before, answer));
            assert_eq!(keyboard.press(*last, None, 1, false), marked);
            assert_eq!(keyboard.controls, Controls::default());
        }
    }

    #[test]
    fn when_all_is_over_the_window_closes_at_once() {
        let mut keyboard = Keyboard::default();
        let summary = Stage::Summary(Summary::default());
        for stage in [None, Some(&summary)] {
            assert_eq!(keyboard.press(Key::Q, stage, 1, false), Outcome::Close);
            assert_eq!(keyboard.press(Key::N, stage, 1, false), Outcome::Nothing);
            assert_eq!(keyboard.press(Key::Space, stage, 1, false), Outcome::Nothing);
        }
    }

    #[test]
    fn looks_are_changed_and_changed_back() {
        let mut keyboard = Keyboard::default();
        for _ in 0..2 {
            keyboard.press(Key::D, None, 1, false);
            keyboard.press(Key::H, None, 1, false);
        }
        assert_eq!(keyboard, Keyboard::default());
        assert_eq!(keyboard.press(Key::F, None, 1, false), Outcome::FullScreen(true));
        assert_eq!(keyboard.press(Key::F11, None, 1, false), Outcome::FullScreen(false));
        assert_eq!(keyboard.press(Key::M, None, 1, true), Outcome::Wish(Wish::Mute(false)));
    }
}

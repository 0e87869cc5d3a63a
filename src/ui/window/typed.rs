//! The keys of a session without a window, as a terminal passes them on.

use eframe::egui::Key;

use super::super::screen::Prompt;
use super::keys::{Keyboard, Outcome, Wish};
use crate::coach::Stage;

/// What the keys that were typed in a terminal lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// For whoever runs the session.
    Wish(Wish),
    /// Something is to be read: a question, or the list of keys.
    Read(Prompt),
}

/// Follows what is typed in a terminal.
#[derive(Debug, Default)]
pub struct TypedKeys(Keyboard);

impl TypedKeys {
    /// Does what a key is for. `stage` is what goes on, if anything does yet, of so many exercises.
    pub fn press(&mut self, key: Key, stage: Option<&Stage>, items: usize, muted: bool) -> Option<Typed> {
        match self.0.press(key, stage, items, muted) {
            Outcome::Wish(wish) => Some(Typed::Wish(wish)),
            Outcome::Nothing | Outcome::FullScreen(_) | Outcome::Close => {
                self.0.controls.prompt.map(Typed::Read)
            }
        }
    }
}

/// The key of a letter, or of a sequence that terminals send for a key.
pub fn typed_key(typed: &[u8]) -> Option<Key> {
    Some(match typed {
        b" " => Key::Space,
        b"n" | b"N" => Key::N,
        b"q" | b"Q" => Key::Q,
        b"m" | b"M" => Key::M,
        b"?" => Key::Questionmark,
        b"\n" | b"\r" => Key::Enter,
        b"\x1b[5~" => Key::PageUp,
        b"\x1b[6~" => Key::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Interruption, Request, SetUp};

    #[test]
    fn a_terminal_has_the_keys_of_the_window() {
        let (sets, checks) = (2, Vec::new());
        let stage = Stage::SetUp(SetUp { item: 0, number: 1, sets, advice: None, briefing: None, checks });
        let mut keys = TypedKeys::default();
        let mut typed = |typed: &[u8]| keys.press(typed_key(typed)?, Some(&stage), 1, false);
        let pause = Some(Typed::Wish(Wish::Ask(Request::Pause(Interruption::Asked))));
        assert_eq!([typed(b" "), typed(b"\x1b[6~")], [pause, pause]);
        assert_eq!(typed(b"n"), Some(Typed::Wish(Wish::Ask(Request::Next))));
        assert_eq!(typed(b"\x1b[A"), None);
        assert_eq!(typed(b"q"), Some(Typed::Read(Prompt::Finish)));
        assert_eq!(typed(b"Q"), Some(Typed::Wish(Wish::Ask(Request::Finish))));
        assert_eq!(typed(b"m"), Some(Typed::Wish(Wish::Mute(true))));
    }
}

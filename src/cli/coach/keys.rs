//! The keys of a session without a window: they are read from the terminal, one by one.

#[cfg(unix)]
mod terminal;

use std::sync::atomic::Ordering;

use eframe::egui::Key;

use super::desktop::Desktop;
use super::screen::Muted;
use crate::cli::terminal as lines;
use crate::coach::Stage;
use crate::messages::Language;
use crate::pipeline::live::Live;
use crate::ui::screen::Prompt;
use crate::ui::{Typed, TypedKeys, Wish, typed_key};

/// Does in a session what is typed in the terminal.
pub(super) struct Keys {
    language: &'static Language,
    /// Exercises of the session.
    items: usize,
    muted: Muted,
    typed: TypedKeys,
    stage: Option<Stage>,
    #[cfg(unix)]
    terminal: Option<terminal::Terminal>,
}

impl Keys {
    /// Listens to the terminal, where there is one.
    pub(super) fn listen(language: &'static Language, items: usize, muted: Muted) -> Self {
        Self {
            language,
            items,
            muted,
            typed: TypedKeys::default(),
            stage: None,
            #[cfg(unix)]
            terminal: terminal::Terminal::open(),
        }
    }

    /// Does what was typed since the last call, or pressed on a key that the desktop has.
    pub(super) fn follow(&mut self, live: &Live, desktop: &Desktop) {
        if let Some(newest) = live.newest() {
            desktop.tell(&newest.moment.stage);
            self.stage = Some(newest.moment.stage.clone());
        }
        while let Some(key) = self.next().or_else(|| desktop.key()) {
            let muted = self.muted.load(Ordering::Relaxed);
            match self.typed.press(key, self.stage.as_ref(), self.items, muted) {
                Some(Typed::Wish(Wish::Ask(request))) => live.ask(request),
                Some(Typed::Wish(Wish::Mute(muted))) => self.muted.store(muted, Ordering::Relaxed),
                Some(Typed::Read(prompt)) => self.tell(prompt),
                Some(Typed::Wish(Wish::Pain(..))) | None => {}
            }
        }
    }

    fn tell(&self, prompt: Prompt) {
        let words = &self.language.words.keys;
        let text = match prompt {
            Prompt::Finish => format!("{} {}", words.really, words.really_keys),
            // They are the window's.
            Prompt::Pain(_) | Prompt::Warning => return,
            Prompt::Help => format!(
                "{}: {}. N: {}. Q: {}. M: {}.",
                words.space, words.pause, words.next, words.finish, words.mute
            ),
        };
        lines::tell(&text, self.language);
    }

    /// The next key that was typed; what has no meaning is passed over.
    #[cfg(unix)]
    fn next(&mut self) -> Option<Key> {
        let terminal = self.terminal.as_mut()?;
        std::iter::from_fn(|| terminal.next()).find_map(|typed| typed_key(&typed))
    }

    #[cfg(not(unix))]
    fn next(&mut self) -> Option<Key> {
        None
    }
}

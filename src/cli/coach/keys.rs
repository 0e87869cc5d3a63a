//! The keys of a session without a window: they are read from the terminal, one by one.

#[cfg(unix)]
mod terminal;

use std::sync::atomic::Ordering;

use super::screen::Muted;
use crate::cli::terminal as lines;
use crate::coach::Stage;
use crate::messages::Language;
use crate::pipeline::live::Live;
use crate::ui::screen::Prompt;
use crate::ui::{Typed, TypedKeys, Wish};

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

    /// Does what was typed since the last call.
    pub(super) fn follow(&mut self, live: &Live) {
        if let Some(newest) = live.newest() {
            self.stage = Some(newest.moment.stage.clone());
        }
        while let Some(typed) = self.next() {
            let muted = self.muted.load(Ordering::Relaxed);
            match self.typed.take(&typed, self.stage.as_ref(), self.items, muted) {
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

    #[cfg(unix)]
    fn next(&mut self) -> Option<Vec<u8>> {
        self.terminal.as_mut()?.next()
    }

    #[cfg(not(unix))]
    fn next(&mut self) -> Option<Vec<u8>> {
        None
    }
}

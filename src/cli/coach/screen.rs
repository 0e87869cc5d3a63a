//! A session in its window: what is shown there, and what is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use eframe::egui::Key;

use super::desktop::Desktop;
use super::pain::PainMarks;
use crate::cli::interrupt::Interrupt;
use crate::cli::terminal;
use crate::coach::Request;
use crate::messages::Language;
use crate::pipeline::live::{Ages, Live, Snapshot};
use crate::ui::{self, Host, Waker, Wish};

/// Notices that fit beside each other; of more, the newest are shown.
const MOST_NOTICES: usize = 2;

/// Whether the sound is off; the window and the voice share it.
pub(in crate::cli) type Muted = Arc<AtomicBool>;

/// Stands between a session and its window.
pub(in crate::cli) struct Screen {
    live: Arc<Live>,
    desktop: Arc<Desktop>,
    interrupt: Interrupt,
    waker: Waker,
    muted: Muted,
    language: &'static Language,
    pain: PainMarks,
    /// What the person is to read before all else.
    warning: Option<String>,
    notices: Vec<String>,
    /// What is shown, and whether it has to be shown again.
    last: Option<Arc<Snapshot>>,
    changed: bool,
    ages: Ages,
}

impl Screen {
    /// Nothing is shown yet.
    pub(super) fn new(
        live: Arc<Live>,
        desktop: Arc<Desktop>,
        interrupt: Interrupt,
        waker: Waker,
        muted: Muted,
        pain: PainMarks,
    ) -> Self {
        Self {
            live,
            desktop,
            interrupt,
            waker,
            muted,
            language: pain.language,
            pain,
            warning: None,
            notices: Vec::new(),
            last: None,
            changed: false,
            ages: Ages::default(),
        }
    }

    /// How old the pictures were when they were on the screen.
    pub(super) fn ages(self) -> Ages {
        self.ages
    }

    fn screen(&self, snapshot: &Snapshot) -> ui::Snapshot {
        ui::Snapshot {
            picture: snapshot.frame.clone(),
            overlay: snapshot.overlay.clone(),
            at_secs: snapshot.moment.at_secs,
            stage: snapshot.moment.stage.clone(),
            curves: Arc::clone(&snapshot.curves),
            notices: self.notices.clone(),
            muted: self.muted.load(Ordering::Relaxed),
        }
    }
}

impl Host for Screen {
    fn newest(&mut self) -> Option<Arc<ui::Snapshot>> {
        if self.interrupt.requested() {
            self.waker.close();
        }
        while let Some(notice) = self.live.notice() {
            terminal::tell_notice(&notice, self.language);
            self.notices.push(notice.in_words(self.language));
            let too_many = self.notices.len().saturating_sub(MOST_NOTICES);
            self.notices.drain(..too_many);
            self.changed = true;
        }
        if let Some(newest) = self.live.newest() {
            self.desktop.tell(&newest.moment.stage);
            self.last = Some(newest);
            self.changed = true;
        }
        let last = self.last.as_ref().filter(|_| std::mem::take(&mut self.changed))?;
        Some(Arc::new(self.screen(last)))
    }

    fn key(&mut self) -> Option<Key> {
        self.desktop.key()
    }

    fn wish(&mut self, wish: Wish) {
        match wish {
            Wish::Ask(request) => self.live.ask(request),
            Wish::Mute(muted) => {
                self.muted.store(muted, Ordering::Relaxed);
                self.changed = true;
            }
            Wish::Pain(asked, answer) => match self.pain.take(asked, answer) {
                Ok(led) => {
                    if led.stops {
                        self.live.ask(Request::Finish);
                    }
                    self.warning = led.warning;
                }
                Err(error) => terminal::note_error(&error.context("how strong the pain is was not kept")),
            },
        }
    }

    fn warning(&mut self) -> Option<String> {
        self.warning.take()
    }

    fn painted(&mut self, picture_is_new: bool, painting: Duration) {
        let arrived = self.last.as_ref().and_then(|last| last.arrived);
        if let Some(arrived) = arrived.filter(|_| picture_is_new) {
            self.ages.add(arrived.elapsed() + painting);
        }
    }
}

//! A session from its start to its end: what is asked for is loaded, then camera, coach, voice and
//! window run until it is over.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result};

use super::cameras::Choice;
use super::desktop::Desktop;
use super::keys::Keys;
use super::pain::PainMarks;
use super::request::Request;
use super::said::{Prints, Said};
use super::screen::{Muted, Screen};
use super::sight::Sight;
use super::{asked, cameras, kept, looks, stats, summary};
use crate::cli::interrupt::Interrupt;
use crate::cli::keeping::{Keeping, new_session};
use crate::cli::sessions::report;
use crate::cli::{NO_THREAD, Outcome, terminal};
use crate::coach::Session;
use crate::pipeline::live::{Ages, Ended, Gate, Live, Pace, Setup};
use crate::rules::RuleFile;
use crate::source::live::{Camera, LiveSource, Playback};
use crate::ui::{Setting, Waker, Window};

/// How often is looked whether the person wants to end it.
const LOOK: Duration = Duration::from_millis(50);

/// Coaches until the session is over or the person ends it.
pub(super) fn run(request: &Request) -> Result<Outcome> {
    let Some(mut prepared) = Prepared::of(request)? else { return Ok(Outcome::Done) };
    let window = (!request.no_window).then(|| Window::new("holdfast", prepared.setting.clone()));
    if let Some(waker) = window.as_ref().map(Window::waker) {
        prepared.setup.wake = Box::new(move || waker.wake());
    }
    prepared.prints.store(window.is_none(), Ordering::Relaxed);
    let interrupt = Interrupt::listen();
    let running = prepared.start()?;
    let shown = window.and_then(|window| show(window, &running, &interrupt));
    if shown.is_none() {
        running.pain.gate.open(None);
        running.prints.store(true, Ordering::Relaxed);
        follow(&running, &interrupt);
    }
    let programme = running.setting.programme.clone();
    let (ended, keeping) = running.end()?;
    for notice in &ended.notices {
        terminal::tell_notice(notice, request.language);
    }
    summary::print(&ended, &programme, request.language)?;
    if request.stats {
        stats::print(&ended, shown.as_ref());
    }
    kept::tell(&keeping, request)?;
    match ended.failure {
        Some(failure) => Err(failure.into()),
        None if interrupt.requested() => Ok(Outcome::Interrupted),
        None => Ok(Outcome::Done),
    }
}

/// A session for which all is loaded and the camera is open.
pub(in crate::cli) struct Prepared {
    /// What it consists of.
    pub(in crate::cli) setup: Setup,
    /// What its window shows from beginning to end.
    pub(in crate::cli) setting: Setting,
    keeping: Keeping,
    pain: PainMarks,
    prints: Prints,
    muted: Muted,
    /// Whether a person does it at this moment.
    is_live: bool,
}

/// A session under way.
pub(in crate::cli) struct Running {
    /// What happens in it.
    pub(in crate::cli) live: Arc<Live>,
    /// Whether the sound is off.
    pub(in crate::cli) muted: Muted,
    /// What its window shows from beginning to end.
    pub(in crate::cli) setting: Setting,
    keeping: Keeping,
    pain: PainMarks,
    prints: Prints,
    desktop: Arc<Desktop>,
}

impl Prepared {
    /// Loads what is asked for. None where nothing of the programme is left.
    pub(in crate::cli) fn of(request: &Request) -> Result<Option<Self>> {
        let catalogue = request.rules.catalogue()?;
        let Some((rules, items)) = asked::items(request, &catalogue)? else { return Ok(None) };
        if let Some(path) = &request.report {
            report::refuse_place(path)?;
        }
        let choice = request.choice()?;
        let sight = Sight::load(request, &rules)?;
        let source = open(&choice, request)?;
        if let Some(camera) = &choice.remembered {
            cameras::remember(camera);
        }
        let name = source.describe().name.clone();
        let shown = name.clone();
        let (camera, loops) = (choice.camera, request.loops);
        let reopen = Box::new(move || camera.found_again(&name).open(loops));
        let new = new_session(&rules, shown, sight.model());
        let keeping = Keeping::begin(&request.history, new, request.pain, request.language)?;
        let mut session = Session::in_language(items, request.language);
        if request.model.lite().is_none() {
            session.is_fastest();
        }
        let warning = asked::rise(request)?.map(|rise| rise.in_words(request.language));
        if let Some(warning) = &warning {
            terminal::tell(warning, request.language);
            session.warn(warning);
        }
        // Who is told to stop is not asked.
        let asks_pain = request.asks_pain && warning.is_none();
        let setting = Setting { asks_pain, warning, ..setting(&session, &rules) };
        let pain = PainMarks {
            history: request.history.clone(),
            keeping: keeping.clone(),
            gate: if asks_pain { Gate::closed() } else { Gate::default() },
            is_programme: request.plan,
            language: request.language,
        };
        let mut setup = Setup::new(source, reopen, Box::new(sight), session);
        setup.gate = pain.gate.clone();
        if request.every_frame {
            setup.pace = Pace::EveryFrame;
        }
        let prints = Prints::default();
        setup.voice = Box::new(Said::new(request, Prints::clone(&prints)));
        // Without a window, what is not said aloud is printed.
        let muted = Muted::new((request.mute && !request.no_window).into());
        setup.muted = Muted::clone(&muted);
        setup.recorder = Box::new(keeping.clone());
        let is_live = !request.every_frame;
        Ok(Some(Self { setup, setting, keeping, pain, prints, muted, is_live }))
    }

    /// Begins the session.
    pub(in crate::cli) fn start(self) -> Result<Running> {
        let Self { setup, setting, keeping, pain, prints, muted, is_live } = self;
        let desktop = if is_live { Desktop::ask() } else { Desktop::default() };
        let live = setup.start().context(NO_THREAD)?;
        Ok(Running {
            live: Arc::new(live),
            muted,
            setting,
            keeping,
            pain,
            prints,
            desktop: Arc::new(desktop),
        })
    }
}

impl Running {
    /// It in its window.
    pub(in crate::cli) fn screen(&self, interrupt: Interrupt, waker: Waker) -> Screen {
        let (live, muted) = (Arc::clone(&self.live), Muted::clone(&self.muted));
        Screen::new(live, Arc::clone(&self.desktop), interrupt, waker, muted, self.pain.clone())
    }

    /// Ends the session, where it is not over yet, and waits until all is kept. No window may show it any more.
    pub(in crate::cli) fn end(self) -> Result<(Ended, Keeping)> {
        let live = Arc::into_inner(self.live).context("the session is still shown")?;
        let ended = live.end();
        drop(self.desktop);
        Ok((ended, self.keeping))
    }
}

fn open(choice: &Choice, request: &Request) -> Result<Box<dyn LiveSource>> {
    let opened = match &choice.camera {
        Camera::Recording(path) if request.every_frame => {
            Playback::open(path, false).map(|playback| Box::new(playback.at_once()) as Box<dyn LiveSource>)
        }
        camera => camera.open(request.loops),
    };
    opened.map_err(|error| choice.explain(error))
}

/// What a session's window shows from beginning to end.
fn setting(session: &Session, rules: &[RuleFile]) -> Setting {
    let (programme, language) = (session.items().to_vec(), session.language());
    // Without its figure an exercise is coached all the same.
    let figures = rules.iter().map(|file| file.figure().ok().flatten()).collect();
    let (appearance, asks_pain, warning) = (looks::last(), false, None);
    Setting { programme, figures, language, appearance, asks_pain, warning }
}

/// Shows the session until the person closes the window; gives how old the pictures were on the screen.
/// None where no window can be opened: the session goes on without.
fn show(window: Window, running: &Running, interrupt: &Interrupt) -> Option<Ages> {
    let mut screen = running.screen(interrupt.clone(), window.waker());
    match window.run(&mut screen) {
        Ok(appearance) => looks::remember(appearance),
        Err(error) => {
            terminal::note(&format!("{error}. The session goes on without it"));
            return None;
        }
    }
    Some(screen.ages())
}

/// Waits until the session is over.
fn follow(running: &Running, interrupt: &Interrupt) {
    let (live, setting) = (&running.live, &running.setting);
    let muted = Muted::clone(&running.muted);
    let mut keys = Keys::listen(setting.language, setting.programme.len(), muted);
    loop {
        keys.follow(live, &running.desktop);
        let is_over = live.wait(LOOK) || interrupt.requested();
        while let Some(notice) = live.notice() {
            terminal::tell_notice(&notice, setting.language);
        }
        if is_over {
            return;
        }
    }
}

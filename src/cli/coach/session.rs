//! A session from its start to its end: what is asked for is loaded, then camera, coach, voice and
//! window run until it is over.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result};

use super::awake::Awake;
use super::cameras::Choice;
use super::request::Request;
use super::said::{Prints, Said};
use super::screen::{Muted, Screen};
use super::{asked, cameras, kept, looks, stats, summary};
use crate::cli::interrupt::Interrupt;
use crate::cli::keeping::{Keeping, new_session};
use crate::cli::sessions::report;
use crate::cli::{Outcome, estimator, places, terminal};
use crate::coach::Session;
use crate::frame::Frame;
use crate::messages::Language;
use crate::motion::{Observation, Scene};
use crate::pipeline::live::{Ages, Live, Pace, See, Setup};
use crate::pose::{BlazePose, Estimate};
use crate::rules::RuleFile;
use crate::source::live::{Camera, LiveSource, Playback};
use crate::ui::{Setting, Window, silhouette};

/// How often is looked whether the person wants to end it.
const LOOK: Duration = Duration::from_millis(50);

/// Coaches until the session is over or the person ends it.
pub(super) fn run(request: &Request) -> Result<Outcome> {
    let catalogue = places::catalogue(request.rules.as_deref())?;
    let Some((rules, items)) = asked::items(request, &catalogue)? else { return Ok(Outcome::Done) };
    if let Some(path) = &request.report {
        report::refuse_place(path)?;
    }
    let choice = request.choice()?;
    let estimator =
        estimator::load(request.models.as_deref(), &request.model, Some(request.threads), false, &rules)?;
    let source = open(&choice, request)?;
    if let Some(camera) = &choice.remembered {
        cameras::remember(camera);
    }
    let name = source.describe().name.clone();
    let shown = name.clone();
    let (camera, loops) = (choice.camera, request.loops);
    let reopen = Box::new(move || camera.found_again(&name).open(loops));
    let model = (estimator.model().to_owned(), estimator.sha256().to_owned());
    let keeping = Keeping::begin(&request.history, new_session(&rules, shown.clone(), model), request.pain)?;
    let session = Session::in_language(items, request.language);
    let titles: Vec<String> =
        rules.iter().map(|file| request.language.text(&file.texts.title).to_owned()).collect();
    let window = (!request.no_window).then(|| window(&session, &rules));
    let mut setup = Setup::new(source, reopen, see(estimator), session);
    if request.every_frame {
        setup.pace = Pace::EveryFrame;
    }
    let prints = Prints::new(window.is_none().into());
    setup.voice = Box::new(Said::new(request, Prints::clone(&prints)));
    // Without a window, what is not said aloud is printed.
    let muted = Muted::new((request.mute && !request.no_window).into());
    setup.muted = Muted::clone(&muted);
    setup.recorder = Box::new(keeping.clone());
    if let Some(waker) = window.as_ref().map(Window::waker) {
        setup.wake = Box::new(move || waker.wake());
    }
    let interrupt = Interrupt::listen();
    let awake = if request.every_frame { None } else { Awake::ask() };
    let live =
        setup.start().context("the system refuses another thread: close some programs and try again")?;
    let language = request.language;
    let shown = window.and_then(|window| show(window, &live, &interrupt, muted, language));
    if shown.is_none() {
        prints.store(true, Ordering::Relaxed);
        follow(&live, &interrupt);
    }
    let ended = live.end();
    drop(awake);
    for notice in &ended.notices {
        terminal::note(&notice.to_string());
    }
    summary::print(&ended, &titles, request.language)?;
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

fn open(choice: &Choice, request: &Request) -> Result<Box<dyn LiveSource>> {
    let opened = match &choice.camera {
        Camera::Recording(path) if request.every_frame => {
            Playback::open(path, false).map(|playback| Box::new(playback.at_once()) as Box<dyn LiveSource>)
        }
        camera => camera.open(request.loops),
    };
    opened.map_err(|error| choice.explain(error))
}

/// Finds the person in each frame; a picture of another size is another camera's.
fn see(mut estimator: BlazePose) -> See {
    let mut size = None;
    Box::new(move |frame: &Frame| {
        if size.replace(frame.size).is_some_and(|before| before != frame.size) {
            estimator.reset();
        }
        let (mut pose, mut outline) = (None, Vec::new());
        if let Some(Estimate { pose: found, silhouette, .. }) = estimator.estimate(frame)? {
            outline = silhouette.as_ref().map(silhouette::outline).unwrap_or_default();
            pose = Some(Arc::new(found));
        }
        let scene = Scene { brightness: Some(frame.brightness()), people: estimator.people() };
        Ok(Observation { pose, outline, scene, ..Observation::default() })
    })
}

/// The window of a session, not open yet.
fn window(session: &Session, rules: &[RuleFile]) -> Window {
    let (programme, language) = (session.items().to_vec(), session.language());
    // Without its figure an exercise is coached all the same.
    let figures = rules.iter().map(|file| file.figure().ok().flatten()).collect();
    Window::new("holdfast", Setting { programme, figures, language, appearance: looks::last() })
}

/// Shows the session until the person closes the window; gives how old the pictures were on the screen.
/// None where no window can be opened: the session goes on without.
fn show(
    window: Window,
    live: &Live,
    interrupt: &Interrupt,
    muted: Muted,
    language: &'static Language,
) -> Option<Ages> {
    let mut screen = Screen::new(live, interrupt, window.waker(), muted, language);
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
fn follow(live: &Live, interrupt: &Interrupt) {
    loop {
        let is_over = live.wait(LOOK) || interrupt.requested();
        while let Some(notice) = live.notice() {
            terminal::note(&notice.to_string());
        }
        if is_over {
            return;
        }
    }
}

//! A session from its start to its end: what is asked for is loaded, then camera, coach, voice and
//! window run until it is over.

use std::time::Duration;

use anyhow::{Context, Result};

use super::request::Request;
use super::said::Said;
use super::{asked, cameras, kept, stats, summary};
use crate::cli::interrupt::Interrupt;
use crate::cli::keeping::{Keeping, new_session};
use crate::cli::{Outcome, estimator, places, terminal};
use crate::coach::Session;
use crate::frame::Frame;
use crate::pipeline::live::{Live, Pace, See, Setup};
use crate::pipeline::recorded::Sight;
use crate::pose::BlazePose;
use crate::source::live::{LiveSource, Playback};

/// How often is looked whether the person wants to end it.
const LOOK: Duration = Duration::from_millis(50);

/// Coaches until the session is over or the person ends it.
pub(super) fn run(request: &Request) -> Result<Outcome> {
    let catalogue = places::catalogue(request.rules.as_deref())?;
    let Some((rules, items)) = asked::items(request, &catalogue)? else { return Ok(Outcome::Done) };
    let estimator = estimator::load(request.models.as_deref(), &request.model, request.threads, &rules)?;
    let source = open(request)?;
    if let Some(camera) = &request.remembered {
        cameras::remember(camera);
    }
    let name = source.describe().name.clone();
    let shown = name.clone();
    let (camera, loops) = (request.camera.clone(), request.loops);
    let reopen = Box::new(move || camera.found_again(&name).open(loops));
    let model = (estimator.model().to_owned(), estimator.sha256().to_owned());
    let keeping = Keeping::begin(&request.history, new_session(&rules, shown.clone(), model), request.pain)?;
    let mut setup = Setup::new(source, reopen, see(estimator), Session::in_language(items, request.language));
    if request.every_frame {
        setup.pace = Pace::EveryFrame;
    }
    setup.voice = Box::new(Said::open(request));
    setup.recorder = Box::new(keeping.clone());
    if !request.no_window {
        terminal::note("there is no window yet: the session goes on without it");
    }
    let interrupt = Interrupt::listen();
    let live =
        setup.start().context("the system refuses another thread: close some programs and try again")?;
    follow(&live, &interrupt);
    let ended = live.end();
    summary::print(&ended, &rules)?;
    if request.stats {
        stats::print(&ended);
    }
    kept::tell(&keeping, request)?;
    match ended.failure {
        Some(failure) => Err(failure.into()),
        None if interrupt.requested() => Ok(Outcome::Interrupted),
        None => Ok(Outcome::Done),
    }
}

fn open(request: &Request) -> Result<Box<dyn LiveSource>> {
    match &request.camera {
        crate::source::live::Camera::Recording(path) if request.every_frame => {
            Ok(Box::new(Playback::open(path, false)?.at_once()))
        }
        camera => Ok(camera.open(request.loops)?),
    }
}

/// Finds the person in each frame; a picture of another size is another camera's.
fn see(mut estimator: BlazePose) -> See {
    let mut size = None;
    Box::new(move |frame: &Frame| {
        if size.replace(frame.size).is_some_and(|before| before != frame.size) {
            estimator.reset();
        }
        let pose = estimator.estimate(frame)?.map(|estimate| estimate.pose);
        Ok(Sight { pose, people: estimator.people() })
    })
}

/// Waits until the session is over.
fn follow(live: &Live, interrupt: &Interrupt) {
    loop {
        let is_over = live.wait(LOOK) || interrupt.requested();
        while let Some(note) = live.note() {
            terminal::note(&note);
        }
        if is_over {
            return;
        }
    }
}

//! A session that is begun at home: loaded in a thread of its own, shown in the same window, ended in another thread.

use std::thread::JoinHandle;

use anyhow::Result;
use clap::Parser;

use crate::cli::coach::{CoachArguments, LastCamera, Prepared, Request, Running};
use crate::cli::keeping::Kept;
use crate::cli::settings::Settings;
use crate::cli::terminal;
use crate::messages::{Language, fill};
use crate::source::live::LiveError;
use crate::ui::Waker;
use crate::ui::home::Start;
use crate::ui::voice::Manner;

/// What `holdfast coach` is given.
#[derive(Debug, Parser)]
struct Typed {
    #[command(flatten)]
    coach: CoachArguments,
}

/// What to coach, as the command line would be asked for it.
pub(super) fn request(start: &Start, settings: &Settings) -> Result<Request> {
    let Manner { language, rate, loudness, .. } = settings.manner();
    let [rate, loudness] = [rate, loudness].map(|number| number.to_string());
    let mut words = vec!["coach", "--language", &language, "--rate", &rate, "--loudness", &loudness];
    if settings.mute {
        words.push("--mute");
    }
    match start {
        Start::Programme => words.push("--plan"),
        Start::Exercise(id) => words.push(id),
    }
    Request::resolve(Typed::try_parse_from(words)?.coach)
}

/// Loads a session and begins it; none where nothing of the programme is left. `before` is what has the camera until
/// then.
pub(super) fn begin(
    request: &Request,
    before: Option<JoinHandle<()>>,
    waker: Waker,
) -> Result<Option<Running>> {
    if let Some(before) = before {
        // Whoever panicked has said so.
        let _ = before.join();
    }
    let Some(mut prepared) = Prepared::of(request)? else { return Ok(None) };
    prepared.setup.wake = Box::new(move || waker.wake());
    prepared.start().map(Some)
}

/// Ends a session and keeps it; gives what the person is to be told.
pub(super) fn end(running: Running, language: &'static Language) -> Result<Option<String>> {
    let (ended, keeping) = running.end()?;
    for notice in &ended.notices {
        terminal::tell_notice(notice, language);
    }
    let kept = keeping.finish()?;
    if let Some(failure) = ended.failure {
        return Err(failure.into());
    }
    Ok(matches!(kept, Kept::InMemory(_)).then(|| language.words.terminal.not_kept.clone()))
}

/// What does not work and what to do about it, in the person's language where it is known in it.
pub(super) fn told(error: &anyhow::Error, language: &Language) -> String {
    let camera = error.downcast_ref::<LiveError>();
    match camera.or(error.downcast_ref::<LastCamera>().map(|last| &last.0)) {
        Some(LiveError::NoCamera) => language.words.home.no_camera.clone(),
        Some(error) => error.in_words(language),
        None => fill(&language.words.home.not_done, &[("cause", &language.cause_of(error))]),
    }
}

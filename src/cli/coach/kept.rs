//! What became of the session in the history, and how the person is after it.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::Result;

use super::request::Request;
use crate::cli::keeping::{Keeping, Kept};
use crate::cli::sessions::show;
use crate::cli::{plan, terminal};
use crate::store::{Pain, Store};

/// Says where the session is kept, and asks for the pain after it where the person said it before.
pub(super) fn tell(keeping: &Keeping, request: &Request) -> Result<()> {
    match keeping.finish()? {
        Kept::Nothing => {}
        Kept::InHistory(id) => {
            terminal::note(&format!("this is session {id}: `holdfast sessions show {id}` shows it again"));
            if request.pain.is_some()
                && let Some(store) = request.history.read()?
            {
                pain_after(&store, id)?;
            }
        }
        Kept::InMemory(session) => {
            terminal::note("the session is not in the history; this is what was done");
            show::print(&session)?;
        }
    }
    Ok(())
}

fn pain_after(store: &Store, id: i64) -> Result<()> {
    let Some(mark) = answer()? else {
        terminal::note(&format!(
            "`holdfast sessions pain {id} --after 0-10` notes how strong the pain is now"
        ));
        return Ok(());
    };
    store.mark_pain(id, Pain { before: None, after: Some(mark) })?;
    if let Some(rise) = plan::rise(&store.pain_marks(plan::SESSIONS)?) {
        terminal::note(&rise.to_string());
    }
    Ok(())
}

/// A mark from 0 to 10; none where nobody answers or is there to be asked.
fn answer() -> Result<Option<u8>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let mut out = io::stderr().lock();
    write!(out, "How strong is the pain now, 0 to 10? (Enter: no answer) ")?;
    out.flush()?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed)?;
    Ok(typed.trim().parse().ok().filter(|mark| *mark <= 10))
}

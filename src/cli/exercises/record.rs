//! `holdfast exercises record`: a demonstration becomes a rules file for a person to edit.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use super::recorded::{self, Eyes};
use crate::cli::output::OutputFile;
use crate::cli::{Outcome, terminal};
use crate::messages;
use crate::motion::demonstration::{Demonstration, NotShown, study};
use crate::motion::{Assessor, Exercise};
use crate::recording::Recording;
use crate::rules::{self, Draft};

const EXAMPLES: &str = "\
Examples:
  holdfast exercises record bird-dog demonstration.mp4 --output bird-dog.toml
  holdfast exercises record bird-dog demonstration.landmarks.json

The demonstration: one person, the whole body in the picture, at rest in the start position for a second,
then the movement out and back, held as long as it should be, with each side if there are sides.";

/// Propose a rules file from a demonstration, for you to edit.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RecordArguments {
    /// The new exercise's id, such as `bird-dog`.
    #[arg(value_name = "NAME")]
    id: String,
    /// The demonstration: a video, a folder of pictures or a landmark recording.
    #[arg(value_name = "VIDEO")]
    demonstration: PathBuf,
    /// The rules file. Standard output without it.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replaces the rules file if there is one, with all that you have written into it.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    eyes: Eyes,
}

pub(super) fn run(arguments: RecordArguments) -> Result<Outcome> {
    let RecordArguments { id, demonstration, output, force, eyes } = arguments;
    if !rules::is_id(&id) {
        bail!(
            "`{id}` cannot name an exercise: write lower-case words with dashes between, such as `bird-dog`"
        );
    }
    if let Some(path) = output.as_deref().filter(|path| path.exists() && !force) {
        bail!("{} is there already: name another file, or add --force to replace it", path.display());
    }
    let Some(recording) = recorded::poses(&demonstration, &eyes)? else {
        return Ok(Outcome::Interrupted);
    };
    let shown = study(&recording.frames).map_err(|why| not_shown(why, &demonstration))?;
    let (text, assessor) = proposal(&id, &shown, &recording)?;
    match &output {
        Some(path) => {
            let mut file = OutputFile::create(path)?;
            file.write_all(text.as_bytes()).map_err(|error| file.explain(error.into()))?;
            file.commit()?;
        }
        None => terminal::output().write_all(text.as_bytes())?,
    }
    if !eyes.quiet {
        report(&shown, &assessor, output.as_deref());
    }
    Ok(Outcome::Done)
}

/// The rules file, and what it says of its own demonstration.
fn proposal(id: &str, shown: &Demonstration, recording: &Recording) -> Result<(String, Assessor)> {
    let draft = Draft { id, source: &recording.source, held_secs: None };
    let assessor = recorded::judged(&exercise(&rules::draft(shown, draft))?, recording);
    let held = assessor.attempts().iter().filter(|attempt| attempt.target_reached_secs.is_some());
    let held_secs = held.map(|attempt| attempt.hold_secs).min_by(f64::total_cmp);
    let text = rules::draft(shown, Draft { held_secs, ..draft });
    let assessor = recorded::judged(&exercise(&text)?, recording);
    Ok((text, assessor))
}

fn exercise(text: &str) -> Result<Exercise> {
    let checked = rules::check("the proposal", text);
    checked.exercise.ok_or_else(|| {
        let mistakes: Vec<String> = checked.diagnostics.iter().map(ToString::to_string).collect();
        anyhow!("no usable rules can be made from this demonstration: {}", mistakes.join("; "))
    })
}

fn not_shown(why: NotShown, demonstration: &Path) -> anyhow::Error {
    let path = demonstration.display();
    match why {
        NotShown::Position => anyhow!(
            "nobody is seen in {path} lying on the back, on hands and knees, standing or sitting: show the whole body from its side"
        ),
        NotShown::Rest => anyhow!(
            "no start position is kept in {path}: rest in it for a second before the movement, with the whole body in the picture"
        ),
        NotShown::Movement => anyhow!(
            "no movement out of the start position and back is seen in {path}: go the whole way, with the side of the body that moves in sight"
        ),
    }
}

/// Says what was seen, and what the proposed rules make of it.
fn report(shown: &Demonstration, assessor: &Assessor, output: Option<&Path>) {
    terminal::note(&format!(
        "seen {}, {}; what moves most is `{}`",
        messages::position_name(messages::position_id(shown.position)),
        messages::view_name(messages::view_id(shown.view)),
        shown.driver.name(),
    ));
    let (seen, judged) = (shown.attempts.len(), assessor.attempts().len());
    let good = assessor.attempts().iter().filter(|a| a.verdict == crate::motion::Verdict::Good).count();
    terminal::note(&format!("{seen} attempts seen; the proposed rules count {judged}, {good} of them good"));
    if seen != judged {
        terminal::note(
            "the counts differ: look at the measures with `holdfast check --trace` before you go on",
        );
    }
    if let Some(path) = output {
        terminal::note(&format!("now edit {}, above all the lines under EDIT", path.display()));
    }
}

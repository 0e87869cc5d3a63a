//! `holdfast manual`: what a package holds of the command line, written by the program itself.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Outcome, output};

/// Where shells look for completions below `share`, as Debian has it.
const COMPLETIONS: [(Shell, &str); 3] = [
    (Shell::Bash, "bash-completion/completions/holdfast"),
    (Shell::Zsh, "zsh/vendor-completions/_holdfast"),
    (Shell::Fish, "fish/vendor_completions.d/holdfast.fish"),
];

/// Write the man pages and the completions of shells.
#[derive(Debug, clap::Args)]
pub(super) struct ManualArguments {
    /// The folder that is `share` where the program is installed.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &ManualArguments) -> Result<Outcome> {
    let mut command = Arguments::command();
    for (shell, file) in COMPLETIONS {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut command, "holdfast", &mut script);
        write(&arguments.folder.join(file), &script)?;
    }
    command.build();
    pages(&command, &arguments.folder.join("man/man1"))?;
    Ok(Outcome::Done)
}

/// The page of a command, and of those within it.
fn pages(command: &Command, folder: &Path) -> Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    write(&folder.join(format!("{name}.1")), &page)?;
    let mut within =
        command.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help");
    within.try_for_each(|command| pages(command, folder))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    output::write_file(path, &String::from_utf8_lossy(bytes))
}

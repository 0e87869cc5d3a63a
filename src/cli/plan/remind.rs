//! `holdfast plan remind`: at set times the desktop says what is left of the day. Timers of systemd's own call
//! `holdfast plan notify`; nothing of holdfast runs in between.

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use jiff::civil::Time;

use super::progress::programme;
use super::{History, note};
use crate::cli::output::write_file;
use crate::cli::settings::system_locale;
use crate::cli::{Outcome, days, places};
use crate::messages::{Language, fill};

const SERVICE: &str = "holdfast-remind.service";
const TIMER: &str = "holdfast-remind.timer";

/// How a time stands in the timer.
const AT: &str = "OnCalendar=*-*-* ";

/// What reminders are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// None any more.
    Off,
    /// One each day.
    At(Time),
}

/// Reads a time of an argument, or `off`.
pub(super) fn read(typed: &str) -> Result<Asked, String> {
    if typed == "off" {
        return Ok(Asked::Off);
    }
    let time = Time::strptime("%H:%M", typed);
    time.map(Asked::At).map_err(|_| "expected a time such as 18:30, or `off`".to_string())
}

/// Sets reminders, ends them, or shows them where nothing is asked for.
pub(super) fn run(asked: &[Asked], history: &History, language: &Language) -> Result<Outcome> {
    let words = &language.words.plan;
    let folder = places::user_units().context("there is no home folder for reminders: set HOME")?;
    let mut times: Vec<Time> = asked
        .iter()
        .filter_map(|asked| if let Asked::At(time) = asked { Some(*time) } else { None })
        .collect();
    times.sort();
    times.dedup();
    match (asked, times.len()) {
        ([], _) => {}
        ([Asked::Off], _) => off(&folder, language)?,
        (asked, set) if asked.contains(&Asked::Off) && set > 0 => bail!("{}", words.off_alone),
        _ => set(&folder, &times, history, language)?,
    }
    match shown(&folder) {
        Some(times) => note(language, &words.reminds, &[("times", &times)]),
        None => note(language, &words.reminds_never, &[]),
    }
    Ok(Outcome::Done)
}

/// The times that are set, in words; none where there is no timer.
fn shown(folder: &Path) -> Option<String> {
    let timer = fs::read_to_string(folder.join(TIMER)).ok()?;
    let times = timer.lines().filter_map(|line| line.strip_prefix(AT));
    Some(times.map(|time| &time[..time.len().min(5)]).collect::<Vec<_>>().join(", "))
}

fn set(folder: &Path, times: &[Time], history: &History, language: &Language) -> Result<()> {
    // Where systemd does not answer, nothing is written.
    systemctl(&["daemon-reload"], language)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    write_file(&folder.join(SERVICE), &service(history)?)?;
    write_file(&folder.join(TIMER), &timer(times))?;
    systemctl(&["daemon-reload"], language)?;
    systemctl(&["enable", TIMER], language)?;
    systemctl(&["restart", TIMER], language)
}

fn off(folder: &Path, language: &Language) -> Result<()> {
    if !folder.join(TIMER).exists() {
        return Ok(());
    }
    systemctl(&["disable", "--now", TIMER], language)?;
    for name in [TIMER, SERVICE] {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot delete {}", path.display()));
            }
            _ => {}
        }
    }
    systemctl(&["daemon-reload"], language)
}

fn systemctl(arguments: &[&str], language: &Language) -> Result<()> {
    let words = &language.words.plan;
    let output = match Command::new("systemctl").arg("--user").args(arguments).output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("{}", words.no_systemd),
        output => output.context("systemctl cannot be started")?,
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{}", fill(&words.systemd_refuses, &[("cause", said.trim())]));
    }
    Ok(())
}

/// What is called. Its environment is systemd's, so that the history and the system's language are named.
fn service(history: &History) -> Result<String> {
    let program = env::current_exe().context("the program does not know where it is")?;
    let folder = history.folder().map(std::path::absolute).transpose()?;
    let folder = folder.as_deref().map_or(String::new(), |folder| format!(" --data-dir {}", quoted(folder)));
    Ok(format!(
        "# `holdfast plan remind` wrote this, `holdfast plan remind off` removes it.
[Unit]
Description=holdfast: what is left of the day's exercises
ConditionFileIsExecutable={}

[Service]
Type=oneshot
Environment={}
ExecStart={} plan notify{folder}
",
        program.display().to_string().replace('%', "%%"),
        quoted(Path::new(&format!("LANG={}", system_locale()))),
        quoted(&program),
    ))
}

/// What was missed while the machine was off is not caught up on.
fn timer(times: &[Time]) -> String {
    let times: String = times.iter().map(|time| format!("{AT}{}\n", time.strftime("%H:%M:00"))).collect();
    format!(
        "# `holdfast plan remind` wrote this, `holdfast plan remind off` removes it.
[Unit]
Description=holdfast: reminders of the day's exercises

[Timer]
{times}AccuracySec=1min
Persistent=false

[Install]
WantedBy=timers.target
"
    )
}

/// A word of a command line as systemd reads it.
fn quoted(word: &Path) -> String {
    let mut text = word.display().to_string();
    for (sign, escaped) in [("\\", "\\\\"), ("\"", "\\\""), ("%", "%%"), ("$", "$$")] {
        text = text.replace(sign, escaped);
    }
    format!("\"{text}\"")
}

/// Lets the desktop say what is left of the day; nothing where all is done, or the programme rests.
pub(super) fn notify(history: &History, language: &Language) -> Result<Outcome> {
    let words = &language.words.plan;
    let Some(store) = history.read()? else { return Ok(Outcome::Done) };
    let programme = programme(&store, days::now().day(), None)?;
    let catalogue = places::catalogue(None)?;
    let title = |exercise: &str| match catalogue.get(exercise) {
        Ok(rules) => language.text(&rules.texts.title).to_owned(),
        Err(_) => exercise.to_owned(),
    };
    let left: Vec<String> = programme.left().map(|part| title(&part.item.exercise)).collect();
    if left.is_empty() || programme.rise.is_some() {
        return Ok(Outcome::Done);
    }
    let said = fill(&words.left_today, &[("titles", &left.join(", "))]);
    say(&words.left_heading, &said).with_context(|| words.no_desktop.clone())?;
    Ok(Outcome::Done)
}

/// Shows a notification of the desktop. None where there is no desktop that shows any.
#[cfg(target_os = "linux")]
fn say(heading: &str, text: &str) -> Option<()> {
    use std::collections::HashMap;

    use zbus::zvariant::Value;

    use crate::cli::bus;

    const NAME: &str = "org.freedesktop.Notifications";
    let (program, icon, replaces) = ("holdfast", "holdfast", 0_u32);
    let (buttons, hints) = ([""; 0].as_slice(), HashMap::<&str, Value>::new());
    let usual_time = -1_i32;
    let shown = (program, replaces, icon, heading, text, buttons, hints, usual_time);
    let bus = bus::of_session(bus::PATIENCE_TO_START)?;
    bus.call_method(Some(NAME), "/org/freedesktop/Notifications", Some(NAME), "Notify", &shown).ok()?;
    Some(())
}

#[cfg(not(target_os = "linux"))]
fn say(_: &str, _: &str) -> Option<()> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(read("08:05"), Ok(Asked::At(jiff::civil::time(8, 5, 0, 0))));
        assert_eq!(read("off"), Ok(Asked::Off));
        for wrong in ["24:00", "8", "half past six", "08:05:01", ""] {
            assert_eq!(read(wrong), Err("expected a time such as 18:30, or `off`".to_string()), "{wrong}");
        }
    }

    #[test]
    fn words_are_quoted_as_systemd_reads_them() {
        assert_eq!(quoted(Path::new(r#"/a b/100%/"c"\$d"#)), r#""/a b/100%%/\"c\"\\$$d""#);
    }
}

//! Which sessions are meant.

use std::str::FromStr;

use anyhow::{Result, bail};
use jiff::civil::Date;

use crate::cli::{days, places};
use crate::store::{Filter, Store, StoreError};

/// Which sessions.
#[derive(Debug, clap::Args)]
pub(super) struct Selection {
    /// Only sets of this exercise.
    #[arg(long, short, value_name = "EXERCISE")]
    exercise: Option<String>,

    /// From this day on, such as 2026-03-31.
    #[arg(long, value_name = "DATE", value_parser = days::read_date)]
    since: Option<Date>,

    /// Up to this day, itself included.
    #[arg(long, value_name = "DATE", value_parser = days::read_date)]
    until: Option<Date>,
}

impl Selection {
    pub(super) fn filter(&self) -> Result<Filter> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            bail!("--since {since} is after --until {until}: swap the two dates");
        }
        let exercise = self.exercise.as_deref().map(places::exercise_id).transpose()?;
        Ok(Filter {
            exercise,
            since_day: self.since.map(days::day_of),
            until_day: self.until.map(days::day_of),
        })
    }
}

/// A session as it is named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Last,
    Number(i64),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        match typed.parse::<i64>() {
            _ if typed == "last" => Ok(Wanted::Last),
            Ok(number) if number > 0 => Ok(Wanted::Number(number)),
            _ => Err("expected the number of a session, or `last`".to_string()),
        }
    }
}

impl Wanted {
    /// The session's number.
    pub(super) fn find(self, store: &Store) -> Result<i64> {
        match self {
            Wanted::Number(id) => Ok(id),
            Wanted::Last => match store.list(&Filter::default())?.last() {
                Some(session) => Ok(session.id),
                None => Err(self.missing()),
            },
        }
    }

    /// What to say where there is no history to find it in.
    pub(super) fn missing(self) -> anyhow::Error {
        match self {
            Wanted::Number(id) => StoreError::NoSession { id }.into(),
            Wanted::Last => anyhow::anyhow!("there is no session yet: `holdfast coach` keeps one"),
        }
    }
}

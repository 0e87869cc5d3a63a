//! Days and times as people write them.

use std::time::SystemTime;

use anyhow::{Context, Result};
use jiff::civil::{Date, DateTime, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan, Zoned};

use crate::store::When;

const FIRST_DAY: Date = date(1970, 1, 1);

/// This moment where the person is.
pub(super) fn now() -> When {
    of_zoned(&Zoned::now())
}

/// A moment that the system names, where the person is now.
pub(super) fn of_system(time: SystemTime) -> Result<When> {
    let moment = Timestamp::try_from(time).context("a file's time is out of range")?;
    Ok(of_zoned(&moment.to_zoned(TimeZone::system())))
}

/// The date and time that the clocks showed.
pub(super) fn date_time(when: When) -> DateTime {
    let offset = Offset::from_seconds(when.utc_offset_secs).unwrap_or(Offset::UTC);
    offset.to_datetime(Timestamp::from_millisecond(when.unix_ms).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// A moment for programs: local time with its offset.
pub(super) fn rfc3339(when: When) -> String {
    let offset = Offset::from_seconds(when.utc_offset_secs).unwrap_or(Offset::UTC);
    let moment = Timestamp::from_millisecond(when.unix_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.display_with_offset(offset).to_string()
}

/// The date of a day that is counted from 1970-01-01.
pub(super) fn date_of(day: i64) -> Date {
    i32::try_from(day).ok().and_then(|day| FIRST_DAY.checked_add(day.days()).ok()).unwrap_or(FIRST_DAY)
}

/// The day of a date, counted from 1970-01-01.
pub(super) fn day_of(date: Date) -> i64 {
    (date - FIRST_DAY).get_days().into()
}

/// Reads a date of an argument.
pub(super) fn read_date(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "expected a date such as 2026-03-31".to_string())
}

fn of_zoned(zoned: &Zoned) -> When {
    When { unix_ms: zoned.timestamp().as_millisecond(), utc_offset_secs: zoned.offset().seconds() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_read() {
        assert_eq!(day_of(date(1970, 1, 1)), 0);
        assert_eq!(day_of(date(2024, 2, 29)), 19_782);
        assert_eq!(date_of(19_782), date(2024, 2, 29));
        assert_eq!(date_of(i64::MAX), FIRST_DAY);
        assert_eq!(read_date("2024-02-30"), Err("expected a date such as 2026-03-31".to_string()));
    }

    #[test]
    fn a_day_is_that_of_the_clocks_where_the_person_was() {
        let late = When { unix_ms: 1_709_249_400_000, utc_offset_secs: 7200 }; // 23:30 in universal time
        assert_eq!(date_time(late).to_string(), "2024-03-01T01:30:00");
        assert_eq!(date_of(late.day()), date(2024, 3, 1));
        assert_eq!(rfc3339(late), "2024-03-01T01:30:00+02:00");
    }
}

//! Text that is not TOML, such as a missing quote.

use toml::de::Error;

use super::diagnostic::Problems;

/// Reports where the text stops being TOML, once a line: more on one line is the same mistake.
pub(super) fn report_syntax(errors: &[Error], text: &str, problems: &Problems<'_>) {
    let mut spans: Vec<_> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    spans.sort_by_key(|(span, _)| span.start);
    let mut last_line = None;
    for (span, message) in spans {
        let line_start = text.get(..span.start).and_then(|before| before.rfind('\n'));
        if last_line == Some(line_start) {
            continue;
        }
        last_line = Some(line_start);
        let slip = known_slip(message, text, line_start.map_or(0, |newline| newline + 1));
        problems.error(span, slip.unwrap_or_else(|| message.trim_end_matches(", expected nothing")), None);
    }
}

/// What people who do not write TOML every day get wrong, in words that they know.
fn known_slip(message: &str, text: &str, line_start: usize) -> Option<&'static str> {
    if message == "duplicate key" {
        return Some("this stands here for the second time: keep one of the two");
    }
    let line = text.get(line_start..)?.lines().next()?;
    let value = line.split_once('=').map_or(line, |(_, value)| value).trim();
    if value.contains(['“', '”', '„', '‘', '’']) {
        return Some("a text stands in straight quotes, \"like this\"");
    }
    let decimal_comma = value.split_once(',').is_some_and(|(whole, fraction)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(fraction)
    });
    if decimal_comma {
        return Some("a number has a decimal point and no comma, such as 0.5");
    }
    if value.starts_with('"') && value.matches('"').count() == 1 {
        return Some("the text has no quote at its end");
    }
    match value {
        "True" | "TRUE" | "yes" => Some("write `true`"),
        "False" | "FALSE" | "no" => Some("write `false`"),
        _ if message.starts_with("string values must be quoted") => {
            Some("a text stands in quotes, \"like this\"")
        }
        _ => None,
    }
}

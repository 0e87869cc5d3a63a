//! Text that is not TOML.

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
        let message = message.trim_end_matches(", expected nothing");
        match help(text, line_start.map_or(0, |newline| newline + 1)) {
            Some(help) => problems.error_with_help(span, message, help),
            None => problems.error(span, message),
        }
    }
}

/// What people who do not write TOML every day get wrong.
fn help(text: &str, line_start: usize) -> Option<&'static str> {
    let line = text.get(line_start..)?.lines().next()?;
    let value = line.split_once('=').map_or(line, |(_, value)| value).trim();
    if value.contains(['“', '”', '„', '‘', '’']) {
        return Some("texts stand in straight quotes: \"like this\"");
    }
    let decimal_comma = value.split_once(',').is_some_and(|(whole, fraction)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(fraction)
    });
    if decimal_comma {
        return Some("numbers have a decimal point: 0.5");
    }
    if value.starts_with('"') && value.matches('"').count() == 1 {
        return Some("the text has no quote at its end");
    }
    match value {
        "True" | "False" | "yes" | "no" => Some("write `true` or `false`"),
        _ => None,
    }
}

//! The page of trends: a card for each exercise.

use std::io::{self, Write};

use maud::{Markup, html};

use super::{document, svg, table, tile};
use crate::report::history::WrittenWeek;
use crate::report::trends::{Trend, sheets};

/// Writes the weeks as a page with curves.
///
/// # Errors
///
/// Passes on what the stream says.
pub fn write(mut out: impl Write, weeks: &[WrittenWeek]) -> io::Result<()> {
    out.write_all(page(&sheets(weeks)).into_string().as_bytes())?;
    out.flush()
}

fn page(trends: &[Trend]) -> Markup {
    let body = html! {
        @for one in trends { (card(one)) }
        @if trends.is_empty() { article { h1 { "No sessions were found" } } }
    };
    document("Exercises week by week", &body)
}

fn card(trend: &Trend) -> Markup {
    html! {
        article .weekly {
            header {
                p .kind { "Week by week" }
                h1 { (trend.title) }
                p .when { (trend.subtitle) }
            }
            dl .tiles { @for one in &trend.tiles { (tile(one)) } }
            div .trends {
                @for (name, drawing) in &trend.charts {
                    figure { figcaption { (name) } (svg(drawing)) }
                }
            }
            h2 { "In numbers" }
            (table(&trend.latest, "The latest weeks"))
            @if let Some(earlier) = &trend.earlier {
                details { summary { "Earlier weeks" } (table(earlier, "Earlier weeks")) }
            }
        }
    }
}

//! The page of trends: a card for each exercise.

use std::io::{self, Write};

use maud::{Markup, html};

use super::{document, svg, table, tile};
use crate::messages::Language;
use crate::messages::words::Trends as Words;
use crate::report::history::WrittenWeek;
use crate::report::trends::{Trend, sheets};

/// Writes the weeks as a page with curves, in a language.
///
/// # Errors
///
/// Passes on what the stream says.
pub fn write(mut out: impl Write, weeks: &[WrittenWeek], language: &Language) -> io::Result<()> {
    out.write_all(page(&sheets(weeks, language), language).into_string().as_bytes())?;
    out.flush()
}

fn page(trends: &[Trend], language: &Language) -> Markup {
    let words = &language.words.trends;
    let body = html! {
        @for one in trends { (card(one, words)) }
        @if trends.is_empty() { article { h1 { (words.none) } } }
    };
    document(&words.title, &body, language)
}

fn card(trend: &Trend, words: &Words) -> Markup {
    html! {
        article .weekly {
            header {
                p .kind { (words.kind) }
                h1 { (trend.title) }
                p .when { (trend.subtitle) }
            }
            dl .tiles { @for one in &trend.tiles { (tile(one)) } }
            div .trends {
                @for (name, drawing) in &trend.charts {
                    figure { figcaption { (name) } (svg(drawing)) }
                }
            }
            h2 { (words.in_numbers) }
            (table(&trend.latest, &words.latest))
            @if let Some(earlier) = &trend.earlier {
                details { summary { (words.earlier) } (table(earlier, &words.earlier)) }
            }
        }
    }
}

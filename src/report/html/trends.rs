//! The page of trends: a card for each exercise.

use maud::{Markup, html};

use super::{document, svg, table, tile};
use crate::report::trends::Trend;

/// The page.
pub(in crate::report) fn page(trends: &[Trend]) -> Markup {
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

//! Diagnostics as people read them: the place, the line itself and a caret.

use annotate_snippets::{AnnotationKind, Level as Mark, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Level};

/// Whether the text is coloured. The caller knows about terminals and `NO_COLOR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// Shows each diagnostic below the other, each with the line of `text` that it is about, and ends
/// with a newline unless there is none.
pub fn render(diagnostics: &[Diagnostic], text: &str, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let shown: Vec<String> =
        diagnostics.iter().map(|diagnostic| render_one(diagnostic, text, &renderer)).collect();
    shown.join("\n")
}

fn render_one(diagnostic: &Diagnostic, text: &str, renderer: &Renderer) -> String {
    let mark = match diagnostic.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    };
    let end = diagnostic.span.end.min(text.len());
    let span = diagnostic.span.start.min(end)..end;
    let snippet =
        Snippet::source(text).path(diagnostic.file.as_str()).annotation(AnnotationKind::Primary.span(span));
    let mut group = mark.primary_title(diagnostic.message.as_str()).element(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(Mark::HELP.message(help.as_str()));
    }
    format!("{}\n", renderer.render(&[group]))
}

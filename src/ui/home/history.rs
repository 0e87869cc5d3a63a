//! The sessions that are kept: what each came to, its report, and how to delete it.

use eframe::egui::Ui;

use super::content::{Home, Kept, Read, Wish};
use super::look::{GAP, Look};
use super::{parts, today};

/// What is open on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Open {
    /// The session whose details are shown.
    pub(super) session: Option<i64>,
    /// Whether it is asked if that one is to be deleted.
    pub(super) asks: bool,
}

/// Shows the page.
pub(super) fn show(ui: &mut Ui, look: &Look, home: &Home, open: &mut Open, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    if home.sessions.is_empty() {
        parts::quiet(ui, look, &words.no_sessions);
    } else if parts::button(ui, &home.language.words.trends.kind).clicked() {
        wishes.push(Wish::Read(Read::Trends));
    }
    for session in &home.sessions {
        parts::card(ui, look, |ui| {
            let is_open = open.session == Some(session.id);
            let label = format!("{}  ·  {}", session.when, session.titles.join(", "));
            parts::row(ui, |ui| {
                parts::heading(ui, look, &label);
            });
            parts::quiet(ui, look, &today::good(home, session.good, session.repetitions));
            if is_open {
                details(ui, look, home, session);
            }
            parts::row(ui, |ui| buttons(ui, look, home, session, open, wishes));
        });
        ui.add_space(GAP / 4.0);
    }
}

fn details(ui: &mut Ui, look: &Look, home: &Home, session: &Kept) {
    let Some(details) = &session.details else { return };
    for set in &details.sets {
        parts::text(ui, look, set);
    }
    let words = &home.language.words.window;
    if details.remedies.is_empty() && session.repetitions > 0 {
        parts::text(ui, look, &words.nothing_to_change);
    }
    if !details.remedies.is_empty() {
        parts::quiet(ui, look, &words.work_on);
    }
    for remedy in &details.remedies {
        parts::correction(ui, look, &format!("•  {remedy}"));
    }
}

fn buttons(ui: &mut Ui, look: &Look, home: &Home, session: &Kept, open: &mut Open, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    let named = |label: &str| format!("{label}: {}", session.when);
    let is_open = open.session == Some(session.id);
    if open.asks && is_open {
        parts::text(ui, look, &words.really_delete);
        if parts::named_button(ui, &words.delete, &named(&words.delete)).clicked() {
            wishes.push(Wish::Delete(session.id));
            *open = Open::default();
        }
        if parts::button(ui, &words.keep).clicked() {
            open.asks = false;
        }
        return;
    }
    let label = if is_open { &words.less } else { &words.more };
    if parts::named_button(ui, label, &named(label)).clicked() {
        *open = Open { session: (!is_open).then_some(session.id), asks: false };
        if !is_open && session.details.is_none() {
            wishes.push(Wish::Details(session.id));
        }
    }
    if parts::named_button(ui, &words.report, &named(&words.report)).clicked() {
        wishes.push(Wish::Read(Read::Session(session.id)));
    }
    if parts::named_button(ui, &words.delete, &named(&words.delete)).clicked() {
        *open = Open { session: Some(session.id), asks: true };
    }
}

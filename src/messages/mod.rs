//! Every sentence that the program itself says or shows, by language: the files in `data/languages`. What
//! an exercise says stands in its rules file, in English, and is translated by the language's file. Who
//! shows or says a sentence, and when, is decided elsewhere.

mod exercise;
mod language;
mod message;
pub mod words;

pub use exercise::{ExerciseTexts, FaultTexts, PhaseTexts};
pub use language::{Language, english, fill};
pub use words::{Counted, Words};

use words::{ByPosition, ByReason, ByView, TurnTo};

use crate::motion::{Exercise, Phase, Placement, Position, Reason, Side, View};

const POSITIONS: [Position; 4] =
    [Position::Supine, Position::Quadruped, Position::Standing, Position::Seated];
const VIEWS: [View; 5] = [View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd, View::Front];

impl Language {
    /// A phase in whose target the person is: "Raised", "Cat", "Left side".
    pub fn phase_name(&self, phase: &Phase) -> String {
        self.target_name(phase.id.as_deref(), phase.side)
    }

    /// The same by the phase's id and side.
    pub fn target_name(&self, id: Option<&str>, side: Option<Side>) -> String {
        capitalised(&self.target_within(id, side))
    }

    /// The same as it stands within a sentence: "raised", "left side".
    pub fn target_within(&self, id: Option<&str>, side: Option<Side>) -> String {
        let words = &self.words.state;
        let side = side.map(|side| match side {
            Side::Left => &words.left_side,
            Side::Right => &words.right_side,
        });
        let id = id.map(|id| self.text(&id.replace('-', " ")).to_string());
        match (id, side) {
            (Some(id), Some(side)) => format!("{id}, {side}"),
            (Some(id), None) => id,
            (None, Some(side)) => side.clone(),
            (None, None) => words.target.clone(),
        }
    }

    /// What to do so that judging can go on. The exercise's `title` is in this language; `seen` is how the person is
    /// seen at the moment.
    pub fn remedy(&self, reason: Reason, exercise: &Exercise, title: &str, seen: Placement) -> String {
        self.fill_remedy(self.words.remedy.of(reason), exercise, title, seen)
    }

    /// The same in other words, for who has heard it before.
    pub fn remedy_again(&self, reason: Reason, exercise: &Exercise, title: &str, seen: Placement) -> String {
        self.fill_remedy(self.words.remedy_again.of(reason), exercise, title, seen)
    }

    fn fill_remedy(&self, sentence: &str, exercise: &Exercise, title: &str, seen: Placement) -> String {
        let words = &self.words;
        let wanted = exercise.views.first().copied().unwrap_or(View::Side);
        let other = seen.position.filter(|position| !exercise.is_done_in(Some(*position)));
        let other = other.map_or(words.another_position.as_str(), |position| words.position.of(position));
        let values = [
            ("turn", words.turn_to.from(wanted, seen.view)),
            ("seen", other),
            (
                "get-into",
                &self.one_of(exercise.positions.iter().map(|position| words.get_into.of(*position))),
            ),
            ("exercise", &within(title)),
            ("title", title),
        ];
        fill(sentence, &values)
    }
}

impl Language {
    /// A phase by its id, which is its name in English: "oben".
    pub fn phase(&self, id: &str) -> String {
        let spaced = id.replace('-', " ");
        let told = self.text(&spaced);
        if told == spaced { id.to_string() } else { told.to_string() }
    }

    /// A side of the person: "left".
    pub fn side(&self, side: Side) -> &str {
        match side {
            Side::Left => &self.words.report.left,
            Side::Right => &self.words.report.right,
        }
    }

    /// A reason by its id, as a heading.
    pub fn reason<'a>(&'a self, id: &'a str) -> &'a str {
        let found = Reason::ALL.into_iter().find(|reason| reason.id() == id);
        found.map_or(id, |reason| self.words.reason.of(reason))
    }

    /// A position by its id, in which somebody was seen: "lying on the back".
    pub fn position_seen<'a>(&'a self, id: &'a str) -> &'a str {
        position(id).map_or(id, |position| self.words.position_seen.of(position))
    }

    /// A view by its id: "from the side".
    pub fn view<'a>(&'a self, id: &'a str) -> &'a str {
        view(id).map_or(id, |view| self.words.view.of(view))
    }

    /// A verdict by its id.
    pub fn verdict<'a>(&'a self, id: &'a str) -> &'a str {
        let words = &self.words.verdict;
        match id {
            "good" => &words.good,
            "faulty" => &words.faulty,
            "partial" => &words.partial,
            "unjudged" => &words.unjudged,
            other => other,
        }
    }

    /// What a machine that was too slow has saved, by its id, in a sentence.
    pub fn saving<'a>(&'a self, id: &'a str) -> &'a str {
        let words = &self.words.saving;
        match id {
            "fewer-silhouettes" => &words.fewer_silhouettes,
            "still-frames" => &words.still_frames,
            "every-second-frame" => &words.every_second_frame,
            "lite-model" => &words.lite_model,
            other => other,
        }
    }

    /// What is missing of a recording. What is kept of it is English.
    pub fn shortfall(&self, in_english: &str) -> String {
        let sentences = |language: &Language| {
            let words = &language.words.report;
            [&words.set_cut_off, &words.ends_early, &words.ends_early_of, &words.damaged, &words.damaged_of]
                .map(String::clone)
        };
        let mut numbers =
            in_english.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        let values =
            [("read", numbers.next().unwrap_or_default()), ("expected", numbers.next().unwrap_or_default())];
        let mut pairs = sentences(english()).into_iter().zip(sentences(self));
        let told = pairs.find(|(sentence, _)| fill(sentence, &values) == in_english);
        told.map_or_else(|| in_english.to_string(), |(_, own)| fill(&own, &values))
    }

    /// How often something was done of how often it was planned; none where it was not.
    pub fn done_of_planned(&self, done: u32, planned: u32) -> Option<String> {
        let values = [("done", &*done.to_string()), ("planned", &planned.to_string())];
        (planned > 0).then(|| fill(&self.words.aims.done_of, &values))
    }

    /// Pain before and after, or the one that is known.
    pub fn pain(&self, before: Option<f64>, after: Option<f64>) -> Option<String> {
        let [before, after] = [before, after].map(|mark| Some(self.number(mark?, 1)));
        match (before, after) {
            (Some(before), Some(after)) => {
                Some(fill(&self.words.aims.from_to, &[("before", &before), ("after", &after)]))
            }
            (before, after) => before.or(after),
        }
    }

    /// The positions that an exercise can be done in: "standing or sitting".
    pub fn position_names(&self, positions: &[Position]) -> String {
        self.one_of(positions.iter().map(|position| self.words.position_seen.of(*position)))
    }

    /// The views from which an exercise can be judged: "from the side or from in front".
    pub fn view_names(&self, views: &[View]) -> String {
        self.one_of(views.iter().map(|view| self.words.view.of(*view)))
    }

    /// Several that are all right: "stand up or sit down".
    fn one_of<'a>(&self, several: impl Iterator<Item = &'a str>) -> String {
        several.collect::<Vec<_>>().join(&format!(" {} ", self.words.or))
    }
}

impl ByReason {
    /// The sentence of a reason.
    pub fn of(&self, reason: Reason) -> &str {
        match reason {
            Reason::Nobody => &self.nobody,
            Reason::CutOff => &self.cut_off,
            Reason::Hidden => &self.hidden,
            Reason::WrongView => &self.wrong_view,
            Reason::TooFar => &self.too_far,
            Reason::OutlineUnclear => &self.outline_unclear,
            Reason::TooDark => &self.too_dark,
            Reason::StillPicture => &self.still_picture,
            Reason::SomebodyElse => &self.somebody_else,
            Reason::OtherPosition => &self.other_position,
            Reason::NotInStart => &self.not_in_start,
        }
    }
}

impl ByPosition {
    /// The words of a position.
    pub fn of(&self, position: Position) -> &str {
        match position {
            Position::Supine => &self.supine,
            Position::Quadruped => &self.quadruped,
            Position::Standing => &self.standing,
            Position::Seated => &self.seated,
        }
    }
}

impl ByView {
    /// The words of a view.
    pub fn of(&self, view: View) -> &str {
        match view {
            View::Side => &self.side,
            View::ThreeQuarter => &self.three_quarter,
            View::HeadEnd => &self.head_end,
            View::FootEnd => &self.foot_end,
            View::Front => &self.front,
        }
    }
}

impl TurnTo {
    /// How to come from the view that is seen to the one that is wanted.
    pub fn from(&self, wanted: View, seen: Option<View>) -> &str {
        match (wanted, seen) {
            (View::Side, _) => &self.side,
            (View::ThreeQuarter, Some(View::Side)) => &self.three_quarter_from_side,
            (View::ThreeQuarter, Some(View::Front | View::HeadEnd | View::FootEnd)) => {
                &self.three_quarter_from_end
            }
            (View::ThreeQuarter, Some(View::ThreeQuarter) | None) => &self.three_quarter,
            (View::HeadEnd, _) => &self.head_end,
            (View::FootEnd, _) => &self.foot_end,
            (View::Front, _) => &self.front,
        }
    }
}

/// The stable name of a position in results.
pub fn position_id(position: Position) -> &'static str {
    match position {
        Position::Supine => "supine",
        Position::Quadruped => "quadruped",
        Position::Standing => "standing",
        Position::Seated => "seated",
    }
}

/// The stable name of a view in results.
pub fn view_id(view: View) -> &'static str {
    match view {
        View::Side => "side",
        View::ThreeQuarter => "three-quarter",
        View::HeadEnd => "head-end",
        View::FootEnd => "foot-end",
        View::Front => "front",
    }
}

/// The position of a name.
pub fn position(id: &str) -> Option<Position> {
    POSITIONS.into_iter().find(|position| position_id(*position) == id)
}

/// The view of a name.
pub fn view(id: &str) -> Option<View> {
    VIEWS.into_iter().find(|view| view_id(*view) == id)
}

/// A position by its id, as it stands in an English sentence: "lying on the back".
pub fn position_name(id: &str) -> &str {
    position(id).map_or(id, |position| english().words.position.of(position))
}

/// A view by its id, as it stands in an English sentence: "seen from the side".
pub fn view_name(id: &str) -> &str {
    view(id).map_or(id, |view| english().words.view.of(view))
}

/// Where nobody was seen, within an English sentence.
pub fn nobody_was_seen(too_dark: bool) -> &'static str {
    let words = &english().words.report;
    if too_dark { &words.nobody_seen_dark } else { &words.nobody_seen }
}

/// What was seen of a person in whom no exercise was recognised, within an English sentence.
pub fn what_was_seen(position: Option<Position>, view: Option<View>) -> String {
    let words = &english().words.report;
    let Some(position) = position else { return words.no_start_seen.clone() };
    let view = view.map(|view| format!(", {}", view_name(view_id(view)))).unwrap_or_default();
    fill(&words.person_seen, &[("position", position_name(position_id(position)))]) + &view
}

/// A number of things in English: "1 attempt", "3 attempts".
pub fn counted<N: Copy + From<u8> + PartialEq + std::fmt::Display>(count: N, noun: &str) -> String {
    format!("{count} {noun}{}", if count == N::from(1) { "" } else { "s" })
}

/// A text with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A title as it stands within a sentence: "lower trunk rotation". One whose second letter is a
/// capital, as an abbreviation, stays as it is.
fn within(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_string(),
    }
}

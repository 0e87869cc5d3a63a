//! Every sentence that the program itself says about what it sees, in one place, so that another
//! language is another file like this one. What an exercise says stands in its rules file; who shows
//! or says a sentence, and when, is decided elsewhere.

use crate::motion::{Exercise, Phase, Position, Reason, Side, View};

/// Before the start position has been held.
pub const GET_READY: &str = "Get ready";

/// In the start position: the next attempt may begin.
pub const READY: &str = "Ready";

/// On the way to a target.
pub const MOVING: &str = "Moving";

/// At rest short of a target.
pub const NOT_YET: &str = "Not there yet";

/// On the way back from a target.
pub const GOING_BACK: &str = "Going back";

/// While nothing can be judged.
pub const PAUSED: &str = "Paused";

/// After an attempt without a fault.
pub const WELL_DONE: &str = "Well done";

/// After an attempt of which too much was hidden.
pub const NOT_SEEN: &str = "I couldn't see all of that one";

/// A phase in whose target the person is: "Raised", "Cat", "Left side".
pub fn phase_name(phase: &Phase) -> String {
    let side = phase.side.map(|side| match side {
        Side::Left => "left side",
        Side::Right => "right side",
    });
    let id = phase.id.as_ref().map(|id| id.replace('-', " "));
    let name = match (id, side) {
        (Some(id), Some(side)) => format!("{id}, {side}"),
        (Some(id), None) => id,
        (None, Some(side)) => side.to_string(),
        (None, None) => "target".to_string(),
    };
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What to do so that judging can go on; `seen` is the position that the person is in.
pub fn remedy(reason: Reason, exercise: &Exercise, seen: Option<Position>) -> String {
    match reason {
        Reason::Nobody => "I can't see anybody: come into the picture, or turn the camera towards you.".to_string(),
        Reason::CutOff => {
            "A part of your body is outside the picture: move the camera back until all of you is in it."
                .to_string()
        }
        Reason::Hidden => {
            "I can't see the joints that matter: clear the view between you and the camera.".to_string()
        }
        Reason::WrongView => format!("I can't judge this from here: {}.", turn_to(&exercise.views)),
        Reason::TooFar => "You are too small in the picture: move the camera closer.".to_string(),
        Reason::OutlineUnclear => {
            "I can't make out the outline of your back: wear something close-fitting that stands out from the \
             background."
                .to_string()
        }
        Reason::TooDark => "The picture is too dark: switch on a light, or turn away from the window.".to_string(),
        Reason::SomebodyElse => "Somebody else is in the picture: ask them to step out of it.".to_string(),
        Reason::OtherPosition => {
            let seen = seen.map_or("in another position", |seen| position_name(position_id(seen)));
            format!("You are {seen}; {} for the {}.", get_into(exercise.position), within(&exercise.title))
        }
        Reason::NotInStart => "You are not in the start position: take it up and stay still for a moment.".to_string(),
    }
}

/// A short name of a reason, as a heading.
pub fn reason_name(id: &str) -> &str {
    match id {
        "nobody" => "nobody in the picture",
        "cut-off" => "body cut off",
        "hidden" => "joints hidden",
        "wrong-view" => "wrong view",
        "too-far" => "too far away",
        "outline-unclear" => "outline unclear",
        "too-dark" => "too dark",
        "somebody-else" => "somebody else in the picture",
        "other-position" => "another position",
        "not-in-start" => "not in the start position",
        other => other,
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

/// A position by its id, as it stands in a sentence: "lying on the back".
pub fn position_name(id: &str) -> &str {
    match id {
        "supine" => "lying on the back",
        "quadruped" => "on hands and knees",
        "standing" => "standing",
        "seated" => "sitting",
        other => other,
    }
}

/// A view by its id, as it stands in a sentence: "seen from the side".
pub fn view_name(id: &str) -> &str {
    match id {
        "side" => "from the side",
        "three-quarter" => "at an angle between side and end",
        "head-end" => "from the head end",
        "foot-end" => "from the foot end",
        "front" => "from in front",
        other => other,
    }
}

/// Where nobody was seen, within a sentence.
pub fn nobody_was_seen(too_dark: bool) -> &'static str {
    if too_dark { "nobody was seen, and the picture is too dark" } else { "nobody was seen" }
}

/// What was seen of a person in whom no exercise was recognised, within a sentence.
pub fn what_was_seen(position: Option<Position>, view: Option<View>) -> String {
    let Some(position) = position else {
        return "somebody was seen, in no position that an exercise begins with".to_string();
    };
    let view = view.map(|view| format!(", {}", view_name(view_id(view)))).unwrap_or_default();
    format!("the person was seen {}{view}", position_name(position_id(position)))
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

fn get_into(position: Position) -> &'static str {
    match position {
        Position::Supine => "lie on your back",
        Position::Quadruped => "get on your hands and knees",
        Position::Standing => "stand up",
        Position::Seated => "sit down",
    }
}

/// How to turn, for the first view in which the exercise can be judged.
fn turn_to(views: &[View]) -> &'static str {
    match views.first() {
        Some(View::Side) | None => "turn so that your side faces the camera",
        Some(View::ThreeQuarter) => "turn a quarter of the way towards the camera",
        Some(View::HeadEnd) => "put the camera at your head end, raised, looking along your body",
        Some(View::FootEnd) => "put the camera at your foot end, raised, looking along your body",
        Some(View::Front) => "face the camera",
    }
}

//! The words of overlay and window; everything else they say is given to them.

use crate::coach::CheckKind;

/// Short captions in one language. Braces hold a place for a number or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Below the count when all repetitions were good, for one repetition.
    pub repetition: String,
    /// Below the count when all repetitions were good, for none or several.
    pub repetitions: String,
    /// Below the count of good ones; `{total}` is the number of all.
    pub good_of_total: String,
    /// Below the seconds of a hold; `{target}` is the number of seconds to reach.
    pub of_target: String,
    /// Below the seconds of a hold without a target.
    pub seconds: String,
    /// What only the window says.
    pub window: WindowWording,
}

/// What only the window says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowWording {
    /// Below the count; `{goal}` is the number of repetitions asked for.
    pub of_goal: String,
    /// In the ring before a hold; `{target}` is the number of seconds to reach.
    pub hold_for: String,
    /// Which set; `{set}` of `{sets}`.
    pub set_of: String,
    /// Before what follows; `{what}`.
    pub next: String,
    /// What follows a set: a rest of `{secs}` seconds.
    pub rest_of: String,
    /// What follows the last set.
    pub the_end: String,
    /// Where no picture has arrived yet.
    pub no_picture: String,
    /// While nothing has been heard of the session.
    pub starting: String,
    /// Above the summary.
    pub session_over: String,
    /// After the number of good repetitions of a session; `{total}` is the number of all.
    pub good_of_all: String,
    /// How long was held: `{mean}` and `{longest}` seconds.
    pub held: String,
    /// Above the faults of a session.
    pub work_on: String,
    /// Where a session has no faults.
    pub nothing_to_change: String,
    /// Where a session has no repetitions.
    pub nothing_counted: String,
    /// A set on the summary; `{title}` and `{set}`.
    pub set_name: String,
    /// Below the seconds of a rest.
    pub rest: String,
    /// While the set-up has no advice.
    pub all_well: String,
    /// A pause.
    pub paused: String,
    /// The sound is off.
    pub muted: String,
    /// Names of the keys and what they do, in the order in which they are shown.
    pub keys: KeyWording,
}

/// What the keys do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyWording {
    /// The space bar.
    pub space: String,
    /// Space, while a session goes on.
    pub pause: String,
    /// Space, during a pause.
    pub resume: String,
    /// N.
    pub next: String,
    /// Q and Escape, while a session goes on.
    pub finish: String,
    /// Q and Escape, when the session is over.
    pub close: String,
    /// The arrow keys.
    pub arrows: String,
    /// The arrow keys, where there is more than one page.
    pub pages: String,
    /// F.
    pub full_screen: String,
    /// D.
    pub light_or_dark: String,
    /// H.
    pub high_contrast: String,
    /// M.
    pub mute: String,
    /// The question mark.
    pub help: String,
    /// The heading of the list of keys.
    pub heading: String,
    /// What closes the list of keys.
    pub any_key: String,
    /// Asked before a session is ended.
    pub really: String,
    /// What the answers to that do.
    pub really_keys: String,
}

impl Wording {
    /// English.
    pub fn english() -> Self {
        Self {
            repetition: "repetition".into(),
            repetitions: "repetitions".into(),
            good_of_total: "good of {total}".into(),
            of_target: "of {target} s".into(),
            seconds: "seconds".into(),
            window: WindowWording::english(),
        }
    }
}

impl Wording {
    /// The name of a check.
    pub fn check(&self, kind: CheckKind) -> &str {
        match kind {
            CheckKind::Light => "Light",
            CheckKind::Person => "You are in the picture",
            CheckKind::Alone => "Nobody else",
            CheckKind::WholeBody => "Whole body",
            CheckKind::Distance => "Distance",
            CheckKind::View => "Camera's side",
            CheckKind::Position => "Position",
            CheckKind::Start => "Start position, still",
        }
    }
}

impl WindowWording {
    fn english() -> Self {
        Self {
            of_goal: "of {goal}".into(),
            hold_for: "hold {target} s".into(),
            set_of: "Set {set} of {sets}".into(),
            next: "Next: {what}".into(),
            rest_of: "rest for {secs} s".into(),
            the_end: "the end".into(),
            no_picture: "Waiting for the camera".into(),
            starting: "Starting".into(),
            session_over: "Session over".into(),
            good_of_all: "good of {total} repetitions".into(),
            held: "Held {mean} s on average, {longest} s at most".into(),
            work_on: "To work on".into(),
            nothing_to_change: "Nothing to change: well done".into(),
            nothing_counted: "No repetition was counted".into(),
            set_name: "{title}, set {set}".into(),
            rest: "seconds of rest".into(),
            all_well: "All well: begin when you like".into(),
            paused: "Paused".into(),
            muted: "Sound off".into(),
            keys: KeyWording::english(),
        }
    }
}

impl KeyWording {
    fn english() -> Self {
        Self {
            space: "Space".into(),
            pause: "Pause".into(),
            resume: "Go on".into(),
            next: "Next".into(),
            finish: "Finish".into(),
            close: "Close".into(),
            arrows: "Arrows".into(),
            pages: "More".into(),
            full_screen: "Full screen".into(),
            light_or_dark: "Light or dark".into(),
            high_contrast: "High contrast".into(),
            mute: "Sound on or off".into(),
            help: "Help".into(),
            heading: "Keys".into(),
            any_key: "Any key closes this".into(),
            really: "Finish the session?".into(),
            really_keys: "Q finishes. Any other key goes on.".into(),
        }
    }
}

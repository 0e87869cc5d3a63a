//! What the home window shows, as plain data, and what the person can ask for in it.

use std::sync::Arc;

use crate::frame::Frame;
use crate::graphics::document::Document;
use crate::graphics::drawing::Drawing;
use crate::graphics::exercise;
use crate::messages::Language;
use crate::motion::figure::Figure;
use crate::motion::{Position, View};
use crate::ui::Appearance;
use crate::ui::voice::{FULL_LOUDNESS, WORDS_A_MINUTE};

/// Everything that the home window shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// The language of all words.
    pub language: &'static Language,
    /// Whether nothing was ever done or chosen: the first steps are shown.
    pub is_first_start: bool,
    /// The day's programme.
    pub planned: Vec<Planned>,
    /// Why the programme stops, where pain rose.
    pub stop: Option<String>,
    /// That the programme pauses, where the person asked for it.
    pub pause: Option<String>,
    /// All exercises.
    pub exercises: Vec<Card>,
    /// The sessions that are kept, the newest first.
    pub sessions: Vec<Kept>,
    /// Weeks up to this one, the oldest first; those without practice among them.
    pub weeks: Vec<Week>,
    /// What the person chose.
    pub choices: Choices,
    /// The webcams that are plugged in.
    pub cameras: Vec<Webcam>,
    /// Where the history is.
    pub folder: Option<String>,
    /// What was asked for to read.
    pub read: Option<(Read, Arc<Document>)>,
}

/// What can be read in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// The report of a session.
    Session(i64),
    /// The weeks of all exercises.
    Trends,
}

/// An exercise of the day's programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The exercise's id.
    pub exercise: String,
    /// Its name.
    pub title: String,
    /// How much of it.
    pub dose: Dose,
    /// How often it was done today.
    pub done: u32,
    /// Whether a set of it was begun today and ended early.
    pub has_part: bool,
    /// How often it is to be done a day.
    pub times: u32,
    /// That it rests today, where it does.
    pub rest: Option<String>,
}

impl Planned {
    /// Whether all of it was done today.
    pub fn is_done(&self) -> bool {
        self.done >= self.times
    }

    /// Whether something of it is left today.
    pub fn is_open(&self) -> bool {
        !self.is_done() && self.rest.is_none()
    }
}

/// How much of an exercise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dose {
    /// Sets each time.
    pub sets: u32,
    /// Repetitions of a set, from and to.
    pub repetitions: (u32, u32),
    /// Seconds to hold, where something is held.
    pub hold_secs: Option<f64>,
}

/// An exercise that can be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its id.
    pub exercise: String,
    /// Its name.
    pub title: String,
    /// What the person does, a sentence each.
    pub steps: Vec<String>,
    /// When to be careful, a sentence each.
    pub cautions: Vec<String>,
    /// What is prescribed.
    pub dose: Dose,
    /// The positions that it can be done in.
    pub positions: Vec<Position>,
    /// From where the camera should see it.
    pub view: Option<View>,
    /// What it looks like.
    pub figure: Option<Picture>,
    /// Whether it is in the programme.
    pub is_planned: bool,
    /// Whether it rests in it today.
    pub rests: bool,
}

/// A drawing of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture(pub(in crate::ui) Arc<Drawing>);

impl Picture {
    /// A drawing of a figure, with words for those who do not see it; none where too little of the body is known.
    pub fn of(figure: &Figure, label: String) -> Option<Self> {
        exercise::poses(figure, label).map(|drawing| Self(Arc::new(drawing)))
    }
}

/// A session that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// When it was, in words.
    pub when: String,
    /// Names of its exercises.
    pub titles: Vec<String>,
    /// Repetitions in all its sets.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
    /// What it came to in detail, where that was asked for.
    pub details: Option<Details>,
}

/// What a session came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// A line for each set.
    pub sets: Vec<String>,
    /// What to change, the most important first.
    pub remedies: Vec<String>,
}

/// What was done in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Week {
    /// Repetitions.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
}

/// A webcam that is plugged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webcam {
    /// As it is chosen.
    pub device: String,
    /// The name that it gives itself.
    pub name: String,
}

/// What the person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// A webcam's device, a network camera's address or a recording; the first webcam without it.
    pub camera: Option<String>,
    /// The language's id; the system's without it.
    pub language: Option<String>,
    /// Whether nothing is said aloud.
    pub mute: bool,
    /// How fast the voice speaks, in words a minute.
    pub rate: u32,
    /// How loud voice and tones are, in percent of the usual.
    pub loudness: u32,
    /// Whether the person is asked how strong the pain is.
    pub ask_pain: bool,
    /// How the window looks.
    pub appearance: Appearance,
    /// The size of text in percent of the usual one.
    pub text_percent: u32,
}

/// The size of text that is usual, in percent.
const USUAL_TEXT_PERCENT: u32 = 100;

impl Default for Choices {
    fn default() -> Self {
        Self {
            camera: None,
            language: None,
            mute: false,
            rate: WORDS_A_MINUTE,
            loudness: FULL_LOUDNESS,
            ask_pain: true,
            appearance: Appearance::default(),
            text_percent: USUAL_TEXT_PERCENT,
        }
    }
}

/// What a session is about to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// What is left of the day's programme.
    Programme,
    /// One exercise, by its id.
    Exercise(String),
}

/// What the person asks for at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To begin.
    Begin(Start),
    /// To have an exercise in the programme, or not any more.
    Plan {
        /// The exercise's id.
        exercise: String,
        /// Whether it is to be in it.
        planned: bool,
    },
    /// To let an exercise of the programme rest from today on, or not any more.
    Rest {
        /// The exercise's id.
        exercise: String,
        /// Whether it is to rest.
        rests: bool,
    },
    /// To let the programme rest, from today on.
    Pause,
    /// To go on with the programme after a rest, or a rise in pain.
    Resume,
    /// To see the details of a session.
    Details(i64),
    /// To read something in the window.
    Read(Read),
    /// To read a session's report in the browser.
    Report(i64),
    /// To delete a session.
    Delete(i64),
    /// To delete all sessions.
    DeleteAll,
    /// Other settings.
    Choose(Choices),
    /// To see what the camera sees, or not any more.
    Preview(bool),
    /// To hear a sentence.
    Speak,
}

/// What is going on beside what is shown.
#[derive(Debug, Clone, Default)]
pub struct Now {
    /// A session is being made ready.
    pub is_starting: bool,
    /// What does not work and what to do about it.
    pub trouble: Option<String>,
    /// What the camera sees, where that was asked for.
    pub preview: Option<Arc<Frame>>,
}

//! Every colour, size and font of the overlay.
//!
//! Sizes are in units of a hundredth of the picture's reference side (see [`Theme::unit_px`]), so
//! the overlay looks the same on every picture. They suit a person who lies three metres from a
//! 15 inch screen (19 cm high): capitals of 5 units are 9 mm there, 10 minutes of arc; 5 are what
//! good eyes need.

use super::overlay::Tone;
use super::shape::{Colour, Weight};
use crate::motion::PictureSize;

/// Width of a picture that sets the unit when the picture is narrow: 111 units then fit side by side.
const NARROW_SHARE: f64 = 0.9;

/// How the overlay looks. Lengths in units unless they say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Behind all text.
    pub panel: Colour,
    /// Words and numbers.
    pub text: Colour,
    /// Captions.
    pub text_quiet: Colour,
    /// The empty part of the ring.
    pub track: Colour,
    /// Limbs of the person's left.
    pub left: Colour,
    /// Limbs of the person's right.
    pub right: Colour,
    /// Trunk and head.
    pub trunk: Colour,
    /// Around limbs, so that they stand out on any background.
    pub halo: Colour,
    /// The person's outline.
    pub outline: Colour,
    /// Of [`Tone::Neutral`].
    pub neutral: Colour,
    /// Of [`Tone::Good`].
    pub good: Colour,
    /// Of [`Tone::Correct`].
    pub correct: Colour,
    /// Of [`Tone::Stop`].
    pub stop: Colour,
    /// Of [`Tone::Unknown`].
    pub unknown: Colour,

    /// From the picture's edge and between panels.
    pub margin: f64,
    /// From a panel's edge to its text.
    pub padding: f64,
    /// Of a panel's corners.
    pub corner: f64,
    /// Text sizes (em).
    pub title: f64,
    /// See `title`.
    pub phase: f64,
    /// See `title`.
    pub count: f64,
    /// See `title`.
    pub caption: f64,
    /// See `title`; long cues shrink down to `cue_least`.
    pub cue: f64,
    /// See `cue`.
    pub cue_least: f64,
    /// See `title`.
    pub reason: f64,
    /// See `title`.
    pub angle: f64,
    /// Lines a cue may take.
    pub cue_lines: usize,
    /// Distance of base lines, in ems.
    pub line_height_em: f64,
    /// Width of the coloured stripe on a banner.
    pub stripe: f64,
    /// Middle of the ring's line from its centre.
    pub ring_radius: f64,
    /// Across the ring's line.
    pub ring_width: f64,
    /// Across a limb.
    pub limb: f64,
    /// Across the lines of head and neck.
    pub head: f64,
    /// Added to a limb on both sides together.
    pub halo_width: f64,
    /// Of a joint's dot.
    pub joint_radius: f64,
    /// Across the limbs of the joint that matters.
    pub emphasis: f64,
    /// Of the angle's arc.
    pub arc_radius: f64,
    /// Limbs whose ends are less visible than this are not drawn, as a probability. In a side
    /// view the far knee and ankle often read 0.2 to 0.8: half is where a guess begins.
    pub least_visibility: f64,
}

impl Theme {
    /// Light text on dark panels.
    pub fn dark() -> Self {
        Self {
            panel: Colour { red: 10, green: 14, blue: 22, opacity: 200 },
            text: Colour::rgb(255, 255, 255),
            text_quiet: Colour::rgb(196, 204, 216),
            track: Colour { red: 255, green: 255, blue: 255, opacity: 50 },
            left: Colour::rgb(255, 205, 140),
            right: Colour::rgb(140, 216, 255),
            trunk: Colour::rgb(240, 244, 250),
            halo: Colour { red: 8, green: 12, blue: 20, opacity: 130 },
            outline: Colour { red: 255, green: 255, blue: 255, opacity: 44 },
            neutral: Colour::rgb(110, 200, 255),
            good: Colour::rgb(96, 224, 142),
            correct: Colour::rgb(255, 190, 70),
            stop: Colour::rgb(255, 98, 98),
            unknown: Colour::rgb(186, 168, 255),
            margin: 2.4,
            padding: 2.4,
            corner: 2.6,
            title: 4.4,
            phase: 6.2,
            count: 14.0,
            caption: 3.7,
            cue: 7.6,
            cue_least: 4.6,
            reason: 5.2,
            angle: 5.4,
            cue_lines: 3,
            line_height_em: 1.18,
            stripe: 1.3,
            ring_radius: 9.0,
            ring_width: 2.2,
            limb: 1.1,
            head: 0.75,
            halo_width: 0.9,
            joint_radius: 1.05,
            emphasis: 1.7,
            arc_radius: 9.0,
            least_visibility: 0.5,
        }
    }

    /// The colour of a tone.
    pub fn tone(&self, tone: Tone) -> Colour {
        match tone {
            Tone::Neutral => self.neutral,
            Tone::Good => self.good,
            Tone::Correct => self.correct,
            Tone::Stop => self.stop,
            Tone::Unknown => self.unknown,
        }
    }

    /// Pixels of one unit in a picture: a hundredth of its height, less in narrow pictures.
    pub fn unit_px(picture: PictureSize) -> f64 {
        f64::from(picture.height).min(NARROW_SHARE * f64::from(picture.width)) / 100.0
    }
}

/// Width in ems of the line drawn around letters to make them heavier. The font is a light one,
/// made for screens at arm's length.
pub fn boldness_em(weight: Weight) -> f64 {
    match weight {
        Weight::Normal => 0.025,
        Weight::Strong => 0.065,
    }
}

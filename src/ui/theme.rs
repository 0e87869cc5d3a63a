//! Every colour, size and font of overlay and window.
//!
//! Sizes are in units of a hundredth of the reference side of the picture or the window (see
//! [`Theme::unit_px`]), so both look the same at every size. They suit a person who lies three
//! metres from a 15 inch screen (19 cm high): capitals of 5 units are 9 mm there, 10 minutes of arc;
//! 5 are what good eyes need. Smaller is only what is not needed on the mat.
//!
//! Words stand out from what is behind them by at least 7 to 1 (WCAG 2.2, level AAA), in high
//! contrast by at least 10 to 1; a test measures it.

use super::shape::{Colour, Weight};
use super::status::Status;

/// Width of a picture that sets the unit when the picture is narrow: 111 units then fit side by side.
const NARROW_SHARE: f64 = 0.9;

/// How the overlay looks. Lengths in units unless they say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Behind everything on a screen.
    pub ground: Colour,
    /// Of the boxes on a screen.
    pub card: Colour,
    /// Over a screen that has to wait.
    pub veil: Colour,
    /// Words on a box in the colour of a status.
    pub on_status: Colour,
    /// Behind all text on a picture.
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
    /// What is within the person's outline.
    pub outline: Colour,
    /// The person's outline.
    pub outline_edge: Colour,
    /// Of [`Status::Neutral`].
    pub neutral: Colour,
    /// Of [`Status::Good`].
    pub good: Colour,
    /// Of [`Status::Correct`].
    pub correct: Colour,
    /// Of [`Status::Stop`].
    pub stop: Colour,
    /// Of [`Status::Unknown`].
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
    /// Across the person's outline.
    pub outline_width: f64,
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
    /// What is on screens only.
    pub screen: Sizes,
}

/// Lengths on a screen, in units; text sizes are ems.
#[derive(Debug, Clone, PartialEq)]
pub struct Sizes {
    /// From the window's edge, and between parts.
    pub margin: f64,
    /// Of the line that tells what is being done.
    pub heading: f64,
    /// Of what is to be read first.
    pub headline: f64,
    /// Of what follows, and of instructions.
    pub body: f64,
    /// Of what is read from near: keys, small print.
    pub small: f64,
    /// Of sentences that tell what to do.
    pub sentence: f64,
    /// Of a count that stands alone.
    pub count: f64,
    /// Height of the band that says what to change.
    pub band: f64,
    /// Least width of what stands beside the picture.
    pub column: f64,
    /// Width of a ring's line, as a share of its radius.
    pub ring_share: f64,
    /// Across a curve.
    pub curve: f64,
    /// Across the lines of a chart.
    pub hairline: f64,
}

impl Sizes {
    const STANDARD: Self = Self {
        margin: 2.6,
        heading: 4.6,
        headline: 8.4,
        body: 4.6,
        small: 3.0,
        sentence: 7.8,
        count: 30.0,
        band: 18.4,
        column: 44.0,
        ring_share: 0.17,
        curve: 0.55,
        hairline: 0.18,
    };
}

impl Theme {
    /// Light text on dark panels.
    pub fn dark() -> Self {
        Self {
            ground: Colour::rgb(13, 17, 25),
            card: Colour::rgb(27, 34, 47),
            veil: Colour { red: 6, green: 8, blue: 13, opacity: 216 },
            on_status: Colour::rgb(10, 14, 22),
            panel: Colour { red: 10, green: 14, blue: 22, opacity: 200 },
            text: Colour::rgb(255, 255, 255),
            text_quiet: Colour::rgb(196, 204, 216),
            track: Colour { red: 255, green: 255, blue: 255, opacity: 50 },
            left: Colour::rgb(255, 205, 140),
            right: Colour::rgb(140, 216, 255),
            trunk: Colour::rgb(240, 244, 250),
            halo: Colour { red: 8, green: 12, blue: 20, opacity: 130 },
            outline: Colour { red: 255, green: 255, blue: 255, opacity: 40 },
            outline_edge: Colour { red: 255, green: 255, blue: 255, opacity: 150 },
            neutral: Colour::rgb(110, 200, 255),
            good: Colour::rgb(96, 224, 142),
            correct: Colour::rgb(255, 190, 70),
            stop: Colour::rgb(255, 144, 144),
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
            outline_width: 0.4,
            halo_width: 0.9,
            joint_radius: 1.05,
            emphasis: 1.7,
            arc_radius: 9.0,
            least_visibility: 0.5,
            screen: Sizes::STANDARD,
        }
    }

    /// Dark text on light boxes. What lies over a picture stays as it is in [`Theme::dark`].
    pub fn light() -> Self {
        Self {
            ground: Colour::rgb(241, 244, 248),
            card: Colour::rgb(255, 255, 255),
            veil: Colour { red: 241, green: 244, blue: 248, opacity: 226 },
            on_status: Colour::rgb(255, 255, 255),
            text: Colour::rgb(15, 21, 32),
            text_quiet: Colour::rgb(66, 76, 92),
            track: Colour { red: 15, green: 21, blue: 32, opacity: 36 },
            neutral: Colour::rgb(0, 82, 150),
            good: Colour::rgb(0, 92, 46),
            correct: Colour::rgb(132, 62, 0),
            stop: Colour::rgb(160, 0, 28),
            unknown: Colour::rgb(84, 46, 160),
            ..Self::dark()
        }
    }

    /// The theme with nothing but black, white and pure colours.
    pub fn in_high_contrast(self, light: bool) -> Self {
        let (black, white) = (Colour::rgb(0, 0, 0), Colour::rgb(255, 255, 255));
        if light {
            let (ground, card) = (white, Colour::rgb(255, 255, 255));
            let statuses = Self {
                neutral: Colour::rgb(0, 48, 112),
                good: Colour::rgb(0, 68, 30),
                correct: Colour::rgb(98, 38, 0),
                stop: Colour::rgb(120, 0, 16),
                unknown: Colour::rgb(58, 20, 124),
                ..self
            };
            let track = Colour { red: 0, green: 0, blue: 0, opacity: 70 };
            return Self {
                ground,
                card,
                on_status: white,
                text: black,
                text_quiet: black,
                track,
                ..statuses
            };
        }
        Self {
            ground: black,
            card: black,
            veil: Colour { red: 0, green: 0, blue: 0, opacity: 235 },
            on_status: black,
            panel: black,
            text: white,
            text_quiet: white,
            track: Colour { red: 255, green: 255, blue: 255, opacity: 90 },
            left: Colour::rgb(255, 196, 0),
            right: Colour::rgb(0, 220, 255),
            trunk: white,
            halo: Colour { red: 0, green: 0, blue: 0, opacity: 220 },
            neutral: Colour::rgb(120, 220, 255),
            good: Colour::rgb(0, 255, 130),
            correct: Colour::rgb(255, 221, 0),
            stop: Colour::rgb(255, 150, 150),
            unknown: Colour::rgb(216, 200, 255),
            ..self
        }
    }

    /// The theme of a window.
    pub fn of(light: bool, high_contrast: bool) -> Self {
        let theme = if light { Self::light() } else { Self::dark() };
        if high_contrast { theme.in_high_contrast(light) } else { theme }
    }

    /// The theme of what lies over a picture: pictures are the same by day and by night.
    pub fn over_pictures(high_contrast: bool) -> Self {
        Self::of(false, high_contrast)
    }

    /// The colour of a status.
    pub fn status(&self, status: Status) -> Colour {
        match status {
            Status::Neutral => self.neutral,
            Status::Good => self.good,
            Status::Correct => self.correct,
            Status::Stop => self.stop,
            Status::Unknown => self.unknown,
        }
    }

    /// Pixels of one unit in a picture or window: a hundredth of its height, less where it is narrow.
    pub fn unit_px(width_px: f64, height_px: f64) -> f64 {
        height_px.min(NARROW_SHARE * width_px) / 100.0
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Colour) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_what_is_behind_them() {
        assert!((contrast(Colour::rgb(255, 255, 255), Colour::rgb(0, 0, 0)) - 21.0).abs() < 1e-9);
        for (light, high) in [(false, false), (true, false), (false, true), (true, true)] {
            let theme = Theme::of(light, high);
            let least = if high { 10.0 } else { 7.0 };
            let statuses = [Status::Neutral, Status::Good, Status::Correct, Status::Stop, Status::Unknown];
            let statuses = statuses.map(|status| theme.status(status));
            let mut pairs = Vec::new();
            for behind in [theme.ground, theme.card] {
                pairs.extend([theme.text, theme.text_quiet].map(|words| (words, behind)));
                pairs.extend(statuses.map(|words| (words, behind)));
            }
            pairs.extend(statuses.map(|status| (theme.on_status, status)));
            for (words, behind) in pairs {
                let found = contrast(words, behind);
                assert!(found >= least, "light {light}, high {high}: {found:.1} of {words:?} on {behind:?}");
            }
        }
    }

    #[test]
    fn over_a_picture_a_panel_is_dark_whatever_is_behind_it() {
        for high in [false, true] {
            let theme = Theme::over_pictures(high);
            // The worst that can be behind: white.
            let share = f64::from(theme.panel.opacity) / 255.0;
            let mix = |value: u8| (f64::from(value) * share + 255.0 * (1.0 - share)).round() as u8;
            let Colour { red, green, blue, .. } = theme.panel;
            let behind = Colour::rgb(mix(red), mix(green), mix(blue));
            assert!(contrast(theme.text, behind) >= 7.0, "{behind:?}");
        }
    }
}

//! Short tones, made of sines: soft enough for a quiet room, each with a shape of its own, so that
//! who lies with closed eyes knows what happened.

use std::f32::consts::TAU;

use crate::coach::Tone;

/// A note: when it begins (seconds), its pitch (hertz), how long it sounds (seconds), how loud it is.
struct Note(f32, f32, f32, f32);

/// Pitches of the C major scale, in hertz; octaves of them agree with each other.
const C4: f32 = 261.6;
const G4: f32 = 392.0;
const C5: f32 = 523.3;
const E5: f32 = 659.3;
const G5: f32 = 784.0;
const C6: f32 = 1046.5;

/// A note swells for this long (seconds): at once, it would click.
const SWELL_SECS: f32 = 0.012;

/// It fades by this much (natural logarithm) until its end.
const FADE: f32 = 5.0;

/// The octave above sounds along at this part: a pure sine is dull on small loudspeakers.
const OVERTONE: f32 = 0.22;

/// The notes of a tone.
fn notes(tone: Tone) -> Vec<Note> {
    match tone {
        // Upwards: it begins.
        Tone::Ready => vec![Note(0.0, C5, 0.35, 0.30), Note(0.14, G5, 0.55, 0.30)],
        // One warm note: there.
        Tone::Reached => vec![Note(0.0, E5, 0.45, 0.26)],
        // Two bright notes: held long enough.
        Tone::HoldDone => vec![Note(0.0, G5, 0.35, 0.26), Note(0.13, C6, 0.60, 0.26)],
        // A short, quiet one.
        Tone::Counted => vec![Note(0.0, C6, 0.16, 0.18)],
        // A chord, one after the other: done.
        Tone::Finished => {
            vec![
                Note(0.0, C5, 0.5, 0.24),
                Note(0.12, E5, 0.5, 0.24),
                Note(0.24, G5, 0.6, 0.24),
                Note(0.36, C6, 0.9, 0.24),
            ]
        }
        // Downwards: it stops.
        Tone::Paused => vec![Note(0.0, G4, 0.35, 0.32), Note(0.16, C4, 0.60, 0.32)],
    }
}

/// The samples of a tone, from -1 to 1, so many a second.
pub fn samples(tone: Tone, rate: u32) -> Vec<f32> {
    let notes = notes(tone);
    let secs = notes.iter().map(|Note(begin, _, secs, _)| begin + secs).fold(0.0, f32::max);
    let rate = rate as f32;
    (0..(secs * rate) as u32)
        .map(|n| {
            let time = n as f32 / rate;
            notes.iter().map(|note| note.at(time)).sum()
        })
        .collect()
}

impl Note {
    fn at(&self, time_secs: f32) -> f32 {
        let Note(begin, hertz, secs, loudness) = *self;
        let (since, left) = (time_secs - begin, begin + secs - time_secs);
        if since < 0.0 || left < 0.0 {
            return 0.0;
        }
        let envelope =
            (since / SWELL_SECS).min(1.0) * (left / SWELL_SECS).min(1.0) * (-FADE * since / secs).exp();
        let wave = |hertz: f32| (TAU * hertz * since).sin();
        loudness * envelope * (wave(hertz) + OVERTONE * wave(2.0 * hertz)) / (1.0 + OVERTONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Tone; 6] =
        [Tone::Ready, Tone::Reached, Tone::HoldDone, Tone::Counted, Tone::Finished, Tone::Paused];
    const RATE: u32 = 48_000;

    #[test]
    fn tones_are_short_soft_and_without_clicks() {
        for tone in ALL {
            let samples = samples(tone, RATE);
            assert!((samples.len() as u32) < RATE * 3 / 2, "{tone:?} is long");
            let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
            assert!((0.1..0.6).contains(&loudest), "{tone:?}: {loudest}");
            // The steepest sine here rises by 0.06 a sample.
            let step = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
            assert!(step < 0.1, "{tone:?} clicks: {step}");
            let ends = [samples[0], samples[samples.len() - 1]];
            assert!(ends.iter().all(|sample| sample.abs() < 0.01), "{tone:?}: {ends:?}");
        }
    }

    #[test]
    fn no_two_are_alike() {
        for (n, one) in ALL.iter().enumerate() {
            for other in &ALL[n + 1..] {
                assert_ne!(samples(*one, RATE), samples(*other, RATE), "{one:?}, {other:?}");
            }
        }
    }
}

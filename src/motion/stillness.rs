//! A camera that gives the same picture again and again: what is in it may be over for long.

use super::timing::elapsed_secs;

/// From so many seconds on, a picture that shows nothing new stands still. People breathe, and cameras have noise.
const STANDS_STILL_SECS: f64 = 1.0;

/// Follows whether the pictures show anything new.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stillness {
    /// When the last picture came that did.
    new_secs: Option<f64>,
    now_secs: f64,
}

impl Stillness {
    /// Takes a picture's time, in seconds, and whether it repeats the last new one.
    pub fn observe(&mut self, time_secs: f64, repeats: bool) {
        self.now_secs = time_secs;
        if !repeats || self.new_secs.is_none() {
            self.new_secs = Some(time_secs);
        }
    }

    /// Seconds since the last picture that showed something new.
    pub fn secs(&self) -> f64 {
        self.new_secs.map_or(0.0, |new| elapsed_secs(new, self.now_secs))
    }

    /// Whether the picture stands still.
    pub fn stands_still(&self) -> bool {
        self.secs() >= STANDS_STILL_SECS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_without_anything_new_is_a_still_picture() {
        let mut stillness = Stillness::default();
        let mut stood = Vec::new();
        for n in 0..40 {
            // Each picture comes twice, then one comes for a second and a half, then there are new ones.
            let repeats = if n < 20 { n % 2 == 1 } else { n < 35 };
            stillness.observe(f64::from(n) / 10.0, repeats);
            stood.extend(stillness.stands_still().then_some(n));
        }
        assert_eq!(stood, [28, 29, 30, 31, 32, 33, 34]);
    }
}

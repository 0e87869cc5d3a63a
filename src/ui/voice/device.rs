//! The machine's loudspeaker.

use std::fmt;
use std::num::NonZero;

use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

use crate::messages::{Language, english, fill};

/// Why there is nothing to hear.
#[derive(Debug)]
pub struct NoSound {
    /// What the system says.
    pub cause: String,
}

impl NoSound {
    /// What to do about it, in a language.
    pub fn in_words(&self, language: &Language) -> String {
        fill(&language.words.notice.no_loudspeaker, &[("cause", language.cause(&self.cause))])
    }
}

impl fmt::Display for NoSound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(english()))
    }
}

impl std::error::Error for NoSound {}

/// The machine's loudspeaker, ready for use.
pub struct Loudspeaker {
    sink: MixerDeviceSink,
}

impl Loudspeaker {
    /// Samples a second that are given to [`Loudspeaker::play`].
    pub const RATE: u32 = 48_000;

    /// The loudspeaker that the system prefers.
    ///
    /// # Errors
    ///
    /// Fails where there is none, or where it may not be used.
    pub fn open() -> Result<Self, NoSound> {
        // ALSA writes to the terminal whatever it tries in vain.
        #[cfg(target_os = "linux")]
        let _quiet = alsa::Output::local_error_handler();
        let opened = DeviceSinkBuilder::open_default_sink();
        let mut sink = opened.map_err(|error| NoSound { cause: error.to_string() })?;
        sink.log_on_drop(false);
        Ok(Self { sink })
    }

    /// Plays samples from -1 to 1 at once, beside what is played already.
    pub fn play(&self, samples: &[f32]) {
        if let Some(rate) = NonZero::new(Self::RATE) {
            self.sink.mixer().add(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
        }
    }
}

impl fmt::Debug for Loudspeaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loudspeaker").finish_non_exhaustive()
    }
}

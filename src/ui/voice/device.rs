//! The machine's loudspeaker.

use std::fmt;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use rodio::buffer::SamplesBuffer;
use rodio::cpal::traits::HostTrait;
use rodio::mixer::{Mixer, MixerSource, mixer};
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player, cpal};

use super::service::FULL_LOUDNESS;
use super::wave::Wave;

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
        fill(&language.words.notice.no_loudspeaker, &[("cause", &language.cause(&self.cause))])
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
    mixer: Mixer,
    /// What tones are multiplied by. Sentences come as loud as they are to be.
    volume: f32,
    /// The device; none where somebody else takes the samples.
    _sink: Option<MixerDeviceSink>,
    /// What the system said first when the sound failed.
    failure: Arc<Mutex<Option<String>>>,
    is_told: bool,
}

/// A sentence that is being played; dropped, it ends.
pub(super) struct Playing(Player);

impl Playing {
    /// Whether it has been played to its end.
    pub(super) fn is_over(&self) -> bool {
        self.0.empty()
    }
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
        let failure = Arc::<Mutex<Option<String>>>::default();
        // A device that fails says so thousands of times.
        let first = Arc::clone(&failure);
        let complain = move |error: cpal::Error| {
            first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| error.to_string());
        };
        let open = |device: Option<cpal::Device>| {
            let builder = match device {
                Some(device) => DeviceSinkBuilder::from_device(device)?,
                None => DeviceSinkBuilder::from_default_device()?,
            };
            builder.with_error_callback(complain.clone()).open_sink_or_fallback()
        };
        let others =
            || cpal::default_host().output_devices().ok()?.find_map(|device| open(Some(device)).ok());
        let opened = open(None).or_else(|error| others().ok_or(error));
        let mut sink = opened.map_err(|error| NoSound { cause: error.to_string() })?;
        sink.log_on_drop(false);
        Ok(Self { mixer: sink.mixer().clone(), volume: 1.0, _sink: Some(sink), failure, is_told: false })
    }

    /// The same with tones of so many percent of the usual loudness.
    pub fn at_loudness(self, percent: u32) -> Self {
        Self { volume: percent as f32 / FULL_LOUDNESS as f32, ..self }
    }

    /// A loudspeaker without a device, and what it plays: samples on one channel, at [`Loudspeaker::RATE`] a second.
    pub fn without_device() -> (Self, MixerSource) {
        let rate = NonZero::new(Self::RATE).unwrap_or(NonZero::<u32>::MIN);
        let (mixer, played) = mixer(NonZero::<u16>::MIN, rate);
        (Self { mixer, volume: 1.0, _sink: None, failure: Arc::default(), is_told: false }, played)
    }

    /// What the system said when the sound failed, once.
    pub(super) fn failure(&mut self) -> Option<NoSound> {
        if self.is_told {
            return None;
        }
        let cause = self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        self.is_told = true;
        Some(NoSound { cause })
    }

    /// Plays a sentence at once.
    pub(super) fn say(&self, wave: &Wave) -> Playing {
        let player = Player::connect_new(&self.mixer);
        if let Some(rate) = NonZero::new(wave.rate) {
            let samples: Vec<f32> =
                wave.samples.iter().map(|sample| f32::from(*sample) / -f32::from(i16::MIN)).collect();
            player.append(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
        }
        Playing(player)
    }

    /// Plays samples from -1 to 1 at once, beside what is played already.
    pub fn play(&self, samples: &[f32]) {
        if let Some(rate) = NonZero::new(Self::RATE) {
            let samples: Vec<f32> = samples.iter().map(|sample| sample * self.volume).collect();
            self.mixer.add(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
        }
    }
}

impl fmt::Debug for Loudspeaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loudspeaker").finish_non_exhaustive()
    }
}

//! Sound as a speech program writes it: a WAV file, whose header may lie about its length.

/// Samples below this part of the greatest possible are silence.
const SILENCE: i16 = 200;

/// Sound on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wave {
    /// Samples a second.
    pub(super) rate: u32,
    /// The samples.
    pub(super) samples: Vec<i16>,
}

impl Wave {
    /// Reads a file with one channel of 16 bits; none where it is something else, or has no sound.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        if file.get(..4)? != b"RIFF" || file.get(8..12)? != b"WAVE" {
            return None;
        }
        let (mut rate, mut rest) = (None, &file[12..]);
        loop {
            let (name, length) = (rest.get(..4)?, rest.get(4..8)?);
            let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
            let body = &rest[8..];
            if name == b"data" {
                // Who writes into a pipe does not know the length beforehand.
                let data = &body[..length.min(body.len())];
                let samples =
                    data.as_chunks::<2>().0.iter().map(|bytes| i16::from_le_bytes(*bytes)).collect();
                return Self { rate: rate?, samples }.without_silence();
            }
            if name == b"fmt " {
                let word = |at: usize| Some(u16::from_le_bytes(body.get(at..at + 2)?.try_into().ok()?));
                // PCM, one channel, 16 bits.
                if (word(0)?, word(2)?, word(14)?) != (1, 1, 16) {
                    return None;
                }
                rate = Some(u32::from_le_bytes(body.get(4..8)?.try_into().ok()?));
            }
            rest = body.get(length + length % 2..)?;
        }
    }

    /// From the first sound to the last.
    fn without_silence(self) -> Option<Self> {
        let is_heard = |sample: &i16| sample.unsigned_abs() > SILENCE.unsigned_abs();
        let first = self.samples.iter().position(is_heard)?;
        let last = self.samples.iter().rposition(is_heard)?;
        Some(Self { samples: self.samples[first..=last].to_vec(), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(channels: u16, samples: &[i16], length: u32) -> Vec<u8> {
        let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0".to_vec();
        file.extend(channels.to_le_bytes());
        file.extend(22_050_u32.to_le_bytes());
        file.extend([0; 4]);
        file.extend([2, 0, 16, 0]);
        file.extend(b"data");
        file.extend(length.to_le_bytes());
        file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        file
    }

    #[test]
    fn what_is_heard_is_read_whatever_the_header_says_of_its_length() {
        let samples = [0, 3, 900, -20, -900, 5, 0];
        for length in [14, 0x7fff_f000] {
            let wave = Wave::read(&file(1, &samples, length)).expect("a sound");
            assert_eq!(wave, Wave { rate: 22_050, samples: vec![900, -20, -900] });
        }
    }

    #[test]
    fn anything_else_is_none() {
        assert_eq!(Wave::read(&file(2, &[900; 8], 16)), None, "two channels");
        assert_eq!(Wave::read(&file(1, &[0; 8], 16)), None, "nothing to hear");
        let whole = file(1, &[900; 8], 16);
        assert!((0..44).all(|bytes| Wave::read(&whole[..bytes]).is_none()));
    }
}

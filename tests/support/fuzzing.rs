//! Gives readers what others might have made: mutants of sound files. A reader may answer as it likes, and neither panic
//! nor take its time.

use std::env;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// For how many seconds each reader is given mutants. `scripts/fuzz` sets it.
const SECS: &str = "HOLDFAST_FUZZ_SECS";
const USUAL_SECS: f64 = 1.5;

/// Mutants between two looks at the clock.
const MUTANTS: u32 = 32;

/// A reader that takes longer for a mutant hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// Numbers at which counts and sizes go wrong.
const EXTREMES: [u64; 12] = [
    0,
    1,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFF,
    0x7FFF_FFFF_FFFF_FFFF,
    0xFFFF_FFFF_FFFF_FFFF,
];

/// A change of some bytes.
#[derive(Debug, Clone)]
enum Edit {
    Flip { at: Index, bit: u8 },
    Put { at: Index, bytes: Vec<u8> },
    Number { at: Index, width: usize, value: u64, big_endian: bool },
    Remove { at: Index, length: usize },
    Repeat { at: Index, length: usize, times: usize },
    Splice { at: Index, seed: Index, from: Index, length: usize },
    End { at: Index },
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), 0..8_u8).prop_map(|(at, bit)| Edit::Flip { at, bit }),
        2 => (at(), prop::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Edit::Put { at, bytes }),
        3 => (at(), prop::sample::select(vec![1, 2, 4, 8]), prop::sample::select(EXTREMES.to_vec()), any::<bool>())
            .prop_map(|(at, width, value, big_endian)| Edit::Number { at, width, value, big_endian }),
        1 => (at(), 1..40_usize).prop_map(|(at, length)| Edit::Remove { at, length }),
        1 => (at(), 1..40_usize, 1..40_usize).prop_map(|(at, length, times)| Edit::Repeat { at, length, times }),
        1 => (at(), at(), at(), 1..200_usize)
            .prop_map(|(at, seed, from, length)| Edit::Splice { at, seed, from, length }),
        1 => at().prop_map(|at| Edit::End { at }),
    ]
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        if bytes.is_empty() {
            return;
        }
        let place = |index: &Index| index.index(bytes.len());
        let part =
            |bytes: &[u8], from: usize, length: usize| bytes[from..(from + length).min(bytes.len())].to_vec();
        match self {
            Edit::Flip { at, bit } => {
                let at = place(at);
                bytes[at] ^= 1 << bit;
            }
            Edit::Put { at, bytes: new } => {
                let at = place(at);
                bytes.splice(at..(at + new.len()).min(bytes.len()), new.iter().copied());
            }
            Edit::Number { at, width, value, big_endian } => {
                let at = place(at);
                let number = if *big_endian {
                    value.to_be_bytes()[8 - width..].to_vec()
                } else {
                    value.to_le_bytes()[..*width].to_vec()
                };
                bytes.splice(at..(at + width).min(bytes.len()), number);
            }
            Edit::Remove { at, length } => {
                let at = place(at);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Edit::Repeat { at, length, times } => {
                let at = place(at);
                let repeated = part(bytes, at, *length).repeat(*times);
                bytes.splice(at..at, repeated);
            }
            Edit::Splice { at, seed, from, length } => {
                let at = place(at);
                let other = &seeds[seed.index(seeds.len())];
                if !other.is_empty() {
                    bytes.splice(at..at, part(other, from.index(other.len()), *length));
                }
            }
            Edit::End { at } => bytes.truncate(place(at)),
        }
    }
}

/// Gives `read` mutants of the seeds.
pub(crate) fn fuzz(name: &str, seeds: &[Vec<u8>], read: impl Fn(&[u8])) {
    let mutant = (any::<Index>(), prop::collection::vec(edit(), 0..9)).prop_map(|(seed, edits)| {
        let mut bytes = seeds[seed.index(seeds.len())].clone();
        edits.iter().for_each(|edit| edit.apply(&mut bytes, seeds));
        bytes
    });
    fuzz_with(name, &mutant, |bytes| read(bytes));
}

/// Gives `read` what a strategy makes, new things each time until the time is up, and the same in each run.
#[allow(clippy::print_stdout, reason = "how many there were is what a long run tells")]
pub(crate) fn fuzz_with<S: Strategy>(name: &str, strategy: &S, read: impl Fn(&S::Value)) {
    let secs = env::var(SECS).ok().and_then(|secs| secs.parse().ok()).unwrap_or(USUAL_SECS);
    let until = Instant::now() + Duration::from_secs_f64(secs);
    let mut rounds = 0_u64;
    while Instant::now() < until {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&rounds.to_le_bytes());
        let config = Config { cases: MUTANTS, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let result = runner.run(strategy, |value| {
            let began = Instant::now();
            read(&value);
            let took = began.elapsed();
            if took > PATIENCE { Err(TestCaseError::fail(format!("it takes {took:?}"))) } else { Ok(()) }
        });
        assert!(
            result.is_ok(),
            "{name}, round {rounds}: {}",
            result.err().map(|error| error.to_string()).unwrap_or_default()
        );
        rounds += 1;
    }
    println!("{name}: {} mutants", rounds * u64::from(MUTANTS));
}

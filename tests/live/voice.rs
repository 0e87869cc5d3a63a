//! The voice in time: numbers are heard when they are due.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use holdfast::coach::{Sound, Urgency, Utterance};
use holdfast::ui::voice::{Loudspeaker, Manner, Service, Speaker, Voice};

/// A loudspeaker asks for so many samples at a time: ten milliseconds.
const BLOCK: usize = Loudspeaker::RATE as usize / 100;

/// A sample of more than this is heard.
const HEARD: f32 = 0.02;

/// Numbers may be heard so late, in seconds.
const LATE_SECS: f64 = 0.15;

fn number(number: u32) -> Sound {
    let (text, urgency) = (number.to_string(), Urgency::Count);
    Sound::Say(Utterance { text, urgency, fault: None, cuts_in: false })
}

/// The greatest sample of what a voice says at a loudness, in percent.
fn loudest(loudness: u32) -> Option<f32> {
    let service = Service::find(&Manner { loudness, ..Manner::of("en") })?;
    let service = Some(service).filter(|service| service.program.ends_with("espeak-ng"))?;
    let (loudspeaker, mut played) = Loudspeaker::without_device();
    let mut speaker = Speaker::with(Some(service), Ok(loudspeaker));
    speaker.prepare(vec!["7".to_owned()]);
    thread::sleep(Duration::from_secs(2));
    speaker.play(&number(7));
    let heard = (0..Loudspeaker::RATE).map(|_| played.next().unwrap_or_default());
    Some(heard.fold(0.0, |most, sample| sample.abs().max(most)))
}

#[test]
fn a_voice_is_as_loud_as_it_is_asked_to_be() {
    let Some((full, soft)) = loudest(100).zip(loudest(30)) else {
        return eprintln!("espeak-ng is not installed: nothing was tried");
    };
    assert!(soft > 0.01 && soft < 0.5 * full, "{soft} of {full}");
    let (loudspeaker, played) = Loudspeaker::without_device();
    loudspeaker.at_loudness(30).play(&[0.5; 64]);
    assert!(played.take(64).all(|sample| (sample - 0.15).abs() < 0.01));
}

#[test]
fn ten_numbers_at_one_a_second_are_all_heard_in_time() {
    let Some(service) =
        Service::find(&Manner::of("en")).filter(|service| service.program.ends_with("espeak-ng"))
    else {
        return eprintln!("espeak-ng is not installed: nothing was tried");
    };
    let (loudspeaker, mut played) = Loudspeaker::without_device();
    let mut speaker = Speaker::with(Some(service), Ok(loudspeaker));
    speaker.prepare((1..=10).map(|number| number.to_string()).collect());
    let heard: Arc<Mutex<Vec<f32>>> = Arc::default();
    let (count, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let device = {
        let (heard, count, is_over) = (Arc::clone(&heard), Arc::clone(&count), Arc::clone(&is_over));
        thread::spawn(move || {
            let began = Instant::now();
            for block in 1_u32.. {
                let samples: Vec<f32> = (0..BLOCK).map(|_| played.next().unwrap_or_default()).collect();
                heard.lock().expect("nobody panicked").extend(samples);
                count.fetch_add(BLOCK, Ordering::Relaxed);
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                thread::sleep(
                    (began + Duration::from_millis(10) * block).saturating_duration_since(Instant::now()),
                );
            }
        })
    };
    // Numbers are made while the session is set up.
    thread::sleep(Duration::from_secs(2));
    let began = Instant::now();
    let mut due = Vec::new();
    for second in 1..=10 {
        thread::sleep((began + Duration::from_secs(second.into())).saturating_duration_since(Instant::now()));
        due.push(count.load(Ordering::Relaxed));
        speaker.play(&number(second));
    }
    thread::sleep(Duration::from_secs(1));
    is_over.store(true, Ordering::Relaxed);
    device.join().expect("it plays");
    assert!(speaker.note().is_none(), "all is well");
    let heard = heard.lock().expect("nobody panicked");
    let late: Vec<f64> = due
        .iter()
        .map(|from| {
            let onset = heard[*from..].iter().position(|sample| sample.abs() > HEARD).unwrap_or(usize::MAX);
            onset as f64 / f64::from(Loudspeaker::RATE)
        })
        .collect();
    println!("heard after {late:.3?} s");
    assert!(late.iter().all(|secs| *secs < LATE_SECS), "{late:.3?}");
}

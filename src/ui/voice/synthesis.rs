//! Sentences made into sound, before they are needed where they are known, and played through the open loudspeaker.
//!
//! A thread asks the speech program; what is to be said now goes before what is only prepared. A sentence that is not
//! made in time is not said.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select, unbounded};

use super::device::{Loudspeaker, Playing};
use super::service::{Ended, Service};
use super::wave::Wave;

/// A sentence is made in so long, or not at all: it takes 30 ms, and on a busy machine a second.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often is looked whether it is made.
const LOOK: Duration = Duration::from_millis(2);

/// A sentence that was to be made, and what came of it.
type Made = (String, Result<Wave, Ended>);

/// Sentences on their way to the loudspeaker.
pub(super) struct Synthesis {
    service: Service,
    now: Sender<String>,
    soon: Sender<String>,
    made: Receiver<Made>,
    waves: BTreeMap<String, Arc<Wave>>,
    waiting: VecDeque<String>,
    playing: Option<Playing>,
    /// How the sentences ended that were made since the last look.
    ended: Vec<Ended>,
}

impl Synthesis {
    /// By a service that writes sound; none where the system gives no more threads.
    pub(super) fn new(service: Service) -> Option<Self> {
        let ((now, urgent), (soon, prepared), (done, made)) = (unbounded(), unbounded(), unbounded());
        let maker = service.clone();
        let work = move || make_all(&maker, &urgent, &prepared, &done);
        thread::Builder::new().name("speech".into()).spawn(work).ok()?;
        let (waves, waiting, ended) = (BTreeMap::new(), VecDeque::new(), Vec::new());
        Some(Self { service, now, soon, made, waves, waiting, playing: None, ended })
    }

    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    /// Makes sentences before they are needed.
    pub(super) fn prepare(&mut self, texts: Vec<String>) {
        // A thread that has ended has said why.
        texts.into_iter().for_each(|text| drop(self.soon.send(text)));
    }

    /// Says a sentence after those before it.
    pub(super) fn say(&mut self, text: &str, loudspeaker: &Loudspeaker) {
        self.collect();
        if !self.waves.contains_key(text) {
            let _ = self.now.send(text.to_owned());
        }
        self.waiting.push_back(text.to_owned());
        self.go_on(loudspeaker);
    }

    /// Ends what is being said.
    pub(super) fn hush(&mut self) {
        self.waiting.clear();
        self.playing = None;
    }

    /// Whether a sentence is being said or made, and what came of those that were made since the last call.
    pub(super) fn poll(&mut self, loudspeaker: &Loudspeaker) -> (bool, Vec<Ended>) {
        self.collect();
        self.go_on(loudspeaker);
        (self.playing.is_some() || !self.waiting.is_empty(), std::mem::take(&mut self.ended))
    }

    /// Takes what was made.
    fn collect(&mut self) {
        for (text, made) in self.made.try_iter() {
            self.ended.push(match made {
                Ok(wave) => {
                    self.waves.insert(text, Arc::new(wave));
                    Ended::Said
                }
                Err(why) => {
                    self.waiting.retain(|waiting| *waiting != text);
                    why
                }
            });
        }
    }

    fn go_on(&mut self, loudspeaker: &Loudspeaker) {
        self.playing.take_if(|playing| playing.is_over());
        if self.playing.is_none()
            && let Some(wave) = self.waiting.front().and_then(|text| self.waves.get(text))
        {
            self.playing = Some(loudspeaker.say(wave));
            self.waiting.pop_front();
        }
    }
}

impl std::fmt::Debug for Synthesis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Synthesis").field("service", &self.service).finish_non_exhaustive()
    }
}

/// Makes sentences until nobody asks any more.
fn make_all(service: &Service, now: &Receiver<String>, soon: &Receiver<String>, done: &Sender<Made>) {
    loop {
        let urgent = now.try_recv().ok();
        let text = urgent.or_else(|| {
            select! {
                recv(now) -> text => text.ok(),
                recv(soon) -> text => text.ok(),
            }
        });
        let Some(text) = text else { return };
        if done.send((text.clone(), make(service, &text))).is_err() {
            return;
        }
    }
}

/// The sound of a sentence.
fn make(service: &Service, text: &str) -> Result<Wave, Ended> {
    let began = Instant::now();
    let mut child = service.start(text, Stdio::piped()).map_err(|_| Ended::Failed)?;
    let Some(mut output) = child.stdout.take() else { return Err(Ended::Failed) };
    let reading = thread::Builder::new().name("sound".into()).spawn(move || {
        let mut file = Vec::new();
        output.read_to_end(&mut file).map(|_| file)
    });
    let Ok(reading) = reading else { return Err(give_up(&mut child)) };
    while !reading.is_finished() {
        if began.elapsed() > PATIENCE {
            give_up(&mut child);
            return Err(Ended::Hung);
        }
        thread::sleep(LOOK);
    }
    let file = reading.join().ok().and_then(Result::ok);
    let is_well = child.wait().is_ok_and(|status| status.success());
    file.filter(|_| is_well).and_then(|file| Wave::read(&file)).ok_or(Ended::Failed)
}

fn give_up(child: &mut Child) -> Ended {
    // Whoever waits for a driver may not end even now: nobody waits for that.
    let _ = child.kill();
    let _ = child.try_wait();
    Ended::Failed
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn script(script: &str) -> Service {
        let arguments = vec!["-c".into(), script.into()];
        Service { program: "/bin/sh".into(), arguments, takes_argument: false, writes_sound: true }
    }

    #[test]
    fn a_program_that_hangs_fails_or_writes_no_sound_is_noticed() {
        let began = Instant::now();
        assert_eq!(make(&script("sleep 100"), "1"), Err(Ended::Hung));
        assert!(began.elapsed() < Duration::from_secs(5));
        assert_eq!(make(&script("exit 1"), "1"), Err(Ended::Failed));
        assert_eq!(make(&script("cat"), "1"), Err(Ended::Failed));
    }
}

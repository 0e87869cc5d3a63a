//! Does what is asked for in the home window. What takes time is done in threads, which wake the window.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Result;
use crossbeam_channel::{Receiver, Sender, unbounded};

use super::preview::Preview;
use super::report::{self, Pages};
use super::{content, session, speak};
use crate::cli::coach::Running;
use crate::cli::interrupt::Interrupt;
use crate::cli::places::History;
use crate::cli::sessions::{self, kept};
use crate::cli::settings::{Looks, Settings};
use crate::cli::{days, places, plan, terminal};
use crate::graphics::document::Document;
use crate::messages::fill;
use crate::report::{report_document, trends_document};
use crate::store::{Filter, Rest, Store};
use crate::ui::home::{self, Choices, Details, Home, Now, Read, Start, Wish};
use crate::ui::{Appearance, Host, Setting, Waker};

/// How often is looked whether the person wants to end the program from the terminal.
const LOOK: Duration = Duration::from_millis(200);

/// What a thread has done.
enum Done {
    /// A session has begun; none where nothing of the programme is left.
    Began(Result<Option<Running>>),
    /// A session is over; what the person is to be told.
    Ended(Result<Option<String>>),
    /// A sentence was said; what the person is to be told.
    Spoke(Option<String>),
}

/// What the home window stands on.
pub(super) struct Desk {
    history: History,
    settings: Settings,
    waker: Waker,
    interrupt: Interrupt,
    /// What has changed and was not shown yet.
    home: Option<Arc<Home>>,
    /// What was asked for to read.
    read: Option<(Read, Arc<Document>)>,
    /// Details of sessions that were asked for.
    open: BTreeMap<i64, Details>,
    trouble: Option<String>,
    is_starting: bool,
    running: Option<Running>,
    preview: Option<Preview>,
    pages: Pages,
    done: (Sender<Done>, Receiver<Done>),
    threads: Vec<JoinHandle<()>>,
}

impl Desk {
    pub(super) fn new(history: History, settings: Settings, waker: Waker, interrupt: Interrupt) -> Self {
        let (watched, close) = (interrupt.clone(), waker.clone());
        thread::spawn(move || {
            while !watched.requested() {
                thread::sleep(LOOK);
            }
            close.close();
        });
        let mut desk = Self {
            history,
            settings,
            waker,
            interrupt,
            home: None,
            read: None,
            open: BTreeMap::new(),
            trouble: None,
            is_starting: false,
            running: None,
            preview: None,
            pages: Pages::default(),
            done: unbounded(),
            threads: Vec::new(),
        };
        desk.read();
        desk
    }

    /// Ends what is under way. The window is closed.
    pub(super) fn close(mut self) -> Result<()> {
        drop(self.preview.take());
        let language = self.settings.language();
        for thread in self.threads.drain(..) {
            // Whoever panicked has said so.
            let _ = thread.join();
        }
        let begun = self.done.1.try_iter().filter_map(|done| match done {
            Done::Began(Ok(running)) => running,
            Done::Began(Err(_)) | Done::Ended(_) | Done::Spoke(_) => None,
        });
        for running in self.running.take().into_iter().chain(begun) {
            if let Some(told) = session::end(running, language)? {
                terminal::tell(&told, language);
            }
        }
        Ok(())
    }

    /// Reads all again.
    fn read(&mut self) {
        let (home, trouble) = content::read(&self.history, &self.settings, &mut self.open);
        self.trouble = trouble.or(self.trouble.take());
        self.home = Some(Arc::new(Home { read: self.read.clone(), ..home }));
    }

    fn work(&mut self, work: impl FnOnce() -> Done + Send + 'static) {
        let (done, waker) = (self.done.0.clone(), self.waker.clone());
        self.threads.retain(|thread| !thread.is_finished());
        self.threads.push(thread::spawn(move || {
            // Where the window is closed, nobody waits for it.
            let _ = done.send(work());
            waker.wake();
        }));
    }

    fn begin(&mut self, start: &Start) -> Result<()> {
        if self.is_starting || self.running.is_some() {
            return Ok(());
        }
        let request = session::request(start, &self.settings)?;
        let before = self.preview.take().and_then(Preview::end);
        let waker = self.waker.clone();
        self.is_starting = true;
        self.work(move || Done::Began(session::begin(&request, before, waker)));
        Ok(())
    }

    fn choose(&mut self, choices: Choices) -> Result<()> {
        let Choices { camera, language, mute, rate, loudness, ask_pain, appearance, text_percent } = choices;
        self.settings.ask_pain = ask_pain;
        let looked = self.settings.camera != camera;
        self.settings.window = appearance.into();
        self.settings.text_percent = Some(text_percent);
        (self.settings.rate, self.settings.loudness) = (Some(rate), Some(loudness));
        (self.settings.camera, self.settings.language, self.settings.mute) = (camera, language, mute);
        // Details are told in the language.
        self.open.clear();
        if looked && self.preview.take().is_some() {
            self.preview = Some(Preview::of(self.settings.camera.clone(), self.waker.clone())?);
        }
        if let Some(path) = places::settings() {
            self.settings.write(&path)?;
        }
        Ok(())
    }

    fn store(&self) -> Result<Option<Store>> {
        self.history.read()
    }

    fn delete_all(&mut self) -> Result<()> {
        let Some(store) = self.store()? else { return Ok(()) };
        for id in store.ids_of_the_past()? {
            store.delete(id)?;
        }
        store.tidy()?;
        Ok(())
    }

    fn open_to_read(&mut self, what: Read) -> Result<()> {
        let language = self.settings.language();
        // Where it cannot be read, what was read before is not shown in its place.
        self.read = None;
        let Some(store) = self.store()? else { return Ok(()) };
        let document = match what {
            Read::Session(id) => report_document(&kept::of(&store.session(id)?, None)?, language),
            Read::Trends => trends_document(&sessions::weeks(&store, &Filter::default())?, language),
        };
        self.read = Some((what, Arc::new(document)));
        Ok(())
    }

    fn read_report(&mut self, id: i64) -> Result<()> {
        let language = self.settings.language();
        let Some(path) = self.pages.write(&self.history, id, language)? else { return Ok(()) };
        if !report::open(&path) {
            let file = path.display().to_string();
            let sentence = &language.words.home.no_browser;
            self.trouble = Some(fill(sentence, &[("file", &file)]));
        }
        Ok(())
    }

    fn carry_out(&mut self, wish: Wish) -> Result<()> {
        let language = self.settings.language();
        match wish {
            Wish::Begin(start) => self.begin(&start)?,
            Wish::Plan { exercise, planned: true } => {
                self.history.open()?.put_in_plan(&plan::usual(&exercise)?)?;
            }
            Wish::Plan { exercise, planned: false } => {
                self.history.open()?.take_from_plan(&exercise)?;
            }
            Wish::Rest { exercise, rests: true } => {
                self.history.open()?.put_rest(&Rest::from_day(Some(exercise), days::now().day()))?;
            }
            Wish::Rest { exercise, rests: false } => {
                self.history.open()?.end_rest(Some(&exercise), days::now().day())?;
            }
            Wish::Pause => self.history.open()?.put_rest(&Rest::from_day(None, days::now().day()))?,
            Wish::Resume => plan::resume(&self.history.open()?)?,
            Wish::Details(id) => {
                if let Some(store) = self.store()? {
                    self.open.insert(id, content::details_of(&store, id, language)?);
                }
            }
            Wish::Read(what) => self.open_to_read(what)?,
            Wish::Report(id) => self.read_report(id)?,
            Wish::Delete(id) => {
                if let Some(store) = self.store()? {
                    store.delete(id)?;
                    store.tidy()?;
                }
            }
            Wish::DeleteAll => self.delete_all()?,
            Wish::Choose(choices) => self.choose(choices)?,
            Wish::Preview(true) => {
                self.preview = Some(Preview::of(self.settings.camera.clone(), self.waker.clone())?);
            }
            Wish::Preview(false) => self.preview = None,
            Wish::Speak => {
                let manner = self.settings.manner();
                self.work(move || Done::Spoke(speak::speak(language, &manner)));
            }
        }
        Ok(())
    }

    fn complain(&mut self, error: &anyhow::Error) {
        terminal::tell(&self.settings.language().error(error), self.settings.language());
        self.trouble = Some(session::told(error, self.settings.language()));
    }
}

impl home::Desk for Desk {
    fn newest(&mut self) -> Option<Arc<Home>> {
        self.home.take()
    }

    fn now(&mut self) -> Now {
        let language = self.settings.language();
        let preview = self.preview.as_ref();
        if let Some(error) = preview.and_then(Preview::trouble) {
            self.trouble = Some(session::told(&error.into(), language));
        }
        Now {
            is_starting: self.is_starting,
            trouble: self.trouble.clone(),
            preview: self.preview.as_ref().and_then(Preview::frame),
        }
    }

    fn wish(&mut self, wish: Wish) {
        self.trouble = None;
        if let Err(error) = self.carry_out(wish) {
            self.complain(&error);
        }
        self.read();
        self.waker.wake();
    }

    fn begun(&mut self) -> Option<(Setting, Box<dyn Host>)> {
        let mut stage: Option<(Setting, Box<dyn Host>)> = None;
        while let Ok(done) = self.done.1.try_recv() {
            match done {
                Done::Began(began) => {
                    self.is_starting = false;
                    match began {
                        Ok(Some(running)) => {
                            let setting = running.setting.clone();
                            let screen = running.screen(self.interrupt.clone(), self.waker.clone());
                            self.running = Some(running);
                            stage = Some((setting, Box::new(screen)));
                        }
                        Ok(None) => self.read(),
                        Err(error) => self.complain(&error),
                    }
                }
                Done::Ended(Ok(told)) => {
                    self.trouble = told;
                    self.read();
                }
                Done::Ended(Err(error)) => {
                    self.complain(&error);
                    self.read();
                }
                Done::Spoke(told) => self.trouble = told.or(self.trouble.take()),
            }
        }
        stage
    }

    fn left(&mut self, appearance: Appearance) {
        // It may have been asked for the last time.
        self.settings.ask_pain = Settings::chosen().ask_pain;
        if self.settings.window != Looks::from(appearance) {
            let choices = Choices { appearance, ..content::choices(&self.settings) };
            self.wish(Wish::Choose(choices));
        }
        let language = self.settings.language();
        if let Some(running) = self.running.take() {
            self.work(move || Done::Ended(session::end(running, language)));
        }
        self.read();
    }
}

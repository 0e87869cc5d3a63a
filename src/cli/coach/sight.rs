//! Finds the person in the pictures of a session, with the pose model that was asked for or, on a machine that is too
//! slow for it, with less.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::Result;

use super::request::Request;
use crate::cli::estimator::{PoseModel, needs_silhouette};
use crate::coach::Saving;
use crate::frame::{Frame, SceneReader};
use crate::motion::{Observation, PictureSize};
use crate::pipeline::live::{Look, See};
use crate::pose::{BlazePose, Estimate, PoseError};
use crate::rules::RuleFile;
use crate::ui::silhouette;

/// What finds the person.
#[derive(Debug)]
pub(super) struct Sight {
    estimator: BlazePose,
    model: PoseModel,
    threads: usize,
    /// Whether silhouettes are drawn.
    silhouette: bool,
    size: Option<PictureSize>,
    scenes: SceneReader,
    /// What works less, while it is loaded: that takes half a second on the machines that need it, and a hold would part.
    loading: Option<JoinHandle<Result<BlazePose, PoseError>>>,
}

impl Sight {
    /// Loads the pose model.
    ///
    /// Fails where the runtime or a model's file is missing or is not what it should be.
    pub(super) fn load(request: &Request, rules: &[RuleFile]) -> Result<Self> {
        let (model, threads) = (request.model.clone(), request.threads);
        let estimator = model.load(Some(threads), false, rules)?;
        let silhouette = needs_silhouette(rules);
        Ok(Self {
            estimator,
            model,
            threads,
            silhouette,
            size: None,
            scenes: SceneReader::default(),
            loading: None,
        })
    }

    /// The pose model's name and hash.
    pub(super) fn model(&self) -> (String, String) {
        (self.estimator.model().to_owned(), self.estimator.sha256().to_owned())
    }
}

impl See for Sight {
    fn see(&mut self, frame: &Frame, look: Look) -> Result<Observation, PoseError> {
        if let Some(loaded) = self.loading.take_if(|loading| loading.is_finished())
            && let Ok(Ok(mut estimator)) = loaded.join()
        {
            estimator.follow_on(&mut self.estimator);
            self.estimator = estimator;
        }
        if look == Look::Anew {
            self.estimator.look_anew();
        }
        // A picture of another size is another camera's.
        if self.size.replace(frame.size).is_some_and(|before| before != frame.size) {
            self.estimator.reset();
        }
        let mut seen = Observation::default();
        if let Some(Estimate { pose, silhouette, back_skipped }) = self.estimator.estimate(frame)? {
            seen.outline = silhouette.as_ref().map(silhouette::outline).unwrap_or_default();
            (seen.pose, seen.back_skipped) = (Some(Arc::new(pose)), back_skipped);
        }
        seen.scene = self.scenes.read(frame, self.estimator.people());
        Ok(seen)
    }

    /// Begins to load what works less. Where its file is missing, nothing changes.
    fn save(&mut self, saving: Saving) -> bool {
        let model = match saving {
            Saving::FewerSilhouettes => self.silhouette.then(|| self.model.clone()),
            Saving::LiteModel => self.model.lite(),
            Saving::StillFrames | Saving::EverySecondFrame => None,
        };
        let Some(model) = model else { return false };
        let (threads, silhouette) = (self.threads, self.silhouette);
        let load = move || model.load_with(Some(threads), true, silhouette);
        self.loading = thread::Builder::new().name("model".into()).spawn(load).ok();
        self.loading.is_some()
    }
}

//! What is aimed at now: as the programme has it, or else as the exercise prescribes.

use anyhow::Result;

use crate::cli::places;
use crate::motion::{Reference, Settings};
use crate::rules::Catalogue;
use crate::store::{PhaseRange, PlanItem, Store};

/// The exercises, and what the person's programme asks for.
pub(super) struct Targets {
    catalogue: Catalogue,
    plan: Vec<PlanItem>,
}

impl Targets {
    pub(super) fn read(store: &Store) -> Result<Self> {
        Ok(Self { catalogue: places::catalogue(None)?, plan: store.plan()? })
    }

    fn settings(&self, exercise: &str) -> Settings {
        let planned = self.plan.iter().find(|item| item.exercise == exercise);
        planned.map_or_else(Settings::default, |item| item.settings)
    }

    /// Seconds to hold; none where nothing is held.
    pub(super) fn hold_secs(&self, exercise: &str) -> Option<f64> {
        let (prescribed, _) = self.catalogue.get(exercise).ok()?.exercise.dose.hold_secs?;
        Some(self.settings(exercise).hold_secs.unwrap_or(prescribed))
    }

    /// How far a phase is to go, in its measure's unit. None where that depends on how the person rests, or on how far
    /// they go themselves.
    pub(super) fn peak(&self, exercise: &str, range: &PhaseRange) -> Option<f64> {
        let settings = self.settings(exercise);
        let phases = &self.catalogue.get(exercise).ok()?.exercise.phases;
        let phase = phases.iter().find(|phase| phase.id == range.phase && phase.side == range.side)?;
        match phase.reference {
            _ if settings.own_range => None,
            Reference::Neutral => Some(phase.target * settings.range),
            Reference::Absolute | Reference::HoldLevel => (settings.range >= 1.0).then_some(phase.target),
        }
    }
}

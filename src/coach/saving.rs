//! What is saved on a machine that is too slow to look closely at every picture.

/// A way to look less closely. Each comes on top of those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saving {
    /// Ten silhouettes are drawn a second, in place of one in each picture.
    FewerSilhouettes,
    /// A picture that shows nothing new is not looked at.
    StillFrames,
    /// Every second picture is not looked at.
    EverySecondFrame,
    /// The lite model looks, which is the fastest.
    LiteModel,
}

impl Saving {
    /// All, in their order.
    pub const ALL: [Self; 4] =
        [Self::FewerSilhouettes, Self::StillFrames, Self::EverySecondFrame, Self::LiteModel];

    /// Its name for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::FewerSilhouettes => "fewer-silhouettes",
            Self::StillFrames => "still-frames",
            Self::EverySecondFrame => "every-second-frame",
            Self::LiteModel => "lite-model",
        }
    }

    /// The one of this name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|saving| saving.id() == id)
    }
}

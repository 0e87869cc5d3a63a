//! What is known of a picture besides the pose in it.

use super::event::Reason;

/// Below this mean brightness (of 255) a missing body is put down to the dark. A bridge in a darkened
/// picture with a camera's noise is followed without loss at 22, and nobody is found at 11.
const DARK: f64 = 25.0;

/// What is known of a picture besides the pose in it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scene {
    /// Mean brightness, 0 (black) to 255.
    pub brightness: Option<f64>,
    /// How many people are in the picture.
    pub people: Option<u32>,
    /// Whether it shows nothing that the last new picture of the source did not show.
    pub repeats: bool,
}

impl Scene {
    /// Whether more than one person is in the picture.
    pub fn is_crowded(&self) -> bool {
        self.people.is_some_and(|people| people > 1)
    }

    /// The reason with which the picture's light is taken into account: who can't be made out in the
    /// dark need not clear the view.
    pub(super) fn explain(&self, reason: Reason) -> Reason {
        let is_dark = self.brightness.is_some_and(|brightness| brightness < DARK);
        match reason {
            Reason::Nobody | Reason::Hidden | Reason::OutlineUnclear | Reason::StillPicture if is_dark => {
                Reason::TooDark
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn darkness_explains_what_is_not_seen_and_nothing_else() {
        let scene = |brightness| Scene { brightness, ..Scene::default() };
        assert_eq!(scene(Some(5.0)).explain(Reason::Nobody), Reason::TooDark);
        assert_eq!(scene(Some(5.0)).explain(Reason::CutOff), Reason::CutOff);
        assert_eq!(scene(Some(100.0)).explain(Reason::Nobody), Reason::Nobody);
        assert_eq!(scene(None).explain(Reason::Hidden), Reason::Hidden);
    }
}

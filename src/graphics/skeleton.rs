//! How a body is drawn as lines: which points are joined, and where the head is. Widths and colours are left to
//! whoever draws it.

use crate::motion::{Joint, Landmark, Point, Side};

/// The arm of one side of the body.
const ARM: [[Joint; 2]; 2] = [[Joint::Shoulder, Joint::Elbow], [Joint::Elbow, Joint::Wrist]];

/// The leg of one side of the body, and its foot.
const LEG: [[Joint; 2]; 5] = [
    [Joint::Hip, Joint::Knee],
    [Joint::Knee, Joint::Ankle],
    [Joint::Ankle, Joint::Heel],
    [Joint::Heel, Joint::FootIndex],
    [Joint::Ankle, Joint::FootIndex],
];

/// Radius of the head over the distance from the nose to the farther ear: the skull reaches beyond.
const HEAD_REACH: f64 = 0.9;

/// How far the middle of the head lies from the ears towards the nose.
const HEAD_FORWARD: f64 = 0.3;

/// A body point that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Where it is.
    pub at: Point,
    /// How clearly it is to be drawn, 0 (not at all) to 1.
    pub clarity: f64,
}

/// A straight part of the body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// That of the less clear end.
    pub clarity: f64,
}

/// The head as a circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// The middle.
    pub centre: Point,
    /// From the middle to the edge.
    pub radius: f64,
    /// See [`Spot`].
    pub clarity: f64,
    /// From between the shoulders to the edge of the head; none where they touch it.
    pub neck: Option<[Point; 2]>,
}

/// A body, by the function that tells where its points are; `None` for one that is not to be drawn.
pub struct Skeleton<F>(pub F);

impl<F: Fn(Landmark) -> Option<Spot>> Skeleton<F> {
    /// A joint of one side.
    pub fn joint(&self, joint: Joint, side: Side) -> Option<Spot> {
        self.0(joint.on(side))
    }

    /// Arm, leg and foot of one side.
    pub fn limbs(&self, side: Side) -> impl Iterator<Item = Line> {
        self.arm(side).chain(self.leg(side))
    }

    /// The arm of one side.
    pub fn arm(&self, side: Side) -> impl Iterator<Item = Line> {
        ARM.into_iter().filter_map(move |ends| self.line(ends, side))
    }

    /// The leg of one side, and its foot.
    pub fn leg(&self, side: Side) -> impl Iterator<Item = Line> {
        LEG.into_iter().filter_map(move |ends| self.line(ends, side))
    }

    fn line(&self, ends: [Joint; 2], side: Side) -> Option<Line> {
        let [from, to] = ends.map(|joint| self.joint(joint, side));
        line(from, to)
    }

    /// From shoulder to hip on one side.
    pub fn flank(&self, side: Side) -> Option<Line> {
        self.line([Joint::Shoulder, Joint::Hip], side)
    }

    /// From left to right, at the shoulders or at the hips.
    pub fn across(&self, joint: Joint) -> Option<Line> {
        line(self.joint(joint, Side::Left), self.joint(joint, Side::Right))
    }

    /// From between the shoulders to between the hips.
    pub fn spine(&self) -> Option<Line> {
        line(self.middle(Joint::Shoulder), self.middle(Joint::Hip))
    }

    /// The head and the neck.
    pub fn head(&self) -> Option<Head> {
        let (nose, ears) = (self.0(Landmark::Nose)?, self.middle(Joint::Ear)?);
        let reach = Side::BOTH
            .into_iter()
            .filter_map(|side| self.joint(Joint::Ear, side))
            .map(|ear| ear.at.to(nose.at).length())
            .fold(0.0, f64::max);
        let radius = HEAD_REACH * reach;
        let centre = ears.at.plus(ears.at.to(nose.at).scaled(HEAD_FORWARD));
        let neck = self.middle(Joint::Shoulder).and_then(|shoulders| {
            let up = shoulders.at.to(centre);
            let length = up.length();
            (length > radius).then(|| [shoulders.at, shoulders.at.plus(up.scaled(1.0 - radius / length))])
        });
        Some(Head { centre, radius, clarity: nose.clarity.min(ears.clarity), neck })
    }

    /// Half-way between the joints of both sides, or the one that is seen.
    pub fn middle(&self, joint: Joint) -> Option<Spot> {
        match Side::BOTH.map(|side| self.joint(joint, side)) {
            [Some(left), Some(right)] => {
                Some(Spot { at: left.at.middle(right.at), clarity: left.clarity.max(right.clarity) })
            }
            [one, other] => one.or(other),
        }
    }
}

fn line(from: Option<Spot>, to: Option<Spot>) -> Option<Line> {
    let (from, to) = (from?, to?);
    Some(Line { from: from.at, to: to.at, clarity: from.clarity.min(to.clarity) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_not_drawn() {
        let left_only = Skeleton(|landmark: Landmark| {
            let seen = landmark == Landmark::Nose || landmark.name().starts_with("left");
            seen.then(|| Spot { at: Point::new(f64::from(landmark as u32), 0.0), clarity: 0.7 })
        });
        assert_eq!(left_only.limbs(Side::Left).count(), 7);
        assert_eq!(left_only.limbs(Side::Right).count(), 0);
        assert_eq!(left_only.across(Joint::Hip), None);
        let spine = left_only.spine().expect("by the left side");
        assert_eq!((spine.from.x, spine.to.x), (11.0, 23.0));
        assert!(Skeleton(|_| None).head().is_none());
    }

    #[test]
    fn the_neck_ends_at_the_head() {
        let body = Skeleton(|landmark: Landmark| {
            let at = match landmark {
                Landmark::Nose => Point::new(10.0, 0.0),
                Landmark::LeftEar | Landmark::RightEar => Point::new(0.0, 0.0),
                Landmark::LeftShoulder | Landmark::RightShoulder => Point::new(3.0, 20.0),
                _ => return None,
            };
            Some(Spot { at, clarity: 1.0 })
        });
        let head = body.head().expect("nose and ears are there");
        assert_eq!((head.centre, head.radius), (Point::new(3.0, 0.0), 9.0));
        assert_eq!(head.neck, Some([Point::new(3.0, 20.0), Point::new(3.0, 9.0)]));
    }
}

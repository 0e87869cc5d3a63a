//! The screens shape by shape. After a change on purpose: `UPDATE_EXPECT=1`.

use std::fmt::Write as _;

use holdfast::motion::Point;
use holdfast::ui::screen::{Composition, Controls, Prompt, compose};
use holdfast::ui::{Colour, Shape};

use super::stages::{Shot, all};
use crate::support::is_as_expected;

const SIZE: (f64, f64) = (1280.0, 720.0);

#[test]
fn every_screen_is_what_it_was() {
    let mut wrong = Vec::new();
    let mut check = |name: &str, shot: &Shot, prompt: Option<Prompt>| {
        let controls = Controls { prompt, ..Controls::default() };
        let scene = compose(shot.snapshot.as_ref(), &shot.setting, controls, SIZE.0, SIZE.1);
        if !is_as_expected(&format!("tests/live/screens/{name}.shapes"), &described(&scene)) {
            wrong.push(name.to_owned());
        }
    };
    for shot in all("en") {
        check(shot.name, &shot, None);
        if shot.name == "coaching-held" {
            check("help", &shot, Some(Prompt::Help));
            check("finish", &shot, Some(Prompt::Finish));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}: after a change on purpose run again with UPDATE_EXPECT=1",
        wrong.join(", ")
    );
}

/// A line for each shape, in whole pixels.
fn described(scene: &Composition) -> String {
    let mut text = format!("ground {}\n", colour(scene.ground));
    if let Some(inset) = &scene.inset {
        let area = inset.area;
        let corner = Point::new(area.left, area.top);
        writeln!(text, "picture {} {:.0}x{:.0}", place(&corner), area.width, area.height).expect("written");
        for shape in &inset.shapes {
            writeln!(text, "  {}", line(shape)).expect("written");
        }
    }
    for shape in &scene.shapes {
        writeln!(text, "{}", line(shape)).expect("written");
    }
    text
}

fn place(point: &Point) -> String {
    // No minus zero.
    format!("{:.0},{:.0}", point.x + 0.0, point.y + 0.0)
}

fn colour(colour: Colour) -> String {
    let Colour { red, green, blue, opacity } = colour;
    format!("#{red:02x}{green:02x}{blue:02x}{opacity:02x}")
}

fn line(shape: &Shape) -> String {
    let ends = |points: &[Point]| match points {
        [first, .., last] => format!("{} points {}..{}", points.len(), place(first), place(last)),
        _ => format!("{} points", points.len()),
    };
    match shape {
        Shape::Line { from, to, width, colour: fill } => {
            format!("line {} to {}, {width:.0} wide, {}", place(from), place(to), colour(*fill))
        }
        Shape::Circle { centre, radius, fill, rim, rim_colour } => {
            let rim =
                if *rim > 0.0 { format!(", rim {rim:.0} {}", colour(*rim_colour)) } else { String::new() };
            format!("circle {} radius {radius:.0} {}{rim}", place(centre), colour(*fill))
        }
        Shape::Polygon { points, fill } => format!("polygon {} {}", ends(points), colour(*fill)),
        Shape::Path { points, width, colour: fill } => {
            format!("path {}, {width:.0} wide, {}", ends(points), colour(*fill))
        }
        Shape::Arc { centre, radius, start_deg, sweep_deg, width, colour: fill } => format!(
            "arc {} radius {radius:.0} from {start_deg:.0}° over {sweep_deg:.0}°, {width:.0} wide, {}",
            place(centre),
            colour(*fill)
        ),
        Shape::RoundedBox { corner, width, height, radius, fill } => {
            format!("box {} {width:.0}x{height:.0} radius {radius:.0} {}", place(corner), colour(*fill))
        }
        Shape::Text { anchor, text, size_px, align, weight, colour: fill } => format!(
            "text {} {align:?} {weight:?} {size_px:.0} {} {}",
            place(anchor),
            colour(*fill),
            text.replace('\u{a0}', "_")
        ),
    }
}

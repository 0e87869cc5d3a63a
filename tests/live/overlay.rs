//! The overlay on pictures of every shape: nothing leaves the picture, nothing breaks on odd input.

use holdfast::frame::Frame;
use holdfast::motion::{Keypoint, Landmark, PerLandmark, PictureSize, Point, Pose};
use holdfast::ui::{
    Align, Banner, BodyPart, Count, Emphasis, Hold, Look, OverlayState, Painter, Shape, Status, compose,
    typeface,
};

const SIZES: [(u32, u32); 7] =
    [(640, 480), (1280, 720), (1920, 1080), (320, 240), (480, 640), (1080, 1920), (96, 64)];

fn state() -> OverlayState {
    OverlayState {
        title: "Lower trunk rotation".into(),
        phase: "Knees to the left".into(),
        count: Some(Count { good: 12, total: 14 }),
        hold: Some(Hold { secs: 12.9, target_secs: Some(15.0) }),
        cue: Some(Banner {
            text: "Lift your hips until they line up with your knees".into(),
            status: Status::Correct,
        }),
        cannot_judge: Some("I can't see your knees. Turn so that your side faces the camera.".into()),
        ..OverlayState::default()
    }
}

fn pose(size: PictureSize, visibility: f32) -> Pose {
    let image = PerLandmark::from_fn(|landmark| {
        let index = landmark as u32 as f32;
        let x = (index * 7.0) % 33.0 / 33.0 * size.width as f32;
        let y = (index * 5.0) % 33.0 / 33.0 * size.height as f32;
        Some(Keypoint { x, y, z: 0.0, visibility })
    });
    Pose { picture: size, image, world: PerLandmark::from_fn(|_| None), back: None, anatomy: None }
}

fn hip(angle_deg: f64) -> Option<Emphasis> {
    let ends = [Landmark::LeftShoulder, Landmark::LeftKnee];
    Some(Emphasis {
        part: BodyPart::Joint { vertex: Landmark::LeftHip, ends },
        angle_deg: Some(angle_deg),
        status: Status::Good,
    })
}

fn grey(size: PictureSize) -> Frame {
    Frame { time_secs: 0.0, size, rgb: vec![128; 3 * size.width as usize * size.height as usize] }
}

/// Left, top, right and bottom of a panel or a line of text.
fn extent(shape: &Shape) -> Option<[f64; 4]> {
    match shape {
        Shape::RoundedBox { corner, width, height, .. } => {
            Some([corner.x, corner.y, corner.x + width, corner.y + height])
        }
        Shape::Text { anchor, text, size_px, align, weight, .. } => {
            let width = typeface::width_px(text, *size_px, *weight);
            let left = match align {
                Align::Left => anchor.x,
                Align::Centre => anchor.x - width / 2.0,
                Align::Right => anchor.x - width,
            };
            Some([left, anchor.y - typeface::CAP_HEIGHT_EM * size_px, left + width, anchor.y])
        }
        _ => None,
    }
}

#[test]
fn panels_and_words_stay_in_pictures_of_every_shape() {
    for (width, height) in SIZES {
        let size = PictureSize { width, height };
        let shapes = compose(&state(), size, &Look::default());
        for shape in &shapes {
            let Some([left, top, right, bottom]) = extent(shape) else { continue };
            let inside =
                left >= 0.0 && top >= 0.0 && right <= f64::from(width) && bottom <= f64::from(height);
            assert!(inside, "{width}x{height}: {shape:?}");
        }
    }
}

#[test]
fn panels_do_not_cover_each_other() {
    for (width, height) in SIZES {
        let shapes = compose(&state(), PictureSize { width, height }, &Look::default());
        let panel = Look::default().theme.panel;
        let panels: Vec<[f64; 4]> = shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::RoundedBox { fill, .. } if *fill == panel))
            .filter_map(extent)
            .collect();
        assert_eq!(panels.len(), 4, "title, count, reason, cue");
        for (index, a) in panels.iter().enumerate() {
            for b in &panels[index + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{width}x{height}: {a:?} and {b:?}");
            }
        }
    }
}

#[test]
fn an_empty_state_draws_nothing() {
    let size = PictureSize { width: 640, height: 480 };
    assert_eq!(compose(&OverlayState::default(), size, &Look::default()), []);
}

#[test]
fn unseen_limbs_are_not_drawn() {
    let size = PictureSize { width: 640, height: 480 };
    let shapes = |visibility| {
        let pose = pose(size, visibility);
        compose(
            &OverlayState { pose: Some(pose.clone().into()), ..OverlayState::default() },
            size,
            &Look::default(),
        )
    };
    assert_eq!(shapes(0.49), []);
    assert_eq!(shapes(f32::NAN), []);
    assert!(shapes(0.51).len() > 30);
}

#[test]
fn the_ring_fills_with_the_seconds() {
    let size = PictureSize { width: 640, height: 480 };
    let sweep = |secs, target_secs| {
        let hold = Some(Hold { secs, target_secs });
        let shapes = compose(&OverlayState { hold, ..OverlayState::default() }, size, &Look::default());
        let arcs = shapes.iter().filter_map(|shape| match shape {
            Shape::Arc { sweep_deg, .. } => Some(*sweep_deg),
            _ => None,
        });
        arcs.skip(1).last()
    };
    assert_eq!(sweep(0.0, Some(3.0)), None);
    assert_eq!(sweep(1.5, Some(3.0)), Some(180.0));
    assert_eq!(sweep(9.0, Some(3.0)), Some(360.0));
    assert_eq!(sweep(2.0, None), Some(360.0));
}

#[test]
fn the_arc_keeps_its_side_past_straight() {
    let size = PictureSize { width: 640, height: 480 };
    let sweep = |hip_y, angle_deg| {
        let mut pose = pose(size, 0.0);
        let mut put = |landmark, x, y| {
            pose.image.set(landmark, Some(Keypoint { x, y, z: 0.0, visibility: 0.0 }));
        };
        put(Landmark::LeftKnee, 100.0, 200.0);
        put(Landmark::LeftHip, 200.0, hip_y);
        put(Landmark::LeftShoulder, 300.0, 200.0);
        let state = OverlayState {
            pose: Some(pose.clone().into()),
            emphasis: hip(angle_deg),
            ..OverlayState::default()
        };
        let shapes = compose(&state, size, &Look::default());
        shapes.iter().find_map(|shape| match shape {
            Shape::Arc { sweep_deg, .. } => Some(*sweep_deg),
            _ => None,
        })
    };
    // The hip below the line, then above it: the arc stays above the body and grows past 180.
    let below = sweep(210.0, 169.0).expect("an arc");
    let above = sweep(190.0, 191.0).expect("an arc");
    assert!((below.abs() - 168.6).abs() < 0.1 && (above.abs() - 191.4).abs() < 0.1, "{below} {above}");
    assert_eq!(below.signum(), above.signum());
}

#[test]
fn words_are_drawn_with_soft_edges_and_marks() {
    let size = PictureSize { width: 200, height: 100 };
    let drawn = |text: &str| {
        let mut frame = grey(size);
        Painter::default().draw(
            &mut frame,
            &[Shape::Text {
                anchor: Point::new(20.0, 80.0),
                text: text.into(),
                size_px: 60.0,
                align: Align::Left,
                weight: holdfast::ui::Weight::Strong,
                colour: holdfast::ui::Colour::rgb(255, 255, 255),
            }],
        );
        frame.rgb
    };
    let (plain, marked) = (drawn("u"), drawn("ü"));
    let levels: std::collections::BTreeSet<u8> = plain.iter().copied().collect();
    assert!(levels.len() > 10 && levels.contains(&255), "edges are not smooth: {levels:?}");
    let lit = |rgb: &[u8]| rgb.iter().filter(|value| **value > 200).count();
    assert!(lit(&marked) > lit(&plain) + 100, "the two dots are missing");
    assert!(lit(&drawn("°")) > 100);
}

#[test]
fn shapes_off_the_picture_and_odd_numbers_break_nothing() {
    for (width, height) in [(640, 480), (3, 2), (1, 1)] {
        let size = PictureSize { width, height };
        let mut wild = pose(size, 0.9);
        let odd = [f32::NAN, f32::INFINITY, -1e9, 1e9, 0.0];
        for (index, landmark) in Landmark::ALL.into_iter().enumerate() {
            let point = Keypoint { x: odd[index % 5], y: odd[index / 5 % 5], z: 0.0, visibility: 0.9 };
            wild.image.set(landmark, Some(point));
        }
        for angle_deg in [0.0, 180.0, 200.0, f64::NAN] {
            let hold = Some(Hold { secs: f64::NAN, target_secs: Some(0.0) });
            let state =
                OverlayState { pose: Some(wild.clone().into()), emphasis: hip(angle_deg), hold, ..state() };
            let mut frame = grey(size);
            Painter::default().draw(&mut frame, &compose(&state, size, &Look::default()));
        }
    }
}

#[test]
fn a_frame_with_too_few_bytes_is_left_alone() {
    let mut frame = Frame { time_secs: 0.0, size: PictureSize { width: 64, height: 64 }, rgb: vec![7; 30] };
    let before = frame.clone();
    let shapes = compose(&state(), frame.size, &Look::default());
    Painter::default().draw(&mut frame, &shapes);
    assert_eq!(frame, before);
}

#[test]
fn a_painter_draws_every_frame_alike() {
    let size = PictureSize { width: 640, height: 480 };
    let body = pose(size, 0.8);
    let state = OverlayState { pose: Some(body.clone().into()), emphasis: hip(170.0), ..state() };
    let shapes = compose(&state, size, &Look::default());
    let mut painter = Painter::default();
    let (mut first, mut second) = (grey(size), grey(size));
    painter.draw(&mut first, &shapes);
    painter.draw(&mut second, &shapes);
    assert!(first == second);
    assert!(first != grey(size));
}

#[test]
fn edges_cover_what_they_should() {
    let size = PictureSize { width: 100, height: 100 };
    let white = holdfast::ui::Colour::rgb(255, 255, 255);
    let area = |shape: Shape| {
        let mut frame = Frame { rgb: vec![0; 30000], ..grey(size) };
        Painter::default().draw(&mut frame, &[shape]);
        frame.rgb.iter().step_by(3).map(|value| f64::from(*value) / 255.0).sum::<f64>()
    };
    let centre = Point::new(50.3, 49.8);
    let none = white.faded(0.0);
    let pi = std::f64::consts::PI;
    let near =
        |drawn: f64, true_area: f64| assert!((drawn / true_area - 1.0).abs() < 0.01, "{drawn} {true_area}");
    near(area(Shape::Circle { centre, radius: 30.0, fill: white, rim: 0.0, rim_colour: none }), pi * 900.0);
    let ring = |sweep_deg| Shape::Arc {
        centre,
        radius: 30.0,
        start_deg: -90.0,
        sweep_deg,
        width: 6.0,
        colour: white,
    };
    near(area(ring(360.0)), 2.0 * pi * 30.0 * 6.0);
    near(area(ring(-180.0)), pi * 30.0 * 6.0 + pi * 9.0);
    let (from, to) = (Point::new(20.0, 30.0), Point::new(60.0, 60.0));
    near(area(Shape::Line { from, to, width: 5.0, colour: white }), 250.0 + pi * 6.25);
    let corner = Point::new(10.5, 20.25);
    let cut = (4.0 - pi) * 100.0;
    near(
        area(Shape::RoundedBox { corner, width: 60.0, height: 40.0, radius: 10.0, fill: white }),
        2400.0 - cut,
    );
    let points = vec![Point::new(10.0, 10.0), Point::new(50.0, 10.0), Point::new(10.0, 50.0)];
    near(area(Shape::Polygon { points, fill: white }), 800.0);
}

//! What becomes of a rules file that is sound, and what a mistake says in one line.

use holdfast::motion::{Bound, Side};
use holdfast::rules::check;

const ROTATION: &str = include_str!("../../../data/exercises/lower-trunk-rotation.toml");

#[test]
fn a_phase_with_sides_is_mirrored_and_so_are_its_lateral_faults() {
    let exercise = check("rotation.toml", ROTATION).exercise.expect("sound");
    let [left, right] = &exercise.phases[..] else { panic!("one phase for each side") };
    assert_eq!((left.side, right.side), (Some(Side::Left), Some(Side::Right)));
    assert_eq!((left.target, right.target), (-right.target, -left.target));
    assert_eq!((left.release, left.rises), (-right.release, !right.rises));

    let lifts: Vec<_> = exercise.faults.iter().filter(|rule| rule.id == "shoulder-lift").collect();
    let bounds: Vec<_> = lifts
        .iter()
        .map(|rule| (rule.side, rule.kind.watched().expect("a condition").condition.bound))
        .collect();
    let [(left_side, Bound::Below(low)), (right_side, Bound::Above(high))] = bounds[..] else {
        panic!("{bounds:?}")
    };
    assert_eq!((left_side, right_side, low), (Some(Side::Left), Some(Side::Right), -high));
    assert!(lifts[0].watches(left) && !lifts[0].watches(right));

    let short = exercise.faults.iter().find(|rule| rule.id == "hold-short").expect("listed");
    assert!(short.side.is_none() && short.watches(left) && short.watches(right));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", ROTATION.replace('\n', "\r\n"));
    let (unix, windows) = (check("a.toml", ROTATION), check("a.toml", &windows));
    assert_eq!(unix.exercise, windows.exercise);
    assert!(unix.exercise.is_some());
}

#[test]
fn a_display_line_names_the_place() {
    let checked = check("a.toml", "format = 2\n");
    let lines: Vec<String> = checked.diagnostics.iter().map(ToString::to_string).collect();
    let expected = "a.toml:1:10: error: the file has format 2, and this holdfast reads format 1 \
                    (a newer holdfast may read it)";
    assert_eq!(lines, [expected]);
}

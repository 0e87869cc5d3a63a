//! The edge of an area that is given as values on a grid: marching squares.

use std::collections::HashMap;

use crate::motion::Point;

/// Where an edge of the grid is crossed: the edge's first corner, and whether it runs down.
type Crossing = (usize, usize, bool);

/// The closed lines that enclose what is above a level, in cells of the grid, the longest first.
/// Beyond the grid, all is below it.
pub fn contours(
    columns: usize,
    rows: usize,
    level: f64,
    value: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<Point>> {
    // A border of one, so that every line closes.
    let at = |column: usize, row: usize| {
        let inside = (1..=columns).contains(&column) && (1..=rows).contains(&row);
        if inside { value(column - 1, row - 1) } else { f64::NEG_INFINITY }
    };
    let mut links: HashMap<Crossing, Vec<Crossing>> = HashMap::new();
    let mut order = Vec::new();
    for row in 0..=rows {
        for column in 0..=columns {
            let above = |c: usize, r: usize| at(c, r) > level;
            let corners = [
                above(column, row),
                above(column + 1, row),
                above(column + 1, row + 1),
                above(column, row + 1),
            ];
            // Clockwise from the upper edge, each where its two corners differ.
            let edges = [
                (column, row, false),
                (column + 1, row, true),
                (column, row + 1, false),
                (column, row, true),
            ];
            let crossed: Vec<Crossing> = (0..4)
                .filter(|index| corners[*index] != corners[(index + 1) % 4])
                .map(|index| edges[index])
                .collect();
            for pair in crossed.chunks_exact(2) {
                links.entry(pair[0]).or_default().push(pair[1]);
                links.entry(pair[1]).or_default().push(pair[0]);
                order.push(pair[0]);
            }
        }
    }
    let place = |(column, row, down): Crossing| {
        let (next_column, next_row) = if down { (column, row + 1) } else { (column + 1, row) };
        let (a, b) = (at(column, row), at(next_column, next_row));
        let share = match (a.is_finite(), b.is_finite()) {
            (true, true) => ((level - a) / (b - a)).clamp(0.0, 1.0),
            (true, false) => 0.0,
            (false, _) => 1.0,
        };
        let (x, y) = (column as f64 - 1.0, row as f64 - 1.0);
        if down { Point::new(x, y + share) } else { Point::new(x + share, y) }
    };
    let mut lines: Vec<Vec<Point>> =
        order.iter().filter_map(|start| follow(&mut links, *start, place)).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    lines
}

/// The line through a crossing, taken out of the links.
fn follow(
    links: &mut HashMap<Crossing, Vec<Crossing>>,
    start: Crossing,
    place: impl Fn(Crossing) -> Point,
) -> Option<Vec<Point>> {
    let mut line = Vec::new();
    let mut here = start;
    while let Some(next) = links.get_mut(&here).and_then(Vec::pop) {
        if let Some(back) = links.get_mut(&next)
            && let Some(index) = back.iter().position(|other| *other == here)
        {
            back.swap_remove(index);
        }
        line.push(place(here));
        here = next;
    }
    (line.len() > 2).then_some(line)
}

/// A line without the points that lie on it anyway, within a tolerance.
pub fn simplified(line: &[Point], tolerance: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (index, point) in line.iter().enumerate() {
        let next = line[(index + 1) % line.len()];
        let Some(last) = kept.last() else {
            kept.push(*point);
            continue;
        };
        let along = last.to(next);
        let off = along.cross(last.to(*point)).abs() / along.length().max(1e-9);
        // Long gaps would hide slow turns.
        if off > tolerance || last.to(*point).length() > 24.0 * tolerance {
            kept.push(*point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_has_one_round_edge() {
        let field = |x: usize, y: usize| 5.0 - (x as f64 - 10.0).hypot(y as f64 - 8.0);
        let lines = contours(21, 17, 0.0, field);
        assert_eq!(lines.len(), 1);
        for point in &lines[0] {
            let radius = (point.x - 10.0).hypot(point.y - 8.0);
            assert!((radius - 5.0).abs() < 0.1, "{radius}");
        }
        let short = simplified(&lines[0], 0.2);
        assert!(short.len() >= 8 && short.len() < lines[0].len(), "{}", short.len());
    }

    #[test]
    fn what_reaches_the_border_is_closed_there() {
        let lines = contours(4, 3, 0.5, |_, _| 1.0);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|p| (0.0..=3.0).contains(&p.x) && (0.0..=2.0).contains(&p.y)));
    }

    #[test]
    fn two_areas_have_two_edges_and_nothing_has_none() {
        let lines = contours(9, 3, 0.5, |x, y| if (x == 1 || x == 6) && y == 1 { 1.0 } else { 0.0 });
        assert_eq!(lines.len(), 2);
        assert!(contours(9, 9, 0.5, |_, _| 0.0).is_empty());
        assert!(contours(0, 0, 0.5, |_, _| 1.0).is_empty());
    }
}

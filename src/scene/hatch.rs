//! Hatching: slanted lines cut at the edges of a form, the same in the window and in every picture.
//!
//! It must never depend on where a form is looked at: lines are fixed to the form and move with it.

use super::{Ink, Paint, Shape};
use emath::{Pos2, Rect, pos2};

/// Distance between lines along both axes, in points.
const STEP: f32 = 6.0;
/// Width of the lines in points.
pub const HATCH_WIDTH: f32 = 1.0;

impl Shape {
    /// The ink of its hatching, where it has one.
    pub fn hatched(&self) -> Option<Ink> {
        match self {
            Self::Rect { fill: Some(Paint::Hatch(ink)), .. }
            | Self::Polygon { fill: Some(Paint::Hatch(ink)), .. }
            | Self::Area { fill: Paint::Hatch(ink), .. } => Some(*ink),
            _ => None,
        }
    }

    /// The lines that hatch its inside, as far as they can be seen in a rectangle.
    pub fn hatching(&self, within: Rect) -> Vec<[Pos2; 2]> {
        match self {
            Self::Rect { rect, .. } => {
                let seen = rect.intersect(within.expand(STEP));
                let corners = [seen.left_top(), seen.right_top(), seen.right_bottom(), seen.left_bottom()];
                cut(std::iter::once(corners.iter().copied()), rect.min, within)
            }
            Self::Polygon { points, .. } => {
                let first = points.first().copied().unwrap_or_default();
                cut(std::iter::once(points.iter().copied()), first, within)
            }
            // The forms of a map share their origin, so that neighbours' lines meet.
            Self::Area { area, scale, origin, .. } => {
                let place = |p: &Pos2| *origin + p.to_vec2() * *scale;
                cut(area.rings().map(|ring| ring.iter().map(place)), *origin, within)
            }
            Self::Circle { .. } | Self::Line { .. } | Self::Text(_) => Vec::new(),
        }
    }
}

/// Where the lines, on which x + y is a multiple of the step from a fixed point, run inside rings (even-odd).
fn cut<R>(rings: impl Iterator<Item = R>, fixed: Pos2, within: Rect) -> Vec<[Pos2; 2]>
where
    R: DoubleEndedIterator<Item = Pos2> + Clone,
{
    if !within.is_positive() || !within.is_finite() {
        return Vec::new();
    }
    let phase = (fixed.x + fixed.y).rem_euclid(STEP);
    let line_of = |sum: f32| (sum - phase) / STEP;
    let (first, last) = (line_of(within.left() + within.top()), line_of(within.right() + within.bottom()));
    // Each line with where it crosses an edge.
    let mut crossings: Vec<(i32, f32)> = Vec::new();
    for ring in rings {
        let Some(mut a) = ring.clone().next_back() else { continue };
        for b in ring {
            let (from, to) = (line_of(a.x + a.y), line_of(b.x + b.y));
            let (low, high) = (from.min(to).max(first).ceil(), from.max(to).min(last + 1.0));
            let mut line = low;
            while line < high {
                crossings.push((line as i32, a.x + (b.x - a.x) * (line - from) / (to - from)));
                line += 1.0;
            }
            a = b;
        }
    }
    crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut lines = Vec::with_capacity(crossings.len() / 2);
    for line in crossings.chunk_by(|a, b| a.0 == b.0) {
        for pair in line.chunks_exact(2) {
            let [(n, left), (_, right)] = pair else { continue };
            let sum = *n as f32 * STEP + phase;
            let ends = [pos2(*left, sum - left), pos2(*right, sum - right)];
            if Rect::from_points(&ends).intersects(within) {
                lines.push(ends);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::{Vec2, vec2};
    use proptest::prelude::*;

    const FRAME: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(200.0, 100.0) };

    #[test]
    fn lines_end_at_the_edges_and_leave_holes_free() {
        let square = |at: f32, side: f32| {
            [pos2(at, at), pos2(at + side, at), pos2(at + side, at + side), pos2(at, at + side)]
        };
        let (outer, hole) = (square(10.0, 60.0), square(30.0, 20.0));
        let lines = cut([outer, hole].map(IntoIterator::into_iter).into_iter(), Pos2::ZERO, FRAME);
        assert!(lines.len() > 20);
        let (around, bare) = (Rect::from_points(&outer), Rect::from_points(&hole).shrink(0.01));
        for [a, b] in lines {
            assert!(((a.x + a.y) / STEP).fract().abs() < 1e-3);
            assert!(around.expand(0.01).contains(a) && around.expand(0.01).contains(b), "{a} {b}");
            assert!(!bare.contains(a.lerp(b, 0.5)), "{a} {b} crosses the hole");
        }
    }

    proptest! {
        #[test]
        fn lines_move_with_their_form(x in -50.0f32..50.0, y in -50.0f32..50.0) {
            let mut form = Shape::filled(Rect::from_min_size(pos2(60.0, 40.0), vec2(31.0, 17.0)), super::super::Role::Land);
            let still = form.hatching(FRAME.expand(200.0));
            let by: Vec2 = vec2(x, y);
            form.translate(by);
            let moved = form.hatching(FRAME.expand(200.0));
            prop_assert!(still.len().abs_diff(moved.len()) <= 1);
            let near = |a: &[Pos2; 2], b: &[Pos2; 2]| (0..2).all(|n| a[n].distance(b[n] - by) < 0.05);
            let kept = still.iter().filter(|a| moved.iter().any(|b| near(a, b))).count();
            prop_assert!(kept + 1 >= still.len(), "{still:?} {moved:?}");
        }
    }

    #[test]
    fn a_bar_that_reaches_far_out_of_view_costs_no_more_than_what_is_seen() {
        let far = Rect::from_min_max(pos2(-3e6, 20.0), pos2(9e6, 34.0));
        let lines = Shape::filled(far, super::super::Role::Land).hatching(FRAME);
        assert!((30..60).contains(&lines.len()), "{}", lines.len());
    }
}

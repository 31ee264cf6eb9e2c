//! Round spots on the screen that names keep off, found by where they lie.
//!
//! It must never look at all spots to answer for one place: names ask it thousands of times a frame.

use emath::{Pos2, Rect};

/// Spots by the squares of the screen that their middles lie in.
pub(super) struct Spots {
    frame: Rect,
    columns: usize,
    squares: Vec<Vec<(Pos2, f32)>>,
    largest: f32,
}

/// Side of a square in points.
const SIDE: f32 = 32.0;

impl Spots {
    pub(super) fn new(frame: Rect) -> Self {
        let columns = (frame.width() / SIDE).ceil().max(1.0) as usize;
        let rows = (frame.height() / SIDE).ceil().max(1.0) as usize;
        Self { frame, columns, squares: vec![Vec::new(); columns * rows], largest: 0.0 }
    }

    /// Adds a spot; one outside the frame is ignored.
    pub(super) fn add(&mut self, at: Pos2, radius: f32) {
        if self.frame.contains(at) {
            let (column, row) = self.square(at);
            self.largest = self.largest.max(radius);
            if let Some(square) = self.squares.get_mut(row * self.columns + column) {
                square.push((at, radius));
            }
        }
    }

    /// How many spots reach into a rectangle.
    pub(super) fn count_in(&self, rect: Rect) -> usize {
        self.reaching(rect).count()
    }

    /// Whether any spot reaches into a rectangle.
    pub(super) fn touch(&self, rect: Rect) -> bool {
        self.reaching(rect).next().is_some()
    }

    fn reaching(&self, rect: Rect) -> impl Iterator<Item = (Pos2, f32)> + '_ {
        let near = self.near(rect.expand(self.largest));
        near.filter(move |(at, radius)| rect.distance_sq_to_pos(*at) < radius * radius)
    }

    /// The spots whose middles lie in a rectangle, and some around it.
    pub(super) fn near(&self, rect: Rect) -> impl Iterator<Item = (Pos2, f32)> + '_ {
        let (left, top) = self.square(rect.min);
        let (right, foot) = self.square(rect.max);
        let rows = (top..=foot).map(move |row| row * self.columns);
        let squares = rows.filter_map(move |start| self.squares.get(start + left..=start + right));
        squares.flatten().flatten().copied()
    }

    /// The column and row of a point; those at the edge for points beyond.
    fn square(&self, at: Pos2) -> (usize, usize) {
        let at = ((at - self.frame.min) / SIDE).max(emath::Vec2::ZERO);
        let rows = self.squares.len() / self.columns;
        ((at.x as usize).min(self.columns - 1), (at.y as usize).min(rows - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn squares_find_what_a_look_at_all_finds(
            spots in proptest::collection::vec((0.0f32..700.0, 0.0f32..400.0, 1.0f32..20.0), 0..80),
            x in -50.0f32..750.0, y in -50.0f32..450.0, w in 1.0f32..200.0, h in 1.0f32..60.0,
        ) {
            let frame = Rect::from_min_max(Pos2::ZERO, pos2(700.0, 400.0));
            let mut squares = Spots::new(frame);
            spots.iter().for_each(|(x, y, r)| squares.add(pos2(*x, *y), *r));
            let rect = Rect::from_min_size(pos2(x, y), emath::vec2(w, h));
            let all = spots.iter().filter(|(x, y, r)| rect.distance_to_pos(pos2(*x, *y)) < *r).count();
            prop_assert_eq!(squares.count_in(rect), all);
            prop_assert_eq!(squares.touch(rect), all > 0);
        }
    }
}

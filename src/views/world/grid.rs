//! The map in small squares, each knowing its land: a quick answer to "what lies about here?".
//!
//! It must never be asked for exact borders: squares are a part of a degree wide. Labels ask it thousands
//! of times a frame.

use super::Land;
use emath::{Pos2, Rect, Vec2, vec2};

/// Which land lies in each square.
#[derive(Debug)]
pub(super) struct Grid {
    cells: Vec<u16>,
    width: usize,
    height: usize,
    /// Half the map's width and height in its own units.
    half: Vec2,
}

const NOTHING: u16 = u16::MAX;

/// The grid as a camera sees it.
pub struct Glance<'a> {
    grid: &'a Grid,
    first: Vec2,
    step: Vec2,
}

impl Glance<'_> {
    /// The place in `lands` of what lies about a point of the screen.
    pub fn at(&self, at: Pos2) -> Option<usize> {
        let square = self.first + at.to_vec2() * self.step;
        self.grid.land(square.x, square.y)
    }
}

impl Grid {
    /// So many squares across a map that reaches so far from its origin, and as many down as are square.
    pub(super) fn new(lands: &[Land], width: usize, half: Vec2) -> Self {
        let height = (width as f32 * half.y / half.x) as usize;
        let mut grid = Self { cells: vec![NOTHING; width * height], width, height, half };
        for (land, n) in lands.iter().zip(0..NOTHING) {
            for part in &land.parts {
                grid.fill(&part.area, n);
            }
        }
        grid
    }

    /// The land at a point of the map.
    pub(super) fn at(&self, p: Pos2) -> Option<usize> {
        let x = (p.x + self.half.x) / (2.0 * self.half.x) * self.width as f32;
        let y = (p.y + self.half.y) / (2.0 * self.half.y) * self.height as f32;
        self.land(x, y)
    }

    fn land(&self, x: f32, y: f32) -> Option<usize> {
        if !(0.0..self.width as f32).contains(&x) || !(0.0..self.height as f32).contains(&y) {
            return None;
        }
        let cell = self.cells.get(y as usize * self.width + x as usize)?;
        (*cell != NOTHING).then_some(usize::from(*cell))
    }

    /// The grid asked by points of a screen: where its origin lies on the map, and units a point.
    pub(super) fn seen_from(&self, origin: Pos2, unit: f32) -> Glance<'_> {
        let squares = vec2(self.width as f32, self.height as f32) / (2.0 * self.half);
        Glance { grid: self, first: (origin.to_vec2() + self.half) * squares, step: squares * unit }
    }

    /// Fills the squares whose middles lie in a form, row by row between crossings.
    fn fill(&mut self, area: &crate::scene::Area, n: u16) {
        let bounds = area.bounds();
        let (first, last) = self.rows(bounds);
        let mut crossings: Vec<Vec<f32>> = vec![Vec::new(); (last + 1).saturating_sub(first)];
        for ring in area.rings() {
            let Some(mut from) = ring.last().copied() else { continue };
            for &to in ring {
                let (low, high) = if from.y < to.y { (from, to) } else { (to, from) };
                let (top, foot) = self.rows(Rect::from_min_max(low, high));
                for row in top..=foot {
                    let y = self.middle(row);
                    if low.y <= y && y < high.y {
                        let x = low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y);
                        if let Some(list) = row.checked_sub(first).and_then(|r| crossings.get_mut(r)) {
                            list.push(x);
                        }
                    }
                }
                from = to;
            }
        }
        for (mut list, row) in crossings.into_iter().zip(first..) {
            list.sort_unstable_by(f32::total_cmp);
            for pair in list.chunks_exact(2) {
                let (from, to) = (self.column(pair[0]), self.column(pair[1]));
                if let Some(cells) =
                    self.cells.get_mut(row * self.width + from..row * self.width + to.max(from))
                {
                    cells.fill(n);
                }
            }
        }
    }

    /// The rows that a rectangle touches.
    fn rows(&self, rect: Rect) -> (usize, usize) {
        let height = self.height as f32;
        let row =
            |y: f32| ((y + self.half.y) / (2.0 * self.half.y) * height).clamp(0.0, height - 1.0) as usize;
        (row(rect.min.y), row(rect.max.y))
    }

    fn middle(&self, row: usize) -> f32 {
        (row as f32 + 0.5) / self.height as f32 * 2.0 * self.half.y - self.half.y
    }

    /// The first column whose middle is not left of an x.
    fn column(&self, x: f32) -> usize {
        let width = self.width as f32;
        ((x + self.half.x) / (2.0 * self.half.x) * width + 0.5).clamp(0.0, width) as usize
    }
}

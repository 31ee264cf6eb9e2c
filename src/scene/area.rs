//! A form with holes, with its triangles made once. It must never depend on the scale it is drawn at.

use super::outline::Outlines;
use emath::{Pos2, Rect};

/// A form in its own units: rings for outlines and pictures, triangles for the screen.
#[derive(Debug, Clone, Default)]
pub struct Area {
    /// All corners of all rings, one ring after the other.
    pub points: Vec<Pos2>,
    /// Where each ring ends in `points`; rings inside others are holes (even-odd).
    pub ring_ends: Vec<u32>,
    /// Corners of triangles that fill it, as places in `points`.
    pub triangles: Vec<u32>,
    bounds: Option<Rect>,
    pub(super) outlines: Outlines,
}

impl Area {
    /// A form of rings and the triangles that fill them.
    pub fn new(points: Vec<Pos2>, ring_ends: Vec<u32>, triangles: Vec<u32>) -> Self {
        let bounds = Some(Rect::from_points(&points));
        Self { points, ring_ends, triangles, bounds, outlines: Outlines::default() }
    }

    /// The rectangle around it.
    pub fn bounds(&self) -> Rect {
        self.bounds.unwrap_or(Rect::ZERO)
    }

    /// Its rings.
    pub fn rings(&self) -> impl Iterator<Item = &[Pos2]> {
        let starts = std::iter::once(0).chain(self.ring_ends.iter().copied());
        starts.zip(&self.ring_ends).map(|(a, b)| &self.points[a as usize..*b as usize])
    }

    /// Whether a point in its own units lies in it.
    pub fn contains(&self, p: Pos2) -> bool {
        if !self.bounds().contains(p) {
            return false;
        }
        self.rings().fold(false, |inside, ring| inside ^ ring_contains(ring, p))
    }
}

/// Counts the edges that a ray to the right crosses.
fn ring_contains(ring: &[Pos2], p: Pos2) -> bool {
    let mut inside = false;
    let mut last = match ring.last() {
        Some(last) => *last,
        None => return false,
    };
    for &point in ring {
        if (point.y > p.y) != (last.y > p.y)
            && p.x < (last.x - point.x) * (p.y - point.y) / (last.y - point.y) + point.x
        {
            inside = !inside;
        }
        last = point;
    }
    inside
}

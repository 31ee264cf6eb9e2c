//! The edge of a form, ready for drawing: which corners can be told apart, and which way a line widens there.
//!
//! It must never be made again for a scale that is near to one it was made for: screens draw it each frame.

use super::Area;
use emath::{Pos2, Vec2};
use std::sync::OnceLock;

/// Corners of all rings, one ring after the other.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// In the form's own units, each with the way across the line, out of the form where its rings turn as
    /// outlines do: a line of a width reaches half of it to either side.
    pub corners: Vec<(Pos2, Vec2)>,
    /// Where each ring ends in `corners`.
    pub ring_ends: Vec<u32>,
}

/// Scales are told apart by powers of two, from 2^5 points a unit to 2^16.
const LEVELS: usize = 12;
const FIRST: f32 = 5.0;
/// Corners nearer than so many points to the last one kept add nothing to a line.
const LEAST: f32 = 0.5;
/// A line at a sharp corner reaches no farther than so many times its width.
const SPIKE: f32 = 2.0;

/// The outlines of one form, made when they are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Outlines([OnceLock<Outline>; LEVELS]);

impl Area {
    /// Its edge, for drawing it at so many points a unit.
    pub fn outline(&self, scale: f32) -> &Outline {
        let level = (scale.max(1.0).log2() - FIRST).ceil().clamp(0.0, LEVELS as f32 - 1.0);
        let least = LEAST / (level + FIRST).exp2();
        static NONE: Outline = Outline { corners: Vec::new(), ring_ends: Vec::new() };
        let slot = self.outlines.0.get(level as usize);
        slot.map_or(&NONE, |slot| slot.get_or_init(|| Outline::new(self, least)))
    }
}

impl Outline {
    fn new(area: &Area, least: f32) -> Self {
        let mut outline = Self::default();
        for ring in area.rings() {
            let mut kept: Vec<Pos2> = Vec::with_capacity(ring.len());
            for point in ring {
                if kept.last().is_none_or(|last| last.distance_sq(*point) >= least * least) {
                    kept.push(*point);
                }
            }
            // What shrinks to a line or a dot is no ring to go around.
            if kept.len() > 2 {
                let before = kept.iter().cycle().skip(kept.len() - 1);
                let after = kept.iter().cycle().skip(1);
                let corners = kept.iter().zip(before).zip(after);
                outline.corners.extend(corners.map(|((at, a), b)| (*at, across(*a, *at, *b))));
                outline.ring_ends.push(outline.corners.len() as u32);
            }
        }
        outline
    }

    /// Its rings.
    pub fn rings(&self) -> impl Iterator<Item = &[(Pos2, Vec2)]> {
        let starts = std::iter::once(0).chain(self.ring_ends.iter().copied());
        starts.zip(&self.ring_ends).filter_map(|(a, b)| self.corners.get(a as usize..*b as usize))
    }
}

/// The way across a line that bends at a corner.
fn across(before: Pos2, at: Pos2, after: Pos2) -> Vec2 {
    let (a, b) = ((at - before).normalized().rot90(), (after - at).normalized().rot90());
    let sum = a + b;
    // Longer the sharper the bend is, so that the line keeps its width on both sides of it.
    let length = sum.length_sq();
    if length < 0.1 { a } else { sum * (2.0 / length).min(SPIKE / length.sqrt()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn square(side: f32) -> Area {
        let corners = vec![pos2(0.0, 0.0), pos2(side, 0.0), pos2(side, side), pos2(0.0, side)];
        Area::new(corners, vec![4], vec![0, 1, 2, 0, 2, 3])
    }

    #[test]
    fn corners_widen_outwards_by_the_same_on_both_sides() {
        let area = square(1.0);
        let outline = area.outline(100.0);
        assert_eq!((outline.corners.len(), outline.rings().count()), (4, 1));
        for (at, across) in &outline.corners {
            // Half of a width of one lies half a unit beyond each of the two edges that meet here.
            assert!((across.x.abs() - 1.0).abs() < 1e-5 && (across.y.abs() - 1.0).abs() < 1e-5, "{across}");
            let outwards = (*at - pos2(0.5, 0.5)).dot(*across);
            assert!(outwards.abs() > 0.9);
        }
    }

    #[test]
    fn what_cannot_be_told_apart_is_left_out_and_comes_back_closer() {
        let mut points: Vec<Pos2> = (0..1000).map(|n| pos2(n as f32 * 1e-3, 0.0)).collect();
        points.push(pos2(0.5, 1.0));
        let count = points.len() as u32;
        let area = Area::new(points, vec![count], Vec::new());
        assert!((50..80).contains(&area.outline(30.0).corners.len()), "{}", area.outline(30.0).corners.len());
        assert_eq!(area.outline(9000.0).corners.len(), count as usize);
        assert_eq!(square(0.001).outline(40.0).corners.len(), 0, "too small to go around");
    }
}

//! What lies under a point. It must never allocate: it is asked each time the pointer moves.

use super::{Scene, Shape, StandsFor};
use emath::{Pos2, Rect};

/// How far beside a small mark a pointer still means it, in points.
const SLACK: f32 = 3.0;

impl Scene {
    /// The frontmost mark under a point that stands for something, and the rectangle around it.
    pub fn hit(&self, at: Pos2) -> Option<(StandsFor, Rect)> {
        let found = |slack: f32| {
            self.layers.iter().rev().filter(|l| l.clip.contains(at)).find_map(|layer| {
                layer
                    .marks
                    .iter()
                    .rev()
                    .find(|m| m.stands_for != StandsFor::Nothing && m.shape.is_under(at, slack))
                    .map(|m| (m.stands_for, m.shape.bounds()))
            })
        };
        found(0.0).or_else(|| found(SLACK))
    }
}

impl Shape {
    /// Whether a point lies on it, or within `slack` points of it.
    fn is_under(&self, at: Pos2, slack: f32) -> bool {
        if !self.bounds().expand(slack).contains(at) {
            return false;
        }
        match self {
            Self::Area { area, scale, origin, .. } => area.contains(((at - *origin) / *scale).to_pos2()),
            Self::Circle { center, radius, .. } => center.distance(at) <= radius + slack,
            Self::Line { points, .. } => points.windows(2).any(|pair| match pair {
                [a, b] => distance_to_segment(at, *a, *b) <= slack.max(2.0),
                _ => false,
            }),
            _ => true,
        }
    }
}

fn distance_to_segment(p: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let t = if along == emath::Vec2::ZERO { 0.0 } else { (p - a).dot(along) / along.length_sq() };
    p.distance(a + along * t.clamp(0.0, 1.0))
}

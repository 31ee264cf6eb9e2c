//! Names on the map, placed one after the other so that none covers another.
//!
//! It must never let a text leave the frame: what finds no room is left out, the least important first.

use super::pins::Pin;
use crate::scene::{Ink, Layer, Metrics, Role, Shape, Size, StandsFor, Text, Weight};
use crate::views::world::{World, world, Detail};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// What lies under a point of the screen, as far as reading a text there goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Sea, or land outside every region.
    Open,
    /// A region, by its place, and the step of the ramp that it is filled with; `None` for pale or hatched.
    Region(usize, Option<u8>),
}

/// Lines of a label, one below the other.
pub(super) struct Label<'a> {
    pub lines: &'a [Line<'a>],
    pub stands_for: StandsFor,
}

/// One line of a label.
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub size: Size,
    pub weight: Weight,
    pub role: Role,
}

/// Finds room for labels.
pub(super) struct Placer<'a> {
    metrics: &'a Metrics,
    frame: Rect,
    taken: Vec<Rect>,
    pins: Vec<(Pos2, f32)>,
    ground: &'a dyn Fn(Pos2) -> Ground,
}

/// Room between a text and the frame.
const INSET: f32 = 6.0;
/// Room between two labels.
const APART: f32 = 3.0;
/// How far from its middle a region's name may be looked for, in points.
const SEARCH: f32 = 240.0;

impl<'a> Placer<'a> {
    pub(super) fn new(
        metrics: &'a Metrics,
        frame: Rect,
        pins: &[Pin],
        ground: &'a dyn Fn(Pos2) -> Ground,
    ) -> Self {
        let pins = pins.iter().map(|pin| (pin.at, pin.radius + 1.0)).collect();
        Self { metrics, frame: frame.shrink(INSET), taken: Vec::new(), pins, ground }
    }

    /// The room that lines need.
    pub(super) fn size(&self, lines: &[Line<'_>]) -> Vec2 {
        let width = |line: &Line<'_>| self.metrics.width(line.text, line.size, line.weight);
        let height = lines.iter().map(|line| line.size.ascent() + line.size.descent()).sum();
        vec2(lines.iter().map(width).fold(0.0, f32::max), height)
    }

    /// Places a region's name: on the region where all of it fits, or else beside it.
    pub(super) fn around(&mut self, layer: &mut Layer, label: &Label<'_>, region: usize, middle: Pos2) -> bool {
        let size = self.size(label.lines);
        let mut best: Option<(f32, Rect)> = None;
        let rays = std::iter::once((0.0, 0.0))
            .chain((1..=(SEARCH / 6.0) as u16).flat_map(|step| {
                // The half-turn offset lets neighbouring rings look between each other's rays.
                (0..24u8).map(move |ray| (f32::from(step) * 6.0, (f32::from(ray) + f32::from(step % 2) / 2.0) * 0.2618))
            }));
        for (distance, angle) in rays {
            if best.is_some_and(|(cost, _)| cost < distance / 14.0) {
                break;
            }
            // Names are wide: going as far sideways as up would leave them closer.
            let way = Vec2::angled(angle) * vec2(1.25, 1.0);
            let rect = Rect::from_center_size(middle + way * distance, size);
            let Some(cost) = self.cost(rect, Some(region)) else { continue };
            let cost = cost + distance / 14.0;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        best.is_some_and(|(_, rect)| self.put(layer, label, rect))
    }

    /// Places a name beside a pin.
    pub(super) fn beside(&mut self, layer: &mut Layer, label: &Label<'_>, at: Pos2, radius: f32) -> bool {
        let size = self.size(label.lines);
        let (x, y) = (radius + 3.0 + size.x / 2.0, radius + 1.0 + size.y / 2.0);
        let spots = [(x, 0.0), (-x, 0.0), (x, -y * 0.7), (x, y * 0.7), (-x, -y * 0.7), (-x, y * 0.7), (0.0, y), (0.0, -y)];
        let mut best: Option<(f32, Rect)> = None;
        for (n, (dx, dy)) in spots.into_iter().enumerate() {
            let rect = Rect::from_center_size(at + vec2(dx, dy), size);
            let Some(cost) = self.cost(rect, None).filter(|_| self.pins_under(rect) == 0) else { continue };
            let cost = cost + n as f32 * 0.3;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        best.filter(|(cost, _)| *cost < 9.0).is_some_and(|(_, rect)| self.put(layer, label, rect))
    }

    /// Places a name in the middle of a land, if it is free there.
    pub(super) fn within(&mut self, layer: &mut Layer, label: &Label<'_>, middle: Pos2) -> bool {
        let rect = Rect::from_center_size(middle, self.size(label.lines));
        let free = self.cost(rect, None).is_some_and(|cost| cost < 4.0) && self.pins_under(rect) == 0;
        free && self.put(layer, label, rect)
    }

    /// How bad a place is; `None` where a label must not be.
    fn cost(&self, rect: Rect, own: Option<usize>) -> Option<f32> {
        let wide = rect.expand(APART);
        if !self.frame.contains_rect(rect) || self.taken.iter().any(|t| t.intersects(wide)) {
            return None;
        }
        let pins = self.pins_under(rect) as f32 * 8.0;
        let (mut own_ground, mut other, mut hard) = (0.0, 0.0, 0.0);
        let samples = samples(rect);
        let count = samples.len() as f32;
        for at in samples {
            match (self.ground)(at) {
                Ground::Open => {}
                Ground::Region(n, step) => {
                    if own == Some(n) { own_ground += 1.0 } else { other += 1.0 }
                    hard += if step.is_some_and(|s| s >= 2) { 1.0 } else { 0.3 };
                }
            }
        }
        // All on the region itself is best; a name half on it is hard to read, one on another misleads.
        let ground = if own.is_some() {
            if own_ground == count { 0.0 } else { 2.5 + 14.0 * hard / count + 10.0 * other / count }
        } else if hard == 0.0 || other == count {
            0.0
        } else {
            12.0 * hard.min(count - hard) / count
        };
        Some(pins + ground)
    }

    fn pins_under(&self, rect: Rect) -> usize {
        self.pins.iter().filter(|(at, radius)| rect.distance_to_pos(*at) < *radius).count()
    }

    fn put(&mut self, layer: &mut Layer, label: &Label<'_>, rect: Rect) -> bool {
        self.taken.push(rect);
        let deep = samples(rect).into_iter().map(|at| (self.ground)(at)).try_fold(None, |all, ground| match ground {
            Ground::Region(_, Some(step)) if step >= 2 && all.is_none_or(|s| s == step) => Ok(Some(step)),
            _ => Err(()),
        });
        let mut top = rect.min.y;
        for line in label.lines {
            let width = self.metrics.width(line.text, line.size, line.weight);
            let at = pos2(rect.center().x - width / 2.0, top + line.size.ascent());
            let ink = match deep {
                Ok(Some(step)) => Ink::from(Role::OnRamp(step)),
                _ => Ink::from(line.role),
            };
            let (size, weight) = (line.size, line.weight);
            let text = Text { at, text: line.text.into(), size, weight, ink, width };
            layer.add_for(label.stands_for, Shape::Text(text));
            top += line.size.ascent() + line.size.descent();
        }
        true
    }
}

/// Points spread over a rectangle.
fn samples(rect: Rect) -> [Pos2; 21] {
    let at = |n: usize| rect.lerp_inside(vec2((n % 7) as f32 / 6.0, (n / 7) as f32 / 2.0));
    std::array::from_fn(at)
}

/// Where the visible part of each region has its middle, by looking at points spread over the screen.
pub(super) fn visible_middles(frame: Rect, regions: usize, ground: &dyn Fn(Pos2) -> Ground) -> Vec<Option<Pos2>> {
    const ACROSS: usize = 32;
    const DOWN: usize = 20;
    let spots: Vec<(Pos2, usize)> = (0..ACROSS * DOWN)
        .filter_map(|n| {
            let part = |n: usize, of: usize| (n as f32 + 0.5) / of as f32;
            let at = frame.lerp_inside(vec2(part(n % ACROSS, ACROSS), part(n / ACROSS, DOWN)));
            match ground(at) {
                Ground::Region(region, _) => Some((at, region)),
                Ground::Open => None,
            }
        })
        .collect();
    let mut sums = vec![(Vec2::ZERO, 0.0f32); regions];
    for (at, region) in &spots {
        if let Some((sum, count)) = sums.get_mut(*region) {
            *sum += at.to_vec2();
            *count += 1.0;
        }
    }
    let nearest = |region: usize, middle: Pos2| {
        let own = spots.iter().filter(|(_, r)| *r == region).map(|(at, _)| *at);
        own.min_by(|a, b| a.distance_sq(middle).total_cmp(&b.distance_sq(middle)))
    };
    sums.iter().enumerate().map(|(n, (sum, count))| nearest(n, (*sum / count.max(1.0)).to_pos2())).collect()
}

/// The outlines that tell grounds apart: the coarse ones are enough and quick.
pub(super) fn coarse() -> &'static World {
    world(Detail::Far)
}

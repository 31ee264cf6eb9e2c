//! Lines from plants to the regions that they make models for: the shortest way over the globe.
//!
//! It must never decide which flows there are: the tally does. A line that the map's edge cuts goes on at the
//! other edge, rather than across the map.

use super::canvas::Canvas;
use super::pins::Pin;
use super::tally::{Flow, Tally};
use crate::scene::{Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::world::{GeoPlace, Projection, angle, direction, place_in};
use emath::{Pos2, Rect};

/// What names keep off where flows are drawn.
#[derive(Default)]
pub(super) struct Lines {
    /// Points of the lines, close to one another.
    pub points: Vec<Pos2>,
    /// Where arrows and dots are.
    pub ends: Vec<Pos2>,
}

/// Points of a line that goes half around the globe.
const STEPS: f64 = 60.0;
/// A short one has so many, however little is left of it beside the pin.
const FEWEST: f64 = 16.0;
/// A step this part of the map's width long leaves it at an edge.
const LEAP: f32 = 0.4;
/// Shorter than this, in points, a line says nothing.
const SHORTEST: f32 = 5.0;

/// The way of a flow on a map, in its own units: in pieces where an edge of the map cuts it.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pieces: Vec<Vec<Pos2>>,
    around: Rect,
}

/// The ways of flows on a map, kept while the camera moves over it.
pub(super) fn ways(tally: &Tally, flows: &[Flow], projection: Projection) -> Vec<Way> {
    let of = |flow: &Flow| {
        let ends = tally.plants.get(flow.plant).zip(flow.end);
        let pieces = ends.map_or_else(Vec::new, |(plant, end)| way(projection, plant.place, end));
        let around = pieces.iter().flatten().fold(Rect::NOTHING, |all, p| all.union(Rect::from_pos(*p)));
        Way { pieces, around }
    };
    flows.iter().map(of).collect()
}

/// Draws flows, each along its way, from the pins of their plants.
pub(super) fn draw_all(
    layer: &mut Layer,
    canvas: &Canvas<'_>,
    (flows, ways): (&[Flow], &[Way]),
    pins: &[Pin],
) -> Lines {
    let (tally, mut lines) = (canvas.tally, Lines::default());
    let view = canvas.camera.view(canvas.size).expand(20.0 / canvas.camera.scale);
    let mut pin_of: Vec<Option<&Pin>> = vec![None; tally.plants.len()];
    for pin in pins {
        for plant in &pin.plants {
            if let Some(slot) = pin_of.get_mut(*plant) {
                *slot = Some(pin);
            }
        }
    }
    for (flow, way) in flows.iter().zip(ways) {
        let Some(plant) = tally.plants.get(flow.plant).filter(|_| way.around.intersects(view)) else {
            continue;
        };
        let radius = pin_of.get(flow.plant).copied().flatten().map_or(0.0, |pin| pin.radius);
        let to_screen = |p: &Pos2| canvas.camera.to_screen(*p, canvas.size);
        let pieces: Vec<Vec<Pos2>> =
            way.pieces.iter().map(|piece| piece.iter().map(to_screen).collect()).collect();
        draw(layer, *flow, &pieces, radius, StandsFor::Thing(plant.thing), &mut lines);
    }
    lines
}

/// The shortest way between two places on a map, in pieces where an edge of the map cuts it.
fn way(projection: Projection, from: GeoPlace, to: GeoPlace) -> Vec<Vec<Pos2>> {
    let (a, b) = (direction(from), direction(to));
    let turn = angle(from, to).to_radians();
    let steps = (turn / std::f64::consts::PI * STEPS).ceil().clamp(FEWEST, STEPS) as u16;
    let place = |n: u16| {
        let part = f64::from(n) / f64::from(steps);
        // Opposite places have no shortest way: any will do.
        let (wa, wb) = match turn.sin() {
            sin if sin > 1e-9 => (((1.0 - part) * turn).sin() / sin, (part * turn).sin() / sin),
            _ => (1.0 - part, part),
        };
        place_in([0, 1, 2].map(|i| a[i] * wa + b[i] * wb))
    };
    let edge = Projection::World.inhabited().width() * LEAP;
    let mut pieces: Vec<Vec<Pos2>> = vec![Vec::new()];
    for at in (0..=steps).map(|n| projection.point(place(n))) {
        let leaps = pieces.last().and_then(|piece| piece.last()).is_some_and(|last| last.distance(at) > edge);
        if leaps {
            pieces.push(Vec::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(at);
        }
    }
    pieces
}

/// Draws one flow with an arrow's head where it leaves home and a dot where it does not, broken where nothing is
/// made yet.
fn draw(
    layer: &mut Layer,
    flow: Flow,
    pieces: &[Vec<Pos2>],
    radius: f32,
    stands_for: StandsFor,
    lines: &mut Lines,
) {
    // The accent is for what the person picked or points at.
    let ink = Ink::from(if flow.picked { Role::Accent } else { Role::Muted });
    let width = 0.8 + 0.5 * (flow.models as f32).sqrt().min(5.0);
    let last = pieces.len().saturating_sub(1);
    if let [piece] = pieces
        && shortened(piece, radius + 1.0, 7.0 + width).is_none()
        && let Some(center) = piece.first()
    {
        // Too near for a line: a ring says that it is made right there.
        let (radius, stroke) = (radius + 3.0 + width / 2.0, Some(Stroke::new(ink, width)));
        layer.add_for(stands_for, Shape::Circle { center: *center, radius, fill: None, stroke });
        return;
    }
    for (n, piece) in pieces.iter().enumerate() {
        let before = if n == 0 { radius + 1.0 } else { 0.0 };
        let after = if n == last && !flow.home { 7.0 + width } else { 0.0 };
        let Some(points) = shortened(piece, before, after) else { continue };
        // A seam keeps the line apart from whatever it crosses.
        let seam = Stroke::new(Ink::thin(Role::Panel, 190), width + 2.0);
        layer.add(Shape::Line { points: points.clone(), stroke: seam });
        let stroke = if flow.there { Stroke::new(ink, width) } else { Stroke::dashed(ink, width, 4.0) };
        layer.add_for(stands_for, Shape::Line { points: points.clone(), stroke });
        let (Some(end), Some(tip)) = (points.last().copied(), piece.last().copied()) else { continue };
        if n == last {
            let rim = Some(Stroke::new(Role::Panel, 0.8));
            let aside = (tip - end).normalized().rot90() * (2.6 + width * 0.9);
            let sign = if flow.home {
                Shape::Circle { center: end, radius: 1.8 + width * 0.6, fill: Some(ink), stroke: rim }
            } else {
                let head = vec![tip, end + aside, end - aside];
                Shape::Polygon { points: head, fill: Some(Paint::Solid(ink)), stroke: rim }
            };
            layer.add_for(stands_for, sign);
            lines.ends.push(end);
        }
        lines.points.extend(points.windows(2).flat_map(|w| {
            let steps = (w[0].distance(w[1]) / 6.0).ceil().max(1.0) as u16;
            (0..steps).map(|n| w[0].lerp(w[1], f32::from(n) / f32::from(steps))).collect::<Vec<_>>()
        }));
    }
}

/// A line without so much of its beginning and end; `None` where hardly anything is left.
fn shortened(points: &[Pos2], before: f32, after: f32) -> Option<Vec<Pos2>> {
    let (first, last) = (*points.first()?, *points.last()?);
    if first.distance(last) < before + after + SHORTEST {
        return None;
    }
    let inner = points.iter().filter(|p| p.distance(first) > before && p.distance(last) > after);
    let inner: Vec<Pos2> = inner.copied().collect();
    let towards = |from: Pos2, to: Pos2, by: f32| from + (to - from).normalized() * by;
    let (next, previous) = (*inner.first().unwrap_or(&last), *inner.last().unwrap_or(&first));
    let mut line = vec![towards(first, next, before)];
    line.extend(inner);
    line.push(towards(last, previous, after));
    Some(line)
}

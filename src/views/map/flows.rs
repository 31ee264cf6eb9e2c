//! Lines from plants to the regions that they make models for.
//!
//! It must never decide which flows there are: the tally does.

use super::tally::Flow;
use crate::scene::{Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use emath::{Pos2, Vec2};

/// Points of a long curve; enough that it looks round.
const STEPS: f32 = 20.0;

/// Draws one flow from a pin to a region's middle, with an arrow's head where it leaves home and a dot where
/// it does not, broken where nothing is made yet. Gives the points of its line, which names keep off.
pub(super) fn draw(
    layer: &mut Layer,
    flow: Flow,
    from: (Pos2, f32),
    to: Pos2,
    stands_for: StandsFor,
) -> Vec<Pos2> {
    let (start, radius) = from;
    let length = start.distance(to);
    if length < radius + 10.0 {
        return Vec::new();
    }
    // The accent is for what the person picked or points at.
    let role = if flow.picked { Role::Accent } else { Role::Muted };
    let ink = Ink::from(role);
    let width = 0.8 + 0.5 * (flow.models as f32).sqrt().min(5.0);
    let points = curve(start, to, radius + 1.0, if flow.home { 2.0 } else { 7.0 + width });
    // A seam keeps the line apart from whatever it crosses.
    let seam = Stroke::new(Ink::thin(Role::Panel, 190), width + 2.0);
    layer.add(Shape::Line { points: points.clone(), stroke: seam });
    let stroke = if flow.there { Stroke::new(ink, width) } else { Stroke::dashed(ink, width, 4.0) };
    layer.add_for(stands_for, Shape::Line { points: points.clone(), stroke });
    let rim = Some(Stroke::new(Role::Panel, 0.8));
    if let [.., before, _, end] = points.as_slice() {
        let ahead = (*end - *before).normalized();
        let aside = ahead.rot90() * (2.6 + width * 0.9);
        let head = vec![*end + ahead * (7.0 + width), *end + aside, *end - aside];
        let sign = if flow.home {
            Shape::Circle { center: *end, radius: 1.8 + width * 0.6, fill: Some(ink), stroke: rim }
        } else {
            Shape::Polygon { points: head, fill: Some(Paint::Solid(ink)), stroke: rim }
        };
        layer.add_for(stands_for, sign);
    }
    points
}

/// A bow between two points that begins and ends so far from them.
fn curve(from: Pos2, to: Pos2, gap_from: f32, gap_to: f32) -> Vec<Pos2> {
    let across = to - from;
    let length = across.length().max(1e-3);
    // Bows swing towards the poles, as routes over the globe do.
    let normal = across.rot90() / length;
    let side = if normal.y > 0.0 { -normal } else { normal };
    let control = from + across / 2.0 + side * (length * 0.18).min(90.0);
    let at = |t: f32| {
        let (a, b) = (from.lerp(control, t), control.lerp(to, t));
        a.lerp(b, t)
    };
    let (first, last) = ((gap_from / length).min(0.4), 1.0 - (gap_to / length).min(0.4));
    let steps = (length / 16.0).clamp(6.0, STEPS).round();
    (0..=steps as u8).map(|n| at(first + (last - first) * f32::from(n) / steps)).collect()
}

/// Hairline from a pin that was moved to where its plant stands.
pub(super) fn leader(layer: &mut Layer, pin: Pos2, place: Pos2, radius: f32) {
    let way: Vec2 = place - pin;
    if way.length() > radius + 1.0 {
        let ink = Ink::thin(Role::Text, 150);
        layer.add(Shape::line(pin + way.normalized() * radius, place, Stroke::new(ink, 0.7)));
        layer.add(Shape::Circle { center: place, radius: 1.2, fill: Some(ink), stroke: None });
    }
}

//! A small map of the world in a corner that says which part of it is shown.
//!
//! It must never hide a pin where another corner is free, nor stand where the map is too small for it.

use super::Camera;
use super::canvas::{Canvas, Ground, Grounds};
use super::pins::Pin;
use crate::scene::{Area, Ink, Layer, Paint, Role, Shape, Stroke};
use crate::views::world::{Detail, Projection, world};
use emath::{Pos2, Rect, Vec2, vec2};
use std::sync::{Arc, OnceLock};

const SIZE: Vec2 = vec2(112.0, 58.0);
/// From the map's edges, in points.
const INSET: f32 = 8.0;
/// A smaller map has none.
const LEAST: Vec2 = vec2(420.0, 260.0);
/// Points along each side of the part that is shown.
const STEPS: usize = 12;

/// Draws it, where a part of the globe is shown that is large enough for it; gives what it covers.
pub(super) fn draw(
    layer: &mut Layer,
    canvas: &Canvas<'_>,
    grounds: &Grounds<'_>,
    pins: &[Pin],
) -> Option<Rect> {
    if !canvas.is_part() || canvas.size.x < LEAST.x || canvas.size.y < LEAST.y {
        return None;
    }
    let rect = corner(canvas, grounds, pins);
    let (fill, stroke) = (Some(Paint::Solid(Role::Panel.into())), Some(Stroke::new(Role::Line, 1.0)));
    layer.add(Shape::Rect { rect, radius: 3.0, fill, stroke });
    let camera = Camera::fit(Projection::World, Projection::World.inhabited(), SIZE + Vec2::splat(20.0));
    let origin = camera.to_screen(Pos2::ZERO, SIZE) + rect.min.to_vec2();
    let fill = Paint::Solid(Ink::thin(Role::Muted, 110));
    layer.add(Shape::Area { area: all_lands(), scale: camera.scale, origin, fill, stroke: None });
    for piece in outline(canvas, &camera) {
        let points: Vec<Pos2> = piece.into_iter().map(|p| p + rect.min.to_vec2()).collect();
        layer.add(Shape::Line { points: points.clone(), stroke: Stroke::new(Role::Panel, 2.6) });
        layer.add(Shape::Line { points, stroke: Stroke::new(Role::Text, 1.2) });
    }
    Some(rect.expand(2.0))
}

/// The corner in which least is hidden.
fn corner(canvas: &Canvas<'_>, grounds: &Grounds<'_>, pins: &[Pin]) -> Rect {
    let frame = canvas.frame().shrink(INSET);
    let (right, foot) = (frame.right() - SIZE.x, frame.bottom() - SIZE.y);
    let corners = [(right, frame.top()), (frame.left(), frame.top()), (frame.left(), foot), (right, foot)];
    let rects = corners.map(|(x, y)| Rect::from_min_size(Pos2::new(x, y), SIZE));
    let hidden = |rect: &Rect| {
        let around = rect.expand(6.0);
        let pins = pins.iter().filter(|pin| around.expand(pin.radius).contains(pin.at)).count();
        let own = (0..60).filter(|n| {
            let part = vec2((n % 10) as f32 / 9.0, (n / 10) as f32 / 5.0);
            matches!(grounds.at(rect.lerp_inside(part)), Ground::Region(..))
        });
        pins * 100 + own.count()
    };
    // The first of those that hide as little.
    rects.into_iter().min_by_key(hidden).unwrap_or(rects[0])
}

/// The edge of what is shown, on the small map; in pieces where it runs around the back of the globe.
fn outline(canvas: &Canvas<'_>, camera: &Camera) -> Vec<Vec<Pos2>> {
    edge_on(canvas.camera, canvas.size, camera, SIZE)
}

/// The edge of what a camera shows in a size, as another camera sees it: closed, or in pieces where that one's map
/// is cut.
pub(super) fn edge_on(shown: Camera, size: Vec2, camera: &Camera, on: Vec2) -> Vec<Vec<Pos2>> {
    let rect = Rect::from_min_size(Pos2::ZERO, size);
    let corners =
        [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let sides = corners.windows(2).flat_map(|side| {
        (0..STEPS).map(|n| side[0].lerp(side[1], n as f32 / STEPS as f32)).collect::<Vec<_>>()
    });
    let all = sides.chain([rect.left_top()]);
    // What lies beside the globe has no place.
    let places = all.filter_map(|at| shown.place_at(at, size));
    let leap = Projection::World.inhabited().width() * camera.scale * 0.4;
    let mut pieces: Vec<Vec<Pos2>> = Vec::new();
    for at in places.map(|place| camera.screen_of(place, on)) {
        match pieces.last_mut() {
            Some(piece) if piece.last().is_some_and(|last| last.distance(at) < leap) => piece.push(at),
            _ => pieces.push(vec![at]),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// All lands as one form.
fn all_lands() -> Arc<Area> {
    static ALL: OnceLock<Arc<Area>> = OnceLock::new();
    Arc::clone(ALL.get_or_init(|| {
        let (mut points, mut ring_ends, mut triangles) = (Vec::new(), Vec::new(), Vec::new());
        for part in world(Projection::World, Detail::Far).lands.iter().flat_map(|land| &land.parts) {
            let start = points.len() as u32;
            points.extend_from_slice(&part.area.points);
            ring_ends.extend(part.area.ring_ends.iter().map(|end| start + end));
            triangles.extend(part.area.triangles.iter().map(|corner| start + corner));
        }
        Arc::new(Area::new(points, ring_ends, triangles))
    }))
}

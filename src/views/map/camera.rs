//! Where the map is looked at: which point is in the middle, and how large.
//!
//! It must never lose the world: [`Camera::limited`] keeps some of it in view.

use crate::views::world::{GeoPlace, Projection};
use emath::{Pos2, Rect, Vec2, pos2};

/// A point of a flat map of the globe in the middle of the view, and points of the screen per unit there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// In units of the projection.
    pub center: Pos2,
    /// Points per unit of the projection (the sphere's radius).
    pub scale: f32,
    /// Which map is looked at.
    pub projection: Projection,
}

/// Room left around what is fitted, in points.
const MARGIN: f32 = 14.0;
/// About 300 m a point: closer, outlines say nothing more.
const CLOSEST: f32 = 20_000.0;

impl Camera {
    /// The inhabited world, from 57 degrees south to 84 north.
    pub fn world(size: Vec2) -> Self {
        Self::fit(Projection::World, Projection::World.inhabited(), size)
    }

    /// A rectangle of a flat map, as large as it goes with a margin.
    pub fn fit(projection: Projection, rect: Rect, size: Vec2) -> Self {
        let room = (size - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let scale = (room.x / rect.width().max(1e-6)).min(room.y / rect.height().max(1e-6));
        Self { center: rect.center(), scale: scale.min(CLOSEST), projection }
    }

    /// The same place as large on another map; the middle of that where the place is beside the globe.
    #[must_use]
    pub fn on(self, projection: Projection) -> Self {
        if self.projection == projection {
            return self;
        }
        let place = self.projection.place(self.center);
        let center = place.map_or(Pos2::ZERO, |place| projection.point(place));
        Self { center, projection, ..self }
    }

    /// Zoomed by a factor about a point of the screen, which stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f32, about: Pos2, size: Vec2) -> Self {
        let fixed = self.from_screen(about, size);
        let scale = (self.scale * factor).clamp(farthest(size), CLOSEST);
        let center = fixed - (about - (size / 2.0).to_pos2()) / scale;
        Self { center, scale, ..self }.limited(size)
    }

    /// Moved by so many points of the screen, as a hand drags the map.
    #[must_use]
    pub fn panned(self, by: Vec2, size: Vec2) -> Self {
        Self { center: self.center - by / self.scale, ..self }.limited(size)
    }

    /// A part of the way to another camera of the same map, 0 to 1: zooming about the one point that stays where it is.
    #[must_use]
    pub fn towards(self, to: Self, part: f32) -> Self {
        let part = part.clamp(0.0, 1.0);
        let ease = part * part * (3.0 - 2.0 * part);
        let scale = self.scale * (to.scale / self.scale).powf(ease);
        // The middle goes as the inverse of the scale does, or straight where that stays the same.
        let (from, all) = (1.0 / self.scale, 1.0 / to.scale - 1.0 / self.scale);
        let is_zoom = (to.scale / self.scale).ln().abs() > 0.01;
        let along = if is_zoom { (1.0 / scale - from) / all } else { ease };
        Self { center: self.center.lerp(to.center, along), scale, ..to }
    }

    /// Held where there is something to see: no smaller than the world, and with land in view. A map about a
    /// place gives way to that of the world where more is looked at than it shows.
    #[must_use]
    pub fn limited(self, size: Vec2) -> Self {
        let scale = if self.scale.is_finite() { self.scale } else { 1.0 };
        let scale = scale.clamp(farthest(size), CLOSEST);
        if self.projection != Projection::World {
            let seen = Self { scale, ..self }.widened(size);
            return seen.unwrap_or_else(|| Self { scale, ..self }.on(Projection::World).limited(size));
        }
        let inhabited = self.projection.inhabited();
        let half = size / (2.0 * scale);
        let hold = |center: f32, low: f32, high: f32, half: f32| {
            // What is wider than the world stays in its middle; otherwise a quarter of the view may
            // lie beyond the edge.
            let (low, high) = (low + half * 0.5, high - half * 0.5);
            if low > high || !center.is_finite() { (low + high) / 2.0 } else { center.clamp(low, high) }
        };
        let x = hold(self.center.x, inhabited.min.x, inhabited.max.x, half.x);
        let y = hold(self.center.y, inhabited.min.y, inhabited.max.y, half.y);
        Self { center: pos2(x, y), scale, ..self }
    }

    /// On a map about the same place that shows all that is in view; `None` where none does.
    pub(super) fn widened(self, size: Vec2) -> Option<Self> {
        let view = self.view(size);
        let corners = [view.left_top(), view.right_top(), view.left_bottom(), view.right_bottom()];
        let farthest = corners.into_iter().map(|at| at.to_vec2().length()).fold(0.0, f32::max);
        let projection = self.projection.reaching(farthest)?;
        Some(Self { projection, ..self })
    }

    /// Where a point of the projected world is on the screen.
    pub fn to_screen(self, p: Pos2, size: Vec2) -> Pos2 {
        (size / 2.0).to_pos2() + (p - self.center) * self.scale
    }

    /// Which point of the projected world is at a point of the screen.
    pub fn from_screen(self, at: Pos2, size: Vec2) -> Pos2 {
        self.center + (at - (size / 2.0).to_pos2()) / self.scale
    }

    /// Which place of the globe is at a point of the screen; `None` beside the globe.
    pub fn place_at(self, at: Pos2, size: Vec2) -> Option<GeoPlace> {
        self.projection.place(self.from_screen(at, size))
    }

    /// Where a place of the globe is on the screen.
    pub fn screen_of(self, place: GeoPlace, size: Vec2) -> Pos2 {
        self.to_screen(self.projection.point(place), size)
    }

    /// What of the projected world is in view.
    pub fn view(self, size: Vec2) -> Rect {
        Rect::from_center_size(self.center, size / self.scale)
    }

    /// Where the origin of the projection is on the screen: what a scene's areas are placed by.
    pub(super) fn origin(self, size: Vec2) -> Pos2 {
        self.to_screen(Pos2::ZERO, size)
    }
}

/// The smallest scale: the whole world, with some room to spare.
fn farthest(size: Vec2) -> f32 {
    Camera::world(size).scale * 0.75
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::vec2;
    use proptest::prelude::*;

    const SIZE: Vec2 = vec2(800.0, 500.0);

    proptest! {
        #[test]
        fn the_screen_and_the_globe_agree(x in 0.0f32..800.0, y in 0.0f32..500.0, zoom in 0.0f32..6.0) {
            let camera = Camera::world(SIZE).zoomed(zoom.exp(), pos2(400.0, 200.0), SIZE);
            if let Some(place) = camera.place_at(pos2(x, y), SIZE) {
                let back = camera.screen_of(place, SIZE);
                prop_assert!(back.distance(pos2(x, y)) < 0.5, "{back:?}");
            }
        }

        #[test]
        fn zooming_keeps_the_point_under_the_pointer(x in 350.0f32..450.0, y in 200.0f32..300.0,
                                                     zoom in 0.5f32..3.0) {
            let camera = Camera::world(SIZE).zoomed(4.0, pos2(400.0, 250.0), SIZE);
            let before = camera.from_screen(pos2(x, y), SIZE);
            let after = camera.zoomed(zoom, pos2(x, y), SIZE).to_screen(before, SIZE);
            prop_assert!(after.distance(pos2(x, y)) < 0.1, "{after:?}");
        }

        #[test]
        fn a_flight_begins_and_ends_where_it_should(
            x in -2.0f32..2.0, y in -1.0f32..1.0, scale in 60.0f32..9000.0, part in 0.0f32..1.0,
        ) {
            let from = Camera::world(SIZE);
            let to = Camera { center: pos2(x, y), scale, projection: Projection::World };
            let near = |a: Camera, b: Camera| {
                a.center.distance(b.center) < 1e-3 && (a.scale / b.scale - 1.0).abs() < 1e-3
            };
            prop_assert!(near(from.towards(to, 0.0), from) && near(from.towards(to, 1.0), to));
            let between = from.towards(to, part);
            let (low, high) = (from.scale.min(to.scale), from.scale.max(to.scale));
            prop_assert!((low * 0.999..=high * 1.001).contains(&between.scale));
            let way = Rect::from_two_pos(from.center, to.center).expand(1e-3);
            prop_assert!(way.contains(between.center), "{between:?}");
        }

        #[test]
        fn nobody_gets_lost(moves in proptest::collection::vec((-9e3f32..9e3, -9e3f32..9e3, 0.1f32..9.0), 1..20),
                            about in any::<bool>()) {
            let fiji = Projection::about(GeoPlace { lat: -18.0, lon: 178.0 }, 15.0);
            let (rect, world) = (Rect::from_center_size(Pos2::ZERO, Vec2::splat(0.2)), Camera::world(SIZE));
            let mut camera = if about { Camera::fit(fiji, rect, SIZE) } else { world };
            for (x, y, zoom) in moves {
                camera = camera.panned(vec2(x, y), SIZE).zoomed(zoom, pos2(x, y), SIZE);
            }
            prop_assert!(camera.view(SIZE).intersects(camera.projection.inhabited()));
            prop_assert!(camera.scale >= farthest(SIZE) && camera.scale <= CLOSEST);
        }
    }

    #[test]
    fn a_camera_of_nonsense_is_mended() {
        let center = pos2(f32::NAN, f32::INFINITY);
        let odd = Camera { center, scale: f32::NAN, projection: Projection::World }.limited(SIZE);
        assert!(odd.center.x.is_finite() && odd.center.y.is_finite() && odd.scale.is_finite());
    }
}

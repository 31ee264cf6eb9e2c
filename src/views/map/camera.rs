//! Where the map is looked at: which point is in the middle, and how large.
//!
//! It must never lose the world: [`Camera::limited`] keeps some of it in view.

use crate::plan::{Field, Kind, Thing};
use crate::views::Look;
use crate::views::world::{Detail, GeoPlace, Land, point, unproject, world};
use emath::{Pos2, Rect, Vec2, pos2};
use serde::{Deserialize, Serialize};

/// A point of the projected world in the middle of the view, and points of the screen per unit there.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(into = "(f32, f32, f32)", from = "(f32, f32, f32)")]
pub struct Camera {
    /// In units of the projection.
    pub center: Pos2,
    /// Points per unit of the projection (the sphere's radius).
    pub scale: f32,
}

/// Room left around what is fitted, in points.
const MARGIN: f32 = 14.0;
/// About 300 m a point: closer, outlines say nothing more.
const CLOSEST: f32 = 20_000.0;
/// What is fitted is never shown larger than this: a single town is shown with its country.
const CLOSEST_FIT: f32 = 2_500.0;

impl From<Camera> for (f32, f32, f32) {
    fn from(camera: Camera) -> Self {
        (camera.center.x, camera.center.y, camera.scale)
    }
}

impl From<(f32, f32, f32)> for Camera {
    fn from((x, y, scale): (f32, f32, f32)) -> Self {
        Self { center: pos2(x, y), scale }
    }
}

impl Camera {
    /// The inhabited world, from 60 degrees south to 84 north.
    pub fn world(size: Vec2) -> Self {
        Self::fit(inhabited(), size)
    }

    /// A rectangle of the projected world, as large as it goes with a margin.
    pub fn fit(rect: Rect, size: Vec2) -> Self {
        let room = (size - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let scale = (room.x / rect.width().max(1e-6)).min(room.y / rect.height().max(1e-6));
        Self { center: rect.center(), scale: scale.min(CLOSEST_FIT) }
    }

    /// The regions and plants of a plan; the world where it has none.
    pub fn plan(look: &Look<'_>, size: Vec2) -> Self {
        let regions = look.plan.of_kind(Kind::Region).flat_map(|(_, r)| r.countries(Field::Countries));
        let plants = look.plan.of_kind(Kind::Plant).filter_map(|(_, p)| p.coordinates());
        let around = plants
            .map(|(lat, lon)| Rect::from_center_size(point(GeoPlace { lat, lon }), Vec2::splat(0.06)))
            .chain(regions.filter_map(|c| world(Detail::Far).of(c)).map(Land::bounds))
            .fold(Rect::NOTHING, Rect::union);
        if around.is_negative() { Self::world(size) } else { Self::fit(around, size).limited(size) }
    }

    /// One thing of the plan: a region's lands, a plant and its neighbourhood; `None` where it is nowhere.
    pub fn thing(look: &Look<'_>, thing: Thing, size: Vec2) -> Option<Self> {
        let record = look.plan.record(thing);
        if let Some((lat, lon)) = record.coordinates() {
            return Some(Self::fit(
                Rect::from_center_size(point(GeoPlace { lat, lon }), Vec2::splat(0.3)),
                size,
            ));
        }
        let around = record
            .countries(Field::Countries)
            .chain(record.countries(Field::Country))
            .filter_map(|c| world(Detail::Far).of(c).or_else(|| world(Detail::Near).of(c)))
            .map(Land::bounds)
            .fold(Rect::NOTHING, Rect::union);
        (!around.is_negative()).then(|| Self::fit(around, size))
    }

    /// Zoomed by a factor about a point of the screen, which stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f32, about: Pos2, size: Vec2) -> Self {
        let fixed = self.from_screen(about, size);
        let scale = (self.scale * factor).clamp(farthest(size), CLOSEST);
        let center = fixed - (about - (size / 2.0).to_pos2()) / scale;
        Self { center, scale }.limited(size)
    }

    /// Moved by so many points of the screen, as a hand drags the map.
    #[must_use]
    pub fn panned(self, by: Vec2, size: Vec2) -> Self {
        Self { center: self.center - by / self.scale, ..self }.limited(size)
    }

    /// A part of the way to another camera, 0 to 1: zooming about the one point that stays where it is.
    #[must_use]
    pub fn towards(self, to: Self, part: f32) -> Self {
        let part = part.clamp(0.0, 1.0);
        let ease = part * part * (3.0 - 2.0 * part);
        let scale = self.scale * (to.scale / self.scale).powf(ease);
        // The middle goes as the inverse of the scale does, or straight where that stays the same.
        let (from, all) = (1.0 / self.scale, 1.0 / to.scale - 1.0 / self.scale);
        let is_zoom = (to.scale / self.scale).ln().abs() > 0.01;
        let along = if is_zoom { (1.0 / scale - from) / all } else { ease };
        Self { center: self.center.lerp(to.center, along), scale }
    }

    /// Held where there is something to see: no smaller than the world, and with land in view.
    #[must_use]
    pub fn limited(self, size: Vec2) -> Self {
        let scale = if self.scale.is_finite() { self.scale } else { 1.0 };
        let scale = scale.clamp(farthest(size), CLOSEST);
        let half = size / (2.0 * scale);
        let world = inhabited();
        let hold = |center: f32, low: f32, high: f32, half: f32| {
            // What is wider than the world stays in its middle; otherwise a quarter of the view may
            // lie beyond the edge.
            let (low, high) = (low + half * 0.5, high - half * 0.5);
            if low > high || !center.is_finite() { (low + high) / 2.0 } else { center.clamp(low, high) }
        };
        let x = hold(self.center.x, world.min.x, world.max.x, half.x);
        let y = hold(self.center.y, world.min.y, world.max.y, half.y);
        Self { center: pos2(x, y), scale }
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
        let p = self.from_screen(at, size);
        unproject((f64::from(p.x), f64::from(p.y)))
    }

    /// Where a place of the globe is on the screen.
    pub fn screen_of(self, place: GeoPlace, size: Vec2) -> Pos2 {
        self.to_screen(point(place), size)
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

fn inhabited() -> Rect {
    let north = point(GeoPlace { lat: 84.0, lon: 0.0 }).y;
    let south = point(GeoPlace { lat: -57.0, lon: 0.0 }).y;
    Rect::from_min_max(pos2(-2.66, north), pos2(2.66, south))
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
            let to = Camera { center: pos2(x, y), scale };
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
        fn nobody_gets_lost(moves in proptest::collection::vec((-9e3f32..9e3, -9e3f32..9e3, 0.1f32..9.0), 1..20)) {
            let mut camera = Camera::world(SIZE);
            for (x, y, zoom) in moves {
                camera = camera.panned(vec2(x, y), SIZE).zoomed(zoom, pos2(x, y), SIZE);
            }
            prop_assert!(camera.view(SIZE).intersects(inhabited()));
            prop_assert!(camera.scale >= farthest(SIZE) && camera.scale <= CLOSEST);
        }
    }

    #[test]
    fn a_camera_of_nonsense_is_mended() {
        let odd = Camera { center: pos2(f32::NAN, f32::INFINITY), scale: f32::NAN }.limited(SIZE);
        assert!(odd.center.x.is_finite() && odd.center.y.is_finite() && odd.scale.is_finite());
    }
}

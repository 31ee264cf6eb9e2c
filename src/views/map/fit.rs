//! What a map is fitted to: a part of the globe, and which flat map of it suits that.
//!
//! It must never count what lies overseas, nor what does not match where what matches is asked for.

use super::tally::{Plant, Region, Tally};
use super::{Camera, Frame};
use crate::plan::{Field, Plan, Thing};
use crate::views::world::{GeoPlace, Projection, angle, direction, homeland, place_in};
use emath::{Rect, Vec2, pos2, vec2};

/// A part of the globe to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    projection: Projection,
    around: Rect,
    /// The same on the map of the world.
    on_world: Rect,
    /// Never shown larger than with so many points a unit.
    closest: f32,
}

/// What reaches farther than so many degrees from its middle is shown on the map of the world.
const WIDEST: f64 = 50.0;
/// A single place is shown with so much around it, in units of the sphere's radius.
const LEAST: f32 = 0.06;
/// In an inset with so much.
const CLOSELY: f32 = 0.025;
/// Room beside the places of an inset, as a part of what they fill.
const BESIDE: f32 = 0.3;
/// A single town is shown with its country, unless it is in an inset: points a unit.
const CLOSEST_FIT: f32 = 2_500.0;
const CLOSEST: f32 = 9_000.0;

impl Fit {
    /// The inhabited world.
    pub fn world() -> Self {
        let around = Projection::World.inhabited();
        Self { projection: Projection::World, around, on_world: around, closest: CLOSEST_FIT }
    }

    /// What a frame says; the world where nothing of it lies anywhere.
    pub fn new(plan: &Plan, tally: &Tally, frame: &Frame) -> Self {
        let fitted = match frame {
            Frame::World => None,
            Frame::Match => Self::around(&tally.matching_places()),
            Frame::Region(key) => plan.find(key).and_then(|thing| Self::thing(plan, tally, thing)),
        };
        fitted.unwrap_or_else(Self::world)
    }

    /// One thing of the plan: a region's lands, a plant and its neighbourhood; `None` where it is nowhere.
    pub fn thing(plan: &Plan, tally: &Tally, thing: Thing) -> Option<Self> {
        if let Some(region) = tally.regions.iter().find(|r| r.thing == thing) {
            return Self::around(&region.places());
        }
        let record = plan.record(thing);
        if let Some((lat, lon)) = record.coordinates() {
            let near = vec2(0.3, 0.3);
            return Self::around(&[GeoPlace { lat, lon }])
                .map(|fit| Self { around: Rect::from_center_size(fit.around.center(), near), ..fit });
        }
        let homes = record.countries(Field::Country).filter_map(homeland);
        Self::around(&homes.flat_map(|home| home.corners.iter().copied()).collect::<Vec<_>>())
    }

    /// Some places and a margin around them, as large as they can be.
    pub(super) fn closely(places: &[GeoPlace]) -> Option<Self> {
        let fit = Self::around(places)?;
        let around = bounds(fit.projection, places)?;
        let size = (around.size() * (1.0 + 2.0 * BESIDE)).max(Vec2::splat(CLOSELY));
        Some(Self { around: Rect::from_center_size(around.center(), size), closest: CLOSEST, ..fit })
    }

    /// What lies around some places.
    pub(super) fn around(places: &[GeoPlace]) -> Option<Self> {
        let middle = middle(places)?;
        let reach = places.iter().map(|p| angle(middle, *p)).fold(0.0, f64::max);
        let projection = if reach > WIDEST { Projection::World } else { Projection::about(middle, reach) };
        let enough =
            |around: Rect| Rect::from_center_size(around.center(), around.size().max(Vec2::splat(LEAST)));
        let on_world = enough(bounds(Projection::World, places)?);
        let around = enough(bounds(projection, places)?);
        Some(Self { projection, around, on_world, closest: CLOSEST_FIT })
    }

    /// Where to look for seeing all of it in a size in points.
    pub fn camera(&self, size: Vec2) -> Camera {
        let closest = |camera: Camera| Camera { scale: camera.scale.min(self.closest), ..camera };
        let camera = closest(Camera::fit(self.projection, self.around, size));
        // On a very wide or high screen a map about a place shows more than is still of its form.
        let world = || closest(Camera::fit(Projection::World, self.on_world, size));
        camera.widened(size).unwrap_or_else(world).limited(size)
    }

    /// Whether a place is in view when all of it is, whatever the size.
    pub(super) fn holds(&self, place: GeoPlace) -> bool {
        self.is_world() || self.around.expand(1e-4).contains(self.projection.point(place))
    }

    /// The map that suits it.
    pub(super) fn projection(&self) -> Projection {
        self.projection
    }

    /// Its height for a width of 1, as it should be offered.
    pub fn proportion(&self) -> f32 {
        self.around.height() / self.around.width().max(1e-6)
    }

    /// Whether it is the world as a whole.
    pub fn is_world(&self) -> bool {
        self.projection == Projection::World
    }
}

/// The place in the middle of some: of the rectangle around them, seen from above it.
fn middle(places: &[GeoPlace]) -> Option<GeoPlace> {
    let sum = places.iter().fold([0.0; 3], |[a, b, c], p| {
        let [x, y, z] = direction(*p);
        [a + x, b + y, c + z]
    });
    let mut middle = place_in(sum);
    for _ in 0..3 {
        let seen = Projection::about(middle, 0.0);
        middle = seen.place(bounds(seen, places)?.center()).unwrap_or(middle);
    }
    Some(middle)
}

fn bounds(projection: Projection, places: &[GeoPlace]) -> Option<Rect> {
    let points = places.iter().map(|p| projection.point(*p));
    let around = points.fold(Rect::NOTHING, |all, p| all.union(Rect::from_pos(pos2(p.x, p.y))));
    (!places.is_empty()).then_some(around)
}

impl Region {
    /// The corners of its lands, those overseas left aside, or of its own outline.
    pub(super) fn places(&self) -> Vec<GeoPlace> {
        if !self.corners.is_empty() {
            return self.corners.clone();
        }
        let homes = self.countries.iter().filter_map(|c| homeland(*c));
        homes.flat_map(|home| home.corners.iter().copied()).collect()
    }
}

impl Tally {
    /// The places of all that matches: of the regions asked for, or else of those that have matching items, and of
    /// the plants in them or all.
    fn matching_places(&self) -> Vec<GeoPlace> {
        let asked: Vec<usize> = (0..).zip(&self.regions).filter(|(_, r)| r.asked).map(|(n, _)| n).collect();
        let meant = |n: &usize, r: &Region| match asked.is_empty() {
            true => r.kept > 0 && !r.excluded,
            false => asked.contains(n),
        };
        let regions = (0..).zip(&self.regions).filter(|(n, r)| meant(n, r));
        let at_home = |plant: &&Plant| asked.is_empty() || plant.home.iter().any(|n| asked.contains(n));
        let plants = self.plants.iter().filter(|p| p.kept).filter(at_home);
        regions.flat_map(|(_, r)| r.places()).chain(plants.map(|p| p.place)).collect()
    }
}

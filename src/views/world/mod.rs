//! The world's outlines as flat forms: which lands there are, where they lie, what to draw.
//!
//! It must never know a plan or a screen, nor decode a file twice. Outlines are Natural Earth's, from
//! files that are part of the program; Antarctica is left out.

mod cap;
mod codes;
mod countries;
mod cut;
mod equal_earth;
mod form;
mod grid;
mod lambert;
mod projection;
mod shelf;
mod topology;

pub use countries::{Homeland, homeland};
pub use form::area_of;
pub use grid::Glance;
pub use projection::{GeoPlace, Projection, angle, direction, place_in};
pub use shelf::{prepare, world};

use crate::plan::Country;
use crate::scene::Area;
use emath::{Pos2, Rect};
use grid::Grid;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// How fine outlines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// For the world at a glance: 1:110 million.
    Far,
    /// For a continent and closer: 1:50 million.
    Near,
}

/// All lands at one detail.
#[derive(Debug)]
pub struct World {
    /// In the order of the outline file; each country once.
    pub lands: Vec<Land>,
    /// Islands that are too small for [`World::about`] to tell of.
    pub isles: Vec<Isle>,
    by_country: HashMap<Country, usize>,
    projection: Projection,
    /// How many squares across the grid has.
    squares: usize,
    grid: OnceLock<Grid>,
}

/// A country, or a land that has no ISO code.
#[derive(Debug)]
pub struct Land {
    /// Its code, where it has one.
    pub country: Option<Country>,
    /// The country that it goes with as long as a plan does not name it.
    pub with: Option<Country>,
    /// Its name in English.
    pub name: Box<str>,
    /// Its pieces, largest first.
    pub parts: Vec<LandPart>,
}

/// A small island.
#[derive(Debug, Clone, Copy)]
pub struct Isle {
    /// Whose it is, by its place among the lands.
    pub land: usize,
    /// The rectangle around it.
    pub bounds: Rect,
}

/// A piece of a land: neighbouring islands together, so that pieces out of view need not be drawn.
#[derive(Debug)]
pub struct LandPart {
    /// Its form in units of the projection.
    pub area: Arc<Area>,
    /// Its area in square units (the sphere's radius is 1).
    pub extent: f32,
    /// Its centre of gravity, which may lie outside it.
    pub center: Pos2,
    room: OnceLock<(Pos2, f32)>,
}

impl World {
    /// The features of an outline file, drawn.
    fn new(features: &[topology::Feature], projection: Projection, squares: usize) -> Self {
        let mut forms: Vec<form::Forms> = Vec::new();
        let mut by_country = HashMap::new();
        for feature in features {
            let mut without_code = None;
            for polygon in &feature.polygons {
                let country = feature.country.map(|c| codes::overseas(c, polygon));
                let mut start = || {
                    let name: &str = match country {
                        Some(country) => country.name(),
                        None => &feature.name,
                    };
                    forms.push(form::Forms::new(country, name, projection));
                    forms.len() - 1
                };
                let at = match country {
                    Some(country) => *by_country.entry(country).or_insert_with(start),
                    None => *without_code.get_or_insert_with(&mut start),
                };
                if let Some(form) = forms.get_mut(at) {
                    form.add(polygon);
                }
            }
        }
        let lands: Vec<Land> = forms.into_iter().map(form::Forms::finish).collect();
        let isles = isles(&lands, 4.0 * projection.half().x / squares as f32);
        Self { lands, isles, by_country, projection, squares, grid: OnceLock::new() }
    }

    /// The land of a country; the smallest are only in the near world.
    pub fn of(&self, country: Country) -> Option<&Land> {
        self.lands.get(*self.by_country.get(&country)?)
    }

    /// How far off [`World::about`] may be, in units of the projection.
    pub fn grain(&self) -> f32 {
        2.0 * self.projection.half().x / self.squares as f32
    }

    /// The place in `lands` of what lies about a point of the map, to a part of a degree.
    pub fn about(&self, p: Pos2) -> Option<usize> {
        self.grid().at(p)
    }

    /// The same for points of a screen whose origin lies at a point of the map, with so many units a point.
    pub fn seen_from(&self, origin: Pos2, unit: f32) -> Glance<'_> {
        self.grid().seen_from(origin, unit)
    }

    fn grid(&self) -> &Grid {
        self.grid.get_or_init(|| Grid::new(&self.lands, self.squares, self.projection.half()))
    }
}

impl Land {
    /// The rectangle around its pieces, the far and tiny ones left aside.
    pub fn bounds(&self) -> Rect {
        let least = self.parts.first().map_or(0.0, |p| p.extent * 0.1);
        self.parts
            .iter()
            .filter(|p| p.extent >= least)
            .fold(Rect::NOTHING, |all, part| all.union(part.area.bounds()))
    }
}

impl LandPart {
    /// The point of it that is farthest from its edges, and how far: where a name has most room.
    pub fn room(&self) -> (Pos2, f32) {
        *self.room.get_or_init(|| form::room(&self.area))
    }
}

/// The rings that are narrower than a length.
fn isles(lands: &[Land], narrow: f32) -> Vec<Isle> {
    let rings = lands.iter().enumerate().flat_map(|(n, land)| {
        land.parts.iter().flat_map(|part| part.area.rings()).map(move |ring| (n, Rect::from_points(ring)))
    });
    rings
        .filter(|(_, bounds)| bounds.size().min_elem() < narrow)
        .map(|(land, bounds)| Isle { land, bounds })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extents_of_countries_hold_their_outlines() {
        let mut known = 0;
        for feature in [Detail::Far, Detail::Near].into_iter().flat_map(shelf::features) {
            let Some(country) = feature.country else { continue };
            known += 1;
            assert!(!country.extents().is_empty(), "{}", country.name());
            for (lon, lat) in feature.polygons.iter().flatten().flatten() {
                assert!(country.distance(*lat, *lon) < 0.01, "{}: {lat}, {lon}", country.name());
            }
        }
        assert!(known > 400, "{known}");
    }

    #[test]
    fn outlines_know_their_outside() {
        for detail in [Detail::Far, Detail::Near] {
            let world = world(Projection::World, detail);
            let parts = world.lands.iter().flat_map(|land| &land.parts);
            let corners = parts.flat_map(|part| {
                let corners = &part.area.outline(2000.0).corners;
                corners.iter().map(|(at, across)| (&part.area, *at, *across * 1e-5))
            });
            let (mut right, mut all) = (0, 0);
            for (area, at, by) in corners.step_by(37) {
                all += 1;
                right += usize::from(!area.contains(at + by) && area.contains(at - by));
            }
            assert!(all > 200 && right * 100 > all * 95, "{right} of {all}");
        }
    }

    fn at(lat: f64, lon: f64) -> GeoPlace {
        GeoPlace { lat, lon }
    }

    #[test]
    fn a_map_about_a_place_shows_what_lies_there() {
        for (middle, reach) in [(at(48.0, 12.0), 30.0), (at(62.0, 95.0), 15.0), (at(-18.0, 178.0), 15.0)] {
            let projection = Projection::about(middle, reach);
            let (about, whole) = (world(projection, Detail::Near), world(Projection::World, Detail::Near));
            let (mut same, mut all) = (0, 0);
            for n in 0..400 {
                let (east, north) = (f64::from(n % 20) / 10.0 - 0.95, f64::from(n / 20) / 10.0 - 0.95);
                let place = at(middle.lat + north * 12.0, middle.lon + east * 12.0);
                let name = |world: &World| {
                    let found = world.about(world.projection.point(place))?;
                    world.lands.get(found).map(|land| land.name.to_string())
                };
                all += 1;
                same += usize::from(name(&about) == name(&whole));
            }
            // Squares of both grids are a part of a degree wide: on borders they may differ.
            assert!(same * 100 >= all * 95, "about {middle:?}: {same} of {all}");
        }
    }

    #[test]
    fn an_ocean_stays_one_and_what_is_opposite_does_not_fill_it() {
        // The second one lies opposite to the middle of China.
        for middle in [at(-35.0, -120.0), at(-36.0, -76.5), at(-50.0, -140.0)] {
            let about = world(Projection::about(middle, 15.0), Detail::Near);
            let seen = about.about(about.projection.point(middle));
            assert_eq!(seen.and_then(|n| about.lands.get(n)).map(|l| &*l.name), None, "{middle:?}");
        }
        let russia = world(Projection::about(at(62.0, 95.0), 15.0), Detail::Near);
        assert_eq!(russia.about(Pos2::ZERO).map(|n| &*russia.lands[n].name), Some("Russia"));
    }

    #[test]
    fn a_land_without_a_code_goes_with_its_surrounding_country() {
        for detail in [Detail::Far, Detail::Near] {
            let world = world(Projection::World, detail);
            for land in world.lands.iter().filter(|land| land.country.is_none()) {
                assert!(land.with.is_some(), "{}", land.name);
            }
        }
    }
}

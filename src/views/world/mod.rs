//! The world's outlines as flat forms: which lands there are, where they lie, what to draw.
//!
//! It must never know a plan or a screen, nor decode a file twice. Outlines are Natural Earth's, from
//! files that are part of the program; Antarctica is left out.

mod cut;
mod equal_earth;
mod form;
mod grid;
mod topology;

pub use equal_earth::{GeoPlace, project, unproject};
pub use grid::Glance;

use crate::plan::Country;
use crate::scene::Area;
use emath::{Pos2, Rect, pos2};
use grid::Grid;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

const FAR: &str = include_str!("../../../assets/world/countries-110m.json");
const NEAR: &str = include_str!("../../../assets/world/countries-50m.json");

/// ISO 3166-1 numeric of Antarctica.
const ANTARCTICA: u16 = 10;

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
    /// How many squares across the grid has.
    squares: usize,
    grid: OnceLock<Grid>,
}

/// A country, or a land that has no ISO code.
#[derive(Debug)]
pub struct Land {
    /// Its code, where it has one.
    pub country: Option<Country>,
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

/// The world at a detail, decoded when it is first asked for.
pub fn world(detail: Detail) -> &'static World {
    static FAR_WORLD: OnceLock<World> = OnceLock::new();
    static NEAR_WORLD: OnceLock<World> = OnceLock::new();
    match detail {
        Detail::Far => FAR_WORLD.get_or_init(|| World::read(FAR, 960)),
        Detail::Near => NEAR_WORLD.get_or_init(|| World::read(NEAR, 2400)),
    }
}

/// Decodes everything that a first look closer would have to wait for: to be called beside the window's
/// thread.
pub fn prepare() {
    for detail in [Detail::Far, Detail::Near] {
        let _ = world(detail).about(Pos2::ZERO);
    }
}

/// Where a place lies on the map, as scenes count.
pub fn point(place: GeoPlace) -> Pos2 {
    let (x, y) = project(place);
    pos2(x as f32, y as f32)
}

impl World {
    fn read(text: &str, squares: usize) -> Self {
        let mut forms: Vec<form::Forms> = Vec::new();
        let mut by_country = HashMap::new();
        for feature in topology::read(text).iter().filter(|f| f.id != Some(ANTARCTICA)) {
            let own =
                feature.id.and_then(Country::from_numeric).or_else(|| Country::of_outline(&feature.name));
            let mut without_code = None;
            for polygon in &feature.polygons {
                let country = own.map(|c| overseas(c, polygon));
                let mut start = || {
                    let name: &str = match country {
                        Some(country) => country.name(),
                        None => &feature.name,
                    };
                    forms.push(form::Forms::new(country, name));
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
        let isles = isles(&lands, grid::side(squares) * 2.0);
        Self { lands, isles, by_country, squares, grid: OnceLock::new() }
    }

    /// The land of a country; the smallest are only in the near world.
    pub fn of(&self, country: Country) -> Option<&Land> {
        self.lands.get(*self.by_country.get(&country)?)
    }

    /// How far off [`World::about`] may be, in units of the projection.
    pub fn grain(&self) -> f32 {
        grid::side(self.squares)
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
        self.grid.get_or_init(|| Grid::new(&self.lands, self.squares))
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

/// Outline files draw some lands with the country that they belong to; ISO 3166-1 gives them a code of
/// their own. Sorted by what they are drawn with, then by where they lie.
fn overseas(country: Country, polygon: &[topology::Ring]) -> Country {
    let Some(&(lon, lat)) = polygon.first().and_then(|ring| ring.first()) else { return country };
    let code = match country.alpha2() {
        "FR" if lon < -50.0 && lat < 8.0 => "GF",
        "FR" if lon < -50.0 && lat < 15.2 => "MQ",
        "FR" if lon < -50.0 => "GP",
        "FR" if lon > 50.0 => "RE",
        "FR" if lon > 40.0 => "YT",
        "NL" if lon < -50.0 => "BQ",
        "NO" if lat > 74.0 || lon < 0.0 => "SJ",
        "NO" if lat < -50.0 => "BV",
        code => code,
    };
    Country::from_alpha2(code).unwrap_or(country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extents_of_countries_hold_their_outlines() {
        let features = || [FAR, NEAR].into_iter().flat_map(topology::read);
        let mut known = 0;
        for feature in features() {
            let country = feature.id.and_then(Country::from_numeric);
            let Some(country) = country.or_else(|| Country::of_outline(&feature.name)) else { continue };
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
            let parts = world(detail).lands.iter().flat_map(|land| &land.parts);
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
}

//! Where countries are on the globe, whatever map is drawn: their main lands, and a place in each.
//!
//! It must never count what lies overseas: a map that is fitted to a country shows where most of it is.

use super::projection::{GeoPlace, angle};
use super::topology::Ring;
use super::{Detail, codes, shelf};
use crate::plan::Country;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Where a country is.
#[derive(Debug, Clone)]
pub struct Homeland {
    /// A place in the middle of its largest land.
    pub place: GeoPlace,
    /// The corners of its main lands, and of what lies near them.
    pub corners: Vec<GeoPlace>,
    /// How many degrees of the globe its largest land measures from its middle.
    pub reach: f64,
    /// Whether there is an outline to draw.
    pub has_outline: bool,
}

/// Of what is smaller than this part of the largest land only what lies near counts.
const MAIN: f64 = 0.1;
/// Near is what begins within so many degrees of a main land.
const NEAR: f64 = 3.0;
/// Corners nearer than so many degrees to the last one kept add nothing to where a country is.
const APART: f64 = 0.4;

/// Countries that outlines lack, and about where they lie: general knowledge, to a tenth of a degree.
const WITHOUT_OUTLINE: [(&str, f64, f64); 7] = [
    ("BV", -54.4, 3.4),
    ("CC", -12.2, 96.8),
    ("CX", -10.5, 105.6),
    ("GI", 36.1, -5.3),
    ("TK", -9.2, -171.8),
    ("TV", -8.5, 179.2),
    ("UM", 19.3, 166.6),
];

/// Where a country is; `None` where nobody knows.
pub fn homeland(country: Country) -> Option<&'static Homeland> {
    static TABLES: [OnceLock<HashMap<Country, Homeland>>; 2] = [OnceLock::new(), OnceLock::new()];
    let of = |detail| {
        let slot = if detail == Detail::Far { &TABLES[0] } else { &TABLES[1] };
        slot.get_or_init(|| table(detail)).get(&country)
    };
    // The smallest are only in the finer outlines.
    of(Detail::Far).or_else(|| of(Detail::Near))
}

fn table(detail: Detail) -> HashMap<Country, Homeland> {
    let mut polygons: HashMap<Country, Vec<&Ring>> = HashMap::new();
    for feature in shelf::features(detail) {
        for polygon in &feature.polygons {
            let Some((country, ring)) = feature.country.zip(polygon.first()) else { continue };
            polygons.entry(codes::overseas(country, polygon)).or_default().push(ring);
        }
    }
    let outlined = polygons.into_iter().filter_map(|(country, rings)| Some((country, of_rings(&rings)?)));
    let mut table: HashMap<Country, Homeland> = outlined.collect();
    if detail == Detail::Near {
        for (code, lat, lon) in WITHOUT_OUTLINE {
            let Some(country) = Country::from_alpha2(code) else { continue };
            let place = GeoPlace { lat, lon };
            let dot = Homeland { place, corners: vec![place], reach: 0.0, has_outline: false };
            table.entry(country).or_insert(dot);
        }
    }
    table
}

fn of_rings(rings: &[&Ring]) -> Option<Homeland> {
    let mut lands: Vec<(f64, GeoPlace, &Ring)> = rings
        .iter()
        .map(|ring| (measure(ring), *ring))
        .map(|((area, middle), r)| (area, middle, r))
        .collect();
    lands.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (largest, place, ring) = lands.first().map(|(area, place, ring)| (*area, *place, *ring))?;
    let geo = |(lon, lat): &(f64, f64)| GeoPlace { lat: *lat, lon: *lon };
    let reach = ring.iter().map(|p| angle(place, geo(p))).fold(0.0, f64::max);
    let (main, small): (Vec<_>, Vec<_>) = lands.into_iter().partition(|(area, ..)| *area >= largest * MAIN);
    let mut corners: Vec<GeoPlace> = main.iter().flat_map(|(.., ring)| apart(ring)).collect();
    let mains = corners.len();
    for (_, middle, ring) in small {
        let near =
            corners.iter().take(mains).any(|p| (p.lat - middle.lat).abs() < NEAR && angle(*p, middle) < NEAR);
        if near {
            corners.extend(apart(ring));
        }
    }
    Some(Homeland { place, corners, reach, has_outline: true })
}

/// The corners of a ring that lie apart by a good part of a degree: to fit a map to them more are not needed.
fn apart(ring: &Ring) -> Vec<GeoPlace> {
    let mut kept: Vec<GeoPlace> = Vec::new();
    for &(lon, lat) in ring {
        let far = |last: &GeoPlace| (last.lat - lat).abs() + (last.lon - lon).abs() > APART;
        if kept.last().is_none_or(far) {
            kept.push(GeoPlace { lat, lon });
        }
    }
    kept
}

/// The area of a ring, roughly and in square degrees, and its middle: a point in it where its centre of gravity
/// lies beside it.
fn measure(ring: &Ring) -> (f64, GeoPlace) {
    let Some(&(lon, lat)) = ring.first() else { return (0.0, GeoPlace { lat: 0.0, lon: 0.0 }) };
    let (mut twice, mut east, mut north) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        // About the first corner, so that small rings far from zero keep their digits.
        let (a, b) = ((a.0 - lon, a.1 - lat), (b.0 - lon, b.1 - lat));
        let cross = a.0 * b.1 - b.0 * a.1;
        twice += cross;
        east += (a.0 + b.0) * cross;
        north += (a.1 + b.1) * cross;
    }
    let mut middle = (lon, lat);
    if twice.abs() > 1e-12 {
        middle = (lon + east / (3.0 * twice), lat + north / (3.0 * twice));
    }
    if !holds(ring, middle) {
        middle = inner(ring, middle.1).unwrap_or(middle);
    }
    let place = GeoPlace { lat: middle.1, lon: middle.0 };
    (twice.abs() / 2.0 * place.lat.to_radians().cos(), place)
}

fn holds(ring: &Ring, (lon, lat): (f64, f64)) -> bool {
    crossings(ring, lat).iter().filter(|x| **x > lon).count() % 2 == 1
}

/// The middle of the longest stretch of a ring at a latitude.
fn inner(ring: &Ring, lat: f64) -> Option<(f64, f64)> {
    let crossings = crossings(ring, lat);
    let longest = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some(((longest[0] + longest[1]) / 2.0, lat))
}

/// The longitudes at which a ring crosses a latitude, ascending.
fn crossings(ring: &Ring, lat: f64) -> Vec<f64> {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossing = edges.filter(|(a, b)| (a.1 > lat) != (b.1 > lat));
    let mut all: Vec<f64> = crossing.map(|(a, b)| a.0 + (lat - a.1) / (b.1 - a.1) * (b.0 - a.0)).collect();
    all.sort_by(f64::total_cmp);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> &'static Homeland {
        homeland(Country::from_alpha2(code).unwrap()).unwrap()
    }

    #[test]
    fn every_country_lies_somewhere() {
        let codes = (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| [a, b]));
        let countries = codes.filter_map(|code| Country::from_alpha2(std::str::from_utf8(&code).ok()?));
        let nowhere: Vec<_> = countries.filter(|c| homeland(*c).is_none()).collect();
        assert_eq!(format!("{nowhere:?}"), "[AQ]", "Antarctica is left out");
    }

    #[test]
    fn the_smallest_lie_where_they_are() {
        for (code, lat, lon, has_outline) in [
            ("MT", 35.9, 14.4, true),
            ("SG", 1.35, 103.8, true),
            ("HK", 22.4, 114.1, true),
            ("GI", 36.1, -5.35, false),
            ("TV", -8.5, 179.2, false),
        ] {
            let home = of(code);
            assert!(angle(home.place, GeoPlace { lat, lon }) < 0.5, "{code}: {:?}", home.place);
            assert_eq!(home.has_outline, has_outline, "{code}");
            assert!(home.reach < 0.5, "{code}");
        }
    }

    #[test]
    fn what_lies_overseas_is_no_homeland() {
        let farthest = |code: &str| {
            let home = of(code);
            home.corners.iter().map(|p| angle(home.place, *p)).fold(0.0, f64::max)
        };
        for (code, most) in [("FR", 9.0), ("ES", 9.0), ("PT", 4.0), ("NL", 3.0), ("EC", 6.0), ("DK", 5.0)] {
            assert!(farthest(code) < most, "{code}: {}", farthest(code));
        }
        // Crete and Corsica lie near, Alaska is a good part.
        assert!(of("GR").corners.iter().any(|p| p.lat < 35.6));
        assert!(of("FR").corners.iter().any(|p| p.lon > 8.4 && p.lat < 43.0));
        assert!(of("US").corners.iter().any(|p| p.lon < -150.0));
        assert!(of("US").corners.iter().all(|p| p.lat > 23.0), "not Hawaii");
    }
}

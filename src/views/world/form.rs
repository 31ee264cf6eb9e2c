//! Rings made into forms to draw: projected, filled with triangles once, measured.
//!
//! It must never keep what is not drawn: a ring that shrinks to a line is dropped.

use super::lambert::Middle;
use super::projection::{GeoPlace, Projection, angle};
use super::topology::Ring;
use super::{Land, LandPart, cap, cut, equal_earth};
use crate::plan::Country;
use crate::scene::Area;
use emath::{Pos2, Rect, Vec2, pos2};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Neighbouring islands within a square of this many units are drawn as one piece.
const PIECE: f32 = 0.4;

/// A land in the making.
pub(super) struct Forms {
    country: Option<Country>,
    name: String,
    projection: Projection,
    pieces: BTreeMap<(i32, i32), Piece>,
    earcut: earcut::Earcut<f32>,
}

#[derive(Default)]
struct Piece {
    points: Vec<Pos2>,
    ring_ends: Vec<u32>,
    triangles: Vec<u32>,
}

impl Forms {
    pub(super) fn new(country: Option<Country>, name: &str, projection: Projection) -> Self {
        let (pieces, earcut) = (BTreeMap::new(), earcut::Earcut::new());
        Self { country, name: name.to_owned(), projection, pieces, earcut }
    }

    /// Adds an outer ring with its holes.
    pub(super) fn add(&mut self, polygon: &[Ring]) {
        for rings in pieces(polygon, self.projection) {
            let flat: Vec<Vec<Pos2>> = rings.into_iter().map(clean).filter(|r| r.len() > 2).collect();
            let Some(outer) = flat.first() else { continue };
            let middle = Rect::from_points(outer).center() / PIECE;
            let key = (middle.y.floor() as i32, middle.x.floor() as i32);
            let piece = self.pieces.entry(key).or_default();
            let start = piece.points.len() as u32;
            let holes: Vec<u32> = flat
                .iter()
                .scan(0, |end, ring| {
                    *end += ring.len() as u32;
                    Some(*end)
                })
                .collect();
            piece.ring_ends.extend(holes.iter().map(|end| start + end));
            let mut triangles: Vec<u32> = Vec::new();
            let corners = flat.iter().flatten().map(|p| [p.x, p.y]);
            self.earcut.earcut(corners, &holes[..holes.len() - 1], &mut triangles);
            piece.triangles.extend(triangles.iter().map(|corner| start + corner));
            piece.points.extend(flat.into_iter().flatten());
        }
    }

    pub(super) fn finish(self) -> Land {
        let mut parts: Vec<LandPart> = self.pieces.into_values().map(Piece::finish).collect();
        parts.sort_by(|a, b| b.extent.total_cmp(&a.extent));
        let with = super::codes::counted_with(self.country, &self.name);
        Land { country: self.country, with, name: self.name.into(), parts }
    }
}

/// A form with corners of its own on a map, in pieces where the map's edge cuts it; none where all of it lies
/// farther away than the map shows.
pub fn area_of(corners: &[GeoPlace], projection: Projection) -> Vec<Arc<Area>> {
    let within = |place: &GeoPlace| match (projection, projection.middle()) {
        (Projection::About { reach, .. }, Some(middle)) => angle(middle, *place) < f64::from(reach),
        _ => true,
    };
    if !corners.iter().any(within) {
        return Vec::new();
    }
    let ring: Ring = corners.iter().map(|place| (place.lon, place.lat)).collect();
    let bent = cap::bent(&ring).map(|place| (place.lon, place.lat)).collect();
    let mut forms = Forms::new(None, "", projection);
    forms.add(&[bent]);
    forms.finish().parts.into_iter().map(|part| part.area).collect()
}

impl Piece {
    fn finish(self) -> LandPart {
        let area = Area::new(self.points, self.ring_ends, self.triangles);
        let (mut extent, mut sum) = (0.0, Vec2::ZERO);
        for [a, b, c] in triangles(&area) {
            let size = ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0;
            extent += size;
            sum += (a.to_vec2() + b.to_vec2() + c.to_vec2()) * (size / 3.0);
        }
        let center = if extent > 0.0 { (sum / extent).to_pos2() } else { area.bounds().center() };
        LandPart { area: Arc::new(area), extent, center, room: OnceLock::new() }
    }
}

/// The triangles of a form by their corners.
fn triangles(area: &Area) -> impl Iterator<Item = [Pos2; 3]> + '_ {
    let corner = |n: u32| area.points.get(n as usize).copied().unwrap_or_default();
    area.triangles.chunks_exact(3).map(move |t| [corner(t[0]), corner(t[1]), corner(t[2])])
}

/// The rings of a polygon projected, each piece of it by itself.
fn pieces(polygon: &[Ring], projection: Projection) -> Vec<Vec<Vec<Pos2>>> {
    let flat = |(lon, lat): &(f64, f64)| {
        let (x, y) = equal_earth::project_turned(*lon, *lat);
        pos2(x as f32, y as f32)
    };
    match (projection, projection.middle()) {
        (Projection::About { reach, .. }, Some(middle)) => {
            vec![cap::project(polygon, &Middle::new(middle), f64::from(reach))]
        }
        _ => {
            let rings = |rings: Vec<Ring>| rings.iter().map(|r| r.iter().map(flat).collect()).collect();
            cut::cut(polygon).into_iter().map(rings).collect()
        }
    }
}

/// A ring whose points that fall together are there once.
fn clean(mut points: Vec<Pos2>) -> Vec<Pos2> {
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// The point of a form farthest from its edges, and how far, to a fortieth of its size: squares that may
/// hold a better one are split.
pub(super) fn room(area: &Area) -> (Pos2, f32) {
    let bounds = area.bounds();
    let size = bounds.width().min(bounds.height()).max(1e-6);
    let (columns, rows) = ((bounds.width() / size).ceil() as i32, (bounds.height() / size).ceil() as i32);
    let mut squares: Vec<(Pos2, f32)> = (0..columns.min(40) * rows.min(40))
        .map(|n| {
            let corner = Vec2::new((n % columns) as f32 + 0.5, (n / columns) as f32 + 0.5);
            (bounds.min + corner * size, size / 2.0)
        })
        .collect();
    let mut best = (bounds.center(), inner_distance(area, bounds.center()));
    while let Some((middle, half)) = squares.pop() {
        let here = inner_distance(area, middle);
        if here > best.1 {
            best = (middle, here);
        }
        if here + half * std::f32::consts::SQRT_2 > best.1 + size / 40.0 {
            let quarter = half / 2.0;
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
                squares.push((middle + Vec2::new(x, y) * quarter, quarter));
            }
        }
    }
    (best.0, best.1.max(0.0))
}

/// How far a point is from the edges; below zero outside.
fn inner_distance(area: &Area, p: Pos2) -> f32 {
    let mut nearest = f32::MAX;
    for ring in area.rings() {
        let Some(mut from) = ring.last().copied() else { continue };
        for &to in ring {
            let along = to - from;
            let t = ((p - from).dot(along) / along.length_sq().max(1e-18)).clamp(0.0, 1.0);
            nearest = nearest.min((from + along * t).distance_sq(p));
            from = to;
        }
    }
    let distance = nearest.sqrt();
    if area.contains(p) { distance } else { -distance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::world::{Detail, World, world};

    fn both() -> [Arc<World>; 2] {
        [Detail::Far, Detail::Near].map(|detail| world(Projection::World, detail))
    }

    fn point(place: GeoPlace) -> Pos2 {
        Projection::World.point(place)
    }

    fn ring_area(ring: &[Pos2]) -> f32 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f32>() / 2.0
    }

    #[test]
    fn triangles_fill_what_the_rings_enclose() {
        for land in both().iter().flat_map(|w| &w.lands) {
            for part in &land.parts {
                // Outer rings run one way round and holes the other.
                let rings: f32 = part.area.rings().map(ring_area).sum();
                let off = (rings.abs() - part.extent).abs();
                // A few rings of the coarse file cross themselves a little (Sudan's by 3 in 100).
                assert!(off <= part.extent * 0.03 + 1e-6, "{}: {rings} {}", land.name, part.extent);
            }
        }
    }

    #[test]
    fn no_land_is_smeared_across_the_map() {
        for land in both().iter().flat_map(|w| &w.lands) {
            let area = |part: &LandPart| part.area.clone();
            for area in land.parts.iter().map(area) {
                for ring in area.rings() {
                    let longest = ring.windows(2).map(|w| w[0].distance(w[1])).fold(0.0, f32::max);
                    assert!(longest < 0.35, "{}: an edge of {longest}", land.name);
                }
            }
        }
        let near = world(Projection::World, Detail::Near);
        let russia = near.lands.iter().find(|l| &*l.name == "Russia").unwrap();
        assert!(russia.parts[0].area.contains(point(GeoPlace { lat: 66.5, lon: -175.0 })));
        assert!(russia.parts[0].area.contains(point(GeoPlace { lat: 56.0, lon: 38.0 })));
    }

    #[test]
    fn holes_belong_to_whom_they_hold() {
        let lesotho = point(GeoPlace { lat: -29.5, lon: 28.2 });
        for world in both() {
            let around: Vec<_> = world
                .lands
                .iter()
                .filter(|l| l.parts.iter().any(|p| p.area.contains(lesotho)))
                .map(|l| &*l.name)
                .collect();
            assert_eq!(around, ["Lesotho"]);
            assert_eq!(world.about(lesotho).map(|n| &*world.lands[n].name), Some("Lesotho"));
        }
    }

    #[test]
    fn the_emptiest_spot_of_a_land_lies_in_it() {
        for land in &world(Projection::World, Detail::Far).lands {
            let part = &land.parts[0];
            let (at, reach) = part.room();
            assert!(reach > 0.0 && part.area.contains(at), "{}", land.name);
        }
    }

    #[test]
    fn lands_with_codes_of_their_own_stand_apart() {
        let near = world(Projection::World, Detail::Near);
        let name = |lat, lon| {
            let at = point(GeoPlace { lat, lon });
            let found = near.lands.iter().find(|l| l.parts.iter().any(|p| p.area.contains(at)));
            found.and_then(|l| l.country).map(|c| c.alpha2().to_owned())
        };
        assert_eq!(name(4.0, -53.0).as_deref(), Some("GF"));
        assert_eq!(name(-21.1, 55.5).as_deref(), Some("RE"));
        assert_eq!(name(78.7, 16.0).as_deref(), Some("SJ"));
        assert_eq!(name(46.6, 2.6).as_deref(), Some("FR"));
        assert_eq!(name(-80.0, 0.0), None, "Antarctica is left out");
        let codes: Vec<_> = near.lands.iter().filter_map(|l| l.country).collect();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(codes.len(), distinct.len());
        assert!(codes.len() > 230);
    }
}

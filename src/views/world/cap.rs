//! Rings as they are drawn about a middle of their own: what lies far away is drawn in to the rim.
//!
//! It must never let what is beyond the rim reach into the part that is drawn.

use super::GeoPlace;
use super::equal_earth::wrap;
use super::lambert::{Middle, radius};
use super::topology::Ring;
use emath::{Pos2, pos2};

/// A longer edge, in degrees, is bent with its parallel.
const LONGEST: f64 = 2.0;
/// A longer way along the rim, as an angle about the middle, is bent with it.
const TURN: f64 = 0.2;

/// The rings of a polygon as forms about a middle; none where all of it lies beyond the reach in degrees.
pub(super) fn project(rings: &[Ring], middle: &Middle, reach: f64) -> Vec<Vec<Pos2>> {
    rings.iter().filter_map(|ring| project_ring(ring, middle, reach)).collect()
}

fn project_ring(ring: &Ring, middle: &Middle, reach: f64) -> Option<Vec<Pos2>> {
    let mut points: Vec<Pos2> = Vec::with_capacity(ring.len());
    let (mut any, mut turned, mut last) = (false, 0.0, None::<(Pos2, bool)>);
    for place in bent(ring) {
        let ((x, y), within) = middle.project_within(place, reach);
        any |= within;
        let at = pos2(x as f32, y as f32);
        if let Some((before, was_within)) = last {
            let turn = turn(before, at);
            turned += turn;
            if !within && !was_within {
                points.extend(along_the_rim(before, turn, reach));
            }
        }
        points.push(at);
        last = Some((at, within));
    }
    let (first, (end, _)) = (points.first().copied()?, last?);
    turned += turn(end, first);
    // All of it lies beyond: it goes around what is drawn, or around what lies on the globe's other side. Lands
    // lie to the right of their outlines.
    let around = turned > 6.0;
    (any || around).then_some(points)
}

/// The angle from one point to another about the middle.
fn turn(from: Pos2, to: Pos2) -> f64 {
    let (from, to) = (from.to_vec2(), to.to_vec2());
    f64::from((from.x * to.y - from.y * to.x).atan2(from.dot(to)))
}

/// Points of the rim after one, as far as an angle.
fn along_the_rim(from: Pos2, turn: f64, reach: f64) -> impl Iterator<Item = Pos2> {
    let steps = (turn.abs() / TURN).floor() as i32;
    let start = f64::from(from.y.atan2(from.x));
    (1..=steps).map(move |n| {
        let (sin, cos) = (start + turn * f64::from(n) / f64::from(steps + 1)).sin_cos();
        pos2((cos * radius(reach)) as f32, (sin * radius(reach)) as f32)
    })
}

/// The places of a ring, with more of them on long edges.
pub(super) fn bent(ring: &Ring) -> impl Iterator<Item = GeoPlace> + '_ {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).flat_map(|(&(lon, lat), &(to_lon, to_lat))| {
        let (east, north) = (wrap(to_lon - lon), to_lat - lat);
        let steps = (east.abs().max(north.abs()) / LONGEST).ceil().clamp(1.0, 180.0) as u32;
        (0..steps).map(move |n| {
            let part = f64::from(n) / f64::from(steps);
            GeoPlace { lat: lat + north * part, lon: lon + east * part }
        })
    })
}

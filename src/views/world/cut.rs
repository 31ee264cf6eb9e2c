//! Rings that run around the back of the globe, cut at the map's two edges.
//!
//! It must never move a point that is not on the cut: what goes in comes out, in two pieces at most.

use super::equal_earth::{MIDDLE, wrap};
use super::topology::Ring;

/// The rings of a polygon with longitudes counted from the map's middle, every piece within -180 to 180.
pub(super) fn cut(rings: &[Ring]) -> Vec<Vec<Ring>> {
    let turned: Vec<Ring> = rings.iter().map(unwind).collect();
    let inside = |lon: f64| lon.abs() <= 180.0;
    if turned.iter().flatten().all(|(lon, _)| inside(*lon)) {
        return vec![turned];
    }
    [0.0, -360.0, 360.0]
        .into_iter()
        .map(|shift| turned.iter().map(|r| window(r, shift)).filter(|r| r.len() > 2).collect::<Vec<_>>())
        .filter(|rings| !rings.is_empty())
        .collect()
}

/// Longitudes from the map's middle, each at most half a turn from the one before.
fn unwind(ring: &Ring) -> Ring {
    let mut last = 0.0;
    ring.iter()
        .enumerate()
        .map(|(n, (lon, lat))| {
            let lon = lon - MIDDLE;
            last = if n == 0 { wrap(lon) } else { last + wrap(lon - last) };
            (last, *lat)
        })
        .collect()
}

/// What of a ring lies within half a turn of the middle, once it is shifted.
fn window(ring: &Ring, shift: f64) -> Ring {
    let shifted = ring.iter().map(|(lon, lat)| (lon + shift, *lat)).collect();
    keep(&keep(&shifted, 180.0, 1.0), -180.0, -1.0)
}

/// The part of a ring on one side of a meridian: west of it for side 1, east of it for side -1.
fn keep(ring: &Ring, edge: f64, side: f64) -> Ring {
    let beyond = |lon: f64| (lon - edge) * side > 0.0;
    let mut kept = Vec::with_capacity(ring.len());
    let Some(mut last) = ring.last().copied() else { return kept };
    for &point in ring {
        if beyond(point.0) != beyond(last.0) {
            let t = (edge - last.0) / (point.0 - last.0);
            kept.push((edge, last.1 + (point.1 - last.1) * t));
        }
        if !beyond(point.0) {
            kept.push(point);
        }
        last = point;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(ring: &Ring) -> (f64, f64) {
        ring.iter().fold((f64::MAX, f64::MIN), |(a, b), (lon, _)| (a.min(*lon), b.max(*lon)))
    }

    #[test]
    fn a_ring_across_the_edge_becomes_two() {
        let edge = MIDDLE - 180.0;
        let ring = vec![(edge - 3.0, 0.0), (edge + 2.0, 0.0), (edge + 2.0, 4.0), (edge - 3.0, 4.0)];
        let mut pieces: Vec<_> = cut(&[ring]).into_iter().map(|p| span(&p[0])).collect();
        pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(pieces, [(-180.0, -178.0), (177.0, 180.0)]);
    }

    #[test]
    fn a_ring_across_the_date_line_stays_whole() {
        let ring = vec![(170.0, 60.0), (-175.0, 60.0), (-175.0, 65.0), (170.0, 65.0)];
        let pieces = cut(&[ring]);
        assert_eq!(pieces.len(), 1);
        assert_eq!(span(&pieces[0][0]), (170.0 - MIDDLE, 185.0 - MIDDLE));
    }
}

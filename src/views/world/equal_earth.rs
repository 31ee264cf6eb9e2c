//! The Equal Earth projection: a place on the sphere becomes a point of the flat map, areas kept.
//!
//! It must never know of screens: units are the sphere's radius, y grows downwards as in a scene. The map
//! is cut in the Bering Strait instead of at 180 degrees, so that no mainland is torn in two.

use super::GeoPlace;

/// The meridian in the middle of the map, in degrees east.
pub(super) const MIDDLE: f64 = 11.0;

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
/// Half the square root of three.
const M: f64 = 0.866_025_403_784_438_6;

/// Where a place lies on the map. Latitudes beyond the poles count as the poles.
pub(super) fn project(place: GeoPlace) -> (f64, f64) {
    project_turned(wrap(place.lon - MIDDLE), place.lat)
}

/// As [`project`], for a longitude already counted from the map's middle, -180 to 180.
pub(super) fn project_turned(lon: f64, lat: f64) -> (f64, f64) {
    let theta = (M * lat.clamp(-90.0, 90.0).to_radians().sin()).asin();
    (lon.to_radians() * theta.cos() / (M * slope(theta)), -height(theta))
}

/// Which place lies at a point of the map; `None` off the globe.
pub(super) fn unproject((x, y): (f64, f64)) -> Option<GeoPlace> {
    let top = height(M.asin());
    let y = -y;
    if !x.is_finite() || y.is_nan() || y.abs() > top + 1e-9 {
        return None;
    }
    let mut theta = y.clamp(-top, top) / A[0];
    for _ in 0..12 {
        let step = (height(theta) - y) / slope(theta);
        theta -= step;
        if step.abs() < 1e-13 {
            break;
        }
    }
    let lon = (x * M * slope(theta) / theta.cos()).to_degrees();
    if lon.abs() > 180.0 + 1e-9 {
        return None;
    }
    let lat = (theta.sin() / M).clamp(-1.0, 1.0).asin().to_degrees();
    Some(GeoPlace { lat, lon: wrap(lon + MIDDLE) })
}

/// A longitude within -180 to 180.
pub(super) fn wrap(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

fn height(theta: f64) -> f64 {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))
}

/// How fast the height grows with the angle.
fn slope(theta: f64) -> f64 {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The area of a four-sided stretch of the sphere, and of its picture traced in fine steps.
    fn areas(west: f64, east: f64, south: f64, north: f64) -> (f64, f64) {
        let band = north.to_radians().sin() - south.to_radians().sin();
        let sphere = (east - west).to_radians() * band;
        let n = 2000;
        let edge = |from: (f64, f64), to: (f64, f64)| {
            (0..n).map(move |i| {
                let t = f64::from(i) / f64::from(n);
                project_turned(from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
            })
        };
        let corners = [(west, south), (east, south), (east, north), (west, north)];
        let ring: Vec<_> =
            (0..4).flat_map(|i| edge(corners[i], corners[(i + 1) % 4]).collect::<Vec<_>>()).collect();
        let twice: f64 =
            ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        (sphere, (twice / 2.0).abs())
    }

    proptest! {
        #[test]
        fn unproject_undoes_project(lat in -89.9f64..89.9, lon in -180.0f64..180.0) {
            let back = unproject(project(GeoPlace { lat, lon })).unwrap();
            prop_assert!((back.lat - lat).abs() < 1e-6, "{lat} {}", back.lat);
            prop_assert!(wrap(back.lon - lon).abs() < 1e-6, "{lon} {}", back.lon);
        }

        #[test]
        fn areas_are_those_of_the_sphere(west in -180.0f64..160.0, width in 1.0f64..20.0,
                                         south in -89.0f64..79.0, tall in 1.0f64..10.0) {
            let (sphere, map) = areas(west, west + width, south, south + tall);
            prop_assert!((sphere / map - 1.0).abs() < 0.001, "{sphere} {map}");
        }
    }

    #[test]
    fn poles_and_the_cut_stay_on_the_map() {
        for (lat, lon) in [(90.0, 0.0), (-90.0, 180.0), (0.0, 180.0), (0.0, -180.0), (66.0, -169.0)] {
            let (x, y) = project(GeoPlace { lat, lon });
            assert!(x.abs() < 2.71 && y.abs() < 1.32, "{lat} {lon}: {x} {y}");
            let back = unproject((x, y)).unwrap();
            assert!((back.lat - lat).abs() < 1e-4);
        }
        let (whole, map) = areas(-180.0, 180.0, -90.0, 90.0);
        assert!((whole / map - 1.0).abs() < 0.001);
        assert_eq!(unproject((3.0, 0.0)), None);
        assert_eq!(unproject((0.0, 1.4)), None);
    }
}

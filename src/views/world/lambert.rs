//! Lambert's azimuthal projection: a part of the globe flat about its own middle, areas kept.
//!
//! It must never know of screens: units are the sphere's radius, y grows downwards as in a scene.

use super::GeoPlace;
use super::equal_earth::wrap;

/// A place in the middle of a flat part of the globe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Middle {
    lon: f64,
    sin: f64,
    cos: f64,
}

impl Middle {
    pub(super) fn new(place: GeoPlace) -> Self {
        let (sin, cos) = place.lat.clamp(-90.0, 90.0).to_radians().sin_cos();
        Self { lon: place.lon, sin, cos }
    }

    /// Where a place lies; what is farther away than an angle in degrees is moved to that distance. The second
    /// value is false for such a place.
    pub(super) fn project_within(&self, place: GeoPlace, reach: f64) -> ((f64, f64), bool) {
        let (sin, cos) = place.lat.clamp(-90.0, 90.0).to_radians().sin_cos();
        let (sin_lon, cos_lon) = wrap(place.lon - self.lon).to_radians().sin_cos();
        let along = self.sin * sin + self.cos * cos * cos_lon;
        let (east, north) = (cos * sin_lon, self.cos * sin - self.sin * cos * cos_lon);
        let rim = reach.to_radians().cos();
        if along >= rim {
            let scale = (2.0 / (1.0 + along)).sqrt();
            return ((east * scale, -north * scale), true);
        }
        let (length, radius) = (east.hypot(north), radius(reach));
        let (east, north) = if length > 1e-12 { (east / length, north / length) } else { (1.0, 0.0) };
        ((east * radius, -north * radius), false)
    }

    /// Where a place lies. What is opposite the middle lies on the rim.
    pub(super) fn project(&self, place: GeoPlace) -> (f64, f64) {
        self.project_within(place, 179.9).0
    }

    /// Which place lies at a point; `None` off the globe.
    pub(super) fn unproject(&self, (x, y): (f64, f64)) -> Option<GeoPlace> {
        let (rho, y) = (x.hypot(y), -y);
        if !rho.is_finite() || rho > 2.0 {
            return None;
        }
        if rho < 1e-12 {
            return Some(GeoPlace { lat: self.sin.asin().to_degrees(), lon: wrap(self.lon) });
        }
        let (sin, cos) = (2.0 * (rho / 2.0).asin()).sin_cos();
        let lat = (cos * self.sin + y * sin * self.cos / rho).clamp(-1.0, 1.0).asin();
        let lon = (x * sin).atan2(rho * self.cos * cos - y * self.sin * sin);
        Some(GeoPlace { lat: lat.to_degrees(), lon: wrap(self.lon + lon.to_degrees()) })
    }
}

/// How far from the middle what lies an angle in degrees away is drawn.
pub(super) fn radius(angle: f64) -> f64 {
    2.0 * (angle.to_radians() / 2.0).sin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn unproject_undoes_project(lat in -89.9f64..89.9, lon in -180.0f64..180.0,
                                    middle_lat in -89i32..89, middle_lon in -180i32..180) {
            let place = GeoPlace { lat: f64::from(middle_lat), lon: f64::from(middle_lon) };
            let middle = Middle::new(place);
            let (x, y) = middle.project(GeoPlace { lat, lon });
            prop_assume!(x.hypot(y) < 1.99);
            let back = middle.unproject((x, y)).unwrap();
            prop_assert!((back.lat - lat).abs() < 1e-4, "{lat} {}", back.lat);
            prop_assert!(wrap(back.lon - lon).abs() < 1e-3, "{lon} {}", back.lon);
        }

        #[test]
        fn small_squares_keep_their_area(lat in -80.0f64..80.0, lon in -60.0f64..60.0) {
            let middle = Middle::new(GeoPlace { lat: 20.0, lon: 0.0 });
            let step = 0.01;
            let at = |dx: f64, dy: f64| middle.project(GeoPlace { lat: lat + dy, lon: lon + dx });
            let (a, b, c) = (at(0.0, 0.0), at(step, 0.0), at(0.0, step));
            let map = ((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)).abs();
            let sphere = step.to_radians() * ((lat + step).to_radians().sin() - lat.to_radians().sin());
            prop_assert!((map / sphere - 1.0).abs() < 0.01, "{map} {sphere}");
        }
    }

    #[test]
    fn what_is_too_far_lies_on_the_rim_in_its_direction() {
        let middle = Middle::new(GeoPlace { lat: 0.0, lon: 0.0 });
        let ((x, y), within) = middle.project_within(GeoPlace { lat: 0.0, lon: 90.0 }, 30.0);
        assert!(!within && (x - radius(30.0)).abs() < 1e-9 && y.abs() < 1e-9);
        let ((x, y), within) = middle.project_within(GeoPlace { lat: 0.0, lon: 180.0 }, 30.0);
        assert!(!within && (x.hypot(y) - radius(30.0)).abs() < 1e-9);
    }
}

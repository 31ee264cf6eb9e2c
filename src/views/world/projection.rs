//! Which flat map of the globe is drawn: the whole of it, or a part about a middle of its own. Both keep areas,
//! so that points a unit mean the same in each.
//!
//! It must never know what is drawn on it.

use super::equal_earth;
use super::lambert::{self, Middle};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// A place on the sphere, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoPlace {
    /// North is positive: -90 to 90.
    pub lat: f64,
    /// East is positive: -180 to 180.
    pub lon: f64,
}

/// A way to make the globe flat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Projection {
    /// Equal Earth: all of it.
    #[default]
    World,
    /// Lambert's azimuthal one: what lies about a place, whole degrees of latitude and longitude.
    About {
        /// Degrees north.
        lat: i16,
        /// Degrees east.
        lon: i16,
        /// So many degrees of the globe about it are drawn.
        reach: u8,
    },
}

/// Half of the whole world's width and height in its own units, a little more than the globe.
const HALF: Vec2 = vec2(2.72, 1.33);

/// How far a map about a place reaches goes by so many degrees, so that what is nearly the same is the same…
const STEP: f64 = 15.0;
/// … and no farther than this, where forms become too flat.
const FARTHEST: f64 = 75.0;

impl Projection {
    /// About a place, as far as so many degrees and some more.
    pub fn about(place: GeoPlace, reach: f64) -> Self {
        let reach = ((reach / STEP).ceil() * STEP).clamp(STEP, FARTHEST) as u8;
        Self::About { lat: place.lat.round() as i16, lon: place.lon.round() as i16, reach }
    }

    /// Where a place lies.
    pub fn point(self, place: GeoPlace) -> Pos2 {
        let (x, y) = match self.middle() {
            None => equal_earth::project(place),
            Some(middle) => Middle::new(middle).project(place),
        };
        pos2(x as f32, y as f32)
    }

    /// Which place lies at a point; `None` off the globe.
    pub fn place(self, at: Pos2) -> Option<GeoPlace> {
        let at = (f64::from(at.x), f64::from(at.y));
        match self.middle() {
            None => equal_earth::unproject(at),
            Some(middle) => Middle::new(middle).unproject(at),
        }
    }

    /// The place in its middle, where that is its own.
    pub fn middle(self) -> Option<GeoPlace> {
        match self {
            Self::World => None,
            Self::About { lat, lon, .. } => Some(GeoPlace { lat: f64::from(lat), lon: f64::from(lon) }),
        }
    }

    /// What of it people live in, in its own units: the world from 57 degrees south to 84 north, or all that is
    /// drawn about a place.
    pub fn inhabited(self) -> Rect {
        match self {
            Self::World => {
                let y = |lat| self.point(GeoPlace { lat, lon: 0.0 }).y;
                Rect::from_min_max(pos2(-2.66, y(84.0)), pos2(2.66, y(-57.0)))
            }
            Self::About { .. } => Rect::from_center_size(Pos2::ZERO, self.half() * 2.0),
        }
    }

    /// The same map with lands as far from its middle as a distance in its own units; `None` where it would
    /// show more than is still of its form. A map never shows less than before.
    pub fn reaching(self, distance: f32) -> Option<Self> {
        match self {
            Self::World => Some(self),
            Self::About { lat, lon, reach } => {
                let needed = 2.0 * (f64::from(distance) / 2.0).clamp(0.0, 1.0).asin().to_degrees();
                let needed = (needed / STEP).ceil() * STEP;
                (needed <= FARTHEST).then(|| Self::About { lat, lon, reach: reach.max(needed as u8) })
            }
        }
    }

    /// Half its width and height.
    pub(super) fn half(self) -> Vec2 {
        match self {
            Self::World => HALF,
            Self::About { reach, .. } => Vec2::splat(lambert::radius(f64::from(reach)) as f32 * 1.001),
        }
    }

    /// As it is called on a map.
    pub fn name(self) -> &'static str {
        match self {
            Self::World => "Equal Earth projection",
            Self::About { .. } => "Lambert equal-area projection",
        }
    }
}

/// The angle between two places in degrees.
pub fn angle(a: GeoPlace, b: GeoPlace) -> f64 {
    let ([ax, ay, az], [bx, by, bz]) = (direction(a), direction(b));
    (ax * bx + ay * by + az * bz).clamp(-1.0, 1.0).acos().to_degrees()
}

/// Where a place lies as seen from the middle of the globe: a vector of length 1.
pub fn direction(place: GeoPlace) -> [f64; 3] {
    let (sin, cos) = place.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = place.lon.to_radians().sin_cos();
    [cos * cos_lon, cos * sin_lon, sin]
}

/// The place that lies in a direction.
pub fn place_in([x, y, z]: [f64; 3]) -> GeoPlace {
    GeoPlace { lat: z.atan2(x.hypot(y)).to_degrees(), lon: y.atan2(x).to_degrees() }
}

//! What a person chose of a map, and where it is looked at, as arrangements keep it.
//!
//! It must never hold a number of one plan.

use super::{Camera, Flows};
use crate::views::world::Projection;
use emath::pos2;
use serde::{Deserialize, Serialize};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MapChoices {
    /// Which flows from plants to regions.
    pub flows: Flows,
}

/// Where it is looked at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, into = "Written", from = "Written")]
pub struct MapPort {
    /// What the map is fitted to as long as nobody moves it.
    pub frame: Frame,
    /// `None` where the camera fits the frame.
    pub camera: Option<Camera>,
}

/// What a map is fitted to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Frame {
    /// What matches: its regions and plants.
    #[default]
    Match,
    /// The inhabited world.
    World,
    /// A region, by its key.
    Region(Box<str>),
}

/// A port as arrangements spell it.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Written {
    frame: Frame,
    /// The middle in units of the map, and points a unit.
    camera: Option<(f32, f32, f32)>,
    /// Where that map is one about a place: degrees north and east, and how many degrees about it are drawn.
    about: Option<(i16, i16, u8)>,
}

impl From<MapPort> for Written {
    fn from(port: MapPort) -> Self {
        let about = port.camera.and_then(|camera| match camera.projection {
            Projection::World => None,
            Projection::About { lat, lon, reach } => Some((lat, lon, reach)),
        });
        let camera = port.camera.map(|camera| (camera.center.x, camera.center.y, camera.scale));
        Self { frame: port.frame, camera, about }
    }
}

impl From<Written> for MapPort {
    fn from(Written { frame, camera, about }: Written) -> Self {
        let projection = about.map_or(Projection::World, |(lat, lon, reach)| Projection::About {
            lat: lat.clamp(-90, 90),
            lon: lon.clamp(-180, 180),
            reach: reach.clamp(15, 75),
        });
        let seen = |(x, y, scale)| Camera { center: pos2(x, y), scale, projection };
        Self { frame, camera: camera.map(seen) }
    }
}

impl MapPort {
    /// Fitted to something.
    pub fn framed(frame: Frame) -> Self {
        Self { frame, camera: None }
    }

    /// The same, without a camera that is nowhere.
    #[must_use]
    pub fn tidied(self) -> Self {
        let somewhere = |camera: &Camera| {
            camera.center.x.is_finite()
                && camera.center.y.is_finite()
                && camera.scale.is_finite()
                && camera.scale > 0.0
        };
        Self { camera: self.camera.filter(somewhere), ..self }
    }
}

//! What a person chose of a map, and where it is looked at, as arrangements keep it.
//!
//! It must never hold a number of one plan.

use super::{Camera, Flows};
use serde::{Deserialize, Serialize};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MapChoices {
    /// Which flows from plants to regions.
    pub flows: Flows,
}

/// Where it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MapPort {
    /// `None` where the camera fits the plan.
    pub camera: Option<Camera>,
}

impl MapPort {
    /// The same, without a camera that is nowhere.
    #[must_use]
    pub fn tidied(self) -> Self {
        let somewhere = |camera: &Camera| {
            camera.center.x.is_finite()
                && camera.center.y.is_finite()
                && camera.scale.is_finite()
                && camera.scale > 0.0
        };
        Self { camera: self.camera.filter(somewhere) }
    }
}

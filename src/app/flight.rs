//! The map's camera on its way somewhere. It must never outlast a hand on the map: moving it ends a flight.

use crate::views::map::Camera;
use crate::views::world::Projection;
use egui::Ui;

/// A camera under way, over the map of the world where it goes from one map to another.
pub struct Flight {
    from: Camera,
    began: Option<f64>,
}

/// How long a flight takes, in seconds.
const LASTS: f64 = 0.35;

impl Flight {
    /// A flight that begins in the next frame.
    pub fn new(from: Camera) -> Self {
        Self { from, began: None }
    }

    /// Where it is in this frame on its way to a camera, and whether it ends there.
    pub fn now(&mut self, ui: &Ui, to: Camera) -> (Camera, bool) {
        let time = ui.input(|i| i.time);
        let part = (time - *self.began.get_or_insert(time)) / LASTS;
        if part >= 1.0 {
            return (to, true);
        }
        ui.ctx().request_repaint();
        let over = if self.from.projection == to.projection { to.projection } else { Projection::World };
        (self.from.on(over).towards(to.on(over), part as f32), false)
    }
}

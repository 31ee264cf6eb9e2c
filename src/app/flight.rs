//! The map's camera on its way somewhere. It must never outlast a hand on the map: moving it ends a flight.

use crate::views::map::Camera;
use egui::Ui;

/// A camera under way.
pub struct Flight {
    from: Camera,
    /// Where it goes; `None` for where all of the plan is seen.
    pub to: Option<Camera>,
    began: Option<f64>,
}

/// How long a flight takes, in seconds.
const LASTS: f64 = 0.35;

impl Flight {
    /// A flight that begins in the next frame.
    pub fn new(from: Camera, to: Option<Camera>) -> Self {
        Self { from, to, began: None }
    }

    /// Where it is in this frame, and whether it ends there; `home` is where all of the plan is seen.
    pub fn now(&mut self, ui: &Ui, home: Camera) -> (Camera, bool) {
        let time = ui.input(|i| i.time);
        let part = (time - *self.began.get_or_insert(time)) / LASTS;
        if part < 1.0 {
            ui.ctx().request_repaint();
        }
        (self.from.towards(self.to.unwrap_or(home), part as f32), part >= 1.0)
    }
}

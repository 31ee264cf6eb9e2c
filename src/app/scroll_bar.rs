//! Bars that say how much of a view is out of sight, and scroll to it. They must never show where all is in sight.

use super::style;
use crate::scene::{Ink, Role};
use crate::session::Along;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// How thick a bar is in points, and while the pointer is on it.
const THICK: (f32, f32) = (5.0, 9.0);
/// The strip in which a bar can be taken hold of.
const STRIP: f32 = 12.0;
/// A thumb is never shorter.
const SHORTEST: f64 = 28.0;

/// What a bar tells: how long everything is, how much of that is in sight, and where that begins, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight {
    /// Everything.
    pub all: f64,
    /// What is in sight of it.
    pub seen: f64,
    /// What lies before that.
    pub from: f64,
}

impl Sight {
    /// How far one can scroll.
    fn most(self) -> f64 {
        (self.all - self.seen).max(0.0)
    }

    /// Begin and length of the thumb on a track.
    fn thumb(self, track: f64) -> (f64, f64) {
        let long = (track * self.seen / self.all.max(1.0)).clamp(SHORTEST.min(track), track);
        let at = if self.most() > 0.0 { (self.from / self.most()).clamp(0.0, 1.0) } else { 0.0 };
        (at * (track - long), long)
    }
}

/// Shows a bar at the right or lower edge of a rectangle; where the person scrolled to, if they did.
pub fn show(ui: &Ui, rect: Rect, along: Along, sight: Sight, name: &str) -> Option<f64> {
    if sight.most() < 1.0 || !rect.is_positive() {
        return None;
    }
    let strip = match along {
        Along::Column => Rect::from_min_max(pos2(rect.right() - STRIP, rect.top()), rect.max),
        Along::Row => Rect::from_min_max(pos2(rect.left(), rect.bottom() - STRIP), rect.max),
    };
    let response = ui.interact(strip, ui.scope_id().with((name, along as u8)), Sense::click_and_drag());
    let way = if along == Along::Column { "rows" } else { "columns" };
    super::facets::name_it(
        &response,
        egui::Role::ScrollBar,
        false,
        &format!("Scroll the {way} of the {name}"),
    );
    let (start, track) = match along {
        Along::Column => (strip.top(), f64::from(strip.height())),
        Along::Row => (strip.left(), f64::from(strip.width())),
    };
    let (at, long) = sight.thumb(track);
    let lit = response.hovered() || response.dragged();
    let thick = if lit { THICK.1 } else { THICK.0 };
    let (from, size) = (start + at as f32, long as f32);
    let thumb = match along {
        Along::Column => Rect::from_min_size(pos2(strip.right() - thick - 2.0, from), vec2(thick, size)),
        Along::Row => Rect::from_min_size(pos2(from, strip.bottom() - thick - 2.0), vec2(size, thick)),
    };
    let ink = Ink::thin(Role::Muted, if lit { 190 } else { 130 });
    ui.painter().rect_filled(thumb, thick / 2.0, style::color(style::theme(ui), ink));
    let free = track - long;
    if response.dragged() && free > 0.0 {
        let by = response.drag_delta();
        let by = f64::from(if along == Along::Column { by.y } else { by.x });
        return Some((sight.from + by * sight.most() / free).clamp(0.0, sight.most()));
    }
    // Beside the thumb a click goes one view further.
    let at = response.interact_pointer_pos().filter(|_| response.clicked())?;
    let at = if along == Along::Column { at.y } else { at.x };
    let by = if at < from {
        -sight.seen
    } else if at > from + size {
        sight.seen
    } else {
        return None;
    };
    Some((sight.from + by).clamp(0.0, sight.most()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumb_is_as_long_and_stands_where_what_is_seen_does() {
        let sight = |from| Sight { all: 1000.0, seen: 250.0, from };
        assert_eq!(sight(0.0).thumb(400.0), (0.0, 100.0));
        assert_eq!(sight(375.0).thumb(400.0), (150.0, 100.0));
        assert_eq!(sight(9e9).thumb(400.0), (300.0, 100.0));
        let endless = Sight { all: 2.4e7, seen: 500.0, from: 2.4e7 };
        assert_eq!(endless.thumb(400.0), (400.0 - SHORTEST, SHORTEST));
    }
}

//! How paints look, the same in every format. It must never know a format.

use crate::scene::{Ink, Rgba, Stroke, Theme};

/// Where a fade's opacity bends: parts of the width and opacities, 0 to 1, left to right.
///
/// Fades that together exceed the width are scaled down to it.
pub(super) fn fade_stops(width: f32, left: f32, right: f32, alpha: u8) -> Vec<(f32, f32)> {
    let full = f32::from(alpha) / 255.0;
    let sane = |w: f32| if w.is_finite() { w.max(0.0) } else { width };
    let (left, right) = (sane(left), sane(right));
    let room = (left + right).max(width).max(f32::MIN_POSITIVE);
    let (from, to) = (left / room, 1.0 - right / room);
    let mut stops = Vec::with_capacity(4);
    if left > 0.0 {
        stops.push((0.0, 0.0));
    }
    stops.push((from, full));
    if to > from {
        stops.push((to, full));
    }
    if right > 0.0 {
        stops.push((1.0, 0.0));
    }
    stops
}

/// The stroke, where it can be drawn at all: formats refuse a line that is no width wide.
pub(super) fn drawable(stroke: Option<&Stroke>) -> Option<Stroke> {
    let stroke = *stroke?;
    let dash = if stroke.dash.is_finite() { stroke.dash } else { 0.0 };
    (stroke.width > 0.0 && stroke.width.is_finite()).then_some(Stroke { dash, ..stroke })
}

/// A colour as `#RRGGBB` and its opacity.
pub(super) fn hex(theme: Theme, ink: impl Into<Ink>) -> (String, u8) {
    let Rgba { r, g, b, a } = theme.color(ink);
    (format!("#{r:02X}{g:02X}{b:02X}"), a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stops_ascend_and_fade_to_nothing(w in 0f32..500.0, l in 0f32..900.0, r in 0f32..900.0) {
            let stops = fade_stops(w, l, r, 255);
            prop_assert!(stops.windows(2).all(|p| p[0].0 <= p[1].0), "{stops:?}");
            prop_assert!(stops.iter().all(|(at, _)| (0.0..=1.0).contains(at)));
            prop_assert_eq!(stops[0].1 == 0.0, l > 0.0);
            prop_assert_eq!(stops[stops.len() - 1].1 == 0.0, r > 0.0);
            prop_assert!(stops.iter().any(|s| s.1 == 1.0));
        }
    }
}

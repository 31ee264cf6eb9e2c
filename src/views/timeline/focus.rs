//! The focus date as a line through the timeline, its date in a flag on the axis.
//!
//! It must never move a row or take a bar's place.

use super::{AXIS, GUTTER, Viewport};
use crate::scene::{Paint, Role, Scene, Shape, Size, Stroke, Weight};
use crate::views::{Look, focus};
use emath::{Rect, pos2, vec2};

/// Height of the flag in points.
const FLAG: f32 = 16.0;
/// Room at the ends of its words.
const PAD: f32 = 6.0;

/// Where the focus date's line stands, and its flag; `None` where there is none in view.
pub fn flag(look: &Look<'_>, view: &Viewport) -> Option<(f32, Rect)> {
    let scale = view.scale();
    // A line stands at the end of its day.
    let day = f64::from(look.focus?.0) + 1.0;
    let in_view = scale.from < day && day <= scale.to();
    let x = scale.x(day).round() + 0.5;
    let words = look.focus.map(focus::words)?;
    let width = look.metrics.width(&words, Size::Tick, Weight::Semibold) + 2.0 * PAD;
    let left = (x - width / 2.0).min(scale.right - width - 1.0).max(GUTTER + 1.0);
    let flag = Rect::from_min_size(pos2(left, AXIS - FLAG - 1.0), vec2(width, FLAG));
    in_view.then_some((x, flag))
}

/// Draws the line and its flag in front of everything.
pub(super) fn draw(scene: &mut Scene, look: &Look<'_>, view: &Viewport) {
    let (Some((x, flag)), Some(words)) = (flag(look, view), look.focus.map(focus::words)) else { return };
    let layer = scene.layer(Rect::from_min_max(pos2(GUTTER, 0.0), view.size.to_pos2()));
    let line = Stroke::new(Role::Accent, 1.5);
    layer.add(Shape::line(pos2(x, flag.bottom()), pos2(x, view.size.y), line));
    let fill = Some(Paint::Solid(Role::Accent.into()));
    layer.add(Shape::Rect { rect: flag, radius: 3.0, fill, stroke: None });
    let at = flag.center() + vec2(0.0, Size::Tick.middle());
    layer.add(look.metrics.text_around(at, &words, Size::Tick, Weight::Semibold, Role::Panel));
}

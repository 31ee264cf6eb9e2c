//! What a view says where it has nothing to show. It must never leave a blank without a word.

use super::Look;
use crate::scene::{Ink, Layer, Metrics, Paint, Role, Shape, Size, Weight, wrap_to};
use emath::{Rect, vec2};

/// What is said where no part of the plan passes the filter: what is missing, and what to do.
pub(super) const FILTERED: (&str, &str) =
    ("Nothing matches the filter", "Take a part of it away to see more.");
/// The same of a plan that holds nothing that a view shows.
const EMPTY: (&str, &str) = (
    "This plan has no items yet",
    "Write models, milestones, targets, stakes or initiatives into its file; “roadscope sample” prints a whole plan \
     to start from.",
);
/// No more lines of advice than these.
const MOST: usize = 4;

/// Why a view is empty, and what to do: the plan has no items, none matches, or `otherwise`.
pub(super) fn why<'t>(look: &Look<'_>, otherwise: (&'t str, &'t str)) -> (&'t str, &'t str) {
    if look.plan.items().is_empty() {
        EMPTY
    } else if look.matching.iter().next().is_none() {
        FILTERED
    } else {
        otherwise
    }
}

/// Writes in the middle of a rectangle what is missing and what to do.
pub(super) fn draw(layer: &mut Layer, metrics: &Metrics, rect: Rect, (what, advice): (&str, &str)) {
    let room = (rect.width() - 32.0).min(520.0);
    let mut texts: Vec<Shape> = Vec::new();
    let mut y = -4.0;
    for (text, size, weight, role) in [
        (what, Size::Title, Weight::Semibold, Role::Text),
        (advice, Size::Body, Weight::Regular, Role::Muted),
    ] {
        for line in wrap_to(metrics, text, size, weight, room, MOST) {
            let at = rect.center() + vec2(0.0, y);
            texts.extend((!line.is_empty()).then(|| metrics.text_around(at, &line, size, weight, role)));
            y += if size == Size::Title { 20.0 } else { 17.0 };
        }
    }
    // What lies behind, such as a map, steps back.
    let around = texts.iter().map(Shape::bounds).fold(Rect::NOTHING, Rect::union).expand2(vec2(12.0, 8.0));
    let fill = Some(Paint::Solid(Ink::thin(Role::Panel, 224)));
    layer.add(Shape::Rect { rect: around, radius: 6.0, fill, stroke: None });
    texts.into_iter().for_each(|text| layer.add(text));
}

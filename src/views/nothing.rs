//! What a view says where it has nothing to show. It must never leave a blank without a word.

use super::Look;
use crate::scene::{Ink, Layer, Paint, Role, Shape, Size, Weight, ellipsis};
use emath::{Rect, vec2};

/// Writes in the middle of a rectangle why it is empty and what to do: nothing matches, or, where something
/// does, `otherwise`.
pub(super) fn draw(layer: &mut Layer, look: &Look<'_>, rect: Rect, otherwise: (&str, &str)) {
    let (what, advice) = if look.plan.items().is_empty() {
        ("This plan has nothing to show", "")
    } else if look.matching.iter().next().is_none() {
        ("Nothing matches the filter", "Take a part of it away to see more.")
    } else {
        otherwise
    };
    let metrics = look.metrics;
    let lines = [
        (what, Size::Title, Weight::Semibold, Role::Text, -4.0),
        (advice, Size::Body, Weight::Regular, Role::Muted, 16.0),
    ];
    let write = |(text, size, weight, role, y): (&str, Size, Weight, Role, f32)| {
        let text = ellipsis(metrics, text, size, weight, rect.width() - 16.0)?;
        Some(metrics.text_around(rect.center() + vec2(0.0, y), &text, size, weight, role))
    };
    let texts: Vec<Shape> = lines.into_iter().filter(|line| !line.0.is_empty()).filter_map(write).collect();
    // What lies behind, such as a map, steps back.
    let around = texts.iter().map(Shape::bounds).fold(Rect::NOTHING, Rect::union).expand2(vec2(12.0, 8.0));
    let fill = Some(Paint::Solid(Ink::thin(Role::Panel, 224)));
    layer.add(Shape::Rect { rect: around, radius: 6.0, fill, stroke: None });
    texts.into_iter().for_each(|text| layer.add(text));
}

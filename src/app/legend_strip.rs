//! A legend in lines under a view: every entry, whatever the width.
//!
//! It must never leave an entry out, nor explain by itself: views say what their marks mean.

use super::{paint, style};
use crate::scene::{Layer, Metrics, Role, Size, Weight, ellipsis};
use crate::views::{LegendEntry, SWATCH};
use egui::{Pos2, Rect, Ui, pos2, vec2};

/// From line to line in points.
const LINE: f32 = 17.0;
/// Room around the lines.
const PAD: (f32, f32) = (14.0, 5.0);
/// Between a sign and its words, and between entries.
const GAPS: (f32, f32) = (6.0, 16.0);

/// The height that entries need at a width: none where there are none.
pub fn height(metrics: &Metrics, entries: &[LegendEntry], width: f32) -> f32 {
    let last = places(metrics, entries, width).last().map(|place| place.y);
    last.map_or(0.0, |y| y + LINE + PAD.1 * 2.0)
}

/// Shows the entries in a rectangle.
pub fn show(ui: &Ui, metrics: &Metrics, entries: &[LegendEntry], rect: Rect) {
    let theme = style::theme(ui);
    let painter = ui.painter_at(rect);
    let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
    painter.hline(rect.x_range(), rect.top() + 0.5, line);
    for (entry, place) in entries.iter().zip(places(metrics, entries, rect.width())) {
        let at = rect.min + place.to_vec2() + vec2(0.0, PAD.1);
        let swatch = Rect::from_min_size(at + vec2(0.0, (LINE - SWATCH.y) / 2.0), SWATCH);
        let mut layer =
            Layer { clip: Rect::from_min_size(Pos2::ZERO, SWATCH).expand(3.0), marks: Vec::new() };
        layer.add(entry.swatch.clone());
        paint::layer(&painter, &layer, swatch.min.to_vec2(), theme, swatch.expand(3.0));
        let words = at + vec2(SWATCH.x + GAPS.0, LINE / 2.0);
        let font = style::font(Size::Note, Weight::Regular);
        let room = rect.right() - PAD.0 - words.x;
        let label = ellipsis(metrics, &entry.label, Size::Note, Weight::Regular, room).unwrap_or_default();
        painter.text(words, egui::Align2::LEFT_CENTER, label, font, style::color(theme, Role::Muted));
    }
}

/// The upper left corner of each entry: as many on a line as there is room for.
fn places(metrics: &Metrics, entries: &[LegendEntry], width: f32) -> Vec<Pos2> {
    let mut at = pos2(PAD.0, 0.0);
    let mut places = Vec::with_capacity(entries.len());
    for entry in entries {
        let long = SWATCH.x + GAPS.0 + metrics.width(&entry.label, Size::Note, Weight::Regular);
        if at.x > PAD.0 && at.x + long > width - PAD.0 {
            at = pos2(PAD.0, at.y + LINE);
        }
        places.push(at);
        at.x += long + GAPS.1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Shape;

    #[test]
    fn every_entry_has_its_place_at_every_width() {
        let metrics = Metrics::new();
        let words = ["Renault", "several brands", "other or no brand", "a day", "sources disagree"];
        let entries = words.map(|label| LegendEntry {
            swatch: Shape::filled(Rect::from_min_size(Pos2::ZERO, SWATCH), Role::Accent),
            label: label.to_owned(),
        });
        for width in [60.0, 120.0, 240.0, 480.0, 2000.0] {
            let places = places(&metrics, &entries, width);
            assert_eq!(places.len(), words.len());
            for (entry, place) in entries.iter().zip(&places) {
                let long = SWATCH.x + GAPS.0 + metrics.width(&entry.label, Size::Note, Weight::Regular);
                assert!(place.x == PAD.0 || place.x + long <= width - PAD.0 + 0.1, "{place} at {width}");
            }
            let height = height(&metrics, &entries, width);
            assert!(places.iter().all(|place| place.y + LINE <= height));
        }
        assert_eq!(height(&metrics, &[], 300.0), 0.0);
    }
}

//! What colours and forms mean, where the person looks: a legend that opens from a view's heading.
//!
//! It must never explain by itself: views say what their marks mean, as they do for pictures.

use super::shown::Shown;
use super::{facets, paint, style};
use crate::date::Day;
use crate::plan::Thing;
use crate::scene::{Layer, Role, Size, Weight};
use crate::views::{Arranged, LegendEntry, SWATCH, ViewKind, change, prepare};
use egui::{Pos2, Rect, Response, Sense, Ui};

/// A view's legend, made again when what it explains has changed.
#[derive(Default)]
pub struct Legend {
    kept: Option<(Key, Vec<LegendEntry>)>,
}

/// The word that opens a legend.
pub const OPENER: &str = "legend";

/// What a legend depends on.
type Key = (u64, Option<Thing>, Option<Day>, Arranged);

impl Legend {
    /// The word in a heading that opens the legend of a view.
    pub fn opener(&mut self, ui: &mut Ui, shown: &Shown<'_>, view: ViewKind) -> Response {
        let words = style::text(ui, OPENER, Size::Note, Weight::Regular, Role::Muted);
        ui.spacing_mut().button_padding.x = 5.0;
        let button = egui::Button::new(words).frame_when_inactive(false).min_size(egui::vec2(0.0, 24.0));
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            for entry in self.entries(shown, view) {
                line(ui, entry);
            }
        });
        facets::name_it(&response, egui::Role::Button, false, &format!("Legend of the {}", view.word()));
        response
            .on_hover_text("What colours and forms mean here")
            .on_hover_cursor(egui::CursorIcon::PointingHand)
    }

    fn entries(&mut self, shown: &Shown<'_>, view: ViewKind) -> &[LegendEntry] {
        let key = (shown.version, shown.selection, shown.focus, shown.arrangement.views.whole());
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != key) {
            let mut entries = prepare(view, &shown.look(), &key.3, true).legend(WIDTH, None);
            entries.extend(change::legend(shown.plan, &shown.answer.matching));
            self.kept = Some((key, entries));
        }
        self.kept.as_ref().map(|(_, entries)| &**entries).unwrap_or_default()
    }
}

/// The width of the view that is explained, in points: a matrix explains its heat only where it has some.
const WIDTH: f32 = 800.0;

/// One line: the sign and what it means.
fn line(ui: &mut Ui, entry: &LegendEntry) {
    ui.horizontal(|ui| {
        swatch(ui, entry);
        ui.label(style::text(ui, entry.label.as_str(), Size::Note, Weight::Regular, Role::Text));
    });
}

/// Paints a swatch.
fn swatch(ui: &mut Ui, entry: &LegendEntry) {
    let (rect, _) = ui.allocate_exact_size(SWATCH, Sense::hover());
    let mut layer = Layer { clip: Rect::from_min_size(Pos2::ZERO, SWATCH).expand(3.0), marks: Vec::new() };
    layer.add(entry.swatch.clone());
    paint::layer(ui.painter(), &layer, rect.min.to_vec2(), style::theme(ui), rect.expand(3.0));
}

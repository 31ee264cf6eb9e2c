//! The columns of a sheet at the left, what each means at the right: certain, guessed, or chosen.
//!
//! It must never show a guess as if it were certain.

use super::import_dialog::{Chosen, Ready};
use super::import_parts::{choice, within};
use super::style;
use crate::import::{ColumnMapping, Meaning, Sure, Use, letters};
use crate::scene::{Role, Size, Weight};
use egui::{Label, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// The height of a row.
const ROW: f32 = 28.0;

/// Where each part of a row begins, as shares of the width.
const PARTS: [f32; 9] = [0.02, 0.045, 0.15, 0.375, 0.505, 0.695, 0.785, 0.875, 0.995];

/// Shows the columns; gives the one that the person changed.
pub fn ui(ui: &mut Ui, ready: &Ready, chosen: &mut Chosen) -> Option<ColumnMapping> {
    let rect = ui.max_rect();
    let part = |n: usize| rect.left() + rect.width() * PARTS.get(n).copied().unwrap_or(1.0);
    let line = style::color(style::theme(ui), Role::Line);
    let grid = style::color(style::theme(ui), Role::Grid);
    let put = |ui: &mut Ui, n: usize, top: f32, words: String, weight: Weight, role: Role| {
        let rect = Rect::from_min_max(pos2(part(n), top), pos2(part(n + 1) - 8.0, top + ROW));
        within(ui, rect, |ui| {
            ui.add(Label::new(style::text(ui, words, Size::Body, weight, role)).truncate().selectable(false))
        });
    };
    let top = rect.top() + 6.0;
    for (n, words) in [(1, "Columns of the sheet"), (4, "What they mean")] {
        let at =
            Rect::from_min_max(pos2(part(if n == 1 { 0 } else { n }), top), pos2(part(n + 3), top + ROW));
        within(ui, at, |ui| ui.label(style::text(ui, words, Size::Body, Weight::Semibold, Role::Text)));
    }
    let heads = ["Heading", "Samples", "Type", "Meaning", "How sure", "Cells read", "Use as"];
    for (n, head) in heads.into_iter().enumerate() {
        put(ui, n + 1, top + 26.0, head.to_owned(), Weight::Regular, Role::Muted);
    }
    let begin = top + 26.0 + ROW;
    ui.painter().hline(rect.x_range(), begin, (1.0, line));
    let list = Rect::from_min_max(pos2(rect.left(), begin), rect.max);
    let mut changed = None;
    within(ui, list, |ui| {
        egui::ScrollArea::vertical().id_salt("columns").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for (n, column) in ready.mapping.columns.iter().enumerate() {
                let (row, response) = ui.allocate_exact_size(vec2(list.width(), ROW), Sense::click());
                let letter = letters(column.column);
                let name = format!("Column {letter}, {}", column.heading);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
                if response.clicked() {
                    chosen.column = Some(column.column);
                }
                if chosen.column == Some(column.column) {
                    ui.painter().rect_filled(row, 0.0, style::color(style::theme(ui), Role::Chosen));
                }
                ui.painter().hline(row.x_range(), row.bottom(), (1.0, grid));
                let sample = ready.opened.guess.samples.get(n);
                let top = row.top();
                let left_out = column.meaning == Meaning::Nothing;
                let role = if left_out { Role::Muted } else { Role::Text };
                put(ui, 0, top, letter.clone(), Weight::Regular, Role::Muted);
                put(ui, 1, top, column.heading.clone(), Weight::Semibold, role);
                let samples = sample.map(|sample| sample.texts.join(", ")).unwrap_or_default();
                put(ui, 2, top, samples, Weight::Regular, Role::Muted);
                put(
                    ui,
                    3,
                    top,
                    sample.map(|sample| sample.words()).unwrap_or_default(),
                    Weight::Regular,
                    Role::Muted,
                );
                let place = |n: usize| {
                    Rect::from_min_max(pos2(part(n), top + 2.0), pos2(part(n + 1) - 8.0, top + ROW - 2.0))
                };
                changed = meaning(ui, place(4), column, &letter).or(changed.take());
                let (words, weight, role) = match column.sure {
                    Sure::Certain => ("certain", Weight::Regular, Role::Muted),
                    Sure::Guess => ("guess", Weight::Semibold, Role::Text),
                    Sure::Chosen => ("you chose", Weight::Regular, Role::Accent),
                };
                put(ui, 5, top, words.to_owned(), weight, role);
                let (read, filled) = ready.made.cells.get(&column.column).copied().unwrap_or_default();
                let (words, weight) = match left_out {
                    true => ("not read".to_owned(), Weight::Regular),
                    false => (
                        format!("{read} of {filled}"),
                        if read < filled { Weight::Semibold } else { Weight::Regular },
                    ),
                };
                let role = if read < filled && !left_out { Role::Text } else { Role::Muted };
                put(ui, 6, top, words, weight, role);
                changed = used(ui, place(7), column, &letter).or(changed.take());
            }
        });
    });
    changed
}

/// The menu of meanings; a guess has a dashed line, what was chosen the accent's ground.
fn meaning(ui: &mut Ui, rect: Rect, column: &ColumnMapping, letter: &str) -> Option<ColumnMapping> {
    let mut changed = None;
    let theme = style::theme(ui);
    match column.sure {
        Sure::Guess => {
            let line = Stroke::new(1.0, style::color(theme, Role::Muted));
            let corners =
                [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            ui.painter().extend(egui::Shape::dashed_line(&corners, line, 3.0, 2.5));
        }
        Sure::Chosen => {
            ui.painter().rect(rect, 4.0, style::color(theme, Role::Chosen), Stroke::NONE, StrokeKind::Inside);
        }
        Sure::Certain => {}
    }
    let now = match &column.meaning {
        Meaning::Own => format!("New: {}", column.heading),
        meaning => meaning.label(),
    };
    let life = ["sop", "launch", "reveal", "facelift", "eop"].map(|kind| Meaning::Life(kind.into()));
    let own = match &column.meaning {
        Meaning::Life(kind) if !life.contains(&Meaning::Life(kind.clone())) => Some(column.meaning.clone()),
        _ => None,
    };
    let all = Meaning::PLAIN.iter().cloned().chain(life).chain(own);
    let all = all.map(|meaning| {
        let label =
            if meaning == Meaning::Own { format!("New: {}", column.heading) } else { meaning.label() };
        (meaning, label)
    });
    within(ui, rect.shrink2(vec2(4.0, 0.0)), |ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
        choice(ui, &format!("Meaning of {letter}"), &now, all, |meaning| {
            changed = Some(ColumnMapping { meaning, sure: Sure::Chosen, ..column.clone() });
        });
    });
    changed
}

/// What becomes of a column of the sheet's own; what a known one becomes is only said.
fn used(ui: &mut Ui, rect: Rect, column: &ColumnMapping, letter: &str) -> Option<ColumnMapping> {
    let mut changed = None;
    within(ui, rect, |ui| {
        if let Some(words) = column.meaning.fixed_use() {
            ui.add(Label::new(style::text(ui, words, Size::Body, Weight::Regular, Role::Muted)).truncate());
            return;
        }
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
        let all = Use::ALL.into_iter().map(|one| (one, one.label().to_owned()));
        choice(ui, &format!("Use {letter} as"), column.used.label(), all, |used| {
            changed = Some(ColumnMapping { used, sure: Sure::Chosen, ..column.clone() });
        });
    });
    changed
}

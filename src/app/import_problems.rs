//! What of a sheet was not taken as it stands, cell by cell: what it says, what was made of it, why.
//!
//! It must never change a word of the sheet.

use super::import_dialog::{Chosen, Ready};
use super::import_parts::within;
use super::style;
use crate::import::{Grade, Problem};
use crate::scene::{Role, Size, Weight};
use egui::{Label, Rect, Sense, Ui, pos2, vec2};

const ROW: f32 = 24.0;
/// Where each part of a row begins, as shares of the width.
const PARTS: [f32; 5] = [0.011, 0.056, 0.211, 0.405, 0.99];

/// Shows the problems.
pub fn ui(ui: &mut Ui, ready: &Ready, chosen: &mut Chosen, grade: &mut Option<Grade>) {
    let rect = ui.max_rect();
    let theme = style::theme(ui);
    let made = &ready.made;
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), 34.0)).shrink2(vec2(16.0, 3.0));
    within(ui, head, |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(style::text(ui, "Problems", Size::Body, Weight::Semibold, Role::Text));
        let all = format!("All {}", made.problems.len() + made.more);
        ui.selectable_value(grade, None, all);
        for (one, words) in [
            (Grade::LeftOut, "Rows left out"),
            (Grade::Words, "Kept as words"),
            (Grade::Doubt, "Read with doubt"),
        ] {
            ui.selectable_value(grade, Some(one), format!("{words} {}", made.count(one)));
        }
        let remarks = ready.opened.sheet.remarks.join("; ");
        let words = if remarks.is_empty() {
            "Kept words become notes of the record, with their cell".to_owned()
        } else {
            remarks
        };
        ui.add(Label::new(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted)).truncate());
    });
    let put = |ui: &mut Ui, row: Rect, n: usize, words: &str, weight: Weight, role: Role| {
        let at = |n: usize| row.left() + row.width() * PARTS.get(n).copied().unwrap_or(1.0);
        let rect = Rect::from_min_max(pos2(at(n), row.top()), pos2(at(n + 1) - 8.0, row.bottom()));
        within(ui, rect, |ui| {
            ui.add(Label::new(style::text(ui, words, Size::Body, weight, role)).truncate().selectable(false))
        });
    };
    let heads = Rect::from_min_size(pos2(rect.left(), head.bottom()), vec2(rect.width(), ROW));
    for (n, words) in ["Cell", "The sheet says", "What was made of it", "Why"].into_iter().enumerate() {
        put(ui, heads, n, words, Weight::Regular, Role::Muted);
    }
    ui.painter().hline(rect.x_range(), heads.bottom(), (1.0, style::color(theme, Role::Line)));
    let list = Rect::from_min_max(heads.left_bottom(), rect.max);
    let problems: Vec<&Problem> =
        made.problems.iter().filter(|problem| grade.is_none_or(|grade| problem.grade == grade)).collect();
    within(ui, list, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = egui::ScrollArea::vertical().id_salt("import problems").auto_shrink(false);
        area.show_rows(ui, ROW, problems.len(), |ui, range| {
            for problem in problems.get(range).unwrap_or_default() {
                let (row, response) = ui.allocate_exact_size(vec2(list.width(), ROW), Sense::click());
                let name = format!("Problem at {}", problem.place);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
                if response.clicked() {
                    *chosen = Chosen { row: Some(problem.at.0), column: Some(problem.at.1) };
                }
                if *chosen == (Chosen { row: Some(problem.at.0), column: Some(problem.at.1) }) {
                    ui.painter().rect_filled(row, 0.0, style::color(theme, Role::Chosen));
                    let edge = Rect::from_min_size(row.min, vec2(2.0, ROW));
                    ui.painter().rect_filled(edge, 0.0, style::color(theme, Role::Accent));
                }
                ui.painter().hline(row.x_range(), row.bottom(), (1.0, style::color(theme, Role::Grid)));
                let (weight, role) = match problem.grade {
                    Grade::LeftOut => (Weight::Semibold, Role::Disagreement),
                    Grade::Words => (Weight::Semibold, Role::Text),
                    Grade::Doubt => (Weight::Regular, Role::Text),
                };
                put(ui, row, 0, &problem.place, Weight::Semibold, Role::Accent);
                let (says, said) = if problem.says.is_empty() {
                    ("(empty)", Role::Muted)
                } else {
                    (problem.says.as_str(), Role::Text)
                };
                put(ui, row, 1, says, Weight::Regular, said);
                put(ui, row, 2, &problem.made, weight, role);
                put(ui, row, 3, &problem.why, Weight::Regular, Role::Muted);
            }
        });
    });
}

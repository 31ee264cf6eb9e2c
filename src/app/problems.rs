//! What is wrong in a file, listed, each with its line of the file. It must never hide one without saying so.

use super::dialogs::note;
use super::style;
use crate::file::{Problem, Severity};
use crate::scene::{Role, Size, Weight};
use crate::session::Document;
use egui::Ui;

/// What is wrong in the file that was read last, no higher than so many points.
pub fn list(ui: &mut Ui, document: &Document, height: f32) {
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for problem in document.problems() {
            one_problem(ui, problem);
            ui.add_space(4.0);
        }
        if document.more() > 0 {
            note(ui, &format!("and {} more, which show once these are mended", document.more()));
        }
    });
}

/// What is wrong in words, and the line of the file with what is meant marked under it.
fn one_problem(ui: &mut Ui, problem: &Problem) {
    let role = if problem.severity == Severity::Error { Role::Disagreement } else { Role::Text };
    for (n, line) in problem.to_string().lines().enumerate() {
        let of_the_file = n > 0 && line.contains('|');
        let words = match of_the_file {
            // Marks stand under what they mean only where all letters are of one width.
            true => egui::RichText::new(line).monospace().color(style::color(style::theme(ui), Role::Muted)),
            false => style::text(
                ui,
                line.trim_start(),
                Size::Body,
                Weight::Regular,
                if n == 0 { role } else { Role::Text },
            ),
        };
        let label = egui::Label::new(words);
        ui.add(if of_the_file { label.extend() } else { label.wrap() });
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_of_a_quoted_line_keep_their_form_and_are_of_one_width() {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = egui::TextStyle::Monospace.resolve(ui.style());
            let place = |text: &str| {
                let font = egui::FontId { family: egui::FontFamily::Monospace, ..font.clone() };
                ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK).size().x
            };
            for text in ["20x30", "->", "iiiWWW", "a, 1.0: \"fi\""] {
                let cells = text.chars().count() as f32 * place("^");
                assert!((place(text) - cells).abs() < 0.6, "{text}: {} and {cells}", place(text));
            }
        })
        .drop_without_applying_deltas();
    }
}

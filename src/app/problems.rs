//! What is wrong in a file, listed, each with its line of the file. It must never hide one without saying so.

use super::dialogs::note;
use super::style;
use crate::file::{Problem, Severity};
use crate::scene::{Role, Size, Weight};
use crate::session::Document;
use egui::Ui;
use unicode_width::UnicodeWidthChar;

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
    let text = problem.to_string();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((n, line)) = lines.next() {
        let marks = lines.peek().map(|(_, next)| *next).filter(|next| n > 0 && is_marks(next));
        if let Some(marks) = marks {
            quoted(ui, line, marks);
            lines.next();
            continue;
        }
        let role = if n == 0 { role } else { Role::Text };
        let words = style::text(ui, line.trim_start(), Size::Body, Weight::Regular, role);
        ui.add(egui::Label::new(words).wrap());
    }
}

/// Whether a line holds nothing but the marks under a quoted one.
fn is_marks(line: &str) -> bool {
    line.contains('^') && line.chars().all(|c| matches!(c, ' ' | '|' | '^'))
}

/// A line of the file with what is meant underlined: where its letters really stand, since no font has all of
/// the world's letters in cells of one width.
fn quoted(ui: &mut Ui, line: &str, marks: &str) {
    let theme = style::theme(ui);
    let muted = style::color(theme, Role::Muted);
    let place = ui.add(egui::Label::new(egui::RichText::new(line).monospace().color(muted)).extend()).rect;
    let font = egui::TextStyle::Monospace.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(line.to_owned(), font, muted);
    let x = |at: usize| place.left() + galley.pos_from_cursor(egui::text::CCursor::new(at)).left();
    let (from, to) = marked(line, marks);
    let under = egui::Stroke::new(2.0, style::color(theme, Role::Disagreement));
    ui.painter().hline(x(from)..=x(to).max(x(from) + 3.0), place.bottom() + 0.5, under);
}

/// The letters of a line, by their numbers, that stand over the marks: marks are counted in cells of a terminal.
fn marked(line: &str, marks: &str) -> (usize, usize) {
    let first = marks.find('^').unwrap_or(0);
    let cells = marks.matches('^').count();
    let mut cell = 0;
    let mut at = |end: usize, from: usize| {
        let mut letters = line.chars().enumerate().skip(from);
        loop {
            let Some((n, letter)) = letters.next() else { return line.chars().count() };
            let wide = letter.width().unwrap_or(0);
            // What takes no cell of its own belongs to the letter before.
            if cell >= end && wide > 0 {
                return n;
            }
            cell += wide;
        }
    };
    let from = at(first, 0);
    (from, at(first + cells, from))
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn marks_are_under_the_letters_that_are_meant() {
        for (line, marks, meant) in [
            ("  4 | when: \"soon\"", "    |       ^^^^^^", "\"soon\""),
            ("  4 | name: \"東京\", x: 20x30", "    |                  ^^^^^", "20x30"),
            ("  4 | e\u{301}a: 1", "    | ^^", "e\u{301}a"),
            ("  4 | e\u{301}a: 1", "    |     ^", "1"),
            ("  4 | 東京", "    | ^^^^", "東京"),
            ("  4 | name:    \"X\"", "    |          ^^^", "\"X\""),
            ("  4 | end", "    |    ^", ""),
        ] {
            let (from, to) = marked(line, marks);
            let found: String = line.chars().skip(from).take(to - from).collect();
            assert_eq!(found, meant, "{line}");
        }
    }

    #[test]
    fn letters_of_a_quoted_line_keep_their_form_and_are_of_one_width() {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = egui::TextStyle::Monospace.resolve(ui.style());
            let place = |text: &str| {
                ui.painter().layout_no_wrap(text.to_owned(), font.clone(), egui::Color32::BLACK).size().x
            };
            for text in ["20x30", "->", "iiiWWW", "a, 1.0: \"fi\""] {
                let cells = text.chars().count() as f32 * place("^");
                assert!((place(text) - cells).abs() < 0.6, "{text}: {} and {cells}", place(text));
            }
        })
        .drop_without_applying_deltas();
    }
}

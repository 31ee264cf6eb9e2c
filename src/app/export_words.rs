//! The words of a picture in the export dialog: the usual ones stand in the fields until one's own take their place.
//!
//! It must never make up a usual word: they come with the preview.

use super::export_parts::row;
use super::style;
use crate::publish::Preview;
use crate::scene::{Role, Size, Weight};
use crate::views::picture::Words;
use egui::{Margin, Ui, vec2};

/// A person's own words for a picture; `None` leaves the usual ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnWords([Option<String>; 6]);

/// The fields: name, rows, and what stands there where there is nothing.
const FIELDS: [(&str, usize, &str); 6] = [
    ("Title", 2, ""),
    ("Subtitle", 2, ""),
    ("Note", 1, "None"),
    ("Source", 2, ""),
    ("Credit", 1, "None"),
    ("Alt text", 3, ""),
];

impl OwnWords {
    /// As a job takes them: one line each.
    pub fn words(&self) -> Words {
        let one_line = |text: &Option<String>| {
            text.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let [title, subtitle, note, source, credit, alt] = self.0.each_ref().map(one_line);
        Words { title, subtitle, note, source, credit, alt }
    }

    /// Shows the fields.
    pub fn ui(&mut self, ui: &mut Ui, preview: Option<&Preview>) {
        let usual = preview.map(|preview| preview.usual.clone()).unwrap_or_default();
        let sources = match preview.map(|preview| preview.sources) {
            Some(1) => "The one source".to_owned(),
            Some(count) => format!("A list of the {count} sources"),
            None => String::new(),
        };
        // The list of sources is no text that one could go on writing.
        let usual = [usual.title, usual.subtitle, String::new(), String::new(), String::new(), usual.alt];
        for (n, ((name, rows, none), own)) in FIELDS.into_iter().zip(&mut self.0).enumerate() {
            let usual = usual.get(n).map_or("", String::as_str);
            let hint = if name == "Source" { sources.as_str() } else { none };
            let beneath = if own.is_none() && none.is_empty() { "default" } else { "" };
            row(ui, name, beneath, |ui| {
                ui.vertical(|ui| field(ui, (name, rows), (usual, hint), own));
            });
        }
    }
}

fn field(ui: &mut Ui, (name, rows): (&str, usize), (usual, hint): (&str, &str), own: &mut Option<String>) {
    let mut text = own.clone().unwrap_or_else(|| usual.to_owned());
    let width = ui.available_width();
    let field = egui::TextEdit::multiline(&mut text).hint_text(hint.to_owned()).desired_rows(rows);
    let field = field.desired_width(width).margin(Margin::symmetric(8, 5)).min_size(vec2(width, 28.0));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if response.changed() {
        *own = Some(text);
    }
    // What says the same as the usual words, or nothing, is nobody's own.
    if !response.has_focus() {
        *own = own.take().filter(|own| !own.trim().is_empty() && own.trim() != usual);
    }
    if own.is_some() {
        let words = style::text(ui, "Reset", Size::Note, Weight::Regular, Role::Accent);
        let reset = ui.add(egui::Button::new(words).frame(false));
        super::facets::name_it(&reset, egui::Role::Button, false, &format!("Reset {}", name.to_lowercase()));
        if reset.on_hover_text("Back to the usual words").clicked() {
            *own = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_are_of_one_line_and_nothing_is_none() {
        let mut own = OwnWords::default();
        assert_eq!(own.words(), Words::default());
        own.0[0] = Some(" Two\nlines  of a title ".to_owned());
        own.0[2] = Some(" \n ".to_owned());
        let words = own.words();
        assert_eq!((words.title.as_str(), words.note.as_str()), ("Two lines of a title", ""));
    }
}

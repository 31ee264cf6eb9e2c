//! The bar above the views while a plan is compared: with which edition, what changed in a sentence, and the switches
//! for what only one edition mentions.
//!
//! It must never count by itself: `changes` does, over what the filter keeps.

use super::command::Command;
use super::compare_menu::Others;
use super::facets::name_it;
use super::shown::Shown;
use super::style;
use crate::changes::{self, edition, edition_and_date};
use crate::plan::{Change, Facet};
use crate::scene::{Role, Size, Weight};
use crate::session::{self, Value};
use egui::{Align, Layout, Ui};

/// Height of the bar in points.
pub const HEIGHT: f32 = 36.0;

/// The bar, and what was counted for it.
#[derive(Default)]
pub struct CompareBar {
    counted: Option<(u64, Counted)>,
}

/// What the filter keeps, changes aside.
struct Counted {
    sentence: String,
    silent: usize,
    new: usize,
    same: usize,
}

impl CompareBar {
    /// Shows the bar.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, others: &Others, commands: &mut Vec<Command>) {
        let Some((older, message)) = &shown.against else { return };
        let counted = self.counted.take().filter(|(version, _)| *version == shown.version);
        let (version, counted) = counted.unwrap_or_else(|| (shown.version, count(shown)));
        ui.horizontal_centered(|ui| {
            ui.add_space(14.0);
            let words = |ui: &Ui, words: &str, weight, role| style::text(ui, words, Size::Body, weight, role);
            ui.label(words(ui, &edition(shown.plan.about()), Weight::Semibold, Role::Accent));
            ui.label(words(ui, "compared with", Weight::Regular, Role::Text));
            let name = match shown.plan.against() {
                Some(against) => edition_and_date(&against.about),
                None => older.name(),
            };
            let text = words(ui, &format!("{name}  ▾"), Weight::Regular, Role::Text);
            let (response, _) = egui::containers::menu::MenuButton::new(text).ui(ui, |ui| {
                others.ui(ui, commands);
            });
            name_it(
                &response,
                egui::Role::Button,
                false,
                &format!("Compared with {name}: choose another edition"),
            );
            for (command, label, hint) in [
                (Command::SwapEditions, "Swap", "Look at the older edition, compared with this one"),
                (session::Command::Compare(None).into(), "End", "Compare no longer"),
            ] {
                let text = words(ui, label, Weight::Regular, Role::Text);
                let button = ui.add(egui::Button::new(text));
                name_it(&button, egui::Role::Button, false, &format!("{label}: {}", hint.to_lowercase()));
                if button.on_hover_text(hint).clicked() {
                    commands.push(command);
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(14.0);
                let switches = [
                    (Change::New, counted.new),
                    (Change::Silent, counted.silent),
                    (Change::Same, counted.same),
                ];
                for (change, count) in switches {
                    switch(ui, shown, change, count, commands);
                }
                ui.add_space(4.0);
                let (said, role) = match message {
                    Some(message) => (message.as_str(), Role::Disagreement),
                    None => (counted.sentence.as_str(), Role::Text),
                };
                let text = style::text(ui, said, Size::Body, Weight::Regular, role);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space(8.0);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
        self.counted = Some((version, counted));
    }
}

fn count(shown: &Shown<'_>) -> Counted {
    let mut filter = shown.filter.clone();
    filter.clear_changes();
    let tally = changes::tally(shown.plan, &filter.matching(shown.plan, shown.index));
    let of = |change: Change| tally.of(change);
    let (silent, new, same) = (of(Change::Silent), of(Change::New), of(Change::Same));
    Counted { sentence: tally.sentence(shown.plan), silent, new, same }
}

/// Shows or hides what only one edition mentions.
fn switch(ui: &mut Ui, shown: &Shown<'_>, change: Change, count: usize, commands: &mut Vec<Command>) {
    let column = shown.plan.items().column(Facet::Change);
    let Some(value) = column.value_of_key(change.word()) else { return };
    let mut on = !shown.filter.is_excluded(Facet::Change, value);
    let words = format!("{} {count}", change.label());
    let text = style::text(ui, words, Size::Body, Weight::Regular, Role::Text);
    let hint = match change {
        Change::New => "Show what only the newer edition mentions",
        Change::Same => "Show what is as it was",
        _ => "Show what only the older edition mentions: absent, which does not mean cancelled",
    };
    // On the bar's ground an empty box would not be seen.
    let theme = style::theme(ui);
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.bg_fill = style::color(theme, Role::Panel);
    inactive.bg_stroke = egui::Stroke::new(1.0, style::color(theme, Role::Muted));
    if ui.checkbox(&mut on, text).on_hover_text(hint).changed() {
        let value = Value { facet: Facet::Change, key: change.word().into() };
        commands.push(session::Command::Exclude(value).into());
    }
}

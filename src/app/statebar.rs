//! The line at the bottom: the filter in words, and the state of the file. It must never hide a problem.

use super::command::{Command, tip_of};
use super::shown::Shown;
use super::style;
use crate::file::Severity;
use crate::scene::{Role, Size, Weight};
use crate::session::{Document, Others};
use egui::{Ui, vec2};

/// Shows the line; a notice stands in place of the filter's words.
pub fn ui(ui: &mut Ui, shown: &Shown<'_>, notice: Option<&str>, commands: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(14.0);
        let (count, dates) = shown.counted();
        let dates = if dates.is_empty() { dates } else { format!(": {dates}") };
        let words = format!("{}; {count}{dates}", shown.filter.words(shown.plan));
        let words = notice.map_or(words, str::to_owned);
        let half = ui.available_width() * 0.6;
        ui.allocate_ui(vec2(half, ui.available_height()), |ui| {
            ui.add(
                egui::Label::new(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted)).truncate(),
            );
        });
        if !shown.filter.is_empty() {
            others(ui, shown, commands);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(14.0);
            file_state(ui, shown.document, commands);
        });
    });
}

/// What becomes of what does not match: a click turns it.
fn others(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let words = match shown.arrangement.others {
        Others::Hidden => "others left out",
        Others::Dimmed => "others pale",
    };
    let text = style::text(ui, words, Size::Note, Weight::Regular, Role::Accent);
    let button = ui.add(egui::Button::new(text).frame(false)).on_hover_text(tip_of(&Command::TurnOthers));
    super::facets::name_it(&button, egui::Role::Button, false, words);
    if button.clicked() {
        commands.push(Command::TurnOthers);
    }
}

fn file_state(ui: &mut Ui, document: &Document, commands: &mut Vec<Command>) {
    if let Some(opening) = document.opening() {
        let name = opening.path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        if ui.small_button("Cancel").clicked() {
            commands.push(Command::CancelOpening);
        }
        let progress = opening.progress();
        let words = format!("{name}: {}, {} s", progress.stage().words(), opening.since.elapsed().as_secs());
        ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted));
        let bar = egui::ProgressBar::new(progress.share()).desired_width(120.0).desired_height(6.0);
        ui.add(bar);
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        return;
    }
    let errors = document.problems().iter().filter(|p| p.severity == Severity::Error).count();
    let name = document.name();
    let (words, role) = match (errors, document.problems().len() + document.more()) {
        (0, 0) => (format!("no problems in {name}"), Role::Muted),
        (0, 1) => (format!("1 warning in {name}"), Role::Muted),
        (0, n) => (format!("{n} warnings in {name}"), Role::Muted),
        (1, 1) => (format!("1 problem in {name}"), Role::Disagreement),
        (_, n) => (format!("{n} problems in {name}"), Role::Disagreement),
    };
    let stale = if document.is_stale() { ", showing the last good plan" } else { "" };
    let reloads = if document.file().is_some() { ", reloads when it changes" } else { "" };
    let (words, role) = match document.is_gone() {
        true => (format!("{name} is no longer there, showing what it last held"), Role::Disagreement),
        false => (format!("{words}{stale}{reloads}"), role),
    };
    let words = style::text(ui, words, Size::Note, Weight::Regular, role);
    if ui.add(egui::Button::new(words).frame(false)).clicked() {
        commands.push(Command::ShowProblems);
    }
}

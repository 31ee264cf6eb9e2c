//! The choices in the heading of the table: groups, their order, and which columns there are, in which order.
//!
//! It must never arrange anything: a choice is a command.

use super::command::Command;
use super::hover;
use super::shown::Shown;
use super::style;
use crate::plan::{Facet, Plan, fold};
use crate::scene::{Role, Size, Weight};
use crate::session;
use crate::views::ViewOptions;
use crate::views::table::{Column, TableOptions};
use crate::views::timeline::GroupOrder;
use egui::{Id, Ui};

/// Width of the chooser of columns in points.
const WIDTH: f32 = 230.0;

/// Shows the choices.
pub fn heading(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let now = &shown.arrangement.views.table.options;
    let mut options = now.clone();
    let named =
        |facet: Option<Facet>| facet.map_or("nothing".to_owned(), |facet| shown.plan.words().inner(facet));
    let mut group = options.group;
    hover::choice(ui, "group", &named(group), |ui| {
        for facet in Facet::stated(shown.plan).map(Some).chain([None]) {
            ui.selectable_value(&mut group, facet, named(facet));
        }
    });
    options = options.grouped(group);
    if options.group.is_some() {
        let order =
            GroupOrder::ALL.iter().find(|order| order.0 == options.order).map_or("plan", |order| order.1);
        hover::choice(ui, "order", order, |ui| {
            for (order, name) in GroupOrder::ALL {
                ui.selectable_value(&mut options.order, order, name);
            }
        });
    }
    let all = Column::stated(shown.plan).count();
    let count = format!("{} of {all}", options.shown().len() + 1);
    hover::choices(ui, "columns", &count, |ui| chooser(ui, shown, &mut options));
    if options != *now {
        commands.push(session::Command::Arrange(ViewOptions::from(options)).into());
    }
}

/// The chooser: what is shown, in its order, then what is not.
fn chooser(ui: &mut Ui, shown: &Shown<'_>, options: &mut TableOptions) {
    ui.set_width(WIDTH);
    let id = Id::unique("columns of the table");
    let mut asked = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let field = egui::TextEdit::singleline(&mut asked).hint_text("Find a column").desired_width(WIDTH - 12.0);
    let field = ui.add(field);
    super::facets::name_it(&field, egui::Role::TextInput, false, "Find a column");
    ui.data_mut(|data| data.insert_temp(id, asked.clone()));
    let found = |column: &Column| fold(&column.heading(shown.plan.words())).contains(&fold(&asked));
    let there: Vec<Column> = options.shown().iter().map(|choice| choice.column).collect();
    egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        note(ui, "Shown, in this order");
        if found(&Column::Name) {
            ui.horizontal(|ui| {
                ui.add_enabled(
                    false,
                    egui::Checkbox::new(&mut true, Column::Name.heading(shown.plan.words())),
                );
                note(ui, "stays first");
            });
        }
        for (n, column) in there.iter().copied().enumerate().filter(|(_, column)| found(column)) {
            line(ui, shown.plan, options, column, Some((n, &there)));
        }
        ui.separator();
        note(ui, "Not shown");
        let others =
            Column::stated(shown.plan).filter(|column| *column != Column::Name && !there.contains(column));
        for column in others.filter(found) {
            line(ui, shown.plan, options, column, None);
        }
    });
    ui.separator();
    let words = style::text(ui, "Reset columns", Size::Note, Weight::Regular, Role::Accent);
    if ui.add(egui::Button::new(words).frame(false)).clicked() {
        let usual = TableOptions::of(shown.plan);
        (options.columns, options.name_width) = (usual.columns, None);
    }
}

/// A column with its box, and behind one that is shown the ways to move it.
fn line(
    ui: &mut Ui,
    plan: &Plan,
    options: &mut TableOptions,
    column: Column,
    place: Option<(usize, &[Column])>,
) {
    let label = column.heading(plan.words());
    ui.horizontal(|ui| {
        let mut on = place.is_some();
        let grouped = options.is_grouped_by(column);
        let check = ui.add_enabled(!grouped, egui::Checkbox::new(&mut on, label.as_str()));
        if check.clicked() {
            *options = std::mem::take(options).toggled(column);
        }
        if grouped {
            note(ui, "grouped by it");
        }
        let Some((n, all)) = place else { return };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let after = all.get(n + 1).is_some().then(|| all.get(n + 2).copied());
            let before = n.checked_sub(1).and_then(|n| all.get(n).copied()).map(Some);
            for (sign, way, to) in [("↓", "later", after), ("↑", "earlier", before)] {
                let button = ui.add_enabled(to.is_some(), egui::Button::new(sign).frame(false).small());
                super::facets::name_it(&button, egui::Role::Button, false, &format!("{label} {way}"));
                if let Some(to) = to.filter(|_| button.clicked()) {
                    *options = std::mem::take(options).moved(column, to);
                }
            }
        });
    });
}

fn note(ui: &mut Ui, words: &str) {
    ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted));
}

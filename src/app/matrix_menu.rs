//! The menus of the matrix: what rows and columns are, and in which order. They stand on the corner
//! between its headings and in the tile's heading, and never in a picture.

use super::command::Command;
use super::shown::Shown;
use super::{hover, style};
use crate::plan::Plan;
use crate::scene::Role;
use crate::session;
use crate::views::matrix::{Axis, MatrixOptions, SIGN, Sort};
use crate::views::{Side, ViewOptions};
use egui::{Popup, Rect, Sense, Stroke, Ui, vec2};

/// Makes the names in the corner open menus; `places` are those of rows and of columns on the screen.
pub fn corner(ui: &mut Ui, shown: &Shown<'_>, places: [Rect; 2], commands: &mut Vec<Command>) {
    let mut choices = shown.arrangement.views.matrix.options;
    let options = &mut choices;
    for (side, name) in [Side::Rows, Side::Columns].into_iter().zip(places) {
        let place = Rect::from_min_max(name.min, name.max + vec2(SIGN, 0.0));
        let (word, axis) = match side {
            Side::Rows => ("rows", options.rows),
            Side::Columns => ("columns", options.columns),
        };
        let response = ui.interact(place.expand2(vec2(4.0, 2.0)), ui.scope_id().with(word), Sense::click());
        let label = format!("What {word} are: {}", axis.inner(shown.plan.words()));
        super::facets::name_it(&response, egui::Role::Button, false, &label);
        let lit = response.hovered()
            || response.has_focus()
            || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        let role = if lit { Role::Accent } else { Role::Muted };
        let color = style::color(style::theme(ui), role);
        let middle = place.right_center() - vec2(SIGN / 2.0, 0.0);
        let (left, right) = (middle + vec2(-3.0, -1.5), middle + vec2(3.0, -1.5));
        let points = vec![left, middle + vec2(0.0, 2.0), right];
        ui.painter().add(egui::epaint::PathShape::line(points, Stroke::new(1.4, color)));
        if lit {
            ui.painter().hline(name.x_range(), name.bottom() - 1.0, Stroke::new(1.0, color));
        }
        let response = response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(format!("Choose what stands in the {word}, and in which order"));
        Popup::menu(&response).show(|ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| axes(ui, shown.plan, options, side));
                ui.separator();
                ui.vertical(|ui| {
                    arrangement(ui, options);
                    ui.separator();
                    if ui.button("Swap rows and columns").clicked() {
                        *options = options.swapped();
                    }
                });
            });
        });
    }
    tell(shown, choices, commands);
}

/// The choices that stand in the tile's heading.
pub fn heading(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let mut choices = shown.arrangement.views.matrix.options;
    let options = &mut choices;
    let name = |axis: Axis| axis.inner(shown.plan.words());
    // Where the tile is narrow, the corner's menus have these too.
    let wide = ui.available_width() > 560.0;
    if wide {
        let [rows, columns] = options.axes();
        hover::choice(ui, "rows", &name(rows), |ui| axes(ui, shown.plan, options, Side::Rows));
        hover::choice(ui, "columns", &name(columns), |ui| axes(ui, shown.plan, options, Side::Columns));
    }
    let order = options.sort.label();
    hover::choice(ui, "order", order, |ui| arrangement(ui, options));
    if ui.available_width() >= hover::word_width(ui, "swap")
        && hover::word_button(ui, "swap").on_hover_text("Rows become columns").clicked()
    {
        *options = options.swapped();
    }
    tell(shown, choices, commands);
}

/// Asks for the choices that were made.
fn tell(shown: &Shown<'_>, choices: MatrixOptions, commands: &mut Vec<Command>) {
    if choices != shown.arrangement.views.matrix.options {
        commands.push(session::Command::Arrange(ViewOptions::from(choices)).into());
    }
}

fn axes(ui: &mut Ui, plan: &Plan, options: &mut MatrixOptions, side: Side) {
    for axis in Axis::stated(plan) {
        let now = if side == Side::Rows { options.rows } else { options.columns };
        if ui.selectable_label(now == axis, axis.heading(plan.words())).clicked() && now != axis {
            *options = match side {
                Side::Rows => options.with_rows(axis),
                Side::Columns => options.with_columns(axis),
            };
        }
    }
}

fn arrangement(ui: &mut Ui, options: &mut MatrixOptions) {
    for sort in Sort::ALL {
        ui.selectable_value(&mut options.sort, sort, sort.label());
    }
    ui.separator();
    ui.checkbox(&mut options.hide_empty, "hide empty");
    ui.checkbox(&mut options.group_rows_by_owner, "rows under their owners");
}

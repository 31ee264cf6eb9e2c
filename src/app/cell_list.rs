//! The list of a cell of the matrix: what stands in it, each with its date, to choose from.
//!
//! It must never hold more than the places of what it lists, nor lay out rows that are scrolled away.

use super::command::Command;
use super::facets::name_it;
use super::shown::Shown;
use super::{hover, style};
use crate::plan::Thing;
use crate::scene::{Role, Size, Weight, ellipsis};
use crate::session::{self, Heading};
use egui::{Align2, Area, Context, Frame, Order, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// Width of the list and height of a row, in points.
const WIDTH: f32 = 300.0;
const ROW: f32 = 24.0;
/// Rows that are in view at once.
const ROWS: f32 = 10.0;

/// An open list.
pub struct CellList {
    /// The cell's row and column.
    pub cell: (Heading, Heading),
    title: String,
    things: Vec<Thing>,
    /// The entry that the keyboard is at.
    at: usize,
    /// Opened in this frame: the click that opened it does not close it.
    fresh: bool,
    /// The entry that the keyboard is at is to be brought into view.
    follow: bool,
}

impl CellList {
    /// The list of a cell under a title.
    pub fn new(cell: (Heading, Heading), title: String, things: Vec<Thing>) -> Self {
        Self { cell, title, things, at: 0, fresh: true, follow: false }
    }

    /// The entry that the keyboard is at.
    pub fn chosen(&self) -> Option<Thing> {
        self.things.get(self.at).copied()
    }

    /// The next entry, or the one before.
    pub fn step(&mut self, down: bool) {
        let last = self.things.len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
        self.follow = true;
    }

    /// Shows the list beside its cell; false once it is to be closed.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>, cell: Rect, commands: &mut Vec<Command>) -> bool {
        let area = Area::new(egui::Id::unique("cell list"))
            .order(Order::Foreground)
            .fixed_pos(cell.left_bottom() + vec2(0.0, 2.0))
            .constrain(true);
        let response = area.show(ctx, |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(style::text(ui, &self.title, Size::Body, Weight::Semibold, Role::Text));
                ui.add_space(4.0);
                self.rows(ui, shown, commands);
                ui.add_space(6.0);
                let words = style::text(ui, "Filter by this cell", Size::Note, Weight::Regular, Role::Accent);
                let button = ui.add(egui::Button::new(words).frame(false));
                if button.on_hover_text("Space, on the cell").clicked() {
                    let (row, column) = self.cell.clone();
                    commands.push(session::Command::Narrow(vec![row, column]).into());
                }
            });
        });
        let beside = |ctx: &Context| {
            ctx.input(|i| {
                i.pointer.any_click()
                    && i.pointer.interact_pos().is_some_and(|at| !response.response.rect.contains(at))
            })
        };
        let closes = !self.fresh && beside(ctx);
        self.fresh = false;
        !closes
    }

    fn rows(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let mut scroll = ScrollArea::vertical().max_height(ROW * ROWS).auto_shrink([false, true]);
        if std::mem::take(&mut self.follow) {
            let top = (self.at as f32 - ROWS / 2.0).max(0.0) * ROW;
            scroll = scroll.vertical_scroll_offset(top);
        }
        scroll.show_rows(ui, ROW, self.things.len(), |ui, range| {
            for n in range {
                let Some(thing) = self.things.get(n).copied() else { continue };
                if row(ui, shown, thing, n == self.at) {
                    self.at = n;
                    commands.push(session::Command::Select(Some(shown.id(thing))).into());
                }
            }
        });
    }
}

/// One entry: its name and its date. True when it was clicked.
fn row(ui: &mut Ui, shown: &Shown<'_>, thing: Thing, marked: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let picked = shown.selection == Some(thing);
    if picked || response.hovered() {
        ui.painter().rect_filled(rect, 3, of(if picked { Role::Chosen } else { Role::App }));
    }
    if marked {
        let line = egui::Stroke::new(1.0, of(Role::Accent));
        ui.painter().rect_stroke(rect.shrink(0.5), 3, line, egui::StrokeKind::Inside);
    }
    let record = shown.plan.record(thing);
    let date = hover::short_date(shown.plan, thing);
    let note = style::font(Size::Note, Weight::Regular);
    let at = pos2(rect.right() - 6.0, rect.center().y);
    let date_place = ui.painter().text(at, Align2::RIGHT_CENTER, &date, note, of(Role::Muted));
    let room = date_place.left() - 8.0 - rect.left() - 6.0;
    let name = ellipsis(shown.metrics, &record.name, Size::Body, Weight::Regular, room).unwrap_or_default();
    let font = style::font(Size::Body, Weight::Regular);
    ui.painter().text(
        pos2(rect.left() + 6.0, rect.center().y),
        Align2::LEFT_CENTER,
        name,
        font,
        of(Role::Text),
    );
    name_it(&response, egui::Role::Button, picked, &format!("{}: {date}", record.name));
    response.clicked()
}

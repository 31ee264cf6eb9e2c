//! The matrix in the window: what stands against what, scrolling, pointing, and the keyboard's cell.
//!
//! It must never count anything: that is `views::matrix`.

use super::command::{Command, Direction};
use super::shown::Shown;
use super::{hover, names, paint, style};
use crate::explore::Filter;
use crate::plan::{Facet, Thing};
use crate::scene::{Role, Scene, Size, StandsFor, Weight};
use crate::views::matrix::{Axis, Matrix, MatrixOptions, Sort, Viewport};
use egui::{Sense, Ui, Vec2};

/// How the matrix is looked at, and what was prepared for it.
#[derive(Default)]
pub struct MatrixTile {
    /// How it is arranged.
    pub options: MatrixOptions,
    scroll: Vec2,
    /// The cell that the keyboard is at, by row and column.
    marked: Option<(u32, u32)>,
    view: Option<Viewport>,
    prepared: Option<(u64, MatrixOptions, Matrix)>,
    scene: Scene,
}

/// What can stand at a side.
const AXES: [Axis; 11] = [
    Axis::Facet(Facet::Platform),
    Axis::Facet(Facet::Brand),
    Axis::Facet(Facet::Region),
    Axis::Facet(Facet::Segment),
    Axis::Facet(Facet::Energy),
    Axis::Facet(Facet::Plant),
    Axis::Facet(Facet::Body),
    Axis::Facet(Facet::Kind),
    Axis::Facet(Facet::Status),
    Axis::Facet(Facet::Theme),
    Axis::Year,
];

impl MatrixTile {
    /// The choices that stand in the tile's heading.
    pub fn heading(&mut self, ui: &mut Ui) {
        let name = |axis: Axis| axis.label().to_lowercase();
        let options = &mut self.options;
        hover::choice(ui, "rows", &name(options.rows), |ui| {
            for axis in AXES {
                ui.selectable_value(&mut options.rows, axis, name(axis));
            }
        });
        hover::choice(ui, "columns", &name(options.columns), |ui| {
            for axis in AXES {
                ui.selectable_value(&mut options.columns, axis, name(axis));
            }
        });
        hover::choice(ui, "order", options.sort.label(), |ui| {
            for sort in Sort::ALL {
                ui.selectable_value(&mut options.sort, sort, sort.label());
            }
            ui.checkbox(&mut options.hide_empty, "hide empty");
            ui.checkbox(&mut options.group_rows_by_owner, "under their owners");
        });
        if ui.available_width() < 100.0 {
            return;
        }
        let words = style::text(ui, "swap", Size::Note, Weight::Regular, Role::Muted);
        if ui.add(egui::Button::new(words).frame(false)).on_hover_text("Rows become columns").clicked() {
            std::mem::swap(&mut self.options.rows, &mut self.options.columns);
        }
    }

    /// Back to the upper left corner.
    pub fn fit(&mut self) {
        self.scroll = Vec2::ZERO;
    }

    /// Moves the keyboard's cell, keeping it in view.
    pub fn step(&mut self, direction: Direction) {
        let Some((_, _, matrix)) = &self.prepared else { return };
        let (rows, columns) = (matrix.rows().len() as u32, matrix.columns().len() as u32);
        if rows == 0 || columns == 0 {
            return;
        }
        let (row, column) = match (self.marked, direction) {
            (None, _) => (0, 0),
            (Some((r, c)), Direction::Up) => (r.saturating_sub(1), c),
            (Some((r, c)), Direction::Down) => (r + 1, c),
            (Some((r, c)), Direction::Left) => (r, c.saturating_sub(1)),
            (Some((r, c)), Direction::Right) => (r, c + 1),
        };
        let at = (row.min(rows - 1), column.min(columns - 1));
        self.marked = Some(at);
        if let Some(view) = self.view {
            self.scroll = matrix.scroll_to(view, at.0, at.1);
        }
    }

    /// The first record of the keyboard's cell.
    pub fn marked(&self, shown: &Shown<'_>) -> Option<Thing> {
        let (row, column) = self.marked?;
        let (_, _, matrix) = self.prepared.as_ref()?;
        matrix.cell_things(shown.plan, row, column).first().copied()
    }

    /// Asks for what stands in the keyboard's cell.
    pub fn narrow_to_marked(&self, filter: &mut Filter) {
        if let Some((row, column)) = self.marked {
            self.narrow(filter, Some(row), Some(column));
        }
    }

    /// Asks for what stands under a row and a column.
    pub fn narrow(&self, filter: &mut Filter, row: Option<u32>, column: Option<u32>) {
        if let Some((_, _, matrix)) = &self.prepared {
            matrix.narrow(filter, row, column);
        }
    }

    /// Shows the tile.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let frame = ui.available_rect_before_wrap();
        let response = ui.interact(frame, ui.scope_id().with("matrix"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Matrix");
        let same = |p: &(u64, MatrixOptions, Matrix)| p.0 == shown.version && p.1 == self.options;
        if !self.prepared.as_ref().is_some_and(same) {
            let matrix = Matrix::new(&shown.look(), self.options);
            self.prepared = Some((shown.version, self.options, matrix));
            self.marked = None;
        }
        let Some((_, _, matrix)) = &self.prepared else { return };
        if response.dragged_by(egui::PointerButton::Primary) {
            self.scroll -= response.drag_delta();
        }
        if response.hovered() {
            self.scroll -= ui.input(|i| i.smooth_scroll_delta());
        }
        let most = (matrix.content_size(frame.width()) - frame.size()).max(Vec2::ZERO);
        self.scroll = self.scroll.clamp(Vec2::ZERO, most);
        let view = Viewport { scroll: self.scroll, size: frame.size() };
        self.scene = matrix.scene(&shown.look(), view);
        self.view = Some(view);
        let painter = ui.painter_at(frame);
        let theme = style::theme(ui);
        paint::scene(&painter, &self.scene, frame.min.to_vec2(), theme, frame);
        if let Some((row, column)) = self.marked.filter(|m| (m.0 as usize) < matrix.rows().len()) {
            let cell = matrix.cell_rect(view, row, column).translate(frame.min.to_vec2());
            let stroke = egui::Stroke::new(1.5, style::color(theme, Role::Accent));
            painter.rect_stroke(cell.shrink(1.0), 2, stroke, egui::StrokeKind::Inside);
        }
        names::marks(ui, shown, &self.scene, frame, "Marks of the matrix", commands);
        let Some(at) = response.hover_pos() else { return };
        let Some((what, _)) = self.scene.hit(at - frame.min.to_vec2()) else {
            if response.clicked() {
                commands.push(Command::Select(None));
            }
            return;
        };
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        if let StandsFor::Cell(row, column) = what {
            self.cell(shown, &response, (row, column), commands);
            return;
        }
        if response.clicked() {
            match what {
                StandsFor::Thing(thing) => commands.push(Command::Select(Some(thing))),
                StandsFor::Value(facet, value) => commands.push(Command::Only(facet, value)),
                _ => {}
            }
        }
        hover::tip(&response, shown, what, |_| None, commands);
    }

    /// A cell lists what stands in it; a click asks for both its headings.
    fn cell(
        &self,
        shown: &Shown<'_>,
        response: &egui::Response,
        at: (u32, u32),
        commands: &mut Vec<Command>,
    ) {
        let Some((_, _, matrix)) = &self.prepared else { return };
        if response.clicked() {
            commands.push(Command::Narrow(Some(at.0), Some(at.1)));
            return;
        }
        let things = matrix.cell_things(shown.plan, at.0, at.1);
        if things.is_empty() {
            return;
        }
        response.clone().on_hover_ui_at_pointer(|ui| {
            for thing in things.iter().take(16) {
                ui.label(&*shown.plan.record(*thing).name);
            }
            if things.len() > 16 {
                ui.label(format!("and {} more", things.len() - 16));
            }
            ui.label(style::text(
                ui,
                "Click to filter by this cell",
                Size::Note,
                Weight::Regular,
                Role::Muted,
            ));
        });
    }
}

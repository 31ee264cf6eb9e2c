//! The matrix in the window: what stands against what, scrolling, pointing, and the keyboard's cell.
//!
//! It must never count anything: that is `views::matrix`.

use super::cell_list::CellList;
use super::command::{Command, Direction};
use super::shown::Shown;
use super::{hover, matrix_menu, names, paint, style};
use crate::explore::Filter;
use crate::plan::Thing;
use crate::scene::{Role, Scene, StandsFor};
use crate::views::matrix::{Matrix, MatrixOptions, Viewport};
use crate::views::picture;
use egui::{Rect, Sense, Ui, Vec2};

/// How the matrix is looked at, and what was prepared for it.
#[derive(Default)]
pub struct MatrixTile {
    /// How it is arranged.
    pub options: MatrixOptions,
    scroll: Vec2,
    /// Where the keyboard is.
    marked: Option<Marked>,
    list: Option<CellList>,
    /// The cell under the pointer and what stands in it: looked up once, not in each frame.
    hovered: Option<((u32, u32), Vec<Thing>)>,
    view: Option<Viewport>,
    prepared: Option<(u64, MatrixOptions, Matrix)>,
    scene: Scene,
}

/// A cell by row and column; a row's heading without a column, a column's without a row.
type Marked = (Option<u32>, Option<u32>);

impl MatrixTile {
    /// The choices that stand in the tile's heading.
    pub fn heading(&mut self, ui: &mut Ui) {
        matrix_menu::heading(ui, &mut self.options);
    }

    /// Back to the upper left corner.
    pub fn fit(&mut self) {
        self.scroll = Vec2::ZERO;
    }

    /// Moves the keyboard's cell, keeping it in view; up and left of the cells are their headings.
    pub fn step(&mut self, direction: Direction) {
        if let Some(list) = &mut self.list {
            match direction {
                Direction::Up | Direction::Down => return list.step(direction == Direction::Down),
                Direction::Left | Direction::Right => self.list = None,
            }
        }
        let Some((_, _, matrix)) = &self.prepared else { return };
        let (rows, columns) = (matrix.rows().len() as u32, matrix.columns().len() as u32);
        if rows == 0 || columns == 0 {
            return;
        }
        let before = |at: Option<u32>| at.and_then(|at| at.checked_sub(1));
        let after = |at: Option<u32>, count: u32| Some(at.map_or(0, |at| (at + 1).min(count - 1)));
        let at = match (self.marked, direction) {
            (None, _) => (Some(0), Some(0)),
            // A heading has none before it.
            (Some((None, c)), Direction::Up) => (None, c),
            (Some((r, None)), Direction::Left) => (r, None),
            (Some((r, c)), Direction::Up) if c.is_some() || r > Some(0) => (before(r), c),
            (Some((r, c)), Direction::Left) if r.is_some() || c > Some(0) => (r, before(c)),
            (Some((r, c)), Direction::Up | Direction::Left) => (r, c),
            (Some((r, c)), Direction::Down) => (after(r, rows), c),
            (Some((r, c)), Direction::Right) => (r, after(c, columns)),
        };
        self.marked = Some(at);
        if let Some(view) = self.view {
            let to = matrix.scroll_to(view, at.0.unwrap_or(0), at.1.unwrap_or(0));
            // A heading stays in view by itself: only its own side scrolls.
            let x = if at.1.is_some() { to.x } else { self.scroll.x };
            let y = if at.0.is_some() { to.y } else { self.scroll.y };
            self.scroll = Vec2::new(x, y);
        }
    }

    /// Opens what the keyboard is at: the one record of a cell or heading, or a cell's list.
    pub fn open_marked(&mut self, shown: &Shown<'_>) -> Option<Thing> {
        if let Some(list) = &self.list {
            return list.chosen();
        }
        let (_, _, matrix) = self.prepared.as_ref()?;
        let heading = |heads: &[crate::views::matrix::Head], at: u32| heads.get(at as usize)?.thing;
        match self.marked? {
            (Some(row), Some(column)) => {
                let things = matrix.cell_things(shown.plan, row, column);
                if things.len() > 1 {
                    self.open(shown, row, column);
                    return None;
                }
                things.first().copied()
            }
            (Some(row), None) => heading(matrix.rows(), row),
            (None, Some(column)) => heading(matrix.columns(), column),
            (None, None) => None,
        }
    }

    /// Opens a cell's list, or closes it where it is open.
    pub fn open(&mut self, shown: &Shown<'_>, row: u32, column: u32) {
        let was = self.list.take().map(|list| list.cell);
        let Some((_, _, matrix)) = self.prepared.as_ref().filter(|_| was != Some((row, column))) else {
            return;
        };
        let things = matrix.cell_things(shown.plan, row, column);
        let title = matrix.cell_title(row, column).filter(|_| !things.is_empty());
        self.list = title.map(|title| {
            let title = format!("{title}, {}", matrix.counted(things.len()));
            CellList::new((row, column), title, things)
        });
    }

    /// Closes the list of a cell; false where none is open.
    pub fn close(&mut self) -> bool {
        self.list.take().is_some()
    }

    /// Asks for what stands where the keyboard is.
    pub fn narrow_to_marked(&self, filter: &mut Filter) {
        if let Some((row, column)) = self.marked {
            self.narrow(filter, row, column);
        }
    }

    /// Asks for what stands under a row and a column.
    pub fn narrow(&self, filter: &mut Filter, row: Option<u32>, column: Option<u32>) {
        if let Some((_, _, matrix)) = &self.prepared {
            matrix.narrow(filter, row, column);
        }
    }

    /// Counts anew where plan, filter or arrangement changed; the keyboard stays at its headings.
    fn prepare(&mut self, shown: &Shown<'_>) {
        let same = |p: &(u64, MatrixOptions, Matrix)| p.0 == shown.version && p.1 == self.options;
        if self.prepared.as_ref().is_some_and(same) {
            return;
        }
        let matrix = Matrix::new(&shown.look(), self.options);
        let before = self.prepared.replace((shown.version, self.options, matrix));
        (self.list, self.hovered) = (None, None);
        self.marked = before.zip(self.prepared.as_ref()).zip(self.marked).and_then(
            |((before, (_, options, now)), (row, column))| {
                if before.1.axes() != options.axes() {
                    return None;
                }
                Some((now.row_like(&before.2, row)?, now.column_like(&before.2, column)?))
            },
        );
    }

    /// Shows the tile.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let frame = ui.available_rect_before_wrap();
        let response = ui.interact(frame, ui.scope_id().with("matrix"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Matrix");
        self.prepare(shown);
        let Some((_, _, matrix)) = &self.prepared else { return };
        if response.dragged_by(egui::PointerButton::Primary) {
            self.scroll -= response.drag_delta();
        }
        if response.hovered() {
            self.scroll -= ui.input(|i| i.smooth_scroll_delta());
        }
        let most = (matrix.content_size(frame.size()) - frame.size()).max(Vec2::ZERO);
        self.scroll = self.scroll.clamp(Vec2::ZERO, most);
        let view = Viewport { scroll: self.scroll, size: frame.size() };
        self.scene = matrix.scene(&shown.look(), view);
        self.view = Some(view);
        let painter = ui.painter_at(frame);
        let theme = style::theme(ui);
        let origin = frame.min.to_vec2();
        paint::scene(&painter, &self.scene, origin, theme, frame);
        if let Some((row, column)) = self.marked {
            let place = matrix.place_rect(view, row, column).translate(origin);
            let stroke = egui::Stroke::new(1.5, style::color(theme, Role::Accent));
            painter.rect_stroke(place.shrink(1.0), 2, stroke, egui::StrokeKind::Inside);
        }
        let name = |what| matrix.words(shown.plan, what).or_else(|| picture::name(shown.plan, what));
        names::marks_named(ui, shown, &self.scene, (frame, "Marks of the matrix"), name, commands);
        let corner = matrix.corner(shown.metrics, view).map(|place| place.translate(origin));
        self.point(&response, shown, frame, commands);
        if !self.scene.layers.is_empty() {
            matrix_menu::corner(ui, &mut self.options, corner);
        }
        self.list_ui(ui, shown, view, origin, commands);
    }

    fn list_ui(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        view: Viewport,
        origin: Vec2,
        commands: &mut Vec<Command>,
    ) {
        let (Some(list), Some((_, _, matrix))) = (&mut self.list, &self.prepared) else { return };
        let cell: Rect = matrix.cell_rect(view, list.cell.0, list.cell.1).translate(origin);
        if !list.ui(ui.ctx(), shown, cell, commands) {
            self.list = None;
        }
    }

    /// What the pointer does: a chip opens its model, a cell its list, a heading filters.
    fn point(
        &mut self,
        response: &egui::Response,
        shown: &Shown<'_>,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) {
        let Some(at) = response.hover_pos() else { return };
        let Some((what, _)) = self.scene.hit(at - frame.min.to_vec2()) else {
            if response.clicked() {
                commands.push(Command::Select(None));
            }
            return;
        };
        response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
        if response.clicked() {
            commands.extend(names::clicked(what));
            return;
        }
        let Some((_, _, matrix)) = &self.prepared else { return };
        match what {
            StandsFor::Cell(row, column) => {
                let known = self.hovered.take().filter(|(cell, _)| *cell == (row, column));
                let things = known.map(|(_, things)| things);
                let things = things.unwrap_or_else(|| matrix.cell_things(shown.plan, row, column));
                let title = matrix.cell_title(row, column).unwrap_or_default();
                let title = format!("{title}, {}", matrix.counted(things.len()));
                hover::list_tip(response, shown, &title, &things, "Click for the list");
                self.hovered = Some(((row, column), things));
            }
            StandsFor::Value(..) | StandsFor::Year(_) => {
                if let Some(words) = matrix.words(shown.plan, what) {
                    hover::words_tip(response, &words, "Click to filter, and again to release");
                }
            }
            _ => hover::tip(response, shown, what, |_| None, commands),
        }
    }
}

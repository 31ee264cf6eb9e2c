//! The matrix in the window: what stands against what, scrolling, pointing, and the keyboard's cell.
//!
//! It must never count anything: that is `views::matrix`.

use super::cell_list::CellList;
use super::command::{Command, Direction};
use super::echo::Echo;
use super::scroll_bar::{self, Sight};
use super::shown::Shown;
use super::view_part::ViewPart;
use super::{hover, matrix_menu, names, paint, style};
use crate::plan::Thing;
use crate::scene::{Role, Scene, StandsFor};
use crate::session::{self, Along, Click, Heading, Meaning, Target};
use crate::views::matrix::{Head, Matrix, MatrixOptions, MatrixPort, Viewport};
use crate::views::{ViewKind, ViewPort};
use egui::{Rect, Sense, Ui, Vec2};

/// What was prepared for how the matrix is looked at.
#[derive(Default)]
pub struct MatrixTile {
    port: Echo<MatrixPort>,
    /// Where the keyboard is.
    marked: Option<Marked>,
    list: Option<CellList>,
    /// The cell under the pointer and what stands in it: looked up once, not in each frame.
    hovered: Option<((u32, u32), Vec<Thing>)>,
    view: Option<Viewport>,
    /// Where the scene begins in the window.
    origin: Vec2,
    prepared: Option<(u64, MatrixOptions, Matrix)>,
    scene: Scene,
}

/// A cell by what its row and column stand for; a row's heading without a column, a column's without a row.
type Marked = (Option<Heading>, Option<Heading>);

impl ViewPart for MatrixTile {
    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        matrix_menu::heading(ui, shown, commands);
    }

    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        self.prepare(shown);
        if let Some(list) = &mut self.list {
            match direction {
                Direction::Up | Direction::Down => return list.step(direction == Direction::Down),
                Direction::Left | Direction::Right => self.list = None,
            }
        }
        self.mark_next(shown, direction);
        commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
    }

    fn open_marked(&mut self, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let thing = match &self.list {
            Some(list) => list.chosen(),
            None => self.marked_thing(shown),
        };
        commands.extend(thing.map(|thing| session::Command::select(shown.plan, thing).into()));
    }

    fn filter_marked(&mut self, _shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let Some((row, column)) = &self.marked else { return };
        let headings: Vec<Heading> = row.iter().chain(column).cloned().collect();
        commands.push(session::Command::Narrow(headings).into());
    }

    fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let (Some((.., matrix)), Some(view)) = (&self.prepared, self.view) else { return };
        if let Some((row, column)) = matrix.place_of(shown.plan, thing) {
            self.port.live.scroll = matrix.scroll_to(view, row, column).into();
            commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
        }
    }

    fn here(&mut self, shown: &Shown<'_>) -> Option<(Target, egui::Pos2)> {
        let (row, column) = self.marked.clone()?;
        let places = self.places(shown, &(row.clone(), column.clone()))?;
        let (view, (.., matrix)) = self.view.zip(self.prepared.as_ref())?;
        let at = matrix.place_rect(view, places.0, places.1).center() + self.origin;
        let one = |heading: Heading| match heading {
            Heading::Value(value) => Target::Value(value),
            Heading::Year(year) => Target::Year(year),
        };
        let target = match (row, column) {
            (Some(row), Some(column)) => Target::Cell(row, column),
            (Some(one_of), None) | (None, Some(one_of)) => one(one_of),
            (None, None) => return None,
        };
        Some((target, at))
    }

    fn close(&mut self) -> bool {
        self.list.take().is_some()
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let frame = ui.available_rect_before_wrap();
        let response = ui.interact(frame, ui.scope_id().with("matrix"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Matrix");
        self.prepare(shown);
        self.port.follow(&shown.arrangement.views.matrix.port);
        let view = self.scrolled(ui, &response, frame, commands);
        let Some((_, _, matrix)) = &self.prepared else { return false };
        self.scene = matrix.scene(&shown.look(), view);
        self.view = Some(view);
        let painter = ui.painter_at(frame);
        let theme = style::theme(ui);
        let origin = frame.min.to_vec2();
        self.origin = origin;
        paint::scene(&painter, &self.scene, origin, theme, frame);
        if let Some((row, column)) = self.marked.as_ref().and_then(|marked| self.places(shown, marked)) {
            let place = matrix.place_rect(view, row, column).translate(origin);
            let stroke = egui::Stroke::new(1.5, style::color(theme, Role::Accent));
            painter.rect_stroke(place.shrink(1.0), 2, stroke, egui::StrokeKind::Inside);
        }
        let place = (frame, "Marks of the matrix");
        let clicked = names::marks(ui, shown, &matrix.ready(&shown.look()), &self.scene, place);
        let matrix_has_rows = !matrix.rows().is_empty() && !self.scene.layers.is_empty();
        let corner = matrix.corner(shown.metrics, view).map(|place| place.translate(origin));
        if let Some(target) = clicked.and_then(|what| self.target(shown, what)) {
            self.act(shown, session::meaning(Some(&target), Click::default()), commands);
        }
        self.point(&response, shown, frame, commands);
        if matrix_has_rows {
            matrix_menu::corner(ui, shown, corner, commands);
        }
        self.bars(ui, view, commands);
        self.list_ui(ui, shown, view, origin, commands);
        false
    }
}

impl MatrixTile {
    /// The part in view after what a hand did; only a hand's scrolling is told.
    fn scrolled(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) -> Viewport {
        let mut scroll = Vec2::from(self.port.live.scroll);
        let before = scroll;
        if response.dragged_by(egui::PointerButton::Primary) {
            scroll -= response.drag_delta();
        }
        if response.hovered() {
            scroll -= ui.input(|i| i.smooth_scroll_delta());
        }
        let hand = scroll != before;
        if let Some((_, _, matrix)) = &self.prepared {
            let most = (matrix.content_size(frame.size()) - frame.size()).max(Vec2::ZERO);
            scroll = scroll.clamp(Vec2::ZERO, most);
        }
        if hand {
            self.port.live.scroll = scroll.into();
            commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
        }
        Viewport { scroll, size: frame.size() }
    }

    /// The bars that say what is out of sight.
    fn bars(&mut self, ui: &Ui, view: Viewport, commands: &mut Vec<Command>) {
        let Some((.., matrix)) = &self.prepared else { return };
        let body = matrix.body(view).translate(self.origin);
        let hidden = matrix.content_size(view.size) - view.size;
        let sight = |along: Along| {
            let [seen, hidden, from] = [body.size(), hidden, view.scroll].map(|v| match along {
                Along::Column => f64::from(v.y),
                Along::Row => f64::from(v.x),
            });
            Sight { all: seen + hidden, seen, from }
        };
        if let Some(to) = scroll_bar::show(ui, body, Along::Column, sight(Along::Column), "matrix") {
            self.port.live.scroll.1 = to as f32;
        }
        if let Some(to) = scroll_bar::show(ui, body, Along::Row, sight(Along::Row), "matrix") {
            self.port.live.scroll.0 = to as f32;
        }
        commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
    }

    /// Moves the keyboard's cell, keeping it in view; up and left of the cells are their headings.
    fn mark_next(&mut self, shown: &Shown<'_>, direction: Direction) {
        let marked = self.marked.as_ref().and_then(|marked| self.places(shown, marked));
        let Some((_, options, matrix)) = &self.prepared else { return };
        let (rows, columns) = (matrix.rows().len() as u32, matrix.columns().len() as u32);
        if rows == 0 || columns == 0 {
            return;
        }
        let before = |at: Option<u32>| at.and_then(|at| at.checked_sub(1));
        let after = |at: Option<u32>, count: u32| Some(at.map_or(0, |at| (at + 1).min(count - 1)));
        let at = match (marked, direction) {
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
        let head = |axis: crate::views::matrix::Axis, heads: &[Head], at: Option<u32>| {
            let head = heads.get(at? as usize)?;
            heading(shown, axis.stands_for(head.value))
        };
        self.marked =
            Some((head(options.rows, matrix.rows(), at.0), head(options.columns, matrix.columns(), at.1)));
        if let Some(view) = self.view {
            let to = matrix.scroll_to(view, at.0.unwrap_or(0), at.1.unwrap_or(0));
            // A heading stays in view by itself: only its own side scrolls.
            let (x, y) = self.port.live.scroll;
            let x = if at.1.is_some() { to.x } else { x };
            let y = if at.0.is_some() { to.y } else { y };
            self.port.live.scroll = (x, y);
        }
    }

    /// Where what is marked stands in the matrix of now; `None` where it stands there no more.
    fn places(&self, shown: &Shown<'_>, marked: &Marked) -> Option<(Option<u32>, Option<u32>)> {
        let (_, options, matrix) = self.prepared.as_ref()?;
        let place = |axis: crate::views::matrix::Axis, heads: &[Head], marked: &Option<Heading>| {
            let Some(marked) = marked else { return Some(None) };
            let is_it = |head: &Head| heading(shown, axis.stands_for(head.value)).as_ref() == Some(marked);
            heads.iter().position(is_it).map(|at| Some(at as u32))
        };
        let row = place(options.rows, matrix.rows(), &marked.0)?;
        Some((row, place(options.columns, matrix.columns(), &marked.1)?))
    }

    /// The one record of the marked cell or heading; opens the list of a cell that holds several.
    fn marked_thing(&mut self, shown: &Shown<'_>) -> Option<Thing> {
        let places = self.marked.as_ref().and_then(|marked| self.places(shown, marked))?;
        let (_, _, matrix) = self.prepared.as_ref()?;
        let of = |heads: &[Head], at: u32| heads.get(at as usize)?.thing;
        match places {
            (Some(row), Some(column)) => {
                let things = matrix.cell_things(shown.plan, row, column);
                if things.len() > 1 {
                    if let Some((Some(row), Some(column))) = self.marked.clone() {
                        self.open(shown, row, column);
                    }
                    return None;
                }
                things.first().copied()
            }
            (Some(row), None) => of(matrix.rows(), row),
            (None, Some(column)) => of(matrix.columns(), column),
            (None, None) => None,
        }
    }

    /// Opens a cell's list, or closes it where it is open.
    fn open(&mut self, shown: &Shown<'_>, row: Heading, column: Heading) {
        let cell = (row, column);
        let was = self.list.take().map(|list| list.cell);
        let marked = (Some(cell.0.clone()), Some(cell.1.clone()));
        let places = self.places(shown, &marked).filter(|_| was.as_ref() != Some(&cell));
        let (Some((Some(row), Some(column))), Some((_, _, matrix))) = (places, &self.prepared) else {
            return;
        };
        let things = matrix.cell_things(shown.plan, row, column);
        let title = matrix.cell_title(row, column).filter(|_| !things.is_empty());
        self.list = title.map(|title| {
            let title = format!("{title}, {}", matrix.counted(things.len()));
            CellList::new(cell, title, things)
        });
    }

    /// What a mark of the last picture is, whatever the plan.
    fn target(&self, shown: &Shown<'_>, what: StandsFor) -> Option<Target> {
        let StandsFor::Cell(row, column) = what else { return session::target(shown.plan, what) };
        let (_, options, matrix) = self.prepared.as_ref()?;
        let row = matrix.rows().get(row as usize)?;
        let column = matrix.columns().get(column as usize)?;
        let row = heading(shown, options.rows.stands_for(row.value))?;
        Some(Target::Cell(row, heading(shown, options.columns.stands_for(column.value))?))
    }

    fn act(&mut self, shown: &Shown<'_>, meaning: Option<Meaning>, commands: &mut Vec<Command>) {
        match meaning {
            Some(Meaning::Do(command)) => commands.push(command.into()),
            Some(Meaning::List(row, column)) => self.open(shown, row, column),
            _ => {}
        }
    }

    /// Counts anew where plan, filter or arrangement changed; the keyboard stays at its headings.
    fn prepare(&mut self, shown: &Shown<'_>) {
        let options = shown.arrangement.views.matrix.options;
        let same = |p: &(u64, MatrixOptions, Matrix)| p.0 == shown.version && p.1 == options;
        if self.prepared.as_ref().is_some_and(same) {
            return;
        }
        self.prepared = Some((shown.version, options, Matrix::new(&shown.look(), options)));
        (self.list, self.hovered) = (None, None);
        self.marked = self.marked.take().filter(|marked| self.places(shown, marked).is_some());
    }

    fn list_ui(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        view: Viewport,
        origin: Vec2,
        commands: &mut Vec<Command>,
    ) {
        let marked = self.list.as_ref().map(|list| (Some(list.cell.0.clone()), Some(list.cell.1.clone())));
        let places = marked.and_then(|marked| self.places(shown, &marked));
        let (Some(list), Some((_, _, matrix))) = (&mut self.list, &self.prepared) else { return };
        let Some((Some(row), Some(column))) = places else { return };
        let cell: Rect = matrix.cell_rect(view, row, column).translate(origin);
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
        let what = self.scene.hit(at - frame.min.to_vec2()).map_or(StandsFor::Nothing, |(what, _)| what);
        let target = self.target(shown, what);
        if target.is_some() {
            response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        hover::menu(response, target.as_ref(), Some(ViewKind::Matrix), commands);
        // Nothing in a matrix can be looked at closer: the second click of two has no meaning of its own.
        if response.clicked() {
            let click = Click { double: response.double_clicked(), ..Click::default() };
            return self.act(shown, session::meaning(target.as_ref(), click), commands);
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

/// What a row or column stands for, whatever the plan.
fn heading(shown: &Shown<'_>, what: StandsFor) -> Option<Heading> {
    match session::target(shown.plan, what)? {
        Target::Value(value) => Some(Heading::Value(value)),
        Target::Year(year) => Some(Heading::Year(year)),
        _ => None,
    }
}

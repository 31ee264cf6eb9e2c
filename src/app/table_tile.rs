//! The table in the window: rows that are scrolled, chosen and copied, headings that sort, move and widen.
//!
//! It must never list or sort anything: that is `views::table`.

use super::command::{Command, Direction, Leap};
use super::echo::Echo;
use super::scroll_bar::{self, Sight};
use super::shown::Shown;
use super::table_foot::{self, Asked};
use super::table_hold::Hold;
use super::table_rows::{Choose, Chosen};
use super::view_part::ViewPart;
use super::{hover, names, paint, style, table_menu};
use crate::plan::Thing;
use crate::scene::{Scene, Shape, StandsFor};
use crate::session::{self, Along, Click, Meaning, Target};
use crate::views::table::{Cell, Column, Copied, HEADER, Table, TableOptions, TablePort, Viewport, copied};
use crate::views::{Prepared, ViewKind, ViewOptions, ViewPort};
use egui::{Rect, Sense, Ui, pos2, vec2};

/// How far a key moves the columns, in points.
const STEP: f32 = 120.0;

/// What was prepared for how the table is looked at.
#[derive(Default)]
pub struct TableTile {
    port: Echo<TablePort>,
    prepared: Option<(u64, TableOptions, Table)>,
    view: Option<Viewport>,
    scene: Scene,
    /// Where the scene begins in the window.
    origin: egui::Vec2,
    chosen: Chosen,
    hold: Option<Hold>,
}

impl ViewPart for TableTile {
    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        table_menu::heading(ui, shown, commands);
    }

    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        match direction {
            Direction::Up => self.go(shown, -1, Choose::Alone, commands),
            Direction::Down => self.go(shown, 1, Choose::Alone, commands),
            Direction::Left => self.across(-STEP, commands),
            Direction::Right => self.across(STEP, commands),
        }
    }

    fn extend(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        let by = if direction == Direction::Up { -1 } else { 1 };
        self.go(shown, by, Choose::Stretch, commands);
    }

    fn leap(&mut self, shown: &Shown<'_>, leap: Leap, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let page =
            self.prepared.as_ref().zip(self.view.as_ref()).map_or(1, |((.., t), view)| t.rows_in(view));
        let page = isize::try_from(page).unwrap_or(1);
        let by = match leap {
            Leap::PageUp => -page,
            Leap::PageDown => page,
            Leap::End => isize::MAX,
        };
        self.go(shown, by, Choose::Alone, commands);
    }

    fn choose_all(&mut self, _shown: &Shown<'_>) {
        self.chosen.choose_all();
    }

    fn copied(&mut self, shown: &Shown<'_>) -> Option<String> {
        self.prepare(shown);
        self.copy(shown, Copied::Tabs)
    }

    fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let Some((.., table)) = &self.prepared else { return };
        if let Some(row) = self.chosen.row_of(shown, table, thing) {
            self.show_row(row, commands);
        }
    }

    fn here(&mut self, shown: &Shown<'_>) -> Option<(Target, egui::Pos2)> {
        names::here(shown, &self.scene, self.origin)
    }

    fn close(&mut self) -> bool {
        let several = self.chosen.is_several();
        self.chosen.clear();
        several
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let all = ui.available_rect_before_wrap();
        let frame = Rect::from_min_max(
            all.min,
            pos2(all.right(), (all.bottom() - table_foot::HEIGHT).max(all.top())),
        );
        let response = ui.interact(frame, ui.scope_id().with("table"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Table");
        self.prepare(shown);
        self.port.follow(&shown.arrangement.views.table.port);
        self.chosen.follow(shown);
        let view = self.scrolled(ui, &response, frame, commands);
        let Some((.., table)) = &mut self.prepared else { return false };
        if let Some(hold) = &self.hold {
            hold.preview(table);
        }
        let chosen = &self.chosen;
        self.scene = table.scene(&shown.look(), &view, &|thing| chosen.has(shown, thing));
        self.view = Some(view);
        let origin = frame.min.to_vec2();
        self.origin = origin;
        paint::scene(&ui.painter_at(frame), &self.scene, origin, style::theme(ui), frame);
        let place = (frame, "Marks of the table");
        let clicked = names::marks(ui, shown, &table.ready(&shown.look()), &self.scene, place);
        if let Some(target) = clicked.and_then(|what| self.target(shown, what)) {
            self.act(
                shown,
                &target,
                session::meaning(Some(&target), Click::default()),
                Choose::Alone,
                commands,
            );
        }
        self.point(ui, &response, shown, frame, commands);
        self.bars(ui, frame, view, commands);
        self.foot(ui, shown, Rect::from_min_max(frame.left_bottom(), all.max), commands);
        hover::keep_arrows(ui, &response)
    }
}

impl TableTile {
    /// Groups anew where plan, filter or arrangement changed.
    fn prepare(&mut self, shown: &Shown<'_>) {
        let options = &shown.arrangement.views.table.options;
        if self.prepared.as_ref().is_some_and(|p| p.0 == shown.version && p.1 == *options) {
            return;
        }
        self.prepared =
            Some((shown.version, options.clone(), Table::new(&shown.look(), options.clone(), true)));
        self.hold = None;
    }

    /// The part in view after what a hand did; only a hand's scrolling is told.
    fn scrolled(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) -> Viewport {
        if response.contains_pointer() {
            let by = ui.input(|i| i.smooth_scroll_delta());
            self.port.live.across -= by.x;
            self.port.live.down -= f64::from(by.y);
        }
        if response.dragged_by(egui::PointerButton::Primary) && self.hold.is_none() {
            let by = response.drag_delta();
            self.port.live.across -= by.x;
            self.port.live.down -= f64::from(by.y);
        }
        let mut view = self.viewport(frame);
        if let Some((.., table)) = &self.prepared {
            let (width, height) = table.content_size(frame.width());
            view.across = view.across.clamp(0.0, (width - frame.width()).max(0.0));
            view.down = view.down.clamp(0.0, (height - f64::from(frame.height())).max(0.0));
            (self.port.live.across, self.port.live.down) = (view.across, view.down);
        }
        self.tell(commands);
        view
    }

    fn viewport(&self, frame: Rect) -> Viewport {
        Viewport { across: self.port.live.across, down: self.port.live.down, size: frame.size() }
    }

    fn tell(&mut self, commands: &mut Vec<Command>) {
        commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
    }

    fn across(&mut self, by: f32, commands: &mut Vec<Command>) {
        self.port.live.across = (self.port.live.across + by).max(0.0);
        self.tell(commands);
    }

    /// Brings a row into view.
    fn show_row(&mut self, row: usize, commands: &mut Vec<Command>) {
        if let (Some((.., table)), Some(view)) = (&self.prepared, &self.view) {
            let view = Viewport { down: self.port.live.down, ..*view };
            self.port.live.down = table.down_to(&view, row);
            self.tell(commands);
        }
    }

    /// So many rows on from the one that is selected.
    fn go(&mut self, shown: &Shown<'_>, by: isize, how: Choose, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let Some((.., table)) = &self.prepared else { return };
        let Some(last) = table.rows().checked_sub(1) else { return };
        let now = shown.selection.and_then(|thing| self.chosen.row_of(shown, table, thing));
        let row = match now {
            None if by == isize::MAX => last,
            None => 0,
            Some(row) => row.saturating_add_signed(by).min(last),
        };
        let Some(thing) = table.thing_at(&shown.look(), row) else { return };
        self.chosen.lead(shown, row, thing);
        let selected = self.chosen.choose(shown, table, thing, how);
        self.chosen.lead(shown, row, thing);
        commands.extend(selected.map(|thing| session::Command::select(shown.plan, thing).into()));
        self.show_row(row, commands);
    }

    fn copy(&self, shown: &Shown<'_>, form: Copied) -> Option<String> {
        let (_, options, table) = self.prepared.as_ref()?;
        let things = self.chosen.things(shown, table);
        (!things.is_empty()).then(|| copied(shown.plan, options, &things, form))
    }

    /// What a mark of the last picture is, whatever the plan.
    fn target(&self, shown: &Shown<'_>, what: StandsFor) -> Option<Target> {
        let (.., table) = self.prepared.as_ref()?;
        match what {
            StandsFor::Column(place) => table.column(place).map(Target::Column),
            StandsFor::Group(place) => table.key_of(shown.plan, place).map(Target::Group),
            other => session::target(shown.plan, other),
        }
    }

    fn act(
        &mut self,
        shown: &Shown<'_>,
        target: &Target,
        meaning: Option<Meaning>,
        how: Choose,
        commands: &mut Vec<Command>,
    ) {
        let options = &shown.arrangement.views.table.options;
        let arrange = |options: TableOptions| session::Command::Arrange(ViewOptions::from(options)).into();
        match (meaning, target) {
            (Some(Meaning::Do(_)), Target::Record(id)) => {
                let Some((.., table)) = &self.prepared else { return };
                let Some(thing) = shown.plan.find(id) else { return };
                let selected = self.chosen.choose(shown, table, thing, how).map(|thing| shown.id(thing));
                commands.push(session::Command::Select(selected).into());
            }
            (Some(Meaning::Do(command)), _) => commands.push(command.into()),
            (Some(Meaning::Sort(column)), _) => commands.push(arrange(options.clone().sorted_by(column))),
            (Some(Meaning::Fold(key)), _) => commands.push(arrange(options.clone().folded(key))),
            _ => {}
        }
    }

    /// What the pointer does: a row is chosen, a group closed, a heading sorted by, moved or made wider.
    fn point(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        shown: &Shown<'_>,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) {
        let Some((_, options, table)) = &self.prepared else { return };
        let (Some(view), origin) = (self.view, frame.min.to_vec2()) else { return };
        let held = Hold::follow(&mut self.hold, ui, response, (table, &view, frame));
        commands.extend(held.map(|hold| {
            let options = hold.applied(options.clone());
            session::Command::Arrange(ViewOptions::from(options)).into()
        }));
        let Some(at) = response.hover_pos().filter(|_| self.hold.is_none()) else { return };
        let what = self.scene.hit(at - origin).map_or(StandsFor::Nothing, |(what, _)| what);
        let target = self.target(shown, what);
        commands.extend(hover::thing_of(shown, what).map(|thing| Command::Point(shown.id(thing))));
        hover::menu(response, target.as_ref(), Some(ViewKind::Table), commands);
        let on_edge = Hold::edge_at(table, &view, at - origin).is_some();
        if target.is_some() && !on_edge {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() && !on_edge {
            let keys = ui.input(|i| i.modifiers);
            let how = match (keys.command, keys.shift) {
                (true, _) => Choose::Toggle,
                (false, true) => Choose::Stretch,
                (false, false) => Choose::Alone,
            };
            let meaning = session::meaning(target.as_ref(), Click { double: false, adds: keys.command });
            match target {
                Some(target) => self.act(shown, &target, meaning, how, commands),
                None => {
                    self.chosen.clear();
                    commands.extend(meaning.and_then(|meaning| match meaning {
                        Meaning::Do(command) => Some(command.into()),
                        _ => None,
                    }));
                }
            }
            return;
        }
        self.tip(response, shown, what, at - origin);
    }

    /// The whole words of a cell that has no room for them.
    fn tip(&self, response: &egui::Response, shown: &Shown<'_>, what: StandsFor, at: egui::Pos2) {
        let (Some((.., table)), Some(view)) = (&self.prepared, &self.view) else { return };
        let StandsFor::Thing(thing) = what else { return };
        let is_cut = |shape: &Shape| matches!(shape, Shape::Text(text) if text.text.ends_with('…'));
        let under = |shape: &Shape| shape.bounds().y_range().contains(at.y);
        let mut marks = self.scene.marks().filter(|(_, mark)| mark.stands_for == what && under(&mark.shape));
        let place = table.place_at(view, at);
        let column = place.and_then(|place| table.column(place));
        let span = place.map(|place| table.column_span(view, place));
        let (Some(column), Some((left, right))) = (column, span) else { return };
        let here = |shape: &Shape| (left..right).contains(&shape.bounds().left());
        if !marks.any(|(_, mark)| is_cut(&mark.shape) && here(&mark.shape)) {
            return;
        }
        if let Some(item) = shown.plan.items().item_of(thing) {
            let cell = Cell::of(shown.plan, item.0 as usize, column);
            let unit = if column == Column::Figure { format!(" {}", cell.unit) } else { String::new() };
            hover::words_tip(response, &format!("{}{unit}", cell.words), &column.heading(shown.plan.words()));
        }
    }

    /// The bars that say what is out of sight.
    fn bars(&mut self, ui: &Ui, frame: Rect, view: Viewport, commands: &mut Vec<Command>) {
        let Some((.., table)) = &self.prepared else { return };
        let (width, height) = table.content_size(frame.width());
        let names = table.column_span(&view, 0).1;
        let rows = Rect::from_min_max(frame.min + vec2(0.0, HEADER), frame.max);
        let header = f64::from(HEADER);
        let down = Sight { all: height - header, seen: f64::from(rows.height()), from: view.down };
        if let Some(to) = scroll_bar::show(ui, rows, Along::Column, down, "table") {
            self.port.live.down = to;
        }
        let columns = Rect::from_min_max(pos2(frame.left() + names, rows.top()), frame.max);
        let across = Sight {
            all: f64::from(width - names),
            seen: f64::from(columns.width()),
            from: f64::from(view.across),
        };
        if let Some(to) = scroll_bar::show(ui, columns, Along::Row, across, "table") {
            self.port.live.across = to as f32;
        }
        self.tell(commands);
    }

    fn foot(&mut self, ui: &mut Ui, shown: &Shown<'_>, place: Rect, commands: &mut Vec<Command>) {
        let Some((.., table)) = &self.prepared else { return };
        let ready = table.ready(&shown.look());
        let words = ready.count(&shown.answer.matching).to_string() + &ready.details(&shown.answer.matching);
        match table_foot::show(ui, place, self.chosen.count(shown), &words) {
            Some(Asked::Copy(form)) => {
                if let Some(text) = self.copy(shown, form) {
                    ui.ctx().copy_text(text);
                }
            }
            Some(Asked::Cite) => {
                let things = self.chosen.things(shown, table);
                let cited = things.iter().map(|thing| crate::explore::citation(shown.plan, *thing) + "\n");
                ui.ctx().copy_text(cited.collect());
            }
            Some(Asked::Clear) => {
                self.chosen.clear();
                commands.push(session::Command::Select(None).into());
            }
            None => {}
        }
    }
}

//! The timeline in the window: moving in it, pointing at its marks, and the chart that shares its axis.
//!
//! It must never lay out marks (that is `views::timeline`) nor change anything but how it is looked at.

use super::command::{Command, Direction};
use super::plot_item::SceneItem;
use super::scroll::Scroll;
use super::shown::Shown;
use super::{aside, focus, hover, names, paint, style, under};
use crate::plan::{Facet, Thing};
use crate::scene::{Scene, StandsFor};
use crate::views::LegendEntry;
use crate::views::picture;
use crate::views::timeline::{
    self, Axis, Chart, GUTTER, HEADER, Options, Order, TRAY_GROUP, Timeline, Unit, Viewport,
};
use egui::{Rect, Sense, Ui, Vec2, pos2, vec2};
use egui_plot::{Plot, PlotBounds, PlotTransform};
use std::cell::RefCell;

/// Height of the chart under the rows in points.
const CHART: f32 = 56.0;
/// Height of the strip that shows where one is.
const OVERVIEW: f32 = 14.0;

/// What is looked at, and what was prepared for it.
#[derive(Default)]
pub struct TimelineTile {
    /// How it is arranged.
    pub options: Options,
    /// First and last day in view; `None` for the whole plan.
    pub span: Option<(f64, f64)>,
    /// How far the rows are scrolled.
    pub scroll: Scroll,
    prepared: Option<Prepared>,
    scene: RefCell<Scene>,
    body: Option<Rect>,
}

struct Prepared {
    version: u64,
    timeline: Timeline,
    chart: Option<(Unit, Chart)>,
    colours: Option<Vec<LegendEntry>>,
}

impl TimelineTile {
    /// Shows the tile.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let (frame, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let (from, to) = self.span(shown);
        let canvas = Rect::from_min_max(frame.min, frame.max - vec2(0.0, CHART + OVERVIEW));
        if let Some(prepared) = &self.prepared {
            let height = canvas.height() - HEADER;
            self.scroll.follow(&prepared.timeline, (from, to), height, canvas.width());
        }
        let view = Viewport { from, to, scroll: self.scroll.y, size: canvas.size() };
        self.canvas(ui, shown, canvas, view, commands);
        let chart = Rect::from_min_max(pos2(frame.left(), canvas.bottom()), frame.max - vec2(0.0, OVERVIEW));
        self.chart(ui, shown, chart);
        let overview =
            Rect::from_min_max(pos2(frame.left() + GUTTER, chart.bottom() + 2.0), frame.max - vec2(0.0, 2.0));
        if let Some((from, to)) = under::overview(ui, shown, self.span(shown), overview) {
            self.set_span(shown, from, to);
        }
    }

    /// The choices that stand in the tile's heading.
    pub fn heading(&mut self, ui: &mut Ui) {
        let facets = [
            Facet::Brand,
            Facet::Region,
            Facet::Platform,
            Facet::Model,
            Facet::Kind,
            Facet::Status,
            Facet::Theme,
            Facet::Energy,
        ];
        let mut options = self.options.clone();
        let named = |f: Option<Facet>| f.map_or("nothing".to_owned(), |f| f.label().to_lowercase());
        hover::choice(ui, "group", &named(options.group), |ui| {
            for facet in facets.map(Some).into_iter().chain([None]) {
                ui.selectable_value(&mut options.group, facet, named(facet));
            }
        });
        hover::choice(ui, "colour", &options.color.label().to_lowercase(), |ui| {
            for facet in
                [Facet::Brand, Facet::Region, Facet::Energy, Facet::Kind, Facet::Status, Facet::Theme]
            {
                ui.selectable_value(&mut options.color, facet, facet.label().to_lowercase());
            }
        });
        let orders =
            [(Order::Plan, "plan"), (Order::Time, "time"), (Order::Name, "name"), (Order::Count, "count")];
        let order = orders.iter().find(|o| o.0 == options.order).map_or("plan", |o| o.1);
        hover::choice(ui, "order", order, |ui| {
            for (order, name) in orders {
                ui.selectable_value(&mut options.order, order, name);
            }
        });
        hover::choice(ui, "years", if options.fiscal { "fiscal" } else { "calendar" }, |ui| {
            ui.selectable_value(&mut options.fiscal, false, "calendar");
            ui.selectable_value(&mut options.fiscal, true, "fiscal");
        });
        if options.group != self.options.group {
            options.toggled.clear();
            options.every_row.clear();
            self.scroll.home();
        }
        self.arrange(options);
    }

    /// What the colours of the bars mean.
    pub fn colours(&mut self, shown: &Shown<'_>) -> &[LegendEntry] {
        self.prepare(shown);
        let Some(prepared) = &mut self.prepared else { return &[] };
        prepared.colours.get_or_insert_with(|| prepared.timeline.colours(&shown.look()))
    }

    /// Shows all of the plan.
    pub fn fit(&mut self) {
        self.span = None;
        self.scroll.home();
    }

    /// Brings an item into view, zooming out where it does not fit.
    pub fn reveal(&mut self, shown: &Shown<'_>, thing: Thing) {
        self.prepare(shown);
        let items = shown.plan.items();
        let Some(item) = items.item_of(thing) else { return };
        let before = self.span(shown);
        let days = items.days(item.0 as usize).map(|(a, b)| (f64::from(a.0), f64::from(b.0) + 1.0));
        if let (Some((first, last)), false) = (days, self.is_drawn(thing)) {
            let to_read = self.prepared.as_ref().and_then(|p| p.timeline.zoom_to_read(&shown.look(), item.0));
            let home = timeline::home(shown.plan);
            // In a crowd one must look closely; what is longer than the view then shows its beginning.
            let width = match to_read {
                Some(zoom) => (before.1 - before.0).min((home.1 - home.0) / zoom),
                None => (before.1 - before.0).max((last - first) * 1.2),
            };
            if first < before.0 || last > before.1 || width < before.1 - before.0 {
                let middle = f64::midpoint(first, last).min(first + width * 0.4);
                self.set_span(shown, middle - width / 2.0, middle + width / 2.0);
            }
        }
        let span = self.span(shown);
        let lane = self.prepared.as_ref().and_then(|p| p.timeline.lane_of(&shown.look(), item.0, span));
        if let (Some((top, height)), Some(body)) = (lane, self.body) {
            let view = f64::from(body.height());
            let zoomed = span.1 - span.0 != before.1 - before.0;
            if zoomed || top < self.scroll.y || top + height > self.scroll.y + view {
                self.scroll.to((top - view / 2.0).max(0.0), span);
            }
        }
    }

    /// Whether the last picture showed an item's bar.
    fn is_drawn(&self, thing: Thing) -> bool {
        let scene = self.scene.borrow();
        scene.marks().any(|(clip, mark)| {
            mark.stands_for == StandsFor::Thing(thing) && clip.intersects(mark.shape.bounds())
        })
    }

    /// The nearest mark of the last picture in a direction from the selected one.
    pub fn step(&self, shown: &Shown<'_>, direction: Direction) -> Option<Thing> {
        let scene = self.scene.borrow();
        let mut marks: Vec<(Thing, egui::Pos2)> = Vec::new();
        for (clip, mark) in scene.marks() {
            if let StandsFor::Thing(thing) = mark.stands_for
                && !matches!(mark.shape, crate::scene::Shape::Text(_))
                && clip.intersects(mark.shape.bounds())
                && marks.last().is_none_or(|m| m.0 != thing)
            {
                marks.push((thing, mark.shape.bounds().center()));
            }
        }
        let Some(here) = shown.selection.and_then(|s| marks.iter().find(|m| m.0 == s)) else {
            return marks.first().map(|m| m.0);
        };
        let cost = |to: egui::Pos2| {
            let by = to - here.1;
            let (along, across) = match direction {
                Direction::Left => (-by.x, by.y),
                Direction::Right => (by.x, by.y),
                Direction::Up => (-by.y, by.x),
                Direction::Down => (by.y, by.x),
            };
            (along > 1.0).then_some(along + across.abs() * 3.0)
        };
        marks
            .iter()
            .filter(|m| m.0 != here.0)
            .filter_map(|m| cost(m.1).map(|c| (c, m.0)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|m| m.1)
    }

    /// The days in view.
    pub fn span(&self, shown: &Shown<'_>) -> (f64, f64) {
        self.span.unwrap_or_else(|| timeline::home(shown.plan))
    }

    /// Looks at some days, within the limits of the plan.
    pub fn set_span(&mut self, shown: &Shown<'_>, from: f64, to: f64) {
        let (first, last) = timeline::limits(shown.plan);
        let closest = timeline::closest(shown.plan);
        let width = (to - from).clamp(closest, (last - first).max(closest));
        let from = (f64::midpoint(from, to) - width / 2.0).clamp(first, (last - width).max(first));
        self.span = Some((from, from + width));
    }

    fn arrange(&mut self, options: Options) {
        if options != self.options {
            self.options = options;
            self.prepared = None;
        }
    }

    fn prepare(&mut self, shown: &Shown<'_>) {
        if self.prepared.as_ref().is_some_and(|p| p.version == shown.version) {
            return;
        }
        let only = self.options.group.map(|facet| picture::chosen(shown.filter, facet));
        let options = Options { only: only.into_iter().flatten().collect(), ..self.options.clone() };
        let timeline = Timeline::new(&shown.look(), options);
        self.scroll.other_rows();
        self.prepared = Some(Prepared { version: shown.version, timeline, chart: None, colours: None });
    }

    fn canvas(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        canvas: Rect,
        view: Viewport,
        commands: &mut Vec<Command>,
    ) {
        let Some(prepared) = &self.prepared else { return };
        let theme = style::theme(ui);
        let origin = canvas.min.to_vec2();
        let body = Rect::from_min_max(canvas.min + vec2(GUTTER, HEADER), canvas.max);
        self.body = Some(body);
        aside::pack(ui.ctx(), prepared.timeline.to_pack(&shown.look(), &view));
        let item = SceneItem::new(|ui: &Ui, transform: &PlotTransform| {
            let [from, to] = [transform.bounds().min()[0], transform.bounds().max()[0]];
            let scene = prepared.timeline.scene(&shown.look(), &Viewport { from, to, ..view });
            let shapes = scene
                .layers
                .first()
                .map(|l| paint::shapes(ui.painter(), l, origin, theme))
                .unwrap_or_default();
            *self.scene.borrow_mut() = scene;
            shapes
        });
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("timeline"));
        let response = Plot::new("timeline")
            .show_axes(false)
            .show_grid(false)
            .show_x(false)
            .show_y(false)
            .show_background(false)
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_double_click_reset(false)
            .set_margin_fraction(Vec2::ZERO)
            .link_cursor(egui::Id::unique("time"), [true, false])
            .sense(Sense::click_and_drag())
            .width(body.width())
            .height(body.height())
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max([view.from, 0.0], [view.to, 1.0]));
                plot.add(item);
            });
        let painter = ui.painter_at(canvas);
        for layer in self.scene.borrow().layers.iter().skip(1) {
            paint::layer(&painter, layer, origin, theme, canvas);
        }
        let bounds = *response.transform.bounds();
        let boxed = (bounds.min()[0] - view.from).abs() > 0.5 || (bounds.max()[0] - view.to).abs() > 0.5;
        if boxed {
            // The box's middle comes to lie in the view's.
            let middle = (1.0 - bounds.center().y as f32) * body.height();
            self.scroll.pull(middle, body.height() / 2.0);
            self.set_span(shown, bounds.min()[0], bounds.max()[0]);
        }
        let gutter = Rect::from_min_max(canvas.min, pos2(body.left(), canvas.bottom()));
        let side = ui.interact(gutter, ui.scope_id().with("groups"), Sense::click());
        let top = Rect::from_min_max(pos2(body.left(), canvas.top()), pos2(canvas.right(), body.top()));
        let head = ui.interact(top, ui.scope_id().with("axis"), Sense::click_and_drag());
        names::marks(ui, shown, &self.scene.borrow(), canvas, "Marks of the timeline", commands);
        self.moved(ui, shown, &response.response, &head, body);
        for part in [&response.response, &side, &head] {
            self.pointed(ui, shown, part, (canvas, &view), commands);
        }
        focus::on_axis(ui, shown, &head, canvas, &view, commands);
    }

    /// Drag pans, wheel scrolls, Ctrl+wheel and pinch zoom at the pointer, Shift+wheel moves in time.
    fn moved(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        rows: &egui::Response,
        head: &egui::Response,
        body: Rect,
    ) {
        let (from, to) = self.span(shown);
        let per_point = (to - from) / f64::from(body.width().max(1.0));
        for part in [rows, head] {
            if part.dragged_by(egui::PointerButton::Primary) {
                let delta = part.drag_delta();
                let days = f64::from(delta.x) * per_point;
                if days != 0.0 {
                    self.set_span(shown, from - days, to - days);
                }
                self.scroll.y -= f64::from(delta.y);
            }
        }
        let over = ui.rect_contains_pointer(
            body.union(head.rect).union(Rect::from_min_max(pos2(body.left() - GUTTER, body.top()), body.max)),
        );
        if !over {
            return;
        }
        let (wheel, zoom) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
        if (zoom - 1.0).abs() > 1e-4 {
            let at = ui.input(|i| i.pointer.hover_pos()).unwrap_or(body.center());
            let day = from + f64::from((at.x - body.left()).max(0.0)) * per_point;
            let row = (at.y - body.top()).max(0.0);
            self.scroll.pull(row, row);
            let factor = 1.0 / f64::from(zoom);
            self.set_span(shown, day - (day - from) * factor, day + (to - day) * factor);
            return;
        }
        let sideways = f64::from(wheel.x) * per_point;
        if sideways != 0.0 {
            self.set_span(shown, from - sideways, to - sideways);
        }
        self.scroll.y -= f64::from(wheel.y);
    }

    fn pointed(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        part: &egui::Response,
        (canvas, view): (Rect, &Viewport),
        commands: &mut Vec<Command>,
    ) {
        let Some(at) = part.hover_pos().map(|at| at - canvas.min.to_vec2()) else { return };
        let hit = self.scene.borrow().hit(at);
        let Some((what, _)) = hit else {
            if part.clicked() {
                commands.push(Command::Select(None));
            }
            return;
        };
        if what != StandsFor::Nothing {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        // What was clicked stays where it is when the click looks closer.
        let row = (at.y - HEADER).max(0.0);
        if part.double_clicked() {
            self.scroll.pull(row, row);
            self.zoom_to(shown, what, commands);
        } else if part.clicked() {
            match what {
                StandsFor::Thing(thing) => commands.push(Command::Select(Some(thing))),
                StandsFor::Value(facet, value) => commands.push(Command::Only(facet, value)),
                StandsFor::Group(group) => self.toggle_group(group),
                StandsFor::Rows(group) => self.toggle_rows(group),
                StandsFor::Count { from, to, .. } => {
                    self.scroll.pull(row, row);
                    self.set_span(shown, f64::from(from), f64::from(to) + 1.0);
                }
                StandsFor::Cell(..) | StandsFor::Year(_) | StandsFor::Nothing => {}
            }
        }
        let Some(prepared) = &self.prepared else { return };
        if let StandsFor::Count { group, .. } = what {
            let packing = prepared.timeline.to_pack_group(&shown.look(), group as usize);
            aside::pack(ui.ctx(), packing.into_iter().collect());
        }
        let counted = |n: u32| {
            let name = prepared.timeline.groups().get(n as usize)?.name.clone();
            Some(hover::Counted { name, of_what: prepared.timeline.of_what(&shown.look(), view, at, what) })
        };
        hover::tip(part, shown, what, counted, commands);
    }

    /// Double click: the item, or all of a group, fills the axis. The first click of the two has already
    /// filtered by the group or closed it; that is taken back.
    fn zoom_to(&mut self, shown: &Shown<'_>, what: StandsFor, commands: &mut Vec<Command>) {
        let items = shown.plan.items();
        let days = match what {
            StandsFor::Thing(thing) => items.item_of(thing).and_then(|item| items.days(item.0 as usize)),
            StandsFor::Value(facet, value) => {
                commands.push(Command::Only(facet, value));
                timeline::extent(&shown.look(), Some((facet, value)))
            }
            StandsFor::Group(place) => {
                self.toggle_group(place);
                let groups = self.prepared.as_ref().map(|p| p.timeline.groups()).unwrap_or_default();
                let value = groups.get(place as usize).map(|g| g.value);
                timeline::extent(&shown.look(), self.options.group.zip(value))
            }
            StandsFor::Rows(place) => {
                self.toggle_rows(place);
                None
            }
            StandsFor::Count { .. } | StandsFor::Cell(..) | StandsFor::Year(_) | StandsFor::Nothing => None,
        };
        if let Some((first, last)) = days {
            let (first, last) = (f64::from(first.0), f64::from(last.0) + 1.0);
            let margin =
                ((last - first) * if matches!(what, StandsFor::Thing(_)) { 0.5 } else { 0.03 }).max(45.0);
            self.set_span(shown, first - margin, last + margin);
        }
    }

    /// Closes a group, or opens it; for the tray, shows all of it or the first rows.
    fn toggle_group(&mut self, group: u32) {
        let mut options = self.options.clone();
        if let Some(value) = self.value_of(group) {
            if !options.toggled.remove(&value) {
                options.toggled.insert(value);
            }
            self.arrange(options);
        }
    }

    /// Shows every row of a crowd, or as many as the zoom has room for.
    fn toggle_rows(&mut self, group: u32) {
        let mut options = self.options.clone();
        if let Some(value) = self.value_of(group) {
            if !options.every_row.remove(&value) {
                options.every_row.insert(value);
            }
            self.arrange(options);
        }
    }

    fn value_of(&self, group: u32) -> Option<u32> {
        if group == TRAY_GROUP {
            return Some(TRAY_GROUP);
        }
        self.prepared.as_ref()?.timeline.groups().get(group as usize).map(|group| group.value)
    }

    /// The chart under the rows, counted again where the zoom asks for another unit.
    fn chart(&mut self, ui: &mut Ui, shown: &Shown<'_>, frame: Rect) {
        let span = self.span(shown);
        let start = if self.options.fiscal { shown.plan.about().fiscal_year_start } else { 1 };
        let Some(prepared) = &mut self.prepared else { return };
        let view = Viewport { from: span.0, to: span.1, scroll: 0.0, size: frame.size() };
        let unit = match Axis::new(&view.scale(), start).minor {
            Unit::Day | Unit::Week | Unit::Month => Unit::Month,
            unit @ (Unit::Quarter | Unit::Half) => unit,
            Unit::Year | Unit::Decade => Unit::Year,
        };
        if prepared.chart.as_ref().is_none_or(|c| c.0 != unit) {
            let chart = Chart::new(&shown.look(), prepared.timeline.palette(), unit, start);
            prepared.chart = Some((unit, chart));
        }
        if let Some((unit, chart)) = &prepared.chart {
            under::chart(ui, (*unit, chart), span, frame);
        }
    }
}

//! The timeline in the window: moving in it, pointing at its marks, and the chart that shares its axis.
//!
//! It must never lay out marks (that is `views::timeline`) nor change anything but how it is looked at.

use super::clicks::Clicks;
use super::command::{Command, Direction};
use super::echo::Echo;
use super::plot_item::{self, SceneItem};
use super::scroll::Scroll;
use super::scroll_bar::{self, Sight};
use super::shown::Shown;
use super::under::OVERVIEW;
use super::view_part::ViewPart;
use super::{aside, focus, hover, legend_strip, names, paint, style, timeline_menu, under};
use crate::plan::Thing;
use crate::scene::{Scene, StandsFor};
use crate::session::{self, Click, Meaning, Target};
use crate::views::timeline::{
    self, Chart, GUTTER, GroupKey, HEADER, TimeAxis, Timeline, TimelineChoices, TimelinePort, Unit, Viewport,
};
use crate::views::{LegendEntry, ViewKind, ViewOptions, ViewPort};
use egui::{Rect, Sense, Ui, pos2, vec2};
use egui_plot::{PlotBounds, PlotTransform};
use std::cell::RefCell;
use std::rc::Rc;

/// In a higher pane forms are explained under the rows, too.
const TALL: f32 = 420.0;

/// What was prepared for what is looked at.
#[derive(Default)]
pub struct TimelineTile {
    port: Echo<TimelinePort>,
    /// Frames for which the part in view is still told, since a hand moved it.
    telling: u8,
    scroll: Scroll,
    prepared: Option<Prepared>,
    /// The last picture, and the version of plan and filter that it is of.
    scene: (u64, RefCell<Scene>),
    body: Option<Rect>,
    clicks: Clicks,
}

struct Prepared {
    version: u64,
    choices: TimelineChoices,
    timeline: Timeline,
    chart: Option<(Unit, Chart)>,
    /// With forms or without, and the entries.
    legend: Option<(bool, Rc<[LegendEntry]>)>,
}

/// A hand's move is told in its frame and in the next one, which knows where the rows came to lie.
const TOLD: u8 = 2;

impl ViewPart for TimelineTile {
    fn here(&mut self, shown: &Shown<'_>) -> Option<(Target, egui::Pos2)> {
        let origin = self.body?.min - vec2(GUTTER, HEADER);
        names::here(shown, &self.scene.1.borrow(), origin.to_vec2())
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        self.prepare(shown);
        self.follow(shown);
        let (frame, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let (from, to) = self.span(shown);
        let legend = self.legend(shown, frame.height() > TALL);
        let strip = legend_strip::height(shown.metrics, &legend, frame.width());
        let (chart, strip) = under::heights(frame.height(), strip);
        let strip = Rect::from_min_max(pos2(frame.left(), frame.bottom() - strip), frame.max);
        if strip.height() > 0.0 {
            legend_strip::show(ui, shown.metrics, &legend, strip);
        }
        let frame = Rect::from_min_max(frame.min, strip.right_top());
        let canvas = Rect::from_min_max(frame.min, frame.max - vec2(0.0, chart + OVERVIEW));
        if let Some(prepared) = &self.prepared {
            let height = canvas.height() - HEADER;
            self.scroll.follow(&prepared.timeline, (from, to), height, canvas.width());
        }
        let view = Viewport { from, to, scroll: self.scroll.y, size: canvas.size() };
        self.canvas(ui, shown, canvas, view, commands);
        self.bar(ui, canvas, (from, to));
        let chart = Rect::from_min_max(pos2(frame.left(), canvas.bottom()), frame.max - vec2(0.0, OVERVIEW));
        if chart.height() > 0.0 {
            self.chart(ui, shown, chart);
        }
        let overview =
            Rect::from_min_max(pos2(frame.left() + GUTTER, chart.bottom() + 2.0), frame.max - vec2(0.0, 2.0));
        if let Some((from, to)) = under::overview(ui, shown, self.span(shown), overview) {
            self.set_span(shown, from, to);
        }
        self.tell(commands);
        false
    }

    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        timeline_menu::heading(ui, shown, commands);
    }

    fn zoom(&mut self, shown: &Shown<'_>, inwards: bool, commands: &mut Vec<Command>) {
        let (from, to) = self.span(shown);
        let half = (to - from) / 2.0 / if inwards { 1.25 } else { 0.8 };
        let middle = f64::midpoint(from, to);
        self.set_span(shown, middle - half, middle + half);
        self.tell(commands);
    }

    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        if let Some(thing) = self.next(shown, direction) {
            commands.push(Command::Reveal(shown.id(thing)));
        }
    }

    fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        self.prepare(shown);
        let items = shown.plan.items();
        let Some(item) = items.item_of(thing) else { return };
        let before = self.span(shown);
        let days = items.days(item.0 as usize).map(|(a, b)| (f64::from(a.0), f64::from(b.0) + 1.0));
        if let (Some((first, last)), false) = (days, self.is_drawn(shown, thing)) {
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
                self.telling = TOLD;
            }
        }
        self.tell(commands);
    }
}

impl TimelineTile {
    /// What the bars' colours mean, and where there is room their forms.
    fn legend(&mut self, shown: &Shown<'_>, forms: bool) -> Rc<[LegendEntry]> {
        let Some(prepared) = &mut self.prepared else { return Rc::default() };
        let (timeline, look) = (&prepared.timeline, shown.look());
        let entries = || if forms { timeline.legend(&look) } else { timeline.colours(&look) };
        let kept = prepared.legend.take().filter(|(of, _)| *of == forms);
        let (_, entries) = prepared.legend.insert(kept.unwrap_or_else(|| (forms, entries().into())));
        Rc::clone(entries)
    }

    /// Looks where the arrangement says, where that was changed elsewhere.
    fn follow(&mut self, shown: &Shown<'_>) {
        let says = shown.arrangement.views.timeline.port;
        if !self.port.follow(&says) {
            return;
        }
        match says == TimelinePort::default() {
            true => self.scroll.home(),
            false => self.scroll.to(says.scroll, self.span(shown)),
        }
    }

    /// Tells the arrangement where a hand has moved the view.
    fn tell(&mut self, commands: &mut Vec<Command>) {
        if self.telling == 0 {
            return;
        }
        self.telling -= 1;
        self.port.live.scroll = self.scroll.y;
        commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
    }

    /// Whether the last picture showed an item's bar.
    fn is_drawn(&self, shown: &Shown<'_>, thing: Thing) -> bool {
        let scene = self.scene.1.borrow();
        // A picture of another plan shows nothing of this one.
        self.scene.0 == shown.version
            && scene.marks().any(|(clip, mark)| {
                mark.stands_for == StandsFor::Thing(thing) && clip.intersects(mark.shape.bounds())
            })
    }

    /// The nearest mark of the last picture in a direction from the selected one.
    fn next(&self, shown: &Shown<'_>, direction: Direction) -> Option<Thing> {
        if self.scene.0 != shown.version {
            return None;
        }
        let scene = self.scene.1.borrow();
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
    fn span(&self, shown: &Shown<'_>) -> (f64, f64) {
        self.port.live.span.unwrap_or_else(|| timeline::home(shown.plan))
    }

    /// Looks at some days, within the limits of the plan.
    fn set_span(&mut self, shown: &Shown<'_>, from: f64, to: f64) {
        let (first, last) = timeline::limits(shown.plan);
        let closest = timeline::closest(shown.plan);
        let width = (to - from).clamp(closest, (last - first).max(closest));
        let from = (f64::midpoint(from, to) - width / 2.0).clamp(first, (last - width).max(first));
        self.port.live.span = Some((from, from + width));
        self.telling = TOLD;
    }

    fn prepare(&mut self, shown: &Shown<'_>) {
        let choices = &shown.arrangement.views.timeline.options;
        if self.prepared.as_ref().is_some_and(|p| p.version == shown.version && p.choices == *choices) {
            return;
        }
        let timeline = Timeline::new(&shown.look(), choices.clone(), true);
        match self.prepared.as_ref().is_some_and(|p| p.choices.group != choices.group) {
            true => self.scroll.home(),
            false => self.scroll.other_rows(),
        }
        let (version, choices) = (shown.version, choices.clone());
        self.prepared = Some(Prepared { version, choices, timeline, chart: None, legend: None });
    }

    fn canvas(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        canvas: Rect,
        view: Viewport,
        commands: &mut Vec<Command>,
    ) {
        self.scene.0 = shown.version;
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
            *self.scene.1.borrow_mut() = scene;
            shapes
        });
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("timeline"));
        let response = plot_item::bare("timeline", body.size()).sense(Sense::click_and_drag()).show(
            &mut plot_ui,
            |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max([view.from, 0.0], [view.to, 1.0]));
                plot.add(item);
            },
        );
        let painter = ui.painter_at(canvas);
        for layer in self.scene.1.borrow().layers.iter().skip(1) {
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
        let clicked = self.prepared.as_ref().and_then(|prepared| {
            let ready = prepared.timeline.ready(&shown.look(), (view.from, view.to));
            names::marks(ui, shown, &ready, &self.scene.1.borrow(), (canvas, "Marks of the timeline"))
        });
        if let Some(target) = clicked.and_then(|what| self.target(shown, what)) {
            self.act(shown, session::meaning(Some(&target), Click::default()), commands);
        }
        self.moved(ui, shown, &response.response, &head, body);
        let due = self.clicks.due(ui.ctx());
        self.act(shown, due, commands);
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
                self.scroll_by(-delta.y);
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
        self.scroll_by(-wheel.y);
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
        let what = self.scene.1.borrow().hit(at).map_or(StandsFor::Nothing, |(what, _)| what);
        let target = self.target(shown, what);
        if target.is_some() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        hover::menu(part, target.as_ref(), Some(ViewKind::Timeline), commands);
        // What was clicked stays where it is when the click looks closer.
        let row = (at.y - HEADER).max(0.0);
        if part.clicked() || part.double_clicked() {
            self.scroll.pull(row, row);
        }
        let meaning = self.clicks.of(part, target.as_ref());
        self.act(shown, meaning, commands);
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

    /// The bar that says how many rows are out of sight.
    fn bar(&mut self, ui: &Ui, canvas: Rect, span: (f64, f64)) {
        let Some(prepared) = &self.prepared else { return };
        let rows = Rect::from_min_max(canvas.min + vec2(0.0, HEADER), canvas.max);
        let all = prepared.timeline.rows_height(canvas.width(), span);
        let sight = Sight { all, seen: f64::from(rows.height()), from: self.scroll.y };
        if let Some(to) = scroll_bar::show(ui, rows, session::Along::Column, sight, "timeline") {
            self.scroll.y = to;
            self.telling = TOLD;
        }
    }

    fn scroll_by(&mut self, by: f32) {
        if by != 0.0 {
            self.scroll.y += f64::from(by);
            self.telling = TOLD;
        }
    }

    /// What a mark of the last picture is, whatever the plan.
    fn target(&self, shown: &Shown<'_>, what: StandsFor) -> Option<Target> {
        let key = |place| self.prepared.as_ref()?.timeline.key_of(shown.plan, place);
        match what {
            StandsFor::Group(place) => key(place).map(Target::Group),
            StandsFor::Rows(place) => key(place).map(Target::Rows),
            other => session::target(shown.plan, other),
        }
    }

    fn act(&mut self, shown: &Shown<'_>, meaning: Option<Meaning>, commands: &mut Vec<Command>) {
        let choices = &shown.arrangement.views.timeline.options;
        let arrange =
            |choices: TimelineChoices| Command::Do(session::Command::Arrange(ViewOptions::from(choices)));
        match meaning {
            Some(Meaning::Do(command)) => commands.push(command.into()),
            Some(Meaning::Fold(key)) => commands.push(arrange(choices.clone().folded(key))),
            Some(Meaning::AllRows(key)) => commands.push(arrange(choices.clone().with_all_rows(key))),
            Some(Meaning::Closer(Target::Count { from, to })) => {
                self.set_span(shown, f64::from(from), f64::from(to) + 1.0);
            }
            Some(Meaning::Closer(target)) => self.look_closer(shown, &target),
            Some(Meaning::List(..) | Meaning::Sort(_)) | None => {}
        }
    }

    /// The item, or all of a group, fills the axis.
    fn look_closer(&mut self, shown: &Shown<'_>, target: &Target) {
        let items = shown.plan.items();
        let item = |id: &str| items.item_of(shown.plan.find(id)?);
        let of_value = |value: &session::Value| {
            timeline::extent(&shown.look(), Some((value.facet, value.number(shown.plan)?)))
        };
        let facet = shown.arrangement.views.timeline.options.group;
        let days = match target {
            Target::Record(id) => item(id).and_then(|item| items.days(item.0 as usize)),
            Target::Value(value) => of_value(value),
            Target::Group(GroupKey::Of(key)) => {
                facet.and_then(|facet| of_value(&session::Value { facet, key: key.clone() }))
            }
            Target::Group(GroupKey::All) => timeline::extent(&shown.look(), None),
            Target::Group(key @ GroupKey::Several) => self.prepared.as_ref().and_then(|prepared| {
                let places = 0..prepared.timeline.groups().len() as u32;
                let of_key = |place: &u32| prepared.timeline.key_of(shown.plan, *place).as_ref() == Some(key);
                let place = places.into_iter().find(of_key)?;
                prepared.timeline.extent_of(&shown.look(), place)
            }),
            _ => None,
        };
        if let Some((first, last)) = days {
            let (first, last) = (f64::from(first.0), f64::from(last.0) + 1.0);
            let part = if matches!(target, Target::Record(_)) { 0.5 } else { 0.03 };
            let margin = ((last - first) * part).max(45.0);
            self.set_span(shown, first - margin, last + margin);
        }
    }

    /// The chart under the rows, counted again where the zoom asks for another unit.
    fn chart(&mut self, ui: &mut Ui, shown: &Shown<'_>, frame: Rect) {
        let span = self.span(shown);
        let fiscal = shown.arrangement.views.timeline.options.fiscal;
        let start = if fiscal { shown.plan.about().fiscal_year_start } else { 1 };
        let Some(prepared) = &mut self.prepared else { return };
        let view = Viewport { from: span.0, to: span.1, scroll: 0.0, size: frame.size() };
        let unit = match TimeAxis::new(&view.scale(), start).minor {
            Unit::Day | Unit::Week | Unit::Month => Unit::Month,
            unit @ (Unit::Quarter | Unit::Half) => unit,
            Unit::Year | Unit::Decade => Unit::Year,
        };
        if prepared.chart.as_ref().is_none_or(|c| c.0 != unit) {
            let chart = Chart::new(&shown.look(), prepared.timeline.palette(), unit, start);
            prepared.chart = Some((unit, chart));
        }
        if let Some((unit, chart)) = &prepared.chart {
            let timeline = &prepared.timeline;
            under::chart(ui, (*unit, chart), span, frame, |category| {
                timeline.palette().name(shown.plan, category)
            });
        }
    }
}

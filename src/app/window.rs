//! The window as a whole: its state, its layout, and the one place where commands are applied.

use super::command::{self, Command, Direction};
use super::crash::{self, Keeper, Last, Remains};
use super::dialogs::Dialogs;
use super::facets::Facets;
use super::history::History;
use super::inspector::Inspector;
use super::shown::{Picked, Shown};
use super::tiles::{GAP, Tiles};
use super::topbar::{self, Query};
use super::{statebar, style, waker};
use crate::date::Day;
use crate::explore::{Answer, Filter, Stretch};
use crate::file::{self, Severity};
use crate::plan::Thing;
use crate::scene::{Metrics, Role};
use crate::session::{Arrived, Document};
use crate::views::map::Camera;
use crate::views::picture::View;
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::path::{Path, PathBuf};

/// Everything that the window holds.
pub struct Window {
    document: Document,
    query: Query,
    filter: Filter,
    answer: Answer,
    /// How many matching items have no date.
    undated: usize,
    picked: Picked,
    tiles: Tiles,
    facets: Facets,
    inspector: Inspector,
    dialogs: Dialogs,
    history: History<Place>,
    /// Where the person is, and where they last came to rest: the step that back returns to.
    rest: Rest,
    metrics: Metrics,
    /// Counts changes of plan and filter.
    version: u64,
    commands: Vec<Command>,
    /// Where the person is taken back to, once its plan is there.
    returning: Option<Last>,
    keeper: Keeper,
}

/// What back and forward return to.
#[derive(Debug, Clone, PartialEq, Default)]
struct Place {
    query: String,
    selection: Option<Thing>,
    focus: Option<Day>,
    span: Option<(f64, f64)>,
    camera: Option<Camera>,
    alone: Option<View>,
}

/// Tells steps from moves: a place counts as one once nothing has moved for a moment.
#[derive(Debug, Default)]
struct Rest {
    settled: Place,
    now: Place,
    since: f64,
}

/// A place at which nothing moves for so many seconds is a step of the history.
const SETTLES: f64 = 0.4;

impl Window {
    /// A window on a file, or on the bundled plan; a file is read once the window is there.
    pub fn new(path: Option<PathBuf>) -> Self {
        let document = Document::bundled(0);
        let filter = Filter::default();
        let answer = filter.answer(&document.plan, &document.index);
        let tiles = Tiles::of(&document.plan);
        let open = |path: PathBuf| match file::bundled_by_name(&path) {
            Some(number) => Command::OpenBundled(number),
            None => Command::Open(path),
        };
        let commands = path.map(open).into_iter().collect();
        let undated = undated(&document, &answer);
        // The fine outlines, beside the window: whoever zooms finds them there.
        std::thread::spawn(crate::views::world::prepare);
        Self {
            document,
            query: Query { text: String::new(), problems: Vec::new(), focus: false },
            filter,
            answer,
            picked: Picked::default(),
            tiles,
            facets: Facets::default(),
            inspector: Inspector::default(),
            dialogs: Dialogs::default(),
            history: History::new(),
            rest: Rest::default(),
            metrics: Metrics::new(),
            undated,
            version: 0,
            commands,
            returning: None,
            keeper: Keeper::default(),
        }
    }

    /// Tells a keeper where the person is from now on. Where a fault of the program ended the last window,
    /// takes them back there, unless another file was asked for, and says where the report is.
    pub(super) fn keep(&mut self, keeper: Keeper, remains: Option<Remains>) {
        self.keeper = keeper;
        let Some(Remains { last, report }) = remains else { return };
        let open = last.file.clone().map_or(Command::OpenBundled(last.bundled), Command::Open);
        if self.commands.iter().all(|asked| *asked == open) {
            self.commands = vec![open];
            self.returning = Some(last);
        }
        self.dialogs.tell_fault(report);
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.document.opening().is_some() || self.commands.iter().any(|c| matches!(c, Command::Open(_)))
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.arrive(&ctx);
        self.document.look_again(&waker(&ctx));
        self.commands.extend(
            ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_path_buf())).map(Command::Open),
        );
        self.commands.extend(command::pressed(&ctx, self.tiles.focused));
        for command in std::mem::take(&mut self.commands) {
            self.apply(command, &ctx);
        }
        let mut commands = Vec::new();
        self.panels(ui, &mut commands);
        self.point(&mut commands, &ctx);
        self.watch_places(&ctx);
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.picked, self.version);
        let as_seen = self.tiles.as_seen();
        self.dialogs.ui(&ctx, &shown, &self.document, &as_seen, &mut commands);
        if !commands.is_empty() {
            self.commands = commands;
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.picked, self.version);
        let theme = style::theme(ui);
        let panel = Frame::new().fill(style::color(theme, Role::Panel));
        let query = &mut self.query;
        Panel::top("bar")
            .exact_size(48.0)
            .frame(panel)
            .show(ui, |ui| topbar::ui(ui, &shown, query, commands));
        Panel::bottom("state")
            .exact_size(26.0)
            .frame(panel)
            .show(ui, |ui| statebar::ui(ui, &shown, self.undated, &self.document, commands));
        let (facets, inspector) = (&mut self.facets, &mut self.inspector);
        Panel::left("facets")
            .default_size(232.0)
            .size_range(180.0..=360.0)
            .frame(panel)
            .show(ui, |ui| facets.ui(ui, &shown, commands));
        Panel::right("inspector")
            .default_size(if ui.available_width() > 1400.0 { 320.0 } else { 272.0 })
            .size_range(220.0..=520.0)
            .frame(panel)
            .show(ui, |ui| inspector.ui(ui, &shown, commands));
        let ground = Frame::new().fill(style::color(theme, Role::App)).inner_margin(Margin::same(GAP as i8));
        let tiles = &mut self.tiles;
        CentralPanel::default().frame(ground).show(ui, |ui| tiles.ui(ui, &shown, commands));
    }

    fn arrive(&mut self, ctx: &egui::Context) {
        match self.document.arrive(crash::hint) {
            None => {}
            Some(Arrived::Nothing(path)) => self.dialogs.tell_failure(&path),
            Some(arrived) => {
                self.dialogs.opened();
                self.adopt(matches!(arrived, Arrived::SamePlan));
                let errors = self.document.problems().iter().any(|p| p.severity == Severity::Error);
                if errors && matches!(arrived, Arrived::NewPlan) {
                    self.dialogs.show_problems();
                }
                ctx.request_repaint();
            }
        }
    }

    /// Looks at another plan; the same one keeps its filter and its place.
    fn adopt(&mut self, same: bool) {
        (self.picked.selection, self.picked.pointed) = (None, None);
        if !same {
            self.picked.focus = None;
            self.query.text.clear();
            self.tiles = Tiles { alone: self.tiles.alone, ..Tiles::of(&self.document.plan) };
            self.history = History::new();
            if let Some(last) = self.returning.take() {
                self.query.text = last.query;
                self.tiles.timeline.span = last.span;
                self.tiles.alone =
                    View::ALL.into_iter().find(|view| Some(view.word()) == last.alone.as_deref());
                self.picked.selection = last.selected.and_then(|id| self.document.plan.find(&id));
            }
            self.rest = Rest { settled: self.place(), now: self.place(), since: 0.0 };
        }
        self.ask();
        self.keep_in_mind();
    }

    /// Where the person is, for the case of a fault.
    fn keep_in_mind(&self) {
        let place = self.place();
        let id = |thing: Thing| self.document.plan.record(thing).id.to_string();
        self.keeper.note(Last {
            file: self.document.path.clone(),
            bundled: self.document.number,
            query: place.query,
            selected: place.selection.map(id),
            span: place.span,
            alone: place.alone.map(|view| view.word().to_owned()),
        });
    }

    /// Reads the query's text and answers it.
    fn ask(&mut self) {
        let parsed = Filter::parse(&self.query.text, &self.document.plan);
        self.filter = parsed.filter;
        self.query.problems = parsed.problems;
        self.answer = self.filter.answer(&self.document.plan, &self.document.index);
        self.undated = undated(&self.document, &self.answer);
        self.version += 1;
    }

    /// The one place where anything changes.
    fn apply(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::AskOpen => self.dialogs.ask_open(ctx),
            Command::Open(path) => self.document.open(&path, &waker(ctx)),
            Command::OpenBundled(number) => {
                self.document.open_bundled(number);
                self.adopt(false);
            }
            Command::Reload => {
                if let Some(path) = self.document.file().map(Path::to_owned) {
                    self.document.open(&path, &waker(ctx));
                }
            }
            Command::CancelOpening => self.document.cancel(),
            Command::AskExport => self.dialogs.ask_export(self.tiles.alone.unwrap_or(View::Timeline)),
            Command::Find => self.query.focus = true,
            Command::SetQuery(text) => {
                self.query.text = text;
                self.ask();
            }
            Command::Toggle(facet, value) => self.edit(|f| f.toggle(facet, value)),
            Command::Only(facet, value) => self.edit(|f| {
                let alone = f.choices().any(|(of, c)| of == facet && c.any() == [value]);
                if alone { f.clear(facet) } else { f.only(facet, value) }
            }),
            Command::OnlyYear(year) => self.edit(|f| {
                let asked = Stretch::of_year(year);
                let alone = f.dates() == [asked];
                f.set_when((!alone).then_some(asked));
            }),
            Command::Clear(facet) => self.edit(|f| f.clear(facet)),
            Command::ClearFilter => self.edit(|f| *f = Filter::default()),
            Command::Select(thing) => self.picked.selection = thing,
            Command::Point(thing) => self.picked.pointed = Some(thing),
            Command::Focus(day) => self.picked.focus = day,
            Command::Reveal(thing) => {
                self.picked.selection = Some(thing);
                self.with_tiles(|tiles, shown| tiles.timeline.reveal(shown, thing));
            }
            Command::Maximise(view) => {
                self.tiles.alone = if self.tiles.alone == Some(view) { None } else { Some(view) };
            }
            Command::Fit => View::ALL.into_iter().for_each(|view| self.tiles.fit(view)),
            Command::FitActive => self.tiles.fit(self.tiles.active),
            Command::Back => {
                self.settle();
                if let Some(place) = self.history.back(self.place()) {
                    self.return_to(place);
                }
            }
            Command::Forward => {
                self.settle();
                if let Some(place) = self.history.forward(self.place()) {
                    self.return_to(place);
                }
            }
            Command::Step(direction) => self.step(direction),
            Command::Zoom(inwards) => self.with_tiles(|tiles, shown| tiles.zoom(shown, inwards)),
            Command::OpenMarked => {
                if let Some(thing) = self.with_tiles(|tiles, shown| tiles.matrix.open_marked(shown)) {
                    self.picked.selection = Some(thing);
                }
            }
            Command::OpenCell(row, column) => {
                self.with_tiles(|tiles, shown| tiles.matrix.open(shown, row, column));
            }
            Command::FilterMarked => {
                let mut filter = self.filter.clone();
                self.tiles.matrix.narrow_to_marked(&mut filter);
                self.edit(|f| *f = filter);
            }
            Command::Narrow(row, column) => {
                let mut filter = self.filter.clone();
                self.tiles.matrix.narrow(&mut filter, row, column);
                self.edit(|f| *f = filter);
            }
            Command::SwitchTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                ctx.set_theme(if dark { egui::Theme::Light } else { egui::Theme::Dark });
            }
            Command::ShowProblems => self.dialogs.toggle_problems(),
            Command::ShowHelp => self.dialogs.toggle_help(),
            Command::Escape => {
                let front = self.dialogs.close() || self.tiles.matrix.close();
                if !front && self.picked.selection.take().is_none() {
                    self.picked.focus = None;
                }
            }
        }
    }

    /// The next mark, cell or part of the world in the view that was last pointed at.
    fn step(&mut self, direction: Direction) {
        match self.tiles.active {
            View::Timeline => {
                let next = self.with_tiles(|tiles, shown| tiles.timeline.step(shown, direction));
                if let Some(thing) = next {
                    self.picked.selection = Some(thing);
                    self.with_tiles(|tiles, shown| tiles.timeline.reveal(shown, thing));
                }
            }
            View::Map => self.with_tiles(|tiles, shown| tiles.map.step(shown, direction)),
            View::Matrix => self.tiles.matrix.step(direction),
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.query.text = self.filter.to_text(&self.document.plan);
        self.ask();
    }

    fn place(&self) -> Place {
        let span = self.tiles.timeline.span;
        let (camera, alone) = (self.tiles.map.camera, self.tiles.alone);
        let Picked { selection, focus, .. } = self.picked;
        Place { query: self.query.text.clone(), selection, focus, span, camera, alone }
    }

    fn return_to(&mut self, place: Place) {
        (self.picked.selection, self.picked.focus) = (place.selection, place.focus);
        self.tiles.timeline.span = place.span;
        self.tiles.map.look_at(place.camera);
        self.tiles.alone = place.alone;
        (self.rest.settled, self.rest.now) = (place.clone(), place.clone());
        if self.query.text != place.query {
            self.query.text = place.query;
            self.ask();
        }
    }

    /// Takes what the pointer rests on out of a frame's commands: the views show it in the next frame.
    fn point(&mut self, commands: &mut Vec<Command>, ctx: &egui::Context) {
        let mut pointed = None;
        commands.retain(|command| match command {
            Command::Point(thing) => {
                pointed = Some(*thing);
                false
            }
            _ => true,
        });
        if pointed != self.picked.pointed {
            self.picked.pointed = pointed;
            ctx.request_repaint();
        }
    }

    /// Remembers the place that was left, once the person has come to rest at another.
    fn watch_places(&mut self, ctx: &egui::Context) {
        let (now, time) = (self.place(), ctx.input(|i| i.time));
        if now != self.rest.now {
            (self.rest.now, self.rest.since) = (now, time);
        }
        if self.rest.now == self.rest.settled {
            return;
        }
        let left = SETTLES - (time - self.rest.since);
        if left <= 0.0 {
            self.settle();
        } else {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
    }

    /// Takes the place of now for a step.
    fn settle(&mut self) {
        let now = self.place();
        if now != self.rest.settled {
            self.history.left(std::mem::replace(&mut self.rest.settled, now.clone()));
            self.rest.now = now;
            self.keep_in_mind();
        }
    }

    fn with_tiles<R>(&mut self, act: impl FnOnce(&mut Tiles, &Shown<'_>) -> R) -> R {
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.picked, self.version);
        act(&mut self.tiles, &shown)
    }
}

fn shown<'a>(
    document: &'a Document,
    filter: &'a Filter,
    answer: &'a Answer,
    metrics: &'a Metrics,
    picked: Picked,
    version: u64,
) -> Shown<'a> {
    let Picked { selection, pointed, focus } = picked;
    Shown {
        plan: &document.plan,
        filter,
        answer,
        metrics,
        selection,
        pointed,
        focus,
        today: today(),
        version,
    }
}

fn undated(document: &Document, answer: &Answer) -> usize {
    let mut set = answer.matching.clone();
    set.and_not(document.plan.items().dated());
    set.count()
}

/// Today, by this machine's clock.
fn today() -> Option<Day> {
    let date = jiff::Zoned::now().date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_fault_the_person_is_where_they_were() {
        let mut window = Window::new(None);
        let last = Last {
            query: "brand:nissan".into(),
            selected: Some("micra-ev".into()),
            span: Some((19_000.0, 20_000.0)),
            alone: Some("timeline".into()),
            ..Last::default()
        };
        window.keep(Keeper::default(), Some(Remains { last, report: "report.txt".into() }));
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        for _ in 0..2 {
            ctx.run_ui(egui::RawInput::default(), |ui| window.ui(ui)).drop_without_applying_deltas();
        }
        assert_eq!(window.query.text, "brand:nissan");
        assert!(window.answer.total() < window.document.plan.items().len());
        assert_eq!(window.tiles.timeline.span, Some((19_000.0, 20_000.0)));
        assert_eq!(window.tiles.alone, Some(View::Timeline));
        let selected = window.picked.selection.map(|thing| &*window.document.plan.record(thing).id);
        assert_eq!(selected, Some("micra-ev"));
    }
}

//! The window as a whole: its state, its layout, and the one place where commands are applied.

use super::command::{self, Command};
use super::dialogs::{AsSeen, Dialogs};
use super::document::{Arrived, Document};
use super::facets::Facets;
use super::history::History;
use super::map_tile::MapTile;
use super::matrix_tile::MatrixTile;
use super::shown::Shown;
use super::timeline_tile::TimelineTile;
use super::topbar::{self, Query};
use super::{inspector, style};
use crate::date::Day;
use crate::explore::{Answer, Filter};
use crate::file::Severity;
use crate::plan::Thing;
use crate::scene::{Metrics, Role, Size, Weight};
use crate::views::picture::View;
use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui, UiBuilder, pos2, vec2};
use std::path::{Path, PathBuf};

/// Everything that the window holds.
pub struct Window {
    document: Document,
    query: Query,
    filter: Filter,
    answer: Answer,
    selection: Option<Thing>,
    tiles: Tiles,
    facets: Facets,
    dialogs: Dialogs,
    history: History<Place>,
    metrics: Metrics,
    /// Counts changes of plan and filter.
    version: u64,
    commands: Vec<Command>,
}

/// The three views and how they share the middle.
#[derive(Default)]
struct Tiles {
    timeline: TimelineTile,
    map: MapTile,
    matrix: MatrixTile,
    alone: Option<View>,
}

/// What back and forward return to.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    query: String,
    selection: Option<Thing>,
    span: Option<(f64, f64)>,
}

/// Space around tiles in points.
const GAP: f32 = 8.0;

impl Window {
    /// A window on a file, or on the bundled plan; a file is read once the window is there.
    pub fn new(path: Option<PathBuf>) -> Self {
        let document = Document::bundled(0);
        let filter = Filter::default();
        let answer = filter.answer(&document.plan, &document.index);
        let commands = path.map(Command::Open).into_iter().collect();
        Self {
            document,
            query: Query { text: String::new(), problems: Vec::new(), focus: false },
            filter,
            answer,
            selection: None,
            tiles: Tiles::default(),
            facets: Facets::default(),
            dialogs: Dialogs::default(),
            history: History::new(),
            metrics: Metrics::new(),
            version: 0,
            commands,
        }
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.document.opening().is_some() || self.commands.iter().any(|c| matches!(c, Command::Open(_)))
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.arrive(&ctx);
        self.document.look_again(&ctx);
        self.commands.extend(
            ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_path_buf())).map(Command::Open),
        );
        self.commands.extend(command::pressed(&ctx));
        for command in std::mem::take(&mut self.commands) {
            self.apply(command, &ctx);
        }
        let mut commands = Vec::new();
        self.panels(ui, &mut commands);
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.selection, self.version);
        let as_seen = self.tiles.as_seen();
        self.dialogs.ui(&ctx, &shown, &self.document, &as_seen, &mut commands);
        if !commands.is_empty() {
            self.commands = commands;
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.selection, self.version);
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
            .show(ui, |ui| state(ui, &shown, &self.document, commands));
        let facets = &mut self.facets;
        Panel::left("facets")
            .default_size(232.0)
            .size_range(180.0..=360.0)
            .frame(panel)
            .show(ui, |ui| facets.ui(ui, &shown, commands));
        Panel::right("inspector")
            .default_size(if ui.available_width() > 1400.0 { 320.0 } else { 272.0 })
            .size_range(220.0..=520.0)
            .frame(panel)
            .show(ui, |ui| inspector::ui(ui, &shown, commands));
        let ground = Frame::new().fill(style::color(theme, Role::App)).inner_margin(Margin::same(GAP as i8));
        let tiles = &mut self.tiles;
        CentralPanel::default().frame(ground).show(ui, |ui| tiles.ui(ui, &shown, commands));
    }

    fn arrive(&mut self, ctx: &egui::Context) {
        match self.document.arrive() {
            None => {}
            Some(Arrived::Nothing) => self.dialogs.show_problems(),
            Some(arrived) => {
                self.adopt(matches!(arrived, Arrived::SamePlan));
                let errors = self.document.problems.iter().any(|p| p.severity == Severity::Error);
                if errors && matches!(arrived, Arrived::NewPlan) {
                    self.dialogs.show_problems();
                }
                ctx.request_repaint();
            }
        }
    }

    /// Looks at another plan; the same one keeps its filter and its place.
    fn adopt(&mut self, same: bool) {
        self.selection = None;
        if !same {
            self.query.text.clear();
            self.tiles = Tiles { alone: self.tiles.alone, ..Tiles::default() };
            self.history = History::new();
        }
        self.ask();
    }

    /// Reads the query's text and answers it.
    fn ask(&mut self) {
        let parsed = Filter::parse(&self.query.text, &self.document.plan);
        self.filter = parsed.filter;
        self.query.problems = parsed.problems;
        self.answer = self.filter.answer(&self.document.plan, &self.document.index);
        self.version += 1;
    }

    /// The one place where anything changes.
    fn apply(&mut self, command: Command, ctx: &egui::Context) {
        let before = self.place();
        let keep = matches!(command, Command::Back | Command::Forward);
        match command {
            Command::AskOpen => self.dialogs.ask_open(ctx),
            Command::Open(path) => self.document.open(&path, ctx),
            Command::OpenBundled(number) => {
                self.document = Document::bundled(number);
                self.adopt(false);
            }
            Command::Reload => {
                if let Some(path) = self.document.file().map(Path::to_owned) {
                    self.document.open(&path, ctx);
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
            Command::Clear(facet) => self.edit(|f| f.clear(facet)),
            Command::ClearFilter => self.edit(|f| *f = Filter::default()),
            Command::Select(thing) => self.selection = thing,
            Command::Reveal(thing) => {
                self.selection = Some(thing);
                self.with_tiles(|tiles, shown| tiles.timeline.reveal(shown, thing));
            }
            Command::Maximise(view) => {
                self.tiles.alone = if self.tiles.alone == Some(view) { None } else { Some(view) };
            }
            Command::Fit => {
                self.tiles.timeline.fit();
                self.tiles.map.fit();
                self.tiles.matrix.fit();
            }
            Command::Back => {
                if let Some(place) = self.history.back(before.clone()) {
                    self.return_to(place);
                }
            }
            Command::Forward => {
                if let Some(place) = self.history.forward(before.clone()) {
                    self.return_to(place);
                }
            }
            Command::Step(direction) => {
                let next = self.with_tiles(|tiles, shown| tiles.timeline.step(shown, direction));
                if let Some(thing) = next {
                    self.selection = Some(thing);
                    self.with_tiles(|tiles, shown| tiles.timeline.reveal(shown, thing));
                }
            }
            Command::SwitchTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                ctx.set_theme(if dark { egui::Theme::Light } else { egui::Theme::Dark });
            }
            Command::ShowProblems => self.dialogs.toggle_problems(),
            Command::ShowHelp => self.dialogs.toggle_help(),
            Command::Escape => {
                if !self.dialogs.close() {
                    self.selection = None;
                }
            }
        }
        if !keep && self.place() != before {
            self.history.left(before);
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.query.text = self.filter.to_text(&self.document.plan);
        self.ask();
    }

    fn place(&self) -> Place {
        let span = self.tiles.timeline.span;
        Place { query: self.query.text.clone(), selection: self.selection, span }
    }

    fn return_to(&mut self, place: Place) {
        self.selection = place.selection;
        self.tiles.timeline.span = place.span;
        if self.query.text != place.query {
            self.query.text = place.query;
            self.ask();
        }
    }

    fn with_tiles<R>(&mut self, act: impl FnOnce(&mut Tiles, &Shown<'_>) -> R) -> R {
        let shown =
            shown(&self.document, &self.filter, &self.answer, &self.metrics, self.selection, self.version);
        act(&mut self.tiles, &shown)
    }
}

fn shown<'a>(
    document: &'a Document,
    filter: &'a Filter,
    answer: &'a Answer,
    metrics: &'a Metrics,
    selection: Option<Thing>,
    version: u64,
) -> Shown<'a> {
    Shown { plan: &document.plan, filter, answer, metrics, selection, today: today(), version }
}

/// Today, by this machine's clock.
fn today() -> Option<Day> {
    let date = jiff::Zoned::now().date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

impl Tiles {
    /// How the views are arranged now, for a picture of them.
    fn as_seen(&self) -> AsSeen {
        AsSeen {
            span: self.timeline.span,
            timeline: self.timeline.options.clone(),
            matrix: self.matrix.options,
            camera: self.map.camera,
        }
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let all = ui.available_rect_before_wrap();
        if let Some(view) = self.alone {
            self.tile(ui, shown, view, all, commands);
            return;
        }
        let upper = (all.height() * 0.56).round();
        let top = Rect::from_min_size(all.min, vec2(all.width(), upper - GAP / 2.0));
        let middle = (all.left() + all.width() * 0.52).round();
        let lower = all.top() + upper + GAP / 2.0;
        let left = Rect::from_min_max(pos2(all.left(), lower), pos2(middle - GAP / 2.0, all.bottom()));
        let right = Rect::from_min_max(pos2(middle + GAP / 2.0, lower), all.max);
        for (view, rect) in View::ALL.into_iter().zip([top, left, right]) {
            self.tile(ui, shown, view, rect, commands);
        }
    }

    fn tile(&mut self, ui: &mut Ui, shown: &Shown<'_>, view: View, rect: Rect, commands: &mut Vec<Command>) {
        let theme = style::theme(ui);
        let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
        ui.painter().rect(rect, 4, style::color(theme, Role::Panel), line, egui::StrokeKind::Inside);
        let inner = rect.shrink(1.0);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(view.name()));
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), 32.0));
        let mut bar = ui.new_child(
            UiBuilder::new()
                .max_rect(head.shrink2(vec2(14.0, 0.0)))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        bar.label(style::text(&bar, view.name(), Size::Title, Weight::Semibold, Role::Text));
        bar.add_space(4.0);
        match view {
            View::Timeline => self.timeline.heading(&mut bar),
            View::Map => self.map.heading(&mut bar, shown),
            View::Matrix => self.matrix.heading(&mut bar),
        }
        bar.with_layout(egui::Layout::right_to_left(egui::Align::Center), |bar| {
            let words = if self.alone == Some(view) { "all views" } else { "enlarge" };
            let words = style::text(bar, words, Size::Note, Weight::Regular, Role::Muted);
            let button = bar.add(egui::Button::new(words).frame(false));
            super::facets::name_it(
                &button,
                egui::Role::Button,
                false,
                &format!("Enlarge {}", view.name().to_lowercase()),
            );
            if button.clicked() {
                commands.push(Command::Maximise(view));
            }
        });
        let body = Rect::from_min_max(pos2(inner.left(), head.bottom()), inner.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt("body"));
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        match view {
            View::Timeline => self.timeline.ui(&mut ui, shown, commands),
            View::Map => self.map.ui(&mut ui, shown, commands),
            View::Matrix => self.matrix.ui(&mut ui, shown, commands),
        }
    }
}

/// The line at the bottom: the filter in words, and the state of the file.
fn state(ui: &mut Ui, shown: &Shown<'_>, document: &Document, commands: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(14.0);
        let undated = {
            let items = shown.plan.items();
            let mut set = shown.answer.matching.clone();
            set.and_not(items.dated());
            set.count()
        };
        let words = format!(
            "{}: {} of {} items, {undated} undated",
            shown.filter.words(shown.plan),
            shown.answer.total(),
            shown.plan.items().len(),
        );
        let half = ui.available_width() * 0.6;
        ui.allocate_ui(vec2(half, ui.available_height()), |ui| {
            ui.add(
                egui::Label::new(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted)).truncate(),
            );
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(14.0);
            file_state(ui, document, commands);
        });
    });
}

fn file_state(ui: &mut Ui, document: &Document, commands: &mut Vec<Command>) {
    if let Some(opening) = document.opening() {
        let name = opening.path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        if ui.small_button("Cancel").clicked() {
            commands.push(Command::CancelOpening);
        }
        let seconds = opening.since.elapsed().as_secs();
        ui.label(style::text(
            ui,
            format!("reading {name}, {seconds} s"),
            Size::Note,
            Weight::Regular,
            Role::Muted,
        ));
        ui.spinner();
        return;
    }
    let errors = document.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let name = document.name();
    let (words, role) = match (errors, document.problems.len()) {
        (0, 0) => (format!("no problems in {name}"), Role::Muted),
        (0, 1) => (format!("1 warning in {name}"), Role::Muted),
        (0, n) => (format!("{n} warnings in {name}"), Role::Muted),
        (1, _) => (format!("1 problem in {name}"), Role::Disagreement),
        (n, _) => (format!("{n} problems in {name}"), Role::Disagreement),
    };
    let stale = if document.stale { ", showing the last good plan" } else { "" };
    let reloads = if document.file().is_some() { ", reloads when it changes" } else { "" };
    let words = style::text(ui, format!("{words}{stale}{reloads}"), Size::Note, Weight::Regular, role);
    if ui.add(egui::Button::new(words).frame(false)).clicked() {
        commands.push(Command::ShowProblems);
    }
}

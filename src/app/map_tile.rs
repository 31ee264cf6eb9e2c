//! The map in the window: moving in it, pointing at regions and plants, and the date slider.
//!
//! It must never count or place anything: that is `views::map`.

use super::command::{Command, Direction};
use super::shown::Shown;
use super::{hover, names, paint, style};
use crate::date::Day;
use crate::plan::Facet;
use crate::scene::{Role, Scene, Size, StandsFor, Theme, Weight};
use crate::views::map::{self, Camera, Flows, MapOptions, Tally};
use crate::views::picture;
use crate::views::timeline;
use egui::{Rect, Sense, Ui, Vec2, pos2, vec2};

/// Height of the slider's row in points.
const SLIDER: f32 = 26.0;
/// How many days of the plan pass in a second of playing.
const DAYS_A_SECOND: f64 = 240.0;

/// How the map is looked at, and what was prepared for it.
#[derive(Default)]
pub struct MapTile {
    /// `None` where the camera fits the plan.
    pub camera: Option<Camera>,
    /// Which flows are drawn.
    pub flows: Flows,
    /// Only what begins by this day is counted.
    pub until: Option<f64>,
    playing: bool,
    tally: Option<(Counted, Tally)>,
    painted: Option<Painted>,
}

/// What a tally depends on.
#[derive(PartialEq, Clone)]
struct Counted {
    version: u64,
    selection: Option<crate::plan::Thing>,
    flows: Flows,
    until: Option<i32>,
}

/// A map as it was painted last: painted again as it is while nothing changes.
struct Painted {
    counted: Counted,
    camera: Camera,
    frame: Rect,
    theme: Theme,
    scene: Scene,
    shapes: Vec<egui::Shape>,
}

impl MapTile {
    /// The choices that stand in the tile's heading.
    pub fn heading(&mut self, ui: &mut Ui, _shown: &Shown<'_>) {
        let names = [(Flows::Selected, "of what is selected"), (Flows::All, "all"), (Flows::None, "none")];
        let name = names.iter().find(|n| n.0 == self.flows).map_or("none", |n| n.1);
        hover::choice(ui, "flows", name, |ui| {
            for (flows, name) in names {
                ui.selectable_value(&mut self.flows, flows, name);
            }
        });
    }

    /// Shows all of the plan.
    pub fn fit(&mut self) {
        self.camera = None;
    }

    /// Moves the camera a part of the tile.
    pub fn step(&mut self, shown: &Shown<'_>, direction: Direction) {
        let by = match direction {
            Direction::Left => vec2(1.0, 0.0),
            Direction::Right => vec2(-1.0, 0.0),
            Direction::Up => vec2(0.0, 1.0),
            Direction::Down => vec2(0.0, -1.0),
        };
        let Some(size) = self.painted.as_ref().map(|p| p.frame.size()) else { return };
        self.camera = Some(self.camera(shown, size).panned(by * size * 0.15, size));
    }

    /// Zooms about the tile's middle.
    pub fn zoom(&mut self, shown: &Shown<'_>, factor: f32) {
        let Some(size) = self.painted.as_ref().map(|p| p.frame.size()) else { return };
        self.camera = Some(self.camera(shown, size).zoomed(factor, (size / 2.0).to_pos2(), size));
    }

    fn camera(&self, shown: &Shown<'_>, size: Vec2) -> Camera {
        self.camera.unwrap_or_else(|| Camera::plan(&shown.look(), size))
    }

    /// Shows the tile.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let all = ui.available_rect_before_wrap();
        let frame = Rect::from_min_max(all.min, pos2(all.right(), all.bottom() - SLIDER));
        let size = frame.size();
        let response = ui.interact(frame, ui.scope_id().with("map"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Map of regions");
        let camera = self.moved(ui, shown, &response, size);
        self.paint(ui, shown, frame, camera);
        self.pointed(ui, shown, &response, frame, commands);
        if let Some(painted) = &self.painted {
            names::marks(ui, shown, &painted.scene, frame, "Marks of the map", commands);
        }
        let row = Rect::from_min_max(pos2(all.left(), frame.bottom()), all.max);
        self.slider(ui, shown, row);
    }

    /// Drag pans, the wheel zooms at the pointer.
    fn moved(&mut self, ui: &Ui, shown: &Shown<'_>, response: &egui::Response, size: Vec2) -> Camera {
        let mut camera = self.camera(shown, size);
        if response.dragged_by(egui::PointerButton::Primary) && response.drag_delta() != Vec2::ZERO {
            camera = camera.panned(response.drag_delta(), size);
            self.camera = Some(camera);
        }
        if let Some(at) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
            let factor = pinch * (wheel.y / 240.0).exp();
            if (factor - 1.0).abs() > 1e-4 {
                camera = camera.zoomed(factor, at - response.rect.min.to_vec2(), size);
                self.camera = Some(camera);
            }
        }
        camera.limited(size)
    }

    fn paint(&mut self, ui: &Ui, shown: &Shown<'_>, frame: Rect, camera: Camera) {
        let counted = Counted {
            version: shown.version,
            selection: shown.selection,
            flows: self.flows,
            until: self.until.map(|d| d.round() as i32),
        };
        let chosen = picture::chosen(shown.filter, Facet::Region);
        if self.tally.as_ref().is_none_or(|t| t.0 != counted) {
            let options = MapOptions { chosen: &chosen, flows: self.flows, until: counted.until.map(Day) };
            self.tally = Some((counted.clone(), Tally::new(&shown.look(), &options)));
        }
        let Some((_, tally)) = &self.tally else { return };
        let theme = style::theme(ui);
        let painter = ui.painter_at(frame);
        let same = self.painted.as_ref().is_some_and(|p| {
            p.counted == counted && p.camera == camera && p.frame == frame && p.theme == theme
        });
        if !same {
            let scene = map::draw(&shown.look(), tally, &camera, frame.size());
            let origin = frame.min.to_vec2();
            let shapes =
                scene.layers.iter().flat_map(|l| paint::shapes(&painter, l, origin, theme)).collect();
            self.painted = Some(Painted { counted, camera, frame, theme, scene, shapes });
        }
        if let Some(painted) = &self.painted {
            painter.extend(painted.shapes.iter().cloned());
        }
    }

    fn pointed(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        response: &egui::Response,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) {
        let Some(at) = response.hover_pos() else { return };
        let Some(painted) = &self.painted else { return };
        let hit = painted.scene.hit(at - frame.min.to_vec2());
        let Some((what, _)) = hit else {
            if response.clicked() {
                commands.push(Command::Select(None));
            }
            return;
        };
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        let thing = match what {
            StandsFor::Thing(thing) => Some(thing),
            StandsFor::Value(facet, value) => {
                shown.plan.items().column(facet).values().get(value as usize).and_then(|v| v.thing)
            }
            _ => None,
        };
        if response.double_clicked() {
            if let Some(thing) = thing {
                self.camera = Camera::thing(&shown.look(), thing, frame.size());
            }
        } else if response.clicked() {
            match what {
                StandsFor::Value(facet, value) if ui.input(|i| i.modifiers.command) => {
                    commands.push(Command::Toggle(facet, value));
                }
                StandsFor::Value(facet, value) => commands.push(Command::Only(facet, value)),
                StandsFor::Thing(thing) => commands.push(Command::Select(Some(thing))),
                _ => {}
            }
        }
        match what {
            StandsFor::Value(Facet::Region, value) if !response.is_pointer_button_down_on() => {
                response.clone().on_hover_ui_at_pointer(|ui| region_tip(ui, shown, value));
            }
            what => hover::tip(response, shown, what, |_| None),
        }
    }

    /// What is on the road, building or promised by a day.
    fn slider(&mut self, ui: &mut Ui, shown: &Shown<'_>, row: Rect) {
        let (first, last) = timeline::home(shown.plan);
        let inner = row.shrink2(vec2(14.0, 3.0));
        let mut ui = ui.new_child(
            egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let words = if self.playing { "pause" } else { "play" };
        let words = style::text(&ui, words, Size::Note, Weight::Regular, Role::Accent);
        let play = ui.add(egui::Button::new(words).frame(false)).on_hover_text("Watch the plan unfold");
        if play.clicked() {
            self.playing = !self.playing;
            if self.playing && self.until.is_none_or(|d| d >= last) {
                self.until = Some(first);
            }
        }
        if self.playing {
            let now =
                self.until.unwrap_or(first) + f64::from(ui.input(|i| i.stable_dt.min(0.1))) * DAYS_A_SECOND;
            self.until = Some(now.min(last));
            self.playing = now < last;
            ui.ctx().request_repaint();
        }
        let mut day = self.until.unwrap_or(last);
        let label = 190.0;
        ui.spacing_mut().slider_width = (ui.available_width() - label).max(60.0);
        ui.spacing_mut().interact_size.y = 14.0;
        let slider = ui.add(egui::Slider::new(&mut day, first..=last).show_value(false));
        super::facets::name_it(&slider, egui::Role::Slider, false, "Focus date");
        if slider.changed() {
            self.until = (day < last - 1.0).then_some(day);
            self.playing = false;
        }
        let words = match self.until {
            None => "all dates, undated too".to_owned(),
            Some(day) => {
                let (year, month, _) = Day(day.round() as i32).ymd();
                let month = crate::date::MONTHS[usize::from(month.clamp(1, 12)) - 1];
                format!("begun by {month} {year}")
            }
        };
        ui.label(style::text(&ui, words, Size::Note, Weight::Regular, Role::Muted));
        if self.until.is_some() {
            let words = style::text(&ui, "all", Size::Note, Weight::Regular, Role::Accent);
            if ui.add(egui::Button::new(words).frame(false)).clicked() {
                self.until = None;
                self.playing = false;
            }
        }
    }
}

/// A region's name, counts, years and brands.
fn region_tip(ui: &mut Ui, shown: &Shown<'_>, value: u32) {
    let Some(about) = map::hover(&shown.look(), value) else { return };
    ui.set_max_width(260.0);
    ui.label(style::text(ui, &*about.name, Size::Title, Weight::Semibold, Role::Text));
    let counts = format!("{} of {} items match", about.matching, about.total);
    ui.label(style::text(ui, counts, Size::Note, Weight::Regular, Role::Muted));
    years(ui, &about.by_year);
    let brands: Vec<String> = about.brands.iter().take(6).map(|(name, n)| format!("{name} {n}")).collect();
    if !brands.is_empty() {
        ui.label(style::text(ui, brands.join(", "), Size::Note, Weight::Regular, Role::Text));
    }
    ui.label(style::text(
        ui,
        "Click filters, Ctrl+click adds, double click flies there",
        Size::Note,
        Weight::Regular,
        Role::Muted,
    ));
}

/// A small chart of items a year.
fn years(ui: &mut Ui, by_year: &[(i16, u32)]) {
    let (Some(first), Some(last)) = (by_year.first(), by_year.last()) else { return };
    let most = by_year.iter().map(|y| y.1).max().unwrap_or(1).max(1) as f32;
    let span = f32::from(last.0 - first.0 + 1).max(1.0);
    let (rect, _) = ui.allocate_exact_size(vec2(220.0, 48.0), Sense::hover());
    let theme = style::theme(ui);
    let step = (rect.width() / span).min(24.0);
    let floor = rect.bottom() - 12.0;
    let fill = style::color(theme, Role::Ramp(2));
    for (year, count) in by_year {
        let left = rect.left() + f32::from(year - first.0) * step;
        let tall = (floor - rect.top()) * *count as f32 / most;
        let bar = Rect::from_min_max(pos2(left, floor - tall), pos2(left + step - 1.0, floor));
        ui.painter().rect_filled(bar, 0, fill);
    }
    let font = style::font(Size::Tick, Weight::Regular);
    let muted = style::color(theme, Role::Muted);
    let at = pos2(rect.left(), rect.bottom());
    ui.painter().text(at, egui::Align2::LEFT_BOTTOM, first.0.to_string(), font.clone(), muted);
    let at = pos2((rect.left() + span * step).max(rect.left() + 56.0), rect.bottom());
    if last.0 > first.0 {
        ui.painter().text(at, egui::Align2::RIGHT_BOTTOM, last.0.to_string(), font, muted);
    }
}

//! The map in the window: moving in it, pointing at regions and plants, and the date slider under it.
//!
//! It must never count or place anything: that is `views::map`.

use super::command::{Command, Direction};
use super::flight::Flight;
use super::focus::Player;
use super::shown::Shown;
use super::{hover, names, paint, style};
use crate::date::Day;
use crate::plan::{Facet, Thing};
use crate::scene::{Role, Scene, Size, StandsFor, Theme, Weight};
use crate::views::map::{self, Camera, Flows, Layout, MapOptions, RegionHover, Tally};
use crate::views::picture;
use egui::{Rect, Response, Sense, Ui, Vec2, pos2, vec2};

/// Height of the slider's row in points.
const SLIDER: f32 = 26.0;

/// How the map is looked at, and what was prepared for it.
#[derive(Default)]
pub struct MapTile {
    /// `None` where the camera fits the plan.
    pub camera: Option<Camera>,
    /// Which flows are drawn.
    pub flows: Flows,
    flight: Option<Flight>,
    player: Player,
    tally: Option<(Counted, Tally, Layout)>,
    painted: Option<Painted>,
    card: Option<Card>,
}

/// What a tally depends on.
#[derive(PartialEq, Clone)]
struct Counted {
    version: u64,
    selection: Option<Thing>,
    focus: Option<Day>,
    flows: Flows,
}

/// A map as it was painted last: painted again as it is while nothing changes.
struct Painted {
    counted: Counted,
    camera: Camera,
    frame: Rect,
    theme: Theme,
    scene: Scene,
    /// Those of each layer.
    shapes: Vec<Vec<egui::Shape>>,
    /// What the pointer rests on, and its flows.
    lit: (Option<Thing>, Vec<egui::Shape>),
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
        self.flight = self.camera.take().map(|from| Flight::new(from, None));
    }

    /// Looks somewhere at once.
    pub fn look_at(&mut self, camera: Option<Camera>) {
        (self.camera, self.flight) = (camera, None);
    }

    /// Moves the camera a part of the tile.
    pub fn step(&mut self, shown: &Shown<'_>, direction: Direction) {
        let by = match direction {
            Direction::Left => vec2(1.0, 0.0),
            Direction::Right => vec2(-1.0, 0.0),
            Direction::Up => vec2(0.0, 1.0),
            Direction::Down => vec2(0.0, -1.0),
        };
        self.fly(shown, |camera, size| camera.panned(by * size * 0.15, size));
    }

    /// Zooms about the tile's middle.
    pub fn zoom(&mut self, shown: &Shown<'_>, factor: f32) {
        self.fly(shown, |camera, size| camera.zoomed(factor, (size / 2.0).to_pos2(), size));
    }

    /// Flies on from where the camera is, or is flying to.
    fn fly(&mut self, shown: &Shown<'_>, to: impl FnOnce(Camera, Vec2) -> Camera) {
        let Some(size) = self.painted.as_ref().map(|p| p.frame.size()) else { return };
        let now = self.camera(shown, size);
        let heading_for = self.flight.as_ref().and_then(|f| f.to).unwrap_or(now);
        self.flight = Some(Flight::new(now, Some(to(heading_for, size).limited(size))));
    }

    fn camera(&self, shown: &Shown<'_>, size: Vec2) -> Camera {
        self.camera.unwrap_or_else(|| Camera::plan(&shown.look(), size))
    }

    /// Shows the tile; true where it has the keyboard.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
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
        self.player.slider(ui, shown, row, commands);
        hover::keep_arrows(ui, &response)
    }

    /// Drag pans, the wheel zooms at the pointer; either ends a flight.
    fn moved(&mut self, ui: &Ui, shown: &Shown<'_>, response: &Response, size: Vec2) -> Camera {
        if let Some(flight) = &mut self.flight {
            let home = Camera::plan(&shown.look(), size);
            let (camera, ends) = flight.now(ui, home);
            self.camera = if ends { flight.to } else { Some(camera) };
            if ends {
                self.flight = None;
            }
        }
        let mut camera = self.camera(shown, size);
        if response.dragged_by(egui::PointerButton::Primary) && response.drag_delta() != Vec2::ZERO {
            camera = camera.panned(response.drag_delta(), size);
            self.look_at(Some(camera));
        }
        if let Some(at) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
            let factor = pinch * (wheel.y / 240.0).exp();
            if (factor - 1.0).abs() > 1e-4 {
                camera = camera.zoomed(factor, at - response.rect.min.to_vec2(), size);
                self.look_at(Some(camera));
            }
        }
        camera.limited(size)
    }

    fn paint(&mut self, ui: &Ui, shown: &Shown<'_>, frame: Rect, camera: Camera) {
        let counted = Counted {
            version: shown.version,
            selection: shown.selection,
            focus: shown.focus,
            flows: self.flows,
        };
        if self.tally.as_ref().is_none_or(|t| t.0 != counted) {
            let chosen = picture::chosen(shown.filter, Facet::Region);
            let options = MapOptions { chosen: &chosen, flows: self.flows };
            let tally = Tally::new(&shown.look(), &options);
            self.tally = Some((counted.clone(), tally, Layout::default()));
        }
        let Some((_, tally, layout)) = &mut self.tally else { return };
        let theme = style::theme(ui);
        let painter = ui.painter_at(frame);
        let origin = frame.min.to_vec2();
        let of = |scene: &Scene| -> Vec<Vec<egui::Shape>> {
            scene.layers.iter().map(|layer| paint::shapes(&painter, layer, origin, theme)).collect()
        };
        let same = self.painted.as_ref().is_some_and(|p| {
            p.counted == counted && p.camera == camera && p.frame == frame && p.theme == theme
        });
        if !same {
            let scene = map::draw(&shown.look(), tally, layout, &camera, frame.size());
            let old = self.painted.take().map_or_else(Vec::new, |painted| painted.shapes);
            let old = old.into_iter().chain(std::iter::repeat_with(Vec::new));
            let again = |(layer, old)| paint::shapes_again(&painter, layer, origin, theme, old);
            let shapes = scene.layers.iter().zip(old).map(again).collect();
            let lit = (None, Vec::new());
            self.painted = Some(Painted { counted, camera, frame, theme, scene, shapes, lit });
        }
        let Some(painted) = &mut self.painted else { return };
        let pointed = shown.pointed.filter(|_| self.flows == Flows::Selected);
        if painted.lit.0 != pointed {
            let view = (&camera, frame.size());
            let scene = pointed.map(|thing| map::lit(&shown.look(), tally, layout, thing, view));
            painted.lit = (pointed, scene.iter().flat_map(of).flatten().collect());
        }
        for (n, shapes) in painted.shapes.iter().enumerate() {
            if n == map::BENEATH_LIT {
                painter.extend(painted.lit.1.iter().cloned());
            }
            painter.extend(shapes.iter().cloned());
        }
    }

    fn pointed(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        response: &Response,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) {
        let Some(at) = response.hover_pos() else { return };
        let Some(painted) = &self.painted else { return };
        let Some((what, _)) = painted.scene.hit(at - frame.min.to_vec2()) else {
            if response.clicked() {
                commands.push(Command::Select(None));
            }
            return;
        };
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        if response.clicked() {
            match what {
                StandsFor::Value(facet, value) if ui.input(|i| i.modifiers.command) => {
                    commands.push(Command::Toggle(facet, value));
                }
                // Of a double click, the second one takes back the filter that the first one set.
                StandsFor::Value(facet, value) => commands.push(Command::Only(facet, value)),
                StandsFor::Thing(thing) => commands.push(Command::Select(Some(thing))),
                _ => {}
            }
        }
        let there = hover::thing_of(shown, what).filter(|_| response.double_clicked());
        if let Some(to) = there.and_then(|thing| Camera::thing(&shown.look(), thing, frame.size())) {
            self.fly(shown, |_, _| to);
        }
        match what {
            StandsFor::Value(Facet::Region, value) if !response.is_pointer_button_down_on() => {
                commands.extend(hover::thing_of(shown, what).map(Command::Point));
                let card = Card::kept(self.card.take(), shown, value);
                if let Some(about) = &card.about {
                    response.clone().on_hover_ui_at_pointer(|ui| region_tip(ui, about));
                }
                self.card = Some(card);
            }
            what => hover::tip(response, shown, what, |_| None, commands),
        }
    }
}

/// What the card of a region tells: looked up when the pointer comes to it, not in each frame.
struct Card {
    of: (u64, u32),
    about: Option<RegionHover>,
}

impl Card {
    /// The card of a region: the one that was kept, where that is of it.
    fn kept(kept: Option<Self>, shown: &Shown<'_>, value: u32) -> Self {
        let of = (shown.version, value);
        kept.filter(|card| card.of == of)
            .unwrap_or_else(|| Self { of, about: map::hover(&shown.look(), value) })
    }
}

/// A region's name, counts, years and brands.
fn region_tip(ui: &mut Ui, about: &RegionHover) {
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

//! The map in the window: moving in it, pointing at regions and plants, and the date slider under it.
//!
//! It must never count or place anything: that is `views::map`.

use super::clicks::Clicks;
use super::command::{Command, Direction};
use super::echo::Echo;
use super::flight::Flight;
use super::focus::Player;
use super::shown::Shown;
use super::view_part::ViewPart;
use super::{hover, names, paint, style};
use crate::date::Day;
use crate::plan::{Facet, Field, Kind, Thing};
use crate::scene::{Role, Scene, Size, StandsFor, Theme, Weight};
use crate::session::{self, Click, Meaning, Target};
use crate::views::map::{
    self, Camera, Fit, Flows, Frame, MapChoices, MapPort, PinLayout, RegionHover, Tally,
};
use crate::views::world::GeoPlace;
use crate::views::{ViewKind, ViewOptions, ViewPort};
use egui::{Rect, Response, Sense, Ui, Vec2, pos2, vec2};

/// Height of the slider's row in points.
const SLIDER: f32 = 26.0;

/// What was prepared for how the map is looked at.
#[derive(Default)]
pub struct MapTile {
    /// Where the camera is, or is flying to.
    port: Echo<MapPort>,
    flight: Option<Flight>,
    player: Player,
    counted: Option<Counts>,
    painted: Option<Painted>,
    card: Option<Card>,
    clicks: Clicks,
}

/// What a tally depends on.
#[derive(PartialEq, Clone)]
struct Counted {
    version: u64,
    selection: Option<Thing>,
    focus: Option<Day>,
    flows: Flows,
}

/// What is counted, and what that makes of the map.
struct Counts {
    of: Counted,
    tally: Tally,
    layout: PinLayout,
    /// What a frame shows.
    fit: Option<(Frame, Fit)>,
}

/// A map as it was painted last: painted again as it is while nothing changes.
struct Painted {
    counted: Counted,
    camera: Camera,
    /// Where it would be or goes as long as no hand has moved it.
    home: Option<Camera>,
    frame: Rect,
    theme: Theme,
    scene: Scene,
    /// Those of each layer.
    shapes: Vec<Vec<egui::Shape>>,
    /// What the pointer rests on, and its flows.
    lit: (Option<Thing>, Vec<egui::Shape>),
}

impl ViewPart for MapTile {
    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        // What is looked at first: in a narrow heading it is the one that stays.
        frames(ui, shown, commands);
        let names = [(Flows::Selected, "of what is selected"), (Flows::All, "all"), (Flows::None, "none")];
        let now = shown.arrangement.views.map.options;
        let mut flows = now.flows;
        let name = names.iter().find(|n| n.0 == flows).map_or("none", |n| n.1);
        hover::choice(ui, "flows", name, |ui| {
            for (choice, name) in names {
                ui.selectable_value(&mut flows, choice, name);
            }
        });
        if flows != now.flows {
            let options = ViewOptions::from(MapChoices { flows });
            commands.push(session::Command::Arrange(options).into());
        }
    }

    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        let by = match direction {
            Direction::Left => vec2(1.0, 0.0),
            Direction::Right => vec2(-1.0, 0.0),
            Direction::Up => vec2(0.0, 1.0),
            Direction::Down => vec2(0.0, -1.0),
        };
        self.fly_on(shown, |camera, size| camera.panned(by * size * 0.15, size));
        self.tell(commands);
    }

    fn zoom(&mut self, shown: &Shown<'_>, inwards: bool, commands: &mut Vec<Command>) {
        let factor = if inwards { 1.25 } else { 0.8 };
        self.fly_on(shown, |camera, size| camera.zoomed(factor, (size / 2.0).to_pos2(), size));
        self.tell(commands);
    }

    fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        let Some((painted, counts)) = self.painted.as_ref().zip(self.counted.as_ref()) else { return };
        let size = painted.frame.size();
        let places = shown.plan.record(thing).links.iter().map(|(_, to)| *to).chain([thing]);
        let plants: Vec<Thing> = places.filter(|to| shown.plan.record(*to).kind == Kind::Plant).collect();
        let is_seen = |plant: &Thing| {
            shown.plan.record(*plant).coordinates().is_none_or(|(lat, lon)| {
                let at = painted.camera.screen_of(GeoPlace { lat, lon }, size);
                Rect::from_min_size(egui::Pos2::ZERO, size).contains(at)
            })
        };
        // Who sees one of its plants is not taken elsewhere.
        if plants.iter().any(is_seen) {
            return;
        }
        if let Some(fit) = plants.iter().find_map(|plant| Fit::thing(shown.plan, &counts.tally, *plant)) {
            self.fly_on(shown, |_, size| fit.camera(size));
            self.tell(commands);
        }
    }

    fn here(&mut self, shown: &Shown<'_>) -> Option<(Target, egui::Pos2)> {
        let painted = self.painted.as_ref()?;
        names::here(shown, &painted.scene, painted.frame.min.to_vec2())
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let all = ui.available_rect_before_wrap();
        let frame = Rect::from_min_max(all.min, pos2(all.right(), all.bottom() - SLIDER));
        let size = frame.size();
        let response = ui.interact(frame, ui.scope_id().with("map"), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, "Map of regions");
        self.count(shown);
        self.follow(shown);
        let camera = self.moved(ui, shown, &response, size);
        self.paint(ui, shown, frame, camera);
        let due = self.clicks.due(ui.ctx());
        self.act(shown, due, size, commands);
        self.pointed(ui, shown, &response, frame, commands);
        let clicked = self.painted.as_ref().zip(self.counted.as_ref()).and_then(|(painted, counted)| {
            let ready = counted.tally.ready(&shown.look(), camera);
            names::marks(ui, shown, &ready, &painted.scene, (frame, "Marks of the map"))
        });
        if let Some(target) = clicked.and_then(|what| session::target(shown.plan, what)) {
            self.act(shown, session::meaning(Some(&target), Click::default()), size, commands);
        }
        self.tell(commands);
        let row = Rect::from_min_max(pos2(all.left(), frame.bottom()), all.max);
        self.player.slider(ui, shown, row, commands);
        hover::keep_arrows(ui, &response)
    }
}

impl MapTile {
    /// Counts what is shown, where that changed.
    fn count(&mut self, shown: &Shown<'_>) {
        let of = Counted {
            version: shown.version,
            selection: shown.selection,
            focus: shown.focus,
            flows: shown.arrangement.views.map.options.flows,
        };
        if self.counted.as_ref().is_none_or(|counts| counts.of != of) {
            let tally = Tally::new(&shown.look(), MapChoices { flows: of.flows });
            self.counted = Some(Counts { of, tally, layout: PinLayout::default(), fit: None });
        }
    }

    /// Flies where the arrangement says, where that was changed elsewhere.
    fn follow(&mut self, shown: &Shown<'_>) {
        if self.port.follow(&shown.arrangement.views.map.port) {
            self.flight = self.painted.as_ref().map(|painted| Flight::new(painted.camera));
        }
    }

    /// Tells the arrangement where a hand has moved the camera.
    fn tell(&mut self, commands: &mut Vec<Command>) {
        commands.extend(self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into()));
    }

    /// Flies on from where the camera is, beginning at where it is flying to.
    fn fly_on(&mut self, shown: &Shown<'_>, to: impl FnOnce(Camera, Vec2) -> Camera) {
        let Some((now, size)) = self.painted.as_ref().map(|p| (p.camera, p.frame.size())) else { return };
        let to = to(self.camera(shown, size), size).limited(size);
        self.flight = Some(Flight::new(now));
        self.port.live.camera = Some(to);
    }

    /// Flies to what a frame shows.
    fn fly_to(&mut self, frame: Frame) {
        self.flight = self.painted.as_ref().map(|painted| Flight::new(painted.camera));
        self.port.live = MapPort::framed(frame);
    }

    /// Where the camera is, or is flying to.
    fn camera(&mut self, shown: &Shown<'_>, size: Vec2) -> Camera {
        self.port.live.camera.unwrap_or_else(|| self.fit(shown).camera(size)).limited(size)
    }

    /// What the frame shows.
    fn fit(&mut self, shown: &Shown<'_>) -> Fit {
        let frame = &self.port.live.frame;
        let Some(counts) = &mut self.counted else { return Fit::world() };
        match &counts.fit {
            Some((of, fit)) if of == frame => *fit,
            _ => {
                let fit = Fit::new(shown.plan, &counts.tally, frame);
                counts.fit = Some((frame.clone(), fit));
                fit
            }
        }
    }

    /// Drag pans, the wheel zooms at the pointer; either ends a flight.
    fn moved(&mut self, ui: &Ui, shown: &Shown<'_>, response: &Response, size: Vec2) -> Camera {
        let mut camera = self.camera(shown, size);
        let home = self.port.live.camera.is_none();
        // Another filter has its matches elsewhere; another size of the pane is no reason to fly.
        let stays = |p: &Painted| p.frame.size() != size || p.home == Some(camera);
        if home && self.flight.is_none() && self.painted.as_ref().is_some_and(|painted| !stays(painted)) {
            self.flight = self.painted.as_ref().map(|painted| Flight::new(painted.camera));
        }
        if let Some(flight) = &mut self.flight {
            let (now, ends) = flight.now(ui, camera);
            camera = now;
            if ends {
                self.flight = None;
            }
        }
        let mut hand = false;
        if response.dragged_by(egui::PointerButton::Primary) && response.drag_delta() != Vec2::ZERO {
            camera = camera.panned(response.drag_delta(), size);
            hand = true;
        }
        if let Some(at) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
            let factor = pinch * (wheel.y / 240.0).exp();
            if (factor - 1.0).abs() > 1e-4 {
                camera = camera.zoomed(factor, at - response.rect.min.to_vec2(), size);
                hand = true;
            }
        }
        if hand {
            (self.port.live.camera, self.flight) = (Some(camera), None);
        }
        camera.limited(size)
    }

    fn paint(&mut self, ui: &Ui, shown: &Shown<'_>, frame: Rect, camera: Camera) {
        let home = self.port.live.camera.is_none().then(|| self.camera(shown, frame.size()));
        let Some(Counts { of: counted, tally, layout, .. }) = &mut self.counted else { return };
        let counted = counted.clone();
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
            self.painted = Some(Painted { counted, camera, home, frame, theme, scene, shapes, lit });
        }
        let Some(painted) = &mut self.painted else { return };
        painted.home = home;
        let pointed = shown.pointed.filter(|_| painted.counted.flows == Flows::Selected);
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
        let what = painted.scene.hit(at - frame.min.to_vec2()).map_or(StandsFor::Nothing, |(what, _)| what);
        let target = session::target(shown.plan, what);
        if target.is_some() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        hover::menu(response, target.as_ref(), Some(ViewKind::Map), commands);
        let meaning = self.clicks.of(response, target.as_ref());
        self.act(shown, meaning, frame.size(), commands);
        match what {
            StandsFor::Value(Facet::Region, value) if !response.is_pointer_button_down_on() => {
                commands.extend(hover::thing_of(shown, what).map(|thing| Command::Point(shown.id(thing))));
                let card = Card::kept(self.card.take(), shown, value);
                if let Some(about) = &card.about {
                    response.clone().on_hover_ui_at_pointer(|ui| region_tip(ui, about));
                }
                self.card = Some(card);
            }
            what => hover::tip(response, shown, what, |_| None, commands),
        }
    }

    fn act(&mut self, shown: &Shown<'_>, meaning: Option<Meaning>, size: Vec2, commands: &mut Vec<Command>) {
        match meaning {
            Some(Meaning::Do(command)) => commands.push(command.into()),
            Some(Meaning::Closer(target)) => {
                let thing = match &target {
                    Target::Record(id) => shown.plan.find(id),
                    Target::Value(value) => value.number(shown.plan).and_then(|number| {
                        shown.plan.items().column(value.facet).values().get(number as usize)?.thing
                    }),
                    _ => None,
                };
                let Some((thing, counts)) = thing.zip(self.counted.as_ref()) else { return };
                let record = shown.plan.record(thing);
                match Fit::thing(shown.plan, &counts.tally, thing) {
                    Some(_) if record.kind == Kind::Region => self.fly_to(Frame::Region(record.id.clone())),
                    Some(fit) => self.fly_on(shown, |_, _| fit.camera(size)),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// The menu of what the map is fitted to.
fn frames(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let now = &shown.arrangement.views.map.port;
    let regions = || shown.plan.of_kind(Kind::Region).map(|(_, region)| region);
    let name_of = |frame: &Frame| match frame {
        Frame::Match => "what matches".to_owned(),
        Frame::World => "the world".to_owned(),
        Frame::Region(key) => {
            regions().find(|r| r.id == *key).map_or_else(|| key.to_string(), |r| r.name.to_string())
        }
    };
    let name = if now.camera.is_some() { "as moved".to_owned() } else { name_of(&now.frame) };
    let mut chosen = None;
    hover::choice(ui, "frame", &name, |ui| {
        let own =
            regions().filter(|r| r.countries(Field::Countries).next().is_some() || !r.corners().is_empty());
        let all = [Frame::Match, Frame::World].into_iter().chain(own.map(|r| Frame::Region(r.id.clone())));
        for frame in all {
            let is_now = now.camera.is_none() && now.frame == frame;
            if ui.selectable_label(is_now, name_of(&frame)).clicked() {
                chosen = Some(frame);
            }
        }
    });
    if let Some(frame) = chosen {
        commands.push(session::Command::Look(ViewPort::from(MapPort::framed(frame))).into());
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
    let match_ = if about.matching == 1 { "matches" } else { "match" };
    let items = if about.total == 1 { "item" } else { "items" };
    let counts = format!("{} of {} {items} {match_}", about.matching, about.total);
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

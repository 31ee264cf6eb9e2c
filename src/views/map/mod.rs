//! The map: where a plan's items are. Regions filled by how many match, plants as pins, flows between.
//!
//! It must never draw what is out of view, nor count anything while the camera moves: a [`Tally`] counts
//! once, [`draw`] is called for each frame.

mod camera;
mod classes;
mod flows;
mod hover;
mod labels;
mod lands;
mod legend;
mod pins;
mod tally;

pub use camera::Camera;
pub use hover::{RegionHover, hover};
pub use legend::{legend, notes};
pub use tally::Tally;

use crate::date::Day;
use crate::plan::Facet;
use crate::scene::{Ink, Layer, Paint, Role, Scene, Shape, Size, StandsFor, Stroke, Text, Weight};
use crate::views::world::{Detail, world};
use crate::views::{Look, brand_category};
use emath::{Pos2, Rect, Vec2, pos2};
use labels::{Ground, Label, Line, Placer};
use pins::Pin;
use tally::Region;

/// What the map shows beside what every view does.
#[derive(Debug, Clone, Copy, Default)]
pub struct MapOptions<'a> {
    /// Values of the region facet that the filter names: outlined.
    pub chosen: &'a [u32],
    /// Which flows from plants to regions are drawn.
    pub flows: Flows,
    /// Counts only what begins on this day or before, undated items never.
    pub until: Option<Day>,
}

/// Which flows from plants to regions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flows {
    /// Those of the selected model, plant, platform, brand or region.
    #[default]
    Selected,
    /// Those of every matching model.
    All,
    /// None.
    None,
}

/// From this scale on, in points per unit, the finer outlines are drawn.
const NEAR_FROM: f32 = 420.0;
/// From this scale on plants have names.
const PLANT_NAMES_FROM: f32 = 330.0;
/// From this scale on countries have names.
const COUNTRY_NAMES_FROM: f32 = 420.0;
/// No more regions than these are named at once.
const MOST_NAMES: usize = 60;

/// The map of a plan for a camera and a size in points.
pub fn scene(look: &Look<'_>, options: &MapOptions<'_>, camera: &Camera, size: Vec2) -> Scene {
    draw(look, &Tally::new(look, options), camera, size)
}

/// The map of what is already counted: what a frame costs.
pub fn draw(look: &Look<'_>, tally: &Tally, camera: &Camera, size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let to_screen = |p: Pos2| camera.to_screen(p, size);
    let detail = if camera.scale < NEAR_FROM { Detail::Far } else { Detail::Near };
    lands::draw(scene.layer(frame), tally, world(detail), camera, size);
    let pins = pins::pins(&tally.plants, camera.scale, frame, to_screen);
    draw_flows(scene.layer(frame), tally, &pins, camera, size);
    draw_pins(scene.layer(frame), look, tally, &pins);
    name_all(scene.layer(frame), look, tally, &pins, camera, size);
    scene
}

fn draw_flows(layer: &mut Layer, tally: &Tally, pins: &[Pin], camera: &Camera, size: Vec2) {
    let mut pin_of: Vec<Option<&Pin>> = vec![None; tally.plants.len()];
    for pin in pins {
        for plant in &pin.plants {
            if let Some(slot) = pin_of.get_mut(*plant) {
                *slot = Some(pin);
            }
        }
    }
    for flow in &tally.flows {
        let (Some(plant), Some(region)) = (tally.plants.get(flow.plant), tally.regions.get(flow.region)) else {
            continue;
        };
        let Some(anchor) = region.anchor else { continue };
        let start = match pin_of.get(flow.plant).copied().flatten() {
            Some(pin) => (pin.at, pin.radius),
            None => (camera.to_screen(plant.at, size), 0.0),
        };
        flows::draw(layer, *flow, start, camera.to_screen(anchor, size), StandsFor::Thing(plant.thing));
    }
}

fn draw_pins(layer: &mut Layer, look: &Look<'_>, tally: &Tally, pins: &[Pin]) {
    for pin in pins {
        flows::leader(layer, pin.at, pin.place, pin.radius);
    }
    let rim = Stroke::new(Role::Panel, 1.25);
    for pin in pins {
        let Some(plant) = pin.plants.first().and_then(|n| tally.plants.get(*n)) else { continue };
        let disc = |radius, fill, stroke| Shape::Circle { center: pin.at, radius, fill, stroke };
        if pin.plants.len() > 1 {
            let count = u32::try_from(pin.plants.len()).unwrap_or(u32::MAX);
            let stands_for = StandsFor::Count { group: plant.thing.0, count, from: 0, to: 0 };
            let text = count.to_string();
            let width = look.metrics.width(&text, Size::Tick, Weight::Semibold);
            // The disc widens with its figure.
            let radius = pin.radius.max(width / 2.0 + 4.0);
            layer.add_for(stands_for, disc(radius, Some(Role::Text.into()), Some(rim)));
            let at = pin.at + emath::vec2(-width / 2.0, Size::Tick.middle());
            let (size, weight, ink) = (Size::Tick, Weight::Semibold, Role::Panel.into());
            layer.add_for(stands_for, Shape::Text(Text { at, text: text.into(), size, weight, ink, width }));
            continue;
        }
        let ink = match (plant.models, plant.brand) {
            (0, _) => Ink::thin(Role::Muted, 170),
            (_, Some(brand)) => Role::Category(brand_category(brand)).into(),
            (_, None) => Role::Category(u8::MAX).into(),
        };
        let stands_for = StandsFor::Thing(plant.thing);
        if plant.selected {
            layer.add_for(stands_for, disc(pin.radius + 3.0, Some(Role::Panel.into()), Some(Stroke::new(Role::Accent, 2.0))));
        }
        layer.add_for(stands_for, disc(pin.radius, Some(ink), Some(rim)));
    }
}

fn name_all(layer: &mut Layer, look: &Look<'_>, tally: &Tally, pins: &[Pin], camera: &Camera, size: Vec2) {
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let coarse = labels::coarse();
    let of_land: Vec<Ground> = coarse
        .lands
        .iter()
        .map(|land| match land.country.and_then(|c| tally.of_country.get(&c)).and_then(|list| list.first()) {
            Some(&n) => Ground::Region(n, tally.regions.get(n).and_then(|r| r.step)),
            None => Ground::Open,
        })
        .collect();
    let ground = |at: Pos2| {
        let land = coarse.about(camera.from_screen(at, size));
        land.and_then(|n| of_land.get(n)).copied().unwrap_or(Ground::Open)
    };
    let mut placer = Placer::new(look.metrics, frame, pins, &ground);
    let selected = |pin: &&Pin| pin.plants.first().and_then(|n| tally.plants.get(*n)).is_some_and(|p| p.selected);
    let (picked, others): (Vec<&Pin>, Vec<&Pin>) = pins.iter().rev().partition(selected);
    name_plants(layer, &mut placer, look, tally, &picked);
    name_regions(layer, &mut placer, look, tally, camera, size, &ground);
    if camera.scale >= PLANT_NAMES_FROM {
        name_plants(layer, &mut placer, look, tally, &others);
    }
    if camera.scale >= COUNTRY_NAMES_FROM {
        name_countries(layer, &mut placer, tally, camera, size);
    }
}

fn name_regions(
    layer: &mut Layer,
    placer: &mut Placer<'_>,
    look: &Look<'_>,
    tally: &Tally,
    camera: &Camera,
    size: Vec2,
    ground: &dyn Fn(Pos2) -> Ground,
) {
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let visible = labels::visible_middles(frame, tally.regions.len(), ground);
    let mut regions: Vec<(&Region, usize, Pos2)> = tally
        .regions
        .iter()
        .enumerate()
        .filter_map(|(n, region)| {
            let at = camera.to_screen(region.anchor?, size);
            let at = if frame.shrink(30.0).contains(at) { at } else { visible.get(n).copied().flatten()? };
            Some((region, n, at))
        })
        .collect();
    regions.sort_by_key(|(r, n, _)| (!r.chosen, u32::MAX - r.matching, u32::MAX - r.total, *n));
    for (region, n, at) in regions.into_iter().take(MOST_NAMES) {
        let second = region.in_words();
        let lines = [
            Line {
                text: &look.plan.record(region.thing).name,
                size: Size::Body,
                weight: Weight::Semibold,
                role: if region.chosen { Role::Accent } else { Role::Text },
            },
            Line { text: &second, size: Size::Note, weight: Weight::Regular, role: Role::Muted },
        ];
        let stands_for = StandsFor::Value(Facet::Region, region.value);
        placer.around(layer, &Label { lines: &lines, stands_for }, n, at);
    }
}

fn name_plants(layer: &mut Layer, placer: &mut Placer<'_>, look: &Look<'_>, tally: &Tally, pins: &[&Pin]) {
    for pin in pins.iter().filter(|pin| pin.plants.len() == 1) {
        let Some(plant) = pin.plants.first().and_then(|n| tally.plants.get(*n)) else { continue };
        let (role, weight) = match (plant.selected, plant.models) {
            (true, _) => (Role::Accent, Weight::Semibold),
            (false, 0) => (Role::Muted, Weight::Regular),
            (false, _) => (Role::Text, Weight::Regular),
        };
        let text = &look.plan.record(plant.thing).name;
        let lines = [Line { text, size: Size::Note, weight, role }];
        let label = Label { lines: &lines, stands_for: StandsFor::Thing(plant.thing) };
        placer.beside(layer, &label, pin.at, pin.radius);
    }
}

fn name_countries(layer: &mut Layer, placer: &mut Placer<'_>, tally: &Tally, camera: &Camera, size: Vec2) {
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    for land in &labels::coarse().lands {
        let Some(part) = land.parts.first() else { continue };
        let across = part.area.bounds().width() * camera.scale;
        if across < 24.0 || !camera.view(size).intersects(part.area.bounds()) {
            continue;
        }
        let (at, room) = part.room();
        let at = camera.to_screen(at, size);
        let lines =
            [Line { text: &land.name, size: Size::Tick, weight: Weight::Regular, role: Role::Muted }];
        let needed = placer.size(&lines).x;
        if !frame.contains(at) || needed > across * 0.8 || needed > room * camera.scale * 4.0 {
            continue;
        }
        let region = land.country.and_then(|c| tally.of_country.get(&c)).and_then(|list| list.first());
        let stands_for = match region.and_then(|n| tally.regions.get(*n)) {
            Some(region) => StandsFor::Value(Facet::Region, region.value),
            None => StandsFor::Nothing,
        };
        placer.within(layer, &Label { lines: &lines, stands_for }, at);
    }
}

impl Region {
    /// The second line of its name: how many of its items match.
    fn in_words(&self) -> String {
        if self.excluded {
            "left out by the plan".to_owned()
        } else if self.matching == self.total {
            legend::items(self.total)
        } else {
            format!("{} of {}", self.matching, self.total)
        }
    }
}

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
mod names;
mod pins;
mod spots;
mod tally;

pub use camera::Camera;
pub use hover::{RegionHover, hover};
pub use legend::{legend, notes};
pub use tally::Tally;

use crate::date::Day;
use crate::scene::{Ink, Layer, Role, SEVERAL, Scene, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::world::{Detail, world};
use crate::views::{Look, brand_category, nothing};
use emath::{Pos2, Rect, Vec2, vec2};
use names::Names;
use pins::Pin;

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
const NEAR_FROM: f32 = 600.0;

/// The map of a plan for a camera and a size in points.
pub fn scene(look: &Look<'_>, options: &MapOptions<'_>, camera: &Camera, size: Vec2) -> Scene {
    draw(look, &Tally::new(look, options), camera, size)
}

/// The map of what is already counted: what a frame costs.
pub fn draw(look: &Look<'_>, tally: &Tally, camera: &Camera, size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let to_screen = |p: Pos2| camera.to_screen(p, size);
    let world = world(if camera.scale < NEAR_FROM { Detail::Far } else { Detail::Near });
    lands::draw(scene.layer(frame), tally, world, camera, size);
    let pins = pins::pins(&tally.plants, camera.scale, frame, to_screen);
    let lines = draw_flows(scene.layer(frame), tally, &pins, camera, size);
    draw_pins(scene.layer(frame), look, tally, &pins);
    Names { look, tally, world, camera: *camera, size }.draw(scene.layer(frame), &pins, &lines);
    if tally.is_empty {
        let undated = ("Nothing that matches has begun", "Choose a later date to see more.");
        nothing::draw(scene.layer(frame), look, frame, undated);
    }
    scene
}

/// Draws the flows; gives points of their lines, close to one another.
fn draw_flows(layer: &mut Layer, tally: &Tally, pins: &[Pin], camera: &Camera, size: Vec2) -> Vec<Pos2> {
    let mut lines = Vec::new();
    let mut pin_of: Vec<Option<&Pin>> = vec![None; tally.plants.len()];
    for pin in pins {
        for plant in &pin.plants {
            if let Some(slot) = pin_of.get_mut(*plant) {
                *slot = Some(pin);
            }
        }
    }
    for flow in &tally.flows {
        let (Some(plant), Some(region)) = (tally.plants.get(flow.plant), tally.regions.get(flow.region))
        else {
            continue;
        };
        let Some(anchor) = region.anchor else { continue };
        let start = match pin_of.get(flow.plant).copied().flatten() {
            Some(pin) => (pin.at, pin.radius),
            None => (camera.to_screen(plant.at, size), 0.0),
        };
        let line =
            flows::draw(layer, *flow, start, camera.to_screen(anchor, size), StandsFor::Thing(plant.thing));
        lines.extend(line.windows(2).filter_map(|w| Some(w.first()?.lerp(*w.last()?, 0.5))));
        lines.extend(line);
    }
    lines
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
            // The group is the most important of the plants: what a click may fly to.
            let stands_for = StandsFor::Count { group: plant.thing.0, count, from: 0, to: 0 };
            layer.add_for(stands_for, disc(pin.radius, Some(Role::Text.into()), Some(rim)));
            let at = pin.at + vec2(0.0, Size::Tick.middle());
            let text = count.to_string();
            let figure = look.metrics.text_around(at, &text, Size::Tick, Weight::Semibold, Role::Panel);
            layer.add_for(stands_for, figure);
            continue;
        }
        let ink = match (plant.models, plant.brand) {
            (0, _) => Ink::thin(Role::Muted, 170),
            (_, Some(brand)) => Role::Category(brand_category(brand)).into(),
            (_, None) => Role::Category(SEVERAL).into(),
        };
        let stands_for = StandsFor::Thing(plant.thing);
        if plant.selected {
            layer.add_for(
                stands_for,
                disc(pin.radius + 3.0, Some(Role::Panel.into()), Some(Stroke::new(Role::Accent, 2.0))),
            );
        }
        layer.add_for(stands_for, disc(pin.radius, Some(ink), Some(rim)));
    }
}

#[cfg(test)]
mod tests;

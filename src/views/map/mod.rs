//! The map: where a plan's items are. Regions filled by how many match, plants as pins, flows between.
//!
//! It must never draw what is out of view, nor count anything while the camera moves: a [`Tally`] counts
//! once, [`draw`] is called for each frame.

mod camera;
mod choices;
mod classes;
mod concerns;
mod flows;
mod hover;
mod labels;
mod lands;
mod legend;
mod names;
mod pins;
mod prepared;
mod spots;
mod tally;

pub use camera::Camera;
pub use choices::{MapChoices, MapPort};
pub use hover::{RegionHover, hover};
pub use legend::{legend, notes};
pub use pins::PinLayout;
pub use prepared::MapView;
pub use tally::Tally;

use crate::plan::Thing;
use crate::scene::{Ink, Layer, Role, SEVERAL, Scene, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::world::{Detail, world};
use crate::views::{Look, brand_category, nothing};
use concerns::Concerns;
use emath::{Pos2, Rect, Vec2, vec2};
use names::Names;
use pins::Pin;
use serde::{Deserialize, Serialize};
use tally::Flow;

/// Which flows from plants to regions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
pub fn scene(look: &Look<'_>, choices: MapChoices, camera: &Camera, size: Vec2) -> Scene {
    draw(look, &Tally::new(look, choices), &mut PinLayout::default(), camera, size)
}

/// The map of what is already counted: what a frame costs. The layout is that of the same tally.
pub fn draw(look: &Look<'_>, tally: &Tally, layout: &mut PinLayout, camera: &Camera, size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let world = world(if camera.scale < NEAR_FROM { Detail::Far } else { Detail::Near });
    lands::draw(scene.layer(frame), tally, world, camera, size);
    let pins = layout.pins(&tally.plants, camera, size);
    let lines = draw_flows(scene.layer(frame), tally, &tally.flows, &pins, (camera, size));
    draw_pins(scene.layer(frame), look, tally, &pins);
    Names { look, tally, world, camera: *camera, size }.draw(scene.layer(frame), &pins, &lines);
    if tally.is_empty {
        let undated = ("Nothing that matches has begun", "Choose a later date to see more.");
        nothing::draw(scene.layer(frame), look, frame, undated);
    }
    scene
}

/// The flows of what the person points at, to be laid over the lands of a map that is already drawn,
/// beneath its pins. Nothing else moves for them.
pub fn lit(
    look: &Look<'_>,
    tally: &Tally,
    layout: &mut PinLayout,
    thing: Thing,
    (camera, size): (&Camera, Vec2),
) -> Scene {
    let mut scene = Scene::new(size);
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let flows = tally.flows_of(look.plan, Some(&Concerns::new(look.plan, thing)), false);
    if !flows.is_empty() {
        let pins = layout.pins(&tally.plants, camera, size);
        draw_flows(scene.layer(frame), tally, &flows, &pins, (camera, size));
    }
    scene
}

/// How many layers of a map lie beneath the flows of what the person points at.
pub const BENEATH_LIT: usize = 2;

/// What names keep off where flows are drawn.
#[derive(Default)]
struct Lines {
    /// Points of the lines, close to one another.
    points: Vec<Pos2>,
    /// Where arrows and dots are.
    ends: Vec<Pos2>,
}

/// Draws flows.
fn draw_flows(
    layer: &mut Layer,
    tally: &Tally,
    flows: &[Flow],
    pins: &[Pin],
    (camera, size): (&Camera, Vec2),
) -> Lines {
    let mut lines = Lines::default();
    let mut pin_of: Vec<Option<&Pin>> = vec![None; tally.plants.len()];
    for pin in pins {
        for plant in &pin.plants {
            if let Some(slot) = pin_of.get_mut(*plant) {
                *slot = Some(pin);
            }
        }
    }
    for flow in flows {
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
        lines.points.extend(line.windows(2).filter_map(|w| Some(w.first()?.lerp(*w.last()?, 0.5))));
        lines.ends.extend(line.last());
        lines.points.extend(line);
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
            let stands_for = StandsFor::Count { group: plant.thing.index() as u32, count, from: 0, to: 0 };
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

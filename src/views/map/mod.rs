//! The map: where a plan's items are. Regions filled by how many match, plants as pins, flows between.
//!
//! It must never draw what is out of view, nor count anything while the camera moves: a [`Tally`] counts
//! once, [`draw`] is called for each frame.

mod camera;
mod canvas;
mod changed;
mod choices;
mod classes;
mod concerns;
mod crowds;
mod fit;
mod flows;
mod hover;
mod inset;
mod labels;
mod lands;
mod legend;
mod locator;
mod names;
mod pins;
mod prepared;
mod signs;
mod spots;
mod tally;
mod whole;

pub use camera::Camera;
pub use choices::{Frame, MapChoices, MapPort};
pub use fit::Fit;
pub use hover::{RegionHover, hover};
pub use pins::PinLayout;
pub use prepared::MapView;
pub use tally::Tally;

use crate::plan::Thing;
use crate::scene::Scene;
use crate::views::{Look, nothing};
use canvas::Canvas;
use concerns::Concerns;
use emath::{Pos2, Rect, Vec2};
use flows::Lines;
use names::Names;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

/// What a map is drawn for.
enum Purpose {
    /// To be pointed at and moved in.
    Window,
    /// To be read as it is: these plants are told elsewhere, and are dots here.
    Picture(BTreeSet<usize>),
}

impl Purpose {
    fn is_picture(&self) -> bool {
        matches!(self, Self::Picture(_))
    }

    /// Whether a plant is told elsewhere.
    fn is_quiet(&self, plant: usize) -> bool {
        matches!(self, Self::Picture(quiet) if quiet.contains(&plant))
    }
}

/// The map of a plan for a camera and a size in points.
pub fn scene(look: &Look<'_>, choices: MapChoices, camera: &Camera, size: Vec2) -> Scene {
    draw(look, &Tally::new(look, choices), &mut PinLayout::default(), camera, size)
}

/// The map of what is already counted: what a frame costs. The layout is that of the same tally.
pub fn draw(look: &Look<'_>, tally: &Tally, layout: &mut PinLayout, camera: &Camera, size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let canvas = Canvas::new(look, tally, *camera, size);
    draw_on(&mut scene, &canvas, layout, &Purpose::Window, &[]);
    scene
}

/// Draws a map into a scene from its origin on. Frames of insets lie on it. Gives the plants that should have a name
/// and found no room for it.
fn draw_on(
    scene: &mut Scene,
    canvas: &Canvas<'_>,
    layout: &mut PinLayout,
    purpose: &Purpose,
    frames: &[inset::Outline],
) -> Vec<usize> {
    let (look, tally, frame) = (canvas.look, canvas.tally, canvas.frame());
    let grounds = canvas.grounds();
    let dots = canvas.dots(&grounds);
    lands::draw(scene.layer(frame), canvas, &dots);
    let mut pins = layout.pins(&tally.plants, &canvas.camera, canvas.size);
    signs::quieten(&mut pins, canvas, purpose);
    let ways = layout.ways(tally, canvas.camera.projection);
    let lines = flows::draw_all(scene.layer(frame), canvas, (&tally.flows, ways), &pins);
    let layer = scene.layer(frame);
    signs::draw(layer, canvas, &pins, purpose);
    let mut taken: Vec<Rect> = frames.iter().flat_map(|outline| outline.draw(layer, canvas, &pins)).collect();
    taken.extend(locator::draw(layer, canvas, &grounds, &pins));
    let names = Names { canvas, grounds: &grounds, purpose, dots: &dots, taken: &taken };
    let unnamed = names.draw(scene.layer(frame), &pins, &lines);
    let otherwise = match tally.regions.is_empty() && tally.plants.is_empty() {
        true => Some((
            "This plan says of nothing where it is",
            "Write “regions” with their countries into its file, or a place (at) for plants.",
        )),
        false => {
            tally.is_empty.then_some(("Nothing that matches has begun", "Choose a later date to see more."))
        }
    };
    if let Some(otherwise) = otherwise {
        nothing::draw(scene.layer(frame), look.metrics, frame, nothing::why(look, otherwise));
    }
    unnamed
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
        let ways = flows::ways(tally, &flows, camera.projection);
        let canvas = Canvas::new(look, tally, *camera, size);
        flows::draw_all(scene.layer(frame), &canvas, (&flows, &ways), &pins);
    }
    scene
}

/// How many layers of a map lie beneath the flows of what the person points at.
pub const BENEATH_LIT: usize = 2;

#[cfg(test)]
mod tests;

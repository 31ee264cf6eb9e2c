//! Countries drawn: grey outside every region, filled by their region's class inside one.
//!
//! It must never look at a country's points: its triangles were made once, and what is out of view is
//! skipped by its bounds.

use super::Camera;
use super::tally::{Region, Tally};
use crate::plan::Facet;
use crate::scene::{Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::world::{Land, World};
use emath::{Pos2, Vec2};

/// How much of the muted ink the hatch over excluded regions has.
pub(super) const EXCLUDED: u8 = 100;

/// Draws what is in view; chosen regions last, so that their outline lies on their neighbours.
pub(super) fn draw(layer: &mut Layer, tally: &Tally, world: &World, camera: &Camera, size: Vec2) {
    let pen = Pen {
        view: camera.view(size).expand(2.0 / camera.scale),
        scale: camera.scale,
        origin: camera.origin(size),
    };
    let mut chosen: Vec<(&Land, &[usize])> = Vec::new();
    for land in &world.lands {
        let regions = land.country.and_then(|c| tally.of_country.get(&c)).map_or(&[][..], Vec::as_slice);
        let any_chosen = regions.iter().filter_map(|n| tally.regions.get(*n)).any(|r| r.chosen);
        if any_chosen { chosen.push((land, regions)) } else { pen.land(layer, tally, land, regions) }
    }
    for (land, regions) in &chosen {
        let outline = Stroke::new(Role::Accent, 4.0);
        let value = regions.iter().filter_map(|n| tally.regions.get(*n)).find(|r| r.chosen).map(|r| r.value);
        let stands_for = value.map_or(StandsFor::Nothing, |v| StandsFor::Value(Facet::Region, v));
        pen.fill(layer, land, Paint::Solid(Role::Land.into()), Some(outline), stands_for);
    }
    for (land, regions) in &chosen {
        pen.land(layer, tally, land, regions);
    }
}

struct Pen {
    view: emath::Rect,
    scale: f32,
    origin: Pos2,
}

impl Pen {
    fn land(&self, layer: &mut Layer, tally: &Tally, land: &Land, regions: &[usize]) {
        // Borders thin out with the map, or small countries would be all border.
        let width = (self.scale / 500.0).clamp(0.3, 0.8);
        let border = Some(Stroke::new(Role::Panel, width));
        let mut regions = regions.iter().filter_map(|n| tally.regions.get(*n));
        let Some(region) = regions.next() else {
            return self.fill(layer, land, Paint::Solid(Role::Land.into()), border, StandsFor::Nothing);
        };
        let stands_for = StandsFor::Value(Facet::Region, region.value);
        if region.excluded {
            self.fill(layer, land, Paint::Solid(Role::Land.into()), border, stands_for);
            self.fill(layer, land, Paint::Hatch(Ink::thin(Role::Muted, EXCLUDED)), None, stands_for);
            return;
        }
        let (paint, border) = match region.step {
            // Within a region borders are of second rank.
            Some(step) => (Role::Ramp(step), Some(Stroke::new(Ink::thin(Role::Panel, 70), width))),
            None => (Role::Panel, Some(Stroke::new(Role::Line, width))),
        };
        self.fill(layer, land, Paint::Solid(paint.into()), border, stands_for);
        if let Some(second) = regions.next() {
            self.fill(layer, land, Paint::Hatch(second_ink(region, second)), None, stands_for);
        }
    }

    fn fill(
        &self,
        layer: &mut Layer,
        land: &Land,
        fill: Paint,
        stroke: Option<Stroke>,
        stands_for: StandsFor,
    ) {
        for part in land.parts.iter().filter(|p| p.area.bounds().intersects(self.view)) {
            let area = part.area.clone();
            layer.add_for(
                stands_for,
                Shape::Area { area, scale: self.scale, origin: self.origin, fill, stroke },
            );
        }
    }
}

/// The lines that tell of a country's second region: in that region's colour where it differs.
pub(super) fn second_ink(first: &Region, second: &Region) -> Ink {
    match second.step {
        Some(step) if !second.excluded && first.step != Some(step) => Role::Ramp(step).into(),
        _ if first.step.is_some() => Role::Panel.into(),
        _ => Role::Muted.into(),
    }
}

//! Countries drawn: grey outside every region, filled by their region's class inside one.
//!
//! It must never look at a country's points: its triangles were made once, and what is out of view is
//! skipped by its bounds.

use super::canvas::{Canvas, Dot};
use super::tally::Region;
use crate::plan::Facet;
use crate::scene::{Area, Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::world::{Land, area_of};
use emath::{Pos2, Rect, Vec2};
use std::sync::Arc;

/// How much of the muted ink the hatch over excluded regions has.
pub(super) const EXCLUDED: u8 = 100;
/// Half the side of the sign of a region that is one place.
const SITE: f32 = 4.0;

/// Draws what is in view; a picked region last, so that its outline lies on its neighbours. Then the regions that
/// are smaller than countries, and the dots of what is too small to be seen.
pub(super) fn draw(layer: &mut Layer, canvas: &Canvas<'_>, dots: &[Dot]) {
    let (tally, camera) = (canvas.tally, canvas.camera);
    let pen = Pen {
        view: camera.view(canvas.size).expand(2.0 / camera.scale),
        scale: camera.scale,
        origin: camera.origin(canvas.size),
    };
    let mut chosen: Vec<(&Land, Vec<&Region>)> = Vec::new();
    for land in &canvas.world.lands {
        let regions = tally.regions_of_land(land).iter().filter_map(|n| tally.regions.get(*n));
        let regions: Vec<&Region> = regions.filter(|r| r.shown).collect();
        let any_chosen = regions.iter().any(|r| r.chosen);
        if any_chosen { chosen.push((land, regions)) } else { pen.land(layer, land, &regions) }
    }
    for (land, regions) in &chosen {
        let outline = Stroke::new(Role::Accent, 4.0);
        let value = regions.iter().find(|r| r.chosen).map(|r| r.value);
        let stands_for = value.map_or(StandsFor::Nothing, |v| StandsFor::Value(Facet::Region, v));
        pen.fill(layer, land, Paint::Solid(Role::Land.into()), Some(outline), stands_for);
    }
    for (land, regions) in &chosen {
        pen.land(layer, land, regions);
    }
    for region in tally.regions.iter().filter(|r| r.shown && !r.corners.is_empty()) {
        pen.own_outline(layer, canvas, region);
    }
    for dot in dots {
        let Some(region) = tally.regions.get(dot.region) else { continue };
        let stands_for = StandsFor::Value(Facet::Region, region.value);
        let (fill, center, radius) = (Some(fill_of(region)), dot.at, Dot::RADIUS);
        layer.add_for(stands_for, Shape::Circle { center, radius, fill, stroke: Some(edge(region)) });
    }
}

/// What a region is filled with where a hatch cannot be seen.
fn fill_of(region: &Region) -> Ink {
    match region.step {
        Some(step) if !region.excluded => Role::Ramp(step).into(),
        None if !region.excluded => Role::Panel.into(),
        _ => Role::Land.into(),
    }
}

/// The line around what lies on other lands or is too small for its colour to be seen.
fn edge(region: &Region) -> Stroke {
    if region.chosen { Stroke::new(Role::Accent, 2.0) } else { Stroke::new(Ink::thin(Role::Text, 190), 0.9) }
}

struct Pen {
    view: Rect,
    scale: f32,
    origin: Pos2,
}

impl Pen {
    fn land(&self, layer: &mut Layer, land: &Land, regions: &[&Region]) {
        // Borders thin out with the map, or small countries would be all border.
        let width = (self.scale / 500.0).clamp(0.3, 0.8);
        let border = Some(Stroke::new(Role::Panel, width));
        let Some(region) = regions.first() else {
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
            Some(step) => (Role::Ramp(step), Some(Stroke::new(Ink::thin(Role::Panel, 130), width))),
            None => (Role::Panel, Some(Stroke::new(Role::Line, width))),
        };
        self.fill(layer, land, Paint::Solid(paint.into()), border, stands_for);
        if let Some(second) = regions.get(1) {
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
            self.area(layer, Arc::clone(&part.area), fill, stroke, stands_for);
        }
    }

    fn area(
        &self,
        layer: &mut Layer,
        area: Arc<Area>,
        fill: Paint,
        stroke: Option<Stroke>,
        stands_for: StandsFor,
    ) {
        layer.add_for(stands_for, Shape::Area { area, scale: self.scale, origin: self.origin, fill, stroke });
    }

    /// A region that is smaller than a country: its outline, or the sign of a place.
    fn own_outline(&self, layer: &mut Layer, canvas: &Canvas<'_>, region: &Region) {
        let stands_for = StandsFor::Value(Facet::Region, region.value);
        let fill = Paint::Solid(fill_of(region));
        if let [place] = region.corners.as_slice() {
            let at = canvas.camera.screen_of(*place, canvas.size);
            if canvas.frame().expand(SITE).contains(at) {
                let rect = Rect::from_center_size(at, Vec2::splat(2.0 * SITE));
                let stroke = Some(edge(region));
                layer.add_for(stands_for, Shape::Rect { rect, radius: 0.0, fill: Some(fill), stroke });
            }
            return;
        }
        for area in area_of(&region.corners, canvas.camera.projection) {
            if area.bounds().intersects(self.view) {
                let hatch = Paint::Hatch(Ink::thin(Role::Muted, EXCLUDED));
                self.area(layer, Arc::clone(&area), fill, Some(edge(region)), stands_for);
                if region.excluded {
                    self.area(layer, area, hatch, None, stands_for);
                }
            }
        }
    }
}

/// The lines that tell of a country's second region: in that region's colour where it differs.
fn second_ink(first: &Region, second: &Region) -> Ink {
    match second.step {
        Some(step) if !second.excluded && first.step != Some(step) => Role::Ramp(step).into(),
        _ if first.step.is_some() => Role::Panel.into(),
        _ => Role::Muted.into(),
    }
}

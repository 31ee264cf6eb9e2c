//! What gets a name on the map, and in which order: what is picked, regions, plants, then countries.
//!
//! It must never place a text itself: that is the labels' work.

use super::labels::{Drawn, Ground, Label, Line, Placer, Tone, visible_middles};
use super::pins::Pin;
use super::tally::{Region, Tally};
use super::{Camera, Lines, legend};
use crate::plan::Facet;
use crate::scene::{Layer, Role, Size, StandsFor, Weight};
use crate::views::world::{Detail, Land, World, world};
use crate::views::{Look, change};
use emath::{Pos2, Rect, Vec2};

/// From this scale on plants have names, in points per unit.
const PLANTS_FROM: f32 = 330.0;
/// From this scale on countries have names.
const COUNTRIES_FROM: f32 = 650.0;
/// No more regions than these are named at once.
const MOST_REGIONS: usize = 60;
/// No more plants than these are named at once.
const MOST_PLANTS: usize = 40;
/// No more points of lines than these are kept free.
const MOST_POINTS: usize = 800;
/// A region that fills this share of the view has a larger name.
const LARGE: f32 = 0.12;

/// Everything that names depend on.
pub(super) struct Names<'a> {
    pub look: &'a Look<'a>,
    pub tally: &'a Tally,
    /// The outlines that are drawn.
    pub world: &'a World,
    pub camera: Camera,
    pub size: Vec2,
}

impl Names<'_> {
    /// Names all that finds room, off the pins and off points of lines where possible.
    pub(super) fn draw(&self, layer: &mut Layer, pins: &[Pin], lines: &Lines) {
        let of_land: Vec<Ground> = self.world.lands.iter().map(|land| self.ground_of(land)).collect();
        let glance =
            self.world.seen_from(self.camera.from_screen(Pos2::ZERO, self.size), 1.0 / self.camera.scale);
        let ground = |at: Pos2| glance.at(at).and_then(|n| of_land.get(n)).copied().unwrap_or(Ground::Sea);
        let drawn =
            Drawn { ground: &ground, off: self.world.grain() * self.camera.scale, isles: self.isles() };
        let mut placer = Placer::new(self.look.metrics, self.frame(), pins, drawn);
        lines.points.iter().take(MOST_POINTS).for_each(|at| placer.avoid(*at));
        lines.ends.iter().take(MOST_POINTS).for_each(|at| placer.keep_off(*at));
        let is_picked = |pin: &&Pin| {
            let plant = pin.plants.first().and_then(|n| self.tally.plants.get(*n));
            plant.is_some_and(|p| p.selected)
        };
        let (picked, others): (Vec<&Pin>, Vec<&Pin>) = pins.iter().rev().partition(is_picked);
        self.plants(layer, &mut placer, &picked);
        self.regions(layer, &mut placer, &ground);
        if self.camera.scale >= PLANTS_FROM {
            self.plants(layer, &mut placer, &others);
        }
        if self.camera.scale >= COUNTRIES_FROM {
            self.countries(layer, &mut placer);
        }
    }

    fn frame(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }

    /// The region that a land is filled for.
    fn region_of(&self, land: &Land) -> Option<(usize, &Region)> {
        let n = *self.tally.of_country.get(&land.country?)?.first()?;
        Some((n, self.tally.regions.get(n)?))
    }

    fn ground_of(&self, land: &Land) -> Ground {
        match self.region_of(land) {
            Some((n, region)) => Ground::Region(n, tone(region)),
            None => Ground::Land,
        }
    }

    /// Where small islands of deep colour lie on the screen.
    fn isles(&self) -> Vec<Rect> {
        let view = self.camera.view(self.size);
        let is_deep = |land: &Land| self.region_of(land).is_some_and(|(_, r)| tone(r) != Tone::Pale);
        let isles = self.world.isles.iter().filter(|isle| isle.bounds.intersects(view));
        let deep = isles.filter(|isle| self.world.lands.get(isle.land).is_some_and(is_deep));
        let to_screen = |p: Pos2| self.camera.to_screen(p, self.size);
        deep.map(|i| Rect::from_min_max(to_screen(i.bounds.min), to_screen(i.bounds.max))).collect()
    }

    fn regions(&self, layer: &mut Layer, placer: &mut Placer<'_>, ground: &dyn Fn(Pos2) -> Ground) {
        let visible = visible_middles(self.frame(), self.tally.regions.len(), ground);
        let mut regions = Vec::new();
        for (n, (region, seen)) in self.tally.regions.iter().zip(visible).enumerate() {
            let at = region.anchor.map(|anchor| self.camera.to_screen(anchor, self.size));
            let (middle, share) = seen.map_or((None, 0.0), |(middle, share)| (Some(middle), share));
            // The true middle while it can be seen, or else that of what can be seen.
            if let Some(at) = at.filter(|at| self.frame().shrink(30.0).contains(*at)).or(middle) {
                regions.push((region, n, at, share));
            }
        }
        regions.sort_by_key(|(r, n, ..)| (!r.chosen, u32::MAX - r.matching, u32::MAX - r.total, *n));
        for (region, n, at, share) in regions.into_iter().take(MOST_REGIONS) {
            let name = &self.look.plan.record(region.thing).name;
            let (first, second) =
                if share > LARGE { (Size::Head, Size::Body) } else { (Size::Body, Size::Note) };
            let numbers = in_words(region, self.look.focus.is_some())
                + &change::of_value(self.look, Facet::Region, region.value);
            let lines = [
                Line {
                    text: name,
                    size: first,
                    weight: Weight::Semibold,
                    role: Role::Text,
                    on_region: Role::Text,
                },
                Line {
                    text: &numbers,
                    size: second,
                    weight: Weight::Regular,
                    role: Role::Muted,
                    on_region: Role::Text,
                },
            ];
            let stands_for = StandsFor::Value(Facet::Region, region.value);
            placer.around(layer, &Label { lines: &lines, stands_for }, n, at);
        }
    }

    fn plants(&self, layer: &mut Layer, placer: &mut Placer<'_>, pins: &[&Pin]) {
        let single = pins.iter().filter(|pin| pin.plants.len() == 1 && self.frame().contains(pin.at));
        for pin in single.take(MOST_PLANTS) {
            let Some(plant) = pin.plants.first().and_then(|n| self.tally.plants.get(*n)) else { continue };
            let (role, weight) = match (plant.selected, plant.models) {
                (true, _) => (Role::Accent, Weight::Semibold),
                (false, 0) => (Role::Muted, Weight::Regular),
                (false, _) => (Role::Text, Weight::Regular),
            };
            let text = &self.look.plan.record(plant.thing).name;
            let on_region = if plant.selected { Role::Accent } else { Role::Text };
            let lines = [Line { text, size: Size::Note, weight, role, on_region }];
            let label = Label { lines: &lines, stands_for: StandsFor::Thing(plant.thing) };
            placer.beside(layer, &label, (pin.at, pin.radius), plant.selected);
        }
    }

    fn countries(&self, layer: &mut Layer, placer: &mut Placer<'_>) {
        let view = self.camera.view(self.size);
        // Where a name has room is looked for on the coarse outlines, which is quick.
        for land in &world(Detail::Far).lands {
            let Some(part) = land.parts.first().filter(|p| p.area.bounds().intersects(view)) else {
                continue;
            };
            let across = part.area.bounds().width() * self.camera.scale;
            let region = self.region_of(land).map(|(_, region)| region);
            let same = |r: &Region| self.look.plan.record(r.thing).name == land.name;
            if across < 24.0 || region.is_some_and(same) {
                continue;
            }
            let (at, room) = part.room();
            let at = self.camera.to_screen(at, self.size);
            let (size, weight, role) = (Size::Tick, Weight::Regular, Role::Muted);
            let lines = [Line { text: &land.name, size, weight, role, on_region: Role::Text }];
            let needed = placer.size(&lines).x;
            if needed > across * 0.8 || needed > room * self.camera.scale * 4.0 {
                continue;
            }
            let stands_for = region.map_or(StandsFor::Nothing, |r| StandsFor::Value(Facet::Region, r.value));
            placer.within(layer, &Label { lines: &lines, stands_for }, at);
        }
    }
}

fn tone(region: &Region) -> Tone {
    match region.step {
        _ if region.excluded => Tone::Hatched,
        Some(step) if step >= 2 => Tone::Deep(step),
        _ => Tone::Pale,
    }
}

/// The second line of a region's name: how many of its items match, or have begun by the focus date.
fn in_words(region: &Region, at_focus: bool) -> String {
    if region.excluded {
        "left out by the plan".to_owned()
    } else if region.matching == region.total {
        legend::items(region.total)
    } else {
        let begun = if at_focus { " begun" } else { "" };
        format!("{} of {}{begun}", region.matching, region.total)
    }
}

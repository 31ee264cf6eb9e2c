//! What gets a name on the map, and in which order: what is picked, then regions and plants that match, then the
//! others, then countries.
//!
//! It must never place a text itself: that is the labels' work.

use super::canvas::{Canvas, Dot, Ground, Grounds};
use super::changed;
use super::crowds::LISTED;
use super::labels::{Drawn, Label, Line, Placer, visible_middles};
use super::legend::items;
use super::pins::Pin;
use super::tally::{Plant, Region};
use super::{Lines, Purpose};
use crate::plan::{Facet, Kind, Plan};
use crate::scene::{Layer, Role, Size, StandsFor, Weight};
use crate::views::count::of_kind;
use crate::views::world::{Detail, Projection, world};
use emath::{Pos2, Rect};

/// From this scale on plants that do not match have names, in points per unit.
const OTHERS_FROM: f32 = 330.0;
/// From this scale on countries have names.
const COUNTRIES_FROM: f32 = 500.0;
/// No more regions than these are named at once.
const MOST_REGIONS: usize = 60;
/// No more plants than these are named at once in a window.
const MOST_PLANTS: usize = 40;
/// No more points of lines than these are kept free.
const MOST_POINTS: usize = 800;
/// A region that fills this share of the view has a larger name.
const LARGE: f32 = 0.12;

/// Everything that names depend on.
pub(super) struct Names<'a> {
    pub canvas: &'a Canvas<'a>,
    pub grounds: &'a Grounds<'a>,
    pub purpose: &'a Purpose,
    pub dots: &'a [Dot],
    /// Where nothing may be written: what lies on the map's corners and edges.
    pub taken: &'a [Rect],
}

impl Names<'_> {
    /// Names all that finds room, off the pins and off points of lines where possible. Gives the plants that should
    /// have a name and found no room for it.
    pub(super) fn draw(&self, layer: &mut Layer, pins: &[Pin], lines: &Lines) -> Vec<usize> {
        let canvas = self.canvas;
        let ground = |at: Pos2| self.grounds.at(at);
        let mut placer = self.placer(&ground, pins, lines);
        let plant_of = |pin: &Pin| pin.plants.first().and_then(|n| canvas.tally.plants.get(*n));
        let in_view = |pin: &&Pin| pin.plants.len() <= LISTED && canvas.frame().contains(pin.at);
        let singles = || pins.iter().rev().filter(in_view);
        let (picked, others): (Vec<&Pin>, Vec<&Pin>) =
            singles().partition(|pin| plant_of(pin).is_some_and(|p| p.selected));
        let (matching, others): (Vec<&Pin>, Vec<&Pin>) =
            others.into_iter().partition(|pin| plant_of(pin).is_some_and(|p| p.matches));
        let mut unnamed = self.plants(layer, &mut placer, &picked);
        self.regions(layer, &mut placer, |r| r.matching > 0);
        unnamed.extend(self.plants(layer, &mut placer, &matching));
        self.regions(layer, &mut placer, |r| r.matching == 0);
        if canvas.camera.scale >= OTHERS_FROM && !self.purpose.is_picture() {
            self.plants(layer, &mut placer, &others);
        }
        if canvas.camera.scale >= COUNTRIES_FROM {
            self.countries(layer, &mut placer);
        }
        unnamed
    }

    /// Names countries alone.
    pub(super) fn only_countries(&self, layer: &mut Layer, pins: &[Pin], lines: &Lines) {
        let ground = |at: Pos2| self.grounds.at(at);
        self.countries(layer, &mut self.placer(&ground, pins, lines));
    }

    /// What finds room, told of all that is drawn.
    fn placer<'p>(&'p self, ground: &'p dyn Fn(Pos2) -> Ground, pins: &[Pin], lines: &Lines) -> Placer<'p> {
        let canvas = self.canvas;
        let off = canvas.world.grain() * canvas.camera.scale;
        let drawn = Drawn { ground, off, isles: canvas.isles() };
        let mut placer = Placer::new(canvas.look.metrics, canvas.frame(), pins, drawn);
        self.taken.iter().for_each(|rect| placer.take(*rect));
        self.dots.iter().for_each(|dot| placer.keep_off_disc(dot.at, Dot::RADIUS));
        lines.points.iter().take(MOST_POINTS).for_each(|at| placer.avoid(*at));
        lines.ends.iter().take(MOST_POINTS).for_each(|at| placer.keep_off(*at));
        placer
    }

    fn regions(&self, layer: &mut Layer, placer: &mut Placer<'_>, wanted: impl Fn(&Region) -> bool) {
        let (canvas, tally) = (self.canvas, self.canvas.tally);
        let visible = visible_middles(canvas.frame(), tally.regions.len(), &|at| self.grounds.at(at));
        let mut regions = Vec::new();
        for (n, (region, seen)) in tally.regions.iter().zip(visible).enumerate() {
            if !region.shown || !wanted(region) {
                continue;
            }
            let at = region.anchor.map(|anchor| canvas.camera.screen_of(anchor, canvas.size));
            let (middle, share) = seen.map_or((None, 0.0), |(middle, share)| (Some(middle), share));
            // The true middle while it can be seen, or else that of what can be seen.
            if let Some(at) = at.filter(|at| canvas.frame().shrink(30.0).contains(*at)).or(middle) {
                regions.push((region, n, at, share));
            }
        }
        regions.sort_by_key(|(r, n, ..)| (!r.chosen, u32::MAX - r.matching, u32::MAX - r.total, *n));
        for (region, n, at, share) in regions.into_iter().take(MOST_REGIONS) {
            let name = &canvas.look.plan.record(region.thing).name;
            let (first, second) =
                if share > LARGE { (Size::Head, Size::Body) } else { (Size::Body, Size::Note) };
            let numbers = in_words(region, canvas.look.focus.is_some()) + &region.courses.words();
            let stands_for = StandsFor::Value(Facet::Region, region.value);
            let lines = [
                Line { text: name, size: first, weight: Weight::Semibold, role: Role::Text, stands_for },
                Line { text: &numbers, size: second, weight: Weight::Regular, role: Role::Muted, stands_for },
            ];
            let label = Label { lines: &lines, home: &[n] };
            if region.corners.is_empty() {
                placer.around(layer, &label, n, at);
            } else {
                // Smaller than a country: named beside its middle as a plant is.
                placer.beside(layer, &label, (at, Dot::RADIUS + 2.0), false);
            }
        }
    }

    /// Names plants; gives those that find no room. In a picture each is sought a place with more trouble: nobody can
    /// point at it.
    fn plants(&self, layer: &mut Layer, placer: &mut Placer<'_>, pins: &[&Pin]) -> Vec<usize> {
        let canvas = self.canvas;
        let picture = self.purpose.is_picture();
        let most = if picture { usize::MAX } else { MOST_PLANTS };
        let mut unnamed: Vec<usize> = Vec::new();
        for (count, pin) in pins.iter().enumerate() {
            let Some(first) = pin.plants.first().filter(|n| !self.purpose.is_quiet(**n)) else { continue };
            let Some(plant) = canvas.tally.plants.get(*first) else { continue };
            let (spot, must) = ((pin.at, pin.radius), picture || plant.selected);
            let numbers: Vec<String> = pin
                .plants
                .iter()
                .filter_map(|n| canvas.tally.plants.get(*n))
                .map(|plant| about(canvas.look.plan, plant))
                .collect();
            let mut lines = self.lines(pin, &numbers);
            let home = &*plant.home;
            let mut place = |lines: &[Line<'_>]| placer.beside(layer, &Label { lines, home }, spot, must);
            let mut placed = count < most && place(&lines);
            if !placed && lines.iter().any(|line| line.weight == Weight::Regular) {
                lines.retain(|line| line.weight != Weight::Regular);
                placed = count < most && place(&lines);
            }
            // Those that are counted together are counted, at least.
            if !placed && pin.plants.len() == 1 {
                unnamed.push(*first);
            }
        }
        unnamed
    }

    /// The names of a pin's plants, in a picture each with its number.
    fn lines<'n>(&'n self, pin: &Pin, numbers: &'n [String]) -> Vec<Line<'n>> {
        let plants = pin.plants.iter().filter_map(|n| self.canvas.tally.plants.get(*n));
        let mut lines = Vec::new();
        for (plant, numbers) in plants.zip(numbers) {
            let text = &self.canvas.look.plan.record(plant.thing).name;
            let (role, weight) = match (plant.selected, plant.matches) {
                (true, _) => (Role::Accent, Weight::Semibold),
                (false, true) => (Role::Text, Weight::Semibold),
                (false, false) => (Role::Muted, Weight::Regular),
            };
            let stands_for = StandsFor::Thing(plant.thing);
            lines.push(Line { text, size: Size::Note, weight, role, stands_for });
            if (self.purpose.is_picture() || plant.difference != 0) && !numbers.is_empty() {
                let (size, weight, role) = (Size::Note, Weight::Regular, Role::Muted);
                lines.push(Line { text: numbers, size, weight, role, stands_for });
            }
        }
        lines
    }

    fn countries(&self, layer: &mut Layer, placer: &mut Placer<'_>) {
        let canvas = self.canvas;
        let view = canvas.camera.view(canvas.size);
        // Where a name has room is looked for on coarse outlines, which is quick.
        let coarse = world(Projection::World, Detail::Far);
        let lands = match canvas.camera.projection {
            Projection::World => &coarse.lands,
            Projection::About { .. } => &canvas.world.lands,
        };
        // Countries of what matches come first.
        let (own, others): (Vec<_>, Vec<_>) =
            lands.iter().partition(|land| canvas.region_of(land).is_some_and(|(_, r)| r.step.is_some()));
        for land in own.into_iter().chain(others) {
            let Some(part) = land.parts.first().filter(|p| p.area.bounds().intersects(view)) else {
                continue;
            };
            let across = part.area.bounds().width() * canvas.camera.scale;
            let region = canvas.region_of(land).map(|(_, region)| region).filter(|region| region.shown);
            let same = |r: &Region| canvas.look.plan.record(r.thing).name == land.name;
            if across < 24.0 || region.is_some_and(same) || land.country.is_none() {
                continue;
            }
            let (at, room) = part.room();
            let at = canvas.camera.to_screen(at, canvas.size);
            let (size, weight, role) = (Size::Note, Weight::Regular, Role::Muted);
            let stands_for = region.map_or(StandsFor::Nothing, |r| StandsFor::Value(Facet::Region, r.value));
            let lines = [Line { text: &land.name, size, weight, role, stands_for }];
            let needed = placer.size(&lines).x;
            if needed > across * 0.9 || needed > room * canvas.camera.scale * 4.0 {
                continue;
            }
            placer.within(layer, &Label { lines: &lines, home: &[] }, at);
        }
    }
}

/// The second line of a plant's name: how many models; nothing where it is no plant, or none is known.
pub(super) fn about(plan: &Plan, plant: &Plant) -> String {
    match (plant.is_site, plant.models) {
        (true, _) => String::new(),
        (false, 0) if plant.difference == 0 => String::new(),
        (false, count) => of_kind(plan, Kind::Model, count as usize) + &changed::words(plant.difference),
    }
}

/// The second line of a region's name: how many of its items match, or have begun by the focus date.
fn in_words(region: &Region, at_focus: bool) -> String {
    if region.excluded {
        "left out by the plan".to_owned()
    } else if region.matching == region.total {
        items(region.total)
    } else {
        let begun = if at_focus { " begun" } else { "" };
        format!("{} of {}{begun}", region.matching, items(region.total))
    }
}

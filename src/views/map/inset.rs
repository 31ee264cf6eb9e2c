//! An enlarged part of a map beneath it: the plants of a crowd at their places, their names in the margins, a
//! measure of length, and its outline on the map above.
//!
//! It must never name a plant without a line to its place; those that have no room for their names are counted.

use super::canvas::{Canvas, Ground};
use super::flows::Lines;
use super::labels::leader;
use super::locator::edge_on;
use super::names::{Names, about};
use super::pins::{Pin, PinLayout};
use super::tally::Tally;
use super::{Camera, Fit, Purpose, lands, signs};
use crate::plan::Field;
use crate::scene::{Ink, Layer, Paint, Role, Scene, Shape, Size, StandsFor, Stroke, Text, Weight, ellipsis};
use crate::views::Look;
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// An inset that is planned: which plants, and what it shows.
pub(super) struct Inset {
    /// "A", "B", …
    pub letter: char,
    pub plants: Vec<usize>,
    fit: Fit,
    /// The room for all of it, names and all.
    size: Vec2,
}

/// The outline of an inset on the map above.
pub(super) struct Outline {
    letter: char,
    shown: Camera,
    size: Vec2,
}

/// Height of an inset's heading in points.
const HEADING: f32 = 20.0;
/// Between the map of an inset and the names beside it.
const MARGIN: f32 = 14.0;
/// The widest column of names, as a part of the inset's width.
const WIDEST: f32 = 0.44;
/// Between two names.
const APART: f32 = 3.0;
/// The shortest side of an outline on the map above.
const LEAST: f32 = 10.0;
/// The sphere's radius in kilometres.
const RADIUS: f32 = 6371.0;

impl Inset {
    /// The part of the globe around some plants, for an inset of a size.
    pub(super) fn new(letter: char, plants: Vec<usize>, tally: &Tally, size: Vec2) -> Option<Self> {
        let places: Vec<_> = plants.iter().filter_map(|n| tally.plants.get(*n)).map(|p| p.place).collect();
        Some(Self { letter, plants, fit: Fit::closely(&places)?, size })
    }

    /// How many points a unit it will have.
    pub(super) fn scale(&self, look: &Look<'_>, tally: &Tally) -> f32 {
        let rect = Rect::from_min_size(Pos2::ZERO, self.size - vec2(0.0, HEADING));
        self.fit.camera(self.columns(look, tally, rect).map.size()).scale
    }

    /// Draws it into a rectangle; gives its outline for the map above.
    pub(super) fn draw(&self, scene: &mut Scene, look: &Look<'_>, tally: &Tally, rect: Rect) -> Outline {
        let below = Rect::from_min_max(pos2(rect.left(), rect.top() + HEADING), rect.max);
        // The margin of names is as wide as they need.
        let columns = self.columns(look, tally, below);
        let size = columns.map.size();
        let camera = self.fit.camera(size);
        let canvas = Canvas::new(look, tally, camera, size);
        let mut map = Scene::new(size);
        let grounds = canvas.grounds();
        lands::draw(map.layer(canvas.frame()), &canvas, &canvas.dots(&grounds));
        let mut pins = PinLayout::default().pins(&tally.plants, &camera, size);
        pins.retain(|pin| canvas.frame().contains(pin.at));
        let purpose = Purpose::Picture(BTreeSet::new());
        let taken = [scale_bar(map.layer(canvas.frame()), &canvas)];
        signs::draw(map.layer(canvas.frame()), &canvas, &pins, &purpose);
        let own = |pin: &&Pin| pin.plants.iter().any(|n| tally.plants.get(*n).is_some_and(|p| p.matches));
        let named: Vec<&Pin> = pins.iter().filter(own).collect();
        let names = Names { canvas: &canvas, grounds: &grounds, purpose: &purpose, dots: &[], taken: &taken };
        names.only_countries(map.layer(canvas.frame()), &pins, &columns.leaders(look, tally, &named));
        scene.place(map, columns.map.min.to_vec2());
        let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, scene.size));
        let stroke = Some(Stroke::new(Ink::thin(Role::Muted, 200), 1.0));
        layer.add(Shape::Rect { rect: columns.map, radius: 0.0, fill: None, stroke });
        self.heading(layer, look, tally, rect);
        columns.names(layer, look, tally, &named);
        Outline { letter: self.letter, shown: camera, size }
    }

    fn columns(&self, look: &Look<'_>, tally: &Tally, rect: Rect) -> Columns {
        let width = |n: &usize| {
            let plant = tally.plants.get(*n)?;
            let name = look.metrics.width(&look.plan.record(plant.thing).name, Size::Note, Weight::Semibold);
            Some(name.max(look.metrics.width(&about(look.plan, plant), Size::Note, Weight::Regular)))
        };
        let widest = self.plants.iter().filter_map(width).fold(0.0, f32::max);
        let names = (widest + MARGIN + 4.0).min(rect.width() * WIDEST);
        let line = Size::Note.ascent() + Size::Note.descent();
        // Both margins where one is too low for all names, or the inset is wide.
        let both = self.plants.len() as f32 * (2.0 * line + APART) > rect.height();
        let left = if both { names } else { 0.0 };
        let map = Rect::from_min_max(
            pos2(rect.left() + left, rect.top()),
            pos2(rect.right() - names, rect.bottom()),
        );
        Columns { map, names, both }
    }

    /// The letter, and which countries are shown.
    fn heading(&self, layer: &mut Layer, look: &Look<'_>, tally: &Tally, rect: Rect) {
        let mut names: Vec<&str> = Vec::new();
        for plant in self.plants.iter().filter_map(|n| tally.plants.get(*n)) {
            let country = look.plan.record(plant.thing).countries(Field::Country).next();
            let region = || plant.home.first().and_then(|n| tally.regions.get(*n));
            let name = country.map(|c| c.name()).or_else(|| Some(&*look.plan.record(region()?.thing).name));
            names.extend(name.filter(|name| !names.contains(name)));
        }
        let words = match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [one, two] => format!("{one} and {two}"),
            [one, two, more @ ..] => format!("{one}, {two} and {} more", more.len()),
        };
        let at = pos2(rect.left(), rect.top() + Size::Body.ascent());
        let letter =
            look.metrics.mark(at, &self.letter.to_string(), Size::Body, Weight::Semibold, Role::Text);
        let after = pos2(at.x + letter.width + 8.0, at.y);
        layer.add(Shape::Text(letter));
        let words = ellipsis(look.metrics, &words, Size::Body, Weight::Semibold, rect.right() - after.x)
            .unwrap_or_default();
        layer.add(Shape::Text(look.metrics.mark(after, &words, Size::Body, Weight::Semibold, Role::Text)));
    }
}

/// Where an inset's map stands, and the margins beside it.
struct Columns {
    map: Rect,
    names: f32,
    both: bool,
}

/// The names of one pin in a margin.
struct Block {
    /// Where the pin is on the page.
    pin: Pos2,
    radius: f32,
    lines: Vec<(String, Weight, StandsFor)>,
    top: f32,
}

impl Block {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * (Size::Note.ascent() + Size::Note.descent())
    }
}

impl Columns {
    /// Names pins beside the map, sorted by height and moved as little as they can be.
    fn names(&self, layer: &mut Layer, look: &Look<'_>, tally: &Tally, pins: &[&Pin]) {
        let blocks = self.blocks(look, tally, pins);
        // No line lies on a name.
        blocks.iter().for_each(|(block, is_left)| leader(layer, &self.line(block, *is_left)));
        blocks.iter().for_each(|(block, is_left)| self.draw_block(layer, look, block, *is_left));
    }

    /// Points that the lines to the names run through, on the inset's own map.
    fn leaders(&self, look: &Look<'_>, tally: &Tally, pins: &[&Pin]) -> Lines {
        let mut lines = Lines::default();
        for (block, is_left) in self.blocks(look, tally, pins) {
            let [_, elbow, end] = self.line(&block, is_left).map(|p| p - self.map.min.to_vec2());
            let steps = (elbow.distance(end) / 4.0).ceil().max(1.0);
            lines.points.extend((0..=steps as u16).map(|n| elbow.lerp(end, f32::from(n) / steps)));
        }
        lines
    }

    /// The names of all pins where they stand, each with whether it is in the left margin.
    fn blocks(&self, look: &Look<'_>, tally: &Tally, pins: &[&Pin]) -> Vec<(Block, bool)> {
        let is_left = |pin: &&&Pin| self.both && pin.at.x < self.map.width() / 2.0;
        let (left, right): (Vec<&Pin>, Vec<&Pin>) = pins.iter().partition(is_left);
        let margins = [(left, true), (right, false)].into_iter().flat_map(|(pins, is_left)| {
            let mut blocks: Vec<Block> = pins.iter().map(|pin| self.block(look, tally, pin)).collect();
            blocks.sort_by(|a, b| a.pin.y.total_cmp(&b.pin.y).then(a.pin.x.total_cmp(&b.pin.x)));
            self.arrange(&mut blocks);
            blocks.into_iter().map(move |block| (block, is_left))
        });
        margins.collect()
    }

    /// The line from a name to its pin: level at first, then straight there.
    fn line(&self, block: &Block, is_left: bool) -> [Pos2; 3] {
        let line = Size::Note.ascent() + Size::Note.descent();
        let (edge, out) = if is_left { (self.map.left(), -1.0) } else { (self.map.right(), 1.0) };
        let y = block.top + line / 2.0;
        let (near, elbow) = (pos2(edge + out * (MARGIN - 2.0), y), pos2(edge + out * (MARGIN - 7.0), y));
        [near, elbow, block.pin + (elbow - block.pin).normalized() * (block.radius + 0.5)]
    }

    fn block(&self, look: &Look<'_>, tally: &Tally, pin: &Pin) -> Block {
        let mut lines = Vec::new();
        for plant in pin.plants.iter().filter_map(|n| tally.plants.get(*n)) {
            let stands_for = StandsFor::Thing(plant.thing);
            lines.push((look.plan.record(plant.thing).name.to_string(), Weight::Semibold, stands_for));
            let numbers = about(look.plan, plant);
            if !numbers.is_empty() {
                lines.push((numbers, Weight::Regular, stands_for));
            }
        }
        Block { pin: pin.at + self.map.min.to_vec2(), radius: pin.radius, lines, top: 0.0 }
    }

    /// Gives each block its height. Where they are too high, first the numbers go, then the last names of the
    /// longest list.
    fn arrange(&self, blocks: &mut [Block]) {
        let needed = |blocks: &[Block]| blocks.iter().map(|b| b.height() + APART).sum::<f32>();
        if needed(blocks) > self.map.height() {
            for block in blocks.iter_mut() {
                block.lines.retain(|(_, weight, _)| *weight == Weight::Semibold);
            }
        }
        while needed(blocks) > self.map.height() {
            let longest = blocks.iter_mut().max_by_key(|block| block.lines.len());
            match longest.filter(|block| block.lines.len() > 2) {
                // The last line becomes "and 3 more".
                Some(block) => {
                    let more = block.lines.len() - 2 + more_of(block.lines.last());
                    block.lines.truncate(block.lines.len() - 2);
                    block.lines.push((
                        format!("and {} more", more.max(2)),
                        Weight::Regular,
                        StandsFor::Nothing,
                    ));
                }
                None => break,
            }
        }
        let mut floor = self.map.top();
        for block in blocks.iter_mut() {
            block.top = (block.pin.y - block.height() / 2.0).max(floor);
            floor = block.top + block.height() + APART;
        }
        let mut ceiling = self.map.bottom();
        for block in blocks.iter_mut().rev() {
            block.top = block.top.min(ceiling - block.height());
            ceiling = block.top - APART;
        }
    }

    fn draw_block(&self, layer: &mut Layer, look: &Look<'_>, block: &Block, is_left: bool) {
        let line = Size::Note.ascent() + Size::Note.descent();
        let edge = if is_left { self.map.left() - MARGIN } else { self.map.right() + MARGIN };
        for (n, (text, weight, stands_for)) in block.lines.iter().enumerate() {
            let room = self.names - MARGIN;
            let text = ellipsis(look.metrics, text, Size::Note, *weight, room).unwrap_or_default();
            let width = look.metrics.width(&text, Size::Note, *weight);
            let x = if is_left { edge - width } else { edge };
            let at = pos2(x, block.top + line * n as f32 + Size::Note.ascent());
            let role = if *weight == Weight::Semibold { Role::Text } else { Role::Muted };
            layer.add_for(*stands_for, Shape::Text(look.metrics.mark(at, &text, Size::Note, *weight, role)));
        }
    }
}

/// How many are already counted by a last line.
fn more_of(line: Option<&(String, Weight, StandsFor)>) -> usize {
    let words = line.filter(|(_, weight, _)| *weight == Weight::Regular).map(|(text, ..)| text.as_str());
    words.and_then(|text| text.split(' ').nth(1)?.parse().ok()).unwrap_or(0)
}

/// A line as long as a round number of kilometres; gives what it covers.
fn scale_bar(layer: &mut Layer, canvas: &Canvas<'_>) -> Rect {
    let most = canvas.size.x * 0.3;
    let steps = [2000.0, 1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0f32];
    let length = |km: &f32| km / RADIUS * canvas.camera.scale;
    let km = steps.into_iter().find(|km| length(km) <= most).unwrap_or(5.0);
    let words = format!("{km} km");
    let mut text = canvas.look.metrics.mark(Pos2::ZERO, &words, Size::Tick, Weight::Regular, Role::Text);
    let plate = vec2(length(&km).max(text.width) + 12.0, Size::Tick.ascent() + Size::Tick.descent() + 8.0);
    let rect = Rect::from_min_size(pos2(4.0, canvas.size.y - plate.y - 4.0), plate);
    let fill = Some(Paint::Solid(Ink::thin(Role::Panel, 215)));
    layer.add(Shape::Rect { rect, radius: 2.0, fill, stroke: None });
    let (left, y) = (rect.left() + 6.0, rect.bottom() - 5.0);
    text.at = pos2(left, y - 4.0);
    layer.add(Shape::Text(text));
    let (a, b) = (pos2(left, y), pos2(left + length(&km), y));
    let points = vec![a - vec2(0.0, 3.0), a, b, b - vec2(0.0, 3.0)];
    layer.add(Shape::Line { points, stroke: Stroke::new(Role::Text, 1.1) });
    rect
}

impl Outline {
    /// Draws it on the map above, its letter off the pins; gives what it and its letter cover.
    pub(super) fn draw(&self, layer: &mut Layer, canvas: &Canvas<'_>, pins: &[Pin]) -> Vec<Rect> {
        let pieces = edge_on(self.shown, self.size, &canvas.camera, canvas.size);
        let mut around = pieces.iter().flatten().fold(Rect::NOTHING, |all, p| all.union(Rect::from_pos(*p)));
        if !around.is_finite() {
            return Vec::new();
        }
        let mut pieces = pieces;
        if around.size().min_elem() < LEAST {
            around = Rect::from_center_size(around.center(), around.size().max(Vec2::splat(LEAST)));
            let corners =
                [around.left_top(), around.right_top(), around.right_bottom(), around.left_bottom()];
            pieces = vec![corners.into_iter().chain([around.left_top()]).collect()];
        }
        for points in pieces {
            layer.add(Shape::Line {
                points: points.clone(),
                stroke: Stroke::new(Ink::thin(Role::Panel, 220), 3.2),
            });
            layer.add(Shape::Line { points, stroke: Stroke::new(Role::Text, 1.2) });
        }
        let letter = self.letter_beside(around, canvas, pins);
        let rect = letter.bounds().expand2(vec2(2.0, 0.0));
        let fill = Some(Paint::Solid(Ink::thin(Role::Panel, 215)));
        layer.add(Shape::Rect { rect, radius: 2.0, fill, stroke: None });
        layer.add(Shape::Text(letter));
        vec![around.expand(2.0), rect]
    }

    /// The letter at a corner of the outline: within the map, off the pins and on the sea, as far as that can be.
    fn letter_beside(&self, around: Rect, canvas: &Canvas<'_>, pins: &[Pin]) -> Text {
        let (size, weight) = (Size::Note, Weight::Semibold);
        let mut letter =
            canvas.look.metrics.mark(Pos2::ZERO, &self.letter.to_string(), size, weight, Role::Text);
        let grounds = canvas.grounds();
        let (w, up, down) = (letter.width, size.ascent(), size.descent());
        let (beneath, above) = (around.bottom() + up + 2.0, around.top() - down - 2.0);
        let (right, left) = (around.right() + 4.0, around.left() - w - 4.0);
        let spots = [
            pos2(around.left(), beneath),
            pos2(right, around.top() + up),
            pos2(left, around.bottom() - down),
            pos2(around.left(), above),
            pos2(around.right() - w, beneath),
            pos2(right, around.bottom() - down),
            pos2(left, around.top() + up),
            pos2(around.right() - w, above),
        ];
        let frame = canvas.frame().shrink(4.0);
        let bounds = |at: &Pos2| Rect::from_min_max(*at - vec2(0.0, up), *at + vec2(w, down));
        let faults = |at: &Pos2| {
            let rect = bounds(at);
            let is_hidden = pins.iter().any(|pin| rect.expand(2.0).distance_to_pos(pin.at) < pin.radius);
            (!frame.contains_rect(rect), is_hidden, grounds.at(rect.center()) != Ground::Sea)
        };
        let best = spots.iter().min_by_key(|at| faults(at)).filter(|at| !faults(at).0);
        letter.at = best.copied().unwrap_or(around.center());
        letter
    }
}

//! A map as a picture has it: the map, and beneath it enlarged parts where plants crowd.
//!
//! It must never leave a plant that matches without its name, or a count, or words about it.

use super::canvas::Canvas;
use super::crowds::crowds;
use super::inset::Inset;
use super::tally::Tally;
use super::{Camera, Fit, PinLayout, Purpose, draw_on};
use crate::plan::Thing;
use crate::scene::{Ink, Role, Scene, Shape, Size, Weight, ellipsis};
use crate::views::Look;
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// Where a picture looks: at a part that a person chose, or at all that its frame holds.
#[derive(Clone, Copy)]
pub(super) enum Sight {
    Chosen(Camera),
    Fitted(Fit),
}

/// The height of an inset with its heading, in points.
const INSET: f32 = 224.0;
/// Between the map and insets, and between them.
const GAP: f32 = 16.0;
/// An inset is no narrower than this.
const NARROW: f32 = 290.0;
/// No more insets than these.
const MOST: usize = 3;
/// The map itself keeps this part of the height.
const OWN: f32 = 0.55;
/// A map is no flatter and no higher than this, for its width.
const FLATTEST: f32 = 0.42;
const HIGHEST: f32 = 0.85;
/// Of the plants that find no room for their names so many are named beneath the map.
const TOLD: usize = 12;

impl Sight {
    fn camera(&self, size: Vec2) -> Camera {
        match self {
            Self::Chosen(camera) => camera.limited(size),
            Self::Fitted(fit) => fit.camera(size),
        }
    }

    /// The height that suits a width, insets aside.
    fn height(&self, width: f32) -> f32 {
        match self {
            Self::Chosen(_) => width * 0.5,
            Self::Fitted(fit) if fit.is_world() => width * 0.5,
            Self::Fitted(fit) => width * fit.proportion().clamp(FLATTEST, HIGHEST),
        }
    }
}

/// The height that shows everything of a map at a width.
pub(super) fn wish(look: &Look<'_>, tally: &Tally, sight: &Sight, width: f32) -> f32 {
    let height = sight.height(width);
    let crowded = crowded(look, tally, sight, vec2(width, height));
    height + beneath(crowded.len().min(in_rows(width).1), width)
}

/// Draws it.
pub(super) fn draw(look: &Look<'_>, tally: &Tally, sight: &Sight, size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let (_, most) = in_rows(size.x);
    let first = vec2(size.x, size.y - if size.y * (1.0 - OWN) > beneath(1, size.x) { beneath(1, size.x) } else { 0.0 });
    let mut groups = crowded(look, tally, sight, first);
    // As many as the height has room for.
    groups.truncate(most);
    while !groups.is_empty() && beneath(groups.len(), size.x) > size.y * (1.0 - OWN) {
        groups.pop();
    }
    let height = size.y - beneath(groups.len(), size.x);
    let letters = 'A'..='Z';
    let insets: Vec<Inset> =
        letters.zip(groups).filter_map(|(letter, plants)| Inset::new(letter, plants, tally)).collect();
    let own = vec2(size.x, height);
    let outlines: Vec<_> = (0..)
        .zip(&insets)
        .map(|(n, inset)| inset.draw(&mut scene, look, tally, place(n, insets.len(), size, height)))
        .collect();
    let quiet: BTreeSet<usize> = insets.iter().flat_map(|inset| inset.plants.iter().copied()).collect();
    let canvas = Canvas::new(look, tally, sight.camera(own), own);
    let (mut layout, purpose) = (PinLayout::default(), Purpose::Picture(quiet));
    let unnamed = draw_on(&mut scene, &canvas, &mut layout, &purpose, &outlines);
    tell(&mut scene, look, tally, &unnamed, own);
    scene
}

/// The groups of plants that would be counted on a map of a size.
fn crowded(look: &Look<'_>, tally: &Tally, sight: &Sight, size: Vec2) -> Vec<Vec<usize>> {
    if size.x < NARROW || look.matching.is_empty() {
        return Vec::new();
    }
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let mut pins = PinLayout::default().pins(&tally.plants, &sight.camera(size), size);
    pins.retain(|pin| frame.contains(pin.at));
    crowds(tally, &pins)
}

/// How many insets stand side by side at a width, and how many there are at most.
fn in_rows(width: f32) -> (usize, usize) {
    let side_by_side = (((width + GAP) / (NARROW + GAP)).floor() as usize).clamp(1, MOST);
    (side_by_side, if side_by_side == 1 { 2 } else { MOST.max(side_by_side) })
}

/// The height of so many insets.
fn beneath(count: usize, width: f32) -> f32 {
    count.div_ceil(in_rows(width).0) as f32 * (INSET + GAP)
}

/// Where an inset stands beneath a map of a height.
fn place(n: usize, count: usize, size: Vec2, height: f32) -> Rect {
    let row_length = in_rows(size.x).0.min(count).max(1);
    let (column, row) = ((n % row_length) as f32, (n / row_length) as f32);
    let width = (size.x - GAP * (row_length as f32 - 1.0)) / row_length as f32;
    let at = pos2(column * (width + GAP), height + GAP + row * (INSET + GAP));
    Rect::from_min_size(at, vec2(width, INSET))
}

/// Names in words what found no room for its name, at the foot of the map.
fn tell(scene: &mut Scene, look: &Look<'_>, tally: &Tally, unnamed: &[usize], size: Vec2) {
    if unnamed.is_empty() {
        return;
    }
    let things: Vec<Thing> = unnamed.iter().filter_map(|n| tally.plants.get(*n)).map(|p| p.thing).collect();
    let names: Vec<&str> = things.iter().take(TOLD).map(|thing| &*look.plan.record(*thing).name).collect();
    let more = match things.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let count = if things.len() == 1 { "1 name has no room".to_owned() } else { format!("{} names have no room", things.len()) };
    let words = format!("{count}: {}{more}", names.join(", "));
    let (size_of, weight) = (Size::Note, Weight::Regular);
    let Some(text) = ellipsis(look.metrics, &words, size_of, weight, size.x - 16.0) else { return };
    let at = pos2(8.0, size.y - 6.0 - size_of.descent());
    let mark = look.metrics.mark(at, &text, size_of, weight, Role::Text);
    let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, size));
    let rect = mark.bounds().expand2(vec2(3.0, 1.0));
    layer.add(Shape::filled(rect, Ink::thin(Role::Panel, 225)));
    layer.add(Shape::Text(mark));
}

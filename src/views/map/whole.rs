//! A map as a picture has it: the map, and beneath or beside it enlarged parts where plants crowd.
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
use crate::views::world::{GeoPlace, Projection};
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
/// Nor wider: more width would only show what lies beside.
const WIDEST: f32 = 520.0;
/// It shows things so many times as large as the map, or there is none.
const ENLARGED: f32 = 2.5;
/// No more insets than these.
const MOST: usize = 3;
/// Nor higher, for its width.
const UPRIGHT: f32 = 0.72;
/// Nor lower, where they stand one below the other.
const LOWEST: f32 = 170.0;
/// The map itself keeps this part of the height, and of the width.
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

    /// Whether a place is in view, as far as that is known without a size.
    pub(super) fn may_show(&self, place: GeoPlace) -> bool {
        match self {
            Self::Chosen(_) => true,
            Self::Fitted(fit) => fit.holds(place),
        }
    }

    /// The map that is drawn.
    pub(super) fn projection(&self) -> Projection {
        match self {
            Self::Chosen(camera) => camera.projection,
            Self::Fitted(fit) => fit.projection(),
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
    let size = vec2(width, height);
    let count = insets(look, tally, sight, size, Layout::below(width).inset, &[]).len();
    let layout = Layout::below(width);
    height + layout.taken(count.min(layout.most))
}

/// Where insets stand about a map.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// Side by side beneath the map; else one below the other at its right.
    is_below: bool,
    /// The size of one.
    inset: Vec2,
    /// How many stand in a row or column.
    in_line: usize,
    /// How many there may be.
    most: usize,
}

impl Layout {
    fn below(width: f32) -> Self {
        let in_line = (((width + GAP) / (NARROW + GAP)).floor() as usize).clamp(1, MOST);
        let own = (width - GAP * (in_line as f32 - 1.0)) / in_line as f32;
        let most = if in_line == 1 { 2 } else { MOST };
        Self { is_below: true, inset: vec2(own.min(WIDEST), INSET), in_line, most }
    }

    fn beside(size: Vec2) -> Self {
        let in_line = (((size.y + GAP) / (LOWEST + GAP)).floor() as usize).clamp(1, MOST);
        let width = (size.x * 0.3).clamp(NARROW, WIDEST * 0.85);
        let height = ((size.y - GAP * (in_line as f32 - 1.0)) / in_line as f32).min(width * UPRIGHT);
        Self { is_below: false, inset: vec2(width, height), in_line, most: in_line }
    }

    /// What so many take of the height, or of the width.
    fn taken(&self, count: usize) -> f32 {
        let lines = count.div_ceil(self.in_line) as f32;
        lines * (GAP + if self.is_below { self.inset.y } else { self.inset.x })
    }

    /// What is left of a size to the map itself.
    fn own(&self, count: usize, size: Vec2) -> Vec2 {
        let taken = self.taken(count);
        if self.is_below { vec2(size.x, size.y - taken) } else { vec2(size.x - taken, size.y) }
    }

    /// Where one stands about a map of a size of its own.
    fn place(&self, n: usize, own: Vec2) -> Rect {
        let (along, line) = ((n % self.in_line) as f32, (n / self.in_line) as f32);
        let (dx, dy) = (self.inset.x + GAP, self.inset.y + GAP);
        let at = match self.is_below {
            true => pos2(along * dx, own.y + GAP + line * dy),
            false => pos2(own.x + GAP + line * dx, along * dy),
        };
        Rect::from_min_size(at, self.inset)
    }
}

/// Draws it. What finds no room for its name gets an inset as well, as long as there is room for one.
pub(super) fn draw(look: &Look<'_>, tally: &Tally, sight: &Sight, size: Vec2) -> Scene {
    let mut first = Page::new(look, tally, sight, size, &[]);
    let unnamed = first.draw();
    if unnamed.is_empty() {
        return first.scene;
    }
    let mut second = Page::new(look, tally, sight, size, &unnamed);
    let better = (second.insets.len() > first.insets.len()).then(|| second.draw());
    let (mut page, still) = match better {
        Some(still) if still.len() < unnamed.len() => (second, still),
        _ => (first, unnamed),
    };
    page.tell(&still);
    page.scene
}

/// A map with its insets.
struct Page<'a> {
    look: &'a Look<'a>,
    tally: &'a Tally,
    sight: &'a Sight,
    insets: Vec<Inset>,
    layout: Layout,
    /// Of the map itself.
    own: Vec2,
    scene: Scene,
}

impl<'a> Page<'a> {
    fn new(look: &'a Look<'a>, tally: &'a Tally, sight: &'a Sight, size: Vec2, unnamed: &[usize]) -> Self {
        let with = |layout: Layout| {
            // Insets leave the map less room, and less room makes larger crowds.
            let mut insets = insets(look, tally, sight, layout.own(1, size), layout.inset, unnamed);
            insets.truncate(layout.most);
            let fits = |count: usize| {
                let own = layout.own(count, size);
                own.x >= size.x * OWN && own.y >= size.y * OWN
            };
            while !insets.is_empty() && !fits(insets.len()) {
                insets.pop();
            }
            let own = layout.own(insets.len(), size);
            Self { look, tally, sight, insets, layout, own, scene: Scene::new(size) }
        };
        // The more insets the better, then the larger the map itself is.
        let worth = |page: &Self| (page.insets.len(), sight.camera(page.own).scale);
        let (below, beside) = (with(Layout::below(size.x)), with(Layout::beside(size)));
        if worth(&beside) > worth(&below) { beside } else { below }
    }

    /// Draws all of it; gives the plants that found no room for their names.
    fn draw(&mut self) -> Vec<usize> {
        let Self { look, tally, sight, insets, layout, own, scene } = self;
        let outlines: Vec<_> = (0..)
            .zip(&*insets)
            .map(|(n, inset)| inset.draw(scene, look, tally, layout.place(n, *own)))
            .collect();
        let quiet: BTreeSet<usize> = insets.iter().flat_map(|inset| inset.plants.iter().copied()).collect();
        let canvas = Canvas::new(look, tally, sight.camera(*own), *own);
        let (mut pins, purpose) = (PinLayout::default(), Purpose::Picture(quiet));
        draw_on(scene, &canvas, &mut pins, &purpose, &outlines)
    }

    /// Names in words what found no room for its name, at the foot of the map.
    fn tell(&mut self, unnamed: &[usize]) {
        let things: Vec<Thing> =
            unnamed.iter().filter_map(|n| self.tally.plants.get(*n)).map(|p| p.thing).collect();
        let (name_of, metrics) = (|thing: &Thing| &*self.look.plan.record(*thing).name, self.look.metrics);
        let names: Vec<&str> = things.iter().take(TOLD).map(name_of).collect();
        let count = match things.len() {
            0 => return,
            1 => "1 place has no room for its name".to_owned(),
            count => format!("{count} places have no room for their names"),
        };
        let more = match things.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let words = format!("{count}: {}{more}", names.join(", "));
        let (size, weight) = (Size::Note, Weight::Regular);
        let Some(text) = ellipsis(metrics, &words, size, weight, self.own.x - 16.0) else { return };
        let mark =
            metrics.mark(pos2(8.0, self.own.y - 6.0 - size.descent()), &text, size, weight, Role::Text);
        let layer = self.scene.layer(Rect::from_min_size(Pos2::ZERO, self.own));
        layer.add(Shape::filled(mark.bounds().expand2(vec2(3.0, 1.0)), Ink::thin(Role::Panel, 235)));
        layer.add(Shape::Text(mark));
    }
}

/// The insets of a map of a size, each of a size of its own: none that would hardly enlarge.
fn insets(
    look: &Look<'_>,
    tally: &Tally,
    sight: &Sight,
    size: Vec2,
    inset: Vec2,
    unnamed: &[usize],
) -> Vec<Inset> {
    if size.x < NARROW || look.matching.is_empty() {
        return Vec::new();
    }
    let frame = Rect::from_min_size(Pos2::ZERO, size);
    let camera = sight.camera(size);
    let mut pins = PinLayout::default().pins(&tally.plants, &camera, size);
    pins.retain(|pin| frame.contains(pin.at));
    let groups = crowds(tally, &pins, unnamed, size.x);
    let larger = groups.into_iter().filter_map(|plants| Inset::new('A', plants, tally, inset));
    let mut insets: Vec<Inset> =
        larger.filter(|inset| inset.scale(look, tally) >= ENLARGED * camera.scale).collect();
    insets.iter_mut().zip('A'..='Z').for_each(|(inset, letter)| inset.letter = letter);
    insets
}

#[cfg(test)]
mod tests;

//! A view that is read downwards: a head that stays, and pieces below it that scroll and are never cut.
//!
//! It must never know which view it is: all of them scroll, go on from page to page and are counted alike.

use super::count::Count;
use super::pen::Pen;
use super::{LegendEntry, Link, Look, Looked, PagePart, Prepared, View, nothing, words};
use crate::plan::{BitSet, Plan, Thing};
use crate::scene::{Scene, StandsFor};
use emath::{Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;
use std::rc::Rc;

/// What a view says of itself to be read downwards. Pieces are known by their place from the top.
pub trait Roll: 'static {
    /// Whether there is nothing to show, and what is said then: what is wrong, and what to do.
    fn nothing(&self, look: &Look<'_>) -> Option<(String, String)>;

    /// The narrowest that it can be read, in points.
    fn narrowest(&self) -> f32 {
        0.0
    }

    /// The height of the head at a width.
    fn head(&self, look: &Look<'_>, width: f32) -> f32;

    /// The heights of the pieces at a width.
    fn heights(&self, look: &Look<'_>, width: f32) -> Vec<f32>;

    /// Draws the head.
    fn draw_head(&self, pen: &mut Pen<'_, '_>, rect: Rect);

    /// Draws what lies behind all pieces.
    fn draw_back(&self, _pen: &mut Pen<'_, '_>, _body: Rect) {}

    /// Draws a piece.
    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect);

    /// A picture within a piece, and where its upper left corner lies.
    fn inset(&self, _look: &Look<'_>, _piece: usize, _rect: Rect) -> Option<(Vec2, Scene)> {
        None
    }

    /// The record that a piece is about.
    fn thing(&self, _piece: usize) -> Option<Thing> {
        None
    }

    /// The items that a piece shows.
    fn items(&self, plan: &Plan, piece: usize) -> Vec<usize> {
        let item = self.thing(piece).and_then(|thing| plan.items().item_of(thing));
        item.into_iter().map(|item| item.0 as usize).collect()
    }

    /// A piece as a person calls it, where one would miss it. Widths decide what stands in which.
    fn name(&self, plan: &Plan, piece: usize, _width: f32) -> Option<String> {
        self.thing(piece).map(|thing| plan.record(thing).name.to_string())
    }

    /// How many a shown set is.
    fn count(&self, plan: &Plan, shown: &BitSet) -> Count {
        Count::of_items(plan, shown.count())
    }

    /// What it is, in a few words.
    fn headline(&self, plan: &Plan) -> String;

    /// What follows on the count.
    fn details(&self, _look: &Look<'_>) -> String {
        String::new()
    }

    /// What its signs mean.
    fn legend(&self, look: &Look<'_>) -> Vec<LegendEntry>;

    /// What it leaves out, as sentences.
    fn notes(&self, _look: &Look<'_>) -> Vec<String> {
        Vec::new()
    }

    /// A mark in words, where only this view knows them.
    fn words(&self, _plan: &Plan, _what: StandsFor) -> Option<String> {
        None
    }

    /// Where a link of its marks leads.
    fn link(&self, _look: &Look<'_>, _link: u32) -> Option<Link> {
        None
    }
}

/// A view that is a roll.
pub trait RollView: View<Port = RollPort<Self>> + Clone + PartialEq + std::fmt::Debug + Default {
    /// What plan, filter and options decide.
    type Roll: Roll;

    /// Whether the focus date decides what it is made of.
    const FOLLOWS_FOCUS: bool = false;

    /// Made of what is looked at.
    fn roll(look: &Look<'_>, options: &Self::Options) -> Self::Roll;

    /// Made ready for pictures and words.
    fn ready<'a>(look: &Look<'a>, looked: &Looked<Self::Options, Self::Port>) -> ReadyRoll<'a, Self::Roll> {
        ReadyRoll { look: *look, roll: Rc::new(Self::roll(look, &looked.options)) }
    }
}

/// How far a roll is scrolled.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, bound = "")]
pub struct RollPort<V: Default> {
    /// Points above the view.
    pub scroll: f32,
    #[serde(skip)]
    of: PhantomData<V>,
}

impl<V: Default> RollPort<V> {
    /// So many points down.
    pub fn at(scroll: f32) -> Self {
        Self { scroll, of: PhantomData }.tidied()
    }

    /// The same, with a scroll that is a place.
    #[must_use]
    pub fn tidied(self) -> Self {
        let scroll = if self.scroll.is_finite() { self.scroll.max(0.0) } else { 0.0 };
        Self { scroll, ..self }
    }
}

/// A roll with what it is looked at with.
pub struct ReadyRoll<'a, R> {
    look: Look<'a>,
    roll: Rc<R>,
}

impl<'a, R: Roll> ReadyRoll<'a, R> {
    /// A roll that was made before.
    pub fn new(look: &Look<'a>, roll: Rc<R>) -> Self {
        Self { look: *look, roll }
    }

    /// Where each piece begins below the head at a width, and where the last one ends.
    pub fn tops(&self, width: f32) -> Vec<f32> {
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for height in self.roll.heights(&self.look, width) {
            top += height;
            tops.push(top);
        }
        tops
    }

    /// The height of the head at a width.
    pub fn head(&self, width: f32) -> f32 {
        self.roll.head(&self.look, width)
    }

    /// The pieces that a part shows whole.
    fn whole(&self, part: PagePart) -> std::ops::Range<usize> {
        let tops = self.tops(part.size.x);
        let (from, to) = (part.scroll.y, part.scroll.y + part.size.y - self.head(part.size.x));
        let first = tops.partition_point(|top| *top + 0.5 < from);
        let end = tops.partition_point(|top| *top <= to + 0.5).saturating_sub(1);
        first..end.max(first).min(tops.len() - 1)
    }
}

impl<R: Roll> Prepared for ReadyRoll<'_, R> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn has_rows(&self) -> bool {
        self.roll.nothing(&self.look).is_none()
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        if !self.has_rows() {
            return PagePart::free(room);
        }
        let height = self.tops(room.x).last().copied().unwrap_or(0.0);
        vec2(room.x.max(self.roll.narrowest()), self.head(room.x) + height)
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        let (tops, head) = (self.tops(room.x), self.head(room.x));
        let all = tops.last().copied().unwrap_or(0.0);
        let last = scroll.y + (room.y - head).max(1.0);
        let fits = |top: &f32| *top > scroll.y + 0.5 && *top <= last + 0.5;
        let end = tops.iter().copied().rfind(fits).unwrap_or(last).min(all);
        let size = vec2(room.x, head + (end - scroll.y).max(0.0));
        PagePart { scroll, size, next: (end + 0.5 < all).then_some(vec2(0.0, end)) }
    }

    fn scene(&self, part: PagePart) -> Scene {
        let mut scene = Scene::new(part.size);
        let all = Rect::from_min_size(pos2(0.0, 0.0), part.size);
        let look = self.look;
        if let Some((what, advice)) = self.roll.nothing(&look) {
            nothing::draw(scene.layer(all), look.metrics, all, (&what, &advice));
            return scene;
        }
        let head = self.head(part.size.x).min(part.size.y);
        let body = Rect::from_min_max(pos2(0.0, head), all.max);
        let tops = self.tops(part.size.x);
        let mut pen = Pen { look, layer: scene.layer(body), stands_for: StandsFor::Nothing };
        self.roll.draw_back(&mut pen, body);
        let mut insets = Vec::new();
        let first = tops.partition_point(|top| *top <= part.scroll.y).saturating_sub(1);
        for (piece, ends) in tops.windows(2).enumerate().skip(first) {
            let &[top, bottom] = ends else { continue };
            if top >= part.scroll.y + body.height() {
                break;
            }
            let at = |y: f32| body.top() + y - part.scroll.y;
            let rect = Rect::from_min_max(pos2(0.0, at(top)), pos2(part.size.x, at(bottom)));
            pen.stands_for = StandsFor::Nothing;
            self.roll.draw(&mut pen, piece, rect);
            insets.extend(self.roll.inset(&look, piece, rect));
        }
        for (at, inset) in insets {
            let count = scene.layers.len();
            scene.place(inset, at);
            scene.layers.iter_mut().skip(count).for_each(|layer| layer.clip = layer.clip.intersect(body));
        }
        let layer = scene.layer(Rect::from_min_max(all.min, pos2(all.right(), head)));
        let mut pen = Pen { look, layer, stands_for: StandsFor::Nothing };
        self.roll.draw_head(&mut pen, Rect::from_min_max(all.min, pos2(all.right(), head)));
        look.pale(&mut scene);
        scene
    }

    fn shown(&self, part: PagePart) -> BitSet {
        let mut shown = BitSet::none(self.look.plan.items().len());
        if self.has_rows() {
            let items = self.whole(part).flat_map(|piece| self.roll.items(self.look.plan, piece));
            items.for_each(|item| shown.insert(item));
        }
        shown
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        let (whole, pieces) = (self.whole(part), self.tops(part.size.x).len() - 1);
        let left = (0..pieces).filter(|piece| !whole.contains(piece));
        left.filter_map(|piece| self.roll.name(self.look.plan, piece, part.size.x)).collect()
    }

    fn count(&self, shown: &BitSet) -> Count {
        self.roll.count(self.look.plan, shown)
    }

    fn legend(&self, _width: f32, _shown: Option<&BitSet>) -> Vec<LegendEntry> {
        if self.has_rows() { self.roll.legend(&self.look) } else { Vec::new() }
    }

    fn headline(&self) -> String {
        self.roll.headline(self.look.plan)
    }

    fn details(&self, _shown: &BitSet) -> String {
        self.roll.details(&self.look)
    }

    fn notes(&self, _shown: &BitSet) -> Vec<String> {
        self.roll.notes(&self.look)
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        self.roll.words(self.look.plan, what).or_else(|| words::of(self.look.plan, what))
    }
}

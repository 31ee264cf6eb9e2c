//! A group's lanes as marks: bars, what they are called, and counts where they stand too dense.
//!
//! It must never lay out what is not in view, nor a label over another label or bar.

use super::axis::Scale;
use super::bars::{self, LANE, Placed, Row};
use super::lanes::{Lanes, Span};
use super::older;
use crate::plan::{Facet, Field, NOT_STATED, Plan, Thing};
use crate::scene::{Ink, Layer, Metrics, Role, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::change;
use crate::views::palette::Palette;
use emath::{Rect, pos2, vec2};
use std::borrow::Cow;

/// Bars nearer to one another than this are drawn as one counted mark, in points.
const DENSE: f64 = 1.5;
/// Room between a bar and its label, and between a label and the next bar.
pub(super) const GAP: f32 = 5.0;

/// Words appear where lanes have the first of these heights and are there where they have the second.
const WORDS: (f32, f32) = (14.0, 17.0);

/// What rows are drawn with.
pub(super) struct Rows<'a> {
    pub plan: &'a Plan,
    pub metrics: &'a Metrics,
    pub palette: &'a Palette,
    pub selection: Option<Thing>,
    pub scale: Scale,
    /// The group's place among the groups.
    pub group: u32,
    /// The height of a lane in points, at most [`LANE`].
    pub lane: f64,
    /// Room behind a name for the number of a source, in points.
    pub note: f32,
}

/// An item that was drawn, and where: for links between marks.
pub(super) type Drawn = (Thing, Rect);

impl Rows<'_> {
    /// Draws the lanes that touch the layer, the first one's upper edge at `top`.
    pub(super) fn draw(&self, layer: &mut Layer, lanes: &Lanes, top: f64, drawn: &mut Vec<Drawn>) {
        let lane_at = |y: f32| (f64::from(y) - top) / self.lane;
        let first = lane_at(layer.clip.top()).floor().max(0.0) as usize;
        let last = lane_at(layer.clip.bottom()).ceil().max(0.0) as usize;
        for lane in first..last.min(lanes.len()) {
            let row = Row { top: (top + lane as f64 * self.lane) as f32, height: self.lane as f32 };
            self.lane(layer, lanes.lane(lane), row, drawn);
        }
    }

    fn lane(&self, layer: &mut Layer, spans: &[Span], row: Row, drawn: &mut Vec<Drawn>) {
        let (from, to) = (self.scale.from, self.scale.to());
        let begin = spans.partition_point(|s| f64::from(s.last) + 1.0 < from);
        // The lower lanes are, the more of them are in view: then bars must be longer to stand alone.
        let merge = DENSE * f64::from(LANE) / self.lane / self.scale.per_day;
        let mut at = begin;
        // The item left of the view may reach into it with its label alone; that label is left to hover.
        let mut placed: Vec<(Option<u32>, Placed)> = Vec::new();
        while let Some(span) = spans.get(at).filter(|s| f64::from(s.first) < to) {
            let run = self.dense_run(&spans[at..], span, merge);
            if run > 1 {
                let end = spans[at + run - 1].last;
                placed.push((None, self.count(layer, span.first, end, run as u32, row)));
                at += run;
                continue;
            }
            if let Some(place) = self.item(layer, span.item, row) {
                placed.push((Some(span.item), place));
            }
            at += 1;
        }
        let next_after = spans.get(at).map(|s| self.scale.x(f64::from(s.first)));
        let words = ((row.height - WORDS.0) / (WORDS.1 - WORDS.0)).clamp(0.0, 1.0);
        if words > 0.0 {
            let before = layer.marks.len();
            self.labels(layer, &placed, next_after, row);
            layer.thin(before, words);
        }
        for (item, place) in placed.iter().filter_map(|(item, place)| item.map(|item| (item, place))) {
            let thing = self.plan.items().thing(item as usize);
            if words > 0.0 && self.plan.is_contradicted(self.plan.record(thing)) {
                bars::disagreement(layer, StandsFor::Thing(thing), place);
            }
            drawn.push((thing, place.rect));
        }
    }

    /// How many bars from here on are too thin and too near one another to be told apart.
    fn dense_run(&self, spans: &[Span], first: &Span, merge: f64) -> usize {
        let thin = |s: &Span| f64::from(s.last - s.first + 1) < merge;
        if !thin(first) {
            return 1;
        }
        // Doubling steps find the run's end without touching each of its bars; a run is at most as
        // wide as one counted mark.
        let reach = f64::from(first.first) + merge * 4.0;
        spans.partition_point(|s| f64::from(s.last) < reach).max(1)
    }

    fn count(&self, layer: &mut Layer, from: i32, to: i32, count: u32, row: Row) -> Placed {
        let (left, right) = (self.scale.x(f64::from(from)), self.scale.x(f64::from(to) + 1.0));
        let (inset, bottom) = (4.0 * row.share(), row.top + row.height);
        let rect =
            Rect::from_min_max(pos2(left, row.top + inset), pos2(right.max(left + 3.0), bottom - inset));
        let stands_for = StandsFor::Count { group: self.group, count, from, to };
        layer.add_for(stands_for, Shape::filled(rect, Role::Muted));
        Placed { rect, bar: rect, solid: (rect.left(), rect.left()), on_color: true }
    }

    pub(super) fn item(&self, layer: &mut Layer, item: u32, row: Row) -> Option<Placed> {
        let thing = self.plan.items().thing(item as usize);
        let record = self.plan.record(thing);
        let category = self.palette.of_item(self.plan, item as usize);
        let placed = older::draw(layer, self.plan, thing, category, &self.scale, row)?;
        if let Some(selected) = self.selection {
            let related = record.links.iter().any(|(_, to)| *to == selected);
            if selected == thing || related {
                let width = if selected == thing { 2.0 } else { 1.0 };
                let rect = placed.rect.expand(3.0);
                let stroke = Some(Stroke::new(Role::Accent, width));
                layer.add(Shape::Rect { rect, radius: 3.0, fill: None, stroke });
            }
        }
        Some(placed)
    }

    /// Names the bars of one lane: inside the solid part, else right of the bar, else left of it. Counted
    /// marks, which are no item, have no name and keep others off.
    fn labels(&self, layer: &mut Layer, placed: &[(Option<u32>, Placed)], next_after: Option<f32>, row: Row) {
        let baseline = row.middle() + Size::Note.middle();
        let mut taken = layer.clip.left() + 2.0;
        for (n, (item, place)) in placed.iter().enumerate() {
            let next = placed.get(n + 1).map(|(_, p)| p.rect.left()).or(next_after);
            let limit = next.unwrap_or(f32::INFINITY).min(layer.clip.right()) - GAP;
            let end = match item {
                Some(item) => self.label(layer, *item, place, taken, limit, baseline),
                None => taken,
            };
            taken = end.max(place.rect.right());
        }
    }

    /// Places one label; returns how far to the right it reaches.
    fn label(
        &self,
        layer: &mut Layer,
        item: u32,
        place: &Placed,
        taken: f32,
        limit: f32,
        baseline: f32,
    ) -> f32 {
        let thing = self.plan.items().thing(item as usize);
        let name = called(self.plan, thing);
        let name = name.as_ref();
        let struck = bars::is_struck(self.plan.record(thing));
        let width = |text: &str| self.metrics.width(text, Size::Note, Weight::Regular);
        let full = width(name);
        let (left, right) = (place.solid.0.max(layer.clip.left()), place.solid.1.min(layer.clip.right()));
        let clip = layer.clip;
        let mut put = |x: f32, text: &str, role: Role| {
            let text = self.metrics.text(pos2(x, baseline), text, Size::Note, Weight::Regular, role);
            if role == Role::Text && x >= place.rect.right() {
                // The grid steps back behind words.
                layer.add(Shape::filled(text.bounds().shrink2(vec2(-2.0, 1.0)), Ink::thin(Role::Panel, 216)));
            }
            let bounds = text.bounds();
            layer.add_for(StandsFor::Thing(thing), text);
            if struck {
                let middle = baseline - Size::Note.middle();
                layer.add(Shape::line(
                    pos2(bounds.left(), middle),
                    pos2(bounds.right(), middle),
                    Stroke::new(role, 1.0),
                ));
            }
        };
        if full + 2.0 * GAP <= right - left {
            let category = self.palette.of_item(self.plan, item as usize);
            let role = if place.on_color { Role::OnCategory(category) } else { Role::Text };
            put(left + GAP, name, role);
            return right;
        }
        let beside = place.rect.right().max(clip.left()) + GAP;
        let before = place.rect.left().min(clip.right()) - GAP - full;
        if beside + full <= limit {
            put(beside, name, Role::Text);
            return beside + full;
        }
        if before >= taken + GAP {
            put(before, name, Role::Text);
            return place.rect.right();
        }
        if limit - beside >= SHORTEST
            && let Some(short) = ellipsis(self.metrics, name, Size::Note, Weight::Regular, limit - beside)
        {
            put(beside, &short, Role::Text);
            return beside + width(&short);
        }
        place.rect.right()
    }
}

/// What an item is called on its label.
pub(super) fn called(plan: &Plan, thing: Thing) -> Cow<'_, str> {
    change::told(plan, thing, first_line(&plan.record(thing).name))
}

/// A label shortened below this is left to hover, in points.
const SHORTEST: f32 = 44.0;

/// A label is one line, and no longer than can ever be read.
pub(super) fn first_line(name: &str) -> &str {
    let line = name.lines().next().unwrap_or("");
    line.char_indices().nth(160).map_or(line, |(at, _)| &line[..at])
}

/// No more relatives than these are linked: more would hide what they are to show.
const MOST_LINKS: usize = 24;

/// What ties the selected item to others in view: arrows to what it leads to and from what leads to it,
/// dashed lines to what its models are derived from or gave rise to, dotted ones to items of its platforms.
pub(super) fn links(layer: &mut Layer, plan: &Plan, selection: Option<Thing>, drawn: &[Drawn]) {
    let Some(selected) = selection else { return };
    let place = |thing: Thing| drawn.iter().find(|(t, _)| *t == thing).map(|(_, rect)| *rect);
    let Some(here) = place(selected) else { return };
    let out = plan.record(selected).links(Field::LeadsTo).map(|to| (to, true));
    let back =
        plan.referring(selected).iter().filter(|(f, _)| *f == Field::LeadsTo).map(|(_, from)| (*from, false));
    for (other, onwards) in out.chain(back).take(MOST_LINKS) {
        match place(other) {
            Some(there) if onwards => arrow(layer, here, there),
            Some(there) => arrow(layer, there, here),
            None => {}
        }
    }
    let mut linked: Vec<Thing> = vec![selected];
    for (thing, rect) in drawn {
        let kinship = if linked.contains(thing) { None } else { kinship(plan, selected, *thing) };
        if let Some(dash) = kinship
            && linked.len() <= MOST_LINKS
        {
            linked.push(*thing);
            let ends = (here.left_center(), rect.left_center());
            layer.add(Shape::line(ends.0, ends.1, Stroke::dashed(Role::Accent, 1.0, dash)));
        }
    }
}

/// The dash of the line between two items, where one's models are derived from the other's or both stand
/// on a platform.
fn kinship(plan: &Plan, a: Thing, b: Thing) -> Option<f32> {
    let items = plan.items();
    let (a, b) = (items.item_of(a)?.0 as usize, items.item_of(b)?.0 as usize);
    let values = |facet: Facet, item: usize| items.column(facet).of(item);
    let models = items.column(Facet::Model);
    let model = |value: &u32| models.values().get(*value as usize).and_then(|v| v.thing);
    let derived = |from: usize, to: usize| {
        values(Facet::Model, from).iter().filter_map(model).any(|m| {
            let parents: Vec<Thing> = plan.record(m).links(Field::DerivedFrom).collect();
            values(Facet::Model, to).iter().filter_map(model).any(|other| parents.contains(&other))
        })
    };
    if derived(a, b) || derived(b, a) {
        return Some(5.0);
    }
    let stated = |v: &&u32| **v != NOT_STATED;
    let shared =
        values(Facet::Platform, a).iter().filter(stated).any(|v| values(Facet::Platform, b).contains(v));
    shared.then_some(1.5)
}

fn arrow(layer: &mut Layer, from: Rect, to: Rect) {
    let (a, b) = (pos2(from.right() + 3.0, from.center().y), pos2(to.left() - 4.0, to.center().y));
    let turn = (a.x + 8.0).max((a.x + b.x) / 2.0);
    let stroke = Stroke::new(Role::Accent, 1.25);
    layer.add(Shape::Line { points: vec![a, pos2(turn, a.y), pos2(turn, b.y), b], stroke });
    let points = vec![b, b + vec2(-6.0, -3.5), b + vec2(-6.0, 3.5)];
    let fill = Some(crate::scene::Paint::Solid(Role::Accent.into()));
    layer.add(Shape::Polygon { points, fill, stroke: None });
}

//! Small numbers of sources behind names: what is drawn says who says so, as far as a page has room.
//!
//! It must never number a source that nothing drawn cites, nor lay a number over another text.

use super::Look;
use crate::plan::{BitSet, Plan, SourceIndex, Thing};
use crate::scene::{Mark, Role, Scene, Shape, Size, StandsFor, Weight};
use emath::{Rect, vec2};
use std::collections::{BTreeMap, HashMap};

/// How small numbers are written.
const SIZE: Size = Size::Tick;
/// From the end of a name to its number.
const APART: f32 = 2.0;
/// How much higher than the name its number stands.
const RAISED: f32 = 3.0;

/// The room that a view keeps behind each name for the number of a source, in points.
pub fn room(look: &Look<'_>) -> f32 {
    if !look.numbered || look.plan.sources().is_empty() {
        return 0.0;
    }
    let digits = look.plan.sources().len().to_string().len();
    look.metrics.width(&"0".repeat(digits), SIZE, Weight::Regular) + APART
}

/// The numbers of sources of what some scenes draw.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Sources in the order of their numbers, 1 first.
    pub order: Vec<SourceIndex>,
    of_things: HashMap<Thing, u32>,
}

impl Numbers {
    /// For the things that scenes draw: one source for each, that which most of them cite, and the most cited first.
    pub fn of<'s>(plan: &Plan, scenes: impl Iterator<Item = &'s Scene>) -> Self {
        Self::of_things(plan, scenes.flat_map(|scene| scene.marks()).filter_map(named).collect())
    }

    /// The same for things that will be drawn.
    pub fn of_things(plan: &Plan, mut things: Vec<Thing>) -> Self {
        things.sort_unstable();
        things.dedup();
        let mut cited: BTreeMap<SourceIndex, u32> = BTreeMap::new();
        let sources =
            |thing: &Thing| plan.record(*thing).evidence.iter().map(|e| e.source).collect::<Vec<_>>();
        for thing in &things {
            sources(thing).into_iter().for_each(|source| *cited.entry(source).or_default() += 1);
        }
        let rank =
            |source: &SourceIndex| (cited.get(source).copied().unwrap_or(0), std::cmp::Reverse(*source));
        let mut chosen: BTreeMap<SourceIndex, u32> = BTreeMap::new();
        let mut of: Vec<(Thing, SourceIndex)> = Vec::new();
        for thing in things {
            // A source that names nobody is no answer where there is another one.
            let best = sources(&thing).into_iter().max_by_key(|s| (!is_vague(plan, *s), rank(s)));
            if let Some(source) = best {
                *chosen.entry(source).or_default() += 1;
                of.push((thing, source));
            }
        }
        let mut order: Vec<SourceIndex> = chosen.keys().copied().collect();
        order.sort_by_key(|source| (std::cmp::Reverse(chosen.get(source).copied()), *source));
        let number = |source: &SourceIndex| order.iter().position(|s| s == source).map(|n| n as u32 + 1);
        let of_things = of.iter().filter_map(|(thing, source)| Some((*thing, number(source)?))).collect();
        Self { order, of_things }
    }

    /// All sources of what is drawn: the numbered ones, then the others that named things and items cite.
    pub fn sources(&self, plan: &Plan, shown: &BitSet) -> Vec<SourceIndex> {
        let items = shown.iter().map(|item| plan.items().thing(item));
        let mut all = self.order.clone();
        let mut seen = vec![false; plan.sources().len()];
        let mut is_new = |source: &SourceIndex| match seen.get_mut(source.index()) {
            Some(seen) => !std::mem::replace(seen, true),
            None => false,
        };
        all.retain(|source| is_new(source));
        let mut further: Vec<SourceIndex> = items
            .chain(self.of_things.keys().copied())
            .flat_map(|thing| plan.record(thing).evidence.iter().map(|e| e.source))
            .filter(|source| is_new(source))
            .collect();
        further.sort_by_key(|source| (is_vague(plan, *source), *source));
        all.extend(further);
        all
    }

    /// Writes the numbers behind the names of a scene, wherever they lie on nothing else.
    pub fn write(&self, look: &Look<'_>, scene: &mut Scene) {
        let texts: Vec<Rect> =
            scene.marks().filter(|(_, m)| is_text(m)).map(|(_, m)| m.shape.bounds()).collect();
        let mut written: Vec<Rect> = Vec::new();
        for layer in &mut scene.layers {
            let clip = layer.clip;
            let mut numbers: Vec<Mark> = Vec::new();
            // A name in lines has its number behind the last one.
            for (n, mark) in layer.marks.iter().enumerate() {
                let (StandsFor::Thing(thing), Shape::Text(text)) = (mark.stands_for, &mark.shape) else {
                    continue;
                };
                let more = layer.marks.iter().skip(n + 1);
                let goes_on = more.take_while(|m| m.stands_for == mark.stands_for).any(is_name);
                let Some(number) = self.of_things.get(&thing).filter(|_| is_name(mark) && !goes_on) else {
                    continue;
                };
                let at = text.at + vec2(text.width + APART, -RAISED);
                let role = if text.ink.role == Role::Text { Role::Muted } else { text.ink.role };
                let shape = look.metrics.text(at, &number.to_string(), SIZE, Weight::Regular, role);
                let (bounds, own) = (shape.bounds().shrink2(vec2(0.0, 3.0)), mark.shape.bounds());
                let free = clip.contains_rect(bounds)
                    && !texts.iter().any(|other| *other != own && other.shrink(3.0).intersects(bounds))
                    && !written.iter().any(|other| other.intersects(bounds));
                if free {
                    written.push(bounds);
                    numbers.push(Mark { shape, stands_for: mark.stands_for });
                }
            }
            layer.marks.extend(numbers);
        }
    }
}

/// The thing that a mark names.
fn named((_, mark): (&Rect, &Mark)) -> Option<Thing> {
    match mark.stands_for {
        StandsFor::Thing(thing) if is_name(mark) => Some(thing),
        _ => None,
    }
}

fn is_text(mark: &Mark) -> bool {
    matches!(mark.shape, Shape::Text(_))
}

/// Whether a mark is a name rather than a date or a figure, which are written smaller.
fn is_name(mark: &Mark) -> bool {
    matches!(&mark.shape, Shape::Text(text) if text.size > SIZE)
}

/// Whether a source names neither who published it nor where it is, such as "General knowledge".
pub(super) fn is_vague(plan: &Plan, source: SourceIndex) -> bool {
    let source = plan.source(source);
    source.publisher.is_none() && source.url.is_none()
}

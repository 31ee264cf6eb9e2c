//! Small numbers of sources behind names: what is drawn says who says so, as far as a page has room.
//!
//! It must never number a source that nothing drawn cites, nor lay a number over another text.

use super::Look;
use crate::plan::{BitSet, Plan, SourceIndex, Thing};
use crate::scene::{Mark, Role, Scene, Shape, Size, StandsFor, Weight};
use emath::{Rect, vec2};
use std::cmp::Reverse;

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
    /// By source: how many of the things cite it.
    cited: Vec<u32>,
    /// By source: its number, 0 where it has none.
    numbers: Vec<u32>,
    things: Vec<Thing>,
}

impl Numbers {
    /// For the things that scenes draw: one source for each, that which most of them cite, and the most cited first.
    pub fn of<'s>(plan: &Plan, scenes: impl Iterator<Item = &'s Scene>) -> Self {
        let mut things: Vec<Thing> = scenes.flat_map(|scene| scene.marks()).filter_map(named).collect();
        things.sort_unstable();
        things.dedup();
        Self::of_things(plan, things)
    }

    /// The same for things that will be drawn, each once.
    pub fn of_things(plan: &Plan, things: Vec<Thing>) -> Self {
        let mut cited = vec![0u32; plan.sources().len()];
        for evidence in things.iter().flat_map(|thing| &plan.record(*thing).evidence) {
            if let Some(count) = cited.get_mut(evidence.source.index()) {
                *count += 1;
            }
        }
        let mut numbers = Self { cited, things, ..Self::default() };
        let mut chosen = vec![0u32; plan.sources().len()];
        for thing in &numbers.things {
            let best = numbers.best(plan, *thing).and_then(|source| chosen.get_mut(source.index()));
            best.into_iter().for_each(|count| *count += 1);
        }
        let mut order: Vec<(Reverse<u32>, u32)> = (0u32..)
            .zip(&chosen)
            .filter(|(_, count)| **count > 0)
            .map(|(n, count)| (Reverse(*count), n))
            .collect();
        order.sort_unstable();
        numbers.order = order.into_iter().map(|(_, n)| SourceIndex(n)).collect();
        numbers.numbers = vec![0; plan.sources().len()];
        for (number, source) in (1..).zip(&numbers.order) {
            if let Some(slot) = numbers.numbers.get_mut(source.index()) {
                *slot = number;
            }
        }
        numbers
    }

    /// The source that a thing is numbered by. One that names nobody is no answer where there is another one.
    fn best(&self, plan: &Plan, thing: Thing) -> Option<SourceIndex> {
        let sources = plan.record(thing).evidence.iter().map(|e| e.source);
        sources.max_by_key(|source| {
            let count = self.cited.get(source.index()).copied().unwrap_or(0);
            (!is_vague(plan, *source), count, Reverse(*source))
        })
    }

    /// The number of a thing, where it has a source.
    fn number(&self, plan: &Plan, thing: Thing) -> Option<u32> {
        let number = self.numbers.get(self.best(plan, thing)?.index()).copied();
        number.filter(|number| *number > 0)
    }

    /// All sources of what is drawn: the numbered ones, then the others that named things and items cite.
    pub fn sources(&self, plan: &Plan, shown: &BitSet) -> Vec<SourceIndex> {
        let items = shown.iter().map(|item| plan.items().thing(item));
        let mut all = self.order.clone();
        let mut seen: Vec<bool> = self.numbers.iter().map(|number| *number > 0).collect();
        seen.resize(plan.sources().len(), false);
        let mut further: Vec<(bool, SourceIndex)> = Vec::new();
        for evidence in
            items.chain(self.things.iter().copied()).flat_map(|thing| &plan.record(thing).evidence)
        {
            if let Some(seen) = seen.get_mut(evidence.source.index()).filter(|seen| !**seen) {
                *seen = true;
                further.push((is_vague(plan, evidence.source), evidence.source));
            }
        }
        further.sort_unstable();
        all.extend(further.into_iter().map(|(_, source)| source));
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
                let number = self.number(look.plan, thing).filter(|_| is_name(mark) && !goes_on);
                let Some(number) = number else {
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

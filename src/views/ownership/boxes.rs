//! Which things are boxes and which holdings are arrows, and where they lie whatever the date.
//!
//! It must never depend on a width or a date: from date to date only what changes moves.

use super::At;
use super::layers::{Graph, Layers};
use crate::explore::holdings::{Holding, State};
use crate::plan::Thing;
use std::collections::{BTreeSet, HashMap};

/// More boxes than these are not drawn.
const MOST: usize = 60;

/// What a box stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A company, a plant, a brand.
    Thing(Thing),
    /// Something through which a holding is held, by the place of the holding.
    Via(usize),
}

/// A piece of a holding: from box to box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrow {
    /// The holding, by its place.
    pub holding: usize,
    /// From which box, and to which.
    pub from: usize,
    /// To which box.
    pub to: usize,
    /// Whether it ends at what is held: the head and the words are there.
    pub is_last: bool,
    /// Drawn the other way round than the record says, as a source has it: its place among what others say.
    pub turned: Option<usize>,
}

/// All boxes and arrows.
#[derive(Debug, Clone, Default)]
pub struct Boxes {
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
    /// Where they lie.
    pub layers: Layers,
    /// Things that are not drawn because there are too many.
    pub left_out: usize,
    /// Holdings of a thing in itself, by the box.
    pub own: Vec<(usize, usize)>,
}

impl Boxes {
    /// Of holdings; joint ventures are boxes too where `all` is set.
    pub fn new(holdings: &[Holding], moments: &[At], all: bool) -> Self {
        let mut things: BTreeSet<Thing> = holdings.iter().flat_map(|h| [h.holder, h.of]).collect();
        if !all {
            let joint = joint_ventures(holdings, moments);
            let only_joint = |thing: &Thing| {
                let mut own = holdings.iter().filter(|h| h.holder == *thing || h.of == *thing).peekable();
                own.peek().is_some() && own.all(|h| h.holder == *thing && joint.contains(&h.of))
            };
            let rest: BTreeSet<Thing> =
                things.iter().copied().filter(|thing| !joint.contains(thing) && !only_joint(thing)).collect();
            // Where nothing else is left, joint ventures are what there is to see.
            if rest.len() > 1 {
                things = rest;
            }
        }
        let (things, left_out) = biggest(things, holdings);
        let mut boxes = Self { left_out, ..Self::default() };
        let place: HashMap<Thing, usize> = things.iter().enumerate().map(|(n, thing)| (*thing, n)).collect();
        boxes.nodes = things.into_iter().map(Node::Thing).collect();
        for (n, holding) in holdings.iter().enumerate() {
            let (Some(from), Some(to)) = (place.get(&holding.holder), place.get(&holding.of)) else {
                continue;
            };
            if from == to {
                boxes.own.push((*from, n));
                continue;
            }
            boxes.add(n, holding, (*from, *to), None);
            let turned = holding.others.iter().position(|other| other.turned.is_some());
            let ends = turned.and_then(|at| Some((at, holding.others.get(at)?.turned?)));
            if let Some((at, (holder, of))) = ends
                && let (Some(from), Some(to)) = (place.get(&holder), place.get(&of))
                && from != to
            {
                boxes.add(n, holding, (*from, *to), Some(at));
            }
        }
        let arrows = boxes.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect();
        boxes.layers = Layers::new(&Graph { boxes: boxes.nodes.len(), arrows });
        boxes
    }

    fn add(&mut self, n: usize, holding: &Holding, (from, to): (usize, usize), turned: Option<usize>) {
        let arrow = |from, to, is_last| Arrow { holding: n, from, to, is_last, turned };
        if holding.via.is_some() {
            let via = self.nodes.len();
            self.nodes.push(Node::Via(n));
            self.arrows.push(arrow(from, via, false));
            self.arrows.push(arrow(via, to, true));
        } else {
            self.arrows.push(arrow(from, to, true));
        }
    }
}

/// What two or more hold parts of at one of the dates, and what holds nothing itself: bars tell more of it than boxes.
pub(super) fn joint_ventures(holdings: &[Holding], moments: &[At]) -> BTreeSet<Thing> {
    let holders: BTreeSet<Thing> = holdings.iter().map(|h| h.holder).collect();
    let held: BTreeSet<Thing> = holdings.iter().map(|h| h.of).filter(|of| !holders.contains(of)).collect();
    let is_joint = |of: &Thing| {
        let own = || holdings.iter().filter(|h| h.of == *of);
        let at = |at: &At| {
            let there = own().filter(|h| matches!(h.state(at.day), State::Held | State::Perhaps));
            there.map(|h| h.holder).collect::<BTreeSet<Thing>>().len() >= 2
        };
        let ever: BTreeSet<Thing> = own()
            .filter(|h| !h.is_promise() && h.status != Some(crate::plan::Status::Cancelled))
            .map(|h| h.holder)
            .collect();
        moments.iter().any(at) || ever.len() >= 2
    };
    held.into_iter().filter(is_joint).collect()
}

/// The things with most holdings, in the order of the plan, and how many are left out.
fn biggest(things: BTreeSet<Thing>, holdings: &[Holding]) -> (Vec<Thing>, usize) {
    let all = things.len();
    if all <= MOST {
        return (things.into_iter().collect(), 0);
    }
    let mut counts: HashMap<Thing, usize> = HashMap::new();
    for holding in holdings {
        *counts.entry(holding.holder).or_default() += 1;
        *counts.entry(holding.of).or_default() += 1;
    }
    let mut ranked: Vec<Thing> = things.into_iter().collect();
    ranked.sort_by_key(|thing| std::cmp::Reverse(counts.get(thing).copied().unwrap_or(0)));
    ranked.truncate(MOST);
    ranked.sort_unstable();
    let left = all - ranked.len();
    (ranked, left)
}

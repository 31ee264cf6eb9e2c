//! A layered layout of boxes and arrows: who holds stands above what is held, as far as there are no circles.
//!
//! It must never lead an arrow through a box: arrows run in the gaps between layers, and through slots of their own.

use std::collections::{BTreeSet, HashMap};

/// Boxes by number, and arrows from one to another.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// How many boxes there are.
    pub boxes: usize,
    /// From and to. An arrow from a box to itself is no matter of the layout.
    pub arrows: Vec<(usize, usize)>,
}

/// Where a box lies: its layer from the top, and its middle from 0 to 1 across.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the top.
    pub layer: usize,
    /// The middle, from 0 to 1.
    pub x: f32,
}

/// A layout. It depends on the graph alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layers {
    /// Of each box.
    pub places: Vec<Place>,
    /// Of each arrow, where it passes: from the layer of the upper end to that of the lower end, one place a layer.
    pub ways: Vec<Vec<Place>>,
    /// How many layers there are.
    pub count: usize,
    /// The room of a box across, from 0 to 1; an arrow's slot takes a part of it.
    pub slot: f32,
}

/// An arrow's slot, in parts of a box's.
pub const THIN: f32 = 0.3;
/// So often layers are put in order by what lies above and below them.
const SWEEPS: usize = 12;

/// What stands in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    Box(usize),
    /// An arrow on its way through, by its place.
    Way(usize),
}

impl Slot {
    fn weight(self) -> f32 {
        match self {
            Self::Box(_) => 1.0,
            Self::Way(_) => THIN,
        }
    }
}

impl Layers {
    /// Lays a graph out.
    pub fn new(graph: &Graph) -> Self {
        let ranks = ranks(graph);
        let count = ranks.iter().max().map_or(0, |most| most + 1);
        let mut layers: Vec<Vec<Slot>> = vec![Vec::new(); count];
        for (n, rank) in ranks.iter().enumerate() {
            if let Some(layer) = layers.get_mut(*rank) {
                layer.push(Slot::Box(n));
            }
        }
        let rank = |n: usize| ranks.get(n).copied().unwrap_or(0);
        for (n, (from, to)) in graph.arrows.iter().enumerate() {
            let (upper, lower) = (rank(*from).min(rank(*to)), rank(*from).max(rank(*to)));
            for layer in layers.iter_mut().take(lower).skip(upper + 1) {
                layer.push(Slot::Way(n));
            }
        }
        order(graph, &ranks, &mut layers);
        Self::placed(graph, &ranks, &layers)
    }

    fn placed(graph: &Graph, ranks: &[usize], layers: &[Vec<Slot>]) -> Self {
        let weight = |layer: &[Slot]| layer.iter().map(|slot| slot.weight()).sum::<f32>();
        let widest = layers.iter().map(|layer| weight(layer)).fold(1.0, f32::max);
        let mut places = vec![Place { layer: 0, x: 0.5 }; graph.boxes];
        let mut through: Vec<Vec<Place>> = vec![Vec::new(); graph.arrows.len()];
        for (n, layer) in layers.iter().enumerate() {
            // The room that a layer leaves is shared out between its slots.
            let spread = (widest / weight(layer).max(0.1)).min(1.6);
            let mut x = (1.0 - weight(layer) * spread / widest) / 2.0;
            for slot in layer {
                let wide = slot.weight() * spread / widest;
                let place = Place { layer: n, x: x + wide / 2.0 };
                x += wide;
                match slot {
                    Slot::Box(at) => {
                        if let Some(known) = places.get_mut(*at) {
                            *known = place;
                        }
                    }
                    Slot::Way(at) => {
                        if let Some(way) = through.get_mut(*at) {
                            way.push(place);
                        }
                    }
                }
            }
        }
        let of = |n: usize| places.get(n).copied().unwrap_or(Place { layer: 0, x: 0.5 });
        let rank = |n: usize| ranks.get(n).copied().unwrap_or(0);
        let ways = graph.arrows.iter().zip(through).map(|((from, to), through)| {
            let (upper, lower) = if rank(*from) <= rank(*to) { (*from, *to) } else { (*to, *from) };
            let mut way = vec![of(upper)];
            way.extend(through);
            way.push(of(lower));
            way
        });
        let ways = ways.collect();
        Self { places, ways, count: layers.len(), slot: 1.0 / widest }
    }
}

/// The layer of each box: below all that hold it, as far as there is no circle.
fn ranks(graph: &Graph) -> Vec<usize> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes];
    let mut pairs = BTreeSet::new();
    for (from, to) in graph.arrows.iter().filter(|(from, to)| from != to) {
        if pairs.insert((*from, *to))
            && *to < graph.boxes
            && let Some(list) = next.get_mut(*from)
        {
            list.push(*to);
        }
    }
    // Depth first, without the arrows that close a circle; done in the order of ending, last first.
    let mut order = Vec::with_capacity(graph.boxes);
    let mut state = vec![0u8; graph.boxes];
    let mut forward: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes];
    let held: BTreeSet<usize> = pairs.iter().map(|(_, to)| *to).collect();
    let roots = (0..graph.boxes).filter(|n| !held.contains(n)).chain(0..graph.boxes);
    for root in roots {
        let mut ahead = vec![(root, 0usize)];
        if state.get(root) != Some(&0) {
            continue;
        }
        state[root] = 1;
        while let Some((at, done)) = ahead.pop() {
            match next.get(at).and_then(|list| list.get(done)) {
                Some(to) => {
                    ahead.push((at, done + 1));
                    if state.get(*to) != Some(&1) {
                        forward[at].push(*to);
                    }
                    if state.get(*to) == Some(&0) {
                        state[*to] = 1;
                        ahead.push((*to, 0));
                    }
                }
                None => {
                    state[at] = 2;
                    order.push(at);
                }
            }
        }
    }
    let mut ranks = vec![0usize; graph.boxes];
    for at in order.iter().rev() {
        for to in &forward[*at] {
            ranks[*to] = ranks[*to].max(ranks[*at] + 1);
        }
    }
    // What nobody holds stands right above the first of what it holds.
    for at in order {
        let lowest = forward[at].iter().filter_map(|to| ranks.get(*to)).min();
        if let Some(lowest) = lowest.filter(|_| !held.contains(&at)) {
            ranks[at] = lowest.saturating_sub(1);
        }
    }
    ranks
}

/// Puts the slots of each layer in order, each near the middle of what it is tied to in the layer above, then below.
fn order(graph: &Graph, ranks: &[usize], layers: &mut [Vec<Slot>]) {
    let rank = |n: usize| ranks.get(n).copied().unwrap_or(0);
    // What an arrow is in a layer: its end there, or its way through.
    let at = |arrow: usize, layer: usize| {
        let (from, to) = graph.arrows.get(arrow).copied()?;
        let (upper, lower) = if rank(from) <= rank(to) { (from, to) } else { (to, from) };
        match layer {
            layer if layer == rank(upper) => Some(Slot::Box(upper)),
            layer if layer == rank(lower) => Some(Slot::Box(lower)),
            layer if layer > rank(upper) && layer < rank(lower) => Some(Slot::Way(arrow)),
            _ => None,
        }
    };
    let mut ends: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes];
    for (n, (from, to)) in graph.arrows.iter().enumerate() {
        for end in [*from, *to] {
            if let Some(list) = ends.get_mut(end) {
                list.push(n);
            }
        }
    }
    let arrows_of = |slot: Slot| match slot {
        Slot::Box(n) => ends.get(n).cloned().unwrap_or_default(),
        Slot::Way(n) => vec![n],
    };
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let count = layers.len();
        for step in 1..count {
            let (here, there) = if down { (step, step - 1) } else { (count - 1 - step, count - step) };
            let others = layers.get(there).into_iter().flatten();
            let known: HashMap<Slot, usize> = others.enumerate().map(|(n, slot)| (*slot, n)).collect();
            let mut wished: Vec<(f32, usize, Slot)> = Vec::new();
            for (n, slot) in layers.get(here).into_iter().flatten().enumerate() {
                let arrows = arrows_of(*slot).into_iter();
                let places: Vec<usize> =
                    arrows.filter_map(|arrow| known.get(&at(arrow, there)?).copied()).collect();
                let size = layers.get(there).map_or(1, Vec::len).max(1) as f32;
                let own = n as f32 / layers.get(here).map_or(1, Vec::len).max(1) as f32 * size;
                let middle = match places.len() {
                    0 => own,
                    many => places.iter().sum::<usize>() as f32 / many as f32,
                };
                wished.push((middle, n, *slot));
            }
            wished.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            if let Some(layer) = layers.get_mut(here) {
                *layer = wished.into_iter().map(|(_, _, slot)| slot).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graphs() -> impl Strategy<Value = Graph> {
        (1usize..=15).prop_flat_map(|boxes| {
            let arrows = proptest::collection::vec((0..boxes, 0..boxes), 0..=30);
            arrows.prop_map(move |arrows| Graph { boxes, arrows })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn boxes_and_slots_of_a_layer_never_overlap_and_arrows_pass_every_layer(graph in graphs()) {
            let layers = Layers::new(&graph);
            prop_assert_eq!(&layers, &Layers::new(&graph));
            let mut taken: Vec<(usize, f32, f32)> = Vec::new();
            for place in &layers.places {
                taken.push((place.layer, place.x - layers.slot / 2.0, place.x + layers.slot / 2.0));
            }
            for way in &layers.ways {
                let thin = layers.slot * THIN / 2.0;
                for pair in way.windows(2) {
                    // An arrow from a box to itself has no way.
                    prop_assert!(pair[1].layer == pair[0].layer + 1 || pair[0] == pair[1]);
                }
                for place in way.iter().skip(1).rev().skip(1) {
                    taken.push((place.layer, place.x - thin, place.x + thin));
                }
            }
            for (n, a) in taken.iter().enumerate() {
                prop_assert!(a.1 >= -1e-4 && a.2 <= 1.0 + 1e-4, "{:?}", a);
                for b in &taken[n + 1..] {
                    prop_assert!(a.0 != b.0 || a.2 <= b.1 + 1e-4 || b.2 <= a.1 + 1e-4, "{:?} and {:?}", a, b);
                }
            }
        }

        #[test]
        fn without_circles_who_holds_stands_above(arrows in proptest::collection::vec((0usize..12, 0usize..12), 0..30)) {
            let arrows: Vec<(usize, usize)> = arrows.into_iter().filter(|(a, b)| a < b).collect();
            let layers = Layers::new(&Graph { boxes: 12, arrows: arrows.clone() });
            for (from, to) in arrows {
                prop_assert!(layers.places[from].layer < layers.places[to].layer);
            }
        }
    }
}

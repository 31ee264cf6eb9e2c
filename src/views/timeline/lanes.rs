//! Packing: which lane of its group a bar stands in.
//!
//! It must never look at pixels: lanes come from days alone, so that zooming never reshuffles rows.

/// A bar to be packed: its place in the table of items and the days that it keeps free of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The item.
    pub item: u32,
    /// First day.
    pub first: i32,
    /// Last day of the bar.
    pub last: i32,
    /// Last day of the bar and its label's room; not before `last`.
    pub reserved: i32,
}

/// Bars in lanes: lane by lane, each from early to late.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    spans: Vec<Span>,
    starts: Vec<u32>,
}

impl Lanes {
    /// Gives each bar the uppermost lane that is free from its first day on.
    pub fn pack(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable_by_key(|s| (s.first, std::cmp::Reverse(s.last), s.item));
        let mut free = FreeLanes::default();
        let mut lane_of = Vec::with_capacity(spans.len());
        for span in &spans {
            lane_of.push(free.take(span.first, span.reserved.max(span.last)));
        }
        let mut starts = vec![0u32; free.len() + 1];
        lane_of.iter().for_each(|lane| starts[lane + 1] += 1);
        for lane in 1..starts.len() {
            starts[lane] += starts[lane - 1];
        }
        let mut next = starts.clone();
        let mut sorted = spans.clone();
        for (span, lane) in spans.iter().zip(lane_of) {
            sorted[next[lane] as usize] = *span;
            next[lane] += 1;
        }
        Self { spans: sorted, starts }
    }

    /// How many lanes there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The bars of a lane, early to late.
    pub fn lane(&self, lane: usize) -> &[Span] {
        match (self.starts.get(lane), self.starts.get(lane + 1)) {
            (Some(a), Some(b)) => &self.spans[*a as usize..*b as usize],
            _ => &[],
        }
    }

    /// Every bar with its lane.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Span)> {
        (0..self.len()).flat_map(|lane| self.lane(lane).iter().map(move |s| (lane, s)))
    }
}

/// Lanes by the day until which they are taken, in a tree of minima: the uppermost free one is found
/// in the logarithm of their number.
#[derive(Debug, Default)]
struct FreeLanes {
    tree: Vec<i32>,
    capacity: usize,
    used: usize,
}

impl FreeLanes {
    fn len(&self) -> usize {
        self.used
    }

    /// Takes the uppermost lane free before `first` until `last`.
    fn take(&mut self, first: i32, last: i32) -> usize {
        if self.used == self.capacity && self.tree.get(1).is_none_or(|min| *min >= first) {
            self.grow();
        }
        let mut node = 1;
        while node < self.capacity {
            node *= 2;
            if self.tree[node] >= first {
                node += 1;
            }
        }
        let lane = node - self.capacity;
        self.used = self.used.max(lane + 1);
        self.tree[node] = last;
        while node > 1 {
            node /= 2;
            self.tree[node] = self.tree[node * 2].min(self.tree[node * 2 + 1]);
        }
        lane
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.tree);
        let (before, capacity) = (self.capacity, (self.capacity * 2).max(8));
        self.tree = vec![i32::MIN; capacity * 2];
        self.tree[capacity..capacity + before].copy_from_slice(&old[before..before * 2]);
        for node in (1..capacity).rev() {
            self.tree[node] = self.tree[node * 2].min(self.tree[node * 2 + 1]);
        }
        self.capacity = capacity;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec((0i32..400, 0i32..90, 0i32..40), 0..200).prop_map(|list| {
            list.into_iter()
                .zip(0..)
                .map(|((first, len, label), item)| Span {
                    item,
                    first,
                    last: first + len,
                    reserved: first + len + label,
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn lanes_never_overlap_and_hold_every_bar_once(spans in spans()) {
            let lanes = Lanes::pack(spans.clone());
            let mut seen: Vec<u32> = lanes.iter().map(|(_, s)| s.item).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..spans.len() as u32).collect::<Vec<_>>());
            for lane in 0..lanes.len() {
                for pair in lanes.lane(lane).windows(2) {
                    prop_assert!(pair[0].reserved < pair[1].first);
                }
            }
        }

        #[test]
        fn there_are_no_more_lanes_than_bars_at_once(spans in spans()) {
            let most = (0..600)
                .map(|day| spans.iter().filter(|s| s.first <= day && day <= s.reserved).count())
                .max()
                .unwrap_or(0);
            prop_assert_eq!(Lanes::pack(spans).len(), most);
        }
    }
}

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

impl Span {
    /// The last day that no other bar of its lane may stand on.
    fn end(&self) -> i32 {
        self.reserved.max(self.last).max(self.first)
    }
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
        sort_by_day(&mut spans, |s| !s.last);
        sort_by_day(&mut spans, |s| s.first);
        let mut ends: Vec<u32> = (0..spans.len() as u32).collect();
        sort_by_day(&mut ends, |n| spans[*n as usize].end());
        let mut ends = ends.into_iter().peekable();
        let mut free = FreeLanes::new(spans.len());
        let mut lane_of: Vec<u32> = Vec::with_capacity(spans.len());
        for span in &spans {
            while let Some(ended) = ends.next_if(|n| spans[*n as usize].end() < span.first) {
                free.give(lane_of[ended as usize]);
            }
            lane_of.push(free.take());
        }
        let mut starts = vec![0u32; free.used as usize + 1];
        lane_of.iter().for_each(|lane| starts[*lane as usize + 1] += 1);
        for lane in 1..starts.len() {
            starts[lane] += starts[lane - 1];
        }
        let mut next = starts.clone();
        let mut sorted = spans.clone();
        for (span, lane) in spans.iter().zip(lane_of) {
            let place = &mut next[lane as usize];
            sorted[*place as usize] = *span;
            *place += 1;
        }
        Self { spans: sorted, starts }
    }

    /// How many lanes there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The bars of some lanes, lane by lane.
    pub fn between(&self, lanes: std::ops::Range<usize>) -> &[Span] {
        let place = |lane: usize| self.starts.get(lane).or(self.starts.last()).map_or(0, |n| *n as usize);
        &self.spans[place(lanes.start)..place(lanes.end.max(lanes.start))]
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

/// Lanes that were given back, as bits under bits that tell which words have any: the uppermost one is
/// found in as many steps as there are levels, four for a million lanes.
#[derive(Debug)]
struct FreeLanes {
    levels: Vec<Vec<u64>>,
    used: u32,
}

impl FreeLanes {
    /// No lane yet, and never more than so many.
    fn new(most: usize) -> Self {
        let mut levels = Vec::new();
        let mut len = most.max(1);
        while len > 1 || levels.is_empty() {
            len = len.div_ceil(64);
            levels.push(vec![0; len]);
        }
        Self { levels, used: 0 }
    }

    /// The uppermost free lane.
    fn take(&mut self) -> u32 {
        let mut lane = 0usize;
        for level in self.levels.iter().rev() {
            let word = level[lane];
            if word == 0 {
                self.used += 1;
                return self.used - 1;
            }
            lane = lane * 64 + word.trailing_zeros() as usize;
        }
        let mut at = lane;
        for level in &mut self.levels {
            level[at / 64] &= !(1 << (at % 64));
            at /= 64;
            if level[at] != 0 {
                break;
            }
        }
        lane as u32
    }

    fn give(&mut self, lane: u32) {
        let mut at = lane as usize;
        for level in &mut self.levels {
            level[at / 64] |= 1 << (at % 64);
            at /= 64;
        }
    }
}

/// Sorts by a day and keeps the order of what has the same one: in one pass where days are few.
fn sort_by_day<T: Copy>(list: &mut Vec<T>, day: impl Fn(&T) -> i32) {
    let days = || list.iter().map(|t| i64::from(day(t)));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return };
    let range = (last - first) as usize + 1;
    if range > list.len() * 2 {
        list.sort_by_key(day);
        return;
    }
    let place = |t: &T| (i64::from(day(t)) - first) as usize;
    let mut next = vec![0u32; range + 1];
    list.iter().for_each(|t| next[place(t) + 1] += 1);
    for n in 1..next.len() {
        next[n] += next[n - 1];
    }
    let mut sorted = list.clone();
    for t in list.iter() {
        let place = &mut next[place(t)];
        sorted[*place as usize] = *t;
        *place += 1;
    }
    *list = sorted;
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

        #[test]
        fn each_bar_has_the_uppermost_lane_that_is_free(spans in spans()) {
            let mut sorted = spans.clone();
            sorted.sort_by_key(|s| (s.first, std::cmp::Reverse(s.last), s.item));
            let mut taken: Vec<i32> = Vec::new();
            let mut wanted = vec![0; spans.len()];
            for span in sorted {
                let lane = taken.iter().position(|last| *last < span.first).unwrap_or(taken.len());
                if lane == taken.len() {
                    taken.push(0);
                }
                taken[lane] = span.reserved;
                wanted[span.item as usize] = lane;
            }
            for (lane, span) in Lanes::pack(spans).iter() {
                prop_assert_eq!(lane, wanted[span.item as usize]);
            }
        }
    }
}

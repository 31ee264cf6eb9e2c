//! A crowd's lanes with sums over blocks of them: how many bars of any band of lanes begin when.
//!
//! It must never take longer to answer for more bars: large bands are answered from sums, and only bands
//! with few bars are looked through.

use super::lanes::{Lanes, Span};
use super::sums::{Steps, Sums};

/// Blocks are halved until they hold about so many bars.
const FEW: usize = 2048;
/// The most sums that are kept of a crowd, over all of its blocks.
const MOST: usize = 4 << 20;

/// An equal part of a crowd's lanes: the whole is halved `level` times, `index` counts from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Band {
    /// How often the whole is halved.
    pub level: u32,
    /// Which of the parts it is, the uppermost first.
    pub index: u32,
}

impl Band {
    /// All lanes.
    pub const WHOLE: Self = Self { level: 0, index: 0 };

    /// Its upper and lower half.
    pub fn halves(self) -> [Self; 2] {
        [0, 1].map(|half| Self { level: self.level + 1, index: self.index * 2 + half })
    }

    /// Its lanes, of so many.
    pub fn lanes(self, of: usize) -> std::ops::Range<usize> {
        let edge = |n: u32| (n as usize * of).div_ceil(1 << self.level);
        edge(self.index)..edge(self.index + 1)
    }
}

/// How many items begin between each two days that follow one another, and how many run on into each day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// One less than there are days.
    pub begin: Vec<u32>,
    /// On each of these days, how many began before it and end on it or later.
    pub running: Vec<u32>,
}

impl Counts {
    /// A whole group's, from its sums; `days` ascend.
    pub fn of_sums(sums: &Sums, days: &[i32]) -> Self {
        let count = |pair: &[i32]| sums.count(f64::from(pair[0]), f64::from(pair[1]));
        let running = days.iter().map(|day| sums.running(f64::from(*day))).collect();
        Self { begin: days.windows(2).map(count).collect(), running }
    }

    /// Both together.
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |a: &[u32], b: &[u32]| a.iter().zip(b).map(|(a, b)| a + b).collect();
        Self { begin: sum(&self.begin, &other.begin), running: sum(&self.running, &other.running) }
    }

    /// How many began before the first day and end on it or later.
    pub fn before(&self) -> u32 {
        self.running.first().copied().unwrap_or(0)
    }

    /// The most in one stretch.
    pub fn most(&self) -> u32 {
        self.begin.iter().copied().max().unwrap_or(0)
    }
}

/// Lanes, and sums over blocks of them: what lies in the blocks above and to the left.
#[derive(Debug, Clone)]
pub struct Packed {
    lanes: Lanes,
    /// How many lanes the crowd has room for.
    of: usize,
    /// How often the whole is halved down to blocks.
    depth: u32,
    steps: Steps,
    begun: Vec<u32>,
    ended: Vec<u32>,
}

impl Packed {
    /// Packs bars into at most `of` lanes.
    pub fn new(spans: Vec<Span>, of: usize, steps: Steps) -> Self {
        let lanes = Lanes::pack(spans);
        let count = lanes.between(0..lanes.len()).len();
        let mut depth = 0;
        while count >> depth > FEW && 1 << (depth + 1) <= of && steps.len() << (depth + 1) <= MOST {
            depth += 1;
        }
        let (rows, width) = ((1usize << depth) + 1, steps.len());
        let mut packed = Self { lanes, of, depth, steps, begun: Vec::new(), ended: Vec::new() };
        if depth == 0 {
            return packed;
        }
        (packed.begun, packed.ended) = (vec![0; rows * width], vec![0; rows * width]);
        for index in 0..1u32 << depth {
            let row = (index as usize + 1) * width;
            for span in packed.lanes.between(Band { level: depth, index }.lanes(of)) {
                packed.begun[row + steps.of(span.first) + 1] += 1;
                packed.ended[row + steps.of(span.last) + 1] += 1;
            }
        }
        for sums in [&mut packed.begun, &mut packed.ended] {
            for row in 1..rows {
                let (above, below) = sums.split_at_mut(row * width);
                let above = &above[(row - 1) * width..];
                let mut sum = 0;
                for (slot, above) in below.iter_mut().zip(above).take(width) {
                    sum += *slot;
                    *slot = sum + above;
                }
            }
        }
        packed
    }

    /// The bars in their lanes.
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// How many bars of a band begin between which of these days, which ascend.
    pub fn counts(&self, band: Band, days: &[i32]) -> Counts {
        if band.level <= self.depth && self.depth > 0 {
            self.summed(band, days)
        } else {
            self.looked_up(band, days)
        }
    }

    fn summed(&self, band: Band, days: &[i32]) -> Counts {
        let (width, by) = (self.steps.len(), self.depth - band.level);
        let (above, below) = ((band.index as usize) << by, (band.index as usize + 1) << by);
        let sum = |sums: &[u32], at: usize| sums[below * width + at] - sums[above * width + at];
        let places: Vec<usize> = days.iter().map(|day| self.steps.before(f64::from(*day))).collect();
        let begun: Vec<u32> = places.iter().map(|at| sum(&self.begun, *at)).collect();
        let running = |(at, begun): (&usize, &u32)| begun.saturating_sub(sum(&self.ended, *at));
        let running = places.iter().zip(&begun).map(running).collect();
        Counts { begin: begun.windows(2).map(|pair| pair[1] - pair[0]).collect(), running }
    }

    fn looked_up(&self, band: Band, days: &[i32]) -> Counts {
        let mut begin = vec![0; days.len().saturating_sub(1)];
        // First what is added to those running from one day to the next, and what is gone.
        let mut running = vec![0i32; days.len() + 1];
        if let (Some(from), Some(to)) = (days.first(), days.last()) {
            let range = band.lanes(self.of);
            for lane in range.start..range.end.min(self.lanes.len()) {
                let spans = self.lanes.lane(lane);
                let mut at = 0;
                let visible = &spans[spans.partition_point(|s| s.last < *from)..];
                for span in visible.iter().take_while(|s| s.first < *to) {
                    while at < days.len() && days[at] <= span.first {
                        at += 1;
                    }
                    if at > 0 {
                        begin[at - 1] += 1;
                    }
                    running[at] += 1;
                    let ends = days[at..].iter().take_while(|day| **day <= span.last).count();
                    running[at + ends] -= 1;
                    at += ends;
                }
            }
        }
        let sums = running.iter().take(days.len()).scan(0, |sum, n| {
            *sum += n;
            u32::try_from(*sum).ok()
        });
        Counts { begin, running: sums.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec((0i32..400, 0i32..90), 1..200).prop_map(|list| {
            let span = |((first, len), item)| Span { item, first, last: first + len, reserved: first + len };
            list.into_iter().zip(0..).map(span).collect()
        })
    }

    proptest! {
        #[test]
        fn the_number_of_lanes_is_known_before_they_are_packed(spans in spans()) {
            let mut sums = Sums::new((Day(-3), Day(500)));
            spans.iter().for_each(|s| sums.add(Day(s.first), Day(s.last)));
            sums.finish();
            prop_assert_eq!(Lanes::pack(spans).len(), sums.most_at_once() as usize);
        }

        #[test]
        fn over_centuries_lanes_are_never_fewer_than_needed(spans in spans()) {
            let mut sums = Sums::new((Day(-40_000), Day(70_000)));
            spans.iter().for_each(|s| sums.add(Day(s.first), Day(s.last)));
            sums.finish();
            prop_assert!(Lanes::pack(spans).len() <= sums.most_at_once() as usize);
        }

        #[test]
        fn bands_count_what_stands_in_their_lanes(
            spans in spans(), copies in 1usize..40, level in 0u32..6, part in 0.0f64..1.0,
            mut days in proptest::collection::vec(-20i32..520, 2..12),
        ) {
            days.sort_unstable();
            let many: Vec<Span> = (0..copies).flat_map(|_| spans.clone()).collect();
            let of = Lanes::pack(many.clone()).len() + copies % 3;
            let packed = Packed::new(many, of, Steps::new((Day(0), Day(500))));
            let band = Band { level, index: (part * f64::from(1 << level)) as u32 };
            let lanes = band.lanes(of);
            let inside = |lane: usize| lanes.contains(&lane);
            let here: Vec<&Span> = packed.lanes().iter().filter(|(l, _)| inside(*l)).map(|(_, s)| s).collect();
            let begin = |a: i32, b: i32| here.iter().filter(|s| a <= s.first && s.first < b).count() as u32;
            let wanted: Vec<u32> = days.windows(2).map(|d| begin(d[0], d[1])).collect();
            let on = |day: i32| here.iter().filter(|s| s.first < day && s.last >= day).count() as u32;
            let running: Vec<u32> = days.iter().map(|day| on(*day)).collect();
            let counts = packed.counts(band, &days);
            prop_assert_eq!(&counts.begin, &wanted);
            prop_assert_eq!(&counts.running, &running);
            let [above, below] = band.halves().map(|half| packed.counts(half, &days));
            prop_assert_eq!(above.plus(&below), counts);
        }
    }
}

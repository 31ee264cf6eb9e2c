//! Counts sorted into at most four classes with round limits: which step of the ramp a region gets.
//!
//! It must never make a class that nothing falls into.

/// The classes of one map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Classes {
    /// The smallest count of each class, ascending.
    lowest: Vec<u32>,
    highest: u32,
    /// They are of a single region.
    is_one: bool,
}

const MOST: usize = 4;

impl Classes {
    /// The palest step alone: where there is one region, its fill says no more than which it is.
    fn of_one(count: u32) -> Self {
        Self { lowest: vec![count], highest: count, is_one: true }
    }

    /// Classes that spread these counts as evenly as round limits can; a count of 0 is in none.
    pub(super) fn new(counts: impl Iterator<Item = u32>) -> Self {
        let mut counts: Vec<u32> = counts.filter(|c| *c > 0).collect();
        counts.sort_unstable();
        if let [count] = counts.as_slice() {
            return Self::of_one(*count);
        }
        let (Some(&least), Some(&highest)) = (counts.first(), counts.last()) else { return Self::default() };
        // A limit at or below the least count would leave the first class empty.
        let limits: Vec<u32> =
            round_numbers().skip_while(|n| *n <= least).take_while(|n| *n <= highest).collect();
        let mut best: (f64, Vec<u32>) = (cost(&counts, &[]), Vec::new());
        let mut try_limits = |chosen: &[u32]| {
            let cost = cost(&counts, chosen);
            if cost < best.0 {
                best = (cost, chosen.to_vec());
            }
        };
        for (i, a) in limits.iter().enumerate() {
            try_limits(&[*a]);
            for (j, b) in limits.iter().enumerate().skip(i + 1) {
                try_limits(&[*a, *b]);
                limits.iter().skip(j + 1).for_each(|c| try_limits(&[*a, *b, *c]));
            }
        }
        let lowest = std::iter::once(1).chain(best.1).collect();
        Self { lowest, highest, is_one: false }
    }

    /// The step of the ramp for a count; `None` for 0.
    pub(super) fn step(&self, count: u32) -> Option<u8> {
        // What has not begun yet is less than what the classes were made of.
        let class = if self.is_one { (count > 0).then_some(0) } else { self.class(count) }?;
        Some(self.step_of_class(class))
    }

    fn class(&self, count: u32) -> Option<usize> {
        self.lowest.iter().rposition(|low| *low <= count)
    }

    /// Fewer classes than steps take the darker steps, which stand out from land.
    fn step_of_class(&self, class: usize) -> u8 {
        let step = match self.lowest.len() {
            1 if self.is_one => 0,
            1 => 2,
            2 => 1 + 2 * class,
            n => class + MOST.saturating_sub(n),
        };
        u8::try_from(step).unwrap_or(3)
    }

    /// Each class: its step, and its counts in words.
    pub(super) fn labels(&self) -> impl Iterator<Item = (u8, String)> + '_ {
        self.lowest.iter().enumerate().map(|(class, &low)| {
            let high = self.lowest.get(class + 1).map_or(self.highest, |next| next - 1);
            let last = class + 1 == self.lowest.len();
            let label = match (last, low == high) {
                (_, true) => low.to_string(),
                (true, false) if class > 0 => format!("{low}+"),
                _ => format!("{low}–{high}"),
            };
            (self.step_of_class(class), label)
        })
    }
}

/// How unevenly counts fall into classes; more classes are better where they part different counts.
fn cost(counts: &[u32], limits: &[u32]) -> f64 {
    let (mut start, mut lower) = (0, 1);
    let mut cost = 0.0;
    for limit in limits.iter().copied().chain([u32::MAX]) {
        let end = counts.partition_point(|c| *c < limit);
        let class = counts.get(start..end).unwrap_or_default();
        let (Some(low), Some(high)) = (class.first(), class.last()) else { return f64::MAX };
        // Wide classes hide differences, full ones too.
        cost += class.len() as f64 * (1.0 + (f64::from(*high) / f64::from(*low)).ln());
        cost += (class.len() as f64).powi(2) * 0.05;
        // Of limits that part the same counts, the rounder and the more central ones.
        if let Some(below) = start.checked_sub(1).and_then(|n| counts.get(n)) {
            let middle = (f64::from(*below) * f64::from(*low)).sqrt();
            let plain = matches!(figures(lower), 1 | 2 | 5);
            cost += 0.01 * (f64::from(lower) / middle).ln().abs() + if plain { 0.0 } else { 0.02 };
        }
        lower = limit;
        start = end;
    }
    cost
}

/// A number without the noughts at its end.
fn figures(n: u32) -> u32 {
    std::iter::successors(Some(n), |n| (n % 10 == 0 && *n > 0).then_some(n / 10)).last().unwrap_or(n)
}

/// 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 100, 150, …
fn round_numbers() -> impl Iterator<Item = u32> {
    let tens = std::iter::successors(Some(10u32), |n| n.checked_mul(10));
    [2, 3, 4, 5].into_iter().chain(tens.flat_map(|ten| {
        [10u32, 15, 20, 30, 40, 50].into_iter().filter_map(move |n| (ten / 10).checked_mul(n))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(counts: &[u32]) -> Vec<String> {
        Classes::new(counts.iter().copied()).labels().map(|(_, label)| label).collect()
    }

    #[test]
    fn limits_are_round_and_part_what_differs() {
        assert_eq!(labels(&[41, 14, 13]), ["1–19", "20+"]);
        assert_eq!(labels(&[1, 1, 1]), ["1"]);
        assert_eq!(labels(&[]), [""; 0]);
        assert_eq!(labels(&[0, 0]), [""; 0]);
        assert_eq!(labels(&[2, 7, 30, 200]), ["1–4", "5–19", "20–99", "100+"]);
        let many: Vec<u32> = (1..=200).collect();
        assert_eq!(labels(&many).len(), 4);
    }

    proptest! {
        #[test]
        fn every_count_has_a_class_and_no_class_is_empty(counts in proptest::collection::vec(0u32..5000, 0..60)) {
            let classes = Classes::new(counts.iter().copied());
            let steps: Vec<_> = counts.iter().map(|c| classes.step(*c)).collect();
            for (count, step) in counts.iter().zip(&steps) {
                prop_assert_eq!(*count == 0, step.is_none());
            }
            let mut ordered: Vec<_> = counts.iter().copied().zip(steps.iter().copied()).collect();
            ordered.sort_unstable();
            prop_assert!(ordered.windows(2).all(|w| w[0].1 <= w[1].1), "more items, darker");
            prop_assert!(classes.labels().all(|(step, _)| steps.contains(&Some(step))));
            prop_assert!(classes.labels().count() <= 4);
        }
    }
}

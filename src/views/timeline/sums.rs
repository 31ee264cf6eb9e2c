//! How many items of a group begin and end by which day, summed up from the left.
//!
//! It must never be asked item by item: every answer is a difference of two sums.

use super::axis::Unit;
use crate::date::Day;

/// Days are summed up in at most so many steps over the whole plan.
const STEPS: i32 = 16_384;
/// Where at least this share of items begins with a unit of the calendar, their dates are no finer.
const COARSE: f64 = 0.95;

/// Stretches of days of equal length over a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    first: i32,
    step: i32,
    len: usize,
}

impl Steps {
    /// Days one by one, or, over a long plan, several at a time.
    pub fn new((first, last): (Day, Day)) -> Self {
        let days = last.0 - first.0 + 1;
        let step = days / STEPS + 1;
        Self { first: first.0, step, len: (days / step + 2) as usize }
    }

    /// How many sums there are: one more than steps.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The step that holds a day.
    pub fn of(&self, day: i32) -> usize {
        let days = day - self.first;
        // Dividing takes longer than all the rest, and plans of a few decades need none.
        let step = if self.step == 1 { days } else { days / self.step };
        (step.max(0) as usize).min(self.len - 2)
    }

    /// The sum that tells what lies before a day.
    pub fn before(&self, day: f64) -> usize {
        let at = ((day - f64::from(self.first)) / f64::from(self.step)).ceil();
        at.clamp(0.0, (self.len - 1) as f64) as usize
    }

    /// The first day of a step.
    pub fn day(&self, step: usize) -> i32 {
        self.first + step as i32 * self.step
    }

    /// The shortest stretch of days that can be told apart.
    pub fn shortest(&self) -> f64 {
        f64::from(self.step)
    }
}

/// Beginnings and ends of a group's items.
#[derive(Debug, Clone)]
pub struct Sums {
    steps: Steps,
    begun: Vec<u32>,
    ended: Vec<u32>,
}

impl Sums {
    /// Of nothing, for a plan's first and last day.
    pub(super) fn new(extent: (Day, Day)) -> Self {
        let steps = Steps::new(extent);
        Self { steps, begun: vec![0; steps.len()], ended: vec![0; steps.len()] }
    }

    /// Takes an item in; sums are not yet sums before [`Self::finish`].
    pub(super) fn add(&mut self, first: Day, last: Day) {
        self.begun[self.steps.of(first.0) + 1] += 1;
        self.ended[self.steps.of(last.0) + 1] += 1;
    }

    pub(super) fn finish(&mut self) {
        for sums in [&mut self.begun, &mut self.ended] {
            let mut sum = 0;
            for slot in sums {
                sum += *slot;
                *slot = sum;
            }
        }
    }

    /// The steps that days are summed up in.
    pub fn steps(&self) -> Steps {
        self.steps
    }

    /// How many begin from one day up to, not including, another.
    pub fn count(&self, from: f64, to: f64) -> u32 {
        let sum = |day: f64| self.begun[self.steps.before(day)];
        sum(to).saturating_sub(sum(from))
    }

    /// How many begin before a day and end on it or later.
    pub fn running(&self, day: f64) -> u32 {
        let at = self.steps.before(day);
        self.begun[at].saturating_sub(self.ended[at])
    }

    /// The most that run at once within some days.
    pub fn most_running(&self, from: f64, to: f64) -> u32 {
        let (first, last) = (self.steps.before(from), self.steps.before(to));
        let within = self.begun[first..=last].iter().skip(1).zip(&self.ended[first..=last]);
        let most = within.map(|(begun, ended)| begun - ended).max().unwrap_or(0);
        most.max(self.running(from))
    }

    /// The most that run at once: never fewer lanes than this are needed, nor more where days are summed up
    /// one by one.
    pub fn most_at_once(&self) -> u32 {
        let at_once = self.begun.iter().skip(1).zip(&self.ended).map(|(begun, ended)| begun - ended);
        at_once.max().unwrap_or(0)
    }

    /// The first day on which one begins and the last one on which one ends, or the steps that hold them.
    pub fn extent(&self) -> (i32, i32) {
        let all = self.begun.last().copied().unwrap_or(0);
        let first = self.begun.partition_point(|n| *n == 0).saturating_sub(1);
        let last = self.ended.partition_point(|n| *n < all);
        (self.steps.day(first), self.steps.day(last) - 1)
    }

    /// The finest unit in which it makes sense to count: where dates are months, weeks and days would only
    /// show which of them are a month's first.
    pub fn finest(&self) -> Unit {
        if self.steps.step > 1 {
            return Unit::Month;
        }
        let (first, last) = self.extent();
        let all = f64::from(self.begun.last().copied().unwrap_or(0));
        let coarse = |unit: &Unit| {
            let starts = std::iter::successors(Some(unit.start(Day(first), 1)), |day| Some(unit.next(*day)));
            let starts = starts.take_while(|day| day.0 <= last);
            let at_start: u32 = starts.map(|d| self.count(f64::from(d.0), f64::from(d.0 + 1))).sum();
            f64::from(at_start) >= all * COARSE
        };
        [Unit::Year, Unit::Half, Unit::Quarter, Unit::Month].into_iter().find(coarse).unwrap_or(Unit::Day)
    }
}

//! The states that a person went through, in one list: back and forward, undo and redo walk it.
//!
//! It must never hold one state twice in a row, nor forget the present one.

/// How a state came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<M> {
    /// By one deliberate act.
    Step,
    /// By one of many small acts that follow each other closely, such as dragging; what moved says which of
    /// them belong together.
    Move(M),
    /// By choosing another record: back returns from it, undo passes it by.
    Choice,
}

/// A list of states with the present one among them.
#[derive(Debug, Clone)]
pub struct History<T, M> {
    entries: Vec<Entry<T, M>>,
    at: usize,
}

#[derive(Debug, Clone)]
struct Entry<T, M> {
    state: T,
    by: Change<M>,
    /// When it was last moved, in seconds.
    time: f64,
}

/// No more states than this are kept.
const KEPT: usize = 200;
/// Moves that follow each other within so many seconds are one.
const MERGES: f64 = 1.0;

impl<T: PartialEq + Clone, M: PartialEq + Copy> History<T, M> {
    /// A list of one state.
    pub fn new(state: T) -> Self {
        Self { entries: vec![Entry { state, by: Change::Step, time: 0.0 }], at: 0 }
    }

    /// The present state.
    pub fn now(&self) -> &T {
        &self.entries[self.at].state
    }

    /// A new present state, which a change brought about at a time in seconds. States that lay ahead are
    /// forgotten. False where it is the present one already.
    pub fn push(&mut self, state: T, by: Change<M>, time: f64) -> bool {
        if *self.now() == state {
            return false;
        }
        let is_last = self.at + 1 == self.entries.len();
        self.entries.truncate(self.at + 1);
        let now = &mut self.entries[self.at];
        let goes_on = matches!(by, Change::Move(_)) && now.by == by && (time - now.time).abs() < MERGES;
        if goes_on && is_last && self.at > 0 {
            (now.state, now.time) = (state, time);
            return true;
        }
        self.entries.push(Entry { state, by, time });
        if self.entries.len() > KEPT {
            self.entries.remove(0);
        }
        self.at = self.entries.len() - 1;
        true
    }

    /// Corrects the present state, without a step.
    pub fn amend(&mut self, change: impl FnOnce(&mut T)) {
        change(&mut self.entries[self.at].state);
    }

    /// To the state before; false at the first.
    pub fn back(&mut self) -> bool {
        let can = self.can_go_back();
        self.at -= usize::from(can);
        can
    }

    /// To the state after; false at the last.
    pub fn forward(&mut self) -> bool {
        let can = self.can_go_forward();
        self.at += usize::from(can);
        can
    }

    /// Whether a state lies before the present one.
    pub fn can_go_back(&self) -> bool {
        self.at > 0
    }

    /// Whether a state lies after the present one.
    pub fn can_go_forward(&self) -> bool {
        self.at + 1 < self.entries.len()
    }

    /// To the state before the last change that was no choice; `keep` carries over what was chosen since, from
    /// the state that is left to the one returned to. False where nothing can be undone.
    pub fn undo(&mut self, keep: impl FnOnce(&T, &mut T)) -> bool {
        let Some(change) = (1..=self.at).rev().find(|n| self.entries[*n].by != Change::Choice) else {
            return false;
        };
        let left = (change < self.at).then(|| self.now().clone());
        self.at = change - 1;
        if let Some(left) = left {
            self.amend(|state| keep(&left, state));
        }
        true
    }

    /// To the state after the next change that is no choice; false where nothing can be done again.
    pub fn redo(&mut self) -> bool {
        let ahead = self.at + 1..self.entries.len();
        let Some(change) = ahead.into_iter().find(|n| self.entries[*n].by != Change::Choice) else {
            return false;
        };
        self.at = change;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Change::{Choice, Move, Step};

    fn history(changes: &[(i32, Change<u8>)]) -> History<i32, u8> {
        let mut history = History::new(0);
        for (n, (state, by)) in changes.iter().enumerate() {
            history.push(*state, *by, n as f64 * 0.1);
        }
        history
    }

    #[test]
    fn forward_undoes_back_and_a_new_step_forgets_the_future() {
        let mut h = history(&[(1, Step), (2, Step)]);
        assert!(h.back() && *h.now() == 1);
        assert!(h.back() && *h.now() == 0);
        assert!(!h.back());
        assert!(h.forward() && *h.now() == 1);
        h.push(9, Step, 5.0);
        assert!(!h.forward());
        assert!(h.back() && *h.now() == 1);
    }

    #[test]
    fn moves_of_one_thing_within_a_second_are_one() {
        let mut h = history(&[(1, Move(1)), (2, Move(1)), (3, Move(2)), (4, Move(2))]);
        assert!(h.back() && *h.now() == 2);
        assert!(h.back() && *h.now() == 0);
        let mut h = history(&[(1, Move(1))]);
        h.push(2, Move(1), 3.0);
        assert!(h.back() && *h.now() == 1);
    }

    #[test]
    fn undo_passes_choices_by_and_keeps_what_was_chosen() {
        let mut h = history(&[(10, Step), (20, Step), (21, Choice), (22, Choice)]);
        assert!(h.undo(|left, state| *state += left % 10));
        assert_eq!(*h.now(), 12);
        assert!(h.redo() && *h.now() == 20);
        let mut h = history(&[(21, Choice)]);
        assert!(!h.undo(|_, _| {}));
        assert!(h.back() && *h.now() == 0);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut h: History<i32, u8> = History::new(0);
        (1..1000).for_each(|n| assert!(h.push(n, Step, 0.0)));
        let mut steps = 0;
        while h.back() {
            steps += 1;
        }
        assert_eq!((steps, *h.now()), (KEPT as i32 - 1, 1000 - KEPT as i32));
    }
}

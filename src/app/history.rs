//! Back and forward through what was looked at. It must never hold a step twice in a row.

/// A line of states with a place in it.
#[derive(Debug, Clone)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

/// No more steps than this are kept.
const KEPT: usize = 200;

impl<T: PartialEq + Clone> History<T> {
    /// Without any step.
    pub fn new() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }

    /// Remembers what was looked at before a change.
    pub fn left(&mut self, state: T) {
        if self.past.last() == Some(&state) {
            return;
        }
        self.past.push(state);
        self.future.clear();
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
    }

    /// The state before, given the one that is left.
    pub fn back(&mut self, now: T) -> Option<T> {
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// The state after, given the one that is left.
    pub fn forward(&mut self, now: T) -> Option<T> {
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forward_undoes_back_and_a_new_step_forgets_the_future() {
        let mut h = History::new();
        h.left(1);
        h.left(2);
        assert_eq!(h.back(3), Some(2));
        assert_eq!(h.back(2), Some(1));
        assert_eq!(h.back(1), None);
        assert_eq!(h.forward(1), Some(2));
        h.left(2);
        assert_eq!(h.forward(9), None);
    }
}

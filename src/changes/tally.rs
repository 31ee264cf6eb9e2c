//! How many items became what, in numbers and in a sentence.
//!
//! It must never count an item twice where each is said to count once.

use super::words::edition;
use crate::plan::{BitSet, Change, Plan};

/// How many of some items became what, each counted once, by its weightiest change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [usize; Change::ALL.len()],
}

/// Counts some items of a plan that is set against another.
pub fn tally(plan: &Plan, items: &BitSet) -> Tally {
    let mut tally = Tally::default();
    for item in items.iter() {
        if let Some(became) = plan.became(plan.items().thing(item)) {
            tally.counts[became.weightiest() as usize] += 1;
        }
    }
    tally
}

impl Tally {
    /// How many became this above all.
    pub fn of(&self, change: Change) -> usize {
        self.counts[change as usize]
    }

    /// How many both editions speak of.
    pub fn in_both(&self) -> usize {
        self.counts.iter().sum::<usize>() - self.of(Change::New) - self.of(Change::Silent)
    }

    /// How many of those are not as they were.
    pub fn changed(&self) -> usize {
        self.in_both() - self.of(Change::Same)
    }

    /// Every change that something became, the weightiest first, with how many did.
    pub fn all(&self) -> impl Iterator<Item = (Change, usize)> + '_ {
        Change::ALL.iter().map(|change| (*change, self.of(*change))).filter(|(_, count)| *count > 0)
    }

    /// "3 later, 5 may be later, 31 not mentioned any more, 60 new"; "nothing changed" where all is as it was.
    pub fn words(&self) -> String {
        let said = self.all().filter(|(change, _)| *change != Change::Same);
        let said: Vec<String> = said.map(|(change, count)| format!("{count} {}", change.counted())).collect();
        if said.is_empty() { "nothing changed".to_owned() } else { said.join(", ") }
    }

    /// The same with both editions before it: "2026 against 2022: 3 later".
    pub fn sentence(&self, plan: &Plan) -> String {
        let older = plan.against().map(|against| edition(&against.about)).unwrap_or_default();
        format!("{} against {older}: {}", edition(plan.about()), self.words())
    }
}

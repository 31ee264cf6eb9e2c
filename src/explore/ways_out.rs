//! Ways out of a filter that keeps nothing: what each condition leaves out, and what a wider one would bring.
//!
//! It must never change a filter: it only tells which others there are.

use super::dates::{DateKey, Stretch};
use super::filter::{Choice, Filter};
use super::index::Index;
use crate::date::{Day, Part};
use crate::plan::{BitSet, Facet, Plan};
use std::cmp::Reverse;

/// More values than these of what taking a condition away brings are not told.
const TOLD: usize = 3;

/// One condition of a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The condition alone.
    pub alone: Filter,
    /// The filter without it.
    pub without: Filter,
}

/// What becomes of a filter without one of its conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct WayOut {
    /// The condition, as a query.
    pub condition: String,
    /// The filter without it, as a query.
    pub query: String,
    /// How many items match then.
    pub count: usize,
    /// How many items match the condition alone.
    pub alone: usize,
    /// What would come, in words: "4 of Renault, 4 of Nissan". Empty where nothing would.
    pub brings: String,
}

/// A condition that asks for a little more.
#[derive(Debug, Clone, PartialEq)]
pub struct Wider {
    /// The wider condition, as a query.
    pub condition: String,
    /// The filter with it, as a query.
    pub query: String,
    /// How many items match then.
    pub count: usize,
}

impl Filter {
    /// Its conditions: what is asked of a facet is one, each word another.
    pub fn conditions(&self) -> Vec<Condition> {
        let mut found = Vec::new();
        let mut add = |alone: Self, without: Self| found.push(Condition { alone, without });
        for (facet, choice) in &self.choices {
            let mut without = self.clone();
            without.clear(*facet);
            let mut alone = Self::default();
            alone.choices.insert(*facet, choice.clone());
            add(alone, without);
        }
        for key in DateKey::ALL {
            let of_key = |stretch: &Stretch| stretch.key() == key;
            let (mut alone, mut without) = (Self::default(), self.clone());
            alone.dates = self.dates.iter().copied().filter(of_key).collect();
            alone.not_dates = self.not_dates.iter().copied().filter(of_key).collect();
            without.dates.retain(|stretch| !of_key(stretch));
            without.not_dates.retain(|stretch| !of_key(stretch));
            if !alone.is_empty() {
                add(alone, without);
            }
        }
        if !self.moves.is_empty() || !self.not_moves.is_empty() {
            let (mut alone, mut without) = (Self::default(), self.clone());
            alone.moves = std::mem::take(&mut without.moves);
            alone.not_moves = std::mem::take(&mut without.not_moves);
            add(alone, without);
        }
        for (n, word) in self.words.iter().enumerate() {
            let (mut alone, mut without) = (Self::default(), self.clone());
            alone.words.push(word.clone());
            without.words.remove(n);
            add(alone, without);
        }
        found
    }
}

/// What taking each condition away would bring, the most first; those that bring nothing last.
pub fn ways_out(filter: &Filter, plan: &Plan, index: &Index) -> Vec<WayOut> {
    let way = |condition: &Condition| {
        let Condition { alone, without } = condition;
        let set = without.matching(plan, index);
        WayOut {
            condition: alone.to_text(plan),
            query: without.to_text(plan),
            count: set.count(),
            alone: alone.matching(plan, index).count(),
            brings: brings(alone, plan, &set),
        }
    };
    let mut ways: Vec<WayOut> = filter.conditions().iter().map(way).collect();
    ways.sort_by_key(|way| Reverse(way.count));
    ways
}

/// The least that a stretch of dates must be wider for anything to match; `None` where dates are not what is in the
/// way.
pub fn wider(filter: &Filter, plan: &Plan, index: &Index) -> Option<Wider> {
    let [stretch @ Stretch::Between(from, to)] = *filter.dates() else { return None };
    let (first, last) = stretch.bounds()?;
    let mut without = filter.clone();
    without.set_when([]);
    let set = without.matching(plan, index);
    let dated = || set.iter().filter_map(|item| plan.items().days(item));
    let earlier = dated().map(|days| days.1).filter(|day| *day < first).max();
    let later = dated().map(|days| days.0).filter(|day| *day > last).min();
    let year = |day: Day| Some(Part::Year(day.ymd().0));
    let stretch = match (earlier, later) {
        (Some(earlier), Some(later)) if later.0 - last.0 < first.0 - earlier.0 => {
            Stretch::Between(from, year(later))
        }
        (Some(earlier), _) => Stretch::Between(year(earlier), to),
        (None, Some(later)) => Stretch::Between(from, year(later)),
        (None, None) => return None,
    };
    let (mut whole, mut alone) = (without, Filter::default());
    whole.set_when([stretch]);
    alone.set_when([stretch]);
    let count = whole.matching(plan, index).count();
    (count > 0).then(|| Wider { condition: alone.to_text(plan), query: whole.to_text(plan), count })
}

/// What a set holds of that which a condition asks for: values of its facet, or its first and last.
fn brings(condition: &Filter, plan: &Plan, set: &BitSet) -> String {
    if set.count() == 0 {
        return String::new();
    }
    match condition.choices().next() {
        Some((facet, choice)) => values(facet, choice, plan, set),
        None if !condition.dates().is_empty() => nearest(plan, set),
        None => String::new(),
    }
}

fn values(facet: Facet, choice: &Choice, plan: &Plan, set: &BitSet) -> String {
    let column = plan.items().column(facet);
    let count = |value: u32| column.members(value).count_in(set);
    let others = (0..column.values().len() as u32).filter(|value| !choice.any().contains(value));
    let mut counted: Vec<(usize, u32)> = others.map(|value| (count(value), value)).collect();
    counted.retain(|(count, _)| *count > 0);
    counted.sort_by_key(|(count, value)| (Reverse(*count), *value));
    let told = counted.iter().take(TOLD).filter_map(|(count, value)| {
        Some(format!("{count} of {}", column.values().get(*value as usize)?.name))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    match counted.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// The last that has a date, which those miss who ask for later ones.
fn nearest(plan: &Plan, set: &BitSet) -> String {
    let items = plan.items();
    let dated = set.iter().filter_map(|item| Some((items.days(item)?.1, item)));
    let Some((_, item)) = dated.max() else { return "None of them has a date".to_owned() };
    let record = plan.record(items.thing(item));
    let when = record.when.map_or_else(String::new, |when| format!(", {}", when.words()));
    format!("The latest is {}{when}", record.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::sample::random;
    use crate::file;
    use proptest::prelude::*;

    #[test]
    fn each_condition_is_told_by_what_it_leaves_out() {
        let plan = file::bundled().plan.unwrap();
        let index = Index::new(&plan);
        let query = "brand:mitsubishi region:europe when:1985..1986";
        let filter = Filter::parse(query, &plan).filter;
        assert_eq!(filter.matching(&plan, &index).count(), 0);
        let ways = ways_out(&filter, &plan, &index);
        assert_eq!(ways.len(), 3);
        assert_eq!(ways[0].condition, "when:1985..1986");
        assert!(ways[0].count > 0 && ways[0].brings.starts_with("The latest is "), "{ways:?}");
        assert!(ways.windows(2).all(|pair| pair[0].count >= pair[1].count));
        let useless = Filter::parse("brand:dacia region:mexico kind:model", &plan).filter;
        let last = ways_out(&useless, &plan, &index).pop().unwrap();
        assert_eq!((&*last.condition, last.count), ("kind:model", 0));
        assert!(last.alone > 0 && last.brings.is_empty());
        let wider = wider(&filter, &plan, &index).unwrap();
        let count = Filter::parse(&wider.query, &plan).filter.matching(&plan, &index).count();
        assert!(count == wider.count && count > 0, "{wider:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        /// What is promised of a way out is what comes of it, and its conditions together are the filter.
        #[test]
        fn what_a_way_out_promises_is_what_comes_of_it(
            plan in random(),
            query in "(brand:none |kind:launch,model |-status:done |when:20[0-3][0-9] |before:2030 |a |-the ){0,4}",
        ) {
            let index = Index::new(&plan);
            let filter = Filter::parse(&query, &plan).filter;
            let mut all = BitSet::all(plan.items().len());
            for condition in filter.conditions() {
                all.and(&condition.alone.matching(&plan, &index));
            }
            let matching = filter.matching(&plan, &index);
            prop_assert!(all.iter().eq(matching.iter()));
            for way in ways_out(&filter, &plan, &index) {
                let then = Filter::parse(&way.query, &plan).filter.matching(&plan, &index);
                prop_assert_eq!(then.count(), way.count);
                prop_assert!(way.count >= matching.count());
            }
            if let Some(wider) = wider(&filter, &plan, &index) {
                let then = Filter::parse(&wider.query, &plan).filter.matching(&plan, &index);
                prop_assert_eq!(then.count(), wider.count);
            }
        }
    }
}

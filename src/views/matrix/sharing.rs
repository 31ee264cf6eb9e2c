//! Shared platforms, counted out loud: how many models stand on them, of how many, beside what the plan
//! itself aims at. It must never hide what it divides by.

use super::{Axis, MatrixOptions};
use crate::date::{Moment, When};
use crate::explore;
use crate::plan::{
    BitSet, Facet, Fact, Field, Kind, NOT_STATED, Plan, PlanWords, Record, Status, Thing, fold,
};

/// How many of the models shown stand on a platform that models of two or more brands share. What was
/// cancelled stands on nothing and shares nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharing {
    /// Models on shared platforms.
    pub shared: u32,
    /// All models shown that were not cancelled.
    pub models: u32,
    /// Those of which the plan states no platform.
    pub not_stated: u32,
    /// Models shown that were cancelled, and are not counted.
    pub cancelled: u32,
    /// The plan's own target, where it has one: the record, and what it aims at in words.
    pub target: Option<(Thing, String)>,
}

impl Sharing {
    /// Counts; `None` where the matrix shows no platforms or no models.
    pub(super) fn new(plan: &Plan, counted: &BitSet, options: MatrixOptions, brands: &[u32]) -> Option<Self> {
        let platforms = Axis::Facet(Facet::Platform);
        if options.rows != platforms && options.columns != platforms {
            return None;
        }
        let column = plan.items().column(Facet::Platform);
        let is_shared = |value: &u32| brands.get(*value as usize).is_some_and(|n| *n >= 2);
        let (mut shared, mut models, mut not_stated, mut cancelled) = (0, 0, 0, 0);
        for item in counted.iter() {
            if is_cancelled(plan, item) {
                cancelled += 1;
                continue;
            }
            models += 1;
            shared += u32::from(column.of(item).iter().any(is_shared));
            not_stated += u32::from(column.of(item) == [NOT_STATED]);
        }
        (models > 0).then(|| Self { shared, models, not_stated, cancelled, target: target(plan) })
    }

    /// The count in words, with what it divides by.
    pub fn words(&self, words: &PlanWords) -> String {
        let (models, platforms) =
            (words.counted(Facet::Model, self.models), words.counted(Facet::Platform, 2));
        let share = (f64::from(self.shared) * 100.0 / f64::from(self.models.max(1))).round();
        let mut words =
            format!("{} of {} {models} ({share} %) on shared {platforms}", self.shared, self.models);
        if self.not_stated > 0 {
            words += &format!(", {} not stated", self.not_stated);
        }
        if self.cancelled > 0 {
            words += &format!(", {} cancelled left out", self.cancelled);
        }
        words
    }
}

fn is_cancelled(plan: &Plan, item: usize) -> bool {
    plan.record(plan.items().thing(item)).status == Some(Status::Cancelled)
}

/// The same for all models of a plan; `None` where it has none.
pub(in crate::views) fn of_plan(plan: &Plan) -> Option<Sharing> {
    let options = MatrixOptions::default();
    let mut models = BitSet::none(plan.items().len());
    super::axis::models(plan).for_each(|item| models.insert(item));
    Sharing::new(plan, &models, options, &brands_by_platform(plan, options))
}

/// For each platform, how many brands of the whole plan have models on it.
pub(super) fn brands_by_platform(plan: &Plan, options: MatrixOptions) -> Vec<u32> {
    let platforms = Axis::Facet(Facet::Platform);
    if options.rows != platforms && options.columns != platforms {
        return Vec::new();
    }
    let (platform, brand) = (plan.items().column(Facet::Platform), plan.items().column(Facet::Brand));
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for item in super::axis::models(plan).filter(|item| !is_cancelled(plan, *item)) {
        for value in platform.of(item).iter().filter(|value| **value != NOT_STATED) {
            let brands = brand.of(item).iter().filter(|brand| **brand != NOT_STATED);
            pairs.extend(brands.map(|brand| (*value, *brand)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut brands = vec![0; platform.values().len()];
    for (platform, _) in pairs {
        if let Some(count) = brands.get_mut(platform as usize) {
            *count += 1;
        }
    }
    brands
}

/// The plan's own target for sharing, where it says by a rule of its own that it counts models: one with a figure
/// in percent that speaks of sharing or platforms. What counts anything else is no measure of this count. The
/// earliest of those with a deadline, else the first.
fn target(plan: &Plan) -> Option<(Thing, String)> {
    let speaks = |record: &Record| {
        let texts = record.texts(Field::Theme).chain(record.texts(Field::Measure)).chain([&*record.name]);
        let about = texts.map(fold).any(|text| {
            ["sharing", "shared", "common platform", "platform"].iter().any(|word| text.contains(word))
        });
        let of_platform = record.links(Field::Of).any(|to| plan.record(to).kind == Kind::Platform);
        record.texts(Field::Unit).any(|unit| unit == "%") && (about || of_platform)
    };
    // The words of a rule are looked up only where a target speaks of sharing.
    let fits = |record: &Record| speaks(record) && figure(record).is_some() && counts_models(plan, record);
    let (thing, record) = plan
        .of_kind(Kind::Target)
        .filter(|(_, record)| fits(record))
        .min_by_key(|(thing, record)| (record.when.map_or(i32::MAX, |w| w.days().1.0), *thing))?;
    let figure = figure(record)?;
    let what = match record.texts(Field::Measure).next() {
        // Most targets say their figure in their name.
        _ if record.name.contains(figure.trim_end_matches(" %")) => record.name.to_string(),
        Some(measure) => format!("{figure} ({measure})"),
        None => format!("{figure} ({})", record.name),
    };
    let when = record.when.map_or(String::new(), |when| format!(" {}", date_words(when)));
    Some((thing, format!("plan's target: {what}{when}")))
}

/// Whether a target has a rule for counting, and the rule asks for models alone.
fn counts_models(plan: &Plan, record: &Record) -> bool {
    let model = plan.items().column(Facet::Kind).value_of_key(Kind::Model.word());
    let asks = |filter: &explore::Filter| {
        filter.choices().any(|(facet, choice)| facet == Facet::Kind && choice.any() == model.as_slice())
    };
    record.texts(Field::Counts).any(|rule| {
        let parsed = explore::Filter::parse(rule, plan);
        parsed.problems.is_empty() && asks(&parsed.filter)
    })
}

/// "by 2026", "in 2026".
fn date_words(when: When) -> String {
    let words = when.words();
    if matches!(when, When::At(Moment::On(_))) { format!("in {words}") } else { words }
}

fn figure(record: &Record) -> Option<String> {
    record.facts(Field::Value).find_map(|fact| match fact {
        Fact::Number(number) => Some(format!("{} %", explore::figure(*number))),
        _ => None,
    })
}

//! Which days show a plan, whatever the view.
//!
//! It must never look at what matches.

use crate::date::Day;
use crate::plan::Plan;

/// The days that show a plan whole without the emptiness around it: some years before its date up to
/// the half year after its horizon, or all it has where that is less.
pub fn home(plan: &Plan) -> (f64, f64) {
    let about = plan.about();
    let (mut first, mut last) = plan.items().extent().unwrap_or((Day(19_000), Day(22_000)));
    if let Some(as_of) = about.as_of {
        first = first.max(Day(as_of.days().0.0 - 4 * 365));
    }
    if let Some(horizon) = about.horizon {
        last = last.min(Day(horizon.days().1.0)).max(horizon.days().1);
    }
    let (first, last) = (first.0.min(last.0), last.0.max(first.0 + 30));
    let margin = f64::from(last - first) * 0.015;
    (f64::from(first) - margin, f64::from(last) + 1.0 + margin)
}

/// The days that a timeline may show at most: nobody gets lost in empty time.
pub fn limits(plan: &Plan) -> (f64, f64) {
    let (first, last) = plan.items().extent().unwrap_or((Day(19_000), Day(22_000)));
    let (home_first, home_last) = home(plan);
    let (first, last) = (home_first.min(f64::from(first.0)), home_last.max(f64::from(last.0)));
    let margin = (last - first) * 0.1;
    (first - margin, last + margin)
}

/// The fewest days that can be looked at: some weeks, or less where the whole plan is no longer than some.
pub fn closest(plan: &Plan) -> f64 {
    let (from, to) = home(plan);
    ((to - from) / 16.0).clamp(1.0, 20.0)
}

//! What a timeline draws, through the doors that everybody uses: a plan's text in, a scene out.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod bad_input;
mod crowds;
mod golden;
mod rules;

use emath::vec2;
use roadscope::date::Day;
use roadscope::explore::Filter;
use roadscope::file;
use roadscope::plan::{BitSet, Plan};
use roadscope::scene::{Metrics, Scene};
use roadscope::views::Look;
use roadscope::views::timeline::{GUTTER, GroupKey, Timeline, TimelineChoices, Viewport};

/// The lists that every small plan begins with: three brands, two of which share a model.
const COMMON: &str = r#"version: 1, id: "p", name: "P",
    sources: [(id: "s", title: "S")],
    companies: [(id: "c", name: "C")],
    brands: [(id: "ash", name: "Ash", company: "c"), (id: "birch", name: "Birch", company: "c"),
        (id: "cedar", name: "Cedar", company: "c")],
    models: [(id: "one", name: "One", brands: ["ash"]), (id: "both", name: "Both", brands: ["ash", "birch"])],
"#;

/// A plan shown whole.
struct Shown {
    plan: Plan,
    filter: Filter,
    matching: BitSet,
    metrics: Metrics,
}

impl Shown {
    /// Of a text that must be sound.
    fn new(text: &str) -> Self {
        let loaded = file::parse("test.ron", text.as_bytes());
        let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        Self::of(loaded.plan.expect("a plan"))
    }

    /// Of milestones, each written as the fields of its record, id aside.
    fn milestones<T: AsRef<str>>(milestones: &[T]) -> Self {
        let list: String = milestones
            .iter()
            .enumerate()
            .map(|(n, m)| format!("(id: \"m{n}\", {}),\n", m.as_ref()))
            .collect();
        Self::new(&format!("({COMMON} milestones: [{list}])"))
    }

    fn of(plan: Plan) -> Self {
        let matching = BitSet::all(plan.items().len());
        Self { plan, filter: Filter::default(), matching, metrics: Metrics::new() }
    }

    fn look(&self) -> Look<'_> {
        Look::new(&self.plan, &self.filter, &self.matching, &self.metrics)
    }

    fn timeline(&self, choices: TimelineChoices) -> Timeline {
        Timeline::new(&self.look(), choices, true)
    }
}

/// Everything in one group, the tray open.
fn ungrouped() -> TimelineChoices {
    TimelineChoices { group: None, toggled: [GroupKey::Undated].into(), ..TimelineChoices::default() }
}

/// All rows from a day on, so many days long, in so many points.
fn whole(timeline: &Timeline, from: f64, days: f64, width: f32) -> Viewport {
    let width = width + GUTTER;
    let size = vec2(width, timeline.full_height(width, (from, from + days)) + 20.0);
    Viewport { from, to: from + days, scroll: 0.0, size }
}

/// The beginning of a year.
fn year(year: i16) -> f64 {
    f64::from(Day::new(year, 1, 1).expect("a day").0)
}

/// A picture of all rows, one point a day.
fn drawn(shown: &Shown, choices: TimelineChoices, from: i16, days: u16) -> Scene {
    let timeline = shown.timeline(choices);
    let view = whole(&timeline, year(from), f64::from(days), f32::from(days));
    timeline.scene(&shown.look(), &view)
}

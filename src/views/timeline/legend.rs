//! What a timeline's colours and forms mean. It must never explain what is not drawn.

use super::{Content, Group, Timeline, bands};
use crate::changes::edition;
use crate::date::{Moment, Precision, When};
use crate::plan::{BitSet, NOT_STATED, Plan, Record, Said, Status};
use crate::scene::{Ink, Paint, Role, SEVERAL, Shape, Stroke};
use crate::views::palette::OTHER;
use crate::views::{LegendEntry, Look};
use emath::{Rect, pos2, vec2};
use std::collections::BTreeSet;

/// Only so many items are read for the forms in use; a plan larger than this uses all of them.
const READ: usize = 20_000;

impl Timeline {
    /// Colours first, then forms, as far as matching items use them.
    pub fn legend(&self, look: &Look<'_>) -> Vec<LegendEntry> {
        self.legend_of(look, &drawn(look))
    }

    /// Colours first, then forms, as far as items use them that are drawn.
    pub fn legend_of(&self, look: &Look<'_>, drawn: &BitSet) -> Vec<LegendEntry> {
        let mut entries = self.colours_of(look, drawn);
        entries.extend(self.counts(look, drawn));
        entries.extend(forms(look, drawn, true));
        entries.extend(older_date(look));
        entries
    }

    /// What counts mean, where there are groups of more items than can be told apart.
    fn counts(&self, look: &Look<'_>, drawn: &BitSet) -> Vec<LegendEntry> {
        let is_drawn = |group: &Group| {
            let mut set = drawn.clone();
            self.keep_of(look.plan, group, &mut set);
            set.count() > 0
        };
        let is_crowd = |group: &Group| matches!(group.content, Content::Crowd(_)) && is_drawn(group);
        if !self.groups.iter().any(is_crowd) {
            return Vec::new();
        }
        let ground = Ink::thin(Role::Ramp(0), bands::GROUND);
        let entry = |top: f32, ink: Ink, label: &str| {
            let rect = Rect::from_min_max(pos2(0.0, top), pos2(18.0, 10.0));
            LegendEntry { swatch: Shape::filled(rect, ink), label: label.to_owned() }
        };
        // Nobody can look closer at a picture.
        let closer = if self.live { ": bars, when you look closer" } else { "" };
        vec![
            entry(3.0, Role::Ramp(2).into(), "how many begin then"),
            entry(0.0, ground, &format!("and how many go on{closer}")),
        ]
    }

    /// What the colours of its bars mean, as far as matching items have them.
    pub fn colours(&self, look: &Look<'_>) -> Vec<LegendEntry> {
        self.colours_of(look, &drawn(look))
    }

    fn colours_of(&self, look: &Look<'_>, drawn: &BitSet) -> Vec<LegendEntry> {
        let facet = self.palette.facet();
        let column = look.plan.items().column(facet);
        let mut used: BTreeSet<(u32, u32)> = BTreeSet::new();
        let (mut several, mut other) = (false, false);
        for value in 0..column.values().len() as u32 {
            let category = self.palette.of_value(value);
            // Of the many values that share a colour, one that is there is enough.
            if (category == OTHER && other) || column.members(value).count_in(drawn) == 0 {
                continue;
            }
            match category {
                OTHER => other = true,
                category => {
                    used.insert((category, value));
                }
            }
        }
        let mut alone: BTreeSet<u32> = BTreeSet::new();
        for item in drawn.iter().take(READ) {
            match column.of(item) {
                [_, _, ..] => several = true,
                [NOT_STATED] => other = true,
                [value] => {
                    alone.insert(*value);
                }
                [] => {}
            }
        }
        // A value that only ever stands beside others has no bar of its own colour.
        used.retain(|(_, value)| alone.contains(value));
        let mut entries: Vec<LegendEntry> = used
            .into_iter()
            .filter_map(|(category, value)| Some(solid(category, &column.values().get(value as usize)?.name)))
            .collect();
        for category in [(several, SEVERAL), (other, OTHER)].into_iter().filter(|(used, _)| *used) {
            entries.push(solid(category.1, &self.palette.name(look.plan, category.1)));
        }
        entries
    }
}

/// What the rail under a bar is, where a plan is compared.
fn older_date(look: &Look<'_>) -> Option<LegendEntry> {
    let against = look.plan.against()?;
    let rect = Rect::from_min_max(pos2(0.0, 3.0), pos2(18.0, 7.0));
    let fill = Some(Paint::Fade { ink: Ink::thin(Role::Muted, 150), left: 5.0, right: 5.0 });
    let swatch = Shape::Rect { rect, radius: 0.0, fill, stroke: None };
    Some(LegendEntry {
        swatch,
        label: format!("its date in {}, and the way to the one of now", edition(&against.about)),
    })
}

/// The matching items that stand on a timeline.
fn drawn(look: &Look<'_>) -> BitSet {
    let mut drawn = look.matching.clone();
    drawn.and(look.plan.items().drawn());
    drawn
}

/// The forms that items take, and what each means; without bars only what other marks have too. What has no date
/// has no bar.
pub(in crate::views) fn forms(look: &Look<'_>, drawn: &BitSet, bars: bool) -> Vec<LegendEntry> {
    let mut used = [false; FORMS.len()];
    let items = look.plan.items();
    for item in drawn.iter().take(READ) {
        let record = look.plan.record(items.thing(item));
        for (flag, form) in used.iter_mut().zip(&FORMS) {
            *flag |= ((bars && record.when.is_some()) || form.on_chips) && (form.applies)(look.plan, record);
        }
    }
    let mut entries: Vec<LegendEntry> = Vec::new();
    for (form, _) in FORMS.iter().zip(used).filter(|(_, used)| *used) {
        entries.push(LegendEntry { swatch: (form.swatch)(), label: form.label.to_owned() });
    }
    entries
}

struct Form {
    label: &'static str,
    applies: fn(&Plan, &Record) -> bool,
    swatch: fn() -> Shape,
    /// Chips of the undated tray have it too.
    on_chips: bool,
}

impl Form {
    const fn new(label: &'static str, applies: fn(&Plan, &Record) -> bool, swatch: fn() -> Shape) -> Self {
        Self { label, applies, swatch, on_chips: false }
    }
}

const FORMS: [Form; 14] = [
    Form::new(
        "a day",
        |_, r| at(r).is_some_and(|m| matches!(m, Moment::On(p) if p.precision() == Precision::Day)),
        || Shape::diamond(pos2(9.0, 5.0), 5.5, ink(255), None),
    ),
    Form::new(
        "a week to a half year",
        |_, r| {
            let fine = |p: Precision| p > Precision::Day && p < Precision::Year;
            at(r).is_some_and(|m| matches!(m, Moment::On(p) if fine(p.precision())))
        },
        || bar(4.0, 10.0, ink(255), None),
    ),
    Form::new(
        "a year, no finer",
        |_, r| at(r).is_some_and(|m| matches!(m, Moment::On(p) if p.precision() >= Precision::Year)),
        || bar(0.0, 18.0, fade(6.0, 6.0), None),
    ),
    Form::new(
        "by then",
        |_, r| at(r).is_some_and(|m| matches!(m, Moment::By(_))),
        || bar(0.0, 18.0, fade(14.0, 0.0), None),
    ),
    Form::new(
        "not before",
        |_, r| {
            let ends = matches!(r.when, Some(When::Span(_, Some(Moment::From(_)))));
            ends || at(r).is_some_and(|m| matches!(m, Moment::From(_)))
        },
        || bar(0.0, 18.0, fade(0.0, 14.0), None),
    ),
    Form::new("goes on, no end stated", |_, r| r.when.is_some_and(When::goes_on), || pointed(18.0, 12.0)),
    Form::new("no start stated", |_, r| r.when.is_some_and(When::has_gone_on), || pointed(0.0, 6.0)),
    Form::new(
        "some time within",
        |_, r| at(r).is_some_and(|m| matches!(m, Moment::Within(..))),
        || bar(0.0, 18.0, ink(84), None),
    ),
    Form::new(
        "only reported or considered",
        |_, r| matches!(r.status, Some(Status::Considered | Status::Reported)),
        || bar(0.0, 18.0, ink(12), Some(Stroke::new(Role::Muted, 1.5))),
    ),
    Form::new(
        "about, or not sure",
        |_, r| at(r).is_some_and(Moment::is_rough),
        || bar(0.0, 18.0, ink(56), Some(Stroke::dashed(Role::Muted, 1.0, 3.0))),
    ),
    Form::new(
        "cancelled or ended",
        |_, r| matches!(r.status, Some(Status::Cancelled | Status::Ended)),
        || {
            let hatch = Some(Paint::Hatch(Role::Muted.into()));
            bar(0.0, 18.0, hatch, Some(Stroke::new(Role::Muted, 1.0)))
        },
    ),
    Form::new("conditional", |_, r| firmest(r) == Some(Said::Conditional), || underline(5.0)),
    Form::new(
        "implied or inferred",
        |_, r| matches!(firmest(r), Some(Said::Implied | Said::Inferred)),
        || underline(1.5),
    ),
    Form {
        on_chips: true,
        ..Form::new("sources disagree", Plan::is_contradicted, || {
            let fill = Some(Paint::Solid(Role::Disagreement.into()));
            let points = vec![pos2(5.0, 1.0), pos2(13.0, 1.0), pos2(13.0, 9.0)];
            Shape::Polygon { points, fill, stroke: None }
        })
    },
];

fn underline(dash: f32) -> Shape {
    Shape::line(pos2(0.0, 8.0), pos2(18.0, 8.0), Stroke::dashed(Role::Muted, 1.25, dash))
}

/// What carries a record best of all that is said of it.
fn firmest(record: &Record) -> Option<Said> {
    record.evidence.iter().map(|e| e.said).min()
}

fn at(record: &Record) -> Option<Moment> {
    match record.when {
        Some(When::At(moment)) => Some(moment),
        _ => None,
    }
}

fn ink(alpha: u8) -> Option<Paint> {
    Some(Paint::Solid(Ink::thin(Role::Muted, alpha)))
}

fn fade(left: f32, right: f32) -> Option<Paint> {
    Some(Paint::Fade { ink: Role::Muted.into(), left, right })
}

fn bar(left: f32, width: f32, fill: Option<Paint>, stroke: Option<Stroke>) -> Shape {
    let rect = Rect::from_min_size(pos2(left, 0.5), vec2(width, 9.0));
    Shape::Rect { rect, radius: 1.5, fill, stroke }
}

/// A bar with its end drawn out to a tip at one side.
fn pointed(tip: f32, neck: f32) -> Shape {
    let blunt = 18.0 - tip;
    let points = vec![pos2(blunt, 0.5), pos2(neck, 0.5), pos2(tip, 5.0), pos2(neck, 9.5), pos2(blunt, 9.5)];
    Shape::Polygon { points, fill: ink(255), stroke: None }
}

fn solid(category: u32, label: &str) -> LegendEntry {
    let fill = Some(Paint::Solid(Role::Category(category).into()));
    LegendEntry { swatch: bar(0.0, 18.0, fill, None), label: label.to_owned() }
}

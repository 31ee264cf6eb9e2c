//! What a counted mark is made of, in a few words.
//!
//! It must never look at more than a few thousand items, however many are counted: of more it tells shares.

use super::bands;
use super::groups::Content;
use super::lanes::{Lanes, Span};
use super::{HEADER, PAD, Timeline, Viewport, bars};
use crate::plan::{Facet, NOT_STATED};
use crate::scene::StandsFor;
use crate::views::Look;
use emath::Pos2;
use std::collections::HashMap;
use std::ops::Range;

/// About so many items are looked at.
const MOST: usize = 4000;
/// In at most so many lanes.
const MOST_LANES: usize = 16_384;
/// So many values of a facet are named.
const NAMED: usize = 4;

impl Timeline {
    /// What the counted mark at a place of the scene is made of: a line for each of two facets. Nothing
    /// where its crowd is not yet packed.
    pub fn of_what(&self, look: &Look<'_>, view: &Viewport, at: Pos2, what: StandsFor) -> Vec<String> {
        let StandsFor::Count { group, count, from, to } = what else { return Vec::new() };
        let Some((lanes, range)) = self.lanes_at(view, at, group as usize) else { return Vec::new() };
        // What lies wholly before the view is counted for running into it.
        let runs_on = f64::from(to) + 1.0 <= view.from;
        let counted = |s: &&Span| from <= s.first && s.first <= to && (!runs_on || s.last > to);
        let every = range.len().div_ceil(MOST_LANES).max(1);
        let inside = range.step_by(every).map(|lane| {
            let spans = lanes.lane(lane);
            &spans[spans.partition_point(|s| s.first < from)..spans.partition_point(|s| s.first <= to)]
        });
        let inside: Vec<&[Span]> = inside.collect();
        let some = inside.iter().map(|spans| spans.len()).sum::<usize>().div_ceil(MOST).max(1);
        let items: Vec<usize> = inside
            .iter()
            .flat_map(|spans| spans.iter())
            .step_by(some)
            .filter(counted)
            .map(|s| s.item as usize)
            .collect();
        if items.is_empty() {
            return Vec::new();
        }
        let is_all = items.len() == count as usize;
        let facets = [self.palette.facet(), Facet::Kind, Facet::Status];
        let facets = facets
            .into_iter()
            .enumerate()
            .filter(|(n, facet)| Some(*facet) != self.choices.group && !facets[..*n].contains(facet));
        facets.take(2).map(|(_, facet)| most_frequent(look, facet, &items, is_all)).collect()
    }

    /// The lanes that a counted mark at a place stands for.
    fn lanes_at(&self, view: &Viewport, at: Pos2, group: usize) -> Option<(&Lanes, Range<usize>)> {
        let layout = self.layout(view.from, view.to);
        let zoom = self.zoom_of_rows(view.from, view.to);
        let below = f64::from(at.y - HEADER) + view.scroll - layout.top(group) - f64::from(PAD);
        let one = |height: f64| {
            let lane = (below / height).max(0.0) as usize;
            lane..lane + 1
        };
        match &self.groups.get(group)?.content {
            Content::Rows(lanes) => Some((lanes, one(f64::from(bars::LANE)))),
            Content::Crowd(crowd) => {
                let lanes = crowd.packed()?.lanes();
                if crowd.share_of_bars(zoom, view.scale().per_day) > 0.0 {
                    return Some((lanes, one(crowd.lane_height(zoom))));
                }
                let band = bands::band_at(crowd, layout.height(group), below);
                Some((lanes, band.lanes(crowd.lanes())))
            }
            Content::Closed | Content::Named(_) => None,
        }
    }
}

/// "Kind: launch 340, reveal 210 and 4 others"; shares where these are only some of the items.
fn most_frequent(look: &Look<'_>, facet: Facet, items: &[usize], is_all: bool) -> String {
    let column = look.plan.items().column(facet);
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for item in items {
        column.of(*item).iter().for_each(|value| *counts.entry(*value).or_default() += 1);
    }
    let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(value, n)| (std::cmp::Reverse(*n), *value));
    let name = |value: u32| match column.values().get(value as usize) {
        Some(of) if value != NOT_STATED => of.name.to_string(),
        _ => "not stated".to_owned(),
    };
    let number =
        |n: usize| if is_all { n.to_string() } else { format!("{}%", (n * 100).div_ceil(items.len())) };
    let named: Vec<String> =
        counts.iter().take(NAMED).map(|(value, n)| format!("{} {}", name(*value), number(*n))).collect();
    let more = match counts.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => " and one other".to_owned(),
        n => format!(" and {n} others"),
    };
    let sample = if is_all { "" } else { ", by a sample" };
    format!("{}{sample}: {}{more}", look.plan.words().heading(facet), named.join(", "))
}

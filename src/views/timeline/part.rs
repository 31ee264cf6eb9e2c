//! A part of a timeline's rows, for a page that cannot hold all of them.
//!
//! It must never cut through a lane, nor leave a heading with less room than it needs.

use super::bars::LANE;
use super::{Content, Group, HEADER, PAD, Timeline, Viewport, height, tray_width};
use crate::plan::BitSet;
use crate::views::Look;

/// A heading needs so many lanes on either side of a cut.
const LANES: usize = 2;

impl Timeline {
    /// Where a page of a height ends that begins at `from` beneath the axis: between two lanes, where one
    /// is low enough.
    pub fn page_end(&self, width: f32, from: f32, page: f32) -> f32 {
        let last = from + (page - HEADER).max(LANE);
        let fits = |end: &f32| *end > from && *end <= last + 0.5;
        self.breaks(width).into_iter().rfind(fits).unwrap_or(last)
    }

    /// The heights beneath the axis between lanes, ascending, the end of all rows last.
    fn breaks(&self, width: f32) -> Vec<f32> {
        let mut breaks = Vec::new();
        let mut add = |top: f32, lanes: usize, end: f32| {
            let inner = LANES..=lanes.saturating_sub(LANES);
            breaks.extend(inner.map(|n| top + PAD + n as f32 * LANE + 1.0));
            breaks.push(end);
        };
        for (group, top) in self.groups.iter().zip(&self.tops) {
            let lanes = if let Content::Rows(lanes) = &group.content { lanes.len() } else { 0 };
            add(*top, lanes, top + height(group));
        }
        let end = self.rows_height(width);
        if !self.tray.is_empty() {
            add(self.rows_height, self.tray.rows(tray_width(width)), end);
        }
        breaks
    }

    /// The items that a viewport shows.
    pub fn shown(&self, look: &Look<'_>, view: &Viewport) -> BitSet {
        let mut shown = BitSet::none(look.plan.items().len());
        for (group, top) in self.groups.iter().zip(&self.tops) {
            self.shown_of(look, group, *top, view, &mut shown);
        }
        for (n, item) in self.tray.named(tray_width(view.size.x)) {
            if within(self.rows_height + PAD + n as f32 * LANE, LANE, view) {
                shown.insert(item as usize);
            }
        }
        shown
    }

    fn shown_of(&self, look: &Look<'_>, group: &Group, top: f32, view: &Viewport, shown: &mut BitSet) {
        let items = look.plan.items();
        let on_axis =
            |(first, last): (i32, i32)| f64::from(last) + 1.0 > view.from && f64::from(first) < view.to;
        match &group.content {
            Content::Rows(lanes) => {
                for (lane, span) in lanes.iter() {
                    if on_axis((span.first, span.last)) && within(top + PAD + lane as f32 * LANE, LANE, view)
                    {
                        shown.insert(span.item as usize);
                    }
                }
            }
            Content::Density(_) if within(top, height(group), view) => {
                let mut of_group = BitSet::none(items.len());
                match self.options.group {
                    Some(facet) => items.column(facet).members(group.value).add_to(&mut of_group),
                    None => of_group = BitSet::all(items.len()),
                }
                of_group.and(look.matching);
                of_group.and(items.drawn());
                let days = |item: usize| items.days(item).map(|(first, last)| (first.0, last.0));
                of_group.iter().filter(|n| days(*n).is_some_and(on_axis)).for_each(|n| shown.insert(n));
            }
            Content::Density(_) | Content::Closed => {}
        }
    }

    /// The groups that do not end in a viewport, as a person calls them.
    pub fn not_shown(&self, view: &Viewport) -> Vec<String> {
        let bottom = view.scroll + view.size.y - HEADER + 1.0;
        let name = |top: f32, end: f32, name: &str| match (top + 1.0 < bottom, end <= bottom) {
            (_, true) => None,
            (true, false) => Some(format!("the rest of {name}")),
            (false, false) => Some(name.to_owned()),
        };
        let groups = self.groups.iter().zip(&self.tops);
        let mut names: Vec<String> =
            groups.filter_map(|(group, top)| name(*top, top + height(group), &group.name)).collect();
        if !self.tray.is_empty() {
            let end = self.rows_height(view.size.x);
            names.extend(name(self.rows_height, end, "what has no date"));
        }
        names
    }
}

/// Whether a row beneath the axis lies in a viewport from its top to its end.
fn within(top: f32, height: f32, view: &Viewport) -> bool {
    top + 1.0 >= view.scroll && top + height <= view.scroll + view.size.y - HEADER + 2.0
}

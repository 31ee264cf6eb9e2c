//! A part of a timeline's rows, for a page that cannot hold all of them.
//!
//! It must never cut through a lane, nor leave a heading with less room than it needs.

use super::bars::LANE;
use super::named::{self, ROW};
use super::{Content, Group, PAD, Timeline, Viewport, tray_width};
use crate::plan::BitSet;
use crate::views::Look;
use emath::Vec2;

/// A heading needs so many lanes on either side of a cut.
const LANES: usize = 2;

impl Timeline {
    /// Where a page with such a room ends that begins at `from` beneath the axis: between two lanes, where
    /// one is low enough. `span` is the first and last day of its axis.
    pub fn page_end(&self, span: (f64, f64), from: f32, room: Vec2) -> f32 {
        let last = from + (room.y - self.header()).max(LANE);
        let fits = |end: &f32| *end > from && *end <= last + 0.5;
        let kind = || self.breaks(room.x, span, LANES).into_iter().rfind(fits);
        // Rather a heading with too little room than a lane that is cut through.
        let any = || self.breaks(room.x, span, 1).into_iter().rfind(fits);
        kind().or_else(any).unwrap_or(last)
    }

    /// The heights beneath the axis between lanes, at least so many of a group on either side, ascending, the end of
    /// all rows last.
    fn breaks(&self, width: f32, span: (f64, f64), least: usize) -> Vec<f32> {
        let layout = self.layout(span.0, span.1);
        let mut breaks = Vec::new();
        let mut add = |top: f64, (lanes, each): (usize, f32), end: f64| {
            let inner = least..=lanes.saturating_sub(least);
            breaks.extend(inner.map(|n| top as f32 + PAD + n as f32 * each + 1.0));
            breaks.push(end as f32);
        };
        for (n, group) in self.groups.iter().enumerate() {
            let lanes = match &group.content {
                Content::Rows(lanes) => (lanes.len(), LANE),
                Content::Named(named) => (named.len(), ROW),
                Content::Crowd(crowd) if crowd.every_row() => (crowd.lanes(), LANE),
                Content::Crowd(_) | Content::Closed => (0, LANE),
            };
            add(layout.top(n), lanes, layout.top(n + 1));
        }
        let end = self.rows_height(width, span);
        if !self.tray.is_empty() {
            add(layout.bottom(), (self.tray.rows(tray_width(width)), LANE), end);
        }
        if !self.undated.is_empty() {
            let top = layout.bottom() + f64::from(self.undated.above_rows() - PAD);
            add(top, (self.undated.rows(), ROW), end);
        }
        breaks
    }

    /// The items that a viewport shows.
    pub fn shown(&self, look: &Look<'_>, view: &Viewport) -> BitSet {
        let layout = self.layout(view.from, view.to);
        let mut shown = BitSet::none(look.plan.items().len());
        for (n, group) in self.groups.iter().enumerate() {
            self.shown_of(look, group, (layout.top(n), layout.height(n)), view, &mut shown);
        }
        for (n, item) in self.tray.named(tray_width(view.size.x)) {
            if self.within(layout.bottom(), n, view) {
                shown.insert(item as usize);
            }
        }
        let top = layout.bottom() + f64::from(self.undated.above_rows());
        for (n, item) in self.undated.named() {
            if self.lies_within(top + n as f64 * f64::from(ROW), f64::from(ROW), view) {
                shown.insert(item as usize);
            }
        }
        shown
    }

    fn shown_of(
        &self,
        look: &Look<'_>,
        group: &Group,
        (top, height): (f64, f64),
        view: &Viewport,
        shown: &mut BitSet,
    ) {
        let on_axis = |first: i32, last: i32| f64::from(last) + 1.0 > view.from && f64::from(first) < view.to;
        let lanes = match &group.content {
            Content::Rows(lanes) => lanes,
            Content::Crowd(crowd) => {
                if self.lies_within(top, height, view) {
                    let spans = self.spans(look, group).into_iter().filter(|s| on_axis(s.first, s.last));
                    return spans.for_each(|span| shown.insert(span.item as usize));
                }
                if !crowd.every_row() || top > view.scroll + f64::from(view.size.y) {
                    return;
                }
                crowd.pack(|| self.spans(look, group)).lanes()
            }
            Content::Named(named) => {
                let body = (view.scroll, view.scroll + f64::from(view.size.y - self.header()));
                return named::shown(named, top, body, shown);
            }
            Content::Closed => return,
        };
        for (lane, span) in lanes.iter() {
            if on_axis(span.first, span.last) && self.within(top, lane, view) {
                shown.insert(span.item as usize);
            }
        }
    }

    /// The groups that do not end in a viewport, as a person calls them.
    pub fn not_shown(&self, view: &Viewport) -> Vec<String> {
        let layout = self.layout(view.from, view.to);
        let bottom = view.scroll + f64::from(view.size.y - self.header()) + 1.0;
        let name = |top: f64, end: f64, name: &str| match (top + 1.0 < bottom, end <= bottom) {
            (_, true) => None,
            (true, false) => Some(format!("the rest of {name}")),
            (false, false) => Some(name.to_owned()),
        };
        let groups = self.groups.iter().enumerate();
        let mut names: Vec<String> =
            groups.filter_map(|(n, group)| name(layout.top(n), layout.top(n + 1), &group.name)).collect();
        if self.undated() > 0 {
            let end = self.rows_height(view.size.x, (view.from, view.to));
            names.extend(name(layout.bottom(), end, "what has no date"));
        }
        names
    }

    /// Whether a lane of a group, or a row of the tray, lies in a viewport whole.
    fn within(&self, group_top: f64, lane: usize, view: &Viewport) -> bool {
        self.lies_within(group_top + f64::from(PAD) + lane as f64 * f64::from(LANE), f64::from(LANE), view)
    }

    fn lies_within(&self, top: f64, height: f64, view: &Viewport) -> bool {
        let body = f64::from(view.size.y - self.header());
        top + 1.0 >= view.scroll && top + height <= view.scroll + body + 2.0
    }
}

//! Where groups stand at a zoom: the same order at every zoom, only their heights change.
//!
//! It must never pack or look at items: heights come from lanes already packed and from sums.

use super::crowd::Packing;
use super::groups::{Content, Group};
use super::lanes::Span;
use super::{CLOSED, PAD, SHORTEST_GROUP, Timeline, Viewport, bars, rows_in};
use crate::views::Look;

/// The upper edges of groups beneath the axis, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct RowLayout {
    /// One more than groups: the last is the lower edge of the last group.
    tops: Vec<f64>,
}

/// A place beneath the axis that stays the same place when zooming changes heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// The group's place among the groups; their number for what lies beneath them.
    pub group: usize,
    /// How far down the group, from 0 to 1; in points beneath the groups.
    pub share: f64,
}

impl RowLayout {
    fn new(groups: &[Group], zoom: f64) -> Self {
        let mut tops = Vec::with_capacity(groups.len() + 1);
        let mut top = 0.0;
        tops.push(top);
        for group in groups {
            top += height(group, zoom);
            tops.push(top);
        }
        Self { tops }
    }

    /// The upper edge of a group.
    pub fn top(&self, group: usize) -> f64 {
        self.tops.get(group).copied().unwrap_or(self.bottom())
    }

    /// The height of a group.
    pub fn height(&self, group: usize) -> f64 {
        self.top(group + 1) - self.top(group)
    }

    /// The lower edge of the last group.
    pub fn bottom(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The groups that lie between two edges.
    pub fn between(&self, top: f64, bottom: f64) -> std::ops::Range<usize> {
        let groups = self.tops.len() - 1;
        let first = self.tops.partition_point(|at| *at <= top).saturating_sub(1).min(groups);
        first..self.tops[..groups].partition_point(|at| *at < bottom).max(first)
    }

    /// What lies at a height.
    pub fn anchor(&self, y: f64) -> Anchor {
        let groups = self.tops.len() - 1;
        if y >= self.bottom() {
            return Anchor { group: groups, share: y - self.bottom() };
        }
        let group = self.tops.partition_point(|at| *at <= y).saturating_sub(1);
        Anchor { group, share: (y - self.top(group)) / self.height(group).max(1e-9) }
    }

    /// Where an anchored place lies.
    pub fn y(&self, anchor: Anchor) -> f64 {
        if anchor.group + 1 >= self.tops.len() {
            return self.bottom() + anchor.share;
        }
        self.top(anchor.group) + anchor.share * self.height(anchor.group)
    }
}

fn height(group: &Group, zoom: f64) -> f64 {
    match &group.content {
        Content::Rows(lanes) => f64::from((lanes.len() as f32 * bars::LANE + 2.0 * PAD).max(SHORTEST_GROUP)),
        Content::Named(named) => f64::from(named.height()),
        Content::Crowd(crowd) => crowd.height(zoom),
        Content::Closed => f64::from(CLOSED),
    }
}

impl Timeline {
    /// How near one looks: 1 where the whole plan is in view, 2 where half of its days are.
    pub fn zoom(&self, from: f64, to: f64) -> f64 {
        (self.home_days / (to - from).max(1e-3)).clamp(1e-6, 1e9)
    }

    /// Where groups stand when these days are in view.
    pub fn layout(&self, from: f64, to: f64) -> RowLayout {
        RowLayout::new(&self.groups, self.zoom_of_rows(from, to))
    }

    /// How far beneath the rows that are taken in these days a place lies, in points: the less happens in
    /// them, the fewer of a crowd's rows.
    pub fn beneath_taken(&self, place: Anchor, (from, to): (f64, f64)) -> f64 {
        let taken = match self.groups.get(place.group).map(|group| &group.content) {
            Some(Content::Crowd(crowd)) => {
                f64::from(crowd.sums().most_running(from, to)) / crowd.lanes().max(1) as f64
            }
            _ => return 0.0,
        };
        ((place.share - taken) * self.layout(from, to).height(place.group)).max(0.0)
    }

    /// The zoom that heights follow: that of the axis, unless it is held.
    pub(super) fn zoom_of_rows(&self, from: f64, to: f64) -> f64 {
        self.zoom(from, to).min(self.most_zoom)
    }

    /// Lets crowds grow only so far that all groups fit a height, for a page that cannot be scrolled.
    pub fn fit_rows(&mut self, from: f64, to: f64, height: f64) {
        self.most_zoom = f64::INFINITY;
        let fits = |zoom: f64| RowLayout::new(&self.groups, zoom).bottom() <= height;
        let (mut low, mut high) = (1.0, self.zoom(from, to).max(1.0));
        if fits(high) {
            return;
        }
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if fits(middle) { low = middle } else { high = middle }
        }
        self.most_zoom = low;
    }

    /// What is still to be packed for all that a viewport shows; each crowd is told once.
    pub fn to_pack(&self, look: &Look<'_>, view: &Viewport) -> Vec<Packing> {
        let zoom = self.zoom_of_rows(view.from, view.to);
        let visible = self.visible(&self.layout(view.from, view.to), view);
        let packing = |group: &Group| match &group.content {
            Content::Crowd(crowd) if crowd.needs_lanes(zoom) => crowd.packing(|| self.spans(look, group)),
            _ => None,
        };
        self.groups[visible].iter().filter_map(packing).collect()
    }

    /// Packs at once all that a viewport shows.
    pub fn pack(&self, look: &Look<'_>, view: &Viewport) {
        self.to_pack(look, view).into_iter().for_each(Packing::run);
    }

    /// The packing of one group's lanes, where it is a crowd and the first time that this is asked.
    pub fn to_pack_group(&self, look: &Look<'_>, group: usize) -> Option<Packing> {
        let group = self.groups.get(group)?;
        match &group.content {
            Content::Crowd(crowd) => crowd.packing(|| self.spans(look, group)),
            _ => None,
        }
    }

    /// The bars of a group, in the order of the items.
    pub(super) fn spans(&self, look: &Look<'_>, group: &Group) -> Vec<Span> {
        let items = look.plan.items();
        let mut here = rows_in(look);
        self.keep_of(look.plan, group, &mut here);
        let span = |item: usize| {
            let (first, last) = items.row(item)?;
            Some(Span { item: item as u32, first: first.0, last: last.0, reserved: last.0 })
        };
        let mut spans = Vec::with_capacity(group.dated);
        spans.extend(here.iter().filter_map(span));
        spans
    }

    /// The upper edge beneath the axis and the height of the first lane that an item stands in, when these
    /// days are in view. A crowd is packed for it.
    pub fn lane_of(&self, look: &Look<'_>, item: u32, (from, to): (f64, f64)) -> Option<(f64, f64)> {
        let (layout, zoom) = (self.layout(from, to), self.zoom_of_rows(from, to));
        let holds = |group: &Group| {
            self.holds(look.plan, group, item as usize) && rows_in(look).contains(item as usize)
        };
        let groups = self.groups.iter().enumerate().filter(|(_, group)| holds(group));
        groups.into_iter().find_map(|(n, group)| {
            let (lanes, height) = match &group.content {
                Content::Rows(lanes) => (lanes, f64::from(bars::LANE)),
                Content::Crowd(crowd) => {
                    (crowd.pack(|| self.spans(look, group)).lanes(), crowd.lane_height(zoom))
                }
                Content::Closed | Content::Named(_) => return None,
            };
            let (lane, _) = lanes.iter().find(|(_, span)| span.item == item)?;
            Some((layout.top(n) + f64::from(PAD) + lane as f64 * height, height))
        })
    }

    /// The zoom from which on an item can be read, where it stands in a crowd.
    pub fn zoom_to_read(&self, look: &Look<'_>, item: u32) -> Option<f64> {
        self.groups.iter().find_map(|group| match &group.content {
            Content::Crowd(crowd) => {
                let here = self.holds(look.plan, group, item as usize);
                (here && !crowd.every_row()).then(|| crowd.zoom_for(f64::from(bars::LANE)))
            }
            _ => None,
        })
    }
}

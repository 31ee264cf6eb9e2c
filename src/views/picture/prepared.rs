//! A view with what depends on plan and filter made once, and how it lies on pages.
//!
//! It must never write what stands around the view.

use super::{Count, Order};
use crate::plan::{BitSet, Field, Kind};
use crate::scene::Scene;
use crate::views::map::{self, Camera, MapOptions};
use crate::views::matrix::{self, Matrix};
use crate::views::timeline::{self, Timeline};
use crate::views::{LegendEntry, Look, Looked, ViewKind, focus};
use emath::{Vec2, vec2};

/// The height of what has no rows in its widths: the lands that people live in are so wide.
const FREE: f32 = 0.5;
/// Space beneath a timeline's last row.
const END: f32 = 8.0;

/// One of the views.
pub(super) enum Prepared<'a> {
    /// With the first and last day of its axis.
    Timeline(Box<Timeline>, (f64, f64)),
    Map(MapOptions<'a>),
    Matrix(Box<Matrix>),
}

/// The part of a view that one page shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// How far the view is scrolled to it, in points.
    scroll: Vec2,
    /// Its width and height in points.
    pub size: Vec2,
    /// How far the next page is scrolled, where there is more.
    pub next: Option<Vec2>,
}

impl<'a> Prepared<'a> {
    /// The view of an order; of a map the regions that the filter names.
    pub fn new(look: &Look<'_>, order: &Order<'_>, regions: &'a [u32]) -> Self {
        match order.view {
            ViewKind::Timeline => {
                let Looked { options, port } = &order.views.timeline;
                // Nothing can be opened in a picture: the undated tray is.
                let mut options = options.options(look.plan, order.filter, false);
                options.toggled.insert(timeline::TRAY_GROUP);
                let span = port.span.unwrap_or_else(|| timeline::home(look.plan));
                let mut timeline = Timeline::new(look, options);
                // Crowds as low as they are, until it is known what room there is.
                timeline.fit_rows(span.0, span.1, 0.0);
                Self::Timeline(Box::new(timeline), span)
            }
            ViewKind::Map => Self::Map(MapOptions { chosen: regions, flows: order.views.map.options.flows }),
            ViewKind::Matrix => Self::Matrix(Box::new(Matrix::new(look, order.views.matrix.options))),
        }
    }

    /// Whether it has rows, which need their height and can go on from page to page. A map has none, nor has
    /// what says that nothing matches.
    pub fn has_rows(&self) -> bool {
        match self {
            Self::Timeline(timeline, _) => !timeline.is_empty(),
            Self::Map(_) => false,
            Self::Matrix(matrix) => matrix.total() > 0,
        }
    }

    /// The size at which it shows everything, where it is offered a room.
    pub fn wish(&self, room: Vec2) -> Vec2 {
        let width = room.x;
        match self {
            Self::Timeline(timeline, span) if self.has_rows() => {
                vec2(width, timeline.full_height(width, *span) + END)
            }
            Self::Matrix(matrix) if self.has_rows() => matrix.content_size(room),
            _ => vec2(width, width * FREE),
        }
    }

    /// Whether all of it is shown on a room.
    pub fn fits(&self, room: Vec2) -> bool {
        let wish = self.wish(room);
        !self.has_rows() || (wish.x <= room.x + 0.5 && wish.y <= room.y + 0.5)
    }

    /// The view with its crowds as close as a room allows, where it has any: a picture cannot be zoomed.
    pub fn closer(&self, room: Vec2) -> Option<Self> {
        let Self::Timeline(timeline, span) = self else { return None };
        let crowded = timeline.groups().iter().any(|g| matches!(g.content, timeline::Content::Crowd(_)));
        let spare = room.y - self.wish(room).y;
        if !crowded || spare < 1.0 {
            return None;
        }
        let mut closer = timeline.clone();
        let rows = timeline.layout(span.0, span.1).bottom();
        closer.fit_rows(span.0, span.1, rows + f64::from(spare));
        Some(Self::Timeline(closer, *span))
    }

    /// All of it in a room.
    pub fn all(&self, room: Vec2) -> Part {
        // No higher than it needs: what room is left is not the view's.
        let height = if self.has_rows() { self.wish(room).y.min(room.y) } else { room.y };
        Part { scroll: Vec2::ZERO, size: vec2(room.x, height), next: None }
    }

    /// The whole rows that a room holds, from a scroll on.
    pub fn part(&self, scroll: Vec2, room: Vec2) -> Part {
        match self {
            Self::Timeline(timeline, span) => {
                let end = timeline.page_end(*span, scroll.y, room);
                let all = timeline.rows_height(room.x, *span) as f32;
                let next = (end + 0.5 < all).then_some(vec2(0.0, end));
                Part { scroll, size: vec2(room.x, timeline::HEADER + end - scroll.y), next }
            }
            Self::Map(_) => self.all(room),
            Self::Matrix(matrix) => {
                let (view, next) = matrix.page(scroll, room);
                Part { scroll, size: view.size, next }
            }
        }
    }

    /// A part drawn.
    pub fn scene(&self, look: &Look<'_>, order: &Order<'_>, part: Part) -> Scene {
        match self {
            Self::Timeline(timeline, _) => {
                let view = self.viewport(part);
                timeline.pack(look, &view);
                timeline.scene(look, &view)
            }
            Self::Map(options) => {
                let camera = order.views.map.port.camera.unwrap_or_else(|| Camera::plan(look, part.size));
                map::scene(look, options, &camera, part.size)
            }
            Self::Matrix(matrix) => {
                matrix.scene(look, matrix::Viewport { scroll: part.scroll, size: part.size })
            }
        }
    }

    fn viewport(&self, part: Part) -> timeline::Viewport {
        let (from, to) = match self {
            Self::Timeline(_, span) => *span,
            _ => (0.0, 1.0),
        };
        timeline::Viewport { from, to, scroll: f64::from(part.scroll.y), size: part.size }
    }

    /// The items that a part shows; on a map those that its regions are coloured by.
    pub fn shown(&self, look: &Look<'_>, part: Part) -> BitSet {
        match self {
            Self::Timeline(timeline, _) => timeline.shown(look, &self.viewport(part)),
            Self::Map(_) => look.there().into_owned(),
            Self::Matrix(matrix) => {
                let view = matrix::Viewport { scroll: part.scroll, size: part.size };
                matrix.shown(look.plan, view)
            }
        }
    }

    /// What follows on a part, as a person calls it.
    pub fn not_shown(&self, part: Part) -> Vec<String> {
        match self {
            Self::Timeline(timeline, _) => timeline.not_shown(&self.viewport(part)),
            Self::Map(_) => Vec::new(),
            Self::Matrix(matrix) => {
                matrix.not_shown(matrix::Viewport { scroll: part.scroll, size: part.size })
            }
        }
    }

    /// How many items of a shown set a reader meets: a timeline's models stand there by their milestones.
    pub fn count(&self, look: &Look<'_>, shown: &BitSet) -> Count {
        let of = look.plan.items().len();
        match self {
            Self::Timeline(..) => {
                Count { shown: shown.count() + by_milestones(look, shown), of, models: false }
            }
            Self::Map(_) => Count { shown: shown.count(), of, models: false },
            Self::Matrix(matrix) if matrix.is_of_models() => {
                Count { shown: shown.count(), of: look.plan.of_kind(Kind::Model).count(), models: true }
            }
            Self::Matrix(_) => Count { shown: shown.count(), of, models: false },
        }
    }

    /// What its marks mean at a width; of a timeline, those of some items or of all that match.
    pub fn legend(&self, look: &Look<'_>, width: f32, shown: Option<&BitSet>) -> Vec<LegendEntry> {
        match (self, shown) {
            (Self::Timeline(timeline, _), Some(shown)) => timeline.legend_of(look, shown),
            (Self::Timeline(timeline, _), None) => timeline.legend(look),
            (Self::Map(options), _) => map::legend(look, options),
            (Self::Matrix(matrix), _) => {
                let mut entries = matrix.legend(width);
                entries.extend(look.focus.filter(|_| matrix.is_of_models()).map(focus::legend_entry));
                entries
            }
        }
    }
}

/// How many matching models stand on a timeline only by milestones of theirs that are shown.
pub(super) fn by_milestones(look: &Look<'_>, shown: &BitSet) -> usize {
    let (plan, items) = (look.plan, look.plan.items());
    let told = |item: &usize| {
        let of = plan.referring(items.thing(*item)).iter().filter(|(field, _)| *field == Field::Of);
        of.filter_map(|(_, from)| items.item_of(*from)).any(|from| shown.contains(from.0 as usize))
    };
    let mut models = look.matching.clone();
    models.and_not(items.drawn());
    models.iter().filter(told).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::Filter;
    use crate::explore::sample::random;
    use crate::plan::Facet;
    use crate::scene::Metrics;
    use crate::views::matrix::Axis;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pages_together_show_everything(
            plan in random(), w in 480f32..1600.0, h in 120f32..900.0, view in 0usize..4,
        ) {
            let (metrics, filter) = (Metrics::new(), Filter::default());
            let matching = BitSet::all(plan.items().len());
            let look = Look { plan: &plan, matching: &matching, metrics: &metrics, selection: None, today: None, focus: None };
            let mut order = Order::new(if view < 2 { ViewKind::Timeline } else { ViewKind::Matrix }, &filter);
            order.views.timeline.options.group = [Some(Facet::Brand), None][view % 2];
            if view == 3 {
                let axes = &mut order.views.matrix.options;
                (axes.rows, axes.columns) = (Axis::Facet(Facet::Status), Axis::Year);
            }
            let prepared = Prepared::new(&look, &order, &[]);
            let all = prepared.shown(&look, prepared.all(vec2(100_000.0, f32::MAX)));
            let (mut seen, mut scroll) = (BitSet::none(plan.items().len()), Some(Vec2::ZERO));
            for _ in 0..2000 {
                let Some(from) = scroll else { break };
                let part = prepared.part(from, vec2(w, h));
                prop_assert!(part.size.x <= w + 0.5);
                prop_assert!(part.next.is_none_or(|next| next.y > from.y || next.x > from.x), "{part:?}");
                seen.or(&prepared.shown(&look, part));
                scroll = part.next;
            }
            prop_assert_eq!(scroll, None);
            // A page that is lower than one row, or narrower than one column, cannot show it whole.
            if h > 420.0 {
                prop_assert_eq!(seen.iter().collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
            }
        }
    }
}

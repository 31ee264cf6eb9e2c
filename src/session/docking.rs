//! Panes taken up and put down elsewhere: into another's place, or at one of its sides; closed, and brought back.
//!
//! It must never lose a view that it was not asked to close, nor leave the middle empty.

use super::panes::{Along, Pane, Panes, Share};
use crate::views::ViewKind;

/// Where a view is put, as seen from another that has a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dock {
    /// Into its place, in front of it.
    InFront,
    /// To its left.
    Left,
    /// To its right.
    Right,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Dock {
    /// Every one of them.
    pub const ALL: [Self; 5] = [Self::InFront, Self::Left, Self::Right, Self::Above, Self::Below];

    /// The direction of the split that it makes, and whether what is put there comes first; none in a place that
    /// is shared.
    fn split(self) -> Option<(Along, bool)> {
        match self {
            Self::InFront => None,
            Self::Left => Some((Along::Row, true)),
            Self::Right => Some((Along::Row, false)),
            Self::Above => Some((Along::Column, true)),
            Self::Below => Some((Along::Column, false)),
        }
    }
}

impl Panes {
    /// The same with a view put where another is seen. One without a pane gets one; where the other has none,
    /// nothing changes.
    #[must_use]
    pub fn docked(&self, kind: ViewKind, onto: ViewKind, dock: Dock) -> Self {
        // A view that is put beside itself leaves the place that it shares with others.
        let onto =
            if onto == kind { self.beside(kind).into_iter().find(|view| *view != kind) } else { Some(onto) };
        let Some(onto) = onto.filter(|onto| self.views().contains(onto)) else { return self.clone() };
        let Some(mut tree) = self.tree.clone().without(kind) else { return self.clone() };
        tree.put(kind, onto, dock);
        Self { tree, enlarged: None }.tidied()
    }

    /// The same without a view's pane; the last one stays.
    #[must_use]
    pub fn closed(&self, kind: ViewKind) -> Self {
        match self.tree.clone().without(kind) {
            Some(tree) => {
                Self { tree, enlarged: self.enlarged.filter(|enlarged| *enlarged != kind) }.tidied()
            }
            None => self.clone(),
        }
    }
}

impl Pane {
    /// What is left of it without a view: its room goes to those beside it.
    fn without(self, kind: ViewKind) -> Option<Self> {
        match self {
            Self::View(view) => (view != kind).then_some(self),
            Self::Tabs { front, panes } => {
                let gone = panes.iter().position(|pane| *pane == Self::View(kind));
                let panes: Vec<Self> = panes.into_iter().filter_map(|pane| pane.without(kind)).collect();
                let front = front - usize::from(gone.is_some_and(|gone| gone < front));
                (!panes.is_empty()).then(|| Self::Tabs { front: front.min(panes.len() - 1), panes })
            }
            Self::Split { along, parts } => {
                let kept = parts
                    .into_iter()
                    .filter_map(|Share { share, pane }| pane.without(kind).map(|pane| Share { share, pane }));
                let mut parts: Vec<Share> = kept.collect();
                let all: f32 = parts.iter().map(|part| part.share).sum();
                parts.iter_mut().for_each(|part| part.share /= all);
                (!parts.is_empty()).then_some(Self::Split { along, parts })
            }
        }
    }

    /// Whether a view stands here, alone or among those that share the place.
    fn is_place_of(&self, view: ViewKind) -> bool {
        match self {
            Self::View(kind) => *kind == view,
            Self::Tabs { panes, .. } => panes.contains(&Self::View(view)),
            Self::Split { .. } => false,
        }
    }

    fn put(&mut self, kind: ViewKind, onto: ViewKind, dock: Dock) {
        if self.is_place_of(onto) {
            return self.put_here(kind, dock);
        }
        match self {
            Self::View(_) => {}
            Self::Tabs { panes, .. } => panes.iter_mut().for_each(|pane| pane.put(kind, onto, dock)),
            Self::Split { along, parts } => {
                let at = parts.iter().position(|part| part.pane.is_place_of(onto));
                match (at, dock.split()) {
                    // Beside it in a split that goes that way already: its room is shared.
                    (Some(at), Some((way, first))) if way == *along => {
                        let Some(part) = parts.get_mut(at) else { return };
                        part.share /= 2.0;
                        let new = Share { share: part.share, pane: Self::View(kind) };
                        parts.insert(if first { at } else { at + 1 }, new);
                    }
                    _ => parts.iter_mut().for_each(|part| part.pane.put(kind, onto, dock)),
                }
            }
        }
    }

    fn put_here(&mut self, kind: ViewKind, dock: Dock) {
        let here = std::mem::replace(self, Self::View(kind));
        let Some((along, first)) = dock.split() else {
            let mut panes = if let Self::Tabs { panes, .. } = here { panes } else { vec![here] };
            panes.push(Self::View(kind));
            *self = Self::Tabs { front: panes.len() - 1, panes };
            return;
        };
        let mut panes = vec![here, Self::View(kind)];
        if first {
            panes.reverse();
        }
        let parts = panes.into_iter().map(|pane| Share { share: 0.5, pane }).collect();
        *self = Self::Split { along, parts };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Preset;
    use proptest::prelude::*;

    fn sorted(panes: &Panes) -> Vec<ViewKind> {
        let mut views = panes.views();
        views.sort_unstable();
        views
    }

    #[test]
    fn a_view_is_put_at_every_side_of_another_and_into_its_place() {
        let [map, matrix] = [ViewKind::Map, ViewKind::Matrix];
        let panes = Panes::of(map);
        let order = |dock| match panes.docked(matrix, map, dock).tree {
            Pane::Split { along, parts } => (Some(along), parts.into_iter().map(|part| part.pane).collect()),
            Pane::Tabs { panes, .. } => (None, panes),
            Pane::View(kind) => (None, vec![Pane::View(kind)]),
        };
        let (a, b) = (Pane::View(map), Pane::View(matrix));
        assert_eq!(order(Dock::Left), (Some(Along::Row), vec![b.clone(), a.clone()]));
        assert_eq!(order(Dock::Right), (Some(Along::Row), vec![a.clone(), b.clone()]));
        assert_eq!(order(Dock::Above), (Some(Along::Column), vec![b.clone(), a.clone()]));
        assert_eq!(order(Dock::Below), (Some(Along::Column), vec![a.clone(), b.clone()]));
        assert_eq!(order(Dock::InFront), (None, vec![a, b]));
    }

    #[test]
    fn the_one_that_is_put_down_is_seen_and_another_leaves_its_place_to_those_beside_it() {
        let usual = Panes::usual();
        let [first, second] = [ViewKind::ALL[0], ViewKind::ALL[1]];
        let together = usual.docked(second, first, Dock::InFront);
        assert_eq!(together.beside(first), [first, second]);
        let Pane::Split { parts, .. } = &together.tree else { panic!("{together:?}") };
        assert!(matches!(&parts[0].pane, Pane::Tabs { front: 1, .. }));
        // Out of a shared place, beside the others.
        let apart = together.docked(second, second, Dock::Right);
        assert_eq!(apart.beside(first), [first]);
        assert_eq!(sorted(&apart), sorted(&usual));
        assert_eq!(Panes::of(first).docked(first, first, Dock::Left), Panes::of(first));
        assert_eq!(Panes::of(first).closed(first), Panes::of(first), "the last one stays");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// However panes are moved, closed and brought back, no other view is lost and the tree is as it must be.
        #[test]
        fn nothing_is_lost_by_moving(
            start in 0..Preset::ALL.len(),
            moves in prop::collection::vec((0..ViewKind::ALL.len(), 0..ViewKind::ALL.len(), 0..6usize), 0..40),
        ) {
            let mut panes = Preset::ALL[start].panes();
            for (kind, onto, way) in moves {
                let (kind, onto, before) = (ViewKind::ALL[kind], ViewKind::ALL[onto], sorted(&panes));
                let mut due = before.clone();
                panes = match Dock::ALL.get(way) {
                    Some(dock) => {
                        if !before.contains(&kind) && before.contains(&onto) {
                            due.push(kind);
                            due.sort_unstable();
                        }
                        panes.docked(kind, onto, *dock)
                    }
                    None => {
                        if before.len() > 1 {
                            due.retain(|view| *view != kind);
                        }
                        panes.closed(kind)
                    }
                };
                prop_assert_eq!(sorted(&panes), due);
                prop_assert_eq!(panes.clone().tidied(), panes.clone());
            }
        }
    }
}

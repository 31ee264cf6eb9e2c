//! How views share the middle of a window: a tree of splits and tabs, as plain data.
//!
//! It must never hold a view twice, be empty, or know a size in points.

use crate::views::ViewKind;
use serde::{Deserialize, Serialize};

/// The panes of a window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    /// How the middle is divided.
    pub tree: Pane,
    /// The view that has the middle for itself, for as long as it is enlarged.
    pub enlarged: Option<ViewKind>,
}

/// A part of the middle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Pane {
    /// One view.
    View(ViewKind),
    /// Several in one place, one of them in front.
    Tabs {
        /// The place in the list of the one in front.
        front: usize,
        /// At least two.
        panes: Vec<Pane>,
    },
    /// Side by side, or one above the other.
    Split {
        /// Which.
        along: Along,
        /// At least two.
        parts: Vec<Share>,
    },
}

/// The direction in which the parts of a split follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Along {
    /// From left to right.
    Row,
    /// From top to bottom.
    Column,
}

/// A part of a split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Its part of the whole: above 0, all of a split together 1.
    pub share: f32,
    /// What stands there.
    pub pane: Pane,
}

/// A way to divide the middle that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The first view above, two beneath it.
    Usual,
    /// The first view over the whole height, two one above the other beside it.
    Beside,
    /// All of the three one above the other.
    Stacked,
}

impl Preset {
    /// Every one of them.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Beside, Self::Stacked];

    /// As menus call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Usual => "Views: one above two",
            Self::Beside => "Views: one beside two",
            Self::Stacked => "Views: one above the other",
        }
    }

    /// The panes that it stands for.
    pub fn panes(self) -> Panes {
        let kinds = &ViewKind::ALL[..ViewKind::ALL.len().min(3)];
        let (first, rest) = kinds.split_first().unwrap_or((&ViewKind::ALL[0], &[]));
        let evenly = |along: Along, kinds: &[ViewKind]| {
            let share = 1.0 / kinds.len().max(1) as f32;
            let parts = kinds.iter().map(|kind| Share { share, pane: Pane::View(*kind) }).collect();
            Pane::Split { along, parts }
        };
        let tree = match self {
            Self::Usual => return Panes::usual(),
            Self::Stacked => evenly(Along::Column, kinds),
            Self::Beside => {
                let first = Share { share: 0.6, pane: Pane::View(*first) };
                let rest = Share { share: 0.4, pane: evenly(Along::Column, rest) };
                Pane::Split { along: Along::Row, parts: vec![first, rest] }
            }
        };
        Panes { tree, enlarged: None }.tidied()
    }
}

/// Splits and tabs deeper than this are not a person's work, and are flattened.
const DEEPEST: usize = 8;
/// What has no share, or a wrong one, gets this.
const SMALLEST: f32 = 0.05;

impl Default for Panes {
    fn default() -> Self {
        Self::usual()
    }
}

impl Panes {
    /// The first view above, the second beneath it beside the third, which shares its place with the fourth.
    /// Others are shown where a person wants them.
    pub fn usual() -> Self {
        let mut kinds = ViewKind::ALL.iter().copied().map(Pane::View);
        let (first, second) = (kinds.next(), kinds.next());
        let others: Vec<Pane> = kinds.take(2).collect();
        let below = [second, Some(Pane::Tabs { front: 0, panes: others })].into_iter().flatten();
        let split = |along: Along, panes: Vec<Pane>, shares: [f32; 2]| {
            let parts = shares.into_iter().zip(panes).map(|(share, pane)| Share { share, pane }).collect();
            Pane::Split { along, parts }
        };
        let below = split(Along::Row, below.collect(), [0.52, 0.48]);
        let tree = split(Along::Column, first.into_iter().chain([below]).collect(), [0.56, 0.44]);
        Self { tree, enlarged: None }.tidied()
    }

    /// The views that share a place with one, itself among them, in their order.
    pub fn beside(&self, kind: ViewKind) -> Vec<ViewKind> {
        self.tree.beside(kind).unwrap_or_else(|| vec![kind])
    }

    /// The same with a view in front of those that share its place.
    #[must_use]
    pub fn with_front(mut self, kind: ViewKind) -> Self {
        self.tree.bring_to_front(kind);
        self
    }

    /// One view alone.
    pub fn of(kind: ViewKind) -> Self {
        Self { tree: Pane::View(kind), enlarged: None }
    }

    /// Every view that has a pane, in reading order.
    pub fn views(&self) -> Vec<ViewKind> {
        let mut found = Vec::new();
        self.tree.collect(&mut found);
        found
    }

    /// The view to speak of where one is meant: the enlarged one, or the first.
    pub fn leading(&self) -> ViewKind {
        self.enlarged.or_else(|| self.views().first().copied()).unwrap_or_default()
    }

    /// Enlarges a view, or shows all panes again; a view without a pane gets the middle as well.
    pub fn enlarge(&mut self, kind: ViewKind) {
        self.enlarged = if self.enlarged == Some(kind) { None } else { Some(kind) };
    }

    /// Makes a view to be seen: in its pane where it has one that is in front, else in the whole middle.
    pub fn show(&mut self, kind: ViewKind) {
        let is_seen = self.enlarged.is_none() && self.tree.in_front().contains(&kind);
        self.enlarged = if is_seen { None } else { Some(kind) };
    }

    /// Shows a view where another one is; where it has a pane itself, the two change places.
    pub fn show_in(&mut self, pane: ViewKind, kind: ViewKind) {
        if self.enlarged == Some(pane) {
            self.enlarged = Some(kind);
            return;
        }
        self.tree.each(&mut |view| {
            *view = match *view {
                view if view == pane => kind,
                view if view == kind => pane,
                view => view,
            };
        });
    }

    /// The same tree as it must be, whatever a file said: each view once, no split or tabs of fewer than two,
    /// shares that add up to 1.
    #[must_use]
    pub fn tidied(self) -> Self {
        let mut known = Vec::new();
        match self.tree.tidied(&mut known, 0) {
            Some(tree) => Self { tree, ..self },
            None => Self { tree: Pane::View(ViewKind::default()), ..self },
        }
    }
}

impl Pane {
    fn children(&self) -> Box<dyn Iterator<Item = &Pane> + '_> {
        match self {
            Self::View(_) => Box::new(std::iter::empty()),
            Self::Tabs { panes, .. } => Box::new(panes.iter()),
            Self::Split { parts, .. } => Box::new(parts.iter().map(|part| &part.pane)),
        }
    }

    /// The views that can be seen: of tabs the one in front.
    fn in_front(&self) -> Vec<ViewKind> {
        match self {
            Self::View(kind) => vec![*kind],
            Self::Tabs { front, panes } => {
                panes.get(*front).or_else(|| panes.first()).map(Self::in_front).unwrap_or_default()
            }
            Self::Split { parts, .. } => parts.iter().flat_map(|part| part.pane.in_front()).collect(),
        }
    }

    /// Changes every view of it.
    fn each(&mut self, change: &mut impl FnMut(&mut ViewKind)) {
        match self {
            Self::View(kind) => change(kind),
            Self::Tabs { panes, .. } => panes.iter_mut().for_each(|pane| pane.each(change)),
            Self::Split { parts, .. } => parts.iter_mut().for_each(|part| part.pane.each(change)),
        }
    }

    fn collect(&self, found: &mut Vec<ViewKind>) {
        if let Self::View(kind) = self {
            found.push(*kind);
        }
        self.children().for_each(|child| child.collect(found));
    }

    fn beside(&self, kind: ViewKind) -> Option<Vec<ViewKind>> {
        if let Self::Tabs { panes, .. } = self {
            let views = panes.iter().map(|pane| if let Self::View(kind) = pane { Some(*kind) } else { None });
            let views: Vec<ViewKind> = views.flatten().collect();
            return views.contains(&kind).then_some(views);
        }
        self.children().find_map(|child| child.beside(kind))
    }

    fn bring_to_front(&mut self, kind: ViewKind) {
        match self {
            Self::View(_) => {}
            Self::Tabs { front, panes } => {
                let holds = |pane: &Self| {
                    let mut found = Vec::new();
                    pane.collect(&mut found);
                    found.contains(&kind)
                };
                *front = panes.iter().position(holds).unwrap_or(*front);
                panes.iter_mut().for_each(|pane| pane.bring_to_front(kind));
            }
            Self::Split { parts, .. } => parts.iter_mut().for_each(|part| part.pane.bring_to_front(kind)),
        }
    }

    fn tidied(self, known: &mut Vec<ViewKind>, depth: usize) -> Option<Self> {
        match self {
            Self::View(kind) => {
                let again = known.contains(&kind);
                known.push(kind);
                (!again).then_some(self)
            }
            _ if depth >= DEEPEST => {
                let mut found = Vec::new();
                self.collect(&mut found);
                found.into_iter().find_map(|kind| Self::View(kind).tidied(known, depth))
            }
            Self::Tabs { front, panes } => {
                let mut kept: Vec<(usize, Self)> = Vec::new();
                for (n, pane) in panes.into_iter().enumerate() {
                    kept.extend(pane.tidied(known, depth + 1).map(|pane| (n, pane)));
                }
                let front = kept.iter().position(|(n, _)| *n == front).unwrap_or(0);
                let mut panes: Vec<Self> = kept.into_iter().map(|(_, pane)| pane).collect();
                if panes.len() < 2 { panes.pop() } else { Some(Self::Tabs { front, panes }) }
            }
            Self::Split { along, parts } => {
                let mut kept: Vec<Share> = Vec::new();
                for Share { share, pane } in parts {
                    kept.extend(pane.tidied(known, depth + 1).map(|pane| Share { share, pane }));
                }
                if kept.len() < 2 {
                    return kept.pop().map(|part| part.pane);
                }
                even_out(&mut kept);
                Some(Self::Split { along, parts: kept })
            }
        }
    }
}

/// Makes shares positive and add up to 1. Shares that already are stay as they are to the bit, so that reading
/// what was written gives the same.
fn even_out(parts: &mut [Share]) {
    let sum = |parts: &[Share]| parts.iter().map(|part| part.share).sum::<f32>();
    if parts.iter().all(|part| part.share > 0.0) && (sum(parts) - 1.0).abs() < 1.0e-4 {
        return;
    }
    for part in &mut *parts {
        part.share = if part.share.is_finite() { part.share.clamp(SMALLEST, 1.0e3) } else { SMALLEST };
    }
    let all = sum(parts);
    parts.iter_mut().for_each(|part| part.share /= all);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(parts: Vec<(f32, Pane)>) -> Pane {
        let parts = parts.into_iter().map(|(share, pane)| Share { share, pane }).collect();
        Pane::Split { along: Along::Row, parts }
    }

    #[test]
    fn every_view_stands_once_and_shares_add_up() {
        let view = Pane::View(ViewKind::Map);
        let odd =
            split(vec![(f32::NAN, view.clone()), (0.0, view.clone()), (7.0, Pane::View(ViewKind::Matrix))]);
        let panes = Panes { tree: odd, enlarged: None }.tidied();
        assert_eq!(panes.views(), [ViewKind::Map, ViewKind::Matrix]);
        let Pane::Split { parts, .. } = &panes.tree else { panic!("{panes:?}") };
        assert!((parts.iter().map(|p| p.share).sum::<f32>() - 1.0).abs() < 1e-3);
        assert_eq!(panes.clone().tidied(), panes);
    }

    #[test]
    fn a_view_is_shown_in_the_pane_of_another() {
        let mut panes = Panes::usual();
        let [first, second, third, last] = panes.views()[..] else { panic!("{panes:?}") };
        panes.show_in(second, third);
        assert_eq!(panes.views(), [first, third, second, last]);
        panes.show_in(third, ViewKind::Cycle);
        assert_eq!(panes.views(), [first, ViewKind::Cycle, second, last]);
        assert_eq!(panes.clone().tidied(), panes);
        panes.show(ViewKind::Cycle);
        assert_eq!(panes.enlarged, None);
        panes.show(third);
        assert_eq!(panes.enlarged, Some(third));
        panes.show_in(third, first);
        assert_eq!(panes.enlarged, Some(first));
    }

    #[test]
    fn what_holds_nothing_is_one_view() {
        let empty = Panes { tree: split(Vec::new()), enlarged: None }.tidied();
        assert_eq!(empty.tree, Pane::View(ViewKind::default()));
        let lone = Pane::Tabs { front: 9, panes: vec![Pane::View(ViewKind::Map)] };
        assert_eq!(Panes { tree: lone, enlarged: None }.tidied().tree, Pane::View(ViewKind::Map));
    }

    #[test]
    fn the_usual_panes_are_tidy() {
        let usual = Panes::usual();
        assert_eq!(usual.views(), ViewKind::ALL[..4]);
        assert_eq!(usual.clone().tidied(), usual);
    }

    #[test]
    fn views_that_share_a_place_come_to_the_front() {
        let usual = Panes::usual();
        let shared = [ViewKind::Matrix, ViewKind::Table];
        assert_eq!(usual.beside(ViewKind::Table), shared);
        assert_eq!(usual.beside(ViewKind::Map), [ViewKind::Map]);
        let front = |panes: &Panes| {
            let Pane::Split { parts, .. } = &panes.tree else { panic!("{panes:?}") };
            let Pane::Split { parts, .. } = &parts[1].pane else { panic!("{panes:?}") };
            let Pane::Tabs { front, panes } = &parts[1].pane else { panic!("{parts:?}") };
            panes[*front].clone()
        };
        assert_eq!(front(&usual), Pane::View(ViewKind::Matrix));
        let table = usual.clone().with_front(ViewKind::Table);
        assert_eq!(front(&table), Pane::View(ViewKind::Table));
        assert_eq!(table.clone().with_front(ViewKind::Map), table);
        assert_eq!(table.with_front(ViewKind::Matrix), usual);
    }
}

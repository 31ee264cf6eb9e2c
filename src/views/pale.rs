//! Items that do not match, where a person wants them to stay: drawn as the others are, but pale.
//!
//! It must never move a mark: what is pale stands where it would stand without a filter.

use super::Look;
use crate::scene::{Scene, StandsFor};

/// So much of its opacity stays.
const PALE: f32 = 0.3;

impl Look<'_> {
    /// The same without what only stays pale: for views that count rather than list.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { matching: self.lit.unwrap_or(self.matching), lit: None, ..*self }
    }

    /// Whether what a mark stands for matches; whatever is no item does.
    fn is_lit(&self, what: StandsFor) -> bool {
        match (self.lit, what) {
            (Some(lit), StandsFor::Thing(thing)) => {
                self.plan.items().item_of(thing).is_none_or(|item| lit.contains(item.0 as usize))
            }
            _ => true,
        }
    }

    /// Makes the marks of what does not match pale.
    pub(in crate::views) fn pale(&self, scene: &mut Scene) {
        if self.lit.is_none() {
            return;
        }
        for layer in &mut scene.layers {
            for mark in layer.marks.iter_mut().filter(|mark| !self.is_lit(mark.stands_for)) {
                mark.shape.thin(PALE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::explore::{Filter, Index};
    use crate::plan::BitSet;
    use crate::plan::{Field, Kind};
    use crate::scene::{Metrics, Scene, StandsFor};
    use crate::views::fixture::Sketch;
    use crate::views::{Arranged, Look, PagePart, ViewKind, prepare};
    use emath::{Vec2, vec2};

    /// In every view that lists items, the same marks stand in the same places; those that do not match are paler,
    /// and nothing else is.
    #[test]
    fn what_does_not_match_stays_in_its_place_and_is_pale() {
        let mut sketch = Sketch::default();
        for (brand, name) in [("blue", "Skagen"), ("night", "Bornholm")] {
            sketch.add(Kind::Brand, brand, &[], &[]);
            sketch.add(Kind::Model, name, &[(Field::Brands, brand)], &[]);
            let id = name.to_lowercase();
            sketch.milestone_of_kind(&format!("{name} sails"), &[&id], "2027-05", "launch");
        }
        let plan = sketch.plan();
        let filter = Filter::parse("brand:blue", &plan).filter;
        let lit = filter.matching(&plan, &Index::new(&plan));
        let (all, metrics) = (BitSet::all(plan.items().len()), Metrics::new());
        assert!(lit.count() > 0 && lit.count() < all.count());
        for kind in [ViewKind::Timeline, ViewKind::Matrix, ViewKind::Table, ViewKind::Cycle] {
            let none = Filter::default();
            let usual = Look::new(&plan, &none, &all, &metrics);
            let drawn = |look: &Look<'_>| {
                let view = prepare(kind, look, &Arranged::of(&plan), false);
                let size = view.wish(vec2(1000.0, f32::INFINITY)).min(vec2(1000.0, 2000.0));
                view.scene(PagePart { scroll: Vec2::ZERO, size, next: None })
            };
            let (before, after) = (drawn(&usual), drawn(&Look { filter: &filter, lit: Some(&lit), ..usual }));
            let pairs = |scene: &Scene| {
                let marks = scene.marks().map(|(_, mark)| (mark.stands_for, mark.shape.bounds()));
                marks.collect::<Vec<_>>()
            };
            assert_eq!(pairs(&before), pairs(&after), "{kind:?}");
            let mut pale = 0;
            for ((_, a), (_, b)) in before.marks().zip(after.marks()) {
                let kept = match a.stands_for {
                    StandsFor::Thing(thing) => {
                        plan.items().item_of(thing).is_none_or(|item| lit.contains(item.0 as usize))
                    }
                    _ => true,
                };
                let same = format!("{:?}", a.shape) == format!("{:?}", b.shape);
                assert!(same || !kept, "{kind:?}: {a:?} {b:?}");
                pale += usize::from(!same);
            }
            assert!(pale > 0, "{kind:?}: nothing is pale\n{after}");
        }
    }
}

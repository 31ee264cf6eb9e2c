//! What a table's signs mean. It must never explain what is not shown.

use super::{Column, Table, sign};
use crate::plan::{BitSet, Facet};
use crate::views::timeline::forms;
use crate::views::{LegendEntry, Look};

impl Table {
    /// The colours of values that have a column, then the forms of dates and the corner, as far as items have them.
    pub(super) fn legend(&self, look: &Look<'_>, shown: &BitSet) -> Vec<LegendEntry> {
        let mut entries = Vec::new();
        let has = |column: Column| self.columns.iter().any(|measured| measured.column == column);
        let facet = self.palette.facet();
        if has(Column::Facet(facet)) {
            entries.extend(self.colours(look, facet, shown));
        }
        entries.extend(forms(look, shown, has(Column::When)));
        entries
    }

    /// Names stand beside their colours in the rows: only what has several, or none of its own, is explained.
    fn colours(&self, look: &Look<'_>, facet: Facet, shown: &BitSet) -> Option<LegendEntry> {
        let column = look.plan.items().column(facet);
        let several = shown.iter().take(READ).find(|item| column.of(*item).len() > 4)?;
        let category = self.palette.of_item(look.plan, several);
        Some(LegendEntry { swatch: sign::swatch(category), label: self.palette.name(look.plan, category) })
    }
}

/// Only so many items are read for the signs in use.
const READ: usize = 20_000;

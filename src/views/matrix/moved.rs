//! Models that stood elsewhere in the edition compared with: from where they came, and their old places.
//!
//! It must never count an old place, nor show one for what is not mentioned any more.

use super::chip::short_name;
use super::{Axis, Head, MatrixOptions};
use crate::plan::{BitSet, Change, Facet, Field, NOT_STATED, Plan, Record, Thing};
use std::collections::HashMap;

/// An old place of a model, in words: "[FlexEVan] to Flexis skateboard".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ghost {
    /// The model, among the items.
    pub item: u32,
    /// What stands there.
    pub words: String,
}

/// The old places of a matrix's models, by row and column.
#[derive(Debug, Clone, Default)]
pub(super) struct Ghosts {
    of_cell: HashMap<(u32, u32), Vec<Ghost>>,
}

/// Where a model stood on one axis and where it stands.
struct Move {
    gone: Vec<Thing>,
    came: Vec<Thing>,
    then: Vec<Thing>,
}

impl Ghosts {
    /// Of what is counted, under some headings.
    pub fn new(
        plan: &Plan,
        counted: &BitSet,
        options: MatrixOptions,
        (rows, columns): (&[Head], &[Head]),
    ) -> Self {
        let mut ghosts = Self::default();
        if plan.against().is_none() {
            return ghosts;
        }
        let place = |heads: &[Head], value: u32| heads.iter().position(|head| head.value == value);
        for item in counted.iter() {
            let thing = plan.items().thing(item);
            let sides = [options.rows, options.columns].map(|axis| (axis, moved(plan, thing, axis)));
            let [(row_axis, row_move), (column_axis, column_move)] = &sides;
            if row_move.is_none() && column_move.is_none() {
                continue;
            }
            let came: Vec<Thing> =
                sides.iter().flat_map(|(_, side)| side).flat_map(|m| m.came.clone()).collect();
            let to = if came.is_empty() { "not stated".to_owned() } else { names(plan, &came) };
            let words = format!("[{}] to {to}", short_name(plan, plan.record(thing)));
            let now = [row_axis, column_axis].map(|axis| axis.values(plan, item));
            let rows_then = values_then(plan, item, *row_axis, row_move.as_ref());
            let columns_then = values_then(plan, item, *column_axis, column_move.as_ref());
            for row in &rows_then {
                for column in columns_then.iter().filter(|c| !(now[0].contains(row) && now[1].contains(c))) {
                    if let Some(cell) = place(rows, *row).zip(place(columns, *column)) {
                        let cell = (cell.0 as u32, cell.1 as u32);
                        let ghost = Ghost { item: item as u32, words: words.clone() };
                        ghosts.of_cell.entry(cell).or_default().push(ghost);
                    }
                }
            }
        }
        ghosts
    }

    /// Those of a cell.
    pub fn of(&self, row: usize, column: usize) -> &[Ghost] {
        self.of_cell.get(&(row as u32, column as u32)).map_or(&[], Vec::as_slice)
    }

    /// Each cell that has some, with how many.
    pub fn counts(&self) -> impl Iterator<Item = ((u32, u32), u32)> + '_ {
        self.of_cell.iter().map(|(cell, ghosts)| (*cell, ghosts.len() as u32))
    }
}

/// From where a model came to its place: "from CMF-BEV", "from not stated".
pub(super) fn from(plan: &Plan, thing: Thing, options: MatrixOptions) -> Option<String> {
    let sides = [options.rows, options.columns].into_iter().filter_map(|axis| moved(plan, thing, axis));
    let gone: Vec<String> = sides
        .map(|side| match side.gone.is_empty() {
            true if side.then.is_empty() => "not stated".to_owned(),
            true => names(plan, &side.then),
            false => names(plan, &side.gone),
        })
        .collect();
    (!gone.is_empty()).then(|| format!("from {}", gone.join(", ")))
}

fn names(plan: &Plan, things: &[Thing]) -> String {
    things.iter().map(|thing| &*plan.record(*thing).name).collect::<Vec<_>>().join(", ")
}

/// How a model moved along an axis; nothing where it stands as it stood.
fn moved(plan: &Plan, thing: Thing, axis: Axis) -> Option<Move> {
    let became = plan.became(thing).filter(|became| became.is(Change::Moved))?;
    let before = &became.before.as_ref()?.record;
    let fields: &[Field] = match axis {
        Axis::Facet(Facet::Platform) => &[Field::Platform, Field::BuiltOn],
        Axis::Facet(Facet::Brand) => &[Field::Brand, Field::Brands],
        Axis::Facet(Facet::Region) => &[Field::Regions],
        Axis::Facet(Facet::Plant) => &[Field::Plants, Field::BuiltAt],
        Axis::Facet(Facet::Company) => &[Field::Company],
        _ => return None,
    };
    let of = |record: &Record| {
        let mut all: Vec<Thing> = fields.iter().flat_map(|field| record.links(*field)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (then, now) = (of(before), of(plan.record(thing)));
    let without = |all: &[Thing], other: &[Thing]| -> Vec<Thing> {
        all.iter().copied().filter(|thing| !other.contains(thing)).collect()
    };
    let (gone, came) = (without(&then, &now), without(&now, &then));
    (then != now).then_some(Move { gone, came, then })
}

/// The values of an axis under which an item stood.
fn values_then(plan: &Plan, item: usize, axis: Axis, side: Option<&Move>) -> Vec<u32> {
    match (side, axis) {
        (Some(side), Axis::Facet(facet)) => {
            let column = plan.items().column(facet);
            let values: Vec<u32> =
                side.then.iter().filter_map(|thing| column.value_of_thing(*thing)).collect();
            if values.is_empty() { vec![NOT_STATED] } else { values }
        }
        _ => axis.values(plan, item).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matrix;
    use super::*;
    use crate::explore::Filter;
    use crate::scene::Metrics;
    use crate::views::Look;

    fn plan(edition: &str, platform: &str) -> Plan {
        let text = format!(
            "(version: 1, id: \"p\", name: \"P\", edition: \"{edition}\", sources: [(id: \"s\", title: \"S\")], \
             companies: [(id: \"c\", name: \"C\")], brands: [(id: \"b\", name: \"Ash\", company: \"c\")], \
             platforms: [(id: \"one\", name: \"One\"), (id: \"two\", name: \"Two\")], \
             models: [(id: \"m\", name: \"Ash Moth\", brands: [\"b\"]{platform}), \
             (id: \"n\", name: \"Ash Newt\", brands: [\"b\"], platform: \"one\")])"
        );
        crate::file::parse("test.ron", text.as_bytes()).plan.expect("sound")
    }

    /// From where the model came, and what stands in the cells of the first row and the row of what is not stated.
    fn told(old: &str, new: &str) -> (Option<String>, Vec<String>) {
        let both = crate::changes::compare(&plan("1", old), &plan("2", new), &[]).expect("editions");
        let (filter, matching, metrics) =
            (Filter::default(), BitSet::all(both.items().len()), Metrics::new());
        let look = Look::new(&both, &filter, &matching, &metrics);
        let options = MatrixOptions::of(&both);
        let matrix = Matrix::new(&look, options);
        let ghosts = (0..matrix.rows().len()).flat_map(|row| matrix.ghosts.of(row, 0).to_vec());
        let moth = both.find("m").expect("there");
        (from(&both, moth, options), ghosts.map(|ghost| ghost.words).collect())
    }

    #[test]
    fn a_model_tells_from_where_it_came_and_its_old_place_where_it_went() {
        let (one, two) = (", platform: \"one\"", ", platform: \"two\"");
        assert_eq!(told(one, one), (None, vec![]));
        assert_eq!(told(one, two), (Some("from One".into()), vec!["[Moth] to Two".into()]));
        // The old place has no row of its own where nothing else stands there.
        assert_eq!(told(two, one), (Some("from Two".into()), vec![]));
        assert_eq!(told("", one), (Some("from not stated".into()), vec![]));
        assert_eq!(told(one, ""), (Some("from One".into()), vec!["[Moth] to not stated".into()]));
    }
}

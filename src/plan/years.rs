//! The years in which something of an item happens, for all items at once. It must never be worked out
//! before someone asks: most people look at years never.

use super::{BackLinks, Field, Items, Kind, NOT_STATED, Record};

/// For each item its years, or 0 where it has no date: one flat list and where each item's part begins.
#[derive(Debug, Clone)]
pub(super) struct Years {
    starts: Vec<u32>,
    flat: Vec<u32>,
}

impl Years {
    pub fn new(records: &[Record], back: &BackLinks, items: &Items) -> Self {
        let (mut starts, mut flat) = (vec![0], Vec::with_capacity(items.len()));
        let mut years: Vec<u32> = Vec::new();
        for item in 0..items.len() {
            let thing = items.thing(item);
            let record = &records[thing.index()];
            let of_model = back
                .of(thing)
                .iter()
                .filter(|(field, _)| record.kind == Kind::Model && *field == Field::Of)
                .map(|(_, from)| &records[from.index()])
                .filter(|from| from.kind == Kind::Milestone);
            years.clear();
            let whens = std::iter::once(record).chain(of_model).filter_map(|record| record.when?.years());
            years.extend(whens.flatten().map(|year| u32::from(year.unsigned_abs())));
            years.sort_unstable();
            years.dedup();
            if years.is_empty() {
                years.push(NOT_STATED);
            }
            flat.extend_from_slice(&years);
            starts.push(flat.len() as u32);
        }
        Self { starts, flat }
    }

    pub fn of(&self, item: usize) -> &[u32] {
        super::part(&self.starts, &self.flat, item)
    }
}

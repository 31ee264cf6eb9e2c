//! Changes for spreadsheets and programs. It must never hand on a formula.

use super::super::list::BYTE_ORDER_MARK;
use super::{Failure, Report, Row};
use crate::changes::Words;
use crate::explore::harmless;
use crate::plan::{About, Change, Facet, NOT_STATED, Plan, Record};
use serde_json::{Map, Value, json};

const HEAD: [&str; 19] = [
    "id",
    "kind",
    "what",
    "change",
    "changes",
    "old_when",
    "new_when",
    "slip_least_months",
    "slip_most_months",
    "old_status",
    "new_status",
    "words",
    "old_id",
    "old_what",
    "matched_by",
    "remark",
    "why",
    "source",
    "source_url",
];

/// The rows that are not as they were, weightiest first, and what changed beside the items.
fn rows<'a>(report: &Report<'a>) -> Vec<Row<'a>> {
    let changes = Change::ALL.iter().copied().filter(|change| *change != Change::Same);
    let items = changes.flat_map(|change| report.items(change));
    items.chain(report.entities()).collect()
}

pub(super) fn csv(report: &Report<'_>) -> Result<String, Failure> {
    let failed =
        |e: &dyn std::fmt::Display| Failure::new(format!("the changes could not be written as CSV: {e}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD).map_err(|e| failed(&e))?;
    for row in rows(report) {
        let one = Told::of(report.plan, &row);
        let words = || row.words.iter().map(Words::whole).collect::<Vec<_>>().join("; ");
        let cell = |column: &str| match column {
            "words" => harmless(&words()).into_owned(),
            column => one.cell(column),
        };
        let cells = HEAD.map(cell);
        writer.write_record(&cells).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    let text = String::from_utf8(bytes).map_err(|e| failed(&e))?;
    Ok(format!("{BYTE_ORDER_MARK}{text}"))
}

pub(super) fn json(report: &Report<'_>) -> Result<String, Failure> {
    let tally: Map<String, Value> =
        report.tally.all().map(|(change, count)| (change.word().to_owned(), json!(count))).collect();
    let rows: Vec<Value> = rows(report).iter().map(|row| Told::of(report.plan, row).object()).collect();
    let all = json!({
        "older": report.plan.against().map(|against| about(&against.about)),
        "newer": about(report.plan.about()),
        "counts": tally,
        "changes": rows,
    });
    let text = serde_json::to_string_pretty(&all);
    text.map(|t| t + "\n").map_err(|e| Failure::new(format!("the changes could not be written as JSON: {e}")))
}

fn about(about: &About) -> Value {
    json!({
        "id": about.id, "name": about.name, "edition": about.edition,
        "as_of": about.as_of.map(|as_of| as_of.to_string()),
    })
}

/// What there is to tell of a row, by name.
struct Told(Map<String, Value>);

impl Told {
    fn of(plan: &Plan, row: &Row<'_>) -> Self {
        let (record, became) = (row.record, plan.became(row.thing));
        let is = |change: Change| became.is_some_and(|became| became.is(change));
        let before = became.and_then(|became| became.before.as_ref());
        let old = before.map(|before| &before.record).or(is(Change::Silent).then_some(record));
        // What is unchanged has no other record than this one.
        let old = old.or((!is(Change::New)).then_some(record));
        let new = (!is(Change::Silent)).then_some(record);
        let months = became.and_then(|became| became.slip()).map(|slip| slip.months());
        let changes: Vec<&str> = became.into_iter().flat_map(|b| b.all()).map(Change::word).collect();
        let words: Vec<Value> = row
            .words
            .iter()
            .map(|w| json!({ "change": w.change.word(), "of": w.of, "old": w.old, "new": w.new, "by": w.by }))
            .collect();
        let source = row.why.as_ref().map(|why| plan.source(why.source));
        let told = json!({
            "id": record.id,
            "kind": kind(plan, row),
            "what": record.name,
            "change": became.map(|became| became.weightiest().word()),
            "changes": changes,
            "old_when": when(old),
            "new_when": when(new),
            "slip_least_months": months.and_then(|months| months.0),
            "slip_most_months": months.and_then(|months| months.1),
            "old_status": old.and_then(|old| old.status).map(|status| status.word()),
            "new_status": new.and_then(|new| new.status).map(|status| status.word()),
            "words": words,
            "old_id": old.map(|old| &old.id),
            "old_what": old.map(|old| &old.name),
            "matched_by": before.filter(|before| before.by_name).map_or("id", |_| "name"),
            "remark": row.why.as_ref().and_then(|why| why.remark.as_ref()),
            "why": row.why.as_ref().map(|why| &why.text),
            "source": source.map(|source| source.line()),
            "source_url": source.and_then(|source| source.url.as_ref()),
        });
        match told {
            Value::Object(map) => Self(map),
            _ => Self(Map::new()),
        }
    }

    fn object(self) -> Value {
        Value::Object(self.0)
    }

    /// One cell, lists joined.
    fn cell(&self, column: &str) -> String {
        let plain = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match self.0.get(column) {
            // Numbers may be below nothing, and are no formulas.
            Some(number @ Value::Number(_)) => number.to_string(),
            Some(Value::Array(list)) => {
                harmless(&list.iter().map(plain).collect::<Vec<_>>().join("; ")).into_owned()
            }
            Some(value) => harmless(&plain(value)).into_owned(),
            None => String::new(),
        }
    }
}

fn when(record: Option<&Record>) -> Option<String> {
    record?.when.map(|when| when.to_string())
}

/// What it is, as its plan calls it.
fn kind(plan: &Plan, row: &Row<'_>) -> String {
    let column = plan.items().column(Facet::Kind);
    let values = plan.items().item_of(row.thing).map(|item| column.of(item.0 as usize)).unwrap_or_default();
    let names = values.iter().filter(|v| **v != NOT_STATED).filter_map(|v| column.values().get(*v as usize));
    let names: Vec<&str> = names.map(|value| &*value.name).collect();
    if names.is_empty() { row.record.kind.word().to_owned() } else { names.join(", ") }
}

//! `roadscope list`: matching items as a table, as CSV, or as JSON. It must never hand on a formula.

use super::Failure;
use crate::date::Day;
use crate::explore::harmless;
use crate::plan::{BitSet, Facet, Fact, Field, NOT_STATED, Plan, Record};
use serde_json::{Map, Value, json};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest a column of the table is.
const WIDEST: usize = 56;
/// The facets of a CSV that have a column of their own place before all others.
const BEFORE: [Facet; 2] = [Facet::Kind, Facet::Status];
/// What a record says in references that no facet holds, as both CSV and JSON have it.
const LINKS: [Field; 6] =
    [Field::Of, Field::Holder, Field::By, Field::DevelopedBy, Field::DerivedFrom, Field::LeadsTo];
/// What a record says in words, numbers and figures that no facet holds.
const FACTS: [Field; 14] = [
    Field::Measure,
    Field::Value,
    Field::Unit,
    Field::Percent,
    Field::Votes,
    Field::Voting,
    Field::Baseline,
    Field::Counts,
    Field::Capacity,
    Field::Volume,
    Field::Cost,
    Field::Figures,
    Field::Code,
    Field::Technology,
];

/// What makes a spreadsheet take a text for Unicode.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// First and last day of an item, none where it is open or undated.
fn reach(plan: &Plan, item: usize) -> (Option<Day>, Option<Day>) {
    let reach = plan.items().reach(item);
    (reach.and_then(|days| days.0.stated()), reach.and_then(|days| days.1.stated()))
}

/// Matching items, earliest first, undated last.
fn in_order(plan: &Plan, matching: &BitSet) -> Vec<usize> {
    let mut items: Vec<usize> = matching.iter().collect();
    items.sort_by_key(|item| (plan.items().days(*item).is_none(), plan.items().days(*item), *item));
    items
}

/// Columns to read, and how many items there are.
pub(super) fn table(plan: &Plan, matching: &BitSet) -> String {
    let mut rows = vec![["when", "what", "kind", "status"].map(str::to_owned).to_vec()];
    let facets = Facet::listed(plan);
    rows[0].extend(facets.iter().map(|f| f.word().to_owned()));
    for item in in_order(plan, matching) {
        let record = record(plan, item);
        let when = record.when.map_or_else(|| "undated".to_owned(), |w| w.to_string());
        let status = record.status.map_or("", |s| s.label()).to_owned();
        let mut row = vec![when, record.name.to_string(), kind(plan, item), status];
        row.extend(facets.iter().map(|f| names(plan, item, *f).join(", ")));
        rows.push(row.into_iter().map(|cell| shortened(&cell)).collect());
    }
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line += cell;
            line += &" ".repeat(width - cell.width() + 2);
        }
        out += line.trim_end();
        out.push('\n');
    }
    out + &format!("{} of {} items\n", matching.count(), plan.items().len())
}

/// One line an item, several values of a cell separated by semicolons; `marked` with a byte order mark, by which
/// spreadsheets know the text for Unicode.
pub(super) fn csv(plan: &Plan, matching: &BitSet, marked: bool) -> Result<String, Failure> {
    let failed =
        |e: &dyn std::fmt::Display| Failure::new(format!("the list could not be written as CSV: {e}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let facets = || Facet::ALL.iter().copied().filter(|facet| !BEFORE.contains(facet));
    let mut head = vec!["id", "kind", "what", "when", "first_day", "last_day", "status"];
    head.extend(facets().map(Facet::word));
    head.extend(LINKS.map(Field::word));
    head.extend(FACTS.map(Field::word));
    head.push("note");
    writer.write_record(&head).map_err(|e| failed(&e))?;
    for item in in_order(plan, matching) {
        let record = record(plan, item);
        let (first, last) = reach(plan, item);
        let mut row = vec![
            record.id.to_string(),
            kind(plan, item),
            record.name.to_string(),
            record.when.map(|w| w.to_string()).unwrap_or_default(),
            first.map(|day| day.to_string()).unwrap_or_default(),
            last.map(|day| day.to_string()).unwrap_or_default(),
            record.status.map_or("", |s| s.word()).to_owned(),
        ];
        row.extend(facets().map(|f| names(plan, item, f).join("; ")));
        let linked = |field| record.links(field).map(|to| &*plan.record(to).name).collect::<Vec<_>>();
        row.extend(LINKS.map(|field| linked(field).join("; ")));
        row.iter_mut().for_each(|cell| *cell = harmless(cell).into_owned());
        row.extend(FACTS.map(|field| cell(record, field)));
        row.push(harmless(record.note.as_deref().unwrap_or("")).into_owned());
        writer.write_record(&row).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    let text = String::from_utf8(bytes).map_err(|e| failed(&e))?;
    Ok(if marked { format!("{BYTE_ORDER_MARK}{text}") } else { text })
}

/// What a record says in a field, for a cell: numbers as numbers, everything else harmless.
fn cell(record: &Record, field: Field) -> String {
    let cells: Vec<String> = record
        .facts(field)
        .filter_map(|fact| match fact {
            Fact::Number(number) => Some(number.to_string()),
            Fact::Figure(figure) => {
                let what = figure.what.as_ref().map(|what| format!("{what}: ")).unwrap_or_default();
                Some(harmless(&format!("{what}{figure}")).into_owned())
            }
            Fact::Text(text) => Some(harmless(text).into_owned()),
            Fact::Flag(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
            Fact::Country(_) | Fact::Coordinates(..) | Fact::Color(_) => None,
        })
        .collect();
    cells.join("; ")
}

/// An array of objects with every facet and all evidence.
pub(super) fn json(plan: &Plan, matching: &BitSet) -> Result<String, Failure> {
    let items: Vec<Value> = in_order(plan, matching).into_iter().map(|item| object(plan, item)).collect();
    let text = serde_json::to_string_pretty(&items);
    text.map(|t| t + "\n").map_err(|e| Failure::new(format!("the list could not be written as JSON: {e}")))
}

fn object(plan: &Plan, item: usize) -> Value {
    let record = record(plan, item);
    let (first, last) = reach(plan, item);
    let facets: Map<String, Value> =
        Facet::ALL.iter().map(|facet| (facet.word().to_owned(), json!(names(plan, item, *facet)))).collect();
    let evidence: Vec<Value> = record
        .all_evidence()
        .map(|e| {
            let source = plan.source(e.source);
            let claims: Map<String, Value> =
                e.claims.iter().map(|(field, value)| (field.word().to_owned(), json!(value))).collect();
            json!({
                "source": source.id, "title": source.title, "url": source.url, "place": e.place,
                "said": e.said.word(), "quote": e.quote, "claims": claims,
            })
        })
        .collect();
    let mut object = json!({
        "id": record.id,
        "record": record.kind.word(),
        "what": record.name,
        "when": record.when.map(|w| w.to_string()),
        "first_day": first.map(|day| day.to_string()),
        "last_day": last.map(|day| day.to_string()),
        "status": record.status.map(|s| s.word()),
        "facets": facets,
        "note": record.note,
        "evidence": evidence,
    });
    for field in LINKS {
        let ids: Vec<&str> = record.links(field).map(|to| &*plan.record(to).id).collect();
        // A stake has one holder; everything else may be several.
        object[field.word()] = if field == Field::Holder { json!(ids.first()) } else { json!(ids) };
    }
    for field in FACTS {
        let facts: Vec<Value> = record.facts(field).filter_map(fact).collect();
        let listed = matches!(field, Field::Figures | Field::Technology);
        object[field.word()] = if listed { json!(facts) } else { json!(facts.first()) };
    }
    object
}

fn fact(fact: &Fact) -> Option<Value> {
    match fact {
        Fact::Number(number) => Some(json!(number)),
        Fact::Text(text) => Some(json!(text)),
        Fact::Flag(yes) => Some(json!(yes)),
        Fact::Figure(one) => {
            Some(json!({ "what": one.what, "low": one.low, "high": one.high, "unit": one.unit }))
        }
        Fact::Country(_) | Fact::Coordinates(..) | Fact::Color(_) => None,
    }
}

fn record(plan: &Plan, item: usize) -> &Record {
    plan.record(plan.items().thing(item))
}

fn kind(plan: &Plan, item: usize) -> String {
    names(plan, item, Facet::Kind).join(", ")
}

/// The names of an item's values, none where nothing is stated.
fn names(plan: &Plan, item: usize, facet: Facet) -> Vec<&str> {
    let column = plan.items().column(facet);
    let values = column.of(item).iter().filter(|v| **v != NOT_STATED);
    values.filter_map(|v| column.values().get(*v as usize)).map(|v| &*v.name).collect()
}

/// A cell on one line, cut where it is too wide.
fn shortened(cell: &str) -> String {
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.width() <= WIDEST {
        return line;
    }
    let mut used = 0;
    let kept: String = line
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < WIDEST
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(harmless(bad).starts_with('\''), "{bad:?}");
        }
        assert_eq!(harmless("Renault 5"), "Renault 5");
    }

    #[test]
    fn wide_cells_are_cut_to_one_line() {
        let cell = shortened(&"日本の自動車\n".repeat(20));
        assert!(cell.width() <= WIDEST && cell.ends_with('…') && !cell.contains('\n'), "{cell}");
    }
}

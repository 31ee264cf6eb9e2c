//! The text of a plan file, to be read and edited by people: fields in their order, a comment above what needs one.
//!
//! It must never write a field that a kind of record does not have: `check` would tell of it.

use super::draft::{Draft, PlanDraft, Proof, SourceDraft, TieDraft, Value};
use crate::file::headings::list_word;
use crate::file::kinds::fields_of;
use crate::file::schema::VERSION;
use crate::plan::{Field, Kind, Said};
use std::fmt::Write;

/// Where a line is broken.
const WIDE: usize = 108;

/// The text of a plan.
pub fn plan(draft: &PlanDraft, head: &[String]) -> String {
    let mut out = String::with_capacity(draft.records.len() * 260 + 1000);
    for line in head {
        let _ = writeln!(out, "// {}", line.replace(['\n', '\r'], " "));
    }
    let _ = writeln!(out, "(\n    version: {VERSION},\n    id: {},", text(&draft.id));
    let _ = writeln!(out, "    name: {},\n    edition: {},", text(&draft.name), text(&draft.edition));
    for (name, value) in [("as_of", &draft.as_of), ("horizon", &draft.horizon)] {
        if let Some(value) = value {
            let _ = writeln!(out, "    {name}: {},", text(value));
        }
    }
    if draft.fiscal_year_start > 1 {
        let _ = writeln!(out, "    fiscal_year_start: {},", draft.fiscal_year_start);
    }
    if !draft.arrivals.is_empty() {
        let _ = writeln!(out, "    arrivals: {},", texts(&draft.arrivals));
    }
    if !draft.life.is_empty() {
        let stages: Vec<String> =
            draft.life.iter().map(|(stage, kinds)| format!("{stage}: {}", texts(kinds))).collect();
        let _ = writeln!(out, "    life: ({}),", stages.join(", "));
    }
    if !draft.words.is_empty() {
        let words: Vec<String> = draft
            .words
            .iter()
            .map(|(key, one, many)| format!("{key}: ({}, {})", text(one), text(many)))
            .collect();
        let _ = writeln!(out, "    words: ({}),", words.join(", "));
    }
    views(draft, &mut out);
    if let Some(note) = &draft.note {
        let _ = writeln!(out, "    note: {},", text(note));
    }
    let sources: Vec<Vec<String>> = draft.sources.iter().map(source).collect();
    out.push_str("    sources: [\n");
    for fields in &sources {
        record(fields, None, &mut out);
    }
    out.push_str("    ],\n");
    for kind in Kind::ALL {
        let mut records = draft.records.iter().filter(|record| record.kind == *kind).peekable();
        if records.peek().is_none() {
            continue;
        }
        let _ = writeln!(out, "    {}: [", list_word(*kind));
        for draft in records {
            record(&fields(draft), draft.comment.as_deref(), &mut out);
        }
        out.push_str("    ],\n");
    }
    out.push_str(")\n");
    out
}

fn views(draft: &PlanDraft, out: &mut String) {
    if draft.views.is_empty() {
        return;
    }
    out.push_str("    views: [\n");
    for view in &draft.views {
        let mut fields = vec![format!("name: {}", text(&view.name)), format!("query: {}", text(&view.query))];
        fields.extend(view.view.as_ref().map(|word| format!("view: {}", text(word))));
        fields.extend(view.group.as_ref().map(|word| format!("group: {}", text(word))));
        if !view.options.is_empty() {
            let pairs: Vec<String> =
                view.options.iter().map(|(name, value)| format!("{}: {}", text(name), text(value))).collect();
            fields.push(format!("options: {{{}}}", pairs.join(", ")));
        }
        fields.extend(view.note.as_ref().map(|note| format!("note: {}", text(note))));
        record(&fields, None, out);
    }
    out.push_str("    ],\n");
}

/// One record on as few lines as are wide enough.
fn record(fields: &[String], comment: Option<&str>, out: &mut String) {
    if let Some(comment) = comment {
        let _ = writeln!(out, "        // {}", comment.replace(['\n', '\r'], " "));
    }
    out.push_str("        (");
    let mut width = 9;
    for (n, field) in fields.iter().enumerate() {
        let length = field.chars().count();
        if n > 0 && width + length > WIDE {
            out.push_str("\n            ");
            width = 12;
        } else if n > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(field);
        if n + 1 < fields.len() {
            out.push(',');
        }
        width += length + 1;
    }
    out.push_str("),\n");
}

fn source(source: &SourceDraft) -> Vec<String> {
    let mut fields = vec![format!("id: {}", text(&source.id)), format!("title: {}", text(&source.title))];
    let SourceDraft { publisher, date, accessed, url, archive, note, .. } = source;
    let others = [
        ("publisher", publisher),
        ("date", date),
        ("accessed", accessed),
        ("url", url),
        ("archive", archive),
        ("note", note),
    ];
    fields.extend(
        others.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", text(value.as_ref()?)))),
    );
    fields
}

/// The fields of a record in the order of its kind.
fn fields(draft: &Draft) -> Vec<String> {
    let mut out = vec![format!("id: {}", text(&draft.id))];
    for name in fields_of(draft.kind) {
        match *name {
            "id" => {}
            "name" | "what" if !draft.name.is_empty() => out.push(format!("{name}: {}", text(&draft.name))),
            "aka" if !draft.aka.is_empty() => out.push(format!("aka: {}", texts(&draft.aka))),
            "note" => out.extend(draft.note.as_ref().map(|note| format!("note: {}", text(note)))),
            "evidence" if !draft.evidence.is_empty() => {
                out.push(format!("evidence: {}", proofs(&draft.evidence)))
            }
            name => {
                let value = Field::from_word(name).and_then(|field| draft.get(field));
                out.extend(value.map(|value| format!("{name}: {}", self::value(value))));
            }
        }
    }
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(one) => text(one),
        Value::Texts(all) => texts(all),
        Value::Word(word) => (*word).to_owned(),
        Value::Number(number) => number_text(*number),
        Value::Flag(flag) => flag.to_string(),
        Value::Place(lat, lon) => format!("({}, {})", number_text(*lat), number_text(*lon)),
        Value::Corners(points) => {
            let points: Vec<String> = points
                .iter()
                .map(|(lat, lon)| format!("({}, {})", number_text(*lat), number_text(*lon)))
                .collect();
            format!("[{}]", points.join(", "))
        }
        Value::Figures(figures) => {
            let figures: Vec<String> = figures
                .iter()
                .map(|(what, value)| format!("(what: {}, value: {})", text(what), text(value)))
                .collect();
            format!("[{}]", figures.join(", "))
        }
        Value::Ties(ties) => format!("[{}]", ties.iter().map(tie).collect::<Vec<_>>().join(", ")),
    }
}

fn number_text(number: f64) -> String {
    let text = number.to_string();
    if text.contains(['.', 'e', 'E']) { text } else { text + ".0" }
}

fn tie(tie: &TieDraft) -> String {
    let mut fields = vec![format!("{}: {}", tie.key, text(&tie.to))];
    fields.extend(tie.percent.map(|percent| format!("percent: {}", number_text(percent))));
    fields.extend(tie.votes.map(|votes| format!("votes: {}", number_text(votes))));
    fields.extend(tie.from.as_ref().map(|from| format!("from: {}", text(from))));
    fields.extend(tie.until.as_ref().map(|until| format!("until: {}", text(until))));
    if !tie.evidence.is_empty() {
        fields.push(format!("evidence: {}", proofs(&tie.evidence)));
    }
    format!("({})", fields.join(", "))
}

fn proofs(evidence: &[Proof]) -> String {
    let all: Vec<String> = evidence.iter().map(proof).collect();
    format!("[{}]", all.join(", "))
}

fn proof(proof: &Proof) -> String {
    let mut fields = vec![format!("source: {}", text(&proof.source))];
    fields.extend(proof.place.as_ref().map(|place| format!("place: {}", text(place))));
    if proof.said != Said::default() {
        fields.push(format!("said: {}", proof.said.word()));
    }
    fields.extend(proof.quote.as_ref().map(|quote| format!("quote: {}", text(quote))));
    fields.extend(proof.note.as_ref().map(|note| format!("note: {}", text(note))));
    if !proof.claims.is_empty() {
        let claims: Vec<String> = proof
            .claims
            .iter()
            .map(|(field, claim)| format!("{}: {}", text(field.word()), text(claim)))
            .collect();
        fields.push(format!("claims: {{{}}}", claims.join(", ")));
    }
    format!("({})", fields.join(", "))
}

fn texts(all: &[String]) -> String {
    format!("[{}]", all.iter().map(|one| text(one)).collect::<Vec<_>>().join(", "))
}

/// A text in quotation marks, as RON reads it.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_is_read_as_it_was_written(any in "\\PC{0,30}|.{0,30}|[\\x00-\\x20\"\\\\]{0,9}") {
            let read: Option<String> = ron::from_str(&text(&any)).ok();
            prop_assert_eq!(read, Some(any));
        }
    }
}

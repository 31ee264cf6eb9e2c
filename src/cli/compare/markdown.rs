//! Changes as tables of a text. It must never let a text of a plan become markup.

use super::{Report, Row, heading};
use crate::changes::{edition, edition_and_date};
use crate::plan::{Change, Plan};
use crate::printable;

pub(super) fn markdown(report: &Report<'_>) -> String {
    let (plan, about) = (report.plan, report.plan.about());
    let older = plan.against().map(|against| edition_and_date(&against.about)).unwrap_or_default();
    let mut out = format!(
        "# {}: {} compared with {}\n\n",
        cell(&about.name),
        cell(&edition_and_date(about)),
        cell(&older)
    );
    out += &format!("{}.\n", cell(&report.tally.sentence(plan)));
    for change in Change::ALL.iter().copied() {
        let count = report.tally.of(change);
        if count == 0 || change == Change::Same {
            continue;
        }
        let title = match change {
            Change::Silent => format!("Not mentioned in {}", cell(&edition(about))),
            Change::New => format!("New in {}", cell(&edition(about))),
            change => heading(change),
        };
        out += &format!("\n## {title} ({count})\n\n");
        if change == Change::New && !report.names_new {
            out += &format!("{}\n", cell(&report.by_kind(change)));
            continue;
        }
        out += &table(plan, &report.items(change));
    }
    let entities = report.entities();
    if !entities.is_empty() {
        out += &format!("\n## Beside the items ({})\n\n", entities.len());
        out += &table(plan, &entities);
    }
    out
}

fn table(plan: &Plan, rows: &[Row<'_>]) -> String {
    let mut out = "| What | Then | Now | By how much | Also | Why |\n|---|---|---|---|---|---|\n".to_owned();
    for row in rows {
        let (old, new, by) = row.first().map_or_else(Default::default, |words| {
            let of = if words.of.is_empty() { String::new() } else { format!("{}: ", words.of) };
            (format!("{of}{}", words.old), words.new.clone(), words.by.clone())
        });
        let why = row.why.as_ref().map(|why| why.words(plan));
        let cells = [&*row.record.name, &old, &new, &by, &row.also(), &why.unwrap_or_default()];
        out += &format!("| {} |\n", cells.map(cell).join(" | "));
    }
    out
}

/// A text on one line in which nothing is markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for letter in printable::text(text).chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

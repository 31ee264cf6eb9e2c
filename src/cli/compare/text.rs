//! Changes to read on a terminal. It must never need colour to be understood.

use super::{Report, Row, heading};
use crate::changes::{Why, Words, edition, edition_and_date};
use crate::plan::{Change, Plan};
use crate::printable;
use unicode_width::UnicodeWidthStr;

/// The width of a line.
const WIDTH: usize = 110;
/// Of the columns of names and of what became of them.
const NAME: usize = 38;
const CHANGE: usize = 36;

/// A text that grows line by line, some of it bold where the terminal has that.
struct Lines {
    out: String,
    bold: bool,
}

impl Lines {
    fn line(&mut self, text: &str) {
        self.out += printable::text(text).trim_end();
        self.out.push('\n');
    }

    fn strong(&self, text: &str) -> String {
        if self.bold { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn heading(&mut self, text: &str, behind: &str) {
        let strong = self.strong(&printable::text(text));
        self.out +=
            &format!("\n{strong}{}\n", if behind.is_empty() { String::new() } else { format!("  {behind}") });
    }

    /// Words broken at blanks, each line behind an indent.
    fn wrapped(&mut self, lead: &str, text: &str) {
        let indent = " ".repeat(lead.width());
        let mut line = lead.to_owned();
        for word in text.split_whitespace() {
            if line.width() + word.width() > WIDTH && line.width() > indent.width() {
                self.line(&line);
                line.clone_from(&indent);
            }
            line += word;
            line.push(' ');
        }
        self.line(&line);
    }
}

pub(super) fn text(report: &Report<'_>, bold: bool) -> String {
    let mut lines = Lines { out: String::new(), bold };
    head(&mut lines, report);
    for change in Change::ALL.iter().copied() {
        let count = report.tally.of(change);
        match change {
            _ if count == 0 => {}
            Change::Same => {}
            Change::New if !report.names_new => {
                let newer = edition(report.plan.about());
                lines.heading(&format!("New in {newer} {count}"), "named with --new-items");
                lines.wrapped("  ", &report.by_kind(change));
            }
            Change::New => {
                lines.heading(&format!("New in {} {count}", edition(report.plan.about())), "");
                report.items(change).iter().for_each(|row| alone(&mut lines, row, ("+ ", "")));
            }
            Change::Silent => {
                let title = format!("Not mentioned in {} {count}", edition(report.plan.about()));
                lines.heading(&title, "absent, which does not mean cancelled");
                report.items(change).iter().for_each(|row| alone(&mut lines, row, ("[", "]")));
            }
            _ => {
                lines.heading(&format!("{} {count}", heading(change)), "");
                report.items(change).iter().for_each(|row| changed(&mut lines, report.plan, row));
            }
        }
    }
    entities(&mut lines, report);
    lines.out
}

fn head(lines: &mut Lines, report: &Report<'_>) {
    let (about, tally) = (report.plan.about(), &report.tally);
    let older = report.plan.against().map(|against| edition_and_date(&against.about)).unwrap_or_default();
    lines.line(&format!("{}: {} compared with {older}", about.name, edition_and_date(about)));
    let (silent, new) = (tally.of(Change::Silent), tally.of(Change::New));
    let (then, now) = (tally.in_both() + silent, tally.in_both() + new);
    let of = if report.asked { "Of what is asked for " } else { "" };
    lines.line(&format!(
        "{of}{then} items then, {now} now. In both {}: {} changed, {} unchanged. Not mentioned {silent}. New {new}.",
        tally.in_both(),
        tally.changed(),
        tally.of(Change::Same),
    ));
    lines.line(
        "Each item stands once, under its weightiest change. Slips are as exact as both dates, no more.",
    );
    let by_name = report.by_name();
    if !by_name.is_empty() {
        let pairs: Vec<String> = by_name.iter().map(|(old, new)| format!("{old} = {new}")).collect();
        let lead = format!("Matched by name {} (take one apart with --apart ID): ", pairs.len());
        lines.wrapped("", &(lead + &pairs.join(", ")));
    }
}

/// What both editions have.
fn changed(lines: &mut Lines, plan: &Plan, row: &Row<'_>) {
    let (from_to, by) = row.first().map(|words| (words.from_to(), words.by.clone())).unwrap_or_default();
    columns(lines, &row.record.name, &from_to, &by);
    let also = row.also();
    if !also.is_empty() {
        lines.wrapped("    also ", &also);
    }
    if let Some(why) = &row.why {
        let why = Why { remark: why.remark.as_deref().map(cut), text: cut(&why.text), ..why.clone() };
        lines.wrapped("    why ", &why.words(plan));
    }
}

/// A name, what became of it and by how much, on one line where there is room.
fn columns(lines: &mut Lines, name: &str, from_to: &str, by: &str) {
    let (name, from_to, by) = (printable::text(name), printable::text(from_to), printable::text(by));
    let padded =
        |text: &str, width: usize| format!("{text}{}", " ".repeat(width.saturating_sub(text.width())));
    let first = format!("  {}", padded(&name, NAME));
    let second = if by.is_empty() { from_to.to_string() } else { padded(&from_to, CHANGE) + "  " };
    let strong = lines.strong(&by);
    if first.width() + 1 + second.width() + by.width() <= WIDTH {
        lines.out += format!("{first} {second}{strong}").trim_end();
        lines.out.push('\n');
        return;
    }
    lines.line(&first);
    if by.is_empty() || from_to.width() + by.width() + 8 > WIDTH {
        lines.wrapped("      ", &from_to);
        if !by.is_empty() {
            lines.out += &format!("      {strong}\n");
        }
    } else {
        lines.out += &format!("      {from_to}  {strong}\n");
    }
}

/// What one edition alone has, its name between signs.
fn alone(lines: &mut Lines, row: &Row<'_>, (before, behind): (&str, &str)) {
    let words = row.first().map(|words| format!("{}{}", words.old, words.new)).unwrap_or_default();
    columns(lines, &format!("{before}{}{behind}", row.record.name), &words, "");
}

/// What changed beside the items.
fn entities(lines: &mut Lines, report: &Report<'_>) {
    let rows = report.entities();
    if rows.is_empty() {
        return;
    }
    let is =
        |row: &Row<'_>, change: Change| report.plan.became(row.thing).is_some_and(|became| became.is(change));
    lines.heading(
        &format!("Beside the items {}", rows.len()),
        "companies, brands, regions, plants, platforms, people",
    );
    for row in rows.iter().filter(|row| !is(row, Change::New) && !is(row, Change::Silent)) {
        let words: Vec<String> =
            row.words.iter().map(Words::among_others).filter(|w| !w.is_empty()).collect();
        columns(lines, &row.record.name, &words.join("; "), "");
    }
    for (change, lead) in [(Change::Silent, "  not mentioned: "), (Change::New, "  new: ")] {
        let names: Vec<&str> =
            rows.iter().filter(|row| is(row, change)).map(|row| &*row.record.name).collect();
        if !names.is_empty() {
            lines.wrapped(lead, &names.join(", "));
        }
    }
}

/// A reason that is no longer than a reader takes in.
fn cut(text: &str) -> String {
    const MOST: usize = 140;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST).collect();
    let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept).to_owned();
    if text.starts_with('“') { format!("{kept} …”") } else { format!("{kept} …") }
}

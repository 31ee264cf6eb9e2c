//! `roadscope compare`: what changed from one plan to another, by class and with its why.
//!
//! It must never list an item twice: each stands once, by its weightiest change.

mod data;
mod markdown;
mod text;

use super::{Failure, Outcome, Query, ask, load, say};
use crate::changes::{self, Tally, Why, Words, tally};
use crate::plan::{BitSet, Change, Facet, NOT_STATED, Plan, Record, Thing};
use clap::{Args, ValueEnum};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Clone)]
#[command(after_help = "Exit status: 0 nothing changed, 1 something did, 2 trouble.\n\nExamples:\n  \
    roadscope compare alliance-2025.ron alliance-2026.ron\n  \
    roadscope compare old.ron new.ron --where \"change:later,cancelled\" --format csv")]
pub(super) struct Compare {
    /// The older plan: a file, or the name of a plan that comes with the program.
    old: PathBuf,
    /// The newer plan.
    new: PathBuf,
    #[command(flatten)]
    filter: Query,
    /// How to write the changes.
    #[arg(long, value_enum, default_value_t)]
    format: CompareFormat,
    /// Name what is new, rather than count it.
    #[arg(long)]
    new_items: bool,
    /// Take a record of the older plan for another one, though a newer one has its name; may be repeated.
    #[arg(long, value_name = "ID")]
    apart: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    /// To read.
    #[default]
    Text,
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// For a text with tables.
    Markdown,
}

/// What is compared, and which items of it.
struct Report<'a> {
    plan: &'a Plan,
    matching: &'a BitSet,
    tally: Tally,
    /// Only some items are asked for.
    asked: bool,
    names_new: bool,
}

/// One line of a report.
struct Row<'a> {
    thing: Thing,
    record: &'a Record,
    words: Vec<Words>,
    why: Option<Why>,
}

/// Compares two plans; trouble is told by a status of its own, as other programs that compare do.
pub(super) fn compare(arguments: &Compare) -> Outcome {
    match compared(arguments) {
        Ok(code) => Ok(code),
        Err(failure) => {
            super::tell(&format!("roadscope: {}", failure.0));
            Ok(ExitCode::from(2))
        }
    }
}

fn compared(arguments: &Compare) -> Outcome {
    let newer = load(Some(&arguments.new))?;
    let plan = against(newer, &arguments.old, &arguments.apart)?;
    let query = &arguments.filter.r#where;
    let (filter, matching) = ask(&plan, query, "--where")?;
    let (asked, tally) = (!filter.is_empty(), tally(&plan, &matching));
    let report = Report { plan: &plan, matching: &matching, tally, asked, names_new: arguments.new_items };
    let bold = std::io::stdout().is_terminal();
    say(&match arguments.format {
        CompareFormat::Text => text::text(&report, bold),
        CompareFormat::Csv => data::csv(&report)?,
        CompareFormat::Json => data::json(&report)?,
        CompareFormat::Markdown => markdown::markdown(&report),
    })?;
    Ok(ExitCode::from(u8::from(!report.is_empty())))
}

/// A plan set against an older one, by its file or its name.
///
/// # Errors
/// Where that holds no plan, or has nothing in common with the newer one.
pub(super) fn against(newer: Plan, older: &Path, apart: &[String]) -> Result<Plan, Failure> {
    let old = load(Some(older))?;
    let apart: Vec<Box<str>> = apart.iter().map(|id| id.as_str().into()).collect();
    if let Some(id) = apart.iter().find(|id| old.find(id).is_none()) {
        return Err(Failure::new(format!("--apart: the older plan has no record \"{id}\"")));
    }
    changes::compare(&old, &newer, &apart).map_err(|nothing| {
        Failure::new(format!("{nothing}: compare editions of one plan, which share their ids"))
    })
}

impl<'a> Report<'a> {
    /// Whether nothing changed of what is asked for.
    fn is_empty(&self) -> bool {
        self.tally.all().all(|(change, _)| change == Change::Same) && self.entities().is_empty()
    }

    /// The items of a weightiest change, by date.
    fn items(&self, change: Change) -> Vec<Row<'a>> {
        let items = self.plan.items();
        let is = |thing: Thing| self.plan.became(thing).is_some_and(|became| became.weightiest() == change);
        let mut all: Vec<usize> = self.matching.iter().filter(|item| is(items.thing(*item))).collect();
        all.sort_by_key(|item| (items.days(*item).is_none(), items.days(*item), *item));
        all.into_iter().map(|item| self.row(items.thing(item))).collect()
    }

    /// The records beside the items that are not as they were: companies, plants and others.
    fn entities(&self) -> Vec<Row<'a>> {
        if self.asked {
            return Vec::new();
        }
        let things = (0u32..).zip(self.plan.records()).filter(|(_, record)| !record.kind.is_item());
        let same = |thing: Thing| self.plan.became(thing).is_none_or(|became| became.is(Change::Same));
        let things = things.map(|(n, _)| Thing::nth(n)).filter(|thing| !same(*thing));
        things.map(|thing| self.row(thing)).collect()
    }

    fn row(&self, thing: Thing) -> Row<'a> {
        Row {
            thing,
            record: self.plan.record(thing),
            words: changes::words(self.plan, thing),
            why: changes::why(self.plan, thing),
        }
    }

    /// Which records of both editions were found by their names.
    fn by_name(&self) -> Vec<(&'a str, &'a str)> {
        let all = (0u32..).zip(self.plan.records());
        let found = all.filter_map(|(n, record)| {
            let before = self.plan.became(Thing::nth(n))?.before.as_ref()?;
            before.by_name.then_some((&*before.record.id, &*record.id))
        });
        found.collect()
    }

    /// "2 models, 1 launch" of things of a change, by what they are, most first.
    fn by_kind(&self, change: Change) -> String {
        let items = self.plan.items();
        let column = items.column(Facet::Kind);
        let mut of_change = BitSet::none(items.len());
        let is = |item: &usize| {
            self.plan.became(items.thing(*item)).is_some_and(|became| became.weightiest() == change)
        };
        self.matching.iter().filter(is).for_each(|item| of_change.insert(item));
        let values = column.values().iter().zip(0u32..).filter(|(_, number)| *number != NOT_STATED);
        let counts =
            values.map(|(value, number)| (column.members(number).count_in(&of_change), &*value.name));
        let mut counts: Vec<(usize, &str)> = counts.filter(|(count, _)| *count > 0).collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        counts.iter().map(|(count, name)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    }
}

impl Row<'_> {
    /// Its weightiest change in words.
    fn first(&self) -> Option<&Words> {
        self.words.first()
    }

    /// What else became of it, on one line.
    fn also(&self) -> String {
        self.words
            .iter()
            .skip(1)
            .map(Words::among_others)
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// With a capital at its beginning.
fn heading(change: Change) -> String {
    let label = change.label();
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

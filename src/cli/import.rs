//! `roadscope import`: a sheet becomes a plan file, or a newer sheet the next edition of one.
//!
//! It must never write anything where something is in the way: plan and mapping land whole or not at all.

use super::{Failure, Outcome, load, say, tell};
use crate::file;
use crate::import::{self, Fault, Grade, Made, Mapping, Opened, Reading};
use crate::plan::Kind;
use crate::{export, printable};
use clap::Args;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most problems that are told beside a plan that was written.
const TOLD: usize = 30;

#[derive(Args, Clone)]
#[command(after_help = "Examples:\n  \
    roadscope import cycle-plan.xlsx --check\n  \
    roadscope import cycle-plan.xlsx --output plan.ron\n  \
    roadscope import cycle-plan-december.xlsx --map cycle-plan.map.ron --edition 2026-12 --onto plan.ron \
    --output plan-2026-12.ron\n\n\
    The mapping of the columns is saved beside the sheet as SHEET.map.ron: edit it, and import again.")]
pub(super) struct Import {
    /// The sheet: .xlsx, .ods, .csv or .tsv.
    sheet_file: PathBuf,
    /// Which sheet of a workbook; that which looks most like a plan, where none is named.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What the columns mean, as an earlier import saved it; SHEET.map.ron beside the sheet, where there is one.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The plan file to write.
    #[arg(long, short, value_name = "PLAN", required_unless_present = "check")]
    output: Option<PathBuf>,
    /// Tell what would come in, and write nothing.
    #[arg(long)]
    check: bool,
    /// Which edition it is, such as 2026-12.
    #[arg(long, value_name = "EDITION")]
    edition: Option<String>,
    /// The plan that the sheet is a newer state of: ids and what people wrote stay.
    #[arg(long, value_name = "PLAN")]
    onto: Option<PathBuf>,
}

pub(super) fn import(import: &Import) -> Outcome {
    let name = printable::path(&import.sheet_file);
    let failed = |fault: Fault| Failure::new(format!("{name}: {fault}"));
    if let Some(output) = &import.output {
        let inputs = [Some(&import.sheet_file), import.onto.as_ref(), import.map.as_ref()];
        if let Some(input) = inputs.into_iter().flatten().find(|input| is_same(input, output)) {
            let input = printable::path(input);
            return Err(Failure::new(format!("{input} is read for this: choose another name for the plan")));
        }
    }
    let (saved, saved_at) = saved(import)?;
    let opened =
        Opened::open(&import.sheet_file, import.sheet.as_deref(), saved.as_ref(), &Reading::default());
    let opened = opened.map_err(failed)?;
    let edition = import.edition.as_deref();
    let made = opened.make(edition, &Reading::default()).map_err(failed)?;
    if made.plan.records.is_empty() {
        let told = told(&opened, &made, usize::MAX);
        return Err(Failure::new(format!("{name}: no row of this sheet makes a record\n{told}")));
    }
    let old = import.onto.as_deref().map(|onto| load(Some(onto))).transpose()?;
    let next = old.map(|old| import::onto(&made, &old, edition));
    let head = head(import, &opened);
    let mut all = made.clone();
    if let Some(next) = &next {
        all.plan = next.plan.clone();
    }
    let text = all.text(&head);
    let mut summary = summary(&opened, &made);
    if let Some(next) = &next {
        let _ = writeln!(
            summary,
            "{} records keep their ids, {} are new, {} of the earlier sheet are gone, {} that the sheet does not \
             have stay",
            next.kept,
            next.new.len(),
            next.gone.len(),
            next.stay
        );
    }
    let checked = file::parse("plan", text.as_bytes());
    if import.check {
        let mut out = columns(&opened, &made);
        out += &summary;
        out += &told(&opened, &made, usize::MAX);
        out += &faults(&checked);
        return say(&printable::text(&out)).map(|()| ExitCode::SUCCESS);
    }
    let Some(output) = &import.output else { return Err(Failure::new("name a plan file with --output")) };
    let landed =
        export::write(output, text.as_bytes(), &[]).map_err(|error| Failure::new(error.to_string()))?;
    for note in landed.notes {
        tell(&format!("roadscope: {note}"));
    }
    let beside = import::mapping_path(&import.sheet_file);
    let mut told_all = format!("{}: {summary}", printable::path(output));
    told_all += &told(&opened, &made, TOLD);
    told_all += &faults(&checked);
    if saved_at.is_none() && !beside.exists() {
        match export::write(&beside, opened.mapping.print().as_bytes(), &[]) {
            Ok(_) => {
                let _ = writeln!(told_all, "what the columns mean is saved in {}", printable::path(&beside));
            }
            Err(error) => {
                let _ = writeln!(told_all, "what the columns mean could not be saved: {error}");
            }
        }
    }
    tell(told_all.trim_end());
    Ok(ExitCode::SUCCESS)
}

/// The mapping that is asked for, or that lies beside the sheet, and where it is.
fn saved(import: &Import) -> Result<(Option<Mapping>, Option<PathBuf>), Failure> {
    let beside = import::mapping_path(&import.sheet_file);
    let path = match &import.map {
        Some(path) => path.clone(),
        None if beside.is_file() => beside,
        None => return Ok((None, None)),
    };
    let name = printable::path(&path);
    let text = fs::read_to_string(&path).map_err(|error| {
        Failure::new(format!("{name} cannot be read: {error}: check its name and folder"))
    })?;
    let mapping = Mapping::parse(&text).map_err(|fault| Failure::new(format!("{name}: {fault}")))?;
    Ok((Some(mapping), Some(path)))
}

/// What the head of the plan file says of where it is from.
fn head(import: &Import, opened: &Opened) -> Vec<String> {
    let sheet = opened.sheet.name.as_str();
    let of = if sheet.is_empty() { String::new() } else { format!(", sheet {sheet}") };
    let mut head = vec![format!("Made from {}{of} by roadscope import.", opened.book.name)];
    if let Some(onto) = import.onto.as_ref().and_then(|onto| onto.file_name()) {
        head.push(format!(
            "The next edition of {}: ids and what people wrote there are kept.",
            onto.to_string_lossy()
        ));
    }
    head.into_iter().map(|line| printable::word(&line).into_owned()).collect()
}

/// What the columns mean, for `--check`.
fn columns(opened: &Opened, made: &Made) -> String {
    let mut out = String::new();
    let sheet = opened.sheet.name.as_str();
    if !sheet.is_empty() {
        let _ = writeln!(out, "sheet: {sheet}");
    }
    if let Some((letters, delimiter)) = opened.book.how(opened.mapping.how()) {
        let comma = if opened.mapping.decimal_comma { "comma" } else { "point" };
        let _ =
            writeln!(out, "encoding: {}, delimiter: {}, decimal {comma}", letters.label(), delimiter.label());
    }
    let _ = writeln!(out, "headings in row {}", opened.mapping.header_row.unwrap_or(1));
    match (opened.mapping.date_order, opened.guess.order_open) {
        (Some(order), _) => {
            let _ = writeln!(out, "dates: {}", order.label());
        }
        (None, Some((row, column))) => {
            let _ = writeln!(
                out,
                "dates: {} may have day or month first: write date_order: \"day first\" or \"month first\" into the mapping",
                opened.sheet.place(row, column)
            );
        }
        (None, None) => {}
    }
    let _ = writeln!(out, "each row is {}\n", opened.mapping.rows.label());
    for column in &opened.mapping.columns {
        let (read, filled) = made.cells.get(&column.column).copied().unwrap_or_default();
        let sure = match column.sure {
            import::Sure::Certain => "certain",
            import::Sure::Guess => "guess",
            import::Sure::Chosen => "you chose",
        };
        let used = column.meaning.fixed_use().unwrap_or(column.used.label());
        let _ = writeln!(
            out,
            "{:>3}  {:28}  {:24}  {:9}  {:10}  {read} of {filled}",
            import::letters(column.column),
            shortened(&column.heading, 28),
            shortened(&column.meaning.label(), 24),
            sure,
            used.to_lowercase(),
        );
    }
    out.push('\n');
    out
}

fn shortened(text: &str, most: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= most { line } else { line.chars().take(most - 1).chain(['…']).collect() }
}

/// What came of the rows, in a line.
fn summary(opened: &Opened, made: &Made) -> String {
    let models = made.records(Kind::Model);
    let milestones = made.records(Kind::Milestone);
    let several =
        |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let milestones = several(milestones, "milestone", "milestones");
    let came = match opened.mapping.rows {
        import::Rows::Models => format!("{} with {milestones}", several(models, "model", "models")),
        import::Rows::Milestones => milestones,
    };
    let (rows, seen) = (made.rows.len(), made.seen);
    let out = made.count(Grade::LeftOut);
    let (words, doubt) = (made.count(Grade::Words), made.count(Grade::Doubt));
    format!(
        "{came} from {rows} of {seen} rows: {out} left out, {} kept as words, {doubt} read with doubt\n",
        several(words, "cell", "cells")
    )
}

/// What was not taken as it stands.
fn told(opened: &Opened, made: &Made, most: usize) -> String {
    let mut out = String::new();
    for remark in &opened.sheet.remarks {
        let _ = writeln!(out, "  {remark}");
    }
    if opened.book.macros {
        let _ = writeln!(out, "  the macros of this workbook are not run; formulas are read by their values");
    }
    for problem in made.problems.iter().take(most) {
        let _ = writeln!(out, "  {problem}");
    }
    let more = made.problems.len().saturating_sub(most) + made.more;
    if more > 0 {
        let _ = writeln!(out, "  and {more} more: see them with --check");
    }
    out
}

/// What `check` finds in the plan.
fn faults(loaded: &file::Loaded) -> String {
    let count = loaded.problems.len() + loaded.more;
    match count {
        0 => String::new(),
        _ => {
            let told: Vec<String> = loaded.problems.iter().take(5).map(ToString::to_string).collect();
            format!("the plan has {count} problems of its own:\n{}\n", told.join("\n"))
        }
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

//! The command line: the window, or one headless command.
//!
//! It must never draw or judge by itself: it reads arguments, asks the other rooms, and tells what came of
//! it. Results go to standard output, everything else to standard error.

mod compare;
mod edition;
mod import;
mod list;
mod picture;
mod saved;

use crate::date::{Day, Part};
use crate::explore::{Filter, Index};
use crate::export::PageSize;
use crate::file::{self, Loaded};
use crate::plan::{BitSet, Near, Plan};
use crate::printable;
use crate::views::ViewKind;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Opens a plan file and shows it as a timeline, a map, a matrix and a table, with the evidence behind every mark.
#[derive(Parser)]
#[command(name = "roadscope", bin_name = "roadscope", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Without a command a window opens, a tab a file; without files, on the plans that were open last. \
    Commands without FILE use the plan that comes with the program, as the window does at first: the roadmap of \
    Renault, Nissan and Mitsubishi."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The plan files to open in a window.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Write a view as a picture: SVG, PNG or PDF.
    Export(Box<Export>),
    /// Tell every problem of plan files, with line and column.
    #[command(after_help = "Exit status: 0 no problems, 1 problems, 2 a file could not be read.")]
    Check {
        /// The plan files; without any, the plan that comes with the program.
        files: Vec<PathBuf>,
    },
    /// List what matches a filter.
    List {
        /// The plan file.
        file: Option<PathBuf>,
        #[command(flatten)]
        filter: Query,
        #[command(flatten)]
        older: Older,
        /// How to write the list.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
        /// CSV for programs, without the byte order mark by which spreadsheets know Unicode.
        #[arg(long)]
        plain_csv: bool,
        /// Write the list to a file.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Make a plan file of a spreadsheet: .xlsx, .ods, .csv or .tsv.
    Import(import::Import),
    /// Tell what changed from an older plan to a newer one.
    Compare(compare::Compare),
    /// List the saved views of a plan.
    Views {
        /// The plan file, or a file of saved views.
        file: Option<PathBuf>,
    },
    /// Write the plan that comes with the program as RON, to start one's own from.
    Sample,
}

#[derive(Args, Clone)]
#[command(after_help = "Examples:\n  \
    roadscope export --view timeline --where \"brand:nissan region:europe\" --output nissan.svg\n  \
    roadscope export my-plan.ron --view map --size slide --theme dark --output map.png\n  \
    roadscope export --view matrix --size a4 --output matrix.pdf\n\n\
    The same command on the same file gives the same bytes.")]
struct Export {
    /// The plan file.
    file: Option<PathBuf>,
    /// Which view to draw; that which an arrangement or saved view shows first, where there is one.
    #[arg(long, value_parser = view(), required_unless_present_any = ["arrangement", "saved"])]
    view: Option<ViewKind>,
    /// Draw what an arrangement says, as the window's "Copy as command" writes it; other options go before it.
    #[arg(long, value_name = "FILE")]
    arrangement: Option<PathBuf>,
    /// Draw a saved view of the plan, by its name; other options go before it.
    #[arg(long, value_name = "NAME", conflicts_with = "arrangement")]
    saved: Option<String>,
    /// The file to write; its name ends in .svg, .png or .pdf.
    #[arg(long, short, value_name = "PICTURE")]
    output: PathBuf,
    #[command(flatten)]
    filter: Query,
    #[command(flatten)]
    older: Older,
    /// Show only from this date on: 2026, 2026-Q3, 2026-07-14.
    #[arg(long, value_name = "DATE", value_parser = Part::parse)]
    from: Option<Part>,
    /// Show only up to this date.
    #[arg(long, value_name = "DATE", value_parser = Part::parse)]
    to: Option<Part>,
    /// What rows stand for: brand, region, platform, energy, theme, status, ... or none.
    #[arg(long, value_name = "FACET")]
    group: Option<String>,
    /// What columns of a matrix stand for: brand, region, energy, year, ...
    #[arg(long, value_name = "FACET")]
    columns: Option<String>,
    /// What a map is fitted to: world, match (what matches, as usual), or a region by its id or name.
    #[arg(long, value_name = "world|match|REGION")]
    frame: Option<String>,
    /// Width x height such as 1920x1080 or 210x297mm, or a4, a4-portrait, a3, letter, slide, wide, square; without
    /// it as high as everything needs.
    #[arg(long, value_name = "SIZE", value_parser = |t: &str| t.parse::<PageSize>())]
    size: Option<PageSize>,
    /// As wide as --size, and as high as everything needs.
    #[arg(long, requires = "size")]
    as_high: bool,
    /// Pixels a point of a PNG: 1 for 1920x1080, 300 an inch on paper, unless told.
    #[arg(long, value_name = "NUMBER", value_parser = scale)]
    scale: Option<f32>,
    /// Dark on light, or light on dark.
    #[arg(long, value_enum, default_value_t)]
    theme: ThemeWord,
    /// Draw a line for today, such as 2026-11-22.
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<Day>,
    /// Look at the plan as it is at a date: count and draw as there what has begun by then.
    #[arg(long, value_name = "DATE", value_parser = Part::parse)]
    focus: Option<Part>,
    /// The view alone, without title, legend and sources.
    #[arg(long)]
    plain: bool,
    /// What lies behind the marks: the theme's ground, or nothing.
    #[arg(long, value_name = "GROUND", value_enum, default_value_t)]
    background: Ground,
    #[command(flatten)]
    words: PictureWords,
    /// How an SVG holds its texts: as letters, or as outlines that look alike in every program.
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    text: TextWord,
}

/// The older edition that a plan is set against.
#[derive(Args, Clone)]
struct Older {
    /// Show what changed since an older edition of the plan: a file, or the name of a plan that comes with the
    /// program. What only one of them mentions is left out unless the filter asks of changes.
    #[arg(long, value_name = "OLD")]
    compare: Option<PathBuf>,
    /// Take a record of the older plan for another one, though a newer one has its name; may be repeated.
    #[arg(long, value_name = "ID")]
    apart: Vec<String>,
}

impl Older {
    /// A plan set against the older one, where there is one.
    fn set_against(&self, newer: Plan) -> Result<Plan, Failure> {
        match &self.compare {
            Some(older) => compare::against(newer, older, &self.apart),
            None => Ok(newer),
        }
    }
}

/// Words of a picture, in the place of the usual ones.
#[derive(Args, Clone, Default)]
struct PictureWords {
    /// A headline of your own, instead of what is shown.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
    /// What stands beneath the headline, instead of view, count and edition.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    subtitle: String,
    /// A remark beneath the view.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// Who says so, instead of the numbered list of sources.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    source: String,
    /// Who made the picture.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    credit: String,
    /// What is to be seen, for those who cannot see it.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    alt: String,
}

#[derive(Args, Clone)]
struct Query {
    /// Only what matches, such as "brand:nissan region:europe -status:cancelled when:2026..2028".
    #[arg(
        long,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    r#where: String,
}

/// Reads the word of a view.
fn view() -> impl TypedValueParser<Value = ViewKind> {
    let words = ViewKind::ALL.iter().map(|kind| kind.word());
    PossibleValuesParser::new(words).map(|word| ViewKind::from_word(&word).unwrap_or_default())
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum ThemeWord {
    #[default]
    Light,
    Dark,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Ground {
    /// That of the theme.
    #[default]
    Theme,
    /// What lies under the picture shows through.
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum TextWord {
    /// To be searched, copied and edited.
    #[default]
    Letters,
    /// To look the same where the program that opens it knows nothing of fonts.
    Outlines,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Columns to read.
    #[default]
    Table,
    /// For a spreadsheet.
    Csv,
    /// For a program, with all facets and evidence.
    Json,
    /// A workbook: a sheet for each kind, with evidence and sources; needs --output.
    Xlsx,
}

/// What went wrong, in words for the person.
struct Failure(String);

impl Failure {
    fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

type Outcome = Result<ExitCode, Failure>;

/// Does what the arguments ask; `window` opens the window on files, or on what was open last.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    window: impl FnOnce(Vec<PathBuf>) -> Result<(), String>,
) -> ExitCode {
    let outcome = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => match arguments.command {
            None => open(arguments.files, window),
            Some(Command::Export(export)) => picture::export(&export),
            Some(Command::Check { files }) => check(&files),
            Some(Command::Import(sheet)) => import::import(&sheet),
            Some(Command::List { file, filter, older, format, plain_csv, output }) => {
                list(file.as_deref(), (&filter, &older), (format, plain_csv), output.as_deref())
            }
            Some(Command::Compare(asked)) => compare::compare(&asked),
            Some(Command::Views { file }) => saved::list(file.as_deref()),
            Some(Command::Sample) => sample(),
        },
        Err(error) => {
            // Help and version come this way too; who closed the pipe does not want them.
            match error.use_stderr() {
                true => tell(&error.render().to_string()),
                false => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    outcome.unwrap_or_else(|failure| {
        tell(&format!("roadscope: {}", failure.0));
        ExitCode::FAILURE
    })
}

/// Opens the window. What is no file is most often a command with a slip, and no window would say so.
fn open(files: Vec<PathBuf>, window: impl FnOnce(Vec<PathBuf>) -> Result<(), String>) -> Outcome {
    let is_missing = |file: &&PathBuf| !file.exists() && file::bundled_by_name(file).is_none();
    if let Some(file) = files.iter().find(is_missing) {
        let name = printable::path(file);
        let commands = Arguments::command();
        let near = Near::default().hint(&name, commands.get_subcommands().map(clap::Command::get_name));
        let hint = near.unwrap_or_else(|| "see the commands with: roadscope --help".to_owned());
        return Err(Failure::new(format!("there is no file and no command \"{name}\": {hint}")));
    }
    window(files).map(|()| ExitCode::SUCCESS).map_err(Failure::new)
}

fn check(files: &[PathBuf]) -> Outcome {
    let mut status = 0;
    let mut report = |name: &str, loaded: &Loaded| {
        let mut text = String::new();
        for problem in &loaded.problems {
            text += &format!("{problem}\n\n");
        }
        let count = loaded.problems.len() + loaded.more;
        text += &match count {
            0 => format!("{name}: no problems\n"),
            1 => format!("{name}: 1 problem\n"),
            n if loaded.more > 0 => format!("{name}: {n} problems, {} of them not shown\n", loaded.more),
            n => format!("{name}: {n} problems\n"),
        };
        status = status.max(u8::from(count > 0));
        say(&printable::text(&text))
    };
    let mut unread = false;
    for file in files {
        let loaded = read(file);
        // Whatever is wrong inside a file is a problem; a file that cannot be read was not checked.
        unread |= loaded.unread;
        report(&printable::path(file), &loaded)?;
    }
    if files.is_empty() {
        report("the plan that comes with the program", &file::bundled())?;
    }
    Ok(ExitCode::from(if unread { 2 } else { status }))
}

fn sample() -> Outcome {
    let bundled = &file::BUNDLED[0];
    say(bundled.text)?;
    if let Some(about) = file::head_of(bundled.text) {
        edition::tell(None, &about);
    }
    Ok(ExitCode::SUCCESS)
}

fn list(
    file: Option<&Path>,
    (query, older): (&Query, &Older),
    (format, plain_csv): (ListFormat, bool),
    output: Option<&Path>,
) -> Outcome {
    if plain_csv && matches!(format, ListFormat::Json | ListFormat::Xlsx) {
        return Err(Failure::new("--plain-csv is a kind of CSV: leave it or --format out"));
    }
    if format == ListFormat::Xlsx && output.is_none() {
        return Err(Failure::new("a workbook is no text: name a file for it with --output list.xlsx"));
    }
    let plan = load(file)?;
    edition::tell(file, plan.about());
    let plan = older.set_against(plan)?;
    let (_, matching) = ask(&plan, &of_both(&plan, &query.r#where, "--where")?, "--where")?;
    let bytes = match format {
        ListFormat::Xlsx => {
            crate::import::workbook(&plan, &matching).map_err(|fault| Failure::new(fault.to_string()))?
        }
        ListFormat::Csv | ListFormat::Table if plain_csv => list::csv(&plan, &matching, false)?.into_bytes(),
        ListFormat::Table => printable::text(&list::table(&plan, &matching)).into_owned().into_bytes(),
        ListFormat::Csv => list::csv(&plan, &matching, true)?.into_bytes(),
        ListFormat::Json => list::json(&plan, &matching)?.into_bytes(),
    };
    match output {
        Some(output) => {
            let inputs: Vec<&Path> = file.into_iter().collect();
            let landed = crate::export::write(output, &bytes, &inputs);
            for note in landed.map_err(|error| Failure::new(error.to_string()))?.notes {
                tell(&format!("roadscope: {note}"));
            }
        }
        None => say(&String::from_utf8_lossy(&bytes))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a file, or a plan that comes with the program by its name.
fn read(file: &Path) -> Loaded {
    let bundled = file::bundled_by_name(file).and_then(|number| file::BUNDLED.get(number));
    bundled.map_or_else(
        || file::read_judged(file, &std::sync::Arc::default(), crate::session::judge),
        file::Bundled::load,
    )
}

/// The plan of a file, without what is wrong in it; that is told.
fn load(file: Option<&Path>) -> Result<Plan, Failure> {
    let loaded = file.map_or_else(file::bundled, read);
    let errors = loaded.errors();
    match loaded.plan {
        Some(plan) => {
            if errors > 0 {
                let name = file.map_or_else(String::new, printable::path);
                let count = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
                tell(&format!(
                    "roadscope: {name} has {count}, and what they concern is left out: see them with: \
                     roadscope check \"{name}\""
                ));
            }
            Ok(plan)
        }
        None => {
            let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
            Err(Failure::new(format!("there is no plan to show\n\n{}", told.join("\n\n"))))
        }
    }
}

/// A query to a plan that is set against another: what both mention, unless it asks of changes itself.
fn of_both(plan: &Plan, text: &str, from: &str) -> Result<String, Failure> {
    let (mut filter, _) = ask(plan, text, from)?;
    if plan.against().is_none() || filter.asks_changes() {
        return Ok(text.to_owned());
    }
    filter.keep_both(plan);
    Ok(filter.to_text(plan))
}

/// The filter of a query and what it keeps; `from` says where the query stands. A query that is not understood whole is refused: a picture of
/// something else than was asked would mislead.
fn ask(plan: &Plan, text: &str, from: &str) -> Result<(Filter, BitSet), Failure> {
    let parsed = Filter::parse(text, plan);
    if !parsed.problems.is_empty() {
        let told = parsed.problems.iter().map(|p| {
            let wide = |range| printable::word(text.get(range).unwrap_or("")).width();
            let (before, wide) = (wide(0..p.range.start), wide(p.range.clone()).max(1));
            let marks = format!("{}{}", " ".repeat(before), "^".repeat(wide));
            let fix =
                p.fix.as_ref().map(|fix| format!("\n  write: {}", printable::word(fix))).unwrap_or_default();
            format!("{}\n  {}\n  {marks}\n  hint: {}{fix}", p.message, printable::word(text), p.hint)
        });
        let told: Vec<String> = told.collect();
        return Err(Failure::new(format!("in {from}: {}", told.join("\n\n"))));
    }
    let matching = parsed.filter.matching(plan, &Index::new(plan));
    Ok((parsed.filter, matching))
}

/// Writes a result. A reader who has heard enough is no failure.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the result could not be written: {e}")))
        }
        _ => Ok(()),
    }
}

/// Writes a message; where nobody reads it there is nobody to tell either.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", printable::text(text));
}

fn day(text: &str) -> Result<Day, String> {
    match Part::parse(text) {
        Ok(part @ Part::Day(..)) => Ok(part.days().0),
        Ok(_) => Err("write a whole day, such as 2026-11-22".to_owned()),
        Err(error) => Err(error.message + ": write a day such as 2026-11-22"),
    }
}

fn scale(text: &str) -> Result<f32, String> {
    let number = text.parse::<f32>().ok().filter(|n| (0.1..=16.0).contains(n));
    number.ok_or_else(|| "write a number from 0.1 to 16, such as 2".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}

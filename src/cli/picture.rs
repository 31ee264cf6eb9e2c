//! `roadscope export`: a view as a picture in a file.

use super::{Export, Failure, Outcome, ThemeWord, ask, load, tell};
use crate::date::Part;
use crate::explore::{Filter, Index, Stretch};
use crate::export::{self, Format};
use crate::plan::{Facet, Plan};
use crate::printable;
use crate::publish::{Job, Page};
use crate::scene::Theme;
use crate::session::Arrangement;
use crate::views::matrix::Axis;
use crate::views::{ViewKind, timeline};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn export(arguments: &Export) -> Outcome {
    let failed = |e: export::Error| Failure::new(e.to_string());
    let format = Format::of(&arguments.output).map_err(failed)?;
    let plan = load(arguments.file.as_deref())?;
    let arrangement = arrangement(arguments, &plan)?;
    let view = arguments.view.unwrap_or_else(|| arrangement.panes.leading());
    let page = Page {
        size: arguments.size,
        as_high: arguments.as_high,
        scale: arguments.scale,
        theme: theme(arguments.theme),
        plain: arguments.plain,
        today: arguments.today,
        format,
    };
    let index = Index::new(&plan);
    let job = Job { plan: &plan, index: &index, arrangement: &arrangement, view, page };
    let published = job.publish().map_err(failed)?;
    export::remove_on_signals();
    let inputs: Vec<&Path> =
        arguments.file.iter().chain(&arguments.arrangement).map(PathBuf::as_path).collect();
    let landed = export::write(&arguments.output, &published.bytes, &inputs).map_err(failed)?;
    for words in published.left_out.iter().chain(&published.lacking).chain(&landed.notes) {
        tell(&format!("roadscope: {words}"));
    }
    let pages = if published.pages > 1 { format!(", {} pages", published.pages) } else { String::new() };
    let (path, view) = (printable::path(&arguments.output), view.word());
    tell(&format!("Written to {path} ({view}, {}{pages})", published.count));
    Ok(ExitCode::SUCCESS)
}

/// How the plan is to be looked at: as a file says, or as usual, and then as the other arguments say.
fn arrangement(arguments: &Export, plan: &Plan) -> Result<Arrangement, Failure> {
    let mut arrangement = match &arguments.arrangement {
        Some(path) => read(path)?,
        None => Arrangement::of(plan),
    };
    let query = match arguments.filter.r#where.as_str() {
        "" => arrangement.query.as_str(),
        query => query,
    };
    let (mut filter, _) = ask(plan, query)?;
    arrangement.query = query.to_owned();
    let view = arguments.view.unwrap_or_else(|| arrangement.panes.leading());
    if let Some(stretch) = stretch(arguments, view, &filter)? {
        filter.set_when([stretch]);
        arrangement.query = filter.to_text(plan);
    }
    if let Some(focus) = arguments.focus {
        arrangement.focus = Some(focus.days().1);
    }
    if let Some(word) = &arguments.group {
        group(&mut arrangement, view, word)?;
    }
    if let Some(word) = &arguments.columns {
        columns(&mut arrangement, view, word)?;
    }
    if arguments.from.is_some() || arguments.to.is_some() {
        let (first, last) = timeline::home(plan);
        let from = arguments.from.map_or(first, |part| f64::from(part.days().0.0));
        let to = arguments.to.map_or(last, |part| f64::from(part.days().1.0) + 1.0);
        if from >= to {
            return Err(Failure::new(out_of_order(arguments, plan)));
        }
        arrangement.views.timeline.port.span = Some((from, to));
    }
    Ok(arrangement)
}

/// An arrangement's file. One that is not understood is refused: a picture of something else would mislead.
fn read(path: &Path) -> Result<Arrangement, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| {
        Failure::new(format!("--arrangement: {} could not be read: {e}", printable::path(path)))
    })?;
    let read = Arrangement::read(&text);
    match read.message {
        Some(message) => Err(Failure::new(format!("--arrangement: {}: {message}", printable::path(path)))),
        None => Ok(read.arrangement),
    }
}

/// Why no time lies between `--from` and `--to`, or between one of them and an end of the plan.
fn out_of_order(arguments: &Export, plan: &Plan) -> String {
    let (first, last) = timeline::home(plan);
    let day = |days: f64| crate::date::Day(days as i32);
    match (arguments.from, arguments.to) {
        (Some(_), None) => {
            format!(
                "--from lies after {}, where the timeline ends: say with --to how far it should go",
                day(last)
            )
        }
        (None, Some(_)) => {
            format!(
                "--to lies before {}, where the timeline begins: say with --from where it should begin",
                day(first)
            )
        }
        _ => "--from lies after --to: put the earlier date first".to_owned(),
    }
}

/// What rows stand for.
fn group(arrangement: &mut Arrangement, view: ViewKind, word: &str) -> Result<(), Failure> {
    let lower = word.to_lowercase();
    let views = &mut arrangement.views;
    match view {
        ViewKind::Timeline if lower == "none" => views.timeline.options.group = None,
        ViewKind::Timeline => {
            let facet = Facet::from_word(&lower).ok_or_else(|| unknown("--group", word, ", or none"))?;
            views.timeline.options.group = Some(facet);
        }
        ViewKind::Matrix => {
            views.matrix.options = views.matrix.options.with_rows(axis("--group", word)?);
        }
        ViewKind::Map => return Err(Failure::new("--group: a map has no rows: leave it out")),
    }
    Ok(())
}

/// What columns stand for.
fn columns(arrangement: &mut Arrangement, view: ViewKind, word: &str) -> Result<(), Failure> {
    if view != ViewKind::Matrix {
        return Err(Failure::new("--columns: only a matrix has columns: leave it out"));
    }
    let options = &mut arrangement.views.matrix.options;
    *options = options.with_columns(axis("--columns", word)?);
    Ok(())
}

fn axis(option: &str, word: &str) -> Result<Axis, Failure> {
    Axis::from_word(&word.to_lowercase()).ok_or_else(|| unknown(option, word, ", year"))
}

fn unknown(option: &str, word: &str, more: &str) -> Failure {
    let words = Facet::ALL.iter().map(|f| f.word()).collect::<Vec<_>>().join(", ");
    Failure::new(format!("{option}: there is no facet \"{word}\": write one of {words}{more}"))
}

/// The dates that `--from` and `--to` ask for, where the filter does not ask for dates itself.
fn stretch(arguments: &Export, view: ViewKind, filter: &Filter) -> Result<Option<Stretch>, Failure> {
    let (from, to): (Option<Part>, Option<Part>) = (arguments.from, arguments.to);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    if filter.dates().is_empty() {
        return Ok(Some(Stretch::Between(from, to)));
    }
    match view {
        // The axis shows the part, the filter says what is on it.
        ViewKind::Timeline => Ok(None),
        _ => Err(Failure::new("--from and --to ask for dates, and so does when: in --where: leave one out")),
    }
}

fn theme(word: ThemeWord) -> Theme {
    match word {
        ThemeWord::Light => Theme::Light,
        ThemeWord::Dark => Theme::Dark,
    }
}

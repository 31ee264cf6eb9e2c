//! `roadscope export`: a view as a picture in a file.

use super::{
    Export, Failure, Ground, Older, Outcome, PictureWords, TextWord, ThemeWord, ask, edition, load, of_both,
    saved, tell,
};
use crate::date::Part;
use crate::explore::{Filter, Index, Stretch};
use crate::export::{self, Format};
use crate::plan::{Facet, Plan};
use crate::printable;
use crate::publish::{Job, Page};
use crate::scene::Theme;
use crate::session::{Arrangement, Compared};
use crate::views::picture::Words;
use crate::views::{FrameError, Side, SideError, ViewKind, days};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn export(arguments: &Export) -> Outcome {
    let failed = |e: export::Error| Failure::new(e.to_string());
    let format = Format::of(&arguments.output).map_err(failed)?;
    let plan = load(arguments.file.as_deref())?;
    edition::tell(arguments.file.as_deref(), plan.about());
    let kept = match (&arguments.arrangement, &arguments.saved) {
        (Some(path), _) => Some(read(path)?),
        (None, Some(name)) => Some(saved::arrangement(arguments.file.as_deref(), &plan, name)?),
        (None, None) => None,
    };
    let plan = older(arguments, kept.as_ref()).set_against(plan)?;
    // Only now is it known when fiscal years begin.
    let books = |part: Option<Part>| part.map(|part| part.in_books_from(plan.about().fiscal_year_start));
    let (from, to, focus) = (books(arguments.from), books(arguments.to), books(arguments.focus));
    let arguments = &Export { from, to, focus, ..arguments.clone() };
    let arrangement = arrangement(arguments, kept, &plan)?;
    let view = arguments.view.unwrap_or_else(|| arrangement.panes.leading());
    let page = Page {
        size: arguments.size,
        as_high: arguments.as_high,
        scale: arguments.scale,
        theme: theme(arguments.theme),
        plain: arguments.plain,
        words: words(&arguments.words),
        bare: arguments.background == Ground::None,
        outlines: arguments.text == TextWord::Outlines,
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
fn arrangement(arguments: &Export, kept: Option<Arrangement>, plan: &Plan) -> Result<Arrangement, Failure> {
    let was_kept = kept.is_some();
    let mut arrangement = kept.unwrap_or_else(|| Arrangement::of(plan));
    let (query, from) = match (arguments.filter.r#where.as_str(), &arguments.saved) {
        ("", Some(name)) => {
            (arrangement.query.as_str(), format!("the saved view \"{}\"", printable::word(name)))
        }
        ("", None) => (arrangement.query.as_str(), "--arrangement".to_owned()),
        (query, _) => (query, "--where".to_owned()),
    };
    // An arrangement says itself whether it shows what only one edition mentions.
    let says_all = was_kept && arguments.filter.r#where.is_empty();
    // An overview tells by itself what only one of them mentions.
    let says_all = says_all || arguments.view == Some(ViewKind::Overview);
    let query = if says_all { query.to_owned() } else { of_both(plan, query, &from)? };
    let (mut filter, _) = ask(plan, &query, &from)?;
    arrangement.query = query;
    let view = arguments.view.unwrap_or_else(|| arrangement.panes.leading());
    if let Some(stretch) = stretch(arguments, view, &filter)? {
        filter.set_when([stretch]);
        arrangement.query = filter.to_text(plan);
    }
    if let Some(focus) = arguments.focus {
        arrangement.focus = Some(focus.days().1);
    }
    if let Some(word) = &arguments.group {
        side(&mut arrangement, view, Side::Rows, word)?;
    }
    if let Some(word) = &arguments.columns {
        side(&mut arrangement, view, Side::Columns, word)?;
    }
    if let Some(word) = &arguments.frame {
        frame(&mut arrangement, plan, view, word)?;
    }
    if arguments.from.is_some() || arguments.to.is_some() {
        let (first, last) = days::home(plan);
        let from = arguments.from.map_or(first, |part| f64::from(part.days().0.0));
        let to = arguments.to.map_or(last, |part| f64::from(part.days().1.0) + 1.0);
        if from >= to {
            return Err(Failure::new(out_of_order(arguments, plan)));
        }
        arrangement.views.look_at_days(view, from, to);
    }
    Ok(arrangement)
}

/// The older edition to draw against: the one that is named, or that of the arrangement.
fn older(arguments: &Export, kept: Option<&Arrangement>) -> Older {
    let of_kept = kept.and_then(|arrangement| arrangement.compared.as_ref()).map(Compared::path);
    let mut older = arguments.older.clone();
    if older.compare.is_none() {
        let apart = kept.map(|arrangement| arrangement.apart.iter().map(ToString::to_string));
        older.apart.extend(apart.into_iter().flatten());
        older.compare = of_kept;
    }
    older
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
    let (first, last) = days::home(plan);
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

/// Puts a facet along a side of the view.
fn side(arrangement: &mut Arrangement, view: ViewKind, side: Side, word: &str) -> Result<(), Failure> {
    let (option, sides) = match side {
        Side::Rows => ("--group", "rows"),
        Side::Columns => ("--columns", "columns"),
    };
    arrangement.views.set_side(view, side, &word.to_lowercase()).map_err(|error| match error {
        SideError::NoSuchSide => {
            Failure::new(format!("{option}: a {} has no {sides}: leave it out", view.word()))
        }
        SideError::Unknown(also) => {
            let words = Facet::ALL.iter().map(|f| f.word()).collect::<Vec<_>>().join(", ");
            Failure::new(format!("{option}: there is no facet \"{word}\": write one of {words}, or {also}"))
        }
    })
}

/// Fits the view to what a word names.
fn frame(arrangement: &mut Arrangement, plan: &Plan, view: ViewKind, word: &str) -> Result<(), Failure> {
    arrangement.views.set_frame(view, plan, word).map_err(|error| match error {
        FrameError::NoFrame => {
            Failure::new(format!("--frame: a {} is not fitted to places: leave it out", view.word()))
        }
        FrameError::Unknown(regions) => {
            let words = ["world".to_owned(), "match".to_owned()].into_iter().chain(regions);
            let words = words.collect::<Vec<_>>().join(", ");
            let word = printable::text(word);
            Failure::new(format!("--frame: the plan has no region \"{word}\": write one of {words}"))
        }
    })
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
    match view.is_along_time() {
        // The axis shows the part, the filter says what is on it.
        true => Ok(None),
        false => {
            Err(Failure::new("--from and --to ask for dates, and so does when: in --where: leave one out"))
        }
    }
}

/// The words that are given; white space at their ends is none.
fn words(given: &PictureWords) -> Words {
    let PictureWords { title, subtitle, note, source, credit, alt } = given;
    let [title, subtitle, note, source, credit, alt] =
        [title, subtitle, note, source, credit, alt].map(|text| text.trim().to_owned());
    Words { title, subtitle, note, source, credit, alt }
}

fn theme(word: ThemeWord) -> Theme {
    match word {
        ThemeWord::Light => Theme::Light,
        ThemeWord::Dark => Theme::Dark,
    }
}

//! `roadscope export`: a view as a picture in a file.

use super::{Export, Failure, Outcome, ThemeWord, ask, load, tell};
use crate::date::Part;
use crate::explore::{Filter, Index, Stretch};
use crate::export::{self, Format, Picture, export as write};
use crate::plan::{Facet, Plan};
use crate::scene::{Metrics, Theme};
use crate::views::matrix::Axis;
use crate::views::picture::{self, Order};
use crate::views::{Arranged, Look, ViewKind, timeline, words};
use std::process::ExitCode;

/// The width of a picture whose size is not told, in points.
const WIDTH: f32 = 1600.0;
/// The highest such a picture becomes; beyond, it is drawn smaller and says what is left out.
const HIGHEST: f32 = 8000.0;

pub(super) fn export(arguments: &Export) -> Outcome {
    let format = Format::of(&arguments.output).map_err(|e| Failure::new(e.to_string()))?;
    let plan = load(arguments.file.as_deref())?;
    let (mut filter, mut matching) = ask(&plan, &arguments.filter)?;
    if let Some(stretch) = stretch(arguments, &filter)? {
        filter.set_when([stretch]);
        matching = filter.matching(&plan, &Index::new(&plan));
    }
    let metrics = Metrics::new();
    let focus = arguments.focus.map(|part| part.days().1);
    let look = Look { today: arguments.today, focus, ..Look::new(&plan, &filter, &matching, &metrics) };
    let mut order = order(arguments, &plan)?;
    order.further = format == Format::Pdf;
    let (width, height) = match arguments.size {
        Some(size) => (size.points.x, Some(size.points.y)),
        None => (WIDTH, None),
    };
    let mut drawn = picture::draw(&look, &order, width, height);
    let too_high = height.is_none() && drawn.scene.size.y > HIGHEST;
    if too_high {
        drawn = picture::draw(&look, &order, width, Some(HIGHEST));
    }

    let title = format!("{}, {}", plan.about().name, order.view.word());
    let naming = |stands_for| words::of(&plan, stands_for);
    let about = filter.words(&plan);
    let picture = Picture {
        title: &title,
        about: &about,
        naming: Some(&naming),
        further: &drawn.further,
        ..Picture::new(&drawn.scene, theme(arguments.theme)).as_wide_as(width)
    };
    let usual = match arguments.size {
        Some(size) => size.scale,
        None => (16_000.0 / picture.size().max_elem()).min(2.0),
    };
    let failed = |e: crate::export::Error| Failure::new(e.to_string());
    write(&picture, format, arguments.scale.unwrap_or(usual), &arguments.output).map_err(failed)?;
    if !drawn.left.is_nothing() {
        let advice = match (height, too_high) {
            (Some(height), _) => format!(
                "{width} x {height} points; left out: {}. Make --size larger, leave it out, or narrow --where",
                drawn.left
            ),
            (None, true) => {
                format!(
                    "{HIGHEST} points of height; left out: {}. Give --size, or narrow --where",
                    drawn.left
                )
            }
            (None, false) => {
                format!("{width} points of width; left out: {}. Give --size, or narrow --where", drawn.left)
            }
        };
        tell(&format!("roadscope: not everything fits on {advice}"));
    }
    if format != Format::Svg {
        unwritable(&picture);
    }
    let pages = match drawn.further.len() {
        0 => String::new(),
        further => format!(", {} pages", further + 1),
    };
    let (path, view) = (arguments.output.display(), order.view.word());
    tell(&format!("Written to {path} ({view}, {}{pages})", drawn.count));
    Ok(ExitCode::SUCCESS)
}

fn order(arguments: &Export, plan: &Plan) -> Result<Order, Failure> {
    let mut order = Order { plain: arguments.plain, ..Order::new(arguments.view) };
    order.views = Arranged::of(plan);
    if let Some(word) = &arguments.group {
        group(&mut order, word)?;
    }
    if let Some(word) = &arguments.columns {
        columns(&mut order, word)?;
    }
    if arguments.from.is_some() || arguments.to.is_some() {
        let (first, last) = timeline::home(plan);
        let from = arguments.from.map_or(first, |part| f64::from(part.days().0.0));
        let to = arguments.to.map_or(last, |part| f64::from(part.days().1.0) + 1.0);
        if from >= to {
            return Err(Failure::new(out_of_order(arguments, plan)));
        }
        order.views.timeline.port.span = Some((from, to));
    }
    Ok(order)
}

/// Says which characters are drawn as boxes, the first few of them.
fn unwritable(picture: &Picture<'_>) {
    let lacking = export::unwritable(picture);
    if !lacking.is_empty() {
        let first: Vec<String> =
            lacking.iter().take(8).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
        let more = if lacking.len() > 8 { format!(" and {} more", lacking.len() - 8) } else { String::new() };
        tell(&format!("roadscope: no font on this machine has: {}{more}", first.join(", ")));
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
fn group(order: &mut Order, word: &str) -> Result<(), Failure> {
    let lower = word.to_lowercase();
    match order.view {
        ViewKind::Timeline if lower == "none" => order.views.timeline.options.group = None,
        ViewKind::Timeline => {
            let facet = Facet::from_word(&lower).ok_or_else(|| unknown("--group", word, ", or none"))?;
            order.views.timeline.options.group = Some(facet);
        }
        ViewKind::Matrix => {
            let matrix = &mut order.views.matrix.options;
            *matrix = matrix.with_rows(axis("--group", word)?);
        }
        ViewKind::Map => return Err(Failure::new("--group: a map has no rows: leave it out")),
    }
    Ok(())
}

/// What columns stand for.
fn columns(order: &mut Order, word: &str) -> Result<(), Failure> {
    if order.view != ViewKind::Matrix {
        return Err(Failure::new("--columns: only a matrix has columns: leave it out"));
    }
    let matrix = &mut order.views.matrix.options;
    *matrix = matrix.with_columns(axis("--columns", word)?);
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
fn stretch(arguments: &Export, filter: &Filter) -> Result<Option<Stretch>, Failure> {
    let (from, to): (Option<Part>, Option<Part>) = (arguments.from, arguments.to);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    if filter.dates().is_empty() {
        return Ok(Some(Stretch::Between(from, to)));
    }
    match arguments.view {
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

//! What comes in of a sheet: its rows as records with their dates, and the same on a small timeline.
//!
//! It must never draw a date finer than it is.

use super::import_dialog::{Chosen, Ready};
use super::import_parts::{several, within};
use super::style;
use crate::date::{Day, Moment, Precision, When};
use crate::import::Meaning;
use crate::plan::{Field, Kind};
use crate::scene::{Ink, Role, Size, Theme, Weight};
use egui::{Color32, Label, Painter, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

const ROW: f32 = 24.0;
/// The most rows that are shown: the others come in as well.
const SHOWN: usize = 200;
/// The most columns of dates that have room.
const DATES: usize = 3;

/// A row as it is shown.
struct Line {
    row: u32,
    name: String,
    /// The dates of the columns of dates, by the column.
    dates: Vec<(u16, Option<When>, bool)>,
    place: String,
}

/// Shows the rows and the timeline.
pub fn ui(ui: &mut Ui, ready: &Ready, chosen: &mut Chosen) {
    let rect = ui.max_rect();
    let theme = style::theme(ui);
    let (models, milestones) = (ready.made.records(Kind::Model), ready.made.records(Kind::Milestone));
    let lines = lines(ready);
    let came = match models {
        0 => several(milestones, "milestone", "milestones"),
        _ => format!(
            "{} with {}",
            several(models, "model", "models"),
            several(milestones, "milestone", "milestones")
        ),
    };
    let head = Rect::from_min_size(rect.min + vec2(16.0, 6.0), vec2(rect.width() - 32.0, 28.0));
    within(ui, head, |ui| {
        ui.label(style::text(ui, "What comes in", Size::Body, Weight::Semibold, Role::Text));
        let words = format!("{came}, {} shown", lines.len());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted));
        });
    });
    let shown: Vec<(u16, String)> = ready
        .mapping
        .columns
        .iter()
        .filter(|column| column.meaning.is_date() || column.meaning == Meaning::Year)
        .take(DATES)
        .map(|column| (column.column, column.meaning.label()))
        .collect();
    let half = ((rect.height() - 70.0) * 0.5).max(60.0);
    let heads = Rect::from_min_size(pos2(rect.left(), head.bottom()), vec2(rect.width(), ROW));
    let table = Rect::from_min_size(heads.left_bottom(), vec2(rect.width(), half));
    let name = rect.left() + 52.0;
    let dates = name + rect.width() * 0.17;
    let step = (rect.right() - dates) * 0.8 / shown.len().max(1) as f32;
    let end = dates + step * shown.len() as f32;
    let put = |ui: &mut Ui, at: (f32, f32, f32), words: String, weight: Weight, role: Role| {
        let rect = Rect::from_min_max(pos2(at.0, at.2), pos2(at.1 - 6.0, at.2 + ROW));
        within(ui, rect, |ui| {
            ui.add(Label::new(style::text(ui, words, Size::Body, weight, role)).truncate().selectable(false))
        });
    };
    let what = ready.mapping.rows.label().rsplit(' ').next().unwrap_or_default().to_owned();
    put(ui, (rect.left() + 16.0, name, heads.top()), "Row".to_owned(), Weight::Regular, Role::Muted);
    let what: String =
        what.chars().take(1).flat_map(char::to_uppercase).chain(what.chars().skip(1)).collect();
    put(ui, (name, dates, heads.top()), what, Weight::Regular, Role::Muted);
    for (n, (_, label)) in shown.iter().enumerate() {
        let left = dates + step * n as f32;
        put(ui, (left, left + step, heads.top()), label.clone(), Weight::Regular, Role::Muted);
    }
    put(ui, (end, rect.right(), heads.top()), "Built at".to_owned(), Weight::Regular, Role::Muted);
    ui.painter().hline(rect.x_range(), heads.bottom(), (1.0, style::color(theme, Role::Line)));
    let grid = style::color(theme, Role::Grid);
    within(ui, table, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = egui::ScrollArea::vertical().id_salt("import rows").auto_shrink(false);
        area.show_rows(ui, ROW, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or_default() {
                let (row, response) = ui.allocate_exact_size(vec2(rect.width(), ROW), Sense::click());
                if response.clicked() {
                    chosen.row = Some(line.row);
                }
                let is_chosen = chosen.row == Some(line.row);
                if is_chosen {
                    ui.painter().rect_filled(row, 0.0, style::color(theme, Role::Chosen));
                }
                ui.painter().hline(row.x_range(), row.bottom(), (1.0, grid));
                let weight = if is_chosen { Weight::Semibold } else { Weight::Regular };
                let top = row.top();
                put(
                    ui,
                    (rect.left() + 16.0, name, top),
                    (line.row + 1).to_string(),
                    Weight::Regular,
                    Role::Muted,
                );
                put(ui, (name, dates, top), line.name.clone(), weight, Role::Text);
                for (n, (column, _)) in shown.iter().enumerate() {
                    let left = dates + step * n as f32;
                    let Some((_, when, disputed)) = line.dates.iter().find(|(at, ..)| at == column) else {
                        continue;
                    };
                    let words = when.map_or_else(|| "undated".to_owned(), When::words);
                    let role = if when.is_some() { Role::Text } else { Role::Muted };
                    let sign = Rect::from_min_size(pos2(left, top + 6.0), vec2(20.0, 12.0));
                    if let Some(when) = when {
                        paint(ui.painter(), theme, sign.shrink2(vec2(2.0, 1.0)), *when, Role::Muted);
                    }
                    put(ui, (left + 26.0, left + step, top), words, Weight::Regular, role);
                    if *disputed {
                        corner(ui.painter(), theme, pos2(left + step - 10.0, top + 3.0));
                    }
                }
                put(ui, (end, rect.right(), top), line.place.clone(), Weight::Regular, Role::Text);
            }
        });
    });
    let below = Rect::from_min_max(table.left_bottom(), rect.max);
    timeline(ui, below, &lines, chosen);
}

/// The rows that are shown.
fn lines(ready: &Ready) -> Vec<Line> {
    let records = &ready.made.plan.records;
    let text = |place: usize, field: Field| match records.get(place)?.get(field)? {
        crate::import::Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let name_of = |id: &str| {
        records.iter().find(|record| record.id == id).map_or_else(|| id.to_owned(), |r| r.name.clone())
    };
    let rows = ready.made.rows.iter().take(SHOWN);
    rows.filter_map(|made| {
        let record = records.get(made.record)?;
        let dates = made.milestones.iter().filter_map(|(column, place)| {
            let milestone = records.get(*place)?;
            let when = text(*place, Field::When).and_then(|text| When::parse(&text).ok());
            let disputed = milestone.evidence.iter().any(|proof| !proof.claims.is_empty());
            // A row that is a milestone has its date in whichever columns say it.
            let column = if *place == made.record { date_column(ready).unwrap_or(*column) } else { *column };
            Some((column, when, disputed))
        });
        let place = match record.get(Field::Plants).or_else(|| record.get(Field::BuiltAt)) {
            Some(crate::import::Value::Texts(ids)) => {
                ids.iter().map(|id| name_of(id)).collect::<Vec<_>>().join(", ")
            }
            Some(crate::import::Value::Ties(ties)) => {
                let told = ties.iter().map(|tie| match &tie.from {
                    Some(from) => format!("{} from {from}", name_of(&tie.to)),
                    None => name_of(&tie.to),
                });
                told.collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        };
        Some(Line { row: made.row, name: record.name.clone(), dates: dates.collect(), place })
    })
    .collect()
}

fn date_column(ready: &Ready) -> Option<u16> {
    let is_date = |meaning: &Meaning| meaning.is_date() || *meaning == Meaning::Year;
    ready.mapping.columns.iter().find(|column| is_date(&column.meaning)).map(|column| column.column)
}

/// The same rows on an axis of years.
fn timeline(ui: &mut Ui, rect: Rect, lines: &[Line], chosen: &mut Chosen) {
    let theme = style::theme(ui);
    let days = |when: &When| when.days();
    let dated = || lines.iter().flat_map(|line| line.dates.iter().filter_map(|(_, when, _)| when.as_ref()));
    let (Some(first), Some(last)) =
        (dated().map(|when| days(when).0).min(), dated().map(|when| days(when).1).max())
    else {
        return;
    };
    let (first, last) = (first.ymd().0, last.ymd().0.max(first.ymd().0 + 1) + 1);
    let (Some(begin), Some(end)) = (Day::new(first, 1, 1), Day::new(last, 1, 1)) else { return };
    let (left, right) = (rect.left() + rect.width() * 0.2, rect.right() - 8.0);
    let at = |day: Day| {
        let share = (f64::from(day.0) - f64::from(begin.0)) / f64::from((end.0 - begin.0).max(1));
        left + (right - left) * share.clamp(0.0, 1.0) as f32
    };
    let head = rect.top() + 22.0;
    let font = style::font(Size::Note, Weight::Regular);
    let muted = style::color(theme, Role::Muted);
    ui.painter().text(
        pos2(rect.left() + 16.0, rect.top() + 11.0),
        egui::Align2::LEFT_CENTER,
        "Timeline",
        font.clone(),
        muted,
    );
    let every = (i32::from(last - first) / 11 + 1) as i16;
    for year in (first..last).step_by(usize::try_from(every).unwrap_or(1)) {
        let Some(day) = Day::new(year, 1, 1) else { continue };
        ui.painter().vline(at(day), head..=rect.bottom() - 6.0, (1.0, style::color(theme, Role::Grid)));
        ui.painter().text(
            pos2(at(day) + 3.0, rect.top() + 11.0),
            egui::Align2::LEFT_CENTER,
            year.to_string(),
            font.clone(),
            muted,
        );
    }
    ui.painter().hline(rect.x_range(), head, (1.0, style::color(theme, Role::Line)));
    let list = Rect::from_min_max(pos2(rect.left(), head + 1.0), rect.max);
    within(ui, list, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = egui::ScrollArea::vertical().id_salt("import timeline").auto_shrink(false);
        area.show_rows(ui, 20.0, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or_default() {
                let (row, response) = ui.allocate_exact_size(vec2(rect.width(), 20.0), Sense::click());
                if response.clicked() {
                    chosen.row = Some(line.row);
                }
                if chosen.row == Some(line.row) {
                    ui.painter().rect_filled(row, 0.0, style::color(theme, Role::Chosen));
                }
                let y = row.center().y;
                let name =
                    Rect::from_min_max(pos2(rect.left() + 16.0, row.top()), pos2(left - 8.0, row.bottom()));
                within(ui, name, |ui| {
                    ui.add(
                        Label::new(style::text(
                            ui,
                            line.name.clone(),
                            Size::Note,
                            Weight::Regular,
                            Role::Text,
                        ))
                        .truncate()
                        .selectable(false),
                    )
                });
                let whens: Vec<When> = line.dates.iter().filter_map(|(_, when, _)| *when).collect();
                let painter = ui.painter();
                if whens.is_empty() {
                    painter.text(
                        pos2(left + 6.0, y),
                        egui::Align2::LEFT_CENTER,
                        "undated",
                        font.clone(),
                        muted,
                    );
                }
                // The life between the first and the last of its dates.
                if let (Some(from), Some(to)) =
                    (whens.iter().map(|w| w.days().0).min(), whens.iter().map(|w| w.days().1).max())
                    && whens.len() > 1
                {
                    painter.hline(
                        at(from)..=at(to),
                        y,
                        (2.0, style::color(theme, Ink::thin(Role::Category(0), 200))),
                    );
                }
                for when in whens {
                    let (from, to) = when.days();
                    let (from, to) = (at(from), at(to));
                    let width = (to - from).max(6.0);
                    let mark = Rect::from_min_size(pos2(from, y - 5.0), vec2(width, 10.0));
                    paint(painter, theme, mark, when, Role::Category(0));
                }
            }
        });
    });
}

/// The sign of a date: a diamond is a day, a bar a month to a half, one that fades at both ends a year and no
/// finer; a dashed line is about, pale is some time in, a fade to one side by then or not before.
fn paint(painter: &Painter, theme: Theme, rect: Rect, when: When, role: Role) {
    let full = style::color(theme, role);
    let pale = style::color(theme, Ink::thin(role, 110));
    let clear = style::color(theme, Ink::thin(role, 0));
    let When::At(moment) = when else {
        painter.rect_filled(rect, 2.0, full);
        return;
    };
    match (moment, moment.precision()) {
        (Moment::Within(..), _) => {
            painter.rect_filled(rect, 2.0, pale);
        }
        (Moment::By(_), _) => fade(painter, rect, &[(0.0, clear), (1.0, full)]),
        (Moment::From(_), _) => fade(painter, rect, &[(0.0, full), (1.0, clear)]),
        (Moment::About(_) | Moment::UnsureAbout(_) | Moment::Unsure(_), _) => {
            let rect =
                Rect::from_center_size(rect.center(), vec2(rect.width().clamp(8.0, 400.0), rect.height()));
            painter.rect_filled(rect, 2.0, style::color(theme, Ink::thin(role, 70)));
            let corners =
                [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            painter.extend(Shape::dashed_line(&corners, Stroke::new(1.0, full), 2.5, 2.0));
        }
        (_, Precision::Day) => {
            let (c, r) = (rect.center(), rect.height() * 0.5);
            let corners = vec![c - vec2(0.0, r), c + vec2(r, 0.0), c + vec2(0.0, r), c - vec2(r, 0.0)];
            painter.add(Shape::convex_polygon(corners, full, Stroke::NONE));
        }
        (_, Precision::Year | Precision::Decade) => {
            fade(painter, rect, &[(0.0, clear), (0.3, full), (0.7, full), (1.0, clear)]);
        }
        _ => {
            let width = rect.width().min(14.0).max(rect.width() * 0.6);
            let bar = Rect::from_center_size(rect.center(), vec2(width, rect.height()));
            painter.rect(bar, 2.0, full, Stroke::NONE, StrokeKind::Inside);
        }
    }
}

/// A bar whose colour runs from stop to stop.
fn fade(painter: &Painter, rect: Rect, stops: &[(f32, Color32)]) {
    let mut mesh = egui::Mesh::default();
    for (n, (share, color)) in stops.iter().enumerate() {
        let x = rect.left() + rect.width() * share;
        mesh.colored_vertex(pos2(x, rect.top()), *color);
        mesh.colored_vertex(pos2(x, rect.bottom()), *color);
        if n > 0 {
            let at = (n as u32) * 2;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at, at - 1, at + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// The corner that says that two dates are claimed.
fn corner(painter: &Painter, theme: Theme, at: egui::Pos2) {
    let corners = vec![at, at + vec2(8.0, 0.0), at + vec2(8.0, 8.0)];
    painter.add(Shape::convex_polygon(corners, style::color(theme, Role::Disagreement), Stroke::NONE));
}

//! How many models come in each year, by colour, and how many of them are said to have come.
//!
//! It must never count a model in a year that its date does not lie in whole.

use super::rows::Rows;
use crate::date::Day;
use crate::explore::life::Life;
use crate::plan::{Plan, Thing};
use crate::scene::{Ink, Paint, Role, Shape, Size, Stroke};
use crate::views::palette::Palette;
use crate::views::pen::{Pen, Type};
use emath::{Rect, pos2};
use std::collections::HashSet;

/// A model that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Arrival {
    /// Not yet said to have come: after those that are.
    promised: bool,
    category: u32,
    /// First and last day of its date.
    first: Day,
    last: Day,
    thing: Thing,
}

/// All arrivals.
#[derive(Debug, Clone, Default)]
pub struct Arrivals {
    list: Vec<Arrival>,
    /// Models with a date of arrival that is open to a side.
    open: usize,
    /// Whether the plan says which milestones are arrivals.
    pub told: bool,
}

/// Width and height of a square, and the space between two.
const SQUARE: (f32, f32) = (8.0, 15.0);
const GAP: f32 = 2.0;

impl Arrivals {
    /// Of the models of rows, each once.
    pub fn new(plan: &Plan, rows: &Rows, palette: &Palette) -> Self {
        let mut arrivals = Self { told: plan.tells_coming(), ..Self::default() };
        let as_of = plan.about().as_of.map(|moment| moment.days().1);
        let mut seen = HashSet::new();
        for row in rows.list.iter().filter(|row| seen.insert(row.thing)) {
            let Some(coming) = plan.coming(row.thing).filter(|_| arrivals.told) else { continue };
            let (first, last) = coming.moment.reach();
            if first.stated().is_none() || last.stated().is_none() {
                arrivals.open += 1;
                continue;
            }
            let begin = Some((coming.moment, coming.by));
            let has_come = Life { begin, ..Life::default() }.has_come(plan);
            let promised = !has_come || as_of.is_some_and(|day| first > day);
            let item = plan.items().item_of(row.thing).map_or(usize::MAX, |item| item.0 as usize);
            let category = palette.of_item(plan, item);
            arrivals.list.push(Arrival { promised, category, first, last, thing: row.thing });
        }
        arrivals.list.sort_unstable();
        arrivals
    }

    /// How many come in each of some stretches: all, and those that are said to have come. A stretch is its first
    /// day and the day after its last.
    pub fn counts(&self, stretches: &[(Day, Day)]) -> Vec<(usize, usize)> {
        let of = |stretch: &(Day, Day)| {
            let all = self.within(*stretch).count();
            (all, self.within(*stretch).filter(|arrival| !arrival.promised).count())
        };
        stretches.iter().map(of).collect()
    }

    fn within(&self, (first, next): (Day, Day)) -> impl Iterator<Item = &Arrival> {
        self.list.iter().filter(move |arrival| arrival.first >= first && arrival.last < next)
    }

    /// How many dated arrivals lie in none of some stretches.
    pub fn not_counted(&self, stretches: &[(Day, Day)]) -> usize {
        let counted = |arrival: &&Arrival| {
            stretches.iter().any(|(first, next)| arrival.first >= *first && arrival.last < *next)
        };
        self.open + self.list.iter().filter(|arrival| !counted(arrival)).count()
    }

    /// Draws what comes in a stretch about the middle of its column; `most` is the fullest column's count.
    pub fn draw(&self, pen: &mut Pen<'_, '_>, column: Rect, stretch: (Day, Day), most: usize) {
        let count = self.within(stretch).count();
        let at = pos2(column.center().x, column.top() + 7.0);
        let kind = if count == 0 { Type::NOTE } else { Type::BOLD };
        pen.text_around(at, &count.to_string(), kind.size(Size::Note), column.width());
        let each = SQUARE.0 + GAP;
        let room = column.width() - 6.0;
        // Where squares have no room, a bar of the same colours stands for them.
        let width = if most as f32 * each <= room { each } else { room / most.max(1) as f32 };
        let gap = if width == each { GAP } else { 0.0 };
        let mut x = column.center().x - count as f32 * width / 2.0;
        let (top, mut run) = (column.top() + 17.0, None::<(Arrival, f32)>);
        let ended: Vec<Option<&Arrival>> = self.within(stretch).map(Some).chain([None]).collect();
        for arrival in ended {
            let same = |(before, _): &(Arrival, f32)| {
                gap == 0.0
                    && arrival
                        .is_some_and(|now| (now.promised, now.category) == (before.promised, before.category))
            };
            if let Some((before, from)) = run.take_if(|run| !same(run)) {
                let rect = Rect::from_min_max(pos2(from, top), pos2(x - gap, top + SQUARE.1));
                pen.add(square(rect, before.category, before.promised));
            }
            if let Some(arrival) = arrival {
                run.get_or_insert((*arrival, x));
                x += width;
            }
        }
    }
}

/// A model that came, or is promised.
pub fn square(rect: Rect, category: u32, promised: bool) -> Shape {
    let ink: Ink = Role::Category(category).into();
    match promised {
        true => Shape::Rect {
            rect: rect.shrink(0.6),
            radius: 1.0,
            fill: None,
            stroke: Some(Stroke::new(ink, 1.2)),
        },
        false => Shape::Rect { rect, radius: 1.0, fill: Some(Paint::Solid(ink)), stroke: None },
    }
}

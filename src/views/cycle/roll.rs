//! The cycle plan laid out: arrivals and years at the top, a row a model, what is left to say at the foot.
//!
//! It must never draw a life itself: bars do.

use super::bar::{Drawn, Lane, standing_words};
use super::{Cycle, Row, legend};
use crate::date::Day;
use crate::explore::life::{LifeEvent, Standing, months_words};
use crate::plan::{BitSet, Field, Kind, Plan, Status, Thing, Tie};
use crate::scene::{Role, Size, StandsFor, Stroke, Weight, wrap};
use crate::views::count::Count;
use crate::views::palette::Palette;
use crate::views::pen::{Pen, Type};
use crate::views::roll::Roll;
use crate::views::{LegendEntry, Look, focus, nothing};
use emath::{Rect, pos2, vec2};

/// Height of a row, and what a new group adds above it.
const ROW: f32 = 20.0;
const BREAK: f32 = 7.0;
/// Height of the head: arrivals, and the years under them.
const HEAD: (f32, f32) = (44.0, 22.0);
/// Space at both sides.
const PAD: f32 = 14.0;
/// Height of a line of the foot.
const LINE: f32 = 16.0;

/// Where columns stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    group: f32,
    name: f32,
    left: f32,
    right: f32,
    age: f32,
    end: f32,
}

impl Columns {
    fn of(cycle: &Cycle, width: f32) -> Self {
        let names = cycle.rows.names + 18.0;
        let grouped = if cycle.options.group.is_some() {
            (cycle.rows.group_names + 12.0).clamp(64.0, (width * 0.11).max(64.0))
        } else {
            0.0
        };
        let name = names.clamp(96.0, (width * 0.19).max(165.0));
        let age = (width * 0.11).clamp(98.0, 140.0);
        let end = width - PAD;
        let name_at = PAD + grouped;
        Self { group: PAD, name: name_at, left: name_at + name, right: end - age - 10.0, age: end - age, end }
    }
}

impl Cycle {
    fn row(&self, piece: usize) -> Option<&Row> {
        self.rows.list.get(piece)
    }

    /// The first and the next stretch's first day of each year, or decade, of the axis.
    fn stretches(&self, columns: Columns) -> Vec<(Day, Day, String)> {
        let (scale, axis, unit) = self.axis(columns.left, columns.right);
        axis.ticks(unit, &scale).into_iter().map(|tick| (tick.day, tick.next, tick.label)).collect()
    }

    fn category(&self, plan: &Plan, thing: Thing) -> u32 {
        let item = plan.items().item_of(thing).map_or(usize::MAX, |item| item.0 as usize);
        self.palette.of_item(plan, item)
    }

    fn draw_row(&self, pen: &mut Pen<'_, '_>, row: &Row, rect: Rect) {
        let (look, columns) = (pen.look, Columns::of(self, rect.width()));
        let plan = look.plan;
        let lane_rect = Rect::from_min_max(pos2(0.0, rect.bottom() - ROW), rect.max);
        let middle = lane_rect.center().y;
        let record = plan.record(row.thing);
        pen.stands_for = StandsFor::Thing(row.thing);
        pen.chosen(lane_rect.shrink2(vec2(4.0, 0.0)), row.thing);
        if row.is_first {
            self.draw_group(pen, row, rect, columns);
        }
        pen.stands_for = StandsFor::Thing(row.thing);
        let category = self.category(plan, row.thing);
        let sign = Rect::from_center_size(pos2(columns.name + 3.0, middle), vec2(5.0, 9.0));
        pen.fill(sign, Role::Category(category));
        let gone = record.status == Some(Status::Cancelled);
        let ink = if gone { Role::Muted } else { Role::Text };
        let at = pos2(columns.name + 11.0, middle);
        let end = pen.text(at, &record.name, Type::BODY.ink(ink), columns.left - at.x - 8.0);
        if gone {
            pen.hline(at.x, end, middle, Stroke::new(Role::Muted, 1.0));
        }
        let as_of = Self::as_of(&look);
        let (scale, ..) = self.axis(columns.left, columns.right);
        let lane = Lane { scale: &scale, middle, as_of, category };
        let mut drawn = lane.draw(pen, plan, row.thing, &row.life);
        pen.stands_for = StandsFor::Thing(row.thing);
        if let Some(after) = row.after.filter(|after| after.is_above && row.life.begin.is_some()) {
            let before = crate::explore::life::Life::of(plan, after.thing);
            lane.follows(pen, &before, &row.life, ROW);
        }
        self.draw_words(pen, row, lane, &mut drawn);
        let day = as_of.unwrap_or(Day::OPEN_END);
        let standing = row.life.standing(plan, record.status, day);
        let has_passed = row.life.begin.is_some_and(|(begin, _)| begin.reach().1 < day);
        let words = standing_words(&row.life, standing, record.status, has_passed);
        let ink = match standing {
            Standing::There(_) => Role::Text,
            Standing::Unknown if row.life.is_backwards() => Role::Disagreement,
            _ => Role::Muted,
        };
        pen.text(pos2(columns.age, middle), &words, Type::NOTE.ink(ink), columns.end - columns.age);
        self.draw_line(pen, columns, rect.top(), rect.bottom());
    }

    /// A piece of the line at the day that lives are drawn up to.
    fn draw_line(&self, pen: &mut Pen<'_, '_>, columns: Columns, top: f32, bottom: f32) {
        let (scale, ..) = self.axis(columns.left, columns.right);
        let Some(x) = Self::as_of(&pen.look).map(|day| scale.x(f64::from(day.0) + 1.0)) else { return };
        if x >= columns.left && x <= columns.right {
            let ink = if pen.look.focus.is_some() { Role::Accent } else { Role::Text };
            pen.stands_for = StandsFor::Nothing;
            pen.vline(x, top, bottom, Stroke::dashed(ink, 1.2, 2.0));
        }
    }

    fn draw_group(&self, pen: &mut Pen<'_, '_>, row: &Row, rect: Rect, columns: Columns) {
        if row.group > 0 {
            let stroke = Stroke::new(Role::Grid, 1.0);
            pen.hline(PAD, columns.end, rect.top() + BREAK / 2.0, stroke);
        }
        let group = self.rows.groups.get(row.group as usize);
        if let (Some((value, name)), Some(facet)) = (group, self.options.group) {
            pen.stands_for = StandsFor::Value(facet, *value);
            let at = pos2(columns.group, rect.bottom() - ROW / 2.0);
            pen.text(at, name, Type::BOLD, columns.name - columns.group - 10.0);
        }
    }

    /// Where it is made, what it follows, and what a bar cannot say.
    fn draw_words(&self, pen: &mut Pen<'_, '_>, row: &Row, lane: Lane<'_>, drawn: &mut Drawn) {
        let plan = pen.look.plan;
        let record = plan.record(row.thing);
        let mut words: Vec<String> = Vec::new();
        if self.options.group != Some(crate::plan::Facet::Plant) {
            words.extend(plants(plan, row.thing));
        }
        if let Some((begin @ crate::date::Moment::From(_), _)) = row.life.begin {
            words.push(begin.words());
        }
        let changes = row.life.count(LifeEvent::Change);
        if changes > 3 {
            words.push(format!("{changes} new versions"));
        }
        if let Some(after) =
            row.after.filter(|after| !after.is_above || after.gap.is_some() || row.life.begin.is_none())
        {
            let name = &plan.record(after.thing).name;
            let verb = if after.replaces { "replaces" } else { "from" };
            words.push(match after.gap {
                Some((least, most)) => format!("{verb} {name}, {}", gap_words(least, most)),
                None => format!("{verb} {name}"),
            });
        }
        if record.status == Some(Status::Cancelled) {
            words = vec!["given up".to_owned()];
        }
        lane.label(pen, drawn, &words.join(", "));
    }

    fn foot(&self, look: &Look<'_>) -> Vec<String> {
        let mut said = Vec::new();
        let plan = look.plan;
        if !self.rows.undated.is_empty() {
            let names: Vec<&str> = self.rows.undated.iter().map(|t| &*plan.record(*t).name).collect();
            said.push(format!("Without a dated fact, {}: {}.", names.len(), names.join(", ")));
        }
        if let Some(((least, most), known, there)) = self.mean_age(look) {
            let years = |years: f64| format!("{years:.1}");
            let mean = match (years(least), years(most)) {
                (least, most) if least == most => least,
                (least, most) => format!("{least} to {most}"),
            };
            said.push(format!(
                "There for {mean} years on average, known for {known} of {there} that are there as far as is said."
            ));
        }
        let changed = self.rows.list.iter().any(|row| row.life.count(LifeEvent::Change) > 0);
        let replaced = self.rows.list.iter().any(|row| row.after.is_some_and(|after| after.replaces));
        let none: Vec<&str> = [(!changed, "new version"), (!replaced, "successor")]
            .into_iter()
            .filter_map(|(none, words)| none.then_some(words))
            .collect();
        if !none.is_empty() {
            said.push(format!("No {} is stated.", none.join(", no ")));
        }
        said
    }

    fn foot_lines(&self, look: &Look<'_>, width: f32) -> Vec<String> {
        let lines = self.foot(look).into_iter();
        lines
            .flat_map(|text| wrap(look.metrics, &text, Size::Note, Weight::Regular, width - PAD * 2.0))
            .collect()
    }

    fn draw_arrivals(&self, pen: &mut Pen<'_, '_>, rect: Rect, columns: Columns) {
        let stretches = self.stretches(columns);
        let days: Vec<(Day, Day)> = stretches.iter().map(|(day, next, _)| (*day, *next)).collect();
        let room = columns.left - PAD - 10.0;
        let of = if self.options.fiscal { "Arrivals a fiscal year" } else { "Arrivals a year" };
        pen.text(pos2(PAD, rect.top() + 11.0), of, Type::BOLD, room);
        let not = self.arrivals.not_counted(&days);
        let notes = match (self.arrivals.told, not) {
            (false, _) => ["no kind of milestone".to_owned(), "is said to be one".to_owned()],
            (true, 0) => ["filled: come".to_owned(), String::new()],
            (true, n) => ["filled: come".to_owned(), format!("{n} of no one year")],
        };
        for (n, note) in notes.iter().enumerate() {
            let at = pos2(PAD, rect.top() + 25.0 + n as f32 * 13.0);
            pen.text(at, note, Type::NOTE.size(Size::Tick), room);
        }
        let most = self.arrivals.counts(&days).iter().map(|(all, _)| *all).max().unwrap_or(0);
        let (scale, ..) = self.axis(columns.left, columns.right);
        for (day, next, label) in &stretches {
            let from = scale.x(f64::from(day.0)).max(columns.left);
            let to = scale.x(f64::from(next.0)).min(columns.right);
            let column = Rect::from_min_max(pos2(from, rect.top() + 3.0), pos2(to, rect.top() + HEAD.0));
            // What is cut off at an edge is no year to count.
            if pen.width(label, Type::BOLD) + 2.0 > to - from {
                continue;
            }
            let at = pos2(column.center().x, rect.bottom() - HEAD.1 / 2.0);
            let (year, _, _) = day.ymd();
            let is_year = !self.options.fiscal && label.parse() == Ok(year);
            pen.stands_for = if is_year { StandsFor::Year(Some(year)) } else { StandsFor::Nothing };
            pen.text_around(at, label, Type::BOLD, to - from);
            pen.stands_for = StandsFor::Nothing;
            if self.arrivals.told {
                self.arrivals.draw(pen, column, (*day, *next), most);
            }
        }
    }

    /// What the colours of arrivals mean, as far as there is room at the right.
    fn draw_colours(&self, pen: &mut Pen<'_, '_>, rect: Rect, columns: Columns) {
        let plan = pen.look.plan;
        let used = legend::colours(self, plan);
        let most = 3;
        let shown = if used.len() > most { most - 1 } else { used.len() };
        for (n, (category, name)) in used.iter().take(shown).enumerate() {
            let middle = rect.top() + 10.0 + n as f32 * 14.0;
            let sign = Rect::from_center_size(pos2(columns.age + 4.0, middle), vec2(8.0, 8.0));
            pen.fill(sign, Role::Category(*category));
            let at = pos2(columns.age + 13.0, middle);
            pen.text(at, name, Type::NOTE.size(Size::Tick), columns.end - at.x);
        }
        if used.len() > shown {
            let at = pos2(columns.age + 13.0, rect.top() + 10.0 + shown as f32 * 14.0);
            let words = format!("and {} more", used.len() - shown);
            pen.text(at, &words, Type::NOTE.size(Size::Tick), columns.end - at.x);
        }
    }
}

impl Roll for Cycle {
    fn nothing(&self, look: &Look<'_>) -> Option<(String, String)> {
        let words = look.plan.words();
        let (one, many) = (words.kind(Kind::Model), words.kinds(Kind::Model));
        if self.undated_alone {
            let what = "Nothing that matches has a dated fact of its life";
            let advice = "The timeline and the matrix show it without; milestones of it, such as a start of \
                          production or a launch with its date, make its life.";
            return Some((what.to_owned(), advice.to_owned()));
        }
        if !self.rows.list.is_empty() {
            return None;
        }
        if look.plan.count_of(Kind::Model) + look.plan.count_of(Kind::Initiative) > 0 {
            return Some((format!("No {one} matches the filter"), nothing::FILTERED.1.to_owned()));
        }
        let advice =
            "Write some into “models” of its file, and into “milestones” what happens to them and when.";
        Some((format!("This plan names no {many}"), advice.to_owned()))
    }

    fn narrowest(&self) -> f32 {
        560.0
    }

    fn head(&self, _look: &Look<'_>, _width: f32) -> f32 {
        HEAD.0 + HEAD.1 + 4.0
    }

    fn heights(&self, look: &Look<'_>, width: f32) -> Vec<f32> {
        let breaks = |row: &Row| if row.is_first && row.group > 0 { BREAK } else { 0.0 };
        let mut heights: Vec<f32> = self.rows.list.iter().map(|row| ROW + breaks(row)).collect();
        heights.push(self.foot_lines(look, width).len() as f32 * LINE + 28.0);
        heights
    }

    fn draw_head(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let columns = Columns::of(self, rect.width());
        let rect = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - 4.0));
        self.draw_arrivals(pen, rect, columns);
        self.draw_colours(pen, rect, columns);
        let middle = rect.bottom() - HEAD.1 / 2.0;
        let plan = pen.look.plan;
        if let Some(facet) = self.options.group {
            let word = plan.words().one(facet);
            pen.text(pos2(columns.group, middle), word, Type::NOTE, columns.name - columns.group - 8.0);
        }
        let kind = if plan.count_of(Kind::Model) > 0 { Kind::Model } else { Kind::Initiative };
        let word = plan.words().kind(kind);
        pen.text(pos2(columns.name, middle), word, Type::NOTE, columns.left - columns.name - 8.0);
        pen.text(pos2(columns.age, middle), "there for", Type::NOTE, columns.end - columns.age);
        pen.hline(PAD, columns.end, rect.bottom(), Stroke::new(Role::Line, 1.0));
    }

    fn draw_back(&self, pen: &mut Pen<'_, '_>, body: Rect) {
        let columns = Columns::of(self, body.width());
        let (scale, ..) = self.axis(columns.left, columns.right);
        for (day, ..) in self.stretches(columns) {
            let x = scale.x(f64::from(day.0));
            if x >= columns.left {
                pen.vline(x, body.top(), body.bottom(), Stroke::new(Role::Grid, 1.0));
            }
        }
        pen.vline(columns.right, body.top(), body.bottom(), Stroke::new(Role::Grid, 1.0));
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect) {
        if let Some(row) = self.row(piece) {
            return self.draw_row(pen, row, rect);
        }
        let columns = Columns::of(self, rect.width());
        pen.fill(Rect::from_min_max(pos2(0.0, rect.top() + 22.0), rect.max), Role::Panel);
        pen.hline(PAD, columns.end, rect.top() + 6.0, Stroke::new(Role::Line, 1.0));
        let look = pen.look;
        for (n, line) in self.foot_lines(&look, rect.width()).iter().enumerate() {
            let at = pos2(PAD, rect.top() + 32.0 + n as f32 * LINE);
            pen.text(at, line, Type::NOTE, rect.width() - PAD * 2.0 + 1.0);
        }
        self.draw_line(pen, columns, rect.top(), rect.top() + 8.0);
        self.draw_as_of(pen, rect, columns);
    }

    fn thing(&self, piece: usize) -> Option<Thing> {
        self.row(piece).map(|row| row.thing)
    }

    fn items(&self, plan: &Plan, piece: usize) -> Vec<usize> {
        let things = match self.row(piece) {
            Some(row) => std::slice::from_ref(&row.thing),
            None => &self.rows.undated,
        };
        let items = things.iter().filter_map(|thing| plan.items().item_of(*thing));
        items.map(|item| item.0 as usize).collect()
    }

    fn count(&self, plan: &Plan, shown: &BitSet) -> Count {
        let models = plan.count_of(Kind::Model);
        match models > 0 {
            true => Count::of_models(plan, shown.count(), models),
            false => Count::of_items(plan, shown.count()),
        }
    }

    fn headline(&self, plan: &Plan) -> String {
        match self.options.group {
            Some(facet) => format!("Cycle plan by {}", plan.words().one(facet)),
            None => "Cycle plan".to_owned(),
        }
    }

    fn details(&self, look: &Look<'_>) -> String {
        Self::as_of(look).map_or(String::new(), |day| format!(", as lived by {}", focus::words(day)))
    }

    fn legend(&self, look: &Look<'_>) -> Vec<LegendEntry> {
        legend::entries(self, look)
    }

    fn words(&self, plan: &Plan, what: StandsFor) -> Option<String> {
        let StandsFor::Thing(thing) = what else { return None };
        let row = self.rows.list.iter().find(|row| row.thing == thing)?;
        let facts = row.life.facts.iter().map(|fact| format!("{} {}", fact.event.words(), fact.when.words()));
        let facts: Vec<String> = facts.take(MOST_FACTS).collect();
        Some(format!("{}: {}", plan.record(thing).name, facts.join(", ")))
    }
}

/// More facts of one life than these are not told in one breath.
const MOST_FACTS: usize = 8;

impl Cycle {
    /// The name of the line across all rows.
    fn draw_as_of(&self, pen: &mut Pen<'_, '_>, rect: Rect, columns: Columns) {
        let (scale, ..) = self.axis(columns.left, columns.right);
        let look = pen.look;
        let as_of = look.plan.about().as_of;
        let words = match (look.focus, as_of) {
            (Some(day), _) => focus::words(day),
            (None, Some(moment)) => format!("as of {}", moment.words()),
            _ => return,
        };
        let Some(day) = Self::as_of(&look) else { return };
        let x = scale.x(f64::from(day.0) + 1.0);
        if x < columns.left || x > columns.right {
            return;
        }
        let of = Type::NOTE.ink(if look.focus.is_some() { Role::Accent } else { Role::Text });
        let half = pen.width(&words, of) / 2.0;
        let at = pos2(x.clamp(PAD + half, columns.end - half), rect.top() + 16.0);
        let ground = Rect::from_center_size(at, vec2(half * 2.0 + 8.0, 16.0));
        pen.fill(ground, Role::Panel);
        pen.text_around(at, &words, of, half * 2.0 + 1.0);
    }
}

/// The plants of a model, each with the time for which it is named, where it is.
fn plants(plan: &Plan, thing: Thing) -> Vec<String> {
    let record = plan.record(thing);
    let timed: Vec<&Tie> = record.ties(Field::BuiltAt).filter(|tie| tie.when.is_some()).collect();
    let name = |thing: Thing| plan.record(thing).name.to_string();
    let with_date = |tie: &&Tie| {
        let when = tie.when.map(|when| format!(" {}", when.words())).unwrap_or_default();
        format!("{}{when}", name(tie.to))
    };
    let links = record.links(Field::Plants).filter(|to| !timed.iter().any(|tie| tie.to == *to));
    let others: Vec<String> = links.map(name).collect();
    // One plant alone needs no date: it stands at the bar's begin.
    let mut words: Vec<String> = match &timed[..] {
        [one] if others.is_empty() => vec![name(one.to)],
        timed => timed.iter().map(with_date).collect(),
    };
    words.extend(others);
    words
}

fn gap_words(least: i32, most: i32) -> String {
    match (least, most) {
        (least, most) if most <= 0 => format!("overlap of {}", months_words(-most, Some(-least))),
        (least, most) if least >= 0 => format!("gap of {}", months_words(least, Some(most))),
        (_, most) => format!("gap of up to {}, or an overlap", months_words(most, Some(most))),
    }
}

/// The palette's categories that rows have, each with its name.
pub(super) fn used(
    palette: &Palette,
    plan: &Plan,
    things: impl Iterator<Item = Thing>,
) -> Vec<(u32, String)> {
    let mut used: Vec<u32> = Vec::new();
    for thing in things {
        let item = plan.items().item_of(thing).map_or(usize::MAX, |item| item.0 as usize);
        let category = palette.of_item(plan, item);
        if !used.contains(&category) {
            used.push(category);
        }
    }
    used.sort_unstable();
    used.into_iter().map(|category| (category, palette.name(plan, category))).collect()
}

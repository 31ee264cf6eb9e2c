//! Targets laid out: how many stand where at the top, a row each in groups, more beneath the one that was picked.
//!
//! It must never count: rows come with what was counted.

use super::bullet::{Bullet, COLOURS};
use super::columns::Columns;
use super::{Piece, Row, Targets, detail, words};
use crate::changes::edition;
use crate::explore::counting::{Count, Due, value_words};
use crate::explore::disagreements;
use crate::plan::{Field, NOT_STATED, Plan, Thing};
use crate::scene::{Ink, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, wrap};
use crate::views::pen::{Pen, Type};
use crate::views::roll::Roll;
use crate::views::timeline::{Scale, TimeAxis, Unit};
use crate::views::{LegendEntry, Link, Look, SWATCH, change, focus};
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a row, of a group's heading, of a line of details.
const ROW: f32 = 24.0;
const HEADING: f32 = 32.0;
const LINE: f32 = 16.0;
/// Height of the head: what stands where, and what columns are.
const HEAD: (f32, f32) = (26.0, 22.0);
/// Space at both sides.
pub(super) const PAD: f32 = 14.0;
/// Width of a bullet bar.
const BULLET: f32 = 84.0;

impl Targets {
    /// What the head says of how many stand where.
    fn counts(&self) -> Vec<(usize, &'static str)> {
        let (tally, countable) = self.tally();
        let counts = Due::ALL.into_iter().zip(tally).filter(|(_, count)| *count > 0);
        counts.map(|(due, count)| (count, due.words())).chain([(countable, "countable here")]).collect()
    }

    /// Where that ends.
    fn tally_end(&self, pen: &Pen<'_, '_>) -> f32 {
        let wide = |(count, words): (usize, &str)| {
            pen.width(&count.to_string(), Type::BOLD) + 5.0 + pen.width(words, Type::NOTE) + 18.0
        };
        PAD + self.counts().into_iter().map(wide).sum::<f32>()
    }

    /// Where the name of the line across all rows stands above the years, and the name; `None` where what is told at
    /// the left leaves it no room, so that it stands at the foot.
    fn as_of_above(&self, pen: &Pen<'_, '_>, columns: Columns, taken: f32) -> Option<(f32, String)> {
        let (scale, ..) = self.axis(columns);
        let words = as_of_words(&pen.look);
        let (x, half) = (self.now_x(&scale)?, pen.width(&words, Type::NOTE) / 2.0);
        let at = x.clamp(PAD + half, (columns.end - half).max(PAD + half));
        (!words.is_empty() && at - half > taken).then_some((at, words))
    }

    fn piece(&self, piece: usize) -> Option<Piece> {
        self.pieces.get(piece).copied()
    }

    fn row_of(&self, piece: usize) -> Option<(usize, &Row)> {
        match self.piece(piece)? {
            Piece::Row(n) => Some((n, self.rows.get(n)?)),
            _ => None,
        }
    }

    pub(super) fn axis(&self, columns: Columns) -> (Scale, TimeAxis, Unit) {
        let scale = Scale::new(self.span.0, self.span.1, columns.axis.0 + 6.0, columns.axis.1 - 14.0);
        let axis = TimeAxis::new(&scale, 1);
        let unit = axis.minor.max(Unit::Year);
        (scale, axis, unit)
    }

    pub(super) fn now_x(&self, scale: &Scale) -> Option<f32> {
        let x = scale.x(f64::from(self.now.1.stated()?.0) + 1.0);
        (x >= scale.left && x <= scale.right).then_some(x)
    }

    fn is_open(look: &Look<'_>, row: &Row) -> bool {
        look.selection == Some(row.thing)
    }

    /// The lines beneath a row, broken.
    fn details(look: &Look<'_>, row: &Row, width: f32) -> Vec<(String, Role)> {
        if !Self::is_open(look, row) {
            return Vec::new();
        }
        let room = width - PAD * 2.0 - 22.0;
        let broken = |(text, role): (String, Role)| {
            wrap(look.metrics, &text, Size::Note, Weight::Regular, room)
                .into_iter()
                .map(move |line| (line, role))
        };
        detail::lines(look.plan, row).into_iter().flat_map(broken).collect()
    }

    fn draw_row(&self, pen: &mut Pen<'_, '_>, n: usize, row: &Row, rect: Rect) {
        let (look, columns) = (pen.look, Columns::of(rect.width()));
        let plan = look.plan;
        let record = plan.record(row.thing);
        pen.stands_for = StandsFor::Thing(row.thing);
        pen.chosen(rect.shrink2(vec2(4.0, 0.0)), row.thing);
        let middle = rect.top() + ROW / 2.0;
        let at = |x: f32| pos2(x, middle);
        sign(pen, row.due, at(PAD + 7.0));
        let weight = if row.due == Due::Overdue { Type::BOLD } else { Type::BODY };
        let after = columns.whose.0;
        let name = change::named(plan, row.thing, &record.name);
        pen.text(at(columns.name), &name, weight, after - columns.name - 10.0);
        self.draw_whose(pen, row.thing, columns, middle);
        if columns.from.1 > columns.from.0 {
            let from = record.texts(Field::Baseline).next().unwrap_or("");
            pen.text(at(columns.from.0), from, Type::NOTE, columns.from.1 - columns.from.0 - 8.0);
        }
        let value = value_words(record);
        let (words, of) = if value.is_empty() { ("no figure", Type::NOTE) } else { (&*value, Type::BODY) };
        pen.text(at(columns.to.0), words, of, columns.to.1 - columns.to.0 - 8.0);
        self.draw_deadline(pen, row, columns, middle);
        if columns.said.1 > columns.said.0 {
            let said = record.status.map_or("", |status| status.label());
            pen.stands_for = StandsFor::Thing(row.thing);
            pen.text(
                at(columns.said.0),
                said,
                Type::NOTE.ink(Role::Text),
                columns.said.1 - columns.said.0 - 8.0,
            );
        }
        self.draw_count(pen, n, row, columns, middle);
        pen.stands_for = StandsFor::Thing(row.thing);
        if Self::is_open(&look, row) {
            let top = rect.bottom() - Self::steps_height(row);
            let from = pos2(columns.name, top);
            Self::draw_steps(pen, row, Rect::from_min_max(from, pos2(columns.end, rect.bottom())));
        }
        for (n, (line, ink)) in Self::details(&look, row, rect.width()).iter().enumerate() {
            let at = pos2(columns.name, rect.top() + ROW + 4.0 + n as f32 * LINE + LINE / 2.0);
            pen.text(at, line, Type::NOTE.ink(*ink), rect.width() - columns.name - PAD + 2.0);
        }
    }

    fn draw_whose(&self, pen: &mut Pen<'_, '_>, thing: Thing, columns: Columns, middle: f32) {
        if columns.whose.1 <= columns.whose.0 {
            return;
        }
        let plan = pen.look.plan;
        let facet = self.palette.facet();
        let Some(item) = plan.items().item_of(thing) else { return };
        let column = plan.items().column(facet);
        let values: Vec<u32> =
            column.of(item.0 as usize).iter().copied().filter(|value| *value != NOT_STATED).collect();
        let mut x = columns.whose.0;
        for value in values.iter().take(4) {
            let rect = Rect::from_center_size(pos2(x + 2.5, middle), vec2(5.0, 9.0));
            pen.stands_for = StandsFor::Value(facet, *value);
            pen.fill(rect, Role::Category(self.palette.of_value(*value)));
            x += 7.0;
        }
        pen.stands_for = StandsFor::Thing(thing);
        let names: Vec<&str> =
            values.iter().filter_map(|value| Some(&*column.values().get(*value as usize)?.name)).collect();
        let room = columns.whose.1 - x - 10.0;
        let all = names.join(", ");
        let words = match pen.width(&all, Type::NOTE) <= room {
            true => all,
            false => format!("{} {}", names.len(), plan.words().counted(facet, names.len() as u32)),
        };
        pen.text(pos2(x + 4.0, middle), &words, Type::NOTE, room);
    }

    fn draw_count(&self, pen: &mut Pen<'_, '_>, n: usize, row: &Row, columns: Columns, middle: f32) {
        let plan = pen.look.plan;
        let mut x = columns.count;
        let is_counted = matches!(row.count, Count::Counted(_));
        pen.stands_for = if is_counted { StandsFor::Link(n as u32) } else { StandsFor::Thing(row.thing) };
        if let Some(bullet) = Bullet::of(plan, row) {
            // Where columns are left out for lack of room, words need what there is.
            let part = if columns.said.1 > columns.said.0 { 0.4 } else { 0.3 };
            let width = BULLET.min((columns.end - x) * part);
            let room = Rect::from_min_max(pos2(x, middle - 8.0), pos2(x + width, middle + 8.0));
            bullet.draw(pen, room);
            if let Some(then) = row.then {
                bullet.draw_then(pen, room, then);
            }
            x += width + 12.0;
        }
        let of = match &row.count {
            Count::Unreadable(_) => Type::NOTE.ink(Role::Disagreement),
            Count::Counted(_) => Type::NOTE.ink(Role::Accent),
            Count::NoRule => Type::NOTE,
        };
        pen.text(pos2(x, middle), &words::count_words(plan, row), of, columns.end - x);
    }

    fn draw_heading(&self, pen: &mut Pen<'_, '_>, due: Due, count: usize, rect: Rect) {
        let middle = rect.bottom() - 11.0;
        let mut words = due.words().to_owned();
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let x = pen.text(pos2(PAD, middle), &words, Type::BOLD, rect.width() - PAD * 2.0);
        let x = pen.text(pos2(x + 8.0, middle), &count.to_string(), Type::NOTE, 60.0);
        let more = match due {
            Due::Overdue => "the date has passed, and nothing says that it was reached or given up",
            Due::Done => "said to be reached",
            _ => "",
        };
        pen.text(pos2(x + 14.0, middle), more, Type::NOTE, rect.width() - PAD - x - 14.0);
        pen.hline(PAD, rect.right() - PAD, rect.bottom() - 0.5, Stroke::new(Role::Grid, 1.0));
    }
}

/// The sign of where a target stands; none is told by colour alone.
fn sign(pen: &mut Pen<'_, '_>, due: Due, at: Pos2) {
    let disc = |fill: Option<Ink>, stroke| Shape::Circle { center: at, radius: 5.0, fill, stroke };
    match due {
        Due::Overdue => {
            pen.add(Shape::Rect {
                rect: Rect::from_center_size(at, vec2(11.0, 11.0)),
                radius: 2.0,
                fill: Some(Paint::Solid(Role::Text.into())),
                stroke: None,
            });
            pen.vline(at.x, at.y - 3.5, at.y + 0.8, Stroke::new(Role::Panel, 1.6));
            pen.vline(at.x, at.y + 2.2, at.y + 3.8, Stroke::new(Role::Panel, 1.6));
        }
        Due::Done => {
            pen.add(disc(Some(Role::Text.into()), None));
            let points = vec![at + vec2(-2.5, 0.2), at + vec2(-0.6, 2.2), at + vec2(2.7, -2.0)];
            pen.add(Shape::Line { points, stroke: Stroke::new(Role::Panel, 1.4) });
        }
        Due::GivenUp => {
            pen.add(disc(None, Some(Stroke::new(Role::Muted, 1.3))));
            pen.hline(at.x - 6.5, at.x + 6.5, at.y, Stroke::new(Role::Muted, 1.3));
        }
        Due::Open => pen.add(disc(None, Some(Stroke::new(Role::Muted, 1.6)))),
        Due::Undated => pen.add(disc(None, Some(Stroke::dashed(Role::Muted, 1.3, 2.0)))),
    }
}

impl Roll for Targets {
    fn nothing(&self, _look: &Look<'_>) -> Option<(String, String)> {
        let (what, advice) = match self.all {
            _ if !self.rows.is_empty() => return None,
            0 => (
                "This plan states no target",
                "Write one into “targets” of its file: what is to be reached, its value, and by when.",
            ),
            _ => (
                "No target is shown",
                "Take a part of the filter away, or show those that cannot be counted too.",
            ),
        };
        Some((what.to_owned(), advice.to_owned()))
    }

    fn narrowest(&self) -> f32 {
        620.0
    }

    fn head(&self, _look: &Look<'_>, _width: f32) -> f32 {
        HEAD.0 + HEAD.1
    }

    fn heights(&self, look: &Look<'_>, width: f32) -> Vec<f32> {
        let height = |piece: &Piece| match piece {
            Piece::Heading(..) => HEADING,
            Piece::Foot => 30.0,
            Piece::Row(n) => {
                let lines = self.rows.get(*n).map_or(0, |row| Self::details(look, row, width).len());
                let steps = self.rows.get(*n).filter(|row| Self::is_open(look, row));
                let steps = steps.map_or(0.0, Self::steps_height);
                ROW + steps + if lines > 0 { lines as f32 * LINE + 8.0 } else { 0.0 }
            }
        };
        self.pieces.iter().map(height).collect()
    }

    fn draw_head(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let columns = Columns::of(rect.width());
        let mut x = PAD;
        for (count, words) in self.counts() {
            x = pen.text(pos2(x, rect.top() + 12.0), &count.to_string(), Type::BOLD, columns.end - x);
            x = pen.text(pos2(x + 5.0, rect.top() + 12.0), words, Type::NOTE, columns.end - x - 5.0) + 18.0;
        }
        if let Some((at, words)) = self.as_of_above(pen, columns, x) {
            let of = Type::NOTE.ink(now_ink(&pen.look));
            let half = pen.width(&words, of) / 2.0;
            pen.text_around(pos2(at, rect.top() + 12.0), &words, of, half * 2.0 + 1.0);
        }
        let middle = rect.bottom() - HEAD.1 / 2.0;
        let mut head = |x: f32, room: f32, words: &str| {
            if room > 20.0 {
                pen.text(pos2(x, middle), words, Type::NOTE, room);
            }
        };
        head(columns.name, 120.0, "target");
        head(columns.whose.0, columns.whose.1 - columns.whose.0, "whose");
        head(columns.from.0, columns.from.1 - columns.from.0, "from");
        head(columns.to.0, columns.to.1 - columns.to.0, "to");
        head(columns.said.0, columns.said.1 - columns.said.0, "said");
        head(columns.count, columns.end - columns.count, "what this plan lets one count");
        let (scale, axis, unit) = self.axis(columns);
        for tick in axis.ticks(unit, &scale) {
            let (from, to) = (scale.x(f64::from(tick.day.0)), scale.x(f64::from(tick.next.0)));
            if from >= scale.left - 1.0 && to <= scale.right + 1.0 {
                let at = pos2((from + to) / 2.0, middle);
                pen.text_around(at, &tick.label, Type::NOTE.size(Size::Tick), to - from);
            }
        }
        pen.hline(PAD, columns.end, rect.bottom() - 0.5, Stroke::new(Role::Line, 1.0));
    }

    fn draw_back(&self, pen: &mut Pen<'_, '_>, body: Rect) {
        let columns = Columns::of(body.width());
        let (scale, axis, unit) = self.axis(columns);
        let rows: f32 = self.heights(&pen.look, body.width()).iter().sum();
        let bottom = body.bottom().min(body.top() + rows - 22.0).max(body.top());
        for tick in axis.ticks(unit, &scale) {
            let x = scale.x(f64::from(tick.day.0));
            if x >= scale.left - 1.0 && x <= scale.right + 1.0 {
                pen.vline(x, body.top(), bottom, Stroke::new(Role::Grid, 1.0));
            }
        }
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect) {
        let columns = Columns::of(rect.width());
        let (scale, ..) = self.axis(columns);
        let line = |pen: &mut Pen<'_, '_>, bottom: f32, now: Option<f32>| {
            if let Some(x) = now {
                pen.stands_for = StandsFor::Nothing;
                let ink = now_ink(&pen.look);
                pen.vline(x, rect.top(), bottom, Stroke::dashed(ink, 1.2, 2.0));
            }
        };
        match self.piece(piece) {
            Some(Piece::Heading(due, count)) => self.draw_heading(pen, due, count, rect),
            Some(Piece::Row(n)) => {
                let is_dated =
                    self.rows.get(n).is_some_and(|row| pen.look.plan.record(row.thing).when.is_some());
                line(pen, rect.top() + ROW, self.now_x(&scale).filter(|_| is_dated));
                if let Some(row) = self.rows.get(n) {
                    self.draw_row(pen, n, row, rect);
                }
            }
            Some(Piece::Foot) => {
                line(pen, rect.top() + 8.0, self.now_x(&scale));
                let words = as_of_words(&pen.look);
                let is_told = self.as_of_above(pen, columns, self.tally_end(pen)).is_some();
                if let Some(x) = self.now_x(&scale).filter(|_| !words.is_empty() && !is_told) {
                    let half = pen.width(&words, Type::NOTE) / 2.0;
                    let at = pos2(x.clamp(PAD + half, columns.end - half), rect.top() + 17.0);
                    pen.text_around(at, &words, Type::NOTE.ink(Role::Text), half * 2.0 + 1.0);
                }
            }
            None => {}
        }
    }

    fn thing(&self, piece: usize) -> Option<Thing> {
        self.row_of(piece).map(|(_, row)| row.thing)
    }

    fn headline(&self, _plan: &Plan) -> String {
        "Targets".to_owned()
    }

    fn details(&self, look: &Look<'_>) -> String {
        let (tally, countable) = self.tally();
        let said: Vec<String> = Due::ALL
            .into_iter()
            .zip(tally)
            .filter(|(_, count)| *count > 0)
            .map(|(due, count)| format!("{count} {}", due.words()))
            .collect();
        let by = look.focus.map_or(String::new(), |day| format!(" on {}", focus::words(day)));
        match said.is_empty() {
            true => String::new(),
            false => format!(", of these {}{by}, {countable} countable", said.join("; ")),
        }
    }

    fn legend(&self, look: &Look<'_>) -> Vec<LegendEntry> {
        let plan = look.plan;
        let entry = |swatch: Shape, label: &str| LegendEntry { swatch, label: label.to_owned() };
        let bar = Rect::from_min_size(Pos2::ZERO, SWATCH).shrink2(vec2(0.0, 1.0));
        let mut entries = Vec::new();
        if self.rows.iter().any(|row| Bullet::of(plan, row).is_some()) {
            entries.push(entry(Shape::filled(bar, COLOURS.0), "counted: there by now"));
            entries.push(entry(Shape::filled(bar, COLOURS.1), "named, not there yet"));
            let tick = Shape::line(pos2(9.0, 0.0), pos2(9.0, SWATCH.y), Stroke::new(Role::Text, 2.0));
            entries.push(entry(tick, "the target"));
        }
        if self.rows.iter().any(|row| row.then.is_some_and(|then| then.named + then.there > 0)) {
            let older = plan.against().map(|against| edition(&against.about)).unwrap_or_default();
            let rail = Shape::line(pos2(0.0, 6.0), pos2(SWATCH.x, 6.0), Stroke::new(COLOURS.1, 2.0));
            entries.push(entry(rail, &format!("the same in {older}, by the rule of now")));
        }
        if self.rows.iter().any(|row| row.due == Due::Overdue) {
            let late = Shape::line(pos2(0.0, 5.0), pos2(SWATCH.x, 5.0), Stroke::new(Role::Text, 2.5));
            entries.push(entry(late, "late, up to now"));
        }
        let disputes =
            |row: &Row| disagreements(plan, row.thing).iter().any(|other| other.field == Field::Deadline);
        if self.rows.iter().any(disputes) {
            let rect = Rect::from_center_size(pos2(9.0, 5.0), vec2(4.0, 10.0));
            let stroke = Some(Stroke::new(Role::Disagreement, 1.2));
            entries.push(entry(
                Shape::Rect { rect, radius: 0.0, fill: None, stroke },
                "another date, by another source",
            ));
        }
        entries
    }

    fn notes(&self, _look: &Look<'_>) -> Vec<String> {
        let without = self.rows.iter().filter(|row| row.count == Count::NoRule).count();
        match without {
            0 => Vec::new(),
            1 => vec![
                "1 target comes without a rule by which one could count: it stands as stated.".to_owned(),
            ],
            n => vec![format!(
                "{n} targets come without a rule by which one could count: they stand as stated."
            )],
        }
    }

    fn words(&self, plan: &Plan, what: StandsFor) -> Option<String> {
        match what {
            StandsFor::Link(n) => {
                let row = self.rows.get(n as usize)?;
                let Count::Counted(counted) = &row.count else { return None };
                let name = &plan.record(row.thing).name;
                Some(format!(
                    "{name}: {}. Shows what counts: {}",
                    words::count_words(plan, row),
                    counted.rule
                ))
            }
            _ => None,
        }
    }

    fn link(&self, look: &Look<'_>, link: u32) -> Option<Link> {
        let row = self.rows.get(link as usize)?;
        let Count::Counted(counted) = &row.count else { return None };
        let id = look.plan.record(row.thing).id.clone();
        Some(Link { select: Some(id), ..Link::query(counted.rule.clone()) })
    }
}

/// The colour of the line that says when is now.
fn now_ink(look: &Look<'_>) -> Role {
    if look.focus.is_some() { Role::Accent } else { Role::Text }
}

fn as_of_words(look: &Look<'_>) -> String {
    match (look.focus, look.plan.about().as_of) {
        (Some(day), _) => focus::words(day),
        (None, Some(moment)) => format!("as of {}", moment.words()),
        _ => String::new(),
    }
}

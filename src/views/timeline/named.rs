//! Rows of a picture, laid out for its width: each mark with its whole name, since nobody can point at a picture.
//!
//! It must never draw a mark without its name, nor cut one: what a page cannot name it leaves out and counts.

use super::axis::Scale;
use super::bars::{self, Placed, Row};
use super::older;
use super::rows::{Drawn, GAP, Rows};
use super::{Content, PAD, SHORTEST_GROUP, Timeline, Viewport, headings};
use crate::plan::{BitSet, Plan, Thing};
use crate::scene::{Ink, Layer, Metrics, Role, Shape, Size, StandsFor, Stroke, Weight, wrap};
use crate::views::{Look, change, cites};
use emath::{Vec2, pos2, vec2};

/// The axis of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// The days that it is for, from the first to the end of the last: what lies outside them is not shown.
    pub days: (f64, f64),
    /// What it reaches over: marks on the first and last day have room.
    pub span: (f64, f64),
}

/// Height of a row in points.
pub(super) const ROW: f32 = 18.0;
/// Free room on either side of a mark with its name.
const APART: f32 = 5.0;

/// Where the name of a mark stands.
#[derive(Debug, Clone, PartialEq)]
enum Side {
    Inside,
    Right,
    Left,
    /// In the rows beneath, because it is longer than any place beside the mark.
    Beneath,
    /// Such a row: a line of the name, without a mark.
    Line(String),
}

/// A mark in a row, or a line of its name.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    item: u32,
    side: Side,
}

/// The rows of a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Named {
    rows: Vec<Vec<Entry>>,
    /// How many items of the group's have no room.
    hidden: usize,
    /// The least height that its heading needs, in points.
    least: f32,
}

impl Named {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many of the group's items have no room.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// Its height in points.
    pub(super) fn height(&self) -> f32 {
        height(self.rows.len(), self.least)
    }

    /// Every item with the row that it ends in: that of its mark, or the last one of its name.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let last = |row: &usize, item: u32| {
            let next = self.rows.get(row + 1).into_iter().flatten();
            !next.into_iter().any(|entry| entry.item == item)
        };
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(row, entries)| entries.iter().map(move |entry| (row, entry.item)))
            .filter(move |(row, item)| last(row, *item))
    }
}

fn height(rows: usize, least: f32) -> f32 {
    (rows as f32 * ROW + 2.0 * PAD).max(least)
}

/// What items are placed with.
struct Placer<'a> {
    plan: &'a Plan,
    metrics: &'a Metrics,
    scale: Scale,
    /// Room behind a name for the number of a source.
    note: f32,
}

/// A mark with the places that its name may take: from where to where both together reach.
struct Footprint {
    sides: Vec<(Side, f32, f32)>,
    lines: Vec<String>,
}

impl Placer<'_> {
    fn footprint(&self, item: u32) -> Option<Footprint> {
        let thing = self.plan.items().thing(item as usize);
        let row = Row { top: 0.0, height: ROW };
        let placed = older::place(self.plan, thing, &self.scale, row)?;
        let (first, last) = (self.scale.left + 2.0, self.scale.right - 2.0);
        let name = called(self.plan, thing);
        let wide = self.metrics.width(&name, Size::Note, Weight::Regular) + self.note;
        let rect = placed.rect;
        let (left, right) = (rect.left().max(first - 2.0), rect.right().min(last + 2.0));
        let mut sides = Vec::new();
        if wide + 2.0 * GAP <= placed.solid.1.min(last) - placed.solid.0.max(first) {
            sides.push((Side::Inside, left, right));
        }
        if right + GAP + wide <= last {
            sides.push((Side::Right, left, right + GAP + wide));
        }
        if left - GAP - wide >= first {
            sides.push((Side::Left, left - GAP - wide, right));
        }
        let lines = match sides.is_empty() {
            true => wrap(self.metrics, &name, Size::Note, Weight::Regular, last - first - self.note),
            false => Vec::new(),
        };
        Some(Footprint { sides, lines })
    }

    /// Gives each item the uppermost row that has room for it and its name, in the order given, in so many rows
    /// at most.
    fn pack(&self, items: &[u32], most: usize) -> Named {
        let mut named = Named::default();
        let mut taken: Vec<Vec<(f32, f32)>> = Vec::new();
        for item in items {
            let Some(print) = self.footprint(*item) else { continue };
            if print.sides.is_empty() {
                self.place_beneath(&mut named, &mut taken, *item, print.lines, most);
                continue;
            }
            let is_free = |row: &[(f32, f32)], from: f32, to: f32| {
                !row.iter().any(|(a, b)| from < b + APART && *a < to + APART)
            };
            let found = taken.iter().enumerate().find_map(|(n, row)| {
                let side = print.sides.iter().find(|(_, from, to)| is_free(row, *from, *to))?;
                Some((n, side.clone()))
            });
            let (row, (side, from, to)) = match (found, print.sides.first()) {
                (Some(found), _) => found,
                (None, Some(side)) if taken.len() < most => {
                    taken.push(Vec::new());
                    named.rows.push(Vec::new());
                    (taken.len() - 1, side.clone())
                }
                _ => {
                    named.hidden += 1;
                    continue;
                }
            };
            taken[row].push((from, to));
            named.rows[row].push(Entry { item: *item, side });
        }
        named
    }

    /// A name that is longer than the axis has rows of its own beneath its mark.
    fn place_beneath(
        &self,
        named: &mut Named,
        taken: &mut Vec<Vec<(f32, f32)>>,
        item: u32,
        lines: Vec<String>,
        most: usize,
    ) {
        if taken.len() + 1 + lines.len() > most {
            named.hidden += 1;
            return;
        }
        let sides = std::iter::once(Side::Beneath).chain(lines.into_iter().map(Side::Line));
        for side in sides {
            taken.push(vec![(f32::NEG_INFINITY, f32::INFINITY)]);
            named.rows.push(vec![Entry { item, side }]);
        }
    }
}

/// What a picture calls an item, on one line.
pub(super) fn called(plan: &Plan, thing: Thing) -> String {
    change::told(plan, thing, &one_line(&plan.record(thing).name)).into_owned()
}

/// A name on one line, whatever the plan holds.
pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Timeline {
    /// The same with rows laid out for a picture of a width.
    pub(super) fn named(&self, look: &Look<'_>, axis: Axis, width: f32) -> Self {
        self.with_rows(look, axis, width, |_, _| usize::MAX)
    }

    /// The same for a picture that is so large and no larger: in each group the items of most weight. `None`
    /// where not even one row of each group has room.
    pub(super) fn named_within(&self, look: &Look<'_>, axis: Axis, room: Vec2) -> Option<Self> {
        let span = axis.span;
        let mut all = self.named(look, axis, room.x);
        all.undated.count_only(look, room.x);
        let fixed = all.header() + all.undated.height();
        let mut given: Vec<usize> = vec![1; all.groups.len()];
        let of = |n: usize, rows: usize| match &all.groups[n].content {
            Content::Named(named) => height(rows, named.least),
            _ => all.layout(span.0, span.1).height(n) as f32,
        };
        let mut free = room.y - fixed - (0..given.len()).map(|n| of(n, 1)).sum::<f32>();
        if free < 0.0 {
            return None;
        }
        let needs = |n: usize| match &all.groups[n].content {
            Content::Named(named) => named.len(),
            _ => 1,
        };
        // Rows go where each stands for most of what is still to be shown.
        loop {
            let open = (0..given.len()).filter(|n| given[*n] < needs(*n));
            let costs = |n: usize| of(n, given[n] + 1) - of(n, given[n]);
            let next = open.filter(|n| costs(*n) <= free).max_by(|a, b| {
                let share = |n: &usize| needs(*n) as f32 / (given[*n] + 1) as f32;
                share(a).total_cmp(&share(b)).then(b.cmp(a))
            });
            let Some(n) = next else { break };
            free -= costs(n);
            given[n] += 1;
        }
        let rows = |n: usize, need: usize| if given[n] < need { given[n] } else { usize::MAX };
        let mut chosen = self.with_rows(look, axis, room.x, rows);
        // What the rows leave free names what has no date.
        let height = all.undated.height() + free;
        chosen.undated.fit(look, room.x, height);
        Some(chosen)
    }

    /// The same with rows for a width: `most` says how many rows of those that it needs a group gets.
    fn with_rows(
        &self,
        look: &Look<'_>,
        axis: Axis,
        width: f32,
        most: impl Fn(usize, usize) -> usize,
    ) -> Self {
        let mut timeline = self.clone();
        let (from, to) = axis.span;
        let scale = Viewport { from, to, scroll: 0.0, size: vec2(width, 0.0) }.scale();
        timeline.strip = super::keys::strip(&self.keys, &scale, look);
        timeline.undated.lay_out(look, width);
        let placer = Placer { plan: look.plan, metrics: look.metrics, scale, note: cites::room(look) };
        let items = look.plan.items();
        for (n, group) in timeline.groups.iter_mut().enumerate() {
            if !matches!(group.content, Content::Rows(_)) {
                continue;
            }
            let mut here: Vec<u32> = self.spans(look, &self.groups[n]).iter().map(|span| span.item).collect();
            here.retain(|item| {
                let days = items.row(*item as usize);
                days.is_some_and(|(a, b)| f64::from(b.0) + 1.0 > axis.days.0 && f64::from(a.0) < axis.days.1)
            });
            here.sort_by_key(|item| items.row(*item as usize).map(|(a, b)| (a, std::cmp::Reverse(b))));
            let mut named = placer.pack(&here, usize::MAX);
            let limit = most(n, named.len());
            if limit < named.len() {
                here.sort_by_key(|item| weight(look.plan, *item));
                named = placer.pack(&here, limit);
                named.rows.sort_by_cached_key(|row| {
                    let first = row.iter().filter_map(|entry| items.row(entry.item as usize)).min();
                    // A name beneath its mark stays there.
                    (first, matches!(row.first().map(|e| &e.side), Some(Side::Line(_))))
                });
            }
            named.least = headings::least(look, &group.name).max(SHORTEST_GROUP);
            group.content = Content::Named(named);
        }
        timeline
    }
}

/// What a picture shows first where it cannot show all: what most sources tell, then what they disagree about, then
/// what the plan lists first.
fn weight(plan: &Plan, item: u32) -> impl Ord + use<> {
    let record = plan.record(plan.items().thing(item as usize));
    (std::cmp::Reverse(record.evidence.len()), !plan.is_contradicted(record), item)
}

/// What the rule is called by which a picture chooses.
pub(super) const RULE: &str = "in each group those with most sources";

impl Rows<'_> {
    /// Draws the rows that touch the layer, the first one's upper edge at `top`.
    pub(super) fn draw_named(&self, layer: &mut Layer, named: &Named, top: f64, drawn: &mut Vec<Drawn>) {
        let row_at = |y: f32| ((f64::from(y) - top) / f64::from(ROW)).max(0.0);
        let first = row_at(layer.clip.top()).floor() as usize;
        let last = (row_at(layer.clip.bottom()).ceil() as usize).min(named.rows.len());
        for (n, entries) in named.rows.iter().enumerate().take(last).skip(first) {
            let row = Row { top: (top + n as f64 * f64::from(ROW)) as f32, height: ROW };
            // On a page too low for a row it is not there, and counted so, rather than cut through.
            if row.top + 1.0 < layer.clip.top() || row.top + ROW > layer.clip.bottom() + 2.0 {
                continue;
            }
            for entry in entries {
                let thing = self.plan.items().thing(entry.item as usize);
                if let Side::Line(text) = &entry.side {
                    self.put(layer, entry.item, (layer.clip.left() + 2.0, text), Role::Text, row);
                    continue;
                }
                let Some(place) = self.item(layer, entry.item, row) else { continue };
                self.name(layer, entry, &place, row);
                if self.plan.is_contradicted(self.plan.record(thing)) {
                    bars::disagreement(layer, StandsFor::Thing(thing), &place);
                }
                drawn.push((thing, place.rect));
            }
        }
    }

    fn name(&self, layer: &mut Layer, entry: &Entry, place: &Placed, row: Row) {
        let name = called(self.plan, self.plan.items().thing(entry.item as usize));
        let clip = layer.clip;
        let wide = self.metrics.width(&name, Size::Note, Weight::Regular) + self.note;
        let (x, role) = match entry.side {
            Side::Inside => {
                let category = self.palette.of_item(self.plan, entry.item as usize);
                let role = if place.on_color { Role::OnCategory(category) } else { Role::Text };
                (place.solid.0.max(clip.left()) + GAP, role)
            }
            Side::Right => (place.rect.right().max(clip.left()) + GAP, Role::Text),
            Side::Left => (place.rect.left().min(clip.right()) - GAP - wide, Role::Text),
            Side::Beneath | Side::Line(_) => return,
        };
        self.put(layer, entry.item, (x, &name), role, row);
    }

    /// Writes a name, struck out where what it names was given up or is over.
    fn put(&self, layer: &mut Layer, item: u32, (x, name): (f32, &str), role: Role, row: Row) {
        let thing = self.plan.items().thing(item as usize);
        let at = pos2(x, row.middle() + Size::Note.middle());
        let text = self.metrics.text(at, name, Size::Note, Weight::Regular, role);
        let bounds = text.bounds();
        if role == Role::Text {
            // The grid steps back behind words.
            layer.add(Shape::filled(bounds.shrink2(vec2(-2.0, 1.0)), Ink::thin(Role::Panel, 216)));
        }
        layer.add_for(StandsFor::Thing(thing), text);
        if bars::is_struck(self.plan.record(thing)) {
            let (from, to) = (pos2(bounds.left(), row.middle()), pos2(bounds.right(), row.middle()));
            layer.add(Shape::line(from, to, Stroke::new(role, 1.0)));
        }
    }
}

/// The items of a group's rows that lie in a viewport whole.
pub(super) fn shown(named: &Named, top: f64, view: (f64, f64), shown: &mut BitSet) {
    for (row, item) in named.items() {
        let y = top + f64::from(PAD) + row as f64 * f64::from(ROW);
        if y + 1.0 >= view.0 && y + f64::from(ROW) <= view.1 + 2.0 {
            shown.insert(item as usize);
        }
    }
}

//! The timeline: groups of items along a time axis, drawn as precisely as they are known.
//!
//! [`Timeline::new`] prepares what depends on plan, filter and options; [`Timeline::scene`] draws what a
//! viewport shows and must never touch a number of items that grows with the plan.

mod axis;
mod bars;
mod chart;
mod groups;
mod keys;
mod lanes;
mod legend;
mod part;
mod rows;
mod tray;

pub use axis::{Axis, Scale, Tick, Unit};
pub use chart::{Bucket, Chart};
pub use groups::{Content, Group, Order};

use super::palette::Palette;
use super::{Look, nothing};
use crate::date::Day;
use crate::plan::Facet;
use crate::scene::{Layer, Role, Scene, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use emath::{Rect, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// Width of the column of group headings in points.
pub const GUTTER: f32 = 148.0;
/// Height of the axis in points.
pub const AXIS: f32 = 40.0;
/// Height of the fixed part above the rows.
pub const HEADER: f32 = AXIS + keys::STRIP;
/// The lowest a group is.
const SHORTEST_GROUP: f32 = 40.0;
/// Height of a closed group.
const CLOSED: f32 = 26.0;
/// Height of a group of counts.
const DENSITY: f32 = 76.0;
/// The undated tray's place among the groups, for marks that stand for it.
pub const TRAY_GROUP: u32 = u32::MAX;
/// Lanes keep labels free where the plan is fitted into this many points.
const REFERENCE_WIDTH: f64 = 760.0;

/// How a timeline is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Options {
    /// What rows are grouped by; `None` for one group.
    pub group: Option<Facet>,
    /// What bars are coloured by.
    pub color: Facet,
    /// The order of groups.
    pub order: Order,
    /// Fiscal rather than calendar years.
    pub fiscal: bool,
    /// Groups, by value, that are shown the other way than by default; [`TRAY_GROUP`] for the tray.
    pub toggled: BTreeSet<u32>,
    /// The values that a filter asks of the grouping facet: no other group is shown. Empty for all.
    pub only: BTreeSet<u32>,
    /// Groups can be opened and closed: signs say so. A picture has none.
    pub live: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            group: Some(Facet::Brand),
            color: Facet::Brand,
            order: Order::Plan,
            fiscal: false,
            toggled: BTreeSet::new(),
            only: BTreeSet::new(),
            live: true,
        }
    }
}

/// The part of a timeline that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// The day at the left end of the axis.
    pub from: f64,
    /// The day at its right end.
    pub to: f64,
    /// How far the rows are scrolled, in points.
    pub scroll: f32,
    /// Width and height of the whole, in points.
    pub size: Vec2,
}

impl Viewport {
    /// Where days lie along the axis.
    pub fn scale(&self) -> Scale {
        Scale::new(self.from, self.to, GUTTER, self.size.x.max(GUTTER + 40.0))
    }
}

/// A timeline prepared for a plan, a filter and options.
#[derive(Debug, Clone)]
pub struct Timeline {
    options: Options,
    palette: Palette,
    groups: Vec<Group>,
    tops: Vec<f32>,
    rows_height: f32,
    tray: tray::Tray,
    keys: Vec<keys::KeyDate>,
}

impl Timeline {
    /// Groups, packs and sums up the matching items.
    pub fn new(look: &Look<'_>, options: Options) -> Self {
        let (from, to) = home(look.plan);
        let grouping = groups::Grouping {
            plan: look.plan,
            matching: look.matching,
            metrics: look.metrics,
            facet: options.group,
            order: options.order,
            toggled: &options.toggled,
            only: &options.only,
            days_a_point: (to - from) / REFERENCE_WIDTH,
        };
        let groups = grouping.groups();
        let mut tops = Vec::with_capacity(groups.len());
        let mut top = 0.0;
        for group in &groups {
            tops.push(top);
            top += height(group);
        }
        let mut undated = look.matching.clone();
        undated.and(look.plan.items().drawn());
        undated.and_not(look.plan.items().dated());
        let undated = undated.iter().map(|n| n as u32).collect();
        let tray = tray::Tray::new(undated, options.toggled.contains(&TRAY_GROUP), options.live);
        let keys = keys::key_dates(look, &keys::targets(look));
        let palette = Palette::new(look.plan, options.color);
        Self { options, palette, groups, tops, rows_height: top, tray, keys }
    }

    /// How it is arranged.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Its groups, top to bottom.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// How many matching items are undated.
    pub fn undated(&self) -> usize {
        self.tray.len()
    }

    /// The colours of its bars.
    pub fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The height of everything beneath the axis, for a width, in points.
    pub fn rows_height(&self, width: f32) -> f32 {
        self.rows_height + self.tray.height(tray_width(width))
    }

    /// The height at which nothing needs scrolling.
    pub fn full_height(&self, width: f32) -> f32 {
        HEADER + self.rows_height(width)
    }

    /// Whether nothing that matches stands on it.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.tray.is_empty()
    }

    /// The upper edge of an item's lane beneath the axis, where it stands in one.
    pub fn lane_of(&self, item: u32) -> Option<f32> {
        self.groups.iter().zip(&self.tops).find_map(|(group, top)| match &group.content {
            Content::Rows(lanes) => lanes
                .iter()
                .find(|(_, span)| span.item == item)
                .map(|(lane, _)| top + PAD + lane as f32 * bars::LANE),
            _ => None,
        })
    }

    /// What a viewport shows.
    pub fn scene(&self, look: &Look<'_>, view: &Viewport) -> Scene {
        let scale = view.scale();
        let start = look.plan.about().fiscal_year_start;
        let axis = Axis::new(&scale, if self.options.fiscal { start } else { 1 });
        let mut scene = Scene::new(view.size);
        let body = Rect::from_min_max(pos2(GUTTER, HEADER), pos2(scale.right, view.size.y));
        self.body(look, view, &scale, &axis, scene.layer(body));
        let gutter = Rect::from_min_max(pos2(0.0, HEADER), pos2(view.size.x, view.size.y));
        self.headings(look, view, scene.layer(gutter));
        let head = Rect::from_min_max(pos2(GUTTER, 0.0), pos2(scale.right, AXIS));
        header(scene.layer(head), look, &scale, &axis);
        let strip = Rect::from_min_max(pos2(GUTTER, AXIS), pos2(scale.right, HEADER));
        keys::names(scene.layer(strip), &self.keys, &scale, look);
        if self.is_empty() {
            let what = "Nothing that matches stands on a timeline";
            nothing::draw(scene.layer(body), look, body, (what, "Models stand here by their milestones."));
        }
        scene
    }

    fn body(&self, look: &Look<'_>, view: &Viewport, scale: &Scale, axis: &Axis, layer: &mut Layer) {
        grid(layer, scale, axis);
        keys::lines(layer, &self.keys, scale);
        let mut drawn = Vec::new();
        for n in self.visible(view) {
            let (group, top) = (&self.groups[n], self.y(n, view));
            let place = n as u32;
            match &group.content {
                Content::Rows(lanes) => {
                    let rows = rows::Rows {
                        plan: look.plan,
                        metrics: look.metrics,
                        palette: &self.palette,
                        selection: look.selection,
                        scale: *scale,
                        group: place,
                    };
                    rows.draw(layer, lanes, top + PAD, &mut drawn);
                }
                Content::Density(density) => {
                    rows::density(layer, density, scale, axis, look.metrics, (place, top, DENSITY));
                }
                Content::Closed => {}
            }
        }
        rows::links(layer, look.plan, look.selection, &drawn);
        if !self.tray.is_empty() {
            let ground = Rect::from_min_max(pos2(layer.clip.left(), self.tray_y(view)), layer.clip.max);
            layer.add(Shape::filled(ground, Role::Panel));
            let tray = tray::TrayLook {
                plan: look.plan,
                metrics: look.metrics,
                palette: &self.palette,
                selection: look.selection,
            };
            let at = pos2(GUTTER + TRAY_INSET, self.tray_y(view) + PAD);
            self.tray.draw(layer, &tray, at, tray_width(view.size.x));
        }
    }

    /// Names of groups; a group that reaches above the view keeps its name in sight.
    fn headings(&self, look: &Look<'_>, view: &Viewport, layer: &mut Layer) {
        let live = self.options.live;
        for n in self.visible(view) {
            let group = &self.groups[n];
            let top = self.y(n, view);
            let count = match group.dated {
                1 => "1 dated item".to_owned(),
                n => format!("{n} dated items"),
            };
            let value = self.options.group.map(|facet| StandsFor::Value(facet, group.value));
            let closed = matches!(group.content, Content::Closed);
            let words = Heading { name: &group.name, count: &count, value, group: n as u32, closed, live };
            heading(layer, look, top, height(group), &words);
        }
        if !self.tray.is_empty() {
            let count = match self.tray.len() {
                1 => "1 item without a date".to_owned(),
                n => format!("{n} without a date"),
            };
            let words = Heading {
                name: "Undated",
                count: &count,
                value: None,
                group: TRAY_GROUP,
                closed: false,
                live,
            };
            heading(layer, look, self.tray_y(view), self.tray.height(tray_width(view.size.x)), &words);
        }
    }

    fn y(&self, group: usize, view: &Viewport) -> f32 {
        HEADER + self.tops[group] - view.scroll
    }

    fn tray_y(&self, view: &Viewport) -> f32 {
        HEADER + self.rows_height - view.scroll
    }

    /// The groups that a viewport touches.
    fn visible(&self, view: &Viewport) -> std::ops::Range<usize> {
        let bottom = view.scroll + view.size.y - HEADER;
        let first = self.tops.partition_point(|top| *top <= view.scroll).saturating_sub(1);
        first..self.tops.partition_point(|top| *top < bottom)
    }
}

/// Space left of the tray's chips.
const TRAY_INSET: f32 = 6.0;

/// The room of the tray in a timeline of a width: its height and its drawing must speak of the same.
fn tray_width(width: f32) -> f32 {
    width.max(GUTTER + 40.0) - GUTTER - TRAY_INSET
}

/// Space above the first lane of a group.
const PAD: f32 = 6.0;

fn height(group: &Group) -> f32 {
    match &group.content {
        Content::Rows(lanes) => (lanes.len() as f32 * bars::LANE + 2.0 * PAD).max(SHORTEST_GROUP),
        Content::Density(_) => DENSITY,
        Content::Closed => CLOSED,
    }
}

/// The days that show a plan whole without the emptiness around it: some years before its date up to
/// the half year after its horizon, or all it has where that is less.
pub fn home(plan: &crate::plan::Plan) -> (f64, f64) {
    let about = plan.about();
    let (mut first, mut last) = plan.items().extent().unwrap_or((Day(19_000), Day(22_000)));
    if let Some(as_of) = about.as_of {
        first = first.max(Day(as_of.days().0.0 - 4 * 365));
    }
    if let Some(horizon) = about.horizon {
        last = last.min(Day(horizon.days().1.0)).max(horizon.days().1);
    }
    let (first, last) = (first.0.min(last.0), last.0.max(first.0 + 30));
    let margin = f64::from(last - first) * 0.015;
    (f64::from(first) - margin, f64::from(last) + 1.0 + margin)
}

/// The first and last day of the matching items of a value, or of all.
pub fn extent(look: &Look<'_>, of: Option<(Facet, u32)>) -> Option<(Day, Day)> {
    let items = look.plan.items();
    let mut set = look.matching.clone();
    if let Some((facet, value)) = of {
        let mut members = crate::plan::BitSet::none(items.len());
        items.column(facet).members(value).add_to(&mut members);
        set.and(&members);
    }
    set.iter().filter_map(|n| items.days(n)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// The days that a timeline may show at most: nobody gets lost in empty time.
pub fn limits(plan: &crate::plan::Plan) -> (f64, f64) {
    let (first, last) = plan.items().extent().unwrap_or((Day(19_000), Day(22_000)));
    let (home_first, home_last) = home(plan);
    let (first, last) = (home_first.min(f64::from(first.0)), home_last.max(f64::from(last.0)));
    let margin = (last - first) * 0.1;
    (first - margin, last + margin)
}

fn grid(layer: &mut Layer, scale: &Scale, axis: &Axis) {
    let (top, bottom) = (layer.clip.top(), layer.clip.bottom());
    for (unit, role) in [(axis.minor, Role::Grid), (axis.major, Role::Line)] {
        for tick in axis.ticks(unit, scale) {
            let x = scale.x(f64::from(tick.day.0)).round() + 0.5;
            if x > scale.left {
                layer.add(Shape::line(pos2(x, top), pos2(x, bottom), Stroke::new(role, 1.0)));
            }
        }
    }
}

fn header(layer: &mut Layer, look: &Look<'_>, scale: &Scale, axis: &Axis) {
    let rows = [
        (axis.major, 0.0, 22.0, Size::Body, Weight::Semibold, Role::Text),
        (axis.minor, 22.0, AXIS, Size::Tick, Weight::Regular, Role::Muted),
    ];
    for (unit, top, bottom, size, weight, role) in rows {
        for tick in axis.ticks(unit, scale) {
            let left = scale.x(f64::from(tick.day.0));
            let (a, b) = (left.max(scale.left), scale.x(f64::from(tick.next.0)).min(scale.right));
            if left > scale.left {
                let stroke = Stroke::new(if unit == axis.major { Role::Line } else { Role::Grid }, 1.0);
                let x = left.round() + 0.5;
                layer.add(Shape::line(pos2(x, top), pos2(x, AXIS), stroke));
            }
            if look.metrics.width(&tick.label, size, weight) + 4.0 <= b - a {
                let at = pos2((a + b) / 2.0, (top + bottom) / 2.0 + size.middle());
                layer.add(look.metrics.text_around(at, &tick.label, size, weight, role));
            }
        }
    }
    let y = AXIS - 0.5;
    layer.add(Shape::line(pos2(scale.left, y), pos2(scale.right, y), Stroke::new(Role::Line, 1.0)));
}

/// What stands beside a group.
struct Heading<'a> {
    name: &'a str,
    count: &'a str,
    value: Option<StandsFor>,
    group: u32,
    closed: bool,
    live: bool,
}

fn heading(layer: &mut Layer, look: &Look<'_>, top: f32, height: f32, words: &Heading<'_>) {
    let clip = layer.clip;
    if top > clip.top() {
        let line =
            Shape::line(pos2(0.0, top + 0.5), pos2(clip.right(), top + 0.5), Stroke::new(Role::Line, 1.0));
        layer.add(line);
    }
    let needs = if words.closed { CLOSED } else { SHORTEST_GROUP };
    let y = top.max(clip.top()).min(top + height - needs);
    let area = Rect::from_min_size(pos2(0.0, y), vec2(GUTTER - 4.0, needs - 2.0));
    layer
        .add_for(StandsFor::Group(words.group), Shape::filled(area, crate::scene::Ink::thin(Role::Panel, 0)));
    let room = GUTTER - 34.0;
    let fit = |text: &str, size, weight| ellipsis(look.metrics, text, size, weight, room).unwrap_or_default();
    let name = fit(rows::first_line(words.name), Size::Body, Weight::Semibold);
    let at = pos2(if words.live { 26.0 } else { 2.0 }, y + 17.0);
    let stands_for = words.value.unwrap_or(StandsFor::Group(words.group));
    layer.add_for(stands_for, look.metrics.text(at, &name, Size::Body, Weight::Semibold, Role::Text));
    if !words.closed {
        let count = fit(words.count, Size::Note, Weight::Regular);
        layer.add(look.metrics.text(at + vec2(0.0, 15.0), &count, Size::Note, Weight::Regular, Role::Muted));
    }
    if words.live {
        layer.add(Shape::Line {
            points: chevron(pos2(16.0, y + 12.5), words.closed),
            stroke: Stroke::new(Role::Muted, 1.25),
        });
    }
}

/// A small angle: to the right where a group is closed, else down.
fn chevron(at: emath::Pos2, closed: bool) -> Vec<emath::Pos2> {
    if closed {
        vec![at + vec2(-1.5, -3.5), at + vec2(2.0, 0.0), at + vec2(-1.5, 3.5)]
    } else {
        vec![at + vec2(-3.5, -1.5), at + vec2(0.0, 2.0), at + vec2(3.5, -1.5)]
    }
}

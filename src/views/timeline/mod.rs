//! The timeline: groups of items along a time axis, drawn as precisely as they are known.
//!
//! [`Timeline::new`] prepares what depends on plan, filter and options; [`Timeline::scene`] draws what a
//! viewport shows and must never touch a number of items that grows with the plan.

mod axis;
mod bands;
mod bars;
mod blocks;
mod chart;
mod choices;
mod crowd;
mod focus;
mod groups;
mod headings;
mod keys;
mod lanes;
mod layout;
mod legend;
mod named;
mod of_what;
mod older;
mod pages;
mod prepared;
mod printed;
mod rows;
mod standing;
mod strip;
mod sums;
mod tray;
mod undated;

pub use axis::{Scale, Tick, TimeAxis, Unit};
pub(in crate::views) use bars::{BAR, LANE, Row as BarRow, draw_at as draw_bar};
pub use chart::{Bucket, Chart};
pub use choices::{GroupKey, TimelineChoices, TimelinePort};
pub use crowd::{Crowd, Packing};
pub use focus::flag;
use groups::SEVERAL_VALUES;
pub(in crate::views) use groups::group_name;
pub use groups::{Content, Group, GroupOrder};
pub(in crate::views) use headings::chevron;
pub use layout::{Anchor, RowLayout};
pub(in crate::views) use legend::forms;
pub use prepared::TimelineView;
pub use strip::{StripRow, strip};

pub use super::days::{closest, home, limits};

use super::palette::Palette;
use super::{Look, cites, nothing};
use crate::date::Day;
use crate::plan::{BitSet, Facet, Plan};
use crate::scene::{Layer, Role, Scene, Shape, Size, Stroke, Weight};
use emath::{Rect, Vec2, pos2};
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
/// Height of a group of counts while the whole plan is in view.
const DENSITY: f32 = 76.0;
/// The undated tray's place among the groups, for marks that stand for it.
pub const TRAY_GROUP: u32 = u32::MAX;
/// Crowds show all of their lanes at the latest when so much of the way, as a power, to the closest look is
/// gone.
const REACH: f64 = 0.75;
/// Lanes keep labels free where the plan is fitted into this many points.
const REFERENCE_WIDTH: f64 = 760.0;

/// The part of a timeline that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// The day at the left end of the axis.
    pub from: f64,
    /// The day at its right end.
    pub to: f64,
    /// How far the rows are scrolled, in points: millions where a large plan is looked at closely.
    pub scroll: f64,
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
    choices: TimelineChoices,
    /// Groups can be opened and closed, and one can look closer: signs say so.
    live: bool,
    palette: Palette,
    groups: Vec<Group>,
    /// The items that stand once in the group of several values.
    several: BitSet,
    standing: standing::Standing,
    home_days: f64,
    most_zoom: f64,
    tray: tray::Tray,
    /// What has no date, in a picture; the tray is empty there.
    undated: undated::Undated,
    keys: Vec<keys::KeyDate>,
    /// Height of the strip with the names of key dates, in points.
    strip: f32,
}

impl Timeline {
    /// Groups the matching items, packs those of small groups and sums up those of large ones. `live` where a
    /// person works with it; in a picture nothing can be opened, so the undated items are all shown.
    pub fn new(look: &Look<'_>, choices: TimelineChoices, live: bool) -> Self {
        let (from, to) = home(look.plan);
        let of = |keys: &BTreeSet<GroupKey>| choices.values(look.plan, keys);
        // Where a filter asks for values of the grouping facet, no other group is shown.
        let only = choices.group.map(|facet| look.chosen(facet)).unwrap_or_default();
        let only: BTreeSet<u32> = only.into_iter().collect();
        let here = rows_in(look);
        // By what changed each stands once, by its weightiest change.
        let is_of_several = |facet: &Facet| !choices.in_each && *facet != Facet::Change;
        let several = match choices.group.filter(is_of_several) {
            Some(facet) => groups::of_several(look.plan, &here, facet, &only),
            None => BitSet::none(look.plan.items().len()),
        };
        let standing = standing::Standing::new(look.plan, choices.group, &only);
        let grouping = groups::Grouping {
            plan: look.plan,
            here: &here,
            metrics: look.metrics,
            facet: choices.group,
            order: choices.order,
            closed: &of(&choices.toggled),
            every_row: &of(&choices.every_row),
            reach: ((to - from) / closest(look.plan)).powf(REACH),
            only: &only,
            several: &several,
            standing: &standing,
            several_first: !live,
            days_a_point: (to - from) / REFERENCE_WIDTH,
        };
        let groups = grouping.groups();
        let mut undated = look.matching.clone();
        undated.and(look.plan.items().drawn());
        undated.and_not(look.plan.items().dated());
        let undated: Vec<u32> = undated.iter().map(|n| n as u32).collect();
        let (in_tray, undated) = if live { (undated, Vec::new()) } else { (Vec::new(), undated) };
        let tray = tray::Tray::new(in_tray, choices.toggled.contains(&GroupKey::Undated));
        let undated = undated::Undated::new(undated, look.plan);
        let keys = keys::key_dates(look, &keys::targets(look));
        let palette = Palette::new(look.plan, choices.color);
        let home_days = to - from;
        let most_zoom = f64::INFINITY;
        let strip = keys::STRIP;
        Self {
            choices,
            live,
            palette,
            groups,
            several,
            standing,
            home_days,
            most_zoom,
            tray,
            undated,
            keys,
            strip,
        }
    }

    /// How it is arranged.
    pub fn choices(&self) -> &TimelineChoices {
        &self.choices
    }

    /// Its groups, top to bottom.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// How many matching items are undated.
    pub fn undated(&self) -> usize {
        self.tray.len() + self.undated.len()
    }

    /// Height of the fixed part above the rows: [`HEADER`] where a person works with it.
    fn header(&self) -> f32 {
        AXIS + self.strip
    }

    /// The colours of its bars.
    pub fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Whether an item stands in a group.
    fn holds(&self, plan: &Plan, group: &Group, item: usize) -> bool {
        match self.choices.group {
            None => true,
            Some(_) if group.value == SEVERAL_VALUES => self.several.contains(item),
            Some(_) => self.standing.holds(plan, group.value, item) && !self.several.contains(item),
        }
    }

    /// Keeps of a set of items those that stand in a group.
    fn keep_of(&self, plan: &Plan, group: &Group, set: &mut BitSet) {
        match self.choices.group {
            None => {}
            Some(_) if group.value == SEVERAL_VALUES => set.and(&self.several),
            Some(_) => {
                self.standing.keep(plan, group.value, set);
                set.and_not(&self.several);
            }
        }
    }

    /// The first and last day of a group's items.
    pub fn extent_of(&self, look: &Look<'_>, group: u32) -> Option<(Day, Day)> {
        let mut set = rows_in(look);
        self.keep_of(look.plan, self.groups.get(group as usize)?, &mut set);
        set.iter().filter_map(|n| look.plan.items().days(n)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The height of everything beneath the axis, for a width and the days in view, in points.
    pub fn rows_height(&self, width: f32, (from, to): (f64, f64)) -> f64 {
        let beneath = self.tray.height(tray_width(width)) + self.undated.height();
        self.layout(from, to).bottom() + f64::from(beneath)
    }

    /// The height at which nothing needs scrolling.
    pub fn full_height(&self, width: f32, span: (f64, f64)) -> f32 {
        self.header() + self.rows_height(width, span) as f32
    }

    /// Whether nothing that matches stands on it.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.undated() == 0
    }

    /// What a viewport shows. A crowd that is not yet packed is drawn as the counts of its whole.
    pub fn scene(&self, look: &Look<'_>, view: &Viewport) -> Scene {
        let scale = view.scale();
        let start = look.plan.about().fiscal_year_start;
        let axis = TimeAxis::new(&scale, if self.choices.fiscal { start } else { 1 });
        let layout = self.layout(view.from, view.to);
        let mut scene = Scene::new(view.size);
        let body = Rect::from_min_max(pos2(GUTTER, self.header()), pos2(scale.right, view.size.y));
        self.body(look, view, &layout, (&scale, &axis), scene.layer(body));
        let gutter = Rect::from_min_max(pos2(0.0, self.header()), pos2(view.size.x, view.size.y));
        self.headings(look, view, &layout, scene.layer(gutter));
        let head = Rect::from_min_max(pos2(GUTTER, 0.0), pos2(scale.right, AXIS));
        header(scene.layer(head), look, &scale, &axis);
        let strip = Rect::from_min_max(pos2(GUTTER, AXIS), pos2(scale.right, self.header()));
        keys::names(scene.layer(strip), &self.keys, &scale, look);
        focus::draw(&mut scene, look, view);
        let beneath = self.y(&layout, self.groups.len(), view) as f32;
        if !self.undated.is_empty() && beneath < view.size.y {
            let band = Rect::from_min_max(pos2(0.0, self.header()), view.size.to_pos2());
            self.undated.draw(scene.layer(band), look, &self.palette, beneath);
        }
        if self.is_empty() {
            let what = "Nothing that matches stands on a timeline";
            let words = nothing::why(look, (what, "Models stand here by their milestones."));
            nothing::draw(scene.layer(body), look.metrics, body, words);
        }
        look.pale(&mut scene);
        scene
    }

    fn body(
        &self,
        look: &Look<'_>,
        view: &Viewport,
        layout: &RowLayout,
        (scale, axis): (&Scale, &TimeAxis),
        layer: &mut Layer,
    ) {
        grid(layer, scale, axis);
        keys::lines(layer, &self.keys, scale, look, self.header() - AXIS);
        let zoom = self.zoom_of_rows(view.from, view.to);
        let mut drawn = Vec::new();
        for n in self.visible(layout, view) {
            let top = self.y(layout, n, view);
            let (group, rows_top) = (n as u32, top + f64::from(PAD));
            let rows = |lane: f64| rows::Rows {
                plan: look.plan,
                metrics: look.metrics,
                palette: &self.palette,
                selection: look.selection,
                scale: *scale,
                group,
                lane,
                note: cites::room(look),
            };
            match &self.groups[n].content {
                Content::Rows(lanes) => {
                    rows(f64::from(bars::LANE)).draw(layer, lanes, rows_top, &mut drawn);
                }
                Content::Named(named) => {
                    rows(f64::from(bars::LANE)).draw_named(layer, named, rows_top, &mut drawn);
                }
                Content::Crowd(crowd) => {
                    let packed = crowd.packed();
                    let bars = packed.map_or(0.0, |_| crowd.share_of_bars(zoom, scale.per_day));
                    if bars < 1.0 {
                        let share = 1.0 - bars;
                        let bands =
                            bands::Bands { metrics: look.metrics, scale: *scale, axis, crowd, group, share };
                        bands.draw(layer, top, layout.height(n));
                    }
                    if let Some(packed) = packed.filter(|_| bars > 0.0) {
                        let before = layer.marks.len();
                        rows(crowd.lane_height(zoom)).draw(layer, packed.lanes(), rows_top, &mut drawn);
                        layer.thin(before, bars);
                    }
                }
                Content::Closed => {}
            }
        }
        rows::links(layer, look.plan, look.selection, &drawn);
        if !self.tray.is_empty() {
            let tray_y = self.y(layout, self.groups.len(), view) as f32;
            let ground = Rect::from_min_max(pos2(layer.clip.left(), tray_y), layer.clip.max);
            layer.add(Shape::filled(ground, Role::Panel));
            let tray = tray::TrayLook {
                plan: look.plan,
                metrics: look.metrics,
                palette: &self.palette,
                selection: look.selection,
            };
            let at = pos2(GUTTER + TRAY_INSET, tray_y + PAD);
            self.tray.draw(layer, &tray, at, tray_width(view.size.x));
        }
    }

    /// The upper edge of a group, or of what lies beneath the last one, in the scene.
    fn y(&self, layout: &RowLayout, group: usize, view: &Viewport) -> f64 {
        f64::from(self.header()) + layout.top(group) - view.scroll
    }

    /// The groups that a viewport touches.
    fn visible(&self, layout: &RowLayout, view: &Viewport) -> std::ops::Range<usize> {
        layout.between(view.scroll, view.scroll + f64::from(view.size.y - self.header()))
    }
}

/// The matching items that stand in rows: the dated ones that are drawn by themselves.
fn rows_in(look: &Look<'_>) -> BitSet {
    let mut here = look.matching.clone();
    here.and(look.plan.items().drawn());
    here.and(look.plan.items().dated());
    here
}

/// Space left of the tray's chips.
const TRAY_INSET: f32 = 6.0;

/// The room of the tray in a timeline of a width: its height and its drawing must speak of the same.
fn tray_width(width: f32) -> f32 {
    width.max(GUTTER + 40.0) - GUTTER - TRAY_INSET
}

/// Space above the first lane of a group.
const PAD: f32 = 6.0;

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

fn grid(layer: &mut Layer, scale: &Scale, axis: &TimeAxis) {
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

fn header(layer: &mut Layer, look: &Look<'_>, scale: &Scale, axis: &TimeAxis) {
    let rows = [
        (axis.major, 0.0, 22.0, Size::Body, Weight::Semibold, Role::Text),
        (axis.minor, 22.0, AXIS, Size::Tick, Weight::Regular, Role::Muted),
    ];
    // Where decades are the finest that fits, they are written once.
    let rows = rows.into_iter().take(if axis.major == axis.minor { 1 } else { 2 });
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

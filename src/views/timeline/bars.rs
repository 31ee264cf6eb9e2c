//! One item as shapes: its precision as form, its status as pattern, its firmness as an underline.
//!
//! It must never draw a date as finer than it is, nor tell a status by colour alone.

use super::axis::Scale;
use crate::date::{Moment, Part, Precision, When};
use crate::plan::{Field, Record, Said, Status, fold};
use crate::scene::{Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::pen::disputed;
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a lane in points.
pub const LANE: f32 = 24.0;
/// Height of a bar in points.
pub const BAR: f32 = 16.0;
/// A lane lower than this has no room for anything but its bars.
const PLAIN: f32 = 12.0;
/// Half the diagonal of a diamond.
const DIAMOND: f32 = 7.0;
/// As far a mark may reach beyond its day, in points.
pub const REACH: f32 = DIAMOND + 3.0;
/// Length of the arrowhead of what goes on, and of the chevron of what is not before a date.
const ARROW: f32 = 6.0;
/// The narrowest that a bar is drawn.
const NARROWEST: f32 = 4.0;

/// Where a lane is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Its upper edge.
    pub top: f32,
    /// Its height: [`LANE`] points, or less where a crowd is not yet shown in full.
    pub height: f32,
}

impl Row {
    /// The middle of its bars.
    pub fn middle(self) -> f32 {
        self.top + self.height / 2.0
    }

    /// How much of a full lane it is.
    pub fn share(self) -> f32 {
        self.height / LANE
    }

    /// Whether there is room for outlines, patterns and lines under bars.
    fn is_detailed(self) -> bool {
        self.height >= PLAIN
    }
}

/// Where an item's shapes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Around all of it.
    pub rect: Rect,
    /// Around the bar alone.
    pub bar: Rect,
    /// Left and right end of the part with full colour, where text can be read.
    pub solid: (f32, f32),
    /// Whether text on the solid part stands on the category's colour (otherwise on something pale).
    pub on_color: bool,
}

/// The left and right ends of an item on the axis, and the widths of its fades.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ends {
    left: f32,
    right: f32,
    fade_left: f32,
    fade_right: f32,
    /// Whether an arrowhead stands at the left end, and at the right.
    arrows: (bool, bool),
}

/// Where an item's shapes would be in a lane.
pub fn place(record: &Record, scale: &Scale, row: Row) -> Option<Placed> {
    Some(place_at((record, record.when?), scale, row))
}

fn place_at((record, when): (&Record, When), scale: &Scale, row: Row) -> Placed {
    let style = Style::of(record.status, when, 0);
    let style = if row.is_detailed() { style } else { style.plain() };
    let (middle, bar) = (row.middle(), BAR * row.share());
    if let When::At(Moment::On(Part::Day(..))) = when {
        let center = pos2(scale.x(f64::from(when.days().0.0) + 0.5), middle);
        let rect = Rect::from_center_size(center, vec2(DIAMOND * 2.0 * row.share(), bar));
        return Placed { rect, bar: rect, solid: (rect.left(), rect.left()), on_color: style.on_color() };
    }
    let ends = ends(when, scale);
    let rect = Rect::from_min_max(pos2(ends.left, middle - bar / 2.0), pos2(ends.right, middle + bar / 2.0));
    // Words stand on full colour or beside the bar: neither on a fade nor on hatching could they be read.
    let solid = match style {
        Style::Hatched(_) => (ends.left, ends.left),
        _ => (ends.left + ends.fade_left, ends.right - ends.fade_right),
    };
    Placed { rect, bar: rect, solid, on_color: style.on_color() }
}

/// Whether the name of a record is struck out: what was given up or is over, but not an end that took place.
pub fn is_struck(record: &Record) -> bool {
    let is_end = || record.texts(Field::Kind).any(|kind| fold(kind).starts_with("end"));
    matches!(record.status, Some(Status::Cancelled | Status::Ended)) && !is_end()
}

/// Draws an item in its lane.
pub fn draw(
    layer: &mut Layer,
    record: &Record,
    stands_for: StandsFor,
    category: u32,
    scale: &Scale,
    row: Row,
) -> Option<Placed> {
    draw_at(layer, (record, record.when?), stands_for, category, scale, row)
}

/// As [`draw`], where something of a record is at another date than the record itself: the begin of what goes on.
pub fn draw_at(
    layer: &mut Layer,
    (record, when): (&Record, When),
    stands_for: StandsFor,
    category: u32,
    scale: &Scale,
    row: Row,
) -> Option<Placed> {
    let placed = place_at((record, when), scale, row);
    let (rect, middle, bar) = (placed.rect, row.middle(), BAR * row.share());
    let style = Style::of(record.status, when, category);
    let style = if row.is_detailed() { style } else { style.plain() };
    if let When::At(Moment::On(Part::Day(..))) = when {
        let half = DIAMOND * row.share();
        let diamond = Shape::diamond(rect.center(), half, Some(style.paint(0.0, 0.0)), style.stroke());
        layer.add_for(stands_for, diamond);
        if row.is_detailed() {
            underline(layer, record, rect, category);
        }
        return Some(placed);
    }
    let ends = ends(when, scale);
    let middle_of = |x: f32| pos2(x, middle);
    let fill = Some(style.paint(ends.fade_left, ends.fade_right));
    let radius = if row.is_detailed() { 2.0 } else { 0.0 };
    layer.add_for(stands_for, Shape::Rect { rect, radius, fill, stroke: style.stroke() });
    if ends.arrows.1 {
        layer.add_for(stands_for, arrowhead(middle_of(rect.right() + ARROW), -ARROW, style, bar));
    }
    if ends.arrows.0 {
        layer.add_for(stands_for, arrowhead(middle_of(rect.left() - ARROW), ARROW, style, bar));
    }
    if row.is_detailed() {
        hard_ends(layer, when, rect, category);
        chevron(layer, when, rect, category);
        underline(layer, record, rect, category);
    }
    Some(placed)
}

/// A small red corner, where sources contradict each other.
pub fn disagreement(layer: &mut Layer, stands_for: StandsFor, placed: &Placed) {
    let corner = pos2(placed.bar.right().min(layer.clip.right() - 1.0), placed.bar.top() - 1.0);
    layer.add_for(stands_for, disputed(corner));
}

fn ends(when: When, scale: &Scale) -> Ends {
    let (first, last) = when.days();
    let (left, right) = (scale.x(f64::from(first.0)), scale.x(f64::from(last.0) + 1.0));
    // What goes on is drawn to the edge of the axis, but for the arrowhead there; with less room than the head
    // and a bar take, it would stand where others do.
    let has_room = |room: f32| room >= ARROW + NARROWEST;
    let arrows = (
        when.has_gone_on() && has_room(right.min(scale.right) - scale.left),
        when.goes_on() && has_room(scale.right - left.max(scale.left)),
    );
    let head = |arrow: bool| if arrow { ARROW } else { 0.0 };
    let left = if when.has_gone_on() { scale.left + head(arrows.0) } else { left };
    let right = if when.goes_on() { scale.right - head(arrows.1) } else { right };
    let right = right.max(left + NARROWEST);
    let width = right - left;
    let (fade_left, fade_right) = match when {
        When::At(moment) => match moment {
            Moment::By(_) => (width * 0.75, 0.0),
            Moment::From(_) => (0.0, width * 0.75),
            Moment::On(part) if part.precision() >= Precision::Year => (width * 0.25, width * 0.25),
            _ => (0.0, 0.0),
        },
        When::Span(from, to) => {
            let soft = |moment: Moment| match moment {
                Moment::On(Part::Day(..)) => 0.0,
                moment => {
                    let (a, b) = moment.days();
                    (f64::from(b.0 - a.0 + 1) * scale.per_day) as f32
                }
            };
            // What goes on is as sure at the edge of the axis as before: an arrowhead says so, no fade.
            (from.map_or(0.0, soft), to.map_or(0.0, soft))
        }
    };
    let most = (width / (fade_left + fade_right).max(1.0)).min(1.0);
    Ends { left, right, fade_left: fade_left * most, fade_right: fade_right * most, arrows }
}

/// "By" ends hard, "not before" begins hard: a line says so where the colour fades on the other side.
fn hard_ends(layer: &mut Layer, when: When, rect: Rect, category: u32) {
    let x = match when {
        When::At(Moment::By(_)) => rect.right() - 1.0,
        When::At(Moment::From(_)) => rect.left() + 1.0,
        _ => return,
    };
    let stroke = Stroke::new(Role::Category(category), 2.0);
    layer.add(Shape::line(pos2(x, rect.top() - 2.0), pos2(x, rect.bottom() + 2.0), stroke));
}

/// "Not before": a sign that it may be any time later, where its own length is over.
fn chevron(layer: &mut Layer, when: When, rect: Rect, category: u32) {
    if !matches!(when, When::At(Moment::From(_)) | When::Span(_, Some(Moment::From(_)))) {
        return;
    }
    let (tip, back) = (rect.right_center(), vec2(-ARROW, rect.height() / 4.0));
    let points = vec![tip + back, tip, tip + vec2(back.x, -back.y)];
    layer.add(Shape::Line { points, stroke: Stroke::new(Role::Category(category), 1.5) });
}

/// "Goes on": an arrowhead at the edge of the axis, which a bar ends before.
fn arrowhead(tip: Pos2, back: f32, style: Style, height: f32) -> Shape {
    let points = vec![tip, tip + vec2(back, -height / 2.0 - 1.0), tip + vec2(back, height / 2.0 + 1.0)];
    Shape::Polygon { points, fill: Some(style.paint(0.0, 0.0)), stroke: style.stroke() }
}

/// Firmness: nothing under what is stated, dashes under the conditional, dots under what is read into it.
fn underline(layer: &mut Layer, record: &Record, rect: Rect, category: u32) {
    let Some(firmest) = record.evidence.iter().map(|e| e.said).min() else { return };
    let dash = match firmest {
        Said::Stated => return,
        Said::Conditional => 5.0,
        Said::Implied | Said::Inferred => 1.5,
    };
    let y = rect.bottom() + 2.5;
    let stroke = Stroke::dashed(Role::Category(category), 1.25, dash);
    layer.add(Shape::line(pos2(rect.left(), y), pos2(rect.right().max(rect.left() + 8.0), y), stroke));
}

/// How status and vagueness change a bar's paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Full(u32),
    /// Some time in a stretch.
    Pale(u32),
    /// About then.
    About(u32),
    /// Only considered or reported; about then, where it says so.
    Hollow(u32, bool),
    Hatched(u32),
    /// Any but full colour, where outlines and hatching have no room.
    Plain(u32),
}

impl Style {
    fn of(status: Option<Status>, when: When, category: u32) -> Self {
        let about = match when {
            When::At(moment) => moment.is_rough(),
            When::Span(a, b) => [a, b].into_iter().flatten().any(Moment::is_rough),
        };
        match status {
            Some(Status::Cancelled | Status::Ended) => Self::Hatched(category),
            Some(Status::Considered | Status::Reported) => Self::Hollow(category, about),
            _ if about => Self::About(category),
            _ if matches!(when, When::At(Moment::Within(..))) => Self::Pale(category),
            _ => Self::Full(category),
        }
    }

    /// The same without outline and pattern.
    fn plain(self) -> Self {
        match self {
            Self::Pale(category)
            | Self::About(category)
            | Self::Hollow(category, _)
            | Self::Hatched(category) => Self::Plain(category),
            other => other,
        }
    }

    fn paint(self, left: f32, right: f32) -> Paint {
        let ink: Ink = match self {
            Self::Full(category) => Role::Category(category).into(),
            Self::Pale(category) => Ink::thin(Role::Category(category), 84),
            Self::About(category) => Ink::thin(Role::Category(category), 56),
            Self::Hollow(category, _) => Ink::thin(Role::Category(category), 12),
            Self::Plain(category) => Ink::thin(Role::Category(category), 110),
            Self::Hatched(category) => return Paint::Hatch(Ink::thin(Role::Category(category), 150)),
        };
        if left > 0.5 || right > 0.5 { Paint::Fade { ink, left, right } } else { Paint::Solid(ink) }
    }

    fn stroke(self) -> Option<Stroke> {
        match self {
            Self::Full(_) | Self::Plain(_) | Self::Pale(_) => None,
            Self::Hatched(category) => Some(Stroke::new(Role::Category(category), 1.0)),
            Self::Hollow(category, false) => Some(Stroke::new(Role::Category(category), 1.5)),
            Self::About(category) | Self::Hollow(category, true) => {
                Some(Stroke::dashed(Role::Category(category), 1.25, 3.0))
            }
        }
    }

    fn on_color(self) -> bool {
        matches!(self, Self::Full(_))
    }
}

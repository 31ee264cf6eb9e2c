//! Names on the map, placed one after the other so that none covers another.
//!
//! It must never let a text leave the frame, lie on a pin or on another text: what finds no room is left
//! out, the least important first. What must lie on changing colours gets a plate under it.

use super::pins::Pin;
use super::spots::Spots;
use crate::scene::{Ink, Layer, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// What lies under a point of the screen, as far as reading a text there goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Water, or beside the globe.
    Sea,
    /// Land outside every region.
    Land,
    /// A region, by its place, and how it is painted.
    Region(usize, Tone),
}

/// How a region is painted, as far as reading a text on it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// So pale that text is read as on land.
    Pale,
    /// This step of the ramp: text on it has an ink of its own.
    Deep(u8),
    /// Lines that disturb text.
    Hatched,
}

/// Lines of a label, one below the other.
pub(super) struct Label<'a> {
    pub lines: &'a [Line<'a>],
    pub stands_for: StandsFor,
}

/// One line of a label.
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub size: Size,
    pub weight: Weight,
    pub role: Role,
    /// Its role where it lies on a region.
    pub on_region: Role,
}

/// What names must know of what is already drawn.
pub(super) struct Drawn<'a> {
    /// What lies under a point.
    pub ground: &'a dyn Fn(Pos2) -> Ground,
    /// How far the ground's answers may be off, in points.
    pub off: f32,
    /// Islands of filled regions that are too small for the ground to tell of.
    pub isles: Vec<Rect>,
}

/// Finds room for labels.
pub(super) struct Placer<'a> {
    metrics: &'a Metrics,
    frame: Rect,
    taken: Vec<Rect>,
    pins: Spots,
    lines: Spots,
    drawn: Drawn<'a>,
}

/// A place for a label.
#[derive(Clone, Copy)]
struct LabelPlace {
    rect: Rect,
    cost: f32,
    /// What it lies on would disturb it: it stands on a plate.
    plate: bool,
}

/// Room between a text and the frame.
const INSET: f32 = 6.0;
/// Room between two labels.
const APART: f32 = 3.0;
/// No disc is larger than this.
const REACH: f32 = 20.0;
/// Names keep so far from lines, in points.
const LINE: f32 = 4.0;
/// No arrow reaches farther from where its line ends.
const END: f32 = 5.0;
/// What it costs a name to be closer to another pin than to its own.
const MISTAKEN: f32 = 4.0;
/// What it costs a name to need a plate where colours or lines change under it.
const PLATE: f32 = 7.0;
/// The opacity of plates: what is under them can still be guessed.
const VEIL: u8 = 215;
/// How far from its middle a region's name may be looked for, in points.
const SEARCH: f32 = 160.0;
/// Farther away than this it is hardly seen to belong there.
const LOST: f32 = 56.0;
/// It is looked for in rings this far apart…
const STEP: f32 = 8.0;
/// … at no more than so many places of each ring.
const RAYS: u16 = 20;
/// What it costs a region's name to lie beside it, and on another one.
const BESIDE: f32 = 2.5;
const ASTRAY: f32 = 12.0;

impl<'a> Placer<'a> {
    pub(super) fn new(metrics: &'a Metrics, frame: Rect, pins: &[Pin], drawn: Drawn<'a>) -> Self {
        let mut spots = Spots::new(frame);
        pins.iter().for_each(|pin| spots.add(pin.at, pin.radius + 1.0));
        let (taken, lines) = (Vec::new(), Spots::new(frame));
        Self { metrics, frame: frame.shrink(INSET), taken, pins: spots, lines, drawn }
    }

    /// Tells of an arrow or a dot at the end of a line: no name may hide it.
    pub(super) fn keep_off(&mut self, at: Pos2) {
        self.pins.add(at, END);
    }

    /// Tells of a point that a line runs through.
    pub(super) fn avoid(&mut self, at: Pos2) {
        self.lines.add(at, LINE);
    }

    /// The room that lines need.
    pub(super) fn size(&self, lines: &[Line<'_>]) -> Vec2 {
        let width = |line: &Line<'_>| self.metrics.width(line.text, line.size, line.weight);
        let height = lines.iter().map(|line| line.size.ascent() + line.size.descent()).sum();
        vec2(lines.iter().map(width).fold(0.0, f32::max), height)
    }

    /// Places a region's name: on the region where all of it fits, or else beside it.
    pub(super) fn around(
        &mut self,
        layer: &mut Layer,
        label: &Label<'_>,
        region: usize,
        middle: Pos2,
    ) -> bool {
        let size = self.size(label.lines);
        let mut best: Option<LabelPlace> = None;
        let rays = std::iter::once((0.0, 0.0)).chain((1..=(SEARCH / STEP) as u16).flat_map(|step| {
            // Small rings need fewer; the half-turn offset lets neighbours look between each other's rays.
            let rays = RAYS.min(4 + 4 * step);
            let turn = std::f32::consts::TAU / f32::from(rays);
            (0..rays)
                .map(move |ray| (f32::from(step) * STEP, (f32::from(ray) + f32::from(step % 2) / 2.0) * turn))
        }));
        for (distance, angle) in rays {
            let own = distance / 14.0 + (distance - LOST).max(0.0) / 6.0;
            let limit = best.map_or(f32::MAX, |best| best.cost);
            if limit < own {
                break;
            }
            // Names are wide: going as far sideways as up would leave them closer.
            let way = Vec2::angled(angle) * vec2(1.25, 1.0);
            let rect = Rect::from_center_size(middle + way * distance, size);
            if let Some(place) = self.place(rect, Some(region), own, limit) {
                best = Some(place);
            }
        }
        best.is_some_and(|place| self.put(layer, label, place))
    }

    /// Places a name beside a pin, or a little farther with a hairline between them. One that must be there
    /// may stand on a plate.
    pub(super) fn beside(
        &mut self,
        layer: &mut Layer,
        label: &Label<'_>,
        pin: (Pos2, f32),
        must: bool,
    ) -> bool {
        let (at, radius) = pin;
        let size = self.size(label.lines);
        let (x, y) = (radius + 3.0 + size.x / 2.0, radius + 1.0 + size.y / 2.0);
        let close = [
            (x, 0.0),
            (-x, 0.0),
            (x, -y * 0.7),
            (x, y * 0.7),
            (-x, -y * 0.7),
            (-x, y * 0.7),
            (0.0, y),
            (0.0, -y),
        ];
        let close = close.into_iter().zip(0u8..).map(|((x, y), n)| (vec2(x, y), f32::from(n) * 0.3));
        let worst = if must { 4.5 + PLATE } else { 4.5 };
        if let Some(place) = self.best_beside(close, at, size, worst) {
            return self.put(layer, label, place);
        }
        let far = (0..3u8).flat_map(|ring| (0..12u8).map(move |ray| (f32::from(ring), f32::from(ray))));
        let far = far.map(|(ring, ray)| {
            let way = Vec2::angled((ray + ring / 2.0) * std::f32::consts::TAU / 12.0);
            (way * (vec2(x, y) + Vec2::splat(12.0 + 16.0 * ring)), ring)
        });
        let Some(place) = self.best_beside(far, at, size, worst) else { return false };
        let end = place.rect.expand(1.0).clamp(at);
        let start = at + (end - at).normalized() * radius;
        let role = uniform(&self.grounds(place.rect)).map_or(Role::Text, Role::OnRamp);
        layer.add(Shape::line(start, end, Stroke::new(Ink::thin(role, 170), 0.7)));
        self.put(layer, label, place)
    }

    /// The best of some places around a pin, each with its own cost; none where all are bad.
    fn best_beside(
        &self,
        places: impl Iterator<Item = (Vec2, f32)>,
        at: Pos2,
        size: Vec2,
        worst: f32,
    ) -> Option<LabelPlace> {
        let mut best: Option<LabelPlace> = None;
        for (by, own) in places {
            let rect = Rect::from_center_size(at + by, size);
            if self.lines.touch(rect) || !self.is_reached(at, rect) {
                continue;
            }
            let far = rect.distance_to_pos(at);
            let mut others = self.pins.near(rect.expand(far));
            let nearer = others.any(|(pin, _)| pin != at && rect.distance_to_pos(pin) < far);
            let own = own + if nearer { MISTAKEN } else { 0.0 };
            best = self.place(rect, None, own, best.map_or(worst, |b| b.cost)).or(best);
        }
        best
    }

    /// Whether nothing lies between a pin and its name.
    fn is_reached(&self, at: Pos2, rect: Rect) -> bool {
        let end = rect.clamp(at);
        (1..6u8).map(|n| at.lerp(end, f32::from(n) / 6.0)).all(|p| {
            let around = Rect::from_center_size(p, Vec2::splat(2.0 * REACH));
            let mut pins = self.pins.near(around);
            let is_free = pins.all(|(pin, radius)| pin == at || pin.distance(p) >= radius);
            is_free && !self.taken.iter().any(|t| t.contains(p))
        })
    }

    /// Places a name in the middle of a land, if it is free there.
    pub(super) fn within(&mut self, layer: &mut Layer, label: &Label<'_>, middle: Pos2) -> bool {
        let rect = Rect::from_center_size(middle, self.size(label.lines));
        let place = self.place(rect, None, 0.0, 4.0).filter(|place| !place.plate);
        place.is_some_and(|place| self.put(layer, label, place))
    }

    /// A place and how bad it is, where a label may be there and it is less bad than a limit.
    fn place(&self, rect: Rect, region: Option<usize>, own: f32, limit: f32) -> Option<LabelPlace> {
        if !self.frame.contains_rect(rect)
            || self.taken.iter().any(|t| t.intersects(rect.expand(APART)))
            || self.pins.touch(rect)
        {
            return None;
        }
        // A glance at the corners tells most bad places.
        let astray = |at: Pos2| match (self.drawn.ground)(at) {
            Ground::Region(n, _) if region == Some(n) => 0.0,
            Ground::Region(..) => BESIDE + ASTRAY / SAMPLES as f32,
            Ground::Sea | Ground::Land => BESIDE,
        };
        let corners = [rect.left_top(), rect.right_bottom(), rect.right_top(), rect.left_bottom()];
        if region.is_some() && corners.into_iter().any(|corner| own + astray(corner) >= limit) {
            return None;
        }
        let grounds = self.grounds(rect);
        let (mut hatched, mut land, mut on_own, mut on_other) = (0.0, 0.0, 0.0, 0.0);
        for ground in &grounds {
            const SHARE: f32 = 1.0 / SAMPLES as f32;
            match ground {
                Ground::Sea => {}
                Ground::Land => land += SHARE,
                Ground::Region(n, tone) => {
                    *if region == Some(*n) { &mut on_own } else { &mut on_other } += SHARE;
                    if *tone == Tone::Hatched {
                        hatched += SHARE;
                    }
                }
            }
        }
        let mut cost = own;
        if region.is_some() {
            // All on the region itself is best, then beside it on the sea; on another region it misleads.
            cost += if on_own > 0.99 { 0.0 } else { BESIDE + 2.0 * land + 3.0 * on_own };
            cost += ASTRAY * on_other;
        }
        let lines = self.lines.count_in(rect);
        let mut plate = hatched > 0.0 || lines > 0;
        cost += if hatched > 0.99 { 1.0 } else { 9.0 * hatched } + (lines as f32).min(4.0);
        // Looking closely takes time: only for a place that would be taken.
        if cost < limit && !self.is_even(rect) {
            cost += PLATE;
            plate = true;
        }
        (cost < limit).then_some(LabelPlace { rect, cost, plate })
    }

    /// Whether a text is read in one ink: all on one deep colour, or on none at all.
    fn is_even(&self, rect: Rect) -> bool {
        let around = rect.expand(1.0);
        if self.drawn.isles.iter().any(|isle| isle.intersects(around)) {
            return false;
        }
        let around = rect.expand(self.drawn.off);
        let steps = |length: f32| (length / self.drawn.off.clamp(1.0, 2.0)).ceil().max(1.0);
        let (across, down) = (steps(around.width()), steps(around.height()));
        let deep = |n: usize| {
            let at =
                vec2((n % (across as usize + 1)) as f32 / across, (n / (across as usize + 1)) as f32 / down);
            deep(&(self.drawn.ground)(around.lerp_inside(at)))
        };
        let first = deep(0);
        (1..(across as usize + 1) * (down as usize + 1)).all(|n| deep(n) == first)
    }

    /// What lies under a text and just around it.
    fn grounds(&self, rect: Rect) -> [Ground; SAMPLES] {
        samples(rect.expand(1.5)).map(|at| (self.drawn.ground)(at))
    }

    fn put(&mut self, layer: &mut Layer, label: &Label<'_>, place: LabelPlace) -> bool {
        let rect = place.rect;
        self.taken.push(rect);
        let grounds = self.grounds(rect);
        let ink = uniform(&grounds).filter(|_| !place.plate);
        let on_region = 3 * grounds.iter().filter(|g| matches!(g, Ground::Region(..))).count() > SAMPLES;
        let role = |line: &Line<'_>| match ink {
            Some(step) => Role::OnRamp(step),
            None if on_region => line.on_region,
            None => line.role,
        };
        let widths = label.lines.iter().map(|line| self.metrics.width(line.text, line.size, line.weight));
        let mut top = rect.min.y;
        for (line, width) in label.lines.iter().zip(widths) {
            let at = pos2(rect.center().x - width / 2.0, top + line.size.ascent());
            let text = self.metrics.mark(at, line.text, line.size, line.weight, role(line));
            if place.plate {
                let fill = Some(Paint::Solid(Ink::thin(Role::Panel, VEIL)));
                let rect = text.bounds().expand2(vec2(2.0, 0.0));
                layer.add_for(label.stands_for, Shape::Rect { rect, radius: 2.0, fill, stroke: None });
            }
            layer.add_for(label.stands_for, Shape::Text(text));
            top += line.size.ascent() + line.size.descent();
        }
        true
    }
}

/// How many points of a rectangle are looked at.
const SAMPLES: usize = 21;

/// Points spread over a rectangle.
fn samples(rect: Rect) -> [Pos2; SAMPLES] {
    let at = |n: usize| rect.lerp_inside(vec2((n % 7) as f32 / 6.0, (n / 7) as f32 / 2.0));
    std::array::from_fn(at)
}

/// The step of the ramp at a point, where it is a deep one.
fn deep(ground: &Ground) -> Option<u8> {
    match ground {
        Ground::Region(_, Tone::Deep(step)) => Some(*step),
        _ => None,
    }
}

/// The step of the ramp that all of a text lies on, where it is a deep one.
fn uniform(grounds: &[Ground]) -> Option<u8> {
    let first = deep(grounds.first()?)?;
    grounds.iter().all(|ground| deep(ground) == Some(first)).then_some(first)
}

/// Where the visible part of each region has its middle and which share of the screen it fills, by looking
/// at points spread over the screen.
pub(super) fn visible_middles(
    frame: Rect,
    regions: usize,
    ground: &dyn Fn(Pos2) -> Ground,
) -> Vec<Option<(Pos2, f32)>> {
    const ACROSS: usize = 32;
    const DOWN: usize = 20;
    let spots: Vec<(Pos2, usize)> = (0..ACROSS * DOWN)
        .filter_map(|n| {
            let part = |n: usize, of: usize| (n as f32 + 0.5) / of as f32;
            let at = frame.lerp_inside(vec2(part(n % ACROSS, ACROSS), part(n / ACROSS, DOWN)));
            match ground(at) {
                Ground::Region(region, _) => Some((at, region)),
                Ground::Sea | Ground::Land => None,
            }
        })
        .collect();
    let mut sums = vec![(Vec2::ZERO, 0.0f32); regions];
    for (at, region) in &spots {
        if let Some((sum, count)) = sums.get_mut(*region) {
            *sum += at.to_vec2();
            *count += 1.0;
        }
    }
    let nearest = |region: usize, middle: Pos2| {
        let own = spots.iter().filter(|(_, r)| *r == region).map(|(at, _)| *at);
        own.min_by(|a, b| a.distance_sq(middle).total_cmp(&b.distance_sq(middle)))
    };
    let all = (ACROSS * DOWN) as f32;
    let middle = |n: usize, sum: Vec2, count: f32| nearest(n, (sum / count.max(1.0)).to_pos2());
    let seen = |(n, (sum, count)): (usize, &(Vec2, f32))| Some((middle(n, *sum, *count)?, count / all));
    sums.iter().enumerate().map(seen).collect()
}

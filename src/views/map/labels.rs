//! Names on the map, placed one after the other so that none covers another.
//!
//! It must never let a text leave the frame, lie on a pin or on another text, or lie where it seems to name
//! something else: what finds no room is left out, the least important first. What must lie on changing colours
//! gets a plate under it.

use super::canvas::{Ground, Tone};
use super::pins::Pin;
use super::spots::Spots;
use crate::scene::{Ink, Layer, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// Lines of a label, one below the other.
pub(super) struct Label<'a> {
    pub lines: &'a [Line<'a>],
    /// The regions that what it names lies in, by their places: on another one it would mislead.
    pub home: &'a [usize],
}

/// One line of a label.
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub size: Size,
    pub weight: Weight,
    /// Its role on water; on land it is as dark as text.
    pub role: Role,
    pub stands_for: StandsFor,
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
    /// A line leads from it to what it names.
    leader: Option<(Pos2, Pos2)>,
    /// Where its lines begin or end: 0 at the left, 1 at the right.
    align: f32,
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
/// What it costs a plant's name to lie on a region that the plant is not in, and on land that is nobody's.
const ASTRAY: f32 = 9.0;
const FOREIGN: f32 = 1.0;
/// No name lies with more than this part of it on a region that the plant is not in.
const MISPLACED: f32 = 0.4;
/// What it costs a name to need a plate where colours or lines change under it.
const PLATE: f32 = 7.0;
/// The opacity of plates: what is under them can still be guessed.
const VEIL: u8 = 215;
/// How far from its middle a region's name may be looked for, in points.
const SEARCH: f32 = 200.0;
/// It is looked for in rings this far apart…
const STEP: f32 = 8.0;
/// … at no more than so many places of each ring.
const RAYS: u16 = 20;
/// What it costs a region's name to lie beside it, and there on land that is nobody's.
const BESIDE: f32 = 6.0;
const ON_LAND: f32 = 5.0;
/// The longest line from a region's name to the region, in points.
const LEADER: f32 = 90.0;
/// A line ends so far inside of a region.
const INSIDE: f32 = 4.0;

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

    /// Tells of a rectangle that something else lies in.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Tells of a disc: no name may hide it.
    pub(super) fn keep_off_disc(&mut self, at: Pos2, radius: f32) {
        self.pins.add(at, radius + 1.0);
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

    /// Places a region's name: on the region where all of it fits, or else beside it, with a line to it; where
    /// neither can be, nowhere.
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
            let own = distance / 14.0;
            let limit = best.map_or(f32::MAX, |best| best.cost);
            if limit <= own {
                break;
            }
            // Names are wide: going as far sideways as up would leave them closer.
            let way = Vec2::angled(angle) * vec2(1.25, 1.0);
            let rect = Rect::from_center_size(middle + way * distance, size);
            best = self.place_of_region(rect, (region, middle), own, limit).or(best);
        }
        best.is_some_and(|place| self.put(layer, label, place))
    }

    /// A place of a region's name, all on the region or all beside every region.
    fn place_of_region(
        &self,
        rect: Rect,
        (region, middle): (usize, Pos2),
        own: f32,
        limit: f32,
    ) -> Option<LabelPlace> {
        let is_own = |at: Pos2| matches!((self.drawn.ground)(at), Ground::Region(n, _) if n == region);
        let is_free = |at: Pos2| !matches!((self.drawn.ground)(at), Ground::Region(..));
        let corners = [rect.left_top(), rect.right_bottom(), rect.right_top(), rect.left_bottom()];
        // A glance at the corners tells most bad places.
        if corners.into_iter().all(is_own) {
            let all_own = samples(rect.expand(1.0)).into_iter().all(is_own);
            return all_own.then(|| self.place(rect, own, limit)).flatten();
        }
        if own + BESIDE >= limit || !corners.into_iter().all(is_free) {
            return None;
        }
        let around = samples(rect.expand(2.0));
        if !around.into_iter().all(is_free) {
            return None;
        }
        let land = around.into_iter().filter(|at| (self.drawn.ground)(*at) == Ground::Land).count();
        let leader = self.leader_to_region(rect, (region, middle))?;
        let own = own + BESIDE + ON_LAND * land as f32 / SAMPLES as f32;
        let place = self.place(rect, own, limit).filter(|place| !place.plate)?;
        Some(LabelPlace { leader: Some(leader), align: side(rect, leader.1), ..place })
    }

    /// The line from a name beside a region to the region; `None` where it would be too long, cross another region
    /// or lie under something.
    fn leader_to_region(&self, rect: Rect, (region, middle): (usize, Pos2)) -> Option<(Pos2, Pos2)> {
        let from = rect.expand(2.0).clamp(middle);
        let way = (middle - from).normalized();
        let steps = (from.distance(middle) / 2.0).ceil() as usize;
        for n in 0..=steps {
            let at = from + way * (n as f32 * 2.0).min(from.distance(middle));
            match (self.drawn.ground)(at) {
                Ground::Region(n, _) if n == region => {
                    let to = at + way * INSIDE.min(at.distance(middle));
                    return (from.distance(at) <= LEADER && self.is_clear(from, to)).then_some((from, to));
                }
                Ground::Region(..) => return None,
                Ground::Sea | Ground::Land => {}
            }
        }
        // Too small for the ground to know of: a dot or a site in its middle.
        let to = middle - way * INSIDE;
        (from.distance(to) <= LEADER && self.is_clear(from, to)).then_some((from, to))
    }

    /// Whether no name and no disc lies under a line.
    fn is_clear(&self, from: Pos2, to: Pos2) -> bool {
        let steps = (from.distance(to) / 4.0).ceil().max(1.0) as usize;
        (0..steps).map(|n| from.lerp(to, n as f32 / steps as f32)).all(|p| {
            let near = self.pins.near(Rect::from_center_size(p, Vec2::splat(2.0 * REACH)));
            let mut hidden = near.filter(|(pin, radius)| pin.distance(p) < *radius);
            hidden.next().is_none() && !self.taken.iter().any(|t| t.contains(p))
        })
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
        let close = (0u8..).zip(close).map(|(n, (x, y))| (vec2(x, y), f32::from(n) * 0.3));
        let worst = if must { 7.0 + PLATE } else { 4.5 };
        let (home, good) = (label.home, worst.min(4.5));
        if let Some(place) = self.best_beside(close.clone(), (at, home), size, good) {
            return self.put(layer, label, place);
        }
        let rings = if must { 9 } else { 3u8 };
        let far = (0..rings).flat_map(|ring| (0..16u8).map(move |ray| (f32::from(ring), f32::from(ray))));
        let far = far.map(|(ring, ray)| {
            let way = Vec2::angled((ray + ring / 2.0) * std::f32::consts::TAU / 16.0);
            (way * (vec2(x, y) + Vec2::splat(12.0 + 14.0 * ring)), ring * 0.6)
        });
        let far = self.best_beside(far, (at, home), size, worst);
        // Something close that is not quite good is better than something far that is not.
        let close = self.best_beside(close, (at, home), size, far.map_or(worst, |far| far.cost - 0.5));
        if let Some(place) = close {
            return self.put(layer, label, place);
        }
        let Some(place) = far else { return false };
        let end = place.rect.expand(1.0).clamp(at);
        let start = at + (end - at).normalized() * radius;
        self.put(layer, label, LabelPlace { leader: Some((end, start)), ..place })
    }

    /// The best of some places around a pin, each with its own cost; none where all are bad.
    fn best_beside(
        &self,
        places: impl Iterator<Item = (Vec2, f32)>,
        (at, home): (Pos2, &[usize]),
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
            let limit = best.map_or(worst, |b| b.cost);
            if own >= limit {
                continue;
            }
            let astray = self.astray(rect, home);
            // Most of it on a region that it is not in: it would seem to name something there.
            if astray > MISPLACED * ASTRAY {
                continue;
            }
            let own = own + astray;
            let place = self.place(rect, own, limit);
            best = place.map(|place| LabelPlace { align: side(rect, at), ..place }).or(best);
        }
        best
    }

    /// What it costs a name to lie on land that what it names is not in.
    fn astray(&self, rect: Rect, home: &[usize]) -> f32 {
        let cost = |ground: &Ground| match ground {
            Ground::Region(n, _) if !home.contains(n) => ASTRAY,
            Ground::Land => FOREIGN,
            Ground::Region(..) | Ground::Sea => 0.0,
        };
        self.grounds(rect).iter().map(cost).sum::<f32>() / SAMPLES as f32
    }

    /// Whether nothing lies between a pin and its name.
    fn is_reached(&self, at: Pos2, rect: Rect) -> bool {
        let end = rect.clamp(at);
        let steps = (at.distance(end) / 4.0).ceil().max(6.0) as u16;
        (1..steps).map(|n| at.lerp(end, f32::from(n) / f32::from(steps))).all(|p| {
            let around = Rect::from_center_size(p, Vec2::splat(2.0 * REACH));
            let mut pins = self.pins.near(around);
            let is_free = pins.all(|(pin, radius)| pin == at || pin.distance(p) >= radius);
            is_free && !self.taken.iter().any(|t| t.contains(p))
        })
    }

    /// Places a name in the middle of a land, if it is free there.
    pub(super) fn within(&mut self, layer: &mut Layer, label: &Label<'_>, middle: Pos2) -> bool {
        let rect = Rect::from_center_size(middle, self.size(label.lines));
        let place = self.place(rect, 0.0, 4.0).filter(|place| !place.plate);
        place.is_some_and(|place| self.put(layer, label, place))
    }

    /// A place and how bad it is, where a label may be there and it is less bad than a limit.
    fn place(&self, rect: Rect, own: f32, limit: f32) -> Option<LabelPlace> {
        if own >= limit
            || !self.frame.contains_rect(rect)
            || self.taken.iter().any(|t| t.intersects(rect.expand(APART)))
            || self.pins.touch(rect)
        {
            return None;
        }
        let hatched =
            self.grounds(rect).iter().filter(|g| matches!(g, Ground::Region(_, Tone::Hatched))).count();
        let lines = self.lines.count_in(rect);
        let mut plate = hatched > 0 || lines > 0;
        let hatched = hatched as f32 / SAMPLES as f32;
        let mut cost = own;
        cost += if hatched > 0.99 { 1.0 } else { 9.0 * hatched } + (lines as f32).min(4.0);
        // Looking closely takes time: only for a place that would be taken.
        if cost < limit && !self.is_even(rect) {
            cost += PLATE;
            plate = true;
        }
        (cost < limit).then_some(LabelPlace { rect, cost, plate, leader: None, align: 0.5 })
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
        // Without a plate all of it lies on one deep colour, or on none; what is just beside it has no say.
        let ink = (!place.plate).then(|| deep(&(self.drawn.ground)(rect.center()))).flatten();
        let on_land = place.plate || grounds.iter().any(|ground| *ground != Ground::Sea);
        let role = |line: &Line<'_>| match ink {
            Some(step) => Role::OnRamp(step),
            // Muted ink is too pale on land.
            None if on_land && line.role == Role::Muted => Role::Text,
            None => line.role,
        };
        if let Some((from, to)) = place.leader {
            leader(layer, &[from, to]);
            let steps = (from.distance(to) / LINE).ceil().max(1.0) as usize;
            (0..=steps).for_each(|n| self.lines.add(from.lerp(to, n as f32 / steps as f32), LINE));
        }
        let widths = label.lines.iter().map(|line| self.metrics.width(line.text, line.size, line.weight));
        let mut top = rect.min.y;
        for (line, width) in label.lines.iter().zip(widths) {
            let at = pos2(rect.left() + (rect.width() - width) * place.align, top + line.size.ascent());
            let text = self.metrics.mark(at, line.text, line.size, line.weight, role(line));
            if place.plate {
                let fill = Some(Paint::Solid(Ink::thin(Role::Panel, VEIL)));
                let rect = text.bounds().expand2(vec2(2.0, 0.0));
                layer.add_for(line.stands_for, Shape::Rect { rect, radius: 2.0, fill, stroke: None });
            }
            layer.add_for(line.stands_for, Shape::Text(text));
            top += line.size.ascent() + line.size.descent();
        }
        true
    }
}

/// Where the lines of a name begin or end, by which side of a point it lies on.
fn side(rect: Rect, at: Pos2) -> f32 {
    match at.x {
        x if x <= rect.left() => 0.0,
        x if x >= rect.right() => 1.0,
        _ => 0.5,
    }
}

/// Draws a line from a name to what it names, with a casing that keeps it apart from what it crosses.
pub(super) fn leader(layer: &mut Layer, points: &[Pos2]) {
    let points = points.to_vec();
    layer.add(Shape::Line { points: points.clone(), stroke: Stroke::new(Ink::thin(Role::Panel, 220), 3.2) });
    layer.add(Shape::Line { points, stroke: Stroke::new(Role::Text, 1.1) });
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

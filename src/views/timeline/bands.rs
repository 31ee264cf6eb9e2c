//! A crowd as counts: one histogram of the whole, which parts into bands of lanes as it grows.
//!
//! It must never jump: of a band that has outgrown its size the lower half slides out from under the upper
//! one, until both are as high; each shows its own counts on a line of its own all the while.

use super::PAD;
use super::axis::{Scale, TimeAxis};
use super::blocks::{Band, Counts};
use super::crowd::Crowd;
use crate::scene::{Ink, Layer, Metrics, Role, Shape, Size, StandsFor, Stroke, Weight};
use emath::{Rect, lerp, pos2, vec2};

/// The lowest a band is; at twice this height it has parted.
const BAND: f64 = 64.0;
/// A band begins to part at so many times that height.
const PARTS_AT: f64 = 1.7;
/// The upper half's columns have the heights of its own counts when so much of the parting is done.
const OWN_AT: f32 = 0.3;
/// How much of its colour the ground of rows that are taken has: counts are read on it.
pub(super) const GROUND: u8 = 128;
/// Room above columns for their counts.
const HEAD: f32 = 16.0;

/// What counts are drawn with.
pub(super) struct Bands<'a> {
    pub metrics: &'a Metrics,
    pub scale: Scale,
    pub axis: &'a TimeAxis,
    pub crowd: &'a Crowd,
    /// The group's place among the groups.
    pub group: u32,
    /// How much of them there is to see: the rest is taken over by bars, which then stand for the items.
    pub share: f32,
}

/// Upper and lower edge of what is drawn, in points.
type Edges = (f32, f32);

impl Bands<'_> {
    /// Draws what touches the layer of a crowd with its upper edge at `top`.
    pub(super) fn draw(&self, layer: &mut Layer, top: f64, height: f64) {
        let days = self.days();
        let (mut top, mut height) = (top + f64::from(PAD), height - 2.0 * f64::from(PAD));
        let Some(packed) = self.crowd.packed() else {
            // Until its lanes are packed, which takes no longer than a blink, the whole stands in their place.
            let bottom = (top + height).min(f64::from(layer.clip.bottom()));
            top = top.max(f64::from(layer.clip.top()));
            height = (bottom - top).min(BAND * 2.0);
            if height > f64::from(HEAD) {
                let counts = Counts::of_sums(self.crowd.sums(), &days);
                self.band(layer, (top as f32, (top + height) as f32), &days, Band::WHOLE, &counts, None);
            }
            return;
        };
        let (level, parted) = parting(self.crowd, height);
        let each = height / f64::from(1u32 << level);
        let at = |y: f32| ((f64::from(y) - top) / each).clamp(0.0, f64::from(1u32 << level));
        let (first, last) = (at(layer.clip.top()).floor() as u32, at(layer.clip.bottom()).ceil() as u32);
        for index in first..last {
            let band = Band { level, index };
            let upper = top + each * f64::from(index);
            let (upper, lower) = (upper as f32, (upper + each) as f32);
            if parted == 0.0 {
                self.band(layer, (upper, lower), &days, band, &packed.counts(band, &days), None);
                continue;
            }
            let between = lerp(lower..=(upper + lower) / 2.0, parted);
            let halves = band.halves();
            let [above, below] = halves.map(|half| packed.counts(half, &days));
            let whole = if parted < OWN_AT { Some((above.plus(&below), parted / OWN_AT)) } else { None };
            self.band(layer, (upper, between), &days, halves[0], &above, whole);
            self.band(layer, (between, lower), &days, halves[1], &below, None);
        }
    }

    /// The first days of the stretches that are counted, and the day after the last of them.
    fn days(&self) -> Vec<i32> {
        let mut unit = self.axis.minor.max(self.crowd.finest());
        if unit.days() < self.crowd.sums().steps().shortest() {
            unit = self.axis.major;
        }
        self.axis.starts(unit, &self.scale)
    }

    /// One histogram. Where it has just parted, its columns still have the heights of the whole, but for a
    /// share.
    fn band(
        &self,
        layer: &mut Layer,
        (top, bottom): Edges,
        days: &[i32],
        band: Band,
        counts: &Counts,
        whole: Option<(Counts, f32)>,
    ) {
        let height = bottom - top;
        let room = height - HEAD.min(height / 3.0);
        let shares = |counts: &Counts| {
            let most = counts.most().max(1) as f32;
            counts.begin.iter().map(|n| *n as f32 / most).collect::<Vec<f32>>()
        };
        let mut shares_drawn = shares(counts);
        if let Some((whole, by)) = whole {
            let both = shares_drawn.iter_mut().zip(shares(&whole));
            both.for_each(|(own, whole)| *own = lerp(whole..=*own, by));
        }
        let (left, right) = (layer.clip.left(), layer.clip.right());
        self.rows_taken(layer, (top, bottom), days, counts, band.lanes(self.crowd.lanes()).len());
        let line = Stroke::new(self.ink(Role::Line), 1.0);
        layer.add(Shape::line(pos2(left, bottom), pos2(right, bottom), line));
        let earlier = (counts.before() > 0).then(|| self.earlier_words(layer, counts.before(), top));
        let corner = earlier.as_ref().map(|text| text.bounds().expand(2.0));
        let columns = days.windows(2).zip(&counts.begin).zip(shares_drawn);
        for ((pair, count), tall) in columns.filter(|((_, count), _)| **count > 0) {
            let x = (self.scale.x(f64::from(pair[0])) + 0.5, self.scale.x(f64::from(pair[1])) - 0.5);
            let upper = bottom - (room * tall).max(2.0).min(height);
            let rect = Rect::from_min_max(pos2(x.0, upper), pos2(x.1.max(x.0 + 0.5), bottom));
            let stands_for = self.stands_for(*count, pair[0], pair[1] - 1);
            layer.add_for(stands_for, Shape::filled(rect, self.ink(Role::Ramp(2))));
            if upper - top >= Size::Tick.points() {
                self.words(layer, *count, &rect, corner);
            }
        }
        if let Some(text) = earlier {
            let day = days.first().copied().unwrap_or(0);
            self.earlier(layer, text, counts.before(), day, (top, bottom));
        }
    }

    /// A pale ground, as high as lanes are taken: what will be bars when one looks closer.
    fn rows_taken(
        &self,
        layer: &mut Layer,
        (top, bottom): Edges,
        days: &[i32],
        counts: &Counts,
        lanes: usize,
    ) {
        for (pair, running) in days.windows(2).zip(counts.running.windows(2)) {
            let share = (running[0] + running[1]) as f32 / 2.0 / lanes.max(1) as f32;
            if share > 0.0 {
                let (left, right) = (self.scale.x(f64::from(pair[0])), self.scale.x(f64::from(pair[1])));
                let upper = lerp(bottom..=top, share.min(1.0));
                let rect = Rect::from_min_max(pos2(left, upper), pos2(right, bottom));
                let alpha = (f32::from(GROUND) * self.share).round() as u8;
                layer.add(Shape::filled(rect, Ink::thin(Role::Ramp(0), alpha)));
            }
        }
    }

    /// A column's count over it, where it is wide enough and the corner is not in its way.
    fn words(&self, layer: &mut Layer, count: u32, over: &Rect, corner: Option<Rect>) {
        let words = short_count(count);
        if self.metrics.width(&words, Size::Tick, Weight::Regular) + 4.0 <= over.width() + 1.0 {
            let at = pos2(over.center().x, over.top() - 3.0);
            let ink = self.ink(Role::Muted);
            let text = self.metrics.text_around(at, &words, Size::Tick, Weight::Regular, ink);
            if corner.is_none_or(|corner| !corner.intersects(text.bounds())) {
                layer.add(text);
            }
        }
    }

    fn earlier_words(&self, layer: &Layer, count: u32, top: f32) -> Shape {
        let words = format!("{} from before", short_count(count));
        let at = pos2(layer.clip.left() + 7.0, top + 12.0);
        self.metrics.text(at, &words, Size::Tick, Weight::Regular, self.ink(Role::Muted))
    }

    /// What runs since before the first day in view has no column; it is told in the corner.
    fn earlier(&self, layer: &mut Layer, text: Shape, count: u32, day: i32, (top, bottom): Edges) {
        let mut ground = text.bounds().expand2(vec2(4.0, 1.0));
        ground.max.y = ground.max.y.min(bottom);
        ground.min.y = ground.min.y.min(ground.max.y - 1.0);
        let stands_for = self.stands_for(count, self.crowd.sums().extent().0, day - 1);
        layer.add_for(stands_for, Shape::filled(ground, self.ink(Role::Panel)));
        if bottom - top >= HEAD {
            layer.add(text);
        }
    }

    fn stands_for(&self, count: u32, from: i32, to: i32) -> StandsFor {
        // Where bars have begun to show, these stand for the items.
        let count = StandsFor::Count { group: self.group, count, from, to };
        if self.share < 1.0 { StandsFor::Nothing } else { count }
    }

    fn ink(&self, role: Role) -> Ink {
        Ink::thin(role, (255.0 * self.share).round() as u8)
    }
}

/// How often a crowd of a height, without the space around, is halved, and how far its bands have parted
/// again, from 0 to 1.
fn parting(crowd: &Crowd, height: f64) -> (u32, f32) {
    let most = crowd.lanes().max(1).ilog2();
    let level = ((height / BAND).max(1.0).log2().floor() as u32).min(most);
    let each = height / f64::from(1u32 << level);
    let parted = if level == most { 0.0 } else { (each / BAND - PARTS_AT) / (2.0 - PARTS_AT) };
    let parted = parted.clamp(0.0, 1.0) as f32;
    (level, parted * parted * (3.0 - 2.0 * parted))
}

/// The band whose counts stand so far below the upper edge of a crowd's rows, the crowd being so high.
pub(super) fn band_at(crowd: &Crowd, height: f64, below: f64) -> Band {
    let height = height - 2.0 * f64::from(PAD);
    let (level, parted) = parting(crowd, height);
    let place = (below / height * f64::from(1u32 << level)).max(0.0);
    let band = Band { level, index: (place as u32).min((1 << level) - 1) };
    if parted == 0.0 {
        return band;
    }
    let [above, below] = band.halves();
    if place.fract() < 1.0 - f64::from(parted) / 2.0 { above } else { below }
}

/// A count as it is written on a narrow bar: 940, 1.2k, 31k.
pub(super) fn short_count(n: u32) -> String {
    match n {
        0..=999 => n.to_string(),
        1000..=9949 => format!("{:.1}k", f64::from(n) / 1000.0),
        _ => format!("{}k", (n + 500) / 1000),
    }
}

//! A crowd as counts: one histogram of the whole, which parts into bands of lanes as it grows.
//!
//! It must never jump: a band that has outgrown its size parts into its halves little by little, each
//! column's upper part rising from the lower one until both stand on lines of their own.

use super::PAD;
use super::axis::{Axis, Scale};
use super::blocks::{Band, Counts};
use super::crowd::Crowd;
use crate::scene::{Ink, Layer, Metrics, Role, Shape, Size, StandsFor, Stroke, Weight};
use emath::{Rect, lerp, pos2, vec2};

/// The lowest a band is; at twice this height it has parted.
const BAND: f64 = 64.0;
/// A band begins to part at so many times that height.
const PARTS_AT: f64 = 1.25;
/// Room above columns for their counts.
const HEAD: f32 = 16.0;

/// What counts are drawn with.
pub(super) struct Bands<'a> {
    pub metrics: &'a Metrics,
    pub scale: Scale,
    pub axis: &'a Axis,
    pub crowd: &'a Crowd,
    /// The group's place among the groups.
    pub group: u32,
    /// How much of them there is to see: the rest is taken over by bars, which then stand for the items.
    pub share: f32,
}

/// Where a band is drawn, and how far it has parted.
struct Place {
    top: f32,
    bottom: f32,
    parted: f32,
}

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
                let place = Place { top: top as f32, bottom: (top + height) as f32, parted: 0.0 };
                self.band(layer, &counts, None, &days, &place);
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
            let place = Place { top: upper as f32, bottom: (upper + each) as f32, parted };
            if parted > 0.0 {
                let [above, below] = band.halves().map(|half| packed.counts(half, &days));
                self.band(layer, &above, Some(&below), &days, &place);
            } else {
                self.band(layer, &packed.counts(band, &days), None, &days, &place);
            }
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

    /// One band, or its upper and lower half where it parts.
    fn band(&self, layer: &mut Layer, counts: &Counts, below: Option<&Counts>, days: &[i32], place: &Place) {
        let Place { top, bottom, parted } = *place;
        let parted = parted * parted * (3.0 - 2.0 * parted);
        let middle = (top + bottom) / 2.0;
        let none = Counts::default();
        let lower = below.unwrap_or(&none);
        let lower_of = |n: usize| lower.begin.get(n).copied().unwrap_or(0);
        let both = counts.begin.iter().enumerate().map(|(n, c)| c + lower_of(n)).max().unwrap_or(0);
        let whole = (bottom - top - HEAD).max(2.0) / both.max(1) as f32;
        let half = |most: u32| (middle - top - HEAD).max(2.0) / most.max(1) as f32;
        let scale = |most: u32| if below.is_some() { lerp(whole..=half(most), parted) } else { whole };
        let (tall_above, tall_below) = (scale(counts.most()), scale(lower.most()));
        self.line(layer, bottom, 1.0);
        self.line(layer, middle, parted);
        for (n, pair) in days.windows(2).enumerate() {
            let (above, under) = (counts.begin.get(n).copied().unwrap_or(0), lower_of(n));
            let x = (self.scale.x(f64::from(pair[0])) + 0.5, self.scale.x(f64::from(pair[1])) - 0.5);
            let column = |count: u32, base: f32, tall: f32| {
                let tall = if count == 0 { 0.0 } else { (tall * count as f32).max(2.0) };
                Rect::from_min_max(pos2(x.0, base - tall), pos2(x.1.max(x.0 + 0.5), base))
            };
            let foot = column(under, bottom, tall_below);
            let head = column(above, lerp(foot.top()..=middle.min(foot.top()), parted), tall_above);
            for (count, rect) in [(above, head), (under, foot)].into_iter().filter(|(count, _)| *count > 0) {
                let shape = Shape::filled(rect, self.ink(Role::Ramp(2), 1.0));
                layer.add_for(self.stands_for(count, pair[0], pair[1] - 1), shape);
            }
            if below.is_some() && parted >= 0.5 {
                self.words(layer, above, &head, parted * 2.0 - 1.0);
                // What is over the lower part must leave room for its count.
                let room = if above == 0 { f32::INFINITY } else { foot.top() - head.bottom() };
                if room > Size::Tick.points() {
                    self.words(layer, under, &foot, parted * 2.0 - 1.0);
                }
            } else {
                let over = if above > 0 { &head } else { &foot };
                self.words(layer, above + under, over, 1.0 - parted * 2.0);
            }
        }
        let first = days.first().copied().unwrap_or(0);
        if below.is_some() && parted >= 0.5 {
            self.earlier(layer, counts.before, first, top);
            self.earlier(layer, lower.before, first, middle);
        } else {
            self.earlier(layer, counts.before + lower.before, first, top);
        }
    }

    fn line(&self, layer: &mut Layer, y: f32, share: f32) {
        let (left, right) = (layer.clip.left(), layer.clip.right());
        if share > 0.0 {
            layer.add(Shape::line(
                pos2(left, y),
                pos2(right, y),
                Stroke::new(self.ink(Role::Line, share), 1.0),
            ));
        }
    }

    /// A column's count over it, where it is wide enough.
    fn words(&self, layer: &mut Layer, count: u32, over: &Rect, share: f32) {
        let words = short_count(count);
        if count > 0
            && share > 0.0
            && self.metrics.width(&words, Size::Tick, Weight::Regular) + 4.0 <= over.width() + 1.0
        {
            let at = pos2(over.center().x, over.top() - 3.0);
            let ink = self.ink(Role::Muted, share);
            layer.add(self.metrics.text_around(at, &words, Size::Tick, Weight::Regular, ink));
        }
    }

    /// What runs since before the first day in view has no column; it is told in the corner.
    fn earlier(&self, layer: &mut Layer, count: u32, day: i32, top: f32) {
        if count == 0 {
            return;
        }
        let words = format!("{} from before", short_count(count));
        let at = pos2(layer.clip.left() + 7.0, top + 12.0);
        let text = self.metrics.text(at, &words, Size::Tick, Weight::Regular, self.ink(Role::Muted, 1.0));
        let ground = text.bounds().expand2(vec2(4.0, 1.0));
        let stands_for = self.stands_for(count, self.crowd.sums().extent().0, day - 1);
        layer.add_for(stands_for, Shape::filled(ground, self.ink(Role::Panel, 0.9)));
        layer.add(text);
    }

    fn stands_for(&self, count: u32, from: i32, to: i32) -> StandsFor {
        // Where bars have begun to show, these stand for the items.
        if self.share < 1.0 {
            StandsFor::Nothing
        } else {
            StandsFor::Count { group: self.group, count, from, to }
        }
    }

    fn ink(&self, role: Role, share: f32) -> Ink {
        Ink::thin(role, (255.0 * self.share * share.clamp(0.0, 1.0)).round() as u8)
    }
}

/// How often a crowd of a height, without the space around, is halved, and how far its bands have parted
/// again, from 0 to 1.
fn parting(crowd: &Crowd, height: f64) -> (u32, f32) {
    let most = crowd.lanes().max(1).ilog2();
    let level = ((height / BAND).max(1.0).log2().floor() as u32).min(most);
    let each = height / f64::from(1u32 << level);
    let parted = if level == most { 0.0 } else { (each / BAND - PARTS_AT) / (2.0 - PARTS_AT) };
    (level, parted.clamp(0.0, 1.0) as f32)
}

/// The band whose counts stand so far below the upper edge of a crowd's rows, the crowd being so high.
pub(super) fn band_at(crowd: &Crowd, height: f64, below: f64) -> Band {
    let height = height - 2.0 * f64::from(PAD);
    let (level, parted) = parting(crowd, height);
    let level = if parted >= 0.5 { level + 1 } else { level };
    let last = (1u32 << level) - 1;
    Band { level, index: ((below / height * f64::from(1u32 << level)).max(0.0) as u32).min(last) }
}

/// A count as it is written on a narrow bar: 940, 1.2k, 31k.
pub(super) fn short_count(n: u32) -> String {
    match n {
        0..=999 => n.to_string(),
        1000..=9949 => format!("{:.1}k", f64::from(n) / 1000.0),
        _ => format!("{}k", (n + 500) / 1000),
    }
}

//! A group of more items than can be told apart: how high it is at which zoom, and its lanes, packed when
//! they are first needed.
//!
//! It must never be packed in the course of a frame that only looks at its counts: what its height depends
//! on comes from sums.

use super::axis::Unit;
use super::bars::LANE;
use super::blocks::Packed;
use super::lanes::Span;
use super::sums::{Steps, Sums};
use super::{DENSITY, PAD, REFERENCE_WIDTH, SHORTEST_GROUP};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// Lanes lower than this are not drawn as bars, in points.
const THINNEST: f64 = 3.0;
/// Nor are bars with less room than this each, in square points.
const LEAST_ROOM: f64 = 400.0;
/// Bars have taken the place of counts where there is so many times that room.
const ALL_BARS: f64 = 1.5;
/// Where a crowd is nearly as high as all of its lanes, it is bars in any case.
const NEARLY_ALL: f64 = 0.7;

/// A group of counts that turns into bars as one zooms in.
#[derive(Debug, Clone)]
pub struct Crowd {
    sums: Sums,
    finest: Unit,
    extent: (i32, i32),
    count: usize,
    lanes: usize,
    /// Its height with all of its lanes.
    full: f64,
    /// Its height grows with this power of the zoom.
    growth: f64,
    /// All lanes are asked for, whatever the zoom.
    every_row: bool,
    slot: Arc<Slot>,
}

/// Where the packed lanes of a crowd are put, by whoever packs them.
#[derive(Debug, Default)]
struct Slot {
    asked: AtomicBool,
    packed: OnceLock<Packed>,
}

impl Crowd {
    /// A crowd of so many items. With `every_row` it is as high as all of its lanes at any zoom, else at the
    /// zoom `reach` at the latest.
    pub(super) fn new(sums: Sums, count: usize, every_row: bool, reach: f64) -> Self {
        let lanes = sums.most_at_once() as usize;
        let full = (lanes as f64 * f64::from(LANE) + 2.0 * f64::from(PAD)).max(f64::from(SHORTEST_GROUP));
        let low = full.min(f64::from(DENSITY));
        // As quickly as the axis both ways, unless bars would still stand too near one another then.
        let both_ways = (full / low).sqrt();
        let roomy = LEAST_ROOM * count as f64 / (full * REFERENCE_WIDTH);
        let at = both_ways.max(roomy).min(reach.max(1.5));
        let growth = if full > low { (full / low).ln() / at.ln() } else { 0.0 };
        let (finest, extent) = (sums.finest(), sums.extent());
        Self { sums, finest, extent, count, lanes, full, growth, every_row, slot: Arc::default() }
    }

    /// What begins and ends when.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// The finest unit that its counts are worth being split by.
    pub fn finest(&self) -> Unit {
        self.finest
    }

    /// How many lanes it has room for: never fewer than it needs.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Whether all lanes are asked for, whatever the zoom.
    pub fn every_row(&self) -> bool {
        self.every_row
    }

    /// Its height in points at a zoom, 1 where the whole plan is in view.
    pub fn height(&self, zoom: f64) -> f64 {
        if self.every_row {
            return self.full;
        }
        let low = self.full.min(f64::from(DENSITY));
        (low * zoom.max(1.0).powf(self.growth)).clamp(low, self.full)
    }

    /// How much of the height of all of its lanes it has at a zoom.
    pub fn share_of_rows(&self, zoom: f64) -> f64 {
        self.height(zoom) / self.full
    }

    /// The height of one of its lanes in points.
    pub fn lane_height(&self, zoom: f64) -> f64 {
        ((self.height(zoom) - 2.0 * f64::from(PAD)) / self.lanes.max(1) as f64).min(f64::from(LANE))
    }

    /// The zoom at which a lane has a height.
    pub fn zoom_for(&self, lane_height: f64) -> f64 {
        let low = self.full.min(f64::from(DENSITY));
        let height = (lane_height * self.lanes as f64 + 2.0 * f64::from(PAD)).clamp(low, self.full);
        if self.growth > 0.0 { (height / low).powf(1.0 / self.growth) } else { 1.0 }
    }

    /// How far bars have taken the place of counts, from 0 to 1, where a day takes so many points.
    pub fn share_of_bars(&self, zoom: f64, per_day: f64) -> f32 {
        let days = f64::from(self.extent.1 - self.extent.0 + 1);
        let height = self.height(zoom);
        let room = height * days * per_day / self.count.max(1) as f64;
        let by_room = (room / LEAST_ROOM).min(self.lane_height(zoom) / THINNEST);
        let by_room = (by_room - 1.0) / (ALL_BARS - 1.0);
        let by_height = (height / self.full - NEARLY_ALL) / (1.0 - NEARLY_ALL);
        by_room.max(by_height).clamp(0.0, 1.0) as f32
    }

    /// Whether anything but the counts of the whole is drawn at a zoom.
    pub(super) fn needs_lanes(&self, zoom: f64) -> bool {
        self.every_row || self.growth == 0.0 || zoom > 1.001
    }

    /// Its lanes, once they are packed.
    pub fn packed(&self) -> Option<&Packed> {
        self.slot.packed.get()
    }

    /// The packing of its lanes as something to be done, the first time that this is asked.
    pub(super) fn packing(&self, spans: impl FnOnce() -> Vec<Span>) -> Option<Packing> {
        if self.slot.asked.swap(true, Ordering::Relaxed) {
            return None;
        }
        let (lanes, steps) = (self.lanes, self.sums.steps());
        Some(Packing { slot: Arc::clone(&self.slot), spans: spans(), lanes, steps })
    }

    /// Its lanes, packed now where they are not.
    pub(super) fn pack(&self, spans: impl FnOnce() -> Vec<Span>) -> &Packed {
        self.slot.asked.store(true, Ordering::Relaxed);
        self.slot.packed.get_or_init(|| Packed::new(spans(), self.lanes, self.sums.steps()))
    }
}

/// A crowd's bars, to be packed on any thread.
#[derive(Debug)]
pub struct Packing {
    slot: Arc<Slot>,
    spans: Vec<Span>,
    lanes: usize,
    steps: Steps,
}

impl Packing {
    /// Packs, unless nobody waits for it any more.
    pub fn run(self) {
        let Self { slot, spans, lanes, steps } = self;
        if Arc::strong_count(&slot) > 1 {
            slot.packed.get_or_init(|| Packed::new(spans, lanes, steps));
        }
    }
}

//! Where boxes, arrows and their words stand in points for a width: rows of boxes, and gaps between them for arrows.
//!
//! It must never let a word stand on another or on a box: what has no place is counted.

use super::boxes::{Boxes, Node};
use super::layers::THIN;
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a box; a thing on the way is lower.
pub const BOX: f32 = 42.0;
/// Space between boxes.
const BETWEEN: f32 = 14.0;
/// The widest box.
const WIDEST: f32 = 168.0;
/// The least height of a gap, and how much it grows for words that have no place.
const GAP: f32 = 64.0;
const MORE: f32 = 22.0;
/// So often a gap grows.
const ROUNDS: usize = 8;

/// How many words an arrow has: how wide its first and second line are, and how many lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Words {
    /// Width and height in points; none where an arrow says nothing.
    pub size: emath::Vec2,
}

/// An arrow in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// From the upper box to the lower one: pairs of places at which it enters and leaves a gap.
    pub points: Vec<Pos2>,
    /// Whether it runs upwards.
    pub is_up: bool,
    /// Where its words stand; `None` where there was no room.
    pub words: Option<Rect>,
}

/// Everything in points, from the upper left corner of a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placed {
    /// The boxes.
    pub boxes: Vec<Rect>,
    /// The arrows.
    pub lines: Vec<Line>,
    /// The height of everything.
    pub height: f32,
    /// How many arrows have no words because there was no room.
    pub wordless: usize,
}

/// The width of an arrow of a part in percent.
pub fn thickness(percent: Option<f64>) -> f32 {
    percent.map_or(1.5, |percent| (percent as f32 * 0.36).clamp(2.5, 26.0))
}

impl Placed {
    /// Places boxes and arrows in a width; `words` and `percents` are those of the arrows.
    pub fn new(boxes: &Boxes, width: f32, words: &[Words], percents: &[Option<f64>]) -> Self {
        let mut gaps = vec![GAP; boxes.layers.count.saturating_sub(1)];
        let mut placed = Self::with(boxes, width, words, percents, &gaps);
        for _ in 0..ROUNDS {
            let full: Vec<usize> = placed.full(boxes, words);
            if full.is_empty() {
                break;
            }
            full.into_iter().for_each(|gap| {
                if let Some(gap) = gaps.get_mut(gap) {
                    *gap += MORE;
                }
            });
            placed = Self::with(boxes, width, words, percents, &gaps);
        }
        placed
    }

    /// The gaps in which words found no place.
    fn full(&self, boxes: &Boxes, words: &[Words]) -> Vec<usize> {
        let mut full = Vec::new();
        for ((line, words), way) in self.lines.iter().zip(words).zip(&boxes.layers.ways) {
            if line.words.is_none() && words.size.x > 0.0 {
                let first = way.first().map_or(0, |place| place.layer);
                full.extend(first..first + way.len().saturating_sub(1));
            }
        }
        full.sort_unstable();
        full.dedup();
        full
    }

    fn with(boxes: &Boxes, width: f32, words: &[Words], percents: &[Option<f64>], gaps: &[f32]) -> Self {
        let slot = boxes.layers.slot * width;
        let wide = (slot - BETWEEN).clamp(8.0, WIDEST);
        let mut tops = vec![0.0f32];
        for gap in gaps {
            let last = tops.last().copied().unwrap_or(0.0);
            tops.push(last + BOX + gap);
        }
        let top = |layer: usize| tops.get(layer).copied().unwrap_or(0.0);
        let rect = |(place, node): (&super::layers::Place, &Node)| {
            let is_via = matches!(node, Node::Via(_));
            let size = if is_via { vec2(wide.min(142.0), BOX - 14.0) } else { vec2(wide, BOX) };
            Rect::from_center_size(pos2(place.x * width, top(place.layer) + BOX / 2.0), size)
        };
        let rects: Vec<Rect> = boxes.layers.places.iter().zip(&boxes.nodes).map(rect).collect();
        let mut lines = lines(boxes, width, &rects, percents, &tops, slot);
        let wordless = place_words(&mut lines, &rects, words, percents, width);
        let height = tops.last().map_or(0.0, |top| top + BOX);
        Self { boxes: rects, lines, height, wordless }
    }
}

/// The arrows: where several meet a box, each has a place of its own along its edge.
fn lines(
    boxes: &Boxes,
    width: f32,
    rects: &[Rect],
    percents: &[Option<f64>],
    tops: &[f32],
    slot: f32,
) -> Vec<Line> {
    let thick = |n: usize| thickness(percents.get(n).copied().flatten());
    // At each edge of a box: the arrows that meet it, by where they come from.
    let mut ends: std::collections::BTreeMap<(usize, bool), Vec<(f32, usize)>> = Default::default();
    for (n, (arrow, way)) in boxes.arrows.iter().zip(&boxes.layers.ways).enumerate() {
        let layer = |n: usize| boxes.layers.places.get(n).map_or(0, |place| place.layer);
        let (upper, lower) = if layer(arrow.from) <= layer(arrow.to) {
            (arrow.from, arrow.to)
        } else {
            (arrow.to, arrow.from)
        };
        let next = way.get(1).map_or(0.5, |place| place.x);
        let before = way.len().checked_sub(2).and_then(|at| way.get(at)).map_or(0.5, |place| place.x);
        ends.entry((upper, true)).or_default().push((next, n));
        ends.entry((lower, false)).or_default().push((before, n));
    }
    let mut ports: std::collections::HashMap<(usize, bool), f32> = Default::default();
    for ((node, is_foot), mut list) in ends {
        list.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let rect = rects.get(node).copied().unwrap_or(Rect::ZERO);
        let all: f32 = list.iter().map(|(_, n)| thick(*n)).sum();
        let free = (rect.width() - 8.0 - all).max(0.0);
        // Two arrows between the same boxes stay apart.
        let gap = (free / list.len() as f32).min(46.0);
        let squeeze = ((rect.width() - 8.0) / all.max(1.0)).min(1.0);
        let mut x = rect.center().x - (all * squeeze + gap * (list.len() - 1) as f32) / 2.0;
        for (_, n) in list {
            let wide = thick(n) * squeeze;
            ports.insert((n, is_foot), x + wide / 2.0);
            x += wide + gap;
        }
    }
    let line = |(n, way): (usize, &Vec<super::layers::Place>)| {
        let top = |layer: usize| tops.get(layer).copied().unwrap_or(0.0);
        let arrow = boxes.arrows.get(n);
        let node = |is_foot: bool| {
            let layer = |n: usize| boxes.layers.places.get(n).map_or(0, |place| place.layer);
            arrow.map_or(0, |arrow| match (layer(arrow.from) <= layer(arrow.to), is_foot) {
                (true, true) | (false, false) => arrow.from,
                _ => arrow.to,
            })
        };
        let edge = |is_foot: bool| {
            let rect = rects.get(node(is_foot)).copied().unwrap_or(Rect::ZERO);
            let x = ports.get(&(n, is_foot)).copied().unwrap_or(rect.center().x);
            pos2(x, if is_foot { rect.bottom() } else { rect.top() })
        };
        let mut points = vec![edge(true)];
        let half = (slot * THIN / 2.0 - 1.0).max(0.0);
        for place in way.iter().skip(1).rev().skip(1).rev() {
            let x = (place.x * width).clamp(half, (width - half).max(half));
            points.push(pos2(x, top(place.layer)));
            points.push(pos2(x, top(place.layer) + BOX));
        }
        points.push(edge(false));
        let first = way.first().map_or(0, |place| place.layer);
        let of_from =
            arrow.and_then(|arrow| boxes.layers.places.get(arrow.from)).map_or(0, |place| place.layer);
        Line { points, is_up: of_from != first, words: None }
    };
    boxes.layers.ways.iter().enumerate().map(line).collect()
}

/// Gives each arrow's words a place beside it in one of its gaps, where nothing else stands; how many found none.
fn place_words(
    lines: &mut [Line],
    rects: &[Rect],
    words: &[Words],
    percents: &[Option<f64>],
    width: f32,
) -> usize {
    let mut taken: Vec<Rect> = rects.to_vec();
    let mut wordless = 0;
    for ((line, words), percent) in lines.iter_mut().zip(words).zip(percents) {
        let thick = thickness(*percent);
        if words.size.x <= 0.0 {
            continue;
        }
        let gaps: Vec<(Pos2, Pos2)> =
            line.points.chunks(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
        let mut found = None;
        'places: for (from, to) in gaps {
            for part in [0.5f32, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82] {
                let at = from + (to - from) * part;
                // Beside the arrow rather than on it.
                for side in [1.0, -1.0, 0.0] {
                    let middle = at + vec2(side * (words.size.x / 2.0 + 6.0 + thick / 2.0), 0.0);
                    let half = words.size.x / 2.0;
                    let x = middle.x.clamp(half.min(width / 2.0), (width - half).max(width / 2.0));
                    let rect = Rect::from_center_size(pos2(x, middle.y), words.size);
                    let is_inside = rect.top() >= from.y + 1.0 && rect.bottom() <= to.y - 1.0;
                    if is_inside && taken.iter().all(|other| !other.expand(1.0).intersects(rect)) {
                        found = Some(rect);
                        break 'places;
                    }
                }
            }
        }
        match found {
            Some(rect) => {
                taken.push(rect);
                line.words = Some(rect);
            }
            None => wordless += 1,
        }
    }
    wordless
}

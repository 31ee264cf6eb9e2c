//! What a matrix says of itself: its legend, and the foot that counts out loud.

use super::layout::{CellLayout, PAD};
use super::{Axis, Matrix, Viewport, axis, chip};
use crate::plan::{BitSet, Facet, Kind, Plan, Thing};
use crate::scene::{Metrics, Paint, Role, SEVERAL, Shape, Size, Stroke, Weight};
use crate::views::palette::OTHER;
use crate::views::pen::disputed;
use crate::views::{LegendEntry, SWATCH};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// A stretch of the foot that is not broken.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub width: f32,
    /// The record that it speaks of.
    pub target: Option<Thing>,
}

/// More lines than these are not shown: the foot must not push the matrix away.
const MOST_LINES: usize = 4;
/// What stands between two pieces of a line.
pub(super) const BETWEEN: &str = "  ·  ";

impl Matrix {
    /// The heat's class of a count, 0 to 3.
    pub(super) fn step(&self, count: u32) -> u8 {
        let part = u64::from(count) * 4;
        (part.div_ceil(u64::from(self.fullest.max(1))).clamp(1, 4) - 1) as u8
    }

    /// What its signs and colours mean at a width; brands' colours only where no heading names them.
    pub fn legend(&self, width: f32) -> Vec<LegendEntry> {
        let mut entries: Vec<LegendEntry> = self
            .signs
            .iter()
            .map(|sign| LegendEntry { swatch: sign.swatch(SWATCH), label: sign.label.clone() })
            .collect();
        entries.extend(self.stripes.iter().map(Stripe::entry));
        let chip = |fill: Option<Role>, stroke: Stroke| {
            let rect = Rect::from_min_size(Pos2::ZERO, SWATCH).shrink(0.5);
            let fill = fill.map(|role| Paint::Solid(role.into()));
            Shape::Rect { rect, radius: 3.0, fill, stroke: Some(stroke) }
        };
        if self.lines.is_some() {
            return entries;
        }
        if self.dated {
            let swatch = chip(Some(Role::App), Stroke::new(Role::Grid, 1.0));
            entries.push(LegendEntry {
                swatch,
                label: format!("{}, and the year it comes where there is room", self.words.kind(Kind::Model)),
            });
        }
        if self.models && self.options.axes().contains(&Axis::Year) {
            let mut words = "something of it happens then";
            if self.tells_coming {
                let comes = chip(Some(Role::App), Stroke::new(Role::Grid, 1.0));
                entries.push(LegendEntry { swatch: comes, label: "comes in that year".into() });
                words = "something else of it happens then";
            }
            let beside = chip(None, Stroke::new(Role::Line, 1.0));
            entries.push(LegendEntry { swatch: beside, label: words.into() });
        }
        if self.given_up {
            let swatch = chip(None, Stroke::dashed(Role::Line, 1.0, 3.0));
            entries.push(LegendEntry { swatch, label: "cancelled or ended".into() });
        }
        if self.disputed {
            let swatch = disputed(pos2(12.0, 1.5));
            entries.push(LegendEntry { swatch, label: "sources disagree".into() });
        }
        let viewport = Viewport { scroll: Vec2::ZERO, size: vec2(width, 0.0) };
        if self.fullest > CellLayout::new(self, viewport).most_chips {
            entries.extend(self.heat());
        }
        entries
    }

    fn heat(&self) -> impl Iterator<Item = LegendEntry> {
        let what = if self.models { self.words.kinds(Kind::Model) } else { "items".to_owned() };
        (0..4u32).filter_map(move |step| {
            // The counts of a step: more than `below`, up to `most`.
            let (below, most) = (self.fullest * step / 4, self.fullest * (step + 1) / 4);
            let label = match (below + 1, most) {
                (least, most) if least > most => return None,
                (least, most) if least == most => format!("{most} {what}"),
                (least, most) => format!("{least} to {most} {what}"),
            };
            let fill = Some(Paint::Solid(Role::Ramp(step as u8).into()));
            let rect = Rect::from_min_size(Pos2::ZERO, SWATCH);
            Some(LegendEntry { swatch: Shape::Rect { rect, radius: 2.0, fill, stroke: None }, label })
        })
    }

    /// The foot broken into lines of a width.
    pub(super) fn foot_lines(&self, width: f32) -> Vec<&[Piece]> {
        let mut lines = Vec::new();
        let (mut start, mut used) = (0, PAD);
        for (n, piece) in self.foot.iter().enumerate() {
            if n > start && used + self.between + piece.width > width - PAD {
                lines.extend(self.foot.get(start..n));
                (start, used) = (n, PAD);
            }
            used += piece.width + if n > start { self.between } else { 0.0 };
        }
        lines.extend(self.foot.get(start..).filter(|rest| !rest.is_empty()));
        lines.truncate(MOST_LINES);
        lines
    }

    /// Which years no heading stands for, because nothing happens in them.
    fn gap_words(&self) -> Option<String> {
        let heads = match (self.options.columns, self.options.rows) {
            (Axis::Year, _) => &self.columns,
            (_, Axis::Year) => &self.rows,
            _ => return None,
        };
        let years: Vec<String> = heads
            .windows(2)
            .filter(|pair| axis::is_gap(Axis::Year, pair[0].value, pair[1].value))
            .map(|pair| match (pair[0].value + 1, pair[1].value - 1) {
                (from, to) if from == to => from.to_string(),
                (from, to) => format!("{from} to {to}"),
            })
            .collect();
        (!years.is_empty())
            .then(|| format!("nothing happens in {}: left out at the double line", years.join(", ")))
    }

    /// What the foot says.
    pub(super) fn foot(&self, metrics: &Metrics) -> Vec<Piece> {
        let mut said: Vec<(String, Option<Thing>)> = Vec::new();
        if let Some(sharing) = &self.sharing {
            said.push((sharing.words(&self.words), None));
            said.extend(sharing.target.as_ref().map(|(thing, words)| (words.clone(), Some(*thing))));
        }
        let hidden: Vec<String> = [(self.options.rows, self.hidden.0), (self.options.columns, self.hidden.1)]
            .into_iter()
            .filter(|(_, count)| *count > 0 && self.total > 0)
            .map(|(axis, count)| format!("{count} {}", axis.counted(count, &self.words)))
            .collect();
        if !hidden.is_empty() {
            said.push((format!("{} without a match hidden", hidden.join(" and ")), None));
        }
        if self.options.axes().contains(&Axis::Year) && self.total > 0 {
            let what = if self.models { self.words.kind(Kind::Model) } else { "item" };
            said.push((
                format!("each {what} stands under every year in which something of it happens"),
                None,
            ));
        }
        said.extend(self.gap_words().map(|words| (words, None)));
        for (axis, heads, what) in
            [(self.options.columns, &self.columns, "columns"), (self.options.rows, &self.rows, "rows")]
        {
            let sum: u32 = heads.iter().map(|head| head.total).sum();
            if sum > self.total {
                let several = axis.counted(2, &self.words);
                said.push((format!("{what} add up to {sum}, not {}", self.total), None));
                said.push((format!("what stands under several {several} counts once"), None));
            }
        }
        let piece = |(text, target): (String, Option<Thing>)| Piece {
            width: metrics.width(&text, Size::Note, Weight::Regular),
            text,
            target,
        };
        said.into_iter().map(piece).collect()
    }
}

/// A colour that chips' stripes have, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct Stripe {
    category: u32,
    label: Box<str>,
}

impl Stripe {
    /// The stripes of models, in the order of the plan's brands.
    pub fn all(plan: &Plan, counted: &BitSet) -> Vec<Self> {
        let column = plan.items().column(Facet::Brand);
        let mut stripes: Vec<Self> = Vec::new();
        for item in counted.iter() {
            let Some(category) = chip::brand_of(plan, item) else { continue };
            if stripes.iter().any(|known| known.category == category) {
                continue;
            }
            let brand = column.of(item).first().and_then(|brand| column.values().get(*brand as usize));
            let label = match category {
                SEVERAL => format!("several {}", plan.words().counted(Facet::Brand, 2)).into(),
                OTHER => format!("other {}", plan.words().counted(Facet::Brand, 2)).into(),
                _ => brand.map_or("".into(), |brand| brand.name.clone()),
            };
            stripes.push(Self { category, label });
        }
        stripes.sort_by_key(|stripe| stripe.category);
        stripes
    }

    fn entry(&self) -> LegendEntry {
        let rect = Rect::from_center_size((SWATCH / 2.0).to_pos2(), vec2(3.0, SWATCH.y));
        let fill = Some(Paint::Solid(Role::Category(self.category).into()));
        LegendEntry {
            swatch: Shape::Rect { rect, radius: 1.5, fill, stroke: None },
            label: self.label.to_string(),
        }
    }
}

//! One model as a chip: its energy, its name, its first date. It must never cut a name to show a date.

use super::axis::first_date;
use super::layout::{DATE, GAP, WIDEST_CHIP};
use super::sign;
use crate::date::{Moment, Part};
use crate::plan::{BitSet, Facet, Field, NOT_STATED, Plan, Record, Status, Thing};
use crate::scene::{
    CATEGORIES, Layer, Paint, Role, SEVERAL, Shape, Size, StandsFor, Stroke, Weight, ellipsis,
};
use crate::views::palette::OTHER;
use crate::views::{Look, brand_category};
use emath::{Rect, pos2, vec2};

/// Room at a chip's ends.
const ROOM: f32 = 6.0;
/// A name that keeps this width may share its chip with a date.
const NAME: f32 = 60.0;
/// A name that keeps this width may share its chip with signs.
const LEAST_NAME: f32 = 42.0;

/// How many models are measured to find how wide a chip should be.
const MEASURED: usize = 400;

/// The width at which three of four models show their whole name, their sign and their date.
pub(super) fn ideal_width(look: &Look<'_>, items: &BitSet) -> f32 {
    let mut widths: Vec<f32> = items
        .iter()
        .take(MEASURED)
        .map(|item| {
            let record = look.plan.record(look.plan.items().thing(item));
            let name = without_own_brand(look.plan, record);
            let start = name.char_indices().nth(40).map_or(name, |(end, _)| &name[..end]);
            look.metrics.width(start, Size::Note, Weight::Regular)
        })
        .collect();
    widths.sort_by(f32::total_cmp);
    let most = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0.0);
    (most + ROOM * 2.0 + sign::SIZE + GAP * 2.0 + DATE).clamp(96.0, WIDEST_CHIP)
}

/// A model's name where its brand is already said: without the brand before it.
fn short_name<'n>(name: &'n str, brand: &str) -> &'n str {
    let rest = name.strip_prefix(brand).and_then(|rest| rest.strip_prefix(' ')).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty() && !brand.is_empty()).unwrap_or(name)
}

/// How chips of one cell are drawn.
pub(super) struct Style<'s> {
    /// The brand that the cell's headings name, which need not be said again.
    pub brand: Option<&'s str>,
    /// Whether a stripe says the brand, because no heading does.
    pub striped: bool,
    /// Whether the first date is shown: not where a heading says it.
    pub dated: bool,
}

/// Draws a model into a rectangle.
pub(super) fn draw(look: &Look<'_>, layer: &mut Layer, rect: Rect, item: usize, style: &Style<'_>) {
    let thing = look.plan.items().thing(item);
    let record = look.plan.record(thing);
    let given_up = matches!(record.status, Some(Status::Cancelled | Status::Ended));
    let stands_for = StandsFor::Thing(thing);
    let (fill, stroke) = match (is_selected(look, thing), given_up) {
        (true, _) => (Some(Role::Chosen), Some(Stroke::new(Role::Accent, 1.5))),
        (false, true) => (None, Some(Stroke::dashed(Role::Line, 1.0, 3.0))),
        (false, false) => (Some(Role::App), None),
    };
    let fill = fill.map(|role| Paint::Solid(role.into()));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 4.0, fill, stroke });
    if let Some(category) = style.striped.then(|| brand_of(look.plan, item)).flatten() {
        let stripe = Rect::from_min_size(rect.min + vec2(1.0, 3.0), vec2(3.0, rect.height() - 6.0));
        let fill = Some(Paint::Solid(Role::Category(category).into()));
        layer.add_for(stands_for, Shape::Rect { rect: stripe, radius: 1.5, fill, stroke: None });
    }
    let m = look.metrics;
    let (size, weight) = (Size::Note, Weight::Regular);
    let mut left = rect.left() + ROOM + if style.striped { 2.0 } else { 0.0 };
    let mut right = rect.right() - ROOM;
    let fits = |name: &str, room: f32| ellipsis(m, name, size, weight, room).as_deref() == Some(name);
    // The name comes first: signs and date have what it leaves.
    let mut name: &str = style.brand.map_or(&record.name, |brand| short_name(&record.name, brand));
    let signs: Vec<Shape> = sign::forms(look.plan, item).collect();
    let signs_width = signs.len() as f32 * (sign::SIZE + 1.0) + 3.0;
    if style.striped && !fits(name, right - left - signs_width) {
        name = without_own_brand(look.plan, record);
    }
    if !signs.is_empty()
        && (fits(name, right - left - signs_width) || right - left - signs_width >= LEAST_NAME)
    {
        for mut shape in signs {
            shape.translate(vec2(left, rect.center().y - sign::SIZE / 2.0));
            layer.add_for(stands_for, shape);
            left += sign::SIZE + 1.0;
        }
        left += 3.0;
    }
    if let Some(date) = first_date(look.plan, thing).filter(|_| style.dated).map(year_words) {
        let width = m.width(&date, Size::Tick, weight) + GAP * 1.5;
        if fits(name, right - left - width) || right - left - width >= NAME {
            let at = pos2(right, rect.center().y + Size::Tick.middle());
            layer.add_for(stands_for, m.text_ending(at, &date, Size::Tick, weight, Role::Muted));
            right -= width;
        }
    }
    if let Some(name) = ellipsis(m, name, size, weight, right - left) {
        let ink = if given_up { Role::Muted } else { Role::Text };
        layer.add_for(
            stands_for,
            m.text(pos2(left, rect.center().y + size.middle()), &name, size, weight, ink),
        );
    }
}

/// The category of a model's brand, or of several; none where none is stated.
pub(super) fn brand_of(plan: &Plan, item: usize) -> Option<u8> {
    match plan.items().column(Facet::Brand).of(item) {
        [NOT_STATED] => None,
        [brand] => Some(category(*brand)),
        _ => Some(SEVERAL),
    }
}

/// The category of a brand; those past the palette share one.
pub(super) fn category(brand: u32) -> u8 {
    let category = brand_category(brand);
    if category < CATEGORIES { category } else { OTHER }
}

/// A model's name without its own brand before it.
fn without_own_brand<'r>(plan: &Plan, record: &'r Record) -> &'r str {
    let short = record.links(Field::Brands).map(|brand| short_name(&record.name, &plan.record(brand).name));
    short.min_by_key(|name| name.len()).unwrap_or(&record.name)
}

/// Whether the person picked this model, or something that happens to it.
pub(super) fn is_selected(look: &Look<'_>, thing: Thing) -> bool {
    look.selection.is_some_and(|picked| {
        picked == thing || look.plan.record(picked).links(Field::Of).any(|of| of == thing)
    })
}

/// The year of a date, no more certain than the date: "2026", "by 2026", "about 2026".
fn year_words(moment: Moment) -> String {
    let of = |part: Part| match part {
        Part::Decade(decade) => format!("{decade}0s"),
        part => part.days().0.ymd().0.to_string(),
    };
    match moment {
        Moment::On(part) => of(part),
        Moment::About(part) => format!("about {}", of(part)),
        Moment::By(part) => format!("by {}", of(part)),
        Moment::From(part) => format!("from {}", of(part)),
        Moment::Within(from, to) if of(from) == of(to) => of(from),
        Moment::Within(from, to) => format!("{}–{}", of(from), of(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_not_said_twice() {
        assert_eq!(short_name("Nissan Micra", "Nissan"), "Micra");
        assert_eq!(short_name("Nissan Micra", "Renault"), "Nissan Micra");
        assert_eq!(short_name("Nissan", "Nissan"), "Nissan");
        assert_eq!(short_name("Nissan  ", "Nissan"), "Nissan  ");
        assert_eq!(short_name("Nissanette", "Nissan"), "Nissanette");
        assert_eq!(short_name(" x", ""), " x");
    }

    #[test]
    fn a_year_is_no_more_certain_than_its_date() {
        for (date, words) in [
            ("2026-07", "2026"),
            ("2026~", "about 2026"),
            ("[..2026-12-31]", "by 2026"),
            ("[2026..]", "from 2026"),
            ("[2026..2030]", "2026–2030"),
            ("[2026-03..2026-09]", "2026"),
            ("202X", "2020s"),
        ] {
            assert_eq!(year_words(Moment::parse(date).unwrap()), words);
        }
    }
}

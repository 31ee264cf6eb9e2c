//! One model as a chip: its energy, its name, the year it comes. It must never cut a name to show a date.

use super::MatrixOptions;
use super::came;
use super::layout::{GAP, WIDEST_CHIP};
use super::moved::{self, Ghost};
use super::sign::{self, Signs};
use crate::date::{Moment, Part};
use crate::plan::{BitSet, Change, Facet, Field, NOT_STATED, Plan, Record, Status, Thing};
use crate::scene::{Layer, Metrics, Paint, Role, SEVERAL, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::pen::disputed;
use crate::views::{Look, SWATCH, brand_category, change};
use emath::{Rect, pos2, vec2};

/// Room at a chip's ends.
const ROOM: f32 = 6.0;
/// A name that keeps this width may share its chip with a date.
const NAME: f32 = 60.0;
/// A name that keeps this width may share its chip with signs.
const LEAST_NAME: f32 = 42.0;

/// How a name is written.
const SIZE: Size = Size::Note;
/// How many models are measured to find how wide a chip should be.
const MEASURED: usize = 400;

/// The width at which nine of ten models show their whole name, their signs and their year.
pub(super) fn ideal_width(look: &Look<'_>, items: &BitSet, drives: &Signs) -> f32 {
    let width = |text: &str, size: Size| look.metrics.width(text, size, Weight::Regular);
    let mut widths: Vec<f32> = items
        .iter()
        .take(MEASURED)
        .map(|item| {
            let thing = look.plan.items().thing(item);
            let name = short_name(look.plan, look.plan.record(thing));
            let start = name.char_indices().nth(40).map_or(name, |(end, _)| &name[..end]);
            let signs = drives.of_item(look.plan, item).count() as f32 * (sign::SIZE + 1.0) + 3.0;
            let [year, _] = look.plan.coming(thing).map(|c| year_words(c.moment)).unwrap_or_default();
            width(start, Size::Note) + signs + width(&year, Size::Tick) + GAP * 1.5
        })
        .collect();
    widths.sort_by(f32::total_cmp);
    let most = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0.0);
    (most + ROOM * 2.0 + 2.0).clamp(96.0, WIDEST_CHIP)
}

/// A name without its brand before it, where that is said anyway. Its letters are the plan's: many a name begins
/// with a small one.
fn without_brand<'n>(name: &'n str, brand: &str) -> &'n str {
    let rest = name.strip_prefix(brand).and_then(|rest| rest.strip_prefix(' ')).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty() && !brand.is_empty()).unwrap_or(name)
}

/// A model's name without its own brand before it.
pub(super) fn short_name<'r>(plan: &Plan, record: &'r Record) -> &'r str {
    let short =
        record.links(Field::Brands).map(|brand| without_brand(&record.name, &plan.record(brand).name));
    short.min_by_key(|name| name.len()).unwrap_or(&record.name)
}

/// A name cut to a width; not within a bracket, of which a few letters say nothing.
fn cut(m: &Metrics, name: &str, room: f32) -> Option<String> {
    let cut = ellipsis(m, name, SIZE, Weight::Regular, room)?;
    let whole = cut == name;
    let bracket =
        cut.rfind(" (").filter(|at| !whole && *at > 0 && !cut.get(*at..).is_some_and(|t| t.contains(')')));
    Some(bracket.and_then(|at| cut.get(..at)).map_or_else(|| cut.to_string(), |start| format!("{start}…")))
}

/// How chips of one cell are drawn.
pub(super) struct Style<'s> {
    /// The brand that the cell's headings name, which need not be said again.
    pub brand: Option<&'s str>,
    /// Whether a stripe says the brand, because no heading does.
    pub striped: bool,
    /// The year that a heading says.
    pub year: Option<i16>,
    /// Whether the year is shown in which it comes: not where a heading says it.
    pub dated: bool,
    /// The form of each kind of energy.
    pub drives: &'s Signs,
    /// What stands where.
    pub options: MatrixOptions,
}

/// Draws a model into a rectangle.
pub(super) fn draw(look: &Look<'_>, layer: &mut Layer, rect: Rect, item: usize, style: &Style<'_>) {
    let thing = look.plan.items().thing(item);
    let record = look.plan.record(thing);
    let given_up = matches!(record.status, Some(Status::Cancelled | Status::Ended));
    let stands_for = StandsFor::Thing(thing);
    let coming = look.plan.coming(thing);
    // Under a year stands what comes then, and what only is spoken of then.
    let beside = style.year.is_some_and(|year| !coming.is_some_and(|c| c.moment.years().contains(&year)));
    let (fill, stroke) = match (is_selected(look, thing), given_up) {
        (true, _) => (Some(Role::Chosen), Some(Stroke::new(Role::Accent, 1.5))),
        (false, true) => (None, Some(Stroke::dashed(Role::Line, 1.0, 3.0))),
        (false, false) if beside => (None, Some(Stroke::new(Role::Grid, 1.0))),
        // Nothing says that it has begun, nor that it has not.
        (false, false) if look.focus.is_some_and(|focus| look.has_begun(item, focus).is_none()) => {
            (None, Some(Stroke::new(Role::Line, 1.0)))
        }
        (false, false) => (Some(Role::App), None),
    };
    let ground = came::ground(look.plan, thing).filter(|_| !is_selected(look, thing));
    let (fill, stroke) = ground.unwrap_or((fill, stroke));
    let fill = fill.map(|role| Paint::Solid(role.into()));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 4.0, fill, stroke });
    if let Some(category) = style.striped.then(|| brand_of(look.plan, item)).flatten() {
        let stripe = Rect::from_min_size(rect.min + vec2(1.0, 3.0), vec2(3.0, rect.height() - 6.0));
        let fill = Some(Paint::Solid(Role::Category(category).into()));
        layer.add_for(stands_for, Shape::Rect { rect: stripe, radius: 1.5, fill, stroke: None });
    }
    if look.plan.is_contradicted(record) {
        layer.add_for(stands_for, disputed(rect.right_top() - vec2(1.0, 0.0)));
    }
    let m = look.metrics;
    let mut left = rect.left() + ROOM + if style.striped { 2.0 } else { 0.0 };
    let mut right = rect.right() - ROOM;
    let ended = came::is_given_up(look.plan, thing);
    if ended {
        came::hatch(layer, rect, stands_for);
        right -= came::HATCH_ROOM - ROOM / 2.0;
    }
    let fits = |name: &str, room: f32| m.width(name, SIZE, Weight::Regular) <= room;
    // The name comes first: signs and year have what it leaves, or what is no use to it.
    let leaves = |name: &str, room: f32, width: f32, least: f32| {
        fits(name, room - width) || (!fits(name, room) && room - width >= least)
    };
    let name = match style.brand {
        Some(brand) => without_brand(&record.name, brand),
        None => &record.name,
    };
    let mut name = change::named(look.plan, thing, name);
    let signs: Vec<Shape> = style.drives.of_item(look.plan, item).collect();
    let signs_width = signs.len() as f32 * (sign::SIZE + 1.0) + 3.0;
    if style.striped && !fits(&name, right - left - signs_width) {
        name = change::named(look.plan, thing, short_name(look.plan, record));
    }
    if came::has_moved(look.plan, thing) && leaves(&name, right - left, SWATCH.x + 3.0, LEAST_NAME) {
        let mut moved = change::sign(Change::Moved);
        moved.translate(vec2(left, rect.center().y - SWATCH.y / 2.0));
        layer.add_for(stands_for, moved);
        left += SWATCH.x + 3.0;
    }
    if !signs.is_empty() && leaves(&name, right - left, signs_width, LEAST_NAME) {
        for mut shape in signs {
            shape.translate(vec2(left, rect.center().y - sign::SIZE / 2.0));
            layer.add_for(stands_for, shape);
            left += sign::SIZE + 1.0;
        }
        left += 3.0;
    }
    let year = coming.filter(|_| style.dated).map(|coming| year_words(coming.moment));
    let then = came::years(look.plan, thing, coming.map(|c| c.moment)).filter(|_| style.dated);
    // The first form that leaves the name its room.
    // From where it came says more than when it comes.
    let from = moved::from(look.plan, thing, style.options).map(|from| [from.clone(), from]);
    let year = from.into_iter().chain(then).chain(year).flatten().find_map(|year| {
        let width = m.width(&year, Size::Tick, Weight::Regular) + GAP * 1.5;
        leaves(&name, right - left, width, NAME).then_some((year, width))
    });
    if let Some((year, width)) = year {
        let at = pos2(right, rect.center().y + Size::Tick.middle());
        layer.add_for(stands_for, m.text_ending(at, &year, Size::Tick, Weight::Regular, Role::Muted));
        right -= width;
    }
    if let Some(name) = cut(m, &name, right - left) {
        let ink = if given_up || beside { Role::Muted } else { Role::Text };
        let at = pos2(left, rect.center().y + SIZE.middle());
        let text = m.text(at, &name, SIZE, Weight::Regular, ink);
        let (from, to) = (text.bounds().left(), text.bounds().right());
        layer.add_for(stands_for, text);
        if ended {
            let middle = rect.center().y;
            layer.add(Shape::line(pos2(from, middle), pos2(to, middle), Stroke::new(ink, 1.0)));
        }
    }
}

/// Draws the old place of a model that stands elsewhere now.
pub(super) fn ghost(look: &Look<'_>, layer: &mut Layer, rect: Rect, ghost: &Ghost) {
    let stands_for = StandsFor::Thing(look.plan.items().thing(ghost.item as usize));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 4.0, fill: None, stroke: None });
    if let Some(words) = cut(look.metrics, &ghost.words, rect.width() - 2.0 * ROOM) {
        let at = pos2(rect.left() + ROOM, rect.center().y + SIZE.middle());
        layer.add_for(stands_for, look.metrics.text(at, &words, SIZE, Weight::Regular, Role::Muted));
    }
}

/// The category of a model's brand, or of several; none where none is stated.
pub(super) fn brand_of(plan: &Plan, item: usize) -> Option<u32> {
    match plan.items().column(Facet::Brand).of(item) {
        [NOT_STATED] => None,
        [brand] => Some(brand_category(plan, *brand)),
        _ => Some(SEVERAL),
    }
}

/// The items that the person picked: a record, and what it happens to.
pub(super) fn picked(look: &Look<'_>) -> Vec<usize> {
    let things = look
        .selection
        .into_iter()
        .flat_map(|picked| std::iter::once(picked).chain(look.plan.record(picked).links(Field::Of)));
    things.filter_map(|thing| look.plan.items().item_of(thing)).map(|item| item.0 as usize).collect()
}

/// Whether the person picked this model, or something that happens to it.
pub(super) fn is_selected(look: &Look<'_>, thing: Thing) -> bool {
    look.selection.is_some_and(|picked| {
        picked == thing || look.plan.record(picked).links(Field::Of).any(|of| of == thing)
    })
}

/// The year of a date, no more certain than the date: "2026", "by 2026"; then the same in fewer letters.
pub(super) fn year_words(moment: Moment) -> [String; 2] {
    let of = |part: Part| match part {
        Part::Decade(decade) => format!("{decade}0s"),
        part => part.days().0.ymd().0.to_string(),
    };
    match moment {
        Moment::On(part) => [of(part), of(part)],
        Moment::About(part) => [format!("about {}", of(part)), format!("~{}", of(part))],
        Moment::Unsure(part) => [format!("perhaps {}", of(part)), format!("{}?", of(part))],
        Moment::UnsureAbout(part) => [format!("perhaps about {}", of(part)), format!("{}%", of(part))],
        Moment::By(part) => [format!("by {}", of(part)), format!("≤{}", of(part))],
        Moment::From(part) => [format!("from {}", of(part)), format!("≥{}", of(part))],
        Moment::Within(from, to) if of(from) == of(to) => [of(from), of(from)],
        Moment::Within(from, to) => {
            let (from, to) = (of(from), of(to));
            let same_century = from.len() == 4 && to.len() == 4 && from.get(..2) == to.get(..2);
            let short = if same_century { to.get(2..).unwrap_or(&to) } else { &to };
            [format!("{from}–{to}"), format!("{from}–{short}")]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_not_said_twice() {
        assert_eq!(without_brand("Nissan Micra", "Nissan"), "Micra");
        assert_eq!(without_brand("Nissan Micra", "Renault"), "Nissan Micra");
        assert_eq!(without_brand("Nissan half-ton pickup", "Nissan"), "half-ton pickup");
        assert_eq!(without_brand("Audi e-tron GT", "Audi"), "e-tron GT");
        assert_eq!(without_brand("Nissan", "Nissan"), "Nissan");
        assert_eq!(without_brand("Nissan  ", "Nissan"), "Nissan  ");
        assert_eq!(without_brand("Nissanette", "Nissan"), "Nissanette");
        assert_eq!(without_brand(" x", ""), " x");
    }

    #[test]
    fn a_bracket_is_shown_whole_or_not_at_all() {
        let m = Metrics::new();
        let width = |text: &str| m.width(text, SIZE, Weight::Regular) + 0.1;
        assert_eq!(cut(&m, "Juke (electric)", width("Juke (electric)")).unwrap(), "Juke (electric)");
        assert_eq!(cut(&m, "Juke (electric)", width("Juke (electr…")).unwrap(), "Juke…");
        assert_eq!(
            cut(&m, "Duster (India) hybrid", width("Duster (India) h…")).unwrap(),
            "Duster (India) h…"
        );
        assert_eq!(cut(&m, "(electric)", width("(elec…")).unwrap(), "(elec…");
    }

    #[test]
    fn a_year_is_no_more_certain_than_its_date() {
        for (date, words, short) in [
            ("2026-07", "2026", "2026"),
            ("2026-H2", "2026", "2026"),
            ("2026~", "about 2026", "~2026"),
            ("[..2026-12-31]", "by 2026", "≤2026"),
            ("[2026..]", "from 2026", "≥2026"),
            ("[2026..2030]", "2026–2030", "2026–30"),
            ("[2027-04..2031-03]", "2027–2031", "2027–31"),
            ("[1999..2001]", "1999–2001", "1999–2001"),
            ("[2026-03..2026-09]", "2026", "2026"),
            ("202X", "2020s", "2020s"),
        ] {
            assert_eq!(year_words(Moment::parse(date).unwrap()), [words, short]);
        }
    }
}

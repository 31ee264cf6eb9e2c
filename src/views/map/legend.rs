//! What the map's colours and signs mean, and what it cannot show.
//!
//! It must never explain what is not on the map.

use super::lands::EXCLUDED;
use super::tally::{Region, Tally};
use super::whole::Sight;
use crate::plan::{Facet, Field, Kind, NOT_STATED};
use crate::scene::{Ink, Paint, Role, SEVERAL, Shape, Stroke};
use crate::views::world::homeland;
use crate::views::{LegendEntry, Look, SWATCH, brand_category, focus};
use emath::{Pos2, Rect, pos2};
use std::collections::BTreeSet;

/// The classes of the ramp, the hatches, the pins and the arrows that the map shows; of plants only those that are
/// in sight.
pub(super) fn legend(look: &Look<'_>, tally: &Tally, sight: &Sight) -> Vec<LegendEntry> {
    let mut entries = Vec::new();
    let mut add = |swatch, label: String| entries.push(LegendEntry { swatch, label });
    let line = Stroke::new(Role::Line, 1.0);
    let is_compared = tally.shades.is_some();
    let is_blank = |r: &Region| r.shown && r.step.is_none() && !r.excluded && r.anchor.is_some();
    if !is_compared && tally.regions.iter().any(is_blank) {
        add(swatch(Paint::Solid(Role::Panel.into()), Some(line)), "no matching item".to_owned());
    }
    // Of the classes those that can be seen.
    let in_sight = |r: &&Region| r.anchor.is_some_and(|anchor| sight.may_show(anchor));
    let steps: BTreeSet<u8> = tally.regions.iter().filter(in_sight).filter_map(|r| r.step).collect();
    let is_seen = |(step, _): &(u8, String)| !is_compared && steps.contains(step);
    let classes: Vec<_> = tally.classes.labels().filter(is_seen).collect();
    for (n, (step, counts)) in classes.iter().enumerate() {
        let unit = match (n, counts.as_str()) {
            (0, "1") => " item",
            (0, _) => " items",
            _ => "",
        };
        add(swatch(Paint::Solid(Role::Ramp(*step).into()), None), format!("{counts}{unit}"));
    }
    for LegendEntry { swatch, label } in
        tally.shades.iter().flat_map(|shades| shades.legend(look.plan, &tally.regions))
    {
        add(swatch, label);
    }
    if tally.regions.iter().any(|r| r.shown && r.excluded) {
        add(
            swatch(Paint::Hatch(Ink::thin(Role::Muted, EXCLUDED)), Some(line)),
            "left out by the plan".to_owned(),
        );
    }
    if tally.any_shared() {
        let ground = Shape::Rect {
            rect: Rect::from_min_size(Pos2::ZERO, SWATCH),
            radius: 1.0,
            fill: Some(Paint::Hatch(Role::Ramp(2).into())),
            stroke: Some(Stroke::new(Role::Ramp(2), 1.0)),
        };
        add(ground, "in several regions".to_owned());
    }
    let (middle, stroke) = ((SWATCH / 2.0).to_pos2(), None);
    let dot = |ink: Ink, radius| Shape::Circle { center: middle, radius, fill: Some(ink), stroke };
    let column = look.plan.items().column(Facet::Brand);
    let seen = || tally.plants.iter().filter(|p| sight.may_show(p.place));
    let plants = || seen().filter(|p| !p.is_site);
    let brands: BTreeSet<u32> = seen().filter(|p| p.models > 0).filter_map(|p| p.brand).collect();
    let own = look.plan.words();
    let (plant, model) = (own.kind(Kind::Plant), own.kind(Kind::Model));
    let builds = if plants().any(|p| p.models > 0) { format!("{plant}, builds ") } else { String::new() };
    for brand in brands {
        if let Some(value) = column.values().get(brand as usize) {
            let ink = Role::Category(brand_category(look.plan, brand)).into();
            add(dot(ink, 4.5), format!("{builds}{}", value.name));
        }
    }
    if plants().any(|p| p.models > 0 && p.brand.is_none()) {
        let brands = look.plan.count_of(Kind::Brand) > 0;
        let words = match brands {
            true => format!("{plant}, several {} or none stated", own.counted(Facet::Brand, 2)),
            false => format!("{plant} with a matching {model}"),
        };
        add(dot(Role::Category(SEVERAL).into(), 4.5), words);
    }
    if plants().any(|p| p.models == 0 && p.matches) {
        let ring = Some(Stroke::new(Role::Text, 1.4));
        let hollow =
            Shape::Circle { center: middle, radius: 3.4, fill: Some(Role::Panel.into()), stroke: ring };
        add(hollow, format!("{plant} without a matching {model}"));
    }
    if plants().any(|p| !p.matches) {
        add(dot(Ink::thin(Role::Muted, 170), 2.4), format!("{plant} of which nothing matches"));
    }
    if seen().any(|p| p.is_site) {
        let rect = Rect::from_center_size(middle, emath::Vec2::splat(8.0));
        let fill = Some(Paint::Solid(Role::Category(SEVERAL).into()));
        add(
            Shape::Rect { rect, radius: 0.0, fill, stroke: None },
            format!("place of a {model} or {}", own.kind(Kind::Milestone)),
        );
    }
    if tally.regions.iter().any(|r| r.shown && !r.corners.is_empty()) {
        let outline = Some(Stroke::new(Ink::thin(Role::Text, 190), 0.9));
        add(swatch(Paint::Solid(Role::Panel.into()), outline), "region smaller than a country".to_owned());
    }
    for (picked, role, words) in [
        (true, Role::Accent, "made there for that region, of what is picked"),
        (false, Role::Muted, "made there for that region"),
    ] {
        if tally.flows.iter().any(|f| f.picked == picked) {
            let points = vec![pos2(1.0, 5.0), pos2(17.0, 5.0)];
            add(Shape::Line { points, stroke: Stroke::new(role, 1.5) }, words.to_owned());
        }
    }
    entries
}

/// What the map leaves out or cannot place, as sentences.
pub(super) fn notes(look: &Look<'_>, tally: &Tally, sight: &Sight) -> Vec<String> {
    let mut notes = Vec::new();
    let region = look.plan.items().column(Facet::Region);
    let counted = look.there();
    match region.members(NOT_STATED).count_in(&counted) {
        0 => {}
        1 => notes.push(format!("1 of {} names no region.", items(counted.count() as u32))),
        nowhere => notes.push(format!("{nowhere} of {} name no region.", items(counted.count() as u32))),
    }
    if let Some(day) = look.focus.map(focus::words) {
        let mut undated = look.matching.clone();
        undated.and_not(look.plan.items().dated());
        notes.push(match undated.count() {
            0 => format!("Counted is what has begun by {day}."),
            n => format!("Counted is what has begun by {day}; {} without a date not.", items(n as u32)),
        });
    }
    for (_, record) in look.plan.of_kind(Kind::Region) {
        if record.countries(Field::Countries).next().is_none() && record.corners().is_empty() {
            notes.push(format!("{} names no country and has no place on the map.", record.name));
        }
    }
    for (country, _) in tally.filled_countries() {
        match homeland(country) {
            Some(home) if !home.has_outline => {
                notes.push(format!("{} has no outline on this map: a dot marks it.", country.name()));
            }
            Some(_) => {}
            None => notes.push(format!("{} has no place on this map.", country.name())),
        }
    }
    let unplaced = look.plan.of_kind(Kind::Plant).filter(|(_, p)| p.coordinates().is_none());
    let names: Vec<&str> = unplaced.map(|(_, p)| &*p.name).collect();
    match names.as_slice() {
        [] => {}
        [one] => notes.push(format!("{one} has no coordinates and is not shown.")),
        many => notes.push(format!(
            "{} {} have no coordinates and are not shown.",
            many.len(),
            look.plan.words().kinds(Kind::Plant)
        )),
    }
    let outside = tally.plants.iter().filter(|p| p.matches && !sight.may_show(p.place));
    let names: Vec<&str> = outside.map(|p| &*look.plan.record(p.thing).name).collect();
    match names.as_slice() {
        [] => {}
        [one] => notes.push(format!("{one} matches and lies outside of this part of the map.")),
        many => {
            notes.push(format!(
                "{} that match lie outside of this part of the map: {}.",
                many.len(),
                many.join(", ")
            ));
        }
    }
    if tally.regions.iter().any(|region| region.anchor.is_some()) {
        notes.push(format!("Borders: Natural Earth, de facto. {}.", sight.projection().name()));
    }
    notes
}

/// So many items, in words.
pub(super) fn items(count: u32) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

fn swatch(fill: Paint, stroke: Option<Stroke>) -> Shape {
    Shape::Rect { rect: Rect::from_min_size(Pos2::ZERO, SWATCH), radius: 1.0, fill: Some(fill), stroke }
}

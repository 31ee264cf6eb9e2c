//! An audit of pictures: what no reader may find in one, over plans, views and sizes. Themes share their scenes.
//!
//! It must never look at less than everything that a page shows.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use emath::{Rect, vec2};
use roadscope::explore::{Filter, Index};
use roadscope::export::{Format, PageSize};
use roadscope::file;
use roadscope::plan::{Plan, Thing};
use roadscope::publish::{Job, Page};
use roadscope::scene::{Metrics, Paint, Role, Scene, Shape, StandsFor, Text, Theme};
use roadscope::session::Arrangement;
use roadscope::views::picture::{ON_PAPER, ON_SCREEN, Order, Words, draw};
use roadscope::views::{Arranged, Look, ViewKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PLANS: [&str; 7] = [
    "assets/alliance-2022.ron",
    "assets/alliance-2025.ron",
    "assets/alliance-2026.ron",
    "assets/template.ron",
    "tests/files/trades/chips.ron",
    "tests/files/trades/trains.ron",
    "tests/files/trades/wind.ron",
];
/// Sizes by name; none is as high as everything needs.
const SIZES: [&str; 6] = ["", "1920x1080", "slide", "a4", "a4-portrait", "letter"];

/// A page with the words for where it came from, and how large a point of it is printed.
struct Sheet {
    case: String,
    view: ViewKind,
    scene: Scene,
    zoom: f32,
    paper: bool,
}

fn sheets(path: &str) -> (Plan, Vec<Sheet>) {
    let plan = file::read(Path::new(path)).plan.unwrap();
    let filter = Filter::default();
    let matching = filter.matching(&plan, &Index::new(&plan));
    let metrics = Metrics::new();
    let look = Look { numbered: true, ..Look::new(&plan, &filter, &matching, &metrics) };
    let mut sheets = Vec::new();
    for view in ViewKind::ALL.iter().copied() {
        for name in SIZES {
            let size: Option<PageSize> = (!name.is_empty()).then(|| name.parse().unwrap());
            let paper = size.is_some_and(|size| size.paper);
            let mut order = Order::new(view);
            order.views = Arranged::of(&plan);
            order.further = paper;
            order.smallest = if paper { ON_PAPER } else { ON_SCREEN };
            let points = size.map_or(vec2(1600.0, 0.0), |size| size.points);
            let drawn = draw(&look, &order, points.x, size.map(|size| size.points.y));
            for (n, scene) in std::iter::once(drawn.scene).chain(drawn.further).enumerate() {
                let case = format!("{path}, {}, {name:?}, page {}", view.word(), n + 1);
                // Without a size a picture becomes wider rather than its print smaller.
                let free = if name.is_empty() { ON_SCREEN / 10.0 } else { 0.0 };
                let zoom = (points.x / scene.size.x).max(free);
                sheets.push(Sheet { case, view, scene, zoom, paper });
            }
        }
    }
    (plan, sheets)
}

/// The texts that show, each with its place among all marks.
fn texts(scene: &Scene) -> Vec<(usize, Rect, &Text)> {
    let marks = scene.marks().enumerate();
    marks
        .filter_map(|(n, (clip, mark))| match &mark.shape {
            Shape::Text(text) if text.bounds().intersects(*clip) && text.ink.alpha > 0 => {
                Some((n, *clip, text))
            }
            _ => None,
        })
        .collect()
}

/// The letters of a text: ascent and descent keep more room than they take.
fn letters(text: &Text) -> Rect {
    text.bounds().shrink2(vec2(0.0, text.size.points() * 0.3))
}

#[test]
fn no_picture_has_a_fault_that_a_reader_would_find() {
    let found: Vec<String> = std::thread::scope(|scope| {
        let audits: Vec<_> = PLANS.iter().map(|path| scope.spawn(move || audit(path))).collect();
        audits.into_iter().flat_map(|audit| audit.join().unwrap()).collect()
    });
    let shown = found.iter().take(40).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} findings\n{shown}", found.len());
}

fn audit(path: &str) -> Vec<String> {
    let (plan, sheets) = sheets(path);
    let mut found = Vec::new();
    for sheet in &sheets {
        let case = &sheet.case;
        let mut tell = |what: String| found.push(format!("{case}: {what}"));
        small(sheet, &mut tell);
        if sheet.view == ViewKind::Timeline {
            outside(sheet, &mut tell);
            over_each_other(sheet, &mut tell);
            pale(sheet, &mut tell);
            nameless(&plan, sheet, &mut tell);
        }
    }
    found
}

/// Nothing is smaller than a reader can read.
fn small(sheet: &Sheet, tell: &mut impl FnMut(String)) {
    let least = if sheet.paper { ON_PAPER } else { ON_SCREEN };
    for (_, _, text) in texts(&sheet.scene) {
        let printed = text.size.points() * sheet.zoom;
        if printed < least - 0.01 {
            return tell(format!("\"{}\" is printed {printed} points high", text.text));
        }
    }
}

/// No text reaches over the edge of the page or of what it stands in.
fn outside(sheet: &Sheet, tell: &mut impl FnMut(String)) {
    let page = Rect::from_min_size(emath::Pos2::ZERO, sheet.scene.size);
    for (_, clip, text) in texts(&sheet.scene) {
        if !clip.intersect(page).expand(1.0).contains_rect(letters(text)) {
            tell(format!("\"{}\" is cut off", text.text));
        }
    }
}

fn over_each_other(sheet: &Sheet, tell: &mut impl FnMut(String)) {
    let all = texts(&sheet.scene);
    for (n, (_, _, one)) in all.iter().enumerate() {
        let bounds = letters(one).shrink2(vec2(0.5, 0.0));
        for (_, _, other) in all.iter().skip(n + 1) {
            if bounds.intersects(letters(other).shrink2(vec2(0.5, 0.0))) {
                tell(format!("\"{}\" lies on \"{}\"", one.text, other.text));
            }
        }
    }
}

/// Letters differ enough from what they stand on, in both themes.
fn pale(sheet: &Sheet, tell: &mut impl FnMut(String)) {
    let marks: Vec<_> = sheet.scene.marks().collect();
    for (n, _, text) in texts(&sheet.scene) {
        let at = letters(text).center();
        let grounds = marks.iter().take(n).rev().filter_map(|(clip, mark)| match &mark.shape {
            Shape::Rect { rect, fill: Some(Paint::Solid(ink)), .. }
                if ink.alpha > 200 && clip.contains(at) && rect.contains(at) =>
            {
                Some(*ink)
            }
            _ => None,
        });
        let ground = grounds.into_iter().next().unwrap_or(Role::Panel.into());
        for theme in [Theme::Light, Theme::Dark] {
            let seen = contrast(theme, text.ink.role, ground.role);
            if seen < 4.5 {
                tell(format!(
                    "\"{}\", {:?} on {:?}: {seen:.2} in {theme:?}",
                    text.text, text.ink.role, ground.role
                ));
            }
        }
    }
}

fn contrast(theme: Theme, one: Role, other: Role) -> f32 {
    let light = |role: Role| {
        let c = theme.color(role);
        let part = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b)
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every mark of an item has its whole name on the page.
fn nameless(plan: &Plan, sheet: &Sheet, tell: &mut impl FnMut(String)) {
    let mut names: BTreeMap<Thing, String> = BTreeMap::new();
    let mut drawn: BTreeSet<Thing> = BTreeSet::new();
    for (clip, mark) in sheet.scene.marks() {
        let StandsFor::Thing(thing) = mark.stands_for else { continue };
        match &mark.shape {
            Shape::Text(text) => {
                let name = names.entry(thing).or_default();
                name.push(' ');
                name.push_str(&text.text);
            }
            Shape::Line { .. } => {}
            other if other.bounds().intersects(*clip) => {
                drawn.insert(thing);
            }
            _ => {}
        }
    }
    for thing in drawn {
        let name = plan.record(thing).name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !names.get(&thing).is_some_and(|told| told.contains(&name)) {
            tell(format!("a mark without its name: {name}"));
        }
    }
}

/// Every document says its language, and has no name twice.
#[test]
fn every_document_says_its_language_and_has_no_name_twice() {
    for path in ["assets/alliance-2025.ron", "tests/files/trades/wind.ron"] {
        let plan = file::read(Path::new(path)).plan.unwrap();
        let (index, arrangement) = (Index::new(&plan), Arrangement::of(&plan));
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for view in ViewKind::ALL.iter().copied() {
            for theme in [Theme::Light, Theme::Dark] {
                let page = Page {
                    size: None,
                    as_high: false,
                    scale: None,
                    theme,
                    plain: false,
                    words: Words::default(),
                    bare: false,
                    outlines: false,
                    today: None,
                    format: Format::Svg,
                };
                let job = Job { plan: &plan, index: &index, arrangement: &arrangement, view, page };
                let Ok(published) = job.publish() else { continue };
                let svg = String::from_utf8(published.bytes).unwrap();
                assert!(svg.contains(" lang=\"en\"") && svg.contains("<desc id="), "{path}, {}", view.word());
                for id in svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(seen.insert(id.to_owned()), "{path}, {}: {id} is there twice", view.word());
                }
            }
        }
    }
}

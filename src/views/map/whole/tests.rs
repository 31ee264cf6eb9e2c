//! What a picture of a map must hold, on bundled and on random plans: every plant that matches is named or counted
//! at its place, small countries are seen, labels stand where they belong.

use crate::explore::{Filter, Index};
use crate::plan::{Field, Kind, Plan};
use crate::scene::{Ink, Mark, Paint, Role, Shape, StandsFor, Theme};
use crate::views::fixture::{Shown, Sketch};
use crate::views::map::whole::{self, Sight};
use crate::views::map::*;
use crate::views::world::{GeoPlace, Projection};
use emath::vec2;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SIZES: [Vec2; 6] = [
    vec2(320.0, 240.0),
    vec2(640.0, 400.0),
    vec2(800.0, 460.0),
    vec2(1040.0, 900.0),
    vec2(1870.0, 700.0),
    vec2(3840.0, 1500.0),
];

fn filtered(plan: Plan, query: &str) -> Shown {
    let filter = Filter::parse(query, &plan).filter;
    let matching = filter.matching(&plan, &Index::new(&plan));
    Shown { filter, matching, ..Shown::new(plan) }
}

fn sight(look: &Look<'_>, tally: &Tally, frame: &Frame) -> Sight {
    Sight::Fitted(Fit::new(look.plan, tally, frame))
}

/// The plants that match and can be in view, and are neither named nor in a count that stands on the map.
fn forgotten(look: &Look<'_>, tally: &Tally, sight: &Sight, size: Vec2) -> Vec<String> {
    let scene = whole::draw(look, tally, sight, size);
    let texts: Vec<&str> = scene
        .marks()
        .filter_map(|(_, mark)| match &mark.shape {
            Shape::Text(text) => Some(&*text.text),
            _ => None,
        })
        .collect();
    // What has no room for a name is told in a sentence, which says how many there are.
    let told: usize = texts.iter().filter_map(|t| t.split_once(" place")?.0.parse::<usize>().ok()).sum();
    let counted: usize = scene
        .marks()
        .filter_map(|(_, mark)| match (&mark.shape, mark.stands_for) {
            (Shape::Circle { .. }, StandsFor::Count { count, .. }) => Some(count as usize),
            _ => None,
        })
        .sum();
    let seen = tally.plants.iter().filter(|p| p.matches && sight.may_show(p.place));
    let names: Vec<String> = seen.map(|p| look.plan.record(p.thing).name.to_string()).collect();
    let unnamed: Vec<String> = names.into_iter().filter(|name| !texts.contains(&name.as_str())).collect();
    if unnamed.len() <= told + counted { Vec::new() } else { unnamed }
}

#[test]
fn every_matching_plant_of_the_bundled_plans_is_named_or_counted() {
    for bundled in &crate::file::BUNDLED {
        let plan = bundled.load().plan.expect("a bundled plan is sound");
        for query in ["", "region:europe", "brand:nissan", "region:japan,mexico"] {
            let shown = filtered(plan.clone(), query);
            let look = shown.look();
            let tally = Tally::new(&look, MapChoices::default());
            for (frame, size) in [Frame::Match, Frame::World, Frame::Region("europe".into())]
                .into_iter()
                .zip(SIZES.chunks(2))
                .flat_map(|(f, s)| s.iter().map(move |s| (f.clone(), *s)))
            {
                {
                    let sight = sight(&look, &tally, &frame);
                    let none: [&str; 0] = [];
                    assert_eq!(forgotten(&look, &tally, &sight, size), none, "{query} {frame:?} {size}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plant_is_named_or_counted(
        places in proptest::collection::vec((-60.0f64..75.0, -180.0f64..180.0), 1..40),
        crowd in proptest::collection::vec((50.0f64..51.5, 2.0f64..5.0), 0..30), size in 0usize..6,
    ) {
        let mut s = Sketch::default();
        for (n, (lat, lon)) in places.iter().chain(&crowd).enumerate() {
            s.plant(&format!("Plant {n}"), "FR", *lat, *lon);
        }
        let shown = Shown::new(s.plan());
        let look = shown.look();
        let tally = Tally::new(&look, MapChoices::default());
        let sight = sight(&look, &tally, &Frame::Match);
        prop_assert_eq!(forgotten(&look, &tally, &sight, SIZES[size]), Vec::<String>::new());
    }

    /// A map that is fitted to places shows all of them, whatever its size.
    #[test]
    fn what_is_fitted_is_in_view(
        places in proptest::collection::vec((-56.0f64..80.0, -180.0f64..180.0), 1..8),
        spread in 0.05f64..1.0, wide in 200.0f32..2000.0, high in 200.0f32..1200.0,
    ) {
        let (lat, lon) = places[0];
        let near = |(a, b): &(f64, f64)| {
            let east = (b - lon + 540.0).rem_euclid(360.0) - 180.0;
            GeoPlace { lat: lat + (a - lat) * spread, lon: lon + east * spread }
        };
        let places: Vec<GeoPlace> = places.iter().map(near).collect();
        let size = vec2(wide, high);
        let camera = Fit::around(&places).unwrap().camera(size);
        let frame = Rect::from_min_size(Pos2::ZERO, size).expand(1.0);
        for place in places {
            prop_assert!(frame.contains(camera.screen_of(place, size)), "{place:?} by {camera:?}");
        }
    }
}

#[test]
fn one_region_has_a_map_of_its_own_and_the_world_one_of_all() {
    let plan = crate::file::bundled().plan.expect("the bundled plan is sound");
    let shown = filtered(plan, "region:europe");
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    let size = vec2(900.0, 700.0);
    let europe = Fit::new(look.plan, &tally, &Frame::Match).camera(size);
    let Projection::About { lat, lon, .. } = europe.projection else { panic!("{europe:?}") };
    assert!((45..60).contains(&lat) && (5..25).contains(&lon), "{lat} {lon}");
    assert_eq!(Fit::new(look.plan, &tally, &Frame::Region("europe".into())).camera(size), europe);
    let world = Fit::new(look.plan, &tally, &Frame::World).camera(size);
    assert_eq!(world, Camera::world(size));
    // Europe fills the picture.
    let region = tally.regions.iter().find(|r| r.asked).unwrap();
    let seen = region
        .places()
        .iter()
        .map(|p| europe.screen_of(*p, size))
        .fold(Rect::NOTHING, |all, p| all.union(Rect::from_pos(p)));
    assert!(seen.height() > 0.9 * size.y || seen.width() > 0.9 * size.x, "{seen}");
    // With one region the fill says no more than which it is.
    assert_eq!(region.step, Some(0));
}

#[test]
fn small_countries_are_dots_and_those_without_an_outline_are_told() {
    let mut s = Sketch::default();
    s.region("Islands", &["MT", "SG", "TV", "GI", "HK"]);
    let shown = Shown::new(s.plan());
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    let sight = sight(&look, &tally, &Frame::Match);
    let size = vec2(1000.0, 500.0);
    let scene = whole::draw(&look, &tally, &sight, size);
    let is_dot = |mark: &Mark| matches!(&mark.shape, Shape::Circle { radius, .. } if *radius >= 3.0);
    assert_eq!(scene.marks().filter(|(_, mark)| is_dot(mark)).count(), 5);
    let notes = crate::views::map::legend::notes(&look, &tally, &sight);
    for name in ["Tuvalu", "Gibraltar"] {
        assert!(notes.iter().any(|n| n.starts_with(name) && n.contains("no outline")), "{notes:?}");
    }
    assert!(!notes.iter().any(|n| n.starts_with("Malta")), "{notes:?}");
}

#[test]
fn a_land_without_a_code_is_filled_with_its_country_unless_the_plan_names_it() {
    let of = |codes: &[&str], lat: f64, lon: f64| {
        let mut s = Sketch::default();
        for code in codes {
            s.region(code, &[code]);
        }
        let shown = Shown::new(s.plan());
        let look = shown.look();
        let tally = Tally::new(&look, MapChoices::default());
        let size = vec2(900.0, 600.0);
        let camera = Fit::around(&[GeoPlace { lat, lon }]).unwrap().camera(size);
        let scene = draw(&look, &tally, &mut PinLayout::default(), &camera, size);
        let at = camera.screen_of(GeoPlace { lat, lon }, size);
        let hit = scene.hit(at).map(|hit| hit.0);
        match hit {
            Some(StandsFor::Value(_, value)) => Some(codes[value as usize - 1].to_owned()),
            _ => None,
        }
    };
    assert_eq!(of(&["SO"], 9.8, 46.0).as_deref(), Some("SO"), "Somaliland");
    assert_eq!(of(&["CY"], 35.3, 33.6).as_deref(), Some("CY"), "northern Cyprus");
    assert_eq!(of(&["RS"], 42.6, 20.9).as_deref(), Some("RS"));
    assert_eq!(of(&["RS", "XK"], 42.6, 20.9).as_deref(), Some("XK"), "the plan names it");
}

#[test]
fn a_flow_over_the_pacific_does_not_cross_the_map() {
    let mut s = Sketch::default();
    s.region("Japan", &["JP"]);
    s.region("America", &["US", "CA"]);
    s.plant("Okazaki", "JP", 34.9, 137.2);
    s.add(Kind::Model, "Car", &[(Field::Plants, "okazaki"), (Field::Regions, "america")], &[]);
    let shown = Shown::new(s.plan());
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices { flows: Flows::All });
    let size = vec2(1200.0, 600.0);
    let scene = draw(&look, &tally, &mut PinLayout::default(), &Camera::world(size), size);
    let lines: Vec<&Vec<Pos2>> = scene
        .marks()
        .filter(|(_, mark)| matches!(mark.stands_for, StandsFor::Thing(_)))
        .filter_map(|(_, mark)| match &mark.shape {
            Shape::Line { points, .. } => Some(points),
            _ => None,
        })
        .collect();
    assert_eq!(lines.len(), 2, "out at one edge, in at the other");
    for line in lines {
        let across = Rect::from_points(line).width();
        assert!(across < 0.45 * size.x, "{line:?}");
        let inner = line.iter().filter(|p| (0.35..0.6).contains(&(p.x / size.x)));
        assert_eq!(inner.count(), 0, "not over Africa and Europe");
    }
}

#[test]
fn places_of_models_and_milestones_are_squares_with_their_names() {
    let mut s = Sketch::default();
    s.region("Home", &["NO"]);
    use crate::plan::Fact;
    let at = [(Field::At, Fact::Coordinates(60.4, 5.3))];
    s.add(Kind::Model, "Bergen boat", &[(Field::Regions, "home")], &at);
    let shown = Shown::new(s.plan());
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    let scene = whole::draw(&look, &tally, &sight(&look, &tally, &Frame::Match), vec2(700.0, 500.0));
    let thing = shown.plan.find("bergen-boat").map(StandsFor::Thing).unwrap();
    let of = |is: fn(&Shape) -> bool| scene.marks().any(|(_, m)| m.stands_for == thing && is(&m.shape));
    assert!(of(|shape| matches!(shape, Shape::Rect { .. })));
    assert!(of(|shape| matches!(shape, Shape::Text(text) if &*text.text == "Bergen boat")));
}

#[test]
fn a_country_in_three_regions_is_not_in_two() {
    let mut s = Sketch::default();
    for name in ["One", "Two", "Three"] {
        s.region(name, &["FR"]);
        let of = [(Field::Regions, &*name.to_lowercase())];
        s.add(Kind::Milestone, &format!("Of {name}"), &of, &[]);
    }
    let shown = Shown::new(s.plan());
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    let labels: Vec<String> = crate::views::map::legend::legend(&look, &tally, &Sight::Fitted(Fit::world()))
        .into_iter()
        .map(|entry| entry.label)
        .collect();
    assert!(labels.contains(&"in several regions".to_owned()), "{labels:?}");
    assert!(labels.contains(&"1 item".to_owned()), "{labels:?}");
}

/// Names of regions lie on their own land, or on none and with a line to it.
#[test]
fn region_names_stand_where_they_belong() {
    let plan = crate::file::bundled().plan.expect("the bundled plan is sound");
    let shown = filtered(plan, "");
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    for size in SIZES {
        let camera = Fit::new(look.plan, &tally, &Frame::Match).camera(size);
        let canvas = canvas::Canvas::new(&look, &tally, camera, size);
        let grounds = canvas.grounds();
        let scene = draw(&look, &tally, &mut PinLayout::default(), &camera, size);
        for (n, region) in (0..).zip(&tally.regions) {
            let name = &shown.plan.record(region.thing).name;
            let of = StandsFor::Value(crate::plan::Facet::Region, region.value);
            for (_, mark) in scene.marks().filter(|(_, mark)| mark.stands_for == of) {
                let Shape::Text(text) = &mark.shape else { continue };
                if text.text != *name || text.ink.role == Role::Muted {
                    continue;
                }
                let middle = text.bounds().center();
                match grounds.at(middle) {
                    canvas::Ground::Region(other, _) => assert_eq!(other, n, "{name} at {middle} of {size}"),
                    canvas::Ground::Sea | canvas::Ground::Land => {}
                }
            }
        }
    }
}

#[test]
fn names_that_nothing_tells_of_are_no_plants_of_the_filter() {
    let plan = crate::file::bundled().plan.expect("the bundled plan is sound");
    let shown = filtered(plan, "region:india");
    let look = shown.look();
    let tally = Tally::new(&look, MapChoices::default());
    let matching: BTreeSet<&str> =
        tally.plants.iter().filter(|p| p.matches).map(|p| &*shown.plan.record(p.thing).name).collect();
    assert!(matching.contains("Chennai") && !matching.contains("Sunderland"), "{matching:?}");
}

/// What is painted under a point before a mark, in a theme; marks are cut off at their layer's edge.
fn ground_under(marks: &[(&Rect, &Mark)], at: Pos2, theme: Theme) -> [f64; 3] {
    let blend = |under: [f64; 3], ink: Ink| {
        let over = theme.color(ink);
        let part = f64::from(over.a) / 255.0;
        let over = [over.r, over.g, over.b].map(f64::from);
        [0, 1, 2].map(|i| under[i] * (1.0 - part) + over[i] * part)
    };
    let ink_at = |mark: &Mark| match &mark.shape {
        Shape::Rect { rect, fill: Some(Paint::Solid(ink)), .. } => rect.contains(at).then_some(*ink),
        Shape::Circle { center, radius, fill: Some(ink), .. } => {
            (center.distance(at) < *radius).then_some(*ink)
        }
        Shape::Area { area, scale, origin, fill: Paint::Solid(ink), .. } => {
            area.contains(((at - *origin) / *scale).to_pos2()).then_some(*ink)
        }
        _ => None,
    };
    let panel = blend([0.0; 3], Role::Panel.into());
    let seen = marks.iter().filter(|(clip, _)| clip.contains(at));
    seen.filter_map(|(_, mark)| ink_at(mark)).fold(panel, blend)
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |[r, g, b]: [f64; 3]| {
        let linear = [r, g, b].map(|c| match c / 255.0 {
            c if c <= 0.04045 => c / 12.92,
            c => ((c + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Whole pictures, with their insets: every text is read, none lies on another, none leaves the picture.
#[test]
fn every_text_of_a_picture_can_be_read() {
    for (n, query) in [(0, ""), (2, ""), (2, "region:europe"), (2, "brand:nissan"), (3, "")] {
        let plan = crate::file::BUNDLED[n].load().plan.expect("a bundled plan is sound");
        let shown = filtered(plan, query);
        let look = shown.look();
        let tally = Tally::new(&look, MapChoices::default());
        for size in SIZES {
            let scene = whole::draw(&look, &tally, &sight(&look, &tally, &Frame::Match), size);
            let marks: Vec<(&Rect, &Mark)> = scene.marks().collect();
            let frame = Rect::from_min_size(Pos2::ZERO, size);
            let mut seen: Vec<(Rect, &str)> = Vec::new();
            for (n, (_, mark)) in marks.iter().enumerate() {
                let Shape::Text(text) = &mark.shape else { continue };
                let bounds = text.bounds();
                let of = format!("{query}, {size}: {} at {bounds:?}", text.text);
                assert!(frame.contains_rect(bounds.shrink(0.5)), "{of} leaves the picture");
                for (other, words) in &seen {
                    assert!(!bounds.shrink(0.5).intersects(other.shrink(0.5)), "{of} lies on {words}");
                }
                seen.push((bounds, &text.text));
                let ink = bounds.shrink2(vec2(1.0, 3.0));
                for theme in [Theme::Light, Theme::Dark] {
                    let color = theme.color(text.ink);
                    let color = [color.r, color.g, color.b].map(f64::from);
                    for (x, y) in [(0.02, 0.5), (0.25, 0.5), (0.5, 0.5), (0.75, 0.5), (0.98, 0.5)] {
                        let ground = ground_under(&marks[..n], ink.lerp_inside(vec2(x, y)), theme);
                        let found = contrast(color, ground);
                        assert!(found >= 4.5, "{of}: {found:.2} in {theme:?}");
                    }
                }
            }
        }
    }
}

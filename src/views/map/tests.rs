//! The map as it is shown: what is where, what it stands for, and that nothing covers anything.

use super::*;
use crate::date::Moment;
use crate::explore::Filter;
use crate::plan::{Country, Facet, Fact, Field, Kind, Plan};
use crate::scene::{Mark, Paint, Role, Shape, StandsFor};
use crate::views::fixture::{Shown, Sketch, ferries};
use crate::views::world::{Detail, GeoPlace, Projection, homeland, world};
use emath::{pos2, vec2};

const SIZES: [Vec2; 5] =
    [vec2(320.0, 240.0), vec2(620.0, 420.0), vec2(1280.0, 800.0), vec2(1920.0, 1080.0), vec2(500.0, 900.0)];

fn texts(scene: &Scene) -> Vec<(&str, Rect)> {
    let text = |mark: &Mark| match &mark.shape {
        Shape::Text(text) => Some(mark.shape.bounds()).zip(Some(())).map(|(b, ())| (text.text.len(), b)),
        _ => None,
    };
    let bounds = scene.marks().filter_map(|(_, mark)| text(mark)).map(|(_, b)| b);
    let words = scene.marks().filter_map(|(_, mark)| match &mark.shape {
        Shape::Text(text) => Some(&*text.text),
        _ => None,
    });
    words.zip(bounds).collect()
}

/// Where all that matches is seen.
fn fitted(look: &Look<'_>, size: Vec2) -> Camera {
    Fit::new(look.plan, &Tally::new(look, MapChoices::default()), &Frame::Match).camera(size)
}

fn legend(look: &Look<'_>, tally: &Tally) -> Vec<String> {
    let entries = super::legend::legend(look, tally, &whole::Sight::Fitted(Fit::world()));
    entries.into_iter().map(|entry| entry.label).collect()
}

fn notes(look: &Look<'_>) -> Vec<String> {
    let tally = Tally::new(look, MapChoices::default());
    super::legend::notes(look, &tally, &whole::Sight::Fitted(Fit::world()))
}

/// The step of the ramp that is seen at a point, where it is a deep one.
fn deep_at(lands: &[(Rect, &Shape)], at: Pos2) -> Option<u8> {
    let seen = lands.iter().rev().find_map(|(bounds, shape)| match shape {
        Shape::Area { area, scale, origin, fill: Paint::Solid(ink), .. }
            if bounds.contains(at) && area.contains(((at - *origin) / *scale).to_pos2()) =>
        {
            Some(ink.role)
        }
        _ => None,
    });
    seen.and_then(|role| match role {
        Role::Ramp(step) if step >= 2 => Some(step),
        _ => None,
    })
}

/// Nothing is cut off at the frame, no name lies on another or on a pin, and each lies on one colour.
fn assert_readable(scene: &Scene, of: &str) {
    let frame = Rect::from_min_size(Pos2::ZERO, scene.size);
    let texts = texts(scene);
    let of_pin = |mark: &Mark| matches!(mark.stands_for, StandsFor::Thing(_) | StandsFor::Count { .. });
    let pins: Vec<Rect> = scene
        .marks()
        .filter(|(_, mark)| of_pin(mark) && matches!(&mark.shape, Shape::Circle { fill: Some(_), .. }))
        .map(|(_, mark)| mark.shape.bounds())
        .collect();
    let plates: Vec<Rect> = scene
        .marks()
        .filter(|(_, mark)| matches!(&mark.shape, Shape::Rect { fill: Some(Paint::Solid(ink)), .. } if ink.role == Role::Panel))
        .map(|(_, mark)| mark.shape.bounds())
        .collect();
    let lands: Vec<(Rect, &Shape)> = scene
        .marks()
        .filter(|(_, mark)| matches!(mark.shape, Shape::Area { .. }))
        .map(|(_, mark)| (mark.shape.bounds(), &mark.shape))
        .collect();
    for (n, (text, bounds)) in texts.iter().enumerate() {
        // Figures in discs of counted plants move with the map.
        if text.parse::<u32>().is_ok() {
            continue;
        }
        assert!(frame.contains_rect(*bounds), "{of}: {text} leaves the frame at {bounds:?}");
        for (other, theirs) in texts.iter().skip(n + 1) {
            // The two lines of one name touch.
            assert!(!bounds.shrink(0.5).intersects(theirs.shrink(0.5)), "{of}: {text} lies on {other}");
        }
        for pin in &pins {
            let (middle, radius) = (pin.center(), pin.width() / 2.0);
            assert!(
                bounds.shrink(1.0).distance_to_pos(middle) >= radius - 0.5,
                "{of}: {text} lies on the pin at {middle}"
            );
        }
        // What is written is lower than its room.
        let ink = bounds.shrink2(vec2(1.0, 2.5));
        if plates.iter().any(|plate| plate.contains_rect(ink)) {
            continue;
        }
        let under: Vec<(Rect, &Shape)> = lands.iter().filter(|(b, _)| b.intersects(ink)).copied().collect();
        let (across, down) = ((ink.width() / 1.5).ceil() as usize, (ink.height() / 1.5).ceil() as usize);
        let points = (0..=across).flat_map(|x| (0..=down).map(move |y| (x, y)));
        let mut seen = points.map(|(x, y)| {
            deep_at(&under, ink.lerp_inside(vec2(x as f32 / across as f32, y as f32 / down as f32)))
        });
        let first = seen.next().flatten();
        assert!(seen.all(|step| step == first), "{of}: {text} at {bounds:?} lies on two colours");
    }
}

fn assert_readable_everywhere(shown: &Shown, of: &str) {
    let look = shown.look();
    for flows in [Flows::Selected, Flows::All] {
        let options = MapChoices { flows };
        for size in SIZES {
            let plan = fitted(&look, size);
            let close = plan.zoomed(4.0, pos2(size.x * 0.5, size.y * 0.2), size);
            for camera in [Camera::world(size), plan, close, close.zoomed(5.0, pos2(200.0, 200.0), size)] {
                assert_readable(&scene(&look, options, &camera, size), of);
            }
        }
    }
}

#[test]
fn names_never_cover_each_other() {
    assert_readable_everywhere(&Shown::new(ferries()), "ferries");
    let bundled = crate::file::bundled().plan.expect("the bundled plan is sound");
    assert_readable_everywhere(&Shown::new(bundled), "the bundled plan");
}

#[test]
fn a_small_map_reads_like_this() {
    let shown = Shown::new(ferries());
    let filter = Filter::parse("region:north", &shown.plan).filter;
    let look = Look { selection: shown.plan.find("aland-class"), filter: &filter, ..shown.look() };
    let size = vec2(420.0, 320.0);
    let scene = scene(&look, MapChoices::default(), &fitted(&look, size), size).to_string();
    let told: Vec<&str> =
        scene.lines().filter(|line| !line.contains("area") || line.contains("= Value")).collect();
    assert_eq!(told.join("\n"), include_str!("golden.txt").trim_end(), "\n{}", told.join("\n"));
}

fn fills(scene: &Scene, value: u32) -> Vec<Paint> {
    let of = StandsFor::Value(Facet::Region, value);
    let fill = |mark: &Mark| match &mark.shape {
        Shape::Area { fill, .. } if mark.stands_for == of => Some(*fill),
        _ => None,
    };
    scene.marks().filter_map(|(_, mark)| fill(mark)).collect()
}

fn draw_world(shown: &Shown, options: MapChoices) -> Scene {
    let size = vec2(900.0, 500.0);
    scene(&shown.look(), options, &Camera::world(size), size)
}

#[test]
fn what_is_left_out_is_hatched_and_said() {
    let shown = Shown::new(ferries());
    let scene = draw_world(&shown, MapChoices::default());
    assert!(fills(&scene, 3).iter().any(|fill| matches!(fill, Paint::Hatch(_))));
    assert!(
        !fills(&scene, 3).iter().any(|f| matches!(f, Paint::Solid(i) if matches!(i.role, Role::Ramp(_))))
    );
    let size = vec2(900.0, 500.0);
    let close = super::scene(&shown.look(), MapChoices::default(), &fitted(&shown.look(), size), size);
    assert!(texts(&close).iter().any(|(text, _)| *text == "left out by the plan"));
    let labels = legend(&shown.look(), &Tally::new(&shown.look(), MapChoices::default()));
    assert!(labels.contains(&"left out by the plan".to_owned()), "{labels:?}");
    assert!(labels.contains(&"in several regions".to_owned()), "Denmark is: {labels:?}");
}

#[test]
fn only_what_begins_by_the_day_counts() {
    let shown = Shown::new(ferries());
    let day = |text: &str| Moment::parse(text).map(|m| m.days().1).ok();
    let count = |focus| {
        let look = Look { focus, ..shown.look() };
        let tally = Tally::new(&look, MapChoices::default());
        (tally.regions[0].matching, tally.plants.iter().map(|p| p.models).sum::<u32>())
    };
    // Of the north: three classes, of which one has no milestone, and their three milestones.
    assert_eq!(count(None), (6, 3));
    assert_eq!(count(day("2026-12")), (2, 1));
    assert_eq!(count(day("2027-12")), (3, 1));
    assert_eq!(count(day("2025-01")), (0, 0));
    let classes = |focus| {
        let look = Look { focus, ..shown.look() };
        Tally::new(&look, MapChoices::default()).classes
    };
    assert_eq!(classes(None), classes(day("2026-12")), "colours keep their meaning while time runs");
}

#[test]
fn flows_go_where_a_plant_serves() {
    let shown = Shown::new(ferries());
    let flows = |selection: Option<&str>, flows| {
        let mut look = shown.look();
        look.selection = selection.and_then(|id| shown.plan.find(id));
        let tally = Tally::new(&look, MapChoices { flows });
        let name = |f: &tally::Flow| {
            let plant = &shown.plan.record(tally.plants[f.plant].thing).name;
            let region = &shown.plan.record(tally.regions[f.region].thing).name;
            format!("{plant} {} {region} {}", if f.home { "at home in" } else { "to" }, f.models)
        };
        tally.flows.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(flows(None, Flows::Selected), [""; 0]);
    assert_eq!(flows(Some("gdynia"), Flows::None), [""; 0]);
    assert_eq!(flows(Some("skagen-class"), Flows::Selected), ["Gothenburg at home in North 1"]);
    assert_eq!(flows(Some("skagen-keel"), Flows::Selected), ["Gothenburg at home in North 1"]);
    assert_eq!(flows(Some("gdynia"), Flows::Selected), ["Gdynia to North 2", "Gdynia at home in South 1"]);
    assert_eq!(flows(Some("south"), Flows::Selected), ["Gdynia to North 2", "Gdynia at home in South 1"]);
    assert_eq!(flows(Some("night"), Flows::Selected), ["Gdynia to North 1", "Gdynia at home in South 1"]);
    let all = ["Gothenburg at home in North 1", "Gdynia to North 2", "Gdynia at home in South 1"];
    assert_eq!(flows(None, Flows::All), all);
}

#[test]
fn what_is_pointed_at_shows_its_flows_and_leaves_the_map_as_it_is() {
    let shown = Shown::new(ferries());
    let (look, size) = (shown.look(), vec2(620.0, 420.0));
    let tally = Tally::new(&look, MapChoices::default());
    let camera = fitted(&look, size);
    let lines = |look: &Look<'_>, id: &str| {
        let tally = Tally::new(look, MapChoices::default());
        let thing = shown.plan.find(id).unwrap();
        let lit = lit(look, &tally, &mut PinLayout::default(), thing, (&camera, size));
        let of = |mark: &Mark| match &mark.shape {
            Shape::Line { stroke, .. } if stroke.ink.role == Role::Accent => Some(stroke.dash > 0.0),
            _ => None,
        };
        lit.marks().filter_map(|(_, mark)| of(mark)).collect::<Vec<_>>()
    };
    assert_eq!(lines(&look, "gdynia").len(), 2);
    assert_eq!(lines(&look, "north").len(), 2, "what is made there, and for there");
    assert_eq!(lines(&look, "skagen-sails"), [false], "a milestone shows its model's");
    assert_eq!(lines(&look, "turku"), [false; 0]);
    let before = Look { focus: Moment::parse("2026").map(|m| m.days().1).ok(), ..look };
    assert_eq!(lines(&before, "bornholm-sails"), [true; 2], "broken where nothing is made yet");
    assert!(tally.flows.is_empty());
    let layers = draw(&look, &tally, &mut PinLayout::default(), &camera, size).layers;
    assert!(
        layers[..BENEATH_LIT].iter().flat_map(|l| &l.marks).all(|m| !matches!(m.shape, Shape::Circle { .. }))
    );
}

#[test]
fn a_model_without_a_region_or_a_brand_flows_nowhere_and_still_counts() {
    let (shown, _) = odd(|s| {
        s.region("Home", &["NL"]);
        s.plant("Yard", "NL", 52.0, 4.0);
        s.add(Kind::Model, "Stray", &[(Field::Plants, "yard")], &[]);
    });
    let tally = Tally::new(&shown.look(), MapChoices { flows: Flows::All });
    assert_eq!((tally.plants[0].models, tally.plants[0].brand), (1, None));
    assert!(tally.flows.is_empty());
}

#[test]
fn the_card_of_a_region_adds_up() {
    let shown = Shown::new(ferries());
    let card = hover(&shown.look(), 1).unwrap();
    assert_eq!((card.name.as_str(), card.total, card.matching), ("North", 6, 6));
    assert_eq!(card.by_year.iter().map(|(_, n)| n).sum::<u32>() + card.undated, 6);
    assert_eq!(card.by_year, [(2026, 2), (2027, 1), (2028, 2)]);
    assert_eq!(card.brands, [("Blue".to_owned(), 4), ("Night".to_owned(), 2)]);
    assert_eq!(hover(&shown.look(), 99), None);
}

#[test]
fn a_pointer_on_a_country_means_its_region() {
    let shown = Shown::new(ferries());
    let size = vec2(900.0, 600.0);
    let camera = fitted(&shown.look(), size);
    let scene = scene(&shown.look(), MapChoices::default(), &camera, size);
    let at = |lat, lon| scene.hit(camera.screen_of(GeoPlace { lat, lon }, size)).map(|h| h.0);
    assert_eq!(at(65.0, 18.0), Some(StandsFor::Value(Facet::Region, 1)));
    assert_eq!(at(51.5, 10.0), Some(StandsFor::Value(Facet::Region, 2)));
    assert_eq!(at(57.70, 11.97), shown.plan.find("gothenburg").map(StandsFor::Thing));
    assert_eq!(at(54.0, 28.0), None, "Belarus is in no region");
}

/// A plan of odd things still gives a map, and says what it could not show.
fn odd(sketch: impl FnOnce(&mut Sketch)) -> (Shown, Vec<String>) {
    let mut s = Sketch::default();
    sketch(&mut s);
    let shown = Shown::new(s.plan());
    assert_readable_everywhere(&shown, "an odd plan");
    let notes = notes(&shown.look());
    (shown, notes)
}

#[test]
fn plants_at_the_ends_of_the_world_are_on_the_map() {
    let places = [(90.0, 0.0), (-90.0, 180.0), (0.0, 180.0), (0.0, -180.0), (0.0, -30.0), (52.0, 4.0)];
    let (shown, _) = odd(|s| {
        for (n, (lat, lon)) in places.into_iter().enumerate() {
            s.plant(&format!("Plant {n}"), "NL", lat, lon);
        }
    });
    let tally = Tally::new(&shown.look(), MapChoices::default());
    assert_eq!(tally.plants.len(), places.len());
    let points = tally.plants.iter().map(|p| Projection::World.point(p.place));
    assert!(points.into_iter().all(|p| p.x.abs() < 2.72 && p.y.abs() < 1.33));
}

#[test]
fn regions_of_no_country_and_of_all_are_shown_or_told() {
    let all: Vec<Country> =
        world(Projection::World, Detail::Near).lands.iter().filter_map(|land| land.country).collect();
    let all: Vec<Country> = all.into_iter().filter(|country| country.alpha2() != "SM").collect();
    let (shown, notes) = odd(|s| {
        s.region("Nowhere", &[]);
        s.region("Everywhere", &all.iter().map(Country::alpha2).collect::<Vec<_>>());
        s.region("Twice", &["FR", "FR", "DE", "FR"]);
        s.region("Dot", &["SM"]);
        s.milestone("Something", &["everywhere"], "2027");
    });
    assert!(notes.iter().any(|n| n.starts_with("Nowhere names no country")), "{notes:?}");
    let tally = Tally::new(&shown.look(), MapChoices::default());
    let near = world(Projection::World, Detail::Near);
    let france = near.of(Country::from_alpha2("FR").unwrap()).unwrap();
    assert_eq!(tally.regions_of_land(france).len(), 2);
    assert!(tally.regions[3].anchor.is_some(), "San Marino is only in the near outlines");
    let scene = draw_world(&shown, MapChoices::default());
    let dot = tally.regions.iter().find(|r| r.anchor.is_some() && r.countries.len() == 1).unwrap().value;
    assert!(scene.marks().any(|(_, mark)| mark.stands_for == StandsFor::Value(Facet::Region, dot)), "{dot}");
}

#[test]
fn two_thousand_plants_in_one_city_are_counted() {
    let (shown, _) = odd(|s| {
        (0..2000).for_each(|n| s.plant(&format!("Hall {n}"), "JP", 35.68, 139.69));
        s.plant("Outpost", "BR", -23.5, -46.6);
    });
    let scene = draw_world(&shown, MapChoices::default());
    assert!(texts(&scene).iter().any(|(text, _)| *text == "2000"));
    let counted = |mark: &Mark| matches!(mark.stands_for, StandsFor::Count { count: 2000, .. });
    assert!(scene.marks().any(|(_, mark)| counted(mark)));
}

#[test]
fn a_plan_of_nothing_is_the_world() {
    let shown = Shown::new(Plan::new(Default::default(), Vec::new(), Vec::new()));
    let size = vec2(600.0, 300.0);
    assert_eq!(fitted(&shown.look(), size), Camera::world(size));
    let scene = draw_world(&shown, MapChoices::default());
    assert!(scene.marks().count() > 150);
    assert!(legend(&shown.look(), &Tally::new(&shown.look(), MapChoices::default())).is_empty());
}

#[test]
fn a_plan_of_one_continent_fills_the_view_with_it() {
    let shown = Shown::new(ferries());
    let size = vec2(620.0, 420.0);
    let camera = fitted(&shown.look(), size);
    assert!(camera.scale > 4.0 * Camera::world(size).scale);
    let countries = shown.plan.of_kind(Kind::Region).flat_map(|(_, r)| r.facts(Field::Countries));
    let mut seen = 0;
    for fact in countries {
        let Fact::Country(country) = fact else { continue };
        let frame = Rect::from_min_size(Pos2::ZERO, size);
        let corners = &homeland(*country).unwrap().corners;
        // East is left out by the plan: it need not be seen.
        let excluded = ["EE", "LV", "LT"].contains(&country.alpha2());
        assert!(
            excluded || corners.iter().all(|p| frame.contains(camera.screen_of(*p, size))),
            "{country:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 10);
}

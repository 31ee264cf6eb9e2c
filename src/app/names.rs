//! The marks of a picture in the accessibility tree: each has a name, a place, and can be clicked there.
//!
//! It must never cost anything where nobody reads that tree, nor name more marks than a person can hear: groups with
//! their counts come before single marks, and how many more there are is said.

use super::shown::Shown;
use crate::explore::Stretch;
use crate::scene::{Mark, Scene, Shape, StandsFor};
use crate::session::Target;
use crate::views::Prepared;
use egui::accesskit::{Action, Role};
use egui::{Id, Pos2, Rect, Ui, UiBuilder, Vec2, vec2};
use std::collections::{HashMap, HashSet};

/// No more marks than these are named at once: the first ones, in the order in which they are drawn.
const MOST: usize = 200;
/// A menu on a long mark opens no farther from its begin, in points.
const FROM_LEFT: f32 = 60.0;

/// Names the marks of a view's scene, whose origin lies at the upper left corner of `frame`; `title` is that of
/// the whole. The mark that was clicked through the tree.
pub fn marks(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &impl Prepared,
    scene: &Scene,
    (frame, title): (Rect, &str),
) -> Option<StandsFor> {
    let group = UiBuilder::new().max_rect(frame).id_salt("names").accessibility_role(Role::Group);
    let mut group = ui.new_child(group.accessibility_label(title));
    let ctx = group.ctx().clone();
    let id = group.unique_id();
    if !ctx.has_accesskit_node(id) {
        return None;
    }
    let mut found = None;
    // Asked for here: while a node is being built, nothing else of the context can be.
    let all_around = bounds(&ctx, frame);
    let summary = view.summary(&shown.answer.matching);
    ctx.accesskit_node_builder(id, |node| {
        node.set_bounds(all_around);
        node.set_description(summary);
    });
    let (all, more) = named(shown, scene, view);
    if more > 0 {
        let id = id.with("more");
        drop(
            group.new_child(
                UiBuilder::new().scope_id(id).max_rect(Rect::from_min_size(frame.min, Vec2::ZERO)),
            ),
        );
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::Label);
            node.set_value(format!("{more} more in sight: narrow the filter or look closer to hear them"));
        });
    }
    for (what, label, place) in all {
        let place = place.translate(frame.min.to_vec2());
        let id = id.with((what, "mark"));
        drop(
            group.new_child(
                UiBuilder::new().scope_id(id).max_rect(Rect::from_min_size(place.min, Vec2::ZERO)),
            ),
        );
        let around = bounds(&ctx, place);
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::Button);
            node.set_label(label);
            node.add_action(Action::Click);
            node.set_selected(is_picked(shown, what));
            node.set_bounds(around);
        });
        if was_clicked(&ctx, id) {
            found = Some(what);
        }
    }
    found
}

/// A rectangle of the window as the accessibility tree has it.
pub fn bounds(ctx: &egui::Context, rect: Rect) -> egui::accesskit::Rect {
    let scale = ctx.pixels_per_point();
    let [x0, y0, x1, y1] =
        [rect.left(), rect.top(), rect.right(), rect.bottom()].map(|at| f64::from(at * scale));
    egui::accesskit::Rect { x0, y0, x1, y1 }
}

/// The selected record, and where its first mark in sight lies in the window; `origin` is where the scene begins.
pub fn here(shown: &Shown<'_>, scene: &Scene, origin: Vec2) -> Option<(Target, Pos2)> {
    let thing = shown.selection?;
    let seen = scene.marks().filter(|(_, mark)| mark.stands_for == StandsFor::Thing(thing));
    let seen =
        seen.map(|(clip, mark)| clip.intersect(mark.shape.bounds())).find(|seen| seen.is_positive())?;
    let at = Pos2::new(seen.left() + FROM_LEFT.min(seen.width() / 2.0), seen.center().y);
    Some((Target::Record(shown.id(thing)), at + origin))
}

fn was_clicked(ctx: &egui::Context, id: Id) -> bool {
    ctx.input(|i| i.has_accesskit_action_request(id, Action::Click))
}

fn is_picked(shown: &Shown<'_>, what: StandsFor) -> bool {
    match what {
        StandsFor::Thing(thing) => shown.selection == Some(thing),
        StandsFor::Value(facet, value) => shown.filter.is_chosen(facet, value),
        StandsFor::Year(year) => shown.filter.dates() == [Stretch::of_year(year)],
        _ => false,
    }
}

/// What can be pointed at: its name, and the part of it whose middle a pointer would hit; and how many single marks
/// more there are than a person can hear.
fn named(shown: &Shown<'_>, scene: &Scene, view: &impl Prepared) -> (Vec<(StandsFor, String, Rect)>, usize) {
    let mut known: HashMap<StandsFor, usize> = HashMap::new();
    let mut found: Vec<(StandsFor, String, Option<Rect>)> = Vec::new();
    let mut more: HashSet<StandsFor> = HashSet::new();
    let is_single = |what: StandsFor| matches!(what, StandsFor::Thing(_));
    let seen = |clip: &Rect, mark: &Mark| {
        let seen = clip.intersect(mark.shape.bounds());
        (mark.stands_for != StandsFor::Nothing && seen.is_positive()).then_some(seen)
    };
    let marks = || scene.marks().filter_map(|(clip, mark)| Some((mark, seen(clip, mark)?)));
    let many = marks().map(|(mark, _)| mark.stands_for).collect::<HashSet<_>>().len() > MOST;
    // As they are drawn, unless there are too many: what stands for several comes first then.
    let groups = marks().filter(|(mark, _)| many && !is_single(mark.stands_for));
    let rest = marks().filter(|(mark, _)| !many || is_single(mark.stands_for));
    for (mark, seen) in groups.chain(rest) {
        let what = mark.stands_for;
        let at = match known.get(&what) {
            Some(at) => *at,
            None => {
                if found.len() >= MOST {
                    more.insert(what);
                    continue;
                }
                let Some(label) = view.words(what) else { continue };
                // Where marks are too many to be heard, what stands for several says how many they are.
                let label = if many { counted(shown, what, label) } else { label };
                found.push((what, label, None));
                known.insert(what, found.len() - 1);
                found.len() - 1
            }
        };
        if let Some((_, _, place @ None)) = found.get_mut(at) {
            *place = hit_place(scene, what, &mark.shape, seen);
        }
    }
    (found.into_iter().filter_map(|(what, label, place)| Some((what, label, place?))).collect(), more.len())
}

/// A value with how many items of it match.
fn counted(shown: &Shown<'_>, what: StandsFor, label: String) -> String {
    let StandsFor::Value(facet, value) = what else { return label };
    // Where words tell a count already, that is the one.
    if label.chars().any(|letter| letter.is_ascii_digit()) {
        return label;
    }
    let column = shown.plan.items().column(facet);
    if value as usize >= column.values().len() {
        return label;
    }
    let count = column.members(value).count_in(&shown.answer.matching);
    format!("{label}, {}", super::import_parts::several(count, "item", "items"))
}

/// The shape's visible part where its middle is hit; else a place at its edge, and for a form with bays and
/// islands a point inside.
fn hit_place(scene: &Scene, what: StandsFor, shape: &Shape, seen: Rect) -> Option<Rect> {
    let is_hit = |at: Pos2| scene.hit(at).is_some_and(|(hit, _)| hit == what);
    if is_hit(seen.center()) {
        return Some(seen);
    }
    let place = |at: Pos2| Rect::from_center_size(at, Vec2::splat(2.0));
    let Shape::Area { area, scale, origin, .. } = shape else {
        let edges = [seen.center_bottom() - vec2(0.0, 2.0), seen.right_center() - vec2(2.0, 0.0)];
        return edges.into_iter().find(|at| is_hit(*at)).map(place);
    };
    let inside = area.triangles.chunks_exact(3).filter_map(|corners| {
        let sum = corners
            .iter()
            .try_fold(Vec2::ZERO, |sum, n| Some(sum + area.points.get(*n as usize)?.to_vec2()))?;
        Some(*origin + sum / 3.0 * *scale)
    });
    inside.take(MOST).find(|at| seen.contains(*at) && is_hit(*at)).map(place)
}

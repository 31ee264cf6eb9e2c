//! A view with the texts of its page, laid out and drawn. It must never judge which size suits it.

use super::count::{Count, Left, things};
use super::prepared::{Part, Prepared, by_milestones};
use super::{Drawn, Order};
use crate::plan::BitSet;
use crate::scene::Scene;
use crate::views::furniture::{self, Edition, Layout, Page};
use crate::views::{Look, focus};
use emath::{Vec2, vec2};

/// A view and what stands around it, whatever the page's size.
pub(super) struct Sheet<'a> {
    pub view: Prepared<'a>,
    pub page: Page,
    pub count: Count,
    /// What the view shows where it has room for everything.
    pub shown: BitSet,
    look: &'a Look<'a>,
    order: &'a Order<'a>,
}

impl<'a> Sheet<'a> {
    /// The view with its title, count, notes and sources.
    pub fn new(view: Prepared<'a>, look: &'a Look<'a>, order: &'a Order<'a>) -> Self {
        // Wide enough for everything: what the page's width changes is only where it stands.
        let wide = vec2(100_000.0, f32::MAX);
        let shown = view.shown(look, view.all(wide));
        let count = view.count(look, &shown);
        let page = Page {
            title: look.plan.about().name.to_string(),
            filter: sentence(&order.filter.words(look.plan)),
            about: about(&view, look, count, &shown),
            notes: notes(&view, look, &shown),
            sources: furniture::sources(look.plan, look.matching),
            edition: Edition::of(look.plan),
            yields: !view.has_rows(),
            plain: order.plain,
            ..Page::default()
        };
        Self { view, page, count, shown, look, order }
    }

    /// The same with a view that looks closer, where a page of a size has room for that.
    pub fn closer(&self, size: Vec2) -> Option<Self> {
        let endless = Page { view_height: f32::MAX, yields: true, ..self.page_for(size.x) };
        let view = self.view.closer(self.layout(&endless, size).view().size())?;
        let (page, shown) = (self.page.clone(), self.shown.clone());
        Some(Self { view, page, shown, ..*self })
    }

    /// The texts with a legend for the view on a page of a width, and the height that it asks for there.
    pub fn page_for(&self, width: f32) -> Page {
        let room = furniture::view_width(width, self.page.plain);
        let legend = self.view.legend(self.look, room, Some(&self.shown));
        Page { legend, view_height: self.view.wish(vec2(room, f32::INFINITY)).y, ..self.page.clone() }
    }

    /// Where everything stands on a page of a size.
    pub fn layout(&self, page: &Page, size: Vec2) -> Layout {
        Layout::new(page, size.x, Some(size.y), self.look.metrics)
    }

    /// The view whole, as a page has room for it.
    pub fn drawn_whole(&self, layout: Layout, left: Left) -> Drawn {
        let part = self.view.all(layout.view().size());
        Drawn { scene: self.scene(layout, part), further: Vec::new(), count: self.count, left }
    }

    /// A page with a part of the view.
    pub fn scene(&self, layout: Layout, part: Part) -> Scene {
        layout.around(self.view.scene(self.look, self.order, part))
    }

    /// What some parts together show, counted.
    pub fn count_of(&self, parts: &[Part]) -> Count {
        let mut shown = BitSet::none(self.look.plan.items().len());
        parts.iter().for_each(|part| shown.or(&self.view.shown(self.look, *part)));
        self.view.count(self.look, &shown)
    }

    /// The page with a legend for a part alone.
    pub fn page_of(&self, page: &Page, part: Part) -> Page {
        let shown = self.view.shown(self.look, part);
        let legend = match page.legend.is_empty() {
            true => Vec::new(),
            false => self.view.legend(self.look, part.size.x, Some(&shown)),
        };
        Page { legend, view_height: part.size.y, ..page.clone() }
    }

    /// A page of a width that is as high as everything needs.
    pub fn of_its_height(&self, width: f32) -> Drawn {
        let wide_enough = |width: &f32| {
            let room = furniture::view_width(*width, self.page.plain);
            self.view.wish(vec2(room, f32::INFINITY)).x <= room + 0.5
        };
        let widths = super::pages::factors(1.0).map(|factor| width * factor);
        let found = widths.into_iter().find(wide_enough);
        let page = self.page_for(found.unwrap_or(width));
        match found {
            Some(width) => {
                let layout = Layout::new(&page, width, None, self.look.metrics);
                self.drawn_whole(layout, Left::default())
            }
            // Too many columns for any page of that width.
            None => self.cut(page, width, None),
        }
    }

    /// The whole rows that a page holds, with words for what it leaves out.
    pub fn cut(&self, mut page: Page, width: f32, height: Option<f32>) -> Drawn {
        let metrics = self.look.metrics;
        let left = |items: usize, parts: &[&'static str]| Left {
            items,
            models: self.count.models,
            parts: parts.to_vec(),
        };
        // The words for leaving everything out are the longest: they keep room for what is really said.
        let most = left(self.count.shown, &["legend", "notes", "sources"]);
        page.warning = warning(&most);
        let spacious = Layout::new(&page, width, height, metrics);
        if !self.view.fits(spacious.view().size()) {
            page.more = more(&most, &["…".repeat(width as usize)]);
        }
        let layout = Layout::new(&page, width, height, metrics);
        let room = layout.view().size();
        let dropped = layout.dropped().to_vec();
        drop_parts(&mut page, &dropped);
        let mut cut = self.cut_at(&page, room, &dropped);
        // What is really said takes less room than was kept for it: perhaps there is room for more rows.
        let asking = Page { view_height: page.view_height, ..cut.page.clone() };
        let larger = self.cut_at(&page, Layout::new(&asking, width, height, metrics).view().size(), &dropped);
        let room = Layout::new(&larger.page, width, height, metrics).view().height();
        if room + 0.5 >= larger.part.size.y {
            cut = larger;
        }
        let layout = Layout::new(&cut.page, width, height, metrics);
        Drawn { scene: self.scene(layout, cut.part), further: Vec::new(), count: cut.count, left: cut.left }
    }

    /// What a room holds of the view, and the page that tells it.
    fn cut_at(&self, page: &Page, room: Vec2, dropped: &[&'static str]) -> Cut {
        let whole = self.view.fits(room);
        let part = if whole { self.view.all(room) } else { self.view.part(Vec2::ZERO, room) };
        let mut page = self.page_of(page, part);
        let mut count = self.count;
        if !whole {
            let shown = self.view.shown(self.look, part);
            count = self.view.count(self.look, &shown);
            page.about = about(&self.view, self.look, count, &shown);
        }
        let items = self.count.shown.saturating_sub(count.shown);
        let left = Left { items, models: self.count.models, parts: dropped.to_vec() };
        page.warning = warning(&left);
        page.more = if left.items > 0 { more(&left, &self.view.not_shown(part)) } else { String::new() };
        Cut { page, part, count, left }
    }
}

/// A part of a view, and the page that says what it leaves out.
struct Cut {
    page: Page,
    part: Part,
    count: Count,
    left: Left,
}

/// Takes parts off a page.
pub(super) fn drop_parts(page: &mut Page, parts: &[&str]) {
    for part in parts {
        match *part {
            "legend" => page.legend.clear(),
            "notes" => page.notes.clear(),
            _ => page.sources.clear(),
        }
    }
}

/// What a page says of what it leaves out; nothing where it is complete.
pub(super) fn warning(left: &Left) -> String {
    match left.is_nothing() {
        true => String::new(),
        false => format!("Not everything fits on this page. Left out: {left}."),
    }
}

/// What follows where the view ends.
fn more(left: &Left, names: &[String]) -> String {
    format!("+ {} not shown: {}", things(left.items, left.models), names.join(", "))
}

/// What the view is, and its count.
fn about(view: &Prepared<'_>, look: &Look<'_>, count: Count, shown: &BitSet) -> String {
    let what = match view {
        Prepared::Timeline(timeline, _) => match timeline.options().group {
            Some(facet) => format!("Timeline by {}", facet.label().to_lowercase()),
            None => "Timeline".to_owned(),
        },
        Prepared::Map(_) => "Map of regions and plants".to_owned(),
        Prepared::Matrix(matrix) => {
            let options = matrix.options();
            format!("{} by {}", options.rows.label(), options.columns.label().to_lowercase())
        }
    };
    let kinds = match view {
        Prepared::Timeline(..) => kinds(look, shown),
        Prepared::Map(_) | Prepared::Matrix(_) => String::new(),
    };
    let begun = look.focus.map_or(String::new(), |day| match view {
        // What a map counts has begun.
        Prepared::Map(_) => format!(", begun by {}", focus::words(day)),
        _ => format!(", {} begun by {}", shown.count_and(&look.there()), focus::words(day)),
    });
    format!("{what}: {count}{kinds}{begun}")
}

/// What the items of a timeline are, where they are not all of one kind: parts of its count.
fn kinds(look: &Look<'_>, shown: &BitSet) -> String {
    let dated = shown.count_and(look.plan.items().dated());
    let undated = shown.count() - dated;
    let models = by_milestones(look, shown);
    let kinds = [
        (dated, format!("{dated} dated")),
        (undated, format!("{undated} without a date")),
        (models, format!("{} by their milestones", things(models, true))),
    ];
    let told: Vec<String> =
        kinds.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if told.len() > 1 || models > 0 { format!(" ({})", told.join(", ")) } else { String::new() }
}

/// What a view leaves out or cannot place, as sentences.
fn notes(view: &Prepared<'_>, look: &Look<'_>, shown: &BitSet) -> Vec<String> {
    let timeline = match view {
        Prepared::Timeline(timeline, _) => timeline,
        Prepared::Map(_) => return crate::views::map::notes(look),
        Prepared::Matrix(_) => return Vec::new(),
    };
    let mut notes = Vec::new();
    let items = look.plan.items();
    let mut beyond = look.matching.clone();
    beyond.and(items.drawn());
    beyond.and(items.dated());
    beyond.and_not(shown);
    match beyond.count() {
        0 => {}
        1 => notes.push("1 more item lies outside the years shown.".to_owned()),
        count => notes.push(format!("{count} more items lie outside the years shown.")),
    }
    let models = look.matching.count() - look.matching.count_and(items.drawn()) - by_milestones(look, shown);
    match models {
        0 => {}
        1 => notes.push("1 model is not drawn: none of its milestones is shown.".to_owned()),
        count => notes.push(format!("{count} models are not drawn: none of their milestones is shown.")),
    }
    let listed: usize = timeline.groups().iter().map(|group| group.dated).sum();
    let dated = look.matching.count_and(items.dated());
    if let Some(facet) = timeline.options().group.filter(|_| listed > dated) {
        notes.push(format!(
            "What names more than one {0} stands under each of them.",
            facet.label().to_lowercase()
        ));
    }
    notes
}

/// With a capital at its beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

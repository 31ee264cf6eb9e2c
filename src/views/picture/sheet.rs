//! A view with the texts of its page, laid out and drawn. It must never judge which size suits it.

use super::{Drawn, NoRoom};
use crate::plan::BitSet;
use crate::scene::Scene;
use crate::views::change;
use crate::views::count::{Count, things};
use crate::views::furniture::{self, Edition, Page, PageLayout};
use crate::views::{Look, PagePart, Prepared, sentence};
use emath::{Vec2, vec2};
use std::rc::Rc;

/// A view and what stands around it, whatever the page's size.
pub(super) struct Sheet<'a> {
    pub view: Rc<dyn Prepared + 'a>,
    pub page: Page,
    pub count: Count,
    /// What the view shows where it has room for everything.
    pub shown: BitSet,
    look: &'a Look<'a>,
}

impl<'a> Sheet<'a> {
    /// The view with its title, count, notes and sources.
    pub fn new(view: Rc<dyn Prepared + 'a>, look: &'a Look<'a>, plain: bool) -> Self {
        // Wide enough for everything: what the page's width changes is only where it stands.
        let wide = vec2(100_000.0, f32::MAX);
        let shown = view.shown(view.all(wide));
        let count = view.count(&shown);
        let page = Page {
            title: look.plan.about().name.to_string(),
            filter: sentence(&look.filter.words(look.plan)),
            about: view.summary(&shown),
            notes: [change::notes(look), view.notes(&shown)].concat(),
            sources: furniture::sources(look.plan, look.matching),
            edition: Edition::of(look.plan),
            yields: !view.has_rows(),
            plain,
            ..Page::default()
        };
        Self { view, page, count, shown, look }
    }

    /// The same with a view that looks closer, where a page of a size has room for that.
    pub fn closer(&self, size: Vec2) -> Option<Sheet<'_>> {
        let endless = Page { view_height: f32::MAX, yields: true, ..self.page_for(size.x) };
        let view = Rc::from(self.view.closer(self.layout(&endless, size).view().size())?);
        let (page, shown) = (self.page.clone(), self.shown.clone());
        Some(Sheet { view, page, shown, count: self.count, look: self.look })
    }

    /// The texts with a legend for the view on a page of a width, and the height that it asks for there.
    pub fn page_for(&self, width: f32) -> Page {
        let room = furniture::view_width(width, self.page.plain);
        let mut legend = self.view.legend(room, Some(&self.shown));
        legend.extend(change::legend(self.look.plan, &self.shown));
        Page { legend, view_height: self.view.wish(vec2(room, f32::INFINITY)).y, ..self.page.clone() }
    }

    /// Where everything stands on a page of a size.
    pub fn layout(&self, page: &Page, size: Vec2) -> PageLayout {
        PageLayout::new(page, size.x, Some(size.y), self.look.metrics)
    }

    /// The view whole, as a page has room for it.
    pub fn drawn_whole(&self, layout: PageLayout, left: NoRoom) -> Drawn {
        let part = self.view.all(layout.view().size());
        Drawn { scene: self.scene(layout, part), further: Vec::new(), count: self.count, left }
    }

    /// A page with a part of the view.
    pub fn scene(&self, layout: PageLayout, part: PagePart) -> Scene {
        layout.around(self.view.scene(part))
    }

    /// What some parts together show, counted.
    pub fn count_of(&self, parts: &[PagePart]) -> Count {
        let mut shown = BitSet::none(self.look.plan.items().len());
        parts.iter().for_each(|part| shown.or(&self.view.shown(*part)));
        self.view.count(&shown)
    }

    /// The page with a legend for a part alone.
    pub fn page_of(&self, page: &Page, part: PagePart) -> Page {
        let shown = self.view.shown(part);
        let legend = match page.legend.is_empty() {
            true => Vec::new(),
            false => {
                let own = self.view.legend(part.size.x, Some(&shown));
                own.into_iter().chain(change::legend(self.look.plan, &shown)).collect()
            }
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
                let layout = PageLayout::new(&page, width, None, self.look.metrics);
                self.drawn_whole(layout, NoRoom::default())
            }
            // Too many columns for any page of that width.
            None => self.cut(page, width, None),
        }
    }

    /// The whole rows that a page holds, with words for what it leaves out.
    pub fn cut(&self, mut page: Page, width: f32, height: Option<f32>) -> Drawn {
        let metrics = self.look.metrics;
        let left = |items: usize, parts: &[&'static str]| NoRoom {
            items,
            models: self.count.models,
            parts: parts.to_vec(),
        };
        // The words for leaving everything out are the longest: they keep room for what is really said.
        let most = left(self.count.shown, &["legend", "notes", "sources"]);
        page.warning = warning(&most);
        let spacious = PageLayout::new(&page, width, height, metrics);
        if !self.view.fits(spacious.view().size()) {
            page.more = more(&most, &["…".repeat(width as usize)]);
        }
        let layout = PageLayout::new(&page, width, height, metrics);
        let room = layout.view().size();
        let dropped = layout.dropped().to_vec();
        drop_parts(&mut page, &dropped);
        let mut cut = self.cut_at(&page, room, &dropped);
        // What is really said takes less room than was kept for it: perhaps there is room for more rows.
        let asking = Page { view_height: page.view_height, ..cut.page.clone() };
        let larger =
            self.cut_at(&page, PageLayout::new(&asking, width, height, metrics).view().size(), &dropped);
        let room = PageLayout::new(&larger.page, width, height, metrics).view().height();
        if room + 0.5 >= larger.part.size.y {
            cut = larger;
        }
        let layout = PageLayout::new(&cut.page, width, height, metrics);
        Drawn { scene: self.scene(layout, cut.part), further: Vec::new(), count: cut.count, left: cut.left }
    }

    /// What a room holds of the view, and the page that tells it.
    fn cut_at(&self, page: &Page, room: Vec2, dropped: &[&'static str]) -> Cut {
        let whole = self.view.fits(room);
        let part = if whole { self.view.all(room) } else { self.view.part(Vec2::ZERO, room) };
        let mut page = self.page_of(page, part);
        let mut count = self.count;
        if !whole {
            let shown = self.view.shown(part);
            count = self.view.count(&shown);
            page.about = self.view.summary(&shown);
        }
        let items = self.count.shown.saturating_sub(count.shown);
        let left = NoRoom { items, models: self.count.models, parts: dropped.to_vec() };
        page.warning = warning(&left);
        page.more = if left.items > 0 { more(&left, &self.view.not_shown(part)) } else { String::new() };
        Cut { page, part, count, left }
    }
}

/// A part of a view, and the page that says what it leaves out.
struct Cut {
    page: Page,
    part: PagePart,
    count: Count,
    left: NoRoom,
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
pub(super) fn warning(left: &NoRoom) -> String {
    match left.is_nothing() {
        true => String::new(),
        false => format!("Not everything fits on this page. Left out: {left}."),
    }
}

/// What follows where the view ends.
fn more(left: &NoRoom, names: &[String]) -> String {
    format!("+ {} not shown: {}", things(left.items, left.models), names.join(", "))
}

//! Which print suits a page of a given size, and where one page is not enough, what stands on which.
//!
//! It must never make print so small that nobody reads it.

use super::sheet::{Sheet, drop_parts, warning};
use super::{Drawn, NoRoom, Order};
use crate::scene::Scene;
use crate::views::PagePart;
use crate::views::furniture::Page;
use emath::Vec2;

/// How much smaller than on screen a page of many may be printed, the rest following on another page.
const SMALLEST_OF_MANY: f32 = 1.25;
/// How much larger than on screen a page is printed that is larger than its view.
const LARGEST: f32 = 1.0 / 1.5;
/// A view narrower than this loses labels; none is made so narrow for larger print.
const NARROW: f32 = 960.0;
/// From one size of print to the next.
const STEP: f32 = 0.05;
/// More pages than these nobody turns.
const MOST_PAGES: usize = 60;

/// The sizes of print to try, the largest first, as factors of the page's size: from one to another.
pub(super) fn factors(largest: f32, smallest: f32) -> impl Iterator<Item = f32> {
    let largest = largest.min(smallest);
    let steps = ((smallest - largest) / STEP + 0.01).floor().max(0.0) as usize;
    let finer =
        (0..=steps).map(move |n| largest + n as f32 * STEP).filter(move |factor| *factor < smallest - 0.01);
    finer.chain([smallest])
}

/// Draws a sheet on a page of a size in points.
pub(super) fn draw(sheet: &Sheet<'_>, order: &Order, size: Vec2) -> Drawn {
    let goes_on = order.further && sheet.view.has_rows();
    let least = order.most_small();
    let smallest = if goes_on { least.min(SMALLEST_OF_MANY) } else { least };
    let largest = if sheet.view.has_rows() { (NARROW / size.x).clamp(LARGEST, 1.0) } else { 1.0 };
    // The page for a print, where everything fits.
    let fitting = |factor: f32| {
        let size = size * factor;
        let mut page = sheet.page_for(size.x);
        let layout = sheet.layout(&page, size);
        // A view may close up to fit, and is lower then.
        page.view_height = sheet.view.all(layout.view().size()).size.y;
        let layout = sheet.layout(&page, size);
        let all = sheet.view.fits(layout.view().size()) && layout.dropped().is_empty();
        all.then_some((page, size))
    };
    // What does not fit in the smallest print fits in none.
    let fits = fitting(smallest);
    let found = fits.map(|least| factors(largest, smallest).find_map(fitting).unwrap_or(least));
    let draw = |(page, size): (Page, Vec2)| match sheet.closer(size) {
        Some(closer) => closer.drawn_whole(closer.page_for(size.x), size.x, Some(size.y), NoRoom::default()),
        None => sheet.drawn_whole(page, size.x, Some(size.y), NoRoom::default()),
    };
    let mut drawn = match found.map(draw) {
        Some(drawn) => drawn,
        None if goes_on => return Pages::new(sheet, roomy(size, smallest)).drawn(),
        None => cut(sheet, size, least),
    };
    if order.further {
        sheet.add_sources(&mut drawn);
    }
    drawn
}

/// A page so much larger than ordered that labels have room.
fn roomy(size: Vec2, smallest: f32) -> Vec2 {
    size * (NARROW / size.x).clamp(1.0, SMALLEST_OF_MANY).min(smallest)
}

/// The best that a view has to show, or the print at which it is whole, if not what stands around it; else whole
/// rows.
fn cut(sheet: &Sheet<'_>, size: Vec2, smallest: f32) -> Drawn {
    if let Some(chosen) = sheet.condensed(size * smallest) {
        return chosen;
    }
    let on = |size: Vec2| sheet.cut(sheet.page_for(size.x), size.x, Some(size.y));
    let whole = factors(1.0, smallest).map(|factor| on(size * factor)).find(|drawn| drawn.left.items == 0);
    // Where not even that helps, the usual print, unless a smaller one shows more.
    whole.unwrap_or_else(|| {
        let (usual, small) = (on(roomy(size, smallest)), on(size * smallest));
        if small.left.items < usual.left.items { small } else { usual }
    })
}

/// A view that goes on from page to page. Every page has its legend; notes and sources are on the last.
struct Pages<'s, 'a> {
    sheet: &'s Sheet<'a>,
    size: Vec2,
    /// The texts of the last page, and of those before it.
    last: Page,
    inner: Page,
    left: NoRoom,
}

impl<'s, 'a> Pages<'s, 'a> {
    fn new(sheet: &'s Sheet<'a>, size: Vec2) -> Self {
        let mut last = sheet.page_for(size.x);
        last.subtitle = numbered(&last.subtitle, MOST_PAGES, MOST_PAGES);
        let dropped = sheet.layout(&last, size).dropped().to_vec();
        let left = NoRoom { parts: dropped, ..NoRoom::default() };
        drop_parts(&mut last, &left.parts);
        last.warning = warning(&left);
        // Sources take no room from rows: what the last part leaves free is theirs, or pages of their own.
        last.sources.clear();
        let inner = Page { notes: Vec::new(), ..last.clone() };
        Self { sheet, size, last, inner, left }
    }

    /// The part of each page.
    fn parts(&self) -> Vec<PagePart> {
        let room = |page: &Page| self.sheet.layout(page, self.size).view().size();
        let (last, inner) = (room(&self.last), room(&self.inner));
        let mut parts: Vec<PagePart> = Vec::new();
        let mut scroll = Some(Vec2::ZERO);
        while let Some(from) = scroll.filter(|_| parts.len() < MOST_PAGES) {
            let mut part = self.sheet.view.part(from, last);
            if part.next.is_some() {
                let larger = self.sheet.view.part(from, inner);
                // What would leave the last page nothing but sources leaves it a few rows as well.
                part = if larger.next.is_some() { larger } else { part };
            }
            scroll = part.next;
            parts.push(part);
        }
        parts
    }

    fn drawn(mut self) -> Drawn {
        let told = |sheet: &Sheet<'_>, parts: &[PagePart]| {
            let shown = sheet.shown_of(parts);
            let count = sheet.view.count(&shown);
            (sheet.count.shown.saturating_sub(count.shown), count, shown)
        };
        let mut parts = self.parts();
        if told(self.sheet, &parts).0 > 0 {
            // The line that tells of what no page has room for takes some room itself.
            let left = NoRoom { items: self.sheet.count.shown, ..self.left.clone() };
            self.last.warning = warning(&left);
            parts = self.parts();
        }
        let (items, count, shown) = told(self.sheet, &parts);
        (self.left.items, self.left.noun) = (items, count.noun.clone());
        let (scenes, sources) = self.sheet.ink(&parts, &shown);
        let size = (self.size.x, Some(self.size.y));
        let last = parts.last().map(|part| (self.page(parts.len(), MOST_PAGES, *part), *part));
        let fits = last.is_none_or(|(page, part)| {
            let page = Page { sources: sources.clone(), ..page };
            let room = self.sheet.layout(&page, self.size).view().height();
            room + 0.5 >= part.size.y && self.sheet.listed(&page, size) >= sources.len()
        });
        if fits {
            self.last.sources.clone_from(&sources);
        }
        let behind = if fits { Vec::new() } else { self.sheet.source_pages(&sources, self.size) };
        let of = parts.len() + behind.len();
        let numbers = 1..;
        let pages = numbers.zip(parts).zip(scenes).map(|((number, part), scene)| {
            self.sheet.around(self.page(number, of, part), scene, size, &sources)
        });
        let mut scenes: Vec<Scene> = pages.collect();
        for mut page in behind {
            page.subtitle = numbered(&page.subtitle, scenes.len() + 1, of);
            scenes.push(self.sheet.bare(page, self.size));
        }
        self.left.parts.retain(|part| *part != "sources");
        let scene = if scenes.is_empty() { Scene::default() } else { scenes.remove(0) };
        Drawn { scene, further: scenes, count, shown, left: self.left, unlisted: Vec::new() }
    }

    fn page(&self, number: usize, of: usize, part: PagePart) -> Page {
        let is_last = part.next.is_none() || number == MOST_PAGES;
        let texts = if is_last { &self.last } else { &self.inner };
        let mut page = self.sheet.page_of(texts, part);
        page.subtitle = numbered(&self.sheet.page.subtitle, number, of);
        if is_last {
            page.warning = warning(&self.left);
        }
        page
    }
}

fn numbered(subtitle: &str, page: usize, of: usize) -> String {
    format!("{subtitle}. Page {page} of {of}")
}

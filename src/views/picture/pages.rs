//! Which print suits a page of a given size, and where one page is not enough, what stands on which.
//!
//! It must never make print so small that nobody reads it.

use super::sheet::{Sheet, drop_parts, warning};
use super::{Drawn, NoRoom};
use crate::scene::Scene;
use crate::views::PagePart;
use crate::views::furniture::Page;
use emath::Vec2;

/// How much smaller than on screen a page that is too small may be printed.
const SMALLEST: f32 = 1.6;
/// The same where the rest can follow on another page.
const SMALLEST_OF_MANY: f32 = 1.25;
/// How much larger than on screen a page is printed that is larger than its view.
const LARGEST: f32 = 1.0 / 1.5;
/// A view narrower than this loses labels; none is made so narrow for larger print.
const NARROW: f32 = 960.0;
/// From one size of print to the next.
const STEP: f32 = 0.05;
/// More pages than these nobody turns.
const MOST_PAGES: usize = 60;

/// The sizes of print to try, the largest first, as factors of the page's size.
pub(super) fn factors(largest: f32) -> impl Iterator<Item = f32> {
    let first = ((largest - 1.0) / STEP).ceil() as i32;
    let last = ((SMALLEST - 1.0) / STEP).round() as i32;
    (first..=last).map(|n| 1.0 + n as f32 * STEP)
}

/// Draws a sheet on a page of a size in points; `further` where what has no room may follow on other pages.
pub(super) fn draw(sheet: &Sheet<'_>, further: bool, size: Vec2) -> Drawn {
    let goes_on = further && sheet.view.has_rows();
    let smallest = if goes_on { SMALLEST_OF_MANY } else { SMALLEST };
    let largest = if sheet.view.has_rows() { (NARROW / size.x).clamp(LARGEST, 1.0) } else { 1.0 };
    let prints = || factors(largest).filter(|factor| *factor <= smallest + 0.01);
    let whole = |sheet: &Sheet<'_>, factor: f32| {
        let mut page = sheet.page_for(size.x * factor);
        let layout = sheet.layout(&page, size * factor);
        // A view may close up to fit, and is lower then.
        page.view_height = sheet.view.all(layout.view().size()).size.y;
        let layout = sheet.layout(&page, size * factor);
        let all = sheet.view.fits(layout.view().size()) && layout.dropped().is_empty();
        all.then(|| match sheet.closer(size * factor) {
            Some(closer) => {
                let layout = closer.layout(&closer.page_for(size.x * factor), size * factor);
                closer.drawn_whole(layout, NoRoom::default())
            }
            None => sheet.drawn_whole(layout, NoRoom::default()),
        })
    };
    if let Some(drawn) = prints().find_map(|factor| whole(sheet, factor)) {
        return drawn;
    }
    if goes_on {
        return Pages::new(sheet, roomy(size)).drawn();
    }
    cut(sheet, size)
}

/// A page so much larger than ordered that labels have room.
fn roomy(size: Vec2) -> Vec2 {
    size * (NARROW / size.x).clamp(1.0, SMALLEST_OF_MANY)
}

/// The print at which the view is whole, if not what stands around it; else the usual one, and whole rows.
fn cut(sheet: &Sheet<'_>, size: Vec2) -> Drawn {
    let on = |size: Vec2| sheet.cut(sheet.page_for(size.x), size.x, Some(size.y));
    let whole = factors(1.0).map(|factor| on(size * factor)).find(|drawn| drawn.left.items == 0);
    whole.unwrap_or_else(|| on(roomy(size)))
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
        last.about = numbered(&last.about, MOST_PAGES, MOST_PAGES);
        let dropped = sheet.layout(&last, size).dropped().to_vec();
        let left = NoRoom { parts: dropped, ..NoRoom::default() };
        drop_parts(&mut last, &left.parts);
        last.warning = warning(&left);
        let inner = Page { notes: Vec::new(), sources: Vec::new(), ..last.clone() };
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
        let parts = self.parts();
        let count = self.sheet.count_of(&parts);
        self.left.items = self.sheet.count.shown.saturating_sub(count.shown);
        self.left.models = count.models;
        let mut scenes = parts.iter().enumerate().map(|(n, part)| self.page(n + 1, parts.len(), *part));
        let scene = scenes.next().unwrap_or_default();
        Drawn { scene, further: scenes.collect(), count, left: self.left.clone() }
    }

    fn page(&self, number: usize, of: usize, part: PagePart) -> Scene {
        let texts = if number == of { &self.last } else { &self.inner };
        let mut page = self.sheet.page_of(texts, part);
        page.about = numbered(&self.sheet.page.about, number, of);
        if number == of {
            page.warning = warning(&self.left);
        }
        self.sheet.scene(self.sheet.layout(&page, self.size), part)
    }
}

fn numbered(about: &str, page: usize, of: usize) -> String {
    format!("{about}, page {page} of {of}")
}

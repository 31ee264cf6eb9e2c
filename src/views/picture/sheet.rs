//! A view with the texts of its page, laid out and drawn. It must never judge which size suits it.

use super::words::{headline, subtitle};
use super::{Drawn, NoRoom, Order, Words};
use crate::plan::{BitSet, SourceIndex};
use crate::scene::Scene;
use crate::views::change;
use crate::views::cites::Numbers;
use crate::views::count::{Count, items};
use crate::views::furniture::{self, Cited, Edition, Page, PageLayout};
use crate::views::{Look, PagePart, Prepared};
use emath::{Vec2, vec2};
use std::collections::BTreeSet;
use std::rc::Rc;

/// More pages of sources than these nobody turns.
const MOST_PAGES: usize = 60;

/// A view and what stands around it, whatever the page's size.
pub(super) struct Sheet<'a> {
    pub view: Rc<dyn Prepared + 'a>,
    pub page: Page,
    pub count: Count,
    /// What the view shows where it has room for everything.
    pub shown: BitSet,
    words: &'a Words,
    look: &'a Look<'a>,
}

impl<'a> Sheet<'a> {
    /// The view with its title, count, notes and sources.
    pub fn new(view: Rc<dyn Prepared + 'a>, look: &'a Look<'a>, order: &'a Order) -> Self {
        let shown = super::everything(&*view);
        let count = view.count(&shown);
        let words = &order.words;
        let things = shown.iter().map(|item| look.plan.items().thing(item)).collect();
        let (sources, numbered) = match words.source.is_empty() && !order.plain {
            true => {
                let numbers = Numbers::of_things(look.plan, things);
                (numbers.sources(look.plan, &shown), numbers.order.len())
            }
            false => (Vec::new(), 0),
        };
        let note = (!words.note.is_empty()).then(|| words.note.clone());
        let page = Page {
            notes: note.into_iter().chain(change::notes(look)).chain(view.notes(&shown)).collect(),
            sources: cited(look, &sources),
            numbered,
            source: words.source.clone(),
            elsewhere: order.elsewhere.clone(),
            credit: words.credit.clone(),
            edition: Edition::of(look.plan),
            yields: !view.has_rows(),
            plain: order.plain,
            ..Page::default()
        };
        let mut sheet = Self { view, page, count, shown, words, look };
        let mut page = sheet.page.clone();
        sheet.say(&mut page, &sheet.count, &sheet.shown);
        sheet.page = page;
        sheet
    }

    /// Writes headline and subtitle for what is shown.
    fn say(&self, page: &mut Page, count: &Count, shown: &BitSet) {
        let usual = |own: &str, usual: String| if own.is_empty() { usual } else { own.to_owned() };
        page.title = usual(&self.words.title, headline(self.look, count, shown));
        let summary = self.view.summary(shown);
        page.subtitle = usual(&self.words.subtitle, subtitle(self.look, &summary));
    }

    /// The same with a view that looks closer, where a page of a size has room for that.
    pub fn closer(&self, size: Vec2) -> Option<Sheet<'_>> {
        let endless = Page { view_height: f32::MAX, yields: true, ..self.page_for(size.x) };
        let view = Rc::from(self.view.closer(self.layout(&endless, size).view().size())?);
        Some(self.with(view))
    }

    /// The best of the view that a page of a size has room for, drawn; `None` where the view cannot choose.
    pub fn condensed(&self, size: Vec2) -> Option<Drawn> {
        let first = self.chosen(size, &[])?;
        // How many sources the marks need is known only of what was chosen; the room that is left shows more.
        let numbered = first.page.numbered + first.page.numbered / 8;
        let then = self.chosen(size, &[numbered]).filter(|then| then.shown.count() > first.shown.count());
        let Chosen { view, page, part, shown, left } = then.unwrap_or(first);
        Some(self.with(view).single(page, part, (size.x, Some(size.y)), shown, left))
    }

    /// What a page chooses that keeps room for the sources of everything, or for so many.
    fn chosen(&self, size: Vec2, numbered: &[usize]) -> Option<Chosen<'_>> {
        let mut page = Page { view_height: f32::MAX, ..self.page_for(size.x) };
        page.numbered = numbered.first().copied().unwrap_or(page.numbered);
        // The longest words keep room for those that are really said.
        let all = self.count.shown;
        page.choice = chosen_words(RULE, all);
        // Parts that have no room are told in a line, which takes some of it in turn.
        let mut dropped: Vec<&'static str> = Vec::new();
        loop {
            let more = self.layout(&page, size).dropped().to_vec();
            if more.is_empty() {
                break;
            }
            drop_parts(&mut page, &more);
            dropped.extend(more);
            page.warning = warning(&NoRoom { parts: dropped.clone(), ..NoRoom::default() });
        }
        let room = self.layout(&page, size).view().size();
        let view: Rc<dyn Prepared + '_> = Rc::from(self.view.condensed(room)?);
        let part = view.all(room);
        let shown = view.shown(part);
        let count = view.count(&shown);
        let items = all.saturating_sub(count.shown);
        page.choice = view.rule(room.x).map_or(String::new(), |rule| chosen_words(rule, items));
        self.with(Rc::clone(&view)).say(&mut page, &count, &shown);
        page.legend = if page.legend.is_empty() { Vec::new() } else { view.legend(room.x, Some(&shown)) };
        page.view_height = part.size.y;
        let things = shown.iter().map(|item| self.look.plan.items().thing(item)).collect();
        let numbers = Numbers::of_things(self.look.plan, things);
        page.numbered = if is_numbered(&*view, self.look, room.x) { numbers.order.len() } else { 0 };
        let left = NoRoom { items, noun: count.noun.clone(), parts: dropped };
        Some(Chosen { view, page, part, shown, left })
    }

    fn with<'v>(&'v self, view: Rc<dyn Prepared + 'v>) -> Sheet<'v> {
        let (page, shown) = (self.page.clone(), self.shown.clone());
        Sheet { view, page, shown, count: self.count.clone(), words: self.words, look: self.look }
    }

    /// The texts with a legend for the view on a page of a width, and the height that it asks for there.
    pub fn page_for(&self, width: f32) -> Page {
        let room = furniture::view_width(width, self.page.plain);
        let mut legend = self.view.legend(room, Some(&self.shown));
        legend.extend(change::legend(self.look.plan, &self.shown));
        let numbered = if is_numbered(&*self.view, self.look, room) { self.page.numbered } else { 0 };
        Page {
            legend,
            numbered,
            view_height: self.view.wish(vec2(room, f32::INFINITY)).y,
            ..self.page.clone()
        }
    }

    /// Where everything stands on a page of a size.
    pub fn layout(&self, page: &Page, size: Vec2) -> PageLayout {
        PageLayout::new(page, size.x, Some(size.y), self.look.metrics)
    }

    /// The view whole, as a page of a size has room for it.
    pub fn drawn_whole(&self, page: Page, width: f32, height: Option<f32>, left: NoRoom) -> Drawn {
        let layout = PageLayout::new(&page, width, height, self.look.metrics);
        let part = self.view.all(layout.view().size());
        self.single(page, part, (width, height), self.shown.clone(), left)
    }

    /// Parts of the view drawn, the numbers of their sources on the marks, and those sources.
    pub fn ink(&self, parts: &[PagePart], shown: &BitSet) -> (Vec<Scene>, Vec<Cited>) {
        let mut scenes: Vec<Scene> = parts.iter().map(|part| self.view.scene(*part)).collect();
        if self.page.plain || !self.words.source.is_empty() {
            return (scenes, Vec::new());
        }
        let numbers = Numbers::of(self.look.plan, scenes.iter());
        let width = parts.first().map_or(0.0, |part| part.size.x);
        if is_numbered(&*self.view, self.look, width) {
            scenes.iter_mut().for_each(|scene| numbers.write(self.look, scene));
        }
        (scenes, cited(self.look, &numbers.sources(self.look.plan, shown)))
    }

    /// A page around a part of the view that is drawn. The room of the view is no smaller for its own sources than it
    /// was for those of the whole view.
    pub fn around(&self, mut page: Page, scene: Scene, size: (f32, Option<f32>), sources: &[Cited]) -> Scene {
        if !page.sources.is_empty() {
            page.sources = sources.to_vec();
        }
        PageLayout::new(&page, size.0, size.1, self.look.metrics).around(scene)
    }

    /// One page with a part of the view.
    fn single(
        &self,
        page: Page,
        part: PagePart,
        size: (f32, Option<f32>),
        shown: BitSet,
        left: NoRoom,
    ) -> Drawn {
        let (mut scenes, sources) = self.ink(&[part], &shown);
        let asked = Page { sources: sources.clone(), ..page.clone() };
        let listed = if page.sources.is_empty() { 0 } else { self.listed(&asked, size) };
        let count = self.view.count(&shown);
        let scene = self.around(page, scenes.pop().unwrap_or_default(), size, &sources);
        let unlisted = if listed < sources.len() { sources } else { Vec::new() };
        Drawn { scene, further: Vec::new(), count, shown, left, unlisted }
    }

    /// How many sources stand on a page.
    pub fn listed(&self, page: &Page, (width, height): (f32, Option<f32>)) -> usize {
        furniture::sources_on(page, width, height, self.look.metrics)
    }

    /// Pages of sources alone, as many as hold all of them.
    pub fn source_pages(&self, sources: &[Cited], size: Vec2) -> Vec<Page> {
        let (mut pages, mut first) = (Vec::new(), 0);
        while let Some(rest) =
            sources.get(first..).filter(|rest| !rest.is_empty() && pages.len() < MOST_PAGES)
        {
            let page = Page {
                sources: rest.to_vec(),
                first_source: first,
                all_sources: true,
                elsewhere: "on the next page".to_owned(),
                notes: Vec::new(),
                view_height: 1.0,
                yields: false,
                ..self.page.clone()
            };
            // A page that is too small for even one source lists it nevertheless.
            first += self.listed(&page, (size.x, Some(size.y))).max(1);
            pages.push(page);
        }
        pages
    }

    /// A page without a view.
    pub fn bare(&self, page: Page, size: Vec2) -> Scene {
        self.layout(&page, size).around(Scene::default())
    }

    /// Lists all sources on pages behind the only one, where it does not list them all.
    pub fn add_sources(&self, drawn: &mut Drawn) {
        let (size, sources) = (drawn.scene.size, std::mem::take(&mut drawn.unlisted));
        let pages = self.source_pages(&sources, size).into_iter();
        drawn.further.extend(pages.map(|page| self.bare(page, size)));
        drawn.left.parts.retain(|part| *part != "sources");
    }

    /// What some parts together show.
    pub fn shown_of(&self, parts: &[PagePart]) -> BitSet {
        let mut shown = BitSet::none(self.look.plan.items().len());
        parts.iter().for_each(|part| shown.or(&self.view.shown(*part)));
        shown
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

    /// A page that is as high as everything needs, as wide as the first of some widths that is wide enough.
    pub fn of_its_height(&self, widths: impl Iterator<Item = f32>) -> Drawn {
        let mut widths = widths.peekable();
        let usual = widths.peek().copied().unwrap_or(1.0);
        let wide_enough = |width: &f32| {
            let room = furniture::view_width(*width, self.page.plain);
            self.view.wish(vec2(room, f32::INFINITY)).x <= room + 0.5
        };
        match widths.find(wide_enough) {
            Some(width) => self.drawn_whole(self.page_for(width), width, None, NoRoom::default()),
            // Too many columns for any page of that width.
            None => self.cut(self.page_for(usual), usual, None),
        }
    }

    /// The whole rows that a page holds, with words for what it leaves out.
    pub fn cut(&self, mut page: Page, width: f32, height: Option<f32>) -> Drawn {
        let metrics = self.look.metrics;
        let left = |items: usize, parts: &[&'static str]| NoRoom {
            items,
            noun: self.count.noun.clone(),
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
        let Cut { page, part, shown, left, .. } = cut;
        self.single(page, part, (width, height), shown, left)
    }

    /// What a room holds of the view, and the page that tells it.
    fn cut_at(&self, page: &Page, room: Vec2, dropped: &[&'static str]) -> Cut {
        let whole = self.view.fits(room);
        let part = if whole { self.view.all(room) } else { self.view.part(Vec2::ZERO, room) };
        let mut page = self.page_of(page, part);
        let (mut count, mut shown) = (self.count.clone(), self.shown.clone());
        if !whole {
            shown = self.view.shown(part);
            count = self.view.count(&shown);
            self.say(&mut page, &count, &shown);
            if !page.sources.is_empty() {
                let things = shown.iter().map(|item| self.look.plan.items().thing(item)).collect();
                let numbers = Numbers::of_things(self.look.plan, things);
                page.sources = cited(self.look, &numbers.sources(self.look.plan, &shown));
                let is_numbered = is_numbered(&*self.view, self.look, part.size.x);
                page.numbered = if is_numbered { numbers.order.len() } else { 0 };
            }
        }
        let items = self.count.shown.saturating_sub(count.shown);
        let mut left = NoRoom { items, noun: self.count.noun.clone(), parts: dropped.to_vec() };
        let names = if whole { Vec::new() } else { self.view.not_shown(part) };
        // What is told twice, or sums others up, may be missing though no item is.
        if items == 0 && !names.is_empty() {
            left.parts.insert(0, "rows");
        }
        page.warning = warning(&left);
        page.more = if left.items > 0 || !names.is_empty() { more(&left, &names) } else { String::new() };
        Cut { page, part, shown, left }
    }
}

/// What a page says of what it chose, and of what has no room.
fn chosen_words(rule: &str, left: usize) -> String {
    format!("Shown: {rule}; {} more without room", items(left))
}

/// The longest words for how a view chooses.
const RULE: &str = "in each group those with most sources";

/// A view that shows the best of itself, and its page.
struct Chosen<'v> {
    view: Rc<dyn Prepared + 'v>,
    page: Page,
    part: PagePart,
    shown: BitSet,
    left: NoRoom,
}

/// A part of a view, and the page that says what it leaves out.
struct Cut {
    page: Page,
    part: PagePart,
    shown: BitSet,
    left: NoRoom,
}

/// Whether marks carry the numbers of sources.
fn is_numbered(view: &dyn Prepared, look: &Look<'_>, width: f32) -> bool {
    look.numbered && view.is_numbered(width)
}

fn cited(look: &Look<'_>, sources: &[SourceIndex]) -> Vec<Cited> {
    let mut all: Vec<Cited> = sources.iter().map(|source| Cited::of(look.plan, *source)).collect();
    // Few words that stand for two sources stand for none.
    let mut short: Vec<&str> = all.iter().map(|cited| &*cited.short).collect();
    short.sort_unstable();
    let twice: BTreeSet<String> =
        short.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned()).collect();
    for cited in all.iter_mut().filter(|cited| twice.contains(&cited.short)) {
        cited.short.clone_from(&cited.whole);
    }
    all
}

/// Takes parts off a page.
pub(super) fn drop_parts(page: &mut Page, parts: &[&str]) {
    for part in parts {
        match *part {
            "legend" => page.legend.clear(),
            "notes" => page.notes.clear(),
            "source" => page.source.clear(),
            "rows" => {}
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
    match left.items {
        0 => format!("+ not shown: {}", names.join(", ")),
        items => format!("+ {} not shown: {}", left.noun.counted(items), names.join(", ")),
    }
}

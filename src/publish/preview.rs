//! A job's picture before it becomes a file: its pages, the usual words, what has no room and what helps.
//!
//! It must never lay anything out otherwise than the job does that writes the file.

use super::{HIGHEST, Job, Laid};
use crate::export::{self, Format, MILLIMETRE, PageSize, Picture, Pixels};
use crate::plan::BitSet;
use crate::scene::{Scene, Theme};
use crate::views::Count;
use crate::views::cites::Numbers;
use crate::views::picture::{self, NoRoom, Words};
use emath::{Vec2, vec2};

/// How much higher than all rows need a page may have to be, to be tried one after the other.
const HIGHER: [f32; 4] = [1.0, 1.05, 1.12, 1.25];
/// No more names are told than these.
const NAMES: usize = 400;

/// What a file will show, and what there is to tell of it before it is written.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The very scenes that the file will hold, page by page.
    pub pages: Vec<Scene>,
    /// Width and height of a page in points.
    pub size: Vec2,
    /// Points a unit of the scenes.
    zoom: f32,
    /// Pixels a point of a PNG.
    pub scale: f32,
    theme: Theme,
    bare: bool,
    /// On paper rather than on a screen.
    pub paper: bool,
    /// How much of the plan is shown.
    pub count: Count,
    /// What has no room.
    pub left: NoRoom,
    /// The names of items without room, the first ones.
    pub names: Vec<String>,
    /// What would give room to everything; `None` where nothing is left out, or nothing helps.
    pub remedy: Option<Remedy>,
    /// The words that stand where the person has none of their own; the source's are a list.
    pub usual: Words,
    /// How many sources that list has.
    pub sources: usize,
    /// How many bytes the file will have.
    pub bytes: usize,
}

/// What gives room to everything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Remedy {
    /// A page of another height, in points.
    Size(PageSize),
    /// A PDF, which goes on over further pages.
    Pdf,
}

impl Preview {
    /// A page as pixels, so many a point.
    ///
    /// # Errors
    /// As [`export::png`].
    pub fn pixels(&self, page: usize, scale: f32) -> Result<Pixels, export::Error> {
        let Some(scene) = self.pages.get(page) else {
            return Err(export::Error::new("there is no such page"));
        };
        let picture = Picture { zoom: self.zoom, bare: self.bare, ..Picture::new(scene, self.theme) };
        export::pixels(&picture, scale)
    }
}

impl Job<'_> {
    /// What the file will show, without writing it anywhere.
    ///
    /// # Errors
    /// As [`Job::publish`].
    pub fn preview(&self) -> Result<Preview, export::Error> {
        self.laid(|laid| {
            let Laid { picture, drawn, view, look, scale, .. } = *laid;
            let all = picture::everything(&**view);
            let usual = Words {
                title: picture::title(look, drawn, &Words::default()),
                subtitle: picture::subtitle(&**view, look, drawn),
                alt: picture::description(&**view, look, drawn),
                ..Words::default()
            };
            Ok(Preview {
                pages: std::iter::once(&drawn.scene).chain(&drawn.further).cloned().collect(),
                size: picture.size(),
                zoom: picture.zoom,
                scale,
                theme: self.page.theme,
                bare: self.page.bare,
                paper: picture.paper,
                count: drawn.count.clone(),
                left: drawn.left.clone(),
                names: self.names(&all, &drawn.shown, drawn.left.items),
                remedy: if drawn.left.is_nothing() { None } else { self.remedy(laid) },
                usual,
                sources: self.sources(&drawn.shown),
                bytes: self.page.format.write(picture, scale)?.len(),
            })
        })?
    }

    /// The names of what a picture does not show of all that it could.
    fn names(&self, all: &BitSet, shown: &BitSet, count: usize) -> Vec<String> {
        let mut left = all.clone();
        left.and_not(shown);
        let items = self.plan.items();
        let names = left.iter().map(|item| self.plan.record(items.thing(item)).name.to_string());
        names.take(count.min(NAMES)).collect()
    }

    fn sources(&self, shown: &BitSet) -> usize {
        let things = shown.iter().map(|item| self.plan.items().thing(item)).collect();
        Numbers::of_things(self.plan, things).sources(self.plan, shown).len()
    }

    /// What would give room to everything that the page leaves out.
    fn remedy(&self, laid: &Laid<'_>) -> Option<Remedy> {
        let on_pages = || {
            let goes_on = self.page.format != Format::Pdf && laid.view.has_rows();
            goes_on.then_some(Remedy::Pdf)
        };
        self.higher(laid).map(Remedy::Size).or_else(on_pages)
    }

    /// The lowest page of the same width that has room for everything, as far as it is tried.
    fn higher(&self, laid: &Laid<'_>) -> Option<PageSize> {
        let size = self.page.size.filter(|_| !self.page.as_high)?;
        let width = self.width();
        // As high as it must be in the largest print is higher than it must be in the smallest.
        if laid.view.wish(vec2(width, f32::INFINITY)).y > HIGHEST {
            return None;
        }
        let draw = |height| picture::draw_prepared(laid.view, laid.look, laid.order, width, height);
        let whole = draw(None).scene.size;
        let least = (whole.y * width / whole.x).max(size.points.y);
        let heights = HIGHER.iter().map(|more| rounded(least * more, size.paper));
        let mut heights = heights.filter(|height| *height <= HIGHEST);
        let height = heights.find(|height| draw(Some(*height)).left.is_nothing())?;
        Some(PageSize { points: vec2(size.points.x, height), ..size })
    }
}

/// A height that is told in whole points, on paper in whole millimetres.
fn rounded(height: f32, paper: bool) -> f32 {
    if paper { (height / MILLIMETRE).ceil() * MILLIMETRE } else { height.ceil() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::Index;
    use crate::file;
    use crate::publish::Page;
    use crate::session::Arrangement;
    use crate::views::ViewKind;

    fn page(size: &str, format: Format) -> Page {
        Page {
            size: size.parse().ok(),
            as_high: false,
            scale: None,
            theme: Theme::Light,
            plain: false,
            words: Words::default(),
            bare: false,
            outlines: false,
            today: None,
            format,
        }
    }

    #[test]
    fn what_has_no_room_is_named_and_the_remedy_gives_it_room() {
        let plan = file::bundled().plan.unwrap();
        let index = Index::new(&plan);
        let arrangement = Arrangement::of(&plan);
        for view in [ViewKind::Timeline, ViewKind::Matrix] {
            let job = |page| Job { plan: &plan, index: &index, arrangement: &arrangement, view, page };
            let small = page("800x500", Format::Svg);
            let preview = job(small.clone()).preview().unwrap();
            assert!(preview.left.items > 0 && !preview.names.is_empty(), "{view:?}");
            match preview.remedy {
                Some(Remedy::Size(size)) => {
                    assert_eq!(size.points.x, 800.0);
                    let helped = job(Page { size: Some(size), ..small }).preview().unwrap();
                    assert!(helped.left.is_nothing() && helped.remedy.is_none(), "{view:?}: {}", helped.left);
                }
                Some(Remedy::Pdf) => {
                    let helped = job(Page { format: Format::Pdf, ..small }).preview().unwrap();
                    assert!(helped.left.is_nothing() && helped.pages.len() > 1, "{view:?}: {}", helped.left);
                }
                None => panic!("nothing helps the {view:?}"),
            }
        }
    }

    #[test]
    fn a_preview_is_of_the_bytes_that_are_written_and_of_the_page_that_was_asked_for() {
        let plan = file::bundled().plan.unwrap();
        let index = Index::new(&plan);
        let arrangement = Arrangement { query: "region:europe".into(), ..Arrangement::of(&plan) };
        for (size, format) in [("slide", Format::Png), ("a4", Format::Pdf), ("square", Format::Svg)] {
            let page = page(size, format);
            let job =
                Job { plan: &plan, index: &index, arrangement: &arrangement, view: ViewKind::Map, page };
            let (preview, published) = (job.preview().unwrap(), job.publish().unwrap());
            assert_eq!((preview.bytes, preview.pages.len()), (published.bytes.len(), published.pages));
            let asked: PageSize = size.parse().unwrap();
            assert!((preview.size - asked.points).length() < 0.5, "{size}: {}", preview.size);
            let pixels = preview.pixels(0, 0.5).unwrap();
            assert_eq!(pixels.rgba.len(), pixels.width * pixels.height * 4);
            assert_eq!(pixels.width as f32, (asked.points.x * 0.5).round());
        }
    }
}

//! Overview: for people who look for ten seconds. What comes next, what is overdue, what is disputed, who owns whom,
//! how far targets have come, and where.
//!
//! It must never say what no other view says: each line leads to the view that it is from.

mod changed;
mod lines;
mod roll;
#[cfg(test)]
mod tests;

use super::map::{Fit, Frame, MapChoices, PinLayout, Tally};
use super::ownership::{Ownership, OwnershipOptions};
use super::palette::Palette;
use super::roll::{ReadyRoll, RollPort, RollView};
use super::targets::{TargetOptions, Targets};
use super::{Link, Look, Looked, Prepared, View, ViewKind};
use crate::explore::Filter;
use crate::plan::{BitSet, Change, Thing};
use crate::scene::Scene;
use emath::Vec2;
use lines::{Line, Stat};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;

/// A plan on one page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OverviewView;

/// How an overview is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct OverviewOptions {
    /// So many lines a part has at most.
    pub lines: u8,
}

impl Default for OverviewOptions {
    fn default() -> Self {
        Self { lines: 5 }
    }
}

impl View for OverviewView {
    type Options = OverviewOptions;
    type Port = RollPort<Self>;

    const WORD: &'static str = "overview";
    const NAME: &'static str = "Overview";
    const SHOWS_PART: bool = false;

    fn tidied(port: Self::Port) -> Self::Port {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<OverviewOptions, Self::Port>,
        live: bool,
    ) -> impl Prepared + 'a {
        let mut overview = Overview::new(look, looked.options);
        // A picture has its plan's name above it already.
        overview.named = live;
        ReadyRoll::new(look, Rc::new(overview))
    }
}

impl RollView for OverviewView {
    type Roll = Overview;

    const FOLLOWS_FOCUS: bool = true;

    fn roll(look: &Look<'_>, options: &OverviewOptions) -> Overview {
        Overview::new(look, *options)
    }
}

/// A part of an overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What comes next.
    Arrivals,
    /// What should have happened.
    Overdue,
    /// What sources disagree on most.
    Disputed,
    /// What became of it since another edition.
    Changed,
    /// Who owns whom.
    Ownership,
    /// How far targets have come.
    Targets,
    /// Where.
    Map,
}

/// A part with its lines.
#[derive(Debug, Clone)]
pub struct Block {
    /// Which.
    pub part: Part,
    /// What it is called, and what that means.
    pub title: (String, &'static str),
    lines: Vec<Line>,
    /// How many more there are.
    more: usize,
    /// Where the heading leads.
    link: Link,
}

/// An overview prepared for a plan, a filter, a day and options.
#[derive(Debug, Clone)]
pub struct Overview {
    name: String,
    about: String,
    stats: Vec<Stat>,
    blocks: Vec<Block>,
    palette: Palette,
    /// What the filter keeps of this edition, and the filter itself, whatever either asks of changes.
    present: (Filter, BitSet),
    /// Whether the plan's name stands above it.
    named: bool,
    /// The last map, with the size and the selection that it is for.
    kept: RefCell<Option<(Vec2, Option<Thing>, Scene)>>,
}

impl Overview {
    /// Of what matches.
    pub fn new(look: &Look<'_>, options: OverviewOptions) -> Self {
        let plan = look.plan;
        let most = usize::from(options.lines.clamp(1, 20));
        let (filter, everything) = changed::everything(look);
        let present = changed::present(plan, &everything);
        let changes = changed::lines(plan, &filter, &everything);
        let new = changed::older(plan).map(|older| Stat {
            figure: changed::new(plan, &everything).to_string(),
            label: format!("new since {older}"),
            link: changed::link(plan, &filter, Change::New),
        });
        let look = &Look { filter: &filter, matching: &present, ..*look };
        let targets = Targets::new(look, TargetOptions::default());
        let ownership = Ownership::new(look, OwnershipOptions::default());
        let now = super::targets::now(look);
        let arrivals = lines::arrivals(look, now);
        let overdue = lines::overdue(look, now);
        let (disputed, all_disputed) = lines::disputed(look);
        let stats = lines::stats(look, &arrivals, &overdue, all_disputed, &targets, new);
        let block = |part,
                     (title, more_of_it): (&str, _),
                     all: Vec<Line>,
                     count: usize,
                     view: ViewKind,
                     most: usize| {
            let (more, title) = (count.saturating_sub(most), (title.to_owned(), more_of_it));
            let lines: Vec<Line> = all.into_iter().take(most).collect();
            (!lines.is_empty()).then_some(Block { part, title, lines, more, link: Link::view(view) })
        };
        let (comes, late) = (arrivals.len(), overdue.len());
        let owners = lines::owners(look, &ownership);
        let owned = owners.len();
        let of_targets = lines::targets(look, &targets);
        let by_day = ("Next arrivals", "by the last possible day");
        let passed = ("Overdue", "the date has passed, and nothing says that it came about");
        let claims = ("Most disputed", "claims that say otherwise");
        let since = changed::older(plan).map(|older| format!("Changed since {older}")).unwrap_or_default();
        let since = (&*since, "what became more than one thing counts as each");
        let blocks = [
            block(Part::Arrivals, by_day, arrivals, comes, ViewKind::Cycle, most),
            block(Part::Overdue, passed, overdue, late, ViewKind::Timeline, most),
            block(Part::Disputed, claims, disputed, all_disputed, ViewKind::Table, most),
            block(Part::Changed, since, changes, 0, ViewKind::Table, usize::MAX),
            block(Part::Ownership, ("Ownership", ""), owners, owned, ViewKind::Ownership, 2),
            block(Part::Targets, ("Targets", ""), of_targets, 0, ViewKind::Targets, 2),
        ];
        let mut blocks: Vec<Block> = blocks.into_iter().flatten().collect();
        if lines::has_places(plan) {
            let title = ("Where".to_owned(), "items by region");
            let link = Link::view(ViewKind::Map);
            blocks.push(Block { part: Part::Map, title, lines: Vec::new(), more: 0, link });
        }
        Self {
            name: plan.about().name.to_string(),
            about: lines::about(look),
            stats,
            blocks,
            palette: Palette::new(plan, plan.main_grouping()),
            named: true,
            present: (filter.clone(), present.clone()),
            kept: RefCell::default(),
        }
    }

    /// Its parts, in the order of one column.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn block(&self, part: Part) -> Option<&Block> {
        self.blocks.iter().find(|block| block.part == part)
    }

    /// All links: those of the figures at the top, of headings and of lines, in the order in which they are drawn.
    fn links(&self) -> impl Iterator<Item = (&Link, String)> {
        let stats = self.stats.iter().map(|stat| (&stat.link, format!("{}: {}", stat.label, stat.figure)));
        let blocks = self.blocks.iter().flat_map(|block| {
            let own = (&block.link, block.title.0.clone());
            std::iter::once(own).chain(block.lines.iter().map(|line| (&line.link, line.words())))
        });
        stats.chain(blocks)
    }

    /// The number of the link of a figure, of a heading, or of a line of a part.
    fn link_of(&self, part: Part, line: Option<usize>) -> u32 {
        let before: usize =
            self.blocks.iter().take_while(|block| block.part != part).map(|b| b.lines.len() + 1).sum();
        (self.stats.len() + before + line.map_or(0, |line| line + 1)) as u32
    }

    /// The small map; kept, since each frame asks for the same.
    fn map(&self, look: &Look<'_>, size: Vec2) -> Scene {
        if let Some((known, selection, scene)) = &*self.kept.borrow()
            && (*known, *selection) == (size, look.selection)
        {
            return scene.clone();
        }
        let (filter, present) = &self.present;
        let look = &Look { filter, matching: present, ..*look };
        let tally = Tally::new(look, MapChoices::default());
        let camera = Fit::new(look.plan, &tally, &Frame::World).camera(size);
        let mut scene = super::map::draw(look, &tally, &mut PinLayout::default(), &camera, size);
        let link = crate::scene::StandsFor::Link(self.link_of(Part::Map, None));
        for mark in scene.layers.iter_mut().flat_map(|layer| &mut layer.marks) {
            if mark.stands_for != crate::scene::StandsFor::Nothing {
                mark.stands_for = link;
            }
        }
        *self.kept.borrow_mut() = Some((size, look.selection, scene.clone()));
        scene
    }

    /// The records of its lines.
    fn things(&self) -> impl Iterator<Item = Thing> {
        self.blocks.iter().flat_map(|block| block.lines.iter().filter_map(|line| line.thing))
    }
}

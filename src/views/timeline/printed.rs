//! The timeline in a picture: laid out for the width of its page, every mark with its name, or, where a page has
//! no room for all, the weightiest of each group.
//!
//! It must never lay out a row itself: it asks the timeline, and says in words what it leaves out.

use super::named::{Axis, RULE};
use super::prepared::ReadyTimeline;
use super::{Content, Timeline, bars, home, limits};
use crate::date::Day;
use crate::explore::{DateKey, Filter};
use crate::plan::{BitSet, Plan};
use crate::scene::{Scene, StandsFor};
use crate::views::count::Count;
use crate::views::{LegendEntry, Look, PagePart, Prepared};
use emath::{Vec2, vec2};
use std::cell::RefCell;
use std::rc::Rc;

/// So many widths are kept laid out: pages ask for few, in turns.
const KEPT: usize = 4;

/// A timeline for pictures.
pub(super) struct PrintedTimeline<'a> {
    look: Look<'a>,
    base: Rc<Timeline>,
    span: (f64, f64),
    /// The room that it must do with, by choosing.
    room: Option<Vec2>,
    laid_out: RefCell<Vec<(f32, Rc<Timeline>)>>,
}

/// The days that a picture shows where nobody says which: those that the filter asks for, or all.
pub(super) fn span_of(look: &Look<'_>) -> (f64, f64) {
    let ((home_from, home_to), (least, most)) = (home(look.plan), limits(look.plan));
    let Some((from, to)) = asked(look.filter) else { return (home_from, home_to) };
    let day = |day: Day| day.stated().map(|day| f64::from(day.0));
    let to = day(to).map(|to| to + 1.0);
    let from = match day(from) {
        Some(from) => from,
        None if to.is_none_or(|to| home_from < to) => home_from,
        None => least,
    };
    let to = to.unwrap_or(if from < home_to { home_to } else { most });
    // A stretch that is over as soon as it begins shows what lies around it.
    let lacks = (FEWEST - (to - from)).max(0.0) / 2.0;
    (from.min(to) - lacks, to.max(from) + lacks)
}

/// An axis of fewer days shows little more than its first and last.
const FEWEST: f64 = 28.0;

/// The first and last day that a filter asks for; `None` where it does not ask for dates.
fn asked(filter: &Filter) -> Option<(Day, Day)> {
    let of_key = |key: DateKey| {
        let bounds = filter.dates().iter().filter(move |s| s.key() == key).filter_map(|s| s.bounds());
        bounds.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
    };
    // Stretches of one key are alternatives, different keys must all hold.
    let all = DateKey::ALL.into_iter().filter_map(of_key);
    all.reduce(|(a, b), (c, d)| (a.max(c), b.min(d)))
}

impl<'a> PrintedTimeline<'a> {
    /// Of a timeline with the first and last day of its axis. One that is live stays as it is.
    pub fn new(look: Look<'a>, base: Timeline, span: (f64, f64)) -> Self {
        Self { look, base: Rc::new(base), span, room: None, laid_out: RefCell::default() }
    }

    /// The timeline laid out for a width.
    fn at(&self, width: f32) -> Rc<Timeline> {
        if self.base.live {
            return Rc::clone(&self.base);
        }
        let mut kept = self.laid_out.borrow_mut();
        if let Some((_, timeline)) = kept.iter().find(|(of, _)| *of == width) {
            return Rc::clone(timeline);
        }
        let axis = self.axis(width);
        let chosen = self.room.and_then(|room| self.base.named_within(&self.look, axis, vec2(width, room.y)));
        let timeline = Rc::new(chosen.unwrap_or_else(|| self.base.named(&self.look, axis, width)));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((width, Rc::clone(&timeline)));
        timeline
    }

    /// The days of the axis with as much beside them as a mark on the first or last one reaches over.
    fn span_at(&self, width: f32) -> (f64, f64) {
        let (from, to) = self.span;
        if self.base.live {
            return self.span;
        }
        let room = f64::from((width - super::GUTTER).max(80.0) - 2.0 * bars::REACH);
        let beside = f64::from(bars::REACH) * (to - from) / room;
        (from - beside, to + beside)
    }

    fn axis(&self, width: f32) -> Axis {
        Axis { days: self.span, span: self.span_at(width) }
    }

    /// Asks the timeline of a width, as a pane does its own.
    fn ask<T>(&self, width: f32, ask: impl FnOnce(&ReadyTimeline<'_>) -> T) -> T {
        let timeline = self.at(width);
        ask(&ReadyTimeline::of(self.look, &timeline, self.span_at(width)))
    }
}

/// What the rule is called by which a picture chooses where only names without a date lack room.
const OF_UNDATED: &str = "of those without a date the first";

/// Wide enough for what is asked whatever the width.
const ANY: f32 = 1200.0;

impl Prepared for PrintedTimeline<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn has_rows(&self) -> bool {
        !self.base.is_empty()
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        // A width without end is asked for what there is, not to be drawn.
        self.ask(room.x.min(20_000.0), |ready| vec2(room.x, ready.wish(room).y))
    }

    fn closer(&self, room: Vec2) -> Option<Box<dyn Prepared + '_>> {
        let timeline = self.at(room.x);
        let spare = room.y - self.wish(room).y;
        let crowded = timeline.groups().iter().any(|g| matches!(g.content, Content::Crowd(_)));
        if !crowded || spare < 1.0 {
            return None;
        }
        let (from, to) = self.span_at(room.x);
        let rows = timeline.layout(from, to).bottom() + f64::from(spare);
        let mut base = Timeline::clone(&self.base);
        // The same crowds stand among the named rows of the base, which are lower or as high.
        let others = timeline.layout(from, to).bottom() - base.layout(from, to).bottom();
        base.fit_rows(from, to, rows - others);
        let base = Rc::new(base);
        Some(Box::new(Self { base, laid_out: RefCell::default(), ..*self }))
    }

    fn condensed(&self, room: Vec2) -> Option<Box<dyn Prepared + '_>> {
        self.base.named_within(&self.look, self.axis(room.x), room)?;
        let base = Rc::clone(&self.base);
        Some(Box::new(Self { base, room: Some(room), laid_out: RefCell::default(), ..*self }))
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        self.ask(room.x, |ready| ready.part(scroll, room))
    }

    fn scene(&self, part: PagePart) -> Scene {
        self.ask(part.size.x, |ready| ready.scene(part))
    }

    fn shown(&self, part: PagePart) -> BitSet {
        let width = part.size.x.min(20_000.0);
        self.ask(width, |ready| ready.shown(PagePart { size: vec2(width, part.size.y), ..part }))
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        self.ask(part.size.x, |ready| ready.not_shown(part))
    }

    fn count(&self, shown: &BitSet) -> Count {
        self.ask(ANY, |ready| ready.count(shown))
    }

    fn legend(&self, width: f32, shown: Option<&BitSet>) -> Vec<LegendEntry> {
        self.ask(width, |ready| ready.legend(width, shown))
    }

    fn headline(&self) -> String {
        self.ask(ANY, |ready| ready.headline())
    }

    fn details(&self, shown: &BitSet) -> String {
        self.ask(ANY, |ready| ready.details(shown))
    }

    fn notes(&self, shown: &BitSet) -> Vec<String> {
        self.ask(ANY, |ready| ready.notes(shown))
    }

    fn is_numbered(&self) -> bool {
        !self.base.live
    }

    fn rule(&self, width: f32) -> Option<&'static str> {
        self.room?;
        let timeline = self.at(width);
        let hidden = |content: &Content| matches!(content, Content::Named(named) if named.hidden() > 0);
        if timeline.groups().iter().any(|group| hidden(&group.content)) {
            return Some(RULE);
        }
        timeline.undated.is_cut_short().then_some(OF_UNDATED)
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        self.ask(ANY, |ready| ready.words(what))
    }
}

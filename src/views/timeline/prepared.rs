//! The timeline as one of the views: on pages, and in words.
//!
//! It must never lay out a row itself: it asks the timeline.

use super::printed::{PrintedTimeline, span_of};
use super::{Content, Group, TRAY_GROUP, Timeline, TimelineChoices, TimelinePort, Viewport, home};
use crate::plan::{BitSet, Facet, Field, Kind, Plan};
use crate::scene::{Scene, StandsFor};
use crate::views::count::{Count, Dates, of_kind};
use crate::views::{LegendEntry, Look, Looked, PagePart, Prepared, Side, SideError, View, focus, words};
use emath::{Vec2, vec2};
use std::borrow::Cow;

/// Space beneath the last row.
const END: f32 = 8.0;

/// The word for one group of all.
const NO_GROUPS: &str = "none";

/// Items along time.
#[derive(Debug, Clone, Copy)]
pub struct TimelineView;

impl View for TimelineView {
    type Options = TimelineChoices;
    type Port = TimelinePort;

    const WORD: &'static str = "timeline";
    const NAME: &'static str = "Timeline";

    fn options_for(plan: &Plan) -> TimelineChoices {
        TimelineChoices::of(plan)
    }

    fn side(choices: &TimelineChoices, side: Side) -> Option<Facet> {
        choices.group.filter(|_| side == Side::Rows)
    }

    fn with_side(choices: &TimelineChoices, side: Side, word: &str) -> Result<TimelineChoices, SideError> {
        if side == Side::Columns {
            return Err(SideError::NoSuchSide);
        }
        let group = match word {
            NO_GROUPS => None,
            word => Some(Facet::from_word(word).ok_or(SideError::Unknown(NO_GROUPS))?),
        };
        Ok(choices.clone().grouped(group))
    }

    fn port_of_days(from: f64, to: f64) -> Option<TimelinePort> {
        Some(TimelinePort { span: Some((from, to)), scroll: 0.0 })
    }

    fn tidied(port: TimelinePort) -> TimelinePort {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<TimelineChoices, TimelinePort>,
        live: bool,
    ) -> impl Prepared + 'a {
        let mut timeline = Timeline::new(look, looked.options.clone(), live);
        let span = match looked.port.span {
            Some(span) => span,
            None if live => home(look.plan),
            None => span_of(look),
        };
        if !live {
            // Crowds as low as they are, until it is known what room there is.
            timeline.fit_rows(span.0, span.1, 0.0);
        }
        PrintedTimeline::new(*look, timeline, span)
    }
}

/// A timeline with the first and last day of its axis.
pub(super) struct ReadyTimeline<'a> {
    look: Look<'a>,
    timeline: Cow<'a, Timeline>,
    span: (f64, f64),
}

impl Timeline {
    /// This timeline as one of the views, where it is looked at from a first to a last day.
    pub fn ready<'a>(&'a self, look: &Look<'a>, span: (f64, f64)) -> impl Prepared + 'a {
        ReadyTimeline { look: *look, timeline: Cow::Borrowed(self), span }
    }
}

impl<'a> ReadyTimeline<'a> {
    pub fn of(look: Look<'a>, timeline: &'a Timeline, span: (f64, f64)) -> Self {
        Self { look, timeline: Cow::Borrowed(timeline), span }
    }

    fn viewport(&self, part: PagePart) -> Viewport {
        let (from, to) = self.span;
        Viewport { from, to, scroll: f64::from(part.scroll.y), size: part.size }
    }

    fn group(&self, place: u32) -> Option<&Group> {
        self.timeline.groups().get(place as usize)
    }

    /// What a click on the sign of a group does.
    fn fold_words(&self, place: u32) -> Option<String> {
        if place == TRAY_GROUP {
            let (open, undated) = (self.timeline.tray.is_open(), "of what has no date");
            return Some(if open { format!("Show fewer {undated}") } else { format!("Show all {undated}") });
        }
        let group = self.group(place)?;
        let verb = if matches!(group.content, Content::Closed) { "Open" } else { "Close" };
        Some(format!("{verb} {}", group.name))
    }

    /// What a click on the sign of a crowd does.
    fn rows_words(&self, place: u32) -> Option<String> {
        let group = self.group(place)?;
        let Content::Crowd(crowd) = &group.content else { return None };
        let verb = if crowd.every_row() { "Show counts of" } else { "Show every row of" };
        Some(format!("{verb} {}", group.name))
    }
}

impl Prepared for ReadyTimeline<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn has_rows(&self) -> bool {
        !self.timeline.is_empty()
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        match self.has_rows() {
            true => vec2(room.x, self.timeline.full_height(room.x, self.span) + END),
            false => PagePart::free(room),
        }
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        let end = self.timeline.page_end(self.span, scroll.y, room);
        let all = self.timeline.rows_height(room.x, self.span) as f32;
        let next = (end + 0.5 < all).then_some(vec2(0.0, end));
        // A room that is too low for a row shows none.
        let height = (self.timeline.header() + end - scroll.y).min(room.y);
        PagePart { scroll, size: vec2(room.x, height), next }
    }

    fn scene(&self, part: PagePart) -> Scene {
        let view = self.viewport(part);
        self.timeline.pack(&self.look, &view);
        self.timeline.scene(&self.look, &view)
    }

    fn shown(&self, part: PagePart) -> BitSet {
        self.timeline.shown(&self.look, &self.viewport(part))
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        self.timeline.not_shown(&self.viewport(part))
    }

    /// Models stand on a timeline by their milestones.
    fn count(&self, shown: &BitSet) -> Count {
        let models = by_milestones(&self.look, shown);
        Count::of_items(self.look.plan, shown.count() + models)
    }

    fn legend(&self, _width: f32, shown: Option<&BitSet>) -> Vec<LegendEntry> {
        match shown {
            Some(shown) => self.timeline.legend_of(&self.look, shown),
            None => self.timeline.legend(&self.look),
        }
    }

    fn headline(&self) -> String {
        match self.timeline.choices().group {
            Some(facet) => format!("Timeline by {}", self.look.plan.words().inner(facet)),
            None => "Timeline".to_owned(),
        }
    }

    /// What the items are, where they are not all of one kind: parts of the count.
    fn details(&self, shown: &BitSet) -> String {
        // Models are no part of what is drawn: they stand there by their milestones.
        let dates =
            Dates { by_milestones: by_milestones(&self.look, shown), ..Dates::of(self.look.plan, shown) };
        let parts =
            [dates.dated, dates.undated, dates.by_milestones].iter().filter(|part| **part > 0).count();
        let kinds = if parts > 1 || dates.by_milestones > 0 {
            format!(" ({})", dates.words(self.look.plan))
        } else {
            String::new()
        };
        kinds + &focus::begun(&self.look, shown)
    }

    fn notes(&self, shown: &BitSet) -> Vec<String> {
        let (look, items) = (&self.look, self.look.plan.items());
        let mut notes = Vec::new();
        let mut beyond = look.matching.clone();
        beyond.and(items.drawn());
        beyond.and(items.dated());
        beyond.and_not(shown);
        match beyond.count() {
            0 => {}
            1 => notes.push("1 more item lies outside the years shown.".to_owned()),
            count => notes.push(format!("{count} more items lie outside the years shown.")),
        }
        let models =
            look.matching.count() - look.matching.count_and(items.drawn()) - by_milestones(look, shown);
        match models {
            0 => {}
            count => {
                let (are, whose) = if count == 1 { ("is", "its") } else { ("are", "their") };
                let models = of_kind(look.plan, Kind::Model, count);
                notes.push(format!("{models} {are} not drawn: none of {whose} milestones is shown."));
            }
        }
        let listed: usize = self.timeline.groups().iter().map(|group| group.dated).sum();
        let dated = look.matching.count_and(items.dated());
        if let Some(facet) = self.timeline.choices().group.filter(|_| listed > dated) {
            let facet = look.plan.words().one(facet);
            notes.push(format!("What names more than one {facet} stands under each of them."));
        }
        notes
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        match what {
            StandsFor::Count { group, .. } => {
                let words = words::of(self.look.plan, what)?;
                Some(match self.group(group) {
                    Some(group) => format!("{}: {words}", group.name),
                    None => words,
                })
            }
            StandsFor::Group(place) if self.timeline.live => self.fold_words(place),
            StandsFor::Rows(place) if self.timeline.live => self.rows_words(place),
            _ => words::of(self.look.plan, what),
        }
    }
}

/// How many matching models stand on a timeline only by milestones of theirs that are shown.
fn by_milestones(look: &Look<'_>, shown: &BitSet) -> usize {
    let (plan, items) = (look.plan, look.plan.items());
    let told = |item: &usize| {
        let of = plan.referring(items.thing(*item)).iter().filter(|(field, _)| *field == Field::Of);
        of.filter_map(|(_, from)| items.item_of(*from)).any(|from| shown.contains(from.0 as usize))
    };
    let mut models = look.matching.clone();
    models.and_not(items.drawn());
    models.iter().filter(told).count()
}

//! How a plan is looked at, as plain data, and the open document with it.
//!
//! It must never name egui, draw, or let a number of one plan reach another.

mod against;
mod arrangement;
mod click;
mod command;
mod comparing;
mod docking;
mod document;
mod editions;
mod history;
mod judge;
mod kept;
mod memory;
mod menu;
#[cfg(test)]
mod mutated_tests;
mod panes;
mod pictures;
pub mod saved;
mod settings;
mod store;
#[cfg(test)]
mod tests;

pub use arrangement::{Arrangement, Compared, Others, Read};
pub use click::{Click, Meaning, Target, meaning, target, waits};
pub use command::{Command, Heading, Value};
pub use docking::Dock;
pub use document::{Arrived, Document, Opening, Waker};
pub use editions::{Known, editions, newer};
pub use history::{Change, History};
pub use judge::judge;
pub use kept::keep;
pub use memory::{Key, Memory, absolute, folder};
pub use menu::{Around, Entry, Menu, menu};
pub use panes::{Along, Pane, Panes, Preset, Share};
pub use pictures::PictureChoices;
pub use saved::{NotSaved, SavedView};
pub use settings::{Edition, Place, Recent, SCALES, Settings, Side, ThemeChoice};

use crate::explore::{self, Answer, Filter, Index, QueryProblem, Stretch};
use crate::plan::{BitSet, Plan, Thing};
use crate::views::{self, Dates, ViewKind};
use against::Against;
use comparing::{begin_comparing, end_comparing};
use std::sync::Arc;

/// An open document and how it is looked at; what follows from both is kept beside them.
pub struct Session {
    document: Document,
    history: History<Arrangement, Moved>,
    asked: Asked,
    /// The edition that the plan is compared with.
    against: Option<Against>,
    /// Told once: what became of the selection or the arrangement.
    notice: Option<String>,
}

/// What moves belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Typing in the query.
    Query,
    /// The focus date, by its slider or playing.
    Focus,
    /// The part of a view that is looked at.
    View(ViewKind),
    /// The shares of panes.
    Panes,
}

/// The query as it was understood, and its answer.
struct Asked {
    text: String,
    others: Others,
    filter: Filter,
    problems: Vec<QueryProblem>,
    answer: Answer,
    dates: Dates,
    /// Everything, where what does not match stays, pale.
    all: Option<BitSet>,
    /// Counts changes of plan and filter.
    version: u64,
}

impl Asked {
    fn new(arranged: &Arrangement, plan: &Plan, index: &Index, version: u64) -> Self {
        let text = &*arranged.query;
        let parsed = Filter::parse(text, plan);
        let answer = parsed.filter.answer(plan, index);
        let dates = Dates::of(plan, &answer.matching);
        let mut problems = parsed.problems;
        if problems.is_empty() && answer.total() == 0 {
            problems = explore::meant(text, plan, index);
        }
        let dims = arranged.others == Others::Dimmed && !parsed.filter.is_empty();
        let all = dims.then(|| BitSet::all(plan.items().len()));
        let (text, others) = (text.to_owned(), arranged.others);
        Self { text, others, filter: parsed.filter, problems, answer, dates, all, version }
    }
}

impl Session {
    /// A document as it suits who has not looked at it yet.
    pub fn new(document: Document) -> Self {
        let arrangement = Arrangement::of(&document.plan);
        Self::arranged(document, arrangement)
    }

    /// A document, arranged.
    pub fn arranged(document: Document, arrangement: Arrangement) -> Self {
        let asked = Asked::new(&arrangement, &document.plan, &document.index, 0);
        let history = History::new(arrangement);
        let mut session = Self { document, history, asked, against: None, notice: None };
        session.settle();
        session
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document, for opening and reloading.
    pub fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// The plan that is looked at: that of both editions where it is compared.
    pub fn plan(&self) -> &Arc<Plan> {
        self.compared().map_or(&self.document.plan, |(plan, _)| plan)
    }

    /// For finding words in it.
    pub fn index(&self) -> &Arc<Index> {
        self.compared().map_or(&self.document.index, |(_, index)| index)
    }

    fn compared(&self) -> Option<(&Arc<Plan>, &Arc<Index>)> {
        self.against.as_ref().and_then(Against::shown)
    }

    /// How it is looked at.
    pub fn arrangement(&self) -> &Arrangement {
        self.history.now()
    }

    /// The filter as it was understood.
    pub fn filter(&self) -> &Filter {
        &self.asked.filter
    }

    /// What of the query was not understood.
    pub fn query_problems(&self) -> &[QueryProblem] {
        &self.asked.problems
    }

    /// What matches, and the counts of the facets.
    pub fn answer(&self) -> &Answer {
        &self.asked.answer
    }

    /// What views draw: what matches, or everything where the rest stays, pale.
    pub fn drawn(&self) -> &BitSet {
        self.asked.all.as_ref().unwrap_or(&self.asked.answer.matching)
    }

    /// What of that matches, where the rest is drawn pale.
    pub fn lit(&self) -> Option<&BitSet> {
        self.asked.all.as_ref().map(|_| &self.asked.answer.matching)
    }

    /// How what matches is dated.
    pub fn dates(&self) -> Dates {
        self.asked.dates
    }

    /// Changes whenever plan or filter do.
    pub fn version(&self) -> u64 {
        self.asked.version
    }

    /// The selected record, where the plan of now has it.
    pub fn selection(&self) -> Option<Thing> {
        self.arrangement().selection.as_deref().and_then(|id| self.plan().find(id))
    }

    /// Whether there is a state to go back to, and one to go forward to.
    pub fn ways(&self) -> (bool, bool) {
        (self.history.can_go_back(), self.history.can_go_forward())
    }

    /// What there is to tell, once.
    pub fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// The one place where anything about how the plan is looked at changes; `time` in seconds tells moves
    /// that belong together from those that do not.
    pub fn apply(&mut self, command: Command, time: f64) {
        match command {
            Command::Back => drop(self.history.back()),
            Command::Forward => drop(self.history.forward()),
            Command::Undo => {
                let keep = |left: &Arrangement, state: &mut Arrangement| {
                    state.selection.clone_from(&left.selection);
                };
                self.history.undo(keep);
            }
            Command::Redo => drop(self.history.redo()),
            command => {
                let by = change_of(&command);
                let mut next = self.arrangement().clone();
                self.change(&mut next, command);
                self.history.push(next, by, time);
            }
        }
        self.settle();
        self.ask_again();
    }

    fn change(&self, next: &mut Arrangement, command: Command) {
        match command {
            Command::SetQuery(text) => next.query = text,
            Command::ShowOthers(others) => next.others = others,
            Command::Select(id) => next.selection = id,
            Command::Focus(day) => next.focus = day,
            Command::Group(kind, facet) => {
                // Nothing that cannot be grouped offers it.
                let _ = next.views.set_side(kind, views::Side::Rows, facet.word());
            }
            Command::Arrange(options) => next.views.set_options(options),
            Command::Look(port) => next.views.set_port(port),
            Command::Fit(kind) => next.views.fit(kind),
            Command::FitAll => ViewKind::ALL.iter().for_each(|kind| next.views.fit(*kind)),
            Command::Enlarge(kind) => next.panes.enlarge(kind),
            Command::ShowIn(pane, kind) => next.panes.show_in(pane, kind),
            Command::Go(link) => {
                next.query = link.query.unwrap_or_else(|| std::mem::take(&mut next.query));
                next.selection = link.select.or_else(|| next.selection.take());
                if let Some(kind) = link.view {
                    next.panes.show(kind);
                }
            }
            Command::SetPanes(panes) => next.panes = panes.tidied(),
            Command::Compare(Some(with)) => {
                next.compared = Some(with);
                begin_comparing(next, self.plan());
            }
            Command::Compare(None) => end_comparing(next, self.plan()),
            Command::KeepApart(id) if next.apart.contains(&id) => next.apart.retain(|known| *known != id),
            Command::KeepApart(id) => next.apart.push(id),
            asking => {
                let mut filter = self.asked.filter.clone();
                ask(&mut filter, self.plan(), asking);
                // A query that says the same in other words stays as it was typed.
                if filter != self.asked.filter || filter.is_empty() {
                    next.query = filter.to_text(self.plan());
                }
            }
        }
    }

    fn ask_again(&mut self) {
        let now = self.history.now();
        if now.query != self.asked.text || now.others != self.asked.others {
            self.ask_anew();
        }
    }

    fn ask_anew(&mut self) {
        let version = self.asked.version + 1;
        self.asked = Asked::new(self.history.now(), self.plan(), self.index(), version);
    }

    /// Takes over a plan that was read meanwhile. The same file keeps its arrangement, and so does another
    /// edition of the plan; another plan begins afresh, but for its panes. `hint` says what to do where the
    /// reading itself failed.
    pub fn arrive(&mut self, hint: impl FnOnce() -> String) -> Option<Arrived> {
        let id = self.plan().about().id.clone();
        let selected = self.selection().map(|thing| self.plan().record(thing).name.clone());
        let arrived = self.document.arrive(hint)?;
        if matches!(arrived, Arrived::SamePlan | Arrived::NewPlan) {
            let same = matches!(arrived, Arrived::SamePlan);
            let edition = !id.is_empty() && self.plan().about().id == id;
            self.adopt(same || edition, selected.as_deref());
        }
        Some(arrived)
    }

    /// Looks at a plan that comes with the program.
    pub fn open_bundled(&mut self, number: usize) {
        let id = self.plan().about().id.clone();
        let selected = self.selection().map(|thing| self.plan().record(thing).name.clone());
        self.document.open_bundled(number);
        let edition = !id.is_empty() && self.plan().about().id == id;
        self.adopt(edition, selected.as_deref());
    }

    /// Looks at the plan as an arrangement says: one step, which can be undone. What the plan does not have of it is
    /// told.
    pub fn look_as(&mut self, arrangement: Arrangement, time: f64) {
        let lacks = arrangement.selection.as_deref().is_some_and(|id| self.plan().find(id).is_none());
        let mut missing = Vec::new();
        if lacks {
            missing.push("the record that was selected is not in this plan".to_owned());
        }
        self.history.push(arrangement, Change::Step, time);
        self.ask_again();
        missing.extend(self.asked.problems.first().map(|problem| problem.message.clone()));
        if !missing.is_empty() {
            self.notice = Some(format!("Not all of this view is in the plan: {}", missing.join("; ")));
        }
    }

    /// Looks at the plan as it was looked at before.
    pub fn restore(&mut self, arrangement: Arrangement) {
        self.history = History::new(arrangement);
        self.settle();
        self.ask_anew();
    }

    fn adopt(&mut self, keeps: bool, selected: Option<&str>) {
        if !keeps {
            let panes = self.arrangement().panes.clone();
            self.history = History::new(Arrangement { panes, ..Arrangement::of(self.plan()) });
        }
        self.settle();
        self.ask_anew();
        if let Some(name) = selected.filter(|_| keeps && self.selection().is_none()) {
            self.notice = Some(format!("“{name}” is not in the plan any more: nothing is selected"));
        }
    }
}

fn change_of(command: &Command) -> Change<Moved> {
    match command {
        Command::SetQuery(_) => Change::Move(Moved::Query),
        Command::Focus(_) => Change::Move(Moved::Focus),
        Command::Look(port) => Change::Move(Moved::View(port.kind())),
        Command::SetPanes(_) => Change::Move(Moved::Panes),
        Command::Select(_) => Change::Choice,
        _ => Change::Step,
    }
}

/// Edits a filter as a command asks. Values that the plan does not have are passed over.
fn ask(filter: &mut Filter, plan: &Plan, command: Command) {
    match command {
        Command::Toggle(value) => {
            if let Some(number) = value.number(plan) {
                filter.toggle(value.facet, number);
            }
        }
        Command::Exclude(value) => {
            if let Some(number) = value.number(plan) {
                filter.exclude(value.facet, number);
            }
        }
        Command::Only(value) => narrow(filter, plan, &[Heading::Value(value)]),
        Command::OnlyYear(year) => narrow(filter, plan, &[Heading::Year(year)]),
        Command::Narrow(headings) => narrow(filter, plan, &headings),
        Command::Clear(facet) => filter.clear(facet),
        Command::ClearFilter => *filter = Filter::default(),
        _ => {}
    }
}

/// Asks for some headings, each alone of its kind; where just that is asked for already, asks for it no more.
fn narrow(filter: &mut Filter, plan: &Plan, headings: &[Heading]) {
    let before = filter.clone();
    for heading in headings {
        match heading {
            Heading::Year(year) => filter.set_when([Stretch::of_year(*year)]),
            Heading::Value(value) => match value.number(plan) {
                Some(number) => filter.only(value.facet, number),
                // What the plan does not have cannot be asked for, in part neither.
                None => return *filter = before,
            },
        }
    }
    if *filter == before {
        for heading in headings {
            match heading {
                Heading::Year(_) => filter.set_when([]),
                Heading::Value(value) => filter.clear(value.facet),
            }
        }
    }
}

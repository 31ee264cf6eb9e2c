//! A session that compares its plan with another edition: begun and ended by the arrangement, looked after each frame.
//!
//! It must never show a plan of both editions that is older than either of them.

use super::against::{Against, Turn};
use super::{Arrangement, Change, Compared, Document, Session, Waker};
use crate::explore::Filter;
use crate::plan::{Facet, Plan};
use std::sync::Arc;

impl Session {
    /// The edition that the plan is compared with, and what there is to say of its file.
    pub fn against(&self) -> Option<(&Document, Option<String>)> {
        self.against.as_ref().map(|against| (against.older(), against.message()))
    }

    /// Looks after the edition that the plan is compared with: reads, watches and joins it; `hint` says what to do
    /// where the reading itself failed. True where what is shown has changed.
    pub fn tend(&mut self, waker: &Waker, hint: impl FnOnce() -> String) -> bool {
        let Some(against) = &mut self.against else { return false };
        let turn = against.tend(&self.document.plan, waker, hint);
        self.turned(turn)
    }

    fn turned(&mut self, turn: Turn) -> bool {
        match turn {
            Turn::Same => false,
            Turn::Shown => {
                self.ask_anew();
                true
            }
            Turn::Ended => {
                let trouble = self.against.take().and_then(|against| against.message());
                self.notice = trouble.map(|trouble| format!("Nothing is compared: {trouble}"));
                let plan = Arc::clone(&self.document.plan);
                self.history.amend(|state| end_comparing(state, &plan));
                self.ask_anew();
                true
            }
        }
    }

    /// Compares with what the arrangement asks for.
    pub(super) fn settle(&mut self) {
        let state = self.history.now();
        let (asked, apart) = (state.compared.clone(), state.apart.clone());
        match asked {
            None => {
                if self.against.take().is_some() {
                    self.ask_anew();
                }
            }
            Some(asked) => {
                match &mut self.against {
                    Some(against) if against.asked == asked => against.take_apart(&apart),
                    _ => {
                        self.against = Some(Against::new(&asked, &apart));
                        self.ask_anew();
                    }
                }
                let newer = Arc::clone(&self.document.plan);
                let turn = self.against.as_mut().map_or(Turn::Same, |against| against.join(&newer, None));
                self.turned(turn);
            }
        }
    }

    /// Looks at the older edition, and compares it with the one that was looked at.
    pub fn swap_editions(&mut self, time: f64) {
        let Some(against) = self.against.take() else { return };
        let apart = self.arrangement().apart.clone();
        let now = match &self.document.path {
            Some(path) => Compared::File(path.clone()),
            None => Compared::Bundled(self.document.bundled_name().to_owned()),
        };
        let newer = std::mem::replace(&mut self.document, against.into_older());
        self.against = Some(Against::with(now.clone(), newer, &apart));
        let next = Arrangement { compared: Some(now), ..self.arrangement().clone() };
        self.history.push(next, Change::Step, time);
        self.settle();
        self.ask_anew();
    }
}

/// By default one sees what both editions speak of, unless one asks of changes already.
pub(super) fn begin_comparing(state: &mut Arrangement, plan: &Plan) {
    if !asks_changes(&state.query) {
        let blank = if state.query.trim().is_empty() { "" } else { " " };
        state.query = format!("{}{blank}{IN_BOTH}", state.query.trim_end());
    }
    // What weighs most comes first, unless a person grouped by something of their own.
    let timeline = &mut state.views.timeline.options;
    if timeline.group == Some(plan.main_grouping()) {
        *timeline = std::mem::take(timeline).grouped(Some(Facet::Change));
    }
}

/// What leaves out what only one of two editions mentions.
const IN_BOTH: &str = "-change:silent,new";

/// Whether a query's text asks what changed: of a plan that is compared with none yet nothing else is known.
fn asks_changes(query: &str) -> bool {
    let query = query.to_lowercase();
    query.contains("change:") || query.contains("slip:")
}

/// Nothing is asked any more of what changed.
pub(super) fn end_comparing(state: &mut Arrangement, plan: &Plan) {
    state.compared = None;
    state.apart.clear();
    let timeline = &mut state.views.timeline.options;
    if timeline.group == Some(Facet::Change) {
        *timeline = std::mem::take(timeline).grouped(Some(plan.main_grouping()));
    }
    if asks_changes(&state.query) {
        let rest = state.query.strip_suffix(IN_BOTH).map(str::trim_end).filter(|rest| !asks_changes(rest));
        state.query = rest.map_or_else(
            || {
                let mut filter = Filter::parse(&state.query, plan).filter;
                filter.clear_changes();
                filter.to_text(plan)
            },
            str::to_owned,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::Command;
    use super::*;
    use crate::plan::Change as Became;
    use std::path::Path;
    use std::time::{Duration, Instant};

    fn bundled(name: &str) -> Document {
        Document::bundled(crate::file::bundled_by_name(name.as_ref()).expect("bundled"))
    }

    fn compared(name: &str) -> Command {
        Command::Compare(Some(Compared::Bundled(name.to_owned())))
    }

    fn silent_or_new(session: &Session) -> usize {
        let items = session.plan().items();
        let alone = |item: &usize| {
            let became = session.plan().became(items.thing(*item));
            became.is_some_and(|became| became.is(Became::Silent) || became.is(Became::New))
        };
        session.answer().matching.iter().filter(alone).count()
    }

    #[test]
    fn one_sees_first_what_both_editions_mention_and_undo_ends_it() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        let alone = session.plan().items().len();
        session.apply(Command::SetQuery("brand:nissan".into()), 0.0);
        session.apply(compared("alliance-2022.ron"), 1.0);
        assert_eq!(session.arrangement().query, "brand:nissan -change:silent,new");
        assert!(session.query_problems().is_empty(), "{:?}", session.query_problems());
        assert!(session.plan().items().len() > alone && session.answer().total() > 3);
        assert_eq!(silent_or_new(&session), 0);
        session.apply(Command::Undo, 2.0);
        assert_eq!((session.plan().items().len(), session.against().is_none()), (alone, true));
        session.apply(Command::Redo, 3.0);
        assert!(session.plan().against().is_some());
        assert_eq!(session.arrangement().views.timeline.options.group, Some(Facet::Change));
        session.apply(Command::Compare(None), 4.0);
        assert_eq!(session.arrangement().views.timeline.options.group, Some(Facet::Brand));
        assert_eq!(session.arrangement().query, "brand:nissan");
        assert!(session.plan().against().is_none() && session.query_problems().is_empty());
    }

    #[test]
    fn what_is_asked_of_changes_stays_and_goes_with_the_comparison() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        session.apply(Command::SetQuery("change:later Juke".into()), 0.0);
        assert_eq!(session.query_problems().len(), 1);
        session.apply(compared("alliance-2025.ron"), 1.0);
        assert_eq!(session.arrangement().query, "change:later Juke");
        assert!(session.query_problems().is_empty());
        session.apply(Command::Compare(None), 2.0);
        assert_eq!(session.arrangement().query, "Juke");
    }

    #[test]
    fn swapping_turns_the_comparison_round() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        session.apply(compared("alliance-2025.ron"), 0.0);
        let edition = |session: &Session| {
            let older = session.plan().against().map(|against| against.about.edition.clone());
            (session.plan().about().edition.to_string(), older.unwrap_or_default().to_string())
        };
        assert_eq!(edition(&session), ("2026".into(), "2025".into()));
        session.swap_editions(1.0);
        assert_eq!(edition(&session), ("2025".into(), "2026".into()));
        assert_eq!(session.arrangement().compared, Some(Compared::Bundled("alliance-2026.ron".into())));
        session.swap_editions(2.0);
        assert_eq!(edition(&session), ("2026".into(), "2025".into()));
    }

    #[test]
    fn a_plan_with_nothing_in_common_is_refused_and_said() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        session.apply(compared("template.ron"), 0.0);
        assert!(session.plan().against().is_none() && session.arrangement().compared.is_none());
        assert_eq!(session.arrangement().query, "");
        assert!(session.take_notice().is_some_and(|notice| notice.contains("no item in common")));
        session.apply(compared("no-such-plan.ron"), 1.0);
        assert!(
            session.against().and_then(|(_, message)| message).is_some_and(|m| m.contains("no plan called"))
        );
    }

    #[test]
    fn the_same_plan_twice_has_changed_nothing() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        session.apply(compared("alliance-2026.ron"), 0.0);
        assert_eq!(session.answer().total(), session.plan().items().len());
    }

    /// Looks after a session until something holds; fails where it does not within seconds.
    fn until(session: &mut Session, holds: impl Fn(&Session) -> bool) {
        let waker: Waker = Arc::new(|| {});
        let begin = Instant::now();
        while !holds(session) {
            session.tend(&waker, String::new);
            assert!(begin.elapsed() < Duration::from_secs(20), "nothing came of it");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn text(when: &str) -> String {
        format!(
            "(version: 1, id: \"p\", name: \"P\", sources: [(id: \"s\", title: \"S\")], milestones: [\
             (id: \"a\", what: \"A\", when: \"{when}\", evidence: [(source: \"s\")])])"
        )
    }

    fn message(session: &Session) -> String {
        session.against().and_then(|(_, message)| message).unwrap_or_default()
    }

    #[test]
    fn a_compared_file_that_breaks_or_goes_leaves_the_comparison_as_it_was_last_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.ron");
        std::fs::write(&path, text("2025")).expect("written");
        let newer = crate::file::parse("new.ron", text("2027").as_bytes()).plan.expect("a plan");
        let mut session = Session::new(Document::of(newer));
        session.apply(Command::Compare(Some(Compared::File(path.clone()))), 0.0);
        until(&mut session, |session| session.plan().against().is_some());
        let is = |session: &Session, change: Became| {
            let thing = session.plan().find("a").expect("there");
            session.plan().became(thing).is_some_and(|became| became.is(change))
        };
        assert!(is(&session, Became::Later));
        std::fs::write(&path, "(version: 1, ").expect("written");
        until(&mut session, |session| message(session).contains("cannot be read"));
        assert!(is(&session, Became::Later));
        std::fs::write(&path, text("2029")).expect("written");
        until(&mut session, |session| is(session, Became::Earlier));
        assert_eq!(message(&session), "");
        std::fs::remove_file(&path).expect("removed");
        until(&mut session, |session| message(session).contains("no longer there"));
        assert!(is(&session, Became::Earlier));
    }

    #[test]
    fn a_file_that_is_no_plan_is_said_and_compares_nothing() {
        let mut session = Session::new(bundled("alliance-2026.ron"));
        let path = Path::new("no-such-folder/no-such-plan.ron").to_owned();
        session.apply(Command::Compare(Some(Compared::File(path))), 0.0);
        until(&mut session, |session| message(session).contains("holds no plan"));
        assert!(session.plan().against().is_none());
    }
}

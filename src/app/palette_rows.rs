//! What the palette finds: records, commands, values, saved views and plans, in groups by their best answer.
//!
//! It must never draw, nor list an action of its own.

use super::command::{self, Action, Command};
use super::hover;
use super::icon::Icon;
use super::known_names::Prepared;
use super::plan_menu;
use super::shown::Shown;
use crate::explore::{Found, Names, as_phrase, as_words, matched};
use crate::plan::Thing;
use crate::session::{self, Recent, SavedView};
use std::ops::Range;

/// Rows of a group at most.
const ROWS: usize = 4;
/// Rows of a group where nothing is asked for yet.
const FIRST: usize = 8;

/// What is looked through.
pub struct Sources<'a> {
    /// What the window shows.
    pub shown: &'a Shown<'a>,
    /// The names of its plan.
    pub prepared: &'a Prepared,
    /// The saved views of it.
    pub views: &'a [SavedView],
    /// Plans that were opened.
    pub recent: &'a [Recent],
}

/// Rows of a kind.
pub struct Group {
    /// As its heading says.
    pub name: &'static str,
    /// The best of them.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub count: usize,
    best: u32,
}

/// Something that was found.
pub struct Row {
    /// What it is.
    pub icon: Icon,
    /// Its name.
    pub name: String,
    /// The parts of the name that answer, in bytes.
    pub parts: Vec<Range<usize>>,
    /// What else there is to tell of it.
    pub right: String,
    /// What Enter does.
    pub opens: Command,
    /// What Ctrl+Enter does.
    pub filters: Option<Command>,
}

/// What answers a text, the group of the best answer first. Where nothing does, the text can be filtered by.
pub fn rows(text: &str, sources: &Sources<'_>) -> Vec<Group> {
    let mut groups = if text.trim().is_empty() { unasked(sources) } else { asked(text, sources) };
    groups.sort_by_key(|group| std::cmp::Reverse(group.best));
    if groups.iter().all(|group| group.rows.is_empty()) && !text.trim().is_empty() {
        let opens: Command = session::Command::SetQuery(as_words(text)).into();
        let row = Row {
            icon: Icon::Funnel,
            name: format!("Filter by “{}”", text.trim()),
            parts: Vec::new(),
            right: "in names, notes and evidence".to_owned(),
            filters: Some(opens.clone()),
            opens,
        };
        groups = vec![Group { name: "Nothing is called so", rows: vec![row], count: 0, best: 0 }];
    }
    groups
}

/// What is offered before anything is typed.
fn unasked(sources: &Sources<'_>) -> Vec<Group> {
    let all = |count: usize| (0..count.min(FIRST)).collect::<Vec<_>>();
    let actions = named_actions();
    vec![
        group("Saved views", sources.views.len(), 3, all(sources.views.len()), |n| view(sources, n)),
        group("Recent plans", sources.recent.len(), 2, all(sources.recent.len()), |n| recent(sources, n)),
        group("Views and commands", actions.len(), 1, (0..actions.len()).collect(), |n| action(&actions, n)),
    ]
}

fn asked(text: &str, sources: &Sources<'_>) -> Vec<Group> {
    let prepared = sources.prepared;
    let actions = named_actions();
    let find = |names: Names| names.find(text, ROWS);
    let of_actions = find(Names::new(actions.iter().map(|action| action.label.as_str())));
    let of_views = find(Names::new(sources.views.iter().map(|view| view.name.as_str())));
    let recent_names: Vec<String> = sources.recent.iter().map(recent_name).collect();
    let of_recent = find(Names::new(recent_names.iter().map(String::as_str)));
    let of_records = prepared.records.find(text, ROWS);
    let of_values = prepared.value_names.find(text, ROWS);
    let mut groups = vec![
        found("Records", &of_records, |n| record(sources, n)),
        found("Views and commands", &of_actions, |n| action(&actions, n)),
        found("Facet values", &of_values, |n| value(sources, n)),
        found("Saved views", &of_views, |n| view(sources, n)),
        found("Recent plans", &of_recent, |n| recent(sources, n)),
    ];
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        // A value's row begins with its facet, which was not asked for.
        let start = if row.icon == Icon::Funnel { row.name.find(": ").map_or(0, |at| at + 2) } else { 0 };
        let parts = matched(row.name.get(start..).unwrap_or_default(), text);
        row.parts = parts.into_iter().map(|part| part.start + start..part.end + start).collect();
    }
    groups
}

fn group(
    name: &'static str,
    count: usize,
    best: u32,
    numbers: Vec<usize>,
    row: impl Fn(usize) -> Option<Row>,
) -> Group {
    Group { name, rows: numbers.into_iter().filter_map(row).collect(), count, best }
}

fn found(name: &'static str, found: &Found, row: impl Fn(usize) -> Option<Row>) -> Group {
    let best = found.hits.first().map_or(0, |hit| hit.score);
    group(name, found.count, best, found.hits.iter().map(|hit| hit.name as usize).collect(), row)
}

fn record(sources: &Sources<'_>, number: usize) -> Option<Row> {
    let plan = sources.shown.plan;
    let record = plan.records().get(number)?;
    let thing = Thing::nth(number);
    let when = if record.kind.is_item() { hover::short_date(plan, thing) } else { String::new() };
    let kind = hover::kind_line(sources.shown, record).to_lowercase();
    let right = if when.is_empty() { kind } else { format!("{kind} · {when}") };
    let as_value = crate::plan::Facet::ALL.iter().find_map(|facet| {
        let number = plan.items().column(*facet).value_of_thing(thing)?;
        sources.shown.value(*facet, number)
    });
    let words = || session::Command::SetQuery(as_phrase(&record.name));
    let filters = as_value.map_or_else(words, session::Command::Only);
    Some(Row {
        icon: Icon::Mark,
        name: record.name.to_string(),
        parts: Vec::new(),
        right,
        opens: Command::Reveal(record.id.clone()),
        filters: Some(filters.into()),
    })
}

fn value(sources: &Sources<'_>, number: usize) -> Option<Row> {
    let (facet, number) = *sources.prepared.values.get(number)?;
    let column = sources.shown.plan.items().column(facet);
    let count = column.members(number).total();
    let value = sources.shown.value(facet, number)?;
    let name = &column.values().get(number as usize)?.name;
    Some(Row {
        icon: Icon::Funnel,
        name: format!("{}: {name}", facet.label()),
        parts: Vec::new(),
        right: if count == 1 { "1 item".to_owned() } else { format!("{count} items") },
        opens: session::Command::Toggle(value.clone()).into(),
        filters: Some(session::Command::Only(value).into()),
    })
}

/// The actions that make sense from here: not those of the mark under the keyboard.
fn named_actions() -> Vec<&'static Action> {
    let elsewhere = |command: &Command| {
        matches!(
            command,
            Command::Step(_)
                | Command::OpenMarked
                | Command::FilterMarked
                | Command::Escape
                | Command::FindAnything
        )
    };
    command::actions().iter().filter(|action| !elsewhere(&action.command)).collect()
}

fn action(actions: &[&'static Action], number: usize) -> Option<Row> {
    let action = actions.get(number)?;
    Some(Row {
        icon: Icon::Prompt,
        name: action.label.clone(),
        parts: Vec::new(),
        right: action.first_keys(),
        opens: action.command.clone(),
        filters: None,
    })
}

fn view(sources: &Sources<'_>, number: usize) -> Option<Row> {
    let view = sources.views.get(number)?;
    let query = view.arrangement().map(|arrangement| arrangement.query).unwrap_or_default();
    Some(Row {
        icon: Icon::Bookmark,
        name: view.name.clone(),
        parts: Vec::new(),
        right: query.clone(),
        opens: Command::OpenSaved(view.name.clone()),
        filters: Some(session::Command::SetQuery(query).into()),
    })
}

fn recent_name(recent: &Recent) -> String {
    let file = plan_menu::home(&recent.place);
    if recent.edition.name.is_empty() { file } else { format!("{} ({file})", recent.edition.name) }
}

fn recent(sources: &Sources<'_>, number: usize) -> Option<Row> {
    let recent = sources.recent.get(number)?;
    Some(Row {
        icon: Icon::File,
        name: recent_name(recent),
        parts: Vec::new(),
        right: recent.edition.words(),
        opens: plan_menu::open(&recent.place),
        filters: None,
    })
}

//! Roadscope opens a plan file and shows it as a timeline, a map, a matrix and a table, with the evidence
//! behind every mark. This page is the map of the house.
//!
//! ```text
//! plan.ron --file--> Plan --explore--> Matching + Selection --views--> Scene --paint/export--> screen, SVG, PNG, PDF
//! ```
//!
//! One way, no way back: what the window sends upstream are commands, applied in order in one place.
//!
//! | Room | What it is for | What it must never do |
//! |---|---|---|
//! | [`date`] | moments and spans with their true precision | read a clock, or make a date finer than written |
//! | [`plan`] | records, evidence, items and their columns | read a file, fail, know how anything is drawn |
//! | [`mod@file`] | a plan on disk: reading, checking, problems with line and column, watching | panic or hang on any bytes |
//! | [`import`] | sheets in and out: columns by a mapping, cells as dates, a plan file's text | guess where a cell could mean several things, drop one in silence, write to the disk |
//! | [`explore`] | queries, matching items, counts, facts for the inspector | do I/O, hold a second truth beside the query's text |
//! | [`changes`] | what became of each record since another edition; one plan of both | call dropped what is merely not mentioned |
//! | [`scene`] | a picture as data, text laid out once, colour roles, hit test | know a view, a window or a file format |
//! | [`views`] | plan + matching + viewport -> scene; the registry of views | do I/O, fail on a checked plan |
//! | [`export`] | scene -> SVG, PNG, PDF; files that land whole or not at all | lay anything out |
//! | [`session`] | the arrangement, its commands and history, the open document, what is remembered, saved views | name egui, draw, let a number of one plan reach another |
//! | [`publish`] | one job: an arrangement and a page become a picture's bytes | decide a layout, or where a file lands |
//! | [`app`] | the window | compute what a view shows or what matches |
//! | [`cli`] | the command line | do what another room does |
//! | [`printable`] | names and words from outside as a terminal may show them | let a control character through |
//!
//! Direction: `date <- plan <- {file, explore <- changes} <- views -> scene <- export`, then
//! `{views, file, export} <- session <- publish <- {app, cli}`; `file <- import <- {app, cli}`. Only `app` names egui;
//! only `file`, `import` (to read), `export`, `session` and `cli` touch the disk, and what a fault of the program
//! leaves behind. `tests/program/tidy` holds this.
//!
//! # The window's state
//!
//! What a person looks at is said once, by a [`session::Arrangement`]: query, selection, focus date, panes, and
//! of each view its options and the part in view. It names records by id and facet values by key, so that it
//! outlives the plan that it was made with. A [`session::Session`] is a document with the list of arrangements
//! that the person went through; [`session::Session::apply`] is the one place where a [`session::Command`] makes
//! another. Panes draw what the arrangement says; while a hand moves a view they draw ahead of it and tell it
//! where the hand went. Pictures, crash recovery, `--arrangement` and "Copy as command" read the same value.
//!
//! What outlives a window is a [`session::Memory`]: settings and tabs in one file, merged with what another copy
//! wrote, and the last arrangement of each plan in a file of its own, by the plan's id or else its place. Saved
//! views ([`session::saved`]) are arrangements with names beside their plan. All of them are read before they are
//! written, under a lock of their folder, and what is not understood is set aside or left alone.
//!
//! # Glossary
//!
//! | Word | Meaning |
//! |---|---|
//! | plan, edition | what one file holds; its state at its as-of date |
//! | item | what a filter matches and a view shows: milestones, targets, stakes, initiatives, models |
//! | change, slip | what became of a record since another edition; by how much its date moved, as an interval |
//! | silent | what only the older of two editions mentions, which says nothing of its fate |
//! | facet, value, key | a column of items; one of its values; the value as queries spell it |
//! | thing | a record's number within one plan, and no longer than that |
//! | look | what a view is shown with: plan, matching items, selection, focus date |
//! | choices, port | how a view is arranged; the part of it that is looked at |
//! | prepared view | a view with what plan, filter and choices decide made once, which pictures and panes ask alike |
//! | target, meaning | what lies under a pointer, by ids and keys; what a click on it asks for |
//! | frame, inset, site | what a map is fitted to; a part of it enlarged; the place of a model or a milestone |
//! | step, move, choice | a change for back and undo; one that merges within a second; a selection, which undo passes by |
//! | scene, mark | a view as data; one of its shapes or texts |
//! | roll, piece | a view that is read downwards; a part of it that is never cut |
//! | link | where a mark leads: a view, a query, a record |
//! | life, standing | the dated facts of a model; whether it is to come, there, over at a day |
//! | job | an arrangement with a page |
//! | sheet, mapping, meaning | a table of cells; what its columns are taken for; what one of them is |
//!
//! # Where we left the first design, and why
//!
//! - Firmness has a fourth word, "conditional" (would, plans to, aims to), beside stated, implied and
//!   inferred: much of what companies say is said so, and a reader wants to tell it from a plain statement.
//! - Every record is of one form ([`plan::Record`]: links and facts by field) instead of a type a kind: the
//!   inspector, the search, the facets and the disagreements are then one loop each.
//! - Panes dock by our own tree ([`session::Panes`], [`session::Dock`]) rather than by a crate of tiles: the tree is
//!   plain data of the arrangement already, which undo, saved views and other programs read; a second tree beside it
//!   would have to be made equal to it every frame, with headings and accessibility of its own.
//! - What a filter leaves out and a person wants to keep is made pale after a scene is drawn: what a mark stands for
//!   is known, so that no view needs a rule of its own.
//! - A scene knows `plan`'s places ([`plan::Thing`], [`plan::Facet`]), so that a mark can say what it stands for.
//! - Lanes keep room for labels in days, measured where the whole plan is fitted, so that labels can be
//!   read at the first sight and rows still never move when zooming.
//! - A date that is open to one side reaches to the end of all days where it is asked for, and is drawn a year
//!   long there ("not before", "by") or to the edge of the axis (what goes on).
//! - Where a filter asks for values of the facet that a timeline is grouped by, only their groups are
//!   shown: an item of two brands would else bring back the brand that was left out.
//! - A file with a slip is read again by a tokenizer of our own rather than by RON's raw values: it carries
//!   on past a missing bracket or comma, where those end.
//! - A crowded group has no switch between counts and bars: its height grows with the zoom, as a power that
//!   takes it from one histogram to all of its lanes, and what is drawn follows from the height of a lane:
//!   counts in bands that part into halves, thin bars, bars with names. Its lanes' number is known from sums
//!   before it is packed, so that packing, beside the frame and only for what is in sight, moves nothing.
//! - Counts are of what begins in a stretch, so that each item is counted once; the pale ground behind them
//!   is how many rows are taken, which is what one sees as bars when looking closer.
//! - The year of a model is that in which it comes, by the kinds of milestones that its plan names as arrivals,
//!   never that in which it was first spoken of. In a plan that names none no year is claimed.
//! - What is only reported or considered is hollow, what lies some time in a stretch is pale: one look for both
//!   let a doubt pass for a date.
//! - A click that a second one could turn into a double click waits for it, but only where the second one means
//!   something else (a region, a group): choosing a record never waits.
//! - Opening another edition of the same plan keeps query and arrangement; only another plan begins afresh.
//! - A look-up by a number of another plan gives a record that is nobody's rather than a fault: what outlives a
//!   plan is known by id, so such a number can only be a slip of the program.
//! - A picture is never shrunk beyond reading: it is cut at whole rows and says what it leaves out, and a PDF
//!   goes on over further pages.
//! - A record with a slip is left out whole, but all of it is judged, so that one look at the problems is enough.
//! - A plan that is compared with another edition is one plan of both, with what became of each record beside it:
//!   filters, counts, lists and views see the items of both without knowing of a second plan. That one sees
//!   first what both mention is said by the query (`-change:silent,new`), so that Back, undo and saved
//!   arrangements know it. The edition asked for is part of the arrangement, what was read of it is not.
//! - Of what was to come by a limit a slip is measured from that limit; a later limit is perhaps later, not
//!   vaguer. Another share held since another day has slipped nowhere: its date says since when.
//! - Text is analysed and shaped by parley's engine rather than laid out by parley: a scene's text is one line,
//!   lines are broken and cut by our own measure, and which face draws a letter follows from the letter alone,
//!   so that no picture depends on what was drawn before it. The machine's fonts are asked (by `scene`'s text
//!   room, through fontique) only when a text has a letter that the bundled font lacks.
//! - A PDF writes runs in the order in which they are read, an SVG draws what its fonts lack as outlines. The
//!   window draws each run by itself in the same face; it and the pictures differ by less than half a point.
//! - Files that the program keeps are locked by their folder, where the system can, so that no lock lies about
//!   beside a person's plans; they land by the same way as pictures.
//! - A saved view's arrangement is kept to the letter: what a later program wrote there lives on.
//! - Opening a file never takes the place of another plan: it gets a tab, once it could be read. Only another
//!   edition of the plan in front takes its place.
//! - egui_plot carries the timeline and its chart; the map has its own camera, since Equal Earth wants one
//!   scale for both axes and limits of its own.
//! - What lies within fifty degrees of its middle is shown on Lambert's map about that middle. Both maps keep areas
//!   and have one unit, so that a scale means the same on either: a hand that looks at more than such a map shows
//!   goes on over the map of the world, and a flight between two maps goes over the world's.
//! - A pin is never moved. What would be hidden is counted at the place of the most important plant; a picture names
//!   up to three beside it and enlarges the rest in an inset, beneath the map or beside it, whichever leaves it larger.
//! - A colour that a plan gives is changed only as far as it must be to stand out from the theme's ground.

pub mod app;
pub mod changes;
pub mod cli;
pub mod date;
pub mod explore;
pub mod export;
pub mod file;
pub mod import;
pub mod plan;
pub mod printable;
pub mod publish;
pub mod scene;
pub mod session;
pub mod views;

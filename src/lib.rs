//! Roadscope opens a plan file and shows it as a timeline, a map and a matrix, with the evidence behind
//! every mark. This page is the map of the house.
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
//! | [`file`] | a plan on disk: reading, checking, problems with line and column | panic or hang on any bytes |
//! | [`explore`] | queries, matching items, counts, facts for the inspector | do I/O, hold a second truth beside the query's text |
//! | [`scene`] | a picture as data, text metrics, colour roles, hit test | know a view, a window or a file format |
//! | [`views`] | plan + matching + viewport -> scene | do I/O, fail on a checked plan |
//! | [`export`] | scene -> SVG, PNG, PDF; files that land whole or not at all | lay anything out |
//! | [`session`] | how a plan is looked at, and the open document | name egui, draw |
//! | [`app`] | the window | compute what a view shows or what matches |
//! | [`cli`] | the command line | do what another room does |
//!
//! Direction: `date <- plan <- {file, explore} <- views -> scene <- {export, app}`, with `session` between
//! `views` and `app`. Only `app` names egui; only `file`, `export` and `session` touch the disk, and what a fault
//! of the program leaves behind. `tests/tidy.rs` holds this.
//!
//! # Where we left the first design, and why
//!
//! - Firmness has a fourth word, "conditional" (would, plans to, aims to), beside stated, implied and
//!   inferred: much of what companies say is said so, and a reader wants to tell it from a plain statement.
//! - Every record is of one form ([`plan::Record`]: links and facts by field) instead of a type a kind: the
//!   inspector, the search, the facets and the disagreements are then one loop each.
//! - A scene knows `plan`'s places ([`plan::Thing`], [`plan::Facet`]), so that a mark can say what it stands for.
//! - Lanes keep room for labels in days, measured where the whole plan is fitted, so that labels can be
//!   read at the first sight and rows still never move when zooming.
//! - A date that is open to one side counts as one year long on that side, both drawn and searched: what
//!   one sees is what one filters.
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
//! - The year of a model is that in which it comes (launch, production and their like), never that in which
//!   it was first spoken of. Only in a plan that uses none of these words does any first date stand for it.
//! - What is only reported or considered is hollow, what lies some time in a stretch is pale: one look for both
//!   let a doubt pass for a date.
//! - A picture is never shrunk beyond reading: it is cut at whole rows and says what it leaves out, and a PDF
//!   goes on over further pages.
//! - A record with a slip is left out whole, but all of it is judged, so that one look at the problems is enough.
//! - egui_plot carries the timeline and its chart; the map has its own camera, since Equal Earth wants one
//!   scale for both axes and limits of its own.

pub mod app;
pub mod cli;
pub mod date;
pub mod explore;
pub mod export;
pub mod file;
pub mod plan;
pub mod printable;
pub mod publish;
pub mod scene;
pub mod session;
pub mod views;

//! Asking a plan: the query language, what matches, facets with counts, and what the inspector tells.
//!
//! It must never do I/O, fail, or know how anything is drawn. The text of a query is the one truth:
//! clicks edit a [`Filter`], [`Filter::to_text`] writes it, [`Filter::parse`] reads it back.

mod amounts;
mod citation;
mod complete;
pub mod counting;
mod dates;
mod facts;
mod filter;
mod harmless;
mod haystack;
pub mod holdings;
mod index;
mod lex;
pub mod life;
mod look_up;
mod meant;
mod moves;
mod parse;
mod period;
mod print;
mod related;
#[cfg(test)]
pub(crate) mod sample;
mod slips;
#[cfg(test)]
mod slips_tests;
#[cfg(test)]
mod tests;
mod ways_out;

pub use citation::{best, citation};
pub use complete::{Completion, complete, words as complete_words};
pub use dates::{DateKey, Stretch};
pub use facts::{Disagreement, FactPiece, disagreements, facts, field_words, figure};
pub use filter::{Choice, Filter, Word};
pub use harmless::harmless;
pub use index::{Answer, Index};
pub use look_up::{Found, Hit, Names, matched};
pub use meant::meant;
pub use moves::Moves;
pub use parse::{Parsed, QueryProblem};
pub use period::Period;
pub use print::{as_phrase, as_words};
pub use related::related;
pub use ways_out::{Condition, WayOut, Wider, ways_out, wider};

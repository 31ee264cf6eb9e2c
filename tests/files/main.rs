//! Plan files: the bundled ones, those of other trades, broken and mutated ones, and what is told of them.
//!
//! One program for all of these, since each costs its linking: new tests of plan files go into a module here.

mod mutated;
mod plans;
mod problems;
mod trades;

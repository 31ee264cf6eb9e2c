//! The program as a whole: its command line, its window on a virtual screen, its README, and the house rules.
//!
//! One program for all of these, since each costs its linking: new tests of the whole go into a module here.

mod cli;
mod compare;
mod readme;
mod real_window;
#[path = "../sheets/mod.rs"]
mod sheets;
mod tidy;
mod views;

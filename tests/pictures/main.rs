//! Pictures: what they show, as pages and as scenes, what a reader of them finds, and where they land.
//!
//! One program for all of these, since each costs its linking: new tests of pictures go into a module here.

mod audit;
mod landing;
mod pages;
mod pdf;
mod timeline;

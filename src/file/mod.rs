//! A plan on disk.
pub mod schema;

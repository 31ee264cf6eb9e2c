//! Roadscope: the map of the house.
pub mod date;
pub mod explore;
pub mod export;
pub mod file;
pub mod plan;
pub mod scene;
pub mod views;

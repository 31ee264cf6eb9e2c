//! How a plan is looked at, as plain data, and the open document; it must never name egui nor draw.

mod document;

pub use document::{Arrived, Document, Opening, Waker};

//! Which edition of a plan a command used, and whether there is a newer one: said beside the result.
//!
//! It must never write to standard output.

use crate::file;
use crate::plan::About;
use crate::printable;
use crate::session::{self, Edition, Place};
use std::path::Path;

/// Says which edition was used: of a file, or of the plan that comes with the program.
pub(super) fn tell(file: Option<&Path>, about: &About) {
    let of = Edition::of(about);
    let place = match file {
        Some(path) if file::bundled_by_name(path).is_none() => Place::File(session::absolute(path)),
        named => {
            Place::Bundled(named.map_or(file::BUNDLED[0].name.into(), |path| path.display().to_string()))
        }
    };
    let words = Some(of.words()).filter(|words| !words.is_empty()).map(|words| format!(", {words}"));
    let mut text = format!("roadscope: used {}{}", of.name, words.unwrap_or_default());
    if let Some(newer) = session::newer(&session::editions(&of, &place, &[]), &of) {
        let at = match &newer.place {
            Place::Bundled(name) => name.clone(),
            Place::File(path) => printable::path(path),
        };
        text += &format!("; there is a newer edition, {}: name it with {at}", newer.edition.words());
    }
    super::tell(&text);
}

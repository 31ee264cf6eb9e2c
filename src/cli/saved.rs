//! `roadscope views`, and the saved view that a picture is made of.
//!
//! It must never write to a file of views.

use super::{Failure, Outcome, load, say};
use crate::file;
use crate::plan::Plan;
use crate::printable;
use crate::session::{self, Arrangement, Key, Place, SavedView, saved};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Lists the views of a plan, or of a file of views, a line each: name, view, query.
pub(super) fn list(file: Option<&Path>) -> Outcome {
    let views = match file {
        Some(path) if saved::is_views_file(path) => {
            let there = path.exists();
            if !there {
                return Err(Failure::new(format!("{}: there is no such file", printable::path(path))));
            }
            saved::read(path).map_err(Failure::new)?
        }
        _ => views(file, &load(file)?)?,
    };
    let rows: Vec<[String; 3]> = views.iter().map(row).collect();
    let wide = |n: usize| rows.iter().map(|row| row[n].width()).max().unwrap_or(0);
    let widths = [wide(0), wide(1)];
    let mut text = String::new();
    for row in &rows {
        let pad = |n: usize| " ".repeat(widths[n].saturating_sub(row[n].width()) + 2);
        let line = format!("{}{}{}{}{}", row[0], pad(0), row[1], pad(1), row[2]);
        text += line.trim_end();
        text += "\n";
    }
    if views.is_empty() {
        super::tell("roadscope: no view is saved for this plan: Ctrl+S in the window saves one");
    }
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn row(view: &SavedView) -> [String; 3] {
    let name = printable::word(&view.name).into_owned();
    match view.arrangement() {
        Ok(arrangement) => {
            let shown = match arrangement.panes.enlarged {
                Some(kind) => kind.word().to_owned(),
                None => {
                    arrangement.panes.views().iter().map(|kind| kind.word()).collect::<Vec<_>>().join("+")
                }
            };
            [name, shown, printable::word(&arrangement.query).into_owned()]
        }
        Err(why) => [name, "cannot be read".to_owned(), printable::word(&why).into_owned()],
    }
}

/// The arrangement of a saved view.
pub(super) fn arrangement(file: Option<&Path>, plan: &Plan, name: &str) -> Result<Arrangement, Failure> {
    let views = views(file, plan)?;
    let found = saved::find(&views, name).map_err(|why| Failure::new(format!("--saved: {why}")))?;
    found.arrangement().map_err(|why| Failure::new(format!("--saved: {why}")))
}

/// Every view of a plan: those saved for it, then those of its own file.
fn views(file: Option<&Path>, plan: &Plan) -> Result<Vec<SavedView>, Failure> {
    let place = match file {
        Some(path) if file::bundled_by_name(path).is_none() => Place::File(path.to_owned()),
        named => {
            Place::Bundled(named.map_or(file::BUNDLED[0].name.into(), |path| path.display().to_string()))
        }
    };
    let folder: Option<PathBuf> = session::folder();
    let key = Key::of(plan.about(), &place);
    saved::of(&saved::files(&place, &key, folder.as_deref()), plan).map_err(Failure::new)
}

//! A plan on disk: read, checked, and told what is wrong with it, each problem with line and column.
//!
//! Two ways lead through this room. A sound file is read once, by RON, into [`schema`]'s structs. A file with
//! a slip is read again by `outline`, which finds its records whatever is broken, and record by record by
//! `recover`. Either way `check` makes a plan of what was read. No file of this room refers to one that
//! refers to it: first what a file is made of (`text`, `scan`, `headings`, `parts`, `kinds`, `schema`), then
//! `findings`, then what makes them, then `locate`, and `read` last.
//!
//! It must never crash or hang whatever a file holds, write to the disk, or put a plan right in silence: what
//! is left out is told.

mod about;
mod ahead;
mod amount;
mod bundled;
mod check;
mod checker;
mod circles;
#[cfg(test)]
mod date_form_tests;
mod draft;
mod evidence;
mod explain;
mod far;
mod figure;
mod findings;
mod head;
pub mod headings;
mod ids;
mod judge;
pub mod kinds;
mod list;
mod locate;
mod outline;
mod own;
mod parts;
mod problem;
mod progress;
mod read;
mod record;
mod recover;
mod refer;
mod repeats;
mod scan;
pub mod schema;
#[cfg(test)]
mod schema2_tests;
mod sources;
mod spellings;
mod synonyms;
#[cfg(test)]
mod tests;
mod text;
mod tie;
mod ties;
mod tree;
mod value;
mod values;
mod version;
mod watch;
mod whereis;

pub use bundled::{BUNDLED, Bundled, bundled, bundled_by_name};
pub use head::{head, head_of};
pub use judge::{Judge, Judged, Judgement};
pub use problem::{Place, Problem, Severity};
pub use progress::{Progress, Stage};
pub use read::{FILE_SIZE, Loaded, parse, parse_judged, read, read_judged};
pub use watch::{Watch, Watched};
pub use whereis::line_of;

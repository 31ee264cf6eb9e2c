//! Who says so: sources as a picture names them. It must never list one that nothing drawn cites.

use crate::plan::{Plan, SourceIndex};

/// A source as a picture names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its title, who published it and when.
    pub whole: String,
    /// As short as it can be found by: who published it and when, or its title where nobody is named.
    pub short: String,
}

impl Cited {
    /// A source of a plan.
    pub fn of(plan: &Plan, index: SourceIndex) -> Self {
        let source = plan.source(index);
        let (title, date) = (source.title.to_string(), source.date.map(|d| d.words()));
        let publisher = source.publisher.as_deref();
        let join = |parts: [Option<&str>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let beside = publisher.filter(|p| !title.contains(*p));
        Self {
            whole: join([Some(&title), beside, date.as_deref()]),
            short: join([Some(publisher.unwrap_or(&title)), date.as_deref(), None]),
        }
    }
}

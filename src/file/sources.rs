//! Sources of a file, and which one a piece of evidence means.
//!
//! It must never give a link that is not http or https.

use super::checker::Checker;
use super::explain::a;
use super::findings::{At, Finding, Step};
use super::kinds::Piece;
use super::list::List;
use super::problem::quoted;
use super::recover::{Broken, Salvaged};
use super::schema;
use super::values;
use crate::plan::{Source, SourceIndex};

const LIST: &str = "sources";

fn at(n: usize, field: &'static str) -> At {
    At::Record(LIST, n, vec![Step::Field(field)])
}

/// The plan's sources, each at the place that it has in the file. A source that could not be read, or whose
/// id is wrong, keeps its place too: evidence may lead to it, and only its title is not known.
pub fn check<'a>(
    list: List<schema::Source<'a>>,
    broken: &Broken,
    checker: &mut Checker<'a, '_>,
) -> Vec<Source> {
    let mut sources = Vec::with_capacity(list.len());
    for (n, source) in list.into_iter().enumerate() {
        let salvaged = broken.get(&(LIST, n)).copied();
        checker.id_is_sound(schema::Source::WORD, source.id.as_deref(), salvaged, || at(n, "id"));
        let findings = &mut *checker.findings;
        let text = source.id.unwrap_or_default();
        let id: Box<str> = (*text).into();
        if let Some(first) = checker.sources.add(text).filter(|_| salvaged != Some(Salvaged::Id)) {
            let message = format!("the source {} is there twice", quoted(&id));
            let see = Some(Box::new(("it is first", at(first.index(), "id"))));
            let hint = "give one of the two another id".to_owned();
            findings.error(|| Finding { see, ..Finding::error(at(n, "id"), message, hint) });
        }
        let mut title = values::line(source.title, findings, || at(n, "title"));
        if title.trim().is_empty() {
            if salvaged.is_none() {
                let hint = "write title: \"…\",".to_owned();
                findings.error(|| Finding::error(at(n, "title"), "this source has no title", hint));
            }
            title = id.clone();
        }
        let date = source.date.and_then(|text| values::moment(&text, at(n, "date"), findings));
        let accessed = source.accessed.and_then(|text| values::moment(&text, at(n, "accessed"), findings));
        let url = source.url.and_then(|url| values::url(url, findings, || at(n, "url")));
        let archive = source.archive.and_then(|url| values::url(url, findings, || at(n, "archive")));
        let publisher = values::note(source.publisher, findings, || at(n, "publisher"));
        let note = values::note(source.note, findings, || at(n, "note"));
        sources.push(Source { id, title, publisher, date, accessed, url, archive, note });
    }
    sources
}

/// The source of an id.
pub fn find(id: &str, checker: &mut Checker<'_, '_>, at: impl FnOnce() -> At) -> Option<SourceIndex> {
    if let Some(thing) = checker.sources.find(id) {
        return Some(SourceIndex(thing.index() as u32));
    }
    let (sources, ids, suggest) = (&checker.sources, &checker.ids, checker.suggest);
    let or_else = || "write the id of a record in sources: […]".to_owned();
    let hint = || suggest.hint(id, sources.all()).unwrap_or_else(or_else);
    checker.findings.error(|| match ids.find(id) {
        Some(thing) => {
            let (kind, _) = ids.place(thing);
            let message = format!("{} is {}, not a source", quoted(id), a(kind.word()));
            Finding::error(at(), message, hint())
        }
        None => Finding::error(at(), format!("there is no source {}", quoted(id)), hint()),
    });
    None
}

//! What a plan says of itself: taken from its file, or told of.
//!
//! It must never know what a query or a view is: their texts are judged where they are used.

use super::findings::{At, Finding, Findings};
use super::own::{Life, View, WordTable};
use super::problem::quoted;
use super::recover::{Broken, PLAN_NAME};
use super::schema::File;
use super::text::Text;
use super::values;
use crate::date::Calendar;
use crate::plan::{self, About, PlanView, PlanWord, PlanWords};

/// Takes what the file says of itself.
pub fn check(file: &mut File<'_>, broken: &Broken, findings: &mut Findings) -> About {
    let fiscal_year_start = month(file.fiscal_year_start.unwrap_or(1), findings);
    findings.calendar = Calendar::new(fiscal_year_start);
    let mut moment =
        |text: &Option<Text<'_>>, field| values::moment(text.as_deref()?, At::Top(field), findings);
    let (as_of, horizon) = (moment(&file.as_of, "as_of"), moment(&file.horizon, "horizon"));
    let id = line(&mut file.id, "id", findings);
    let edition = line(&mut file.edition, "edition", findings);
    let mut name = line(&mut file.name, "name", findings);
    if name.trim().is_empty() {
        // One that could not be read has been told.
        if !broken.contains_key(&PLAN_NAME) {
            let hint = "write name: \"…\", for the title of pictures".to_owned();
            findings.warning(|| Finding::warning(At::Top("name"), "the plan has no name", hint));
        }
        name = if id.is_empty() { "Untitled plan".into() } else { id.clone() };
    }
    let arrivals = words(std::mem::take(&mut file.arrivals), "arrivals", findings);
    let life = life(std::mem::take(&mut file.life), &arrivals, findings);
    let words = own_words(std::mem::take(&mut file.words), findings);
    let views =
        std::mem::take(&mut file.views).into_iter().filter_map(|given| view(given, findings)).collect();
    let note = values::note(file.note.take(), findings, || At::Top("note"));
    About { id, name, edition, as_of, horizon, fiscal_year_start, arrivals, life, words, views, note }
}

fn line(text: &mut Text<'_>, field: &'static str, findings: &mut Findings) -> Box<str> {
    values::line(std::mem::take(text), findings, || At::Top(field))
}

/// The number of a month; January where it is none.
fn month(month: i64, findings: &mut Findings) -> u8 {
    u8::try_from(month).ok().filter(|m| (1..=12).contains(m)).unwrap_or_else(|| {
        let message = format!("{month} is not a month");
        let hint = "write the month in which the year begins, 1 to 12".to_owned();
        findings.error(|| Finding::error(At::Top("fiscal_year_start"), message, hint));
        1
    })
}

/// Words without the empty ones.
fn words(given: Box<[Text<'_>]>, field: &'static str, findings: &mut Findings) -> Box<[Box<str>]> {
    let given = given.into_iter().filter(|text| !text.trim().is_empty());
    given.map(|text| values::line(text, findings, || At::Top(field))).collect()
}

/// The kinds that mean the stages of a life. Where nobody says which of them is the sale, what arrives is sold.
fn life(given: Life<'_>, arrivals: &[Box<str>], findings: &mut Findings) -> plan::Life {
    let mut life = plan::Life::default();
    let says_sale = given.sale.is_some();
    let stages = [
        (given.start, &mut life.start),
        (given.sale, &mut life.sale),
        (given.change, &mut life.change),
        (given.end, &mut life.end),
    ];
    for (given, kinds) in stages {
        if let Some(given) = given {
            *kinds = words(given, "life", findings);
        }
    }
    if !says_sale {
        let others: Vec<_> = arrivals.iter().filter(|kind| life.stage(kind).is_none()).cloned().collect();
        life.sale = life.sale.iter().cloned().chain(others).collect();
    }
    life
}

fn own_words(given: WordTable<'_>, findings: &mut Findings) -> PlanWords {
    let at = || At::Top("words");
    let mut all: Vec<PlanWord> = Vec::new();
    for (key, (one, many)) in given.entries() {
        let [one, many] = [one, many].map(|text| values::line(text, findings, at));
        if one.trim().is_empty() || many.trim().is_empty() {
            let message = format!("the word for {} is empty", quoted(key));
            let hint = format!("write one and several: {key}: (\"farm\", \"farms\"), or leave it out");
            findings.warning(|| Finding::warning(at(), message, hint));
            continue;
        }
        all.push(PlanWord { key, one, many });
    }
    PlanWords(all.into())
}

fn view(given: View<'_>, findings: &mut Findings) -> Option<PlanView> {
    let at = || At::Top("views");
    let name = values::line(given.name, findings, at);
    if name.trim().is_empty() {
        let hint = "write name: \"…\", for the menu".to_owned();
        findings.warning(|| Finding::warning(at(), "one of these views has no name", hint));
        return None;
    }
    let query = values::line(given.query, findings, at);
    let mut line = |text: Option<Text<'_>>| text.map(|text| values::line(text, findings, at));
    let (view, group) = (line(given.view), line(given.group));
    let options = given.options.0.into_iter();
    let options = options.map(|pair| (pair.0.into(), pair.1.into())).collect();
    let note = values::note(given.note, findings, at);
    Some(PlanView { name, query, view, group, options, note })
}

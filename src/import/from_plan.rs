//! A plan's records as drafts, to be written again: as a workbook, or as the next edition.
//!
//! It must never lose what a record says; comments of the file are not the plan's, and go.

use super::draft::{Draft, PlanDraft, Proof, SourceDraft, TieDraft, Value};
use crate::date::When;
use crate::file::kinds::fields_of;
use crate::plan::{Evidence, Fact, Field, Kind, Life, LifeStage, Plan, Record, Thing, Tie};

/// Everything that a plan says.
pub fn plan(plan: &Plan) -> PlanDraft {
    let about = plan.about();
    let text = |text: &str| text.to_owned();
    let usual = Life::default();
    let life = about.life.stages().into_iter().zip(usual.stages()).filter(|(own, usual)| own != usual);
    let life =
        life.map(|((stage, kinds), _)| (stage_word(stage), kinds.iter().map(|kind| text(kind)).collect()));
    let sources = plan.sources().iter().map(|source| SourceDraft {
        id: text(&source.id),
        title: text(&source.title),
        publisher: source.publisher.as_deref().map(text),
        date: source.date.map(|date| date.to_string()),
        accessed: source.accessed.map(|date| date.to_string()),
        url: source.url.as_deref().map(text),
        archive: source.archive.as_deref().map(text),
        note: source.note.as_deref().map(text),
    });
    PlanDraft {
        id: text(&about.id),
        name: text(&about.name),
        edition: text(&about.edition),
        as_of: about.as_of.map(|moment| moment.to_string()),
        horizon: about.horizon.map(|moment| moment.to_string()),
        fiscal_year_start: about.fiscal_year_start,
        arrivals: about.arrivals.iter().map(|kind| text(kind)).collect(),
        life: life.collect(),
        words: about.words.0.iter().map(|word| (word.key, text(&word.one), text(&word.many))).collect(),
        views: about.views.to_vec(),
        note: about.note.as_deref().map(text),
        sources: sources.collect(),
        records: plan.records().iter().map(|record| draft(plan, record)).collect(),
    }
}

fn stage_word(stage: LifeStage) -> &'static str {
    match stage {
        LifeStage::Start => "start",
        LifeStage::Sale => "sale",
        LifeStage::Change => "change",
        LifeStage::End => "end",
    }
}

/// One record.
pub fn draft(plan: &Plan, record: &Record) -> Draft {
    let mut draft = Draft::new(record.kind, record.id.to_string(), record.name.to_string());
    draft.aka = record.aka.iter().map(|name| name.to_string()).collect();
    draft.note = record.note.as_deref().map(str::to_owned);
    draft.evidence = record.evidence.iter().map(|evidence| proof(plan, evidence)).collect();
    for name in fields_of(record.kind) {
        let Some(field) = Field::from_word(name) else { continue };
        if let Some(value) = value(plan, record, field) {
            draft.fields.push((field, value));
        }
    }
    draft
}

/// Whether a field holds several values.
pub fn is_list(kind: Kind, field: Field) -> bool {
    match field {
        Field::Of => kind != Kind::Stake,
        Field::Brands
        | Field::Plants
        | Field::Regions
        | Field::DevelopedBy
        | Field::DerivedFrom
        | Field::Replaces
        | Field::By
        | Field::LeadsTo
        | Field::Where
        | Field::Countries
        | Field::Without
        | Field::Energy
        | Field::Technology => true,
        _ => false,
    }
}

/// Fields whose references hold for a time or in part, with the word for what they lead to and the field by
/// which plain references lead there too.
pub const TIES: [(Field, &str, Field); 3] = [
    (Field::BuiltAt, "plant", Field::Plants),
    (Field::BuiltOn, "platform", Field::Platform),
    (Field::Owners, "owner", Field::Owners),
];

fn value(plan: &Plan, record: &Record, field: Field) -> Option<Value> {
    if let Some((_, key, _)) = TIES.iter().find(|(tie, ..)| *tie == field) {
        let ties: Vec<TieDraft> = record.ties(field).map(|tie| tie_draft(plan, tie, key)).collect();
        return (!ties.is_empty()).then_some(Value::Ties(ties));
    }
    match field {
        Field::Name | Field::What => return None,
        Field::When => return record.when.map(|when| Value::Text(when.to_string())),
        Field::Deadline => return record.when.map(|when| Value::Text(when.to_string())),
        Field::From | Field::Until => {
            let Some(When::Span(from, until)) = record.when else { return None };
            let end = if field == Field::From { from } else { until };
            return end.map(|moment| Value::Text(moment.to_string()));
        }
        Field::Status => return record.status.map(|status| Value::Word(status.word())),
        _ => {}
    }
    // What a tie leads to is a plain reference too, and is said by the tie.
    let tied = |to: Thing| {
        TIES.iter().any(|(tie, _, plain)| *plain == field && record.ties(*tie).any(|tie| tie.to == to))
    };
    let linked = record.links(field).filter(|to| !tied(*to)).map(|to| plan.record(to).id.to_string());
    let mut texts: Vec<String> = linked.collect();
    let mut points = Vec::new();
    let mut figures = Vec::new();
    for fact in record.facts(field) {
        match fact {
            Fact::Text(text) => texts.push(text.to_string()),
            Fact::Country(country) => texts.push(country.code().to_owned()),
            Fact::Number(number) => return Some(Value::Number(*number)),
            Fact::Flag(flag) => return Some(Value::Flag(*flag)).filter(|_| *flag || field == Field::Voting),
            Fact::Color([r, g, b]) => texts.push(format!("#{r:02x}{g:02x}{b:02x}")),
            Fact::Coordinates(lat, lon) => points.push((*lat, *lon)),
            Fact::Figure(figure) if field == Field::Figures => {
                let bare = crate::plan::Figure { what: None, ..(**figure).clone() };
                figures.push((figure.what.as_deref().unwrap_or_default().to_owned(), bare.to_string()));
            }
            Fact::Figure(figure) => texts.push(figure.to_string()),
        }
    }
    if !figures.is_empty() {
        return Some(Value::Figures(figures));
    }
    match (field, &points[..]) {
        (Field::At, [(lat, lon)]) => return Some(Value::Place(*lat, *lon)),
        (_, [_, ..]) => return Some(Value::Corners(points)),
        _ => {}
    }
    if texts.is_empty() {
        return None;
    }
    if is_list(record.kind, field) {
        Some(Value::Texts(texts))
    } else {
        texts.into_iter().next().map(Value::Text)
    }
}

fn tie_draft(plan: &Plan, tie: &Tie, key: &'static str) -> TieDraft {
    let (from, until) = match tie.when {
        Some(When::Span(from, until)) => (from, until),
        Some(When::At(moment)) => (Some(moment), None),
        None => (None, None),
    };
    TieDraft {
        key,
        to: plan.record(tie.to).id.to_string(),
        from: from.map(|moment| moment.to_string()),
        until: until.map(|moment| moment.to_string()),
        percent: tie.percent,
        votes: tie.votes,
        evidence: tie.evidence.iter().map(|evidence| proof(plan, evidence)).collect(),
    }
}

fn proof(plan: &Plan, evidence: &Evidence) -> Proof {
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    Proof {
        source: plan.source(evidence.source).id.to_string(),
        place: text(&evidence.place),
        said: evidence.said,
        quote: text(&evidence.quote),
        note: text(&evidence.note),
        claims: evidence.claims.iter().map(|(field, claim)| (*field, claim.to_string())).collect(),
    }
}

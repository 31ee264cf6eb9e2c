//! A newer sheet over an existing plan: the next edition, with the same ids.
//!
//! It must never touch evidence that a person wrote, nor leave out a record that a person made.

use super::draft::{Draft, PlanDraft, Proof, Value};
use super::from_plan;
use super::make::Made;
use crate::date::Moment;
use crate::plan::{Field, Kind, Plan, fold};
use std::collections::{HashMap, HashSet};

/// What a sheet's source is called by.
const SHEET: &str = "sheet-";

/// The next edition, and what became of the records of the one before.
#[derive(Debug, Clone, Default)]
pub struct Next {
    /// The plan.
    pub plan: PlanDraft,
    /// Records of the sheet that the plan has already: they keep their ids.
    pub kept: usize,
    /// Records that are new in the sheet.
    pub new: Vec<String>,
    /// Records that only an earlier sheet had: they are left out.
    pub gone: Vec<String>,
    /// Records that the sheet does not have and that a person wrote of: they stay.
    pub stay: usize,
}

/// Makes the next edition of a plan.
pub fn onto(made: &Made, old: &Plan, edition: Option<&str>) -> Next {
    let mut next = Next { plan: from_plan::plan(old), ..Next::default() };
    let ids = same_ids(&made.plan, &next.plan);
    let mut sheet = made.plan.clone();
    for draft in &mut sheet.records {
        rename(draft, &ids);
    }
    let sheet_sources: HashSet<&str> = next
        .plan
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .filter(|id| id.starts_with(SHEET))
        .collect();
    let is_of_sheet = |proof: &Proof| sheet_sources.contains(proof.source.as_str());
    let mut fresh: HashMap<String, Draft> =
        sheet.records.iter().map(|draft| (draft.id.clone(), draft.clone())).collect();
    let mut records = Vec::with_capacity(sheet.records.len());
    for mut before in std::mem::take(&mut next.plan.records) {
        let by_hand = before.evidence.is_empty() || before.evidence.iter().any(|proof| !is_of_sheet(proof));
        match fresh.remove(&before.id) {
            Some(mut now) => {
                next.kept += 1;
                let mut evidence = std::mem::take(&mut now.evidence);
                evidence.extend(before.evidence.iter().filter(|proof| !is_of_sheet(proof)).cloned());
                // What only the plan says stays; what the sheet says is newer.
                for (field, value) in std::mem::take(&mut before.fields) {
                    if now.get(field).is_none() && by_hand && !is_said_otherwise(&now, field) {
                        now.set(field, value);
                    }
                }
                for name in before.aka.into_iter().chain([before.name]) {
                    if fold(&name) != fold(&now.name) && !now.aka.contains(&name) {
                        now.aka.push(name);
                    }
                }
                // A remark of a person stays; those that name a cell of the earlier sheet are that sheet's.
                let remarks = before.note.unwrap_or_default();
                for line in remarks.lines().filter(|line| !names_cell(line)) {
                    now.remark(line);
                }
                now.evidence = evidence;
                records.push(now);
            }
            None if by_hand || !is_made_by_sheet(&before) => {
                next.stay += 1;
                before.evidence.retain(|proof| !is_of_sheet(proof));
                records.push(before);
            }
            None => next.gone.push(before.id),
        }
    }
    for draft in sheet.records.iter().filter(|draft| fresh.contains_key(&draft.id)) {
        next.new.push(draft.id.clone());
        records.push(draft.clone());
    }
    next.plan.records = records;
    sources(&mut next.plan, &sheet);
    cut_links(&mut next.plan);
    if let Some(edition) = edition {
        next.plan.edition = edition.to_owned();
        next.plan.as_of = Moment::parse(edition).ok().map(|moment| moment.to_string()).or(next.plan.as_of);
    }
    for arrival in &sheet.arrivals {
        if !next.plan.arrivals.contains(arrival) {
            next.plan.arrivals.push(arrival.clone());
        }
    }
    for word in sheet.words {
        if !next.plan.words.iter().any(|(key, ..)| *key == word.0) {
            next.plan.words.push(word);
        }
    }
    next
}

/// Whether a sheet makes records of this kind at all.
fn is_made_by_sheet(draft: &Draft) -> bool {
    !matches!(draft.kind, Kind::Target | Kind::Stake | Kind::Person | Kind::Initiative)
}

/// Plants without dates and with them are one question.
fn is_said_otherwise(now: &Draft, field: Field) -> bool {
    match field {
        Field::Plants => now.get(Field::BuiltAt).is_some(),
        Field::BuiltAt => now.get(Field::Plants).is_some(),
        Field::Platform => now.get(Field::BuiltOn).is_some(),
        Field::BuiltOn => now.get(Field::Platform).is_some(),
        // A date that the sheet no longer gives is no date.
        Field::When => true,
        _ => false,
    }
}

/// Whether a line of a note begins with the address of a cell, as those of sheets do.
fn names_cell(line: &str) -> bool {
    let word = line.split([':', ',']).next().unwrap_or_default();
    let address = word.rsplit('!').next().unwrap_or_default();
    let letters = address.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = address.len() - letters;
    (1..=3).contains(&letters)
        && digits > 0
        && address.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
}

/// For each record of the sheet that the plan has under another id: its id there.
fn same_ids(sheet: &PlanDraft, plan: &PlanDraft) -> HashMap<String, String> {
    let mut by_name: HashMap<(Kind, String), Vec<&Draft>> = HashMap::new();
    for draft in &plan.records {
        let names = std::iter::once(&draft.name).chain(&draft.aka);
        let code = match draft.get(Field::Code) {
            Some(Value::Text(code)) => Some(code),
            _ => None,
        };
        for name in names.chain(code) {
            by_name.entry((draft.kind, fold(name))).or_default().push(draft);
        }
    }
    let taken: HashSet<&str> = plan.records.iter().map(|draft| draft.id.as_str()).collect();
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut given: HashSet<String> = HashSet::new();
    for draft in sheet.records.iter().filter(|draft| draft.kind != Kind::Milestone) {
        let same = by_name.get(&(draft.kind, fold(&draft.name))).map(Vec::as_slice).unwrap_or_default();
        let exact = same.iter().find(|one| one.id == draft.id);
        let id = match (exact, same) {
            (Some(one), _) | (None, [one]) => Some(one.id.clone()),
            _ => None,
        };
        // An id that the plan gives to something else is not free.
        let id = id
            .filter(|id| !given.contains(id))
            .or_else(|| taken.contains(draft.id.as_str()).then(|| free(&draft.id, &taken, &given)));
        if let Some(id) = id {
            given.insert(id.clone());
            if id != draft.id {
                ids.insert(draft.id.clone(), id);
            }
        }
    }
    milestones(sheet, plan, &mut ids, &mut given);
    ids
}

/// Milestones are the same where they are of the same thing and kind, else by their words.
fn milestones(
    sheet: &PlanDraft,
    plan: &PlanDraft,
    ids: &mut HashMap<String, String>,
    given: &mut HashSet<String>,
) {
    let key = |draft: &Draft, of: &str| {
        let kind = match draft.get(Field::Kind) {
            Some(Value::Text(kind)) => kind.clone(),
            _ => String::new(),
        };
        (of.to_owned(), kind)
    };
    let of = |draft: &Draft| match draft.get(Field::Of) {
        Some(Value::Texts(texts)) => texts.first().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let mut by_kind: HashMap<(String, String), Vec<&Draft>> = HashMap::new();
    let mut by_name: HashMap<String, Vec<&Draft>> = HashMap::new();
    let old: Vec<&Draft> = plan.records.iter().filter(|draft| draft.kind == Kind::Milestone).collect();
    for draft in &old {
        by_kind.entry(key(draft, &of(draft))).or_default().push(draft);
        by_name.entry(fold(&draft.name)).or_default().push(draft);
    }
    let taken: HashSet<&str> = plan.records.iter().map(|draft| draft.id.as_str()).collect();
    for draft in sheet.records.iter().filter(|draft| draft.kind == Kind::Milestone) {
        let thing = of(draft);
        let thing = ids.get(&thing).cloned().unwrap_or(thing);
        let of_kind = by_kind.get(&key(draft, &thing)).map(Vec::as_slice).unwrap_or_default();
        let named = by_name.get(&fold(&draft.name)).map(Vec::as_slice).unwrap_or_default();
        let exact = old_id(named, of_kind, draft);
        let id = exact
            .filter(|id| !given.contains(id))
            .or_else(|| taken.contains(draft.id.as_str()).then(|| free(&draft.id, &taken, given)));
        if let Some(id) = id {
            given.insert(id.clone());
            if id != draft.id {
                ids.insert(draft.id.clone(), id);
            }
        }
    }
}

fn old_id(named: &[&Draft], of_kind: &[&Draft], draft: &Draft) -> Option<String> {
    if let Some(one) = of_kind.iter().chain(named).find(|one| one.id == draft.id) {
        return Some(one.id.clone());
    }
    match (named, of_kind) {
        ([one], _) => Some(one.id.clone()),
        (_, [one]) if one.get(Field::Of).is_some() => Some(one.id.clone()),
        _ => None,
    }
}

fn free(id: &str, taken: &HashSet<&str>, given: &HashSet<String>) -> String {
    let numbered = (2u32..).map(|n| format!("{id}-{n}"));
    let mut numbered = numbered.filter(|id| !taken.contains(id.as_str()) && !given.contains(id));
    numbered.next().unwrap_or_else(|| id.to_owned())
}

/// Gives a record and what it refers to the ids of the plan.
fn rename(draft: &mut Draft, ids: &HashMap<String, String>) {
    let renamed = |id: &mut String| {
        if let Some(new) = ids.get(id.as_str()) {
            id.clone_from(new);
        }
    };
    renamed(&mut draft.id);
    for (field, value) in &mut draft.fields {
        if !is_reference(*field) {
            continue;
        }
        match value {
            Value::Text(id) => renamed(id),
            Value::Texts(all) => all.iter_mut().for_each(renamed),
            Value::Ties(ties) => ties.iter_mut().for_each(|tie| renamed(&mut tie.to)),
            _ => {}
        }
    }
}

/// Whether a field refers to records by their ids.
pub fn is_reference(field: Field) -> bool {
    matches!(
        field,
        Field::Brand
            | Field::Brands
            | Field::Company
            | Field::Owners
            | Field::Owner
            | Field::Parent
            | Field::Holder
            | Field::Of
            | Field::By
            | Field::Platform
            | Field::Plants
            | Field::BuiltAt
            | Field::BuiltOn
            | Field::Regions
            | Field::Where
            | Field::DevelopedBy
            | Field::DerivedFrom
            | Field::Replaces
            | Field::PartOf
            | Field::LeadsTo
    )
}

/// The sources that evidence names, those of the sheet in place of those of the earlier one.
fn sources(plan: &mut PlanDraft, sheet: &PlanDraft) {
    for source in &sheet.sources {
        match plan.sources.iter_mut().find(|known| known.id == source.id) {
            Some(known) if known.id.starts_with(SHEET) => *known = source.clone(),
            Some(_) => {}
            None => plan.sources.push(source.clone()),
        }
    }
    let mut used: HashSet<&str> = HashSet::new();
    for draft in &plan.records {
        used.extend(draft.evidence.iter().map(|proof| proof.source.as_str()));
        for (_, value) in &draft.fields {
            if let Value::Ties(ties) = value {
                used.extend(ties.iter().flat_map(|tie| &tie.evidence).map(|proof| proof.source.as_str()));
            }
        }
    }
    let used: HashSet<String> = used.into_iter().map(str::to_owned).collect();
    let new: HashSet<&str> = sheet.sources.iter().map(|source| source.id.as_str()).collect();
    plan.sources.retain(|source| {
        !source.id.starts_with(SHEET) || used.contains(&source.id) || new.contains(source.id.as_str())
    });
}

/// Takes out references to records that are gone.
fn cut_links(plan: &mut PlanDraft) {
    let ids: HashSet<String> = plan.records.iter().map(|draft| draft.id.clone()).collect();
    let is_there =
        |id: &str| ids.contains(id) || id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase());
    for draft in &mut plan.records {
        draft.fields.retain_mut(|(field, value)| {
            if !is_reference(*field) {
                return true;
            }
            match value {
                Value::Text(id) => is_there(id),
                Value::Texts(all) => {
                    all.retain(|id| is_there(id));
                    !all.is_empty()
                }
                Value::Ties(ties) => {
                    ties.retain(|tie| is_there(&tie.to));
                    !ties.is_empty()
                }
                _ => true,
            }
        });
    }
}

//! Words that other plans and tools use for what a plan file calls otherwise, each with what to write.
//!
//! It must never hold a word that some record has a field for: that one is known.

/// Words for fields, each with ours; of several the first that the record has is meant.
const FIELDS: &[(&[&str], &[&str])] = &[
    (&["successor_of", "predecessor", "predecessors", "replaced", "supersedes"], &["replaces"]),
    (&["since", "start", "start_date", "begin", "begins"], &["from", "when"]),
    (&["end", "end_date", "ends", "to", "till"], &["until", "when"]),
    (&["date", "year", "time", "month", "quarter"], &["when", "deadline", "date", "from"]),
    (&["due", "by_when"], &["deadline", "when"]),
    (&["owner", "owned_by", "shareholders", "shareholder"], &["owners", "owner", "company", "holder"]),
    (&["group", "parent_company"], &["parent", "company"]),
    (&["maker", "manufacturer", "producer"], &["company", "owner", "brands", "by"]),
    (&["url", "link", "href"], &["url", "source"]),
    (&["title", "headline", "label", "event"], &["name", "what", "title"]),
    (&["description", "comment", "comments", "remark", "text"], &["note"]),
    (&["type", "category"], &["kind", "segment", "theme"]),
    (&["location", "coordinates", "coords", "position", "latlon", "lat", "latitude"], &["at", "where"]),
    (&["place", "site", "sites", "factory", "factories"], &["plants", "where", "place"]),
    (&["market", "markets"], &["regions", "where", "countries"]),
    (&["share", "stake", "shares"], &["percent"]),
    (&["voting_rights", "vote"], &["votes"]),
    (&["powertrain", "fuel", "drive", "propulsion"], &["energy"]),
    (&["architecture", "chassis"], &["platform"]),
    (&["colour"], &["color"]),
    (&["programme", "program", "codename", "project_code"], &["code"]),
    (&["aliases", "alias", "other_names", "also_known_as"], &["aka"]),
    (&["state", "progress", "stage"], &["status"]),
    (&["sources", "source", "references", "refs", "citations"], &["evidence"]),
    (&["page", "section", "paragraph"], &["place"]),
    (&["publication", "author"], &["publisher"]),
    (&["target", "goal", "amount"], &["value"]),
    (&["retrieved", "access_date"], &["accessed"]),
];

/// Words for the stages of a life, which are milestones of a model and no fields of it.
const STAGES: &[&str] = &[
    "sop",
    "eop",
    "launch",
    "launch_date",
    "reveal",
    "facelift",
    "start_of_production",
    "end_of_production",
];

/// What to write for a field that a record does not have: its own field, or where else the thing is said.
pub fn field(word: &str, fields: &[&str]) -> Option<String> {
    let word = word.to_lowercase();
    let has = |field: &str| fields.contains(&field);
    if word == "url" && has("source") && has("claims") {
        return Some(
            "put the address into the source: sources: [(id: \"…\", title: \"…\", url: \"…\")]".to_owned(),
        );
    }
    if STAGES.contains(&word.as_str()) && has("brands") {
        let kind = word.trim_end_matches("_date");
        return Some(format!(
            "that is a milestone: (id: \"…\", what: \"…\", kind: \"{kind}\", of: [\"…\"], when: \"…\")"
        ));
    }
    let (_, ours) = FIELDS.iter().find(|(words, _)| words.contains(&word.as_str()))?;
    let ours = ours.iter().find(|field| has(field))?;
    Some(format!("write {ours}: …; that is what it is called here"))
}

/// Words for how far a thing has come, each with ours.
const STATUSES: &[(&[&str], &str)] = &[
    (&["planned", "scheduled", "expected", "promised", "upcoming"], "announced"),
    (&["postponed", "delayed", "late", "deferred"], "slipped"),
    (&["canceled", "dropped", "abandoned", "stopped", "scrapped"], "cancelled"),
    (&["in_progress", "ongoing", "started", "active", "running", "wip"], "underway"),
    (&["completed", "complete", "finished", "launched", "delivered", "closed"], "done"),
    (&["rumoured", "rumored", "rumour"], "reported"),
    (&["proposed", "studied", "study", "idea"], "considered"),
    (&["agreed", "approved", "committed", "contracted"], "confirmed"),
    (&["retired", "discontinued", "over"], "ended"),
];

/// The status that a word means, if it means one.
pub fn status(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase().replace(['-', ' '], "_");
    STATUSES.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, ours)| *ours)
}

#[cfg(test)]
mod tests {
    use super::super::kinds::fields_of;
    use super::*;
    use crate::plan::{Kind, Status};

    #[test]
    fn every_synonym_leads_to_a_word_of_ours() {
        for (words, ours) in STATUSES {
            assert!(
                Status::from_word(ours).is_some()
                    && words.iter().all(|word| Status::from_word(word).is_none())
            );
        }
        let known: Vec<&str> = Kind::ALL.iter().flat_map(|kind| fields_of(*kind)).copied().collect();
        for (_, ours) in FIELDS {
            let elsewhere = ["url", "title", "source", "place", "publisher", "accessed", "date"];
            assert!(ours.iter().all(|field| known.contains(field) || elsewhere.contains(field)), "{ours:?}");
        }
    }
}

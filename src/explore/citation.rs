//! Who says so, in one line to be put under a text. It must never name another source than the record does.

use crate::plan::{Plan, Thing};

/// A record with its date and the source that carries it best, with its address: "Electric Micra on sale, Q4 2025.
/// NEConnected, 16 September 2025, https://…; 6 more sources". Says so where sources disagree, and where the plan
/// names none.
pub fn citation(plan: &Plan, thing: Thing) -> String {
    let record = plan.record(thing);
    let own = record.when.map(|when| when.words());
    let when = own.or_else(|| plan.coming(thing).map(|coming| coming.moment.words()));
    let head = when.map_or_else(|| record.name.to_string(), |when| format!("{}, {when}", record.name));
    let Some(best) = record.evidence.iter().min_by_key(|evidence| evidence.said) else {
        return format!("{head}. {}, which gives no source for it", plan.about().name);
    };
    let source = plan.source(best.source);
    let publisher = source.publisher.as_deref().filter(|publisher| !source.title.contains(*publisher));
    let parts = [
        Some(source.title.to_string()),
        publisher.map(str::to_owned),
        source.date.map(|date| date.words()),
        best.place.as_deref().map(str::to_owned),
        source.url.as_deref().map(str::to_owned),
    ];
    let mut sources: Vec<_> = record.evidence.iter().map(|evidence| evidence.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let more = match sources.len() - 1 {
        0 => String::new(),
        1 => "; 1 more source".to_owned(),
        more => format!("; {more} more sources"),
    };
    let disputed = if record.is_disputed() { "; sources disagree" } else { "" };
    format!("{head}. {}{more}{disputed}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::sample::small;
    use super::*;

    #[test]
    fn a_citation_names_the_source_with_its_address_and_that_others_disagree() {
        let plan = small();
        let cited = |id: &str| citation(&plan, plan.find(id).unwrap());
        assert_eq!(cited("micra"), "Micra, Q4 2025. Small, which gives no source for it");
        assert_eq!(
            cited("micra-launch"),
            "Micra launched, Q4 2025. Annual report; 1 more source; sources disagree"
        );
    }
}

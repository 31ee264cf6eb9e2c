//! Questions of a person who knows the alliance, with the whole answer: what is missing shows here, and
//! so does what does not belong.

use super::{assert_none, editions};
use roadscope::explore::{Filter, Index};

#[rustfmt::skip]
const TABLE: &[(u16, &str, &str)] = &[
    // Neither is a Renault, though Renault Group goes by that brand.
    (2022, "brand:dacia", "spring spring-production"),
    (2022, "brand:renault platform:cmf-bev kind:model", "renault-5"),
    // A part of a scheme is its own leader's, not all three companies'.
    (2022, "brand:mitsubishi kind:initiative theme:governance", "lead-mitsubishi-regions leader-follower"),
    (2022, "platform:cmf-cd kind:model", "austral outlander qashqai renault-7-seat x-trail"),
    (2025, "platform:cmf-bev kind:model", "a290 micra-ev renault-4 renault-5"),
    (2025, "plant:valladolid kind:model", "asx captur grandis symbioz"),
    // Mitsubishi signed neither the framework nor the definitive agreements.
    (2025, "brand:mitsubishi kind:agreement", "mitsubishi-france-finance"),
    (2025, "region:india kind:model segment:C", "duster-india nissan-7-seat-india renault-7-seat-india tekton"),
    (2025, "region:china", "china-left-out"),
    (2026, "plant:douai kind:model", "a290 eclipse-cross-ev megane-ev micra-ev renault-5 scenic"),
    (2026, "kind:model status:cancelled,ended", "alaskan colt micra-5 nissan-half-ton"),
    (2026, "kind:model status:slipped", "juke-ev qashqai-ev"),
    (2026, "kind:stake status:cancelled", "mitsubishi-in-ampere nissan-in-ampere"),
    (2026, "brand:nissan kind:end plant:civac,compas,oppama", "civac-end compas-end oppama-end"),
    (2026, "platform:rgev-medium kind:model", "c-segment-ev"),
];

#[test]
fn questions_have_their_whole_answer() {
    let mut faults = Vec::new();
    for edition in editions() {
        let (plan, index) = (&edition.plan, Index::new(&edition.plan));
        for (_, question, answer) in TABLE.iter().filter(|line| line.0 == edition.year) {
            let parsed = Filter::parse(question, plan);
            let matching = parsed.filter.matching(plan, &index);
            let mut ids: Vec<&str> =
                matching.iter().map(|item| &*plan.record(plan.items().thing(item)).id).collect();
            ids.sort_unstable();
            let found = ids.join(" ");
            if !parsed.problems.is_empty() || found != *answer {
                faults.push(format!("{} {question}: {found} {:?}", edition.year, parsed.problems));
            }
        }
    }
    assert_none(&faults);
}

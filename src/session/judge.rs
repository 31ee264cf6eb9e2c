//! Check of the questions that a plan holds: what counts towards its targets, the views that come with it, the
//! kinds of milestones that it names.
//!
//! It must never leave a record out: a question that finds nothing is told, and the plan is shown.

use crate::explore::Filter;
use crate::file::{Judged, Judgement};
use crate::plan::{Facet, Fact, Field, Kind, Near, Plan, Thing};
use crate::views::ViewKind;

/// Looks at the questions that a plan holds.
pub fn judge(plan: &Plan) -> Vec<Judgement> {
    let mut found = counting_rules(plan);
    found.extend(views(plan));
    found.extend(arrivals(plan));
    found
}

fn counting_rules(plan: &Plan) -> Vec<Judgement> {
    let targets = (0..plan.records().len()).map(Thing::nth).filter(|t| plan.record(*t).kind == Kind::Target);
    let ruled = targets.flat_map(|target| {
        let rules = plan.record(target).facts(Field::Counts);
        rules.filter_map(move |rule| if let Fact::Text(rule) = rule { Some((target, rule)) } else { None })
    });
    ruled.flat_map(|(target, rule)| slips(plan, rule, Judged::Record(target, "counts"))).collect()
}

fn views(plan: &Plan) -> Vec<Judgement> {
    let mut found = Vec::new();
    for view in &plan.about().views {
        let at = Judged::Top("views");
        for mut slip in slips(plan, &view.query, at) {
            slip.message = format!("in the view “{}”: {}", view.name, slip.message);
            found.push(slip);
        }
        if let Some(word) = view.view.as_deref().filter(|word| ViewKind::from_word(word).is_none()) {
            let words = ViewKind::ALL.iter().map(|kind| kind.word());
            found.push(Judgement {
                at,
                message: format!("the view “{}” is shown as “{word}”, which is no view", view.name),
                hint: Near::default()
                    .hint(word, words.clone())
                    .unwrap_or_else(|| format!("write one of {}", words.collect::<Vec<_>>().join(", "))),
            });
        }
        let is_grouping =
            |word: &str| Facet::from_word(word).is_some() || plan.words().key_of(word).is_some();
        if let Some(word) = view.group.as_deref().filter(|word| !is_grouping(word)) {
            let words = Facet::ALL.iter().map(|facet| facet.word());
            found.push(Judgement {
                at,
                message: format!("the view “{}” is grouped by “{word}”, which is no facet", view.name),
                hint: Near::default()
                    .hint(word, words)
                    .unwrap_or_else(|| "write a facet such as brand".to_owned()),
            });
        }
    }
    found
}

/// Kinds at which things are said to come, none of which happens to anything.
fn arrivals(plan: &Plan) -> Vec<Judgement> {
    let named = &plan.about().arrivals;
    let kinds = plan.items().column(Facet::Kind).values();
    let milestones: Vec<&str> = plan
        .records()
        .iter()
        .filter(|record| record.kind == Kind::Milestone)
        .flat_map(|record| record.texts(Field::Kind))
        .collect();
    let occurs = |word: &str| milestones.iter().any(|kind| kind.eq_ignore_ascii_case(word));
    if named.is_empty() || milestones.is_empty() || named.iter().any(|word| occurs(word)) {
        return Vec::new();
    }
    let words = named.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(" or ");
    let near = named.iter().find_map(|word| Near::default().hint(word, kinds.iter().map(|kind| &*kind.key)));
    vec![Judgement {
        at: Judged::Top("arrivals"),
        message: format!("no milestone is of the kind {words}: nothing in this plan ever comes"),
        hint: near.unwrap_or_else(|| "name kinds that milestones of this plan have".to_owned()),
    }]
}

/// What is wrong with a query, once for each slip.
fn slips(plan: &Plan, query: &str, at: Judged) -> Vec<Judgement> {
    let told = |problem: crate::explore::QueryProblem| {
        let hint = match problem.fix {
            Some(fix) => format!("{}: write \"{}\"", problem.hint, fix.replace('"', "\\\"")),
            None => problem.hint,
        };
        Judgement { at, message: problem.message, hint }
    };
    Filter::parse(query, plan).problems.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    /// The problems of a plan with these fields, each as its line, what is marked there, and its message.
    fn told(fields: &str) -> Vec<(usize, String)> {
        let text = format!(
            "(version: 2, id: \"p\", name: \"P\",\nbrands: [(id: \"ash\", name: \"Ash\")],\n\
             milestones: [(id: \"m\", what: \"M\", kind: \"launch\")],\n{fields})"
        );
        let loaded = file::parse_judged("p.ron", text.as_bytes(), judge);
        assert!(loaded.plan.is_some_and(|plan| !plan.records().is_empty()), "nothing is left out");
        loaded
            .problems
            .iter()
            .map(|p| (p.place.as_ref().map_or(0, |place| place.line), p.to_string()))
            .collect()
    }

    #[test]
    fn every_question_of_a_plan_is_tried() {
        for (fields, line, words) in [
            ("targets: [(id: \"t\", name: \"T\",\ncounts: \"brnad:ash\")]", 5, "did you mean"),
            (
                "targets: [(id: \"broken\", deadline: \"soon\"),\n(id: \"t\", name: \"T\", counts: \"brand:ahs\")]",
                5,
                "ash",
            ),
            ("targets: [(id: \"t\", name: \"T\", counts: \"brand:ash OR kind:launch\")]", 4, "OR"),
            ("views: [(name: \"North\", query: \"region:nort\")]", 4, "in the view “North”"),
            ("views: [(name: \"North\", view: \"timelin\")]", 4, "did you mean \"timeline\"?"),
            ("views: [(name: \"North\", group: \"brnad\")]", 4, "did you mean \"brand\"?"),
            ("arrivals: [\"lanch\"]", 4, "did you mean \"launch\"?"),
        ] {
            let told = told(fields);
            assert!(told.iter().any(|(at, text)| *at == line && text.contains(words)), "{fields}: {told:?}");
        }
        let sound = "arrivals: [\"launch\", \"sop\"], views: [(name: \"N\", query: \"brand:ash\", view: \"map\", group: \"brand\")],\n\
             targets: [(id: \"t\", name: \"T\", counts: \"kind:launch brand:ash\")]";
        assert_eq!(told(sound), []);
    }

    #[test]
    fn the_plans_that_come_with_the_program_ask_nothing_that_they_do_not_have() {
        for bundled in &file::BUNDLED {
            assert_eq!(judge(&bundled.load().plan.expect("a plan")), [], "{}", bundled.name);
        }
    }
}

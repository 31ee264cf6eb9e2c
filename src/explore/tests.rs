//! What a person may rely on when asking a plan: held against the plainest way to answer.

use super::sample::{WORDS, random, random_filter, small};
use super::{DateKey, Filter, Index, Stretch};
use crate::date::Part;
use crate::plan::{BitSet, Facet, Plan, fold};
use proptest::prelude::*;

/// Makes a filter of random steps.
fn filter_of(steps: &[(u8, u8, bool)], plan: &Plan) -> Filter {
    let mut filter = Filter::default();
    for (what, which, excluded) in steps {
        match usize::from(what % 23) {
            n if n < 16 => {
                // The first, what changed, is asked of two editions alone.
                let facet = Facet::ALL[n + 1];
                let values = plan.items().column(facet).values().len();
                filter.add(facet, u32::from(*which) % values as u32, *excluded);
            }
            16 => filter.add_dates(Stretch::Undated, *excluded),
            17 | 18 => {
                let year = |n: u8| Part::Year(2018 + i16::from(n));
                let (from, to) = (which % 16, which / 16);
                filter.add_dates(
                    Stretch::Between((from > 0).then(|| year(from)), (to > 0).then(|| year(to))),
                    *excluded,
                );
            }
            19 => {
                let year = Part::Year(2018 + i16::from(*which % 16));
                let stretch = if which / 128 > 0 { Stretch::Before(year) } else { Stretch::After(year) };
                filter.add_dates(stretch, *excluded);
            }
            _ => filter.add_word(WORDS[usize::from(*which) % WORDS.len()], *excluded),
        }
    }
    filter
}

/// Whether an item holds one part of a filter, by looking at everything; `facet` is set aside.
fn holds(plan: &Plan, filter: &Filter, item: usize, aside: Option<Facet>) -> bool {
    let items = plan.items();
    let facets = filter.choices().filter(|(f, _)| Some(*f) != aside).all(|(facet, choice)| {
        let has = |v: &u32| items.column(facet).of(item).contains(v);
        (choice.any().is_empty() || choice.any().iter().any(has)) && !choice.not().iter().any(has)
    });
    let reach = items.reach(item);
    let dates = DateKey::ALL.iter().all(|key| {
        let of_key = |list: &[Stretch]| list.iter().copied().filter(|s| s.key() == *key).collect::<Vec<_>>();
        let (any, not) = (of_key(&filter.dates), of_key(&filter.not_dates));
        (any.is_empty() || any.iter().any(|s| s.holds(reach))) && !not.iter().any(|s| s.holds(reach))
    });
    facets && dates && filter.words.iter().all(|w| has_word(plan, item, &w.text) != w.excluded)
}

fn has_word(plan: &Plan, item: usize, word: &str) -> bool {
    let record = plan.record(plan.items().thing(item));
    let mut texts: Vec<&str> = vec![&record.name];
    texts.extend(record.aka.iter().map(|t| &**t).chain(record.note.as_deref()));
    for e in &record.evidence {
        texts.extend([&e.place, &e.quote, &e.note].into_iter().flatten().map(|t| &**t));
        texts.extend(e.claims.iter().map(|(_, t)| &**t));
    }
    let named = [
        Facet::Brand,
        Facet::Model,
        Facet::Platform,
        Facet::Plant,
        Facet::Company,
        Facet::Region,
        Facet::Country,
        Facet::Source,
    ];
    for facet in named {
        let column = plan.items().column(facet);
        for value in column.of(item).iter().filter(|v| **v > 0).map(|v| &column.values()[*v as usize]) {
            texts.push(&value.name);
            texts.extend(value.thing.iter().flat_map(|t| plan.record(*t).aka.iter().map(|a| &**a)));
        }
    }
    let plain = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    texts.iter().any(|t| plain(t).contains(&plain(word)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn parse_of_print_is_the_same_filter(plan in random(), steps in random_filter()) {
        let filter = filter_of(&steps, &plan);
        let text = filter.to_text(&plan);
        let parsed = Filter::parse(&text, &plan);
        prop_assert_eq!(&parsed.problems, &[], "{}", text);
        prop_assert_eq!(parsed.filter, filter, "{}", text);
    }

    #[test]
    fn what_matches_and_what_is_counted_is_what_a_plain_look_finds(plan in random(), steps in random_filter()) {
        let filter = filter_of(&steps, &plan);
        let index = Index::new(&plan);
        let items = plan.items();
        let answer = filter.answer(&plan, &index);
        let expected: Vec<usize> = (0..items.len()).filter(|i| holds(&plan, &filter, *i, None)).collect();
        prop_assert_eq!(answer.matching.iter().collect::<Vec<_>>(), expected);
        prop_assert_eq!(filter.matching(&plan, &index), answer.matching.clone());
        for facet in Facet::ALL {
            let mut counts = vec![0u32; items.column(*facet).values().len()];
            for item in (0..items.len()).filter(|i| holds(&plan, &filter, *i, Some(*facet))) {
                items.column(*facet).of(item).iter().for_each(|v| counts[*v as usize] += 1);
            }
            prop_assert_eq!(answer.counts(*facet), &counts[..], "{:?}", facet);
        }
    }

    #[test]
    fn any_text_is_understood_or_told(text in "[a-z:,\"“\\\\ \\-éß日.0-9]{0,40}") {
        let plan = small();
        let parsed = Filter::parse(&text, &plan);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem);
        }
        let printed = parsed.filter.to_text(&plan);
        prop_assert_eq!(Filter::parse(&printed, &plan).filter, parsed.filter);
    }

    #[test]
    fn a_word_found_while_typing_is_found_as_a_whole(plan in random(), word in "(electric|solid state|zoe)") {
        let typed = Index::new(&plan);
        for end in 1..=word.len() {
            let ask = |index: &Index| {
                let mut filter = Filter::default();
                filter.set_words([&word[..end]]);
                filter.matching(&plan, index)
            };
            prop_assert_eq!(ask(&typed), ask(&Index::new(&plan)));
        }
    }
}

/// The ids of what a query keeps, and its problems as "text: message, hint".
fn ask(query: &str) -> (Vec<String>, Vec<String>) {
    let plan = small();
    let parsed = Filter::parse(query, &plan);
    let kept = |set: BitSet| {
        let id = |i| plan.record(plan.items().thing(i)).id.to_string();
        set.iter().map(id).collect()
    };
    let told =
        parsed.problems.iter().map(|p| format!("{}: {}, {}", &query[p.range.clone()], p.message, p.hint));
    (kept(parsed.filter.matching(&plan, &Index::new(&plan))), told.collect())
}

#[test]
fn questions_find_what_they_ask_for() {
    for (query, kept) in [
        ("brand:nissan", "micra van micra-launch"),
        ("Brands:NISSAN -status:cancelled", "micra micra-launch"),
        ("brand:citroen,dacia kind:model", "five spring"),
        ("brand:Citroën kind:reveal", "battery"),
        ("citroen kind:model", "five spring"),
        ("cinq electrique kind:model", "five"),
        ("\"solid state\"", "battery"),
        ("\"state solid\"", ""),
        ("state solid", "battery"),
        ("theme:\"new models\"", "battery"),
        ("platform:none kind:model", "van orphan"),
        ("-platform:none kind:model", "micra five spring"),
        ("kind:model -brand:none -brand:nissan", "five spring"),
        ("when:2024,2026", "shared stake"),
        ("when:undated kind:model", "spring van orphan"),
        ("when:2025,2028.. kind:launch,model", "micra five micra-launch"),
        ("kind:launch -when:2025", ""),
        ("newspaper", "micra-launch"),
        ("disputed:yes", "micra-launch"),
        ("region:europe kind:model -energy:none", "micra"),
        ("year:2028 kind:milestone", "five-launch"),
    ] {
        let (found, told) = ask(query);
        assert_eq!(told, [""; 0], "{query}");
        assert_eq!(found.join(" "), kept, "{query}");
    }
}

#[test]
fn what_is_not_understood_is_told_and_left_out() {
    for (query, told) in [
        (
            "brnd:nissan",
            "brnd: there is no key \"brnd\", did you mean \"brand:\"? The keys are region, brand, platform, energy, kind, status, said, theme, company, country, plant, model, segment, body, source, disputed, when, before, after, next",
        ),
        ("brand:nisan", "nisan: the plan has no brand \"nisan\", did you mean brand:nissan?"),
        ("region:latin", "latin: the plan has no region \"latin\", did you mean region:latin-america?"),
        (
            "body:suv",
            "suv: the plan has no body \"suv\", the plan knows none, because it states no such thing",
        ),
        ("energy:coal", "coal: the plan has no energy \"coal\", the plan knows electric, hybrid"),
        (
            "when:2026-2028",
            "2026-2028: \"2026-2028\" is not a date, write a range with two dots: when:2026..2028",
        ),
        ("bodies:", "bodies: \"body:\" asks for nothing, write body: and right after it one of none"),
        (
            "brand:",
            "brand: \"brand:\" asks for nothing, write brand: and right after it one of citroen, nissan, dacia",
        ),
    ] {
        let (found, problems) = ask(query);
        assert_eq!(problems.join("; "), told);
        assert_eq!(found.len(), small().items().len(), "{query}");
    }
    assert_eq!(ask("brand:nisan,nissan").0.join(" "), "micra van micra-launch");
}

#[test]
fn captions_say_the_filter_in_words() {
    let plan = small();
    for (query, words) in [
        ("", "everything"),
        (
            "brand:nissan,dacia region:europe -status:cancelled when:2026..2028 \"solid state\"",
            "Nissan or Dacia in Europe, not cancelled, 2026 to 2028, with “solid state”",
        ),
        ("region:europe platform:small", "everything in Europe on Small Common"),
        ("energy:electric -platform:none", "electric, platform stated"),
        ("platform:none,small", "everything on Small Common or platform not stated"),
        ("disputed:yes when:undated -foo", "where sources disagree, undated, without “foo”"),
        ("when:..2028,2030.. theme:\"new models\"", "about new models, until 2028 or 2030 and later"),
    ] {
        let parsed = Filter::parse(query, &plan);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.filter.words(&plan), words, "{query}");
    }
}

#[test]
fn what_is_pasted_by_mistake_is_told_in_bounds() {
    let plan = small();
    let words: String = (0..3000).map(|n| format!("word{n} ")).collect();
    let parsed = Filter::parse(&words, &plan);
    assert_eq!((parsed.filter.words_asked().len(), parsed.problems.len()), (64, 32));
    let values: String = (0..3000).map(|n| format!("brand:x{n} ")).collect();
    let parsed = Filter::parse(&(values + "region:europe"), &plan);
    assert_eq!((parsed.filter.to_text(&plan), parsed.problems.len()), ("region:europe".into(), 32));
}

#[test]
fn dates_of_different_keys_must_all_hold_and_one_key_twice_means_either() {
    for (query, kept) in [
        ("after:2025", "five shared stake five-launch"),
        ("before:2026", "micra stake shared micra-launch"),
        ("after:2025 before:2028 kind:stake,target", "shared stake"),
        ("after:2027 kind:launch,model,milestone", "five five-launch"),
        ("before:2025 before:2024 kind:stake", "stake"),
        ("-after:2027 kind:milestone,reveal", "battery"),
        ("-before:2026 -when:undated kind:milestone", "five-launch"),
        ("when:2199", "stake"),
        ("when:1800", "shared"),
    ] {
        let (mut found, told) = ask(query);
        assert_eq!(told, [""; 0], "{query}");
        let mut kept: Vec<&str> = kept.split(' ').collect();
        found.sort();
        kept.sort_unstable();
        assert_eq!(found, kept, "{query}");
    }
    let told = ask("next:12m").1;
    assert!(told[0].contains("does not say as of which date it speaks"), "{told:?}");
}

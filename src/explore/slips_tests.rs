//! Habits of other query languages: each is told, with the text put right.

use super::Filter;
use super::sample::small;
use proptest::prelude::*;

#[test]
fn habits_of_other_languages_are_told_with_the_text_put_right() {
    let plan = small();
    for (query, fixed) in [
        ("brand:nissan OR brand:dacia", Some("brand:nissan,dacia")),
        (
            "brand:nissan or brand:dacia OR brand:citroen kind:model",
            Some("brand:nissan,dacia,citroen kind:model"),
        ),
        ("brand:nissan | brand:dacia", Some("brand:nissan,dacia")),
        ("brand:nissan OR region:europe", None),
        ("zoe OR micra", None),
        ("brand:nissan AND region:europe", Some("brand:nissan region:europe")),
        ("brand:nissan and region:europe", Some("brand:nissan region:europe")),
        ("not brand:nissan", Some("-brand:nissan")),
        ("NOT electric", Some("-electric")),
        ("!brand:nissan", Some("-brand:nissan")),
        ("kind:model - brand:nissan", Some("kind:model -brand:nissan")),
        ("not -brand:nissan", Some("-brand:nissan")),
        ("brand=nissan", Some("brand:nissan")),
        ("brand == nissan", Some("brand:nissan")),
        ("brand= \"nissan\"", Some("brand:\"nissan\"")),
        ("-brand=nissan", Some("-brand:nissan")),
        ("brand!=nissan", Some("-brand:nissan")),
        ("when>2027", Some("after:2027")),
        ("when >= 2027", Some("when:2027..")),
        ("year<2028", Some("before:2028")),
        ("when<=2028", Some("when:..2028")),
        ("brand>nissan", None),
        ("brand: nissan", Some("brand:nissan")),
        ("brnd:nissan kind:model", Some("brand:nissan kind:model")),
        ("brand:nisan kind:model", Some("brand:nissan kind:model")),
        ("region:latin", Some("region:latin-america")),
        ("(brand:nissan)", Some("brand:nissan")),
        ("-(brand:nissan) kind:model", Some("-brand:nissan kind:model")),
        ("electr*", Some("electr")),
        ("'solid state'", Some("\"solid state\"")),
        ("kind:model \"solid state", Some("kind:model \"solid state\"")),
        ("brand:\"nissan", Some("brand:\"nissan\"")),
    ] {
        let parsed = Filter::parse(query, &plan);
        let [problem] = &parsed.problems[..] else { panic!("{query}: {:?}", parsed.problems) };
        assert_eq!(problem.fix.as_deref(), fixed, "{query}: {problem:?}");
        if let Some(fixed) = fixed {
            assert_eq!(Filter::parse(fixed, &plan).problems, [], "{fixed}");
        }
    }
    for fine in
        ["cars or vans", "not much", "Renault - Nissan", "R&D & more", "a=b", "five (5)", "rock 'n roll"]
    {
        assert_eq!(Filter::parse(fine, &plan).problems, [], "{fine}");
    }
}

#[test]
fn what_is_told_says_what_to_write_and_leaves_out_what_could_mislead() {
    let plan = small();
    for (query, message, hint, read) in [
        (
            "brand:nissan OR brand:dacia",
            "\"OR\" stands between questions, where all must hold",
            "put alternatives behind one key: brand:nissan,dacia",
            "brand:nissan,dacia",
        ),
        ("not brand:nissan", "\"not\" leaves nothing out", "a minus right before it does: -brand:nissan", ""),
        ("brand=nissan", "\"brand=\" asks for nothing", "write brand:nissan", ""),
        (
            "five \"solid st",
            "a quotation begins here and does not end",
            "close it with a quotation mark where it ends, or leave the mark out",
            "five \"solid st\"",
        ),
    ] {
        let parsed = Filter::parse(query, &plan);
        let problem = &parsed.problems[0];
        assert_eq!((&*problem.message, &*problem.hint), (message, hint));
        assert_eq!(parsed.filter.to_text(&plan), read);
    }
}

proptest! {
    #[test]
    fn clicking_fixes_ends_where_nothing_more_can_be_put_right(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("brand:nissan"), Just("brand:dacia"), Just("region:europe"), Just("OR"), Just("or"),
                Just("and"), Just("NOT"), Just("not"), Just("-"), Just("!brand:nissan"), Just("brand=nissan"),
                Just("brand"), Just("="), Just("(brand:nissan"), Just("brand:dacia)"), Just("\"solid"),
                Just("state\""), Just("'solid"), Just("state'"), Just("electr*"), Just("when>2027"),
                Just("brand:"), Just("brnd:nissan"), Just("brand:nisan"), Just("\\"),
            ],
            0..9,
        ),
    ) {
        let plan = small();
        let mut text = parts.join(" ");
        for _ in 0..64 {
            let fix = Filter::parse(&text, &plan).problems.into_iter().find_map(|problem| problem.fix);
            match fix {
                Some(fix) => text = fix,
                None => return Ok(()),
            }
        }
        prop_assert!(false, "{} ends in {}", parts.join(" "), text);
    }
}

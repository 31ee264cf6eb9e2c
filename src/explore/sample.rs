//! Plans for tests: a small one written out, and any number of random ones.

use crate::date::When;
use crate::plan::{
    About, Country, Evidence, Fact, Field, Kind, Plan, Record, Said, Source, SourceIndex, Status, Thing,
};
use proptest::prelude::*;

fn text(text: &str) -> Fact {
    Fact::Text(text.into())
}

fn when(text: &str) -> Option<When> {
    When::parse(text).ok()
}

fn source(id: &str, title: &str) -> Source {
    Source { id: id.into(), title: title.into(), ..Source::default() }
}

fn said(source: u32, said: Said) -> Evidence {
    Evidence {
        source: SourceIndex(source),
        place: None,
        said,
        quote: None,
        note: None,
        claims: Box::default(),
    }
}

/// A plan of three brands, two platforms and five models.
pub(crate) fn small() -> Plan {
    let mut r: Vec<Record> = [
        (Kind::Company, "psa", "PSA Group"),
        (Kind::Brand, "citroen", "Citroën"),
        (Kind::Brand, "nissan", "Nissan"),
        (Kind::Brand, "dacia", "Dacia"),
        (Kind::Region, "europe", "Europe"),
        (Kind::Region, "latin-america", "Latin America"),
        (Kind::Plant, "douai", "Douai"),
        (Kind::Platform, "small", "Small Common"),
        (Kind::Platform, "large", "Large"),
        (Kind::Platform, "unused", "Unused"),
        (Kind::Model, "micra", "Micra"),
        (Kind::Model, "five", "5"),
        (Kind::Model, "spring", "Spring"),
        (Kind::Model, "van", "Van"),
        (Kind::Model, "orphan", "Orphan"),
        (Kind::Target, "shared", "80 % shared"),
        (Kind::Stake, "stake", "PSA in itself"),
        (Kind::Milestone, "micra-launch", "Micra launched"),
        (Kind::Milestone, "five-launch", "5 launched"),
        (Kind::Milestone, "battery", "New battery"),
    ]
    .into_iter()
    .map(|(kind, id, name)| Record::new(kind, id, name))
    .collect();
    let t = |id: &str, r: &[Record]| Thing::nth(r.iter().position(|r| &*r.id == id).unwrap());
    let links = |list: &[(Field, &str)], r: &[Record]| -> Box<[(Field, Thing)]> {
        list.iter().map(|(field, id)| (*field, t(id, r))).collect()
    };
    let linked: [(&str, &[(Field, &str)]); 15] = [
        ("citroen", &[(Field::Company, "psa")]),
        ("douai", &[(Field::Company, "psa")]),
        ("small", &[(Field::Owner, "psa")]),
        ("large", &[(Field::Owner, "psa")]),
        (
            "micra",
            &[
                (Field::Brands, "nissan"),
                (Field::Platform, "small"),
                (Field::Plants, "douai"),
                (Field::Regions, "europe"),
            ],
        ),
        (
            "five",
            &[
                (Field::Brands, "citroen"),
                (Field::Platform, "small"),
                (Field::Plants, "douai"),
                (Field::DerivedFrom, "micra"),
            ],
        ),
        ("spring", &[(Field::Brands, "dacia"), (Field::Brands, "citroen"), (Field::Platform, "large")]),
        ("van", &[(Field::Brands, "nissan")]),
        ("orphan", &[]),
        ("shared", &[(Field::Of, "small")]),
        ("stake", &[(Field::Holder, "psa"), (Field::Of, "psa")]),
        ("micra-launch", &[(Field::Of, "micra"), (Field::Where, "douai"), (Field::LeadsTo, "five-launch")]),
        ("five-launch", &[(Field::Of, "five")]),
        ("battery", &[(Field::Of, "citroen")]),
        ("europe", &[]),
    ];
    for (id, list) in linked {
        let (at, found) = (t(id, &r).index(), links(list, &r));
        r[at].links = found;
    }
    let facts: [(&str, Vec<(Field, Fact)>); 9] = [
        (
            "europe",
            ["FR", "ES"]
                .iter()
                .map(|c| (Field::Countries, Fact::Country(Country::from_alpha2(c).unwrap())))
                .collect(),
        ),
        (
            "latin-america",
            vec![
                (Field::Countries, Fact::Country(Country::from_alpha2("BR").unwrap())),
                (Field::Excluded, Fact::Flag(true)),
            ],
        ),
        (
            "douai",
            vec![
                (Field::Country, Fact::Country(Country::from_alpha2("FR").unwrap())),
                (Field::At, Fact::Coordinates(50.37, -3.08)),
            ],
        ),
        ("micra", vec![(Field::Energy, text("electric")), (Field::Segment, text("B"))]),
        ("five", vec![(Field::Energy, text("electric")), (Field::Energy, text("hybrid"))]),
        (
            "shared",
            vec![
                (Field::Theme, text("platform sharing")),
                (Field::Measure, text("parts")),
                (Field::Value, Fact::Number(80.0)),
                (Field::Unit, text("%")),
            ],
        ),
        ("stake", vec![(Field::Percent, Fact::Number(28.4)), (Field::Voting, Fact::Flag(false))]),
        ("battery", vec![(Field::Theme, text("new models")), (Field::Kind, text("reveal"))]),
        ("micra-launch", vec![(Field::Kind, text("launch"))]),
    ];
    for (id, list) in facts {
        let at = t(id, &r).index();
        r[at].facts = list.into();
    }
    let mut set = |id: &str, change: &dyn Fn(&mut Record)| {
        let at = t(id, &r).index();
        change(&mut r[at]);
    };
    set("five", &|r| r.aka = Box::new(["Cinq électrique".into()]));
    set("van", &|r| r.status = Some(Status::Cancelled));
    set("stake", &|r| r.when = when("2023/.."));
    set("shared", &|r| r.when = when("[..2026]"));
    set("battery", &|r| r.note = Some("solid state, perhaps".into()));
    set("micra-launch", &|r| {
        r.when = when("2025-Q4");
        r.status = Some(Status::Done);
        let claims = Box::new([
            (Field::When, "2026".into()),
            (Field::Where, "small".into()),
            (Field::What, "Sold".into()),
        ]);
        r.evidence = Box::new([said(0, Said::Stated), Evidence { claims, ..said(1, Said::Implied) }]);
    });
    set("five-launch", &|r| r.when = when("2028"));
    let sources = vec![source("report", "Annual report"), source("paper", "A newspaper: \"tomorrow\"")];
    let arrivals = Box::new(["launch".into()]);
    Plan::new(About { name: "Small".into(), arrivals, ..About::default() }, sources, r)
}

/// The words that random names are made of.
pub(crate) const WORDS: [&str; 6] = ["Zoé", "electric", "solid state", "none", "a,b \"c\"", "-x:y"];

/// A random plan: numbers of brands, platforms and regions, then models and milestones as random digits.
pub(crate) fn random() -> impl Strategy<Value = Plan> {
    let rows = || proptest::collection::vec(any::<[u8; 10]>(), 0..40);
    (0usize..5, 0usize..5, 0usize..4, rows(), rows()).prop_map(
        |(brands, platforms, regions, models, milestones)| {
            build(brands, platforms, regions, &models, &milestones)
        },
    )
}

fn build(
    brands: usize,
    platforms: usize,
    regions: usize,
    models: &[[u8; 10]],
    milestones: &[[u8; 10]],
) -> Plan {
    let mut r = Vec::new();
    let mut many = |kind: Kind, count: usize| {
        let first = r.len() as u32;
        for n in 0..count {
            let word = WORDS[n % WORDS.len()];
            r.push(Record::new(
                kind,
                &format!("{}-{n}", kind.word()),
                &format!("{word} {}", n / WORDS.len()),
            ));
        }
        first
    };
    let brand = many(Kind::Brand, brands);
    let region = many(Kind::Region, regions);
    let platform = many(Kind::Platform, platforms);
    let model = many(Kind::Model, models.len());
    let milestone = many(Kind::Milestone, milestones.len());
    // About one in three points at nothing.
    let pick = |digit: u8, first: u32, count: usize| {
        let n = usize::from(digit) % (count + count / 2 + 1);
        (n < count).then(|| Thing::nth(first + n as u32))
    };
    for (n, row) in models.iter().enumerate() {
        let links = [
            (Field::Brands, pick(row[0], brand, brands)),
            (Field::Brands, pick(row[1], brand, brands)),
            (Field::Platform, pick(row[2], platform, platforms)),
            (Field::Regions, pick(row[3], region, regions)),
        ];
        let mut links: Vec<(Field, Thing)> = links.into_iter().filter_map(|(f, t)| Some((f, t?))).collect();
        links.dedup();
        let record = &mut r[model as usize + n];
        record.links = links.into();
        record.facts = WORDS.iter().take(usize::from(row[4] % 4)).map(|w| (Field::Energy, text(w))).collect();
        record.note = WORDS.get(usize::from(row[5] % 9)).map(|w| (*w).into());
    }
    for (n, row) in milestones.iter().enumerate() {
        let record = &mut r[milestone as usize + n];
        let of = pick(row[0], model, models.len()).or(pick(row[1], brand, brands));
        record.links = of.into_iter().map(|t| (Field::Of, t)).collect();
        record.when = when(&format!("{}", 2020 + u16::from(row[2] % 10))).filter(|_| row[3] % 3 > 0);
        record.status = Status::ALL.get(usize::from(row[4] % 12)).copied();
        let source = u32::from(row[5] % 2);
        record.evidence = [said(source, Said::ALL[usize::from(row[6] % 4)])]
            .into_iter()
            .filter(|_| row[7] % 3 > 0)
            .collect();
    }
    Plan::new(About::default(), vec![source("s0", "Zoé report"), source("s1", "none")], r)
}

/// A random filter for a plan, as a person could have clicked and typed it.
pub(crate) fn random_filter() -> impl Strategy<Value = Vec<(u8, u8, bool)>> {
    proptest::collection::vec(any::<(u8, u8, bool)>(), 0..6)
}

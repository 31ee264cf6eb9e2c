//! What a record says of itself, as a table to read; and where its sources say something else.
//!
//! It must never add what the record does not say.

use crate::date::{Moment, When};
use crate::plan::{Country, Fact, Field, Figure, Kind, Plan, Record, Thing, Tie};

/// A part of a fact: words, or a record to go to.
#[derive(Debug, Clone, PartialEq)]
pub enum FactPiece {
    /// Words.
    Text(String),
    /// A record, shown by its name.
    Link(Thing),
}

/// A source that claims something else than the record does.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// About what.
    pub field: Field,
    /// What the record says; empty where it says nothing.
    pub record: String,
    /// What the source says.
    pub other: String,
    /// The place of the evidence in the record's list.
    pub evidence: usize,
}

/// The fields in the order in which a person asks: what and when, whose, on what, where, how much.
const ORDER: [Field; 54] = [
    Field::Code,
    Field::Kind,
    Field::Role,
    Field::When,
    Field::Deadline,
    Field::From,
    Field::Until,
    Field::Status,
    Field::Measure,
    Field::Value,
    Field::Counts,
    Field::Baseline,
    Field::Capacity,
    Field::Volume,
    Field::Cost,
    Field::Figures,
    Field::Holder,
    Field::Percent,
    Field::Votes,
    Field::Voting,
    Field::Of,
    Field::Via,
    Field::By,
    Field::Brand,
    Field::Brands,
    Field::Company,
    Field::Parent,
    Field::Owners,
    Field::Owner,
    Field::Platform,
    Field::BuiltOn,
    Field::Segment,
    Field::Body,
    Field::Energy,
    Field::Technology,
    Field::Theme,
    Field::Plants,
    Field::BuiltAt,
    Field::Regions,
    Field::Where,
    Field::Country,
    Field::Countries,
    Field::Without,
    Field::Points,
    Field::Box,
    Field::At,
    Field::Excluded,
    Field::DevelopedBy,
    Field::DerivedFrom,
    Field::Replaces,
    Field::PartOf,
    Field::LeadsTo,
    Field::Unit,
    Field::Color,
];

/// What a record says, field after field, each with its label. Name, note and evidence are not among it.
pub fn facts(plan: &Plan, thing: Thing) -> Vec<(&'static str, Vec<FactPiece>)> {
    let record = plan.record(thing);
    let mut rows = Vec::new();
    for field in ORDER {
        let pieces = pieces(plan, record, field);
        if !pieces.is_empty() {
            rows.push((field.label(), pieces));
        }
    }
    if !record.aka.is_empty() {
        rows.push(("also called", record.aka.iter().map(|name| FactPiece::Text(name.to_string())).collect()));
    }
    rows
}

/// Where a record's sources say something else than the record.
pub fn disagreements(plan: &Plan, thing: Thing) -> Vec<Disagreement> {
    let record = plan.record(thing);
    let claims = record.evidence.iter().enumerate().flat_map(|(n, e)| e.claims.iter().map(move |c| (n, c)));
    claims
        .map(|(evidence, (field, other))| Disagreement {
            field: *field,
            record: field_words(plan, record, *field),
            other: claim_words(plan, record, *field, other),
            evidence,
        })
        .collect()
}

/// What a record says in a field, in words; empty where it says nothing.
pub fn field_words(plan: &Plan, record: &Record, field: Field) -> String {
    if matches!(field, Field::Name | Field::What) {
        return record.name.to_string();
    }
    let words: Vec<String> = pieces(plan, record, field)
        .into_iter()
        .map(|piece| match piece {
            FactPiece::Text(text) => text,
            FactPiece::Link(thing) => plan.record(thing).name.to_string(),
        })
        .collect();
    words.join(", ")
}

/// A claim in words: dates, ids, codes and figures as the record's own are written.
fn claim_words(plan: &Plan, record: &Record, field: Field, text: &str) -> String {
    if matches!(field, Field::When | Field::Deadline | Field::From | Field::Until)
        && let Ok(when) = plan.about().calendar().when(text)
    {
        return when.words();
    }
    if matches!(field, Field::Value | Field::Percent | Field::Votes)
        && let Ok(number) = text.parse::<f64>()
    {
        return amount(record, field, number);
    }
    if matches!(field, Field::Name | Field::What | Field::Measure | Field::Baseline) {
        return text.to_owned();
    }
    let name = |part: &str| {
        let country = || Country::from_alpha2(part).filter(|_| is_place(field)).map(|c| c.name().to_owned());
        let found = plan.find(part).map(|t| plan.record(t).name.to_string());
        found.or_else(country).unwrap_or_else(|| part.to_owned())
    };
    match plan.find(text) {
        Some(_) => name(text),
        None => text.split(", ").map(name).collect::<Vec<_>>().join(", "),
    }
}

fn is_place(field: Field) -> bool {
    matches!(field, Field::Where | Field::Country | Field::Countries)
}

fn pieces(plan: &Plan, record: &Record, field: Field) -> Vec<FactPiece> {
    let text = |text: &str| FactPiece::Text(text.to_owned());
    let mut pieces = Vec::new();
    if let Some(when) = record.when.and_then(|when| date_words(record.kind, field, when)) {
        pieces.push(FactPiece::Text(when));
    }
    if field == Field::Status {
        pieces.extend(record.status.map(|s| text(s.label())));
    }
    pieces.extend(record.links(field).filter(|to| !is_tied(record, field, *to)).map(FactPiece::Link));
    pieces.extend(record.ties(field).map(|tie| FactPiece::Text(tie_words(plan, tie))));
    for fact in record.facts(field) {
        pieces.extend(match fact {
            // The unit stands behind the value.
            Fact::Text(_) if field == Field::Unit && record.facts(Field::Value).next().is_some() => None,
            Fact::Text(words) => Some(text(words)),
            Fact::Number(number) => Some(FactPiece::Text(amount(record, field, *number))),
            Fact::Flag(yes) => Some(text(if *yes { "yes" } else { "no" })),
            Fact::Country(country) => Some(text(country.name())),
            Fact::Coordinates(lat, lon) => Some(FactPiece::Text(coordinates(*lat, *lon))),
            Fact::Figure(one) => Some(FactPiece::Text(figure_words(one))),
            Fact::Color([r, g, b]) => Some(FactPiece::Text(format!("#{r:02x}{g:02x}{b:02x}"))),
        });
    }
    pieces
}

/// Whether a link of this very field is said more closely by a tie.
fn is_tied(record: &Record, field: Field, to: Thing) -> bool {
    record.ties(field).any(|tie| tie.to == to)
}

/// "Zwickau, from November 2019 to 2027", "Renault 43.4 %, 15 % of the votes".
fn tie_words(plan: &Plan, tie: &Tie) -> String {
    let mut words = plan.record(tie.to).name.to_string();
    if let Some(percent) = tie.percent {
        words += &format!(" {} %", figure(percent));
    }
    if let Some(votes) = tie.votes {
        words += &format!(", {} % of the votes", figure(votes));
    }
    if let Some(when) = tie.when {
        words += &format!(", {}", when.words());
    }
    words
}

/// "nameplate 10 to 12 GW".
pub(super) fn figure_words(one: &Figure) -> String {
    let amount = one.words(figure);
    one.what.as_ref().map_or_else(|| amount.clone(), |what| format!("{what} {amount}"))
}

/// A record's one date under the names that its kind has for it.
fn date_words(kind: Kind, field: Field, when: When) -> Option<String> {
    let in_role = matches!(kind, Kind::Stake | Kind::Person);
    let end = |moment: Option<Moment>| moment.map(Moment::words);
    match (field, when) {
        (Field::From, When::Span(from, _)) if in_role => end(from),
        (Field::Until, When::Span(_, until)) if in_role => end(until),
        (Field::From, When::At(moment)) if in_role => end(Some(moment)),
        (Field::Deadline, when) if kind == Kind::Target => Some(when.words()),
        (Field::When, when) if !in_role && kind != Kind::Target => Some(when.words()),
        _ => None,
    }
}

fn amount(record: &Record, field: Field, number: f64) -> String {
    let figure = figure(number);
    let unit = if matches!(field, Field::Percent | Field::Votes) {
        Some("%")
    } else {
        record.texts(Field::Unit).next()
    };
    unit.map_or_else(|| figure.clone(), |unit| format!("{figure} {unit}"))
}

/// A number as English writes it: 2,300,000 and 28.4, at most six digits behind the point.
pub fn figure(number: f64) -> String {
    if number.abs() >= 1e15 {
        // So many digits say nothing, and the last ones are not the number's.
        return format!("{number:e}").replace('-', "−");
    }
    // Adding nothing makes a plain 0 of one below it.
    let plain = format!("{}", (number * 1e6).round() / 1e6 + 0.0);
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(if digits.len() < whole.len() { "−" } else { "" });
    for (n, digit) in digits.chars().enumerate() {
        // Years and other four-figure numbers read better unbroken.
        if n > 0 && (digits.len() - n).is_multiple_of(3) && digits.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

fn coordinates(lat: f64, lon: f64) -> String {
    let (ns, ew) = (if lat < 0.0 { "S" } else { "N" }, if lon < 0.0 { "W" } else { "E" });
    format!("{:.2}° {ns}, {:.2}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::super::sample::small;
    use super::*;

    fn table(id: &str) -> String {
        let plan = small();
        let mut out = String::new();
        for (label, pieces) in facts(&plan, plan.find(id).unwrap()) {
            let words: Vec<String> = pieces
                .iter()
                .map(|p| match p {
                    FactPiece::Text(t) => t.clone(),
                    FactPiece::Link(t) => format!("[{}]", plan.record(*t).name),
                })
                .collect();
            out += &format!("{label}: {}\n", words.join(", "));
        }
        out
    }

    #[test]
    fn a_record_reads_as_a_table() {
        assert_eq!(
            table("micra"),
            "brand: [Nissan]\nplatform: [Small Common]\nsegment: B\nenergy: electric\nbuilt at: [Douai]\nregion: [Europe]\n"
        );
        assert_eq!(
            table("stake"),
            "from: 2023\nholder: [PSA Group]\npercent: 28.4 %\nvoting: no\nof: [PSA Group]\n"
        );
        assert_eq!(
            table("shared"),
            "deadline: by 2026\nmeasure: parts\nvalue: 80 %\nof: [Small Common]\ntheme: platform sharing\n"
        );
        assert_eq!(table("douai"), "company: [PSA Group]\ncountry: France\ncoordinates: 50.37° N, 3.08° W\n");
        assert_eq!(table("latin-america"), "countries: Brazil\nleft out: yes\n");
        assert_eq!(table("five").lines().last(), Some("also called: Cinq électrique"));
    }

    #[test]
    fn a_disagreement_shows_both_sides() {
        let plan = small();
        let told: Vec<String> = disagreements(&plan, plan.find("micra-launch").unwrap())
            .iter()
            .map(|d| format!("{}: {} / {} ({})", d.field.label(), d.record, d.other, d.evidence))
            .collect();
        assert_eq!(
            told,
            [
                "when: Q4 2025 / 2026 (1)",
                "where: Douai / Small Common (1)",
                "what: Micra launched / Sold (1)"
            ]
        );
    }

    #[test]
    fn every_field_has_its_place_in_the_table() {
        // Names have a place of their own.
        for field in Field::ALL.iter().filter(|f| !matches!(f, Field::Name | Field::What)) {
            assert_eq!(ORDER.iter().filter(|f| *f == field).count(), 1, "{field:?}");
        }
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        for (number, words) in [
            (80.0, "80"),
            (28.4, "28.4"),
            (2_300_000.0, "2,300,000"),
            (5300.0, "5300"),
            (-12345.5, "−12,345.5"),
            (-1e-9, "0"),
            (1e303, "1e303"),
            (-1.5e-300, "0"),
            (123_456_789_012_345.0, "123,456,789,012,345"),
        ] {
            assert_eq!(figure(number), words);
        }
    }
}

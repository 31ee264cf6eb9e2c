//! Single values of a file: dates, numbers, countries, links, texts; each is taken or told of.
//!
//! It must never look at a second record.

use super::findings::{At, Finding, Findings};
use super::problem::{is_hidden, quoted};
use super::text::Text;
use crate::date::{DateError, Moment, When, two_years};
use crate::plan::{Country, Field, Near};

/// The longest text, in bytes.
pub const TEXT: usize = 10_000;

/// Tells of a text that is too long.
pub fn length(text: &str, findings: &mut Findings, at: impl FnOnce() -> At) {
    if text.len() > TEXT {
        let count = text.len();
        let message = format!("this text is {count} bytes long, more than {TEXT}");
        findings
            .error(|| Finding::error(at(), message, "put the rest into another record or source".to_owned()));
    }
}

/// A text for one line: line ends and other characters that are not seen become spaces, and that is told.
pub fn line(text: Text<'_>, findings: &mut Findings, at: impl Fn() -> At) -> Box<str> {
    clean(text, findings, at, is_hidden)
}

/// A text of several lines: what is not seen, but for line ends and tabs, becomes a space, and that is told.
pub fn note(text: Option<Text<'_>>, findings: &mut Findings, at: impl Fn() -> At) -> Option<Box<str>> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(clean(text, findings, at, |c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t')))
}

fn clean(text: Text<'_>, findings: &mut Findings, at: impl Fn() -> At, bad: fn(char) -> bool) -> Box<str> {
    length(&text, findings, &at);
    // Nearly every text is plain ASCII, which is seen without a branch a byte.
    let suspect = text.bytes().fold(false, |suspect, b| suspect | !(0x20..0x7f).contains(&b));
    if !suspect || !text.chars().any(bad) {
        return text.into();
    }
    let message = "this text holds a line end or another character that cannot be shown";
    findings.warning(|| Finding::warning(at(), message, "it is shown as a space".to_owned()));
    text.chars().map(|c| if bad(c) { ' ' } else { c }).collect()
}

/// Whether an id is one; tells if not.
pub fn id(id: &str, findings: &mut Findings, at: impl FnOnce() -> At) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let sound = !id.is_empty() && id.len() <= 100 && id.bytes().all(fits);
    if !sound {
        findings.error(|| {
            let message = match id {
                "" => "this id is empty".to_owned(),
                _ => format!("{} is not an id", quoted(id)),
            };
            let better: String = id
                .to_lowercase()
                .chars()
                .map(|c| if matches!(c, '_' | ' ' | '.') { '-' } else { c })
                .collect();
            let better = Some(better).filter(|b| !b.is_empty() && b.len() <= 100 && b.bytes().all(fits));
            let better = better.map(|b| format!("; write \"{b}\"")).unwrap_or_default();
            let hint = format!("lower-case letters, digits and hyphens, 100 at most{better}");
            Finding::error(at(), message, hint)
        });
    }
    sound
}

/// A single moment; tells if it is none.
pub fn moment(text: &str, at: At, findings: &mut Findings) -> Option<Moment> {
    findings.calendar.moment(text).map_err(|error| findings.error(|| bad_date(text, at, &error))).ok()
}

/// What is wrong with a date: the whole value as it stands, and the date that it plainly means.
pub fn bad_date(text: &str, at: At, error: &DateError) -> Finding {
    let (message, hint) = date_slip(text, error);
    Finding::error(at, message, hint)
}

/// The message and the hint of a date that is none where one moment, or also a span, was expected.
pub fn date_slip(text: &str, error: &DateError) -> (String, String) {
    if text.contains('/') && When::parse(text).is_ok() {
        let hint = "a single moment belongs here, such as 2027-Q2 or [2027..2028]";
        return (format!("{} is a span", quoted(text)), hint.to_owned());
    }
    let nothing = ["tbd", "tba", "tbc", "n/a", "na", "unknown", "none", "open", "?", "-", ""];
    if nothing.contains(&text.trim().to_lowercase().as_str()) {
        let message = format!("{} is not a date", quoted(text));
        return (message, "leave the field out where no date is known".to_owned());
    }
    // Other reasons, such as an end before the start, speak of dates that were understood.
    if !error.message.ends_with("is not a date") {
        return (error.message.clone(), error.hint.to_owned());
    }
    let hint = match (two_years(text), When::meant(text)) {
        (Some((from, to)), _) => {
            format!("write \"[{from}..{to}]\" (some time in) or \"{from}/{to}\" (from, to)")
        }
        (None, Some(meant)) => format!("write \"{meant}\""),
        (None, None) => error.hint.to_owned(),
    };
    (format!("{} is not a date", quoted(text)), hint)
}

/// The dates of one record, taken together.
#[derive(Debug, Default)]
pub struct Dates {
    when: Option<When>,
    from: Option<Moment>,
    until: Option<Moment>,
}

impl Dates {
    /// Takes a date; tells if it is none.
    pub fn take(&mut self, field: Field, text: &str, at: At, findings: &mut Findings) {
        match field {
            Field::From => self.from = moment(text, at, findings),
            Field::Until => self.until = moment(text, at, findings),
            Field::Deadline => self.when = moment(text, at, findings).map(When::At),
            _ => match findings.calendar.when(text) {
                Ok(when) => self.when = Some(when),
                Err(error) => findings.error(|| bad_date(text, at, &error)),
            },
        }
    }

    /// When the record is; tells if it ends before it starts.
    pub fn when(self, at_end: impl FnOnce() -> At, findings: &mut Findings) -> Option<When> {
        match (self.from, self.until) {
            (None, None) => self.when,
            (Some(from), Some(until)) if !from.may_precede(until) => {
                let message = format!("it ends ({until}) before it starts ({from})");
                findings.error(|| Finding::error(at_end(), message, "look at from and until".to_owned()));
                None
            }
            (from, until) => Some(When::Span(from, until)),
        }
    }
}

/// Looks at a number.
pub fn number(field: Field, number: f64, findings: &mut Findings, at: impl Fn() -> At) {
    let is_part = matches!(field, Field::Percent | Field::Votes);
    if finite(number, findings, &at).is_some() && is_part && !(0.0..=100.0).contains(&number) {
        let message = format!("{number} is not between 0 and 100 percent");
        findings.error(|| Finding::error(at(), message, "a stake is a part of the whole".to_owned()));
    }
}

/// A number, if it is one that can be reckoned with; tells if not.
pub fn finite(number: f64, findings: &mut Findings, at: impl FnOnce() -> At) -> Option<f64> {
    if number.is_finite() {
        return Some(number);
    }
    findings.error(|| Finding::error(at(), format!("{number} is not a number to work with"), None));
    None
}

/// A number as it should be written that was written with a decimal comma, or with signs between its thousands;
/// `None` where it is none.
pub fn plain_number(text: &str) -> Option<String> {
    const SIGNS: [char; 5] = [',', ' ', '\'', '’', '_'];
    let mut groups = text.split(SIGNS);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sign = text.find(SIGNS).and_then(|at| text.get(at..)).and_then(|t| t.chars().next());
    let is_thousands = |group: &&str| {
        let whole = group.split('.').next().unwrap_or_default();
        whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit())
    };
    let plain = match &rest[..] {
        [] => first.to_owned(),
        groups if first.len() <= 3 && groups.iter().all(is_thousands) => {
            format!("{first}{}", groups.concat())
        }
        [decimals] if sign == Some(',') => format!("{first}.{decimals}"),
        _ => return None,
    };
    let starts = plain.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    plain.parse::<f64>().ok().filter(|number| starts && number.is_finite()).map(|_| plain)
}

/// A colour as web pages write it; tells if it is none.
pub fn color(text: &str, findings: &mut Findings, at: impl FnOnce() -> At) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#').unwrap_or_default();
    let number = |from: usize, length: usize| {
        let digits = digits.get(from..from + length)?;
        let number = u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        Some(if length == 1 { number * 17 } else { number })
    };
    let length = match digits.len() {
        3 => 1,
        6 => 2,
        _ => 9,
    };
    let color = [0, 1, 2].map(|n| number(n * length, length));
    if let [Some(r), Some(g), Some(b)] = color {
        return Some([r, g, b]);
    }
    findings.error(|| {
        let hint = "write red, green and blue as web pages do: \"#c3002f\"".to_owned();
        Finding::error(at(), format!("{} is not a colour", quoted(text)), hint)
    });
    None
}

/// Looks at a place on the globe.
pub fn coordinates(lat: f64, lon: f64, findings: &mut Findings, at: impl FnOnce() -> At) {
    let on_globe = |lat: f64, lon: f64| (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    if !on_globe(lat, lon) {
        let hint = if on_globe(lon, lat) {
            "the latitude comes first: swap the two"
        } else {
            "write latitude (-90 to 90) and longitude (-180 to 180) in degrees: (51.4, -0.9)"
        };
        let message = format!("({lat}, {lon}) is not on the globe");
        findings.error(|| Finding::error(at(), message, hint.to_owned()));
    }
}

/// A link, if it is one that may be opened; tells if not.
pub fn url(url: Text<'_>, findings: &mut Findings, at: impl Fn() -> At) -> Option<Box<str>> {
    let scheme = |scheme: &str| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    let names_a_host = url
        .split_once("://")
        .is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    let sound = (scheme("https://") || scheme("http://"))
        && names_a_host
        && !url.contains(|c: char| is_hidden(c) || c == ' ');
    if sound {
        return Some(line(url, findings, at));
    }
    let hint =
        "it is not shown as a link; one begins with https:// or http://, names a site and has no spaces"
            .to_owned();
    findings.warning(|| Finding::warning(at(), format!("{} is not a web address", quoted(&url)), hint));
    None
}

/// Whether a text looks like a country's code and not like an id.
pub fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Tells of a country that there is not.
pub fn unknown_country(text: &str, at: At, suggest: &Near) -> Finding {
    let hint = match text {
        "UK" => "the United Kingdom is \"GB\"".to_owned(),
        "EU" => "the European Union is no country: make it a region with its countries".to_owned(),
        _ => country_code(text, suggest).unwrap_or_else(|| {
            "countries are the two letters of ISO 3166-1, such as \"FR\" or \"JP\"".to_owned()
        }),
    };
    Finding::error(at, format!("there is no country {}", quoted(text)), hint)
}

/// The code of the country that a text means, as a hint.
fn country_code(text: &str, suggest: &Near) -> Option<String> {
    if let Some(country) = Country::from_alpha2(&text.to_uppercase()) {
        return Some(format!("write \"{}\"", country.alpha2()));
    }
    if text.len() < 4 {
        return None;
    }
    let all = || (0..1000).filter_map(Country::from_numeric);
    let near = suggest.to(text, all().map(Country::name))?;
    all().find(|country| country.name() == near).map(|country| format!("{near} is \"{}\"", country.alpha2()))
}

/// The hint for a country that stands where a country may stand, but is written like an id or by its name.
pub fn meant_country(field: Field, text: &str, suggest: &Near) -> Option<String> {
    if field != Field::Where {
        return None;
    }
    match Country::from_alpha2(&text.to_uppercase()) {
        Some(country) => Some(format!("a country is written in capitals: \"{}\"", country.alpha2())),
        None => country_code(text, suggest),
    }
}

//! Figures of a file: what their texts say, as numbers with a unit.
//!
//! It must never guess what a figure means: what could be read in two ways is told.

use super::amount::{Amount, EXPECTED, Figure};
use super::findings::{At, Finding, Findings};
use super::problem::quoted;
use super::text::Text;
use super::values;
use crate::plan::{self, Field};

/// The plan's figure; tells if it is none.
pub fn check(
    field: Field,
    given: Figure<'_>,
    findings: &mut Findings,
    at: impl Fn() -> At,
) -> Option<plan::Figure> {
    let mut line = |text: Option<Text<'_>>| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(values::line(text, findings, &at))
    };
    let (what, unit) = (line(given.what), line(given.unit));
    if what.is_none() && field == Field::Figures {
        let hint =
            "write what: \"…\", such as (what: \"nameplate\", value: \"10..12\", unit: \"GW\")".to_owned();
        findings.error(|| Finding::error(at(), "this figure does not say what it measures", hint));
        return None;
    }
    let text = match given.value {
        Amount::Number(number) => {
            values::finite(number, findings, at)?;
            return Some(plan::Figure { what, low: Some(number), high: Some(number), unit });
        }
        Amount::Text(text) => values::line(text, findings, &at),
    };
    let read = range(&text).and_then(|(low, high, rest)| match (rest, unit) {
        ("", unit) => Ok(plan::Figure { what, low, high, unit }),
        (rest, None) => Ok(plan::Figure { what, low, high, unit: Some(rest.into()) }),
        (rest, Some(unit)) => {
            Err((Slip::TwoUnits, format!("take one of {} and {} out", quoted(rest), quoted(&unit))))
        }
    });
    read.map_err(|(slip, hint)| {
        let message = match slip {
            Slip::None => format!("{} is not a figure", quoted(&text)),
            Slip::Order => format!("{} ends below its begin", quoted(&text)),
            Slip::TwoUnits => format!("{} has a unit already", quoted(&text)),
        };
        findings.error(|| Finding::error(at(), message, hint));
    })
    .ok()
}

/// What is wrong with a figure.
enum Slip {
    None,
    Order,
    TwoUnits,
}

type Range<'t> = (Option<f64>, Option<f64>, &'t str);

/// The ends of a range and what stands behind it.
fn range(text: &str) -> Result<Range<'_>, (Slip, String)> {
    let text = text.trim();
    let none = || (Slip::None, meant(text).unwrap_or_else(|| format!("write {EXPECTED}")));
    let (low, rest) = leading(text);
    let Some(behind) = rest.trim_start().strip_prefix("..") else {
        let low = low.ok_or_else(none)?;
        return if is_unit(rest) { Ok((Some(low), Some(low), rest.trim())) } else { Err(none()) };
    };
    let (high, rest) = leading(behind.trim_start());
    match (low, high) {
        (None, None) => Err(none()),
        _ if !is_unit(rest) => Err(none()),
        (Some(low), Some(high)) if low > high => {
            Err((Slip::Order, "put the smaller number first".to_owned()))
        }
        (low, high) => Ok((low, high, rest.trim())),
    }
}

/// The number that a text begins with, and what stands behind it.
fn leading(text: &str) -> (Option<f64>, &str) {
    let sign = usize::from(text.starts_with(['-', '+']));
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = sign + digits(sign);
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let (number, rest) = text.split_at(end);
    match number.parse().ok().filter(|number: &f64| number.is_finite()) {
        Some(number) => (Some(number), rest),
        None => (None, text),
    }
}

/// Whether what stands behind a number can be its unit, rather than more of a number.
fn is_unit(rest: &str) -> bool {
    const MORE: [char; 10] = [',', '\'', '’', '_', '.', '–', '~', '?', '-', '+'];
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || MORE.contains(&c));
    let mut words = rest.split_whitespace();
    let joins = words.next().is_some_and(|word| matches!(word, "to" | "or" | "and"));
    let joined = joins && words.next().is_some_and(is_number);
    !joined && !is_number(rest.trim_start())
}

/// The figure that was meant, as a hint.
fn meant(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let open = [
        ("up to ", "", ".."),
        ("at most ", "", ".."),
        ("max ", "", ".."),
        ("<", "", ".."),
        ("at least ", "..", ""),
        ("from ", "..", ""),
        ("over ", "..", ""),
        ("more than ", "..", ""),
        (">", "..", ""),
    ];
    for (words, behind, before) in open {
        let Some((number, unit)) = lower.strip_prefix(words).and_then(|rest| plain(text, rest)) else {
            continue;
        };
        return Some(format!("write \"{before}{number}{behind}{unit}\""));
    }
    for about in ["about ", "around ", "approx. ", "circa ", "ca. ", "~", "≈"] {
        if let Some((number, unit)) = lower.strip_prefix(about).and_then(|rest| plain(text, rest)) {
            return Some(format!("write \"{number}{unit}\", or a range as wide as you know it"));
        }
    }
    for between in ["–", "-", " to ", "…"] {
        let Some((low, rest)) = lower.split_once(between) else { continue };
        let (Some((low, "")), Some((high, unit))) = (plain(text, low.trim()), plain(text, rest.trim()))
        else {
            continue;
        };
        return Some(format!("write \"{low}..{high}{unit}\""));
    }
    let (number, unit) = plain(text, &lower).filter(|_| lower.contains([',', ' ', '\'', '_']))?;
    Some(format!("write \"{number}{unit}\", with a point and nothing between thousands"))
}

/// A number that may have commas or spaces in it as a file writes it, and the unit behind it as it stands in `text`.
fn plain<'t>(text: &'t str, part: &str) -> Option<(String, &'t str)> {
    let part = part.trim();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\'' | '_' | '’');
    let end = part.find(|c: char| !is_number(c)).unwrap_or(part.len());
    let (number, unit) = part.split_at(end);
    let number = values::plain_number(number.trim())?;
    // The unit keeps its capitals, and the space before it.
    let unit = unit.len() + usize::from(end > 0 && part.get(..end).is_some_and(|p| p.ends_with(' ')));
    let unit = text.len().checked_sub(unit).and_then(|at| text.get(at..)).unwrap_or_default();
    Some((number, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_units_are_read() {
        for (text, low, high, unit) in [
            ("240 GWh", Some(240.0), Some(240.0), "GWh"),
            ("240GWh", Some(240.0), Some(240.0), "GWh"),
            ("10..12 GW", Some(10.0), Some(12.0), "GW"),
            ("10 .. 12", Some(10.0), Some(12.0), ""),
            ("..12 bn €", None, Some(12.0), "bn €"),
            ("10.5.. %", Some(10.5), None, "%"),
            ("-3..-1.5 °C", Some(-3.0), Some(-1.5), "°C"),
        ] {
            let read = range(text).ok();
            assert_eq!(read, Some((low, high, unit)), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_says_how_it_is_written() {
        for (text, hint) in [
            ("240,000 cars", "write \"240000 cars\""),
            ("28,4 %", "write \"28.4 %\""),
            ("200 000 cars", "write \"200000 cars\""),
            ("10-12 GW", "write \"10..12 GW\""),
            ("10 to 12 GW", "write \"10..12 GW\""),
            ("up to 12 GW", "write \"..12 GW\""),
            ("at least 3", "write \"3..\""),
            ("~240 GWh", "write \"240 GWh\""),
            ("many", "write a figure"),
            ("", "write a figure"),
            ("..", "write a figure"),
            ("12..10", "put the smaller number first"),
        ] {
            let told = range(text).err().map(|(_, hint)| hint).unwrap_or_default();
            assert!(told.starts_with(hint), "{text}: {told}");
        }
    }
}

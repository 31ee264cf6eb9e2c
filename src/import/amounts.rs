//! Numbers as cells hold them: "95k", "1.2 m", "120.000", "600 MW", "100-120k", "€ 3bn".
//!
//! It must never take a comma for a point where the sheet does not say which it is.

/// A number or a range with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The smallest that is meant.
    pub low: f64,
    /// The largest.
    pub high: f64,
    /// The unit, empty where none is said.
    pub unit: String,
}

impl Amount {
    /// As a plan file spells it.
    pub fn ron(&self, unit: Option<&str>) -> String {
        let unit = if self.unit.is_empty() { unit.unwrap_or_default() } else { &self.unit };
        let number =
            if self.low == self.high { self.low.to_string() } else { format!("{}..{}", self.low, self.high) };
        format!("{number} {unit}").trim().to_owned()
    }

    /// The same, so many times as much.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: tidy(self.low * factor), high: tidy(self.high * factor), unit: self.unit }
    }
}

/// Without what floating point leaves at the end.
fn tidy(number: f64) -> f64 {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded.is_finite() { rounded } else { number }
}

/// Words behind a number that multiply it.
const TIMES: &[(&[&str], f64)] = &[
    (&["k", "tsd", "tsd.", "thousand", "t", "千"], 1e3),
    (&["m", "mio", "mio.", "million", "millions", "mn", "百万"], 1e6),
    (&["bn", "mrd", "mrd.", "billion", "b"], 1e9),
    (&["万"], 1e4),
];

/// The factor that a unit in a heading stands for, and what is left of it: "k units" is 1000 units.
pub fn factor(unit: &str) -> (f64, String) {
    let mut words: Vec<&str> = unit.split_whitespace().collect();
    let thousands = ["000", "'000", "000s", "in thousand", "x1000", "1000"];
    if thousands.contains(&unit.trim()) {
        return (1e3, String::new());
    }
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    match times(&first) {
        Some(factor) if first != "m" || words.len() > 1 => {
            words.remove(0);
            (factor, words.join(" "))
        }
        _ => (1.0, unit.to_owned()),
    }
}

fn times(word: &str) -> Option<f64> {
    TIMES.iter().find(|(words, _)| words.contains(&word)).map(|(_, factor)| *factor)
}

/// Reads a number with its unit; `None` where the text is none.
pub fn read(text: &str, decimal_comma: bool) -> Option<Amount> {
    let text = text.trim().trim_start_matches(['~', '≈', '>', '<', '≥', '≤', '=']).trim();
    let text = ["ca. ", "ca ", "approx. ", "about ", "circa ", "env. ", "up to ", "bis zu "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let (money, text) = match text.chars().next()? {
        sign @ ('€' | '$' | '£' | '¥') => (Some(sign), text.get(sign.len_utf8()..)?.trim()),
        _ => (None, text),
    };
    let (low, rest) = number(text, decimal_comma)?;
    let joint = rest.trim_start();
    let joint = ["-", "–", "—", "to ", "bis ", "..", "…"].iter().find_map(|sign| joint.strip_prefix(sign));
    let (high, rest) = match joint.and_then(|behind| number(behind.trim_start(), decimal_comma)) {
        Some((high, rest)) if high >= low => (high, rest),
        Some(_) => return None,
        None => (low, rest),
    };
    let rest = rest.trim();
    if rest.starts_with(|c: char| c.is_ascii_digit() || ",.'/-–".contains(c)) {
        return None;
    }
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let factor = words.first().and_then(|word| times(&word.to_lowercase()));
    if factor.is_some() {
        words.remove(0);
    }
    let mut unit = words.join(" ");
    // A long text behind a number is a remark, not a unit.
    if unit.chars().count() > 24 || unit.contains(|c: char| c.is_ascii_digit()) && !unit.contains('/') {
        return None;
    }
    if let Some(sign) = money {
        unit = format!("{sign} {unit}").trim().to_owned();
    }
    let unit = unit.trim_matches(['(', ')']).to_owned();
    Some(Amount { low, high, unit }.times(factor.unwrap_or(1.0)))
}

/// The number that a text begins with, and what stands behind it.
fn number(text: &str, decimal_comma: bool) -> Option<(f64, &str)> {
    let sign = usize::from(text.starts_with('-') || text.starts_with('+'));
    let is_inner = |c: char| matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | ' ');
    let mut end = sign;
    let mut last_digit = None;
    for (at, c) in text.char_indices().skip(sign) {
        if c.is_ascii_digit() {
            last_digit = Some(at + 1);
        } else if !is_inner(c) || (c == ' ' && !text.get(at + 1..).is_some_and(is_thousand)) {
            break;
        }
        end = last_digit.unwrap_or(end);
    }
    let digits = text.get(..end).filter(|_| last_digit.is_some())?;
    let rest = text.get(end..)?;
    let plain: String =
        digits.chars().filter(|c| !matches!(c, '\'' | '’' | '\u{a0}' | '\u{202f}' | ' ')).collect();
    let plain = match (plain.rfind(','), plain.rfind('.')) {
        // The last of two signs is that of the decimals.
        (Some(comma), Some(point)) if comma > point => plain.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => plain.replace(',', ""),
        (Some(comma), None) => {
            let thousands = !decimal_comma && plain.len() - comma == 4 || plain.matches(',').count() > 1;
            if thousands { plain.replace(',', "") } else { plain.replace(',', ".") }
        }
        (None, Some(point)) => {
            let thousands = decimal_comma && plain.len() - point == 4 || plain.matches('.').count() > 1;
            if thousands { plain.replace('.', "") } else { plain }
        }
        (None, None) => plain,
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite()).map(|number| (number, rest))
}

/// Whether a blank before it parts thousands: just three digits follow.
fn is_thousand(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

/// What a text says of the decimal sign: a comma, a point, or nothing.
pub fn decimal_comma(text: &str) -> Option<bool> {
    let text = text.trim();
    let number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'-'));
    if !number {
        return None;
    }
    let behind = |sign: char| text.rfind(sign).map(|at| text.len() - at - 1);
    match (behind(','), behind('.')) {
        (Some(comma), Some(point)) => Some(comma < point),
        (Some(comma), None) if comma != 3 && text.matches(',').count() == 1 => Some(true),
        (None, Some(point)) if point != 3 && text.matches('.').count() == 1 => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_cells_hold_them() {
        for (text, comma, wanted) in [
            ("95k", false, "95000"),
            ("140 k", false, "140000"),
            ("1.2m", false, "1200000"),
            ("1,2 Mio", true, "1200000"),
            ("120.000", true, "120000"),
            ("120,000", false, "120000"),
            ("1.234.567", false, "1234567"),
            ("1,234.5", false, "1234.5"),
            ("1.234,5", true, "1234.5"),
            ("120 000", false, "120000"),
            ("600 MW", false, "600 MW"),
            ("100-120k", false, "100000..120000"),
            ("€ 3bn", false, "3000000000 €"),
            ("~95k", false, "95000"),
            ("0", false, "0"),
            ("7,5 %", true, "7.5 %"),
        ] {
            assert_eq!(read(text, comma).map(|amount| amount.ron(None)).as_deref(), Some(wanted), "{text}");
        }
        for text in ["many", "", "2026-07-14", "Q4 26", "12 or so, see the remark in the next column"] {
            assert_eq!(read(text, false), None, "{text}");
        }
        assert_eq!(factor("k units"), (1000.0, "units".to_owned()));
        assert_eq!(factor("MW"), (1.0, "MW".to_owned()));
        assert_eq!(
            (decimal_comma("1,5"), decimal_comma("1.5"), decimal_comma("1,500")),
            (Some(true), Some(false), None)
        );
    }
}

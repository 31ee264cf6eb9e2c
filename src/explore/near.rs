//! The spelling that a person may have meant. It must never replace what was written, only be offered.

use super::fold::fold;

/// Longer texts are not compared.
const LONGEST: usize = 80;

/// The candidate most like a text that was not found, if one is like enough.
pub fn nearest<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = fold(text.trim());
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let allowed = (wanted.chars().count() / 3).max(1);
    candidates
        .filter_map(|c| Some((distance(&wanted, &fold(c), allowed)?, c)))
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// How far apart two folded texts are; a text that begins or holds the other counts as a near miss.
fn distance(wanted: &str, other: &str, allowed: usize) -> Option<usize> {
    if other.is_empty() || other.len() > LONGEST * 2 {
        return None;
    }
    let long_enough = wanted.len() >= 3;
    if long_enough && other.starts_with(wanted) {
        return Some(1);
    }
    if long_enough && other.contains(wanted) {
        return Some(2);
    }
    if other.len().abs_diff(wanted.len()) > allowed * 4 {
        return None;
    }
    Some(strsim::osa_distance(wanted, other)).filter(|d| *d <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_beginnings_are_understood() {
        let names = ["Nissan", "Mitsubishi", "Latin America", "Citroën"];
        let near = |t: &str| nearest(t, names.into_iter());
        assert_eq!(near("nisan"), Some("Nissan"));
        assert_eq!(near("mitsubshi"), Some("Mitsubishi"));
        assert_eq!(near("latin"), Some("Latin America"));
        assert_eq!(near("citroem"), Some("Citroën"));
        assert_eq!(near("zebra"), None);
        assert_eq!(near(""), None);
    }
}

//! A seeded plan of any size, as RON text: the same every time, so that figures can be compared.

use std::fmt::Write as _;

/// Groups (regions and brands), platforms, and the years that milestones lie in.
const GROUPS: usize = 20;
const PLATFORMS: usize = 12;
const FIRST_YEAR: u64 = 2024;

/// Numbers that look random and are the same in every run (splitmix64).
pub struct Seeded(pub u64);

impl Seeded {
    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

const COUNTRIES: [&str; GROUPS] = [
    "FR", "DE", "ES", "IT", "GB", "IN", "JP", "BR", "AR", "MX", "US", "CA", "ZA", "MA", "TR", "PL", "KR",
    "TH", "ID", "AU",
];
const STATUSES: [&str; 5] = ["announced", "confirmed", "underway", "done", "cancelled"];
const KINDS: [&str; 6] = ["launch", "production", "reveal", "investment", "agreement", "technology"];

/// A plan with so many milestones of one month to three years.
pub fn plan(milestones: usize) -> String {
    let mut random = Seeded(7);
    let mut out = String::with_capacity(milestones * 200 + 20_000);
    out.push_str("(version: 1, id: \"bench\", name: \"Synthetic plan\", edition: \"1\", as_of: \"2025\", horizon: \"2030\",\n");
    out.push_str("sources: [(id: \"s\", title: \"Seeded numbers\")],\ncompanies: [(id: \"c\", name: \"Company\")],\nbrands: [");
    for n in 0..GROUPS {
        let _ = write!(out, "(id: \"brand-{n}\", name: \"Brand {n}\", company: \"c\"),");
    }
    out.push_str("],\nregions: [");
    for (n, country) in COUNTRIES.iter().enumerate() {
        let _ = write!(out, "(id: \"region-{n}\", name: \"Region {n}\", countries: [\"{country}\"]),");
    }
    out.push_str("],\nplatforms: [");
    for n in 0..PLATFORMS {
        let _ = write!(out, "(id: \"platform-{n}\", name: \"Platform {n}\"),");
    }
    out.push_str("],\nmodels: [");
    let models = (milestones / 10).clamp(40, 2000);
    for n in 0..models {
        let (brand, platform) = (random.below(GROUPS as u64), random.below(PLATFORMS as u64));
        let energy = ["electric", "hybrid", "combustion"][random.below(3) as usize];
        let _ = writeln!(
            out,
            "(id: \"model-{n}\", name: \"Model {n}\", brands: [\"brand-{brand}\"], platform: \"platform-{platform}\", energy: [\"{energy}\"]),"
        );
    }
    out.push_str("],\nmilestones: [\n");
    for n in 0..milestones {
        milestone(&mut out, &mut random, n, models);
    }
    out.push_str("])\n");
    out
}

fn milestone(out: &mut String, random: &mut Seeded, n: usize, models: usize) {
    let model = random.below(models as u64);
    let region = random.below(GROUPS as u64);
    let (year, month) = (FIRST_YEAR + random.below(7), 1 + random.below(12));
    let months = 1 + random.below(36);
    let end = (year * 12 + month - 1 + months).min(2031 * 12 - 1);
    let (end_year, end_month) = (end / 12, end % 12 + 1);
    let (status, kind) = (STATUSES[random.below(5) as usize], KINDS[random.below(6) as usize]);
    let when = match random.below(20) {
        0 => String::new(),
        1 => format!("when: \"{year}\", "),
        2 => format!("when: \"[..{year}]\", "),
        _ => format!("when: \"{year}-{month:02}/{end_year}-{end_month:02}\", "),
    };
    let _ = writeln!(
        out,
        "(id: \"m{n}\", what: \"Milestone {n} of model {model}\", kind: \"{kind}\", of: [\"model-{model}\"], {when}where: [\"region-{region}\"], status: {status}, evidence: [(source: \"s\")]),"
    );
}

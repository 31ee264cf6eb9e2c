//! Parts of the world by the names and letters that sheets call them, and countries by their names.
//!
//! It must never give a country to a name that could mean another one.

use crate::plan::{Country, fold};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Regions, each with its names and its countries.
const REGIONS: &[(&str, &[&str], &str)] = &[
    (
        "Europe",
        &[
            "europe",
            "eu",
            "eur",
            "europa",
            "ヨーロッパ",
            "欧州",
            "eu27",
            "eu28",
            "eu+uk",
            "europe union",
            "european union",
            "eea",
            "ece",
            "weu",
            "western europe",
        ],
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE GB NO CH IS",
    ),
    (
        "North America",
        &[
            "north america",
            "na",
            "nam",
            "nar",
            "nafta",
            "usmca",
            "nordamerika",
            "amerique du nord",
            "norteamerica",
            "北米",
            "noram",
        ],
        "US CA MX",
    ),
    (
        "South America",
        &[
            "south america",
            "sa",
            "sam",
            "latam",
            "latin america",
            "sudamerika",
            "lateinamerika",
            "amerique du sud",
            "amerique latine",
            "sudamerica",
            "latinoamerica",
            "mercosur",
            "南米",
            "中南米",
        ],
        "BR AR CL CO PE UY PY BO EC VE",
    ),
    ("China", &["china", "cn", "prc", "chn", "chine", "中国", "greater china", "mainland china"], "CN"),
    ("Japan", &["japan", "jp", "jpn", "japon", "日本", "国内"], "JP"),
    ("Korea", &["korea", "kr", "south korea", "kor", "sudkorea", "coree", "corea", "韓国"], "KR"),
    ("India", &["india", "ind", "indien", "inde", "インド"], "IN"),
    (
        "Asia-Pacific",
        &[
            "asia pacific",
            "asia",
            "apac",
            "ap",
            "asien",
            "asie",
            "アジア",
            "asean",
            "sea",
            "asia pac",
            "apac ex china",
        ],
        "CN JP KR IN ID TH VN MY PH SG TW AU NZ",
    ),
    (
        "Middle East and Africa",
        &["mea", "middle east and africa", "middle east & africa", "ame", "middle east africa"],
        "AE SA QA KW OM BH IL TR EG ZA MA NG KE DZ TN",
    ),
    ("Africa", &["africa", "afrika", "afrique", "アフリカ"], "ZA MA EG NG KE DZ TN ET GH"),
    (
        "Middle East",
        &["middle east", "gcc", "naher osten", "moyen orient", "中東"],
        "AE SA QA KW OM BH IL JO",
    ),
    ("Oceania", &["oceania", "anz", "australasia", "ozeanien", "大洋州", "豪州"], "AU NZ"),
    ("EMEA", &["emea"], "AT BE DE FR IT ES NL PL SE GB NO CH AE SA ZA MA TR EG"),
    ("Americas", &["americas", "amerika", "america", "米州"], "US CA MX BR AR CL CO PE"),
    ("Nordics", &["nordics", "nordic", "scandinavia", "skandinavien", "scandinavie"], "SE NO DK FI IS"),
    ("Baltic Sea", &["baltic sea", "baltic", "ostsee", "mer baltique"], "SE FI DK DE PL LT LV EE"),
    ("North Sea", &["north sea", "nordsee", "mer du nord", "mar del norte"], "GB NO DK DE NL BE"),
    ("Benelux", &["benelux"], "BE NL LU"),
    ("DACH", &["dach", "d a ch"], "DE AT CH"),
    ("Iberia", &["iberia"], "ES PT"),
    (
        "Worldwide",
        &[
            "worldwide",
            "ww",
            "global",
            "world",
            "row",
            "weltweit",
            "monde",
            "mondial",
            "mundo",
            "mundial",
            "全世界",
            "グローバル",
            "all",
            "all markets",
            "international",
        ],
        "US CA MX BR AR GB DE FR IT ES PL SE NO CN JP KR IN ID TH AU ZA TR AE",
    ),
];

/// Countries by names that the register does not have.
const COUNTRIES: &[(&str, &[&str])] = &[
    (
        "US",
        &[
            "usa",
            "us",
            "united states",
            "united states of america",
            "vereinigte staaten",
            "etats unis",
            "estados unidos",
            "アメリカ",
            "米国",
            "u.s.",
            "u.s.a.",
            "america us",
        ],
    ),
    (
        "GB",
        &[
            "uk",
            "united kingdom",
            "great britain",
            "england",
            "grossbritannien",
            "royaume uni",
            "reino unido",
            "イギリス",
            "英国",
            "scotland",
            "wales",
            "britain",
        ],
    ),
    ("DE", &["germany", "deutschland", "allemagne", "alemania", "ドイツ", "ger", "deu", "brd"]),
    ("FR", &["france", "frankreich", "francia", "フランス", "fra"]),
    ("ES", &["spain", "spanien", "espagne", "espana", "スペイン", "esp"]),
    ("IT", &["italy", "italien", "italie", "italia", "イタリア", "ita"]),
    ("JP", &["japan", "japon", "日本", "jpn"]),
    ("CN", &["china", "chine", "中国", "prc", "chn"]),
    (
        "KR",
        &["korea", "south korea", "sudkorea", "coree du sud", "corea del sur", "韓国", "republic of korea"],
    ),
    ("IN", &["india", "indien", "inde", "インド"]),
    ("MX", &["mexico", "mexiko", "mexique", "メキシコ"]),
    ("BR", &["brazil", "brasilien", "bresil", "brasil", "ブラジル"]),
    ("CZ", &["czech republic", "czechia", "tschechien", "republique tcheque", "チェコ"]),
    ("SK", &["slovakia", "slowakei", "slovaquie", "eslovaquia", "スロバキア"]),
    ("PL", &["poland", "polen", "pologne", "polonia", "ポーランド"]),
    ("HU", &["hungary", "ungarn", "hongrie", "hungria", "ハンガリー"]),
    (
        "NL",
        &["netherlands", "the netherlands", "holland", "niederlande", "pays bas", "paises bajos", "オランダ"],
    ),
    ("BE", &["belgium", "belgien", "belgique", "belgica", "ベルギー"]),
    ("SE", &["sweden", "schweden", "suede", "suecia", "スウェーデン"]),
    ("DK", &["denmark", "danemark", "dinamarca", "デンマーク"]),
    ("NO", &["norway", "norwegen", "norvege", "noruega", "ノルウェー"]),
    ("FI", &["finland", "finnland", "finlande", "finlandia"]),
    ("AT", &["austria", "osterreich", "autriche", "オーストリア"]),
    ("CH", &["switzerland", "schweiz", "suisse", "suiza", "スイス"]),
    ("PT", &["portugal", "ポルトガル"]),
    ("TR", &["turkey", "turkei", "turquie", "turquia", "トルコ", "turkiye"]),
    ("RO", &["romania", "rumanien", "roumanie", "rumania"]),
    ("TW", &["taiwan", "台湾"]),
    ("TH", &["thailand", "thailande", "タイ"]),
    ("VN", &["vietnam", "viet nam", "ベトナム"]),
    ("ZA", &["south africa", "sudafrika", "afrique du sud", "sudafrica", "南アフリカ"]),
    ("MA", &["morocco", "marokko", "maroc", "marruecos"]),
    ("AR", &["argentina", "argentinien", "argentine"]),
    ("IE", &["ireland", "irland", "irlande", "irlanda"]),
    ("CA", &["canada", "kanada", "カナダ"]),
    ("AU", &["australia", "australien", "australie", "オーストラリア"]),
    ("GR", &["greece", "griechenland", "grece", "grecia"]),
];

/// A region of a name: what to call it, and its countries.
pub fn region(name: &str) -> Option<(String, Vec<Country>)> {
    let word = bare(name);
    let found = REGIONS.iter().find(|(_, names, _)| names.contains(&word.as_str()));
    if let Some((name, _, codes)) = found {
        let countries = codes.split_whitespace().filter_map(Country::from_alpha2).collect();
        return Some(((*name).to_owned(), countries));
    }
    let country = country(name)?;
    Some((country.name().to_owned(), vec![country]))
}

/// The country of a name or code.
pub fn country(name: &str) -> Option<Country> {
    let word = bare(name);
    if let Some((code, _)) = COUNTRIES.iter().find(|(_, names)| names.contains(&word.as_str())) {
        return Country::from_alpha2(code);
    }
    let code = name.trim();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Country::from_alpha2(code);
    }
    static NAMES: OnceLock<HashMap<String, Country>> = OnceLock::new();
    let all = || {
        (1..1000).filter_map(Country::from_numeric).map(|country| (fold(country.name()), country)).collect()
    };
    NAMES.get_or_init(all).get(&word).copied()
}

fn bare(name: &str) -> String {
    let folded = fold(name.trim());
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_countries_are_known_by_what_sheets_call_them() {
        let codes = |name: &str| region(name).map(|(_, countries)| countries.len());
        assert_eq!(region("EU").map(|(name, _)| name).as_deref(), Some("Europe"));
        assert_eq!(codes("Deutschland"), Some(1));
        assert_eq!(codes("Brazil"), Some(1));
        assert_eq!(codes("North 2"), None);
        assert_eq!(country("DE").map(|c| c.code()), Some("DE"));
        assert_eq!(country("Estonia").map(|c| c.code()), Some("EE"));
        for (_, _, codes) in REGIONS {
            assert!(codes.split_whitespace().all(|code| Country::from_alpha2(code).is_some()), "{codes}");
        }
    }
}

//! Headings of columns in English, German, French, Spanish and Japanese, and of public templates, each with what
//! it means: TimelineJS, Aha!, Roadmunk, Microsoft Project.
//!
//! It must never hold a heading twice: the first meaning would win in silence.

use super::meaning::{Meaning, Sure};
use crate::plan::fold;

/// Headings as [`fold`] makes them, without signs.
const HEADINGS: &[(&str, &[&str])] = &[
    ("model", &[
        "model", "model name", "nameplate", "vehicle", "vehicle name", "car", "car line", "carline", "product",
        "product name", "modell", "modellname", "fahrzeug", "baureihe", "produkt", "modele", "vehicule", "produit",
        "modelo", "vehiculo", "producto", "車名", "車種", "モデル", "製品", "製品名", "モデル名", "derivative",
        "wind farm", "windfarm", "windpark", "parc eolien", "parque eolico", "chip", "processor", "sku", "part",
        "project name", "projektname", "nom du projet", "nombre del proyecto", "project", "projekt", "projet",
        "proyecto", "プロジェクト", "プロジェクト名", "site name", "ship", "vessel", "schiff", "node",
        "process node", "nom du modele", "nombre del modelo", "機種", "品名",
    ]),
    ("name", &[
        "name", "nom", "nombre", "名前", "名称", "headline", "title", "task", "task name", "milestone",
        "milestone name", "activity", "activity name", "event", "event name", "deliverable", "feature",
        "feature name", "item", "item name", "work item", "aufgabe", "vorgang", "vorgangsname", "meilenstein",
        "titel", "bezeichnung", "ereignis", "tache", "nom de la tache", "jalon", "titre", "evenement",
        "intitule", "designation", "tarea", "nombre de tarea", "hito", "titulo", "evento", "actividad", "タスク",
        "タスク名", "マイルストーン", "イベント", "件名", "項目", "作業名", "epic", "epic name", "what", "summary",
        "action", "schlagzeile", "initiative name", "release name", "denominacion", "benennung",
    ]),
    ("other name", &["alias", "aka", "also known as", "other name", "other names", "internal name", "short name"]),
    ("id", &["roadscope id"]),
    ("brand", &[
        "brand", "brands", "marque", "marques", "make", "marke", "marken", "marca", "marcas", "ブランド", "badge",
        "nameplate brand", "fabrikat", "銘柄",
    ]),
    ("company", &[
        "company", "oem", "manufacturer", "maker", "hersteller", "unternehmen", "firma", "constructeur", "fabricant",
        "societe", "entreprise", "fabricante", "empresa", "メーカー", "会社", "企業", "developer", "owner company",
        "developer operator", "promoteur", "entwickler", "betreiber", "operator", "promotor", "vendor", "foundry",
        "事業者", "shipyard",
    ]),
    ("code", &[
        "code", "programme code", "program code", "project code", "programme", "program", "codename", "code name",
        "projektcode", "programmcode", "entwicklungscode", "baumuster", "code projet", "code programme", "codigo",
        "codigo de programa", "開発コード", "コード", "型式", "internal code", "platform code", "model code", "derivat",
        "reference", "feature reference", "release reference", "wbs", "key", "issue key", "ref", "project id",
        "part number", "programa",
    ]),
    ("predecessor", &[
        "predecessor", "replaces", "replaced model", "vorganger", "vorgangermodell", "ersetzt", "predecesseur",
        "remplace", "predecesor", "reemplaza", "sustituye", "先代", "前モデル", "後継元", "successor to", "successor of",
        "sustituye a", "vorgaenger",
    ]),
    ("platform", &[
        "platform", "architecture", "arch", "plattform", "architektur", "plateforme", "plataforma", "arquitectura",
        "プラットフォーム", "プラットホーム", "車台", "chassis", "toolkit", "baukasten", "family", "turbine", "turbine model",
        "turbine type", "microarchitecture", "process", "process technology", "technology node", "anlagentyp",
    ]),
    ("plant", &[
        "plant", "plants", "factory", "werk", "werke", "produktionsstandort", "produktionswerk", "standort", "usine",
        "usines", "site de production", "planta", "fabrica", "plantas", "工場", "生産工場", "生産拠点", "assembly plant",
        "production site", "site", "production plant", "manufacturing site", "assembly", "built at", "production location",
        "fab", "montagewerk", "fertigungsort", "lieu de production", "location", "place", "port", "yard",
    ]),
    ("country", &["country", "countries", "land", "pays", "pais", "国", "国名", "production country", "lander"]),
    ("region", &[
        "region", "regions", "market", "markets", "markt", "markte", "marche", "marches", "mercado", "mercados", "地域",
        "市場", "仕向地", "sales region", "vertriebsregion", "geography", "territory", "absatzmarkt", "zone", "sea",
        "zielmarkt",
    ]),
    ("segment", &["segment", "seg", "segmento", "セグメント", "klasse", "class", "fahrzeugklasse", "categorie", "size class"]),
    ("body", &[
        "body", "body style", "body type", "bodystyle", "karosserie", "aufbau", "carrosserie", "silhouette",
        "carroceria", "ボディ", "ボディタイプ", "ボディ形状", "form factor", "aufbauart", "karosserieform",
    ]),
    ("energy", &[
        "energy", "powertrain", "propulsion", "drive", "drivetrain", "fuel", "fuel type", "antrieb", "antriebsart",
        "motorisierung", "energie", "motorisation", "motorizacion", "propulsion", "energia", "動力", "パワートレイン",
        "動力源", "燃料", "engine", "kraftstoff", "groupe motopropulseur", "power train", "electrification",
        "tren motriz", "pwt",
    ]),
    ("technology", &["technology", "technologie", "technologia", "tecnologia", "技術"]),
    ("theme", &[
        "group", "theme", "category", "swimlane", "lane", "stream", "workstream", "thema", "kategorie", "gruppe",
        "groupe", "theme category", "grupo", "categoria", "tema", "グループ", "カテゴリ", "分類", "initiative", "goal",
        "product line", "team", "phase", "department", "track", "pillar", "bereich", "tags", "release",
    ]),
    ("kind", &["kind", "milestone type", "event type", "type of milestone", "feature type", "item type", "record type",
        "art", "type d evenement", "tipo de hito", "種類", "種別"]),
    ("status", &[
        "status", "state", "stage", "etat", "statut", "estado", "estatus", "ステータス", "状態", "状況", "feature status",
        "release status", "project status", "development status", "stand", "projektstatus", "entwicklungsstand",
    ]),
    ("volume", &[
        "volume", "volumes", "vol", "vol pa", "annual volume", "volume pa", "volume per year", "volume a year",
        "units", "units per year", "stuckzahl", "jahresvolumen", "stuck pa", "jahresstuckzahl", "volumen",
        "volume annuel", "volumen anual", "unidades", "台数", "生産台数", "年産", "planned volume", "peak volume",
        "lifetime volume", "volume peak year",
    ]),
    ("capacity", &[
        "capacity", "kapazitat", "capacite", "capacidad", "能力", "生産能力", "容量", "設備容量", "installed capacity",
        "nameplate capacity", "leistung", "nennleistung", "puissance", "potencia", "power", "project capacity",
        "total capacity", "capacity mw",
    ]),
    ("cost", &[
        "cost", "costs", "investment", "capex", "budget", "kosten", "investition", "investitionen", "cout", "couts",
        "investissement", "coste", "inversion", "投資", "投資額", "費用", "invest", "project cost",
    ]),
    ("date", &[
        "date", "datum", "fecha", "日付", "期日", "when", "termin", "timing", "target date", "milestone date", "due",
        "due date", "release date", "delivery date", "zieldatum", "echeance", "date cible", "fecha objetivo", "年月日",
        "planned date", "completion date", "date prevue", "fecha prevista", "予定日", "wann",
    ]),
    ("start", &[
        "start", "start date", "begin", "from", "begins", "anfang", "beginn", "startdatum", "von", "debut",
        "date de debut", "inicio", "comienzo", "fecha de inicio", "開始", "開始日", "planned start", "plan start",
        "project start", "date debut", "fecha inicio", "着手",
    ]),
    ("end", &[
        "end", "end date", "finish", "finish date", "to", "until", "ende", "enddatum", "bis", "fertigstellung", "fin",
        "date de fin", "fecha de fin", "fecha fin", "date fin", "終了", "終了日", "完了", "完了日", "planned finish", "planned end",
        "plan end", "project end", "final",
    ]),
    ("year", &["year", "jahr", "annee", "ano", "年", "start year", "startjahr"]),
    ("month", &["month", "monat", "mois", "mes", "月", "start month"]),
    ("day", &["day", "tag", "jour", "dia", "日", "start day"]),
    ("end year", &["end year", "endjahr", "annee de fin", "ano final", "終了年"]),
    ("end month", &["end month", "endmonat", "終了月"]),
    ("end day", &["end day", "endtag"]),
    ("latitude", &["latitude", "lat", "breitengrad", "breite", "latitud", "緯度"]),
    ("longitude", &["longitude", "lon", "lng", "long", "langengrad", "lange", "longitud", "経度"]),
    ("source", &["source", "sources", "quelle", "quellen", "fuente", "fuentes", "出典", "情報源", "reported by", "publisher"]),
    ("url", &["url", "link", "web", "website", "weblink", "lien", "enlace", "リンク", "source url", "hyperlink",
        "webseite", "site web", "aha link", "href"]),
    ("comment", &[
        "comment", "comments", "remark", "remarks", "note", "notes", "description", "text", "kommentar", "bemerkung",
        "bemerkungen", "anmerkung", "anmerkungen", "notiz", "beschreibung", "hinweis", "commentaire", "commentaires",
        "remarque", "remarques", "comentario", "comentarios", "observaciones", "nota", "notas", "descripcion", "備考",
        "コメント", "説明", "メモ", "feature description", "details", "hinweise", "observations", "caveats",
        "kommentare", "additional info",
    ]),
    ("milestone: sop", &[
        "sop", "start of production", "production start", "job 1", "job1", "job one", "produktionsstart",
        "produktionsbeginn", "serienstart", "start der produktion", "debut de production", "demarrage production",
        "lancement production", "inicio de produccion", "inicio produccion", "生産開始", "量産開始", "ラインオフ",
        "start of series production", "mass production", "volume production", "hvm", "hvm start", "production",
        "start production", "sop date", "start prod", "risk production end", "production ramp", "mp", "ramp",
        "demarrage serie", "sop datum", "量産",
    ]),
    ("milestone: eop", &[
        "eop", "end of production", "production end", "produktionsende", "serienauslauf", "auslauf",
        "fin de production", "arret production", "fin de produccion", "fin produccion", "生産終了", "run out", "runout",
        "phase out", "end prod", "eop date", "last buy", "ltb", "eol", "end of life", "decommissioning",
        "arret de production", "量産終了", "stilllegung",
    ]),
    ("milestone: launch", &[
        "launch", "launch date", "market launch", "on sale", "sales start", "start of sales", "sos", "markteinfuhrung",
        "marktstart", "verkaufsstart", "lancement", "date de lancement", "commercialisation", "mise en vente",
        "lanzamiento", "fecha de lanzamiento", "inicio de ventas", "発売", "発売日", "発売時期", "go live", "release quarter",
        "launch quarter", "market introduction", "availability", "general availability", "ga", "ga date",
        "verkaufsbeginn", "launch timing", "on sale date", "introduction", "発売予定", "mi", "first delivery",
        "delivery", "first deliveries", "entry into service", "eis",
    ]),
    ("milestone: reveal", &[
        "reveal", "unveiling", "unveil", "world premiere", "weltpremiere", "premiere", "debut date", "presentation",
        "vorstellung", "revelation", "revelacion", "presentacion", "発表", "公開", "world debut", "premiera", "enthullung",
    ]),
    ("milestone: announcement", &["announcement", "announced", "announcement date", "ankundigung", "annonce", "anuncio"]),
    ("milestone: facelift", &[
        "facelift", "face lift", "mid cycle", "mid cycle enhancement", "mca", "mce", "refresh", "minor change", "mopf",
        "modellpflege", "update", "pa", "produktaufwertung", "restylage", "restyling", "phase 2", "phase ii",
        "renovacion", "マイナーチェンジ", "mc", "mid life", "midlife", "lci", "product update", "mlu", "mid life update",
        "major change", "fmc", "actualizacion", "rediseno",
    ]),
    ("milestone: end-of-sale", &["end of sale", "end of sales", "eos", "verkaufsende", "fin de commercialisation", "販売終了"]),
    ("milestone: cod", &[
        "cod", "commercial operation", "commercial operation date", "commissioning", "commissioning date",
        "inbetriebnahme", "mise en service", "puesta en marcha", "運転開始", "運転開始日", "operational", "in service",
        "expected cod", "operation start", "start of operation", "entrada en operacion", "commissioning year",
        "full commissioning", "商業運転開始", "grid connection",
    ]),
    ("milestone: fid", &["fid", "final investment decision", "investment decision", "investitionsentscheidung",
        "decision finale d investissement", "最終投資決定"]),
    ("milestone: consent", &["consent", "consent date", "permit", "permitting", "genehmigung", "autorisation",
        "permiso", "許認可", "planning consent", "consented"]),
    ("milestone: construction", &["construction", "construction start", "start of construction", "baubeginn",
        "baustart", "debut des travaux", "inicio de construccion", "着工", "offshore construction", "start construction"]),
    ("milestone: first-power", &["first power", "first generation", "erster strom", "premiere production"]),
    ("milestone: tape-out", &["tape out", "tapeout", "テープアウト", "to date"]),
    ("milestone: sampling", &["sampling", "samples", "engineering samples", "first samples", "es", "customer samples",
        "サンプル出荷", "muster", "engineering sample"]),
    ("milestone: risk-production", &["risk production", "risk start", "risk"]),
    ("milestone: freeze", &["freeze", "design freeze", "concept freeze", "styling freeze", "designfreeze"]),
    ("milestone: auction", &["auction", "tender", "award", "lease award", "ausschreibung", "auction date"]),
    ("nothing", &[
        "no", "nr", "lfd nr", "row", "#", "番号", "unique id", "media", "media credit", "media caption",
        "media thumbnail", "background", "duration", "dauer", "duree", "duracion", "期間", "outline level",
        "assigned to", "resource names", "percent complete", "% complete", "progress", "days", "id",
        "predecessors", "successors", "task mode", "active", "color", "colour",
    ]),
];

/// A heading in small letters without accents, units in brackets and signs.
pub fn bare(heading: &str) -> String {
    let mut depth = 0usize;
    let outside: String = fold(heading)
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    let plain: String =
        outside.chars().filter(|c| *c != '.').map(|c| if c.is_alphanumeric() || c == '#' || c == '%' { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading without what stands in brackets behind it, as it is written.
pub fn plain(heading: &str) -> String {
    let bare = heading.split(['(', '[', '（']).next().unwrap_or(heading).trim();
    if bare.is_empty() { heading.trim().to_owned() } else { bare.to_owned() }
}

/// What stands in brackets behind a heading: a unit.
pub fn unit(heading: &str) -> Option<&str> {
    let from = heading.find(['(', '[', '（'])?;
    let rest = heading.get(from..)?;
    let inner = rest.trim_start_matches(['(', '[', '（']);
    let to = inner.find([')', ']', '）'])?;
    inner.get(..to).map(str::trim).filter(|unit| !unit.is_empty())
}

/// What a heading means and how sure that is; `None` where nothing is known of it.
pub fn meaning(heading: &str) -> Option<(Meaning, Sure)> {
    let bare = bare(heading);
    if bare.is_empty() {
        return None;
    }
    if let Some(meaning) = exact(&bare) {
        return Some((meaning, Sure::Certain));
    }
    // The longest known heading that stands in it as whole words.
    let padded = format!(" {bare} ");
    let is_western = |words: &str| words.is_ascii();
    let inside = |words: &str| match is_western(words) {
        true => words.len() > 2 && padded.contains(&format!(" {words} ")),
        false => words.chars().count() > 1 && bare.contains(words),
    };
    let all = HEADINGS.iter().filter(|(word, _)| *word != "nothing");
    let found = all.flat_map(|(word, all)| all.iter().filter(|words| inside(words)).map(move |words| (word, words)));
    let (word, _) = found.max_by_key(|(_, words)| words.len())?;
    Meaning::from_word(word).map(|meaning| (meaning, Sure::Guess))
}

fn exact(bare: &str) -> Option<Meaning> {
    let (word, _) = HEADINGS.iter().find(|(_, all)| all.contains(&bare))?;
    Meaning::from_word(word)
}

/// Whether headings are in a language whose dates have the day first.
pub fn is_day_first<'h>(headings: impl Iterator<Item = &'h str>) -> bool {
    const OTHERS: &[&str] = &[
        "werk", "marke", "antrieb", "hersteller", "beginn", "ende", "datum", "produktionsstart", "produktionsende",
        "vorganger", "plattform", "bemerkung", "modell", "karosserie", "kommentar", "anfang", "meilenstein", "vorgang",
        "marque", "usine", "modele", "plateforme", "lancement", "debut", "fin", "commentaire", "motorisation", "pays",
        "marca", "planta", "modelo", "plataforma", "lanzamiento", "inicio", "fecha", "comentarios", "estado", "tarea",
        "vorgangsname", "fertigstellung", "lander", "quelle", "fuente", "remarque", "jalon", "hito",
    ];
    headings.map(bare).any(|heading| OTHERS.iter().any(|other| heading.split(' ').any(|word| word == *other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_heading_is_there_twice_and_each_is_as_it_is_looked_up() {
        let mut known = HashSet::new();
        for (word, all) in HEADINGS {
            assert!(Meaning::from_word(word).is_some(), "{word}");
            for heading in *all {
                assert!(known.insert(*heading), "{heading} is there twice");
                assert_eq!(bare(heading), *heading);
            }
        }
    }

    #[test]
    fn headings_are_known_in_five_languages() {
        for (heading, word) in [
            ("SOP", "milestone: sop"),
            ("Start of Production", "milestone: sop"),
            ("Marque", "brand"),
            ("Werk", "plant"),
            ("Usine", "plant"),
            ("Planta", "plant"),
            ("工場", "plant"),
            ("Antriebsart", "energy"),
            ("Vol. p.a. (k units)", "volume"),
            ("Capacity (MW)", "capacity"),
            ("生産開始", "milestone: sop"),
            ("Date de lancement", "milestone: launch"),
            ("Vorgänger", "predecessor"),
            ("Planned SOP date", "milestone: sop"),
            ("End Year", "end year"),
            ("Task Name", "name"),
        ] {
            assert_eq!(meaning(heading).map(|(m, _)| m.word()).as_deref(), Some(word), "{heading}");
        }
        assert_eq!(meaning("Gate owner xyz"), None);
        assert_eq!(unit("Capacity (MW)"), Some("MW"));
    }
}

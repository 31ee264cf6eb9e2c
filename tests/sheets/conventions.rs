//! Cells as people fill them: each convention, and what it becomes.

use super::{made, made_by, open, plan, problems, told};
use roadscope::import::{Mapping, Meaning, Order, Use};
use roadscope::plan::{Field, Kind, Status};

const CYCLE: &str = "Aurora group cycle plan;;;;;;;;;;;;;;;\n;;;;;;;;;;;;;;;\n\
Marque;Nameplate;Code;Replaces;Arch.;Seg.;Drive;Werk;Markets;SOP;Facelift;EOP;Vol. p.a.;Gate;Owner;Comment\n\
Aurora;A1;AM110;A2;AX1;A;BEV;Plant C;EU;07/26;mid 29;2033;95k;SOP passed;HB;\n\
Aurora;A3;AM310;A1;AX1;B;BEV;Plant A;EU/NA;Q4/26;mid 29;2034;140k;VFF;HB;was 27, on hold\n\
Aurora;A3 Cross;AM312;;AX1;B;PHEV;Plant A -> Plant B (from 28);WW;KW 45/27;Q2 31;tbd;60k;PD;JT;\n\
Boreal;A5;BM510;A4;AX2;C;BEV;Plant B;EU;Sep 24;mid 28;2031;0;SOP passed;ML;\n\
Boreal;A7;BM710;;AX2;E;BEV;Plant B;EU;2029 (2030?);;;30k;PD;JT;\n\
Boreal;A9;;;open;E;BEV;tbd;EU;tbd;;;;PD;JT;on hold\n\
Lumen;Terra;LU100;;AX2;D;BEV;Plant D;NA;28 (prev. 27);;NA ends Apr 36;50k;VFF;HB;\n\
Lumen;Terra XL;LU110;;AX2;D;BEV;Plant D;NA;28 or 29;whenever;cancelled;20k;VFF;HB;\n\
Lumen;;LU990;;AX2;D;BEV;Plant D;NA;2029;;;;;;\n\
Total;;;;;;;;;;;;475k;;;\n";

#[test]
fn a_cycle_plan_comes_in_as_it_stands() {
    let made = made("aurora-cycle-plan.csv", CYCLE.into());
    let plan = plan(&made);
    assert_eq!(
        told(&plan),
        [
            "A1: sop 2026-07, facelift 2029-06~, eop 2033",
            "A3: sop 2026-Q4, facelift 2029-06~, eop 2034",
            "A3 Cross: sop 2027-W45, facelift 2031-Q2, eop undated",
            "A5: sop 2024-09, facelift 2028-06~, eop 2031",
            "A7: sop 2029",
            "A9: sop undated",
            "Terra: sop 2028, eop 2036-04",
            "Terra XL: sop [2028..2029], eop undated",
        ]
    );
    assert_eq!(
        problems(&made),
        [
            "out B12",
            "out A13",
            "words D4",
            "words D7",
            "words K11",
            "doubt H6",
            "doubt J8",
            "doubt J10",
            "doubt L10",
            "doubt J11",
        ]
    );
    assert_eq!((made.seen, made.rows.len()), (10, 8));
}

#[test]
fn what_a_cell_says_besides_its_date_is_kept() {
    let plan = plan(&made("plan.csv", CYCLE.into()));
    let record = |id: &str| plan.record(plan.find(id).unwrap_or_else(|| panic!("no {id}")));
    let disputed = record("a7-sop");
    assert!(disputed.is_disputed());
    assert_eq!(&*disputed.evidence[1].claims[0].1, "2030?");
    assert_eq!(disputed.evidence[0].place.as_deref(), Some("J8"));
    assert_eq!(record("terra-sop").status, Some(Status::Slipped));
    assert_eq!(record("terra-sop").note.as_deref(), Some("J10: 28 (prev. 27)"));
    assert_eq!(record("terra-eop").note.as_deref(), Some("L10: NA ends Apr 36"));
    assert_eq!(record("terra-xl-eop").status, Some(Status::Cancelled));
    assert!(record("terra-xl").note.as_deref().is_some_and(|note| note.contains("K11: whenever")));
    assert!(record("a3").note.as_deref().is_some_and(|note| note.contains("P5: was 27, on hold")));
}

#[test]
fn a_row_gives_its_model_every_field_that_a_plan_has() {
    let plan = plan(&made("plan.csv", CYCLE.into()));
    let model = plan.record(plan.find("a3-cross").unwrap());
    let names = |field| model.links(field).map(|to| &*plan.record(to).name).collect::<Vec<_>>();
    assert_eq!(names(Field::Brands), ["Aurora"]);
    assert_eq!(names(Field::Platform), ["AX1"]);
    assert_eq!(names(Field::Regions), ["Worldwide"]);
    let stays: Vec<(String, String)> = model
        .ties(Field::BuiltAt)
        .map(|tie| (plan.record(tie.to).name.to_string(), tie.when.unwrap().to_string()))
        .collect();
    assert_eq!(stays, [("Plant A".into(), "../2028".into()), ("Plant B".into(), "2028/..".into())]);
    assert_eq!(model.texts(Field::Energy).collect::<Vec<_>>(), ["PHEV"]);
    assert_eq!(model.texts(Field::Code).collect::<Vec<_>>(), ["AM312"]);
    let replaced = plan.record(plan.find("a3").unwrap());
    assert_eq!(replaced.links(Field::Replaces).collect::<Vec<_>>(), [plan.find("a1").unwrap()]);
    // A column of the sheet's own is a facet by its own name.
    assert_eq!(plan.about().words.of("body"), Some(("Gate", "Gate")));
    assert_eq!(plan.count_of(Kind::Plant), 4);
}

#[test]
fn the_same_sheet_gives_the_same_plan() {
    let text = |made: roadscope::import::Made| made.text(&[]);
    assert_eq!(text(made("plan.csv", CYCLE.into())), text(made("plan.csv", CYCLE.into())));
}

#[test]
fn a_mapping_that_was_saved_takes_the_next_sheet_whatever_moved_in_it() {
    let mut mapping = open("plan.csv", CYCLE.into()).mapping;
    let gate = mapping.columns.iter_mut().find(|column| column.heading == "Gate").unwrap();
    gate.used = Use::Note;
    let owner = mapping.columns.iter_mut().find(|column| column.heading == "Owner").unwrap();
    owner.meaning = Meaning::Nothing;
    let saved = Mapping::parse(&mapping.print()).unwrap();
    assert_eq!(saved.print(), mapping.print());
    // Next month there is a column more, and a row less above.
    let next: String =
        CYCLE.lines().skip(1).map(|line| format!("{}\n", line.replacen(';', ";;", 1))).collect();
    let made = made_by("next.csv", next.into(), &saved);
    let plan = plan(&made);
    assert_eq!(told(&plan)[0], "A1: sop 2026-07, facelift 2029-06~, eop 2033");
    let note = plan.record(plan.find("a1").unwrap()).note.as_deref().unwrap().to_owned();
    assert!(note.contains("Gate: SOP passed") && !note.contains("HB"), "{note}");
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_column() {
    let sheet = |rows: &str| format!("Model,Plant,SOP\n{rows}");
    let dates = |rows: &str| told(&plan(&made("plan.csv", sheet(rows).into())));
    assert_eq!(dates("A,P,03/04/2026\nB,P,14/04/2026\n"), ["A: sop 2026-04-03", "B: sop 2026-04-14"]);
    assert_eq!(dates("A,P,03/04/2026\nB,P,04/14/2026\n"), ["A: sop 2026-03-04", "B: sop 2026-04-14"]);
    // Where no cell shows it, it is open, and told.
    let open_order = open("plan.csv", sheet("A,P,03/04/2026\nB,P,05/04/2026\n").into());
    assert_eq!(open_order.guess.order_open, Some((1, 2)));
    let made = open_order.make(None, &roadscope::import::Reading::default()).unwrap();
    assert_eq!(told(&plan(&made)), ["A: sop [2026-03..2026-04]", "B: sop [2026-04..2026-05]"]);
    assert_eq!(problems(&made), ["doubt C2", "doubt C3"]);
    let mut mapping = open_order.mapping.clone();
    mapping.date_order = Some(Order::MonthFirst);
    let made = made_by("plan.csv", sheet("A,P,03/04/2026\nB,P,05/04/2026\n").into(), &mapping);
    assert_eq!(told(&plan(&made)), ["A: sop 2026-03-04", "B: sop 2026-05-04"]);
}

#[test]
fn encodings_and_decimal_signs_are_found() {
    let text = "Marke;Modell;Werk;SOP;Stückzahl\nBoréal;Tür;Köln;Mär 26;1.200,5\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16: Vec<u8> = std::iter::once('\u{feff}')
        .chain(text.chars())
        .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes().to_vec(), marked.into_bytes(), windows.into_owned(), utf16] {
        let plan = plan(&made("plan.csv", bytes));
        assert_eq!(told(&plan), ["Tür: sop 2026-03"]);
        let model = plan.record(plan.find("tur").unwrap());
        assert_eq!(model.figures().next().unwrap().1.to_string(), "1200.5");
        assert!(plan.find("koln").is_some());
    }
}

#[test]
fn places_come_from_a_small_table_of_their_own() {
    let below = "Model,Plant,SOP\nA1,Oslo works,2026\nA2,Turin,2027\n,,\nPlant,Latitude,Longitude\n\
        Oslo works,59.9,10.7\nTurin,\"45,07\",7.69\n";
    let beside = "Model,Plant,SOP,,Plant,Lat,Lon\nA1,Oslo works,2026,,Oslo works,59.9,10.7\n\
        A2,Turin,2027,,Turin,45.07,7.69\n";
    for text in [below, beside] {
        let plan = plan(&made("plan.csv", text.into()));
        assert_eq!(told(&plan), ["A1: sop 2026", "A2: sop 2027"], "{text}");
        assert_eq!(plan.record(plan.find("turin").unwrap()).coordinates(), Some((45.07, 7.69)), "{text}");
        assert_eq!(plan.count_of(Kind::Plant), 2);
    }
}

//! Twenty sheets as others head and fill them: what each becomes, date by date.

use super::{made, plan, problems, told};

/// A sheet: what it is like, its text, what it becomes, and which cells are told of.
type Convention = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const SHEETS: &[Convention] = &[
    (
        "TimelineJS",
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,\
         Media Caption,Media Thumbnail,Type,Group,Background\n\
         2019,,,,,,,,,Founded,Text,https://example.org/a.png,,,,title,,\n\
         2020,5,,,,,,,,First product,,,,,,,Products,\n\
         2021,5,14,,2022,3,,,,Long phase,,,,,,,Phases,\n",
        &["Founded: 2019", "First product: 2020-05", "Long phase: 2021-05-14/2022-03"],
        &[],
    ),
    (
        "Microsoft Project",
        "ID,Task Mode,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete\n\
         1,Auto Scheduled,Kick-off,1 day,Mon 05/01/26,Mon 05/01/26,,Anna,100%\n\
         2,Auto Scheduled,Concept,60 days,Tue 06/01/26,Mon 30/03/26,1,Ben,40%\n",
        &["Kick-off: 2026-01-05", "Concept: 2026-01-06/2026-03-30"],
        &[],
    ),
    (
        "A Gantt chart of a spreadsheet",
        "Project plan,,,,,,,\n,,,,,,,\nTask,Assigned to,Start,End,Days,01/02/2026,08/02/2026,15/02/2026\n\
         Phase one,,,,,,,\nDraft,Ann,13/01/2026,20/01/2026,7,x,,\nReview,Bo,21/01/2026,02/02/2026,12,x,x,\n",
        &["Phase one: undated", "Draft: 2026-01-13/2026-01-20", "Review: 2026-01-21/2026-02-02"],
        &[],
    ),
    (
        "Aha!",
        "Feature name,Feature reference,Release name,Start date,Due date,Feature status,Initiative,Assigned to\n\
         Offline maps,APP-12,2026 Q3,07/06/2026,08/15/2026,In development,Navigation,Ann\n\
         Dark theme,APP-13,2026 Q4,10/05/2026,,Not started,Design,Bo\n",
        &["Offline maps: 2026-07-06/2026-08-15", "Dark theme: 2026-10-05"],
        &[],
    ),
    (
        "Roadmunk",
        "Item,Start Date,End Date,Description,Team,Status\n\
         Payments,2026-01-05,2026-03-31,Cards,Core,In Progress\nSearch,2026-04-01,,Index,Core,Planned\n",
        &["Payments: 2026-01-05/2026-03-31", "Search: 2026-04-01"],
        &[],
    ),
    (
        "Wind farms",
        "Project,Developer,Capacity (MW),Country,Status,FID,COD,Turbine,Latitude,Longitude,Source\n\
         Hornsea 4,Ørsted,2400,UK,Consented,2026,2029?,V236,54.1,0.9,https://example.org/h4\n\
         Baltica 2,PGE / Ørsted,1500,Poland,Under construction,Jan-25,2027,SG 14,55.0,17.1,\n\
         Vineyard 2,CIP,1200,USA,on hold,tbd,not before 2030,,,,\n",
        &[
            "Hornsea 4: fid 2026, cod 2029?",
            "Baltica 2: fid 2025-01, cod 2027",
            "Vineyard 2: fid undated, cod [2030..]",
        ],
        &[],
    ),
    (
        "Chips",
        "Product,Process node,Foundry,Tape-out,Risk production,HVM,Launch,Segment\n\
         Gen1,N5,TSMC,Q3'22,1H23,2H23,CES 2024,Client\nGen3,18A,Intel,2025,1H26 (was 2H25),2026?,late 2026,Server\n\
         Gen4,14A,Intel,TBD,,2028+,2028-2029,Server\n",
        &[
            "Gen1: tape-out 2022-Q3, risk-production 2023-H1, sop 2023-H2, launch 2024",
            "Gen3: tape-out 2025, risk-production 2026-H1, sop 2026?, launch 2026-H2",
            "Gen4: tape-out undated, sop [2028..], launch [2028..2029]",
        ],
        &["doubt G2", "doubt E3"],
    ),
    (
        "German",
        "Marke;Modell;Baureihe;Plattform;Werk;Produktionsstart;Modellpflege;Auslauf;Stückzahl;Bemerkung\n\
         Volta;V1;V10;MQ;Leipzig;14.03.2026;Mitte 2029;Ende 2033;120.000;\n\
         Volta;V2;V20;MQ;Leipzig / Emden;KW 12/27;2. Halbjahr 2030;offen;85.500;verschoben\n\
         Hertz;H1;H10;MX;Graz;ca. 2028;;bis 2035;60.000;\n",
        &[
            "V1: sop 2026-03-14, facelift 2029-06~, eop 2033-Q4",
            "V2: sop 2027-W12, facelift 2030-H2, eop undated",
            "H1: sop 2028~, eop [..2035]",
        ],
        &[],
    ),
    (
        "French",
        "Marque,Modèle,Plateforme,Usine,Date de lancement,Fin de production,Motorisation,Commentaire\n\
         Alpe,A290,AmpR,Douai,T2 2024,,Électrique,\nAlpe,A390,AmpR,Dieppe,4e trimestre 2025,2032,Électrique,à voir\n\
         Alpe,A110,APP,Dieppe,mi-2027,fin 2034,Électrique,\nAlpe,A120,APP,Dieppe,02/03/2027,à définir,Électrique,\n",
        &[
            "A290: launch 2024-Q2",
            "A390: launch 2025-Q4, eop 2032",
            "A110: launch 2027-06~, eop 2034-Q4",
            "A120: launch 2027-03-02, eop undated",
        ],
        &[],
    ),
    (
        "Spanish",
        "Marca;Modelo;Planta;Inicio de producción;Fin de producción;Volumen anual;Estado;Comentarios\n\
         Sol;S1;Vigo;enero de 2027;2034;95.000;Confirmado;\nSol;S2;Palencia;2º trimestre de 2028;por definir;70.000;Planificado;\n\
         Sol;S3;Vigo;mediados de 2029;;;Cancelado;\n",
        &["S1: sop 2027-01, eop 2034", "S2: sop 2028-Q2, eop undated", "S3: sop 2029-06~"],
        &[],
    ),
    (
        "Japanese",
        "ブランド,車名,開発コード,プラットフォーム,工場,生産開始,マイナーチェンジ,生産終了,備考\n\
         日産,リーフ,ZE2,CMF-EV,栃木,2025年10月,2028年,未定,新型\n\
         日産,アリア,FE0,CMF-EV,栃木,2022年5月,2026年上期,2030年末,\n",
        &[
            "リーフ: sop 2025-10, facelift 2028, eop undated",
            "アリア: sop 2022-05, facelift 2026-H1, eop 2030-Q4",
        ],
        &[],
    ),
    (
        "An analyst's list of launches",
        "OEM | Brand | Vehicle | Body style | Powertrain | Launch quarter | Production site | Source\n\
         Stella | Peu | 208 | hatchback | BEV | 3Q27 | Zaragoza | press\n\
         Stella | Opel | Corsa | hatchback | BEV/MHEV | early 2028 | Zaragoza | press\n",
        &["208: launch 2027-Q3", "Corsa: launch 2028-H1"],
        &[],
    ),
    (
        "A list of what happens",
        "Date\tEvent\tCompany\tType\tRegion\tURL\n2026-03-14\tPlant opens\tNord\topening\tEU\thttps://example.org/1\n\
         Q2 2026\tShare sale\tNord\tdeal\tNA\thttps://example.org/2\nsummer 2027\tFirst ship\tSund\tlaunch\tEU\t\n",
        &["Plant opens: 2026-03-14", "Share sale: 2026-Q2", "First ship: [2027-06..2027-08]"],
        &[],
    ),
    (
        "Headings in two rows",
        ",,Production,,Sales,\nBrand,Model,Start of production,End of production,Launch,End of sales\n\
         Nord,N1,05/2026,2033,Q3 2026,2034\nNord,N2,11/2027,2035,Q1 2028,\n",
        &[
            "N1: sop 2026-05, eop 2033, launch 2026-Q3, end-of-sale 2034",
            "N2: sop 2027-11, eop 2035, launch 2028-Q1",
        ],
        &[],
    ),
    (
        "Sections, sums and remarks between the rows",
        "Model,Segment,SOP,EOP,Volume\nN1,B,2026,2033,90000\nN2,C,Q1 2027,2034,80000\nTotal,,,,170000\n\
         Model,Segment,SOP,EOP,Volume\nN3,D,2028,,10000\nSource: company reports of March 2026,,,,\n",
        &["N1: sop 2026, eop 2033", "N2: sop 2027-Q1, eop 2034", "N3: sop 2028"],
        &["out A4", "out A7"],
    ),
    (
        "Gates of a project",
        "Project;Programme code;Concept freeze;Design freeze;Job 1;Comment\nKestrel;P11;Jan 25;Sep 25;Mar 27;\n\
         Merlin;P12;KW 14/26;W40 2026;H1 28;late supplier\n",
        &[
            "Kestrel: freeze 2025-01, freeze 2025-09, sop 2027-03",
            "Merlin: freeze 2026-W14, freeze 2026-W40, sop 2028-H1",
        ],
        &[],
    ),
    (
        "Columns that no one else has",
        "Model,Kick-off meeting,Tooling order,Owner,Priority,Budget share\nM1,03/2026,Q3 26,Ann,high,12%\n\
         M2,04/2026,Q4 26,Bo,low,8%\nM3,05/2026,Q1 27,Ann,high,5%\nM4,06/2026,2027,Bo,low,4%\n",
        &[
            "M1: kick-off-meeting 2026-03, tooling-order 2026-Q3",
            "M2: kick-off-meeting 2026-04, tooling-order 2026-Q4",
            "M3: kick-off-meeting 2026-05, tooling-order 2027-Q1",
            "M4: kick-off-meeting 2026-06, tooling-order 2027",
        ],
        &[],
    ),
    (
        "Ships",
        "Yard,Vessel,Owner company,Delivery,Status,Remarks\nBergen,Tern,Skerry,Q2 2027,on order,\n\
         Bergen,Eider,Skerry,2028/29,option,\nTurku,Auk,Sund,30/06/2026,under construction,\n",
        &["Tern: launch 2027-Q2", "Eider: launch [2028..2029]", "Auk: launch 2026-06-30"],
        &["words E2", "words E3"],
    ),
    (
        "Fiscal years and weeks",
        "Product,Samples,Mass production,End of life\nP1,FY26,W05 2027,FY2031\nP2,Q1 FY27,CW 20 2028,-\n",
        &[
            "P1: sampling FY2026, sop 2027-W05, eop FY2031",
            "P2: sampling FY2027-Q1, sop 2028-W20, eop undated",
        ],
        &["doubt B2", "doubt D2", "doubt B3"],
    ),
    (
        "Numbers as dates",
        "Name,Start of production,End of production\nM1,2026,2033\nM2,202707,2034\nM3,28,35\nM4,20290314,\n",
        &[
            "M1: sop 2026, eop 2033",
            "M2: sop 2027-07, eop 2034",
            "M3: sop 2028, eop 2035",
            "M4: sop 2029-03-14",
        ],
        &[],
    ),
];

#[test]
fn sheets_of_others_come_in_with_the_right_dates() {
    let mut wrong = Vec::new();
    for (name, text, dates, cells) in SHEETS {
        let made = made("sheet.csv", (*text).into());
        let (got, told_of) = (told(&plan(&made)), problems(&made));
        if got != *dates || told_of != *cells {
            wrong.push(format!("{name}: {got:#?}\n{told_of:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

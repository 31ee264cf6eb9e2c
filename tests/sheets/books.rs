//! Workbooks of real libraries: number formats, dates of 1904, merged cells, formulas, OpenDocument.

use super::{made, open, plan, problems, told};
use roadscope::plan::{Field, Kind};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook with one sheet.
pub fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Plan").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn row(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in cells.iter().enumerate() {
        if !cell.is_empty() {
            sheet.write_string(row, column as u16, *cell).unwrap();
        }
    }
}

fn day(sheet: &mut Worksheet, at: (u32, u16), (y, m, d): (u16, u8, u8), format: &str) {
    let format = Format::new().set_num_format(format);
    sheet.write_datetime_with_format(at.0, at.1, ExcelDateTime::from_ymd(y, m, d).unwrap(), &format).unwrap();
}

/// A workbook of another one with one part changed.
fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..from.len() {
        let mut entry = from.by_index(n).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        if name == part {
            text = change(String::from_utf8(text).unwrap()).into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A workbook of OpenDocument with one sheet, of rows as XML.
pub fn ods(rows: &str) -> Vec<u8> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file("mimetype", SimpleFileOptions::default()).unwrap();
    to.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    to.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Plan\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    to.write_all(content.as_bytes()).unwrap();
    to.finish().unwrap().into_inner()
}

#[test]
fn a_date_is_as_fine_as_its_cell_shows_it() {
    let bytes = workbook(|sheet| {
        row(sheet, 0, &["Model", "Plant", "SOP", "EOP"]);
        row(sheet, 1, &["M1", "P"]);
        day(sheet, (1, 2), (2026, 3, 1), "mmm-yy");
        day(sheet, (1, 3), (2033, 1, 1), "yyyy");
        row(sheet, 2, &["M2", "P"]);
        day(sheet, (2, 2), (2026, 3, 14), "dd.mm.yyyy");
        day(sheet, (2, 3), (2033, 7, 1), "mmmm yyyy");
        row(sheet, 3, &["M3", "P"]);
        sheet.write_number(3, 2, 2030.0).unwrap();
        row(sheet, 4, &["M4", "P", "Q4/27", "tbd"]);
    });
    let made = made("plan.xlsx", bytes);
    assert_eq!(
        told(&plan(&made)),
        [
            "M1: sop 2026-03, eop 2033",
            "M2: sop 2026-03-14, eop 2033-07",
            "M3: sop 2030",
            "M4: sop 2027-Q4, eop undated",
        ]
    );
    let text = made.text(&[]);
    assert!(text.contains("place: \"Plan!C2\""), "{text}");
    assert!(problems(&made).is_empty());
}

#[test]
fn days_are_counted_from_where_the_workbook_says() {
    let bytes = workbook(|sheet| {
        row(sheet, 0, &["Model", "Plant", "SOP"]);
        row(sheet, 1, &["M1", "P"]);
        day(sheet, (1, 2), (2026, 3, 14), "yyyy-mm-dd");
    });
    let bytes = changed(&bytes, "xl/workbook.xml", |text| {
        text.replacen("<workbookPr", "<workbookPr date1904=\"1\"", 1)
    });
    // The same number is four years and a day later.
    assert_eq!(told(&plan(&made("plan.xlsx", bytes))), ["M1: sop 2030-03-15"]);
}

#[test]
fn merged_cells_stand_for_all_that_they_cover() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 4, "Cycle plan 2026", &plain).unwrap();
        sheet.merge_range(1, 2, 1, 3, "Production", &plain).unwrap();
        row(sheet, 2, &["Brand", "Model", "Start", "End", "Plant"]);
        sheet.merge_range(3, 0, 4, 0, "Aurora", &plain).unwrap();
        row(sheet, 3, &["", "A1", "2026", "2033", "P"]);
        row(sheet, 4, &["", "A3", "2027", "2034", "P"]);
        sheet.merge_range(5, 0, 5, 4, "Second wave", &plain).unwrap();
        row(sheet, 6, &["Boreal", "A5", "2028", "", "P"]);
    });
    let plan = plan(&made("plan.xlsx", bytes));
    assert_eq!(told(&plan), ["A1: sop 2026, eop 2033", "A3: sop 2027, eop 2034", "A5: sop 2028"]);
    let brand = |id: &str| {
        let model = plan.record(plan.find(id).unwrap());
        model.links(Field::Brands).map(|to| plan.record(to).name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((brand("a3"), brand("a5")), (vec!["Aurora".to_owned()], vec!["Boreal".to_owned()]));
}

#[test]
fn formulas_are_read_by_their_values_and_those_that_failed_are_told() {
    let bytes = workbook(|sheet| {
        row(sheet, 0, &["Model", "Plant", "SOP"]);
        row(sheet, 1, &["M1", "P"]);
        sheet.write_formula(1, 2, Formula::new("=2020+8").set_result("2028")).unwrap();
        row(sheet, 2, &["M2", "P"]);
        sheet.write_formula(2, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let made = made("plan.xlsx", bytes);
    assert_eq!(told(&plan(&made)), ["M1: sop 2028", "M2: "]);
    assert_eq!(problems(&made), ["words Plan!C3"]);
}

#[test]
fn the_sheet_that_looks_like_a_plan_is_taken_and_places_come_from_another() {
    let mut book = Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("Read me").unwrap();
    row(notes, 0, &["This workbook holds the plan"]);
    let sheet = book.add_worksheet();
    sheet.set_name("Cycle plan").unwrap();
    row(sheet, 0, &["Model", "Werk", "SOP"]);
    row(sheet, 1, &["M1", "Oslo", "2027"]);
    let places = book.add_worksheet();
    places.set_name("Places").unwrap();
    row(places, 0, &["Plant", "Latitude", "Longitude"]);
    row(places, 1, &["Oslo"]);
    places.write_number(1, 1, 59.9).unwrap();
    places.write_number(1, 2, 10.7).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(open("plan.xlsx", bytes.clone()).sheet.name, "Cycle plan");
    let plan = plan(&made("plan.xlsx", bytes));
    assert_eq!(told(&plan), ["M1: sop 2027"]);
    assert_eq!(plan.of_kind(Kind::Plant).next().unwrap().1.coordinates(), Some((59.9, 10.7)));
}

#[test]
fn open_document_sheets_are_read_by_what_their_cells_show() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let date = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{value}\"><text:p>{shown}</text:p>\
             </table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&[cell("Model"), cell("Plant &amp; site"), cell("SOP"), cell("EOP")]),
        row(&[cell("M1"), cell("P"), date("2026-03-01", "Mar 26"), date("2033-01-01", "2033")]),
        row(&[cell("M2"), cell("P"), date("2026-07-14", "14.07.2026"), cell("Q4/34")]),
        // What a format shows that is not understood is as fine as the column as a whole.
        row(&[cell("M3"), cell("P"), date("2027-05-04T10:00:00", "??"), String::new()]),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>"
            .to_owned(),
    ];
    let made = made("plan.ods", ods(&rows.concat()));
    assert_eq!(
        told(&plan(&made)),
        ["M1: sop 2026-03, eop 2033", "M2: sop 2026-07-14, eop 2034-Q4", "M3: sop 2027-05-04"]
    );
}

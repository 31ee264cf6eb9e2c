//! Files that are no sheets, or that would take a machine down: told, in time and in little memory.

use super::books::{ods, workbook};
use super::{made, open, plan, problems, told};
use roadscope::import::{Book, Opened, Reading};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Longer than this no bad file takes, whatever it holds.
const BOUND: Duration = Duration::from_secs(5);

/// What is said of a file that is no sheet.
fn refused(name: &str, bytes: Vec<u8>) -> String {
    let begin = Instant::now();
    let book = Book::from_bytes(name.to_owned(), bytes);
    let fault = book.and_then(|book| Opened::of_book(book, None, None, &Reading::default()));
    assert!(begin.elapsed() < BOUND, "{name} took {:?}", begin.elapsed());
    fault.err().map(|fault| fault.to_string()).unwrap_or_else(|| panic!("{name} was taken"))
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        to.start_file(*name, SimpleFileOptions::default()).unwrap();
        to.write_all(bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn files_that_are_no_sheets_are_told_what_they_are() {
    let plan = "// A plan\n(\n    version: 2,\n    id: \"x\",\n)\n";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.csv", Vec::new(), "this file is empty"),
        ("plan.ron", plan.into(), "this is a plan, not a sheet"),
        ("a.pdf", b"%PDF-1.7 ...".to_vec(), "this is a PDF"),
        ("a.json", b"[{\"a\": 1}]".to_vec(), "this looks like JSON"),
        ("a.html", b"<!doctype html><p>".to_vec(), "this is a page or an XML file"),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec(), "this is a picture"),
        ("a.zip", archive(&[("a.txt", b"a")]), "this archive holds no workbook"),
        (
            "a.docx",
            archive(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]),
            "this is a document",
        ),
        ("a.xlsb", archive(&[("xl/workbook.bin", b"")]), "this is a binary workbook"),
        ("cut.xlsx", b"PK\x03\x04 and no more".to_vec(), "this workbook is damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "this is a workbook of the old kind"),
        (
            "noise.csv",
            (0u32..4000).map(|n| (n * 7 % 31) as u8).collect(),
            "this file is neither a workbook nor text",
        ),
        ("words.csv", b"1,2\n3,4\n5,6\n".to_vec(), "A1: no row of headings"),
        ("blank.csv", b"\n\n\n".to_vec(), "this sheet is empty"),
    ];
    for (name, bytes, words) in cases {
        let told = refused(name, bytes);
        assert!(told.starts_with(words) && told.contains(": "), "{name}: {told}");
    }
}

#[test]
fn a_locked_workbook_says_so() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused("locked.xlsx", bytes).starts_with("this workbook is locked by a password"));
    let manifest = b"<manifest:encryption-data/>";
    let bytes = archive(&[("content.xml", b"x"), ("META-INF/manifest.xml", manifest)]);
    assert!(refused("locked.ods", bytes).starts_with("this workbook is locked by a password"));
}

#[test]
fn what_unpacks_to_more_than_a_machine_holds_is_refused() {
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    to.write_all(b"<workbook/>").unwrap();
    to.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..2 {
        to.write_all(&zeros).unwrap();
    }
    let bytes = to.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    let told = refused("bomb.xlsx", bytes);
    assert!(told.starts_with("unpacked, xl/sharedStrings.xml"), "{told}");
}

#[test]
fn a_cell_in_the_far_corner_takes_no_memory() {
    let bytes = workbook(|sheet| {
        for (column, heading) in ["Model", "Plant", "SOP"].into_iter().enumerate() {
            sheet.write_string(0, column as u16, heading).unwrap();
        }
        sheet.write_string(1, 0, "M1").unwrap();
        sheet.write_string(1, 2, "2026").unwrap();
        sheet.write_string(1_048_575, 16_383, "far").unwrap();
    });
    let begin = Instant::now();
    let opened = open("far.xlsx", bytes);
    assert!(begin.elapsed() < BOUND);
    assert!(opened.sheet.remarks[0].starts_with("XFD1048576"), "{:?}", opened.sheet.remarks);
    let corner = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Model</text:p>\
        </table:table-cell><table:table-cell office:value-type=\"string\"><text:p>SOP</text:p></table:table-cell>\
        </table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>M1</text:p>\
        </table:table-cell><table:table-cell office:value-type=\"string\"><text:p>2026</text:p></table:table-cell>\
        </table:table-row><table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell \
        table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row><table:table-cell \
        table:number-columns-repeated=\"16383\"/><table:table-cell office:value-type=\"string\"><text:p>far</text:p>\
        </table:table-cell></table:table-row>";
    assert_eq!(told(&plan(&made("far.ods", ods(corner)))), ["M1: sop 2026"]);
}

#[test]
fn a_million_empty_rows_are_passed_over() {
    let bytes = workbook(|sheet| {
        for (column, heading) in ["Model", "Plant", "SOP"].into_iter().enumerate() {
            sheet.write_string(0, column as u16, heading).unwrap();
        }
        let format = rust_xlsxwriter::Format::new().set_bold();
        for row in (1..1_000_000).step_by(10) {
            sheet.write_blank(row, 0, &format).unwrap();
        }
        sheet.write_string(1_000_000, 0, "M1").unwrap();
        sheet.write_string(1_000_000, 2, "2026").unwrap();
    });
    let begin = Instant::now();
    assert_eq!(told(&plan(&made("rows.xlsx", bytes))), ["M1: sop 2026"]);
    assert!(begin.elapsed() < BOUND, "{:?}", begin.elapsed());
}

#[test]
fn many_columns_and_many_brands_come_in_as_far_as_a_plan_takes_them() {
    let wide: String =
        (0..16_384).map(|n| if n == 0 { "Model".to_owned() } else { format!(",c{n}") }).collect();
    let values: String =
        (0..16_384).map(|n| if n == 0 { "M1".to_owned() } else { format!(",{n}") }).collect();
    let begin = Instant::now();
    let opened = open("wide.csv", format!("{wide}\n{values}\n").into());
    assert!(opened.sheet.remarks[0].contains("only the first"), "{:?}", opened.sheet.remarks);
    let mut brands = "Brand,Model,Segment,SOP\n".to_owned();
    brands.extend((0..10_000).map(|n| format!("Brand {n},Model {n},B,2027\n")));
    let made = made("brands.csv", brands.into());
    assert_eq!(made.rows.len(), 10_000);
    assert!(begin.elapsed() < BOUND * 2, "{:?}", begin.elapsed());
    assert_eq!(told(&plan(&made)).len(), 10_000);
}

#[test]
fn quotation_marks_and_delimiters_out_of_place_lose_no_row() {
    let open_mark = "Name,SOP,EOP\n\"A1,2026,2030\nA2,2027,2031\nA3,2028,2032\n";
    let made = made("quotes.csv", open_mark.into());
    assert_eq!(told(&plan(&made)).len(), 3);
    let mixed = open("mixed.csv", b"Name,SOP,EOP\nA1,2026,2030\nA2;2027;2031\n".to_vec());
    assert!(mixed.sheet.remarks[0].starts_with("A3:"), "{:?}", mixed.sheet.remarks);
}

#[test]
fn nothing_that_looks_like_a_formula_or_hides_becomes_more_than_text() {
    let text = "Model,Segment,SOP,Comment\n=1+1,B,2026,\"=HYPERLINK(\"\"http://x\"\")\"\nM\u{202e}2,B,2027,\u{200b}\n";
    let made = made("odd.csv", text.into());
    assert!(problems(&made).is_empty());
    assert_eq!(told(&plan(&made)), ["=1+1: sop 2026", "M2: sop 2027"]);
}

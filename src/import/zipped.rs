//! Workbooks as archives: what is in one, and whether it may be unpacked.
//!
//! It must never trust the sizes that an archive gives of itself.

use super::Fault;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// The most bytes of a sheet once unpacked; sheets are read piece by piece.
const SHEET: u64 = 400 * 1024 * 1024;
/// The most bytes of another part, which is held whole.
const PART: u64 = 96 * 1024 * 1024;
/// No byte of an archive becomes more than so many.
const MOST: u64 = 1032;

/// What kind of workbook an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Xlsx,
    Ods,
}

/// Opens an archive.
pub fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Fault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        Fault::new(
            format!("this workbook is damaged: {error}"),
            "open it in a spreadsheet program and save it again",
        )
    })
}

/// What kind of workbook it is, once it is known to be no bomb.
pub fn look(bytes: &[u8]) -> Result<Kind, Fault> {
    let mut archive = open(bytes)?;
    let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
    if has(&archive, "xl/workbook.bin") {
        return Err(Fault::new("this is a binary workbook", "save it as .xlsx"));
    }
    let kind = if has(&archive, "xl/workbook.xml") || has(&archive, "[Content_Types].xml") {
        Kind::Xlsx
    } else if has(&archive, "content.xml") {
        Kind::Ods
    } else {
        return Err(Fault::no_sheet("this archive holds no workbook"));
    };
    if kind == Kind::Xlsx && (has(&archive, "word/document.xml") || has(&archive, "ppt/presentation.xml")) {
        return Err(Fault::no_sheet("this is a document, not a workbook"));
    }
    if kind == Kind::Ods && is_locked(&mut archive) {
        return Err(Fault::password());
    }
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).map_err(|error| {
            Fault::new(format!("this workbook is damaged: {error}"), "save it again in a spreadsheet program")
        })?;
        if part.encrypted() {
            return Err(Fault::password());
        }
        let name = part.name().map_or_else(|_| String::new(), std::borrow::Cow::into_owned);
        let read = name.starts_with("xl/") && !name.starts_with("xl/media") || name.ends_with(".xml");
        let most = if name.contains("/worksheets/") || name == "content.xml" { SHEET } else { PART };
        let bomb = || {
            let most = most / (1024 * 1024);
            Fault::new(
                format!("unpacked, {name} in this workbook is larger than {most} MiB"),
                "save only the sheet that you need, as .csv or in a workbook of its own",
            )
        };
        if !read {
            continue;
        }
        if part.size() > most {
            return Err(bomb());
        }
        // What it says of its size may be wrong: what could be too large is unpacked once to see.
        if part.compressed_size().saturating_mul(MOST) > most {
            let mut limited = (&mut part).take(most + 1);
            if io::copy(&mut limited, &mut io::sink()).is_ok_and(|size| size > most) {
                return Err(bomb());
            }
        }
    }
    Ok(kind)
}

/// Whether an OpenDocument archive is encrypted.
fn is_locked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut text = Vec::new();
    let read = manifest.take(1024 * 1024).read_to_end(&mut text);
    read.is_ok() && memchr::memmem::find(&text, b"encryption-data").is_some()
}

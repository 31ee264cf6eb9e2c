//! A file with sheets: what kind it is, which sheets it has, and one of them read.
//!
//! It must never write to the disk, nor read a file that is no sheet as one.

use super::sheet::Sheet;
use super::text::{self, Delimiter, How, Letters};
use super::{Fault, Reading, ods, xlsx, zipped};
use crate::printable;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The largest file, in bytes.
const SIZE: u64 = 256 * 1024 * 1024;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Xlsx,
    Ods,
    Text,
}

/// A file with sheets.
#[derive(Debug)]
pub struct Book {
    /// The name of the file, without its folder.
    pub name: String,
    /// What kind of file it is.
    pub form: Form,
    /// The names of its sheets; of a text one without a name.
    pub sheets: Vec<String>,
    /// Its formulas and macros are not run.
    pub macros: bool,
    bytes: Vec<u8>,
}

/// Whether a file's name says that it is a sheet.
pub fn is_sheet(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["xlsx", "xlsm", "ods", "csv", "tsv", "xls", "xlsb", "tab", "xltx", "fods", "numbers"]
        .contains(&ending.as_str())
}

impl Book {
    /// Opens a file.
    ///
    /// # Errors
    /// What keeps it from being read as a sheet, and what to do.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let name = path.file_name().map(|name| printable::word(&name.to_string_lossy()).into_owned());
        let about = fs::metadata(path).map_err(|error| Fault::disk(&error))?;
        if !about.is_file() {
            return Err(Fault::new("this is not a plain file", "name a file such as plan.xlsx"));
        }
        let too_large = || {
            let most = SIZE / (1024 * 1024);
            Fault::new(format!("this file is larger than {most} MiB"), "split it into several files")
        };
        if about.len() > SIZE {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
        let read = fs::File::open(path).and_then(|file| file.take(SIZE + 1).read_to_end(&mut bytes));
        read.map_err(|error| Fault::disk(&error))?;
        if bytes.len() as u64 > SIZE {
            return Err(too_large());
        }
        Self::from_bytes(name.unwrap_or_default(), bytes)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// What keeps them from being read as a sheet, and what to do.
    pub fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Self, Fault> {
        let form = form(&bytes)?;
        let sheets = match form {
            Form::Xlsx => xlsx::names(&bytes)?,
            Form::Ods => ods::names(&bytes)?,
            Form::Text => vec![String::new()],
        };
        if sheets.is_empty() {
            return Err(Fault::no_sheet("this workbook has no sheet with cells"));
        }
        let macros = memchr::memmem::find(&bytes, b"vbaProject.bin").is_some() && form == Form::Xlsx;
        Ok(Self { name, form, sheets, macros, bytes })
    }

    /// Reads a sheet by its place among those of the file.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn sheet(&self, index: usize, how: How, reading: &Reading<'_>) -> Result<Sheet, Fault> {
        let name = self.sheets.get(index).map_or("", String::as_str);
        match self.form {
            Form::Xlsx => xlsx::read(&self.bytes, name, reading),
            Form::Ods => ods::read(&self.bytes, name, reading),
            Form::Text => text::read(&self.bytes, how, self.is_tabbed(), reading),
        }
    }

    /// The encoding and delimiter that a text is read by; `None` for a workbook.
    pub fn how(&self, how: How) -> Option<(Letters, Delimiter)> {
        (self.form == Form::Text).then(|| text::found(&self.bytes, how, self.is_tabbed()))
    }

    fn is_tabbed(&self) -> bool {
        let name = self.name.to_lowercase();
        name.ends_with(".tsv") || name.ends_with(".tab")
    }
}

/// What kind of file bytes are.
fn form(bytes: &[u8]) -> Result<Form, Fault> {
    match bytes {
        [] => return Err(Fault::no_sheet("this file is empty")),
        [b'P', b'K', 3, 4, ..] => {
            return zipped::look(bytes).map(|kind| match kind {
                zipped::Kind::Xlsx => Form::Xlsx,
                zipped::Kind::Ods => Form::Ods,
            });
        }
        [b'P', b'K', ..] if bytes.len() < 64 => return Err(Fault::no_sheet("this archive is empty")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(match memchr::memmem::find(bytes, &locked) {
                Some(_) => Fault::password(),
                None => Fault::new("this is a workbook of the old kind", "open it and save it as .xlsx"),
            });
        }
        [b'%', b'P', b'D', b'F', ..] => return Err(Fault::no_sheet("this is a PDF")),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            return Err(Fault::no_sheet("this is a picture"));
        }
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    let letters = Letters::found(bytes);
    let start = String::from_utf8_lossy(head);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    // A plan may begin with comments.
    let code = start.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("//"));
    let code = code.unwrap_or_default();
    if code.starts_with('(') && (start.contains("version:") || start.contains("id:")) {
        return Err(Fault::new("this is a plan, not a sheet", "open it as it is: roadscope PLAN"));
    }
    if code.starts_with(['{', '[']) && code.len() < 3 || code.starts_with("{\"") || code.starts_with("[{") {
        return Err(Fault::no_sheet("this looks like JSON"));
    }
    if code.starts_with("<!") || code.starts_with("<html") || code.starts_with("<?xml") {
        return Err(Fault::new(
            "this is a page or an XML file, not a sheet",
            "open it in a spreadsheet program and save it as .xlsx or .csv",
        ));
    }
    let is_wide = matches!(letters, Letters::Utf16Le | Letters::Utf16Be);
    let controls = head.iter().filter(|byte| matches!(**byte, 0..=8 | 14..=26 | 28..=31)).count();
    if !is_wide && controls > head.len() / 50 {
        return Err(Fault::no_sheet("this file is neither a workbook nor text"));
    }
    Ok(Form::Text)
}

//! The line of a file at which a record begins, for who wants to change it there.
//!
//! It must never be asked for in a frame: it reads the file again.

use super::findings::Findings;
use super::outline::Outline;
use super::read::FILE_SIZE;
use super::tree::Node;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The line of a record by its id, counted from 1; `None` where the file cannot be read or has no such record.
pub fn line_of(path: &Path, id: &str) -> Option<usize> {
    let mut text = String::new();
    File::open(path).ok()?.take(FILE_SIZE).read_to_string(&mut text).ok()?;
    line_in(&text, id)
}

/// The same in a text.
pub fn line_in(text: &str, id: &str) -> Option<usize> {
    let quoted = format!("\"{id}\"");
    // Most often the id is not even in the text: nothing has to be taken apart then.
    if !text.contains(&quoted) {
        return None;
    }
    let outline = Outline::read(text, &mut Findings::default());
    let records = outline.fields.iter().filter_map(|field| {
        let is_source = text.get(field.name.clone()) == Some("sources");
        field.items.as_ref().filter(|_| !is_source)
    });
    let is_it = |span: &std::ops::Range<usize>| {
        let own = text.get(span.clone()).unwrap_or_default();
        own.contains(&quoted) && {
            let node = Node::read(text, span.clone());
            let field = node.field(text, "id").map(|id| id.span.clone());
            field.and_then(|span| text.get(span)) == Some(&quoted)
        }
    };
    let span = records.flatten().map(|item| item.span.clone()).find(is_it)?;
    Some(text.get(..span.start)?.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_at_its_line_and_nothing_else_is() {
        let text = "(version: 1, name: \"P\",\n// id: \"b\"\n sources: [(id: \"b\", title: \"b\")],\n companies: [(id: \"c\", name: \"b\")],\n\
                    brands: [\n  (id: \"a\", name: \"A\"),\n  (\n    id: \"b\", name: \"B\")],\n\
                    models: [(id: \"m\", name: \"M\", brands: [\"b\"])])";
        assert_eq!(line_in(text, "a"), Some(6));
        assert_eq!(line_in(text, "b"), Some(7));
        assert_eq!(line_in(text, "m"), Some(9));
        assert_eq!(line_in(text, "nowhere"), None);
        assert_eq!(line_in("not a plan \"a\"", "a"), None);
        assert_eq!(line_of(Path::new("nowhere.ron"), "a"), None);
    }
}

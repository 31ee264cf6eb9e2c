//! What a source file names: every path of it, written out in full, each with its line.
//!
//! It must never read the file as text: what stands in a comment or a string names nothing, and a path that goes
//! by `super`, `self`, another name or a list in braces names what it leads to.

use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::HashMap;
use syn::visit::{self, Visit};
use syn::{Attribute, ExprMethodCall, Item, ItemMod, Macro, UseTree};

/// What a file names.
#[derive(Debug, Default)]
pub struct Named {
    /// Paths from their crate on: `crate::plan::Thing`, `std::fs::File`, `egui::Rect`.
    pub paths: Vec<(usize, Vec<String>)>,
    /// Methods that are called.
    pub methods: Vec<(usize, String)>,
    /// Macros that are called, by the last part of their names.
    pub macros: Vec<(usize, String)>,
    /// Attributes, those within `cfg_attr` too.
    pub attributes: Vec<(usize, String)>,
    /// The first and the last line of each module that only tests are made of.
    tests: Vec<(usize, usize)>,
}

impl Named {
    /// Whether a line is of the tests that stand in the file.
    pub fn is_test(&self, line: usize) -> bool {
        self.tests.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }
}

/// Everything that a file names; why it is no Rust, where it is none.
pub fn named(path: &str, text: &str) -> Result<Named, String> {
    let file = syn::parse_file(text).map_err(|e| format!("{}: {e}", e.span().start().line))?;
    let mut reader = Reader { module: module(path), names: vec![HashMap::new()], named: Named::default() };
    reader.take_names(&file.items);
    reader.visit_file(&file);
    Ok(reader.named)
}

/// The module that a file is, from `crate` on.
fn module(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let parts = inner.split('/').filter(|part| !["mod", "lib", "main"].contains(part));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

struct Reader {
    /// Where in the house the reader is.
    module: Vec<String>,
    /// What short names stand for, of each module that the reader is in.
    names: Vec<HashMap<String, Vec<String>>>,
    named: Named,
}

impl Reader {
    /// Learns what the `use` lines of a module call things.
    fn take_names(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Use(line) = item {
                let mut led = Vec::new();
                leaves(&line.tree, &mut Vec::new(), &mut led);
                for (_, path, name) in led {
                    let full = self.full(&path);
                    if let Some(names) = self.names.last_mut() {
                        names.insert(name, full);
                    }
                }
            }
        }
    }

    /// A path from its crate on.
    fn full(&self, path: &[String]) -> Vec<String> {
        let Some(first) = path.first() else { return Vec::new() };
        let (mut start, mut rest) = match first.as_str() {
            "crate" | "roadscope" => (vec!["crate".to_owned()], &path[1..]),
            "self" => (self.module.clone(), &path[1..]),
            "super" => (self.module.clone(), path),
            name => match self.names.iter().rev().find_map(|names| names.get(name)) {
                // A name that stands for itself, as in `use egui;`, leads no further.
                Some(full) if full.as_slice() != [name] => (full.clone(), &path[1..]),
                _ => return path.to_vec(),
            },
        };
        while let Some((step, after)) = rest.split_first().filter(|(step, _)| *step == "super") {
            debug_assert_eq!(step, "super");
            start.pop();
            rest = after;
        }
        start.extend(rest.iter().cloned());
        start
    }

    fn name(&mut self, span: Span, path: &[String]) {
        let full = self.full(path);
        self.named.paths.push((span.start().line, full));
    }

    /// Paths and macros among loose tokens, as macros are given.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut start, mut colons) = (None, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.end_path(&mut path, &mut start);
                    }
                    start.get_or_insert(word.span());
                    path.push(word.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    let root = (colons == 2).then(|| path.clone()).filter(|root| !root.is_empty());
                    match root {
                        // `std::{fs, io}` in a macro.
                        Some(root) => self.braces(&root, group.stream()),
                        None => {
                            self.end_path(&mut path, &mut start);
                            self.tokens(group.stream());
                        }
                    }
                    (start, colons) = (None, 0);
                    path.clear();
                }
                TokenTree::Punct(mark) => {
                    if mark.as_char() == '!'
                        && colons == 0
                        && let (Some(at), Some(word)) = (start, path.last())
                    {
                        self.named.macros.push((at.start().line, word.clone()));
                    }
                    self.end_path(&mut path, &mut start);
                    colons = 0;
                }
                TokenTree::Literal(_) => {
                    self.end_path(&mut path, &mut start);
                    colons = 0;
                }
            }
        }
        self.end_path(&mut path, &mut start);
    }

    fn end_path(&mut self, path: &mut Vec<String>, start: &mut Option<Span>) {
        if let Some(span) = start.take().filter(|_| path.len() > 1) {
            self.name(span, path);
        }
        path.clear();
    }

    fn braces(&mut self, root: &[String], tokens: TokenStream) {
        for token in tokens {
            if let TokenTree::Ident(word) = token {
                let path: Vec<String> = root.iter().cloned().chain([word.to_string()]).collect();
                self.name(word.span(), &path);
            }
        }
    }
}

/// The ends of a `use` tree: its line, the path as written, and what it is called.
fn leaves(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<(Span, Vec<String>, String)>) {
    let with = |before: &[String], name: String| -> Vec<String> {
        before.iter().cloned().chain((name != "self" || before.is_empty()).then_some(name)).collect()
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) => {
            let path = with(before, name.ident.to_string());
            let called = path.last().cloned().unwrap_or_default();
            found.push((name.ident.span(), path, called));
        }
        UseTree::Rename(name) => {
            found.push((name.ident.span(), with(before, name.ident.to_string()), name.rename.to_string()));
        }
        UseTree::Glob(glob) => {
            found.push((glob.star_token.spans[0], with(before, "*".to_owned()), "*".to_owned()));
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, before, found)),
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, line: &'ast syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&line.tree, &mut Vec::new(), &mut found);
        for (span, path, _) in found {
            self.name(span, &path);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let is_test = |a: &Attribute| {
            a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|p| p.is_ident("test"))
        };
        if module.attrs.iter().any(is_test) {
            let span = syn::spanned::Spanned::span(module);
            self.named.tests.push((span.start().line, span.end().line));
        }
        self.module.push(module.ident.to_string());
        self.names.push(HashMap::new());
        if let Some((_, items)) = &module.content {
            self.take_names(items);
        }
        visit::visit_item_mod(self, module);
        self.names.pop();
        self.module.pop();
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.names.push(HashMap::new());
        let items: Vec<Item> = block
            .stmts
            .iter()
            .filter_map(
                |statement| if let syn::Stmt::Item(item) = statement { Some(item.clone()) } else { None },
            )
            .collect();
        self.take_names(&items);
        visit::visit_block(self, block);
        self.names.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.name(first.ident.span(), &parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.named.methods.push((call.method.span().start().line, call.method.to_string()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if let Some(last) = called.path.segments.last() {
            self.named.macros.push((last.ident.span().start().line, last.ident.to_string()));
        }
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let line = attribute.pound_token.spans[0].start().line;
        let mut words =
            vec![attribute.path().segments.last().map(|s| s.ident.to_string()).unwrap_or_default()];
        if let syn::Meta::List(list) = &attribute.meta {
            let inner = list.tokens.clone().into_iter();
            words.extend(
                inner.filter_map(|t| if let TokenTree::Ident(w) = t { Some(w.to_string()) } else { None }),
            );
        }
        self.named.attributes.extend(words.into_iter().map(|word| (line, word)));
        visit::visit_attribute(self, attribute);
    }
}

//! The plans that come with the program, as text. They must never need a file on the user's disk.

use super::read::{Loaded, parse};
use std::path::Path;

/// A plan inside the program.
pub struct Bundled {
    /// As a menu calls it.
    pub title: &'static str,
    /// The name of its file among the assets.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

/// Every bundled plan; the first one opens by default.
pub const BUNDLED: [Bundled; 4] = [
    Bundled {
        title: "Alliance, edition 2025",
        name: "alliance-2025.ron",
        text: include_str!("../../assets/alliance-2025.ron"),
    },
    Bundled {
        title: "Alliance, edition 2022",
        name: "alliance-2022.ron",
        text: include_str!("../../assets/alliance-2022.ron"),
    },
    Bundled {
        title: "Alliance, edition 2026",
        name: "alliance-2026.ron",
        text: include_str!("../../assets/alliance-2026.ron"),
    },
    Bundled {
        title: "A template for your own plan",
        name: "template.ron",
        text: include_str!("../../assets/template.ron"),
    },
];

impl Bundled {
    /// The plan's id, which its editions share.
    pub fn id(&self) -> &'static str {
        let id = self.text.split_once("\n    id: \"").and_then(|(_, rest)| rest.split_once('"'));
        id.map_or("", |(id, _)| id)
    }

    /// Reads it.
    pub fn load(&self) -> Loaded {
        parse(self.name, self.text.as_bytes())
    }
}

/// Which bundled plan a path names, with `.ron` or without, where no file of that name is there.
pub fn bundled_by_name(path: &Path) -> Option<usize> {
    let is = |bundled: &Bundled, name: &str| {
        bundled.name == name || bundled.name.strip_suffix(".ron") == Some(name)
    };
    let named = path.to_str().and_then(|name| BUNDLED.iter().position(|bundled| is(bundled, name)));
    named.filter(|_| !path.exists())
}

/// Reads the plan that opens by default.
pub fn bundled() -> Loaded {
    BUNDLED[0].load()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_plan_is_known_without_reading_it() {
        for bundled in &BUNDLED {
            let read = bundled.load().plan.map(|plan| plan.about().id.clone());
            assert_eq!(read.as_deref(), Some(bundled.id()), "{}", bundled.name);
        }
    }
}

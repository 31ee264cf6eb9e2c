//! The table as one of the views: on pages, and in words.
//!
//! It must never list a row itself: it asks the table.

use super::{Table, TableOptions, TablePort, Viewport};
use crate::plan::{BitSet, Facet, Plan};
use crate::scene::{Scene, StandsFor};
use crate::views::{
    Dates, LegendEntry, Look, Looked, PagePart, Prepared, Side, SideError, View, focus, words,
};
use emath::Vec2;
use std::borrow::Cow;

/// The word for one list of all.
const NO_GROUPS: &str = "none";

/// Items in rows.
#[derive(Debug, Clone, Copy)]
pub struct TableView;

impl View for TableView {
    type Options = TableOptions;
    type Port = TablePort;

    const WORD: &'static str = "table";
    const NAME: &'static str = "Table";
    const SHOWS_PART: bool = false;

    fn options_for(plan: &Plan) -> TableOptions {
        TableOptions::of(plan)
    }

    fn side(options: &TableOptions, side: Side) -> Option<Facet> {
        options.group.filter(|_| side == Side::Rows)
    }

    fn with_side(options: &TableOptions, side: Side, word: &str) -> Result<TableOptions, SideError> {
        if side == Side::Columns {
            return Err(SideError::NoSuchSide);
        }
        let group = match word {
            NO_GROUPS => None,
            word => Some(Facet::from_word(word).ok_or(SideError::Unknown(NO_GROUPS))?),
        };
        Ok(options.clone().grouped(group))
    }

    fn tidied(port: TablePort) -> TablePort {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<TableOptions, TablePort>,
        live: bool,
    ) -> impl Prepared + 'a {
        ReadyTable { look: *look, table: Cow::Owned(Table::new(look, looked.options.clone(), live)) }
    }
}

struct ReadyTable<'a> {
    look: Look<'a>,
    table: Cow<'a, Table>,
}

impl Table {
    /// This table as one of the views.
    pub fn ready<'a>(&'a self, look: &Look<'a>) -> impl Prepared + 'a {
        ReadyTable { look: *look, table: Cow::Borrowed(self) }
    }
}

fn viewport(part: PagePart) -> Viewport {
    Viewport { across: part.scroll.x, down: f64::from(part.scroll.y), size: part.size }
}

impl Prepared for ReadyTable<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn has_rows(&self) -> bool {
        !self.table.groups().is_empty()
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        if self.has_rows() { self.table.wish(room.x) } else { PagePart::free(room) }
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        if self.has_rows() { self.table.page(scroll, room) } else { self.all(room) }
    }

    fn scene(&self, part: PagePart) -> Scene {
        self.table.scene(&self.look, &viewport(part), &|_| false)
    }

    fn shown(&self, part: PagePart) -> BitSet {
        self.table.shown(&self.look, &viewport(part))
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        self.table.not_shown(&self.look, &viewport(part))
    }

    fn legend(&self, _width: f32, shown: Option<&BitSet>) -> Vec<LegendEntry> {
        self.table.legend(&self.look, shown.unwrap_or(self.look.matching))
    }

    fn headline(&self) -> String {
        match self.table.options().group {
            Some(facet) => format!("Table by {}", self.look.plan.words().inner(facet)),
            None => "Table".to_owned(),
        }
    }

    fn details(&self, shown: &BitSet) -> String {
        let dates = Dates::of(self.look.plan, shown);
        let told = if dates.dated == shown.count() {
            String::new()
        } else {
            format!(" ({})", dates.words(self.look.plan))
        };
        told + &focus::begun(&self.look, shown)
    }

    fn notes(&self, shown: &BitSet) -> Vec<String> {
        let rows = self.table.rows();
        let facet = self.table.options().group.filter(|_| rows > shown.count());
        let note = |facet: Facet| {
            format!(
                "What names more than one {} stands under each of them.",
                self.look.plan.words().one(facet)
            )
        };
        facet.map(note).into_iter().collect()
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        match what {
            StandsFor::Column(place) => {
                let column = self.table.column(place)?;
                let sort = self.table.options().sort;
                let now = match (sort.by == column, sort.descending) {
                    (false, _) => "",
                    (true, false) => ", now ascending",
                    (true, true) => ", now descending",
                };
                Some(format!("Sort by {}{now}", column.heading(self.look.plan.words()).to_lowercase()))
            }
            StandsFor::Group(place) => {
                let group = self.table.groups().get(place as usize)?;
                let verb = if group.closed { "Open" } else { "Close" };
                self.table.live.then(|| format!("{verb} {}", group.name))
            }
            _ => words::of(self.look.plan, what),
        }
    }
}

//! One record of any kind, as it stands in the file but in one shape.
//!
//! It must never judge what it holds: that is done where the record is checked.

use super::parts::{Corners, Evidence, Title};
use super::text::Text;
use super::value::Value;
use crate::plan::Field;

/// A value of a record's field.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The field.
    pub field: Field,
    /// The value's place in the field's list, where the field is one.
    pub index: Option<usize>,
    /// What it says.
    pub value: Value<'a>,
}

/// A record on its way from the file into the plan. One is used for all, so that its room is reused.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Draft<'a> {
    /// The name or headline.
    pub name: Text<'a>,
    pub aka: Box<[Text<'a>]>,
    pub note: Option<Text<'a>>,
    pub evidence: Box<[Evidence<'a>]>,
    /// Every other field that is there.
    pub values: Vec<Stated<'a>>,
}

/// What may stand in a field of a record.
pub trait Fill<'a> {
    /// Moves it into the draft, as what the field says.
    fn fill(self, field: Field, draft: &mut Draft<'a>);
}

impl<'a, T: Into<Value<'a>>> Fill<'a> for Option<T> {
    fn fill(self, field: Field, draft: &mut Draft<'a>) {
        draft.values.extend(self.map(|value| Stated { field, index: None, value: value.into() }));
    }
}

impl<'a, T: Into<Value<'a>>> Fill<'a> for Box<[T]> {
    fn fill(self, field: Field, draft: &mut Draft<'a>) {
        let values = self.into_iter().enumerate();
        draft.values.extend(values.map(|(n, value)| Stated { field, index: Some(n), value: value.into() }));
    }
}

impl<'a> Fill<'a> for Option<Corners> {
    fn fill(self, field: Field, draft: &mut Draft<'a>) {
        let corners = self.map(|Corners((south, west), (north, east))| {
            // Any two that lie opposite each other will do.
            let (low, high) = ((south.min(north), west.min(east)), (south.max(north), west.max(east)));
            [low, high].map(|corner| Stated { field, index: None, value: corner.into() })
        });
        draft.values.extend(corners.into_iter().flatten());
    }
}

impl<'a> Fill<'a> for bool {
    fn fill(self, field: Field, draft: &mut Draft<'a>) {
        self.then_some(true).fill(field, draft);
    }
}

impl<'a> Fill<'a> for Title<'a> {
    fn fill(self, _: Field, draft: &mut Draft<'a>) {
        draft.name = self.0;
    }
}

//! How far reading a file has come. It must never guess a time: it names what is being done.

/// What is being done, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bytes come from the disk.
    Reading,
    /// Records are made of text.
    Understanding,
    /// A slip was found: records are read one by one.
    Recovering,
    /// References, dates and numbers are checked; the plan's columns are built.
    Checking,
    /// Words are prepared for searching.
    Indexing,
}

impl Stage {
    /// As a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reading => "reading the file",
            Self::Understanding => "understanding its records",
            Self::Recovering => "reading record by record, since something is wrong",
            Self::Checking => "checking references and dates",
            Self::Indexing => "preparing the search",
        }
    }

    /// The share of the work that is done when the stage begins, 0 to 1: measured on a large plan.
    pub fn share(self) -> f32 {
        match self {
            Self::Reading => 0.0,
            Self::Understanding => 0.04,
            Self::Recovering => 0.4,
            Self::Checking => 0.5,
            Self::Indexing => 0.97,
        }
    }
}

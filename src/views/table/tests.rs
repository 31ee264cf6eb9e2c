//! What a person may rely on in a table.

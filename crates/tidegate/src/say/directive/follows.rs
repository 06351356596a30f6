//! Which row of a decision table proposed the due time of a directive, and whether another was set.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::directive::DueFollowed;
use tidegate_law::Words;

use crate::say::schema::Bilingual;
use crate::triage::tables;
use crate::words::Voice;

/// What proposed a due time. It is told in the office and not to the bearer: the letter has the time alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FollowsTold {
    /// The event with the outcome.
    pub event: u64,
    /// The table with its version.
    pub table: String,
    /// The number of the row.
    pub row: u32,
    /// The key of the outcome.
    pub outcome: String,
    /// Table, version, row and outcome in a line.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// The time that follows from it.
    #[schema(value_type = String, format = DateTime)]
    pub proposed: Timestamp,
    /// Why another time was set, where one was.
    pub overruled: Option<String>,
}

/// What proposed a due time.
pub(super) fn follows(one: &DueFollowed) -> FollowsTold {
    let table = tables().table(one.table.as_str());
    let outcome = table
        .and_then(|table| tables().point(&table.outcome))
        .and_then(|group| group.value(&one.outcome));
    let words = Voice::in_both(|voice| {
        let language = voice.language();
        let name = table.map(|table| table.name.in_language(language).to_owned());
        let outcome = outcome.map(|value| value.name.in_language(language).to_owned());
        let words = [
            ("table", name.unwrap_or_else(|| one.table.to_string()).into()),
            ("version", one.table.version().into()),
            ("row", one.row.into()),
            ("outcome", outcome.unwrap_or_else(|| one.outcome.clone()).into()),
        ];
        voice.with("event-priority", words)
    });
    FollowsTold {
        event: one.event,
        table: one.table.to_string(),
        row: one.row,
        outcome: one.outcome.clone(),
        words,
        proposed: one.proposed,
        overruled: one.overruled.clone(),
    }
}

//! Lists of cases to which one thing is done, in the form in which they are told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::{AnswerKind, Words};

use super::schema::Bilingual;
use super::told::Told;
use crate::bulk::{BulkAction, Outcome};
use crate::words::Voice;

/// What would become of each case of a list. Nothing is recorded but that the cases were opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BulkWeighed {
    /// The version of this form.
    pub version: u32,
    /// When that was so.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What is to be done, in a line.
    #[schema(value_type = Bilingual)]
    pub action: Words,
    /// Each case.
    pub rows: Vec<BulkRowTold>,
}

/// A list that is gone through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BulkTold {
    /// The version of this form.
    pub version: u32,
    /// Its id.
    pub id: String,
    /// Who asked for it.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub begun: Timestamp,
    /// What is done, in a line.
    #[schema(value_type = Bilingual)]
    pub action: Words,
    /// How many cases were gone through.
    pub gone_through: usize,
    /// Whether all were.
    pub over: bool,
    /// Each case.
    pub rows: Vec<BulkRowTold>,
}

/// A case of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BulkRowTold {
    /// Its neutral handle.
    pub handle: String,
    /// How many events it had when it was looked at; sent back, it keeps what others did meanwhile from being overlooked.
    pub seen: u64,
    /// What became of it or would; none while it was not gone through.
    pub outcome: Option<Outcome>,
    /// That in words.
    #[schema(value_type = Option<Bilingual>)]
    pub words: Option<Words>,
}

/// What is to be done, in a line. With whom something is shared is told only where each case was opened for it: the name of
/// a party beside handles of cases is content.
#[must_use]
pub fn action(action: &BulkAction, party: Option<&str>) -> Words {
    Voice::in_both(|voice| {
        let or = |text: &str, id: &str| match text {
            "" => voice.say(id),
            text => text.to_owned(),
        };
        let with =
            |id: &str, name: &'static str, value: String| voice.with(id, [(name, value.into())]);
        let code = || {
            let known = tidegate_core::event::ReasonCode::from_word(&action.code);
            known.map_or_else(
                || action.code.clone(),
                |code| voice.say(super::work::reason_code(code)),
            )
        };
        match action.what.as_str() {
            "assign" => with("bulk-action-assign", "who", or(&action.who, "work-nobody")),
            "queue" => with("bulk-action-queue", "queue", or(&action.queue, "queues-none")),
            "hold" => with("bulk-action-hold", "until", action.until.clone()),
            "ask-back" => voice.say("bulk-action-ask-back"),
            "judge" => with("bulk-action-judge", "code", code()),
            "close" => {
                let known = tidegate_core::event::ClosingCode::from_word(&action.code);
                let said = known.map(|code| voice.say(super::work::closing_code(code)));
                with("bulk-action-close", "code", said.unwrap_or_default())
            }
            "share" => match party {
                Some(party) => with("bulk-action-share", "party", party.to_owned()),
                None => voice.say("bulk-share"),
            },
            "tasks" => with("bulk-action-tasks", "list", action.list.clone()),
            other => other.to_owned(),
        }
    })
}

/// What the gate says, in a line: the answer, what it rests on, and who was not granted it.
#[must_use]
pub fn gate(told: &Told) -> Words {
    Voice::in_both(|voice| {
        let kind = told.gate.unwrap_or(told.law);
        let mut parts = vec![voice.say(super::id::answer(kind))];
        if kind != AnswerKind::Permit {
            let mut cited: Vec<String> = Vec::new();
            for passage in &told.passages {
                let rules = passage.answer.rules();
                cited.extend(rules.map(|rule| rule.citation.in_language(voice.language()).into()));
                let need = passage.need.as_ref().filter(|need| !need.granted());
                cited.extend(need.map(|need| voice.say(super::id::need(need))));
            }
            let mut seen = std::collections::BTreeSet::new();
            cited.retain(|one| seen.insert(one.clone()));
            parts.extend((!cited.is_empty()).then(|| cited.join(&voice.say("list-comma"))));
        }
        parts.join(&voice.say("list-colon"))
    })
}

//! Who of an office may see a case, in the form in which it is told.

use serde::{Deserialize, Serialize};
use tidegate_core::event::{Admission, CaseRole};
use tidegate_law::Words;

use crate::people::MemberRole;
use crate::words::Voice;

use super::schema::Bilingual;
use super::work::CodeTold;

/// Who may see a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CircleTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// Whether nobody sees that it exists but the circle.
    pub confined: bool,
    /// The circle, where it is confined.
    pub circle: Vec<OneTold>,
    /// Who was let in.
    pub let_in: Vec<OneTold>,
    /// Who is kept out.
    pub kept_out: Vec<OneTold>,
    /// How many may decide in it for the office: two signatures need two.
    pub deciders: usize,
    /// What was settled, in order.
    pub settled: Vec<SettledTold>,
}

/// A member of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OneTold {
    /// What the member signs in as.
    pub login: String,
    /// The name; none where there is no account any more.
    pub name: Option<String>,
    /// As what the member was let in.
    pub role: Option<CodeTold>,
    /// Whether the member can sign in.
    pub active: bool,
}

/// What was settled once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SettledTold {
    /// The number of the event.
    pub event: u64,
    /// By whom.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: jiff::Timestamp,
    /// What and why.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// The confined cases that nobody can keep who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KeeperlessTold {
    /// The version of this form.
    pub version: u32,
    /// They.
    pub cases: Vec<KeeperlessCase>,
}

/// A confined case that nobody can keep who can sign in: nothing of it but that it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KeeperlessCase {
    /// Its id.
    pub case: String,
}

/// The id of the name of a role in one case.
#[must_use]
pub fn role(role: CaseRole) -> &'static str {
    MemberRole::from(role).message()
}

/// A line of what was settled.
#[must_use]
pub fn admission(change: &Admission, reason: &str, voice: &Voice) -> String {
    let reason = ("reason", reason.to_owned().into());
    match change {
        Admission::Confined { circle } => {
            let names: Vec<&str> = circle.iter().map(String::as_str).collect();
            let names = names.join(&voice.say("list-comma"));
            voice.with("event-confined", [("circle", names.into()), reason])
        }
        Admission::Unconfined => voice.with("event-unconfined", [reason]),
        Admission::LetIn { who, role: as_what } => {
            let words =
                [("who", who.clone().into()), ("role", voice.say(role(*as_what)).into()), reason];
            voice.with("event-let-in", words)
        }
        Admission::KeptOut { who } => {
            voice.with("event-kept-out", [("who", who.clone().into()), reason])
        }
        Admission::AsOthers { who } => {
            voice.with("event-as-others", [("who", who.clone().into()), reason])
        }
    }
}

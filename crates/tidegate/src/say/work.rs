//! The office's own work on a case in words: codes of judgements and closings, what a report lacks, and what is arranged.
//!
//! A code has a name for the office and a sentence for who reported. Every match is exhaustive: a new code needs both.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::event::{
    Arrangement, CaseEvent, ClosingCode, HoldReason, ReasonCode, Relation, ReportPart,
};
use tidegate_core::id::PartyId;
use tidegate_law::Words;

use super::circle;
use super::opened::RepliedTold;
use super::recorded::RecordedTold;
use super::schema::Bilingual;
use super::transfer;
use crate::words::Voice;

/// What a code is called.
#[must_use]
pub fn reason_code(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::Accepted => "code-accepted",
        ReasonCode::Deferred => "code-deferred",
        ReasonCode::Duplicate => "code-duplicate",
        ReasonCode::NeedsInformation => "code-needs-information",
        ReasonCode::NotReproducible => "code-not-reproducible",
        ReasonCode::WorksAsIntended => "code-works-as-intended",
        ReasonCode::OutOfScope => "code-out-of-scope",
        ReasonCode::NoSecurityEffect => "code-no-security-effect",
        ReasonCode::ProductNotKnown => "code-product-not-known",
        ReasonCode::LiveSystem => "code-live-system",
        ReasonCode::NoReport => "code-no-report",
    }
}

/// What a code means for who reported.
#[must_use]
pub fn meaning(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::Accepted => "code-accepted-means",
        ReasonCode::Deferred => "code-deferred-means",
        ReasonCode::Duplicate => "code-duplicate-means",
        ReasonCode::NeedsInformation => "code-needs-information-means",
        ReasonCode::NotReproducible => "code-not-reproducible-means",
        ReasonCode::WorksAsIntended => "code-works-as-intended-means",
        ReasonCode::OutOfScope => "code-out-of-scope-means",
        ReasonCode::NoSecurityEffect => "code-no-security-effect-means",
        ReasonCode::ProductNotKnown => "code-product-not-known-means",
        ReasonCode::LiveSystem => "code-live-system-means",
        ReasonCode::NoReport => "code-no-report-means",
    }
}

/// Why a case was closed, for who reported as well.
#[must_use]
pub fn closing_code(code: ClosingCode) -> &'static str {
    match code {
        ClosingCode::Repaired => "closing-repaired",
        ClosingCode::Published => "closing-published",
        ClosingCode::NoFlaw => "closing-no-flaw",
        ClosingCode::GoesOnElsewhere => "closing-goes-on-elsewhere",
        ClosingCode::Unanswered => "closing-unanswered",
        ClosingCode::Withdrawn => "closing-withdrawn",
        ClosingCode::Other => "closing-other",
    }
}

/// What a report is looked through for, as it is asked.
#[must_use]
pub fn report_part(part: ReportPart) -> &'static str {
    match part {
        ReportPart::Product => "part-product",
        ReportPart::Versions => "part-versions",
        ReportPart::Description => "part-description",
        ReportPart::Steps => "part-steps",
        ReportPart::Effect => "part-effect",
        ReportPart::Evidence => "part-evidence",
        ReportPart::Exploitation => "part-exploitation",
    }
}

/// For what a case waits.
#[must_use]
pub fn hold_reason(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::Finder => "hold-finder",
        HoldReason::Manufacturer => "hold-manufacturer",
        HoldReason::Authority => "hold-authority",
        HoldReason::Capacity => "hold-capacity",
        HoldReason::Other => "hold-other",
    }
}

/// How a case belongs to another one.
#[must_use]
pub fn relation(how: Relation) -> &'static str {
    match how {
        Relation::Related => "relation-related",
        Relation::MergedInto => "relation-merged-into",
        Relation::MergedFrom => "relation-merged-from",
        Relation::SplitInto => "relation-split-into",
        Relation::SplitFrom => "relation-split-from",
    }
}

/// A judgement as a member reads it: the code, what is missing, and why.
#[must_use]
pub fn judged(event: &tidegate_core::event::Triaged, voice: &Voice) -> String {
    match event.code {
        None => event.reason.clone(),
        Some(code) => {
            let lines = [Some(voice.say(reason_code(code))), lacking(&event.missing, voice)];
            with_reason(lines, &event.reason, code.as_str())
        }
    }
}

/// A judgement as who reported reads it.
#[must_use]
pub fn judged_for_finder(event: &tidegate_core::event::Triaged, voice: &Voice) -> String {
    match event.code {
        None => event.reason.clone(),
        Some(code) => {
            let lines = [Some(voice.say(meaning(code))), lacking(&event.missing, voice)];
            with_reason(lines, &event.reason, code.as_str())
        }
    }
}

/// Why a case was closed.
#[must_use]
pub fn closed(event: &tidegate_core::event::Closed, voice: &Voice) -> String {
    match event.code {
        None => event.reason.clone(),
        Some(code) => {
            with_reason([Some(voice.say(closing_code(code))), None], &event.reason, code.as_str())
        }
    }
}

/// The sentences of a code with the reason behind them; a reason that only repeats the code is left out.
fn with_reason(lines: [Option<String>; 2], reason: &str, code: &str) -> String {
    let reason = Some(reason.to_owned()).filter(|reason| reason != code);
    let lines: Vec<String> = lines.into_iter().flatten().chain(reason).collect();
    lines.join(" ")
}

/// What is missing, in one sentence.
#[must_use]
pub fn lacking<'p>(
    missing: impl IntoIterator<Item = &'p ReportPart>,
    voice: &Voice,
) -> Option<String> {
    let parts = missing.into_iter().map(|part| voice.say(report_part(*part)));
    let parts: Vec<String> = parts.collect();
    let asked = parts.join(&voice.say("list-comma"));
    (!parts.is_empty()).then(|| voice.with("work-missing", [("parts", asked.into())]))
}

/// What the office writes to who reported where it answers with a code alone, in both languages.
#[must_use]
pub fn answer<'p>(
    code: ReasonCode,
    missing: impl IntoIterator<Item = &'p ReportPart> + Clone,
) -> String {
    let said = Voice::in_both(|voice| {
        let lines = [Some(voice.say(meaning(code))), lacking(missing.clone(), voice)];
        lines.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    format!("{}\n\n{}", said.zh, said.en)
}

/// What the office arranged, in a line of the record.
#[must_use]
pub fn arranged(
    arrangement: &Arrangement,
    party: impl Fn(PartyId) -> String,
    voice: &Voice,
) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match arrangement {
        Arrangement::Assigned { to: Some(to) } => {
            voice.with("event-assigned", [("to", to.as_str().into())])
        }
        Arrangement::Assigned { to: None } => voice.say("event-unassigned"),
        Arrangement::Queued { to: Some(to) } => {
            voice.with("event-queued", [("queue", to.as_str().into())])
        }
        Arrangement::Queued { to: None } => voice.say("event-unqueued"),
        Arrangement::Held { reason, note, until } => {
            let words = [
                ("reason", voice.say(hold_reason(*reason)).into()),
                ("until", until.to_string().into()),
                ("note", text(note).into()),
            ];
            voice.with("event-held", words)
        }
        Arrangement::Resumed => voice.say("event-resumed"),
        Arrangement::Numbered { of, reference } => {
            let words = [("party", party(*of).into()), ("number", reference.as_str().into())];
            voice.with("event-numbered", words)
        }
        Arrangement::TaskSet { what, who, due } => {
            let due = due.map(|due| due.to_string());
            let words = [
                ("what", what.as_str().into()),
                ("who", who.clone().unwrap_or_else(|| "?".to_owned()).into()),
                ("due", due.unwrap_or_else(|| "?".to_owned()).into()),
            ];
            voice.with("event-task-set", words)
        }
        Arrangement::TaskDone { task } => {
            voice.with("event-task-done", [("task", task.to_string().into())])
        }
        Arrangement::Offered { offer } => {
            let words = [
                ("party", party(offer.to).into()),
                ("reason", voice.say(transfer::reason(offer.reason)).into()),
                ("until", offer.until.to_string().into()),
            ];
            voice.with("event-offered", words)
        }
        Arrangement::OfferStep { step, .. } => transfer::step(step, voice),
        Arrangement::TakenOver { taken } => {
            let words = [
                ("from", taken.from.as_str().into()),
                ("log", taken.decided.origin.as_str().into()),
            ];
            voice.with("event-taken-over", words)
        }
        Arrangement::Admission { change, reason } => circle::admission(change, reason, voice),
        Arrangement::Linked { handle, how, .. } => {
            let words =
                [("how", voice.say(relation(*how)).into()), ("handle", handle.as_str().into())];
            voice.with("event-linked", words)
        }
    }
}

/// A word that the record keeps, with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CodeTold {
    /// The word.
    pub code: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

impl CodeTold {
    /// A word with the text of this id.
    #[must_use]
    pub fn of(code: &str, id: &str) -> Self {
        Self { code: code.to_owned(), words: Voice::in_both(|voice| voice.say(id)) }
    }
}

/// The office's own work on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WorkTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// How far the handling has come.
    pub phase: String,
    /// Whether the report was acknowledged.
    pub acknowledged: bool,
    /// The judgements, in the order in which they were made.
    pub judgements: Vec<JudgementTold>,
    /// What the member signs in as who works on it.
    pub assigned: Option<String>,
    /// The queue in which it waits, by its word.
    #[serde(default)]
    pub queue: Option<String>,
    /// The number of the event that last gave it to somebody or put it in a queue; sent back as `seen`, it lets whoever
    /// arranges learn that somebody else was first.
    #[serde(default)]
    pub turn: u64,
    /// What it waits for.
    pub held: Option<HeldTold>,
    /// The numbers that its parties have for the matter.
    pub numbers: Vec<NumberTold>,
    /// What is to be done, or was.
    pub tasks: Vec<TaskTold>,
    /// The cases that it belongs to.
    pub links: Vec<LinkTold>,
    /// Which parts of a good report the report has; none where it was taken in before that was kept.
    pub report: Option<CheckedTold>,
    /// Cases whose reports are like this one.
    pub alike: Vec<AlikeTold>,
}

/// A judgement of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct JudgementTold {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What it says.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// What a case waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HeldTold {
    /// For what.
    pub reason: CodeTold,
    /// What else was said of it.
    pub note: Option<String>,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
}

/// A party's own number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NumberTold {
    /// The party.
    pub party: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// The number.
    pub reference: String,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TaskTold {
    /// The number of the event that set it.
    pub task: u64,
    /// What.
    pub what: String,
    /// By whom.
    pub who: Option<String>,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// Since when it is done.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub done: Option<Timestamp>,
}

/// Another case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LinkTold {
    /// Its handle.
    pub handle: String,
    /// How the two belong together.
    pub how: CodeTold,
}

/// Which parts of a good report a report has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CheckedTold {
    /// Those that it has.
    pub has: Vec<CodeTold>,
    /// Those that it lacks.
    pub lacks: Vec<CodeTold>,
}

/// A case whose report is like another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AlikeTold {
    /// Its handle.
    pub handle: String,
    /// How like, in hundredths.
    pub likeness: u32,
}

/// What became of a judgement: it is on record, and what the gate made of the answer to the finder.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct JudgedTold {
    /// The version of this form.
    pub version: u32,
    /// What was recorded.
    pub recorded: RecordedTold,
    /// What became of the message to the finder, where one was written.
    pub replied: Option<RepliedTold>,
}

/// The judgements of a case.
#[must_use]
pub fn judgements(case: &tidegate_core::case::Case) -> Vec<JudgementTold> {
    let told = |recorded: &tidegate_core::event::Recorded| match &recorded.event {
        CaseEvent::Triaged(event) => Some(JudgementTold {
            at: recorded.recorded,
            by: recorded.actor.to_string(),
            words: Voice::in_both(|voice| judged(event, voice)),
        }),
        _ => None,
    };
    case.record().iter().filter_map(told).collect()
}

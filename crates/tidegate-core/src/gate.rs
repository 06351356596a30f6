//! The gate: every flow of undisclosed content passes here, with the reasons.
//!
//! Two questions are asked of a flow. *Law*: does a rule in force forbid it? (What is not forbidden
//! is permitted.) *Need to know*: has this recipient been granted this item? (What is not granted is
//! refused.) Both are answered for every item, every product and every recipient that the flow
//! reaches, those to whom an authority passes it on included; the worst answer counts. The gate is
//! pure: the same book, case, flow and instant give the same answer for ever.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::{
    Adoption, Answer, AnswerKind, Book, Decision, FactValue, Ground, KnownBy, LawInForce, Position,
    Question,
};

use crate::act::Act;
use crate::case::{Case, ItemRecord};
use crate::digest::{Digest, canonical_digest};
use crate::id::{CaseId, ItemId, PartyId, ProductId, RulingId};
use crate::office::Office;
use crate::party::Party;
use crate::product::Product;
use crate::situation::{Facts, Flow, products_of};

mod assess;
mod clock;
mod confirm;
mod countersigned;
mod directed;
mod duty;
mod grant;
mod keep;
mod need;
mod offer;
mod reach;
mod ruled;

pub use assess::{Stands, asserted_of, assess, stands};
pub use clock::{ClockKey, Ends, RunningClock, clocks};
pub use confirm::{Confirmed, NotConfirmed, confirmed};
pub use duty::{OwedBy, duties, starts};
pub use keep::{Retained, retained};
pub use need::Need;
pub use reach::{Edge, Reached, onward};
pub use ruled::{Barred, Unreleased};

/// The law and the office that answer.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'g> {
    /// The book.
    pub book: &'g Book,
    /// House rules switched on and positions adopted.
    pub adoption: &'g Adoption,
    /// Whose desk it is, where it is somebody's: how the office is called, and whether it is an authority, of whose
    /// persons some flows take two.
    pub office: Option<&'g Office>,
}

/// What the law says of one item, about one product, to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The item.
    pub item: ItemId,
    /// The product, where the case names one.
    pub product: Option<ProductId>,
    /// The recipient, and through whom it is reached.
    pub reached: Reached,
    /// The answer of the law.
    pub answer: Answer,
    /// Whether the recipient has been granted the item.
    pub need: Need,
}

/// The decision of the gate on a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateDecision {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that was asked.
    pub book: String,
    /// The case.
    pub case: CaseId,
    /// The flow.
    pub flow: Flow,
    /// The instant.
    pub at: Timestamp,
    /// The answer of the law: the worst of all passages.
    pub law: AnswerKind,
    /// The answer of the gate: the law; refuse where a recipient has not been granted an item, and escalate where a person
    /// is to decide whether it is.
    pub gate: AnswerKind,
    /// The ruling under which it may take place all the same, where the law is unclear or collides.
    pub ruling: Option<RulingId>,
    /// A ruling on this flow that does not let it take place, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreleased: Option<Unreleased>,
    /// Every passage.
    pub passages: Vec<Passage>,
    /// Whether the flow supposes facts that its actor cannot undertake, such as a consent that nobody
    /// established: the answer is then one to a question, and lets nothing out.
    #[serde(skip)]
    pub supposed: bool,
}

impl GateDecision {
    /// The digest of the decision: SHA-256 of its canonical form. The log's leaf binds it.
    ///
    /// # Errors
    /// Where the form cannot be made canonical, which its types exclude.
    pub fn digest(&self) -> Result<Digest, crate::digest::NotCanonical> {
        canonical_digest(self)
    }

    /// The passage that decided: the first with the worst answer of the law.
    pub fn deciding(&self) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.answer.decision.kind() == self.law)
    }

    /// The first passage whose recipient has no need to know.
    pub fn withheld(&self) -> Option<&Passage> {
        self.passages.iter().find(|passage| !passage.need.granted())
    }

    /// Everybody the flow reaches, each once.
    pub fn reached(&self) -> Vec<&Reached> {
        let mut seen = BTreeSet::new();
        self.passages
            .iter()
            .map(|p| &p.reached)
            .filter(|r| seen.insert(r.recipient.clone()))
            .collect()
    }
}

/// Why a flow cannot be put to the gate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFlow {
    /// The actor is not a party of the case.
    #[error("`{0}` is not a party of the case; let it join first")]
    UnknownActor(PartyId),
    /// The recipient is not a party of the case.
    #[error("the recipient `{0}` is not a party of the case; let it join first")]
    UnknownRecipient(PartyId),
    /// An item is not in the case.
    #[error("there is no item `{0}` in the case")]
    UnknownItem(ItemId),
    /// A publication to some.
    #[error(
        "`publish` is to everybody; to give it to one recipient, ask about `share`, `report` or `notify`"
    )]
    PublishToSome,
    /// The flow holds nothing.
    #[error("the flow names no item")]
    Empty,
    /// A fact of the flow is not one of the book, or not with this value.
    #[error("the book has no fact `{0}` with the value `{1}`")]
    UnknownFact(String, String),
    /// A fact of the flow is for the case to say: a role, a place, a state of disclosure, a reading.
    #[error("`{0}` is not for a flow to say; record it in the case, or adopt a position on it")]
    NotOfFlow(String),
}

/// Decides on a flow of a case at an instant.
///
/// # Errors
/// [`NoFlow`] where the flow speaks of somebody or something that the case does not know.
pub fn decide(
    desk: &Desk<'_>,
    case: &Case,
    flow: &Flow,
    at: Timestamp,
) -> Result<GateDecision, NoFlow> {
    decide_to(Depth::Whole, desk, case, flow, at)
}

/// How much is said beside the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Everything.
    Whole,
    /// Neither readings nor ways out, which take most of the time.
    Brief,
}

/// Decides, and says as much beside the decision as is wanted. The decision itself is the same.
pub(crate) fn decide_to(
    depth: Depth,
    desk: &Desk<'_>,
    case: &Case,
    flow: &Flow,
    at: Timestamp,
) -> Result<GateDecision, NoFlow> {
    let actor = case.party(flow.from).ok_or(NoFlow::UnknownActor(flow.from))?;
    check(desk.book, case, flow)?;
    let law = desk.book.in_force(desk.adoption, at);
    let owed = duties(desk, case, actor, at);
    let supposed = supposes(desk.book, flow);
    let mut passages = Vec::new();
    for id in &flow.items {
        let item = case.item(*id).ok_or(NoFlow::UnknownItem(*id))?;
        for product in products_of(case, item) {
            for reached in reach::reached(desk.book, case, actor, product, &flow.to) {
                let owed = &owed;
                let asked = Asked { desk, law: &law, case, actor, flow, owed, supposed, depth, at };
                passages.push(asked.passage(item, product, reached));
            }
        }
    }
    let worst = passages.iter().map(|passage| passage.answer.decision.kind()).max();
    let law_says = worst.unwrap_or(AnswerKind::Refuse);
    let granted = passages.iter().all(|passage| passage.need.granted());
    let decidable = passages.iter().all(|passage| passage.need.granted() || passage.need.is_open());
    let gate = match (granted, decidable) {
        (true, _) => law_says,
        (false, true) => law_says.max(AnswerKind::Escalate),
        (false, false) => AnswerKind::Refuse,
    };
    let mut decision = GateDecision {
        version: 1,
        book: desk.book.digest().to_owned(),
        case: case.id(),
        flow: flow.clone(),
        at,
        law: law_says,
        gate,
        ruling: None,
        unreleased: None,
        passages,
        supposed,
    };
    (decision.ruling, decision.unreleased) = ruled::ruled(case, &decision);
    Ok(decision)
}

/// The adoption of an office as it counted at an instant.
pub fn adoption_of(office: &Office, at: Timestamp) -> Adoption {
    let positions = office.positions_at(at).into_iter();
    let positions = positions.map(|held| Position {
        fact: held.fact,
        value: held.value,
        adopted: held.adopted,
        by: held.by,
    });
    Adoption { house: office.house_at(at), positions: positions.collect() }
}

fn check(book: &Book, case: &Case, flow: &Flow) -> Result<(), NoFlow> {
    if flow.items.is_empty() {
        return Err(NoFlow::Empty);
    }
    if flow.act == Act::Publish && !flow.to.is_public() {
        return Err(NoFlow::PublishToSome);
    }
    if let Some(party) = flow.to.party()
        && case.party(party).is_none()
    {
        return Err(NoFlow::UnknownRecipient(party));
    }
    for (fact, value) in &flow.facts {
        let index = book.schema().fact(fact);
        let known = index.filter(|index| book.schema().value(*index, value).is_some());
        let unknown = || NoFlow::UnknownFact(fact.to_string(), value.to_string());
        let entry = book.schema().entry(known.ok_or_else(unknown)?);
        let told = matches!(entry.by, KnownBy::Derived | KnownBy::Reading);
        let paid = entry.name.as_str() == PAID && value.as_str() == "true";
        if told && !paid {
            return Err(NoFlow::NotOfFlow(fact.to_string()));
        }
    }
    Ok(())
}

/// That there is payment: derived from the act, and the one derived fact that a flow may add.
const PAID: &str = "paid";

/// Whether a flow supposes what its actor cannot undertake: a consent, an assessment, a state of the world.
fn supposes(book: &Book, flow: &Flow) -> bool {
    let schema = book.schema();
    flow.facts.keys().filter_map(|fact| schema.fact(fact)).any(|fact| {
        let entry = schema.entry(fact);
        entry.by != KnownBy::Actor && entry.name.as_str() != PAID
    })
}

/// One flow being asked about.
struct Asked<'a> {
    desk: &'a Desk<'a>,
    law: &'a LawInForce<'a>,
    case: &'a Case,
    actor: &'a Party,
    flow: &'a Flow,
    owed: &'a [OwedBy],
    supposed: bool,
    depth: Depth,
    at: Timestamp,
}

impl Asked<'_> {
    fn passage(&self, item: &ItemRecord, product: Option<&Product>, reached: Reached) -> Passage {
        let facts = Facts { book: self.desk.book, case: self.case, at: self.at };
        let situation = facts.of_flow(self.flow, item, product, &reached.recipient);
        let act = self.desk.book.schema().act(self.flow.act.as_str());
        let offers = if reached.path.is_empty() {
            offer::recipients(&facts, self.actor, self.flow, product)
        } else {
            Vec::new()
        };
        let mut live = duty::live(self.owed, self.case, product);
        if let Some(edge) = reached.path.first() {
            live = live.passed_on_by(FactValue::symbol(&edge.from));
        }
        let answer = match act {
            Some(act) => {
                let live = Some(&live);
                let question = Question { act, situation: &situation, live, offers: &offers };
                match self.depth {
                    Depth::Whole => self.law.answer(&question),
                    Depth::Brief => self.law.answer_in_brief(&question),
                }
            }
            None => unknown_act(),
        };
        let need = need::need(self, item, product, &reached, &answer);
        Passage { item: item.item.id, product: product.map(|p| p.id), reached, answer, need }
    }
}

/// An act that the book does not know is refused.
fn unknown_act() -> Answer {
    let ground = Ground::TooMuchUnknown { unknown: Vec::new() };
    Answer {
        decision: Decision::Refuse { grounds: tidegate_law::NonEmpty::one(ground) },
        readings: Vec::new(),
        supports: Vec::new(),
        advice: Vec::new(),
        lifted: Vec::new(),
        ways_out: Vec::new(),
    }
}

//! Need to know: what is not granted is refused, whatever the law permits.

use serde::Serialize;
use tidegate_law::{AnswerKind, Decision, FactName, RuleId};

use crate::act::{Act, Recipient};
use crate::case::ItemRecord;
use crate::event::{CaseEvent, EmbargoAgreed, Subject};
use crate::gate::{Asked, Reached};
use crate::item::{ContentClass, Disclosure};
use crate::ledger::Ledger;
use crate::product::Product;
use crate::situation::Facts;

/// Whether a recipient has been granted an item, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "need", rename_all = "snake_case")]
pub enum Need {
    /// The item is public.
    Public,
    /// The recipient knows it already.
    Knows,
    /// The recipient repairs: it provides or maintains the product or the component.
    Repairs,
    /// The recipient is within the same legal entity.
    SameEntity,
    /// A rule names this recipient: a duty, a permission or an encouragement.
    Named {
        /// The rules.
        rules: Vec<RuleId>,
    },
    /// The recipient agreed to the embargo of the case.
    Embargo,
    /// It follows from a filing: the authority that received it passes it on.
    PassedOn,
    /// The law has opened it to the public: a remedy is there and nothing forbids publication.
    Publication,
    /// Nobody granted it.
    None,
}

impl Need {
    /// Whether it is granted.
    pub fn granted(&self) -> bool {
        !matches!(self, Self::None)
    }
}

/// The need of one recipient to know one item.
pub(super) fn need(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    reached: &Reached,
    answer: &tidegate_law::Answer,
) -> Need {
    if !asked.flow.act.conveys() {
        // Nothing is given to anybody: the act is done with what the actor has.
        return Need::SameEntity;
    }
    if item.item.class == ContentClass::FinderIdentity {
        // Who the finder is goes to nobody by default; only the finder gives it.
        let own = item.held_by == Some(asked.actor.id);
        return if own { Need::SameEntity } else { Need::None };
    }
    let as_of = item.disclosure_as_of(asked.at);
    if as_of.settled >= Disclosure::PublicNoRemedy {
        return Need::Public;
    }
    if !reached.path.is_empty() {
        return Need::PassedOn;
    }
    if asked.flow.act == Act::Publish {
        // What was agreed to be kept is not published while the agreement stands.
        let open = answer.decision.kind() <= AnswerKind::PermitIf && !embargo_stands(asked);
        return if open { Need::Publication } else { Need::None };
    }
    let Recipient::Party(id) = &reached.recipient else {
        let evidence = item.item.class == ContentClass::ProofOfConcept;
        return if evidence { Need::None } else { named(answer) };
    };
    let Some(party) = asked.case.party(*id) else { return Need::None };
    let ledger = Ledger::of(asked.case, &[]);
    let knows = ledger
        .knows(&reached.recipient, item.item.id)
        .is_some_and(|knowledge| knowledge.since.possibly_by(asked.at));
    if knows {
        return Need::Knows;
    }
    let facts = Facts { book: asked.desk.book, case: asked.case, at: asked.at };
    match facts.capacity(asked.actor, party, product).as_str() {
        "provider" | "maintainer" | "upstream_provider" | "upstream_maintainer" => Need::Repairs,
        "self" => Need::SameEntity,
        _ if shown_provider(asked, *id) => Need::Repairs,
        // A program that shows the flaw is evidence for those who repair, and for nobody else.
        _ if item.item.class == ContentClass::ProofOfConcept => Need::None,
        _ if embargoed(asked, *id) => Need::Embargo,
        _ => named(answer),
    }
}

/// The rules that speak for the flow, and the duties that demand it where the law collides.
fn named(answer: &tidegate_law::Answer) -> Need {
    let mut rules = answer.supports.clone();
    if let Decision::Conflict { collisions, .. } = &answer.decision {
        rules.extend(collisions.iter().map(|collision| collision.duty.clone()));
    }
    rules.sort();
    rules.dedup();
    if rules.is_empty() { Need::None } else { Need::Named { rules } }
}

/// Whether somebody is shown to provide the product, without being listed as its provider.
fn shown_provider(asked: &Asked<'_>, party: crate::id::PartyId) -> bool {
    let fact = FactName::new("recipient_shown_provider");
    let shown = asked.case.fact(Subject::Party(party), &fact).as_of(asked.at);
    shown.value().is_some_and(|value| value.as_str() == "true")
}

/// Whether a party agreed to the embargo that stands.
fn embargoed(asked: &Asked<'_>, party: crate::id::PartyId) -> bool {
    standing(asked).is_some_and(|embargo| embargo.parties.contains(&party))
}

fn embargo_stands(asked: &Asked<'_>) -> bool {
    standing(asked).is_some()
}

/// The embargo last agreed, unless it was left or its term is over.
fn standing<'a>(asked: &Asked<'a>) -> Option<&'a EmbargoAgreed> {
    let mut agreed = None;
    for recorded in asked.case.record() {
        match &recorded.event {
            CaseEvent::EmbargoAgreed(embargo) => agreed = Some(embargo),
            CaseEvent::EmbargoExited(_) => agreed = None,
            _ => {}
        }
    }
    agreed.filter(|embargo| embargo.until.is_none_or(|until| asked.at < until))
}

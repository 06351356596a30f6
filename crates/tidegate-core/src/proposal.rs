//! Four eyes: what takes two signatures is proposed by one person and signed by another.
//!
//! A proposal is an event of the case, so the second person signs exactly what the first one wrote and no word of it
//! can change between the two. Signing it makes what it proposes happen, in the same commit; declining it, or taking it
//! back, ends it with reasons. A proposal grants nothing and is no ground for anything.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::act::{Act, Recipient};
use crate::case::{Case, Entry};
use crate::directive::Order;
use crate::event::{ProposalSettled, Proposed, Review};
use crate::id::{DirectiveId, ItemId, PartyId, ProposalId};
use crate::item::Item;
use crate::ruling::RulingTerms;

/// What may be proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Matter {
    /// A directive, or a request where it has no binding basis.
    Directive(Order),
    /// What becomes of a directive that was issued.
    Review {
        /// Which directive.
        directive: DirectiveId,
        /// By whom: the party that issued it.
        by: PartyId,
        /// What is decided.
        review: Review,
        /// Why.
        reasons: String,
    },
    /// That something is let out which takes two persons: overseas, or before the remedy.
    Release(Release),
    /// A ruling on a flow. Who countersigns is not named yet, and nothing is recorded before the second signature.
    Ruling(Box<RulingTerms>),
}

/// What is to be let out, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// What is done with it.
    pub act: Act,
    /// By whom.
    pub from: PartyId,
    /// To whom.
    pub to: Recipient,
    /// What.
    pub items: BTreeSet<ItemId>,
    /// Why.
    pub reasons: String,
}

/// What completes a proposal when it is signed: made of the case as it is then, by whoever carries it to the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Completion {
    /// Nothing.
    Nothing,
    /// The clear envelope of the letter that tells the bearer of a directive.
    Letter(Box<Item>),
    /// The ruling as it stands at the second signature. It goes over what was proposed, neither more nor less.
    Ruling(Box<RulingTerms>),
}

/// A person's signature under a proposal: the name on record, and whether that person may decide for the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Who signed, by name.
    pub name: String,
    /// Whether the person decides for the office: of two signatures one must be such.
    pub decides: bool,
}

impl Signature {
    /// Whether two signatures are one person's, but for case and white space.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        let plain = |name: &str| -> String {
            name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
        };
        plain(&self.name) == plain(&other.name)
    }
}

/// Why a proposal cannot be settled so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSettled {
    /// The case has no such proposal.
    #[error("the case has no proposal `{0}`")]
    NoSuch(ProposalId),
    /// It was settled before.
    #[error("the proposal was settled before")]
    Settled,
    /// The same person would sign twice.
    #[error("`{0}` proposed it and cannot sign it a second time; another person must")]
    SamePerson(String),
    /// Neither of the two decides for the office.
    #[error("neither `{0}` nor `{1}` decides for the office; a decision-maker must sign")]
    NobodyDecides(String, String),
    /// The ruling at the second signature is not the one that was proposed.
    #[error(
        "what stands against the flow is not what it was when the ruling was proposed; take it back and propose it anew"
    )]
    Changed,
    /// Somebody else proposed it.
    #[error("`{0}` proposed it; only who proposed takes it back, others decline it")]
    NotTheProposer(String),
}

impl Case {
    /// The proposal with this id.
    pub fn proposal(&self, id: ProposalId) -> Option<Entry<'_, Proposed>> {
        self.proposals().find(|entry| entry.event.proposal == id)
    }

    /// How a proposal was settled, if it was.
    pub fn settled(&self, id: ProposalId) -> Option<Entry<'_, ProposalSettled>> {
        self.settlements().find(|entry| entry.event.proposal == id)
    }

    /// Proposals that wait for a second signature, in the order in which they were made.
    pub fn open_proposals(&self) -> impl Iterator<Item = Entry<'_, Proposed>> {
        self.proposals().filter(|entry| self.settled(entry.event.proposal).is_none())
    }

    /// Whether `signed` may sign the proposal as the second one.
    ///
    /// # Errors
    /// [`NotSettled`], with what to do instead.
    pub fn may_sign(&self, id: ProposalId, signed: &Signature) -> Result<(), NotSettled> {
        let first = &self.unsettled(id)?.event.signed;
        if first.is_of(signed) {
            return Err(NotSettled::SamePerson(signed.name.clone()));
        }
        if !first.decides && !signed.decides {
            return Err(NotSettled::NobodyDecides(first.name.clone(), signed.name.clone()));
        }
        Ok(())
    }

    /// A proposal that waits.
    ///
    /// # Errors
    /// [`NotSettled::NoSuch`], [`NotSettled::Settled`].
    pub fn unsettled(&self, id: ProposalId) -> Result<Entry<'_, Proposed>, NotSettled> {
        let entry = self.proposal(id).ok_or(NotSettled::NoSuch(id))?;
        if self.settled(id).is_some() { Err(NotSettled::Settled) } else { Ok(entry) }
    }
}

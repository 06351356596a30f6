//! A letter that the gate has not let out: what it says of it now, and whether a named person may decide.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::directive::DirectiveStanding;
use tidegate_core::event::DirectiveIssued;
use tidegate_core::gate;
use tidegate_core::id::PartyId;
use tidegate_core::situation::Flow;
use tidegate_law::{AnswerKind, Words};

use super::Telling;
use crate::say::plan::ToDecide;
use crate::say::schema::Bilingual;
use crate::say::{id, over, told};
use crate::words::Voice;

/// What the gate says of a letter that has not reached its bearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LetterHeldTold {
    /// Its answer.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// Why the bearer has no need to know, or what decides it.
    #[schema(value_type = Vec<Bilingual>)]
    pub why: Vec<Words>,
    /// The flow on which two named persons may decide, with what that goes over; or why they may not.
    pub decide: ToDecide,
}

/// The flow by which the letter of a directive reaches its bearer; none where it has no letter.
#[must_use]
pub fn letter_flow(office: PartyId, issued: &DirectiveIssued) -> Option<Flow> {
    let (act, to) = (Act::Share, Recipient::Party(issued.to));
    let items = vec![issued.letter?];
    Some(Flow { act, from: office, to, items, facts: BTreeMap::new() })
}

impl Telling<'_> {
    /// What the gate says of the letter of a directive that asks for something and did not reach its bearer.
    pub(super) fn held(&self, standing: &DirectiveStanding<'_>) -> Option<LetterHeldTold> {
        let issued = standing.issued.event;
        if !standing.awaits.is_open() || self.case.directive_reached(issued) {
            return None;
        }
        let flow = letter_flow(self.office.party(), issued)?;
        let adoption = gate::adoption_of(self.office, self.at);
        let (book, office) = (self.book, Some(self.office));
        let law = gate::Desk { book, adoption: &adoption, office };
        let decided = gate::decide(&law, self.case, &flow, self.at).ok()?;
        let needs = decided.passages.iter().filter(|one| !one.need.granted());
        let needs: BTreeSet<&str> = needs.map(|one| id::need(&one.need)).collect();
        let ruling = decided.over();
        let said = |one| Voice::in_both(|voice| over::over(voice, book, self.at, one));
        let barred = ruling.as_ref().err();
        let barred =
            barred.map(|why| Voice::in_both(|voice| over::barred(voice, book, self.at, why)));
        Some(LetterHeldTold {
            answer: decided.gate,
            why: needs.into_iter().map(|one| Voice::in_both(|voice| voice.say(one))).collect(),
            decide: ToDecide {
                question: None,
                items: flow.items.iter().map(ToString::to_string).collect(),
                act: flow.act.to_string(),
                from: flow.from.to_string(),
                recipient: flow.to.to_string(),
                to: told::party_name(self.case, &flow.to, book, office),
                over: ruling.iter().flatten().map(said).collect(),
                barred,
            },
        })
    }
}

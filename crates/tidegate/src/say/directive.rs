//! Directives, what became of them and what waits for a second signature, in the form in which they are told.
//!
//! A directive is told as one only where its basis binds in the book; else it is a request, whatever was hoped. What a
//! basis says stands beside it, so that who signs sees the ground and not a number.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::{Case, Entry};
use tidegate_core::directive::{Awaits, DirectiveStanding, Done, Measure, MeasureKind, Order};
use tidegate_core::event::{DirectiveIssued, Proposed, Review};
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::office::Office;
use tidegate_core::proposal::{Matter, Signature};
use tidegate_law::{Book, Words};

use super::over::over;
use super::schema::Bilingual;
use super::told::goes_by;
use crate::words::Voice;

mod basis;
pub mod follows;
mod letter;
pub mod served;
mod shown;
mod steps;
mod text;
mod unserved;

pub use basis::{BasisTold, NoBasis, basis_named, basis_told};
pub use letter::letter;
pub use shown::PartDone;
pub use text::{recorded, text};
pub use unserved::{LetterHeldTold, letter_flow};

/// The directives of a case, and the proposals that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectivesTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// The instant as of which they stand.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Proposals that wait for a second signature.
    pub proposals: Vec<ProposalTold>,
    /// Directives and requests, in the order in which they were issued.
    pub directives: Vec<DirectiveTold>,
}

/// A directive or request with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectiveTold {
    /// Its id.
    pub directive: String,
    /// What it asks, of whom and why.
    pub order: DirectionTold,
    /// What it waits for.
    pub awaits: String,
    /// Whether something of it is late.
    pub late: bool,
    /// The first time at which something open is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_due: Option<Timestamp>,
    /// When it was issued.
    #[schema(value_type = String, format = DateTime)]
    pub issued: Timestamp,
    /// Its event in the case.
    pub event: u64,
    /// Who signed it.
    pub signed: Vec<SignatureTold>,
    /// The item that holds its letter.
    pub letter: Option<String>,
    /// When the letter reached its bearer; none while it has not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub served: Option<Timestamp>,
    /// What the gate says now of a letter that it has not let out; not told to the bearer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<LetterHeldTold>,
    /// What happened since.
    pub steps: Vec<DirectiveStepTold>,
}

/// What a directive asks, of whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectionTold {
    /// Whether a basis in the book binds; without one it is a request.
    pub binding: bool,
    /// Who issues it.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// Who bears it.
    #[schema(value_type = Bilingual)]
    pub to: Words,
    /// The product.
    pub product: Option<String>,
    /// Which versions.
    pub versions: Option<String>,
    /// The basis with what it says.
    pub basis: Option<BasisTold>,
    /// Why.
    pub reasons: Option<String>,
    /// The directive that it replaces.
    pub replaces: Option<String>,
    /// What is to be done.
    pub measures: Vec<MeasureTold>,
    /// What proposed its due time; not told to the bearer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<follows::FollowsTold>,
}

/// A measure and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MeasureTold {
    /// Counted from one.
    pub number: u32,
    /// What sort of thing.
    pub kind: String,
    /// What.
    pub text: String,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// `open`, `reported`, `sent_back` or `met`.
    pub done: String,
    /// Whether its time was or is over.
    pub late: bool,
    /// How much of it was reported last, where that was said in numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartDone>,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SignatureTold {
    /// Who.
    pub name: String,
    /// Whether that person decides for the office.
    pub decides: bool,
}

/// One step in the life of a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectiveStepTold {
    /// Its event in the case.
    pub event: u64,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What was said with it.
    pub said: Option<String>,
}

/// A proposal that waits for a second signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProposalTold {
    /// Its id.
    pub proposal: String,
    /// `directive`, `review`, `release` or `ruling`.
    pub matter: String,
    /// In one line.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// Who proposed it.
    pub signed: SignatureTold,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Its event in the case.
    pub event: u64,
    /// Of a directive: what it asks.
    pub order: Option<DirectionTold>,
    /// Of a review: the directive it is about.
    pub directive: Option<String>,
    /// Why.
    pub reasons: String,
    /// Of a release or a ruling: what is to be let out.
    #[schema(value_type = Vec<Bilingual>)]
    pub items: Vec<Words>,
    /// Of a ruling: what it goes over.
    #[schema(value_type = Vec<Bilingual>)]
    pub over: Vec<Words>,
}

/// The text for what a directive waits for.
#[must_use]
pub fn awaiting(awaits: Awaits) -> &'static str {
    match awaits {
        Awaits::Answer => "directive-awaits-answer",
        Awaits::Measures => "directive-awaits-measures",
        Awaits::Review => "directive-awaits-review",
        Awaits::Verification => "directive-awaits-verification",
        Awaits::Met => "directive-awaits-met",
        Awaits::Withdrawn => "directive-awaits-withdrawn",
        Awaits::Replaced => "directive-awaits-replaced",
    }
}

/// The text for how far a measure has come.
#[must_use]
pub fn done(done: Done) -> &'static str {
    match done {
        Done::Open => "directive-done-open",
        Done::Reported => "directive-done-reported",
        Done::SentBack => "directive-done-sent-back",
        Done::Met => "directive-done-met",
    }
}

/// The text for a kind of measure.
#[must_use]
pub fn kind(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Repair => "directive-kind-repair",
        MeasureKind::Mitigate => "directive-kind-mitigate",
        MeasureKind::NotifyUsers => "directive-kind-notify-users",
        MeasureKind::WithdrawFromSupply => "directive-kind-withdraw",
        MeasureKind::ReportBack => "directive-kind-report-back",
        MeasureKind::Other => "directive-kind-other",
    }
}

/// Tells the directives of a case.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The book.
    pub book: &'t Book,
    /// The office.
    pub office: &'t Office,
    /// The case.
    pub case: &'t Case,
    /// The instant.
    pub at: Timestamp,
}

impl Telling<'_> {
    /// All of them.
    #[must_use]
    pub fn told(&self) -> DirectivesTold {
        let standings = self.case.directive_standings();
        DirectivesTold {
            version: 1,
            case: self.case.id().to_string(),
            handle: self.case.label().to_owned(),
            at: self.at,
            proposals: self.case.open_proposals().map(|entry| self.proposal(&entry)).collect(),
            directives: standings.iter().map(|standing| self.directive(standing)).collect(),
        }
    }

    /// One directive.
    #[must_use]
    pub fn directive(&self, standing: &DirectiveStanding<'_>) -> DirectiveTold {
        let issued = standing.issued.event;
        let mut order = self.order(&ordered(issued), standing.issued.recorded);
        order.reasons.clone_from(&issued.reasons);
        for (told, measure) in order.measures.iter_mut().zip(&standing.measures) {
            told.due = measure.due;
            measure.done.as_str().clone_into(&mut told.done);
            told.late = measure.is_late(self.at);
            told.part = measure.part.map(|(done, of)| PartDone { done, of });
        }
        let served = issued.letter.and_then(|letter| {
            let arrived = |to: Option<PartyId>| to == Some(issued.to);
            let mut passed = self.case.passages();
            let found = passed
                .find(|one| arrived(one.event.to.party()) && one.event.items.contains(&letter));
            found.map(|passage| passage.occurred.earliest())
        });
        DirectiveTold {
            directive: issued.directive.to_string(),
            order,
            awaits: standing.awaits.as_str().to_owned(),
            late: standing.is_late(self.at),
            next_due: standing.next_due().filter(|_| standing.awaits.is_open()),
            issued: standing.issued.recorded,
            event: standing.issued.seq,
            signed: issued.signed.iter().map(signature).collect(),
            letter: issued.letter.map(|letter| letter.to_string()),
            held: self.held(standing),
            served,
            steps: standing.steps.iter().map(|step| self.step(step)).collect(),
        }
    }

    /// A proposal.
    #[must_use]
    pub fn proposal(&self, entry: &Entry<'_, Proposed>) -> ProposalTold {
        let proposed = entry.event;
        let (matter, words, reasons) = match &proposed.matter {
            Matter::Directive(order) => {
                let id = match order.basis {
                    Some(_) => "proposal-directive",
                    None => "proposal-request",
                };
                ("directive", self.about(id, order.to), order.reasons.clone())
            }
            Matter::Review { directive, review, reasons, .. } => {
                let issued = self.case.directive_standing(*directive);
                let bearer = issued.map(|standing| standing.issued.event.to);
                let words = bearer.map(|bearer| self.about(reviewing(review), bearer));
                ("review", words.unwrap_or_default(), reasons.clone())
            }
            Matter::Release(release) => {
                let words = self.flowing("proposal-release", release.act, &release.to);
                ("release", words, release.reasons.clone())
            }
            Matter::Ruling(terms) => {
                let words = self.flowing("proposal-ruling", terms.act, &terms.to);
                ("ruling", words, terms.reasons.clone())
            }
        };
        let (order, directive, grounds) = match &proposed.matter {
            Matter::Directive(order) => (Some(self.order(order, entry.recorded)), None, Vec::new()),
            Matter::Review { directive, .. } => (None, Some(directive.to_string()), Vec::new()),
            Matter::Release(_) => (None, None, Vec::new()),
            Matter::Ruling(terms) => {
                let said = |one| Voice::in_both(|voice| over(voice, self.book, self.at, one));
                (None, None, terms.over.iter().map(said).collect())
            }
        };
        ProposalTold {
            proposal: proposed.proposal.to_string(),
            matter: matter.to_owned(),
            words,
            signed: signature(&proposed.signed),
            at: entry.recorded,
            event: entry.seq,
            order,
            directive,
            reasons,
            items: self.items(&proposed.matter),
            over: grounds,
        }
    }

    /// What is to be let out, where that is proposed.
    fn items(&self, matter: &Matter) -> Vec<Words> {
        let items: BTreeSet<ItemId> = match matter {
            Matter::Release(release) => release.items.clone(),
            Matter::Ruling(terms) => terms.items.iter().copied().collect(),
            Matter::Directive(_) | Matter::Review { .. } => BTreeSet::new(),
        };
        let named = |id: &ItemId| {
            let class = self.case.item(*id)?.item.class;
            Some(super::told::class_name(self.book, class))
        };
        items.iter().filter_map(named).collect()
    }

    /// A flow to somebody, in a sentence.
    fn flowing(&self, id: &str, act: Act, to: &Recipient) -> Words {
        let to = super::told::party_name(self.case, to, self.book, Some(self.office));
        Voice::in_both(|voice| {
            let to = to.in_language(voice.language()).to_owned();
            let act = super::told::act_name(self.book, act);
            voice.with(
                id,
                [("to", to.into()), ("act", act.in_language(voice.language()).to_owned().into())],
            )
        })
    }

    fn about(&self, id: &str, party: PartyId) -> Words {
        let name = self.name(party);
        Voice::in_both(|voice| {
            let name = name.in_language(voice.language()).to_owned();
            voice.with(id, [("to", name.into())])
        })
    }

    fn name(&self, party: PartyId) -> Words {
        let found = self.case.party(party).map(|party| goes_by(party, Some(self.office)));
        found.unwrap_or_default()
    }

    /// What an order asks, told as of the instant at which its basis must have bound.
    #[must_use]
    pub fn order(&self, order: &Order, at: Timestamp) -> DirectionTold {
        let basis = order.basis.as_deref().map(|basis| basis_told(self.book, basis, at));
        let measures = (1_u32..).zip(&order.measures);
        DirectionTold {
            binding: basis.as_ref().is_some_and(|basis| basis.binds),
            by: self.name(order.by),
            to: self.name(order.to),
            product: order
                .product
                .and_then(|id| self.case.product(id))
                .map(|product| product.name.clone()),
            versions: order.versions.clone(),
            basis,
            reasons: Some(order.reasons.clone()),
            replaces: order.replaces.map(|id| id.to_string()),
            measures: measures.map(|(number, one)| measure(number, one, order.due)).collect(),
            follows: order.follows.as_deref().map(follows::follows),
        }
    }
}

/// The text that says what is proposed of a directive.
fn reviewing(review: &Review) -> &'static str {
    match review {
        Review::Upheld => "proposal-upheld",
        Review::Extended { .. } => "proposal-extended",
        Review::Withdrawn => "proposal-withdrawn",
    }
}

/// A directive that was issued, as it was proposed.
fn ordered(issued: &DirectiveIssued) -> Order {
    Order {
        directive: issued.directive,
        by: issued.by,
        to: issued.to,
        product: issued.product,
        versions: issued.versions.clone(),
        measures: issued.measures.clone(),
        due: issued.due,
        follows: issued.follows.clone(),
        basis: issued.basis.clone(),
        reasons: issued.reasons.clone().unwrap_or_default(),
        replaces: issued.replaces,
    }
}

fn measure(number: u32, measure: &Measure, due: Option<Timestamp>) -> MeasureTold {
    MeasureTold {
        number,
        kind: measure.kind.as_str().to_owned(),
        text: measure.text.clone(),
        due: measure.due.or(due),
        done: Done::Open.as_str().to_owned(),
        late: false,
        part: None,
    }
}

fn signature(signed: &Signature) -> SignatureTold {
    SignatureTold { name: signed.name.clone(), decides: signed.decides }
}

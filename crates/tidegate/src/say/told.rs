//! Answers of the law and decisions of the gate in the form in which they are told: versioned, in both languages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::gate::{self, Barred, Desk, GateDecision, Need, OwedBy, Passage};
use tidegate_core::id::PartyId;
use tidegate_core::item::ContentClass;
use tidegate_core::office::Office;
use tidegate_core::party::Party;
use tidegate_core::situation::Facts;
use tidegate_law::{AnswerKind, Book, Names, Words};

use super::Basis;
use super::owed;
use super::schema::Bilingual;
use crate::words::Voice;

mod answered;

pub use answered::{
    AnswerTold, CollisionTold, DoubtTold, GroundTold, MoveTold, OtherTold, ReadingTold, WayTold,
};

/// An answer to a question about a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Told {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that answered.
    pub book: String,
    /// The instant asked about.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was asked.
    pub question: QuestionTold,
    /// The answer of the law.
    #[schema(value_type = String)]
    pub law: AnswerKind,
    /// The answer of the gate, with need to know; none where there is no case.
    #[schema(value_type = Option<String>)]
    pub gate: Option<AnswerKind>,
    /// The ruling under which the flow may take place all the same.
    pub ruling: Option<String>,
    /// A ruling on the flow that does not let it take place, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreleased: Option<UnreleasedTold>,
    /// Each item, product and recipient, the deciding one first.
    pub passages: Vec<PassageTold>,
}

/// A ruling that does not release the flow it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnreleasedTold {
    /// The ruling.
    pub ruling: String,
    /// Why not.
    #[schema(value_type = serde_json::Value)]
    pub because: Barred,
    /// The same as a sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuestionTold {
    /// The act, as the book spells it.
    pub act: String,
    /// Who acts.
    #[schema(value_type = Bilingual)]
    pub actor: Words,
    /// Who receives.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// What is conveyed; several classes if the flow holds several items.
    #[schema(value_type = Vec<Bilingual>)]
    pub content: Vec<Words>,
}

/// One item to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PassageTold {
    /// The class of content.
    #[schema(value_type = Bilingual)]
    pub content: Words,
    /// The product, where the case names one.
    pub product: Option<String>,
    /// Who is reached.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// Through whom; empty for the recipient itself.
    pub through: Vec<ThroughTold>,
    /// Whether the recipient was granted the item; none where there is no case.
    #[schema(value_type = Option<serde_json::Value>)]
    pub need: Option<Need>,
    /// What the law says.
    pub answer: AnswerTold,
}

/// A step of passing on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ThroughTold {
    /// Who passes it on.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// The clause that says so.
    pub basis: String,
}

/// A decision of the gate on a flow of a case.
#[must_use]
pub fn decision(desk: &Desk<'_>, case: &Case, decision: &GateDecision) -> Told {
    let flow = &decision.flow;
    let actor = party_name(case, &Recipient::Party(flow.from), desk.book, desk.office);
    let mut passages: Vec<&Passage> = decision.passages.iter().collect();
    // The deciding passage first; the sort keeps the order of the others.
    passages.sort_by_key(|passage| passage.answer.decision.kind() != decision.law);
    let bearer = case.party(flow.from).filter(|_| !decision.law.allows());
    let ahead = bearer.map(|bearer| gate::duties(desk, case, bearer, decision.at));
    let ahead: Vec<OwedBy> =
        ahead.into_iter().flatten().filter(|one| one.duty.could_start(desk.book)).collect();
    let told = |passage: &&Passage| passage_told(desk, case, decision, passage, &ahead);
    let content = flow.items.iter().filter_map(|id| case.item(*id));
    Told {
        version: 1,
        book: decision.book.clone(),
        at: decision.at,
        question: QuestionTold {
            act: flow.act.as_str().to_owned(),
            actor: actor.clone(),
            recipient: party_name(case, &flow.to, desk.book, desk.office),
            content: content.map(|item| class_name(desk.book, item.item.class)).collect(),
        },
        law: decision.law,
        gate: Some(decision.gate),
        ruling: decision.ruling.map(|id| id.to_string()),
        unreleased: decision.unreleased.as_ref().map(|unreleased| UnreleasedTold {
            ruling: unreleased.ruling.to_string(),
            because: unreleased.because.clone(),
            words: super::over::unreleased(desk.book, decision.at, unreleased),
        }),
        passages: passages.iter().map(told).collect(),
    }
}

fn passage_told(
    desk: &Desk<'_>,
    case: &Case,
    decision: &GateDecision,
    passage: &Passage,
    ahead: &[OwedBy],
) -> PassageTold {
    let book = desk.book;
    let recipient = party_name(case, &passage.reached.recipient, book, desk.office);
    let actor = party_name(case, &Recipient::Party(decision.flow.from), book, desk.office);
    let names = Names { actor, recipient: recipient.clone() };
    let basis = Basis { book, adoption: desk.adoption, at: decision.at, names: &names };
    let product = passage.product.and_then(|id| case.product(id));
    let item = case.item(passage.item);
    let facts = Facts { book, case, at: decision.at };
    let situation =
        item.map(|item| facts.of_flow(&decision.flow, item, product, &passage.reached.recipient));
    let mut answer = basis.answer(&passage.answer, situation.as_ref());
    if !answer.answer.allows() {
        let asks = |one: &&OwedBy| requires(desk, case, decision, passage, one);
        let ahead = ahead.iter().filter(asks);
        answer.could_require = ahead.map(|one| owed::duty(desk, case, one, decision.at)).collect();
    }
    PassageTold {
        content: item.map_or_else(Words::default, |item| class_name(book, item.item.class)),
        product: product.map(|product| product.name.clone()),
        recipient,
        through: passage
            .reached
            .path
            .iter()
            .map(|edge| ThroughTold {
                by: value_name(book, "recipient", &edge.from),
                basis: edge.basis.clone(),
            })
            .collect(),
        need: Some(passage.need.clone()),
        answer,
    }
}

/// Whether a duty asks for just this: the act, to this recipient, with content of this class.
fn requires(
    desk: &Desk<'_>,
    case: &Case,
    decision: &GateDecision,
    passage: &Passage,
    owed: &OwedBy,
) -> bool {
    let Some(duty) = desk.book.rule(&owed.duty.rule).and_then(|rule| rule.duty.as_ref()) else {
        return false;
    };
    let class = case.item(passage.item).map(|item| item.item.class);
    let covers =
        class.is_some_and(|class| duty.content.iter().any(|one| one.as_str() == class.as_str()));
    let reached = match &passage.reached.recipient {
        Recipient::Capacity(capacity) => Some(capacity.as_str()),
        Recipient::Party(id) => {
            case.party(*id).and_then(|party| party.authority.as_ref()).map(|key| key.as_str())
        }
    };
    let to = owed.duty.to.as_ref().map(|to| to.as_str());
    let act = desk.book.schema().act(decision.flow.act.as_str());
    covers && to.is_some() && to == reached && duty.act.is_some() && duty.act == act
}

/// The name of a recipient: of the party, or of the capacity in the words of the book. The office goes by its own name
/// in each language, where one is given.
#[must_use]
pub fn party_name(
    case: &Case,
    recipient: &Recipient,
    book: &Book,
    office: Option<&Office>,
) -> Words {
    match recipient {
        Recipient::Party(id) => {
            let unknown = || Words { en: id.to_string(), zh: id.to_string() };
            case.party(*id).map_or_else(unknown, |party| goes_by(party, office))
        }
        Recipient::Capacity(capacity) => value_name(book, "recipient", capacity.as_str()),
    }
}

/// The name that an office gives itself in each language.
#[must_use]
pub fn own_name(office: &Office) -> Words {
    Words { en: office.name.en.clone(), zh: office.name.zh.clone() }
}

/// Who goes by another name in a case than the one on record: the office.
#[must_use]
pub fn own_call(office: &Office) -> [(PartyId, Words); 1] {
    [(office.party(), own_name(office))]
}

/// What a party goes by in a case: a name is the same in every language, but a finder without one is called so in the
/// reader's, and the office by the name that it gives itself there. On record each keeps the one name it joined with.
#[must_use]
pub fn goes_by(party: &Party, office: Option<&Office>) -> Words {
    if let Some(office) = office.filter(|office| office.party() == party.id) {
        return own_name(office);
    }
    let text = match party.name.as_str() {
        Party::UNNAMED_FINDER => "party-unnamed",
        Party::FINDER_NAMED_TO_OFFICE => "party-named-to-office",
        name => return Words { en: name.to_owned(), zh: name.to_owned() },
    };
    Voice::in_both(|voice| voice.say(text))
}

/// A class of content in the words of the book.
#[must_use]
pub fn class_name(book: &Book, class: ContentClass) -> Words {
    value_name(book, "content", class.as_str())
}

/// The act in the words of the book.
#[must_use]
pub fn act_name(book: &Book, act: Act) -> Words {
    let index = book.schema().act(act.as_str());
    index.map_or_else(
        || Words { en: act.as_str().to_owned(), zh: act.as_str().to_owned() },
        |index| book.schema().act_entry(index).words.clone(),
    )
}

/// A value of a fact in the words of the book; the value itself where the book has none.
#[must_use]
pub fn value_name(book: &Book, fact: &str, value: &str) -> Words {
    let schema = book.schema();
    schema
        .fact_named(fact)
        .and_then(|index| {
            schema.entry(index).values.iter().find(|entry| entry.value.as_str() == value)
        })
        .map_or_else(
            || Words { en: value.to_owned(), zh: value.to_owned() },
            |entry| entry.words.clone(),
        )
}

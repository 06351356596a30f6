//! Need to know: what is not granted is refused, whatever the law permits.
//!
//! Four things are kept harder than the rest. Who the finder is goes to the manufacturer where the finder agreed, and to
//! nobody else. A program for attacks goes to those who repair and is never published.
//! What a sender meant for the receiving office alone goes to others where a binding duty that runs demands it, and
//! for no lesser reason. And details are not published before a remedy, or a lawful early publication, is on record:
//! that a law does not reach the actor opens nothing.

use serde::{Deserialize, Serialize};
use tidegate_law::{Decision, FactName, Finding, Force, RuleId};

use crate::act::{Act, Recipient};
use crate::case::ItemRecord;
use crate::coordination::Consent;
use crate::event::Subject;
use crate::gate::{Asked, Reached, countersigned, directed, duty, reach};
use crate::id::PartyId;
use crate::item::{ContentClass, Disclosure};
use crate::ledger::Ledger;
use crate::party::{Party, Role};
use crate::product::Product;
use crate::situation::Facts;

/// Whether a recipient has been granted an item, and on what ground; or why not.
///
/// An item that is marked confidential was meant by its sender for the receiving office alone. The mark binds everybody
/// but the sender. No embargo, encouragement or permission grants such an item, and it is not published. A binding duty
/// of the actor that runs and demands the flow does grant it, so that a filing such as that of RMSV 7(2) is whole, and
/// whom the law then passes it on to; so does that the recipient has it, or is of the actor's own legal entity. Those
/// who repair are granted it where the office marked it. Where it came so with a report, the finder confined it, and
/// even they are not: what repair needs stands in the other parts of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The finder agreed that the manufacturer learns who reports, and the recipient is the manufacturer.
    Consent,
    /// The recipient agreed to the embargo of the case.
    Embargo,
    /// It is the letter of a directive that the recipient bears, on a basis that binds.
    Directed {
        /// The article: `cn-rmsv/8`.
        basis: String,
    },
    /// It follows from a filing: the authority that received it passes it on.
    PassedOn,
    /// It may become public: it says no more than that there is something, or a remedy or a lawful early publication is
    /// on record.
    Publication,
    /// Not granted: it would be public before any remedy is on record.
    NoRemedy,
    /// Not granted: an embargo that was agreed stands against publication.
    EmbargoStands,
    /// Not granted: an embargo holds, and the recipient has not agreed to it (EMB-11-001 of the Vultron protocol).
    NotAgreed,
    /// Not granted: it takes two persons of the authority, and the second has not signed.
    NotReleased,
    /// Not granted: a program for attacks goes to those who repair, and is never published.
    Program,
    /// Not granted: the sender meant it for the receiving office alone.
    Confidential,
    /// Not granted by the gate: it is the letter of what somebody asks of the recipient, and whether the recipient must
    /// be told is for two named persons to decide.
    Requested,
    /// Nobody granted it.
    None,
}

impl Need {
    /// Whether it is granted.
    pub fn granted(&self) -> bool {
        match self {
            Self::Public
            | Self::Knows
            | Self::Repairs
            | Self::SameEntity
            | Self::Named { .. }
            | Self::Consent
            | Self::Embargo
            | Self::Directed { .. }
            | Self::PassedOn
            | Self::Publication => true,
            Self::NoRemedy
            | Self::EmbargoStands
            | Self::NotAgreed
            | Self::NotReleased
            | Self::Program
            | Self::Confidential
            | Self::Requested
            | Self::None => false,
        }
    }

    /// Whether a person may decide it: the gate neither grants nor refuses.
    pub fn is_open(&self) -> bool {
        *self == Self::Requested
    }
}

/// The need of one recipient to know one item. What an authority discloses overseas or publishes before the remedy is
/// granted only where two of its persons signed it.
pub(super) fn need(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    reached: &Reached,
    answer: &tidegate_law::Answer,
) -> Need {
    let need = of_one(asked, item, product, reached, answer);
    let discloses = match need {
        Need::Repairs
        | Need::Named { .. }
        | Need::Consent
        | Need::Embargo
        | Need::Directed { .. }
        | Need::Publication => true,
        Need::Public
        | Need::Knows
        | Need::SameEntity
        | Need::PassedOn
        | Need::NoRemedy
        | Need::EmbargoStands
        | Need::NotAgreed
        | Need::NotReleased
        | Need::Program
        | Need::Confidential
        | Need::Requested
        | Need::None => false,
    };
    match discloses && countersigned::lacks(asked, item, reached, remedied(asked, product)) {
        true => Need::NotReleased,
        false => need,
    }
}

/// What the gate grants, however many persons it takes.
fn of_one(
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
        return identity(asked, item, product, reached);
    }
    let as_of = asked.case.disclosure_of(item, asked.at);
    if as_of.settled >= Disclosure::PublicNoRemedy {
        return Need::Public;
    }
    if !reached.path.is_empty() {
        return Need::PassedOn;
    }
    if asked.flow.act == Act::Publish && item.item.class == ContentClass::Data {
        // Data of others never become public by a decision about a vulnerability.
        return Need::None;
    }
    if asked.flow.act == Act::Publish {
        return publication(asked, item, product, answer);
    }
    let Recipient::Party(id) = &reached.recipient else {
        return if program(asked, item) {
            Need::Program
        } else {
            named(asked, item, product, reached, answer)
        };
    };
    let Some(party) = asked.case.party(*id) else { return Need::None };
    let ledger = Ledger::of(asked.case, &[]);
    let knows = ledger
        .knows(&reached.recipient, item.item.id)
        .is_some_and(|knowledge| knowledge.since.possibly_by(asked.at));
    if knows || tells_nothing_new(asked, &ledger, item, party.id) {
        return Need::Knows;
    }
    let facts = Facts { book: asked.desk.book, case: asked.case, at: asked.at };
    let repairs = match facts.capacity(asked.actor, party, product).as_str() {
        "self" => return Need::SameEntity,
        capacity => is_repairer(capacity) || shown_provider(asked, *id),
    };
    if program(asked, item) && !repairs {
        // A program that shows the flaw is evidence for those who repair, and for nobody else.
        return Need::Program;
    }
    of_party(asked, item, product, reached, answer, (party, repairs))
}

/// What is granted to a party of the case that does not have it: to who repairs, by an agreed embargo, by a directive,
/// and by rules that name it.
fn of_party(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    reached: &Reached,
    answer: &tidegate_law::Answer,
    (party, repairs): (&Party, bool),
) -> Need {
    let directed = directed::directed(asked, item, party);
    if outside_embargo(asked, party) {
        // A new participant agrees first and sees the report then; what a binding duty demands, or a directive on a
        // binding basis, is not agreed away.
        return match directed {
            Some(directed) if directed.granted() => directed,
            _ => owed(asked, product, reached, answer, Need::NotAgreed),
        };
    }
    let named = match confined(asked, item) {
        Confined::No | Confined::ToRepair if repairs => Need::Repairs,
        Confined::No if embargoed(asked, party.id) => Need::Embargo,
        Confined::No | Confined::ToRepair | Confined::ToOffice => {
            named(asked, item, product, reached, answer)
        }
    };
    match (named, directed) {
        (Need::None, Some(directed)) => directed,
        (named, _) => named,
    }
}

/// Who the finder is goes to nobody by default; only the finder gives it, to the manufacturer by a word in the report.
/// Neither a sale nor a publication is covered by that word, nor whoever learns it from the manufacturer; and from when it
/// is taken back, nobody is.
fn identity(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    reached: &Reached,
) -> Need {
    if item.held_by == Some(asked.actor.id) {
        return Need::SameEntity;
    }
    let sent = item
        .item
        .report
        .and_then(|report| asked.case.reports().find(|entry| entry.event.report == report));
    let agreed = sent.is_some_and(|entry| asked.case.may_be_named(entry.event, asked.at));
    let told = match asked.flow.act {
        Act::Share | Act::Report | Act::Notify | Act::Transfer => true,
        Act::Sell
        | Act::Publish
        | Act::Collect
        | Act::Use
        | Act::Assist
        | Act::Store
        | Act::Procure => false,
    };
    let party = reached.recipient.party().filter(|_| reached.path.is_empty());
    let maker = party.is_some_and(|id| product.is_some_and(|one| one.providers.contains(&id)));
    if agreed && told && maker { Need::Consent } else { Need::None }
}

/// Whether an item is a message of the actor that, as its writer declares, tells this party nothing new. A declaration
/// is not enough: the ledger must show that the party has content of that class in the case. The letter of a directive
/// says what is to be done, and whoever has it does not know for that what the case says of the flaw.
fn tells_nothing_new(
    asked: &Asked<'_>,
    ledger: &Ledger,
    item: &ItemRecord,
    party: PartyId,
) -> bool {
    let declared = asked.case.is_declared_nothing_new(item.item.id, asked.actor.id, party);
    let to = Recipient::Party(party);
    let known = ledger.known_to(&to).filter(|known| known.since.possibly_by(asked.at));
    let letter = |id| asked.case.directives().any(|one| one.event.letter == Some(id));
    let known = known.filter(|known| !letter(known.item));
    let mut known = known.filter_map(|known| asked.case.item(known.item));
    declared && known.any(|known| item.item.class.is_within(known.item.class))
}

/// Whether an item may become public, whatever the law says of it.
fn publication(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    answer: &tidegate_law::Answer,
) -> Need {
    if program(asked, item) {
        return Need::Program;
    }
    if confined(asked, item) != Confined::No {
        return Need::Confidential;
    }
    // What was agreed to be kept is not published while the agreement stands.
    if asked.case.coordination().binds(asked.at) {
        return Need::EmbargoStands;
    }
    let repairs = provides(asked, product);
    let open = match item.item.class {
        ContentClass::Existence | ContentClass::General => true,
        // Who provides the product thereby provides the remedy (RMSV 9(1)).
        ContentClass::Remedy => repairs || ready(asked, product),
        ContentClass::Technical => (repairs && with_remedy(asked, answer)) || ready(asked, product),
        ContentClass::ProofOfConcept | ContentClass::FinderIdentity | ContentClass::Data => false,
    };
    if open { Need::Publication } else { Need::NoRemedy }
}

/// Whether a remedy, or all steps of a lawful early publication, are on record.
fn ready(asked: &Asked<'_>, product: Option<&Product>) -> bool {
    remedied(asked, product) || EARLY.iter().all(|step| on_record(asked, step))
}

/// Whether a remedy is on record.
fn remedied(asked: &Asked<'_>, product: Option<&Product>) -> bool {
    let published = || {
        asked.case.items().any(|other| {
            let here = other.item.product.is_none_or(|id| product.is_some_and(|p| p.id == id));
            let public = other.disclosure_as_of(asked.at).settled.is_public();
            here && public && other.item.class == ContentClass::Remedy
        })
    };
    on_record(asked, "remedy_provided") || published()
}

/// The steps of a lawful publication before the remedy (RMSV 9(1)); all of them.
const EARLY: [&str; 3] = ["early_jointly_assessed", "early_reported", "early_assessed"];

/// Whether a fact of the case is established; a question that supposes it is answered as if it were, and lets nothing
/// out.
fn on_record(asked: &Asked<'_>, fact: &str) -> bool {
    let fact = FactName::new(fact);
    let known = asked.case.fact(Subject::Case(asked.case.id()), &fact).as_of(asked.at);
    let supposed = asked.flow.facts.get(&fact).filter(|_| asked.supposed);
    supposed.or(known.value()).is_some_and(|value| value.as_str() == "true")
}

/// Whether the actor provides the product, as the law sees it.
fn provides(asked: &Asked<'_>, product: Option<&Product>) -> bool {
    let facts = Facts { book: asked.desk.book, case: asked.case, at: asked.at };
    let schema = asked.desk.book.schema();
    let known = facts.of_actor(asked.actor, product);
    let provider = schema.fact_named("actor_is_provider");
    let value = provider.and_then(|fact| known.known(schema, fact));
    value.is_some_and(|value| value.as_str() == "true")
}

/// Whether the actor undertakes to publish the remedy with it, or would have to by every condition of the law. Until it
/// does, the answer stays one with conditions and lets nothing out.
fn with_remedy(asked: &Asked<'_>, answer: &tidegate_law::Answer) -> bool {
    let fact = FactName::new("remedy_in_publication");
    if let Some(said) = asked.flow.facts.get(&fact) {
        return said.as_str() == "true";
    }
    let demands = |set: &Vec<Finding>| {
        set.iter().any(|finding| finding.fact == fact && finding.value.as_str() == "true")
    };
    match &answer.decision {
        Decision::PermitIf { conditions } => conditions.iter().all(demands),
        Decision::Permit
        | Decision::Refuse { .. }
        | Decision::Escalate { .. }
        | Decision::Conflict { .. } => false,
    }
}

/// Whether who receives in this capacity repairs.
fn is_repairer(capacity: &str) -> bool {
    matches!(capacity, "provider" | "maintainer" | "upstream_provider" | "upstream_maintainer")
}

/// Whether an item is a program for attacks: by its class, or as it was found or declared to be.
fn program(asked: &Asked<'_>, item: &ItemRecord) -> bool {
    let found = asked.case.found_to_be_tool(item.item.id);
    item.item.class == ContentClass::ProofOfConcept
        || found.unwrap_or_else(|| item.item.declared_tool())
}

/// How far an item is confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Confined {
    /// It is not.
    No,
    /// The office keeps it to itself and to those who repair.
    ToRepair,
    /// The finder meant it for the receiving office alone.
    ToOffice,
}

/// How far an item is confined for the actor. Who sent it is not bound by its own mark.
fn confined(asked: &Asked<'_>, item: &ItemRecord) -> Confined {
    if !item.item.confidential {
        return Confined::No;
    }
    let Some(report) = item.item.report else {
        return if item.held_by == Some(asked.actor.id) {
            Confined::No
        } else {
            Confined::ToRepair
        };
    };
    let sent = asked.case.reports().find(|entry| entry.event.report == report);
    let own = sent.is_some_and(|entry| entry.event.from == asked.actor.id);
    if own { Confined::No } else { Confined::ToOffice }
}

/// The rules that speak for the flow, and the duties that demand it where the law collides. For what is confined only
/// binding duties count, and only those that run towards this recipient.
fn named(
    asked: &Asked<'_>,
    item: &ItemRecord,
    product: Option<&Product>,
    reached: &Reached,
    answer: &tidegate_law::Answer,
) -> Need {
    let mut rules = named_in(answer);
    if confined(asked, item) != Confined::No {
        return owed(asked, product, reached, answer, Need::Confidential);
    }
    rules.sort();
    rules.dedup();
    if rules.is_empty() { Need::None } else { Need::Named { rules } }
}

/// The binding duties that run towards this recipient and demand the flow; without one it is not granted.
fn owed(
    asked: &Asked<'_>,
    product: Option<&Product>,
    reached: &Reached,
    answer: &tidegate_law::Answer,
    otherwise: Need,
) -> Need {
    let mut rules = named_in(answer);
    let live = duty::live(asked.owed, asked.case, product);
    let (book, to) = (asked.desk.book, &reached.recipient);
    let capacity = reach::capacity(book, asked.case, asked.actor, product, to);
    let runs = |rule: &RuleId| live.towards(rule, |to| to.as_str() == capacity);
    rules.retain(|rule| runs(rule) && binds(asked, rule));
    rules.sort();
    rules.dedup();
    if rules.is_empty() { otherwise } else { Need::Named { rules } }
}

/// The rules that speak for the flow, and the duties that demand it where the law collides.
fn named_in(answer: &tidegate_law::Answer) -> Vec<RuleId> {
    let mut rules = answer.supports.clone();
    if let Decision::Conflict { collisions, .. } = &answer.decision {
        rules.extend(collisions.iter().map(|collision| collision.duty.clone()));
    }
    rules
}

/// Whether a rule is binding law.
fn binds(asked: &Asked<'_>, rule: &RuleId) -> bool {
    asked.desk.book.rule(rule).is_some_and(|rule| rule.force == Force::Binding)
}

/// Whether somebody is shown to provide the product, without being listed as its provider.
fn shown_provider(asked: &Asked<'_>, party: PartyId) -> bool {
    let fact = FactName::new("recipient_shown_provider");
    let shown = asked.case.fact(Subject::Party(party), &fact).as_of(asked.at);
    shown.value().is_some_and(|value| value.as_str() == "true")
}

/// Whether a party agreed to the embargo that stands.
fn embargoed(asked: &Asked<'_>, party: PartyId) -> bool {
    let here = asked.case.coordination();
    here.binds(asked.at) && here.consent_of(party) == Consent::Signatory
}

/// Whether an embargo stands to which a party has not agreed. Whom the law names as an authority agrees to nothing: the
/// law decides of it, as if there were no embargo.
fn outside_embargo(asked: &Asked<'_>, party: &Party) -> bool {
    let authority = party.authority.is_some() || party.is(Role::Authority);
    let stands = asked.case.coordination().binds(asked.at);
    stands && !authority && !embargoed(asked, party.id)
}

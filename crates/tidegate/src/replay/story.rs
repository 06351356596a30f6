//! From a record to a case: parties, product, items, and every event by its type, with its text kept.
//!
//! Where the record names a country, the party is there; else its place is unknown, and unknown is not false. Events
//! of one day whose order the record does not give are taken as found, then told, then repaired, then published.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::digest::Digest;
use tidegate_core::event::{
    Actor, CaseEvent, ClockStarted, Disclosed, FactEstablished, ItemAdded, Noted, Opened,
    PartyJoined, ProductNamed, Provided, Published, Recorded, Subject, V1,
};
use tidegate_core::id::{CaseId, ItemId, OfficeId, PartyId, ProductId};
use tidegate_core::item::{ContentClass, Disclosure, Item};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::product::Product;
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;
use tidegate_law::{Book, FactName, FactValue};

use super::Happened;
use super::record::{Event, Record};

/// The midnight in Beijing with which the provisions of 2021 began (RMSV 16).
const IN_FORCE: &str = "2021-08-31T16:00:00Z";
/// What is taken of every publication, because no record speaks of it.
const TAKEN: [&str; 3] = ["operator_in_use_detail", "attack_tool", "exaggerates"];

/// A flow that took place, with the case as it stood before.
#[derive(Debug, Clone)]
pub struct Took {
    /// The case before.
    pub before: Case,
    /// The flow.
    pub flow: Flow,
    /// The close of the day, or the instant.
    pub at: Timestamp,
    /// When, as written in the record.
    pub when: String,
    /// The type of the event.
    pub event: String,
}

/// A record as a case.
#[derive(Debug)]
pub struct Story {
    /// The case at its end.
    pub case: Case,
    /// The flows that took place.
    pub took: Vec<Took>,
    /// The end of the record.
    pub end: Timestamp,
    /// The manufacturer.
    pub maker: PartyId,
    /// The finder.
    pub finder: PartyId,
    /// What happened, in order.
    pub told: Vec<Happened>,
    /// Events known by their day alone.
    pub days: usize,
    /// Types that were only noted.
    pub noted: Vec<String>,
    /// Types that are not known here.
    pub unmapped: Vec<String>,
    /// Dates that cannot be read.
    pub undated: Vec<String>,
}

/// Makes the case of a record.
///
/// # Errors
/// What the case does not accept.
pub fn tell(book: &Book, record: &Record) -> Result<Story, String> {
    let mut undated = Vec::new();
    let mut dated: Vec<(Occurred, &Event)> = Vec::new();
    for event in &record.events {
        match event.occurred() {
            Some(occurred) => dated.push((occurred, event)),
            None => undated.push(format!("{}: {}", event.kind, event.date)),
        }
    }
    dated.sort_by_key(|(occurred, event)| (occurred.earliest(), rank(&event.kind)));
    let mut telling = Telling::open(book, record)?;
    telling.start(&dated)?;
    for (occurred, event) in &dated {
        telling.happens(occurred, event)?;
    }
    let end = dated.iter().map(|(occurred, _)| occurred.latest()).max();
    Ok(Story {
        end: end.unwrap_or(Timestamp::UNIX_EPOCH),
        case: telling.case,
        took: telling.took,
        maker: telling.maker,
        finder: telling.finder,
        days: dated.iter().filter(|(occurred, _)| !occurred.is_instant()).count(),
        told: dated.iter().map(|(occurred, event)| happened(occurred, event)).collect(),
        noted: telling.noted,
        unmapped: telling.unmapped,
        undated,
    })
}

fn happened(occurred: &Occurred, event: &Event) -> Happened {
    let parts = [event.actor.as_deref(), event.text.as_deref()];
    let said: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Happened { when: occurred.to_string(), event: event.kind.clone(), text: said.join(": ") }
}

/// The order of events of one day.
fn rank(kind: &str) -> u8 {
    match kind {
        "introduced" | "discovered" | "law_in_force" => 0,
        "reported" | "vendor_notified" | "independently_reported" => 1,
        "fix_released" => 3,
        "fix_released_and_advisory" | "advisory_published" => 4,
        "public_disclosure" | "cve_published" | "details_leaked" | "poc_public" => 5,
        _ => 2,
    }
}

/// Sixteen bytes that stand for a name within a record, the same in every run.
fn bytes(record: &str, name: &str) -> [u8; 16] {
    let hash = Sha256::digest(format!("replay\0{record}\0{name}").as_bytes());
    let mut id = [0; 16];
    id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    id
}

/// A case in the making.
struct Telling<'t> {
    book: &'t Book,
    record: &'t Record,
    case: Case,
    maker: PartyId,
    finder: PartyId,
    item: ItemId,
    state: Disclosure,
    repaired: bool,
    took: Vec<Took>,
    noted: Vec<String>,
    unmapped: Vec<String>,
}

impl<'t> Telling<'t> {
    fn open(book: &'t Book, record: &'t Record) -> Result<Self, String> {
        let id = |name: &str| bytes(&record.id, name);
        let case = CaseId::from_bytes(id("case"));
        let office = OfficeId::from_bytes(bytes("", "office"));
        let opened = Opened { case, office, handle: record.id.clone() };
        let first = Recorded {
            version: V1,
            seq: 0,
            occurred: Occurred::at(Timestamp::UNIX_EPOCH),
            recorded: Timestamp::UNIX_EPOCH,
            actor: Actor::Member("replay".to_owned()),
            source: record.id.clone(),
            event: opened.into(),
        };
        let mut telling = Self {
            book,
            record,
            case: Case::replay([first]).map_err(|error| error.to_string())?,
            maker: PartyId::from_bytes(id("maker")),
            finder: PartyId::from_bytes(id("finder")),
            item: ItemId::from_bytes(id("item")),
            state: Disclosure::Undisclosed,
            repaired: false,
            took: Vec::new(),
            noted: Vec::new(),
            unmapped: Vec::new(),
        };
        telling.parties()?;
        telling.product(ProductId::from_bytes(id("product")))?;
        Ok(telling)
    }

    fn parties(&mut self) -> Result<(), String> {
        let record = self.record;
        let name = record.vendor.clone().unwrap_or_else(|| "manufacturer (not named)".to_owned());
        let mut maker = Party::new(self.maker, name, PartyKind::Organisation);
        maker.roles.extend([Role::Manufacturer, Role::Supplier]);
        maker.established = place(record.vendor_country.as_deref());
        // Finders are people; the account does without their names. Whether a finder is a person or an organisation the records do not say; a person has fewer duties.
        let mut finder = Party::new(self.finder, "finder".to_owned(), PartyKind::Individual);
        finder.roles.insert(Role::Finder);
        finder.established = place(record.finder_country.as_deref());
        self.always(PartyJoined { party: maker }.into())?;
        self.always(PartyJoined { party: finder }.into())
    }

    fn product(&mut self, id: ProductId) -> Result<(), String> {
        let record = self.record;
        let name = record.product.as_deref().unwrap_or_else(|| record.name());
        let mut product = Product::new(id, name.to_owned());
        product.providers.insert(self.maker);
        self.always(ProductNamed { product }.into())?;
        let item = Item {
            id: self.item,
            class: ContentClass::Technical,
            product: Some(id),
            digest: Digest::of(record.id.as_bytes()),
            report: None,
            declared: BTreeMap::new(),
            confidential: false,
        };
        self.always(ItemAdded { item, held_by: None }.into())
    }

    /// What the whole record tells of its beginning: no remedy before the first one; knowledge across the day on which
    /// the provisions of 2021 began.
    fn start(&mut self, dated: &[(Occurred, &Event)]) -> Result<(), String> {
        let epoch = Occurred::at(Timestamp::UNIX_EPOCH);
        if dated.iter().any(|(_, event)| event.kind.starts_with("fix_released")) {
            self.fact(&epoch, "remedy_provided", false)?;
        }
        let Ok(in_force) = IN_FORCE.parse::<Timestamp>() else { return Ok(()) };
        let knows = |event: &Event| {
            ["reported", "vendor_notified", "vendor_response", "vendor_confirmed"]
                .contains(&event.kind.as_str())
        };
        let before = dated.iter().any(|(at, event)| knows(event) && at.latest() <= in_force);
        let after = dated.iter().any(|(at, _)| at.earliest() >= in_force);
        if before && after {
            let about = Subject::Party(self.maker);
            let fact = FactName::new("learned_before_in_force");
            let value = FactValue::boolean(true);
            self.push(&epoch, FactEstablished { about, fact, value }.into())?;
            self.clock(&Occurred::at(in_force), self.maker, "entry_into_force")?;
        }
        Ok(())
    }

    fn happens(&mut self, occurred: &Occurred, event: &Event) -> Result<(), String> {
        match event.kind.as_str() {
            "reported" | "vendor_notified" => {
                let (from, to) = (self.finder, Recipient::Party(self.maker));
                self.takes(occurred, event, Act::Report, from, to)?;
                self.clock(occurred, self.finder, "learned")
            }
            "independently_reported" => {
                let other = self.other(&format!("another finder {}", event.date), Role::Finder)?;
                self.takes(occurred, event, Act::Report, other, Recipient::Party(self.maker))
            }
            "coordinator_involved" | "coordinator_case_opened" => {
                let to = self.other("coordinator", Role::Coordinator)?;
                self.takes(occurred, event, Act::Share, self.finder, Recipient::Party(to))
            }
            "distros_prenotified" | "partners_prenotified" => {
                let to = self.other("partners told before publication", Role::Public)?;
                self.takes(occurred, event, Act::Share, self.maker, Recipient::Party(to))
            }
            "discovered" => self.clock(occurred, self.finder, "learned"),
            "vendor_confirmed" => {
                self.clock(occurred, self.maker, "learned")?;
                self.clock(occurred, self.maker, "verified")
            }
            "vendor_response" | "vendor_rejected" => {
                self.clock(occurred, self.maker, "learned")?;
                self.note(occurred, event)
            }
            "fix_released" => self.repaired(occurred),
            "fix_released_and_advisory" => {
                self.repaired(occurred)?;
                self.publishes(occurred, event, self.maker)
            }
            "advisory_published" => self.publishes(occurred, event, self.maker),
            "public_disclosure" => self.publishes(occurred, event, self.finder),
            "details_leaked" | "poc_public" | "cve_published" => self.discloses(occurred),
            "exploited_first_seen" | "kev_added" => self.fact(occurred, "exploited", true),
            "authority_learns" => self.authority_learns(occurred, event),
            "authority_notice"
            | "directive"
            | "sanction"
            | "sanction_review_due"
            | "kev_due"
            | "cve_reserved"
            | "planned_disclosure"
            | "platform_live"
            | "law_in_force"
            | "followup_no_response"
            | "introduced"
            | "other" => {
                self.noted.push(event.kind.clone());
                self.note(occurred, event)
            }
            unknown => {
                self.unmapped.push(unknown.to_owned());
                self.note(occurred, event)
            }
        }
    }

    /// A flow to somebody: remembered for the gate with the case before it, then recorded.
    fn takes(
        &mut self,
        occurred: &Occurred,
        event: &Event,
        act: Act,
        from: PartyId,
        to: Recipient,
    ) -> Result<(), String> {
        self.remember(occurred, event, act, from, to.clone(), &[]);
        let items = [self.item].into();
        self.push(occurred, Provided { act, from, to, items, decision: None }.into())
    }

    fn publishes(&mut self, occurred: &Occurred, event: &Event, by: PartyId) -> Result<(), String> {
        let with = (event.kind == "fix_released_and_advisory").then_some("remedy_in_publication");
        let mut facts: Vec<(&str, bool)> = TAKEN.map(|fact| (fact, false)).to_vec();
        facts.extend(with.map(|fact| (fact, true)));
        self.remember(occurred, event, Act::Publish, by, Recipient::public(), &facts);
        let items = [self.item].into();
        self.push(occurred, Published { by, items, place: None, decision: None }.into())?;
        self.discloses(occurred)
    }

    fn remember(
        &mut self,
        occurred: &Occurred,
        event: &Event,
        act: Act,
        from: PartyId,
        to: Recipient,
        facts: &[(&str, bool)],
    ) {
        let facts =
            facts.iter().map(|(fact, value)| (FactName::new(*fact), FactValue::boolean(*value)));
        self.took.push(Took {
            before: self.case.clone(),
            flow: Flow { act, from, to, items: vec![self.item], facts: facts.collect() },
            at: occurred.latest(),
            when: occurred.to_string(),
            event: event.kind.clone(),
        });
    }

    fn discloses(&mut self, occurred: &Occurred) -> Result<(), String> {
        let state =
            if self.repaired { Disclosure::PublicWithRemedy } else { Disclosure::PublicNoRemedy };
        if state <= self.state {
            return Ok(());
        }
        self.state = state;
        self.push(occurred, Disclosed { items: [self.item].into(), state }.into())
    }

    fn repaired(&mut self, occurred: &Occurred) -> Result<(), String> {
        if std::mem::replace(&mut self.repaired, true) {
            return Ok(());
        }
        self.fact(occurred, "remedy_provided", true)?;
        if self.state == Disclosure::PublicNoRemedy { self.discloses(occurred) } else { Ok(()) }
    }

    fn authority_learns(&mut self, occurred: &Occurred, event: &Event) -> Result<(), String> {
        let actor = event.actor.as_deref().unwrap_or_default();
        if !actor.contains("MIIT") {
            return self.note(occurred, event);
        }
        // From whom the authority has it is not a flow of the parties of the case.
        let from = self.other("somebody", Role::Public)?;
        let to = "cn_miit".parse().map(Recipient::Capacity).map_err(|error| format!("{error}"))?;
        let items = [self.item].into();
        self.push(occurred, Provided { act: Act::Report, from, to, items, decision: None }.into())
    }

    /// Another party, of whom nothing is known but the role.
    fn other(&mut self, name: &str, role: Role) -> Result<PartyId, String> {
        let id = PartyId::from_bytes(bytes(&self.record.id, name));
        if self.case.party(id).is_none() {
            let mut party = Party::new(id, name.to_owned(), PartyKind::Organisation);
            party.roles.insert(role);
            self.always(PartyJoined { party }.into())?;
        }
        Ok(id)
    }

    fn note(&mut self, occurred: &Occurred, event: &Event) -> Result<(), String> {
        let told = happened(occurred, event);
        let text = format!("{}: {}", told.event, told.text);
        self.push(occurred, Noted { text }.into())
    }

    fn fact(&mut self, occurred: &Occurred, fact: &str, value: bool) -> Result<(), String> {
        let about = Subject::Case(self.case.id());
        let name = FactName::new(fact);
        self.book.schema().fact(&name).ok_or_else(|| format!("the book has no fact `{fact}`"))?;
        let value = FactValue::boolean(value);
        self.push(occurred, FactEstablished { about, fact: name, value }.into())
    }

    fn clock(&mut self, occurred: &Occurred, party: PartyId, start: &str) -> Result<(), String> {
        let start = start.parse().map_err(|error| format!("{error}"))?;
        self.push(occurred, ClockStarted { party, start, product: None }.into())
    }

    fn always(&mut self, event: CaseEvent) -> Result<(), String> {
        self.push(&Occurred::at(Timestamp::UNIX_EPOCH), event)
    }

    fn push(&mut self, occurred: &Occurred, event: CaseEvent) -> Result<(), String> {
        let recorded = Recorded {
            version: V1,
            seq: self.case.version(),
            occurred: occurred.clone(),
            recorded: self.case.last_recorded().max(occurred.latest()),
            actor: Actor::Member("replay".to_owned()),
            source: self.record.id.clone(),
            event,
        };
        self.case.apply(recorded).map_err(|error| error.to_string())
    }
}

/// The place of a country as records write it: the code, and perhaps a remark after it.
fn place(country: Option<&str>) -> Option<tidegate_core::place::Jurisdiction> {
    country?.split_whitespace().next()?.parse().ok()
}

//! Building the case of a scene, line by line.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use tidegate_law::time::Occurred;
use tidegate_law::{Adoption, Book, FactName, FactValue, Position};

use crate::act::{Act, Recipient};
use crate::case::Case;
use crate::digest::Digest;
use crate::event::{
    Actor, CaseEvent, ClockStarted, Disclosed, FactEstablished, FactWithdrawn, Filed, ItemAdded,
    Opened, PartyJoined, ProductNamed, Provided, Published, Recorded, Subject, V1,
};
use crate::gate::Desk;
use crate::id::{CaseId, ItemId, OfficeId, PartyId, ProductId};
use crate::item::{ContentClass, Disclosure, Item};
use crate::party::{Party, PartyKind, Role};
use crate::place::Jurisdiction;
use crate::product::{Product, Supply};
use crate::scene::parse::{Line, facts};
use crate::situation::MARKETS;

/// A case in the making, with the office that is asked.
#[derive(Debug, Clone)]
pub struct Stage<'b> {
    pub(super) book: &'b Book,
    pub(super) adoption: Adoption,
    pub(super) case: Case,
    pub(super) zone: String,
    pub(super) at: Option<Timestamp>,
    names: BTreeMap<String, Named>,
    last: Timestamp,
}

#[derive(Debug, Clone, Copy)]
enum Named {
    Party(PartyId),
    Product(ProductId),
}

/// Sixteen bytes that stand for a name, the same in every run.
fn bytes(kind: &str, name: &str) -> [u8; 16] {
    let hash = Sha256::digest(format!("scene\0{kind}\0{name}").as_bytes());
    let mut id = [0; 16];
    id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    id
}

impl<'b> Stage<'b> {
    /// An empty stage: an office without house rules and positions, in UTC.
    pub fn new(book: &'b Book) -> Self {
        let case = CaseId::from_bytes(bytes("case", "scene"));
        let opened = Opened {
            case,
            office: OfficeId::from_bytes(bytes("office", "scene")),
            handle: "scene".to_owned(),
        };
        let first = Recorded {
            version: V1,
            seq: 0,
            occurred: Occurred::at(Timestamp::UNIX_EPOCH),
            recorded: Timestamp::UNIX_EPOCH,
            actor: Actor::Member("scene".to_owned()),
            source: "scene".to_owned(),
            event: opened.into(),
        };
        // INVARIANT: a case begins with its opening, and this is one.
        #[expect(clippy::expect_used, reason = "the opening of a case is always accepted")]
        let case = Case::replay([first]).expect("an opening opens a case");
        Self {
            book,
            adoption: Adoption::default(),
            case,
            zone: "UTC".to_owned(),
            at: None,
            names: BTreeMap::new(),
            last: Timestamp::UNIX_EPOCH,
        }
    }

    /// The case as it stands.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The law and the office of the scene.
    pub fn desk(&self) -> Desk<'_> {
        Desk { book: self.book, adoption: &self.adoption }
    }

    /// The zone in which times without offset are read and answers written.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The instant of the next question: as set by `at`, else just after the last event.
    pub fn instant(&self) -> Timestamp {
        self.at.unwrap_or(self.last)
    }

    /// The party of a name.
    pub fn party(&self, name: &str) -> Option<&Party> {
        match self.names.get(name) {
            Some(Named::Party(id)) => self.case.party(*id),
            Some(Named::Product(_)) | None => None,
        }
    }

    /// The name of a party as the scene writes it.
    pub fn name_of(&self, id: PartyId) -> &str {
        self.case.party(id).map_or("?", |party| party.name.as_str())
    }

    /// Plays one line that is not a question.
    ///
    /// # Errors
    /// What the case or the book does not accept.
    pub fn play(&mut self, line: &Line) -> Result<(), String> {
        match line {
            Line::Zone(zone) => {
                TimeZone::get(zone).map_err(|_| format!("there is no time zone `{zone}`"))?;
                self.zone.clone_from(zone);
                Ok(())
            }
            Line::House(id) => {
                self.book.statute(id).ok_or_else(|| format!("there are no house rules `{id}`"))?;
                self.adoption.house.insert(id.clone());
                Ok(())
            }
            Line::Position(fact, value) => self.position(fact, value),
            Line::Party(words) => self.add_party(words),
            Line::Product(words) => self.add_product(words),
            Line::At(time) => {
                self.at = Some(self.time(time)?.last_instant());
                Ok(())
            }
            Line::Event { time, words, source } => {
                let occurred = self.time(time)?;
                self.last = self.last.max(occurred.latest());
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                self.event(&occurred, &words, source)
            }
            Line::Ask { .. } => Ok(()),
        }
    }

    fn position(&mut self, fact: &str, value: &str) -> Result<(), String> {
        let adopted = jiff::civil::date(2021, 1, 1);
        if fact == "*" {
            self.adoption.positions = self.book.suggested_positions(adopted, "scene");
            return Ok(());
        }
        let schema = self.book.schema();
        let index =
            schema.fact_named(fact).ok_or_else(|| format!("there is no reading `{fact}`"))?;
        let value = FactValue::symbol(value);
        schema.value(index, &value).ok_or_else(|| format!("`{fact}` has no value `{value}`"))?;
        let fact = FactName::new(fact);
        self.adoption.positions.push(Position { fact, value, adopted, by: "scene".to_owned() });
        Ok(())
    }

    fn time(&self, text: &str) -> Result<Occurred, String> {
        let zone = TimeZone::get(&self.zone).map_err(|error| error.to_string())?;
        Occurred::parse(text, Some(&zone)).map_err(|error| error.to_string())
    }

    fn push(&mut self, occurred: &Occurred, source: &str, event: CaseEvent) -> Result<(), String> {
        let recorded = Recorded {
            version: V1,
            seq: self.case.version(),
            occurred: occurred.clone(),
            recorded: self.case.last_recorded().max(occurred.latest()),
            actor: Actor::Member("scene".to_owned()),
            source: source.to_owned(),
            event,
        };
        self.case.apply(recorded).map_err(|error| error.to_string())
    }

    fn always(&mut self, event: CaseEvent) -> Result<(), String> {
        self.push(&Occurred::at(Timestamp::UNIX_EPOCH), "scene", event)
    }

    /// `NAME ROLE[,ROLE] PLACE [individual] [present PLACE] [acts PLACE,…] [part NAME] [as AUTHORITY] [maintainer] [steward]`.
    fn add_party(&mut self, words: &[String]) -> Result<(), String> {
        let form = "write `party NAME ROLE[,ROLE] PLACE [individual|organisation] [present PLACE] [acts PLACE,PLACE] [part PARTY] [as AUTHORITY] [maintainer] [steward]`";
        let [name, roles, place, rest @ ..] = words else { return Err(form.to_owned()) };
        let id = PartyId::from_bytes(bytes("party", name));
        let mut party = Party::new(id, name.clone(), PartyKind::Organisation);
        for role in roles.split(',') {
            let known = Role::ALL.into_iter().find(|known| known.as_str() == role);
            party.roles.insert(known.ok_or_else(|| format!("there is no role `{role}`"))?);
        }
        if place != "?" {
            party.established = Some(jurisdiction(place)?);
        }
        if party.roles.iter().all(|role| matches!(role, Role::Finder | Role::Reporter)) {
            party.kind = PartyKind::Individual;
        }
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            let mut next = || rest.next().ok_or_else(|| form.to_owned());
            match word.as_str() {
                "individual" => party.kind = PartyKind::Individual,
                "organisation" => party.kind = PartyKind::Organisation,
                "maintainer" => party.open_source_maintainer = Some(true),
                "steward" => party.steward = Some(true),
                "present" => party.present_in = Some(jurisdiction(next()?)?),
                "acts" => {
                    let list: Result<BTreeSet<_>, _> =
                        next()?.split(',').map(jurisdiction).collect();
                    party.acts_in = Some(list?);
                }
                "part" => {
                    let whole = next()?;
                    let whole =
                        self.party(whole).ok_or_else(|| format!("there is no party `{whole}`"))?;
                    party.part_of = Some(whole.id);
                }
                "as" => party.authority = Some(next()?.parse().map_err(|e| format!("{e}"))?),
                other => return Err(format!("`{other}`: {form}")),
            }
        }
        self.names.insert(name.clone(), Named::Party(id));
        self.always(PartyJoined { party }.into())
    }

    /// `NAME [of PARTY,…] [in PLACE,…] [open-source] [contains PRODUCT,…]`.
    fn add_product(&mut self, words: &[String]) -> Result<(), String> {
        let form = "write `product NAME [of PARTY,PARTY] [in PLACE,PLACE] [open-source] [contains PRODUCT]`";
        let [name, rest @ ..] = words else { return Err(form.to_owned()) };
        let id = ProductId::from_bytes(bytes("product", name));
        let mut product = Product::new(id, name.clone());
        product.open_source = Some(false);
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            let mut next = || rest.next().ok_or_else(|| form.to_owned());
            match word.as_str() {
                "open-source" => product.open_source = Some(true),
                "of" => {
                    for party in next()?.split(',') {
                        let party = self
                            .party(party)
                            .ok_or_else(|| format!("there is no party `{party}`"))?;
                        product.providers.insert(party.id);
                    }
                }
                "in" => {
                    let by = product.providers.first().copied();
                    let by = by.unwrap_or(PartyId::from_bytes(bytes("party", "somebody")));
                    for place in next()?.split(',') {
                        product.supplies.push(Supply {
                            by,
                            into: jurisdiction(place)?,
                            from: None,
                        });
                    }
                }
                "contains" => {
                    for component in next()?.split(',') {
                        let Some(Named::Product(part)) = self.names.get(component) else {
                            return Err(format!("there is no product `{component}`"));
                        };
                        product.components.insert(*part);
                    }
                }
                other => return Err(format!("`{other}`: {form}")),
            }
        }
        self.names.insert(name.clone(), Named::Product(id));
        if !product.providers.is_empty() {
            return self.always(ProductNamed { product }.into());
        }
        // Nobody is listed who could supply it: the markets are then facts of the product.
        let supplied = std::mem::take(&mut product.supplies);
        self.always(ProductNamed { product: product.clone() }.into())?;
        if supplied.is_empty() {
            return Ok(());
        }
        product.supplies = supplied;
        let day = jiff::civil::date(2026, 1, 1);
        for (fact, market) in MARKETS {
            let value = FactValue::boolean(product.is_supplied_in(market, day));
            let (about, fact) = (Subject::Product(id), FactName::new(fact));
            self.always(FactEstablished { about, fact, value }.into())?;
        }
        Ok(())
    }

    fn event(&mut self, occurred: &Occurred, words: &[&str], source: &str) -> Result<(), String> {
        match words {
            ["fact", rest @ ..] => self.fact(occurred, rest, source),
            ["unknown", fact] => {
                let about = Subject::Case(self.case.id());
                let reason = "no longer known".to_owned();
                let fact = FactName::new(*fact);
                self.push(occurred, source, FactWithdrawn { about, fact, reason }.into())
            }
            [content, "is", state] => {
                let items = BTreeSet::from([self.item(content, None)?]);
                let state = Disclosure::from_word(state)
                    .ok_or_else(|| format!("there is no state of disclosure `{state}`"))?;
                self.push(occurred, source, Disclosed { items, state }.into())
            }
            [actor, "files", rule, "to", to, rest @ ..] => {
                let (by, to) = (self.party_id(actor)?, self.recipient(to)?);
                let fields = match rest {
                    ["with", fields] => fields.split(',').map(str::to_owned).collect(),
                    _ => Vec::new(),
                };
                let rule = (*rule != "-").then(|| (*rule).to_owned());
                let (items, reference, decision) = (BTreeSet::new(), None, None);
                self.push(occurred, source, Filed { by, to, rule, fields, items, reference, decision }.into())
            }
            [actor, "publishes", content] => {
                let by = self.party_id(actor)?;
                let items = BTreeSet::from([self.item(content, None)?]);
                self.push(occurred, source, Published { by, items, place: None, decision: None }.into())
            }
            [actor, act @ ("shares" | "reports" | "notifies" | "sells"), content, "with" | "to", to] => {
                let from = self.party_id(actor)?;
                let to = self.recipient(to)?;
                let items = BTreeSet::from([self.item(content, None)?]);
                let act = match *act {
                    "shares" => Act::Share,
                    "reports" => Act::Report,
                    "notifies" => Act::Notify,
                    _ => Act::Sell,
                };
                self.push(occurred, source, Provided { act, from, to, items, decision: None }.into())
            }
            [actor, event] => {
                let party = self.party_id(actor)?;
                if self.book.schema().start_event(event).is_none() {
                    return Err(format!("there is no start event `{event}`"));
                }
                let start = event.parse().map_err(|error| format!("{error}"))?;
                self.push(occurred, source, ClockStarted { party, start, product: None }.into())
            }
            _ => Err("write `PARTY learned`, `PARTY reports CONTENT to PARTY`, `PARTY files RULE to PARTY`, `CONTENT is STATE` or `fact NAME[=VALUE] [of PARTY|PRODUCT|CONTENT]`".to_owned()),
        }
    }

    /// `fact NAME=VALUE, … [of SUBJECT]`.
    fn fact(&mut self, occurred: &Occurred, words: &[&str], source: &str) -> Result<(), String> {
        let text = words.join(" ");
        let (list, subject) = text.split_once(" of ").unwrap_or((&text, ""));
        let about = match (subject, self.names.get(subject)) {
            ("", _) => Subject::Case(self.case.id()),
            (_, Some(Named::Party(id))) => Subject::Party(*id),
            (_, Some(Named::Product(id))) => Subject::Product(*id),
            (content, None) => Subject::Item(self.item(content, None)?),
        };
        for (name, value) in facts(list)? {
            let schema = self.book.schema();
            let index =
                schema.fact_named(&name).ok_or_else(|| format!("there is no fact `{name}`"))?;
            let value = FactValue::symbol(value);
            schema
                .value(index, &value)
                .ok_or_else(|| format!("`{name}` has no value `{value}`"))?;
            let fact = FactName::new(name);
            self.push(occurred, source, FactEstablished { about, fact, value }.into())?;
        }
        Ok(())
    }

    pub(super) fn party_id(&self, name: &str) -> Result<PartyId, String> {
        self.party(name).map(|party| party.id).ok_or_else(|| format!("there is no party `{name}`"))
    }

    /// A party of the scene, or a capacity of the schema such as `public`, `users`, `cn_miit`.
    pub(super) fn recipient(&self, name: &str) -> Result<Recipient, String> {
        if let Some(party) = self.party(name) {
            return Ok(Recipient::Party(party.id));
        }
        let schema = self.book.schema();
        let value = FactValue::symbol(name);
        let known = schema.fact_named("recipient").and_then(|fact| schema.value(fact, &value));
        known.ok_or_else(|| format!("`{name}` is neither a party nor a capacity of the book"))?;
        name.parse().map(Recipient::Capacity).map_err(|error| format!("{error}"))
    }

    /// The item of a class of content about a product, made the first time it is named.
    pub(super) fn item(&mut self, content: &str, product: Option<&str>) -> Result<ItemId, String> {
        let class = ContentClass::from_word(content)
            .ok_or_else(|| format!("`{content}` is no class of content, party or product"))?;
        let product_id = match product {
            None => None,
            Some(name) => match self.names.get(name) {
                Some(Named::Product(id)) => Some(*id),
                Some(Named::Party(_)) | None => {
                    return Err(format!("there is no product `{name}`"));
                }
            },
        };
        let id = ItemId::from_bytes(bytes("item", &format!("{content} {}", product.unwrap_or(""))));
        if self.case.item(id).is_none() {
            let item = Item {
                id,
                class,
                product: product_id,
                digest: Digest::of(content.as_bytes()),
                report: None,
                declared: BTreeMap::new(),
                confidential: false,
            };
            self.always(ItemAdded { item, held_by: None }.into())?;
        }
        Ok(id)
    }
}

fn jurisdiction(code: &str) -> Result<Jurisdiction, String> {
    code.parse().map_err(|error| format!("{error}"))
}

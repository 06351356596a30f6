//! From a case to facts: what the rules look at, for one actor, item, recipient and instant.
//!
//! What the case says of roles, places and states is derived here; everything else is what somebody
//! established, as of the instant asked about. What nobody said stays unknown. Nothing is decided
//! here. The facts are those of `law/schema.cedarschema`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{About, Book, FactEntry, FactName, FactValue, KnownBy, Situation};

use crate::act::{Act, Recipient};
use crate::case::{Case, ItemRecord};
use crate::event::Subject;
use crate::id::{ItemId, PartyId, ProductId};
use crate::party::{Party, PartyKind, Role};
use crate::place::Jurisdiction;
use crate::product::Product;

mod content;

/// The markets of which a product's own facts say whether it is made available there, where nobody is known to supply it.
pub(crate) const MARKETS: [(&str, Jurisdiction); 2] =
    [("product_in_cn", Jurisdiction::CN), ("product_in_eu", Jurisdiction::EU)];

/// The facts that say in which market a product is made available: `product_in_cn`, `product_in_eu`, ….
pub(crate) fn markets(book: &Book) -> impl Iterator<Item = (&FactEntry, Jurisdiction)> {
    ties(book, "product_in_")
}

/// The facts whose name is a prefix and the code of a jurisdiction.
fn ties<'b>(
    book: &'b Book,
    prefix: &'static str,
) -> impl Iterator<Item = (&'b FactEntry, Jurisdiction)> {
    book.schema().facts().iter().filter_map(move |entry| {
        let code = entry.name.as_str().strip_prefix(prefix)?.to_uppercase();
        Some((entry, code.parse().ok()?))
    })
}

/// The start events that put an incident at somebody's own network or service on record. One of the
/// product (CRA 3(44)) is none of them: most of those never touch a service of its maker.
const INCIDENTS: [&str; 2] = ["aware_of_significant_incident", "incident_noticed"];

/// A flow that somebody asks about: an act, by whom, to whom, with what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// What is done.
    pub act: Act,
    /// By whom.
    pub from: PartyId,
    /// To whom; the public for a publication.
    pub to: Recipient,
    /// The items.
    pub items: Vec<ItemId>,
    /// Facts of this flow alone, such as `remedy_in_publication`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<FactName, FactValue>,
}

/// Derives situations from a case.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'f> {
    /// The book whose facts are filled in.
    pub book: &'f Book,
    /// The case.
    pub case: &'f Case,
    /// The instant asked about.
    pub at: Timestamp,
}

impl Facts<'_> {
    /// The facts of a party for its duties about a product.
    pub fn of_actor(&self, actor: &Party, product: Option<&Product>) -> Situation {
        let mut filling = Filling::new(self);
        filling.actor(actor, product);
        filling.product(product);
        filling.vulnerability();
        filling.situation
    }

    /// What is so of a party and a product whatever flow is asked about: the rest is unknown, and so is what a flow
    /// supposes for itself. A rule that cannot apply in it applies to no flow and no duty of that party.
    pub fn of_any_flow(
        &self,
        actor: &Party,
        product: Option<&Product>,
        supposed: &BTreeSet<FactName>,
    ) -> Situation {
        let mut situation = self.of_actor(actor, product);
        self.book.forget_flow(&mut situation);
        let schema = self.book.schema();
        for fact in supposed.iter().filter_map(|name| schema.fact(name)) {
            situation.forget(schema, fact);
        }
        situation
    }

    /// The facts of a flow of one item to one recipient, reached directly or by passing on.
    pub fn of_flow(
        &self,
        flow: &Flow,
        item: &ItemRecord,
        product: Option<&Product>,
        recipient: &Recipient,
    ) -> Situation {
        let mut filling = Filling::new(self);
        if let Some(actor) = self.case.party(flow.from) {
            filling.actor(actor, product);
            filling.recipient(actor, recipient, product);
        }
        filling.product(product);
        filling.vulnerability();
        filling.item(item);
        // Nobody states it: it is so by the record or it is not.
        let own = self.is_own_report(flow.from, item, recipient);
        filling.set("recipient_reported_it", if own { "true" } else { "false" });
        filling.set_if_open("paid", Some(flow.act == Act::Sell));
        for (fact, value) in &flow.facts {
            filling.say(fact, value);
        }
        filling.situation
    }

    /// Whether an item tells its recipient nothing but what they themselves reported: it is of their own report, or a
    /// message that, as its writer declares, tells them nothing new, and they reported content of that class. A message
    /// or a file of their own is none: what they write later is not what they reported.
    fn is_own_report(&self, from: PartyId, item: &ItemRecord, recipient: &Recipient) -> bool {
        let Some(to) = recipient.party() else { return false };
        let reported = |record: &ItemRecord| {
            let report = record.item.report.filter(|_| !self.case.is_sent(record.item.id));
            let sent =
                report.and_then(|id| self.case.reports().find(|entry| entry.event.report == id));
            sent.is_some_and(|entry| entry.event.from == to)
        };
        if reported(item) {
            return true;
        }
        let declared = self.case.is_declared_nothing_new(item.item.id, from, to);
        let within = |record: &ItemRecord| item.item.class.is_within(record.item.class);
        declared && self.case.items().any(|record| reported(record) && within(record))
    }

    /// The capacity in which a party receives content about a product from an actor.
    pub fn capacity(&self, actor: &Party, party: &Party, product: Option<&Product>) -> String {
        let same_entity = entity(party) == entity(actor);
        let maintainer = party.open_source_maintainer == Some(true);
        let word = if same_entity {
            "self"
        } else if product.is_some_and(|product| product.providers.contains(&party.id)) {
            let open = product.and_then(|product| product.open_source) == Some(true);
            if maintainer && open { "maintainer" } else { "provider" }
        } else if product.is_some_and(|product| self.provides_component(product, party.id)) {
            if maintainer { "upstream_maintainer" } else { "upstream_provider" }
        } else if let Some(authority) = &party.authority {
            return authority.as_str().to_owned();
        } else if party.is(Role::Operator) {
            // Whoever runs the product is a user to those who provide it.
            if is_provider(actor, product) == Some(true) { "users" } else { "operator" }
        } else if party.is(Role::Coordinator) {
            "coordinator"
        } else {
            "other"
        };
        word.to_owned()
    }

    /// Which authority acts when a party acts, as the register says.
    fn authority(&self, party: &Party) -> &str {
        let Some(key) = &party.authority else { return "none" };
        let entry = self.book.authorities().iter().find(|one| one.key.as_str() == key.as_str());
        entry.and_then(|one| one.acts_as.as_ref()).map_or("other", FactValue::as_str)
    }

    fn provides_component(&self, product: &Product, party: PartyId) -> bool {
        product
            .components
            .iter()
            .filter_map(|component| self.case.product(*component))
            .any(|component| component.providers.contains(&party))
    }

    /// Whether the components of a product are open source, where that is known and the same of all.
    fn components_open(&self, product: &Product) -> Option<bool> {
        let mut open = product
            .components
            .iter()
            .map(|component| self.case.product(*component).and_then(|product| product.open_source));
        let first = open.next().unwrap_or(Some(false))?;
        open.all(|other| other == Some(first)).then_some(first)
    }

    /// The value of a fact about a subject as of the instant.
    fn established(&self, subject: Subject, fact: &FactName) -> Option<FactValue> {
        self.case.fact(subject, fact).as_of(self.at).value().cloned()
    }
}

/// A situation in the making.
struct Filling<'f> {
    facts: &'f Facts<'f>,
    situation: Situation,
}

impl<'f> Filling<'f> {
    fn new(facts: &'f Facts<'f>) -> Self {
        Self { facts, situation: Situation::assumed(facts.book.schema()) }
    }

    fn say(&mut self, fact: &FactName, value: &FactValue) {
        if let Some(index) = self.facts.book.schema().fact(fact) {
            self.situation.set(self.facts.book.schema(), index, value);
        }
    }

    fn set(&mut self, fact: &str, value: &str) {
        self.situation.set_named(self.facts.book.schema(), fact, value);
    }

    /// Narrows an enumeration to some values; none leave it as it is.
    fn narrow(&mut self, fact: &str, values: &[&str]) {
        let schema = self.facts.book.schema();
        let values: Vec<FactValue> = values.iter().map(|value| FactValue::symbol(*value)).collect();
        if let Some(index) = schema.fact_named(fact) {
            self.situation.narrow(schema, index, &values);
        }
    }

    /// Sets a derived boolean unless somebody established the fact.
    fn set_if_open(&mut self, fact: &str, value: Option<bool>) {
        let schema = self.facts.book.schema();
        let open = schema.fact_named(fact).is_some_and(|index| !self.situation.is_known(index));
        if let (true, Some(value)) = (open, value) {
            self.situation.set_named(schema, fact, &value.to_string());
        }
    }

    /// Everything established about a subject, for the facts that speak of it.
    fn established(&mut self, about: About, subject: Subject) {
        let entries: Vec<FactName> = self
            .facts
            .book
            .schema()
            .facts()
            .iter()
            .filter(|entry| entry.about == about && entry.by != KnownBy::Reading)
            .map(|entry| entry.name.clone())
            .collect();
        for name in entries {
            if let Some(value) = self.facts.established(subject, &name) {
                self.say(&name, &value);
            }
        }
    }

    /// Where the record places a party, by whatever tie: it is established or present there, or acts there.
    fn ties_of(&mut self, actor: &Party) {
        let at = self.facts.at;
        let mut places: Vec<Jurisdiction> =
            [actor.established, actor.present_in].into_iter().flatten().collect();
        places.extend(actor.acts_in.iter().flatten());
        for (entry, place) in ties(self.facts.book, "actor_in_") {
            let union = place == Jurisdiction::EU;
            if places.iter().any(|one| *one == place || (union && one.in_union(at))) {
                self.set(entry.name.as_str(), "true");
            }
        }
    }

    /// Whether the party noticed an incident at its own network or service.
    fn incident_of(&mut self, actor: &Party) {
        let noticed = self.facts.case.clocks_of(actor.id).any(|clock| {
            INCIDENTS.contains(&clock.start.as_str()) && clock.occurred.possibly_by(self.facts.at)
        });
        if noticed {
            self.set("incident_on_record", "true");
        }
    }

    fn actor(&mut self, actor: &Party, product: Option<&Product>) {
        self.ties_of(actor);
        self.incident_of(actor);
        self.established(About::Actor, Subject::Party(actor.id));
        self.set_if_open("actor_is_provider", is_provider(actor, product));
        // Who reports may have found it or passes it on: unless it is said, that is not known.
        // An employee of an organisation that finds acts for it.
        let whole = actor.part_of.and_then(|whole| self.facts.case.party(whole));
        let acts_for =
            actor.kind == PartyKind::Individual && whole.is_some_and(|w| w.is(Role::Finder));
        let found = actor.is(Role::Finder) || acts_for;
        let open = !found && actor.is(Role::Reporter);
        self.set_if_open("actor_is_finder", (!open).then_some(found));
        self.set_if_open("actor_is_collector", Some(actor.is(Role::Coordinator)));
        if !actor.is(Role::Coordinator) {
            self.set_if_open("actor_runs_platform", Some(false));
        }
        self.set_if_open("actor_is_operator", Some(actor.is(Role::Operator)));
        self.set_if_open("actor_is_organisation", Some(actor.kind == PartyKind::Organisation));
        self.set_if_open("actor_acts_in_cn", acts_in(actor, Jurisdiction::CN));
        let irish = actor.established.map(|place| place.code() == "IE");
        self.set_if_open("main_establishment_in_ie", irish);
        if actor.open_source_maintainer != Some(true) || actor.steward.is_some() {
            self.set_if_open("actor_is_steward", Some(actor.steward == Some(true)));
        }
        self.narrow("actor_place", &places_of(actor));
        self.set_if_open("actor_is_maintainer", Some(actor.open_source_maintainer == Some(true)));
        self.set("actor_authority", self.facts.authority(actor));
    }

    fn product(&mut self, product: Option<&Product>) {
        let Some(product) = product else { return };
        let day = self.facts.at.to_zoned_datetime(TimeZone::UTC).date();
        for (entry, market) in markets(self.facts.book).filter(|(e, _)| e.by == KnownBy::Record) {
            if product.is_supplied_in(market, day) {
                self.set(entry.name.as_str(), "true");
            }
        }
        self.established(About::Product, Subject::Product(product.id));
        for (entry, market) in markets(self.facts.book).filter(|(e, _)| e.by != KnownBy::Record) {
            let known = !product.supplies.is_empty();
            let supplied = known.then(|| product.is_supplied_in(market, day));
            self.set_if_open(entry.name.as_str(), supplied);
        }
        self.set_if_open("flaw_in_component", product.components.is_empty().then_some(false));
        self.set_if_open("product_open_source", product.open_source);
        self.set_if_open("component_open_source", self.facts.components_open(product));
    }

    fn vulnerability(&mut self) {
        self.established(About::Vulnerability, Subject::Case(self.facts.case.id()));
    }

    /// The users of a product sit where it is made available; in several markets, in any of them.
    fn users(&mut self, product: &Product) {
        let day = self.facts.at.to_zoned_datetime(TimeZone::UTC).date();
        let begun = product.supplies.iter().filter(|s| s.from.is_none_or(|from| from <= day));
        let places: Vec<FactValue> =
            begun.map(|supply| FactValue::symbol(place_in(supply.into))).collect();
        let schema = self.facts.book.schema();
        if let Some(index) = schema.fact_named("recipient_place") {
            self.situation.narrow(schema, index, &places);
        }
    }

    fn recipient(&mut self, actor: &Party, recipient: &Recipient, product: Option<&Product>) {
        match recipient {
            Recipient::Party(id) => {
                let Some(party) = self.facts.case.party(*id) else { return };
                self.established(About::Recipient, Subject::Party(party.id));
                let capacity = self.facts.capacity(actor, party, product);
                let known = self.facts.book.schema().fact_named("recipient");
                if known.is_some_and(|index| !self.situation.is_known(index)) {
                    self.set("recipient", &capacity);
                }
                self.narrow("recipient_place", &places_of(party));
                let provides = matches!(capacity.as_str(), "provider" | "maintainer");
                self.set_if_open("recipient_shown_provider", provides.then_some(true));
                let makes = party.is(Role::Manufacturer) || party.is(Role::Supplier);
                self.set_if_open("recipient_own_brand", (!makes).then_some(false));
            }
            Recipient::Capacity(capacity) => {
                self.set("recipient", capacity.as_str());
                let authorities = self.facts.book.authorities();
                let entry =
                    authorities.iter().find(|entry| entry.key.as_str() == capacity.as_str());
                if let Some(entry) = entry {
                    self.set("recipient_place", entry.place.as_str());
                }
                self.set_if_open("recipient_own_brand", Some(false));
                if let (None, "users", Some(product)) = (entry, capacity.as_str(), product) {
                    self.users(product);
                }
            }
        }
    }
}

/// The place of whoever is in a jurisdiction, as the facts know it.
fn place_in(jurisdiction: Jurisdiction) -> &'static str {
    match jurisdiction {
        Jurisdiction::CN => "cn",
        Jurisdiction::HK | Jurisdiction::MO | Jurisdiction::TW => "hk_mo_tw",
        _ => "abroad",
    }
}

/// The legal entity that a party is or acts for.
pub fn entity(party: &Party) -> PartyId {
    match party.kind {
        PartyKind::Individual => party.part_of.unwrap_or(party.id),
        PartyKind::Organisation => party.id,
    }
}

/// Whether a party provides a product. Only who is listed surely does; of an importer or distributor,
/// and of a maker where nobody is listed, it is not known.
pub(crate) fn is_provider(actor: &Party, product: Option<&Product>) -> Option<bool> {
    let product = product?;
    let makes = actor.is(Role::Manufacturer) || actor.is(Role::Supplier);
    let supplies = product.supplies.iter().any(|supply| supply.by == actor.id);
    if product.providers.contains(&actor.id) {
        Some(true)
    } else if supplies || (product.providers.is_empty() && makes) {
        None
    } else {
        Some(false)
    }
}

/// Whether a party acts in a jurisdiction; where it says nothing, it acts where it is.
fn acts_in(party: &Party, place: Jurisdiction) -> Option<bool> {
    match &party.acts_in {
        Some(places) => Some(places.contains(&place)),
        None => {
            let known: Vec<Jurisdiction> =
                [party.established, party.present_in].into_iter().flatten().collect();
            let here = known.iter().filter(|known| **known == place).count();
            match (known.len(), here) {
                (0, _) => None,
                (_, 0) => Some(false),
                (all, here) if all == here => Some(true),
                // At home in one place and present in another: where it acts has to be said.
                _ => None,
            }
        }
    }
}

/// The place of a party, where it is one for certain.
pub(crate) fn place_of(party: &Party) -> Option<&'static str> {
    match places_of(party).as_slice() {
        [place] => Some(place),
        _ => None,
    }
}

/// Where a party may be as the facts know it. An organisation is where it is established; an
/// individual is where it is present, and may count as where it is at home. Empty: not known.
fn places_of(party: &Party) -> Vec<&'static str> {
    let home = party.established.map(place_in);
    if party.kind == PartyKind::Organisation {
        return home.into_iter().collect();
    }
    match (home, party.present_in.map(place_in)) {
        (None, None) => Vec::new(),
        (Some(place), None) => vec![place],
        (Some("cn"), Some("cn")) => vec!["cn"],
        (Some("hk_mo_tw"), Some(_)) | (Some("abroad"), Some("hk_mo_tw")) => vec!["hk_mo_tw"],
        (Some("cn"), Some(away)) => vec!["cn", away],
        (Some(_), Some("cn")) => vec!["foreigner_in_cn"],
        (None, Some("cn")) => vec!["cn", "foreigner_in_cn"],
        (_, Some(away)) => vec![away],
    }
}

/// The products an item is about: its own, or every product of the case.
pub(crate) fn products_of<'c>(case: &'c Case, item: &ItemRecord) -> Vec<Option<&'c Product>> {
    let own: Option<ProductId> = item.item.product;
    let list: Vec<Option<&Product>> = match own.and_then(|id| case.product(id)) {
        Some(product) => vec![Some(product)],
        None => affected(case).into_iter().map(Some).collect(),
    };
    if list.is_empty() { vec![None] } else { list }
}

/// The products that the case is about: all but those that are named only as components.
pub(crate) fn affected(case: &Case) -> Vec<&Product> {
    let whole: Vec<&Product> = case
        .products()
        .filter(|product| !case.products().any(|other| other.components.contains(&product.id)))
        .collect();
    if whole.is_empty() { case.products().collect() } else { whole }
}

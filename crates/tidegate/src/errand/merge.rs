//! Merging a case into another one: the merged one points to the one in which the matter goes on.
//!
//! Nothing is moved and nothing is lost. Reports with their receipts, content, the ledger and what is owed stay in the case
//! that is merged, and so does its embargo. What counts of the matter is taken over: the products with who makes and
//! supplies them, what is established and the other case knows nothing of, what was filed, and its clocks with the instants
//! at which they started. Where one began there before it began in the other, the earlier start counts in the other too. No
//! clock restarts, and none is put off. What it would come to is shown in [`super::join`] before anything is recorded.

use jiff::Timestamp;
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, NoWork, Rejection, Verb};
use tidegate_core::event::{
    Arranged, Arrangement, ClockStarted, FactEstablished, Filed, PartyJoined, ProductNamed,
    Relation, Subject,
};
use tidegate_core::gate;
use tidegate_core::id::{PartyId, ProductId};
use tidegate_core::party::{Party, Role};
use tidegate_core::product::{Product, Supply};
use tidegate_law::{Clock, Extent};

use super::join::{Names, Seen};
use super::work::{said, same_circle};
use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::say::recorded::RecordedTold;

impl Errand<'_> {
    /// Merges an opened case into another, by handle or id. What was confirmed before with the same `seen` is not done
    /// again; what was done of it before it broke off is not doubled.
    ///
    /// # Errors
    /// As [`Errand::open`]; where either goes on elsewhere already or the other is at its end; [`NotDone::Faster`] where
    /// either changed since it was looked at; what the cases say no to.
    pub(super) async fn merge(
        &self,
        case: &Case,
        into: &str,
        seen: Seen,
    ) -> Result<RecordedTold, NotDone> {
        let main = self.open(into, "merging another case into it").await?;
        let link = case.work().merged_into().map(|link| link.other);
        if link == Some(main.id()) && seen.case.is_some() {
            // It may have been cut short after the case said so.
            self.takes_up(&main, case).await?;
            crate::clocks::refresh(self.desk, self.book, main.id()).await?;
            return self.done_before(case, main.id(), Relation::MergedInto).await;
        }
        mergeable(case, &main, self.desk.now())?;
        self.as_seen(case, seen.case)?;
        self.as_seen(&main, seen.other)?;
        let source = source_of(case);
        // What counts comes first: where it breaks off in between, the cases are not joined and it can be done again.
        let (commands, names) = taken_over(case, &main, &source);
        for command in commands {
            self.desk.act(self.actor, main.id(), &Order::new(command)).await?;
        }
        self.findings_over(case, main.id(), &names, &source).await?;
        let told = self.in_order(case, vec![linked(&main, Relation::MergedInto)]).await?;
        self.takes_up(&main, case).await?;
        crate::clocks::refresh(self.desk, self.book, main.id()).await?;
        Ok(told)
    }
}

/// From where the other case knows what it takes over.
pub(super) fn source_of(case: &Case) -> String {
    format!("taken over from case {}, which goes on here", case.label())
}

/// Whether a case can be merged into another at all.
///
/// # Errors
/// Where it is the same one, or either goes on elsewhere or may come to.
pub(super) fn mergeable(case: &Case, main: &Case, at: Timestamp) -> Result<(), NotDone> {
    if main.id() == case.id() {
        return Err(wrong(Rejection::from(NoWork::LinkToItself)));
    }
    same_circle(&case.circle(), &main.circle())?;
    for one in [main, case] {
        if let Some(link) = one.work().merged_into() {
            return Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone()))));
        }
        if let Some(gone) = one.work().gone() {
            let to = one.party(gone.offer.to).map(|party| party.name.clone());
            let to = to.unwrap_or_else(|| gone.offer.to.to_string());
            return Err(wrong(Rejection::from(NoWork::GoesOnAt(to))));
        }
        if one.work().open_offer(at).is_some() {
            return Err(said("transfer-waits"));
        }
    }
    Ok(())
}

fn linked(other: &Case, how: Relation) -> Verb {
    let (other, handle) = (other.id(), other.label().to_owned());
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
}

/// What the other case learns of the matter, in the order in which it is recorded, and what is called how there. What it
/// has already is left out.
pub(super) fn taken_over(case: &Case, main: &Case, source: &str) -> (Vec<Command>, Names) {
    let (names, commands) = (Names::default(), Vec::new());
    let mut taking = Taking { case, main, source, names, commands };
    let products: Vec<ProductId> = case.products().map(|product| product.id).collect();
    for product in products {
        taking.product(product);
    }
    taking.facts();
    taking.starts();
    taking.filings();
    (taking.commands, taking.names)
}

/// What is being taken over.
struct Taking<'c> {
    case: &'c Case,
    main: &'c Case,
    source: &'c str,
    names: Names,
    commands: Vec<Command>,
}

impl Taking<'_> {
    fn say(&mut self, verb: Verb) {
        self.commands.push(Command::new(verb, self.source));
    }

    /// The party as the other case has it; it joins there where it did not yet. Who reported stays with their report.
    fn party(&mut self, id: PartyId) -> Option<PartyId> {
        let party = self.case.party(id).filter(|party| !is_reporter(party))?;
        if let Some(known) = self.names.parties.get(&id) {
            return Some(*known);
        }
        let known = counterpart(party, self.main);
        self.names.parties.insert(id, known.unwrap_or(id));
        if known.is_none() {
            let party = Party { part_of: None, ..party.clone() };
            self.say(Verb::JoinParty(PartyJoined { party }));
        }
        Some(known.unwrap_or(id))
    }

    /// The product as the other case has it; it is named there where it was not yet, with who makes and supplies it.
    fn product(&mut self, id: ProductId) -> Option<ProductId> {
        let product = self.case.product(id)?;
        if let Some(known) = self.names.products.get(&id) {
            return Some(*known);
        }
        let known = namesake(product, self.main);
        self.names.products.insert(id, known.unwrap_or(id));
        if known.is_none() {
            let providers = product.providers.iter().filter_map(|by| self.party(*by)).collect();
            let mut supplies: Vec<Supply> = Vec::new();
            for supply in &product.supplies {
                supplies.extend(self.party(supply.by).map(|by| Supply { by, ..*supply }));
            }
            let components = product.components.iter();
            let components = components.filter_map(|part| self.product(*part)).collect();
            let product = Product { providers, supplies, components, ..product.clone() };
            self.say(Verb::NameProduct(ProductNamed { product }));
        }
        Some(known.unwrap_or(id))
    }

    /// The subject as the other case has it; content stays where it is, and so does what is known of it.
    fn subject(&mut self, about: Subject) -> Option<Subject> {
        match about {
            Subject::Case(_) => Some(Subject::Case(self.main.id())),
            Subject::Party(id) => self.party(id).map(Subject::Party),
            Subject::Product(id) => self.product(id).map(Subject::Product),
            Subject::Item(_) => None,
        }
    }

    /// What is established, and of which the other case knows nothing. What it knows stands there.
    fn facts(&mut self) {
        for (about, fact, history) in self.case.facts() {
            let Some(last) = history.last() else { continue };
            let Some(value) = last.value.clone() else { continue };
            let Some(about) = self.subject(about) else { continue };
            if self.main.fact(about, fact).statements().is_empty() {
                let verb =
                    Verb::EstablishFact(FactEstablished { about, fact: fact.clone(), value });
                let (occurred, source) = (Some(last.occurred.clone()), self.source.to_owned());
                self.commands.push(Command { occurred, source, verb });
            }
        }
    }

    /// Every clock that started earlier than those of its kind there.
    fn starts(&mut self) {
        let parties: Vec<&Party> = self.case.parties().filter(|one| !is_reporter(one)).collect();
        for party in parties {
            let known = counterpart(party, self.main).and_then(|id| self.main.party(id));
            let own = known.map(|party| gate::starts(self.main, party)).unwrap_or_default();
            for clock in gate::starts(self.case, party) {
                let Ok(start) = clock.event.parse::<tidegate_core::word::StartEvent>() else {
                    continue;
                };
                for product in extents(&clock) {
                    let there = product.map(|id| self.product(id));
                    if there == Some(None) || !is_earlier(&clock, there.flatten(), &own) {
                        continue;
                    }
                    let Some(bearer) = self.party(party.id) else { continue };
                    let (start, product) = (start.clone(), there.flatten());
                    let verb = Verb::StartClock(ClockStarted { party: bearer, start, product });
                    let (occurred, source) = (Some(clock.occurred.clone()), self.source.to_owned());
                    self.commands.push(Command { occurred, source, verb });
                }
            }
        }
    }

    /// What was filed stays filed: with the authority it is, whichever case it is read from. The decision under which it
    /// went and the content stay where they are.
    fn filings(&mut self) {
        for filed in self.case.filings() {
            let Some(by) = self.party(filed.event.by) else { continue };
            let to = match filed.event.to.party() {
                None => filed.event.to.clone(),
                Some(to) => match self.party(to) {
                    Some(to) => Recipient::Party(to),
                    None => continue,
                },
            };
            let product = match filed.event.product.map(|id| self.product(id)) {
                None => None,
                Some(Some(product)) => Some(product),
                Some(None) => continue,
            };
            let (items, decision) = (Default::default(), None);
            let event = Filed { by, to, product, items, decision, ..filed.event.clone() };
            let known = self.main.filings().any(|one| {
                let alike =
                    Filed { items: Default::default(), decision: None, ..one.event.clone() };
                alike == event && one.occurred == filed.occurred
            });
            if !known {
                let (occurred, source) = (Some(filed.occurred.clone()), self.source.to_owned());
                self.commands.push(Command { occurred, source, verb: Verb::File(event) });
            }
        }
    }
}

/// Who reported stays with their report; their clocks are not those of the matter.
pub(super) fn is_reporter(party: &Party) -> bool {
    party.is(Role::Finder) || party.is(Role::Reporter)
}

/// The party of the other case that is the same: by its id, as the office and organisations of the register have it, or
/// by its name.
fn counterpart(party: &Party, main: &Case) -> Option<PartyId> {
    let same = main.party(party.id).map(|party| party.id);
    let name = party.name.trim().to_lowercase();
    let namesake = || {
        let mut all = main.parties().filter(|one| !is_reporter(one));
        all.find(|one| one.name.trim().to_lowercase() == name).map(|one| one.id)
    };
    same.or_else(namesake)
}

/// The product of the other case that is the same, by its id or its name.
fn namesake(product: &Product, main: &Case) -> Option<ProductId> {
    let name = product.name.trim().to_lowercase();
    let same = |one: &&Product| one.id == product.id || one.name.trim().to_lowercase() == name;
    main.products().find(same).map(|one| one.id)
}

/// For which products a clock runs; none for all of the case.
fn extents(clock: &Clock) -> Vec<Option<ProductId>> {
    match &clock.extent {
        Extent::Whole | Extent::NotSaid => vec![None],
        Extent::Products(products) => {
            products.iter().filter_map(|id| id.parse().ok()).map(Some).collect()
        }
    }
}

/// Whether a start came before every one of its kind that the other case has for as much: what runs for all of a case
/// is covered by no start for one of its products.
fn is_earlier(clock: &Clock, extent: Option<ProductId>, own: &[Clock]) -> bool {
    let covers = |one: &Clock| {
        let theirs = extents(one);
        theirs.contains(&None) || extent.is_some_and(|product| theirs.contains(&Some(product)))
    };
    let mut same = own.iter().filter(|one| one.event == clock.event && covers(one));
    same.all(|one| clock.occurred.earliest() < one.occurred.earliest())
}

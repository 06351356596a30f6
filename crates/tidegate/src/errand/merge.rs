//! Merging a case into another one: the merged one points to the one in which the matter goes on.
//!
//! Nothing is moved and nothing is lost. Reports with their receipts, the ledger and what is owed stay in the case that is
//! merged. Its clocks are taken over with the instants at which they started: where one began there before it began in the
//! other, the earlier start counts in the other too. No clock restarts, and none is put off.

use std::collections::BTreeMap;

use tidegate_core::case::Case;
use tidegate_core::command::{Command, NoWork, Rejection, Verb};
use tidegate_core::event::{
    Arranged, Arrangement, ClockStarted, PartyJoined, ProductNamed, Relation,
};
use tidegate_core::gate;
use tidegate_core::id::{PartyId, ProductId};
use tidegate_core::party::{Party, Role};
use tidegate_core::product::Product;
use tidegate_law::{Clock, Extent};

use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::say::recorded::RecordedTold;

impl Errand<'_> {
    /// Merges an opened case into another, by handle or id.
    ///
    /// # Errors
    /// As [`Errand::open`]; where either goes on elsewhere already or the other is at its end; what the cases say no to.
    pub(super) async fn merge(&self, case: &Case, into: &str) -> Result<RecordedTold, NotDone> {
        let main = self.open(into, "merging another case into it").await?;
        if main.id() == case.id() {
            return Err(wrong(Rejection::from(NoWork::LinkToItself)));
        }
        for one in [&main, case] {
            if let Some(link) = one.work().merged_into() {
                return Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone()))));
            }
        }
        let source = format!("taken over from case {}, which goes on here", case.label());
        // The clocks come first: where it breaks off in between, the cases are not joined and it can be done again.
        for command in taken_over(case, &main, &source) {
            self.desk.act(self.actor, main.id(), &Order::new(command)).await?;
        }
        let told = self.in_order(case, vec![linked(&main, Relation::MergedInto)]).await?;
        self.takes_up(&main, case).await?;
        crate::clocks::refresh(self.desk, self.book, main.id()).await?;
        Ok(told)
    }
}

fn linked(other: &Case, how: Relation) -> Verb {
    let (other, handle) = (other.id(), other.label().to_owned());
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
}

/// What the other case learns of the clocks of a case: who bears them, for which product, since when.
fn taken_over(case: &Case, main: &Case, source: &str) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut products: BTreeMap<ProductId, ProductId> = BTreeMap::new();
    for party in case.parties().filter(|party| !is_reporter(party)) {
        let known = counterpart(party, main);
        let bearer = known.unwrap_or(party.id);
        let own = known.and_then(|id| main.party(id)).map(|party| gate::starts(main, party));
        let own = own.unwrap_or_default();
        let earlier: Vec<(Clock, Option<ProductId>)> = gate::starts(case, party)
            .into_iter()
            .flat_map(|clock| extents(&clock).into_iter().map(move |one| (clock.clone(), one)))
            .filter(|(clock, product)| {
                let product = product.and_then(|id| case.product(id));
                is_earlier(clock, product.map(|product| product_of(product, main).0), &own)
            })
            .collect();
        if earlier.is_empty() {
            continue;
        }
        if known.is_none() {
            let party = Party { part_of: None, ..party.clone() };
            let joined = Verb::JoinParty(PartyJoined { party });
            commands.push(Command::new(joined, source));
        }
        for (clock, product) in earlier {
            let product = product.and_then(|id| case.product(id)).map(|product| {
                *products.entry(product.id).or_insert_with(|| {
                    let (id, named) = product_of(product, main);
                    let named = named.map(|product| Verb::NameProduct(ProductNamed { product }));
                    commands.extend(named.map(|verb| Command::new(verb, source)));
                    id
                })
            });
            let Ok(start) = clock.event.parse() else { continue };
            let verb = Verb::StartClock(ClockStarted { party: bearer, start, product });
            let (occurred, source) = (Some(clock.occurred), source.to_owned());
            commands.push(Command { occurred, source, verb });
        }
    }
    commands
}

/// Who reported stays with their report; their clocks are not those of the matter.
fn is_reporter(party: &Party) -> bool {
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

/// The product of the other case of the same name, or the one that is named there now.
fn product_of(product: &Product, main: &Case) -> (ProductId, Option<Product>) {
    let name = product.name.trim().to_lowercase();
    let known =
        main.products().find(|one| one.id == product.id || one.name.trim().to_lowercase() == name);
    match known {
        Some(known) => (known.id, None),
        None => {
            // Who makes and supplies it is named by ids of the case from which it comes.
            let bare = Product {
                providers: std::collections::BTreeSet::new(),
                supplies: Default::default(),
                components: Default::default(),
                ..product.clone()
            };
            (bare.id, Some(bare))
        }
    }
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

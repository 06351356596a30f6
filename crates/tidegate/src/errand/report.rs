//! Taking a report in: the receipt first, then the parties and markets that the report itself names.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::PartyJoined;
use tidegate_core::party::Role;
use tidegate_core::scene::{Keeping, Line, Teller};
use tidegate_law::Book;

use super::{NotDone, asked, reached, wrong};
use crate::desk::{Desk, Intake, Order, Taken};
use crate::say::recorded::TakenTold;
use crate::telling::{draw, verb};

/// A report that is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'t> {
    /// The desk.
    pub desk: &'t Desk,
    /// The book.
    pub book: &'t Book,
    /// The report.
    pub intake: &'t Intake,
    /// The place of the manufacturer, where the finder knows it.
    pub manufacturer_place: Option<&'t str>,
}

/// What was taken in, as it is told. The receipt is verified before it is handed out. `authority` is the office as the
/// book's register of authorities has it, where it is one.
///
/// # Errors
/// [`NotDone::Fault`] if it does not prove what it should.
pub fn taken(
    desk: &Desk,
    book: &Book,
    taken: &Taken,
    authority: Option<&str>,
) -> Result<TakenTold, NotDone> {
    let fault = |error: &dyn std::fmt::Display| NotDone::Fault(anyhow::anyhow!("{error}"));
    let proven = taken.receipt.verify(&taken.document, desk.log()).map_err(|e| fault(&e))?;
    Ok(TakenTold {
        version: 1,
        case: taken.case.to_string(),
        handle: taken.handle.clone(),
        repeated: taken.ack.repeated,
        received: taken.receipt.claim.received,
        report: taken.receipt.claim.report.to_string(),
        digest: taken.receipt.claim.digest.to_string(),
        receipt: taken.receipt.clone(),
        document: String::from_utf8(taken.document.clone()).map_err(|e| fault(&e))?,
        log: desk.log().origin().to_string(),
        log_key: desk.log().keys().first().map(ToString::to_string).unwrap_or_default(),
        index: proven.index,
        size: proven.size,
        manufacturer: None,
        reaches: reached(desk, book, authority),
    })
}

/// Lets the manufacturer that the finder names join the case, and records the markets, as the report says.
///
/// # Errors
/// What the case says no to; the report is taken in all the same.
pub async fn named(taking: Taking<'_>, taken: &Taken) -> Result<Option<String>, NotDone> {
    let Taking { desk, book, intake, manufacturer_place } = taking;
    let product = &intake.draft.product;
    let place = manufacturer_place.unwrap_or("?").to_uppercase();
    let name = product.manufacturer.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let source = intake.source.clone();
    let purpose = "adding the parties that the report names";
    let mut case: Case = desk.open_case(&intake.actor, taken.case, purpose).await?;
    let zone = desk.office().zone.rules();
    let there = name.and_then(|name| {
        let teller = Teller { book, case: &case, zone: &zone, keeping: Keeping::Case(&draw) };
        teller.party(name).ok().cloned()
    });
    let mut lines = Vec::new();
    // A finder's words name; they never change a party that is in the case, whatever word or id they use for it.
    let name = match there {
        None => name,
        Some(party) if party.id == desk.office_party() && Some(party.name.as_str()) == name => {
            let mut party = party;
            party.roles.insert(Role::Manufacturer);
            let command = Command::new(Verb::JoinParty(PartyJoined { party }), source.clone());
            let ack = desk.act(&intake.actor, taken.case, &Order::new(command.clone())).await?;
            let events = case.handle(&command, &intake.actor, ack.recorded).map_err(wrong)?;
            events.into_iter().try_for_each(|event| case.apply(event)).map_err(wrong)?;
            name
        }
        Some(_) => None,
    };
    let office = desk.office().name.en.as_str();
    if let Some(name) = name.filter(|name| *name != office) {
        let words = words(&[name, "manufacturer", &place, "organisation"]);
        lines.push(Line::Party { words, source: source.clone() });
    }
    let markets: Vec<&str> = product.markets.iter().map(|market| market.code()).collect();
    let markets = markets.join(",");
    let mut of = words(&[&product.name]);
    if let Some(name) = name.filter(|name| !name.contains(',')) {
        of.extend(words(&["of", name]));
    }
    if !markets.is_empty() {
        of.extend(words(&["in", &markets]));
    }
    if of.len() > 1 {
        lines.push(Line::Product { words: of, source });
    }
    for line in lines {
        let told = {
            let teller = Teller { book, case: &case, zone: &zone, keeping: Keeping::Case(&draw) };
            teller.tell(&line).map_err(asked)?
        };
        for told in told {
            let untold = || asked("the report names something that cannot be told");
            let verb = verb(told.event).ok_or_else(untold)?;
            let command = Command::new(verb, told.source);
            let ack = desk.act(&intake.actor, taken.case, &Order::new(command.clone())).await?;
            let events = case.handle(&command, &intake.actor, ack.recorded).map_err(wrong)?;
            events.into_iter().try_for_each(|event| case.apply(event)).map_err(wrong)?;
        }
    }
    Ok(name.map(str::to_owned))
}

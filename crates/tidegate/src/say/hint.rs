//! What a case seems to lack for a clock to run, with the lines that would say it. Nothing is concluded here: a person
//! knows whether it is so, and says it or leaves it.

mod reported;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::gate::{Desk, OwedBy};
use tidegate_core::id::PartyId;
use tidegate_core::office::{Office, Reception};
use tidegate_core::party::Role;
use tidegate_core::product::Product;
use tidegate_law::{DutyState, FactName, FactValue, Finding, Names, Owed, Words};

use super::schema::Bilingual;
use super::told::party_name;
use crate::telling::quoted;
use crate::words::Voice;

/// What seems to be lacking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HintTold {
    /// In words, with what waits for it.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// The lines that say it, as `tidegate tell` takes them.
    pub lines: Vec<String>,
}

/// What a case seems to lack: that the office itself makes the product, where it takes in reports about its own and the
/// report names somebody else; whether it is so what a reporter says; when a party became aware, where a duty waits for
/// that alone.
#[must_use]
pub fn hints(desk: &Desk<'_>, case: &Case, owed: &[OwedBy], at: Timestamp) -> Vec<HintTold> {
    let unclaimed = desk.office.and_then(|office| unclaimed(office, case, at));
    let said = case.asserted(at);
    let reported = desk.office.map(|office| reported::reported(desk, office, case, owed, &said));
    let reported = reported.into_iter().flatten();
    unclaimed.into_iter().chain(reported).chain(resting(desk, case, owed)).collect()
}

/// A product that a report to this office is about, though it takes in reports about its own and is not named as a maker.
fn unclaimed(office: &Office, case: &Case, at: Timestamp) -> Option<HintTold> {
    if office.reception_at(at) != Some(Reception::Own) {
        return None;
    }
    let own = office.party();
    let ours = |product: &Product| {
        product.providers.contains(&own) || product.supplies.iter().any(|supply| supply.by == own)
    };
    let maker = case.party(own).is_some_and(|party| party.roles.contains(&Role::Manufacturer));
    if maker || case.products().any(ours) {
        return None;
    }
    let product = case.products().next()?;
    let named = product.providers.iter().find_map(|id| case.party(*id));
    let words = Voice::in_both(|voice| {
        let product = ("product", product.name.as_str().into());
        match named {
            Some(party) => {
                let name = ("name", party.name.as_str().into());
                voice.with("hint-other-maker", [product, name])
            }
            None => voice.with("hint-no-maker", [product]),
        }
    });
    // Two parties would each owe what a manufacturer owes: who is only named is said to be this office.
    let lines = match named {
        Some(party) => vec![format!("same {} office", quoted(&party.name))],
        None => vec![
            "party office manufacturer ?".to_owned(),
            format!("product {} of office", quoted(&product.name)),
        ],
    };
    Some(HintTold { words, lines })
}

/// Facts of the world, each with the start event by which a party becomes aware of it.
const AWARE: [(&str, &str); 2] =
    [("exploited", "aware_of_exploitation"), ("severe_incident", "aware_of_incident")];

/// What is established, where a numbered duty rests because nothing on record says when its bearer became aware of it.
fn resting(desk: &Desk<'_>, case: &Case, owed: &[OwedBy]) -> Vec<HintTold> {
    let schema = desk.book.schema();
    let mut hints = Vec::new();
    for (name, event) in AWARE {
        let (Some(fact), Some(entry)) = (schema.fact_named(name), schema.start_event(event)) else {
            continue;
        };
        let rests = |one: &&OwedBy| {
            let rule = desk.book.rule(&one.duty.rule);
            let looks = rule.is_some_and(|rule| rule.condition.facts().contains(&fact));
            let waits = one.duty.owed == Owed::Yes && one.duty.state == DutyState::NotStarted;
            looks && waits && one.duty.start_event == event && one.duty.could_start(desk.book)
        };
        let resting: Vec<&OwedBy> = owed.iter().filter(rests).collect();
        // The office's own come first.
        let other = |id: &PartyId| desk.office.is_none_or(|office| office.party() != *id);
        let bearers: BTreeSet<(bool, PartyId)> =
            resting.iter().map(|one| (other(&one.bearer), one.bearer)).collect();
        let so = Finding { fact: FactName::new(name), value: FactValue::boolean(true) };
        for (other, bearer) in bearers {
            let called = party_name(case, &Recipient::Party(bearer), desk.book, desk.office);
            let mine = || resting.iter().filter(|one| one.bearer == bearer);
            let words = Voice::in_both(|voice| {
                let language = voice.language();
                let cited = mine().map(|one| one.duty.citation.in_language(language));
                let cited: BTreeSet<&str> = cited.collect();
                let cited: Vec<&str> = cited.into_iter().collect();
                let words = [
                    ("fact", desk.book.say(&so, &Names::default(), language).into()),
                    ("name", called.in_language(language).into()),
                    ("event", entry.words.in_language(language).into()),
                    ("duties", cited.join(&voice.say("list-comma")).into()),
                ];
                voice.with("hint-not-aware", words)
            });
            let name = case.party(bearer).filter(|_| other).map(|party| quoted(&party.name));
            let who = name.unwrap_or_else(|| "office".to_owned());
            hints.push(HintTold { words, lines: vec![format!("{who} {event}")] });
        }
    }
    hints
}

//! What a case seems to lack for a clock to run, with the lines that would say it. Nothing is concluded here: a person
//! knows whether it is so, and says it or leaves it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::assertion::Topic;
use tidegate_core::case::Case;
use tidegate_core::gate::{Desk, OwedBy};
use tidegate_core::id::PartyId;
use tidegate_core::office::{Office, Reception};
use tidegate_core::party::Role;
use tidegate_core::product::Product;
use tidegate_law::{DutyState, Language, Owed, Words};

use super::schema::Bilingual;
use super::told::party_name;
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
/// report names somebody else; when a party became aware, where a duty waits for that alone.
#[must_use]
pub fn hints(desk: &Desk<'_>, case: &Case, owed: &[OwedBy], at: Timestamp) -> Vec<HintTold> {
    let unclaimed = desk.office.and_then(|office| unclaimed(office, case, at));
    unclaimed.into_iter().chain(resting(desk, case, owed)).collect()
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
    let say = |language| {
        let voice = Voice::of(language);
        let product = ("product", product.name.as_str().into());
        match named {
            Some(party) => {
                let name = ("name", party.name.as_str().into());
                voice.with("hint-other-maker", [product, name])
            }
            None => voice.with("hint-no-maker", [product]),
        }
    };
    Some(HintTold {
        words: in_both(say),
        lines: vec![
            "party office manufacturer ?".to_owned(),
            format!("product {} of office", quoted(&product.name)),
        ],
    })
}

/// What is established of exploitation, where a numbered duty rests because nothing on record says when its bearer became
/// aware of it.
fn resting(desk: &Desk<'_>, case: &Case, owed: &[OwedBy]) -> Vec<HintTold> {
    let (book, topic) = (desk.book, Topic::Exploited);
    let (Some(fact), Some(event)) = (topic.fact(), topic.start()) else { return Vec::new() };
    let fact = book.schema().fact(&fact);
    let rests = |one: &&OwedBy| {
        let rule = book.rule(&one.duty.rule);
        let looks =
            rule.zip(fact).is_some_and(|(rule, fact)| rule.condition.facts().contains(&fact));
        let waits = one.duty.owed == Owed::Yes && one.duty.state == DutyState::NotStarted;
        looks && waits && one.duty.start_event == event && one.duty.could_start(book)
    };
    let resting: Vec<&OwedBy> = owed.iter().filter(rests).collect();
    let mut bearers: Vec<PartyId> = resting.iter().map(|one| one.bearer).collect();
    bearers.sort_unstable();
    bearers.dedup();
    // The office's own come first.
    bearers.sort_by_key(|bearer| desk.office.is_none_or(|office| office.party() != *bearer));
    bearers.into_iter().map(|bearer| waits(desk, case, bearer, event, &resting)).collect()
}

fn waits(
    desk: &Desk<'_>,
    case: &Case,
    bearer: PartyId,
    event: &str,
    resting: &[&OwedBy],
) -> HintTold {
    let called = party_name(case, &Recipient::Party(bearer), desk.book, desk.office);
    let say = |language: Language| {
        let voice = Voice::of(language);
        let mut duties: Vec<&str> = Vec::new();
        for one in resting.iter().filter(|one| one.bearer == bearer) {
            let cited = one.duty.citation.in_language(language);
            if !duties.contains(&cited) {
                duties.push(cited);
            }
        }
        let event = desk.book.schema().start_event(event);
        let event = event.map_or("", |entry| entry.words.in_language(language));
        let words = [
            ("name", called.in_language(language).into()),
            ("event", event.into()),
            ("duties", duties.join(&voice.say("list-comma")).into()),
        ];
        voice.with("hint-not-aware", words)
    };
    let own = desk.office.is_some_and(|office| office.party() == bearer);
    let name = || case.party(bearer).map_or_else(String::new, |party| quoted(&party.name));
    let who = if own { "office".to_owned() } else { name() };
    HintTold { words: in_both(say), lines: vec![format!("{who} {event}")] }
}

fn in_both(say: impl Fn(Language) -> String) -> Words {
    Words { en: say(Language::English), zh: say(Language::Chinese) }
}

/// A name as the language of scenes takes it.
fn quoted(name: &str) -> String {
    match name.contains(char::is_whitespace) {
        true => format!("\"{name}\""),
        false => name.to_owned(),
    }
}

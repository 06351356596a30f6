//! Everyone whom a report reaches by being sent, named before it is: the office, and whom the register of the book makes
//! it pass the report on to, each with the clause; and whom a manufacturer would owe a report by law.

use tidegate_law::{Book, Force, Names, Owing, Situation};

use super::form::Matter;
use crate::errand::passed_on;
use crate::say::Basis;
use crate::say::beside::PassedTold;
use crate::server::Hosted;
use crate::web::{Frame, Visit};

/// Whom the office must pass a report on to where it is an authority of the register; nearest first, each once.
pub(in crate::web) fn onward(visit: &Visit, hosted: &Hosted) -> Vec<PassedTold> {
    let (book, frame) = (visit.house.book(), visit.frame());
    let own = hosted.office().authority_at(hosted.desk().now());
    own.map_or_else(Vec::new, |key| beyond(book, &frame, key.as_str()))
}

fn beyond(book: &Book, frame: &Frame, first: &str) -> Vec<PassedTold> {
    let passed = passed_on(book, first).into_iter().map(|passed| PassedTold {
        who: name(book, frame, &passed.to),
        through: name(book, frame, &passed.by),
        basis: passed.basis,
    });
    passed.collect()
}

fn name(book: &Book, frame: &Frame, key: &str) -> String {
    let entry = book.authorities().iter().find(|entry| entry.key.as_str() == key);
    entry.map_or_else(|| key.to_owned(), |entry| frame.pick(&entry.name).to_owned())
}

/// Whom the office would owe a report about this product by binding law, if it makes the product: the authorities, with
/// the clause, and whom each passes it on to. The page says *if*: what the office makes, the form does not know.
pub(in crate::web) fn owed(visit: &Visit, hosted: &Hosted, matter: Matter) -> Vec<PassedTold> {
    let (book, frame, at) = (visit.house.book(), visit.frame(), visit.house.now());
    let (schema, adoption) = (book.schema(), hosted.adoption());
    let mut situation = Situation::assumed(schema);
    let place = match hosted.office().jurisdiction.code() {
        "CN" => "cn",
        "HK" | "MO" | "TW" => "hk_mo_tw",
        _ => "abroad",
    };
    let truth = |so: bool| if so { "true" } else { "false" };
    for (fact, value) in [
        ("actor_is_provider", "true"),
        ("actor_is_finder", "false"),
        ("actor_is_collector", "false"),
        ("actor_is_operator", "false"),
        // A maker as makers are: who gives the product away owes less, and the list would be empty for everybody else.
        ("actor_is_steward", "false"),
        ("actor_is_maintainer", "false"),
        ("product_open_source", "false"),
        ("actor_authority", "none"),
        ("actor_is_organisation", "true"),
        ("actor_place", place),
        ("actor_acts_in_cn", truth(place == "cn")),
        ("product_in_cn", truth(matter.in_cn)),
        ("product_in_eu", truth(matter.in_eu)),
        ("exploited", truth(matter.exploited)),
    ] {
        // A fact that the book does not have is not asked about.
        let _known = situation.set_named(schema, fact, value);
    }
    let names = Names::default();
    let basis = Basis { book, adoption: &adoption, at, names: &names };
    let owing = Owing {
        situation: &situation,
        product: None,
        clocks: &[],
        filings: &[],
        place: None,
        zone: None,
    };
    let comma = frame.say("list-comma");
    let mut all: Vec<PassedTold> = Vec::new();
    for duty in book.duties(&adoption, &owing, at) {
        let owed = matches!(duty.owed, tidegate_law::Owed::Yes) && duty.force == Force::Binding;
        let to = duty.to.as_ref().filter(|_| owed);
        let to = to.filter(|to| book.authorities().iter().any(|entry| entry.key == **to));
        let Some(to) = to else { continue };
        let told = basis.rule(&duty.rule, None);
        let who = name(book, &frame, to.as_str());
        let basis = frame.pick(&told.citation).to_owned();
        let first = PassedTold { who, through: String::new(), basis };
        for one in std::iter::once(first).chain(beyond(book, &frame, to.as_str())) {
            match all.iter_mut().find(|known| known.who == one.who) {
                Some(known) if known.basis.split(&comma).any(|basis| basis == one.basis) => {}
                Some(known) => known.basis = format!("{}{comma}{}", known.basis, one.basis),
                None => all.push(one),
            }
        }
    }
    all
}

//! What the finder may do now: a few typical acts, each put to the law for the finder as a party of the case.
//!
//! A question is free: nothing here is recorded. The finder's own acts are not the office's to grant, so the answer of
//! the law is shown and not that of need to know. A colleague who is not in the case is supposed on a copy of it.

use std::collections::{BTreeMap, BTreeSet};

use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, PartyJoined};
use tidegate_core::gate;
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::{Party, PartyKind};
use tidegate_core::place::Jurisdiction;
use tidegate_core::situation::Flow;
use tidegate_law::AnswerKind;

use crate::say::id;
use crate::say::mine::OptionTold;
use crate::say::told::{self, GroundTold, Told};
use crate::server::Hosted;
use crate::web::{Frame, Visit};

/// A typical act: how it is called, the flow, and the recipient as the page without a case asks about it.
struct Typical {
    title: String,
    act: Act,
    to: Recipient,
    items: Vec<ItemId>,
    content: &'static str,
    asked: (&'static str, &'static str),
    /// Whether it is shown only where a rule speaks for it.
    named: bool,
}

/// The colleague who is supposed; a party of no kept case has this id.
const COLLEAGUE: PartyId = PartyId::from_bytes([0xc0; 16]);

/// What the law answers the finder now.
pub(super) fn options(
    visit: &Visit,
    hosted: &Hosted,
    case: &Case,
    finder: PartyId,
) -> Vec<OptionTold> {
    let (book, frame, at) = (visit.house.book(), visit.frame(), hosted.desk().now());
    let adoption = gate::adoption_of(hosted.office(), at);
    let law = gate::Desk { book, adoption: &adoption, office: Some(hosted.office()) };
    let mut case = case.clone();
    suppose_colleague(&mut case, at);
    let said = place(&case, finder);
    let choice = |typical: Typical| {
        let Typical { title, act, to, items, content, asked, named } = typical;
        if items.is_empty() {
            return None;
        }
        let flow = Flow { act, from: finder, to, items, facts: BTreeMap::new() };
        let decision = gate::decide(&law, &case, &flow, at).ok()?;
        let told = told::decision(&law, &case, &decision);
        let spoken = told.passages.iter().any(|passage| !passage.answer.supports.is_empty());
        if named && !spoken {
            return None;
        }
        let link = link(act, content, asked, said, markets(&case));
        let open = matches!(told.law, AnswerKind::Permit | AnswerKind::PermitIf);
        Some(OptionTold {
            what: title,
            answer: frame.say(id::answer(told.law)),
            class: frame.answer_class(&told.law).to_owned(),
            articles: articles(&told, &frame),
            conditions: conditions(&told, &frame),
            link,
            open,
            meanwhile: open && !matches!(act, Act::Publish | Act::Sell),
        })
    };
    let mut choices: Vec<OptionTold> =
        typical(visit, &case, &frame).into_iter().filter_map(choice).collect();
    choices.dedup();
    choices
}

fn typical(visit: &Visit, case: &Case, frame: &Frame) -> Vec<Typical> {
    let book = visit.house.book();
    let own = |class: Option<ContentClass>| -> Vec<ItemId> {
        let held = case.items().filter(|record| {
            let of = record.item.class;
            let hidden = of == ContentClass::FinderIdentity || record.item.confidential;
            let fits = class.map_or(of != ContentClass::ProofOfConcept, |class| class == of);
            !hidden && fits && !case.is_sent(record.item.id)
        });
        held.map(|record| record.item.id).collect()
    };
    let typical = |title: String, act, to, items, content, asked| {
        let named = false;
        Typical { title, act, to, items, content, asked, named }
    };
    let mut all = Vec::new();
    // Whom the office found to be in it is not the finder's to learn here: makers of the product alone, and no name.
    let makers: BTreeSet<PartyId> =
        case.products().flat_map(|product| product.providers.iter().copied()).collect();
    let mut makers: Vec<Recipient> = makers.into_iter().map(Recipient::Party).collect();
    if makers.is_empty() {
        makers.extend("provider".parse().ok().map(Recipient::Capacity));
    }
    for to in makers {
        let title = frame.say("mine-may-maker");
        all.push(typical(title, Act::Report, to, own(None), "technical", ("provider", "")));
    }
    for entry in book.authorities() {
        let Ok(to) = entry.key.as_str().parse() else { continue };
        let title = frame.with("mine-may-authority", "who", frame.pick(&entry.name));
        let to = Recipient::Capacity(to);
        let one = typical(title, Act::Report, to, own(None), "technical", ("", ""));
        all.push(Typical { named: true, ..one });
    }
    let everything = Recipient::public();
    let public = ("public", "");
    let say = |id: &str| frame.say(id);
    all.push(typical(
        say("mine-may-publish"),
        Act::Publish,
        everything.clone(),
        own(None),
        "technical",
        public,
    ));
    let general = own(Some(ContentClass::General));
    all.push(typical(
        say("mine-may-present"),
        Act::Publish,
        everything,
        general,
        "general",
        public,
    ));
    if let Ok(abroad) = "foreign_authority".parse() {
        let (to, asked) = (Recipient::Capacity(abroad), ("foreign_authority", "abroad"));
        all.push(typical(say("mine-may-cert"), Act::Report, to, own(None), "technical", asked));
    }
    let (to, asked) = (Recipient::Party(COLLEAGUE), ("other", "abroad"));
    all.push(typical(say("mine-may-colleague"), Act::Share, to, own(None), "technical", asked));
    if let Ok(buyer) = "buyer".parse() {
        let (to, asked) = (Recipient::Capacity(buyer), ("buyer", ""));
        all.push(typical(say("mine-may-sell"), Act::Sell, to, own(None), "technical", asked));
    }
    all
}

/// Lets somebody abroad join a copy of the case.
fn suppose_colleague(case: &mut Case, at: jiff::Timestamp) {
    let abroad: Option<Jurisdiction> = "DE".parse().ok();
    let party = Party {
        established: abroad,
        present_in: abroad,
        ..Party::new(COLLEAGUE, "colleague", PartyKind::Individual)
    };
    let verb = Verb::JoinParty(PartyJoined { party });
    let actor = Actor::Member("supposed".to_owned());
    let events = case.handle(&Command::new(verb, "supposed"), &actor, at.max(case.last_recorded()));
    for event in events.into_iter().flatten() {
        // A case that is at its end takes nobody any more; the question is then left out.
        let _taken = case.apply(event);
    }
}

/// The citations that an answer rests on, each once.
fn articles(told: &Told, frame: &Frame) -> String {
    let mut articles: Vec<&str> = Vec::new();
    for passage in &told.passages {
        for ground in &passage.answer.grounds {
            if let GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } = ground {
                articles.push(frame.pick(&rule.citation));
            }
        }
        let answer = &passage.answer;
        let doubted = answer.doubts.iter().flat_map(|doubt| &doubt.rules);
        let rules = doubted.chain(&answer.supports);
        articles.extend(rules.map(|rule| frame.pick(&rule.citation)));
    }
    articles.sort_unstable();
    articles.dedup();
    articles.join(&frame.say("list-comma"))
}

/// What must be done with it, each once.
fn conditions(told: &Told, frame: &Frame) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for passage in &told.passages {
        for set in &passage.answer.conditions {
            let one = frame.joined(set);
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

/// Where the finder is, as the page without a case asks it; empty where that is not settled.
fn place(case: &Case, finder: PartyId) -> &'static str {
    let place = case.party(finder).and_then(|party| party.established.or(party.present_in));
    match place.map(|place| place.code().to_owned()).as_deref() {
        Some("HK" | "MO" | "TW") => "hk_mo_tw",
        // Whether somebody in the mainland is a foreigner there, the case does not say.
        None | Some("CN") => "",
        Some(_) => "abroad",
    }
}

fn markets(case: &Case) -> &'static str {
    let sold = |code: &str| {
        case.products().any(|p| p.supplies.iter().any(|supply| supply.into.code() == code))
    };
    match (sold("CN"), sold("EU")) {
        (true, true) => "both",
        (true, false) => "cn",
        (false, true) => "eu",
        (false, false) => "",
    }
}

fn link(
    act: Act,
    content: &str,
    (recipient, recipient_place): (&str, &str),
    place: &str,
    product_in: &str,
) -> String {
    let said = [
        ("act", act.as_str()),
        ("content", content),
        ("state", "undisclosed"),
        ("role", "finder"),
        ("place", place),
        ("recipient", recipient),
        ("recipient_place", recipient_place),
        ("product_in", product_in),
    ];
    let said: Vec<_> = said.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("/ask/own?{}", serde_urlencoded::to_string(said).unwrap_or_default())
}

//! Who has what and who looked: from the ledger of the case and from the reads on its log; by role and never by name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::event::{Actor, Answer};
use tidegate_core::gate;
use tidegate_core::id::PartyId;
use tidegate_core::item::ContentClass;
use tidegate_core::ledger::Ledger;
use tidegate_core::party::Role;
use tidegate_law::Book;

use crate::desk::Read;
use crate::errand::READ_ADDRESS;
use crate::people::{Account, MemberRole};
use crate::say::mine::{KnowerTold, LookTold};
use crate::say::told;
use crate::server::Hosted;
use crate::web::{Frame, Visit};

/// Who has which content since when: by role, with the classes put together.
pub(super) fn knowers(
    visit: &Visit,
    hosted: &Hosted,
    case: &Case,
    finder: PartyId,
) -> Vec<KnowerTold> {
    let (book, frame) = (visit.house.book(), visit.frame());
    let ledger = Ledger::of(case, &gate::onward(book));
    let mut all: Vec<(Timestamp, String, String)> = Vec::new();
    for item in case.items() {
        let id = item.item.id;
        let class = match case.messages().find(|entry| entry.event.item == id) {
            // What others wrote or sent, which the gate may hold back or which is between them and the office, is nothing
            // to the finder.
            Some(entry) if entry.event.from != finder => continue,
            Some(entry) if entry.event.file.is_some() => frame.say("mine-your-files"),
            Some(_) => frame.say("mine-your-messages"),
            None => class(book, item.item.class, &frame),
        };
        let others =
            ledger.who_knows(item.item.id).filter(|known| known.who.party() != Some(finder));
        all.extend(others.map(|known| {
            let who = role(case, hosted, &known.who, book, &frame);
            (known.since.latest(), who, class.clone())
        }));
    }
    all.sort();
    // Since the first time.
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut found: BTreeMap<(Timestamp, String), Vec<String>> = BTreeMap::new();
    for (since, who, class) in all {
        if seen.insert((who.clone(), class.clone())) {
            found.entry((since, who)).or_default().push(class);
        }
    }
    let comma = frame.say("list-comma");
    let knower = |((since, who), what): ((Timestamp, String), Vec<String>)| KnowerTold {
        who,
        what: what.join(&comma),
        since,
    };
    found.into_iter().map(knower).collect()
}

/// What a finder said of themselves is kept as who they are, also where no name was given.
fn class(book: &Book, class: ContentClass, frame: &Frame) -> String {
    match class {
        ContentClass::FinderIdentity => frame.say("report-mine-of-yourself"),
        class => frame.pick(&told::class_name(book, class)).to_owned(),
    }
}

/// A party by what it is in the matter, never by name; an office and an authority are no persons.
fn role(case: &Case, hosted: &Hosted, who: &Recipient, book: &Book, frame: &Frame) -> String {
    let Recipient::Party(party) = who else {
        return frame.pick(&told::party_name(case, who, book, None)).to_owned();
    };
    if *party == hosted.desk().office_party() {
        return frame.say("mine-this-office");
    }
    let Some(party) = case.party(*party) else { return frame.say("mine-role-other") };
    let said = [
        (Role::Manufacturer, "mine-role-manufacturer"),
        (Role::Supplier, "mine-role-supplier"),
        (Role::Coordinator, "mine-role-coordinator"),
        (Role::Authority, "mine-role-authority"),
        (Role::Operator, "mine-role-operator"),
    ];
    let known = said.into_iter().find(|(role, _)| party.is(*role));
    frame.say(known.map_or("mine-role-other", |(_, id)| id))
}

/// Who looked at the case and opened content, by role: what the log has of it, gathered.
pub(super) fn looks(
    visit: &Visit,
    hosted: &Hosted,
    case: &Case,
    reads: &[Read],
    accounts: &[Account],
    finder: PartyId,
) -> Vec<LookTold> {
    let (book, frame) = (visit.house.book(), visit.frame());
    let mut all: Vec<(String, String, Timestamp)> = Vec::new();
    for read in reads {
        if let Actor::Member(label) = &read.actor {
            let who = of_member(label, accounts, read.at, &frame);
            let what = match read.purpose.starts_with(READ_ADDRESS) {
                true => "mine-read-address",
                false => "mine-looked",
            };
            all.push((who, frame.say(what), read.at));
        }
    }
    let office = hosted.desk().office_party();
    for decision in case.decisions() {
        let e = decision.event;
        let let_out = matches!(e.answer, Answer::Permit | Answer::ReleasedUnderRuling);
        let own = e.from == office && e.to == Recipient::Party(office);
        let (true, true, Actor::Member(label)) = (let_out, own, decision.actor) else { continue };
        let items = e.items.iter().filter_map(|id| case.item(*id));
        let classes: BTreeSet<String> =
            items.filter_map(|record| opened(case, record, finder, book, &frame)).collect();
        for class in classes {
            let what = frame.with("mine-opened", "content", class);
            let who = of_member(label, accounts, decision.recorded, &frame);
            all.push((who, what, decision.recorded));
        }
    }
    gathered(all)
}

/// What was opened, as its finder is told: files of others not at all.
fn opened(
    case: &Case,
    record: &ItemRecord,
    finder: PartyId,
    book: &Book,
    frame: &Frame,
) -> Option<String> {
    let id = record.item.id;
    match case.messages().find(|entry| entry.event.item == id) {
        Some(entry) if entry.event.file.is_none() => Some(frame.say("mine-messages")),
        Some(entry) => (entry.event.from == finder).then(|| frame.say("mine-your-files")),
        None => Some(class(book, record.item.class, frame)),
    }
}

fn gathered(mut all: Vec<(String, String, Timestamp)>) -> Vec<LookTold> {
    all.sort_by_key(|(_, _, at)| *at);
    let mut looks: Vec<LookTold> = Vec::new();
    for (who, what, at) in all {
        match looks.iter_mut().find(|look| look.who == who && look.what == what) {
            Some(look) => {
                look.times += 1;
                look.last = at;
            }
            None => looks.push(LookTold { who, what, first: at, last: at, times: 1 }),
        }
    }
    looks
}

/// A member by the role that they had then; the label on record is a name and is not shown.
fn of_member(label: &str, accounts: &[Account], at: Timestamp, frame: &Frame) -> String {
    let own = accounts.iter().filter(|account| account.organisation.is_none());
    let named = own.filter(|account| account.name == label);
    let roles: BTreeSet<MemberRole> =
        named.filter_map(|account| account.roles_at(at)).flatten().copied().collect();
    if roles.is_empty() {
        return frame.say("mine-a-member");
    }
    let roles: Vec<String> = roles.into_iter().map(|role| frame.say(role.message())).collect();
    frame.with("mine-member-as", "roles", roles.join(&frame.say("list-comma")))
}

//! From duties to tasks: each duty once with all to whom it is owed, and the flows that would meet it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_law::time::Word;
use tidegate_law::{DutyState, FactValue, Force, Owed, RuleId};

use crate::act::{Act, Recipient};
use crate::case::Case;
use crate::command::{Command, Verb};
use crate::digest::Digest;
use crate::event::{Actor, Filed, ItemAdded};
use crate::gate::{Desk, OwedBy, duties};
use crate::id::{ItemId, PartyId, ProductId};
use crate::item::{ContentClass, Item};
use crate::party::Party;
use crate::situation::{Facts, Flow};

/// What there is to tell before there is a remedy; a program is never supposed.
const SUPPOSED: [ContentClass; 3] =
    [ContentClass::Existence, ContentClass::General, ContentClass::Technical];

/// One duty of one bearer, with all to whom it is still owed.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    /// The duty, once for each addressee.
    pub(crate) owed: Vec<OwedBy>,
    /// The flow to each of them; none where the duty is no flow.
    pub(crate) flows: Vec<Flow>,
}

impl Task {
    /// Its first instance. A task is never made without one.
    pub(super) fn first(&self) -> Option<&OwedBy> {
        self.owed.first()
    }

    /// Whether its clock runs and it is not met.
    pub(super) fn live(&self) -> bool {
        self.first().is_some_and(|one| one.duty.live())
    }

    /// Whether it goes on without an end, or is to keep something.
    pub(super) fn lasts(&self) -> bool {
        self.first().is_some_and(|one| {
            let continuous = one.duty.when.word == Some(Word::Continuous);
            self.flows.is_empty() && (continuous || one.duty.when.keep().is_some())
        })
    }

    /// Whether it is owed for sure.
    pub(super) fn sure(&self) -> bool {
        self.first().is_some_and(|one| one.duty.owed == Owed::Yes)
    }

    /// Whether law or house obliges.
    pub(super) fn obliges(&self) -> bool {
        self.first().is_some_and(|one| matches!(one.duty.force, Force::Binding | Force::House))
    }

    /// Whether one addressee among several suffices.
    pub(super) fn any_of(&self) -> bool {
        self.first().is_some_and(|one| one.duty.any_of)
    }

    /// The order in which tasks press: law before recommendation, what runs before what has not started, then "at
    /// once", then by due time, then what has another word, the surely owed before the perhaps owed.
    fn presses(&self) -> impl Ord + use<> {
        let first = self.first();
        let due = first.and_then(|one| one.duty.when.deadline().map(|due| due.strict.earliest));
        let word = first.and_then(|one| one.duty.when.word);
        let urgency = match (word, due) {
            (_, Some(_)) => 1,
            (Some(Word::Immediately | Word::Simultaneously | Word::InRealTime), None) => 0,
            (_, None) => 2,
        };
        let name = first.map(|one| (one.duty.rule.clone(), one.bearer, one.product));
        (!self.obliges(), !self.live(), urgency, due, !self.sure(), name)
    }
}

/// Everything that is owed or may come to be owed, as tasks; and the case with the content that they ask for.
pub(crate) struct Tasks {
    pub(crate) case: Case,
    pub(crate) supposed: Vec<Item>,
    pub(crate) tasks: Vec<Task>,
}

/// The tasks of a case in the order in which they press.
pub(super) fn of(desk: &Desk<'_>, case: &Case, at: Timestamp) -> Tasks {
    let waits = |one: &OwedBy| one.duty.live() || one.duty.state == DutyState::NotStarted;
    chosen(desk, case, at, waits)
}

/// The tasks of one rule, whatever became of them.
pub(crate) fn of_rule(desk: &Desk<'_>, case: &Case, rule: &RuleId, at: Timestamp) -> Tasks {
    chosen(desk, case, at, |one| one.duty.rule == *rule)
}

/// The flow that a filing is, with the content that its rule asks for.
pub(super) fn filing(
    desk: &Desk<'_>,
    case: &Case,
    filed: &Filed,
    at: Timestamp,
) -> Option<(Case, Flow)> {
    let rule = filed.rule.as_deref().and_then(RuleId::parse)?;
    let duty = desk.book.rule(&rule)?.duty.as_ref()?;
    let act = Act::from_word(&desk.book.schema().act_entry(duty.act?).name)?;
    let mut made = Tasks { case: case.clone(), supposed: Vec::new(), tasks: Vec::new() };
    let classes = duty.content.iter().filter_map(|word| ContentClass::from_word(word.as_str()));
    let items = match filed.items.is_empty() {
        true => made.items(&classes.collect(), filed.product, at),
        false => filed.items.iter().copied().collect(),
    };
    let (from, to, facts) = (filed.by, filed.to.clone(), BTreeMap::new());
    (to.party() != Some(from)).then_some((made.case, Flow { act, from, to, items, facts }))
}

fn chosen(desk: &Desk<'_>, case: &Case, at: Timestamp, wanted: impl Fn(&OwedBy) -> bool) -> Tasks {
    let mut made = Tasks { case: case.clone(), supposed: Vec::new(), tasks: Vec::new() };
    for party in case.parties() {
        let owed = duties(desk, case, party, at).into_iter().filter(&wanted);
        for group in grouped(owed) {
            let flows = made.flows(desk, party, &group, at);
            made.tasks.push(Task { owed: group, flows });
        }
    }
    made.tasks.sort_by_cached_key(Task::presses);
    made
}

/// The duties of one bearer, those that are one duty owed to several together.
fn grouped(owed: impl Iterator<Item = OwedBy>) -> Vec<Vec<OwedBy>> {
    let mut groups: Vec<Vec<OwedBy>> = Vec::new();
    for one in owed {
        let same = |group: &&mut Vec<OwedBy>| {
            group.first().is_some_and(|other| {
                other.duty.rule == one.duty.rule
                    && other.product == one.product
                    && other.duty.start == one.duty.start
                    && other.duty.live() == one.duty.live()
                    && other.duty.to.is_some()
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

impl Tasks {
    /// The flow to each addressee; none where the duty is no flow.
    fn flows(
        &mut self,
        desk: &Desk<'_>,
        bearer: &Party,
        group: &[OwedBy],
        at: Timestamp,
    ) -> Vec<Flow> {
        let Some(first) = group.first() else { return Vec::new() };
        let duty = desk.book.rule(&first.duty.rule).and_then(|rule| rule.duty.as_ref());
        let Some(duty) = duty else { return Vec::new() };
        let act = duty.act.map(|act| &desk.book.schema().act_entry(act).name);
        let Some(act) = act.and_then(|name| Act::from_word(name)) else { return Vec::new() };
        let classes = duty.content.iter().filter_map(|word| ContentClass::from_word(word.as_str()));
        let items = self.items(&classes.collect(), first.product, at);
        let flow = |one: &OwedBy| {
            let to = self.recipient(desk, bearer, one, at)?;
            let (from, items, facts) = (bearer.id, items.clone(), BTreeMap::new());
            (to.party() != Some(from)).then_some(Flow { act, from, to, items, facts })
        };
        group.iter().filter_map(flow).collect()
    }

    /// Everything that the case holds of some classes about a product. Where it holds nothing, what will have to be
    /// written is supposed, so that the gate can be asked.
    fn items(
        &mut self,
        classes: &BTreeSet<ContentClass>,
        product: Option<ProductId>,
        at: Timestamp,
    ) -> Vec<ItemId> {
        let about = |of: Option<ProductId>| product.is_none() || of.is_none() || of == product;
        let written = |item: &Item| self.supposed.iter().all(|one| one.id != item.id);
        let held = self.case.items().filter(|record| {
            let item = &record.item;
            !record.erased
                && written(item)
                && classes.contains(&item.class)
                && about(item.product)
                && !self.case.is_sent(item.id)
        });
        let held: Vec<ItemId> = held.map(|record| record.item.id).collect();
        if !held.is_empty() {
            return held;
        }
        // Where there is one product, what is written about it is written once, whichever duty asks for it.
        let product = product.filter(|_| self.case.products().nth(1).is_some());
        let plain: Vec<ContentClass> =
            SUPPOSED.into_iter().filter(|class| classes.contains(class)).collect();
        let all = if plain.is_empty() { classes.iter().copied().collect() } else { plain };
        all.into_iter().map(|class| self.suppose(class, product, at)).collect()
    }

    /// Content that the case does not hold yet. Its id is made of its name: the same case gives the same plan.
    fn suppose(
        &mut self,
        class: ContentClass,
        product: Option<ProductId>,
        at: Timestamp,
    ) -> ItemId {
        let of = product.map(|id| id.to_string()).unwrap_or_default();
        let digest = Digest::of(format!("plan\0{}\0{class}\0{of}", self.case.id()).as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        let (id, declared) = (ItemId::from_bytes(bytes), BTreeMap::new());
        if self.case.item(id).is_some() {
            return id;
        }
        let item = Item { id, class, product, digest, report: None, declared, confidential: false };
        let at = at.max(self.case.last_recorded());
        let command =
            Command::new(Verb::AddItem(ItemAdded { item: item.clone(), held_by: None }), "plan");
        // A case that has ended takes no content; its flows are then asked about as far as they go.
        let events = self.case.handle(&command, &planner(), at).unwrap_or_default();
        if events.into_iter().all(|event| self.case.apply(event).is_ok()) {
            self.supposed.push(item);
        }
        id
    }

    /// The one party of the case that receives in the capacity, or whoever has it.
    fn recipient(
        &self,
        desk: &Desk<'_>,
        bearer: &Party,
        one: &OwedBy,
        at: Timestamp,
    ) -> Option<Recipient> {
        let to: &FactValue = one.duty.to.as_ref()?;
        let facts = Facts { book: desk.book, case: &self.case, at };
        let product = one.product.and_then(|id| self.case.product(id));
        let capacity: crate::word::Capacity = to.as_str().parse().ok()?;
        // Users are all of them, and not the one that the case happens to name.
        let mut mine = self.case.parties().filter(|party| {
            to.as_str() != USERS && facts.capacity(bearer, party, product) == to.as_str()
        });
        match (mine.next().map(|party| party.id), mine.next()) {
            (Some(only), None) => Some(only.into()),
            _ => Some(capacity.into()),
        }
    }
}

/// The capacity of all users together.
const USERS: &str = "users";

/// Who records what a plan supposes; nobody keeps it.
pub(super) fn planner() -> Actor {
    Actor::Member("plan".to_owned())
}

/// The bearer of a task.
pub(super) fn bearer(task: &Task) -> Option<PartyId> {
    task.first().map(|one| one.bearer)
}

//! A ruling: a named person decides where the law is unclear or two rules collide.
//!
//! It covers one flow, is countersigned by another person, gives reasons and ends within thirty days. It is made under
//! one book and names what it goes over, in the terms of the gate: what else stands against the flow when it is to take
//! place, it does not go over. It yields one release "under ruling", never a permit, and is spent by it. No ruling goes
//! over the ban on exploit tools, on sale, or on the finder's identity: such a ruling cannot be made, not even read from
//! a file. What it releases is decided in [`crate::gate`].

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::act::{Act, Recipient};
use crate::id::{ItemId, PartyId, RulingId};
use crate::item::{ContentClass, Item};

mod lacking;
mod over;

pub use lacking::Lacking;
pub use over::{NoGround, Over};

/// The longest time for which a ruling is good.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a ruling says; see [`Ruling::new`] for what makes it one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingTerms {
    /// Its id.
    pub id: RulingId,
    /// Who decides, by name.
    pub decided_by: String,
    /// Who countersigns, by name; another person.
    pub countersigned_by: String,
    /// The act of the one flow that it covers.
    pub act: Act,
    /// Who may do it.
    pub from: PartyId,
    /// With whom.
    pub to: Recipient,
    /// With which items.
    pub items: BTreeSet<ItemId>,
    /// What it goes over, each once: see [`GateDecision::over`](crate::gate::GateDecision::over).
    pub over: Vec<Over>,
    /// The digest of the book under which it was made. Missing only in old records, which release nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book: Option<String>,
    /// Why.
    pub reasons: String,
    /// When it was made.
    pub recorded: Timestamp,
    /// When it ends; missing only in a draft, which is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// A ruling that satisfies all that can be checked of it without the items' content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RulingTerms", into = "RulingTerms")]
pub struct Ruling(RulingTerms);

/// Why there can be no such ruling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRuling {
    /// Two signatures are needed.
    #[error("`{0}` cannot countersign their own ruling; a second person must")]
    SamePerson(String),
    /// A name, a reason, a ground or the items are missing.
    #[error("the ruling has no {0}; add it")]
    Missing(Lacking),
    /// What it goes over is not named as the gate names it.
    #[error(
        "`{0}` is no ground as the gate states it; name a rule (`statute/article/key`), a collision, a reading (`fact=value`) or an unknown fact (`fact=?`)"
    )]
    Ground(String),
    /// It does not end.
    #[error("the ruling has no expiry; give a time within 30 days")]
    NoExpiry,
    /// It ends too late, or before it begins.
    #[error("the ruling must end after it is recorded and within 30 days of it")]
    Expiry,
    /// It is about a sale.
    #[error("no ruling lets a sale pass; withdraw it")]
    Sale,
    /// It is about an exploit tool.
    #[error("no ruling lets out a program or tool for attacks; leave out item `{0}`")]
    ExploitTool(ItemId),
    /// It is about who the finder is.
    #[error("no ruling opens who the finder is; leave out item `{0}`")]
    FinderIdentity(ItemId),
    /// It names an item that the case does not have.
    #[error("the case has no item `{0}`; name one of its items")]
    NoSuchItem(ItemId),
}

impl Ruling {
    /// A ruling on `items`, which are the clear envelopes of all items that the terms name.
    ///
    /// # Errors
    /// [`NoRuling`] for each thing that a ruling must have or must not touch.
    pub fn new<'a>(
        terms: RulingTerms,
        items: impl IntoIterator<Item = &'a Item>,
    ) -> Result<Self, NoRuling> {
        let ruling = Self::try_from(terms)?;
        if ruling.0.book.as_ref().is_none_or(|book| book.trim().is_empty()) {
            return Err(NoRuling::Missing(Lacking::Book));
        }
        for over in &ruling.0.over {
            if let Over::Cited(words) = over {
                return Err(NoRuling::Ground(crate::word::shown(words)));
            }
        }
        let mut seen = BTreeSet::new();
        for item in items {
            if ruling.0.items.contains(&item.id) {
                may_be_ruled_on(item)?;
                seen.insert(item.id);
            }
        }
        match ruling.0.items.difference(&seen).next() {
            Some(item) => Err(NoRuling::NoSuchItem(*item)),
            None => Ok(ruling),
        }
    }

    /// What it says.
    pub fn terms(&self) -> &RulingTerms {
        &self.0
    }

    /// Its id.
    pub fn id(&self) -> RulingId {
        self.0.id
    }

    /// What it does not go over of what stands against a flow.
    pub(crate) fn lacks<'o>(&self, against: impl IntoIterator<Item = &'o Over>) -> Vec<Over> {
        against.into_iter().filter(|one| !self.0.over.contains(one)).cloned().collect()
    }

    /// When it ends.
    pub fn expires(&self) -> Timestamp {
        // INVARIANT: a ruling without expiry is refused when it is made.
        self.0.expires.unwrap_or(self.0.recorded)
    }

    /// Whether it covers this flow of `items` at `at`: the same act, sender and recipient, and no item more.
    pub fn covers(
        &self,
        act: Act,
        from: PartyId,
        to: &Recipient,
        items: &BTreeSet<ItemId>,
        at: Timestamp,
    ) -> bool {
        let terms = &self.0;
        terms.act == act
            && terms.from == from
            && terms.to == *to
            && !items.is_empty()
            && items.is_subset(&terms.items)
            && terms.recorded <= at
            && at < self.expires()
    }
}

/// Whether there may be a ruling on an act with these items at all, whatever stands against it.
///
/// # Errors
/// [`NoRuling`] for a sale, a program or tool for attacks, or who the finder is.
pub fn may_concern<'a>(
    act: Act,
    items: impl IntoIterator<Item = &'a Item>,
) -> Result<(), NoRuling> {
    if act == Act::Sell {
        return Err(NoRuling::Sale);
    }
    items.into_iter().try_for_each(may_be_ruled_on)
}

/// Whether a ruling may touch `item` at all.
pub(crate) fn may_be_ruled_on(item: &Item) -> Result<(), NoRuling> {
    match item.class {
        ContentClass::ProofOfConcept => Err(NoRuling::ExploitTool(item.id)),
        ContentClass::FinderIdentity => Err(NoRuling::FinderIdentity(item.id)),
        _ if item.declared_tool() => Err(NoRuling::ExploitTool(item.id)),
        ContentClass::Existence
        | ContentClass::General
        | ContentClass::Technical
        | ContentClass::Remedy
        | ContentClass::Data => Ok(()),
    }
}

impl TryFrom<RulingTerms> for Ruling {
    type Error = NoRuling;

    /// Checks all that the terms alone can tell; used when events are read.
    fn try_from(terms: RulingTerms) -> Result<Self, NoRuling> {
        let present = |text: &str| !text.trim().is_empty();
        for (found, what) in [
            (present(&terms.decided_by), Lacking::Decider),
            (present(&terms.countersigned_by), Lacking::Countersigner),
            (present(&terms.reasons), Lacking::Reasons),
            (!terms.items.is_empty(), Lacking::Items),
            (terms.over.iter().any(|over| present(&over.to_string())), Lacking::Grounds),
        ] {
            if !found {
                return Err(NoRuling::Missing(what));
            }
        }
        if same_person(&terms.decided_by, &terms.countersigned_by) {
            return Err(NoRuling::SamePerson(crate::word::shown(&terms.decided_by)));
        }
        if terms.act == Act::Sell {
            return Err(NoRuling::Sale);
        }
        let expires = terms.expires.ok_or(NoRuling::NoExpiry)?;
        let lasts = expires.duration_since(terms.recorded);
        if !lasts.is_positive() || lasts > LONGEST {
            return Err(NoRuling::Expiry);
        }
        Ok(Self(terms))
    }
}

impl From<Ruling> for RulingTerms {
    fn from(ruling: Ruling) -> Self {
        ruling.0
    }
}

/// Whether two names are one, but for case and white space.
fn same_person(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use tidegate_law::FactName;

    use super::*;
    use crate::digest::Digest;

    fn item(byte: u8, class: ContentClass) -> Item {
        Item {
            id: ItemId::from_bytes([byte; 16]),
            class,
            product: None,
            digest: Digest::of(&[byte]),
            report: None,
            declared: Default::default(),
            confidential: false,
        }
    }

    fn terms() -> RulingTerms {
        RulingTerms {
            id: RulingId::from_bytes([1; 16]),
            decided_by: "Chen Hua".into(),
            countersigned_by: "Li Na".into(),
            act: Act::Report,
            from: PartyId::from_bytes([2; 16]),
            to: Recipient::Capacity("eu_csirt".parse().unwrap()),
            items: [ItemId::from_bytes([3; 16])].into(),
            over: vec!["cn-rmsv/9(7)/undisclosed-overseas".parse().unwrap()],
            book: Some("a book".into()),
            reasons: "the early warning is owed within 24 hours".into(),
            recorded: "2026-11-23T01:00:00Z".parse().unwrap(),
            expires: Some("2026-11-24T01:00:00Z".parse().unwrap()),
        }
    }

    fn refused(change: impl FnOnce(&mut RulingTerms)) -> NoRuling {
        let mut changed = terms();
        change(&mut changed);
        let json = serde_json::to_string(&changed).unwrap();
        let error = Ruling::new(changed, &[item(3, ContentClass::Technical)]).unwrap_err();
        // What cannot be made cannot be read either.
        assert!(serde_json::from_str::<Ruling>(&json).is_err());
        error
    }

    #[test]
    fn a_ruling_needs_two_people_reasons_grounds_and_an_end() {
        assert!(Ruling::new(terms(), &[item(3, ContentClass::Technical)]).is_ok());
        let same = refused(|terms| terms.countersigned_by = " chen  hua".into());
        assert_eq!(same, NoRuling::SamePerson("Chen Hua".into()));
        assert_eq!(refused(|terms| terms.expires = None), NoRuling::NoExpiry);
        assert_eq!(refused(|terms| terms.expires = Some(terms.recorded)), NoRuling::Expiry);
        let late = |terms: &mut RulingTerms| {
            terms.expires = Some(terms.recorded + LONGEST + SignedDuration::from_secs(1));
        };
        assert_eq!(refused(late), NoRuling::Expiry);
        assert_eq!(
            refused(|terms| terms.reasons = " ".into()),
            NoRuling::Missing(Lacking::Reasons)
        );
        assert!(matches!(refused(|terms| terms.over.clear()), NoRuling::Missing(_)));
        assert!(matches!(refused(|terms| terms.items.clear()), NoRuling::Missing(_)));
        assert_eq!(refused(|terms| terms.act = Act::Sell), NoRuling::Sale);
    }

    #[test]
    fn a_ruling_is_made_under_a_book_and_names_what_the_gate_states() {
        let made = |change: fn(&mut RulingTerms)| {
            let mut changed = terms();
            change(&mut changed);
            // A record from before either was asked for still loads.
            let json = serde_json::to_string(&changed).unwrap();
            assert!(serde_json::from_str::<Ruling>(&json).is_ok());
            Ruling::new(changed, &[item(3, ContentClass::Technical)])
        };
        assert!(matches!(made(|terms| terms.book = None), Err(NoRuling::Missing(_))));
        assert!(matches!(made(|terms| terms.book = Some(" ".into())), Err(NoRuling::Missing(_))));
        let cited = made(|terms| terms.over.push("cn-rmsv 9(7)".to_owned().into()));
        assert_eq!(cited, Err(NoRuling::Ground("cn-rmsv 9(7)".into())));
    }

    #[test]
    fn no_ruling_touches_exploit_tools_or_the_finder() {
        let with = |item: Item| Ruling::new(terms(), &[item]).unwrap_err();
        let id = ItemId::from_bytes([3; 16]);
        assert_eq!(with(item(3, ContentClass::ProofOfConcept)), NoRuling::ExploitTool(id));
        assert_eq!(with(item(3, ContentClass::FinderIdentity)), NoRuling::FinderIdentity(id));
        let mut tool = item(3, ContentClass::Technical);
        tool.declared.insert(FactName::new("attack_tool"), true.into());
        assert_eq!(with(tool), NoRuling::ExploitTool(id));
        assert_eq!(with(item(4, ContentClass::Technical)), NoRuling::NoSuchItem(id));
    }

    #[test]
    fn a_ruling_covers_its_one_flow_and_nothing_more() {
        let ruling = Ruling::new(terms(), &[item(3, ContentClass::Technical)]).unwrap();
        let said = terms();
        let covers = |to: &Recipient, items: &BTreeSet<ItemId>, at: &str| {
            ruling.covers(said.act, said.from, to, items, at.parse().unwrap())
        };
        let more = [ItemId::from_bytes([3; 16]), ItemId::from_bytes([4; 16])].into();
        assert!(covers(&said.to, &said.items, "2026-11-23T01:00:00Z"));
        assert!(!covers(&said.to, &said.items, "2026-11-24T01:00:00Z"));
        assert!(!covers(&said.to, &more, "2026-11-23T02:00:00Z"));
        assert!(!covers(&Recipient::public(), &said.items, "2026-11-23T02:00:00Z"));
    }
}

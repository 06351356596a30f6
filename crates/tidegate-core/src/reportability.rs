//! "Not reportable": a named person decides that a duty to report asks for nothing in a case, and says why.
//!
//! The decision keeps what the book said at that instant: whether the duty was owed, and every fact its trigger looks
//! at, as known then. It stands for as long as the book, asked again, finds the same facts and no sure duty; once one
//! of them has changed, the duty is open again and the decision remains on record. No such decision touches a duty
//! that is surely owed under a rule that binds. What the book says is asked in [`crate::gate`].

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue, Owed, RuleId};

use crate::id::{PartyId, ProductId};

/// What the book said of a duty of a party at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The duty.
    pub rule: RuleId,
    /// Whose duty.
    pub bearer: PartyId,
    /// The product it is about; none where the duty is not about one, or the case names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// The instant, which is that of the decision.
    pub at: Timestamp,
    /// The digest of the book that was asked.
    pub book: String,
    /// Whether it was owed; none where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
    /// What the trigger looks at, once for each product of the case where the duty is about no product.
    pub looked_at: Vec<LookedAt>,
}

/// The facts that a trigger looks at, about one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedAt {
    /// The product; none where the case names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Each fact with its value; none where it was not known.
    pub facts: BTreeMap<FactName, Option<FactValue>>,
}

/// A fact that is known otherwise than when something was decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// About which product.
    pub product: Option<ProductId>,
    /// The fact.
    pub fact: FactName,
    /// Its value then; none where it was not known.
    pub then: Option<FactValue>,
    /// Its value now; none where it is not known.
    pub now: Option<FactValue>,
}

/// Why there is no such decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAssessed {
    /// The book has no such duty.
    #[error("the book has no duty `{0}`; name one of its duties to report")]
    NoDuty(RuleId),
    /// The duty is surely owed, and binds.
    #[error(
        "`{0}` is owed on the facts that are known; file it, or correct the fact that makes it owed"
    )]
    Owed(RuleId),
    /// The party is not in the case.
    #[error("party `{0}` is not in this case; let it join first")]
    NoParty(PartyId),
    /// The product is not in the case.
    #[error("product `{0}` is not in this case; name it first")]
    NoProduct(ProductId),
}

impl Assessment {
    /// The facts that are known otherwise in `now`, by product and name.
    pub fn changed(&self, now: &[LookedAt]) -> Vec<Changed> {
        let (then, now) = (flat(&self.looked_at), flat(now));
        let keys: std::collections::BTreeSet<_> = then.keys().chain(now.keys()).copied().collect();
        let value = |of: &Flat<'_>, key: &Key<'_>| of.get(key).copied().flatten().cloned();
        let one = |key: Key<'_>| Changed {
            product: key.0,
            fact: key.1.clone(),
            then: value(&then, &key),
            now: value(&now, &key),
        };
        keys.into_iter().map(one).filter(|one| one.then != one.now).collect()
    }

    /// Whether a later assessment of the same duty says the same on the same facts, under whatever book.
    pub fn agrees(&self, other: &Self) -> bool {
        self.owed == other.owed && self.looked_at == other.looked_at
    }
}

type Key<'k> = (Option<ProductId>, &'k FactName);
type Flat<'f> = BTreeMap<Key<'f>, Option<&'f FactValue>>;

fn flat(all: &[LookedAt]) -> Flat<'_> {
    let of = |one: &'_ LookedAt| one.product;
    all.iter()
        .flat_map(|one| {
            one.facts.iter().map(move |(fact, value)| ((of(one), fact), value.as_ref()))
        })
        .collect()
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |value: &Option<FactValue>| match value {
            Some(value) => value.to_string(),
            None => "?".to_owned(),
        };
        write!(f, "{}: {} -> {}", self.fact, said(&self.then), said(&self.now))
    }
}

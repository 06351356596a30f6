//! What merging and splitting come to, before anything is recorded: both cases side by side, computed on copies.
//!
//! What would be recorded is tried on copies of the cases; the clocks of the copies are laid beside those of the cases as
//! they are. The same commands are recorded when it is confirmed, if neither case changed since. A decision that a duty
//! asks for no report goes along only where the book, asked of the other case, finds the same facts and no sure duty.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{self, Command, Verb};
use tidegate_core::event::{
    Arrangement, CaseEvent, FoundNotReportable, ItemAdded, Opened, Relation, Subject,
};
use tidegate_core::gate::{self, Desk as Law, Stands, adoption_of};
use tidegate_core::id::{CaseId, PartyId, ProductId};
use tidegate_core::reportability::{Assessment, LookedAt};
use tidegate_law::Adoption;

use super::merge::{is_reporter, mergeable, source_of, taken_over};
use super::{Errand, NotDone};
use crate::clocks::owed;
use crate::desk::DeskError;
use crate::keys::Random;
use crate::say::instant;
use crate::say::join::{self as told, JoinTold};
use crate::say::recorded::{EventRecorded, RecordedTold};
use crate::words::Voice;

/// How many events each case had when somebody looked at it; none where nobody looked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// The case that is merged, or from which something is split off.
    pub case: Option<u64>,
    /// The case in which it goes on.
    pub other: Option<u64>,
}

/// Which parties and products of a case are which of another.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) parties: BTreeMap<PartyId, PartyId>,
    pub(super) products: BTreeMap<ProductId, ProductId>,
}

/// Why a finding was not carried over: the desk could not, or it does not stand there.
enum Left {
    Desk(DeskError),
    Behind,
}

impl From<DeskError> for Left {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl Errand<'_> {
    /// What merging a case into another would come to. Nothing is recorded but that both were opened.
    ///
    /// # Errors
    /// As [`Errand::open`]; where the two cannot be merged.
    pub async fn weigh_merge(&self, name: &str, into: &str) -> Result<JoinTold, NotDone> {
        let case = self.open(name, "merging it into another case").await?;
        let main = self.open(into, "merging another case into it").await?;
        mergeable(&case, &main, self.desk.now())?;
        let (at, source) = (self.desk.now(), source_of(&case));
        let adoption = adoption_of(self.desk.office(), at);
        let law = self.law(&adoption);
        let (commands, names) = taken_over(&case, &main, &source);
        let mut after = main.clone();
        for command in &commands {
            self.on_copy_of(&mut after, command, at)?;
        }
        let findings = findings(&law, &case, &after, &names, &source, at);
        for found in &findings {
            let verb = Verb::FindNotReportable(found.clone());
            self.on_copy_of(&mut after, &Command::new(verb, source.as_str()), at)?;
        }
        let otherwise = known_otherwise(&case, &main, &names);
        let stays = told::stays(&case, &main, &otherwise, &law, (findings.len(), at));
        let clocks = told::clocks(
            &law,
            (&main, &owed(self.book, &adoption, &main, at)),
            (&after, &owed(self.book, &adoption, &after, at)),
            at,
        );
        Ok(JoinTold {
            version: 1,
            at,
            case: told::side(&case, self.desk.office()),
            other: told::side(&main, self.desk.office()),
            goes: told::recorded(&law, &after, main.version()),
            stays,
            clocks,
            finder: told::finder_of_merge(&case),
        })
    }

    /// What splitting products and content off a case would come to; `chosen` are their ids. No content is opened.
    ///
    /// # Errors
    /// As [`Errand::open`]; where nothing is chosen or something does not go along.
    pub async fn weigh_split(&self, name: &str, chosen: &[&str]) -> Result<JoinTold, NotDone> {
        let case = self.open(name, "splitting the case").await?;
        let part = self.part_of(&case, chosen)?;
        let at = self.desk.now();
        let adoption = adoption_of(self.desk.office(), at);
        let law = self.law(&adoption);
        let source = super::split::source_of(&case);
        let random = |error| NotDone::from(DeskError::from(error));
        let id = CaseId::from_bytes(Random::bytes().map_err(random)?);
        let (office, handle) = (case.office(), "…".to_owned());
        let opened = Opened { case: id, office, handle };
        let opening = command::open(opened, source.as_str(), self.actor, at);
        let opening = opening.map_err(DeskError::from)?;
        let misfit = |misfit| NotDone::from(DeskError::Misfit { case: id, misfit });
        let mut after = Case::replay([opening]).map_err(misfit)?;
        let commands = super::split::carried_over(&case, id, &part.products, &source);
        for command in &commands {
            self.on_copy_of(&mut after, command, at)?;
        }
        for item in &part.items {
            let Some(new) = super::split::envelope(&case, id, *item, &part.products)? else {
                continue;
            };
            let item_new = new.id;
            let held_by = Some(self.desk.office_party());
            let added = Verb::AddItem(ItemAdded { item: new, held_by });
            self.on_copy_of(&mut after, &Command::new(added, source.as_str()), at)?;
            for command in super::split::known_of(&case, *item, item_new, &source) {
                self.on_copy_of(&mut after, &command, at)?;
            }
        }
        let names = part.names(&case);
        let findings = findings(&law, &case, &after, &names, &source, at);
        for found in &findings {
            let verb = Verb::FindNotReportable(found.clone());
            self.on_copy_of(&mut after, &Command::new(verb, source.as_str()), at)?;
        }
        let went = (findings.len(), at);
        let stays = told::stays_of_split(&case, &part.products, part.items.len(), &law, went);
        let before = (&case, &[][..]);
        let after_owed = owed(self.book, &adoption, &after, at);
        let clocks = told::clocks(&law, before, (&after, &after_owed), at);
        Ok(JoinTold {
            version: 1,
            at,
            case: told::side(&case, self.desk.office()),
            other: told::side(&after, self.desk.office()),
            goes: told::recorded(&law, &after, 1),
            stays,
            clocks,
            finder: told::finder_of_split(&case),
        })
    }

    fn law<'l>(&'l self, adoption: &'l Adoption) -> Law<'l> {
        Law { book: self.book, adoption, office: Some(self.desk.office()) }
    }

    /// Records on a copy what would be recorded.
    pub(super) fn on_copy_of(
        &self,
        copy: &mut Case,
        command: &Command,
        at: Timestamp,
    ) -> Result<(), NotDone> {
        let at = at.max(copy.last_recorded());
        let id = copy.id();
        let misfit = |misfit| DeskError::Misfit { case: id, misfit };
        let events = copy.handle(command, self.actor, at).map_err(DeskError::from)?;
        for event in events {
            copy.apply(event).map_err(misfit)?;
        }
        Ok(())
    }

    /// That a case is as it was when somebody looked at it.
    ///
    /// # Errors
    /// [`NotDone::Faster`].
    pub(super) fn as_seen(&self, case: &Case, seen: Option<u64>) -> Result<(), NotDone> {
        if seen.is_none_or(|seen| seen == case.version()) {
            return Ok(());
        }
        let zone = self.desk.office().zone.rules();
        let by = case.record().last().map(|last| last.actor.to_string()).unwrap_or_default();
        let when = instant(case.last_recorded(), &zone);
        Err(NotDone::Faster(Voice::in_both(|voice| {
            let words = [
                ("handle", case.label().to_owned().into()),
                ("by", by.clone().into()),
                ("at", when.clone().into()),
            ];
            voice.with("join-changed", words)
        })))
    }

    /// The acknowledgement of a link that was recorded before.
    pub(super) async fn done_before(
        &self,
        case: &Case,
        other: CaseId,
        how: Relation,
    ) -> Result<RecordedTold, NotDone> {
        let link = case.record().iter().rev().find(|recorded| match &recorded.event {
            CaseEvent::Arranged(arranged) => match &arranged.arrangement {
                Arrangement::Linked { other: to, how: by, .. } => *to == other && *by == how,
                _ => false,
            },
            _ => false,
        });
        let leaves = self.desk.leaves(case.id()).await?;
        let head = self.desk.head().await?;
        let events = link.into_iter().map(|link| EventRecorded {
            event: link.seq,
            what: "arrange".to_owned(),
            recorded: link.recorded,
            leaf: leaves.events.get(&link.seq).copied().unwrap_or_default(),
        });
        Ok(RecordedTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            events: events.collect(),
            size: head.map_or(0, |head| head.size),
            empty_by_law: Vec::new(),
            hints: Vec::new(),
        })
    }

    /// Records in another case each decision that a duty asks for no report, where it stands there too: the book is asked
    /// anew at the instant of its recording.
    pub(super) async fn findings_over(
        &self,
        case: &Case,
        other: CaseId,
        names: &Names,
        source: &str,
    ) -> Result<(), NotDone> {
        let office = self.desk.office();
        let stood =
            standing(&self.law(&adoption_of(office, self.desk.now())), case, self.desk.now());
        for found in stood {
            let make = |there: &Case, at: Timestamp| {
                let adoption = adoption_of(office, at);
                finding(&self.law(&adoption), &found, there, names, source, at)
                    .map(Verb::FindNotReportable)
                    .ok_or(Left::Behind)
            };
            match self.desk.judged(self.actor, other, source, make).await {
                Ok(_) | Err(Left::Behind) => {}
                Err(Left::Desk(error)) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// The last decision about each duty of a case, where it stands.
fn standing(law: &Law<'_>, case: &Case, at: Timestamp) -> Vec<FoundNotReportable> {
    let last = |found: &FoundNotReportable| {
        let then = &found.assessment;
        let last = case.last_found_not_reportable(&then.rule, then.bearer, then.product, at);
        last.is_some_and(|last| last.event == found)
    };
    let all = case.found_not_reportable().map(|entry| entry.event);
    let stand = all.filter(|one| last(one) && gate::stands(law, case, one, at) == Stands::Yes);
    stand.cloned().collect()
}

/// What of it goes over to a copy of the other case.
fn findings(
    law: &Law<'_>,
    case: &Case,
    other: &Case,
    names: &Names,
    source: &str,
    at: Timestamp,
) -> Vec<FoundNotReportable> {
    let at = at.max(other.last_recorded());
    let stood = standing(law, case, at).into_iter();
    stood.filter_map(|found| finding(law, &found, other, names, source, at)).collect()
}

/// The decision as the other case would have it; none where the book finds other facts there, or that the duty is surely
/// owed, or where somebody decided on that duty there.
fn finding(
    law: &Law<'_>,
    found: &FoundNotReportable,
    other: &Case,
    names: &Names,
    source: &str,
    at: Timestamp,
) -> Option<FoundNotReportable> {
    let then = &found.assessment;
    let bearer = *names.parties.get(&then.bearer)?;
    let product = match then.product {
        None => None,
        Some(id) => Some(*names.products.get(&id)?),
    };
    if other.last_found_not_reportable(&then.rule, bearer, product, at).is_some() {
        return None;
    }
    let now = gate::assess(law, other, &then.rule, bearer, product, at).ok()?;
    if now.owed != then.owed || !same_facts(&now, then, names) {
        return None;
    }
    Some(FoundNotReportable {
        assessment: now,
        decided_by: found.decided_by.clone(),
        reasons: format!("{} ({source}; decided on {})", found.reasons, then.at),
        against_finder: found.against_finder,
    })
}

/// Whether all that a duty looks at in the other case was looked at, and was the same, when it was decided.
fn same_facts(now: &Assessment, then: &Assessment, names: &Names) -> bool {
    let there = |one: &LookedAt| LookedAt {
        product: one.product.and_then(|id| names.products.get(&id).copied()),
        facts: one.facts.clone(),
    };
    let known: Vec<LookedAt> = then.looked_at.iter().map(there).collect();
    !now.looked_at.is_empty() && now.looked_at.iter().all(|one| known.contains(one))
}

/// What is established in both cases and is not the same; what the other case knows stands there.
fn known_otherwise(case: &Case, main: &Case, names: &Names) -> Vec<(Subject, String)> {
    let mut found = Vec::new();
    for (about, fact, history) in case.facts() {
        let there = match about {
            Subject::Case(_) => Some(Subject::Case(main.id())),
            Subject::Party(id) => names.parties.get(&id).copied().map(Subject::Party),
            Subject::Product(id) => names.products.get(&id).copied().map(Subject::Product),
            Subject::Item(_) => None,
        };
        let known = there.and_then(|there| main.fact(there, fact).value());
        if history.value().is_some() && known.is_some() && known != history.value() {
            found.push((about, fact.to_string()));
        }
    }
    found
}

/// Who of a case goes along wherever its matter goes: everybody but those who reported, under their own ids.
pub(super) fn all_names(case: &Case, products: impl Iterator<Item = ProductId>) -> Names {
    let parties = case.parties().filter(|party| !is_reporter(party));
    Names {
        parties: parties.map(|party| (party.id, party.id)).collect(),
        products: products.map(|id| (id, id)).collect(),
    }
}

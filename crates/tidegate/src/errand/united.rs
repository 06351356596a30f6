//! Who is only named in a case, and who is known by that name: an organisation of the register, or this office. They are
//! offered as one and united only where a person says so. What waits for the one then goes to its page by the gate.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::id::{CaseId, DirectiveId, PartyId, SessionId};
use tidegate_core::party::{Party, Role};

use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::organisations::Registered;
use crate::say::directive::served::ServedTold;
use crate::say::same::{OFFICE, SameTold, UnitedTold};
use crate::say::told::own_name;
use crate::words::Voice;

/// From what source it is known who somebody is.
pub(super) const SOURCE: &str = "the register of organisations";

impl Errand<'_> {
    /// Parties of a case that are only named, each with who is known by its name.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn same(&self, case: &Case) -> Result<Vec<SameTold>, NotDone> {
        Ok(self.same_of(case, &self.desk.organisations().await?))
    }

    pub(super) fn same_of(&self, case: &Case, register: &[Registered]) -> Vec<SameTold> {
        let (office, at) = (self.desk.office(), self.desk.now());
        let mut all = Vec::new();
        for party in case.parties().filter(|party| self.only_named(case, party, register)) {
            let told = |with: String, one: tidegate_law::Words, id: &str| {
                let words = Voice::in_both(|voice| {
                    let one = one.in_language(voice.language()).to_owned();
                    voice.with(id, [("name", party.name.as_str().into()), ("one", one.into())])
                });
                SameTold { party: party.id.to_string(), name: party.name.clone(), with, one, words }
            };
            if office.goes_by(&party.name, at) {
                all.push(told(OFFICE.to_owned(), own_name(office), "same-office"));
            }
            for entry in register.iter().filter(|one| one.organisation.goes_by(&party.name)) {
                let (id, name) = (entry.organisation.id, &entry.organisation.name);
                let name = tidegate_law::Words { en: name.clone(), zh: name.clone() };
                all.push(told(id.to_string(), name, "same-registered"));
            }
        }
        all
    }

    /// Whether the case knows no more of a party than its name: neither the office nor who reported, and not registered.
    fn only_named(&self, case: &Case, party: &Party, register: &[Registered]) -> bool {
        let finds = party.is(Role::Finder) || party.is(Role::Reporter);
        let reported = case.reports().any(|report| report.event.from == party.id);
        let known = register.iter().any(|entry| entry.organisation.id == party.id);
        party.id != self.desk.office_party() && !finds && !reported && !known
    }

    /// Says that a party of a case is an organisation of the register, or this office (`office`). Letters of directives
    /// that wait for it are put to the gate again.
    ///
    /// # Errors
    /// As [`Errand::open`] and [`Errand::named_organisation`]; what the case says no to.
    pub async fn unite(
        &self,
        name: &str,
        party: &str,
        with: &str,
        session: SessionId,
    ) -> Result<UnitedTold, NotDone> {
        let case = self.open(name, "saying that two parties are one").await?;
        let party = self.party_named(&case, party)?;
        let own = self.desk.office_party();
        let with = match with.trim() {
            OFFICE => case.party(own).cloned().ok_or(wrong(Rejection::NotInCase(own)))?,
            named => self.named_organisation(named).await?.organisation.party(),
        };
        if self.desk.organisation(party).await?.is_some() {
            let said = Voice::in_both(|voice| voice.say("same-registered-twice"));
            return Err(NotDone::Said(said));
        }
        let found = case.uniting(party, &with).ok_or(wrong(Rejection::NotInCase(party)))?;
        let order = Order::new(Command::new(Verb::UniteParties(found), SOURCE));
        let recorded = self.record(&case, vec![order]).await?;
        let letters = self.serve_waiting(case.id(), with.id, session).await?;
        Ok(UnitedTold { version: 1, recorded, letters })
    }

    /// Whether somebody of a party can sign in here and read what lies on its page.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn has_page(&self, party: PartyId) -> Result<bool, NotDone> {
        if self.desk.organisation(party).await?.is_none() {
            return Ok(false);
        }
        let people = self.desk.accounts_of(party).await?;
        Ok(people.iter().any(|account| account.disabled.is_none()))
    }

    /// Puts the letters that wait for a bearer to the gate, where it has a page here.
    ///
    /// # Errors
    /// As [`Errand::serve_directive`].
    pub async fn serve_waiting(
        &self,
        case: CaseId,
        bearer: PartyId,
        session: SessionId,
    ) -> Result<Vec<ServedTold>, NotDone> {
        if !self.has_page(bearer).await? {
            return Ok(Vec::new());
        }
        let waiting = |case: &Case| -> Vec<DirectiveId> {
            let waits = |one: &tidegate_core::directive::DirectiveStanding<'_>| {
                let issued = one.issued.event;
                let open = one.awaits.is_open() && issued.letter.is_some();
                issued.to == bearer && open && !case.directive_reached(issued)
            };
            let all = case.directive_standings();
            all.iter().filter(|one| waits(one)).map(|one| one.issued.event.directive).collect()
        };
        let waiting = self.desk.compute(case, |case, _, _| waiting(case)).await?;
        let mut told = Vec::with_capacity(waiting.len());
        for directive in waiting {
            told.push(self.serve_directive(&case.to_string(), directive, session).await?);
        }
        Ok(told)
    }
}

//! Which notices a case asks for as it stands: the steps of the ladder that its clocks reached, and what happened in it.
//!
//! Both are computed whenever the clocks of the case are, and kept in the same write. So neither a restart, nor a jump
//! of the clock, nor a worker that was dead loses one: a step whose time has passed is sent once, marked as late, and of
//! several that passed at once each addressee gets the last. Of a case an organisation is told only what concerns
//! itself, and only once it knows on record that there is the case; its notices lead to its own pages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::Circle;
use tidegate_core::id::PartyId;
use tidegate_core::proposal::Signature;
use tidegate_law::Force;

use super::ladder::{Ladder, Step, Whom};
use super::occasion::{Occasion, Told};
use super::reader::Reader;
use super::webhook::Webhook;
use super::{About, Addressee, NewNotice, Notice, NoticeKind};
use crate::clocks::kept::RunningClock;
use crate::desk::{Desk, DeskError};
use crate::people::{Account, MemberRole, decides};
use crate::store::rows::Shelve;

/// A step that is raised so long after its time was late.
const LATE: SignedDuration = SignedDuration::from_mins(10);

/// Who can be told.
#[derive(Debug, Clone, Default)]
struct Readers {
    /// Members of the office who may sign in, with what they chose.
    members: Vec<(Account, Option<Reader>)>,
    /// The people and contacts of each organisation that is to be told something.
    organisations: BTreeMap<PartyId, Vec<Addressee>>,
    /// The webhooks.
    webhooks: Vec<Webhook>,
    /// Whether the office itself has an address.
    office: bool,
    /// Whether the case is confined, so that no address is told that is not somebody of its circle.
    confined: bool,
}

impl Readers {
    async fn load(desk: &Desk, wanted: &BTreeSet<PartyId>) -> Result<Self, DeskError> {
        let readers = desk.readers().await?;
        let left = |login: &str| readers.iter().find(|reader| reader.login == login).cloned();
        let accounts = desk.accounts().await?;
        let live = accounts.into_iter().filter(|account| account.disabled.is_none());
        let mut members = Vec::new();
        let mut organisations: BTreeMap<PartyId, Vec<Addressee>> = BTreeMap::new();
        for account in live {
            let reader = left(&account.login);
            match account.organisation {
                None => members.push((account, reader)),
                Some(organisation) if wanted.contains(&organisation) => {
                    let works =
                        MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role));
                    if works {
                        let to = Addressee::Member(account.login);
                        organisations.entry(organisation).or_default().push(to);
                    }
                }
                Some(_) => {}
            }
        }
        for party in wanted {
            let Some(entry) = desk.organisation(*party).await? else { continue };
            let mails =
                entry.organisation.contacts.iter().filter_map(|one| one.to.strip_prefix("mailto:"));
            let to = mails.map(|address| Addressee::Address(address.to_owned()));
            organisations.entry(*party).or_default().extend(to);
        }
        let office = desk.mail_relay().await?.is_some_and(|relay| relay.office.is_some());
        let webhooks = desk.webhooks().await?;
        Ok(Self { members, organisations, webhooks, office, confined: false })
    }

    /// The same, of those alone who may see a case: of a confined one nobody beside its circle is told that there is it.
    fn within(mut self, circle: &Circle) -> Self {
        self.members.retain(|(account, _)| circle.admits(&account.login));
        if circle.confined.is_some() {
            self.webhooks.clear();
            self.office = false;
            self.confined = true;
        }
        self
    }

    /// Whether somebody may see the case who can sign in and works on it.
    fn keeps(&self, circle: &Circle) -> bool {
        self.members.iter().any(|(account, _)| works_on(account, circle))
    }

    /// Those who decide for the office; everybody who works on cases where nobody of that role is.
    fn deciders(&self) -> Vec<Addressee> {
        let decides = |account: &Account| account.roles.contains(&MemberRole::DecisionMaker);
        let any = self.members.iter().any(|(account, _)| decides(account));
        let of = |account: &Account| match any {
            true => decides(account),
            false => MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role)),
        };
        let those = self.members.iter().filter(|(account, _)| of(account));
        those.map(|(account, _)| Addressee::Member(account.login.clone())).collect()
    }

    /// Members in a role who left an address.
    fn in_role(&self, wanted: impl Fn(&Account) -> bool) -> Vec<Addressee> {
        let those =
            self.members.iter().filter(|(account, reader)| reader.is_some() && wanted(account));
        those.map(|(account, _)| Addressee::Member(account.login.clone())).collect()
    }

    fn addressees(&self, whom: &Whom) -> Vec<Addressee> {
        match whom {
            Whom::Role(role) => self.in_role(|account| account.roles.contains(role)),
            Whom::Member(login) => self.in_role(|account| account.login == *login),
            Whom::Address(_) if self.confined => Vec::new(),
            Whom::Address(address) => vec![Addressee::Address(address.clone())],
            Whom::Office => self.office.then_some(Addressee::Office).into_iter().collect(),
        }
    }

    /// Whom a step tells, each once; a webhook is told of every step.
    fn told(&self, step: &Step) -> Vec<Addressee> {
        let hooks = self.webhooks.iter().map(|hook| Addressee::Webhook(hook.name.clone()));
        let mut told: Vec<Addressee> =
            step.to.iter().flat_map(|whom| self.addressees(whom)).chain(hooks).collect();
        told.sort();
        told.dedup();
        told
    }

    fn of(&self, organisation: PartyId) -> &[Addressee] {
        self.organisations.get(&organisation).map_or(&[], Vec::as_slice)
    }

    /// Whom an occasion is told. What is told to a member stands on the page of notices, address or none.
    fn of_occasion(&self, to: &Told, desk: &Desk, at: Timestamp) -> Vec<Addressee> {
        let members = |wanted: &dyn Fn(&Account) -> bool| -> Vec<Addressee> {
            let those = self.members.iter().filter(|(account, _)| wanted(account));
            those.map(|(account, _)| Addressee::Member(account.login.clone())).collect()
        };
        match to {
            Told::Member(login) => members(&|account| account.login == *login),
            Told::Role(role) if self.members.iter().any(|(one, _)| one.roles.contains(role)) => {
                members(&|account| account.roles.contains(role))
            }
            Told::Workers | Told::Role(_) => members(&|account| {
                MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role))
            }),
            Told::Organisation(party) => self.of(*party).to_vec(),
            Told::Signers(first) => members(&|account| {
                let own = first.is_of(&Signature { name: account.name.clone(), decides: false });
                let works = MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role));
                works && !own && (first.decides || decides(&account.roles, desk.office(), at))
            }),
        }
    }
}

/// Whether somebody who can sign in works on a case that is confined.
pub(crate) fn works_on(account: &Account, circle: &Circle) -> bool {
    let works = MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role));
    let member = account.disabled.is_none() && account.organisation.is_none();
    member && circle.admits(&account.login) && (works || circle.let_in.contains_key(&account.login))
}

/// What a case has that somebody may be told of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raising<'c> {
    /// Its clocks.
    pub clocks: &'c [RunningClock],
    /// What happened in it.
    pub occasions: &'c [Occasion],
    /// Who knows on record that there is the case.
    pub knowing: &'c BTreeSet<PartyId>,
    /// The case.
    pub about: &'c About,
    /// When it is looked at.
    pub at: Timestamp,
}

impl Raising<'_> {
    /// The changes that keep the notices which the case asks for and of which nobody was told.
    pub(crate) async fn notices(
        &self,
        desk: &Desk,
        ladder: &Ladder,
    ) -> Result<Vec<Shelve>, DeskError> {
        let reached = |clock: &&RunningClock| {
            clock.counts() && ladder.moments(clock.due).any(|moment| moment <= self.at)
        };
        let clocks: Vec<&RunningClock> = self.clocks.iter().filter(reached).collect();
        if clocks.is_empty() && self.occasions.is_empty() {
            return Ok(Vec::new());
        }
        let bearers = clocks.iter().map(|clock| clock.bearer);
        let named = self.occasions.iter().filter_map(|occasion| match &occasion.to {
            Told::Organisation(party) => Some(*party),
            Told::Signers(_) | Told::Workers | Told::Role(_) | Told::Member(_) => None,
        });
        let mut wanted: BTreeSet<PartyId> = bearers.chain(named).collect();
        wanted.retain(|party| self.knowing.contains(party));
        let everybody = Readers::load(desk, &wanted).await?;
        let circle = desk.circle_of(self.about.case);
        let keeperless = circle.confined.is_some() && !everybody.keeps(&circle);
        let deciders = if keeperless { everybody.deciders() } else { Vec::new() };
        let readers = everybody.within(&circle);
        let known = desk.kept_about::<Notice>(self.about.case).await?;
        let known: BTreeSet<&str> = known.iter().map(|kept| kept.thing.id()).collect();
        let mut raised = Vec::new();
        for clock in clocks {
            self.steps(desk, ladder, clock, &readers, &known, &mut raised)?;
        }
        for occasion in self.occasions {
            for to in readers.of_occasion(&occasion.to, desk, self.at) {
                raised.push(desk.notice(&self.told(occasion, to))?);
            }
        }
        let mut changes = Vec::new();
        // A clock is never silent, nor anything else that somebody is to be told: where nobody of the circle can hear it,
        // those who decide learn that there is a case to be kept, and nothing else of it.
        for to in deciders {
            let notice = desk.notice(&self.keeper_wanted(to, &circle))?;
            if desk.kept::<Notice>(notice.id()).await?.is_none() {
                changes.push(desk.to_keep_new(&notice)?);
            }
        }
        // The same person may be told in two capacities; it is one notice.
        let mut new = BTreeSet::new();
        for notice in &raised {
            if !known.contains(notice.id()) && new.insert(notice.id().to_owned()) {
                changes.push(desk.to_keep_new(notice)?);
            }
        }
        Ok(changes)
    }

    /// The steps of a clock. From the last one back: who was told of a later one is not told of an earlier one any more.
    fn steps(
        &self,
        desk: &Desk,
        ladder: &Ladder,
        clock: &RunningClock,
        readers: &Readers,
        known: &BTreeSet<&str>,
        raised: &mut Vec<Notice>,
    ) -> Result<(), DeskError> {
        let mut later: Vec<Addressee> = Vec::new();
        for step in ladder.steps.iter().rev() {
            let passed = step.moment(clock.due).is_some_and(|moment| moment <= self.at);
            let office = readers.told(step).into_iter().map(|to| (to, false));
            let bearer = readers.of(clock.bearer).iter().map(|to| (to.clone(), true));
            for (to, own) in office.chain(bearer) {
                let notice = desk.notice(&self.step(clock, step, to.clone(), own))?;
                let kept = known.contains(notice.id());
                if later.contains(&to) || !(passed || kept) {
                    continue;
                }
                raised.push(notice);
                later.push(to);
            }
        }
        Ok(())
    }

    /// The notice of a step of a clock to somebody; the same step of the same clock is always the same notice.
    fn step(&self, clock: &RunningClock, step: &Step, to: Addressee, own: bool) -> NewNotice {
        let binding = clock.force == Force::Binding;
        let kind = match clock.directs() && step.minutes > 0 {
            true => NoticeKind::DirectiveLate,
            false => NoticeKind::DutyDue { minutes: step.minutes, binding },
        };
        let key = format!("clock|{}|{}|{}|{}", clock.case, clock.key, clock.due, step.minutes);
        let late =
            step.moment(clock.due).is_some_and(|moment| self.at.duration_since(moment) > LATE);
        let notice = NewNotice::new(kind, to, self.about).due(clock.due).once(key).late(late);
        if own { notice.at_page(&self.theirs()) } else { notice }
    }

    /// That a confined case has nobody who can sign in: about no case, so that it names none.
    fn keeper_wanted(&self, to: Addressee, circle: &Circle) -> NewNotice {
        let key = format!("keeper|{}|{:?}", self.about.case, circle.confined);
        NewNotice::of_office(NoticeKind::KeeperWanted, to).once(key).at_page("confined")
    }

    fn told(&self, occasion: &Occasion, to: Addressee) -> NewNotice {
        let page = match &occasion.to {
            Told::Organisation(_) => self.theirs(),
            Told::Signers(_) | Told::Workers | Told::Role(_) | Told::Member(_) => {
                format!("cases/{}{}", self.about.handle, occasion.page)
            }
        };
        let key = format!("occasion|{}|{}", self.about.case, occasion.name);
        let notice = NewNotice::new(occasion.kind, to, self.about).once(key).at_page(&page);
        match occasion.due {
            Some(due) => notice.due(due),
            None => notice,
        }
    }

    /// The page that an organisation has of the case.
    fn theirs(&self) -> String {
        format!("ours/{}", self.about.handle)
    }
}

//! Who of the office may see a case: looked at and settled. The desk is what holds it ([`crate::desk`]).

use std::collections::BTreeSet;

use tidegate_core::case::{Case, Circle};
use tidegate_core::command::Verb;
use tidegate_core::event::{Admission, Arranged, Arrangement, CaseEvent, CaseRole};
use tidegate_core::id::CaseId;

use super::work::{SOURCE, said, word, written};
use super::{Errand, NotDone};
use crate::desk::DeskError;
use crate::notices::raising::works_on;
use crate::people::{Account, MemberRole, decides};
use crate::say::circle::{
    CircleTold, KeeperlessCase, KeeperlessTold, OneTold, SettledTold, admission, role,
};
use crate::say::recorded::RecordedTold;
use crate::say::work::CodeTold;
use crate::words::Voice;

/// What somebody settles of who may see a case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Admitting<'a> {
    /// What: `confine`, `unconfine`, `let-in`, `keep-out` or `as-others`.
    pub what: &'a str,
    /// Whom, by login: of confining the whole circle, else one.
    pub who: &'a [&'a str],
    /// As what somebody is let in.
    pub role: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Whether whoever settles it decides for the office.
    pub decides: bool,
}

/// For what a case is opened.
const PURPOSE: &str = "looking at who may see the case";

impl Errand<'_> {
    /// Who may see a case.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn circle(&self, name: &str) -> Result<CircleTold, NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let accounts = self.desk.accounts().await?;
        let circle = case.circle();
        let one = |login: &String, as_what: Option<CaseRole>| {
            let account = accounts.iter().find(|account| account.login == *login);
            OneTold {
                login: login.clone(),
                name: account.map(|account| account.name.clone()),
                role: as_what.map(|one| CodeTold::of(one.as_str(), role(one))),
                active: account.is_some_and(|account| account.disabled.is_none()),
            }
        };
        Ok(CircleTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            confined: circle.confined.is_some(),
            circle: circle.confined.iter().flatten().map(|login| one(login, None)).collect(),
            let_in: circle
                .let_in
                .iter()
                .map(|(login, as_what)| one(login, Some(*as_what)))
                .collect(),
            kept_out: circle.kept_out.iter().map(|login| one(login, None)).collect(),
            deciders: self.deciders(&accounts, &circle).count(),
            settled: settled(&case),
        })
    }

    /// Who can sign in, may see a case with this circle, and decides for the office.
    fn deciders<'a>(
        &self,
        accounts: &'a [Account],
        circle: &'a Circle,
    ) -> impl Iterator<Item = &'a Account> {
        let (office, at) = (self.desk.office().clone(), self.desk.now());
        accounts.iter().filter(move |account| {
            let works = MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role));
            works && works_on(account, circle) && decides(&account.roles, &office, at)
        })
    }

    /// Settles who may see a case.
    ///
    /// # Errors
    /// As [`Errand::open`]; whoever does not decide for the office; who is no member; where nobody would be left who
    /// decides; what the case says no to.
    pub async fn admit(
        &self,
        name: &str,
        admitting: Admitting<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "settling who may see the case").await?;
        if !admitting.decides {
            return Err(said("circle-decider-only"));
        }
        let change = change(&admitting)?;
        let accounts = self.desk.accounts().await?;
        self.are_members(&change, &accounts)?;
        let reason = admitting.reason.trim().to_owned();
        let ack = self.desk.judged(self.actor, case.id(), SOURCE, |case, _| {
            let after = case.circle().after(&change);
            if self.deciders(&accounts, &after).next().is_none() {
                return Err(said("circle-last-decider"));
            }
            let (change, reason) = (change.clone(), reason.clone());
            Ok(Verb::Arrange(Arranged { arrangement: Arrangement::Admission { change, reason } }))
        });
        let ack = ack.await?;
        Ok(self.acknowledged(&case, &ack, "arrange"))
    }

    /// Whether those who are to see it can: members of the office who can sign in. Who is kept out or as others again may
    /// have gone.
    fn are_members(&self, change: &Admission, accounts: &[Account]) -> Result<(), NotDone> {
        let named: Vec<&String> = match change {
            Admission::Confined { circle } => circle.iter().collect(),
            Admission::LetIn { who, .. } | Admission::KeptOut { who } => vec![who],
            Admission::Unconfined | Admission::AsOthers { .. } => Vec::new(),
        };
        let is_one = |login: &String| {
            accounts.iter().any(|one| {
                one.login == *login && one.disabled.is_none() && one.organisation.is_none()
            })
        };
        match named.into_iter().find(|login| !is_one(login)) {
            None => Ok(()),
            Some(login) => Err(NotDone::Said(Voice::in_both(|voice| {
                voice.with("work-no-member", [("login", login.clone().into())])
            }))),
        }
    }

    /// The confined cases that nobody can keep who can sign in: nothing of them but that they are there.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn keeperless(&self) -> Result<KeeperlessTold, NotDone> {
        let accounts = self.desk.accounts().await?;
        let kept = |circle: &Circle| accounts.iter().any(|account| works_on(account, circle));
        let confined = self.desk.confined().into_iter();
        let mut cases: Vec<String> = confined
            .filter(|(_, circle)| !kept(circle))
            .map(|(case, _)| case.to_string())
            .collect();
        cases.sort();
        let cases = cases.into_iter().map(|case| KeeperlessCase { case }).collect();
        Ok(KeeperlessTold { version: 1, cases })
    }

    /// Becomes the keeper of a confined case that nobody can keep who can sign in: its circle is this member from now on.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`] for any other case; whoever does not decide for the office.
    pub async fn keep_case(
        &self,
        case: &str,
        login: &str,
        reason: &str,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        if !decides {
            return Err(said("circle-decider-only"));
        }
        let none = || DeskError::NoSuchCase(case.chars().take(80).collect());
        if !self.keeperless().await?.cases.iter().any(|one| one.case == case) {
            return Err(none().into());
        }
        let id: CaseId = case.parse().map_err(|_| none())?;
        let whole = self.desk.whole();
        let errand = Errand { desk: &whole, ..*self };
        let reason = reason.trim().to_owned();
        let circle: BTreeSet<String> = [login.to_owned()].into();
        let ack = whole.judged(self.actor, id, SOURCE, |_, _| {
            let (change, reason) = (Admission::Confined { circle: circle.clone() }, reason.clone());
            let arrangement = Arrangement::Admission { change, reason };
            Ok::<_, NotDone>(Verb::Arrange(Arranged { arrangement }))
        });
        let ack = ack.await?;
        let opened = errand.open(case, "keeping a confined case").await?;
        Ok(errand.acknowledged(&opened, &ack, "arrange"))
    }
}

/// What was settled, in order.
fn settled(case: &Case) -> Vec<SettledTold> {
    let of = |recorded: &tidegate_core::event::Recorded| match &recorded.event {
        CaseEvent::Arranged(arranged) => match &arranged.arrangement {
            Arrangement::Admission { change, reason } => Some(SettledTold {
                event: recorded.seq,
                by: recorded.actor.to_string(),
                at: recorded.recorded,
                words: Voice::in_both(|voice| admission(change, reason, voice)),
            }),
            _ => None,
        },
        _ => None,
    };
    case.record().iter().filter_map(of).collect()
}

/// What is to be settled, as it was said.
fn change(admitting: &Admitting<'_>) -> Result<Admission, NotDone> {
    let named = admitting.who.iter().filter_map(|who| written(Some(who))).map(str::to_lowercase);
    let named: BTreeSet<String> = named.collect();
    let one = || named.first().cloned().ok_or_else(|| said("circle-whom"));
    Ok(match admitting.what {
        "confine" => Admission::Confined { circle: named },
        "unconfine" => Admission::Unconfined,
        "let-in" => {
            let role = admitting.role.unwrap_or_default();
            let all = CaseRole::ALL.iter().map(|role| role.as_str());
            Admission::LetIn { who: one()?, role: word(role, CaseRole::from_word(role), all)? }
        }
        "keep-out" => Admission::KeptOut { who: one()? },
        "as-others" => Admission::AsOthers { who: one()? },
        other => {
            let all = ["confine", "unconfine", "let-in", "keep-out", "as-others"];
            return word(other, None, all.into_iter());
        }
    })
}

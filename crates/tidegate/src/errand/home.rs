//! What waits for a member: for each role the sorts of things that it does, each read from kept rows.
//!
//! To add a sort, add a variant to [`Sort`], the roles that do it to [`Sort::of`], and where its rows come from to
//! [`Errand::section`]. A sort reads one short page of a room and opens no case.

use fluent_bundle::FluentValue;
use tidegate_core::id::PartyId;
use tidegate_law::{Force, Words};

use super::{Errand, NotDone};
use crate::board::Chosen;
use crate::clocks::Clocks;
use crate::clocks::chores;
use crate::clocks::kept::{Alert, Listed, RunningClock, Stage};
use crate::follow::{self, Left};
use crate::people::{Account, MemberRole};
use crate::say::board::ClockListed;
use crate::say::home::{HomeTold, NextStepTold, SectionTold, WaitingTold};
use crate::standing;
use crate::standing::kept::{
    Acknowledgement, Answer, Directive, Judgement, Named, Pending, Ruling, Signature, TakenBack,
    Unsaid, Waiting,
};
use crate::words::Voice;

use super::board::Boarding;

/// How many things of a sort stand on the page.
const SHOWN: usize = 5;
/// Up to how many cases that name somebody are gone through.
const NAMED: u32 = 400;
/// Up to how many events of a moment ago are taken up before the page is shown; more are left to the worker.
const FRESH: u32 = 20;

/// A sort of what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// What would let a clock run if somebody said it.
    Unsaid,
    /// Tasks, and the ends of holds, of whoever asks.
    Tasks,
    /// Cases that name somebody who is known here by that name.
    Same,
    /// Clocks of binding law that this office owes.
    Law,
    /// Clocks of its house rules.
    House,
    /// Flows that the gate left to a named person.
    Rulings,
    /// What was proposed and waits for a second signature.
    Signatures,
    /// Directives that were answered, reported on or not met.
    Directives,
    /// What finders took back.
    TakenBack,
    /// Messages to this office.
    Answers,
    /// Reports that nobody acknowledged.
    Reports,
    /// Cases that nobody judged.
    Judgements,
    /// What clocks raised last.
    Alerts,
    /// Clocks of binding law that other parties owe.
    Others,
    /// The log and the registers, for whoever audits.
    Audit,
    /// The accounts.
    Accounts,
}

impl Sort {
    /// What a role does, the most pressing first.
    fn of(role: MemberRole) -> &'static [Self] {
        match role {
            MemberRole::DecisionMaker => &[
                Self::Unsaid,
                Self::Tasks,
                Self::Signatures,
                Self::Rulings,
                Self::Directives,
                Self::TakenBack,
                Self::Law,
                Self::Others,
                Self::House,
                Self::Alerts,
            ],
            MemberRole::Analyst => &[
                Self::Unsaid,
                Self::Same,
                Self::Law,
                Self::Tasks,
                Self::TakenBack,
                Self::Reports,
                Self::Judgements,
                Self::Answers,
                Self::Directives,
                Self::Signatures,
                Self::Rulings,
                Self::Others,
                Self::House,
                Self::Alerts,
            ],
            MemberRole::Manufacturer => &[
                Self::Unsaid,
                Self::Same,
                Self::Law,
                Self::Tasks,
                Self::TakenBack,
                Self::Reports,
                Self::Judgements,
                Self::Answers,
                Self::House,
                Self::Alerts,
            ],
            MemberRole::Operator => {
                &[Self::Unsaid, Self::Law, Self::Tasks, Self::Answers, Self::House, Self::Alerts]
            }
            MemberRole::Coordinator => &[
                Self::Unsaid,
                Self::Tasks,
                Self::Same,
                Self::TakenBack,
                Self::Reports,
                Self::Answers,
                Self::Law,
                Self::Others,
                Self::Judgements,
                Self::Alerts,
            ],
            MemberRole::Auditor => &[Self::Audit],
            MemberRole::Administrator => &[Self::Accounts],
            // These have pages of their own.
            MemberRole::ContactKeeper | MemberRole::OrganisationAdministrator => &[],
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Unsaid => "unsaid",
            Self::Tasks => "tasks",
            Self::Same => "same",
            Self::Law => "law",
            Self::House => "house",
            Self::Rulings => "rulings",
            Self::Signatures => "signatures",
            Self::Directives => "directives",
            Self::TakenBack => "taken-back",
            Self::Answers => "answers",
            Self::Reports => "reports",
            Self::Judgements => "judgements",
            Self::Alerts => "alerts",
            Self::Others => "others",
            Self::Audit => "audit",
            Self::Accounts => "accounts",
        }
    }

    /// What it is called, and what is said where nothing waits.
    fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::Unsaid => ("today-unsaid", "today-unsaid-none"),
            Self::Tasks => ("today-tasks", "today-tasks-none"),
            Self::Same => ("today-same", "today-same-none"),
            Self::Law => ("today-law", "today-law-none"),
            Self::House => ("today-house", "today-house-none"),
            Self::Rulings => ("today-rulings", "today-rulings-none"),
            Self::Signatures => ("today-signatures", "today-signatures-none"),
            Self::Directives => ("today-directives", "today-directives-none"),
            Self::TakenBack => ("today-taken-back", "today-taken-back-none"),
            Self::Answers => ("today-answers", "today-answers-none"),
            Self::Reports => ("today-reports", "today-reports-none"),
            Self::Judgements => ("today-judgements", "today-judgements-none"),
            Self::Alerts => ("today-alerts", "today-alerts-none"),
            Self::Others => ("today-others", "today-others-none"),
            Self::Audit => ("today-audit", "today-audit-none"),
            Self::Accounts => ("today-accounts", "today-accounts-none"),
        }
    }
}

impl Errand<'_> {
    /// What waits for the member of this login, with these roles. No case is opened for it.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn home(
        &self,
        login: &str,
        roles: impl Iterator<Item = MemberRole>,
    ) -> Result<HomeTold, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let mut sorts: Vec<Sort> = Vec::new();
        for sort in roles.flat_map(|role| Sort::of(role).iter().copied()) {
            if !sorts.contains(&sort) {
                sorts.push(sort);
            }
        }
        let clocks = follow::round_if_short(&Clocks, desk, book, FRESH).await?;
        let stood = standing::round_if_short(desk, book, FRESH).await?;
        let at = desk.now();
        let mut sections = Vec::with_capacity(sorts.len());
        for sort in sorts {
            sections.push(self.section(sort, login).await?);
        }
        let behind = clocks == Left::More || stood == Left::More;
        Ok(HomeTold { version: 1, at, behind, sections })
    }

    async fn section(&self, sort: Sort, login: &str) -> Result<SectionTold, NotDone> {
        let (waiting, all) = match sort {
            Sort::Unsaid => {
                self.pending::<Unsaid>("today-unsaid-in", "today-unsaid-step", "#duties").await?
            }
            Sort::Tasks => self.chores(login).await?,
            Sort::Same => self.known_by_name().await?,
            Sort::Law => self.owed_by(Force::Binding, true).await?,
            Sort::Others => self.owed_by(Force::Binding, false).await?,
            Sort::House => self.owed_by(Force::House, true).await?,
            Sort::Rulings => {
                self.pending::<Ruling>("today-ruling", "today-ruling-step", "").await?
            }
            Sort::Signatures => {
                let (what, step) = ("today-signature", "today-signature-step");
                self.pending::<Signature>(what, step, "/directives").await?
            }
            Sort::Directives => {
                let (what, step) = ("today-directive", "today-directive-step");
                self.pending::<Directive>(what, step, "/directives").await?
            }
            Sort::TakenBack => {
                let (what, step) = ("today-taken-back-in", "today-taken-back-step");
                self.pending::<TakenBack>(what, step, "#taken-back").await?
            }
            Sort::Answers => {
                self.pending::<Answer>("today-answer", "today-answer-step", "#messages").await?
            }
            Sort::Reports => {
                let (what, step) = ("today-report", "today-report-step");
                self.pending::<Acknowledgement>(what, step, "").await?
            }
            Sort::Judgements => {
                self.pending::<Judgement>("today-judgement", "today-judgement-step", "").await?
            }
            Sort::Alerts => self.alerts().await?,
            Sort::Audit => self.audit().await?,
            Sort::Accounts => self.members().await?,
        };
        let (title, nothing) = sort.messages();
        Ok(SectionTold {
            kind: sort.word().to_owned(),
            title: say(title),
            nothing: say(nothing),
            waiting,
            all,
        })
    }

    /// What is given to a member, the first due first.
    async fn chores(&self, login: &str) -> Result<Section, NotDone> {
        let all = self.desk.chores_of(login).await?;
        let count = all.len();
        let waiting = all.into_iter().take(SHOWN).map(|one| {
            let what = match one.sort {
                chores::Sort::Task(_) => "today-task",
                chores::Sort::HoldEnds => "today-hold-ends",
            };
            WaitingTold {
                what: with(what, "handle", &one.handle),
                why: None,
                whose: None,
                due: one.until,
                since: None,
                perhaps: false,
                next: step("today-task-step", format!("cases/{}#work", one.handle)),
            }
        });
        let more = (count > SHOWN).then(|| NextStepTold {
            words: with("today-of", "count", &count.to_string()),
            to: "cases".to_owned(),
        });
        Ok((waiting.collect(), more))
    }

    /// Cases that name somebody who is known here by that name: no clock of that party runs until somebody says so.
    async fn known_by_name(&self) -> Result<Section, NotDone> {
        let kept = self.desk.kept_by_due::<Named>(None, None, NAMED).await?;
        let register = if kept.is_empty() { Vec::new() } else { self.desk.organisations().await? };
        let (office, at) = (self.desk.office(), self.desk.now());
        let known = |(id, name): &(PartyId, String)| {
            let other = register.iter().all(|entry| entry.organisation.id != *id);
            let mut goes = register.iter().map(|entry| entry.organisation.goes_by(name));
            other && (office.goes_by(name, at) || goes.any(|goes| goes))
        };
        let same = kept.into_iter().map(|kept| kept.thing);
        let same = same.filter(|named| named.parties.iter().any(known)).take(SHOWN);
        let waiting = same.map(|Named { handle, since, .. }| WaitingTold {
            what: with("today-same-in", "handle", &handle),
            why: None,
            whose: None,
            due: None,
            since: Some(since),
            perhaps: false,
            next: step("today-same-step", format!("cases/{handle}/participants#same")),
        });
        Ok((waiting.collect(), None))
    }

    /// Clocks of one force that this office owes, or that others do: what is owed for sure first.
    async fn owed_by(&self, force: Force, own: bool) -> Result<Section, NotDone> {
        let by = if own { "office" } else { "other" };
        let word = if force == Force::House { "house" } else { "binding" };
        let (mut waiting, mut more): (Vec<WaitingTold>, bool) = (Vec::new(), false);
        for state in ["sure", "perhaps"] {
            let written = crate::board::Written {
                force: word.to_owned(),
                by: by.to_owned(),
                state: state.to_owned(),
                ..crate::board::Written::default()
            };
            let chosen = Chosen::read(&written).unwrap_or_default();
            let limit = SHOWN.saturating_sub(waiting.len());
            let (told, next) =
                self.board(Boarding { chosen: &chosen, after: None, limit: limit.max(1) }).await?;
            more |= next.is_some() || told.clocks.len() > limit;
            waiting.extend(told.clocks.iter().take(limit).map(clock));
        }
        let all = more.then(|| step("today-all", format!("board?force={word}&by={by}")));
        Ok((waiting, all))
    }

    /// Cases that wait for one thing, the longest first.
    async fn pending<W: Waiting>(
        &self,
        what: &'static str,
        next: &'static str,
        place: &'static str,
    ) -> Result<Section, NotDone> {
        let most = u32::try_from(SHOWN).unwrap_or_default();
        let kept = self.desk.kept_by_due::<Pending<W>>(None, None, most).await?;
        let count = self.desk.kept_count::<Pending<W>>().await?;
        let waiting = kept.into_iter().map(|kept| {
            let Pending { handle, since, .. } = kept.thing;
            WaitingTold {
                what: with(what, "handle", &handle),
                why: None,
                whose: None,
                due: None,
                since: Some(since),
                perhaps: false,
                next: step(next, format!("cases/{handle}{place}")),
            }
        });
        let waiting: Vec<WaitingTold> = waiting.collect();
        let more = count > waiting.len().try_into().unwrap_or(u64::MAX);
        let all = more.then(|| NextStepTold {
            words: with("today-of", "count", &count.to_string()),
            to: "cases".to_owned(),
        });
        Ok((waiting, all))
    }

    /// What clocks raised last.
    async fn alerts(&self) -> Result<Section, NotDone> {
        let most = u32::try_from(SHOWN).unwrap_or_default();
        let kept = self.desk.kept_latest::<Alert>(None, most).await?;
        let mut waiting = Vec::with_capacity(kept.len());
        for alert in kept.into_iter().map(|kept| kept.thing) {
            let listed = self.desk.kept::<Listed>(&alert.case.to_string()).await?;
            let Some(listed) = listed else { continue };
            let handle = listed.thing.handle;
            let clock = format!("{}|{}", alert.case, alert.clock);
            let clock = self.desk.kept::<RunningClock>(&clock).await?;
            let perhaps = clock.is_some_and(|clock| clock.thing.perhaps);
            waiting.push(WaitingTold {
                what: if perhaps { say("alert-perhaps") } else { say(reached(alert.stage)) },
                why: Some(alert.citation),
                whose: None,
                due: Some(alert.due),
                since: None,
                perhaps,
                next: NextStepTold {
                    words: with("today-open-case", "handle", &handle),
                    to: format!("cases/{handle}"),
                },
            });
        }
        Ok((waiting, None))
    }

    /// What an auditor looks at: the signed size of the log, the figures and the registers. No content.
    async fn audit(&self) -> Result<Section, NotDone> {
        let head = self.desk.head().await?;
        let size = head.as_ref().map_or(0, |head| head.size);
        let row = |what: Words, next: NextStepTold| WaitingTold {
            what,
            why: None,
            whose: None,
            due: None,
            since: None,
            perhaps: false,
            next,
        };
        let log = with("today-log", "size", &size.to_string());
        let waiting = vec![
            row(log, step("today-log-step", "log".to_owned())),
            row(say("today-figures"), step("today-figures-step", "figures".to_owned())),
            row(say("today-registers"), step("today-registers-step", "registers".to_owned())),
        ];
        Ok((waiting, None))
    }

    /// What an administrator looks at: accounts and what the office is. No content.
    async fn members(&self) -> Result<Section, NotDone> {
        let count = u32::try_from(self.desk.kept_count::<Account>().await?).unwrap_or(u32::MAX);
        let waiting = vec![WaitingTold {
            what: Voice::in_both(|voice| voice.with("today-members", [("count", count.into())])),
            why: None,
            whose: None,
            due: None,
            since: None,
            perhaps: false,
            next: step("today-office-step", String::new()),
        }];
        Ok((waiting, None))
    }
}

type Section = (Vec<WaitingTold>, Option<NextStepTold>);

/// A clock as something that waits: what is to be done, and to whom.
fn clock(clock: &ClockListed) -> WaitingTold {
    let handle = &clock.handle;
    let what = Voice::in_both(|voice| {
        let called = ("handle", FluentValue::from(handle.clone()));
        match &clock.duty {
            Some(duty) => {
                let duty = duty.in_language(voice.language()).to_owned();
                voice.with("today-case-duty", [called, ("duty", duty.into())])
            }
            None => voice.with("today-case", [called]),
        }
    });
    WaitingTold {
        what: if clock.perhaps { with("today-case-perhaps", "handle", handle) } else { what },
        why: Some(clock.citation.clone()),
        whose: Some(say(clock.by.message())),
        due: Some(clock.due),
        since: None,
        perhaps: clock.perhaps,
        next: step("today-plan-step", format!("cases/{handle}/plan")),
    }
}

/// What an alert was about when it was raised.
fn reached(stage: Stage) -> &'static str {
    match stage {
        Stage::DayLeft => "today-alert-day-left",
        Stage::HourLeft => "today-alert-hour-left",
        Stage::Due => "today-alert-due",
        Stage::DayOver => "today-alert-day-over",
    }
}

fn say(id: &str) -> Words {
    Voice::in_both(|voice| voice.say(id))
}

fn with(id: &str, name: &'static str, value: &str) -> Words {
    Voice::in_both(|voice| voice.with(id, [(name, FluentValue::from(value.to_owned()))]))
}

fn step(id: &str, to: String) -> NextStepTold {
    NextStepTold { words: say(id), to }
}

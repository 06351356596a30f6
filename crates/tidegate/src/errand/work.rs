//! The office's own work on a case: closing, and arranging who does what. Judging is in [`super::judge`].

use jiff::Timestamp;
use tidegate_core::case::{Case, Circle, Turn, Work};
use tidegate_core::command::{Command, NoWork, Rejection, Verb};
use tidegate_core::event::{
    Arranged, Arrangement, Closed, ClosingCode, HoldReason, Relation, ReportPart,
};
use tidegate_core::party::Party;

use super::join::Seen;
use super::{Errand, NotDone, wrong};
use crate::desk::{DeskError, Order};
use crate::finder::message::Between;
use crate::likeness::{ALIKE, likeness};
use crate::say::instant;
use crate::say::recorded::RecordedTold;
use crate::say::told::goes_by;
use crate::say::work::{
    AlikeTold, CheckedTold, CodeTold, HeldTold, LinkTold, NumberTold, TaskTold, WorkTold,
    hold_reason, judgements, relation, report_part,
};
use crate::store::rows::CaseRow;
use crate::telling::teller;
use crate::words::Voice;

/// Where what is recorded comes from.
pub(super) const SOURCE: &str = "the work on the case";
/// How many of the reports that came last a report is compared with.
pub const COMPARED: usize = 2_000;
/// How many like reports are named.
const NAMED: usize = 10;

/// What somebody arranges; what is not said is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arranging<'a> {
    /// What: `assign`, `take`, `queue`, `hold`, `resume`, `number`, `task`, `tasks`, `done`, `link`, `merge` or `split`.
    pub what: &'a str,
    /// To whom, by login: of an assignment or a task; of taking, who takes it.
    pub who: Option<&'a str>,
    /// For what a case waits.
    pub reason: Option<&'a str>,
    /// A text: the note of a hold, the number, the task; of a queue its word, or nothing to take the case from its
    /// queue; of a list of tasks its word.
    pub text: Option<&'a str>,
    /// Until when or by when, as it is written; of a list of tasks, from which start it counts.
    pub until: Option<&'a str>,
    /// Whose number it is, by name or id; the office's if nobody says.
    pub of: Option<&'a str>,
    /// The number of a task.
    pub task: Option<u64>,
    /// Another case, by handle or id.
    pub other: Option<&'a str>,
    /// The last turn of the work that whoever arranges has seen ([`Work::turns`](tidegate_core::case::Work::turns)): an
    /// assignment or a queue is recorded only if there was none since. Of merging and splitting: how many events the case
    /// had when it was looked at.
    pub seen: Option<u64>,
    /// Of merging: how many events the other case had then.
    pub other_seen: Option<u64>,
    /// What is split off: products and content, by id.
    pub chosen: &'a [&'a str],
    /// In which session content is opened, where any is split off.
    pub session: Option<tidegate_core::id::SessionId>,
}

/// What was asked cannot be, in the words of this id.
pub(super) fn said(id: &'static str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.say(id)))
}

pub(super) fn word<T>(
    word: &str,
    found: Option<T>,
    all: impl Iterator<Item = &'static str>,
) -> Result<T, NotDone> {
    found.ok_or_else(|| {
        let known: Vec<&str> = all.collect();
        let (word, known) = (word.to_owned(), known.join(", "));
        NotDone::Said(Voice::in_both(|voice| {
            let words = [("word", word.clone().into()), ("known", known.clone().into())];
            voice.with("work-no-word", words)
        }))
    })
}

pub(super) fn written(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The closing of a case.
///
/// # Errors
/// A code that does not exist, or one that says nothing by itself.
pub(super) fn closing(code: &str, reason: Option<&str>) -> Result<Verb, NotDone> {
    let all = ClosingCode::ALL.iter().map(|one| one.as_str());
    let found = word(code, ClosingCode::from_word(code), all)?;
    let reason = match (found, written(reason)) {
        (ClosingCode::Other, None) => return Err(said("work-close-other")),
        (_, reason) => reason.unwrap_or(found.as_str()).to_owned(),
    };
    Ok(Verb::Close(Closed { reason, code: Some(found) }))
}

/// For what a case waits, by its word.
///
/// # Errors
/// A word that does not exist.
pub(super) fn holding(reason: &str) -> Result<HoldReason, NotDone> {
    let all = HoldReason::ALL.iter().map(|one| one.as_str());
    word(reason, HoldReason::from_word(reason), all)
}

impl Errand<'_> {
    /// The office's own work on a case.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn work(&self, name: &str) -> Result<(Case, WorkTold), NotDone> {
        let case = self.open(name, "the work on the case").await?;
        let work = case.work();
        let report = self.desk.shape(case.id()).await?;
        let mut alike = Vec::new();
        if let Some(own) = &report {
            let others = self.desk.shapes(COMPARED).await?;
            let others = others.into_iter().filter(|one| one.case != own.case);
            alike = others
                .map(|one| (likeness(&own.signature, &one.signature), one.handle))
                .filter(|(likeness, _)| *likeness >= ALIKE)
                .map(|(likeness, handle)| AlikeTold { handle, likeness })
                .collect();
            alike.sort_by_key(|one| std::cmp::Reverse(one.likeness));
            alike.truncate(NAMED);
        }
        let office = Some(self.desk.office());
        let name = |party: &Party| goes_by(party, office);
        let parts = |parts: Vec<ReportPart>| {
            parts.into_iter().map(|part| CodeTold::of(part.as_str(), report_part(part))).collect()
        };
        let told = WorkTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            phase: case.phase().as_str().to_owned(),
            acknowledged: acknowledged(&case),
            judgements: judgements(&case),
            assigned: work.assigned.clone(),
            queue: work.queue.clone(),
            turn: work.turns(),
            held: work.held.as_ref().map(|held| HeldTold {
                reason: CodeTold::of(held.reason.as_str(), hold_reason(held.reason)),
                note: held.note.clone(),
                until: held.until,
            }),
            numbers: work
                .numbers
                .iter()
                .filter_map(|(party, reference)| Some((case.party(*party)?, reference)))
                .map(|(party, reference)| NumberTold {
                    party: party.id.to_string(),
                    name: name(party),
                    reference: reference.clone(),
                })
                .collect(),
            tasks: work.tasks.iter().map(task).collect(),
            links: work
                .links
                .iter()
                .filter(|link| self.desk.sees(link.other))
                .map(|link| LinkTold {
                    handle: link.handle.clone(),
                    how: CodeTold::of(link.how.as_str(), relation(link.how)),
                })
                .collect(),
            report: report.map(|shape| CheckedTold {
                has: parts(shape.has.iter().copied().collect()),
                lacks: parts(tidegate_core::event::missing(&shape.has).into_iter().collect()),
            }),
            alike,
        };
        Ok((case, told))
    }

    /// Closes a case.
    ///
    /// # Errors
    /// As [`Errand::open`]; a code that does not exist; what the case says no to.
    pub async fn close(
        &self,
        name: &str,
        code: &str,
        reason: Option<&str>,
    ) -> Result<RecordedTold, NotDone> {
        let closing = closing(code, reason)?;
        let case = self.open(name, "closing the case").await?;
        self.in_order(&case, vec![closing]).await
    }

    /// Arranges the office's own work on a case.
    ///
    /// # Errors
    /// As [`Errand::open`]; what is not understood or not said; what the case says no to.
    pub async fn arrange(
        &self,
        name: &str,
        arranging: Arranging<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "arranging the work").await?;
        let who = written(arranging.who);
        if let Some(login) = who {
            self.is_member(login).await?;
            if !case.circle().admits(login) {
                return Err(said("work-not-in-circle"));
            }
        }
        let who = who.map(str::to_owned);
        let until = written(arranging.until);
        let until = until.map(|until| self.instant(Some(until))).transpose()?;
        let text = written(arranging.text).map(str::to_owned);
        match arranging.what {
            "tasks" => {
                let start = written(arranging.until);
                let tasks = self.tasks_of(&text.unwrap_or_default(), start, who.as_deref())?;
                return self.in_order(&case, tasks).await;
            }
            "split" => {
                let seen = Seen { case: arranging.seen, other: None };
                return self.split(&case, arranging.chosen, seen, arranging.session).await;
            }
            "merge" => {
                let seen = Seen { case: arranging.seen, other: arranging.other_seen };
                return self.merge(&case, arranging.other.unwrap_or_default().trim(), seen).await;
            }
            _ => {}
        }
        let arrangement = self.arrangement(&case, arranging, who, text, until).await?;
        self.in_turn(&case, arrangement, arranging).await
    }

    /// What is recorded of an arrangement that is one event.
    async fn arrangement(
        &self,
        case: &Case,
        arranging: Arranging<'_>,
        who: Option<String>,
        text: Option<String>,
        until: Option<Timestamp>,
    ) -> Result<Arrangement, NotDone> {
        Ok(match arranging.what {
            "assign" | "take" => {
                if arranging.what == "take" && who.is_none() {
                    return Err(said("work-take-who"));
                }
                Arrangement::Assigned { to: who }
            }
            "queue" => {
                if let Some(queue) = &text {
                    self.is_queue(queue)?;
                }
                Arrangement::Queued { to: text }
            }
            "hold" => {
                let reason = holding(arranging.reason.unwrap_or_default())?;
                let until = until.ok_or_else(|| said("work-hold-until"))?;
                Arrangement::Held { reason, note: text, until }
            }
            "resume" => Arrangement::Resumed,
            "number" => {
                let of = match written(arranging.of) {
                    Some(of) => {
                        let zone = self.desk.office().zone.rules();
                        let teller = teller(self.book, self.desk.office(), case, &zone);
                        teller.party(of).map_err(wrong)?.id
                    }
                    None => self.desk.office_party(),
                };
                Arrangement::Numbered { of, reference: text.unwrap_or_default() }
            }
            "task" => Arrangement::TaskSet { what: text.unwrap_or_default(), who, due: until },
            "done" => Arrangement::TaskDone { task: arranging.task.unwrap_or_default() },
            "link" => {
                let other = self.other_case(arranging.other.unwrap_or_default()).await?;
                same_circle(&case.circle(), &self.desk.circle_of(other.case))?;
                let (other, handle, how) = (other.case, other.handle, Relation::Related);
                Arrangement::Linked { other, handle, how }
            }
            other => {
                let all = [
                    "assign", "take", "queue", "hold", "resume", "number", "task", "tasks", "done",
                    "merge", "split", "link",
                ];
                return word(other, None, all.into_iter());
            }
        })
    }

    /// Records an arrangement on the case as it is then. Who gives a case to somebody or puts it in a queue after somebody
    /// else did, without having seen that, records nothing and learns who was first.
    async fn in_turn(
        &self,
        case: &Case,
        arrangement: Arrangement,
        arranging: Arranging<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let zone = self.desk.office().zone.rules();
        let turns =
            matches!(arrangement, Arrangement::Assigned { .. } | Arrangement::Queued { .. });
        let ack = self.desk.judged(self.actor, case.id(), SOURCE, |case, _| {
            let work = case.work();
            let other = || match &arrangement {
                Arrangement::Assigned { to } => work.assigned.is_some() && work.assigned != *to,
                _ => false,
            };
            let late = arranging.seen.is_some_and(|seen| seen != work.turns())
                || (arranging.seen.is_none() && arranging.what == "take" && other());
            match work.turn.as_ref().filter(|_| turns && late) {
                Some(turn) => Err(faster(&work, turn, &zone)),
                None => Ok(Verb::Arrange(Arranged { arrangement: arrangement.clone() })),
            }
        });
        let ack = ack.await?;
        Ok(self.acknowledged(case, &ack, "arrange"))
    }

    pub(super) async fn is_member(&self, login: &str) -> Result<(), NotDone> {
        let accounts = self.desk.accounts().await?;
        let known = accounts.iter().any(|one| one.login == login && one.disabled.is_none());
        if known {
            return Ok(());
        }
        let login = login.to_owned();
        Err(NotDone::Said(Voice::in_both(|voice| {
            voice.with("work-no-member", [("login", login.clone().into())])
        })))
    }

    /// Another case that somebody named in what is to be done.
    pub(super) async fn other_case(&self, name: &str) -> Result<CaseRow, NotDone> {
        let name = name.trim();
        self.desk.find(name).await.map_err(|error| match error {
            DeskError::NoSuchCase(_) => NotDone::NoOtherCase(name.chars().take(80).collect()),
            error => error.into(),
        })
    }

    pub(super) async fn in_order(
        &self,
        case: &Case,
        verbs: Vec<Verb>,
    ) -> Result<RecordedTold, NotDone> {
        let orders = verbs.into_iter().map(|verb| Order::new(Command::new(verb, SOURCE)));
        self.record(case, orders.collect()).await
    }
}

/// Whether two cases may name each other: what is seen of one is seen of the other.
pub(super) fn same_circle(one: &Circle, other: &Circle) -> Result<(), NotDone> {
    if one == other { Ok(()) } else { Err(wrong(Rejection::from(NoWork::OtherCircle))) }
}

/// That somebody else was first, and what came of it.
fn faster(work: &Work, turn: &Turn, zone: &jiff::tz::TimeZone) -> NotDone {
    let (by, at) = (turn.by.to_string(), instant(turn.at, zone));
    NotDone::Faster(Voice::in_both(|voice| {
        let nobody = || voice.say("work-nobody");
        let words = [
            ("by", by.clone().into()),
            ("at", at.clone().into()),
            ("who", work.assigned.clone().unwrap_or_else(nobody).into()),
            ("queue", work.queue.clone().unwrap_or_else(|| voice.say("queues-none")).into()),
        ];
        voice.with("work-faster", words)
    }))
}

fn acknowledged(case: &Case) -> bool {
    Between::of(case).is_none_or(|between| case.is_acknowledged(between.report))
}

fn task(task: &tidegate_core::case::Task) -> TaskTold {
    TaskTold {
        task: task.number,
        what: task.what.clone(),
        who: task.who.clone(),
        due: task.due,
        done: task.done,
    }
}

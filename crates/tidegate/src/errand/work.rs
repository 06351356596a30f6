//! The office's own work on a case: judging the report, answering who reported, closing, and arranging who does what.
//!
//! A judgement acknowledges the report where nobody did, so nobody is judged who was not told that the report arrived. A
//! duplicate is joined to the case that it repeats: its reporters follow that case, nothing is moved, and what is owed in
//! either stays owed.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, NoWork, Rejection, Verb};
use tidegate_core::event::{
    Acknowledged, Arranged, Arrangement, Closed, ClosingCode, HoldReason, ReasonCode, Relation,
    ReportPart, Triaged,
};
use tidegate_core::id::SessionId;
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;

use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::finder::message::{Between, Replied};
use crate::likeness::{ALIKE, likeness};
use crate::say::recorded::RecordedTold;
use crate::say::told::goes_by;
use crate::say::work::{
    AlikeTold, CheckedTold, CodeTold, HeldTold, JudgedTold, LinkTold, NumberTold, TaskTold,
    WorkTold, answer, hold_reason, judgements, relation, report_part,
};
use crate::telling::teller;
use crate::words::Voice;

/// Where what is recorded comes from.
const SOURCE: &str = "the work on the case";
/// How many of the reports that came last a report is compared with.
pub const COMPARED: usize = 2_000;
/// How many like reports are named.
const NAMED: usize = 10;

/// A judgement as somebody gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Judging<'j> {
    /// The code.
    pub code: &'j str,
    /// Why, beyond the code.
    pub reason: Option<&'j str>,
    /// The case that it repeats, by handle or id.
    pub duplicate_of: Option<&'j str>,
    /// What is missing, by words.
    pub missing: &'j [&'j str],
    /// Whether who reported is written to.
    pub tell: bool,
    /// What is written; what the code means if nothing.
    pub answer: Option<&'j str>,
}

/// A judgement that is on record, with what the gate made of the answer.
#[derive(Debug)]
pub struct Judged {
    /// What was recorded.
    pub recorded: RecordedTold,
    /// The answer.
    pub replied: Option<Replied>,
}

/// What somebody arranges; what is not said is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arranging<'a> {
    /// What: `assign`, `hold`, `resume`, `number`, `task`, `done` or `link`.
    pub what: &'a str,
    /// To whom, by login: of an assignment or a task.
    pub who: Option<&'a str>,
    /// For what a case waits.
    pub reason: Option<&'a str>,
    /// A text: the note of a hold, the number, the task.
    pub text: Option<&'a str>,
    /// Until when or by when, as it is written.
    pub until: Option<&'a str>,
    /// Whose number it is, by name or id; the office's if nobody says.
    pub of: Option<&'a str>,
    /// The number of a task.
    pub task: Option<u64>,
    /// Another case, by handle or id.
    pub other: Option<&'a str>,
}

/// What was asked cannot be, in the words of this id.
fn said(id: &'static str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.say(id)))
}

fn word<T>(
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

/// The code of a judgement with this word.
///
/// # Errors
/// [`NotDone::Said`] with those that there are.
pub fn reason_of(code: &str) -> Result<ReasonCode, NotDone> {
    word(code, ReasonCode::from_word(code), ReasonCode::ALL.iter().map(|one| one.as_str()))
}

fn written(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
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

    /// Judges the report of a case, and answers who reported where that is wanted.
    ///
    /// # Errors
    /// As [`Errand::open`]; a code or a part that does not exist; what the case says no to. What the gate says of the
    /// answer is no error: the judgement stands, and the answer waits in the case.
    pub async fn judge(
        &self,
        name: &str,
        judging: Judging<'_>,
        session: SessionId,
    ) -> Result<Judged, NotDone> {
        let code = reason_of(judging.code)?;
        let mut missing = std::collections::BTreeSet::new();
        for part in judging.missing {
            let all = ReportPart::ALL.iter().map(|one| one.as_str());
            missing.insert(word(part, ReportPart::from_word(part), all)?);
        }
        let text = match (judging.tell, written(judging.answer)) {
            (_, Some(text)) => Some(text.to_owned()),
            (true, None) => Some(answer(code, &missing)),
            (false, None) => None,
        };
        // What cannot be sent is known before anything is recorded.
        let reply = text.map(|text| super::reply(&text, ContentClass::Existence.as_str(), true));
        let reply = reply.transpose()?;
        let case = self.open(name, "judging the report").await?;
        let main = match (code, written(judging.duplicate_of)) {
            (ReasonCode::Duplicate, Some(other)) => Some(self.main(other).await?),
            (ReasonCode::Duplicate, None) => return Err(wrong(Rejection::DuplicateOf)),
            (_, _) => None,
        };
        let reason = written(judging.reason).unwrap_or(code.as_str()).to_owned();
        let duplicate_of = main.as_ref().map(Case::id);
        let verdict = code.verdict();
        let code = Some(code);
        let triaged = Triaged { verdict, reason, duplicate_of, code, missing };
        let mut verbs: Vec<Verb> = self.first_acknowledged(&case).into_iter().collect();
        verbs.push(Verb::Triage(triaged));
        match (&main, case.work().merged_into()) {
            (Some(main), Some(link)) if link.other != main.id() => {
                return Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone()))));
            }
            (Some(main), None) => verbs.push(linked(main, Relation::MergedInto)),
            (Some(_) | None, _) => {}
        }
        let recorded = self.in_order(&case, verbs).await?;
        if let Some(main) = main {
            let known = main.work().links.iter().any(|link| link.other == case.id());
            if !known {
                self.in_order(&main, vec![linked(&case, Relation::MergedFrom)]).await?;
            }
        }
        let replied = match reply {
            Some(reply) => Some(self.write(name, reply, session).await?.1),
            None => None,
        };
        Ok(Judged { recorded, replied })
    }

    /// What became of a judgement, in the form in which it is told.
    #[must_use]
    pub fn judged(&self, judged: Judged) -> JudgedTold {
        let replied = judged.replied.as_ref().map(|replied| self.replied(replied));
        JudgedTold { version: 1, recorded: judged.recorded, replied }
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
        let all = ClosingCode::ALL.iter().map(|one| one.as_str());
        let found = word(code, ClosingCode::from_word(code), all)?;
        let reason = match (found, written(reason)) {
            (ClosingCode::Other, None) => return Err(said("work-close-other")),
            (_, reason) => reason.unwrap_or(found.as_str()).to_owned(),
        };
        let case = self.open(name, "closing the case").await?;
        self.in_order(&case, vec![Verb::Close(Closed { reason, code: Some(found) })]).await
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
        }
        let who = who.map(str::to_owned);
        let until = written(arranging.until);
        let until = until.map(|until| self.instant(Some(until))).transpose()?;
        let text = written(arranging.text).map(str::to_owned);
        let arrangement = match arranging.what {
            "assign" => Arrangement::Assigned { to: who },
            "hold" => {
                let reason = arranging.reason.unwrap_or_default();
                let all = HoldReason::ALL.iter().map(|one| one.as_str());
                let reason = word(reason, HoldReason::from_word(reason), all)?;
                let until = until.ok_or_else(|| said("work-hold-until"))?;
                Arrangement::Held { reason, note: text, until }
            }
            "resume" => Arrangement::Resumed,
            "number" => {
                let of = match written(arranging.of) {
                    Some(of) => {
                        let zone = self.desk.office().zone.rules();
                        let teller = teller(self.book, self.desk.office(), &case, &zone);
                        teller.party(of).map_err(wrong)?.id
                    }
                    None => self.desk.office_party(),
                };
                Arrangement::Numbered { of, reference: text.unwrap_or_default() }
            }
            "task" => Arrangement::TaskSet { what: text.unwrap_or_default(), who, due: until },
            "done" => Arrangement::TaskDone { task: arranging.task.unwrap_or_default() },
            "link" => {
                let other = self.desk.find(arranging.other.unwrap_or_default().trim()).await?;
                let (other, handle, how) = (other.case, other.handle, Relation::Related);
                Arrangement::Linked { other, handle, how }
            }
            other => {
                let all = ["assign", "hold", "resume", "number", "task", "done", "link"];
                return word(other, None, all.into_iter());
            }
        };
        self.in_order(&case, vec![Verb::Arrange(Arranged { arrangement })]).await
    }

    /// The case in which a matter goes on: of a case that was merged, the one into which it was.
    async fn main(&self, name: &str) -> Result<Case, NotDone> {
        let case = self.open(name, "looking at the case that a report repeats").await?;
        match case.work().merged_into() {
            Some(link) => Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone())))),
            None => Ok(case),
        }
    }

    async fn is_member(&self, login: &str) -> Result<(), NotDone> {
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

    /// The acknowledgement of a report that nobody acknowledged yet.
    fn first_acknowledged(&self, case: &Case) -> Option<Verb> {
        let report = Between::of(case)?.report;
        let by = self.desk.office_party();
        (!case.is_acknowledged(report)).then_some(Verb::Acknowledge(Acknowledged { report, by }))
    }

    async fn in_order(&self, case: &Case, verbs: Vec<Verb>) -> Result<RecordedTold, NotDone> {
        let orders = verbs.into_iter().map(|verb| Order::new(Command::new(verb, SOURCE)));
        self.record(case, orders.collect()).await
    }
}

fn acknowledged(case: &Case) -> bool {
    Between::of(case).is_none_or(|between| case.is_acknowledged(between.report))
}

fn linked(other: &Case, how: Relation) -> Verb {
    let (other, handle) = (other.id(), other.label().to_owned());
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
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

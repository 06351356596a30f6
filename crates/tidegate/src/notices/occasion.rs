//! What happened in a case of which somebody is to be told: a pure look at how it stands, never at what it holds.
//!
//! An occasion is one for as long as it asks somebody for something, and has the place of its event in its name, so
//! that it is told once however often the case is looked at. What it is told for is for `raising`.

use jiff::Timestamp;
use tidegate_core::case::{Case, Level, Silence};
use tidegate_core::directive::{Awaits, DirectiveStanding, Step};
use tidegate_core::event::{Arrangement, CaseEvent, DirectiveAnswer};
use tidegate_core::id::PartyId;
use tidegate_core::proposal::{Matter, Signature};

use super::NoticeKind;
use crate::people::MemberRole;

/// Who is to be told of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Members who may give the second signature: not who gave the first, and one who decides where that one does not.
    Signers(Signature),
    /// Whoever works on the case; where it is nobody's, whoever judges and decides.
    Workers,
    /// Those in a role; where nobody is, whoever works on the case.
    Role(MemberRole),
    /// A member, by login.
    Member(String),
    /// The people and contacts of an organisation.
    Organisation(PartyId),
}

/// Something of which somebody is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// What the notice tells.
    pub kind: NoticeKind,
    /// Who is told.
    pub to: Told,
    /// What it is called among the occasions of its case.
    pub name: String,
    /// By when something is to be done.
    pub due: Option<Timestamp>,
    /// The page behind that of the case.
    pub page: String,
}

/// The occasions of a case as it stands.
#[must_use]
pub fn occasions(case: &Case, silences: &[Silence]) -> Vec<Occasion> {
    let mut all = proposals(case);
    all.extend(silences.iter().flat_map(silent));
    for standing in case.directive_standings() {
        all.extend(of_directive(case, &standing));
    }
    all.extend(work(case));
    all.extend(embargoes(case));
    all.extend(case.retractions().map(|taken| Occasion {
        kind: NoticeKind::TakenBack,
        to: Told::Workers,
        name: format!("taken-back|{}", taken.seq),
        due: None,
        page: "#taken-back".to_owned(),
    }));
    all
}

fn proposals(case: &Case) -> Vec<Occasion> {
    let occasion = |entry: tidegate_core::case::Entry<'_, tidegate_core::event::Proposed>| {
        let proposed = entry.event;
        Occasion {
            kind: match proposed.matter {
                Matter::Directive(_) | Matter::Review { .. } => NoticeKind::DirectiveToCountersign,
                Matter::Release(_) | Matter::Ruling(_) => NoticeKind::SecondSignature,
            },
            to: Told::Signers(proposed.signed.clone()),
            name: format!("proposal|{}", proposed.proposal),
            due: None,
            page: format!("/proposals/{}", proposed.proposal),
        }
    };
    case.open_proposals().map(occasion).collect()
}

fn of_directive(case: &Case, standing: &DirectiveStanding<'_>) -> Vec<Occasion> {
    let issued = standing.issued.event;
    let mut all = Vec::new();
    if standing.awaits.is_open() && case.directive_reached(issued) {
        all.push(Occasion {
            kind: NoticeKind::DirectiveIssued,
            to: Told::Organisation(issued.to),
            name: format!("directive|{}", issued.directive),
            due: standing.next_due(),
            page: String::new(),
        });
    }
    let waits = match standing.awaits {
        Awaits::Review | Awaits::Verification => true,
        Awaits::Answer | Awaits::Measures | Awaits::Met | Awaits::Withdrawn | Awaits::Replaced => {
            false
        }
    };
    let asks = |step: &&Step<'_>| match step {
        Step::Answered(entry) => match entry.event.answer {
            DirectiveAnswer::AsksForTime { .. } | DirectiveAnswer::Contests { .. } => true,
            DirectiveAnswer::Acknowledges => false,
        },
        Step::Reported(_) => true,
        Step::Reviewed(_) | Step::Verified(_) => false,
    };
    if let Some(last) = standing.steps.iter().rev().find(asks).filter(|_| waits) {
        all.push(Occasion {
            kind: NoticeKind::DirectiveAnswered,
            to: Told::Workers,
            name: format!("answered|{}|{}", issued.directive, last.seq()),
            due: None,
            page: "/directives".to_owned(),
        });
    }
    all
}

/// Whose the case is now, and the tasks that are open.
fn work(case: &Case) -> Vec<Occasion> {
    let work = case.work();
    let task = |task: &tidegate_core::case::Task| {
        let occasion = |who: &String| Occasion {
            kind: NoticeKind::TaskAssigned,
            to: Told::Member(who.clone()),
            name: format!("task|{}", task.number),
            due: task.due,
            page: "/work".to_owned(),
        };
        task.who.as_ref().map(occasion)
    };
    let mut all: Vec<Occasion> = work.open_tasks().filter_map(task).collect();
    let last = case.record().iter().rev().find(|recorded| match &recorded.event {
        CaseEvent::Arranged(arranged) => {
            matches!(arranged.arrangement, Arrangement::Assigned { .. })
        }
        _ => false,
    });
    if let (Some(last), Some(login)) = (last, work.assigned) {
        all.push(Occasion {
            kind: NoticeKind::TaskAssigned,
            to: Told::Member(login),
            name: format!("assigned|{}", last.seq),
            due: None,
            page: String::new(),
        });
    }
    all
}

/// The steps of somebody's silence that were reached: it is reminded, the coordinator is told, then whoever decides. A
/// word from it ends them; what is asked after it begins anew.
fn silent(silence: &Silence) -> Vec<Occasion> {
    let Silence { party, since, level, next } = silence;
    let occasion = |step: Level, kind, to, page: &str| Occasion {
        kind,
        to,
        name: format!("silent|{party}|{since}|{}", step.as_str()),
        due: next.map(|(_, at)| at).filter(|_| step == *level),
        page: page.to_owned(),
    };
    let place = "/coordination#status";
    let (coordinator, decides) =
        (Told::Role(MemberRole::Coordinator), Told::Role(MemberRole::DecisionMaker));
    let steps = [
        (Level::Remind, NoticeKind::AnswerAwaited, Told::Organisation(*party), ""),
        (Level::Escalate, NoticeKind::NoAnswer, coordinator, place),
        (Level::Decide, NoticeKind::NoAnswer, decides, place),
    ];
    let reached = steps.into_iter().filter(|(step, ..)| step <= level);
    reached.map(|(step, kind, to, page)| occasion(step, kind, to, page)).collect()
}

/// Proposals of an embargo that somebody has not answered.
fn embargoes(case: &Case) -> Vec<Occasion> {
    let coordination = case.coordination();
    let open = coordination.open();
    let each = open.iter().flat_map(|proposal| {
        proposal.unanswered().map(|party| Occasion {
            kind: NoticeKind::EmbargoProposed,
            to: Told::Organisation(party),
            name: format!("embargo|{}", proposal.proposed.proposal),
            due: None,
            page: String::new(),
        })
    });
    each.collect()
}

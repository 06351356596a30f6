//! Drills: a story as it happened, played again with clocks that run faster, and a score of what was met.
//!
//! Of the story there happens what others do and what is so. What the trained party did is left out: its steps are
//! what is drilled. A step is a line in the words of scenes with its instant in the story. Where the story knows only
//! a day, it happens at the first instant of it, so that no clock of a drill is a matter of opinion. The score is
//! computed by the duties that every case has, and by what the gate says of the steps that met them: each step that lets
//! something out is put to it on the copy, as of its instant, before it is taken. The score is a function of book, story,
//! steps and instant: nothing is remembered, nothing is recorded, and a case that a drill replays is a copy. Read
//! `say::drill` next.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, Misfit};
use tidegate_core::event::{Actor, CaseEvent, Recorded, V1};
use tidegate_core::gate::{self, Desk, GateDecision, OwedBy};
use tidegate_core::id::PartyId;
use tidegate_core::office::Office;
use tidegate_core::party::Role;
use tidegate_core::plan;
use tidegate_core::scene::{Keeping, Line, NotRead, Scene, SceneError, Stage, Teller};
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;
use tidegate_law::{Adoption, Book, RuleId};

use crate::telling::quoted;

mod pace;
mod score;

pub use pace::{Pace, SLOWEST, offset};
pub use score::{Outcome, Score, Tested, score};

/// The stories that the binary carries, the first being that of who names none.
pub const STORIES: [(&str, &str); 2] = [
    ("log4shell", include_str!("../../../scenes/drill/log4shell.scene")),
    ("camera", include_str!("../../../scenes/demo/camera-2026.scene")),
];

/// How long after the last event of a story a deadline may lie and still be drilled.
const AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most steps of a drill.
pub const STEPS: usize = 200;

/// A story that can be drilled.
#[derive(Debug, Clone)]
pub struct Drill<'b> {
    book: &'b Book,
    adoption: Adoption,
    office: Option<&'b Office>,
    kept: bool,
    zone: TimeZone,
    who: PartyId,
    /// What is so before the story begins.
    setting: Case,
    /// What happens without the trained party, in order.
    events: Vec<Recorded>,
    begins: Timestamp,
    ends: Timestamp,
}

/// What the trained party does: an instant of the story, and a line in the words of scenes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When, in the time of the story.
    pub at: Timestamp,
    /// What, without a time.
    pub line: String,
}

/// Why there is no drill, or a step does nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDrill {
    /// The story cannot be read or played.
    #[error(transparent)]
    Unread(#[from] SceneError),
    /// House rules that the book does not have.
    #[error(transparent)]
    House(NotRead),
    /// The copy of the case does not fold.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// The program carries no such story.
    #[error("there is no story `{0}`")]
    NoStory(String),
    /// Nobody takes part who could be trained.
    #[error("nobody called `{0}` takes part in the story")]
    Nobody(String),
    /// Nothing happens.
    #[error("nothing happens in the story")]
    Nothing,
    /// A step outside the time of the story, or after the instant asked about.
    #[error("the step `{0}` lies outside the time of the drill")]
    Outside(String),
    /// Too many steps.
    #[error("a drill has at most {STEPS} steps")]
    Many,
    /// A step that says nothing.
    #[error("the step `{line}`: {why}")]
    Step {
        /// The step.
        line: String,
        /// Why.
        why: NoStep,
    },
}

/// Why a step says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoStep {
    /// It is not understood.
    #[error(transparent)]
    Unread(#[from] NotRead),
    /// It does not begin with a time.
    #[error("begin with a time of the story, or `+MINUTES:SECONDS`")]
    NoTime,
    /// A time of the drill that is none.
    #[error("`+{0}` is no time of the drill; write +MINUTES:SECONDS")]
    NotAPace(String),
}

/// A drill at an instant of its story.
#[derive(Debug, Clone)]
pub struct Played {
    /// The instant.
    pub at: Timestamp,
    /// The copy as it stands.
    pub case: Case,
    /// Each step with what the gate says of it.
    pub steps: Vec<Taken>,
    /// Every duty of the trained party.
    pub owed: Vec<OwedBy>,
}

/// A step that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The step.
    pub step: Step,
    /// What the gate says of what it lets out; none where it is no flow.
    pub put: Option<Put>,
}

/// A step that is a flow, put to the gate as of its instant. The step is taken in the drill whatever the answer is.
#[derive(Debug, Clone)]
pub struct Put {
    /// The decision; of several flows the worst.
    pub decision: GateDecision,
    /// The copy as it was asked about, with content that the flow supposes.
    pub case: Case,
    /// Under which rule it is a filing, where it is one.
    pub rule: Option<RuleId>,
    /// To whom it goes.
    pub to: Recipient,
}

impl<'b> Drill<'b> {
    /// The drill of a story in the words of scenes, for the party named, else for the first of the story. House rules
    /// are those given and no others.
    ///
    /// # Errors
    /// [`NoDrill`] for a story that the book does not accept, or without such a party.
    pub fn of_scene(
        book: &'b Book,
        text: &str,
        who: Option<&str>,
        house: &[String],
    ) -> Result<Self, NoDrill> {
        let scene = Scene::parse(text)?;
        let mut stage = Stage::new(book);
        let house = house.iter().cloned().map(Line::House);
        house.into_iter().try_for_each(|line| stage.play(&line)).map_err(NoDrill::House)?;
        for (number, line) in &scene.lines {
            if !matches!(line, Line::House(_) | Line::Ask { .. } | Line::At(_)) {
                stage.play(line).map_err(|why| SceneError { line: *number, why })?;
            }
        }
        let zone = stage.zone().clone();
        let adoption = stage.desk().adoption.clone();
        Self::of(book, (adoption, None, zone), stage.case(), who)
    }

    /// The drill of a copy of a kept case, for the party named, else for the first manufacturer. Positions and house
    /// rules are the office's.
    ///
    /// # Errors
    /// As [`Drill::of_scene`].
    pub fn of_case(
        book: &'b Book,
        office: &'b Office,
        case: &Case,
        who: Option<&str>,
        at: Timestamp,
    ) -> Result<Self, NoDrill> {
        let adoption = gate::adoption_of(office, at);
        Self::of(book, (adoption, Some(office), office.zone.rules()), case, who)
    }

    fn of(
        book: &'b Book,
        (adoption, office, zone): (Adoption, Option<&'b Office>, TimeZone),
        case: &Case,
        who: Option<&str>,
    ) -> Result<Self, NoDrill> {
        let who = trained(case, who, office.is_some())?;
        let (mut setting, mut events): (Vec<Recorded>, Vec<Recorded>) =
            case.record().iter().filter(|one| !left_out(&one.event, who)).cloned().partition(
                |one| sets(&one.event) || one.occurred.earliest() <= Timestamp::UNIX_EPOCH,
            );
        for event in &mut events {
            event.occurred = Occurred::at(event.occurred.earliest());
        }
        events.sort_by_key(|one| (one.occurred.earliest(), one.seq));
        let begins = events.first().ok_or(NoDrill::Nothing)?.occurred.earliest();
        let last = events.last().ok_or(NoDrill::Nothing)?.occurred.earliest();
        for (seq, one) in (0..).zip(&mut setting) {
            // The opening of the copy: a case begins before anything in it.
            (one.seq, one.recorded) = (seq, Timestamp::UNIX_EPOCH);
        }
        let setting = Case::replay(setting)?;
        let kept = office.is_some();
        let mut drill =
            Self { book, adoption, office, kept, zone, who, setting, events, begins, ends: last };
        let last_due = |one: &OwedBy| one.duty.when.deadline().map(|due| due.strict.latest);
        let furthest = last.checked_add(AFTER).unwrap_or(last);
        let played = drill.played(&[], last)?;
        let dues = played.owed.iter().filter_map(last_due).filter(|due| *due <= furthest);
        // A duty is missed once its time has passed, so a drill ends a minute after the last one.
        let end =
            dues.max().map(|due| due.checked_add(SignedDuration::from_mins(1)).unwrap_or(due));
        drill.ends = end.unwrap_or(last).max(last);
        Ok(drill)
    }

    /// The law and the office.
    #[must_use]
    pub fn desk(&self) -> Desk<'_> {
        Desk { book: self.book, adoption: &self.adoption, office: self.office }
    }

    /// The zone of times without offset.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Who is trained.
    #[must_use]
    pub fn who(&self) -> PartyId {
        self.who
    }

    /// The names of everybody who takes part from the beginning, the trained party first.
    #[must_use]
    pub fn parties(&self) -> Vec<String> {
        let mut all: Vec<_> = self.setting.parties().collect();
        all.sort_by_key(|party| party.id != self.who);
        all.iter().map(|party| party.name.clone()).collect()
    }

    /// The first instant of the story.
    #[must_use]
    pub fn begins(&self) -> Timestamp {
        self.begins
    }

    /// The last one: of the last event, or just after the last deadline that lies within thirty days of it.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.ends
    }

    /// What had happened by an instant, without the steps.
    pub fn happened(&self, at: Timestamp) -> impl Iterator<Item = &Recorded> {
        self.events.iter().filter(move |one| one.occurred.earliest() <= at)
    }

    /// A step as a person writes it: `+1:30 LINE` after a time of the drill, `TIME LINE` at an instant of the story.
    ///
    /// # Errors
    /// [`NoDrill::Step`] for a line without a time; [`NoDrill::Outside`].
    pub fn step(&self, text: &str, speed: u32) -> Result<Step, NoDrill> {
        let text = text.trim();
        let wrong = |why: NoStep| NoDrill::Step { line: text.to_owned(), why };
        let (at, line) = if let Some(rest) = text.strip_prefix('+') {
            let (after, line) = rest.split_once(' ').unwrap_or((rest, ""));
            let after = pace::offset(after).map_err(wrong)?;
            (Pace::new(self.begins, speed).at(self.begins, after), line.trim().to_owned())
        } else {
            match Line::told(text, "drill").map_err(|why| wrong(why.into()))? {
                Line::Event { time, words, .. } if !time.is_empty() => {
                    let at = Occurred::parse(&time, Some(&self.zone));
                    let at = at.map_err(|error| wrong(NotRead::from(error).into()))?.earliest();
                    (at, words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "))
                }
                _ => {
                    return Err(wrong(NoStep::NoTime));
                }
            }
        };
        if at < self.begins || at > self.ends {
            return Err(NoDrill::Outside(text.to_owned()));
        }
        Ok(Step { at, line })
    }

    /// The story at an instant, with the steps.
    ///
    /// # Errors
    /// A step that the book or the copy does not accept, or that lies after the instant.
    pub fn played(&self, steps: &[Step], at: Timestamp) -> Result<Played, NoDrill> {
        if steps.len() > STEPS {
            return Err(NoDrill::Many);
        }
        let mut steps: Vec<Step> = steps.to_vec();
        steps.sort_by_key(|step| step.at);
        if let Some(step) = steps.iter().find(|step| step.at > at || step.at < self.begins) {
            return Err(NoDrill::Outside(step.line.clone()));
        }
        let mut case = self.setting.clone();
        let mut happening = self.happened(at).peekable();
        let mut answered = Vec::new();
        for step in steps {
            while let Some(one) = happening.next_if(|one| one.occurred.earliest() <= step.at) {
                happen(&mut case, one.occurred.earliest(), &one.source, one.event.clone())?;
            }
            let put = self.take(&mut case, &step)?;
            answered.push(Taken { step, put });
        }
        for one in happening {
            happen(&mut case, one.occurred.earliest(), &one.source, one.event.clone())?;
        }
        let party = case.party(self.who);
        let owed = party.map(|party| gate::duties(&self.desk(), &case, party, at));
        let owed = owed.unwrap_or_default();
        Ok(Played { at, case, steps: answered, owed })
    }

    /// Takes a step into the copy; the worst answer of the gate to what it lets out.
    fn take(&self, case: &mut Case, step: &Step) -> Result<Option<Put>, NoDrill> {
        let wrong = |why: NotRead| NoDrill::Step { line: step.line.clone(), why: why.into() };
        let line = Line::told(&step.line, "drill").map_err(wrong)?;
        let drawn = std::cell::Cell::new(case.version().saturating_mul(1000));
        let draw = || {
            drawn.set(drawn.get() + 1);
            let mut id = [0xd1; 16];
            id[..8].copy_from_slice(&drawn.get().to_be_bytes());
            id
        };
        let keeping = if self.kept { Keeping::Case(&draw) } else { Keeping::Scene };
        let told =
            Teller { book: self.book, case, zone: &self.zone, keeping, office: None }.tell(&line);
        let mut worst: Option<Put> = None;
        for told in told.map_err(wrong)? {
            let put = self.put(case, &told.event, step.at);
            let graver = |one: &Put| {
                worst.as_ref().is_none_or(|other| one.decision.gate > other.decision.gate)
            };
            if let Some(put) = put.filter(graver) {
                worst = Some(put);
            }
            happen(case, step.at, "drill", told.event)?;
        }
        Ok(worst)
    }

    /// Puts what an event lets out to the gate, on the copy as it stands before it.
    fn put(&self, case: &Case, event: &CaseEvent, at: Timestamp) -> Option<Put> {
        let desk = self.desk();
        let (case, flow, rule) = match event {
            CaseEvent::Filed(filed) => {
                let (case, flow) = plan::filing(&desk, case, filed, at)?;
                (case, flow, filed.rule.as_deref().and_then(RuleId::parse))
            }
            _ => (case.clone(), flow(event)?, None),
        };
        let decision = gate::decide(&desk, &case, &flow, at).ok()?;
        Some(Put { decision, case, rule, to: flow.to })
    }
}

/// Who is trained.
fn trained(case: &Case, who: Option<&str>, kept: bool) -> Result<PartyId, NoDrill> {
    let maker = |party: &&tidegate_core::party::Party| party.roles.contains(&Role::Manufacturer);
    let found = match who {
        Some(name) => {
            let id = name.parse::<PartyId>().ok();
            let same = |other: &str| other.to_lowercase() == name.to_lowercase();
            case.parties().find(|party| Some(party.id) == id || same(&party.name))
        }
        // In a scene whoever is named first; the ids of a case say nothing of that.
        None if kept => case.parties().find(maker).or_else(|| case.parties().next()),
        None => case.record().iter().find_map(|one| match &one.event {
            CaseEvent::PartyJoined(joined) => case.party(joined.party.id),
            _ => None,
        }),
    };
    found.map(|party| party.id).ok_or_else(|| NoDrill::Nobody(who.unwrap_or("?").to_owned()))
}

/// What says who and what there is; it is so from the beginning.
fn sets(event: &CaseEvent) -> bool {
    matches!(
        event,
        CaseEvent::Opened(_)
            | CaseEvent::PartyJoined(_)
            | CaseEvent::PartiesUnited(_)
            | CaseEvent::ProductNamed(_)
            | CaseEvent::SupplyEstablished(_)
            | CaseEvent::ItemAdded(_)
    )
}

/// What does not happen by itself: what the trained party did, and what the office wrote down about the case.
fn left_out(event: &CaseEvent, who: PartyId) -> bool {
    match event {
        CaseEvent::Filed(filed) => filed.by == who,
        CaseEvent::Provided(provided) => provided.from == who,
        CaseEvent::Published(published) => published.by == who,
        CaseEvent::ManufacturerNotified(told) => told.by == who,
        CaseEvent::MessageWritten(_)
        | CaseEvent::Declared(_)
        | CaseEvent::FoundNotReportable(_)
        | CaseEvent::RulingRecorded(_)
        | CaseEvent::DecisionRecorded(_)
        | CaseEvent::TakenBack(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Closed(_)
        | CaseEvent::Erased(_)
        | CaseEvent::Arranged(_)
        | CaseEvent::Assessed(_)
        | CaseEvent::Noted(_) => true,
        CaseEvent::Opened(_)
        | CaseEvent::PartyJoined(_)
        | CaseEvent::PartiesUnited(_)
        | CaseEvent::ProductNamed(_)
        | CaseEvent::SupplyEstablished(_)
        | CaseEvent::ItemAdded(_)
        | CaseEvent::Received(_)
        | CaseEvent::Acknowledged(_)
        | CaseEvent::Triaged(_)
        | CaseEvent::FactEstablished(_)
        | CaseEvent::FactWithdrawn(_)
        | CaseEvent::ClockStarted(_)
        | CaseEvent::EmbargoAgreed(_)
        | CaseEvent::EmbargoExited(_)
        | CaseEvent::ReportManaged(_)
        | CaseEvent::EmbargoProposed(_)
        | CaseEvent::EmbargoInvited(_)
        | CaseEvent::EmbargoAnswered(_)
        | CaseEvent::CaseMarked(_)
        | CaseEvent::StatusGiven(_)
        | CaseEvent::DirectiveIssued(_)
        | CaseEvent::DirectiveAnswered(_)
        | CaseEvent::DirectiveReviewed(_)
        | CaseEvent::MeasureReported(_)
        | CaseEvent::MeasureVerified(_)
        | CaseEvent::Proposed(_)
        | CaseEvent::ProposalSettled(_)
        | CaseEvent::Disclosed(_) => false,
    }
}

/// What an event that is no filing lets out.
fn flow(event: &CaseEvent) -> Option<Flow> {
    let facts = std::collections::BTreeMap::new();
    match event {
        CaseEvent::Provided(one) => Some(Flow {
            act: one.act,
            from: one.from,
            to: one.to.clone(),
            items: one.items.iter().copied().collect(),
            facts,
        }),
        CaseEvent::Published(one) => Some(Flow {
            act: tidegate_core::act::Act::Publish,
            from: one.by,
            to: Recipient::public(),
            items: one.items.iter().copied().collect(),
            facts,
        }),
        _ => None,
    }
}

fn happen(case: &mut Case, at: Timestamp, source: &str, event: CaseEvent) -> Result<(), NoDrill> {
    let recorded = Recorded {
        version: V1,
        seq: case.version(),
        occurred: Occurred::at(at),
        recorded: case.last_recorded().max(at),
        actor: Actor::Member("drill".to_owned()),
        source: source.to_owned(),
        event,
    };
    Ok(case.apply(recorded)?)
}

#[cfg(test)]
mod tests;

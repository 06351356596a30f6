//! What the people of an organisation do: the list of its cases, a case as far as it may know it, and what it says.
//!
//! Whose errand it is stands in the actor: a party of the cases. Nothing is told of a case that does not stand in the
//! list of that party, and a case that is not there looks like one that does not exist.

mod directives;
mod files;
mod owed;

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, silences};
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, CaseEvent, FactEstablished, Noted, Recorded, Subject};
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_law::{About, FactEntry, FactValue, Finding, KnownBy, Names, Words};

use super::{Errand, NotDone};
use crate::attachments::Manifest;
use crate::clocks::kept::RunningClock;
use crate::desk::{DeskError, Order};
use crate::finder::message::{Hand, Text, correspondence};
use crate::follow::{self, Left};
use crate::organisations::part::{Taking, knows};
use crate::outbox::Parcel;
use crate::say::mine::OwnMessageTold;
use crate::say::organisation::OrganisationTold;
use crate::say::ours::{
    OurCaseListed, OurCaseTold, OurDutyTold, OurSayingTold, OursTold, ReceivedTold,
};
use crate::say::owed::{DutyTold, duties};
use crate::say::told::class_name;
use crate::words::Voice;

/// Up to how many events of a moment ago are taken up before a list is shown; more are left to the worker.
const FRESH: u32 = 20;
/// From what source it is known what the people of an organisation say.
const SOURCE: &str = "the organisation's page";
/// The fact by which a maker says that its remedy is there.
const REMEDY: &str = "remedy_provided";

/// The facts that an organisation can say itself: what it undertakes or is, and that its remedy is there.
#[must_use]
pub fn own_facts(book: &tidegate_law::Book) -> Vec<&FactEntry> {
    let own = |entry: &&FactEntry| {
        let undertakes = entry.about == About::Actor && entry.by == KnownBy::Actor;
        entry.boolean && (undertakes || entry.name.as_str() == REMEDY)
    };
    book.schema().facts().iter().filter(own).collect()
}

impl Errand<'_> {
    /// The organisation whose person comes.
    fn own(&self) -> Result<PartyId, NotDone> {
        match self.actor {
            Actor::Party(party) => Ok(*party),
            Actor::Member(_) => Err(nothing()),
        }
    }

    /// The cases of the organisation of which it knows, what is due for it first. No case is opened for it.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn ours(&self) -> Result<OursTold, NotDone> {
        let (desk, own) = (self.desk, self.own()?);
        let left = follow::round_if_short(&Taking, desk, self.book, FRESH).await?;
        let mut cases = Vec::new();
        for (case, one) in desk.part_of(own).await?.cases {
            let clocks = desk.kept_about::<RunningClock>(case).await?.into_iter();
            let counts = |clock: &RunningClock| clock.bearer == own && clock.counts();
            let due = clocks.map(|kept| kept.thing).filter(counts).map(|clock| clock.due).min();
            let (handle, state, opened) = (one.handle, one.state, one.opened);
            cases.push(OurCaseListed { handle, state, opened, due });
        }
        cases.sort_by_key(|one| (one.due.is_none(), one.due, std::cmp::Reverse(one.opened)));
        // Who of the office wrote the entry is not theirs to know.
        let organisation = self.organisation(&own.to_string()).await?;
        let organisation = OrganisationTold { editions: Vec::new(), ..organisation };
        Ok(OursTold { version: 1, organisation, at: desk.now(), behind: left == Left::More, cases })
    }

    /// The case of this handle, if the organisation knows of it; else nothing, as if there were none.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`].
    async fn our_case_id(&self, handle: &str) -> Result<(CaseId, PartyId), NotDone> {
        let own = self.own()?;
        let case = self.desk.find(handle).await?.case;
        let known = self.desk.compute(case, |case, _, _| knows(case, own)).await;
        match known {
            Ok(true) => Ok((case, own)),
            Ok(false) | Err(DeskError::Erased(_)) => {
                Err(DeskError::NoSuchCase(handle.chars().take(80).collect()).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A case as the organisation may know it. That it was opened for that is on the log, with who of it looked.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`] for a case of which the organisation does not know.
    pub async fn our_case(&self, handle: &str, by: &str) -> Result<OurCaseTold, NotDone> {
        let (desk, (id, own)) = (self.desk, self.our_case_id(handle).await?);
        let purpose = format!("{SOURCE}, {by}");
        let case = desk.open_case(self.actor, id, &purpose).await?;
        let (at, reads) = (desk.now(), desk.reads(id).await?);
        let page = desk.on_page_of(id, &Recipient::Party(own)).await?;
        let messages = correspondence(&case, &reads, own, desk.office_party());
        let messages = messages.iter().filter_map(|message| {
            let written = message.by == Hand::Finder;
            let at = if written { Some(message.written) } else { message.arrived }?;
            let parcel = page.get(&message.item).filter(|_| !written);
            Some(OwnMessageTold::of(&case, message, at, parcel))
        });
        let messages = messages.collect();
        let reports = case.reports().filter(|report| report.event.from == own);
        Ok(OurCaseTold {
            version: 1,
            handle: case.label().to_owned(),
            state: case.phase().as_str().to_owned(),
            at,
            reported: reports.map(|report| report.recorded).collect(),
            received: self.received(&case, &page, own),
            messages,
            awaited: {
                let patience = desk.patience().await?;
                let mut all = silences(&case, patience, desk.office_party(), at).into_iter();
                all.find(|one| one.party == own).map(|one| one.since)
            },
            duties: self.our_duties(&case, own, at),
            directives: self.our_directives(&case, own),
            said: case.record().iter().filter_map(|one| self.saying(one, own)).collect(),
        })
    }

    /// What was let out to the organisation, but messages.
    fn received(
        &self,
        case: &Case,
        page: &BTreeMap<ItemId, Parcel>,
        own: PartyId,
    ) -> Vec<ReceivedTold> {
        let to = Recipient::Party(own);
        let letters = |item| case.messages().any(|e| e.event.item == item && e.event.to == own);
        let received = page.iter().filter(|(item, _)| !letters(**item));
        let told = received.filter_map(|(item, parcel)| {
            let class = case.item(*item)?.item.class;
            let decided = case
                .decisions()
                .find(|one| one.event.decision == parcel.decision && one.event.to == to)?;
            let (at, what) = (decided.recorded, class_name(self.book, class));
            let file = case.file(*item).and_then(|_| Manifest::read(&parcel.bytes));
            let file = file.map(|manifest| manifest.told());
            let text = if file.is_some() { String::new() } else { text(&parcel.bytes) };
            let item = file.is_some().then(|| item.to_string());
            Some(ReceivedTold { at, what, text, item, file })
        });
        let mut told: Vec<ReceivedTold> = told.collect();
        told.sort_by_key(|one| one.at);
        told
    }

    /// What the organisation owes now; what others know or say of the matter is not told with it.
    fn our_duties(&self, case: &Case, own: PartyId, at: Timestamp) -> Vec<OurDutyTold> {
        let adoption = gate::adoption_of(self.desk.office(), at);
        let law =
            gate::Desk { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        let Some(party) = case.party(own) else { return Vec::new() };
        let mut owed = gate::duties(&law, case, party, at);
        owed.retain(|one: &OwedBy| one.duty.live());
        let told = duties(&law, case, &owed, at).duties;
        let mut all: Vec<OurDutyTold> =
            crate::say::duty::runs(&told).filter_map(our_duty).collect();
        all.sort_by_key(|one| (one.due.is_none(), one.due));
        all
    }

    /// What the organisation said itself.
    fn saying(&self, recorded: &Recorded, own: PartyId) -> Option<OurSayingTold> {
        if recorded.actor != Actor::Party(own) {
            return None;
        }
        let at = recorded.recorded;
        if let CaseEvent::FactEstablished(fact) = &recorded.event {
            let facts = self.book.schema().facts();
            facts.iter().find(|entry| entry.name == fact.fact)?;
            let finding = Finding { fact: fact.fact.clone(), value: fact.value.clone() };
            let what = Voice::in_both(|voice| self.book.say(&finding, &us(), voice.language()));
            return Some(OurSayingTold { at, what });
        }
        if let CaseEvent::Noted(_) = &recorded.event {
            let what = Voice::in_both(|voice| voice.say("ours-acknowledged"));
            return Some(OurSayingTold { at, what });
        }
        None
    }

    /// Takes in a message of the organisation to the office.
    ///
    /// # Errors
    /// As [`Errand::our_case`]; [`NotDone::NoText`].
    pub async fn write_ours(&self, handle: &str, text: &str, by: &str) -> Result<CaseId, NotDone> {
        let (case, own) = self.our_case_id(handle).await?;
        let text = Text::parse(text).map_err(NotDone::NoText)?;
        let source = format!("{SOURCE}, {by}");
        let written = self.desk.write_as_party(case, own, text, &source).await?;
        written.map_err(NotDone::NoText).map(|_| case)
    }

    /// Records that the organisation has taken note of what it was told.
    ///
    /// # Errors
    /// As [`Errand::our_case`].
    pub async fn acknowledge_ours(&self, handle: &str, by: &str) -> Result<CaseId, NotDone> {
        let (case, _) = self.our_case_id(handle).await?;
        let noted = Noted { text: "the participant acknowledged what it was told".to_owned() };
        let command = Command::new(Verb::Note(noted), format!("{SOURCE}, {by}"));
        self.desk.act(self.actor, case, &Order::new(command)).await?;
        Ok(case)
    }

    /// Records a fact that the organisation says of itself, or that its remedy is there.
    ///
    /// # Errors
    /// As [`Errand::our_case`]; [`NotDone::NoFact`] for any other fact; what the case says no to.
    pub async fn say_ours(
        &self,
        handle: &str,
        fact: &str,
        value: bool,
        by: &str,
    ) -> Result<CaseId, NotDone> {
        let (case, own) = self.our_case_id(handle).await?;
        let known = own_facts(self.book);
        let entry = known.into_iter().find(|entry| entry.name.as_str() == fact);
        let entry = entry.ok_or_else(|| NotDone::NoFact(fact.chars().take(80).collect()))?;
        let about =
            if entry.about == About::Actor { Subject::Party(own) } else { Subject::Case(case) };
        let value = FactValue::symbol(if value { "true" } else { "false" });
        let said = FactEstablished { about, fact: entry.name.clone(), value };
        let command = Command::new(Verb::EstablishFact(said), format!("{SOURCE}, {by}"));
        self.desk.act(self.actor, case, &Order::new(command)).await?;
        Ok(case)
    }
}

/// How facts name the organisation that says them.
pub fn us() -> Names {
    Names { actor: Voice::in_both(|voice| voice.say("ours-we")), ..Names::default() }
}

fn nothing() -> NotDone {
    DeskError::NoSuchCase(String::new()).into()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A duty that is owed to nobody, to one or to several, said once.
fn our_duty(run: &[DutyTold]) -> Option<OurDutyTold> {
    let duty = run.first()?.clone();
    let to: Vec<Words> =
        run.iter().filter_map(|one| Some(one.to.as_ref()?.words.clone())).collect();
    Some(OurDutyTold {
        rule: duty.rule,
        to,
        sure: duty.sure,
        due: duty.due.map(|due| due.strict),
        word: duty.word.map(|word| word.words),
        state: duty.state,
    })
}

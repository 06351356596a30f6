//! Acting: a command becomes events, or a reason why not.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use tidegate_core::case::{Case, Circle};
use tidegate_core::command::{self, Command, Verb};
use tidegate_core::digest::canonical;
use tidegate_core::embargo::{Embargoed, Plain};
use tidegate_core::event::{Actor, Arranged, Arrangement, CaseEvent, Opened, Recorded};
use tidegate_core::id::{CaseId, ItemId};

use super::archive::Loaded;
use super::declare::DECLARED;
use super::receive::handle;
use super::records::Sealer;
use super::{Desk, DeskError};
use crate::keys::{Purpose, Random};
use crate::store::rows::{CaseRow, Head, Shelve};
use crate::store::writer::{Basis, Committed, Entry, Idempotency, Submission, SubmitError};

/// How often a command is decided anew because the case changed meanwhile.
pub(super) const ATTEMPTS: u32 = 16;

/// A command with the content that comes with it.
#[derive(Debug)]
pub struct Order {
    /// What is to be recorded.
    pub command: Command,
    /// The contents of items that the command adds.
    pub contents: Vec<Embargoed<Plain>>,
    /// The caller's key: the same key with the same order is recorded once and answered alike.
    pub idempotency_key: Option<String>,
    /// What is to be kept beside the case, or dropped, together with it.
    pub(crate) shelf: Vec<Shelve>,
}

impl Order {
    /// A command without content and without a key.
    #[must_use]
    pub fn new(command: Command) -> Self {
        Self { command, contents: Vec::new(), idempotency_key: None, shelf: Vec::new() }
    }

    /// The same with content for items that the command adds.
    #[must_use]
    pub fn with_contents(self, contents: Vec<Embargoed<Plain>>) -> Self {
        Self { contents, ..self }
    }

    /// The same with changes of the shelf that are written with it or not at all.
    #[must_use]
    pub(crate) fn with_shelf(self, shelf: Vec<Shelve>) -> Self {
        Self { shelf, ..self }
    }

    /// The same with an idempotency key.
    #[must_use]
    pub fn with_key(self, key: impl Into<String>) -> Self {
        Self { idempotency_key: Some(key.into()), ..self }
    }
}

/// The acknowledgement: on the disk, in the log, under a signed head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    /// The case.
    pub case: CaseId,
    /// The places of the new events in the case.
    pub events: Range<u64>,
    /// The leaves of the command.
    pub leaves: Range<u64>,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The signed head that covers it.
    pub head: Head,
    /// Whether it had been recorded before, under the same idempotency key.
    pub repeated: bool,
}

impl Desk {
    /// Records a command in a case.
    ///
    /// # Errors
    /// [`DeskError::GateOnly`] for a decision, [`DeskError::LawFirst`] for an erasure; [`DeskError::Rejected`] if the case says no; [`DeskError::Erased`] or [`DeskError::NoSuchCase`];
    /// [`SubmitError::KeyReused`] if the idempotency key was used for something else; whatever the disk
    /// may give. In each case nothing is on record.
    pub async fn act(&self, actor: &Actor, case: CaseId, order: &Order) -> Result<Ack, DeskError> {
        if matches!(order.command.verb, Verb::RecordDecision(_)) {
            return Err(DeskError::GateOnly);
        }
        if matches!(order.command.verb, Verb::Erase(_)) {
            return Err(DeskError::LawFirst);
        }
        let body = canonical(&(case, actor, &order.command))?;
        let idempotency = self.idempotency(order.idempotency_key.as_deref(), &body)?;
        let _turn = self.turns.take(case).await;
        if let Some(before) = self.repeated(idempotency).await? {
            return self.ack(before).await;
        }
        let mut decided = 0;
        loop {
            let loaded = self.load(case).await?;
            let (submission, circle) =
                self.decided(actor, order, loaded, idempotency, self.now())?;
            decided += 1;
            match self.writer.submit(submission).await {
                Ok(committed) => {
                    self.circles.settle(case, circle);
                    return self.ack(committed).await;
                }
                Err(SubmitError::Stale) if decided < ATTEMPTS => {}
                Err(SubmitError::Stale) => return Err(DeskError::Contended(case)),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Opens a case without a report, which is filled by the commands that follow. From its first instant nobody sees it
    /// but who may by this circle.
    ///
    /// # Errors
    /// [`DeskError::Hurried`], and whatever the disk may give.
    pub async fn open_empty(
        &self,
        actor: &Actor,
        source: &str,
        circle: &Circle,
    ) -> Result<(CaseId, String), DeskError> {
        for _ in 0..ATTEMPTS {
            let (at, id) = (self.now(), CaseId::from_bytes(Random::bytes()?));
            let opened = Opened { case: id, office: self.id(), handle: handle(at)? };
            let opening = command::open(opened, source, actor, at)?;
            let misfit = |misfit| DeskError::Misfit { case: id, misfit };
            let mut case = Case::replay([opening]).map_err(misfit)?;
            for change in circle.settled_by() {
                let arrangement = Arrangement::Admission { change, reason: source.to_owned() };
                let command = Command::new(Verb::Arrange(Arranged { arrangement }), source);
                for event in case.handle(&command, actor, at)? {
                    case.apply(event).map_err(misfit)?;
                }
            }
            let (key, wrapped) = self.archive().ring().new_case_key(&id.to_string())?;
            let sealer = self.archive().sealer(id, &key);
            let entries = seal_events(&sealer, case.record())?;
            let basis = Basis::New(wrapped);
            let mut submission = self.submission(&case, at, basis, entries, Vec::new(), None);
            let (circle, change) = self.circle_changed(&Circle::default(), &case)?.unzip();
            submission.shelf.extend(change);
            match self.writer.submit(submission).await {
                Ok(_) => {
                    self.circles.settle(id, circle);
                    return Ok((id, case.label().to_owned()));
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Hurried)
    }

    /// Records what somebody decides of the case as it is at the instant of its recording: what `make` finds then is
    /// what the decision rests on.
    ///
    /// # Errors
    /// What `make` says; otherwise as [`Desk::act`].
    pub async fn judged<E: From<DeskError>>(
        &self,
        actor: &Actor,
        case: CaseId,
        source: &str,
        mut make: impl FnMut(&Case, Timestamp) -> Result<Verb, E> + Send,
    ) -> Result<Ack, E> {
        let _turn = self.turns.take(case).await;
        for _ in 0..ATTEMPTS {
            let loaded = self.load(case).await?;
            let at = self.now();
            let verb = make(&loaded.case, at)?;
            let order = Order::new(Command::new(verb, source));
            let (submission, circle) = self.decided(actor, &order, loaded, None, at)?;
            match self.writer.submit(submission).await {
                Ok(committed) => {
                    self.circles.settle(case, circle);
                    return Ok(self.ack(committed).await?);
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(DeskError::from(error).into()),
            }
        }
        Err(DeskError::Contended(case).into())
    }

    fn decided(
        &self,
        actor: &Actor,
        order: &Order,
        loaded: Loaded,
        idempotency: Option<Idempotency>,
        at: Timestamp,
    ) -> Result<(Submission, Option<Circle>), DeskError> {
        let Loaded { mut case, key } = loaded;
        let (version, circle) = (case.version(), case.circle());
        let events = case.handle(&order.command, actor, at)?;
        let sealer = self.archive().sealer(case.id(), &key);
        let mut entries = seal_events(&sealer, &events)?;
        let items = seal_contents(&sealer, &events, &order.contents)?;
        if !items.is_empty() {
            entries.push(sealer.contents(&items)?);
        }
        for event in events {
            case.apply(event).map_err(|misfit| DeskError::Misfit { case: case.id(), misfit })?;
        }
        let basis = Basis::Version(version);
        let submission = self.submission(&case, at, basis, entries, items, idempotency);
        let mut shelf = order.shelf.clone();
        let (circle, change) = self.circle_changed(&circle, &case)?.unzip();
        shelf.extend(change);
        Ok((Submission { shelf, ..submission }, circle))
    }

    pub(super) fn submission(
        &self,
        case: &Case,
        at: Timestamp,
        basis: Basis,
        entries: Vec<Entry>,
        items: Vec<(ItemId, Vec<u8>)>,
        idempotency: Option<Idempotency>,
    ) -> Submission {
        let (case, book) = (case_row(case), self.book.clone());
        let (outbox, shelf) = (Vec::new(), Vec::new());
        Submission { case, basis, at, book, idempotency, entries, items, outbox, shelf }
    }

    /// Keyed digests of the caller's key and of the body.
    pub(super) fn idempotency(
        &self,
        key: Option<&str>,
        body: &[u8],
    ) -> Result<Option<Idempotency>, DeskError> {
        let Some(key) = key else { return Ok(None) };
        let index = self.archive().ring().purpose_key(Purpose::Index)?;
        let key = index.digest("idempotency-key", key.as_bytes());
        Ok(Some(Idempotency { key, body: index.digest("idempotency-body", body) }))
    }

    /// What was answered to this key before, if anything.
    pub(super) async fn repeated(
        &self,
        idempotency: Option<Idempotency>,
    ) -> Result<Option<Committed>, DeskError> {
        let Some(asked) = idempotency else { return Ok(None) };
        let Some(row) = self.store().command(asked.key).await? else { return Ok(None) };
        if row.body != asked.body {
            return Err(SubmitError::KeyReused.into());
        }
        Ok(Some(Committed {
            case: row.case,
            seq: row.seq,
            leaf: row.leaf,
            count: row.count,
            events: None,
            recorded: row.recorded,
            head: None,
            repeated: true,
        }))
    }

    /// The acknowledgement of what was committed; a repeated command gets the head of the first time.
    pub(super) async fn ack(&self, committed: Committed) -> Result<Ack, DeskError> {
        let Committed { case, seq, leaf, count, events, recorded, head, repeated } = committed;
        let head = match head {
            Some(head) => head,
            None => {
                let last = (leaf + count).saturating_sub(1);
                let head = self.store().head_covering(last).await?;
                head.ok_or_else(|| super::archive::unproven("no head covers the entry"))?
            }
        };
        let events = match events {
            Some(events) => events,
            None => {
                let rows = self.store().owners(leaf, leaf + count).await?;
                rows.iter().filter(|owner| owner.table == "events").count() as u64
            }
        };
        Ok(Ack {
            case,
            events: seq..seq + events,
            leaves: leaf..leaf + count,
            recorded,
            head,
            repeated,
        })
    }
}

/// The clear metadata of a case, computed from it.
pub(super) fn case_row(case: &Case) -> CaseRow {
    let opened = case.record().first().map_or(case.last_recorded(), |first| first.recorded);
    let declared = case.declared().next().is_some();
    let state = if declared { DECLARED } else { case.phase().as_str() };
    CaseRow {
        case: case.id(),
        handle: case.label().to_owned(),
        state: state.to_owned(),
        opened,
        changed: case.last_recorded(),
        owner: None,
        version: case.version(),
    }
}

pub(super) fn seal_events(
    sealer: &Sealer<'_>,
    events: &[Recorded],
) -> Result<Vec<Entry>, DeskError> {
    events.iter().map(|event| sealer.event(event)).collect()
}

/// Seals contents, each of which must belong to an item that the events add, envelope for envelope.
pub(super) fn seal_contents(
    sealer: &Sealer<'_>,
    events: &[Recorded],
    contents: &[Embargoed<Plain>],
) -> Result<Vec<(ItemId, Vec<u8>)>, DeskError> {
    let mut seen = BTreeSet::new();
    let mut items = Vec::with_capacity(contents.len());
    for content in contents {
        let item = content.item();
        let added = events.iter().any(|recorded| match &recorded.event {
            CaseEvent::ItemAdded(added) => added.item == *item,
            _ => false,
        });
        if !added || content.case() != sealer.case || !seen.insert(item.id) {
            return Err(DeskError::ForeignContent(item.id));
        }
        let sealed = sealer.item(content)?;
        items.push((item.id, sealed));
    }
    Ok(items)
}

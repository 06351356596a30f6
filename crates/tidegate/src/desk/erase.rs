//! Erasing: the key of a case is destroyed; its leaves, events and proofs stay and say nothing any more.
//!
//! What a law demands to be kept is asked first, of the book: RMSV 5 has the log of the reception kept for six months,
//! and here that log is the case, whose record says who sent what when. The text does not say what the log must hold,
//! nor whether a finder's request to be forgotten goes before it; since all of a case hangs on one key, an identity
//! cannot be erased alone, and the case waits. Who the finder is opens to nobody meanwhile.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::event::{Actor, Erased, ProductNamed, V1};
use tidegate_core::gate::{self, Retained};
use tidegate_core::id::CaseId;
use tidegate_core::office::Reception;
use tidegate_core::product::Product;
use tidegate_law::{Book, FactName, Owed};

use super::act::{ATTEMPTS, case_row, seal_events};
use super::records::Erasure;
use super::{Ack, Desk, DeskError};
use crate::keys::KeyState;
use crate::store::rows::{ERASED, Shelve};
use crate::store::writer::{Basis, Submission, SubmitError};

/// The fact that nobody has said.
const PROVIDER: &str = "actor_is_provider";

impl Desk {
    /// Destroys a case's key. First the book is asked what must still be kept; then the erasure is on the log, under a
    /// signed head, with its legal ground; then the key's slot is overwritten. A crash in between is made good at the
    /// next start.
    ///
    /// # Errors
    /// [`DeskError::Retained`] while a duty of the office to keep the record runs or is not known not to;
    /// [`DeskError::WholeCasesOnly`] if single items are named; [`DeskError::Rejected`] if the actor may not;
    /// as [`Desk::act`].
    pub async fn erase_case(
        &self,
        actor: &Actor,
        case: CaseId,
        source: &str,
        erased: &Erased,
        book: &Book,
    ) -> Result<Ack, DeskError> {
        if !erased.items.is_empty() {
            return Err(DeskError::WholeCasesOnly);
        }
        let command = Command::new(Verb::Erase(erased.clone()), source);
        let journal = self.archive().key(&self.id().to_string())?;
        let _turn = self.turns.take(case).await;
        let mut decided = 0;
        let committed = loop {
            let mut loaded = self.load(case).await?;
            let at = self.now();
            let version = loaded.case.version();
            self.nothing_retained(book, &loaded.case, at)?;
            let events = loaded.case.handle(&command, actor, at)?;
            let mut entries = seal_events(&self.archive().sealer(case, &loaded.key), &events)?;
            for event in events {
                loaded.case.apply(event).map_err(|misfit| DeskError::Misfit { case, misfit })?;
            }
            entries.push(self.archive().sealer(case, &journal).erasure(&Erasure {
                version: V1,
                case,
                events: loaded.case.version(),
                ground: erased.ground.clone(),
                actor: actor.clone(),
                at,
            })?);
            let submission = Submission {
                case: case_row(&loaded.case),
                basis: Basis::Version(version),
                at,
                book: self.book.clone(),
                idempotency: None,
                entries,
                items: Vec::new(),
                outbox: Vec::new(),
                shelf: vec![Shelve::Forget(case)],
            };
            decided += 1;
            match self.writer.submit(submission).await {
                Ok(committed) => break committed,
                Err(SubmitError::Stale) if decided < ATTEMPTS => {}
                Err(SubmitError::Stale) => return Err(DeskError::Contended(case)),
                Err(error) => return Err(error.into()),
            }
        };
        self.destroy(case).await?;
        self.ack(committed).await
    }

    /// That no duty of the office to keep the record runs.
    fn nothing_retained(&self, book: &Book, case: &Case, at: Timestamp) -> Result<(), DeskError> {
        match self.retained_now(book, case, at)?.into_iter().next() {
            Some(kept) => Err(DeskError::Retained(Box::new(kept))),
            None => Ok(()),
        }
    }

    /// By which duties the office must keep the record, the longest first of those that are sure of the case as it is; then
    /// what is presumed.
    ///
    /// # Errors
    /// [`Rejection::NotInCase`] where the office is not in the case, so that the book cannot be asked.
    pub(crate) fn retained_now(
        &self,
        book: &Book,
        case: &Case,
        at: Timestamp,
    ) -> Result<Vec<Retained>, DeskError> {
        let adoption = gate::adoption_of(self.office(), at);
        let law = gate::Desk { book, adoption: &adoption, office: Some(self.office()) };
        // Of an office that is not in the case the book cannot be asked; then nothing is destroyed.
        let office = self.office_party();
        let office = case.party(office).ok_or(Rejection::NotInCase(office))?;
        let mut all = gate::retained(&law, case, office, at);
        if let Some(case) = self.presumed_provider(case, at)? {
            let presumed = gate::retained(&law, &case, office, at).into_iter();
            let presumed: Vec<Retained> =
                presumed.filter(|one| all.iter().all(|known| known.rule != one.rule)).collect();
            all.extend(presumed.into_iter().map(|kept| {
                let unknown = vec![FactName::new(PROVIDER)];
                Retained { owed: Owed::If { unknown, readings: Vec::new() }, ..kept }
            }));
        }
        Ok(all)
    }

    /// The case as it would be if the office provided each product of which nobody says who does. An office that takes
    /// in reports about its own products alone has to say that one is not, before its record is destroyed.
    fn presumed_provider(&self, case: &Case, at: Timestamp) -> Result<Option<Case>, DeskError> {
        if self.office().reception_at(at) != Some(Reception::Own) {
            return Ok(None);
        }
        let mut presumed = case.clone();
        let open = case.products().filter(|product| product.providers.is_empty());
        let open: Vec<Product> = open.cloned().collect();
        for mut product in open {
            product.providers.insert(self.office_party());
            let command = Command::new(Verb::NameProduct(ProductNamed { product }), "presumption");
            let actor = Actor::Member("presumption".to_owned());
            for event in presumed.handle(&command, &actor, at)? {
                let id = case.id();
                presumed.apply(event).map_err(|misfit| DeskError::Misfit { case: id, misfit })?;
            }
        }
        Ok(Some(presumed))
    }

    /// Destroys the keys of cases whose erasure is on the log and whose key is still there.
    pub(super) async fn finish_erasures(&self) -> Result<(), DeskError> {
        for row in self.store().erasures().await? {
            let erased = self.store().case(row.case).await?.is_some_and(|row| row.state == ERASED);
            let key = self.keys().state(&row.case.to_string())?;
            if erased && matches!(key, KeyState::Live(_)) {
                self.destroy(row.case).await?;
            }
        }
        Ok(())
    }

    async fn destroy(&self, case: CaseId) -> Result<(), DeskError> {
        // The key of the case goes last: as long as it is there, the erasure is finished at the next start.
        self.destroy_address(case).await?;
        let (keys, id) = (self.keys(), case.to_string());
        let destroyed = tokio::task::spawn_blocking(move || keys.destroy(&id)).await;
        Ok(destroyed.map_err(|error| DeskError::Proof(error.to_string()))??)
    }
}

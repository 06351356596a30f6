//! Receiving: a report becomes a case, its content is sealed, and the finder gets a receipt that proves it,
//! offline and for ever.

use std::collections::BTreeSet;

use jiff::{Timestamp, tz::TimeZone};
use tidegate_core::case::Case;
use tidegate_core::command::{self, Command, Verb};
use tidegate_core::digest::{Digest, Salt, Seed, canonical};
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{
    Actor, FactEstablished, Opened, PartyJoined, ProductNamed, Received, Subject, V1,
};
use tidegate_core::id::{CaseId, ItemId, PartyId, ReportId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::Reception;
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::receipt::{Claim, Receipt};
use tidegate_core::report::{
    Arrival, Draft, FileRole, LegalStatus, Maker, Report, Standing, supplied,
};
use tidegate_law::{FactName, FactValue};
use tidegate_log::Checkpoint;

use super::act::{ATTEMPTS, seal_contents, seal_events};
use super::archive::{note, unproven};
use super::{Ack, Desk, DeskError, Flaw, Piece};
use crate::finder::WayBack;
use crate::keys::Random;
use crate::store::rows::RecordKind;
use crate::store::writer::{Basis, Idempotency, Submission, SubmitError};

/// A report as it comes in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// The form as the finder filled it in.
    pub draft: Draft,
    /// The bytes of the files that the form lists, in any order; they are matched by digest.
    pub files: Vec<Vec<u8>>,
    /// The finder as a party, where more is known than the form says; never with a true name.
    pub finder: Option<Party>,
    /// This office as a party, where more is to be said than its name and place; its id is
    /// [`Desk::office_party`].
    pub office: Option<Party>,
    /// Where the manufacturer is that the form names, where that is known.
    pub manufacturer_place: Option<Jurisdiction>,
    /// Who takes it in.
    pub actor: Actor,
    /// Where it comes from, such as `web form` or `letter of 2026-11-02`.
    pub source: String,
    /// The caller's key: the same key with the same report opens one case and gives the same receipt.
    pub idempotency_key: Option<String>,
    /// The digest of the office's terms of good faith that were shown to the finder before, if any were.
    pub terms: Option<Digest>,
    /// The digest of the code with which the finder comes back; kept in the same transaction as the report.
    pub way_back: Option<Digest>,
}

impl Intake {
    /// A report without files, taken in by `member` of the office.
    #[must_use]
    pub fn new(draft: Draft, member: &str, source: &str) -> Self {
        Self {
            draft,
            files: Vec::new(),
            finder: None,
            office: None,
            manufacturer_place: None,
            actor: Actor::Member(member.to_owned()),
            source: source.to_owned(),
            idempotency_key: None,
            terms: None,
            way_back: None,
        }
    }

    /// The same with an idempotency key.
    #[must_use]
    pub fn with_key(self, key: impl Into<String>) -> Self {
        Self { idempotency_key: Some(key.into()), ..self }
    }
}

/// A report that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The case that was opened for it.
    pub case: CaseId,
    /// The case's neutral handle.
    pub handle: String,
    /// The finder's receipt.
    pub receipt: Receipt,
    /// The canonical bytes of the report, which the receipt is verified against; the finder keeps them.
    pub document: Vec<u8>,
    /// The manufacturer that the form names, where the case took it up.
    pub manufacturer: Option<String>,
    /// The acknowledgement.
    pub ack: Ack,
}

/// A report decided and sealed.
struct Prepared {
    case: CaseId,
    handle: String,
    manufacturer: Option<String>,
    claim: Claim,
    salt: Salt,
    place: u64,
    submission: Submission,
}

impl Desk {
    /// Takes in a report: opens a case, seals the content, and gives the receipt once everything survives
    /// power loss and a signed head covers it.
    ///
    /// # Errors
    /// [`DeskError::Report`], [`DeskError::FileMissing`] or [`DeskError::FileUnlisted`] if the form or its files
    /// do not hold together; [`DeskError::Rejected`];
    /// [`SubmitError::KeyReused`] if the idempotency key was used for another report; whatever the disk may
    /// give. In each case nothing is on record.
    pub async fn receive(&self, intake: &Intake) -> Result<Taken, DeskError> {
        let document = intake.draft.canonical()?;
        let files: Vec<Digest> = intake.files.iter().map(|file| Digest::of(file)).collect();
        let place = &intake.manufacturer_place;
        let body = canonical(&(Digest::of(&document), &files, &intake.actor, place))?;
        // A key is of whoever hands in: what a stranger chose never meets a member's.
        let own = |key: &String| format!("{}\n{key}", intake.actor);
        let key = intake.idempotency_key.as_ref().map(own);
        let idempotency = self.idempotency(key.as_deref(), &body)?;
        if let Some(before) = self.repeated(idempotency).await? {
            return self.taken_before(self.ack(before).await?, document, intake).await;
        }
        for _ in 0..ATTEMPTS {
            let prepared = self.prepare(intake, idempotency)?;
            let Prepared { case, handle, manufacturer, claim, salt, place, mut submission } =
                prepared;
            let seen = self.seen(claim.digest, case, &handle, claim.received).await?;
            submission.shelf.push(seen);
            let shaped = self.shaped(&intake.draft, case, &handle, claim.received)?;
            submission.shelf.push(shaped);
            match self.writer.submit(submission).await {
                Ok(committed) if committed.repeated => {
                    return self.taken_before(self.ack(committed).await?, document, intake).await;
                }
                Ok(committed) => {
                    let leaf = committed.leaf + place;
                    let ack = self.ack(committed).await?;
                    let receipt = self.receipt(claim, salt, leaf, &ack).await?;
                    return Ok(Taken { case, handle, receipt, document, manufacturer, ack });
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Hurried)
    }

    /// The receipt of a report that a case was opened for, built again from the store: the same as the first.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`], [`DeskError::Erased`], or [`DeskError::Damaged`].
    pub async fn receipt_again(&self, case: CaseId) -> Result<Receipt, DeskError> {
        let loaded = self.load(case).await?;
        let sealer = self.archive().sealer(case, &loaded.key);
        let row = self.store().record(case, RecordKind::Report).await?;
        let row = row.ok_or_else(|| sealer.damaged(Piece::Claim, Flaw::Missing))?;
        let (opened, _) = sealer.open_record(&row)?;
        let claim: Claim = sealer.parse(&opened.bytes, || Piece::Claim)?;
        let head = self.store().head_covering(row.leaf).await?;
        let head = head.ok_or_else(|| unproven("no head covers the entry"))?;
        let ack = Ack {
            case,
            events: 0..0,
            leaves: row.leaf..row.leaf + 1,
            recorded: row.recorded,
            head,
            repeated: true,
        };
        self.receipt(claim, opened.salt, row.leaf, &ack).await
    }

    async fn taken_before(
        &self,
        ack: Ack,
        document: Vec<u8>,
        intake: &Intake,
    ) -> Result<Taken, DeskError> {
        let receipt = self.receipt_again(ack.case).await?;
        let handle = self.find(&ack.case.to_string()).await?.handle;
        let maker = self.maker(intake);
        Ok(Taken { case: ack.case, handle, receipt, document, manufacturer: named(maker), ack })
    }

    /// The manufacturer that the form names, told apart from the finder and this office.
    fn maker<'i>(&self, intake: &'i Intake) -> Maker<'i> {
        let finder = match &intake.finder {
            Some(finder) => finder.name.as_str(),
            None => goes_by(&intake.draft),
        };
        Maker::of(&intake.draft, finder, &self.office().name)
    }

    pub(super) async fn receipt(
        &self,
        claim: Claim,
        salt: Salt,
        leaf: u64,
        ack: &Ack,
    ) -> Result<Receipt, DeskError> {
        let hashes = self.archive().prove(leaf, &ack.head).await?;
        let signed = note(&ack.head)?.to_bytes();
        let checkpoint = Checkpoint::verify(&signed, self.log()).map_err(unproven)?;
        Receipt::new(claim, salt, leaf, hashes, checkpoint).map_err(unproven)
    }

    fn prepare(
        &self,
        intake: &Intake,
        idempotency: Option<Idempotency>,
    ) -> Result<Prepared, DeskError> {
        let at = self.now();
        intake.draft.arrives_after(at)?;
        let case_id = CaseId::from_bytes(Random::bytes()?);
        let id = ReportId::from_bytes(Random::bytes()?);
        let seed = Seed::from_bytes(Random::bytes()?);
        let arrival = Arrival { case: case_id, report: id, product: None };
        let mut received = Report::receive(intake.draft.clone(), arrival, &seed)?;
        received.parts.extend(files(intake, &received, case_id)?);
        let handle = handle(at)?;
        let mut case = self.opened(intake, case_id, &handle, at)?;
        self.fill(&mut case, intake, &received, at)?;

        let (key, wrapped) = self.archive().ring().new_case_key(&case_id.to_string())?;
        let sealer = self.archive().sealer(case_id, &key);
        let mut entries = seal_events(&sealer, case.record())?;
        let mut items = seal_contents(&sealer, case.record(), &received.parts)?;
        items.push((received.document.item().id, sealer.item(&received.document)?));
        let claim = Claim {
            version: V1,
            office: self.id(),
            report: id,
            digest: received.digest,
            received: at,
        };
        let salt = Salt::from_bytes(Random::salt()?);
        let place = entries.len() as u64;
        entries.push(sealer.beside(RecordKind::Report, &salt, &claim.canonical()?)?);
        entries.push(sealer.contents(&items)?);
        let basis = Basis::New(wrapped);
        let mut submission = self.submission(&case, at, basis, entries, items, idempotency);
        if let Some(code) = intake.way_back {
            submission.shelf.push(self.to_keep(&WayBack::new(code, case_id))?);
        }
        let manufacturer = named(self.maker(intake));
        Ok(Prepared { case: case_id, handle, manufacturer, claim, salt, place, submission })
    }

    fn opened(
        &self,
        intake: &Intake,
        case: CaseId,
        handle: &str,
        at: Timestamp,
    ) -> Result<Case, DeskError> {
        let opened = Opened { case, office: self.id(), handle: handle.to_owned() };
        let opening = command::open(opened, &intake.source, &intake.actor, at)?;
        Case::replay([opening]).map_err(|misfit| DeskError::Misfit { case, misfit })
    }

    /// Finder, office, manufacturer, product with its markets, and the report with its items.
    fn fill(
        &self,
        case: &mut Case,
        intake: &Intake,
        received: &Report,
        at: Timestamp,
    ) -> Result<(), DeskError> {
        let finder = match &intake.finder {
            Some(finder) => finder.clone(),
            None => finder(&intake.draft, received)?,
        };
        let (from, to) = (finder.id, self.office_party());
        let mut office = intake.office.clone().unwrap_or_else(|| self.as_party(at));
        let itself = self.of_itself(at);
        if !itself.is_empty() {
            office.roles.insert(Role::Coordinator);
        }
        let maker = self.maker(intake);
        let other = maker.party(PartyId::from_bytes(Random::bytes()?), intake.manufacturer_place);
        if matches!(maker, Maker::Office(_)) {
            office.roles.insert(Role::Manufacturer);
        }
        let by = match maker {
            Maker::Office(_) => Some(to),
            Maker::Nobody | Maker::Other(_) => other.as_ref().map(|party| party.id),
        };
        let markets = intake.draft.product.markets.iter().copied();
        let (product, markets) = supplied(received.product.clone(), by, markets);
        let items: BTreeSet<ItemId> = received.parts.iter().map(|part| part.item().id).collect();
        let (digest, terms) = (Some(received.digest), intake.terms);
        let (share_identity, says) = (received.share_identity, received.says.clone());
        let parties = [Some(finder), Some(office), other].into_iter().flatten();
        let parties = parties.map(|party| Verb::JoinParty(PartyJoined { party }));
        let markets = markets.into_iter().map(Verb::EstablishFact);
        let received = Verb::Receive {
            received: Received {
                report: received.id,
                digest,
                from,
                to,
                items,
                terms,
                share_identity,
                says,
            },
            items: received.items(),
        };
        let id = case.id();
        let told = parties.chain([Verb::NameProduct(ProductNamed { product })]).chain(markets);
        let told = told.chain([received]).map(|verb| (verb, intake.source.clone()));
        let itself = itself.into_iter().map(|verb| (verb, "the office of itself".to_owned()));
        for (verb, source) in told.chain(itself) {
            let command = Command::new(verb, source);
            for event in case.handle(&command, &intake.actor, at)? {
                case.apply(event).map_err(|misfit| DeskError::Misfit { case: id, misfit })?;
            }
        }
        Ok(())
    }

    /// What the office decided about itself, as facts of the case: that it runs a public platform, and whether that is
    /// filed. The duties of the case turn on it, such as to keep the log of the reception (RMSV 5).
    fn of_itself(&self, at: Timestamp) -> Vec<Verb> {
        if self.office().reception_at(at) != Some(Reception::Public) {
            return Vec::new();
        }
        let about = Subject::Party(self.office_party());
        let fact = |name: &str, so: bool| {
            let (fact, value) = (FactName::new(name), FactValue::boolean(so));
            Verb::EstablishFact(FactEstablished { about, fact, value })
        };
        let filed = self.office().is_filed_at(at);
        vec![fact("actor_runs_platform", true), fact("platform_filed", filed)]
    }

    /// The office as it takes part in a case that begins at `at`.
    fn as_party(&self, at: Timestamp) -> Party {
        let name = self.office().name.en.clone();
        let party = Party::new(self.office_party(), name, PartyKind::Organisation);
        let authority = self.office().authority_at(at).cloned();
        let roles = authority.iter().map(|_| Role::Authority).collect();
        Party { established: Some(self.office().jurisdiction), authority, roles, ..party }
    }
}

/// The manufacturer's name as it is told.
fn named(maker: Maker<'_>) -> Option<String> {
    maker.name().map(str::to_owned)
}

/// What the finder goes by. A true name is an item of its own and never stands here.
fn goes_by(draft: &Draft) -> &str {
    match draft.reporter.standing {
        Standing::Anonymous => Party::UNNAMED_FINDER,
        Standing::Named => Party::FINDER_NAMED_TO_OFFICE,
        Standing::Pseudonym => draft.reporter.name.as_deref().unwrap_or(Party::UNNAMED_FINDER),
    }
}

/// The finder as the form tells it.
fn finder(draft: &Draft, received: &Report) -> Result<Party, DeskError> {
    let id = PartyId::from_bytes(Random::bytes()?);
    let (kind, established, present_in) = match received.legal_status {
        Some(LegalStatus::LegalPerson) => {
            (PartyKind::Organisation, received.home.or(received.place), None)
        }
        Some(LegalStatus::NaturalPerson) | None => {
            (PartyKind::Individual, received.home, received.place)
        }
    };
    let roles = BTreeSet::from([received.role]);
    Ok(Party { established, present_in, roles, ..Party::new(id, goes_by(draft), kind) })
}

/// The files that the form lists, as items under embargo. Each listed file must be there, and no other.
fn files(
    intake: &Intake,
    received: &Report,
    case: CaseId,
) -> Result<Vec<Embargoed<Plain>>, DeskError> {
    let mut left: Vec<&Vec<u8>> = intake.files.iter().collect();
    let mut items = Vec::new();
    for entry in &intake.draft.files {
        let place = left.iter().position(|bytes| {
            bytes.len() as u64 == entry.size && Digest::of(bytes) == entry.sha256
        });
        let Some(place) = place else {
            return Err(DeskError::FileMissing(entry.name.clone()));
        };
        let bytes = left.swap_remove(place);
        let class = match entry.role {
            FileRole::Evidence => ContentClass::Technical,
            FileRole::ProofOfConcept => ContentClass::ProofOfConcept,
            FileRole::Remedy => ContentClass::Remedy,
        };
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes()?),
            class,
            product: Some(received.product.id),
            report: Some(received.id),
            declared: Default::default(),
            confidential: false,
        };
        let salt = Salt::from_bytes(Random::salt()?);
        items.push(Embargoed::<Plain>::new(case, new, salt, bytes.clone()));
    }
    match left.is_empty() {
        true => Ok(items),
        false => Err(DeskError::FileUnlisted),
    }
}

/// A neutral handle: the year in UTC and fifty random bits.
pub(super) fn handle(at: Timestamp) -> Result<String, DeskError> {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letters: Vec<char> = Random::bytes::<10>()?
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte & 31)).copied().map(char::from))
        .collect();
    let (left, right) = letters.split_at(letters.len() / 2);
    let (left, right): (String, String) = (left.iter().collect(), right.iter().collect());
    Ok(format!("{}-{left}-{right}", TimeZone::UTC.to_datetime(at).year()))
}

//! Who of the register takes part in a case: who may have to be told and why, letting one join, and giving it something,
//! each time by the gate.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_core::act::Act;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{PartyJoined, ProductNamed};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::product::Product;

use super::united::SOURCE;
use super::{Errand, NotDone};
use crate::attachments::Manifest;
use crate::desk::{DeskError, Order};
use crate::finder::message::{Hand, Message, Replied, Reply, correspondence};
use crate::notices::Why;
use crate::organisations::part::knows;
use crate::organisations::{Carried, Registered};
use crate::outbox::mailed::{Posting, closed_to, mailbox};
use crate::say::ours::{
    HeldItemTold, LetterTold, LettersTold, MailedTold, ParticipantsTold, SuggestedTold,
    TakingPartTold,
};
use crate::say::told::{self as answers, class_name};
use crate::words::Voice;

impl Errand<'_> {
    /// Who of the register takes part in a case, who may have to be told, and what there is to tell.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn participants(&self, name: &str) -> Result<ParticipantsTold, NotDone> {
        let case = self.open(name, "looking at who takes part").await?;
        let register = self.desk.organisations().await?;
        let pages = self.desk.on_pages(case.id()).await?;
        let (postings, at) = (self.desk.postings(case.id()).await?, self.desk.now());
        let part = register.iter().filter(|entry| case.party(entry.organisation.id).is_some());
        let participants =
            part.map(|entry| participant(&case, entry, &pages, (&postings, at))).collect();
        let told = |item: &tidegate_core::case::ItemRecord| {
            let class = item.item.class;
            let may = class != ContentClass::FinderIdentity && !item.erased;
            let (id, what) = (item.item.id.to_string(), class_name(self.book, class));
            (may && !case.is_message(item.item.id)).then_some(HeldItemTold { id, what })
        };
        let mut suggested: Vec<SuggestedTold> =
            register.iter().filter_map(|entry| by_name(&case, entry)).collect();
        for one in self.by_catalogue(&case, &register).await? {
            if !suggested.iter().any(|known| known.id == one.id) {
                suggested.push(one);
            }
        }
        Ok(ParticipantsTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            participants,
            suggested,
            same: self.same_of(&case, &register),
            items: case.items().filter_map(told).collect(),
        })
    }

    /// Lets an organisation of the register join a case, as what it is there. Who is only named in the case by one of its
    /// names is that organisation from now on, one party; and it makes what a maker of its name makes. Nothing is told to
    /// it by that.
    ///
    /// # Errors
    /// As [`Errand::open`] and [`Errand::named_organisation`].
    pub async fn join(&self, name: &str, organisation: &str) -> Result<CaseId, NotDone> {
        let entry = self.named_organisation(organisation).await?;
        let case = self.open(name, "letting an organisation join").await?;
        let (id, party) = (entry.organisation.id, entry.organisation.party());
        let register = self.desk.organisations().await?;
        let same = self.same_of(&case, &register).into_iter();
        let named =
            same.filter(|one| one.with == id.to_string()).filter_map(|one| one.party.parse().ok());
        let named: Vec<PartyId> = named.collect();
        // What is recorded of each is tried on a copy, which the next one sees.
        let (mut after, mut verbs) = (case.clone(), Vec::new());
        let mut next = |verb: Verb, after: &mut Case| -> Result<(), NotDone> {
            self.on_copy_of(after, &Command::new(verb.clone(), SOURCE), self.desk.now())?;
            verbs.push(verb);
            Ok(())
        };
        for found in named {
            if let Some(found) = after.uniting(found, &party) {
                next(Verb::UniteParties(found), &mut after)?;
            }
        }
        if after.party(id).is_none() {
            next(Verb::JoinParty(PartyJoined { party }), &mut after)?;
        }
        let made: Vec<Verb> =
            after.products().filter_map(|product| made_by(&after, product, &entry)).collect();
        for verb in made {
            next(verb, &mut after)?;
        }
        for verb in verbs {
            self.desk.act(self.actor, case.id(), &Order::new(Command::new(verb, SOURCE))).await?;
        }
        Ok(case.id())
    }

    /// Puts to the gate that the office gives an item of a case to a participant; the maker is notified, others are given
    /// it.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] where the case has no such item or participant; what the gate refuses is no error.
    pub async fn let_out_to(
        &self,
        name: &str,
        organisation: &str,
        item: ItemId,
        session: SessionId,
        carried: Carried,
    ) -> Result<(CaseId, Replied), NotDone> {
        let organisation = self.named_organisation(organisation).await?.organisation;
        // Before anything is decided: what could not be mailed is not let out to lie in the outbox.
        if carried == Carried::ByMail {
            let reached = mailbox(&organisation).ok_or(Why::NoAddress);
            let closed = reached.and_then(|_| closed_to(&organisation, self.desk.now()));
            closed.map_err(|why| no_mail(&organisation.name, why))?;
        }
        let to = organisation.id;
        let case = self.desk.find(name).await?.case;
        let found = self
            .desk
            .compute(case, |case, _, _| (case.is_message(item), case.file(item).is_some()));
        let (message, file) = found.await?;
        // What a mail would carry of a file is what opens its pieces, and not the pieces.
        if file && carried == Carried::ByMail {
            return Err(NotDone::Said(Voice::in_both(|voice| voice.say("letter-no-files"))));
        }
        // A message that was held back is put again as what it was.
        let act = if message { Act::Share } else { Act::Notify };
        Ok((case, self.desk.let_out(self.answering(session), case, to, act, item, carried).await?))
    }

    /// The messages between the office and a participant, opened where the gate lets the office read them.
    ///
    /// # Errors
    /// As [`Errand::open`], [`Errand::named_organisation`] and [`Errand::contents`]; what the gate refuses is no error.
    pub async fn letters(
        &self,
        name: &str,
        organisation: &str,
        session: SessionId,
    ) -> Result<LettersTold, NotDone> {
        let entry = self.named_organisation(organisation).await?.organisation;
        let purpose = "reading the messages of a participant";
        let case = self.open(name, purpose).await?;
        let reads = self.desk.reads(case.id()).await?;
        let between =
            |case: &Case| correspondence(case, &reads, entry.id, self.desk.office_party());
        let items: Vec<ItemId> = between(&case).into_iter().map(|one| one.item).collect();
        let opened = match items.is_empty() {
            true => None,
            false => Some(self.contents(case.id(), purpose, items, session).await?),
        };
        let (office, book) = (Some(self.desk.office()), self.book);
        let contents = opened.as_ref().and_then(|opened| opened.contents.as_ref());
        let said = |item: ItemId| contents.and_then(|contents| contents.get(&item));
        let letter = |message: Message| LetterTold {
            item: message.item.to_string(),
            own: message.by == Hand::Office,
            written: message.written,
            arrived: message.arrived,
            seen: message.seen,
            text: said(message.item)
                .filter(|_| case.file(message.item).is_none())
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
            size: case.file(message.item).map(|file| file.size),
            file: opened
                .as_ref()
                .and_then(|opened| opened.files.get(&message.item))
                .map(Manifest::told),
        };
        let letters = between(opened.as_ref().map_or(&case, |opened| &opened.case));
        Ok(LettersTold {
            version: 1,
            handle: case.label().to_owned(),
            organisation: entry.id.to_string(),
            name: entry.name,
            letters: letters.into_iter().map(letter).collect(),
            answer: opened.as_ref().map(|opened| {
                let law = gate::Desk { book, adoption: &opened.adoption, office };
                answers::decision(&law, &opened.case, &opened.decision)
            }),
            recorded: opened.map(|opened| opened.recorded),
        })
    }

    /// Writes a message to a participant and puts it to the gate.
    ///
    /// # Errors
    /// As [`Errand::let_out_to`].
    pub async fn write_to(
        &self,
        name: &str,
        organisation: &str,
        reply: Reply,
        session: SessionId,
    ) -> Result<(CaseId, Replied), NotDone> {
        let to = self.named_organisation(organisation).await?.organisation.id;
        let row = self.desk.find(name).await?;
        let takes_part = self.desk.compute(row.case, |case, _, _| case.party(to).is_some()).await?;
        if !takes_part {
            return Err(DeskError::NoSuchCase(row.handle).into());
        }
        let answering = self.answering(session);
        Ok((row.case, self.desk.write_to_party(answering, row.case, to, reply).await?))
    }
}

/// A participant, with what was let out to it.
fn participant(
    case: &Case,
    entry: &Registered,
    pages: &BTreeMap<PartyId, BTreeSet<ItemId>>,
    (postings, at): (&[Posting], Timestamp),
) -> TakingPartTold {
    let organisation = &entry.organisation;
    let roles = case.party(organisation.id).map(|party| party.roles.clone());
    let has = pages.get(&organisation.id);
    let mailed = postings.iter().filter(|posting| posting.to == organisation.id);
    let mails = mailbox(organisation).is_some() && closed_to(organisation, at).is_ok();
    TakingPartTold {
        id: organisation.id.to_string(),
        name: organisation.name.clone(),
        roles: roles.iter().flatten().map(ToString::to_string).collect(),
        knows: knows(case, organisation.id),
        agreed: case.coordination().signatories().contains(&organisation.id),
        has: has.into_iter().flatten().map(ToString::to_string).collect(),
        mails,
        mailed: mailed.map(MailedTold::of).collect(),
    }
}

/// Why nothing of a case can be mailed to an organisation, and what to do.
fn no_mail(name: &str, why: Why) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| {
        let why = voice.say(why.message());
        voice.with("participants-no-mail", [("name", name.into()), ("why", why.into())])
    }))
}

/// The makers of a product that go by a name of the organisation.
fn namesakes(case: &Case, product: &Product, entry: &Registered) -> BTreeSet<PartyId> {
    let own = entry.organisation.id;
    let providers = product.providers.iter().filter_map(|id| case.party(*id));
    let same = providers.filter(|party| party.id != own && entry.organisation.goes_by(&party.name));
    same.map(|party| party.id).collect()
}

/// The product with the organisation in place of makers that go by its name, if there is one.
fn made_by(case: &Case, product: &Product, entry: &Registered) -> Option<Verb> {
    let namesakes = namesakes(case, product, entry);
    if namesakes.is_empty() {
        return None;
    }
    let mut product = product.clone();
    product.providers.retain(|provider| !namesakes.contains(provider));
    product.providers.insert(entry.organisation.id);
    Some(Verb::NameProduct(ProductNamed { product }))
}

/// Why an organisation that does not take part may have to be told, if it may.
fn by_name(case: &Case, entry: &Registered) -> Option<SuggestedTold> {
    if case.party(entry.organisation.id).is_some() {
        return None;
    }
    let product = case.products().find(|product| !namesakes(case, product, entry).is_empty())?;
    let why = Voice::in_both(|voice| {
        voice.with("participants-why-name", [("product", product.name.as_str().into())])
    });
    let (id, name) = (entry.organisation.id.to_string(), entry.organisation.name.clone());
    Some(SuggestedTold { id, name, why, rule: None })
}

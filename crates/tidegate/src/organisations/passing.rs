//! What passes between the office and an organisation in a case: messages of either side, and items that the office lets
//! out to it.
//!
//! What an organisation writes is for the office alone and has reached it by being written. Whatever the office gives to
//! an organisation, its messages too, is a flow: it lies on the page of that organisation once a decision on the log let
//! it out to that recipient, and on no other's.

use std::collections::BTreeMap;

use tidegate_core::act::{Act, Recipient};
use tidegate_core::command::{Command, Verb};
use tidegate_core::embargo::{Dispatch, NewItem};
use tidegate_core::event::{Actor, ManufacturerNotified, MessageWritten, Provided, Tells};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Role;
use tidegate_core::situation::Flow;

use crate::desk::{Ack, Desk, DeskError, Order};
use crate::finder::message::{Answering, MOST, NoText, Replied, Reply, Text, order};
use crate::keys::Random;

/// How something reaches an organisation once it was let out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It lies on the page of the organisation.
    ToPage,
    /// It is mailed to the organisation, encrypted to its key.
    ByMail,
}

impl Desk {
    /// Writes a message of an organisation to the office, which it has reached once this returns.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoText::Many`]`))` where there are too many.
    pub async fn write_as_party(
        &self,
        case: CaseId,
        from: PartyId,
        text: Text,
        source: &str,
    ) -> Result<Result<Ack, NoText>, DeskError> {
        let found = self.compute(case, |case, _, _| {
            let own = case.messages().filter(|entry| entry.event.from == from).count();
            (own, case.products().next().map(|product| product.id))
        });
        let (own, product) = found.await?;
        if own >= MOST {
            return Ok(Err(NoText::Many));
        }
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes()?),
            class: ContentClass::Technical,
            product,
            report: None,
            declared: BTreeMap::new(),
            confidential: true,
        };
        let to = self.office_party();
        let message = MessageWritten { item: new.id, from, to, tells: Tells::More, file: None };
        let order = order(case, new, message, text, source)?;
        self.act(&Actor::Party(from), case, &order).await.map(Ok)
    }

    /// Writes a message of the office to a party and puts it to the gate.
    ///
    /// # Errors
    /// As [`Desk::let_out`].
    pub async fn write_to_party(
        &self,
        answering: Answering<'_>,
        case: CaseId,
        to: PartyId,
        reply: Reply,
    ) -> Result<Replied, DeskError> {
        let product = self.compute(case, |case, _, _| case.products().next().map(|one| one.id));
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes()?),
            class: reply.class,
            product: product.await?,
            report: None,
            declared: BTreeMap::new(),
            confidential: false,
        };
        let (item, from) = (new.id, self.office_party());
        let message = MessageWritten { item, from, to, tells: reply.tells, file: None };
        let order = order(case, new, message, reply.text, "a message to a participant")?;
        self.act(answering.actor, case, &order).await?;
        self.let_out(answering, case, to, Act::Share, item, Carried::ToPage).await
    }

    /// Puts to the gate that the office gives an item to a party, and lays it on the page of that party or mails it,
    /// encrypted, if it may go.
    /// A manufacturer who is notified is so on record.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] where the case has no such item or party; [`DeskError`]; what the gate refuses is no
    /// error.
    pub async fn let_out(
        &self,
        answering: Answering<'_>,
        case: CaseId,
        to: PartyId,
        act: Act,
        item: ItemId,
        carried: Carried,
    ) -> Result<Replied, DeskError> {
        let from = self.office_party();
        let found = self.compute(case, |case, _, _| {
            let meant = case
                .messages()
                .find(|entry| entry.event.item == item && entry.event.file.is_none());
            // A message goes to whom it was written, and to nobody else.
            let fits = meant.is_none_or(|entry| entry.event.from == from && entry.event.to == to);
            // A mail cannot carry a file: what is its content opens the pieces, and is not the pieces.
            let fits = fits && (carried == Carried::ToPage || case.file(item).is_none());
            let party = case.party(to).filter(|_| fits && case.item(item).is_some())?;
            Some(party.is(Role::Manufacturer))
        });
        let manufacturer = found.await?.ok_or(DeskError::NoContent(item))?;
        let recipient = Recipient::Party(to);
        let facts = BTreeMap::new();
        let flow = Flow { act, from, to: recipient.clone(), items: vec![item], facts };
        let Answering { actor, session, book } = answering;
        let mut last = None;
        let mut asked = self
            .decide(actor, case, "letting out to a participant", session, |case, at| {
                let adoption = gate::adoption_of(self.office(), at);
                let law = gate::Desk { book, adoption: &adoption, office: Some(self.office()) };
                let confirmed = gate::confirmed(&law, case, &flow, at)?;
                last = Some((case.clone(), adoption));
                Ok::<_, DeskError>(confirmed)
            })
            .await?;
        let (opened, adoption) = last.ok_or(DeskError::Hurried)?;
        let Some(clearance) = asked.clearance.take() else {
            return Ok(Replied { asked, case: opened, adoption, sent: false });
        };
        let bytes = self.open_item(&clearance, item).await?;
        let bytes = bytes.map(|plain| plain.bytes().to_vec());
        let dispatch = Dispatch::new(clearance, bytes, self.now())?;
        let decision = Some(dispatch.decision());
        let how = match carried {
            Carried::ToPage => {
                self.lay_on_page(dispatch, item).await?;
                "laid on the participant's page"
            }
            Carried::ByMail => {
                self.post_by_mail(dispatch, (to, item)).await?;
                "mailed to the participant, encrypted"
            }
        };
        let items = [item].into();
        let verb = if manufacturer && act == Act::Notify {
            Verb::NotifyManufacturer(ManufacturerNotified {
                manufacturer: to,
                by: from,
                items,
                decision,
            })
        } else {
            Verb::Provide(Provided { act, from, to: recipient, items, decision })
        };
        let command = Command::new(verb, how);
        self.act(actor, case, &Order::new(command)).await?;
        Ok(Replied { asked, case: opened, adoption, sent: true })
    }
}

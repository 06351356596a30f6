//! A directive becomes a letter, and the letter reaches its bearer if the gate lets it out.

use std::collections::BTreeMap;

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::directive::Order as Direction;
use tidegate_core::embargo::{Dispatch, Embargoed, NewItem, Plain};
use tidegate_core::event::{DirectiveIssued, ProposalSettled, Provided};
use tidegate_core::gate;
use tidegate_core::id::{DirectiveId, ItemId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::proposal::{Completion, Signature};
use tidegate_core::ruling::RulingTerms;
use tidegate_core::situation::Flow;

use super::super::gate::place;
use super::super::{Errand, NotDone, wrong};
use super::no_word;
use crate::desk::{DeskError, Order};
use crate::keys::Random;
use crate::say::directive::served::{ServedTold, SettledTold};
use crate::say::directive::{SignatureTold, letter, letter_flow};
use crate::say::recorded::RecordedTold;
use crate::say::told;

impl Errand<'_> {
    pub(super) async fn issue(
        &self,
        case: &Case,
        settled: ProposalSettled,
        order: Direction,
        first: Signature,
        session: SessionId,
    ) -> Result<SettledTold, NotDone> {
        let directive = order.directive;
        let told = self.telling(case).order(&order, self.desk.now());
        let names = [&first, &settled.signed];
        let names = names.map(|one| SignatureTold { name: one.name.clone(), decides: one.decides });
        let text = letter(&told, &names, &self.desk.office().zone.rules());
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes().map_err(DeskError::from)?),
            class: ContentClass::General,
            product: order.product,
            report: None,
            declared: BTreeMap::new(),
            confidential: false,
        };
        let salt = Salt::from_bytes(Random::salt().map_err(DeskError::from)?);
        let content = Embargoed::<Plain>::new(case.id(), new, salt, text.into_bytes());
        let with = Completion::Letter(Box::new(content.item().clone()));
        let command = Command::new(Verb::SettleProposal { settled, with }, "the desk");
        let order = Order::new(command).with_contents(vec![content]);
        let recorded = self.record(case, vec![order]).await?;
        let served = self.serve_directive(case.label(), directive, session).await?;
        Ok(SettledTold {
            version: 1,
            recorded,
            directive: Some(directive.to_string()),
            served: Some(served),
        })
    }

    /// Puts the letter of a directive to the gate, and lays it on its bearer's page if it may go and there is one: else it
    /// is not served, whatever the gate says, and has to be sent in another way.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] where the directive has no letter; as [`crate::desk::Desk::decide`].
    pub async fn serve_directive(
        &self,
        name: &str,
        directive: DirectiveId,
        session: SessionId,
    ) -> Result<ServedTold, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let case = self.open(name, "serving a directive").await?;
        let issued: DirectiveIssued = case
            .directive_standing(directive)
            .map(|found| found.issued.event.clone())
            .ok_or_else(|| no_word("directive", &directive.to_string(), &[]))?;
        let item = issued.letter.ok_or_else(|| no_word("letter", "", &[]))?;
        let flow = letter_flow(desk.office_party(), &issued);
        let flow = flow.ok_or_else(|| no_word("letter", "", &[]))?;
        let page = self.has_page(issued.to).await?;
        let mut last = None;
        let mut asked = desk
            .decide(self.actor, case.id(), "a directive to its bearer", session, |case, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
                let confirmed = gate::confirmed(&law, case, &flow, at)?;
                last = Some((case.clone(), adoption));
                Ok::<_, DeskError>(confirmed)
            })
            .await?;
        let (opened, adoption) = last.ok_or(DeskError::Hurried)?;
        let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
        let answer = told::decision(&law, &opened, &asked.decision);
        let recorded = place(&asked);
        let let_out = asked.clearance.is_some();
        // Nobody could read it: nothing is provided by that, and no clock runs from it.
        let Some(clearance) = asked.clearance.take().filter(|_| page) else {
            return Ok(ServedTold { version: 1, served: false, page, let_out, answer, recorded });
        };
        let text = desk.open_item(&clearance, item).await?.map(|plain| plain.bytes().to_vec());
        let dispatch = Dispatch::new(clearance, text, desk.now()).map_err(DeskError::from)?;
        let decision = Some(dispatch.decision());
        desk.lay_on_page(dispatch, item).await?;
        let Flow { act, from, to, .. } = flow;
        let provided = Provided { act, from, to, items: [item].into(), decision };
        let command = Command::new(Verb::Provide(provided), "laid on its bearer's page");
        desk.act(self.actor, case.id(), &Order::new(command)).await?;
        Ok(ServedTold { version: 1, served: true, page, let_out, answer, recorded })
    }

    /// Puts a letter to the gate again once a ruling on its way was signed, if it was one.
    pub(super) async fn serve_ruled(
        &self,
        case: &Case,
        ruled: &RulingTerms,
        session: SessionId,
    ) -> Result<Option<(DirectiveId, ServedTold)>, NotDone> {
        let own = self.desk.office_party();
        let of = |flow: &Flow| {
            flow.act == ruled.act
                && flow.from == ruled.from
                && flow.to == ruled.to
                && flow.items.iter().copied().eq(ruled.items.iter().copied())
        };
        let mut open = case.directive_standings().into_iter();
        let found = open.find(|one| {
            let issued = one.issued.event;
            one.awaits.is_open()
                && !case.directive_reached(issued)
                && letter_flow(own, issued).as_ref().is_some_and(of)
        });
        let Some(directive) = found.map(|one| one.issued.event.directive) else { return Ok(None) };
        let served = self.serve_directive(case.label(), directive, session).await?;
        Ok(Some((directive, served)))
    }

    /// Proposes a ruling by which the letter of a directive reaches its bearer.
    ///
    /// # Errors
    /// A directive that the case does not have; as [`Errand::propose_ruling`].
    pub async fn propose_letter_ruling(
        &self,
        name: &str,
        directive: &str,
        reasons: &str,
        expires: &str,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "proposing a ruling").await?;
        let id: DirectiveId = directive.parse().map_err(wrong)?;
        let found = case.directive_standing(id);
        let issued = found.map(|found| found.issued.event);
        let flow = issued.and_then(|issued| letter_flow(self.desk.office_party(), issued));
        let flow = flow.ok_or_else(|| no_word("directive", directive, &[]))?;
        self.propose_ruling(name, &flow, reasons, expires, decides).await
    }
}

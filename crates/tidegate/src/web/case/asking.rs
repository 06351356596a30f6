//! Asking the gate about a case: a question is free; a decision is recorded only when that is asked for and confirmed.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::gate::{self, NoFlow};
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_core::product::Product;
use tidegate_core::situation::Flow;
use tidegate_law::{AnswerKind, Book, FactValue, Words};

use super::{Address, back, opened, recomputed};
use crate::clocks::owed;
use crate::desk::DeskError;
use crate::say::duty::left;
use crate::say::happened::Happened;
use crate::say::id;
use crate::say::text::heading;
use crate::say::told::{self, GroundTold, Told, class_name};
use crate::web::access::{CASE_WORK, Route};
use crate::web::wrong::in_both;
use crate::web::{Frame, Page, Posted, Visit, Wrong};
use crate::words::Voice;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/ask", CASE_WORK, ask),
        Route::post("/at/{office}/cases/{handle}/decide", CASE_WORK, decide),
    ]
}

/// One value of a choice.
pub(in crate::web) struct Choice {
    pub(in crate::web) value: String,
    pub(in crate::web) text: String,
    pub(in crate::web) chosen: bool,
}

/// The choices of which a question is made.
pub(super) struct AskBox {
    pub(super) from: Vec<Choice>,
    pub(super) acts: Vec<Choice>,
    pub(super) content: Vec<Choice>,
    pub(super) to: Vec<Choice>,
}

/// A question about a flow, as the address or the form has it.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    from: String,
    act: String,
    content: String,
    to: String,
}

/// A list of names, or that nobody said.
pub(super) fn or_unknown(text: &str, frame: &Frame) -> String {
    if text.is_empty() { frame.say("case-page-unknown") } else { text.to_owned() }
}

/// A product in a line: its name, who provides it, where it is available.
pub(super) fn product(happened: &Happened<'_>, frame: &Frame, product: &Product) -> String {
    let comma = frame.say("list-comma");
    let markets: Vec<&str> = product.supplies.iter().map(|supply| supply.into.code()).collect();
    let makers: Vec<String> = product.providers.iter().map(|id| happened.party(*id)).collect();
    let words = [
        ("product", product.name.as_str().into()),
        ("makers", or_unknown(&makers.join(&comma), frame).into()),
        ("markets", or_unknown(&markets.join(&comma), frame).into()),
    ];
    frame.voice().with("case-page-product", words)
}

/// The clocks of whoever is asked about, nearest first: what a delay or a way out has to be weighed against.
fn running(law: &gate::Desk<'_>, case: &Case, from: PartyId, visit: &Visit) -> Vec<String> {
    let frame = visit.frame();
    let at = visit.house.now();
    let owed = owed(law.book, law.adoption, case, at);
    let own = owed.iter().filter(|one| one.bearer == from && one.duty.live());
    let counted = own.filter_map(|one| Some((one, one.duty.when.deadline()?.strict.earliest)));
    let mut counted: Vec<_> = counted.map(|(one, due)| (due, &one.duty.citation)).collect();
    counted.sort_by_key(|(due, _)| *due);
    counted.dedup();
    let line = |(due, citation): (Timestamp, &Words)| {
        let left = left(due, at, frame.voice());
        format!("{} · {left}", frame.pick(citation))
    };
    counted.into_iter().map(line).collect()
}

/// The choices that a case gives: its parties, its content, and the recipients that the book knows.
pub(super) fn of_case(visit: &Visit, case: &Case, asked: &Question) -> Result<AskBox, Wrong> {
    let (frame, book) = (visit.frame(), visit.house.book());
    let office = visit.office()?.office();
    let own = office.party().to_string();
    let first = |asked: &str, open: &str| {
        if asked.is_empty() { open.to_owned() } else { asked.to_owned() }
    };
    let (from, act) = (first(&asked.from, &own), first(&asked.act, "share"));
    let choice = |value: String, text: String, asked: &str| {
        let chosen = value == asked;
        Choice { value, text, chosen }
    };
    let parties = |asked: &str| -> Vec<Choice> {
        case.parties()
            .map(|party| {
                let name = frame.pick(&told::goes_by(party, Some(office))).to_owned();
                choice(party.id.to_string(), name, asked)
            })
            .collect()
    };
    let with_content = |name: &str| Act::from_word(name).is_some_and(Act::is_with_content);
    let acts = book.schema().acts().iter().filter(|act| with_content(&act.name));
    let acts = acts
        .map(|entry| choice(entry.name.clone(), frame.pick(&entry.words).to_owned(), &act))
        .collect();
    let of = |class: ContentClass| content(case, class).next().is_some();
    let has = |class: &ContentClass| of(*class);
    let classes = ContentClass::ALL.into_iter().filter(has).map(|class| {
        let text = frame.pick(&class_name(book, class)).to_owned();
        choice(class.to_string(), text, &asked.content)
    });
    let mut to = parties(&asked.to);
    let schema = book.schema();
    let capacities = schema.fact_named("recipient").map(|fact| &schema.entry(fact).values);
    for entry in capacities.into_iter().flatten() {
        let text = frame.pick(&entry.words).to_owned();
        to.push(choice(entry.value.to_string(), text, &asked.to));
    }
    Ok(AskBox { from: parties(&from), acts, content: classes.collect(), to })
}

/// The items of a class; messages and files are between two and are asked about by themselves.
fn content(case: &Case, class: ContentClass) -> impl Iterator<Item = ItemId> {
    let of_class = case.items().filter(move |record| record.item.class == class);
    of_class.map(|record| record.item.id).filter(|item| !case.is_sent(*item))
}

impl Question {
    /// The flow that is asked about: every item of the class that the case has.
    /// Whether anything is asked.
    pub(super) fn is_asked(&self) -> bool {
        !self.act.is_empty()
    }

    /// The question as the pairs of an address.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("from", &self.from),
            ("act", &self.act),
            ("content", &self.content),
            ("to", &self.to),
        ];
        let said = all.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| (name, value.as_str())).collect()
    }

    pub(super) fn flow(&self, book: &Book, case: &Case) -> Result<Flow, Wrong> {
        let from: PartyId = self.from.parse().map_err(|_| Wrong::Form)?;
        let act = Act::from_word(&self.act).ok_or(Wrong::Form)?;
        let class = ContentClass::from_word(&self.content).ok_or(Wrong::Form)?;
        let items: Vec<ItemId> = content(case, class).collect();
        let to = match self.to.parse::<PartyId>() {
            Ok(party) => Recipient::Party(party),
            Err(_) => {
                let schema = book.schema();
                let value = FactValue::symbol(&self.to);
                let known =
                    schema.fact_named("recipient").and_then(|fact| schema.value(fact, &value));
                known.ok_or(Wrong::Form)?;
                Recipient::Capacity(self.to.parse().map_err(|_| Wrong::Form)?)
            }
        };
        Ok(Flow { act, from, to, items, facts: BTreeMap::new() })
    }
}

/// An answer about a case: its first lines, and what the gate adds to the law.
pub(super) struct Verdict {
    pub(super) headline: String,
    pub(super) line: String,
    pub(super) gate: AnswerKind,
    pub(super) needs: Vec<NeedShown>,
}

/// Whether a recipient that the flow reaches has a need to know, and why.
#[derive(PartialEq, Eq)]
pub(super) struct NeedShown {
    pub(super) who: String,
    pub(super) why: String,
    pub(super) granted: bool,
}

impl Verdict {
    pub(super) fn of(told: &Told, frame: &Frame, zone: &TimeZone) -> Self {
        let mut needs: Vec<NeedShown> = Vec::new();
        for passage in &told.passages {
            let Some(need) = &passage.need else { continue };
            let who = frame.pick(&passage.recipient).to_owned();
            let (why, granted) = (frame.say(id::need(need)), need.granted());
            let one = NeedShown { who, why, granted };
            if !needs.contains(&one) {
                needs.push(one);
            }
        }
        let (headline, line) = heading(told, frame.voice(), zone);
        Self { headline, line, gate: told.gate.unwrap_or(told.law), needs }
    }
}

#[derive(Template)]
#[template(path = "case-ask.html")]
struct AskPage {
    frame: Frame,
    slug: String,
    handle: String,
    ask: AskBox,
    asked: Question,
    verdict: Verdict,
    products: Vec<String>,
    running: Vec<String>,
    told: Told,
    refused: bool,
    /// Whether the recipient would have the content, so that the register has the answer once it is recorded.
    conveys: bool,
}

async fn ask(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Question>,
) -> Result<Response, Wrong> {
    // Nothing was asked: the case has the form.
    if asked.content.is_empty() && asked.to.is_empty() {
        let to = format!("/at/{}/cases/{handle}#ask", visit.office()?.slug());
        return Ok(Redirect::to(&to).into_response());
    }
    let case = opened(&visit, &handle, "asking a question").await?;
    let (hosted, book, frame) = (visit.office()?, visit.house.book(), visit.frame());
    let flow = asked.flow(book, &case)?;
    let at = hosted.desk().now();
    let adoption = gate::adoption_of(hosted.office(), at);
    let law = gate::Desk { book, adoption: &adoption, office: Some(hosted.office()) };
    let decision = gate::decide(&law, &case, &flow, at);
    let decision = decision.map_err(|error| Wrong::Asked(in_both(&error)))?;
    let told = told::decision(&law, &case, &decision);
    let voice = frame.voice();
    let called = told::own_call(hosted.office());
    let happened = Happened { book, case: &case, called: &called, voice };
    let page = AskPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        ask: of_case(&visit, &case, &asked)?,
        verdict: Verdict::of(&told, &frame, &hosted.office().zone.rules()),
        products: case.products().map(|one| product(&happened, &frame, one)).collect(),
        running: running(&law, &case, flow.from, &visit),
        refused: decision.gate == AnswerKind::Refuse && decision.ruling.is_none(),
        conveys: flow.act.conveys() && flow.to.party() != Some(flow.from),
        asked,
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Deciding {
    from: String,
    act: String,
    content: String,
    to: String,
    confirmed: String,
}

/// Puts the flow to the gate at the desk: confirmed by the reference engine, recorded, under a signed head.
async fn decide(Path((_, handle)): Address, posted: Posted<Deciding>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let Deciding { from, act, content, to, confirmed } = fields;
    if confirmed != "yes" {
        return Err(Wrong::Asked(Voice::in_both(|voice| {
            voice.say("case-page-decide-unconfirmed")
        })));
    }
    let asked = Question { from, act, content, to };
    let (hosted, member, book) = (visit.office()?, visit.member()?, visit.house.book());
    let desk = hosted.desk();
    let row = desk.find(&handle).await?;
    let kept = desk
        .decide(&member.actor(), row.case, "asked of the gate", member.session, |case, at| {
            let flow = asked.flow(book, case).map_err(|_| NoFlow::Empty)?;
            let adoption = gate::adoption_of(desk.office(), at);
            let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
            Ok::<_, DeskError>(gate::confirmed(&law, case, &flow, at)?)
        })
        .await?;
    recomputed(&visit, hosted, row.case).await;
    Ok(back(hosted, &handle, kept.inclusion.index()))
}

//! Where the finder is: said at any time, and only by the finder. Whose law speaks to whom turns on it, and whether the
//! office may answer (RMSV 9(7)); nobody has to say it.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, PartyJoined};
use tidegate_core::id::{CaseId, PartyId};
use tidegate_core::party::{Party, PartyKind};
use tidegate_core::place::{Jurisdiction, NotAJurisdiction};

use super::{Refused, ask, case_of, shown};
use crate::desk::Order;
use crate::finder::message::Between;
use crate::say::error::Said as _;
use crate::say::mine::PlaceTold;
use crate::web::{Posted, Visit, Wrong};

/// Where a finder says to be, by codes; empty is not said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// Where they are now.
    present: String,
    /// Where they ordinarily live, or where an organisation is established.
    home: String,
}

/// Where the finder is, as it is on record or as it was typed.
pub(super) struct Place {
    pub(super) present: String,
    pub(super) home: String,
    /// Whether the finder reports as an organisation, which is where it is established.
    pub(super) organisation: bool,
    pub(super) problem: Option<String>,
}

impl Place {
    pub(super) fn of(told: &PlaceTold, refused: Option<(String, Said)>) -> Self {
        let organisation = told.organisation;
        if let Some((problem, Said { present, home })) = refused {
            return Self { present, home, organisation, problem: Some(problem) };
        }
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        let (present, home) = (code(&told.present), code(&told.home));
        Self { present, home, organisation, problem: None }
    }
}

/// Where the finder is, as it is on record.
pub(super) fn told(case: &Case, finder: PartyId) -> PlaceTold {
    let party = case.party(finder);
    let code = |of: fn(&Party) -> Option<Jurisdiction>| {
        party.and_then(of).map(|place| place.code().to_owned())
    };
    PlaceTold {
        present: code(|party| party.present_in),
        home: code(|party| party.established),
        organisation: party.is_some_and(|party| party.kind == PartyKind::Organisation),
    }
}

fn read(code: &str) -> Result<Option<Jurisdiction>, NotAJurisdiction> {
    let code = code.trim().to_uppercase();
    if code.is_empty() { Ok(None) } else { code.parse().map(Some) }
}

/// Takes in where the finder says to be. What is left empty is not known any more.
pub(super) async fn say(headers: HeaderMap, posted: Posted<Said>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let Some(id) = case_of(hosted, &headers).await? else { return Ok(ask(hosted)) };
    match move_to(&visit, id, &fields.present, &fields.home).await? {
        Ok(()) => {
            Ok(Redirect::to(&format!("/at/{}/mine?placed#place", hosted.slug())).into_response())
        }
        Err(why) => {
            let frame = visit.frame();
            let wrong =
                [&fields.present, &fields.home].into_iter().find(|code| read(code).is_err());
            let problem = match wrong {
                Some(code) => frame.with("mine-place-unknown", "said", code.trim()),
                None => why.said(frame.voice()),
            };
            shown(&visit, id, false, Some(Refused::Place(problem, fields))).await
        }
    }
}

/// Records where the finder says to be, by codes. What is left empty is not known any more.
pub(crate) async fn move_to(
    visit: &Visit,
    id: CaseId,
    present: &str,
    home: &str,
) -> Result<Result<(), NotAJurisdiction>, Wrong> {
    let (rate, now) = (visit.house.limits().reports, visit.house.now());
    visit.house.rates().take(visit.from, "messages", rate, now).map_err(Wrong::TooMany)?;
    match read(present).and_then(|present| Ok((present, read(home)?))) {
        Ok((present, home)) => record(visit, id, present, home).await.map(Ok),
        Err(why) => Ok(Err(why)),
    }
}

async fn record(
    visit: &Visit,
    id: CaseId,
    present: Option<Jurisdiction>,
    home: Option<Jurisdiction>,
) -> Result<(), Wrong> {
    let desk = visit.office()?.desk();
    let party = desk.compute(id, |case, _, _| {
        let party = case.party(Between::of(case)?.finder)?.clone();
        let present_in = present.filter(|_| party.kind == PartyKind::Individual);
        Some(Party { present_in, established: home, ..party })
    });
    let Some(party) = party.await? else { return Err(Wrong::Nowhere) };
    let actor = Actor::Party(party.id);
    let joined = Verb::JoinParty(PartyJoined { party });
    let order = Order::new(Command::new(joined, "the finder's page"));
    desk.act(&actor, id, &order).await?;
    Ok(())
}

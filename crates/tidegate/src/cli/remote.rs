//! Working against a server: the same errands over HTTP, told in the same forms.
//!
//! The token comes from `TIDEGATE_TOKEN` alone, so that it stands in no list of processes.

mod account;
mod attach;
mod bulk;
mod circle;
mod declare;
mod directives;
mod reportability;
mod sign_in;
mod transfer;
mod triage;
mod work;

use anyhow::anyhow;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tidegate_core::report::Draft;
use tidegate_law::FieldBasis;
use tidegate_law::time::zone;

use super::ask::Arguments as Asking;
use super::{Failure, Globals, Terminal, usage, wrong};
use crate::api::{
    AskBody, FactsBody, FiledBody, LinesBody, OfficeListed, OfficesListed, QuestionBody,
    ReportBody, SheetBody, WhatIfBody,
};
use crate::errand::{Establish, ListWritten, PastedBack, Sheeting, Supposing, Wanted};
use crate::finder::Holder;
use crate::people::NotSignedIn;
use crate::question::Described;
use crate::say::cased::CaseTold;
use crate::say::listed::{CasesTold, DutiesOfCases, StatutesTold};
use crate::say::meeting::MeetingsTold;
use crate::say::plan::{PlanTold, WhatIfTold};
use crate::say::recorded::{DecidedTold, RecordedTold, TakenTold};
use crate::say::register::RegisterTold;
use crate::say::sheet::SheetsTold;
use crate::say::shown::Shown;
use crate::say::told::Told;
use crate::web::Problem;
use crate::web::visit::tag;
use crate::words::Voice;

/// The largest answer that is read.
const LARGEST: u64 = 64 << 20;

/// A server.
pub(super) struct Remote {
    agent: ureq::Agent,
    base: String,
    office: Option<String>,
    token: Option<String>,
    /// Whether whoever listens between here and the server would read a secret.
    in_clear: bool,
    voice: Voice,
}

impl Remote {
    /// The server that `--server` names, if it names one.
    pub(super) fn of(globals: &Globals, terminal: &Terminal<'_>) -> Result<Option<Self>, Failure> {
        let Some(server) = &globals.server else { return Ok(None) };
        if !(server.starts_with("http://") || server.starts_with("https://")) {
            let words = [("server", server.as_str().into())];
            return Err(usage(terminal.with("remote-no-address", words)));
        }
        let token = std::env::var("TIDEGATE_TOKEN").ok().filter(|token| !token.is_empty());
        let host = server.strip_prefix("http://").map(|rest| rest.split('/').next().unwrap_or(""));
        let away = host.is_some_and(|host| {
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            name != "localhost" && name != "[::1]" && !name.starts_with("127.")
        });
        if away && token.is_some() {
            return Err(usage(terminal.say("remote-in-clear")));
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(std::time::Duration::from_secs(60)));
        Ok(Some(Self {
            agent: config.build().into(),
            base: format!("{}/api/v1", server.trim_end_matches('/')),
            office: globals.office.clone(),
            token,
            in_clear: away,
            voice: terminal.voice,
        }))
    }

    fn read<T: DeserializeOwned>(
        &self,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<(T, Option<String>), Failure> {
        let server = self.base.trim_end_matches("/api/v1").to_owned();
        let silent = |error: ureq::Error| {
            let words = [("server", server.clone().into()), ("why", error.to_string().into())];
            Failure::Fault(anyhow!(self.voice.with("remote-silent", words)))
        };
        let mut answer = answer.map_err(silent)?;
        let link = answer.headers().get("link").and_then(|link| link.to_str().ok());
        let next = link.and_then(|link| link.strip_prefix('<')?.split_once(">; rel=\"next\""));
        let next = next.map(|(path, _)| path.to_owned());
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(silent)?;
        let words = [("server", server.clone().into()), ("status", status.into())];
        let strange = || Failure::Fault(anyhow!(self.voice.with("remote-strange", words.clone())));
        if (200..300).contains(&status) {
            let told: &[u8] = if body.is_empty() { b"null" } else { &body };
            return Ok((serde_json::from_slice(told).map_err(|_| strange())?, next));
        }
        let problem: Problem = serde_json::from_slice(&body).map_err(|_| strange())?;
        match status {
            401 if problem.kind.ends_with("#problem-sign-in") => {
                Err(usage(self.voice.say("remote-sign-in")))
            }
            401 if problem.kind.ends_with("#problem-code") => Err(wrong(NotSignedIn::Code)),
            500.. => Err(Failure::Fault(anyhow!("{}: {}", problem.title, problem.detail))),
            _ => Err(usage(format!("{}: {}", problem.title, problem.detail))),
        }
    }

    fn from<T: DeserializeOwned>(&self, path: &str) -> Result<(T, Option<String>), Failure> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        request = request.header("accept-language", tag(self.voice.language()));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.read(request.call())
    }

    /// A list with all of its pages.
    fn whole<T: DeserializeOwned>(
        &self,
        path: &str,
        join: impl Fn(&mut T, T),
    ) -> Result<T, Failure> {
        let (mut told, mut next): (T, _) = self.from(path)?;
        while let Some(path) = next {
            let (page, after) = self.from(path.strip_prefix("/api/v1").unwrap_or(&path))?;
            join(&mut told, page);
            next = after;
        }
        Ok(told)
    }

    fn to<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Failure> {
        self.send(path, body, None)
    }

    fn send<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        key: Option<&str>,
    ) -> Result<T, Failure> {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        request = request.header("accept-language", tag(self.voice.language()));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.read(request.send_json(body)).map(|(told, _)| told)
    }

    /// The office, and the zone in which it shows time.
    fn at(&self) -> Result<(String, TimeZone), Failure> {
        let office: OfficeListed = match &self.office {
            Some(slug) => self.from(&format!("/offices/{}", part(slug)))?.0,
            None => {
                let mut listed: OfficesListed = self.from("/offices")?.0;
                match (listed.offices.pop(), listed.offices.is_empty()) {
                    (Some(only), true) => only,
                    (last, _) => {
                        let known = listed.offices.iter().chain(last.iter());
                        let known: Vec<&str> = known.map(|one| one.office.as_str()).collect();
                        let words = [("known", known.join(", ").into())];
                        return Err(usage(self.voice.with("remote-which-office", words)));
                    }
                }
            }
        };
        let zone = zone(&office.zone).map_err(usage)?;
        Ok((format!("/offices/{}", part(&office.office)), zone))
    }

    /// Hands in a report; sent again under the same key, it opens one case. The code of the way back comes with it: its
    /// secret is made here and kept nowhere.
    pub(super) fn report(
        &self,
        draft: &Draft,
        files: &[Vec<u8>],
        manufacturer_place: Option<&str>,
        key: Option<&str>,
    ) -> Result<TakenTold, Failure> {
        let (office, _) = self.at()?;
        let holder = Holder::new().map_err(|error| Failure::Fault(error.into()))?;
        let body = ReportBody {
            report: serde_json::to_value(draft).map_err(usage)?,
            files: files.iter().map(|file| STANDARD.encode(file)).collect(),
            manufacturer_place: manufacturer_place.map(str::to_owned),
            terms: None,
            secret: Some(holder.cookie()),
        };
        self.send(&format!("{office}/reports"), &body, key)
    }

    pub(super) fn statutes(&self) -> Result<StatutesTold, Failure> {
        Ok(self.from("/law")?.0)
    }

    pub(super) fn meetings(&self) -> Result<MeetingsTold, Failure> {
        Ok(self.from("/law/conflicts")?.0)
    }

    pub(super) fn statute(
        &self,
        id: &str,
        article: Option<&str>,
        at: Option<&str>,
    ) -> Result<Shown, Failure> {
        let article = article.map(|one| format!("/{}", part(one))).unwrap_or_default();
        let at = query(&[("at", at.unwrap_or_default())]);
        Ok(self.from(&format!("/law/{}{article}{at}", part(id)))?.0)
    }

    pub(super) fn case(
        &self,
        name: &str,
        purpose: Option<&str>,
    ) -> Result<(CaseTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let query = query(&[("purpose", purpose.unwrap_or_default())]);
        Ok((self.from(&format!("{office}/cases/{}{query}", part(name)))?.0, zone))
    }

    pub(super) fn cases(
        &self,
        limit: usize,
        due: bool,
        written: &ListWritten,
    ) -> Result<(CasesTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let (most, due) = (limit.clamp(1, 200).to_string(), due.to_string());
        let mut fields = vec![("limit", most.as_str()), ("due", due.as_str())];
        fields.extend(written.query());
        let path = format!("{office}/cases{}", query(&fields));
        let (mut told, mut next): (CasesTold, _) = self.from(&path)?;
        while let (Some(path), true) = (&next, told.cases.len() < limit) {
            let path = path.strip_prefix("/api/v1").unwrap_or(path);
            let (page, after): (CasesTold, _) = self.from(path)?;
            told.opened += page.opened;
            told.cases.extend(page.cases);
            next = after;
        }
        told.cases.truncate(limit);
        Ok((told, zone))
    }

    pub(super) fn duties(
        &self,
        name: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Result<(DutiesOfCases, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let case = name.map(|name| format!("/cases/{}", part(name))).unwrap_or_default();
        let all = if wanted.all { "true" } else { "" };
        let (party, at) = (wanted.party.unwrap_or_default(), wanted.at.unwrap_or_default());
        let limit = if name.is_none() { "200" } else { "" };
        let query = query(&[("party", party), ("at", at), ("all", all), ("limit", limit)]);
        let path = format!("{office}{case}/duties{query}");
        let told = self.whole(&path, |all: &mut DutiesOfCases, more| {
            all.behind |= more.behind;
            all.cases.extend(more.cases);
        });
        Ok((told?, zone))
    }

    pub(super) fn plan(
        &self,
        name: &str,
        at: Option<&str>,
    ) -> Result<(PlanTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let query = query(&[("at", at.unwrap_or_default())]);
        Ok((self.from(&format!("{office}/cases/{}/plan{query}", part(name)))?.0, zone))
    }

    pub(super) fn sheets(
        &self,
        name: &str,
        wanted: Sheeting<'_>,
    ) -> Result<(SheetsTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let with = match wanted.extent {
            FieldBasis::Law => "",
            FieldBasis::Portal => "portal",
            FieldBasis::Optional => "optional",
        };
        let at = wanted.at.unwrap_or_default();
        let query = query(&[("duty", wanted.duty), ("with", with), ("at", at)]);
        Ok((self.from(&format!("{office}/cases/{}/sheet{query}", part(name)))?.0, zone))
    }

    /// The sheets of a duty, opened by a decision of the gate; `to_file` puts the filing itself to it.
    pub(super) fn sheets_opened(
        &self,
        name: &str,
        wanted: Sheeting<'_>,
        to_file: bool,
    ) -> Result<(SheetsTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = SheetBody { duty: wanted.duty.to_owned(), with: Some(wanted.extent), to_file };
        Ok((self.to(&format!("{office}/cases/{}/sheet/open", part(name)), &body)?, zone))
    }

    /// Records that a duty was met by a filing.
    pub(super) fn filed(&self, name: &str, back: PastedBack<'_>) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let body = FiledBody {
            duty: back.duty.to_owned(),
            bearer: back.bearer.map(str::to_owned),
            when: back.when.to_owned(),
            before_clock: back.before_clock,
            reference: back.reference.map(str::to_owned),
            without_reference: back.without_reference,
            fields: back.fields.to_vec(),
        };
        self.to(&format!("{office}/cases/{}/sheet/filed", part(name)), &body)
    }

    pub(super) fn tell(
        &self,
        name: &str,
        lines: &str,
        source: &str,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let lines = lines.lines().map(str::to_owned).collect();
        let body = LinesBody { lines, source: source.to_owned() };
        self.to(&format!("{office}/cases/{}/events", part(name)), &body)
    }

    pub(super) fn register(
        &self,
        year: Option<i16>,
        (sales, kind, outcome): (bool, Option<&str>, Option<&str>),
    ) -> Result<(RegisterTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let query = query(&[
            ("year", year.as_str()),
            ("act", if sales { "sell" } else { "" }),
            ("kind", kind.unwrap_or_default()),
            ("outcome", outcome.unwrap_or_default()),
            ("limit", "200"),
        ]);
        let path = format!("{office}/register{query}");
        let join =
            |all: &mut RegisterTold, more: RegisterTold| all.transfers.extend(more.transfers);
        Ok((self.whole(&path, join)?, zone))
    }

    pub(super) fn what_if(
        &self,
        name: &str,
        supposing: &Supposing<'_>,
    ) -> Result<(WhatIfTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = WhatIfBody {
            at: supposing.at.map(str::to_owned),
            facts: supposing.facts.to_vec(),
            happened: supposing.happened.to_vec(),
            moved: supposing.moved.to_vec(),
            house: supposing.beside.house.clone(),
            positions: supposing.beside.positions.clone(),
        };
        Ok((self.to(&format!("{office}/cases/{}/what-if", part(name)), &body)?, zone))
    }

    pub(super) fn ask(
        &self,
        described: &Described,
        at: Timestamp,
        arguments: &Asking,
    ) -> Result<Told, Failure> {
        let of = described.clone();
        let facts = of.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = AskBody {
            act: of.act,
            content: of.content,
            state: of.state,
            roles: of.roles,
            actor_place: of.actor_place,
            recipient: of.recipient,
            recipient_place: of.recipient_place,
            product_in: of.product_in,
            facts,
            at: Some(at.to_string()),
            house: arguments.house.clone(),
            positions: arguments.position.clone(),
        };
        self.to("/ask", &body)
    }

    pub(super) fn ask_kept(
        &self,
        name: &str,
        question: &str,
        arguments: &Asking,
    ) -> Result<(Told, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = QuestionBody {
            question: question.to_owned(),
            at: arguments.at.clone(),
            house: arguments.house.clone(),
            positions: arguments.position.clone(),
        };
        Ok((self.to(&format!("{office}/cases/{}/ask", part(name)), &body)?, zone))
    }

    pub(super) fn decide(
        &self,
        name: &str,
        question: &str,
    ) -> Result<(DecidedTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = QuestionBody { question: question.to_owned(), ..QuestionBody::default() };
        Ok((self.to(&format!("{office}/cases/{}/decisions", part(name)), &body)?, zone))
    }

    pub(super) fn establish(
        &self,
        name: &str,
        establish: Establish<'_>,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let body = FactsBody {
            facts: establish.facts.to_vec(),
            about: establish.about.to_owned(),
            occurred: establish.occurred.map(str::to_owned),
            source: establish.source.to_owned(),
        };
        self.to(&format!("{office}/cases/{}/facts", part(name)), &body)
    }
}

/// A text as one part of a path.
fn part(text: &str) -> String {
    let mut part = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {
                part.push(char::from(byte));
            }
            _ => part.push_str(&format!("%{byte:02X}")),
        }
    }
    part
}

/// A query of the fields that say something.
fn query(fields: &[(&str, &str)]) -> String {
    let said: Vec<_> = fields.iter().filter(|(_, value)| !value.is_empty()).collect();
    let said = serde_urlencoded::to_string(said).unwrap_or_default();
    if said.is_empty() { said } else { format!("?{said}") }
}

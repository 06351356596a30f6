//! `tidegate directive CASE`: what is asked of whom, what waits for a second signature, and every step of both.

use jiff::tz::TimeZone;
use tidegate_core::id::SessionId;

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::api::{
    ArrivalBody, DirectiveAnswerBody, DirectiveBody, MeasureBody, MeasureReportBody, ProposalBody,
    ProposedRulingBody, ReleaseBody, ReviewBody, SettlementBody, ShownBody, VerificationBody,
};
use crate::desk::Desk;
use crate::errand::{Answering, Asking, Directing, Errand, NotDone, Reviewing, Verifying};
use crate::people::decides;
use crate::say::directive::served::SettledTold;
use crate::say::directive::{DirectivesTold, text};
use crate::say::recorded::RecordedTold;
use crate::telling::draw;
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "NAME", requires_all = ["measure", "reasons"])]
    to: Option<String>,
    #[arg(long, value_name = "NAME", requires = "to")]
    product: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "to")]
    versions: Option<String>,
    #[arg(long, value_name = "KIND=TEXT", requires = "to")]
    measure: Vec<String>,
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    #[arg(long, value_name = "NUMBER", requires = "to")]
    follows: Option<u64>,
    #[arg(long, value_name = "TEXT", requires = "follows")]
    overrule: Option<String>,
    #[arg(long, value_name = "ARTICLE", requires = "to")]
    basis: Option<String>,
    #[arg(long, value_name = "ID", requires = "to")]
    replaces: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reasons: Option<String>,
    #[arg(long, value_name = "QUESTION", requires = "reasons", conflicts_with = "to")]
    release: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with = "to")]
    sign: Option<String>,
    #[arg(long, value_name = "ID", requires = "reasons", conflicts_with_all = ["to", "sign"])]
    decline: Option<String>,
    #[arg(long, value_name = "ID", requires = "reasons", conflicts_with_all = ["to", "sign"])]
    take_back: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["to", "sign"])]
    of: Option<String>,
    #[arg(long, value_name = "WORD", requires = "of")]
    answer: Option<String>,
    #[arg(long, value_name = "WORD", requires_all = ["of", "reasons"])]
    review: Option<String>,
    #[arg(long, value_name = "TIME", requires_all = ["of", "reasons"])]
    ruling: Option<String>,
    #[arg(long, value_name = "NUMBER", requires_all = ["of", "reasons"])]
    done: Option<u32>,
    #[arg(long, value_name = "DONE/OF", requires = "done")]
    installed: Option<String>,
    #[arg(long, value_name = "VERSION", requires = "done")]
    version_before: Option<String>,
    #[arg(long, value_name = "VERSION", requires = "done")]
    version_after: Option<String>,
    #[arg(long, value_name = "DAY", requires = "done")]
    on: Option<String>,
    #[arg(long, value_name = "NAME", requires = "done")]
    carried_out_by: Option<String>,
    #[arg(long, value_name = "TIME", requires_all = ["of", "reasons"])]
    arrived: Option<String>,
    #[arg(long, value_name = "NUMBER", requires_all = ["of", "result"])]
    verify: Option<u32>,
    #[arg(long, value_name = "WORD", requires = "verify")]
    result: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Doing {
    Propose(Box<ProposalBody>),
    Settle(String, SettlementBody),
    Answer(String, DirectiveAnswerBody),
    Report(String, MeasureReportBody),
    Verify(String, VerificationBody),
    Arrive(String, ArrivalBody),
}

impl Doing {
    /// The text that says that it was done.
    fn message(&self) -> &'static str {
        match self {
            Self::Propose(_) => "directive-recorded-proposed",
            Self::Settle(_, body) if body.outcome == "sign" => "directive-recorded-signed",
            Self::Settle(_, body) if body.outcome == "decline" => "directive-recorded-declined",
            Self::Settle(..) => "directive-recorded-back",
            Self::Answer(..) => "directive-recorded-answered",
            Self::Report(..) => "directive-recorded-reported",
            Self::Verify(..) => "directive-recorded-verified",
            Self::Arrive(..) => "directive-recorded-arrived",
        }
    }
}

impl Arguments {
    /// What a report comes to.
    fn shown(&self) -> Result<ShownBody, Failure> {
        let installed = self.installed.as_deref().map(|written| {
            let (done, of) = written.split_once('/')?;
            Some((done.trim().parse().ok()?, of.trim().parse().ok()?))
        });
        let wrong = || NotDone::Said(Voice::in_both(|voice| voice.say("measure-shown-number")));
        let installed = match installed {
            Some(None) => return Err(not_done(wrong())),
            Some(counted) => counted,
            None => None,
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Ok(ShownBody {
            done: installed.map(|(done, _)| done),
            of: installed.map(|(_, of)| of),
            before: text(&self.version_before),
            after: text(&self.version_after),
            on: text(&self.on),
            who: text(&self.carried_out_by),
        })
    }

    fn doing(&self) -> Result<Option<Doing>, Failure> {
        let reasons = || self.reasons.clone().unwrap_or_default();
        let settle = |id: &String, outcome: &str| {
            let body = SettlementBody { outcome: outcome.to_owned(), why: reasons() };
            Ok(Some(Doing::Settle(id.clone(), body)))
        };
        if let Some(id) = &self.sign {
            return settle(id, "sign");
        }
        if let Some(id) = &self.decline {
            return settle(id, "decline");
        }
        if let Some(id) = &self.take_back {
            return settle(id, "take_back");
        }
        if let Some(to) = &self.to {
            let directive = Some(self.directive(to)?);
            let body = ProposalBody { directive, ..Default::default() };
            return Ok(Some(Doing::Propose(Box::new(body))));
        }
        if let Some(question) = self.release.clone() {
            let release = Some(ReleaseBody { question, reasons: reasons() });
            let body = ProposalBody { release, ..Default::default() };
            return Ok(Some(Doing::Propose(Box::new(body))));
        }
        let Some(of) = self.of.clone() else { return Ok(None) };
        if let Some(when) = self.arrived.clone() {
            return Ok(Some(Doing::Arrive(of, ArrivalBody { when, how: reasons() })));
        }
        if let Some(answer) = self.answer.clone() {
            let (until, reasons) = (self.until.clone(), self.reasons.clone());
            return Ok(Some(Doing::Answer(of, DirectiveAnswerBody { answer, until, reasons })));
        }
        if let Some(review) = self.review.clone() {
            let (until, reasons) = (self.until.clone(), reasons());
            let review = Some(ReviewBody { directive: of, review, until, reasons });
            let body = ProposalBody { review, ..Default::default() };
            return Ok(Some(Doing::Propose(Box::new(body))));
        }
        if let Some(expires) = self.ruling.clone() {
            let (letter, reasons) = (Some(of), reasons());
            let ruling = ProposedRulingBody { letter, reasons, expires, ..Default::default() };
            let body = ProposalBody { ruling: Some(ruling), ..Default::default() };
            return Ok(Some(Doing::Propose(Box::new(body))));
        }
        if let Some(measure) = self.done {
            let (statement, shown) = (reasons(), self.shown()?);
            let body = MeasureReportBody { measure, statement, shown };
            return Ok(Some(Doing::Report(of, body)));
        }
        let result = self.result.clone().unwrap_or_default();
        let finding = self.reasons.clone();
        let verified = self.verify.map(|measure| VerificationBody { measure, result, finding });
        Ok(verified.map(|body| Doing::Verify(of, body)))
    }

    fn directive(&self, to: &str) -> Result<DirectiveBody, Failure> {
        let measure = |text: &String| {
            let (kind, what) = text.split_once('=').ok_or_else(|| usage(text.clone()))?;
            // A time of its own stands behind `@`, at the end.
            let (what, due) = match what.rsplit_once('@') {
                Some((what, due)) => (what, Some(due.trim().to_owned())),
                None => (what, None),
            };
            Ok(MeasureBody { kind: kind.trim().to_owned(), text: what.trim().to_owned(), due })
        };
        Ok(DirectiveBody {
            by: None,
            to: to.to_owned(),
            product: self.product.clone(),
            versions: self.versions.clone(),
            measures: self.measure.iter().map(measure).collect::<Result<_, Failure>>()?,
            due: self.until.clone(),
            follows: self.follows,
            overruled: self.overrule.clone(),
            basis: self.basis.clone(),
            reasons: self.reasons.clone().unwrap_or_default(),
            replaces: self.replaces.clone(),
        })
    }
}

/// What was done.
#[derive(Debug)]
enum Did {
    Recorded(RecordedTold),
    Settled(Box<SettledTold>),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let remote = Remote::of(globals, terminal)?;
    let Some(doing) = arguments.doing()? else {
        let (told, zone) = look(arguments, globals, remote.as_ref())?;
        match terminal.json {
            true => terminal.json(&told)?,
            false => text(&told, &terminal.voice, &zone).print(terminal)?,
        }
        return Ok(Exit::Done);
    };
    let did = match &remote {
        Some(remote) => far(remote, &arguments.case, &doing)?,
        None => near(arguments, globals, &doing)?,
    };
    if terminal.json {
        match &did {
            Did::Recorded(told) => terminal.json(told)?,
            Did::Settled(told) => terminal.json(told)?,
        }
        return Ok(Exit::Done);
    }
    let line = terminal.say(doing.message());
    terminal.title(&line)?;
    if let Did::Settled(told) = &did
        && let Some(served) = &told.served
    {
        let line = terminal.say(served.message());
        terminal.paragraph(&line, 2)?;
    }
    Ok(Exit::Done)
}

fn look(
    arguments: &Arguments,
    globals: &Globals,
    remote: Option<&Remote>,
) -> Result<(DirectivesTold, TimeZone), Failure> {
    if let Some(remote) = remote {
        return remote.directives(&arguments.case);
    }
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let (_, told) = errand.directives(&arguments.case).await.map_err(not_done)?;
        Ok((told, desk.office().zone.rules()))
    })
}

fn far(remote: &Remote, case: &str, doing: &Doing) -> Result<Did, Failure> {
    Ok(match doing {
        Doing::Propose(body) => Did::Recorded(remote.propose(case, body)?),
        Doing::Settle(id, body) => Did::Settled(Box::new(remote.settle(case, id, body)?)),
        Doing::Answer(id, body) => Did::Recorded(remote.on_directive(case, id, "answers", body)?),
        Doing::Report(id, body) => Did::Recorded(remote.on_directive(case, id, "reports", body)?),
        Doing::Verify(id, body) => {
            Did::Recorded(remote.on_directive(case, id, "verifications", body)?)
        }
        Doing::Arrive(id, body) => Did::Recorded(remote.on_directive(case, id, "arrivals", body)?),
    })
}

/// Whether the account of this name decides for the office; a name without an account decides only where everybody does.
async fn may_decide(desk: &Desk, name: &str) -> Result<bool, Failure> {
    let accounts = desk.accounts().await.map_err(failed)?;
    let own = accounts.iter().filter(|account| account.name == name && account.disabled.is_none());
    let roles = own.flat_map(|account| account.roles.iter().copied()).collect();
    Ok(decides(&roles, desk.office(), desk.now()))
}

fn near(arguments: &Arguments, globals: &Globals, doing: &Doing) -> Result<Did, Failure> {
    let (book, case) = (globals.book()?, arguments.case.as_str());
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let decides = may_decide(desk, &arguments.acting.name()).await?;
        match doing {
            Doing::Propose(body) => {
                Ok(Did::Recorded(proposed(&errand, case, body, decides).await?))
            }
            Doing::Settle(id, body) => {
                let session = SessionId::from_bytes(draw());
                let settling = body.settling().map_err(not_done)?;
                let told = errand.settle(case, id, settling, decides, session).await;
                Ok(Did::Settled(Box::new(told.map_err(not_done)?)))
            }
            Doing::Answer(id, body) => {
                let opened = errand.open(case, "recording an answer").await.map_err(not_done)?;
                let answering = Answering {
                    directive: id,
                    answer: &body.answer,
                    until: body.until.as_deref(),
                    reasons: body.reasons.as_deref(),
                };
                let told = errand.answer_directive(&opened, answering).await;
                Ok(Did::Recorded(told.map_err(not_done)?))
            }
            Doing::Report(id, body) => {
                let opened = errand.open(case, "recording a report").await.map_err(not_done)?;
                let numbers = body.numbers();
                let told = errand.report_measure(&opened, id, body.showing(&numbers)).await;
                Ok(Did::Recorded(told.map_err(not_done)?))
            }
            Doing::Arrive(id, body) => {
                let told = errand.letter_arrived(case, id, &body.when, &body.how).await;
                Ok(Did::Recorded(told.map_err(not_done)?))
            }
            Doing::Verify(id, body) => {
                let (measure, finding) = (body.measure, body.finding.as_deref());
                let verifying = Verifying { directive: id, measure, result: &body.result, finding };
                let told = errand.verify_measure(case, verifying).await;
                Ok(Did::Recorded(told.map_err(not_done)?))
            }
        }
    })
}

async fn proposed(
    errand: &Errand<'_>,
    case: &str,
    body: &ProposalBody,
    decides: bool,
) -> Result<RecordedTold, Failure> {
    if let Some(review) = &body.review {
        let reviewing = Reviewing {
            directive: &review.directive,
            review: &review.review,
            until: review.until.as_deref(),
            reasons: &review.reasons,
        };
        return errand.propose_review(case, reviewing, decides).await.map_err(not_done);
    }
    if let Some(release) = &body.release {
        let (question, why) = (release.question.as_str(), release.reasons.as_str());
        return errand.propose_release_of(case, question, why, decides).await.map_err(not_done);
    }
    if let Some(ProposedRulingBody { letter: Some(letter), reasons, expires, .. }) = &body.ruling {
        let told = errand.propose_letter_ruling(case, letter, reasons, expires, decides).await;
        return told.map_err(not_done);
    }
    let Some(asked) = &body.directive else { return Err(usage(String::new())) };
    let asking = |one: &'_ MeasureBody| -> (String, String, Option<String>) {
        (one.kind.clone(), one.text.clone(), one.due.clone())
    };
    let written: Vec<_> = asked.measures.iter().map(asking).collect();
    let measures: Vec<Asking<'_>> = written
        .iter()
        .map(|(kind, text, due)| Asking { kind, text, due: due.as_deref() })
        .collect();
    let directing = Directing {
        by: asked.by.as_deref(),
        to: &asked.to,
        product: asked.product.as_deref(),
        versions: asked.versions.as_deref(),
        measures: &measures,
        due: asked.due.as_deref(),
        follows: asked.follows,
        overruled: asked.overruled.as_deref(),
        basis: asked.basis.as_deref(),
        reasons: &asked.reasons,
        replaces: asked.replaces.as_deref(),
    };
    errand.propose_directive(case, directing, decides).await.map_err(not_done)
}

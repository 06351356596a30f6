//! Notices in the form in which they are told: to whom, of what kind, what became of each; never with content.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Patience;

use tidegate_law::Language;

use crate::notices::reader::Reader;
use crate::notices::webhook::Webhook;
use crate::notices::{Addressee, Notice, Sealing, Standing};
use crate::words::Voice;

/// Several notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NoticesTold {
    /// The version of this form.
    pub version: u32,
    /// When they were read.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Those that are still to be tried, then the others, the last raised first.
    pub notices: Vec<NoticeTold>,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NoticeTold {
    /// Its id, the same for every attempt.
    pub notice: String,
    /// What it tells, as a word: `duty-due`, `task-assigned`, …
    pub kind: String,
    /// The id of the text that says it.
    #[serde(skip)]
    pub message: &'static str,
    /// To whom: `member:LOGIN`, `mailto:ADDRESS`, `office`, `finder` or `webhook:NAME`.
    pub to: String,
    /// The neutral handle of the case it is about.
    pub handle: Option<String>,
    /// By when something is to be done.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// Where to look, behind `/at/{office}/`.
    pub path: String,
    /// Whether it should have been sent earlier.
    pub late: bool,
    /// When it was raised.
    #[schema(value_type = String, format = DateTime)]
    pub raised: Timestamp,
    /// `waiting`, `sent`, `failed` (it is tried again) or `given-up`.
    pub state: String,
    /// When it came to that.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Why it was not delivered, as a word: `no-address`, `unreachable`, …
    pub why: Option<String>,
    /// The id of the text that says why.
    #[serde(skip)]
    pub why_message: Option<&'static str>,
    /// The code that the other side gave.
    pub code: Option<u16>,
    /// Whether the last mail was encrypted: `encrypted`, or why not although a key is on record: `key-expired`,
    /// `key-revoked`, `key-unusable`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<String>,
    /// The id of the text that says so.
    #[serde(skip)]
    pub sealing_message: Option<&'static str>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next: Option<Timestamp>,
}

/// A notice as it is told.
#[must_use]
pub fn told(notice: &Notice) -> NoticeTold {
    let (since, why) = match notice.standing {
        Standing::Waiting => (None, None),
        Standing::Sent { at } => (Some(at), None),
        Standing::Failed { at, why } | Standing::GivenUp { at, why } => (Some(at), Some(why)),
    };
    let sealing = notice.sealing.map(Sealing::message);
    NoticeTold {
        notice: notice.id().to_owned(),
        kind: notice.kind.word().to_owned(),
        message: notice.kind.message(),
        to: notice.to.to_string(),
        handle: notice.handle.clone(),
        due: notice.due,
        path: notice.path.clone(),
        late: notice.late,
        raised: notice.raised,
        state: state(notice.standing).0.to_owned(),
        since,
        why: why.map(|why| why.message().trim_start_matches("notice-").to_owned()),
        why_message: why.map(|why| why.message()),
        code: why.and_then(|why| why.code()),
        sealing: sealing.map(|message| message.trim_start_matches("notice-").to_owned()),
        sealing_message: sealing,
        attempts: notice.attempts,
        next: notice.open().then_some(notice.next),
    }
}

/// Notices as they are told, at an instant.
#[must_use]
pub fn all(notices: &[Notice], at: Timestamp) -> NoticesTold {
    NoticesTold { version: 1, at, notices: notices.iter().map(told).collect() }
}

/// A word for what became of a notice, and the id of its text.
#[must_use]
pub fn state(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Waiting => ("waiting", "notice-waiting"),
        Standing::Sent { .. } => ("sent", "notice-sent"),
        Standing::Failed { .. } => ("failed", "notice-failed"),
        Standing::GivenUp { .. } => ("given-up", "notice-given-up"),
    }
}

/// What became of a notice, in a line.
#[must_use]
pub fn stands(notice: &NoticeTold, voice: &Voice) -> String {
    let state = voice.say(match notice.state.as_str() {
        "waiting" => "notice-waiting",
        "sent" => "notice-sent",
        "failed" => "notice-failed",
        _ => "notice-given-up",
    });
    let Some(why) = notice.why_message else { return state };
    let why = match notice.code {
        Some(code) => format!("{} ({code})", voice.say(why)),
        None => voice.say(why),
    };
    voice.with("notice-because", [("state", state.into()), ("why", why.into())])
}

/// To whom a notice goes, in the words of the reader.
#[must_use]
pub fn addressee(to: &str, voice: &Voice) -> String {
    match to.split_once(':') {
        Some(("member", login)) => login.to_owned(),
        Some(("webhook", name)) => voice.with("notice-to-webhook", [("name", name.into())]),
        Some((_, address)) => address.to_owned(),
        None if to == "finder" => voice.say("notice-to-finder"),
        None => voice.say("notice-to-office"),
    }
}

/// Whether a notice is one of this member's own.
#[must_use]
pub fn is_of(notice: &Notice, login: &str) -> bool {
    matches!(&notice.to, Addressee::Member(to) if to == login)
}

/// How a member is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReaderTold {
    /// The version of this form.
    pub version: u32,
    /// Whose choice it is.
    pub login: String,
    /// The mail address; none where nothing is mailed.
    pub address: Option<String>,
    /// `en` or `zh`; both where there is none.
    pub language: Option<String>,
    /// From which hour to which it is quiet, such as `22-7`.
    pub quiet: Option<String>,
    /// At which hour what can wait is sent together.
    pub digest: Option<i8>,
    /// Since when there is a secret link to calendar and feed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub feed_since: Option<Timestamp>,
}

impl ReaderTold {
    /// What a member chose, if anything.
    #[must_use]
    pub fn of(login: &str, reader: Option<&Reader>, feed_since: Option<Timestamp>) -> Self {
        let language = reader.and_then(|reader| reader.language).map(|language| match language {
            Language::English => "en".to_owned(),
            Language::Chinese => "zh".to_owned(),
        });
        let quiet = reader.and_then(|reader| reader.quiet);
        Self {
            version: 1,
            login: login.to_owned(),
            address: reader.map(|reader| reader.address.clone()),
            language,
            quiet: quiet.map(|(from, to)| format!("{from}-{to}")),
            digest: reader.and_then(|reader| reader.digest),
            feed_since,
        }
    }
}

/// A secret link, told once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FeedTold {
    /// The version of this form.
    pub version: u32,
    /// The deadlines as a calendar (RFC 5545).
    pub calendar: Option<String>,
    /// The notices as a feed (RFC 4287).
    pub atom: Option<String>,
}

impl FeedTold {
    /// The addresses of a secret; none once it is revoked.
    #[must_use]
    pub fn of(base: &str, secret: Option<&str>) -> Self {
        let address = |file: &str| secret.map(|secret| format!("{base}feed/{secret}/{file}"));
        Self { version: 1, calendar: address("deadlines.ics"), atom: address("notices.atom") }
    }
}

/// Who is told when before, at and after a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LadderTold {
    /// The version of this form.
    pub version: u32,
    /// The steps, such as `before-24h=analyst,office`.
    pub steps: Vec<String>,
}

/// After how many days without an answer what is done: the office's own custom, and no law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PatienceTold {
    /// The version of this form.
    pub version: u32,
    /// Who does not answer is reminded.
    pub remind: u16,
    /// The coordinator is told.
    pub escalate: u16,
    /// Whoever decides is told.
    pub decide: u16,
    /// Whether these are the usual days, because the office chose none.
    pub usual: bool,
}

impl From<Patience> for PatienceTold {
    fn from(patience: Patience) -> Self {
        let Patience { remind, escalate, decide } = patience;
        let usual = patience == Patience::DEFAULT;
        Self { version: 1, remind, escalate, decide, usual }
    }
}

/// The webhooks of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WebhooksTold {
    /// The version of this form.
    pub version: u32,
    /// The webhooks.
    pub webhooks: Vec<WebhookTold>,
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WebhookTold {
    /// Its name at the office.
    pub name: String,
    /// Where requests go.
    pub url: String,
    /// Whether the address may lie inside the network.
    pub inside: bool,
    /// With what requests are signed; told when it is made and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

impl WebhookTold {
    /// A webhook, with its secret where it was just made.
    #[must_use]
    pub fn of(hook: &Webhook, made: bool) -> Self {
        let (name, url) = (hook.name.clone(), hook.url.clone());
        let secret = made.then(|| hook.secret().to_owned());
        Self { name, url, inside: hook.inside, secret }
    }
}

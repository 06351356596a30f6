//! A notice as a mail, and the mail on its way.
//!
//! The subject holds a handle and one neutral word. The name of the message is that of the notice, so that whoever gets
//! it twice can tell. Every step has a time limit: a relay that is slow, lies or hangs up costs an attempt and nothing
//! else. What the other side says is not kept, only its code.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SmtpTransport};
use lettre::{Address, Transport as _};
use tidegate_core::office::Bilingual;
use tidegate_law::Language;

use super::relay::{MailRelay, Security};
use super::{Notice, NoticeKind, Why};
use crate::say::instant;
use crate::words::Voice;

/// How long the relay may take for one step.
const STEP: Duration = Duration::from_secs(15);
/// How long it may take for the whole.
const WHOLE: Duration = Duration::from_secs(60);
/// How many notices one mail names; the rest is counted.
const NAMED: usize = 50;

/// What mails are written with.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    /// The office.
    pub(super) office: Bilingual,
    /// Its zone.
    pub(super) zone: TimeZone,
    /// Where its pages are: `https://desk.example/at/desk/`.
    pub(super) base: String,
}

/// A mail that can be sent.
#[derive(Debug)]
pub(super) struct Letter {
    /// What the message is called, without the domain.
    pub(super) id: String,
    /// To whom.
    pub(super) to: Address,
    /// The line above it.
    pub(super) subject: String,
    /// What it says.
    pub(super) body: String,
    /// When it was written.
    pub(super) at: Timestamp,
}

/// That no person wrote it, so that nothing answers it by itself (RFC 3834, section 5).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Writing {
    /// The line above a mail with these notices.
    pub(super) fn subject(&self, notices: &[Notice], language: Option<Language>) -> String {
        in_languages(language, " / ", |voice| match notices {
            [one] => match (&one.handle, one.kind) {
                (Some(handle), NoticeKind::DutyDue { .. }) => {
                    voice.with("notice-subject-deadline", [("handle", handle.as_str().into())])
                }
                (Some(handle), _) => {
                    voice.with("notice-subject", [("handle", handle.as_str().into())])
                }
                (None, _) => voice.say("notice-subject-office"),
            },
            many => voice.with("notice-subject-many", [("count", many.len().into())]),
        })
    }

    /// What a mail with these notices says.
    pub(super) fn body(&self, notices: &[Notice], language: Option<Language>) -> String {
        in_languages(language, "\n----\n\n", |voice| {
            let office = match voice.language() {
                Language::English => &self.office.en,
                Language::Chinese => &self.office.zh,
            };
            let mut text = format!("{office}\n\n");
            for notice in notices.iter().take(NAMED) {
                text.push_str(&self.lines(notice, voice));
                text.push('\n');
            }
            if let Some(more) = notices.len().checked_sub(NAMED).filter(|more| *more > 0) {
                let line = voice.with("notice-more", [("count", more.into())]);
                text.push_str(&format!("{line}\n{}notices\n\n", self.base));
            }
            text.push_str(&voice.say("notice-foot"));
            text.push('\n');
            text
        })
    }

    fn lines(&self, notice: &Notice, voice: &Voice) -> String {
        let mut lines = vec![voice.say(notice.kind.message())];
        if let Some(handle) = &notice.handle {
            lines.push(voice.with("notice-case", [("handle", handle.as_str().into())]));
        }
        if let Some(due) = notice.due {
            lines.push(voice.with("notice-due", [("at", instant(due, &self.zone).into())]));
        }
        if notice.late {
            lines.push(voice.say("notice-late"));
        }
        lines.push(format!("{}{}", self.base, notice.path));
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A text in the reader's language, or in both.
fn in_languages(
    language: Option<Language>,
    between: &str,
    say: impl Fn(&Voice) -> String,
) -> String {
    match language {
        Some(language) => say(&Voice::of(language)),
        None => {
            [Language::English, Language::Chinese].map(|one| say(&Voice::of(one))).join(between)
        }
    }
}

/// Hands a letter to the relay.
pub(super) async fn send(relay: &MailRelay, letter: Letter) -> Result<(), Why> {
    let relay = relay.clone();
    let sent = tokio::task::spawn_blocking(move || hand_over(&relay, letter));
    match tokio::time::timeout(WHOLE, sent).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) | Err(_) => Err(Why::Unreachable),
    }
}

fn hand_over(relay: &MailRelay, letter: Letter) -> Result<(), Why> {
    let message = written(relay, letter)?;
    let transport = transport(relay)?;
    transport.send(&message).map(|_| ()).map_err(|error| why(&error))
}

fn written(relay: &MailRelay, letter: Letter) -> Result<Message, Why> {
    let from: Address = relay.from.parse().map_err(|_| Why::NotAnAddress)?;
    let id = format!("<{}@{}>", letter.id, relay.domain());
    Message::builder()
        .from(Mailbox::new(None, from))
        .to(Mailbox::new(None, letter.to))
        .date(SystemTime::try_from(letter.at).unwrap_or(SystemTime::UNIX_EPOCH))
        .message_id(Some(id))
        .subject(letter.subject)
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body)
        .map_err(|_| Why::NotAnAddress)
}

fn transport(relay: &MailRelay) -> Result<SmtpTransport, Why> {
    let tls = |host: &str| TlsParameters::new(host.to_owned()).map_err(|_| Why::NotAllowed);
    let security = match relay.security {
        Security::Tls => Tls::Wrapper(tls(&relay.host)?),
        Security::Starttls => Tls::Required(tls(&relay.host)?),
        Security::None => Tls::None,
    };
    let builder = SmtpTransport::builder_dangerous(relay.host.as_str());
    let name = ClientId::Domain(relay.domain().to_owned());
    let builder = builder.hello_name(name).port(relay.port);
    let mut builder = builder.tls(security).timeout(Some(STEP));
    if let Some((name, secret)) = relay.read_credentials()? {
        builder = builder.credentials(Credentials::new(name, secret.to_string()));
    }
    Ok(builder.build())
}

fn why(error: &Error) -> Why {
    let code = error.status().map_or(0, u16::from);
    match (error.is_permanent(), error.is_transient()) {
        (true, _) => Why::Refused(code),
        (_, true) => Why::PutOff(code),
        (false, false) => Why::Unreachable,
    }
}

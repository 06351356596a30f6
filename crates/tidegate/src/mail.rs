//! A mail on its way out: written, encrypted where a key is at hand, and handed to the relay.
//!
//! The name of a message is given by whoever sends it, so that whoever gets it twice can tell. An encrypted mail
//! (RFC 3156) protects its header too (RFC 9788): outside stands no subject. Every step has a time limit: a relay that
//! is slow, lies or hangs up costs an attempt and nothing else. What the other side says is not kept, only its code.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SmtpTransport};
use lettre::{Address, Transport as _};

use crate::notices::Why;
use crate::notices::relay::{MailRelay, Security};
use crate::openpgp::{OwnKey, Recipient, encrypted};

/// How long the relay may take for one step.
const STEP: Duration = Duration::from_secs(15);
/// How long it may take for the whole.
const WHOLE: Duration = Duration::from_secs(60);
/// What stands outside in place of a subject (RFC 9788, section 3.2.2).
const OUTSIDE: &str = "[...]";

/// A mail that can be sent.
#[derive(Debug)]
pub(crate) struct Letter {
    /// What the message is called, without the domain.
    pub(crate) id: String,
    /// To whom.
    pub(crate) to: Address,
    /// The line above it.
    pub(crate) subject: String,
    /// What it says.
    pub(crate) body: String,
    /// What goes with it.
    pub(crate) files: Vec<Enclosure>,
    /// The message that it answers, as that one is called.
    pub(crate) answers: Option<String>,
    /// When it was written.
    pub(crate) at: Timestamp,
    /// To whom it is encrypted; in the clear where nobody is.
    pub(crate) closed: Vec<Recipient>,
    /// By whom it is signed where it is encrypted.
    pub(crate) own: Option<OwnKey>,
}

/// A file that goes with a mail.
pub(crate) struct Enclosure {
    /// What it is called.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// Shows what it is called and how long it is, never what it holds.
impl std::fmt::Debug for Enclosure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Enclosure({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// That no person wrote it, so that nothing answers it by itself (RFC 3834, section 5).
#[derive(Debug, Clone)]
struct AutoSubmitted(&'static str);

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self("auto-generated"))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.to_owned())
    }
}

/// Hands a letter to the relay.
pub(crate) async fn send(relay: &MailRelay, letter: Letter) -> Result<(), Why> {
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

/// The message as the relay gets it.
pub(crate) fn written(relay: &MailRelay, letter: Letter) -> Result<Message, Why> {
    let Letter { id, to, subject, body, files, answers, at, closed, own } = letter;
    let from: Address = relay.from.parse().map_err(|_| Why::NotAnAddress)?;
    let id = format!("<{id}@{}>", relay.domain());
    let head = |subject: &str| {
        let builder = Message::builder()
            .from(Mailbox::new(None, from.clone()))
            .to(Mailbox::new(None, to.clone()))
            .date(SystemTime::try_from(at).unwrap_or(SystemTime::UNIX_EPOCH))
            .message_id(Some(id.clone()))
            .subject(subject);
        let written = |builder: MessageBuilder| match &answers {
            Some(answers) => builder
                .in_reply_to(answers.clone())
                .references(answers.clone())
                .header(AutoSubmitted("auto-replied")),
            None => builder.header(AutoSubmitted("auto-generated")),
        };
        written(builder)
    };
    if closed.is_empty() {
        return filled(head(&subject), body, files, "").ok_or(Why::NotAnAddress);
    }
    let inside = filled(head(&subject), body, files, PROTECTED).ok_or(Why::NotAnAddress)?;
    let mut plain = outside(&from, &to, &id).into_bytes();
    plain.extend(inside.formatted());
    let armoured = encrypted(&closed, own.as_ref(), plain, at).map_err(|_| Why::NotEncrypted)?;
    let kind = |text: &str| ContentType::parse(text).map_err(|_| Why::NotEncrypted);
    let version = SinglePart::builder()
        .header(kind("application/pgp-encrypted")?)
        .body("Version: 1\r\n".to_owned());
    let content = SinglePart::builder()
        .header(kind("application/octet-stream; name=\"encrypted.asc\"")?)
        .body(armoured);
    let parts = MultiPart::encrypted("application/pgp-encrypted".to_owned());
    let parts = parts.singlepart(version).singlepart(content);
    head(OUTSIDE).multipart(parts).map_err(|_| Why::NotAnAddress)
}

/// That the header of the encrypted part is the one that counts (RFC 9788, section 2.1.1), for readers old and new.
const PROTECTED: &str = "; hp=\"cipher\"; protected-headers=\"v1\"";

/// What stands outside, told inside, so that a reader knows what was hidden (RFC 9788, section 2.2).
fn outside(from: &Address, to: &Address, id: &str) -> String {
    let lines = [
        format!("From: {from}"),
        format!("To: {to}"),
        format!("Message-ID: {id}"),
        format!("Subject: {OUTSIDE}"),
    ];
    lines.map(|line| format!("HP-Outer: {line}\r\n")).concat()
}

/// A message with a text and what goes with it.
fn filled(
    head: MessageBuilder,
    body: String,
    files: Vec<Enclosure>,
    protected: &str,
) -> Option<Message> {
    let plain = |more: &str| ContentType::parse(&format!("text/plain; charset=utf-8{more}")).ok();
    if files.is_empty() {
        return head.header(plain(protected)?).body(body).ok();
    }
    let text = SinglePart::builder().header(plain("")?).body(body);
    let mut parts = MultiPart::mixed().singlepart(text);
    for file in files {
        let kind = ContentType::parse("application/octet-stream").ok()?;
        parts = parts.singlepart(Attachment::new(file.name).body(file.bytes, kind));
    }
    let kind = format!("multipart/mixed; boundary=\"{}\"{protected}", parts.boundary());
    parts.headers_mut().set(ContentType::parse(&kind).ok()?);
    head.multipart(parts).ok()
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

//! Taking one message: what becomes of it, each step such that doing it again changes nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;
use tidegate_core::report::Draft;
use tidegate_law::{Book, Language};

use super::Aside;
use super::claim::Claim;
use super::parsed::{Enclosed, Parsed, parse};
use crate::desk::{Desk, DeskError, Intake};
use crate::finder::Holder;
use crate::finder::message::Text;
use crate::notices::{About, Addressee, NewNotice, NoticeKind};
use crate::openpgp::SignedBy;
use crate::reception::{Way, shut};

/// The longest message that is taken, in bytes.
pub(super) const LONGEST: usize = 10 * 1024 * 1024;
/// What the product of a report by mail is called until somebody names it.
const UNNAMED: &str = "not named (report by mail)";

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is a report, and has its case.
    Report(CaseId),
    /// It came before, and its case stands.
    Again(CaseId),
    /// It is a message of the finder in a case.
    Message(CaseId),
    /// It was put aside.
    Aside(Aside),
}

impl Desk {
    /// Takes a message: a report opens a case, an answer becomes a message of the finder, everything else is put aside.
    ///
    /// # Errors
    /// What keys and the disk may give; then nothing is lost, and the message is taken again.
    pub async fn take_mail(&self, book: &Book, raw: Vec<u8>) -> Result<Outcome, DeskError> {
        let parsed = self.taken_apart(&raw).await?;
        let outcome = match parsed {
            Ok(parsed) if parsed.automatic || self.is_own(&parsed.from).await? => {
                Err(Aside::Automatic)
            }
            Ok(parsed) => match self.answered(&parsed).await? {
                Some(case) => self.take_message(case, &parsed, &raw).await?,
                None => self.take_report(book, &parsed, &raw).await?,
            },
            Err(why) => Err(why),
        };
        match outcome {
            Ok(outcome) => Ok(outcome),
            Err(why) => {
                self.put_mail_aside(&raw, why).await?;
                Ok(Outcome::Aside(why))
            }
        }
    }

    /// A parser that fails on what is hostile fails alone: the message is put aside.
    async fn taken_apart(&self, raw: &[u8]) -> Result<Result<Parsed, Aside>, DeskError> {
        if raw.len() > LONGEST {
            return Ok(Err(Aside::TooLong));
        }
        if nested(raw) > NESTED {
            return Ok(Err(Aside::Unreadable));
        }
        let (own, at, bytes) = (self.mail_keys().await?, self.now(), raw.to_vec());
        let parsed = tokio::task::spawn_blocking(move || parse(&bytes, &own, at)).await;
        Ok(parsed.unwrap_or(Err(Aside::Unreadable)))
    }

    /// Whether it was sent from the address of the office's own mails.
    async fn is_own(&self, from: &str) -> Result<bool, DeskError> {
        let relay = self.mail_relay().await?;
        Ok(relay.is_some_and(|relay| relay.from.eq_ignore_ascii_case(from)))
    }

    /// The case whose finder answers a mail of the office: one that went to the same address, or whose sender signed
    /// with the key on record.
    async fn answered(&self, parsed: &Parsed) -> Result<Option<CaseId>, DeskError> {
        for id in &parsed.answers {
            let name = id.trim_start_matches('<').split('@').next().unwrap_or_default();
            let Some(notice) = self.find_notice(name).await? else { continue };
            let Some(case) = notice.case.filter(|_| notice.to == Addressee::Finder) else {
                continue;
            };
            let left = self.finder_address(case).await?;
            let known = left.is_some_and(|left| match &parsed.signed {
                SignedBy::Key(key) => left.is_of_key(key) || left.is_at(&parsed.from),
                SignedBy::Nobody | SignedBy::Unproven => left.is_at(&parsed.from),
            });
            if known {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    async fn take_message(
        &self,
        case: CaseId,
        parsed: &Parsed,
        raw: &[u8],
    ) -> Result<Result<Outcome, Aside>, DeskError> {
        let name = parsed.digest().to_string();
        // What was kept with the case was taken before.
        if self.has_mail(&name).await? {
            return Ok(Ok(Outcome::Again(case)));
        }
        let Ok(text) = Text::parse(&told(parsed, crate::finder::message::LONGEST)) else {
            return Ok(Err(Aside::NotAnswer));
        };
        match self.write_to_office(case, text).await {
            Ok(Ok(_)) => {}
            Ok(Err(_)) | Err(DeskError::Erased(_) | DeskError::NoReport(_)) => {
                return Ok(Err(Aside::NotAnswer));
            }
            Err(error) => return Err(error),
        }
        self.keep_mail(case, name, raw).await?;
        Ok(Ok(Outcome::Message(case)))
    }

    async fn take_report(
        &self,
        book: &Book,
        parsed: &Parsed,
        raw: &[u8],
    ) -> Result<Result<Outcome, Aside>, DeskError> {
        if shut(book, self.office(), Way::Form, self.now()).is_some() {
            return Ok(Err(Aside::Shut));
        }
        if parsed.text.is_empty() && parsed.subject.is_empty() && parsed.files.is_empty() {
            return Ok(Err(Aside::Empty));
        }
        let Some(draft) = draft(parsed) else { return Ok(Err(Aside::Unreadable)) };
        let name = parsed.digest().to_string();
        let secrets = self.form_key()?.derive(b"tg1|mail");
        let secret = |label: &str| URL_SAFE_NO_PAD.encode(secrets.digest(label, name.as_bytes()));
        let Some(holder) = Holder::parse(&secret("holder")) else {
            return Ok(Err(Aside::Unreadable));
        };
        let files = parsed.files.iter().map(|file| file.bytes.clone()).collect();
        let way_back = Some(holder.code().digest());
        let source = source(parsed);
        let intake = Intake { files, way_back, ..Intake::new(draft, "mail", &source) };
        let taken = match self.receive(&intake.with_key(format!("mail|{name}"))).await {
            Ok(taken) => taken,
            // What cannot be a report is put aside, and nothing of it is on record.
            Err(DeskError::Report(_)) => return Ok(Err(Aside::Unreadable)),
            // It came before, with other files, or to a case that is erased.
            Err(error) if error.is_a_key_reused() || matches!(error, DeskError::Erased(_)) => {
                return Ok(Err(Aside::Unreadable));
            }
            Err(error) => return Err(error),
        };
        if self.has_mail(&name).await? {
            return Ok(Ok(Outcome::Again(taken.case)));
        }
        let key = parsed.key.as_ref().and_then(crate::openpgp::Recipient::on_record);
        let (case, token, from) = (taken.case, secret("claim"), parsed.from.clone());
        self.keep(&Claim::new(&token, case, holder.cookie())).await?;
        self.reach_finder_by_mail(case, from, language(parsed), key, token).await?;
        let about = About { case, handle: taken.handle };
        let notice = NewNotice::new(NoticeKind::ReportTaken, Addressee::Finder, &about);
        self.notify(&[notice.at_page("mine").once(format!("taken|{case}"))]).await?;
        // Last, so that whatever came before is done again if this is not reached.
        self.keep_mail(case, name, raw).await?;
        Ok(Ok(Outcome::Report(case)))
    }
}

/// How many messages within messages are read; a parser that goes down each of them needs room for it.
const NESTED: usize = 16;

/// How often a message says that it holds another one.
fn nested(raw: &[u8]) -> usize {
    const MARK: &[u8] = b"message/rfc822";
    raw.windows(MARK.len()).filter(|one| one.eq_ignore_ascii_case(MARK)).count()
}

/// In which language the sender writes: Chinese where its characters stand in it.
fn language(parsed: &Parsed) -> Language {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let (subject, text) = (parsed.subject.chars(), parsed.text.chars());
    if subject.chain(text).any(han) { Language::Chinese } else { Language::English }
}

/// How it came, as it stands on record.
fn source(parsed: &Parsed) -> String {
    let carried = if parsed.encrypted { "mail, encrypted" } else { "mail, in the clear" };
    match &parsed.signed {
        SignedBy::Nobody => format!("{carried}, not signed"),
        SignedBy::Unproven => format!("{carried}, signature not proven"),
        SignedBy::Key(key) => format!("{carried}, signed, {key}"),
    }
}

/// What a message says, with what goes with it by name, size and digest; at most so many characters.
fn told(parsed: &Parsed, most: usize) -> String {
    let line = |file: &Enclosed| {
        format!("\n{} ({} bytes, SHA-256 {})", file.name, file.bytes.len(), Digest::of(&file.bytes))
    };
    let files: String = parsed.files.iter().map(line).collect();
    let room = most.saturating_sub(files.chars().count() + 1);
    let text: String = parsed.text.chars().take(room).collect();
    format!("{text}\n{files}").trim().to_owned()
}

/// The message as the form of a report.
fn draft(parsed: &Parsed) -> Option<Draft> {
    let text = if parsed.text.is_empty() { &parsed.subject } else { &parsed.text };
    let files = parsed.files.iter().map(|file| {
        json!({ "name": file.name, "media_type": file.kind, "size": file.bytes.len(),
            "sha256": Digest::of(&file.bytes) })
    });
    let description = if text.trim().is_empty() { UNNAMED } else { text };
    let mut form = json!({
        "product": { "name": UNNAMED },
        "flaw": { "description": description },
        "reporter": { "standing": "named", "name": parsed.from, "email": parsed.from },
        "files": files.collect::<Vec<_>>(),
    });
    let flaw = form.get_mut("flaw").and_then(serde_json::Value::as_object_mut);
    if let Some(flaw) = flaw.filter(|_| !parsed.subject.is_empty()) {
        flaw.insert("title".to_owned(), json!(parsed.subject));
    }
    Draft::from_json(form.to_string().as_bytes()).ok()
}

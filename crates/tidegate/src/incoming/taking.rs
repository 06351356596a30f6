//! Taking one message: what becomes of it, each step such that doing it again changes nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use tidegate_core::id::CaseId;
use tidegate_core::organisation::PublicKey;
use tidegate_law::Book;

use super::Aside;
use super::aside::Put;
use super::claim::Claim;
use super::form::{draft, language, whole};
use super::parsed::{Cover, Parsed};
use super::reader::MailReader;
use super::telling::Told;
use crate::desk::{Desk, DeskError, Intake};
use crate::finder::Holder;
use crate::notices::finder::CameFrom;
use crate::notices::{About, Addressee, NewNotice, NoticeKind};
use crate::openpgp::SignedBy;
use crate::reception::{Way, shut};

/// The longest message that is taken, in bytes.
pub const LONGEST: usize = 10 * 1024 * 1024;

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
    /// It is to be put aside, and there is no room for it.
    NoRoom,
    /// It could not be read now, by no fault of its own.
    Later,
}

/// Why a message is put aside, and which case it is about, where it answers a mail of the office.
pub(super) type NotTaken = (Aside, Option<CaseId>);

/// Why a message was not read.
enum NotRead {
    /// By what it is.
    Aside(Aside),
    /// Nothing could be begun to read it.
    Later,
}

/// Who has a message taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// The server, as it was delivered.
    Delivery,
    /// Somebody who looked at it: then it is no machine's, and not one too many.
    Person,
}

/// What a message is to the mails of the office.
enum Answers {
    /// It answers none.
    None,
    /// It answers one about this case, and this is what it says.
    Case(CaseId, Box<Parsed>, bool),
    /// It answers one about this case, whose finder has a key that did not sign it.
    Unproven(CaseId),
    /// It answers one about this case, whose finder left no address any more.
    Gone,
    /// It cannot be told now.
    Later,
}

impl Desk {
    /// Takes a message: a report opens a case, an answer becomes a message of the finder, everything else is put aside.
    ///
    /// # Errors
    /// What keys and the disk may give; then nothing is lost, and the message is taken again.
    pub async fn take_mail(
        &self,
        book: &Book,
        reader: &MailReader,
        raw: Vec<u8>,
    ) -> Result<Outcome, DeskError> {
        match self.taken(book, reader, &raw, By::Delivery).await? {
            Ok(outcome) => Ok(outcome),
            Err((why, case)) => match self.put_mail_aside(&raw, why, case).await? {
                Put::There => {
                    if why.is_of_a_person() {
                        self.tell_office(Told::Aside).await?;
                    }
                    Ok(Outcome::Aside(why))
                }
                Put::NoRoom => Ok(Outcome::NoRoom),
            },
        }
    }

    /// Takes a message again that was put aside; it stays there where it still cannot be taken. Nothing where there is no
    /// such message, or its content is gone.
    ///
    /// # Errors
    /// As [`Desk::take_mail`].
    pub async fn take_mail_again(
        &self,
        book: &Book,
        reader: &MailReader,
        id: &str,
    ) -> Result<Option<Outcome>, DeskError> {
        let Some((_, Some(raw))) = self.read_mail_aside(id).await? else { return Ok(None) };
        match self.taken(book, reader, &raw, By::Person).await? {
            Ok(Outcome::Later) => Ok(Some(Outcome::Later)),
            Ok(outcome) => {
                self.drop_mail_aside(id).await?;
                Ok(Some(outcome))
            }
            Err((why, _)) => Ok(Some(Outcome::Aside(why))),
        }
    }

    async fn taken(
        &self,
        book: &Book,
        reader: &MailReader,
        raw: &[u8],
        by: By,
    ) -> Result<Result<Outcome, NotTaken>, DeskError> {
        let parsed = match self.taken_apart(reader, raw, None).await? {
            Ok(parsed) => parsed,
            Err(NotRead::Aside(why)) => return Ok(Err((why, None))),
            Err(NotRead::Later) => return Ok(Ok(Outcome::Later)),
        };
        let machine = parsed.automatic || self.is_own(&parsed.from).await?;
        if machine && by == By::Delivery {
            return Ok(Err((Aside::Automatic, self.case_named(raw, &parsed).await?)));
        }
        match self.answered(reader, raw, &parsed).await? {
            Answers::Case(case, parsed, proven) => {
                if by == By::Delivery && !self.count_answer(case, &parsed).await? {
                    return Ok(Err((Aside::TooMany, Some(case))));
                }
                self.take_message(case, &parsed, proven).await
            }
            // Under the key of the address it could not be sealed any more, and it opens no case unasked.
            Answers::Gone if by == By::Delivery => Ok(Err((Aside::TakenBack, None))),
            Answers::Later => Ok(Ok(Outcome::Later)),
            Answers::Unproven(case) => {
                self.tell_unproven(case).await?;
                Ok(Err((Aside::Unproven, Some(case))))
            }
            Answers::None | Answers::Gone => self.take_report(book, &parsed, by).await,
        }
    }

    /// A message taken apart, with the key on record of whoever may have signed it since an instant. Where nothing could be
    /// begun to read it, that is not its fault, and it waits.
    async fn taken_apart(
        &self,
        reader: &MailReader,
        raw: &[u8],
        known: Option<(PublicKey, Timestamp)>,
    ) -> Result<Result<Parsed, NotRead>, DeskError> {
        if raw.len() > LONGEST {
            return Ok(Err(NotRead::Aside(Aside::TooLong)));
        }
        let (own, at) = (self.mail_keys().await?, self.now());
        Ok(match reader.read(&own, known, at, raw).await {
            Ok(read) => read.map_err(NotRead::Aside),
            Err(error) => {
                tracing::error!("a mail waits, since nothing could be begun to read it: {error:#}");
                Err(NotRead::Later)
            }
        })
    }

    /// Whether it was sent from an address of the office's own.
    async fn is_own(&self, from: &str) -> Result<bool, DeskError> {
        let same = |address: &str| address.eq_ignore_ascii_case(from);
        let relay = self.mail_relay().await?;
        let of_relay = relay
            .is_some_and(|relay| same(&relay.from) || relay.office.as_deref().is_some_and(same));
        Ok(of_relay || self.mail_keys().await?.iter().any(|key| key.is_of(from)))
    }

    /// The case of a mail to a finder that went under this name.
    async fn case_of_mail(&self, id: &str) -> Result<Option<(CaseId, Timestamp)>, DeskError> {
        let name = id.trim_start_matches('<').split('@').next().unwrap_or_default();
        let notice = self.find_notice(name).await?;
        let notice = notice.filter(|notice| notice.to == Addressee::Finder);
        Ok(notice.and_then(|notice| notice.case.map(|case| (case, notice.raised))))
    }

    /// The case of whose finder a mail is returned, by the names that stand in it.
    async fn case_named(&self, raw: &[u8], parsed: &Parsed) -> Result<Option<CaseId>, DeskError> {
        /// How far it is looked, in bytes, and how many names are looked up.
        const LOOKED: (usize, usize) = (256 * 1024, 50);
        let text = String::from_utf8_lossy(raw.get(..LOOKED.0).unwrap_or(raw));
        let named = text.split('<').skip(1).filter_map(|rest| {
            let (name, _) = rest.split_once('@')?;
            let hexadecimal = name.len() == 32 && name.chars().all(|c| c.is_ascii_hexdigit());
            hexadecimal.then(|| name.to_owned())
        });
        let all: Vec<String> = parsed.answers.iter().cloned().chain(named).take(LOOKED.1).collect();
        for id in all {
            if let Some((case, _)) = self.case_of_mail(&id).await? {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    /// What a message is to the mails of the office. Its sender is whoever somebody wrote there, so where a key of the
    /// finder is on record, its signature is asked for, made since that mail was written; without a key the address is
    /// all there is, and what comes so is shown as unproven.
    async fn answered(
        &self,
        reader: &MailReader,
        raw: &[u8],
        parsed: &Parsed,
    ) -> Result<Answers, DeskError> {
        let (mut unproven, mut gone) = (None, false);
        for id in &parsed.answers {
            let Some((case, since)) = self.case_of_mail(id).await? else { continue };
            let Some(left) = self.finder_address(case).await? else {
                gone = true;
                continue;
            };
            let same = left.is_at(&parsed.from);
            let Some(key) = &left.key else {
                if same {
                    return Ok(Answers::Case(case, Box::new(parsed.clone()), false));
                }
                continue;
            };
            match self.signed_by(reader, raw, key, since).await? {
                Ok(Some(signed)) => return Ok(Answers::Case(case, Box::new(signed), true)),
                Ok(None) => {}
                Err(NotRead::Later) => return Ok(Answers::Later),
                Err(NotRead::Aside(_)) => {}
            }
            unproven = unproven.or(same.then_some(case));
        }
        Ok(match (unproven, gone) {
            (Some(case), _) => Answers::Unproven(case),
            (None, true) => Answers::Gone,
            (None, false) => Answers::None,
        })
    }

    /// The message again, if the key on record signed all of it since an instant.
    async fn signed_by(
        &self,
        reader: &MailReader,
        raw: &[u8],
        key: &PublicKey,
        since: Timestamp,
    ) -> Result<Result<Option<Parsed>, NotRead>, DeskError> {
        // A signature tells whole seconds.
        let since = Timestamp::from_second(since.as_second()).unwrap_or(since);
        let read = self.taken_apart(reader, raw, Some((key.clone(), since))).await?;
        let own = |parsed: &Parsed| parsed.signed == SignedBy::Key(key.fingerprint.clone());
        Ok(read.map(|parsed| Some(parsed).filter(own)))
    }

    /// Tells the finder that an answer did not count, and how to answer; once an hour at most.
    async fn tell_unproven(&self, case: CaseId) -> Result<(), DeskError> {
        let about = About::of(&self.find(&case.to_string()).await?);
        let hour = self.now().as_second() / 3600;
        let notice = NewNotice::new(NoticeKind::AnswerUnproven, Addressee::Finder, &about);
        self.notify(&[notice.at_page("mine").once(format!("unproven|{case}|{hour}"))]).await
    }

    async fn take_report(
        &self,
        book: &Book,
        parsed: &Parsed,
        by: By,
    ) -> Result<Result<Outcome, NotTaken>, DeskError> {
        let aside = |why| Ok(Err((why, None)));
        if shut(book, self.office(), Way::Form, self.now()).is_some() {
            return aside(Aside::Shut);
        }
        if parsed.text.is_empty() && parsed.subject.is_empty() && parsed.files.is_empty() {
            return aside(Aside::Empty);
        }
        let name = parsed.digest().to_string();
        if let Some(case) = self.mail_taken(&name).await? {
            return Ok(Ok(Outcome::Again(case)));
        }
        let files = whole(parsed);
        let Some(draft) = draft(parsed, &files) else { return aside(Aside::Unreadable) };
        let secrets = self.form_key()?.derive(b"tg1|mail");
        let secret = |label: &str| URL_SAFE_NO_PAD.encode(secrets.digest(label, name.as_bytes()));
        let Some(holder) = Holder::parse(&secret("holder")) else {
            return aside(Aside::Unreadable);
        };
        if by == By::Delivery && !self.count_report(&parsed.from, &name).await? {
            return aside(Aside::TooMany);
        }
        let files = files.into_iter().map(|file| file.bytes).collect();
        let way_back = Some(holder.code().digest());
        let intake = Intake { files, way_back, ..Intake::new(draft, "mail", source(parsed)) };
        let taken = match self.receive(&intake.with_key(format!("mail|{name}"))).await {
            Ok(taken) => taken,
            // What cannot be a report is put aside, and nothing of it is on record.
            Err(DeskError::Report(_)) => return aside(Aside::Unreadable),
            // It came before, with other files, or to a case that is erased.
            Err(error) if error.is_a_key_reused() || matches!(error, DeskError::Erased(_)) => {
                return aside(Aside::CameBefore);
            }
            Err(error) => return Err(error),
        };
        let (case, claim) = (taken.case, secret("claim"));
        self.keep(&Claim::new(&claim, case, holder.cookie(), self.now())).await?;
        let came = CameFrom {
            address: parsed.from.clone(),
            key: parsed.key.clone(),
            claim,
            closed: parsed.cover != Cover::Open,
        };
        self.reach_finder_by_mail(case, came, language(parsed)).await?;
        let about = About { case, handle: taken.handle };
        let notice = NewNotice::new(NoticeKind::ReportTaken, Addressee::Finder, &about);
        self.notify(&[notice.at_page("mine").once(format!("taken|{case}"))]).await?;
        // Last, so that whatever came before is done again if this is not reached.
        self.note_mail(case, &name).await?;
        Ok(Ok(Outcome::Report(case)))
    }
}

/// How a report came, as it stands on record. A key names its owner and stands with the address.
fn source(parsed: &Parsed) -> &'static str {
    match (parsed.cover, &parsed.signed) {
        (Cover::Open, SignedBy::Nobody) => "mail, in the clear, not signed",
        (Cover::Open, SignedBy::Unproven) => "mail, in the clear, signature not proven",
        (Cover::Open, SignedBy::Key(_)) => {
            "mail, in the clear, signed, the key is with the address"
        }
        (Cover::Part, SignedBy::Nobody) => "mail, encrypted in part, not signed",
        (Cover::Part, SignedBy::Unproven | SignedBy::Key(_)) => {
            "mail, encrypted in part, signature not proven"
        }
        (Cover::Whole, SignedBy::Nobody) => "mail, encrypted, not signed",
        (Cover::Whole, SignedBy::Unproven) => "mail, encrypted, signature not proven",
        (Cover::Whole, SignedBy::Key(_)) => "mail, encrypted, signed, the key is with the address",
    }
}

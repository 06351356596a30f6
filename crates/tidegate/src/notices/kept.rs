//! A notice as it is kept: to whom, of what kind, and what became of it.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;

use super::About;
use crate::desk::Kept;
use crate::openpgp::NoUse;

/// What a notice tells. None says anything of what a case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum NoticeKind {
    /// A clock reached a step of the office's ladder.
    DutyDue {
        /// When the step is, in minutes after the due time; before it where negative.
        minutes: i64,
        /// Whether the law binds here. What binds waits for no quiet hours.
        binding: bool,
    },
    /// A directive was issued to somebody.
    DirectiveIssued,
    /// A directive waits for its second signature.
    DirectiveToCountersign,
    /// Whoever a directive binds has answered.
    DirectiveAnswered,
    /// A directive was not met in time.
    DirectiveLate,
    /// The office wrote to the finder.
    MessageForFinder,
    /// Somebody proposed an embargo.
    EmbargoProposed,
    /// A task was given to somebody.
    TaskAssigned,
    /// Something waits for a second signature.
    SecondSignature,
    /// A report that came by mail was taken in.
    ReportTaken,
    /// An answer by mail was not taken as the finder's, since the key on record did not sign it.
    AnswerUnproven,
    /// A mail that a person wrote was put aside.
    MailAside,
    /// Mails wait, since there is no room for what is to be put aside.
    MailNoRoom,
    /// Mails wait, since they cannot be read.
    MailStopped,
    /// The finder took something back.
    TakenBack,
    /// The office waits for an answer.
    AnswerAwaited,
    /// Somebody has not answered for long.
    NoAnswer,
    /// A confined case has nobody left who could keep it.
    KeeperWanted,
}

impl NoticeKind {
    /// The word for it in webhooks and lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DutyDue { .. } => "duty-due",
            Self::DirectiveIssued => "directive-issued",
            Self::DirectiveToCountersign => "directive-to-countersign",
            Self::DirectiveAnswered => "directive-answered",
            Self::DirectiveLate => "directive-late",
            Self::MessageForFinder => "message-for-finder",
            Self::EmbargoProposed => "embargo-proposed",
            Self::TaskAssigned => "task-assigned",
            Self::SecondSignature => "second-signature",
            Self::ReportTaken => "report-taken",
            Self::AnswerUnproven => "answer-unproven",
            Self::MailAside => "mail-aside",
            Self::MailNoRoom => "mail-no-room",
            Self::MailStopped => "mail-stopped",
            Self::TakenBack => "taken-back",
            Self::AnswerAwaited => "answer-awaited",
            Self::NoAnswer => "no-answer",
            Self::KeeperWanted => "keeper-wanted",
        }
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::DutyDue { minutes, .. } if minutes < 0 => "notice-duty-left",
            Self::DutyDue { minutes: 0, .. } => "notice-duty-due",
            Self::DutyDue { .. } => "notice-duty-over",
            Self::DirectiveIssued => "notice-directive-issued",
            Self::DirectiveToCountersign => "notice-directive-to-countersign",
            Self::DirectiveAnswered => "notice-directive-answered",
            Self::DirectiveLate => "notice-directive-late",
            Self::MessageForFinder => "notice-message-for-finder",
            Self::EmbargoProposed => "notice-embargo-proposed",
            Self::TaskAssigned => "notice-task-assigned",
            Self::SecondSignature => "notice-second-signature",
            Self::ReportTaken => "notice-report-taken",
            Self::AnswerUnproven => "notice-answer-unproven",
            Self::MailAside => "notice-mail-aside",
            Self::MailNoRoom => "notice-mail-no-room",
            Self::MailStopped => "notice-mail-stopped",
            Self::TakenBack => "notice-taken-back",
            Self::AnswerAwaited => "notice-answer-awaited",
            Self::NoAnswer => "notice-no-answer",
            Self::KeeperWanted => "notice-keeper-wanted",
        }
    }

    /// Whether it waits for no quiet hours and no digest.
    #[must_use]
    pub fn binding(self) -> bool {
        match self {
            Self::DutyDue { binding, .. } => binding,
            Self::DirectiveIssued | Self::DirectiveLate | Self::KeeperWanted => true,
            Self::DirectiveToCountersign
            | Self::DirectiveAnswered
            | Self::MessageForFinder
            | Self::EmbargoProposed
            | Self::TaskAssigned
            | Self::SecondSignature
            | Self::ReportTaken
            | Self::AnswerUnproven
            | Self::MailAside
            | Self::MailNoRoom
            | Self::MailStopped
            | Self::TakenBack
            | Self::AnswerAwaited
            | Self::NoAnswer => false,
        }
    }
}

/// To whom a notice goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Addressee {
    /// A member of the office, by login: at the address that the member left, and on the page of notices in any case.
    Member(String),
    /// A contact of an organisation, by its mail address.
    Address(String),
    /// The address that the office itself reads.
    Office,
    /// A webhook of the office, by its name.
    Webhook(String),
    /// The finder of the case, at the address that the finder left, which is looked up when it is sent.
    Finder,
}

impl fmt::Display for Addressee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(login) => write!(f, "member:{login}"),
            Self::Address(address) => write!(f, "mailto:{address}"),
            Self::Office => f.write_str("office"),
            Self::Finder => f.write_str("finder"),
            Self::Webhook(name) => write!(f, "webhook:{name}"),
        }
    }
}

/// Why a notice was not delivered; never in the words of the other side, which could hold anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Why {
    /// Nobody left an address to which it could go.
    NoAddress,
    /// The office has no mail relay.
    NoRelay,
    /// The address is none.
    NotAnAddress,
    /// The other side could not be reached, or did not answer in time.
    Unreachable,
    /// The other side put it off, by its code.
    PutOff(u16),
    /// The other side refused it, by its code.
    Refused(u16),
    /// The address lies where the office must not send to.
    NotAllowed,
    /// The case is kept from the reader.
    KeptFrom,
    /// The credentials could not be read.
    NoCredentials,
    /// It could not be encrypted.
    NotEncrypted,
    /// No key of the recipient is on record, and content is mailed to nobody without one.
    NoKey,
    /// The key of the recipient has expired.
    KeyExpired,
    /// The key of the recipient was revoked.
    KeyRevoked,
    /// Nothing can be encrypted to the key of the recipient.
    KeyUnusable,
}

impl Why {
    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NoAddress => "notice-no-address",
            Self::NoRelay => "notice-no-relay",
            Self::NotAnAddress => "notice-not-an-address",
            Self::Unreachable => "notice-unreachable",
            Self::PutOff(_) => "notice-put-off",
            Self::Refused(_) => "notice-refused",
            Self::NotAllowed => "notice-not-allowed",
            Self::KeptFrom => "notice-kept-from",
            Self::NoCredentials => "notice-no-credentials",
            Self::NotEncrypted => "notice-not-encrypted",
            Self::NoKey => "parcel-no-key",
            Self::KeyExpired => "parcel-key-expired",
            Self::KeyRevoked => "parcel-key-revoked",
            Self::KeyUnusable => "parcel-key-unusable",
        }
    }

    /// The code of the other side, where it gave one.
    #[must_use]
    pub fn code(self) -> Option<u16> {
        match self {
            Self::PutOff(code) | Self::Refused(code) => Some(code),
            Self::NoAddress
            | Self::NoRelay
            | Self::NotAnAddress
            | Self::Unreachable
            | Self::NotAllowed
            | Self::KeptFrom
            | Self::NoCredentials
            | Self::NotEncrypted
            | Self::NoKey
            | Self::KeyExpired
            | Self::KeyRevoked
            | Self::KeyUnusable => None,
        }
    }

    /// Whether another attempt could fare better without anybody doing anything.
    #[must_use]
    pub fn passes(self) -> bool {
        match self {
            Self::NoRelay | Self::Unreachable | Self::PutOff(_) | Self::NoCredentials => true,
            // Somebody is told what to do, and has three days.
            Self::NoKey | Self::KeyExpired | Self::KeyRevoked | Self::KeyUnusable => true,
            Self::NoAddress
            | Self::NotAnAddress
            | Self::Refused(_)
            | Self::NotAllowed
            | Self::KeptFrom
            | Self::NotEncrypted => false,
        }
    }
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Standing {
    /// It waits for its first attempt.
    Waiting,
    /// The other side took it.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// The last attempt failed; another follows.
    Failed {
        /// When.
        at: Timestamp,
        /// Why.
        why: Why,
    },
    /// No further attempt is made unless somebody asks for one.
    GivenUp {
        /// When.
        at: Timestamp,
        /// Why.
        why: Why,
    },
}

/// Whether the last mail was encrypted, where a key of its reader was on record then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Sealing {
    /// It was.
    Encrypted,
    /// It went in the clear, because the key had expired.
    KeyExpired,
    /// It went in the clear, because the owner of the key had revoked it.
    KeyRevoked,
    /// It went in the clear, because nothing can be encrypted to the key.
    KeyUnusable,
}

impl Sealing {
    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Encrypted => "notice-encrypted",
            Self::KeyExpired => "notice-key-expired",
            Self::KeyRevoked => "notice-key-revoked",
            Self::KeyUnusable => "notice-key-unusable",
        }
    }

    /// The text that tells the reader of a mail in the clear what to do about it.
    #[must_use]
    pub(super) fn remedy(self) -> Option<&'static str> {
        match self {
            Self::Encrypted => None,
            Self::KeyExpired => Some("notice-your-key-expired"),
            Self::KeyRevoked => Some("notice-your-key-revoked"),
            Self::KeyUnusable => Some("notice-your-key-unusable"),
        }
    }
}

impl From<NoUse> for Sealing {
    fn from(why: NoUse) -> Self {
        match why {
            NoUse::Expired { .. } => Self::KeyExpired,
            NoUse::Revoked => Self::KeyRevoked,
            NoUse::Damaged | NoUse::Age | NoUse::CannotEncrypt => Self::KeyUnusable,
        }
    }
}

/// After each failed attempt it waits longer; after the last it is given up, some three days after the first.
const WAITS: [SignedDuration; 9] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(3),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(12),
    SignedDuration::from_hours(24),
    SignedDuration::from_hours(24),
];

/// When something that failed for the `attempts`th time is tried next, if it is.
pub(crate) fn next_attempt(attempts: u32, why: Why, at: Timestamp) -> Option<Timestamp> {
    let tried = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = WAITS.get(tried).filter(|_| why.passes())?;
    Some(at.saturating_add(*wait).unwrap_or(at))
}

/// Later than any instant at which something is tried; what is finished stands beyond it, the last raised last.
const FAR: i64 = 200_000_000_000_000;

/// Before this instant in the order of the shelf stands what is still to be tried.
pub(super) fn finished() -> Timestamp {
    Timestamp::from_millisecond(FAR).unwrap_or(Timestamp::MAX)
}

/// A notice on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The version of this form.
    version: u32,
    /// Its id: 32 hexadecimal digits, the same for every attempt.
    id: String,
    /// What it tells.
    pub kind: NoticeKind,
    /// To whom.
    pub to: Addressee,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// The neutral handle of that case.
    pub handle: Option<String>,
    /// By when something is to be done.
    pub due: Option<Timestamp>,
    /// Where to look, behind `/at/{office}/`.
    pub path: String,
    /// Whether it should have been sent earlier.
    pub late: bool,
    /// When it was raised.
    pub raised: Timestamp,
    /// When it is tried next, unless it is finished.
    pub next: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What became of it.
    pub standing: Standing,
    /// The message in which it goes together with others, the same for every attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// Whether the last mail was encrypted; none where no key was on record, or nothing was mailed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<Sealing>,
}

impl Kept for Notice {
    const ROOM: &'static str = "notice";

    fn name(&self) -> String {
        self.id.clone()
    }

    /// What is still to be tried comes first, by the time of its next attempt.
    fn due(&self) -> Option<Timestamp> {
        if self.open() {
            return Some(self.next);
        }
        Timestamp::from_millisecond(FAR.saturating_add(self.raised.as_millisecond())).ok()
    }

    fn case(&self) -> Option<CaseId> {
        self.case
    }
}

impl Notice {
    #[expect(clippy::too_many_arguments, reason = "each part of a notice, and no other caller")]
    pub(super) fn new(
        id: String,
        kind: NoticeKind,
        to: Addressee,
        about: Option<About>,
        due: Option<Timestamp>,
        path: String,
        late: bool,
        at: Timestamp,
    ) -> Self {
        let (case, handle) = about.map(|about| (about.case, about.handle)).unzip();
        let (raised, next, standing) = (at, at, Standing::Waiting);
        Self {
            version: 1,
            id,
            kind,
            to,
            case,
            handle,
            due,
            path,
            late,
            raised,
            next,
            attempts: 0,
            standing,
            bundle: None,
            sealing: None,
        }
    }

    /// Its id, the same for every attempt.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether another attempt is made without anybody asking for it.
    #[must_use]
    pub fn open(&self) -> bool {
        match self.standing {
            Standing::Waiting | Standing::Failed { .. } => true,
            Standing::Sent { .. } | Standing::GivenUp { .. } => false,
        }
    }

    /// The same, not before an instant.
    #[must_use]
    pub fn put_off(self, next: Timestamp) -> Self {
        Self { next, ..self }
    }

    /// The same while an attempt is made: if nobody hears of its outcome, it is due again at `until`.
    #[must_use]
    pub fn taken(self, until: Timestamp) -> Self {
        Self { next: until, attempts: self.attempts.saturating_add(1), ..self }
    }

    /// The same after an attempt.
    #[must_use]
    pub fn after(self, outcome: Result<(), Why>, at: Timestamp) -> Self {
        let why = match outcome {
            Ok(()) => return Self { standing: Standing::Sent { at }, ..self },
            Err(why) => why,
        };
        match next_attempt(self.attempts, why, at) {
            Some(next) => Self { next, standing: Standing::Failed { at, why }, ..self },
            None => Self { standing: Standing::GivenUp { at, why }, ..self },
        }
    }

    /// The same as if it had never been tried; its id stays.
    #[must_use]
    pub fn again(self, at: Timestamp) -> Self {
        Self { next: at, attempts: 0, standing: Standing::Waiting, bundle: None, ..self }
    }
}

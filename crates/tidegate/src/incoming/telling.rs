//! The office is told that mails of people lie aside, and that mails are not taken in: once a day each, with no content and
//! no address.
//!
//! Told are those who look after the machine and those who work on cases; where there is nobody of them, the address that
//! the office itself reads.

use std::collections::BTreeSet;

use crate::desk::{Desk, DeskError};
use crate::notices::{Addressee, NewNotice, NoticeKind};
use crate::people::MemberRole;

/// What the office is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// A mail that a person wrote was put aside.
    Aside,
    /// There is no room for mails that are to be put aside.
    Full,
    /// The folder of mails cannot be read.
    Unreadable,
    /// Nothing can be begun to read a mail.
    NoReader,
}

impl Told {
    fn kind(self) -> NoticeKind {
        match self {
            Self::Aside => NoticeKind::MailAside,
            Self::Full => NoticeKind::MailNoRoom,
            Self::Unreadable | Self::NoReader => NoticeKind::MailStopped,
        }
    }
}

impl Desk {
    /// Tells the office something of its mails, once a day.
    pub(super) async fn tell_office(&self, told: Told) -> Result<(), DeskError> {
        let day = self.office().day(self.now());
        let concerned = |roles: &BTreeSet<MemberRole>| {
            let mut those = MemberRole::CASE_WORK.iter().chain([&MemberRole::Administrator]);
            those.any(|role| roles.contains(role))
        };
        let mut to = Vec::new();
        for account in self.accounts().await? {
            let here = account.organisation.is_none() && account.disabled.is_none();
            if here && concerned(&account.roles) {
                to.push(Addressee::Member(account.login.clone()));
            }
        }
        if to.is_empty() {
            to.push(Addressee::Office);
        }
        let notice =
            |to| NewNotice::of_office(told.kind(), to).once(format!("mail|{told:?}|{day}"));
        self.notify(&to.into_iter().map(notice).collect::<Vec<_>>()).await
    }
}

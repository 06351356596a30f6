//! What a member does about notices: read one's own, send one again, say how one wants to be told; and what an
//! administrator does: see what became of all, choose the ladder, add and drop webhooks. None of it opens a case.

use tidegate_law::Language;

use super::{Errand, NotDone, wrong};
use tidegate_core::case::Patience;

use crate::notices::ladder::Ladder;
use crate::notices::patience::NoPatience;
use crate::notices::reader::Reader;
use crate::notices::relay::is_address;
use crate::notices::webhook::Webhook;
use crate::people::{Member, MemberRole};
use crate::say::notices::{
    LadderTold, NoticeTold, NoticesTold, PatienceTold, ReaderTold, WebhookTold, WebhooksTold, all,
    is_of,
};
use crate::words::Voice;

/// How many notices are listed.
const LISTED: u32 = 500;

/// How a member wants to be told, as it is written in a form.
#[derive(Debug, Clone, Default)]
pub struct TellingMe {
    /// The mail address; without one nothing is mailed any more.
    pub address: String,
    /// `en`, `zh`, or empty for both.
    pub language: String,
    /// From which hour to which it is quiet, such as `22-7`; or empty.
    pub quiet: String,
    /// At which hour what can wait is sent together; or empty.
    pub digest: String,
}

fn said(id: &str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.say(id)))
}

/// An hour of the day.
fn hour(text: &str) -> Result<i8, NotDone> {
    let hour = text.trim().parse().ok().filter(|hour: &i8| (0..24).contains(hour));
    hour.ok_or_else(|| said("notices-no-hours"))
}

impl TellingMe {
    fn read(&self, login: &str) -> Result<Reader, NotDone> {
        let written = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        if !is_address(self.address.trim()) {
            return Err(said("error-relay-address"));
        }
        let language = match self.language.trim() {
            "" => None,
            "en" => Some(Language::English),
            "zh" => Some(Language::Chinese),
            _ => return Err(said("notices-no-language")),
        };
        let quiet = written(&self.quiet).map(|text| {
            let (from, to) = text.split_once('-').ok_or_else(|| said("notices-no-hours"))?;
            Ok::<_, NotDone>((hour(from)?, hour(to)?))
        });
        let digest = written(&self.digest).map(|text| hour(&text)).transpose()?;
        let (login, address) = (login.to_owned(), self.address.trim().to_owned());
        Ok(Reader { version: 1, login, address, language, quiet: quiet.transpose()?, digest })
    }
}

fn sees_all(member: &Member) -> bool {
    member.is_any(&[MemberRole::Administrator])
}

impl Errand<'_> {
    /// The notices that a member may see: one's own, and all of them for an administrator.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn notices(&self, member: &Member) -> Result<NoticesTold, NotDone> {
        let mut found = self.desk.notices(LISTED).await?;
        found.retain(|notice| sees_all(member) || is_of(notice, &member.login));
        Ok(all(&found, self.desk.now()))
    }

    /// Sends a notice again, if the member may see it.
    ///
    /// # Errors
    /// [`NotDone::Said`] where there is none that the member may see.
    pub async fn notice_again(&self, member: &Member, id: &str) -> Result<NoticeTold, NotDone> {
        let none = || {
            let short: String = id.chars().take(40).collect();
            let words =
                |voice: &Voice| voice.with("notices-no-such", [("notice", short.as_str().into())]);
            NotDone::Said(Voice::in_both(words))
        };
        let found = self.desk.find_notice(id).await?.ok_or_else(none)?;
        if !sees_all(member) && !is_of(&found, &member.login) {
            return Err(none());
        }
        let sent = self.desk.send_again(id).await?.ok_or_else(none)?;
        Ok(crate::say::notices::told(&sent))
    }

    /// How a member is told.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn reader(&self, member: &Member) -> Result<ReaderTold, NotDone> {
        let reader = self.desk.reader(&member.login).await?;
        let feed_since = self.desk.has_feed(&member.login).await?;
        Ok(ReaderTold::of(&member.login, reader.as_ref(), feed_since))
    }

    /// Chooses how a member is told; without an address nothing is mailed any more.
    ///
    /// # Errors
    /// [`NotDone::Said`] for what is wrong with the choice.
    pub async fn tell_me(&self, member: &Member, me: &TellingMe) -> Result<ReaderTold, NotDone> {
        if me.address.trim().is_empty() {
            self.desk.drop_kept::<Reader>(&member.login).await?;
        } else {
            self.desk.keep(&me.read(&member.login)?).await?;
        }
        self.reader(member).await
    }

    /// The ladder of the office, as it is written.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn ladder(&self) -> Result<LadderTold, NotDone> {
        Ok(LadderTold { version: 1, steps: self.desk.ladder().await?.written() })
    }

    /// Chooses the ladder; no step at all is the usual one.
    ///
    /// # Errors
    /// [`NotDone::Wrong`] for what is no ladder.
    pub async fn choose_ladder(&self, steps: &[String]) -> Result<LadderTold, NotDone> {
        let ladder = match steps {
            [] => Ladder::default(),
            steps => Ladder::read(steps).map_err(wrong)?,
        };
        self.desk.choose_ladder(&ladder).await?;
        self.ladder().await
    }

    /// How long the office waits for an answer.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn patience(&self) -> Result<PatienceTold, NotDone> {
        Ok(self.desk.patience().await?.into())
    }

    /// Chooses how long the office waits.
    ///
    /// # Errors
    /// [`NotDone::Wrong`] for days that are not in order.
    pub async fn choose_patience(&self, patience: Patience) -> Result<PatienceTold, NotDone> {
        if !patience.is_in_order() {
            return Err(wrong(NoPatience));
        }
        self.desk.choose_patience(patience).await?;
        self.patience().await
    }

    /// The webhooks of the office; a secret is told when it is made and never again.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn webhooks(&self) -> Result<WebhooksTold, NotDone> {
        let hooks = self.desk.webhooks().await?;
        let webhooks = hooks.iter().map(|hook| WebhookTold::of(hook, false)).collect();
        Ok(WebhooksTold { version: 1, webhooks })
    }

    /// Adds a webhook whose address lies outside; one of the same name gets a new secret.
    ///
    /// # Errors
    /// [`NotDone::Wrong`] for a name or an address that is none.
    pub async fn add_webhook(&self, name: &str, url: &str) -> Result<WebhookTold, NotDone> {
        let made = Webhook::new(name.trim(), url.trim(), false, self.desk.now())?;
        let hook = made.map_err(wrong)?;
        self.desk.keep(&hook).await?;
        Ok(WebhookTold::of(&hook, true))
    }

    /// Drops a webhook; nothing where there is none of this name.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn drop_webhook(&self, name: &str) -> Result<WebhooksTold, NotDone> {
        self.desk.drop_kept::<Webhook>(name).await?;
        self.webhooks().await
    }
}

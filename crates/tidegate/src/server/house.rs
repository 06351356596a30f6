//! Everything that a request may reach: the book, the offices, the limits, the clock.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use anyhow::ensure;
use jiff::Timestamp;
use tidegate_core::digest::Digest;
use tidegate_law::Book;

use super::{Hosted, Limits, OpenOffice, Rates, Settings, Slug};
use crate::book::Loaded;
use crate::clock::Clock;
use crate::incoming::MailReader;
use crate::keys::Secret;
use crate::people::Site;
use crate::say::meeting::{MeetingTold, told};

/// Everything that a request may reach.
#[derive(Debug)]
pub struct House {
    book: Loaded,
    /// Replaced as a whole when a demonstration begins again.
    offices: RwLock<BTreeMap<Slug, Arc<Hosted>>>,
    data: PathBuf,
    clock: Clock,
    limits: Limits,
    rates: Rates,
    public: String,
    /// Where passkeys are made and used; none where the address can have none.
    site: Option<Site>,
    forms: Secret,
    mails: MailReader,
    demonstration: bool,
    /// Where duties and prohibitions of the book meet; computed when somebody first asks.
    meetings: OnceLock<Vec<MeetingTold>>,
}

impl House {
    pub(super) async fn open(settings: Settings, address: SocketAddr) -> anyhow::Result<Self> {
        let Settings { public, data, book, clock, limits, mails, demonstration, .. } = settings;
        crate::forms::of(&book).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("the forms have faults: {}", faults.join("; "))
        })?;
        let offices = opened(&data, &book, &clock).await?;
        ensure!(
            !offices.is_empty(),
            "there is no office in `{}`; run `tidegate init` first, or `tidegate serve --demo`",
            data.display()
        );
        let public = public.unwrap_or_else(|| format!("http://{address}"));
        let public = public.trim_end_matches('/').to_owned();
        let site = Site::at(&public);
        let rates = Rates::default();
        let forms = match offices.values().next() {
            Some(first) => first.desk().form_key()?,
            None => anyhow::bail!("there is no office"),
        };
        let offices = RwLock::new(offices);
        Ok(Self {
            forms,
            book,
            offices,
            data,
            clock,
            limits,
            rates,
            public,
            site,
            mails,
            demonstration,
            meetings: OnceLock::new(),
        })
    }

    /// Who reads the mails that come in.
    #[must_use]
    pub fn mail_reader(&self) -> &MailReader {
        &self.mails
    }

    /// Where duties and prohibitions of the book meet: computed once, which takes a second.
    pub fn meetings(&self) -> &[MeetingTold] {
        self.meetings.get_or_init(|| {
            self.book.meetings().iter().map(|meeting| told(&self.book, meeting)).collect()
        })
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The office of this name.
    #[must_use]
    pub fn office(&self, slug: &str) -> Option<Arc<Hosted>> {
        let slug = Slug::parse(slug)?;
        self.offices.read().unwrap_or_else(PoisonError::into_inner).get(&slug).cloned()
    }

    /// Every office, by name.
    #[must_use]
    pub fn offices(&self) -> Vec<Arc<Hosted>> {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        offices.values().cloned().collect()
    }

    /// The folder in which the offices live.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// What tells the time.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Puts the offices of another folder in place of those that are served, and gives these back to be closed once
    /// the requests that still hold them are answered.
    ///
    /// # Errors
    /// An office that cannot be opened; then those that are served stay.
    pub async fn serve_instead(&self, data: &Path) -> anyhow::Result<Vec<Arc<Hosted>>> {
        let fresh = opened(data, &self.book, &self.clock).await?;
        let mut offices = self.offices.write().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::replace(&mut *offices, fresh).into_values().collect())
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What is allowed in size and number.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How often each visitor came.
    #[must_use]
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// Where people reach the server, such as `https://desk.example`.
    #[must_use]
    pub fn public(&self) -> &str {
        &self.public
    }

    /// Where passkeys are made and used, if the address of the server can have any.
    #[must_use]
    pub fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// Whether people reach it over TLS, so that cookies may be bound to that.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public.starts_with("https://")
    }

    /// The token of the forms of a visitor: a keyed digest, the same after a restart, so that no form is lost.
    #[must_use]
    pub fn form_token(&self, visitor: &str) -> String {
        Digest::from_bytes(self.forms.digest("form-token", visitor.as_bytes())).to_string()
    }

    /// Whether everything is a demonstration that reaches nobody.
    #[must_use]
    pub fn demonstration(&self) -> bool {
        self.demonstration
    }

    pub(super) async fn close(self) -> anyhow::Result<()> {
        let offices = self.offices.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (slug, hosted) in offices {
            match super::alone(hosted).await {
                Some(hosted) => hosted.close().await?,
                None => anyhow::bail!("the office `{slug}` is still at work; it was not closed"),
            }
        }
        Ok(())
    }
}

/// Opens every office in a folder.
async fn opened(
    data: &Path,
    book: &Book,
    clock: &Clock,
) -> anyhow::Result<BTreeMap<Slug, Arc<Hosted>>> {
    let mut offices = BTreeMap::new();
    for found in OpenOffice::find(data)? {
        let hosted = found.open(book, clock).await?;
        offices.insert(hosted.slug().clone(), Arc::new(hosted));
    }
    Ok(offices)
}

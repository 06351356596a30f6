//! Everything that a request may reach: the book, the offices, the limits, the clock.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::ensure;
use jiff::Timestamp;
use tidegate_core::digest::Digest;
use tidegate_law::Book;

use super::{Hosted, Limits, OpenOffice, Rates, Settings, Slug};
use crate::book::Loaded;
use crate::clock::Clock;
use crate::keys::Secret;

/// Everything that a request may reach.
#[derive(Debug)]
pub struct House {
    book: Loaded,
    offices: BTreeMap<Slug, Arc<Hosted>>,
    clock: Clock,
    limits: Limits,
    rates: Rates,
    public: String,
    forms: Secret,
    demonstration: bool,
}

impl House {
    pub(super) async fn open(settings: Settings, address: SocketAddr) -> anyhow::Result<Self> {
        let Settings { public, data, book, clock, limits, demonstration, .. } = settings;
        let mut offices = BTreeMap::new();
        for found in OpenOffice::find(&data)? {
            let hosted = found.open(&book, &clock).await?;
            offices.insert(hosted.slug().clone(), Arc::new(hosted));
        }
        ensure!(
            !offices.is_empty(),
            "there is no office in `{}`; run `tidegate init` first, or `tidegate serve --demo`",
            data.display()
        );
        let public = public.unwrap_or_else(|| format!("http://{address}"));
        let public = public.trim_end_matches('/').to_owned();
        let rates = Rates::default();
        let forms = match offices.values().next() {
            Some(first) => first.desk().form_key()?,
            None => anyhow::bail!("there is no office"),
        };
        Ok(Self { forms, book, offices, clock, limits, rates, public, demonstration })
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The office of this name.
    #[must_use]
    pub fn office(&self, slug: &str) -> Option<&Arc<Hosted>> {
        self.offices.get(&Slug::parse(slug)?)
    }

    /// Every office, by name.
    pub fn offices(&self) -> impl Iterator<Item = &Arc<Hosted>> {
        self.offices.values()
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
        for (slug, hosted) in self.offices {
            match Arc::try_unwrap(hosted) {
                Ok(hosted) => hosted.close().await?,
                Err(_) => anyhow::bail!("the office `{slug}` is still at work; it was not closed"),
            }
        }
        Ok(())
    }
}

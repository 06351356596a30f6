//! An office that the server hosts, under the name that its addresses bear.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tidegate_core::office::Office;
use tidegate_law::{Adoption, Book};

use crate::clock::Clock;
use crate::desk::{Desk, Settings};
use crate::keys::RootSource;

/// The name of an office in addresses: lower-case letters, digits and dashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The name, if it is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = (1..=40).contains(&text.len()) && text.chars().all(fits);
        good.then(|| Self(text.to_owned()))
    }

    /// As it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the desk of an office is opened: its folder, and where its root key is.
#[derive(Debug)]
pub struct OpenOffice {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its folder.
    pub folder: PathBuf,
}

impl OpenOffice {
    /// The offices in a folder: the folder itself if an office lives in it, else its folders in which one does.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn find(data: &Path) -> anyhow::Result<Vec<Self>> {
        let lives = |folder: &Path| folder.join("office.json").is_file();
        if lives(data) {
            let slug = Slug("desk".to_owned());
            return Ok(vec![Self { slug, folder: data.to_owned() }]);
        }
        let mut found = Vec::new();
        if !data.is_dir() {
            return Ok(found);
        }
        let about = || format!("reading the folder `{}`", data.display());
        for entry in std::fs::read_dir(data).with_context(about)? {
            let folder = entry.with_context(about)?.path();
            let name = folder.file_name().and_then(|name| name.to_str()).and_then(Slug::parse);
            if let (true, Some(slug)) = (lives(&folder), name) {
                found.push(Self { slug, folder });
            }
        }
        found.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(found)
    }

    /// Opens its desk.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open(self, book: &Book, clock: &Clock) -> anyhow::Result<Hosted> {
        let mut settings =
            Settings::in_directory(&self.folder, book.digest()).with_clock(clock.clone());
        if let Some(root) = RootSource::from_environment() {
            settings.root = root;
        }
        let desk = Desk::open(settings)
            .await
            .with_context(|| format!("opening the office in `{}`", self.folder.display()))?;
        Ok(Hosted { slug: self.slug, desk })
    }
}

/// An office that the server hosts.
#[derive(Debug)]
pub struct Hosted {
    slug: Slug,
    desk: Desk,
}

impl Hosted {
    /// Its name in addresses.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Its desk.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The office as one of its members sees it; a guest sees only the cases into which they were let.
    #[must_use]
    pub fn seen_by(&self, login: &str, guest: bool) -> Self {
        Self { slug: self.slug.clone(), desk: self.desk.seen_by(login, guest) }
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        self.desk.office()
    }

    /// The house rules and positions of the office at this instant.
    #[must_use]
    pub fn adoption(&self) -> Adoption {
        tidegate_core::gate::adoption_of(self.desk.office(), self.desk.now())
    }

    /// Closes its desk.
    ///
    /// # Errors
    /// As [`Desk::close`].
    pub async fn close(self) -> anyhow::Result<()> {
        let slug = self.slug;
        self.desk.close().await.with_context(|| format!("closing the office `{slug}`"))
    }
}

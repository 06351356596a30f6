//! Content under embargo: a clear envelope and a blob that nobody reads without a clearance.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tidegate_law::{FactName, FactValue};
use zeroize::Zeroizing;

use super::clearance::{Clearance, Shut};
use super::dispatch::Cleared;
use crate::digest::{Digest, Salt};
use crate::id::{CaseId, ItemId, ProductId, ReportId};
use crate::item::{ContentClass, Item};
use crate::seal::{self, Lock, NONCE, NotSealed};

/// The content of one item, readable only with a clearance that names the item.
///
/// `T` is [`Plain`], or [`Ciphertext`] where it is sealed at rest or where this server cannot read it at all.
pub struct Embargoed<T> {
    case: CaseId,
    item: Item,
    content: T,
}

/// Content that is not sealed: bytes and the salt of their digest.
///
/// Cannot be taken out of an [`Embargoed`] or a [`Cleared`].
#[derive(Clone)]
pub struct Plain {
    salt: Salt,
    bytes: Vec<u8>,
}

impl Plain {
    /// The bytes, seen from inside [`Cleared::map`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn digest(&self) -> Digest {
        let mut hash = Sha256::new();
        hash.update(b"tidegate item v1\0");
        hash.update(self.salt.as_bytes());
        hash.update(&self.bytes);
        Digest::from_bytes(hash.finalize().into())
    }
}

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Plain(..)")
    }
}

/// Sealed content: no secret without its key, and opaque here.
#[derive(Clone, PartialEq, Eq)]
pub struct Ciphertext(Vec<u8>);

impl Ciphertext {
    /// The sealed bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Ciphertext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ciphertext({} bytes)", self.0.len())
    }
}

/// What the envelope of new content says, but for its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// The id of the item.
    pub id: ItemId,
    /// What kind of content it is.
    pub class: ContentClass,
    /// The product it is about, if known.
    pub product: Option<ProductId>,
    /// The report it came with, if any.
    pub report: Option<ReportId>,
    /// What the sender declared of it.
    pub declared: BTreeMap<FactName, FactValue>,
    /// Whether the sender meant it for the receiving office alone.
    pub confidential: bool,
}

/// Why sealed content did not become readable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsealing {
    /// The key, the place or the sealed bytes are not right.
    #[error(transparent)]
    Lock(#[from] NotSealed),
    /// The content is not what the envelope says.
    #[error("the content of item `{0}` is not the one that was sealed; check the store")]
    Changed(ItemId),
}

impl<T> Embargoed<T> {
    /// Its clear envelope.
    pub fn item(&self) -> &Item {
        &self.item
    }

    /// The case it belongs to.
    pub fn case(&self) -> CaseId {
        self.case
    }
}

impl<T: Clone> Embargoed<T> {
    /// The content, for one who holds a clearance that names this case and this item and has not ended at `at`.
    ///
    /// # Errors
    /// [`Shut`] if the clearance is of another case, does not name the item or has ended.
    pub fn open(&self, clearance: &Clearance, at: Timestamp) -> Result<Cleared<T>, Shut> {
        clearance.admits(self.case, self.item.id, at)?;
        Ok(Cleared::of(clearance.decision(), self.content.clone()))
    }
}

impl Embargoed<Plain> {
    /// New content, under embargo from here on.
    ///
    /// `salt` comes from outside and keeps the digest of short content from being guessed.
    pub fn new(case: CaseId, new: NewItem, salt: Salt, bytes: Vec<u8>) -> Self {
        let content = Plain { salt, bytes };
        let item = Item {
            id: new.id,
            class: new.class,
            product: new.product,
            digest: content.digest(),
            report: new.report,
            declared: new.declared,
            confidential: new.confidential,
        };
        Self { case, item, content }
    }

    /// Seals the content for the store; nobody sees it on the way. `nonce` is random and used for this alone.
    ///
    /// # Errors
    /// [`NotSealed::Long`].
    pub fn seal(
        &self,
        lock: Lock<'_>,
        nonce: &[u8; NONCE],
    ) -> Result<Embargoed<Ciphertext>, NotSealed> {
        let mut framed = Zeroizing::new(self.content.salt.as_bytes().to_vec());
        framed.extend_from_slice(&self.content.bytes);
        let sealed = seal::seal(lock, nonce, &framed)?;
        Ok(Embargoed { case: self.case, item: self.item.clone(), content: Ciphertext(sealed) })
    }
}

impl Embargoed<Ciphertext> {
    /// Sealed content as the store has it.
    pub fn from_store(case: CaseId, item: Item, sealed: Vec<u8>) -> Self {
        Self { case, item, content: Ciphertext(sealed) }
    }

    /// The sealed bytes, for the store.
    pub fn ciphertext(&self) -> &[u8] {
        &self.content.0
    }

    /// Unseals the content; it stays under embargo until a clearance opens it.
    ///
    /// # Errors
    /// [`Unsealing::Lock`] if key, place or bytes are not right, [`Unsealing::Changed`] if the content is another.
    pub fn unseal(&self, lock: Lock<'_>) -> Result<Embargoed<Plain>, Unsealing> {
        let framed = seal::open(lock, &self.content.0)?;
        let changed = || Unsealing::Changed(self.item.id);
        let (salt, bytes) = framed.split_first_chunk::<32>().ok_or_else(changed)?;
        let content = Plain { salt: Salt::from_bytes(*salt), bytes: bytes.to_vec() };
        if content.digest() != self.item.digest {
            return Err(changed());
        }
        Ok(Embargoed { case: self.case, item: self.item.clone(), content })
    }
}

impl<T> fmt::Debug for Embargoed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Embargoed({} of {})", self.item.class, self.case)
    }
}

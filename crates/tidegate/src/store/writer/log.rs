//! The log's side of the writer: taking up the tree, growing it in memory, signing heads.

use jiff::Timestamp;
use tidegate_log::checkpoint::{Checkpoint, Head as Statement, Origin, TrustedLog};
use tidegate_log::note::{Note, SigningKey};
use tidegate_log::tree::{Frontier, Hash, LeafHash, Node, peaks, prove};

use super::WriterError;
use crate::store::rows::Head;
use crate::store::sqlite::Pen;

/// The tree as it stands, and the last checkpoint that was signed.
pub(super) struct Log {
    pub(super) frontier: Frontier,
    pub(super) head: Head,
    last: Option<Checkpoint>,
    signer: SigningKey,
    origin: Origin,
}

impl Log {
    /// Takes up the log from its rows: the nodes must give the head's root, and a signed head must be
    /// the one that was signed.
    pub(super) async fn take_up(
        pen: &mut Pen,
        signer: SigningKey,
        origin: Origin,
        created: Timestamp,
    ) -> Result<Self, WriterError> {
        let trusted = TrustedLog::new(origin.clone(), signer.verifier());
        let head = pen.head().await?.unwrap_or(Head {
            size: 0,
            root: Hash::of_empty_tree(),
            recorded: created,
            note: None,
        });
        let nodes = pen.nodes(peaks(head.size)).await?;
        let frontier = Frontier::from_nodes(head.size, &nodes).map_err(broken)?;
        if frontier.root() != head.root {
            return Err(WriterError::Log("the nodes do not give the root of the head".to_owned()));
        }
        let signed = match &head.note {
            Some(_) => Some(head.clone()),
            None => pen.signed_head_below(head.size).await?,
        };
        let last = match signed {
            Some(Head { note: Some(note), size, root, .. }) => {
                let checkpoint = Checkpoint::verify(note.as_bytes(), &trusted).map_err(broken)?;
                if checkpoint.size() != size || *checkpoint.root().as_hash() != root {
                    let why = "the signed head is not the head in the row";
                    return Err(WriterError::Log(why.to_owned()));
                }
                Some(checkpoint)
            }
            _ => None,
        };
        Ok(Self { frontier, head, last, signer, origin })
    }

    /// Whether the head in memory was signed.
    pub(super) fn is_signed(&self) -> bool {
        self.head.note.is_some()
    }

    /// Signs the head in memory, which must be committed. Only a head that extends the last signed one
    /// is ever signed.
    pub(super) async fn sign(&mut self, pen: &mut Pen) -> Result<String, WriterError> {
        let statement = Statement::new(self.origin.clone(), self.head.size, self.head.root);
        let note = match &self.last {
            None => statement.sign(&self.signer),
            Some(last) if last.size() == 0 => statement.sign_after(last, &[], &self.signer),
            Some(last) => {
                let (old, new) = (last.size(), self.head.size);
                let needed = prove::consistency_nodes(old, new).map_err(broken)?;
                let nodes = pen.nodes(needed).await?;
                let proof = prove::consistency(&nodes, old, new).map_err(broken)?;
                statement.sign_after(last, &proof, &self.signer)
            }
        };
        self.remember(note.map_err(broken)?)
    }

    fn remember(&mut self, note: Note) -> Result<String, WriterError> {
        let text = note.to_string();
        let trusted = TrustedLog::new(self.origin.clone(), self.signer.verifier());
        // Checked once more from its bytes: what goes out is what was read back.
        self.last = Some(Checkpoint::verify(text.as_bytes(), &trusted).map_err(broken)?);
        self.head.note = Some(text.clone());
        Ok(text)
    }
}

/// Grows a copy of the tree by leaves; the nodes to store go to `written`.
pub(super) fn grow(frontier: &Frontier, leaves: &[Vec<u8>], written: &mut Vec<Node>) -> Frontier {
    let mut grown = frontier.clone();
    for leaf in leaves {
        grown.append(LeafHash::of(leaf), written);
    }
    grown
}

pub(super) fn broken(error: impl std::fmt::Display) -> WriterError {
    WriterError::Log(error.to_string())
}

//! Entry bundles: leaf data, each with its length as a big-endian 16-bit number before it.

/// Writes a bundle.
///
/// # Errors
/// [`BundleError::EntryTooLong`] if an entry has more than 65,535 bytes.
pub fn write_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    for entry in entries {
        let entry = entry.as_ref();
        let length =
            u16::try_from(entry.len()).map_err(|_| BundleError::EntryTooLong(entry.len()))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads a bundle of exactly `width` entries.
///
/// # Errors
/// [`BundleError::Truncated`] if it ends early, [`BundleError::Trailing`] if bytes are left over.
pub fn read_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut rest = bytes;
    let mut entries = Vec::with_capacity(usize::from(width));
    for entry in 0..width {
        let cut = BundleError::Truncated { entry };
        let (length, after) = rest.split_first_chunk::<2>().ok_or(cut.clone())?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (data, after) = after.split_at_checked(length).ok_or(cut)?;
        entries.push(data);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(BundleError::Trailing(rest.len())) }
}

/// Why a bundle is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The format has no room for the entry.
    #[error("an entry of a tile has at most 65535 bytes, found {0}")]
    EntryTooLong(usize),
    /// The bundle ends early.
    #[error("the entry bundle ends within entry {entry}; it was cut off")]
    Truncated {
        /// Which entry, counted from 0 within the bundle.
        entry: u16,
    },
    /// The bundle goes on.
    #[error("the entry bundle has {0} bytes after its last entry")]
    Trailing(usize),
}

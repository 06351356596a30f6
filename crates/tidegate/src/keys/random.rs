//! The one place that asks the machine for randomness: ids, salts, nonces and keys.

use super::secret::Secret;

/// The machine gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the machine gives no random bytes: {0}")]
pub struct RandomError(getrandom::Error);

/// The operating system's generator.
#[derive(Debug, Clone, Copy)]
pub struct Random;

impl Random {
    /// `N` random bytes.
    ///
    /// # Errors
    /// [`RandomError`] if the operating system's generator fails.
    pub fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
        let mut bytes = [0_u8; N];
        getrandom::fill(&mut bytes).map_err(RandomError)?;
        Ok(bytes)
    }

    /// The 128 bits of a new id; random because ids appear in addresses.
    ///
    /// # Errors
    /// [`RandomError`] if the operating system's generator fails.
    pub fn id() -> Result<u128, RandomError> {
        Ok(u128::from_be_bytes(Self::bytes()?))
    }

    /// The salt of one leaf of the log.
    ///
    /// # Errors
    /// [`RandomError`] if the operating system's generator fails.
    pub fn salt() -> Result<[u8; 32], RandomError> {
        Self::bytes()
    }

    /// A new 256-bit key.
    ///
    /// # Errors
    /// [`RandomError`] if the operating system's generator fails.
    pub fn secret() -> Result<Secret, RandomError> {
        Ok(Secret::new(Self::bytes()?))
    }
}

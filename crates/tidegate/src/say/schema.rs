//! How the words of the book stand in the description of the interface.

/// A text in both languages.
#[derive(Debug, Clone, utoipa::ToSchema)]
pub struct Bilingual {
    /// In English.
    pub en: String,
    /// In Simplified Chinese.
    pub zh: String,
}

//! Package URLs, kept in their canonical form.

use std::fmt;
use std::str::FromStr;

use packageurl::PackageUrl;
use serde::{Deserialize, Serialize};

use crate::word::shown;

/// A package URL (ECMA-427) in canonical form, such as `pkg:npm/%40scope/name@1.0.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Purl(String);

/// A text is not a package URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a package URL; write for example `pkg:npm/left-pad@1.3.0`")]
pub struct NotAPurl(String);

impl NotAPurl {
    /// What was written instead.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Purl {
    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts.
    ///
    /// # Errors
    /// None in practice: the text was made by the same parser.
    pub fn parts(&self) -> Result<PackageUrl<'_>, NotAPurl> {
        PackageUrl::from_str(&self.0).map_err(|_| NotAPurl(shown(&self.0)))
    }
}

impl FromStr for Purl {
    type Err = NotAPurl;

    fn from_str(text: &str) -> Result<Self, NotAPurl> {
        if text.len() > 2_000 {
            return Err(NotAPurl(shown(text)));
        }
        let canonical = PackageUrl::from_str(text).map_err(|_| NotAPurl(shown(text)))?.to_string();
        // What was written must be read again, or the stored event would not load.
        match PackageUrl::from_str(&canonical) {
            Ok(again) if again.to_string() == canonical => Ok(Self(canonical)),
            _ => Err(NotAPurl(shown(text))),
        }
    }
}

impl TryFrom<String> for Purl {
    type Error = NotAPurl;

    fn try_from(text: String) -> Result<Self, NotAPurl> {
        text.parse()
    }
}

impl From<Purl> for String {
    fn from(purl: Purl) -> Self {
        purl.0
    }
}

impl fmt::Display for Purl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_accepted_reads_back(text in "pkg:[a-z]{1,6}/[ -~]{1,30}") {
            if let Ok(purl) = text.parse::<Purl>() {
                prop_assert_eq!(purl.as_str().parse::<Purl>().unwrap(), purl.clone());
                prop_assert!(purl.parts().is_ok());
            }
        }
    }

    #[test]
    fn a_text_without_scheme_is_no_package_url() {
        assert!("npm/left-pad".parse::<Purl>().is_err());
        assert_eq!(
            "pkg:NPM/left-pad@1.3.0".parse::<Purl>().unwrap().as_str(),
            "pkg:npm/left-pad@1.3.0"
        );
    }
}

//! What the form offers to choose from.

use serde::{Deserialize, Serialize};

use crate::party::Role;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }
    )*};
}

choices! {
    /// Yes, no, or not known to the finder.
    Answer {
        /// Yes.
        Yes,
        /// No.
        No,
        /// The finder does not know.
        Unknown,
    }
    /// In what the flaw is.
    FlawKind {
        /// In a product, wherever it runs.
        Product,
        /// In one live system.
        Instance,
    }
    /// Whether a reporter is named.
    Standing {
        /// Not at all.
        Anonymous,
        /// By a pseudonym.
        Pseudonym,
        /// By name.
        Named,
    }
    /// What a reporter is in law.
    LegalStatus {
        /// A natural person.
        NaturalPerson,
        /// A legal person.
        LegalPerson,
    }
    /// Whether the finder wants credit.
    Credit {
        /// No credit.
        None,
        /// Under the name given.
        Name,
        /// Under the pseudonym given.
        Pseudonym,
    }
    /// What a file is.
    FileRole {
        /// Evidence: a trace, a screenshot, a recording.
        Evidence,
        /// A proof of concept or another program.
        ProofOfConcept,
        /// A remedy.
        Remedy,
    }
    /// What an AI system did.
    AiUse {
        /// Nothing.
        None,
        /// It helped to write.
        Writing,
        /// It helped to find.
        Finding,
        /// It found and wrote.
        Both,
    }
}

impl Default for Standing {
    /// Who says nothing stays unnamed.
    fn default() -> Self {
        Self::Anonymous
    }
}

impl Default for Role {
    /// Who reports found it, unless said otherwise.
    fn default() -> Self {
        Self::Finder
    }
}

impl Default for FileRole {
    /// A file of which nothing is said is evidence.
    fn default() -> Self {
        Self::Evidence
    }
}

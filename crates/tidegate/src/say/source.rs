//! From what source something is known, in the reader's language: what Tidegate itself writes there has words, what a
//! person wrote stays as it was written.

use crate::words::Voice;

/// What Tidegate writes as a source, or as who records, each with its message.
const OWN: &[(&str, &str)] = &[
    ("web form", "source-web-form"),
    ("interface", "source-interface"),
    ("report over the interface", "source-report-over-interface"),
    ("finder's report", "source-finders-report"),
    ("the office of itself", "source-own"),
    ("the finder's page", "source-finders-page"),
    ("laid on the finder's page", "source-laid"),
    ("the screen of the case", "source-screen"),
    ("ruling", "source-ruling"),
    ("decision", "source-decision"),
    ("question", "source-question"),
    ("presumption", "source-presumption"),
    ("declaration", "source-declaration"),
    ("demonstration", "source-demonstration"),
    ("invented", "source-invented"),
    ("asked of the gate", "source-asked"),
    ("an answer to the finder", "source-answer"),
    ("opening an item", "source-opening"),
    ("asking whether a sheet may be filed", "source-may-file"),
    ("opening content for a copy sheet", "source-for-sheet"),
];

/// What is written before the reference that a portal gave.
pub(crate) const PORTAL: &str = "the portal";

/// A source as it is told.
#[must_use]
pub fn source(written: &str, voice: &Voice) -> String {
    if let Some((_, id)) = OWN.iter().find(|(own, _)| *own == written) {
        return voice.say(id);
    }
    match written.strip_prefix(PORTAL) {
        Some("") => voice.say("source-portal"),
        Some(rest) => match rest.strip_prefix(", ") {
            Some(reference) => {
                voice.with("source-portal-reference", [("reference", reference.into())])
            }
            None => written.to_owned(),
        },
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use tidegate_law::Language;

    use super::*;

    #[test]
    fn what_a_person_wrote_stays_and_what_is_our_own_is_said_in_the_language() {
        let (en, zh) = (Voice::of(Language::English), Voice::of(Language::Chinese));
        for (own, _) in OWN {
            assert!(!source(own, &zh).is_ascii(), "{own}");
            assert!(source(own, &en).is_ascii(), "{own}");
        }
        assert_eq!(source("the portal, NVDB-1", &en), "the portal, NVDB-1");
        assert!(source("the portal, NVDB-1", &zh).ends_with("NVDB-1"));
        for written in ["a letter", "the portals of hell", "web form of the ministry", ""] {
            assert_eq!(source(written, &zh), written);
        }
    }
}

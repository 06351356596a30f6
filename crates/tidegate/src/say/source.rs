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
    ("the work on the case", "source-work"),
    ("the triage of the case", "source-triage"),
    ("the register of organisations", "source-organisations"),
    ("the desk", "source-desk"),
    ("the answer of its bearer", "source-bearer-answer"),
    ("the report of its bearer", "source-bearer-report"),
    ("the verification", "source-verification"),
    ("laid on its bearer's page", "source-laid-bearer"),
    ("laid on the participant's page", "source-laid-participant"),
    ("the other office", "source-other-office"),
    ("handed over to another office", "source-handed-over"),
    ("the courier between offices", "source-courier"),
    ("the transfer to another office", "source-transfer"),
    ("a file attached by a member", "source-attached"),
    ("having a file", "source-having-file"),
    ("mailed to the participant, encrypted", "source-mailed-participant"),
    ("mail", "source-mail"),
    ("mail, in the clear, not signed", "source-mail-clear"),
    ("mail, in the clear, signature not proven", "source-mail-clear-unproven"),
    ("mail, encrypted, not signed", "source-mail-encrypted"),
    ("a directive to its bearer", "source-directive-letter"),
    ("mail, in the clear, signed, the key is with the address", "source-mail-signed"),
    ("mail, encrypted, signed, the key is with the address", "source-mail-encrypted-signed"),
    ("mail, encrypted in part, not signed", "source-mail-part"),
    ("mail, encrypted in part, signature not proven", "source-mail-part-unproven"),
    ("mail, an answer, encrypted, signed by the key on record", "source-answer-encrypted-proven"),
    ("mail, an answer, encrypted, not proven to be the finder's", "source-answer-encrypted"),
    ("mail, an answer, in the clear, signed by the key on record", "source-answer-clear-proven"),
    ("mail, an answer, in the clear, not proven to be the finder's", "source-answer-clear"),
    ("mail, encrypted, signature not proven", "source-mail-encrypted-unproven"),
];

/// What begins and ends like this around a handle or a name, with the message for it.
const AROUND: &[(&str, &str, &str)] = &[
    ("split off from case ", "", "source-split-from"),
    ("taken over from case ", ", which goes on here", "source-taken-over"),
    ("handed over by ", "", "source-handed-by"),
];

/// What is written before the reference that a portal gave.
pub(crate) const PORTAL: &str = "the portal";

/// What is followed by more where it is known, with the message for each.
const FOLLOWED: &[(&str, &str, &str)] = &[
    (PORTAL, "source-portal", "source-portal-reference"),
    ("the organisation's page", "source-organisations-page", "source-organisations-page-by"),
    ("mail, in the clear, signed", "source-mail-signed", "source-mail-signed-with"),
    (
        "mail, encrypted, signed",
        "source-mail-encrypted-signed",
        "source-mail-encrypted-signed-with",
    ),
];

/// A source as it is told.
#[must_use]
pub fn source(written: &str, voice: &Voice) -> String {
    if let Some((_, id)) = OWN.iter().find(|(own, _)| *own == written) {
        return voice.say(id);
    }
    for (own, bare, more) in FOLLOWED {
        match written.strip_prefix(own) {
            Some("") => return voice.say(bare),
            Some(rest) => {
                if let Some(rest) = rest.strip_prefix(", ") {
                    return voice.with(more, [("rest", rest.into())]);
                }
            }
            None => {}
        }
    }
    for (before, after, id) in AROUND {
        let rest = written.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return voice.with(id, [("rest", rest.into())]);
        }
    }
    listed(written, voice).unwrap_or_else(|| written.to_owned())
}

/// What a list of many cases writes as its source.
fn listed(written: &str, voice: &Voice) -> Option<String> {
    let rest = written.strip_prefix("one of ")?;
    let (count, list) = rest.split_once(" cases at once, list ")?;
    let count: u32 = count.parse().ok()?;
    Some(voice.with("source-list", [("count", count.into()), ("list", list.into())]))
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
        assert!(source("the organisation's page, Acme", &zh).ends_with("Acme"));
        assert!(source("one of 3 cases at once, list ab12", &zh).contains("ab12"));
        assert_eq!(
            source("one of 3 cases at once, list ab12", &en),
            "one of 3 cases at once, list ab12"
        );
        for written in
            ["one of us", "a letter", "the portals of hell", "web form of the ministry", ""]
        {
            assert_eq!(source(written, &zh), written);
        }
    }

    /// Literals that a command is given as its source.
    fn literals(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for line in text.lines().take_while(|line| !line.contains("#[cfg(test)]")) {
            let of = line.find("Command::new(").or_else(|| line.find("const SOURCE: &str"));
            let Some(rest) = of.map(|place| &line[place..]) else { continue };
            let mut parts = rest.split('"');
            // A command of another program has its name first.
            let is_source = parts.next().is_some_and(|before| before.contains([',', ':']));
            found.extend(parts.next().filter(|_| is_source).map(str::to_owned));
        }
        found
    }

    fn walk(folder: &std::path::Path, visit: &mut dyn FnMut(&str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, visit);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("tests.rs")
            {
                visit(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_source_that_the_code_writes_has_words() {
        let zh = Voice::of(Language::Chinese);
        let (mut seen, mut lacking) = (0, Vec::new());
        walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |text| {
            for literal in literals(text) {
                seen += 1;
                // What is only supposed is never recorded.
                if literal != "supposed"
                    && !literal.starts_with('-')
                    && !literal.contains('{')
                    && source(&literal, &zh).is_ascii()
                {
                    lacking.push(literal);
                }
            }
        });
        assert!(seen > 15, "the code writes sources: {seen}");
        assert!(lacking.is_empty(), "no words in say/source.rs: {lacking:?}");
    }
}

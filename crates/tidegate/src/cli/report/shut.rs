//! That a report is not taken in, where the law forbids the office to collect.

use serde::Serialize;

use crate::cli::{Exit, Failure, Terminal};
use crate::reception::Shut;
use crate::say::told::GroundTold;

/// That nothing was taken in, and why.
#[derive(Serialize)]
struct Refused<'r> {
    version: u32,
    refused: &'r Shut,
}

/// Says why the office takes nothing in; nothing is on record.
pub(super) fn refused(shut: &Shut, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(&Refused { version: 1, refused: shut })?;
        return Ok(Exit::Refused);
    }
    let why = terminal.say(shut.refusal());
    terminal.paragraph(&why, 0)?;
    if let Shut::NotSaid { answer } | Shut::Forbidden { answer } = shut {
        let language = terminal.language();
        for ground in &answer.grounds {
            if let GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } = ground {
                let citation = rule.citation.in_language(language);
                let line = format!("- {citation}: {}", rule.sentence.in_language(language));
                terminal.paragraph(&line, 2)?;
            }
        }
        let doubt = terminal.say("reception-doubt");
        terminal.paragraph(&doubt, 2)?;
    }
    let how = terminal.say(shut.remedy());
    terminal.paragraph(&how, 0)?;
    Ok(Exit::Refused)
}

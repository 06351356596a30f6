//! `tidegate circle CASE`: who of the office may see a case: confine it, let somebody in, keep somebody out.

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Admitting, Errand};
use crate::say::circle::{CircleTold, OneTold};
use crate::say::recorded::RecordedTold;

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("settling").args(
    ["confine", "unconfine", "let_in", "keep_out", "as_others"]).requires("reason")))]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "LOGIN")]
    confine: Vec<String>,
    #[arg(long)]
    unconfine: bool,
    #[arg(long, value_name = "LOGIN", requires = "role")]
    let_in: Option<String>,
    #[arg(long, value_name = "ROLE", requires = "let_in")]
    role: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    keep_out: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    as_others: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

impl Arguments {
    /// What is settled, and of whom; nothing where somebody only looks.
    fn settling(&self) -> Option<(&'static str, Vec<&str>)> {
        let one = |login: &'_ Option<String>| login.is_some();
        if !self.confine.is_empty() {
            return Some(("confine", self.confine.iter().map(String::as_str).collect()));
        }
        if self.unconfine {
            return Some(("unconfine", Vec::new()));
        }
        let named = [
            ("let-in", &self.let_in),
            ("keep-out", &self.keep_out),
            ("as-others", &self.as_others),
        ];
        let (what, who) = named.into_iter().find(|(_, login)| one(login))?;
        Some((what, who.iter().map(String::as_str).collect()))
    }
}

enum Done {
    Looked(Box<CircleTold>),
    Recorded(RecordedTold),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (case, settling) = (&arguments.case, arguments.settling());
    let admitting = settling.as_ref().map(|(what, who)| Admitting {
        what,
        who,
        role: arguments.role.as_deref(),
        reason: arguments.reason.as_deref().unwrap_or_default(),
        // Whoever has the folder of the office and its keys is nobody's guest.
        decides: true,
    });
    let done = match Remote::of(globals, terminal)? {
        Some(remote) => match admitting {
            Some(admitting) => Done::Recorded(remote.admit(case, admitting)?),
            None => Done::Looked(Box::new(remote.circle(case)?)),
        },
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                Ok(match admitting {
                    Some(admitting) => {
                        Done::Recorded(errand.admit(case, admitting).await.map_err(not_done)?)
                    }
                    None => Done::Looked(Box::new(errand.circle(case).await.map_err(not_done)?)),
                })
            })?
        }
    };
    match done {
        Done::Recorded(told) if terminal.json => terminal.json(&told)?,
        Done::Looked(told) if terminal.json => terminal.json(&told)?,
        Done::Recorded(told) => super::work::recorded(&told, terminal)?,
        Done::Looked(told) => looked(&told, terminal)?,
    }
    Ok(Exit::Done)
}

fn looked(told: &CircleTold, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let title = terminal.say("circle-title");
    terminal.title(&format!("{title} · {}", told.handle))?;
    let lead = if told.confined { "circle-lead-confined" } else { "circle-lead-plain" };
    let lead = terminal.say(lead);
    terminal.paragraph(&lead, 0)?;
    let parts: [(&str, &[OneTold]); 3] = [
        ("circle-members", &told.circle),
        ("circle-let-in", &told.let_in),
        ("circle-kept-out", &told.kept_out),
    ];
    for (id, members) in parts {
        for one in members {
            let name = one.name.clone().unwrap_or_default();
            let role = one.role.as_ref().map(|role| role.words.in_language(language));
            let line =
                format!("{} · {} {name} {}", terminal.say(id), one.login, role.unwrap_or_default());
            terminal.paragraph(line.trim_end(), 2)?;
        }
    }
    for one in &told.settled {
        let line = format!("{} · {} · {}", one.at, one.by, one.words.in_language(language));
        terminal.paragraph(&line, 2)?;
    }
    if told.deciders == 1 {
        let line = terminal.say("circle-one-decider");
        terminal.paragraph(&line, 0)?;
    }
    Ok(())
}

//! A question without a case, described by flags.

use tidegate_core::act::Act;
use tidegate_law::time::zone;

use super::{Arguments, adoption, pair, print};
use crate::cli::remote::Remote;
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage, wrong};
use crate::question;

/// The situation as flags describe it.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Described {
    #[arg(long, value_name = "ACT")]
    act: Option<String>,
    #[arg(long, value_name = "CONTENT")]
    content: Option<String>,
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    role: Vec<String>,
    #[arg(long, value_name = "PLACE")]
    actor_place: Option<String>,
    #[arg(long, value_name = "RECIPIENT")]
    recipient: Option<String>,
    #[arg(long, value_name = "PLACE")]
    recipient_place: Option<String>,
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    product_in: Vec<String>,
    #[arg(long, value_name = "FACT=VALUE")]
    fact: Vec<String>,
}

impl Described {
    /// Whether anything is described.
    pub(super) fn is_described(&self) -> bool {
        let nothing = Self {
            act: None,
            content: None,
            state: None,
            role: Vec::new(),
            actor_place: None,
            recipient: None,
            recipient_place: None,
            product_in: Vec::new(),
            fact: Vec::new(),
        };
        *self != nothing
    }

    fn in_words(&self, terminal: &Terminal<'_>) -> Result<question::Described, Failure> {
        let with_content = |act: &&str| Act::from_word(act).is_none_or(Act::is_with_content);
        let act = self.act.as_deref();
        let (Some(act), content) = (act, self.content.as_deref().unwrap_or_default()) else {
            return Err(usage(terminal.say("ask-needs-act")));
        };
        if self.content.is_none() && with_content(&act) {
            return Err(usage(terminal.say("ask-needs-act")));
        }
        let facts: Result<Vec<_>, Failure> =
            self.fact.iter().map(|written| pair(written, terminal)).collect();
        Ok(question::Described {
            act: act.to_owned(),
            content: content.to_owned(),
            state: self.state.clone(),
            roles: self.role.clone(),
            actor_place: self.actor_place.clone(),
            recipient: self.recipient.clone(),
            recipient_place: self.recipient_place.clone(),
            product_in: self.product_in.clone(),
            facts: facts?,
        })
    }
}

pub(super) fn ask(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let described = arguments.hypothesis.in_words(terminal)?;
    let zone_name = arguments.zone.as_deref().unwrap_or("UTC");
    let here = zone(zone_name).map_err(wrong)?;
    let at = match &arguments.at {
        Some(text) => input::instant(text, zone_name)?,
        None => globals.clock.now(),
    };
    if let Some(remote) = Remote::of(globals, terminal)? {
        return print(&remote.ask(&described, at, arguments)?, &here, terminal);
    }
    let book = globals.book()?;
    let adoption = adoption(arguments, &book, at, terminal)?;
    let told = question::answer(&book, &described, &adoption, at).map_err(wrong)?;
    print(&told, &here, terminal)
}

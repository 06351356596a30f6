//! `tidegate transfer [CASE]`: offers of a case to another office, and those of others to this one.
//!
//! With a case it shows its offers, makes one, takes one back or hands over; without one it shows the offers of others and
//! answers them. What is said on a folder is carried by the server of the offices.

use jiff::tz::TimeZone;
use tidegate_core::id::SessionId;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Errand, Offering};
use crate::say::id;
use crate::say::instant;
use crate::say::transfer::{ComingTold, OfferWeighed, TransfersTold};
use crate::telling::draw;

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("doing").args(["to", "withdraw", "hand_over", "accept", "decline"])))]
pub(super) struct Arguments {
    #[arg(value_name = "CASE", required_unless_present_any = ["accept", "decline", "coming"])]
    case: Option<String>,
    #[arg(long, conflicts_with = "case")]
    coming: bool,
    #[arg(long, value_name = "ORGANISATION", requires = "at")]
    to: Option<String>,
    #[arg(long, value_name = "OFFICE", requires = "to")]
    at: Option<String>,
    #[arg(long, value_name = "ID", requires = "to")]
    item: Vec<String>,
    #[arg(long, value_name = "WORD_OR_TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "to")]
    note: Option<String>,
    #[arg(long, value_name = "TIME", requires = "to")]
    until: Option<String>,
    #[arg(long, requires = "to")]
    weigh: bool,
    #[arg(long, value_name = "WHY", requires = "case")]
    withdraw: Option<String>,
    #[arg(long, requires = "case")]
    hand_over: bool,
    #[arg(long, value_name = "OFFER", conflicts_with = "case")]
    accept: Option<String>,
    #[arg(long, value_name = "OFFER", conflicts_with = "case", requires = "reason")]
    decline: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// What came of it.
enum Done {
    Offers(Box<TransfersTold>, TimeZone),
    Weighed(Box<OfferWeighed>),
    Coming(ComingTold, TimeZone),
}

impl Arguments {
    fn offering<'a>(&'a self, to: &'a str, items: &'a [&'a str]) -> Offering<'a> {
        Offering {
            to,
            address: self.at.as_deref().unwrap_or_default(),
            items,
            reason: self.reason.as_deref().unwrap_or("competence"),
            note: self.note.as_deref(),
            until: self.until.as_deref(),
            office: None,
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let items: Vec<&str> = arguments.item.iter().map(String::as_str).collect();
    let done = match Remote::of(globals, terminal)? {
        Some(remote) => there(arguments, &items, &remote)?,
        None => here(arguments, &items, globals)?,
    };
    told(&done, terminal)
}

fn there(arguments: &Arguments, items: &[&str], remote: &Remote) -> Result<Done, Failure> {
    let answer = arguments.accept.as_deref().map(|offer| (offer, true));
    let answer = answer.or(arguments.decline.as_deref().map(|offer| (offer, false)));
    let Some(case) = &arguments.case else {
        if let Some((offer, accepts)) = answer {
            remote.answer_offer(offer, accepts, arguments.reason.as_deref())?;
        }
        let (told, zone) = remote.coming()?;
        return Ok(Done::Coming(told, zone));
    };
    if let Some(to) = &arguments.to {
        let told = remote.offer(case, arguments.offering(to, items), arguments.weigh)?;
        return Ok(Done::Weighed(Box::new(told)));
    }
    if arguments.hand_over {
        return Ok(Done::Weighed(Box::new(remote.hand_over(case)?)));
    }
    if let Some(why) = &arguments.withdraw {
        remote.withdraw_offer(case, why)?;
    }
    let (told, zone) = remote.transfers(case)?;
    Ok(Done::Offers(Box::new(told), zone))
}

fn here(arguments: &Arguments, items: &[&str], globals: &Globals) -> Result<Done, Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let zone = desk.office().zone.rules();
        let answer = arguments.accept.as_deref().map(|offer| (offer, true));
        let answer = answer.or(arguments.decline.as_deref().map(|offer| (offer, false)));
        let Some(case) = &arguments.case else {
            if let Some((offer, accepts)) = answer {
                let reason = arguments.reason.as_deref();
                errand.answer_offer(offer, accepts, reason).await.map_err(not_done)?;
            }
            return Ok(Done::Coming(errand.coming().await.map_err(not_done)?, zone));
        };
        if let Some(to) = &arguments.to {
            let offering = arguments.offering(to, items);
            let told = match arguments.weigh {
                true => errand.weigh_offer(case, offering).await,
                false => errand.offer(case, offering).await,
            };
            return Ok(Done::Weighed(Box::new(told.map_err(not_done)?)));
        }
        if arguments.hand_over {
            let session = SessionId::from_bytes(draw());
            let told = errand.hand_over(case, session).await.map_err(not_done)?;
            return Ok(Done::Weighed(Box::new(told)));
        }
        if let Some(why) = &arguments.withdraw {
            errand.withdraw_offer(case, why).await.map_err(not_done)?;
        }
        let told = errand.transfers(case).await.map_err(not_done)?;
        Ok(Done::Offers(Box::new(told), zone))
    })
}

fn told(done: &Done, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let language = terminal.language();
    match done {
        Done::Offers(told, _) if terminal.json => terminal.json(told)?,
        Done::Weighed(told) if terminal.json => terminal.json(told)?,
        Done::Coming(told, _) if terminal.json => terminal.json(told)?,
        Done::Offers(told, zone) => {
            let title = terminal.say("transfer-title");
            terminal.title(&format!("{title} · {}", told.handle))?;
            for one in &told.offers {
                let since = one.since.map(|since| instant(since, zone)).unwrap_or_default();
                let (to, state) =
                    (one.to.in_language(language), one.state.words.in_language(language));
                let line = format!("- {} · {to} · {state} {since}", one.transfer);
                terminal.paragraph(line.trim_end(), 2)?;
            }
        }
        Done::Coming(told, zone) => {
            let title = terminal.say("transfers-title");
            terminal.title(&title)?;
            for one in &told.offers {
                let (from, state) =
                    (one.from.in_language(language), one.state.words.in_language(language));
                let until = instant(one.until, zone);
                let handle = one.handle.clone().unwrap_or_default();
                let line = format!("- {} · {from} · {state} · {until} {handle}", one.transfer);
                terminal.paragraph(line.trim_end(), 2)?;
            }
        }
        Done::Weighed(told) => {
            let line = terminal.say(if told.may { "transfer-may" } else { "transfer-not" });
            terminal.paragraph(&line, 0)?;
            for passage in &told.answer.passages {
                let need = passage.need.as_ref().map(|need| terminal.say(id::need(need)));
                let (what, who) = (
                    passage.content.in_language(language),
                    passage.recipient.in_language(language),
                );
                let line = format!("- {what} → {who} · {}", need.unwrap_or_default());
                terminal.paragraph(&line, 2)?;
            }
        }
    }
    let refused = matches!(done, Done::Weighed(told) if !told.may);
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

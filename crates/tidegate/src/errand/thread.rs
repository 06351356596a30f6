//! The messages with the finder as a member reads them: the newest, or those of one run, or those with a word in them; what
//! is new marked for whoever reads, and by whom it is read that is written here.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::id::{CaseId, ItemId, SessionId};

use super::content::Opened;
use super::messages::{told, within};
use super::{Errand, NotDone};
use crate::finder::message::messages;
use crate::people::MemberRole;
use crate::say::opened::MessageTold;
use crate::thread::{Cut, RUN, cut};

/// Which posts of a thread somebody wants to read.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'w> {
    /// Those around the post of this number.
    pub number: Option<usize>,
    /// Those with these words in them; empty for none in particular.
    pub find: &'w str,
    /// Who reads, by login.
    pub reader: &'w str,
}

/// A thread, of which some posts are open where the gate let them out.
#[derive(Debug)]
pub struct Threading {
    /// The case.
    pub case: Case,
    /// What the gate made of the wish to read; none where there is nothing to read.
    pub opened: Option<Opened>,
    /// The posts that are open, with their numbers.
    pub posts: Vec<(usize, MessageTold)>,
    /// When each post was written.
    pub written: Vec<Timestamp>,
    /// What is open and what is not.
    pub cut: Cut,
    /// Up to which number the reader had read before.
    pub read: usize,
    /// How many posts have the words in them, where words were asked for.
    pub found: Option<usize>,
}

impl Errand<'_> {
    /// The posts between office and finder that somebody wants to read. The gate is asked for these alone; where words are
    /// looked for, for all that are texts.
    ///
    /// # Errors
    /// As [`Errand::open`] and [`Errand::contents`]; what the gate refuses is no error.
    pub async fn thread(
        &self,
        name: &str,
        wish: Wish<'_>,
        session: SessionId,
    ) -> Result<Threading, NotDone> {
        let (purpose, words) = ("reading the messages", wish.find.trim().to_lowercase());
        let case = self.open(name, purpose).await?;
        let all = messages(&case, &[]);
        let cut = cut(all.len(), wish.number);
        let text = |item: &ItemId| case.file(*item).is_none();
        let items: Vec<ItemId> = match words.is_empty() {
            true => all.get(cut.open.clone()).into_iter().flatten().map(|one| one.item).collect(),
            false => all.iter().map(|one| one.item).filter(text).collect(),
        };
        // What the gate makes of a file says nothing of the texts beside it: they are asked for apart.
        let (texts, files): (Vec<ItemId>, Vec<ItemId>) = items.into_iter().partition(text);
        let opened = match texts.is_empty() {
            true => None,
            false => Some(self.contents(case.id(), purpose, texts, session).await?),
        };
        let files = self.files(case.id(), purpose, files, session).await?;
        let reads = self.desk.reads(case.id()).await?;
        let mut told = told(opened.as_ref().map_or(&case, |opened| &opened.case), &reads);
        within(&mut told, opened.as_ref());
        for one in &files {
            within(&mut told, Some(one));
        }
        let written = told.iter().map(|message| message.written).collect();
        let mut posts: Vec<(usize, MessageTold)> = (1..).zip(told).collect();
        let has = |message: &MessageTold| {
            message.text.as_ref().is_some_and(|text| text.to_lowercase().contains(&words))
        };
        let mut found = None;
        if words.is_empty() {
            posts.retain(|(number, _)| cut.open.contains(&(number - 1)));
        } else {
            posts.retain(|(_, message)| has(message));
            found = Some(posts.len());
            // The newest of many.
            posts.drain(..posts.len().saturating_sub(RUN));
        }
        let shut = opened.as_ref().is_some_and(|opened| opened.contents.is_none());
        let last = if shut || found.is_some() { 0 } else { cut.open.end };
        let whose = ("finder", wish.reader);
        let read = self.desk.reads_up_to(case.id(), whose, last).await?;
        Ok(Threading { case, opened, posts, written, cut, read, found })
    }

    /// Files of a thread, those that the gate lets out: all at once, or each alone where it does not let out all.
    pub(super) async fn files(
        &self,
        case: CaseId,
        purpose: &str,
        files: Vec<ItemId>,
        session: SessionId,
    ) -> Result<Vec<Opened>, NotDone> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let all = self.contents(case, purpose, files.clone(), session).await?;
        if all.contents.is_some() || files.len() == 1 {
            return Ok(vec![all]);
        }
        let mut apart = Vec::with_capacity(files.len());
        for file in files {
            apart.push(self.contents(case, purpose, vec![file], session).await?);
        }
        Ok(apart)
    }

    /// How many people of the office read what stands in its cases.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn readers(&self) -> Result<usize, NotDone> {
        let at = self.desk.now();
        let accounts = self.desk.accounts().await?;
        let reads = accounts.iter().filter(|account| {
            let roles = account.roles_at(at);
            let works = roles
                .is_some_and(|roles| MemberRole::CASE_WORK.iter().any(|role| roles.contains(role)));
            account.organisation.is_none() && works
        });
        Ok(reads.count())
    }
}

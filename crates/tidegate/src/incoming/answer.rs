//! An answer by mail: what it says becomes a message of the finder, what goes with it files, as on the finder's page.
//!
//! That a part was taken in is written with the part itself, so that a message that is taken again after a crash is not
//! taken twice.

use tidegate_core::digest::Digest;
use tidegate_core::event::Actor;
use tidegate_core::id::CaseId;

use super::Aside;
use super::form::{beside, says};
use super::parsed::{Cover, Enclosed, Parsed};
use super::taking::{LONGEST, NotTaken, Outcome};
use crate::attachments::{Announced, NoFile, Room, Sending, Upload, class};
use crate::desk::{Desk, DeskError};
use crate::finder::message::{self, Between, Origin, Text};

/// How much room there is for files that come by mail, in bytes: none is longer than what one message can hold.
const ROOM: Room = Room { file: 8 * LONGEST as u64, case: 64 << 30, office: 512 << 30 };

impl Desk {
    pub(super) async fn take_message(
        &self,
        case: CaseId,
        parsed: &Parsed,
        proven: bool,
    ) -> Result<Result<Outcome, NotTaken>, DeskError> {
        let name = parsed.digest().to_string();
        // What was noted with the case was taken before.
        if self.mail_taken(&name).await?.is_some() {
            return Ok(Ok(Outcome::Again(case)));
        }
        // A signature is over a text, and not over the mail that it answers: each signed text counts once, wherever.
        let signed = match parsed.signed_text() {
            Some(text) if proven => {
                let key = self.form_key()?.derive(b"tg1|mail-signed");
                let digest = Digest::from_bytes(key.digest("signed", text.as_bytes()));
                Some(format!("signed/{digest}"))
            }
            Some(_) | None => None,
        };
        if let Some(signed) = &signed {
            match self.mail_signed(signed).await? {
                Some(before) if before != (case, name.clone()) => {
                    return Ok(Err((Aside::CameBefore, Some(case))));
                }
                Some(_) => {}
                // Before anything of it is taken, so that a second mail at the same time finds it.
                None => self.note_signed(signed, case, &name).await?,
            }
        }
        let origin = Origin::Mail { encrypted: parsed.cover == Cover::Whole, proven };
        match self.told_by_mail(case, parsed, origin, &name).await {
            Ok(true) => Ok(Ok(Outcome::Message(case))),
            Ok(false) | Err(DeskError::Erased(_) | DeskError::NoReport(_)) => {
                Ok(Err((Aside::NotAnswer, Some(case))))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether all of it was taken: first the files, then the text with the note that the whole was.
    async fn told_by_mail(
        &self,
        case: CaseId,
        parsed: &Parsed,
        origin: Origin,
        name: &str,
    ) -> Result<bool, DeskError> {
        let mut files = beside(parsed, message::LONGEST);
        // Of nothing there is nothing to send.
        files.retain(|file| !file.bytes.is_empty());
        let between = self.compute(case, |case, _, _| Between::of(case)).await?;
        let between = between.ok_or(DeskError::NoReport(case))?;
        let silent = parsed.text.is_empty();
        if silent && files.is_empty() {
            return Ok(false);
        }
        for file in &files {
            if !self.file_by_mail(case, between, file, origin, name).await? {
                return Ok(false);
            }
        }
        if silent {
            self.note_mail(case, name).await?;
            return Ok(true);
        }
        let Ok(text) = Text::parse(&says(parsed, message::LONGEST)) else { return Ok(false) };
        let noted = vec![self.to_note_mail(case, name)?];
        let written = self.write_to_office_by(origin, case, text, noted).await?;
        self.forget_if_erased(case).await?;
        Ok(written.is_ok())
    }

    /// Whether a file of an answer is with the case.
    async fn file_by_mail(
        &self,
        case: CaseId,
        Between { finder, office, .. }: Between,
        file: &Enclosed,
        origin: Origin,
        name: &str,
    ) -> Result<bool, DeskError> {
        let digest = Digest::of(&file.bytes);
        let noted = format!("{name}/{digest}");
        if self.mail_taken(&noted).await?.is_some() {
            return Ok(true);
        }
        // One that was taken in, and a crash came before that was noted.
        let sent = self.kept_about::<Upload>(case).await?;
        let whole = |upload: &Upload| {
            let same = upload.done.as_ref().is_some_and(|done| done.sha256 == digest);
            same && upload.sending.source == origin.source()
        };
        if sent.iter().any(|kept| whole(&kept.thing)) {
            self.note_mail(case, &noted).await?;
            return Ok(true);
        }
        let sending = Sending {
            case,
            actor: Actor::Party(finder),
            from: finder,
            to: office,
            class: class(""),
            source: origin.source().to_owned(),
            account: None,
        };
        let announced = Announced {
            name: file.name.clone(),
            media_type: file.kind.clone(),
            size: file.bytes.len() as u64,
            sha256: Some(digest),
        };
        if self.sent_whole(sending, announced, &file.bytes).await?.is_err() {
            return Ok(false);
        }
        self.note_mail(case, &noted).await?;
        Ok(true)
    }

    /// Sends a file in one go.
    async fn sent_whole(
        &self,
        sending: Sending,
        announced: Announced,
        bytes: &[u8],
    ) -> Result<Result<(), NoFile>, DeskError> {
        let secret = match self.announce(sending, announced, ROOM).await? {
            Ok((secret, _)) => secret,
            Err(why) => return Ok(Err(why)),
        };
        let mut arrival = match self.arrival(&secret, 0).await? {
            Ok(arrival) => arrival,
            Err(why) => return Ok(Err(why)),
        };
        if let Err(why) = arrival.take(bytes).await? {
            return Ok(Err(why));
        }
        Ok(arrival.end().await?.map(|_| ()))
    }
}

//! Mails that come in: a report opens one case under embargo, its sender gets the way back, an answer joins the case,
//! machines are not answered, and whatever cannot be read is put aside whole.

use tidegate::desk::Desk;
use tidegate::finder::message::messages;
use tidegate::incoming::folder::NotDelivered;
use tidegate::incoming::{Aside, Bounds, Cover, LONGEST, MailReader, Outcome, folder, parse};
use tidegate::notices::{Notice, NoticeKind, Sealing, sending};
use tidegate::openpgp::{OwnKey, Recipient, SignedBy, encrypted, opened};

use tidegate_core::item::ContentClass;

use crate::gnupg::Ring;
use crate::house::{book, member};
use crate::mails::{armour, desk, nobody};
use crate::sink::Sink;

pub(crate) const START: &str = "2026-11-02T09:00:00Z";
pub(crate) const BASE: &str = "https://desk.example/at/desk/";
pub(crate) const CANARY: &str = "CANARY-4711-heap-overflow";

pub(crate) fn mail(more: &str, body: &str) -> Vec<u8> {
    format!(
        "Return-Path: <lin@finder.example>\r\nFrom: Lin <lin@finder.example>\r\n\
         To: reports@desk.example\r\nSubject: a flaw in R7\r\nMessage-ID: <one@finder.example>\r\n\
         MIME-Version: 1.0\r\n{more}\r\n{body}\r\n"
    )
    .into_bytes()
}

pub(crate) async fn take(desk: &Desk, raw: &[u8]) -> Outcome {
    desk.take_mail(&book(), &reader(), raw.to_vec()).await.unwrap()
}

/// The process that a server has.
pub(crate) fn reader() -> MailReader {
    reader_with(Bounds::default())
}

pub(crate) fn reader_with(bounds: Bounds) -> MailReader {
    MailReader::Apart { program: env!("CARGO_BIN_EXE_tidegate").into(), bounds }
}

pub(crate) async fn told(desk: &Desk) -> Vec<Notice> {
    sending::round(desk, BASE).await.unwrap();
    let mut all = desk.notices(10).await.unwrap();
    all.retain(|notice| notice.kind == NoticeKind::ReportTaken);
    all
}

/// What was put aside, as it came.
pub(crate) async fn aside(desk: &Desk) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for one in desk.mails_aside().await.unwrap() {
        let (_, content) = desk.read_mail_aside(&one.id).await.unwrap().unwrap();
        all.push(content.unwrap().to_vec());
    }
    all
}

/// The token of the link in a text.
pub(crate) fn link(text: &str) -> String {
    let start = text.find("/claim/").unwrap() + "/claim/".len();
    let token = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text[start..].chars().take_while(token).collect()
}

#[tokio::test]
async fn a_report_by_mail_opens_one_case_however_often_it_is_delivered() {
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let body = format!("The parser overflows: {CANARY}");
    let Outcome::Report(case) = take(&desk, &mail("", &body)).await else { unreachable!() };
    let again = [b"Received: by another way; today\r\n".to_vec(), mail("", &body)].concat();
    assert_eq!(take(&desk, &again).await, Outcome::Again(case));
    assert_eq!(told(&desk).await.len(), 1, "and is answered once");
    let opened = desk.open_case(&member(), case, "a test").await.unwrap();
    let source = opened.record()[0].source.clone();
    assert_eq!(source, "mail, in the clear, not signed");
    let text = sink.decoded(0);
    assert!(text.contains("Your report was received") && !text.contains(CANARY), "{text}");
    assert!(text.contains("To: lin@finder.example"), "{text}");
    let token = link(&text);
    assert!(desk.is_claimable(&token).await.unwrap());
    let (found, code) = desk.claim(&token).await.unwrap().unwrap();
    assert_eq!((found, desk.way_back(&code).await.unwrap()), (case, Some(case)));
    assert!(desk.claim(&token).await.unwrap().is_none(), "once");
    desk.close().await.unwrap();
}

/// A message of its own, encrypted to a key, as a mail program writes it (RFC 3156).
pub(crate) fn closed(armour: &str, more: &str) -> Vec<u8> {
    let kind =
        "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n";
    let body = format!(
        "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n\
         Content-Type: application/octet-stream\r\n\r\n{armour}\r\n--b--"
    );
    mail(&format!("{more}{kind}"), &body)
}

/// Content that brings a key with it.
pub(crate) fn within(key: &str) -> String {
    format!(
        "Content-Type: multipart/mixed; boundary=i\r\nSubject: the real subject\r\n\r\n\
         --i\r\nContent-Type: text/plain\r\n\r\nit overflows: {CANARY}\r\n\
         --i\r\nContent-Type: application/pgp-keys; name=key.asc\r\n\
         Content-Disposition: attachment; filename=key.asc\r\n\r\n{key}\r\n--i--\r\n"
    )
}

#[tokio::test]
async fn what_was_encrypted_and_signed_is_opened_recorded_and_answered_encrypted() {
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let office = desk.make_mail_key("reports@desk.example").await.unwrap().unwrap();
    let to = Recipient::read(office.public().unwrap().as_bytes(), desk.now()).unwrap();
    let lin = OwnKey::new("Lin", "lin@finder.example", desk.now()).unwrap();
    let content = within(&lin.public().unwrap()).into_bytes();
    let armoured = encrypted(&[to], Some(&lin), content, desk.now()).unwrap();
    let Outcome::Report(case) = take(&desk, &closed(&armoured, "")).await else { unreachable!() };
    let found = desk.open_case(&member(), case, "a test").await.unwrap();
    let expected = "mail, encrypted, signed, the key is with the address";
    assert_eq!(found.record()[0].source, expected);
    let record = serde_json::to_string(found.record()).unwrap();
    assert!(!record.contains(&lin.fingerprint()), "a key leads to its owner");
    assert_eq!(found.items().filter(|one| found.file(one.item.id).is_some()).count(), 0);
    let technical =
        |one: &&tidegate_core::case::ItemRecord| one.item.class == ContentClass::Technical;
    assert_eq!(found.items().filter(technical).count(), 1, "the text, and no key");
    let notices = told(&desk).await;
    assert_eq!(notices[0].sealing, Some(Sealing::Encrypted));
    let answer = opened(armour(&sink.mails()[0]).as_bytes(), &[lin], nobody()).unwrap();
    let text = String::from_utf8(answer.bytes).unwrap().replace("=\r\n", "");
    assert!(desk.claim(&link(&text)).await.unwrap().is_some(), "{text}");
    // Encrypted to somebody else, it is put aside whole.
    let other = OwnKey::new("Other", "other@desk.example", desk.now()).unwrap();
    let other = Recipient::read(other.public().unwrap().as_bytes(), desk.now()).unwrap();
    let strange = closed(&encrypted(&[other], None, b"x".to_vec(), desk.now()).unwrap(), "");
    assert_eq!(take(&desk, &strange).await, Outcome::Aside(Aside::NotForUs));
    assert_eq!(aside(&desk).await, [strange]);
    desk.close().await.unwrap();
}

#[tokio::test]
async fn what_gnupg_encrypted_within_the_text_is_opened_and_its_signature_found_good() {
    let Some(ring) = Ring::with_key("lin@finder.example") else { return };
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let office = desk.make_mail_key("reports@desk.example").await.unwrap().unwrap();
    ring.import(&office.public().unwrap());
    let (armoured, _) = ring.run(
        &["--armor", "--sign", "--encrypt", "--recipient", "reports@desk.example"],
        CANARY.as_bytes(),
    );
    let body = format!(
        "--m\r\nContent-Type: text/plain\r\n\r\n{}\r\n--m\r\nContent-Type: application/pgp-keys\r\nContent-Disposition: attachment; filename=k.asc\r\n\r\n{}\r\n--m--",
        String::from_utf8(armoured).unwrap(),
        ring.public("lin@finder.example")
    );
    let raw = mail("Content-Type: multipart/mixed; boundary=m\r\n", &body);
    let parsed = parse(&raw, &desk.mail_keys().await.unwrap(), desk.now()).unwrap();
    assert!(parsed.cover == Cover::Whole && parsed.text.contains(CANARY), "{}", parsed.text);
    let SignedBy::Key(signer) = parsed.signed else { unreachable!() };
    assert_eq!(parsed.key.unwrap().fingerprint, signer);
    desk.close().await.unwrap();
}

#[tokio::test]
async fn an_answer_of_the_sender_becomes_a_message_and_one_of_a_stranger_a_report_of_its_own() {
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let Outcome::Report(case) = take(&desk, &mail("", "it overflows")).await else {
        unreachable!()
    };
    let id = told(&desk).await[0].id().to_owned();
    let answer = |from: &str, id: &str, of: &str| {
        let raw = String::from_utf8(mail(&format!("In-Reply-To: <{of}@desk.example>\r\n"), "more"));
        raw.unwrap().replace("lin@finder", from).replace("one@", id).into_bytes()
    };
    let own = answer("lin@finder", "two@", &id);
    assert_eq!(take(&desk, &own).await, Outcome::Message(case));
    assert_eq!(take(&desk, &own).await, Outcome::Again(case));
    let opened = desk.open_case(&member(), case, "a test").await.unwrap();
    assert_eq!(messages(&opened, &[]).len(), 1);
    let strange = take(&desk, &answer("eve@finder", "three@", &id)).await;
    assert!(matches!(strange, Outcome::Report(other) if other != case), "{strange:?}");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn machines_open_no_case_and_get_no_answer_and_nothing_of_it_is_lost() {
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let own = mail("", "x").to_vec();
    let own =
        String::from_utf8(own).unwrap().replace("lin@finder.example", "tidegate@desk.example");
    let bounce = String::from_utf8(mail("", "y")).unwrap();
    let bounce = bounce.replace("Return-Path: <lin@finder.example>", "Return-Path: <>");
    let automatic = [
        mail("Auto-Submitted: auto-replied\r\n", "away"),
        mail("List-Id: <list.example>\r\n", "digest"),
        mail("Precedence: bulk\r\n", "news"),
        own.into_bytes(),
        bounce.into_bytes(),
    ];
    for raw in &automatic {
        assert_eq!(take(&desk, raw).await, Outcome::Aside(Aside::Automatic));
    }
    for (raw, why) in [(&b""[..], Aside::NoMessage), (b"Subject: x\r\n\r\nx", Aside::NoSender)] {
        assert_eq!(take(&desk, raw).await, Outcome::Aside(why));
    }
    assert_eq!(told(&desk).await, [], "nobody is answered");
    let aside = aside(&desk).await;
    assert_eq!(aside.len(), automatic.len() + 2);
    for raw in &automatic {
        assert!(aside.iter().any(|one| one == raw), "kept as it came");
    }
    desk.close().await.unwrap();
}

#[tokio::test]
async fn what_was_delivered_goes_from_the_folder_only_once_it_was_taken() {
    let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&home, &sink, START).await;
    let inbox = home.path().join("inbox");
    folder::make(&inbox).unwrap();
    folder::deliver(&inbox, &mail("", "it overflows")[..]).unwrap();
    folder::round(&desk, &book(), &reader()).await.unwrap();
    let left = || std::fs::read_dir(inbox.join("new")).unwrap().count();
    assert_eq!(left(), 1, "the office did not open it");
    desk.keep(&tidegate::incoming::MailOpen { version: 1, folder: inbox.clone() }).await.unwrap();
    let long = folder::deliver(&inbox, &vec![b'x'; LONGEST + 1][..]);
    assert!(matches!(long, Err(NotDelivered::TooLong)), "one byte more than is taken");
    assert_eq!(std::fs::read_dir(inbox.join("tmp")).unwrap().count(), 0, "and nothing is left");
    folder::deliver(&inbox, &vec![b'x'; LONGEST][..]).unwrap();
    std::fs::write(inbox.join("new/long"), vec![b'x'; LONGEST + 1]).unwrap();
    std::fs::write(inbox.join("cur/moved"), mail("", "moved by another program")).unwrap();
    folder::round(&desk, &book(), &reader()).await.unwrap();
    assert_eq!(left(), 0);
    assert_eq!(std::fs::read_dir(inbox.join("cur")).unwrap().count(), 0);
    assert_eq!(told(&desk).await.len(), 2);
    let all = desk.mails_aside().await.unwrap();
    assert!(all.iter().any(|one| one.why == Aside::TooLong));
    assert_eq!(std::fs::read_dir(inbox.join("too-long")).unwrap().count(), 1, "and lies beside");
    desk.close().await.unwrap();
}

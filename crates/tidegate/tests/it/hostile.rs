//! Mails from the open network: what somebody writes in another's name, with another's key, too often, or to break the
//! reader; and what is left of a mail once the finder took the address back or the case was erased.

use proptest::prelude::*;
use tidegate::clock::{Clock, FixedClock};
use tidegate::desk::Desk;
use tidegate::finder::message::{Origin, messages};
use tidegate::incoming::{Aside, Cover, Outcome, parse};
use tidegate::notices::{NoticeKind, sending};
use tidegate::openpgp::{OwnKey, Recipient, SignedBy, encrypted};
use tidegate_core::event::Erased;
use tidegate_core::id::CaseId;

use crate::house::{book, member, settings_at};
use crate::incoming::{BASE, CANARY, START, aside, closed, link, mail, reader, take, told, within};
use crate::mails::{armour, desk, nobody};
use crate::sink::Sink;

/// When the log of a reception need not be kept any more.
const LATER: &str = "2027-06-01T09:00:00Z";

pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) hand: FixedClock,
    pub(crate) home: tempfile::TempDir,
    pub(crate) sink: Sink,
}

impl Office {
    pub(crate) async fn new() -> Self {
        let (home, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
        desk(&home, &sink, START).await.close().await.unwrap();
        let clock = Clock::fixed(START.parse().unwrap());
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        let desk = Desk::open(settings_at(home.path(), START).with_clock(clock)).await.unwrap();
        Self { desk, hand, home, sink }
    }

    pub(crate) async fn to_office(&self) -> Recipient {
        let own = match self.desk.mail_key().await.unwrap() {
            Some(own) => own,
            None => self.desk.make_mail_key("reports@desk.example").await.unwrap().unwrap(),
        };
        Recipient::read(own.public().unwrap().as_bytes(), self.desk.now()).unwrap()
    }

    pub(crate) fn later(&self, hours: i64) {
        self.hand.set(self.desk.now() + jiff::SignedDuration::from_hours(hours));
    }

    pub(crate) async fn report(&self, raw: &[u8]) -> CaseId {
        let outcome = take(&self.desk, raw).await;
        let Outcome::Report(case) = outcome else { panic!("{outcome:?}") };
        case
    }

    pub(crate) async fn sent(&self) -> usize {
        sending::round(&self.desk, BASE).await.unwrap();
        self.sink.mails().len()
    }
}

pub(crate) fn key_of(name: &str) -> OwnKey {
    OwnKey::new(name, &format!("{name}@finder.example"), START.parse().unwrap()).unwrap()
}

pub(crate) fn from(raw: &[u8], address: &str, id: &str) -> Vec<u8> {
    let text = String::from_utf8(raw.to_vec()).unwrap();
    text.replace("lin@finder.example", address).replace("one@finder", id).into_bytes()
}

#[tokio::test]
async fn the_way_back_of_an_encrypted_report_never_goes_in_the_clear_and_ends_after_two_weeks() {
    let office = Office::new().await;
    let to = office.to_office().await;
    let plain = format!("Content-Type: text/plain\r\n\r\n{CANARY}\r\n").into_bytes();
    let lin = key_of("lin").public().unwrap();
    // Whoever carries the mail can put a key beside what is encrypted, even one of that address.
    let packed: String = lin
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('-') && !line.starts_with('='))
        .collect();
    let beside = format!("Autocrypt: addr=lin@finder.example; keydata={packed}\r\n");
    office
        .report(&closed(&encrypted(&[to], None, plain, office.desk.now()).unwrap(), &beside))
        .await;
    told(&office.desk).await;
    let text = office.sink.decoded(0);
    assert!(!text.contains("/claim/") && text.contains("came encrypted"), "{text}");
    office.later(2);
    let case =
        office.report(&from(&mail("", "in the clear"), "wu@finder.example", "two@finder")).await;
    told(&office.desk).await;
    let token = link(&office.sink.decoded(1));
    assert!(office.desk.is_claimable(&token).await.unwrap());
    office.later(14 * 24 + 1);
    assert!(!office.desk.is_claimable(&token).await.unwrap());
    assert!(office.desk.claim(&token).await.unwrap().is_none(), "{case}");
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn only_a_key_that_signed_or_is_of_the_sender_is_answered_to() {
    let office = Office::new().await;
    office.to_office().await;
    let own = office.desk.mail_keys().await.unwrap();
    let attached = |key: &str| {
        let kind = "Content-Type: multipart/mixed; boundary=i\r\n";
        let content = within(key);
        let (_, body) = content.split_once("\r\n\r\n").unwrap();
        parse(&mail(kind, body), &own, office.desk.now()).unwrap()
    };
    let lin = key_of("lin");
    let found = attached(&lin.public().unwrap());
    assert_eq!(found.key.unwrap().fingerprint, lin.fingerprint());
    assert!(found.files.is_empty() && found.keys, "a key is no file");
    assert!(attached(&key_of("wu").public().unwrap()).key.is_none(), "of somebody else");
    assert!(attached(&own[0].public().unwrap()).key.is_none(), "the office's own");
    let inline = parse(
        &mail("", &format!("it overflows\r\n{}", lin.public().unwrap())),
        &own,
        office.desk.now(),
    );
    let inline = inline.unwrap();
    assert!(inline.text == "it overflows" && inline.key.is_some(), "{}", inline.text);
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn two_reports_of_one_address_are_answered_apart_and_an_hour_apart() {
    let office = Office::new().await;
    let first = office.report(&mail("", "first")).await;
    let second =
        office.report(&from(&mail("", "second"), "lin@finder.example", "two@finder")).await;
    assert_eq!(office.sent().await, 1);
    office.later(2);
    assert_eq!(office.sent().await, 2);
    let mut found = Vec::new();
    for place in 0..2 {
        let token = link(&office.sink.decoded(place));
        found.push(office.desk.claim(&token).await.unwrap().unwrap().0);
    }
    found.sort();
    let mut both = [first, second];
    both.sort();
    assert_eq!(found, both, "each has its own way back");
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn an_answer_without_a_key_is_unproven_and_with_one_on_record_only_its_signature_counts() {
    let office = Office::new().await;
    let case = office.report(&mail("", "no key")).await;
    let id = told(&office.desk).await[0].id().to_owned();
    let answers = |of: &str| format!("In-Reply-To: <{of}@desk.example>\r\n");
    let forged = from(&mail(&answers(&id), "publish tomorrow"), "lin@finder.example", "two@finder");
    assert_eq!(take(&office.desk, &forged).await, Outcome::Message(case));
    let opened = office.desk.open_case(&member(), case, "a test").await.unwrap();
    let origin = Origin::Mail { encrypted: false, proven: false };
    assert_eq!(messages(&opened, &[])[0].origin, origin, "anybody can write that address");
    // With a key on record.
    let (lin, to) = (key_of("lin"), office.to_office().await);
    let content = within(&lin.public().unwrap()).into_bytes();
    let raw = closed(
        &encrypted(std::slice::from_ref(&to), Some(&lin), content.clone(), office.desk.now())
            .unwrap(),
        "",
    );
    let case = office.report(&from(&raw, "lin@finder.example", "three@finder")).await;
    office.later(2);
    let id =
        told(&office.desk).await.iter().find(|one| one.case == Some(case)).unwrap().id().to_owned();
    let forged = from(&forged, "lin@finder.example", "x");
    let forged = String::from_utf8(forged)
        .unwrap()
        .replace("In-Reply-To: <", &format!("In-Reply-To: <{id}@desk.example>\r\nX-Was: <"));
    assert_eq!(take(&office.desk, forged.as_bytes()).await, Outcome::Aside(Aside::Unproven));
    office.later(2);
    sending::round(&office.desk, BASE).await.unwrap();
    let all = office.desk.notices(20).await.unwrap();
    assert!(all.iter().any(|one| one.kind == NoticeKind::AnswerUnproven && one.case == Some(case)));
    let signed = encrypted(
        &[to],
        Some(&lin),
        b"Content-Type: text/plain\r\n\r\nmine\r\n".to_vec(),
        office.desk.now(),
    );
    let signed =
        from(&closed(&signed.unwrap(), &answers(&id)), "lin@finder.example", "four@finder");
    assert_eq!(take(&office.desk, &signed).await, Outcome::Message(case));
    let opened = office.desk.open_case(&member(), case, "a test").await.unwrap();
    let origin = Origin::Mail { encrypted: true, proven: true };
    assert_eq!(messages(&opened, &[])[0].origin, origin);
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn encrypted_and_signed_are_said_only_of_the_whole() {
    let office = Office::new().await;
    let (to, lin) = (office.to_office().await, key_of("lin"));
    let own = office.desk.mail_keys().await.unwrap();
    let read = |raw: &[u8]| parse(raw, &own, office.desk.now()).unwrap();
    let sealed = encrypted(&[to], Some(&lin), b"mine".to_vec(), office.desk.now()).unwrap();
    let key = lin.public().unwrap();
    let alone = read(&mail("", &format!("{sealed}\r\n{key}")));
    assert_eq!((alone.cover, &alone.signed), (Cover::Whole, &SignedBy::Key(lin.fingerprint())));
    let mixed = read(&mail("", &format!("{sealed}\r\nPS: publish tomorrow\r\n{key}")));
    assert_eq!((mixed.cover, &mixed.signed), (Cover::Part, &SignedBy::Unproven));
    assert!(mixed.text.contains("encrypted from here"), "{}", mixed.text);
    // Called encrypted, and only written so: a literal in armour.
    let literal = pgp::composed::MessageBuilder::from_bytes(
        "",
        b"Content-Type: text/plain\r\n\r\nx\r\n".to_vec(),
    );
    let literal = literal
        .to_armored_string(rand_core::OsRng, pgp::composed::ArmorOptions::default())
        .unwrap();
    assert_eq!(read(&closed(&literal, "")).cover, Cover::Open);
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn files_and_long_texts_of_an_answer_become_items_once() {
    let office = Office::new().await;
    let case = office.report(&mail("", "it overflows")).await;
    let id = told(&office.desk).await[0].id().to_owned();
    let long = "long line of words\r\n".repeat(2000);
    let body = format!(
        "--m\r\nContent-Type: text/plain\r\n\r\n{long}\r\n--m\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=poc.bin\r\n\r\n{CANARY}\r\n--m--"
    );
    let head = format!(
        "In-Reply-To: <{id}@desk.example>\r\nContent-Type: multipart/mixed; boundary=m\r\n"
    );
    let answer = from(&mail(&head, &body), "lin@finder.example", "two@finder");
    assert_eq!(take(&office.desk, &answer).await, Outcome::Message(case));
    assert_eq!(take(&office.desk, &answer).await, Outcome::Again(case));
    let opened = office.desk.open_case(&member(), case, "a test").await.unwrap();
    let all = messages(&opened, &[]);
    let sizes: Vec<u64> =
        all.iter().filter_map(|one| opened.file(one.item)).map(|file| file.size).collect();
    assert_eq!((all.len(), sizes.len()), (3, 2), "the text, its whole, and the file");
    assert!(sizes.contains(&(CANARY.len() as u64)), "{sizes:?}");
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn what_comes_too_often_is_put_aside_and_the_list_is_of_small_rows() {
    let office = Office::new().await;
    for number in 0..11 {
        let raw = from(&mail("", "x"), "lin@finder.example", &format!("n{number}@finder"));
        let outcome = take(&office.desk, &raw).await;
        match number < 10 {
            true => assert!(matches!(outcome, Outcome::Report(_)), "{outcome:?}"),
            false => assert_eq!(outcome, Outcome::Aside(Aside::TooMany)),
        }
    }
    let id = office.desk.mails_aside().await.unwrap()[0].id.clone();
    let again = office.desk.take_mail_again(&book(), &reader(), &id).await.unwrap();
    assert!(matches!(again, Some(Outcome::Report(_))), "by whoever looked at it");
    assert_eq!(office.desk.mails_aside().await.unwrap(), []);
    for number in 0..201 {
        take(&office.desk, &mail("X-Loop: a\r\n", &format!("bounce {number}"))).await;
    }
    take(&office.desk, &mail("X-Loop: a\r\n", "bounce 0")).await;
    let all = office.desk.mails_aside().await.unwrap();
    assert_eq!(all.len(), 201, "each once, and none is hidden");
    assert!(office.desk.drop_mail_aside(&all[0].id).await.unwrap());
    assert!(office.desk.read_mail_aside(&all[0].id).await.unwrap().is_none());
    office.desk.close().await.unwrap();
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

#[tokio::test]
async fn after_an_erasure_an_older_copy_of_the_rows_opens_with_the_keys_of_now_to_nothing() {
    let office = Office::new().await;
    let case = office.report(&mail("", CANARY)).await;
    let id = told(&office.desk).await[0].id().to_owned();
    // A bounce names the finder and holds the link.
    let bounce =
        mail("Auto-Submitted: auto-replied\r\n", &format!("Message-ID: <{id}@desk.example>"));
    assert_eq!(take(&office.desk, &bounce).await, Outcome::Aside(Aside::Automatic));
    assert_eq!(aside(&office.desk).await, std::slice::from_ref(&bounce));
    let Office { desk, home, .. } = office;
    desk.close().await.unwrap();
    let before = tempfile::tempdir().unwrap();
    copy(home.path(), before.path());
    let desk = Desk::open(settings_at(home.path(), LATER)).await.unwrap();
    let erased = Erased { ground: "a request".to_owned(), items: Default::default() };
    desk.erase_case(&member(), case, "a letter", &erased, &book()).await.unwrap();
    assert_eq!(desk.mails_aside().await.unwrap(), []);
    assert_eq!(take(&desk, &mail("", CANARY)).await, Outcome::Aside(Aside::CameBefore));
    desk.close().await.unwrap();
    // The rows from before, the keys from after.
    std::fs::remove_dir_all(before.path().join("keys")).unwrap();
    copy(&home.path().join("keys"), &before.path().join("keys"));
    let old = Desk::open(settings_at(before.path(), LATER)).await.unwrap();
    assert!(old.open_case(&member(), case, "a test").await.is_err());
    for one in old.mails_aside().await.unwrap() {
        let (_, content) = old.read_mail_aside(&one.id).await.unwrap().unwrap();
        assert!(content.is_none(), "{one:?}");
    }
    old.close().await.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_message_stops_the_reader(
        head in "[ -~\r\n]{0,200}",
        body in proptest::collection::vec(any::<u8>(), 0..600),
        nested in 0_usize..40,
        sign in any::<bool>(),
    ) {
        let at = START.parse().unwrap();
        let own = OwnKey::new("Desk", "reports@desk.example", at).unwrap();
        let to = Recipient::read(own.public().unwrap().as_bytes(), at).unwrap();
        let lin = key_of("lin");
        let mut content = "Content-Type: message/rfc822\r\n\r\n".repeat(nested).into_bytes();
        content.extend(format!("{head}\r\n\r\n{}\r\n", lin.public().unwrap()).bytes());
        content.extend(&body);
        let sealed = encrypted(&[to], sign.then_some(&lin), content.clone(), at).unwrap();
        for raw in [closed(&sealed, &head), mail(&head, &sealed), content, body] {
            let _read = parse(&raw, std::slice::from_ref(&own), at);
        }
        prop_assert!(armour(&sealed).len() > 10 && nobody().keys.is_empty());
    }
}

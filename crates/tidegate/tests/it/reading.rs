//! Mails that are read by a process of its own: what takes too much is put aside and stops nothing, what a gateway changed is
//! found encrypted, what was signed counts once, and the office is told.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use tidegate::desk::{Desk, Order};
use tidegate::incoming::{
    Aside, Bounds, Cover, MailOpen, MailReader, Outcome, Parsed, folder, parse,
};
use tidegate::notices::NoticeKind;
use tidegate::openpgp::{OwnKey, Recipient, SignedBy, encrypted};
use tidegate::server::{Limits, Server, Settings};
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{ClockStarted, PartyJoined, ProductNamed};
use tidegate_core::id::{CaseId, PartyId, ProductId};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::product::{Product, Supply};

use crate::hostile::{Office, from, key_of};
use crate::house::{book, intake, member};
use crate::incoming::{CANARY, closed, mail, reader, reader_with, take, told};

/// A program that never answers.
fn hanging(folder: &Path) -> MailReader {
    let program = folder.join("hangs");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 60\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    MailReader::Apart {
        program,
        bounds: Bounds { time: Duration::from_millis(200), ..Bounds::default() },
    }
}

#[tokio::test]
async fn a_mail_that_takes_too_much_memory_or_time_is_put_aside_and_the_next_is_read() {
    let office = Office::new().await;
    let desk = &office.desk;
    let raw = mail("", "it overflows");
    let hangs = hanging(office.home.path());
    let costly = Outcome::Aside(Aside::TooCostly);
    assert_eq!(desk.take_mail(&book(), &hangs, raw.clone()).await.unwrap(), costly);
    let small = reader_with(Bounds { memory: 8 << 20, ..Bounds::default() });
    let other = mail("", "another");
    assert_eq!(desk.take_mail(&book(), &small, other).await.unwrap(), costly);
    assert_eq!(desk.mails_aside().await.unwrap().len(), 2);
    let id = desk.mails_aside().await.unwrap()[1].id.clone();
    let again = desk.take_mail_again(&book(), &reader(), &id).await.unwrap();
    assert!(matches!(again, Some(Outcome::Report(_))), "with room it is read: {again:?}");
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn without_a_reader_a_mail_waits_in_its_folder_longer_each_time_and_the_office_is_told() {
    let office = Office::new().await;
    let desk = &office.desk;
    let inbox = office.home.path().join("inbox");
    folder::make(&inbox).unwrap();
    desk.keep(&MailOpen { version: 1, folder: inbox.clone() }).await.unwrap();
    folder::deliver(&inbox, &mail("", "it overflows")[..]).unwrap();
    let program = office.home.path().join("none");
    let none = MailReader::Apart { program, bounds: Bounds::default() };
    folder::round(desk, &book(), &none).await.unwrap();
    assert_eq!(desk.mails_aside().await.unwrap(), [], "that is not its fault");
    let kinds = |all: Vec<tidegate::notices::Notice>| all.iter().map(|one| one.kind).collect();
    let all: Vec<NoticeKind> = kinds(desk.notices(10).await.unwrap());
    assert_eq!(all, [NoticeKind::MailStopped]);
    folder::round(desk, &book(), &reader()).await.unwrap();
    let left = || std::fs::read_dir(inbox.join("new")).unwrap().count();
    assert_eq!(left(), 1, "its time has not come");
    office.later(1);
    folder::round(desk, &book(), &reader()).await.unwrap();
    assert_eq!(left(), 0);
    std::fs::remove_dir_all(inbox.join("new")).unwrap();
    office.later(24);
    folder::round(desk, &book(), &reader()).await.unwrap();
    let all: Vec<NoticeKind> = kinds(desk.notices(10).await.unwrap());
    let stopped = all.iter().filter(|kind| **kind == NoticeKind::MailStopped).count();
    assert_eq!(stopped, 2, "once a day: {all:?}");
    office.desk.close().await.unwrap();
}

/// A case whose maker knows of a flaw in a product of the mainland: RMSV 7(2) gives it two days. No clock of it was computed.
async fn with_a_clock(desk: &Desk) -> CaseId {
    let case = desk.receive(&intake(CANARY)).await.unwrap().case;
    let maker = PartyId::from_bytes([3; 16]);
    let mut party = Party::new(maker, "Acme", PartyKind::Organisation);
    party.established = Some(Jurisdiction::CN);
    party.acts_in = Some(BTreeSet::from([Jurisdiction::CN]));
    party.roles.insert(Role::Manufacturer);
    let mut product = Product::new(ProductId::from_bytes([4; 16]), "R7 router");
    product.providers.insert(maker);
    product.supplies.push(Supply { by: maker, into: Jurisdiction::CN, from: None });
    let start = "learned".parse().unwrap();
    let started = ClockStarted { party: maker, start, product: None };
    let verbs = [
        Verb::JoinParty(PartyJoined { party }),
        Verb::NameProduct(ProductNamed { product }),
        Verb::StartClock(started),
    ];
    for verb in verbs {
        let order = Order::new(Command::new(verb, "a letter"));
        desk.act(&member(), case, &order).await.unwrap();
    }
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_runs_although_a_mail_hangs() {
    let office = Office::new().await;
    let inbox = office.home.path().join("inbox");
    folder::make(&inbox).unwrap();
    let open = MailOpen { version: 1, folder: inbox.clone() };
    office.desk.keep(&open).await.unwrap();
    folder::deliver(&inbox, &mail("", "it hangs")[..]).unwrap();
    let case = with_a_clock(&office.desk).await;
    let Office { desk, home, hand, .. } = office;
    desk.close().await.unwrap();
    let MailReader::Apart { program, .. } = hanging(home.path()) else { unreachable!() };
    let server = Server::open(Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        public: None,
        data: home.path().to_owned(),
        book: book(),
        clock: tidegate::clock::Clock::Fixed(hand),
        limits: Limits::default(),
        mails: MailReader::Apart { program, bounds: Bounds::default() },
        demonstration: false,
    });
    let server = server.await.unwrap();
    let house = std::sync::Arc::clone(server.house());
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let task = tokio::spawn(server.run(stopped));
    let begun = || {
        let mut files = std::fs::read_dir(inbox.join("new")).unwrap().flatten();
        files.any(|file| file.file_name().to_string_lossy().contains("!1."))
    };
    let offices = house.offices();
    let mut rows = Vec::new();
    for _ in 0..200 {
        rows = offices[0]
            .desk()
            .kept_about::<tidegate::clocks::kept::RunningClock>(case)
            .await
            .unwrap();
        if !rows.is_empty() && begun() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(!rows.is_empty(), "the clocks of the case run");
    assert!(begun(), "and the mail is still read");
    drop((offices, house));
    stop.send(true).unwrap();
    task.await.unwrap().unwrap();
}

/// What a mail in this structure is read as.
fn read(office: &OwnKey, raw: &[u8], at: jiff::Timestamp) -> Parsed {
    parse(raw, std::slice::from_ref(office), at).unwrap()
}

#[test]
fn an_encrypted_mail_that_a_gateway_changed_is_found_encrypted() {
    let at = crate::incoming::START.parse().unwrap();
    let office = OwnKey::new("Desk", "reports@desk.example", at).unwrap();
    let to = Recipient::read(office.public().unwrap().as_bytes(), at).unwrap();
    let lin = key_of("lin");
    let content = crate::incoming::within(&lin.public().unwrap()).into_bytes();
    let armour = encrypted(&[to], Some(&lin), content, at).unwrap();
    let closed = String::from_utf8(closed(&armour, "")).unwrap();
    let parts = closed.split_once("boundary=b\r\n\r\n").unwrap().1;
    let kind = "Content-Type: multipart/mixed; boundary=o\r\n";
    let exchange = parts.replace("--b", "--o");
    let exchange = mail(kind, &format!("--o\r\nContent-Type: text/plain\r\n\r\n\r\n{exchange}"));
    let listed = |footer: &str| {
        mail(
            kind,
            &format!(
                "--o\r\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; \
                 boundary=b\r\n\r\n{parts}\r\n--o\r\nContent-Type: text/plain\r\n\r\n{footer}\r\n--o--"
            ),
        )
    };
    for raw in [exchange, listed("")] {
        let found = read(&office, &raw, at);
        assert_eq!((found.cover, &found.signed), (Cover::Whole, &SignedBy::Key(lin.fingerprint())));
        assert!(found.text.contains(CANARY) && found.files.is_empty(), "{}", found.text);
        assert_eq!((found.subject.as_str(), found.bare_title), ("the real subject", false));
        assert_eq!(found.key.unwrap().fingerprint, lin.fingerprint());
    }
    let found = read(&office, &listed("publish tomorrow"), at);
    assert_eq!((found.cover, &found.signed), (Cover::Part, &SignedBy::Unproven));
    let at = |text: &str| found.text.find(text).unwrap();
    assert!(at(CANARY) < at("to here;") && at("to here;") < at("publish tomorrow"));
}

#[test]
fn a_title_that_nobody_signed_is_marked_and_a_binary_key_is_no_file() {
    let at = crate::incoming::START.parse().unwrap();
    let office = OwnKey::new("Desk", "reports@desk.example", at).unwrap();
    let to = Recipient::read(office.public().unwrap().as_bytes(), at).unwrap();
    let lin = key_of("lin");
    let content = |head: &str| {
        format!(
            "{head}Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nmine\r\n--i\r\n\
             Content-Type: application/octet-stream; name=lin.asc\r\n\
             Content-Disposition: attachment; filename=lin.asc\r\n\r\nmy key:\r\n{}\r\n--i--\r\n",
            lin.public().unwrap()
        )
    };
    let sealed = |head: &str| {
        let all = content(head).into_bytes();
        closed(&encrypted(std::slice::from_ref(&to), Some(&lin), all, at).unwrap(), "")
    };
    let bare = read(&office, &sealed(""), at);
    assert_eq!((bare.subject.as_str(), bare.bare_title), ("a flaw in R7", true));
    assert!(bare.files.is_empty() && bare.keys, "{:?}", bare.files);
    assert_eq!(bare.signed, SignedBy::Key(lin.fingerprint()));
    let own = read(&office, &sealed("Subject: mine\r\n"), at);
    assert_eq!((own.subject.as_str(), own.bare_title), ("mine", false));
}

#[test]
fn a_message_with_many_signatures_is_not_read() {
    let at = crate::incoming::START.parse().unwrap();
    let lin = key_of("lin");
    // One-pass signatures (RFC 9580, section 5.4) before a text.
    let pass = [&[0xc4, 13, 3, 0, 8, 22][..], &[1; 8], &[0]].concat();
    let literal = [&[0xcb, 8, b'b', 0, 0, 0, 0, 0][..], b"xx"].concat();
    for (count, why) in [(17, Aside::TooCostly), (100_000, Aside::TooCostly), (2, Aside::Damaged)] {
        let raw = [pass.repeat(count), literal.clone()].concat();
        let armoured = closed(&base64_of(&raw), "");
        let found = parse(&armoured, std::slice::from_ref(&lin), at);
        assert_eq!(found.unwrap_err(), why, "{count}");
    }
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!(
        "-----BEGIN PGP MESSAGE-----\r\n\r\n{}\r\n-----END PGP MESSAGE-----",
        lines.join("\r\n")
    )
}

#[tokio::test]
async fn a_signed_answer_counts_once_whatever_it_says_it_answers() {
    let office = Office::new().await;
    let (lin, to) = (key_of("lin"), office.to_office().await);
    let seal = |text: &str, at| {
        let head = format!(
            "Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\n{text}\r\n--i\r\n\
             Content-Type: application/pgp-keys\r\nContent-Disposition: attachment\r\n\r\n{}\r\n--i--\r\n",
            lin.public().unwrap()
        );
        encrypted(std::slice::from_ref(&to), Some(&lin), head.into_bytes(), at).unwrap()
    };
    let mut cases = Vec::new();
    for id in ["a@finder", "b@finder"] {
        let raw = closed(&seal(id, office.desk.now()), "");
        cases.push(office.report(&from(&raw, "lin@finder.example", id)).await);
        told(&office.desk).await;
        office.later(2);
    }
    let all = told(&office.desk).await;
    let name = |case| all.iter().find(|one| one.case == Some(case)).unwrap().id().to_owned();
    let answer = |armour: &str, case, id: &str| {
        let head = format!("In-Reply-To: <{}@desk.example>\r\n", name(case));
        from(&closed(armour, &head), "lin@finder.example", id)
    };
    let agreed = seal("I agree", office.desk.now());
    let first = answer(&agreed, cases[0], "c@finder");
    assert_eq!(take(&office.desk, &first).await, Outcome::Message(cases[0]));
    assert_eq!(take(&office.desk, &first).await, Outcome::Again(cases[0]));
    let before = Outcome::Aside(Aside::CameBefore);
    assert_eq!(take(&office.desk, &answer(&agreed, cases[1], "d@finder")).await, before);
    assert_eq!(take(&office.desk, &answer(&agreed, cases[0], "e@finder")).await, before);
    office.later(1);
    let anew = answer(&seal("I agree", office.desk.now()), cases[1], "f@finder");
    assert_eq!(take(&office.desk, &anew).await, Outcome::Message(cases[1]), "signed anew");
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn answers_beyond_what_a_person_writes_are_put_aside() {
    let office = Office::new().await;
    let case = office.report(&mail("", "no key")).await;
    let id = told(&office.desk).await[0].id().to_owned();
    let head = format!("In-Reply-To: <{id}@desk.example>\r\n");
    for number in 0..31 {
        let raw = from(&mail(&head, "more"), "lin@finder.example", &format!("{number}@finder"));
        let expected = match number < 30 {
            true => Outcome::Message(case),
            false => Outcome::Aside(Aside::TooMany),
        };
        assert_eq!(take(&office.desk, &raw).await, expected, "{number}");
    }
    office.desk.close().await.unwrap();
}

#[tokio::test]
async fn an_answer_after_the_address_was_taken_back_is_put_aside_whole_and_opens_no_case_unasked() {
    let office = Office::new().await;
    let case = office.report(&mail("", "no key")).await;
    let id = told(&office.desk).await[0].id().to_owned();
    office.desk.forget_finder(case).await.unwrap();
    let raw = from(
        &mail(&format!("In-Reply-To: <{id}@desk.example>\r\n"), "yet one thing"),
        "lin@finder.example",
        "two@finder",
    );
    assert_eq!(take(&office.desk, &raw).await, Outcome::Aside(Aside::TakenBack));
    assert_eq!(crate::incoming::aside(&office.desk).await, [raw], "and can be read");
    let kinds: Vec<NoticeKind> =
        office.desk.notices(10).await.unwrap().iter().map(|one| one.kind).collect();
    assert!(kinds.contains(&NoticeKind::MailAside), "the office is told: {kinds:?}");
    let row = office.desk.mails_aside().await.unwrap().remove(0);
    let again = office.desk.take_mail_again(&book(), &reader(), &row.id).await.unwrap();
    assert!(matches!(again, Some(Outcome::Report(other)) if other != case), "{again:?}");
    office.desk.close().await.unwrap();
}

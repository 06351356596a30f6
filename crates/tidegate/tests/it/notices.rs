//! Notices on their way: a relay that drops, puts off, refuses or is killed at the worst moment, and a webhook; each
//! notice arrives at least once, under one name, and none says what a case holds.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use tidegate::clock::{Clock, FixedClock};
use tidegate::desk::{Desk, Settings};
use tidegate::notices::reader::Reader;
use tidegate::notices::relay::{MailRelay, Security};
use tidegate::notices::webhook::Webhook;
use tidegate::notices::{About, Addressee, NewNotice, Notice, NoticeKind, Standing, Why, sending};
use tidegate::people::{Account, MemberRole, Passphrase};

use crate::house::{ORIGIN, intake, office};
use crate::sink::{Does, Sink};

const START: &str = "2026-11-02T09:00:00Z";
const BASE: &str = "https://desk.example/at/desk/";
/// What a case holds, and no notice may say.
const CANARY: &str = "CANARY-4711-heap-overflow";

struct Bench {
    folder: tempfile::TempDir,
    clock: Clock,
    hand: FixedClock,
}

impl Bench {
    fn new() -> Self {
        let clock = Clock::fixed(START.parse().unwrap());
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        Self { folder: tempfile::tempdir().unwrap(), clock, hand }
    }

    fn settings(&self) -> Settings {
        let folder: &Path = self.folder.path();
        Settings::in_directory(folder, "book under test").with_clock(self.clock.clone())
    }

    async fn desk(&self, sink: &Sink) -> Desk {
        let desk = Desk::create(self.settings(), office(), ORIGIN).await.unwrap();
        let relay = MailRelay {
            version: 1,
            host: "127.0.0.1".to_owned(),
            port: sink.port(),
            security: Security::None,
            credentials: None,
            from: "tidegate@desk.example".to_owned(),
            office: Some("office@desk.example".to_owned()),
        };
        desk.keep(&relay.checked().unwrap()).await.unwrap();
        desk
    }

    fn later(&self, by: SignedDuration) {
        self.hand.set(self.clock.now() + by);
    }
}

async fn case(desk: &Desk) -> About {
    let taken = desk.receive(&intake(CANARY)).await.unwrap();
    About::of(&desk.find(&taken.case.to_string()).await.unwrap())
}

async fn member(desk: &Desk, quiet: Option<(i8, i8)>) -> Addressee {
    let roles = BTreeSet::from([MemberRole::Analyst]);
    let words = Passphrase::new("four calm words here");
    let account = Account::new("wang", "Wang Fang", roles, &words, desk.now()).unwrap();
    desk.add_account(&account).await.unwrap().unwrap();
    let (login, address) = ("wang".to_owned(), "wang@desk.example".to_owned());
    let reader = Reader { version: 1, login, address, language: None, quiet, digest: None };
    desk.keep(&reader).await.unwrap();
    Addressee::Member("wang".to_owned())
}

async fn only(desk: &Desk) -> Notice {
    let mut all = desk.notices(10).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn header<'m>(mail: &'m str, name: &str) -> &'m str {
    let lines = mail.lines().take_while(|line| !line.is_empty());
    let mut found = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.next().unwrap_or_default()
}

#[tokio::test]
async fn a_notice_is_mailed_once_and_says_nothing_of_what_the_case_holds() {
    let (bench, sink) = (Bench::new(), Sink::start(&[]));
    let desk = bench.desk(&sink).await;
    let about = case(&desk).await;
    let due: Timestamp = "2026-11-04T09:00:00Z".parse().unwrap();
    let to = member(&desk, None).await;
    let wanted = NewNotice::new(NoticeKind::TaskAssigned, to, &about).due(due).once("task 1");
    desk.notify(std::slice::from_ref(&wanted)).await.unwrap();
    desk.notify(&[wanted]).await.unwrap();
    for _ in 0..3 {
        sending::round(&desk, BASE).await.unwrap();
    }
    let mails = sink.mails();
    assert_eq!(mails.len(), 1, "once");
    let (mail, notice) = (&mails[0], only(&desk).await);
    assert!(matches!(notice.standing, Standing::Sent { .. }));
    assert_eq!(header(mail, "Message-ID"), format!("<{}@desk.example>", notice.id()));
    assert_eq!(header(mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(mail, "To"), "wang@desk.example");
    let text = sink.decoded(0);
    for part in ["A task was given to you", "已向您分派一项任务", "2026-11-04", &about.handle, BASE]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    for part in [CANARY, "R7 router", "Acme", "Overflow in the parser"] {
        assert!(!text.contains(part) && !mail.contains(part), "{part} in {text}");
    }
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_relay_that_drops_and_puts_off_gets_it_again_under_the_same_name() {
    let does = [Does::DropInData, Does::PutOff, Does::Garbage, Does::Take];
    let (bench, sink) = (Bench::new(), Sink::start(&does));
    let desk = bench.desk(&sink).await;
    let about = case(&desk).await;
    let to = Addressee::Address("psirt@maker.example".to_owned());
    desk.notify(&[NewNotice::new(NoticeKind::EmbargoProposed, to, &about)]).await.unwrap();
    let whys = [Some(Why::Unreachable), Some(Why::PutOff(451)), Some(Why::Unreachable), None];
    for expected in whys {
        sending::round(&desk, BASE).await.unwrap();
        let standing = only(&desk).await.standing;
        match expected {
            Some(expected) => {
                assert!(matches!(standing, Standing::Failed { why, .. } if why == expected));
            }
            None => assert!(matches!(standing, Standing::Sent { .. })),
        }
        // Nothing is tried before its time.
        sending::round(&desk, BASE).await.unwrap();
        bench.later(SignedDuration::from_hours(1));
    }
    assert_eq!(only(&desk).await.attempts, 4);
    assert_eq!(sink.mails().len(), 1);
    desk.close().await.unwrap();
}

#[tokio::test]
async fn what_is_refused_is_given_up_and_can_be_sent_again_by_hand() {
    let (bench, sink) = (Bench::new(), Sink::start(&[Does::Refuse, Does::Take]));
    let desk = bench.desk(&sink).await;
    let about = case(&desk).await;
    desk.notify(&[NewNotice::new(NoticeKind::SecondSignature, Addressee::Office, &about)])
        .await
        .unwrap();
    sending::round(&desk, BASE).await.unwrap();
    let notice = only(&desk).await;
    assert!(matches!(notice.standing, Standing::GivenUp { why: Why::Refused(550), .. }));
    bench.later(SignedDuration::from_hours(100));
    sending::round(&desk, BASE).await.unwrap();
    assert_eq!(sink.mails().len(), 0);
    assert!(desk.send_again(notice.id()).await.unwrap().is_some());
    assert!(desk.send_again("nothing").await.unwrap().is_none());
    sending::round(&desk, BASE).await.unwrap();
    assert_eq!(header(&sink.mails()[0], "Message-ID"), format!("<{}@desk.example>", notice.id()));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn killed_between_taking_and_noting_it_is_sent_again_under_the_same_name() {
    let (bench, sink) = (Bench::new(), Sink::start(&[Does::TakeAndHold, Does::Take]));
    let desk = bench.desk(&sink).await;
    let about = case(&desk).await;
    let to = member(&desk, None).await;
    let one = |kind| NewNotice::new(kind, to.clone(), &about);
    desk.notify(&[one(NoticeKind::TaskAssigned), one(NoticeKind::DirectiveLate)]).await.unwrap();
    tokio::select! {
        biased;
        () = sink.taken(1) => {}
        _ = sending::round(&desk, BASE) => unreachable!("the relay never answers"),
    }
    sink.release();
    desk.close().await.unwrap();
    let desk = Desk::open(bench.settings()).await.unwrap();
    sending::round(&desk, BASE).await.unwrap();
    assert_eq!(sink.mails().len(), 1, "somebody may still be at it");
    bench.later(SignedDuration::from_mins(4));
    sending::round(&desk, BASE).await.unwrap();
    let mails = sink.mails();
    assert_eq!(mails.len(), 2);
    assert_eq!(header(&mails[0], "Message-ID"), header(&mails[1], "Message-ID"));
    assert_eq!(header(&mails[1], "Subject"), header(&mails[0], "Subject"));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn quiet_hours_put_off_a_task_and_never_what_binds() {
    let (bench, sink) = (Bench::new(), Sink::start(&[]));
    let desk = bench.desk(&sink).await;
    let about = case(&desk).await;
    // Nine in the morning in UTC is five in the afternoon in Shanghai.
    let to = member(&desk, Some((16, 19))).await;
    let due = NoticeKind::DutyDue { minutes: -60, binding: true };
    let one = |kind| NewNotice::new(kind, to.clone(), &about);
    desk.notify(&[one(NoticeKind::TaskAssigned), one(due)]).await.unwrap();
    sending::round(&desk, BASE).await.unwrap();
    assert_eq!(sink.mails().len(), 1);
    assert!(sink.decoded(0).contains("A deadline is near"));
    bench.later(SignedDuration::from_hours(2));
    sending::round(&desk, BASE).await.unwrap();
    assert!(sink.decoded(1).contains("A task was given to you"));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_webhook_is_signed_and_goes_inside_only_where_that_was_allowed() {
    let (bench, mail) = (Bench::new(), Sink::start(&[]));
    let hook = crate::sink::Hooked::start();
    let desk = bench.desk(&mail).await;
    let about = case(&desk).await;
    let allowed = Webhook::new("own", &hook.url("http"), true, desk.now()).unwrap().unwrap();
    let shut = Webhook::new("shut", &hook.url("https"), false, desk.now()).unwrap().unwrap();
    desk.keep(&allowed).await.unwrap();
    desk.keep(&shut).await.unwrap();
    desk.notify(&[NewNotice::new(NoticeKind::TaskAssigned, Addressee::Office, &about)])
        .await
        .unwrap();
    sending::round(&desk, BASE).await.unwrap();
    let requests = hook.requests();
    assert_eq!(requests.len(), 1, "nothing reached the other");
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let field = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).unwrap().1.to_owned()
    };
    let signed = allowed.signature(&field("webhook-id"), desk.now(), body).unwrap();
    assert_eq!(field("webhook-signature"), signed);
    assert!(body.contains(&about.handle) && body.contains("task-assigned"), "{body}");
    assert!(!body.contains(CANARY) && !body.contains("R7 router"), "{body}");
    let all = desk.notices(10).await.unwrap();
    let shut = all.iter().find(|one| one.to == Addressee::Webhook("shut".to_owned())).unwrap();
    assert!(matches!(shut.standing, Standing::GivenUp { why: Why::NotAllowed, .. }));
    desk.close().await.unwrap();
}

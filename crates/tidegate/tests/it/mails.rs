//! Mails with OpenPGP on their way out: encrypted where a key is at hand and can be used, else without content as
//! before, and said so. GnuPG opens what was sent.

use jiff::Timestamp;
use tidegate::clock::Clock;
use tidegate::desk::Desk;
use tidegate::errand::{Errand, NotDone};
use tidegate::notices::reader::Reader;
use tidegate::notices::relay::{MailRelay, Security};
use tidegate::notices::{
    About, Addressee, NewNotice, Notice, NoticeKind, Sealing, Standing, Why, sending,
};
use tidegate::openpgp::{NoKey, NoUse, OwnKey, SignedBy, Signers, opened, usable_key};
use tidegate::organisations::Carried;
use tidegate::outbox::mailed::{self, Posting};
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate_core::id::SessionId;
use tidegate_core::item::ContentClass;
use tidegate_core::organisation::Profile;

use crate::gnupg::{Ring, fixture};
use crate::house::{ORIGIN, book, intake, member, office, settings_at};
use crate::sink::{Does, Sink};

const START: &str = "2026-11-02T09:00:00Z";
const BASE: &str = "https://desk.example/at/desk/";
const CANARY: &str = "CANARY-4711-heap-overflow";

pub(crate) async fn desk(folder: &tempfile::TempDir, sink: &Sink, at: &str) -> Desk {
    let desk = Desk::create(settings_at(folder.path(), at), office(), ORIGIN).await.unwrap();
    let relay = MailRelay {
        version: 1,
        host: "127.0.0.1".to_owned(),
        port: sink.port(),
        security: Security::None,
        credentials: None,
        from: "tidegate@desk.example".to_owned(),
        office: None,
    };
    desk.keep(&relay.checked().unwrap()).await.unwrap();
    desk
}

async fn reader(desk: &Desk, login: &str) -> Addressee {
    let words = Passphrase::new("four calm words here");
    let account = Account::new(login, login, [MemberRole::Analyst].into(), &words, desk.now());
    desk.add_account(&account.unwrap()).await.unwrap().unwrap();
    let (login, address) = (login.to_owned(), format!("{login}@desk.example"));
    let to = Addressee::Member(login.clone());
    let reader = Reader { version: 1, login, address, language: None, quiet: None, digest: None };
    desk.keep(&reader).await.unwrap();
    to
}

async fn told(desk: &Desk, to: Addressee) -> (About, Notice) {
    let taken = desk.receive(&intake(CANARY)).await.unwrap();
    let about = About::of(&desk.find(&taken.case.to_string()).await.unwrap());
    let due: Timestamp = "2026-11-04T09:00:00Z".parse().unwrap();
    desk.notify(&[NewNotice::new(NoticeKind::TaskAssigned, to, &about).due(due)]).await.unwrap();
    sending::round(desk, BASE).await.unwrap();
    let notice = desk.notices(1).await.unwrap().remove(0);
    (about, notice)
}

/// No key is at hand.
pub(crate) fn nobody() -> Signers<'static> {
    Signers::none(START.parse().unwrap())
}

/// The armour within a mail.
pub(crate) fn armour(mail: &str) -> String {
    let (from, to) = ("-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----");
    let (start, end) = (mail.find(from).unwrap(), mail.find(to).unwrap());
    format!("{}{to}\n", &mail[start..end])
}

#[tokio::test]
async fn a_member_with_a_key_is_written_to_so_that_nobody_on_the_way_learns_which_case() {
    let (folder, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&folder, &sink, START).await;
    let to = reader(&desk, "wang").await;
    let own = OwnKey::new("Wang", "wang@desk.example", desk.now()).unwrap();
    let kept = desk.keep_reader_key("wang", &own.public().unwrap()).await.unwrap().unwrap();
    assert_eq!(kept.key.fingerprint, own.fingerprint());
    let (about, notice) = told(&desk, to).await;
    assert_eq!(notice.sealing, Some(Sealing::Encrypted));
    let mail = sink.mails().remove(0);
    assert!(mail.contains("Subject: [...]"), "{mail}");
    let kind = "Content-Type: multipart/encrypted";
    assert!(
        mail.contains(kind) && mail.contains("protocol=\"application/pgp-encrypted\""),
        "{mail}"
    );
    assert!(mail.contains("Auto-Submitted: auto-generated"), "{mail}");
    for part in [about.handle.as_str(), "2026-11-04", "A task was given", BASE, CANARY] {
        assert!(!mail.contains(part), "{part} in {mail}");
    }
    let found = opened(armour(&mail).as_bytes(), &[own], nobody()).unwrap();
    assert!(found.encrypted);
    assert_eq!(found.signed, SignedBy::Nobody, "the office has no key yet");
    let inner = String::from_utf8(found.bytes).unwrap();
    let subject = format!("Subject: {}", about.handle);
    for part in [&subject[..], "HP-Outer: Subject: [...]", "hp=\"cipher\"", "Message-ID: <"] {
        assert!(inner.contains(part), "{part} in {inner}");
    }
    assert!(!inner.contains(CANARY), "{inner}");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn gnupg_opens_what_was_mailed_and_finds_the_signature_of_the_office_good() {
    let Some(ring) = Ring::with_key("lin@maker.example") else { return };
    let (folder, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let desk = desk(&folder, &sink, START).await;
    let own = desk.make_mail_key("tidegate@desk.example").await.unwrap().unwrap();
    ring.import(&own.public().unwrap());
    let (book, actor) = (book(), member());
    let profile = Profile {
        name: "Maker".to_owned(),
        roles: vec!["manufacturer".to_owned()],
        contacts: vec!["lin@maker.example".to_owned()],
        keys: vec![ring.public("lin@maker.example")],
        ..Profile::default()
    };
    let errand = Errand { desk: &desk, book: &book, actor: &actor };
    let registered = errand.register_organisation(&profile).await.unwrap();
    assert_eq!(registered.keys[0].no_use, None);
    let to = Addressee::Address("lin@maker.example".to_owned());
    let (about, notice) = told(&desk, to).await;
    assert_eq!(notice.sealing, Some(Sealing::Encrypted));
    let (inner, said) = ring.opened(&armour(&sink.mails()[0]));
    assert!(inner.contains(&format!("Subject: {}", about.handle)), "{inner}");
    assert!(said.contains("GOODSIG") && said.contains(&own.fingerprint()), "{said}");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_key_that_ended_meanwhile_is_said_so_and_the_mail_goes_without_content() {
    let (folder, sink) = (tempfile::tempdir().unwrap(), Sink::start(&[]));
    let clock = Clock::fixed(START.parse().unwrap());
    let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
    desk(&folder, &sink, START).await.close().await.unwrap();
    let settings = settings_at(folder.path(), START).with_clock(clock);
    let desk = Desk::open(settings).await.unwrap();
    let to = reader(&desk, "wang").await;
    desk.keep_reader_key("wang", &fixture("ending")).await.unwrap().unwrap();
    hand.set("2027-01-02T09:00:00Z".parse().unwrap());
    let (about, notice) = told(&desk, to).await;
    assert_eq!(notice.sealing, Some(Sealing::KeyExpired));
    let text = sink.decoded(0);
    for part in ["your key on record has expired", "您登记的密钥已过期", &about.handle] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains(CANARY) && !text.contains("BEGIN PGP"), "{text}");
    desk.close().await.unwrap();
}

#[test]
fn a_key_is_put_on_record_only_where_something_can_be_encrypted_to_it() {
    let at: Timestamp = START.parse().unwrap();
    let later: Timestamp = "2027-02-01T00:00:00Z".parse().unwrap();
    for name in ["good", "ending", "part"] {
        assert!(usable_key(&fixture(name), at).is_ok(), "{name}");
    }
    let on: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let refused = |name: &str, at| match usable_key(&fixture(name), at) {
        Err(NoKey::NoUse { why, .. }) => Some(why),
        Ok(_) | Err(NoKey::Not(_)) => None,
    };
    assert_eq!(refused("revoked", at), Some(NoUse::Revoked));
    assert_eq!(refused("signing", at), Some(NoUse::CannotEncrypt));
    for name in ["ending", "part"] {
        let Some(NoUse::Expired { on: found }) = refused(name, later) else { unreachable!() };
        let hours = found.duration_since(on).as_hours().abs();
        assert!(hours <= 24, "{name} ends on the day that was asked for: {found}");
    }
    // A key of somebody else's subkey: the binding does not hold, so nothing is encrypted to it.
    let unbound = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjMEU/NfCxYJKwYBBAHaRw8BAQdAPwmJlL3ZFu1AUxl5NOSofIBzOhKA1i+AEJku\nQ+47JAY=\n-----END PGP PUBLIC KEY BLOCK-----";
    let Err(NoKey::NoUse { why, .. }) = usable_key(unbound, at) else { unreachable!() };
    assert_eq!(why, NoUse::Damaged, "nobody signed what it says of itself");
}

struct Maker {
    desk: Desk,
    hand: tidegate::clock::FixedClock,
    case: tidegate_core::id::CaseId,
    item: tidegate_core::id::ItemId,
    _folder: tempfile::TempDir,
}

impl Maker {
    /// A case about a product of an organisation that has a mailbox and these keys.
    async fn with(sink: &Sink, keys: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(START.parse().unwrap());
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        desk(&folder, sink, START).await.close().await.unwrap();
        let settings = settings_at(folder.path(), START).with_clock(clock);
        let desk = Desk::open(settings).await.unwrap();
        let case = desk.receive(&intake(CANARY)).await.unwrap().case;
        let (book, actor) = (book(), member());
        let errand = Errand { desk: &desk, book: &book, actor: &actor };
        errand.register_organisation(&profile(keys)).await.unwrap();
        errand.join(&case.to_string(), "Acme").await.unwrap();
        let opened = desk.open_case(&actor, case, "a test").await.unwrap();
        let mut items = opened.items().map(|item| &item.item);
        let item = items.find(|item| item.class == ContentClass::Technical).unwrap().id;
        Self { desk, hand, case, item, _folder: folder }
    }

    async fn let_out(&self) -> Result<bool, NotDone> {
        let (book, actor, session) = (book(), member(), SessionId::from_bytes([8; 16]));
        let errand = Errand { desk: &self.desk, book: &book, actor: &actor };
        let (name, by) = (self.case.to_string(), Carried::ByMail);
        let done = errand.let_out_to(&name, "Acme", self.item, session, by).await?;
        Ok(done.1.sent)
    }

    async fn posting(&self) -> Posting {
        mailed::round(&self.desk).await.unwrap();
        self.desk.postings(self.case).await.unwrap().remove(0)
    }
}

fn profile(keys: &[String]) -> Profile {
    Profile {
        name: "Acme".to_owned(),
        roles: vec!["manufacturer".to_owned()],
        established: "CN".to_owned(),
        contacts: vec!["psirt@acme.example".to_owned()],
        keys: keys.to_vec(),
        ..Profile::default()
    }
}

#[tokio::test]
async fn content_goes_by_mail_to_the_key_of_its_recipient_at_least_once_under_one_name() {
    let sink = Sink::start(&[Does::PutOff, Does::Take]);
    let own = OwnKey::new("Acme", "psirt@acme.example", START.parse().unwrap()).unwrap();
    let maker = Maker::with(&sink, &[own.public().unwrap()]).await;
    assert!(maker.let_out().await.unwrap());
    let put_off = maker.posting().await;
    assert!(matches!(put_off.standing, Standing::Failed { why: Why::PutOff(451), .. }));
    assert_eq!(maker.posting().await, put_off, "nothing is tried before its time");
    maker.hand.set(maker.desk.now() + jiff::SignedDuration::from_mins(3));
    assert!(matches!(maker.posting().await.standing, Standing::Sent { .. }));
    maker.hand.set(maker.desk.now() + jiff::SignedDuration::from_hours(100));
    maker.posting().await;
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    let dispatch = maker.desk.due_parcels(10).await.unwrap();
    assert_eq!(dispatch, [], "it is delivered");
    assert!(mails[0].contains("Subject: [...]") && !mails[0].contains(CANARY), "{}", mails[0]);
    let inner = opened(armour(&mails[0]).as_bytes(), &[own], nobody()).unwrap();
    let text = String::from_utf8(inner.bytes).unwrap();
    assert!(text.contains(CANARY) && text.contains("Content-Disposition: attachment"), "{text}");
    maker.desk.close().await.unwrap();
}

#[tokio::test]
async fn without_a_key_no_content_is_mailed_and_nothing_is_decided() {
    let sink = Sink::start(&[]);
    let maker = Maker::with(&sink, &[]).await;
    let Err(NotDone::Said(words)) = maker.let_out().await else { unreachable!() };
    assert!(words.en.contains("put its key into the register"), "{}", words.en);
    assert!(words.zh.contains("请在登记簿中登记其密钥"), "{}", words.zh);
    mailed::round(&maker.desk).await.unwrap();
    assert_eq!(sink.mails().len(), 0);
    assert_eq!(maker.desk.postings(maker.case).await.unwrap(), []);
    maker.desk.close().await.unwrap();
}

#[tokio::test]
async fn a_parcel_that_was_given_up_goes_once_the_register_has_another_key() {
    let sink = Sink::start(&[]);
    let maker = Maker::with(&sink, &[fixture("ending")]).await;
    assert!(maker.let_out().await.unwrap());
    maker.hand.set("2027-01-02T09:00:00Z".parse().unwrap());
    for _ in 0..12 {
        maker.posting().await;
        maker.hand.set(maker.desk.now() + jiff::SignedDuration::from_hours(25));
    }
    assert!(matches!(maker.posting().await.standing, Standing::GivenUp { .. }));
    assert_eq!(maker.desk.due_parcels(10).await.unwrap(), [], "it holds up no other");
    let own = OwnKey::new("Acme", "psirt@acme.example", START.parse().unwrap()).unwrap();
    let (book, actor) = (book(), member());
    let errand = Errand { desk: &maker.desk, book: &book, actor: &actor };
    let anew = profile(&[fixture("ending"), own.public().unwrap()]);
    errand.rewrite_organisation("Acme", &anew).await.unwrap();
    assert!(matches!(maker.posting().await.standing, Standing::Sent { .. }));
    assert_eq!(maker.desk.send_parcels_again(maker.case).await.unwrap(), 0);
    maker.desk.close().await.unwrap();
}

#[tokio::test]
async fn a_parcel_waits_for_a_key_that_ended_and_goes_to_the_new_one() {
    let sink = Sink::start(&[]);
    let maker = Maker::with(&sink, &[fixture("ending")]).await;
    assert!(maker.let_out().await.unwrap());
    maker.hand.set("2027-01-02T09:00:00Z".parse().unwrap());
    let waits = maker.posting().await;
    assert!(matches!(waits.standing, Standing::Failed { why: Why::KeyExpired, .. }));
    assert_eq!(sink.mails().len(), 0, "never in the clear");
    let own = OwnKey::new("Acme", "psirt@acme.example", START.parse().unwrap()).unwrap();
    let (book, actor) = (book(), member());
    let errand = Errand { desk: &maker.desk, book: &book, actor: &actor };
    let anew = profile(&[fixture("ending"), own.public().unwrap()]);
    errand.rewrite_organisation("Acme", &anew).await.unwrap();
    maker.hand.set(maker.desk.now() + jiff::SignedDuration::from_mins(3));
    assert!(matches!(maker.posting().await.standing, Standing::Sent { .. }));
    assert!(opened(armour(&sink.mails()[0]).as_bytes(), &[own], nobody()).unwrap().encrypted);
    maker.desk.close().await.unwrap();
}

//! How many statements a page puts to the store: as many for many rows as for few, never one for each row.
//!
//! The store's driver reports each statement to whoever listens in this process; so this test has a process to itself.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Request, header};
use tidegate::book;
use tidegate::clock::Clock;
use tidegate::clocks;
use tidegate::desk::{Desk, Intake, Order};
use tidegate::follow::Left;
use tidegate::people::MemberRole;
use tidegate::server::{Hosted, House, Limits, Server, Settings};
use tidegate::web::visit::session_cookie;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, Noted};
use tidegate_core::id::{CaseId, OfficeId};
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tower::ServiceExt as _;
use tracing::{Event, Metadata, Subscriber, span};

/// How many statements the store was asked.
static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

/// Counts what the store's driver reports.
struct Counting;

impl Subscriber for Counting {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, _: &Event<'_>) {
        STATEMENTS.fetch_add(1, Ordering::SeqCst);
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// A server that does not listen, so that nothing happens but what is asked for.
struct Quiet {
    house: Arc<House>,
    session: String,
}

impl Quiet {
    async fn open(folder: &Path) -> Self {
        let (book, clock) =
            (book::load(None).unwrap(), Clock::fixed("2026-11-02T09:00:00Z".parse().unwrap()));
        let settings = tidegate::desk::Settings::in_directory(folder, book.digest());
        let office = Office {
            id: OfficeId::from_bytes([7; 16]),
            name: Bilingual { en: "Test desk".into(), zh: "测试台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: Vec::new(),
            changes: Vec::new(),
            residency: None,
        };
        let desk = Desk::create(settings.with_clock(clock.clone()), office, "desk.example/log");
        let desk = desk.await.unwrap();
        let session = desk.begin_demonstration_session(MemberRole::Analyst).await.unwrap();
        desk.close().await.unwrap();
        let server = Server::open(Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            public: None,
            data: folder.to_owned(),
            book,
            clock,
            limits: Limits::default(),
            mails: tidegate::incoming::MailReader::Within,
            demonstration: false,
        });
        Self { house: Arc::clone(server.await.unwrap().house()), session }
    }

    fn hosted(&self) -> Arc<Hosted> {
        self.house.office("desk").unwrap()
    }

    /// Takes in so many reports, and lets the clocks be computed.
    async fn reports(&self, count: usize) {
        let hosted = self.hosted();
        for number in 0..count {
            let form = serde_json::json!({
                "product": { "name": "R7 router", "manufacturer": "Acme" },
                "flaw": { "title": format!("Report {number}"), "description": "An overflow." },
            });
            let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
            let intake = Intake::new(draft, "intake", "web form");
            hosted.desk().receive(&intake).await.unwrap();
        }
        while clocks::round(hosted.desk(), self.house.book(), 50).await.unwrap() == Left::More {}
    }

    /// Notes something in a case so many times.
    async fn notes(&self, case: CaseId, count: usize) {
        let (hosted, actor) = (self.hosted(), Actor::Member("analyst".to_owned()));
        for number in 0..count {
            let noted = Noted { text: format!("call {number}") };
            let order = Order::new(Command::new(Verb::Note(noted), "a call"));
            hosted.desk().act(&actor, case, &order).await.unwrap();
        }
    }

    /// How many statements an address takes, once the connections of the store are open.
    async fn statements(&self, path: &str) -> usize {
        self.page(path).await;
        let before = STATEMENTS.load(Ordering::SeqCst);
        self.page(path).await;
        STATEMENTS.load(Ordering::SeqCst) - before
    }

    async fn page(&self, path: &str) {
        let cookie = format!("{}={}", session_cookie(&self.hosted()), self.session);
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
        let answer = tidegate::web::routes(&self.house).oneshot(request.unwrap()).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn no_page_asks_the_store_more_often_for_more_rows() {
    tracing::subscriber::set_global_default(Counting).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let quiet = Quiet::open(folder.path()).await;
    quiet.reports(10).await;
    let first = quiet.hosted().desk().cases(None, 1).await.unwrap().remove(0);
    let case = format!("/at/desk/cases/{}", first.handle);
    let pages = ["/", "/at/desk", "/at/desk/cases", &case];
    let mut few = Vec::new();
    for path in pages {
        few.push(quiet.statements(path).await);
    }
    quiet.notes(first.case, 90).await;
    quiet.reports(90).await;
    let mut many = Vec::new();
    for path in pages {
        many.push(quiet.statements(path).await);
    }
    assert_eq!(few, many, "with 10 cases and events, and with 100: {pages:?}");
    assert!(few.iter().max() > Some(&3), "the statements are not seen: {few:?}");
}

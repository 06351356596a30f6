//! A server on a port of its own with two offices in a temporary folder, and a visitor without a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use tidegate::book;
use tidegate::clock::Clock;
use tidegate::desk::{Desk, Intake, Taken};
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate::server::{Hosted, House, Limits, Rate, Server, Settings};
use tidegate::web::visit::{VISITOR, session_cookie};
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Change, Changed, Office, Reception};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The instant at which the server's clock stands.
pub(crate) const NOW: &str = "2026-11-02T09:00:00Z";
/// The cookie of whoever asks.
const WHO: &str = "0123456789abcdef0123456789abcdef";

pub(crate) struct Served {
    house: Arc<House>,
    accounts: BTreeMap<(&'static str, MemberRole), Account>,
    stop: watch::Sender<bool>,
    task: JoinHandle<anyhow::Result<()>>,
    _folder: tempfile::TempDir,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) to: String,
    pub(crate) kind: String,
    pub(crate) text: String,
}

fn office(seed: u8) -> Office {
    Office {
        id: OfficeId::from_bytes([seed; 16]),
        name: Bilingual { en: format!("Test desk {seed}"), zh: format!("测试台{seed}") },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: BTreeSet::new(),
        positions: Vec::new(),
        changes: vec![Change {
            what: Changed::Reports {
                about: if seed == 1 { Reception::Own } else { Reception::Public },
            },
            recorded: Timestamp::UNIX_EPOCH,
            from: date(1970, 1, 1),
            by: "Wang Fang".into(),
            reason: "so it is".into(),
        }],
        residency: None,
    }
}

impl Served {
    /// Serves two offices in China: `here` takes in reports about its own products and has a member of every role;
    /// `there` is a platform for those of others, is not filed, and has an analyst.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (book, clock) = (book::load(None).unwrap(), Clock::fixed(NOW.parse().unwrap()));
        let mut accounts = BTreeMap::new();
        let all: [(&'static str, &[MemberRole]); 2] =
            [("here", &MemberRole::ALL), ("there", &[MemberRole::Analyst])];
        for (seed, (slug, roles)) in (1_u8..).zip(all) {
            let settings =
                tidegate::desk::Settings::in_directory(folder.path().join(slug), book.digest())
                    .with_clock(clock.clone());
            let origin = format!("{slug}.example/log");
            let desk = Desk::create(settings, office(seed), &origin).await.unwrap();
            for role in roles {
                let words = Passphrase::new("four calm words here");
                let at = desk.now();
                let account =
                    Account::new(role.word(), role.word(), BTreeSet::from([*role]), &words, at);
                let account = account.unwrap();
                desk.add_account(&account).await.unwrap().unwrap();
                accounts.insert((slug, *role), account);
            }
            desk.close().await.unwrap();
        }
        let often = Rate { times: 1_000_000, seconds: 1 };
        let server = Server::open(Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            public: None,
            data: folder.path().to_owned(),
            book,
            clock,
            limits: Limits { requests: often, ..Limits::default() },
            demonstration: false,
        });
        let server = server.await.unwrap();
        let house = Arc::clone(server.house());
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(server.run(stopped));
        Self { house, accounts, stop, task, _folder: folder }
    }

    /// Ends it; everything that was begun is finished and closed.
    pub(crate) async fn end(self) {
        let Self { house, stop, task, _folder, .. } = self;
        drop(house);
        stop.send(true).unwrap();
        task.await.unwrap().unwrap();
    }

    pub(crate) fn hosted(&self, slug: &str) -> Arc<Hosted> {
        self.house.office(slug).unwrap()
    }

    /// The secret of a new session of the member with this role.
    pub(crate) async fn session(&self, slug: &'static str, role: MemberRole) -> String {
        let account = &self.accounts[&(slug, role)];
        self.hosted(slug).desk().begin_session(account).await.unwrap()
    }

    /// The token of the forms of whoever asks.
    pub(crate) fn token(&self) -> String {
        self.house.form_token(WHO)
    }

    /// A report that is taken in at an office.
    pub(crate) async fn report(&self, slug: &str, description: &str) -> Taken {
        let form = serde_json::json!({
            "product": { "name": "R7 router", "manufacturer": "Acme" },
            "flaw": { "description": description, "title": "Overflow in the parser" },
            "reporter": { "standing": "named", "name": "Mei Lin" },
        });
        let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
        let intake = Intake::new(draft, "intake", "web form");
        self.hosted(slug).desk().receive(&intake).await.unwrap()
    }

    /// Asks as a browser does; `session` is a secret that is presented to the office `here`.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        session: Option<&str>,
        form: &[(&str, &str)],
    ) -> Answer {
        let cookie = session.map_or_else(String::new, |secret| {
            format!("; {}={secret}", session_cookie(&self.hosted("here")))
        });
        let cookie = format!("{VISITOR}={WHO}{cookie}");
        let address = format!("{}{path}", self.house.public());
        let token = self.token();
        let mut fields = vec![("token", token.as_str())];
        fields.extend(form);
        let body = serde_urlencoded::to_string(fields).unwrap();
        let method = method.to_owned();
        let asked = tokio::task::spawn_blocking(move || {
            let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false);
            let agent: ureq::Agent = config.max_redirects_will_error(false).build().into();
            match method.as_str() {
                "GET" => agent.get(&address).header("cookie", &cookie).call(),
                _ => agent
                    .post(&address)
                    .header("cookie", &cookie)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .send(body),
            }
        });
        let mut response = asked.await.unwrap().unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (to, kind) = (header("location"), header("content-type"));
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string().unwrap_or_default();
        Answer { status, to, kind, text }
    }
}

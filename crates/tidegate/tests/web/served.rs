//! A server on a port of its own with three offices in a temporary folder, and a visitor without a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use tidegate::book;
use tidegate::clock::Clock;
use tidegate::desk::{Desk, Intake, Taken, Terms};
use tidegate::errand::Errand;
use tidegate::incoming::{Bounds, MailReader};
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate::server::{Hosted, House, Limits, Rate, Server, Settings};
use tidegate::web::visit::{VISITOR, session_cookie};
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, OfficeId, PartyId};
use tidegate_core::office::{
    Bilingual, Change, Changed, Filing, ListedTask, Office, Position, Reception, TaskList,
};
use tidegate_core::organisation::Profile;
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tidegate_law::{FactName, FactValue};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The instant at which the server's clock stands.
pub(crate) const NOW: &str = "2026-11-02T09:00:00Z";
/// The passphrase of every member.
pub(crate) const PASSPHRASE: &str = "four calm words here";
/// What a member of an office can be.
const MEMBERS: [MemberRole; 8] = [
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Analyst,
    MemberRole::DecisionMaker,
    MemberRole::Coordinator,
    MemberRole::Auditor,
    MemberRole::Administrator,
    MemberRole::ContactKeeper,
];
/// The terms of the office `yonder`.
pub(crate) const TERMS: &str = "No suit against <whoever> reports in good faith.";
/// The cookie of whoever asks.
const WHO: &str = "0123456789abcdef0123456789abcdef";

pub(crate) struct Served {
    pub(crate) house: Arc<House>,
    accounts: BTreeMap<(&'static str, MemberRole), Account>,
    clock: Clock,
    stop: watch::Sender<bool>,
    task: JoinHandle<anyhow::Result<()>>,
    folder: tempfile::TempDir,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) to: String,
    pub(crate) kind: String,
    pub(crate) tag: String,
    pub(crate) link: String,
    pub(crate) cookies: Vec<String>,
    pub(crate) text: String,
}

/// A file that the server gave, with its headers.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) bytes: Vec<u8>,
}

fn office(seed: u8, positions: Vec<Position>) -> Office {
    Office {
        id: OfficeId::from_bytes([seed; 16]),
        name: Bilingual { en: format!("Test desk {seed}"), zh: format!("测试台{seed}") },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: BTreeSet::new(),
        positions,
        changes: changes(seed),
        residency: None,
    }
}

/// Which reports the office takes in, its queues, and its list of tasks.
fn changes(seed: u8) -> Vec<Change> {
    let about = if seed == 2 { Reception::Public } else { Reception::Own };
    let name = |text: &str| Bilingual { en: text.to_owned(), zh: format!("{text} 队列") };
    let queue = |word: &str| Changed::Queue { word: word.to_owned(), name: Some(name(word)) };
    let task = |what: &str, hours| ListedTask { what: what.to_owned(), hours };
    let tasks = vec![task("ask the manufacturer", Some(24)), task("draft the advisory", None)];
    let list = Some(TaskList { name: name("disclosure"), tasks });
    let all = [
        Changed::Reports { about },
        queue("triage"),
        queue("second-look"),
        Changed::Tasks { word: "disclosure".to_owned(), list },
        Changed::Names { names: vec!["Test works".to_owned()] },
    ];
    let recorded = |what| Change {
        what,
        recorded: Timestamp::UNIX_EPOCH,
        from: date(1970, 1, 1),
        by: "Wang Fang".into(),
        reason: "so it is".into(),
    };
    all.map(recorded).into()
}

/// What the office `yonder` decided about itself: which authority it is, and its terms of good faith.
fn decided(desk: &mut Desk) {
    let terms = Bilingual { en: TERMS.to_owned(), zh: "不起诉善意报告者。".to_owned() };
    let key = Some("cn_miit".parse().unwrap());
    for what in [Changed::Authority { key }, Changed::GoodFaith { terms: Some(terms) }] {
        let (by, reason) = ("Wang Fang".to_owned(), "decided".to_owned());
        desk.change_office(what, Terms { by, reason, from: None }).unwrap();
    }
}

/// The platform of an office is filed from now on.
fn file(desk: &mut Desk) {
    let (number, authority) = ("NVDB-7".to_owned(), "cn_miit".to_owned());
    let filing = Changed::Filed(Filing { number, authority, filed: date(2026, 1, 5) });
    let (by, reason) = ("Wang Fang".to_owned(), "filed".to_owned());
    desk.change_office(filing, Terms { by, reason, from: None }).unwrap();
}

impl Served {
    /// Serves three offices in China: `here` takes in reports about its own products and has a member of every role;
    /// `there` is a platform for those of others, is not filed, and has an analyst; `yonder` is an authority with terms
    /// of good faith, and has nobody.
    pub(crate) async fn start() -> Self {
        let often = Rate { times: 1_000_000, seconds: 1 };
        Self::with(Limits { requests: often, ..Limits::default() }).await
    }

    /// The same with limits of its own.
    pub(crate) async fn with(limits: Limits) -> Self {
        Self::opened(limits, Vec::new()).await
    }

    /// The same where each office took a position on a reading.
    pub(crate) async fn holding(fact: &str, value: &str) -> Self {
        let often = Rate { times: 1_000_000, seconds: 1 };
        let position = Position {
            fact: FactName::new(fact),
            value: FactValue::symbol(value),
            adopted: date(2021, 9, 1),
            by: "Wang Fang".to_owned(),
            reason: "as the book suggests".to_owned(),
        };
        Self::opened(Limits { requests: often, ..Limits::default() }, vec![position]).await
    }

    /// The same where `there` is filed and takes in reports.
    pub(crate) async fn filed() -> Self {
        let often = Rate { times: 1_000_000, seconds: 1 };
        Self::set_up(Limits { requests: often, ..Limits::default() }, Vec::new(), true).await
    }

    async fn opened(limits: Limits, positions: Vec<Position>) -> Self {
        Self::set_up(limits, positions, false).await
    }

    async fn set_up(limits: Limits, positions: Vec<Position>, filed: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (book, clock) = (book::load(None).unwrap(), Clock::fixed(NOW.parse().unwrap()));
        let mut accounts = BTreeMap::new();
        let all: [(&'static str, &[MemberRole]); 3] =
            [("here", &MEMBERS), ("there", &[MemberRole::Analyst]), ("yonder", &[])];
        for (seed, (slug, roles)) in (1_u8..).zip(all) {
            let settings =
                tidegate::desk::Settings::in_directory(folder.path().join(slug), book.digest())
                    .with_clock(clock.clone());
            let origin = format!("{slug}.example/log");
            let mut desk =
                Desk::create(settings, office(seed, positions.clone()), &origin).await.unwrap();
            if slug == "yonder" {
                decided(&mut desk);
            }
            if slug == "there" && filed {
                file(&mut desk);
            }
            for role in roles {
                let words = Passphrase::new(PASSPHRASE);
                let at = desk.now();
                let account =
                    Account::new(role.word(), role.word(), BTreeSet::from([*role]), &words, at);
                let account = account.unwrap();
                desk.add_account(&account).await.unwrap().unwrap();
                accounts.insert((slug, *role), account);
            }
            desk.close().await.unwrap();
        }
        let hands = clock.clone();
        let server = Server::open(Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            public: None,
            data: folder.path().to_owned(),
            book,
            clock,
            limits,
            mails: MailReader::Apart {
                program: env!("CARGO_BIN_EXE_tidegate").into(),
                bounds: Bounds::default(),
            },
            demonstration: false,
        });
        let server = server.await.unwrap();
        let house = Arc::clone(server.house());
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(server.run(stopped));
        Self { house, accounts, clock: hands, stop, task, folder }
    }

    /// Ends it; everything that was begun is finished and closed.
    pub(crate) async fn end(self) {
        let Self { house, stop, task, folder, .. } = self;
        drop(house);
        stop.send(true).unwrap();
        task.await.unwrap().unwrap();
        drop(folder);
    }

    /// A second passes.
    pub(crate) fn tick(&self) {
        self.pass(jiff::SignedDuration::from_secs(1));
    }

    /// So much time passes.
    pub(crate) fn pass(&self, time: jiff::SignedDuration) {
        let Clock::Fixed(hand) = &self.clock else { unreachable!() };
        hand.set(self.clock.now() + time);
    }

    /// Where the server keeps everything.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) fn hosted(&self, slug: &str) -> Arc<Hosted> {
        self.house.office(slug).unwrap()
    }

    /// The secret of a new session of the member with this role.
    pub(crate) async fn session(&self, slug: &'static str, role: MemberRole) -> String {
        let account = &self.accounts[&(slug, role)];
        self.hosted(slug).desk().begin_session(account).await.unwrap()
    }

    /// What the members of an office are, each with an account.
    pub(crate) fn roles(&self, slug: &str) -> Vec<MemberRole> {
        self.accounts.keys().filter(|(at, _)| *at == slug).map(|(_, role)| *role).collect()
    }

    /// The id of an organisation of an office's register; it is added where there is none of the name.
    pub(crate) async fn organisation(&self, slug: &str, name: &str) -> PartyId {
        let hosted = self.hosted(slug);
        let (book, actor) = (self.house.book(), Actor::Member("administrator".to_owned()));
        let errand = Errand { desk: hosted.desk(), book, actor: &actor };
        if let Ok(entry) = errand.named_organisation(name).await {
            return entry.organisation.id;
        }
        let profile = Profile {
            name: name.to_owned(),
            roles: vec!["manufacturer".to_owned()],
            ..Profile::default()
        };
        errand.register_organisation(&profile).await.unwrap().id.parse().unwrap()
    }

    /// The secret of a new session of somebody of an organisation with this role.
    pub(crate) async fn session_of_person(
        &self,
        slug: &str,
        name: &str,
        role: MemberRole,
    ) -> String {
        let hosted = self.hosted(slug);
        let desk = hosted.desk();
        let organisation = self.organisation(slug, name).await;
        let known = desk.accounts_of(organisation).await.unwrap();
        let found = known.into_iter().find(|one| one.roles.contains(&role));
        let account = match found {
            Some(account) => account,
            None => {
                let login = format!("{}.{role}", name.to_lowercase().replace(' ', "-"));
                let words = Passphrase::new(PASSPHRASE);
                let roles = BTreeSet::from([role]);
                let new = Account::new(&login, &login, roles, &words, desk.now()).unwrap();
                let new = new.of_organisation(organisation);
                desk.add_account(&new).await.unwrap().unwrap();
                new
            }
        };
        desk.begin_session(&account).await.unwrap()
    }

    /// The cookie by which whoever asks is known, as name and value.
    pub(crate) fn visitor(&self) -> (String, String) {
        (VISITOR.to_owned(), WHO.to_owned())
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

    /// Fetches a file as a program does, without cookies; `known` is the mark of what it has already.
    pub(crate) async fn fetch(&self, path: &str, known: Option<&str>) -> Fetched {
        let (address, known) = (format!("{}{path}", self.house.public()), known.map(str::to_owned));
        let asked = tokio::task::spawn_blocking(move || {
            let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false);
            let agent: ureq::Agent = config.max_redirects_will_error(false).build().into();
            let request = agent.get(&address);
            match known {
                Some(known) => request.header("if-none-match", known).call(),
                None => request.call(),
            }
        });
        let mut response = asked.await.unwrap().unwrap();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let headers = headers.collect();
        let status = response.status().as_u16();
        Fetched { status, headers, bytes: response.body_mut().read_to_vec().unwrap() }
    }

    /// Asks as a browser does; `session` is a secret that is presented to the office `here`.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        session: Option<&str>,
        form: &[(&str, &str)],
    ) -> Answer {
        if let (true, Some(secret)) = (path.starts_with("/api/"), session) {
            let bearer = format!("Bearer {secret}");
            let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
            return self.send(method, path, &headers, "").await;
        }
        let slug = path.strip_prefix("/at/").and_then(|rest| rest.split('/').next());
        let known = slug.filter(|slug| self.house.office(slug).is_some()).unwrap_or("here");
        let cookie =
            session.map(|secret| format!("{}={secret}", session_cookie(&self.hosted(known))));
        self.ask_with(method, path, cookie.as_deref(), form).await
    }

    /// The cookie of the finder of a case at an office, who gave the code.
    pub(crate) async fn finder(&self, slug: &str, case: CaseId) -> String {
        let secret = self.hosted(slug).desk().begin_stay(case).await.unwrap();
        format!("tidegate-finder-{slug}={secret}")
    }

    /// Asks with a cookie beside that of the visitor.
    pub(crate) async fn ask_with(
        &self,
        method: &str,
        path: &str,
        cookie: Option<&str>,
        form: &[(&str, &str)],
    ) -> Answer {
        let cookie = cookie.map_or_else(String::new, |cookie| format!("; {cookie}"));
        let cookie = format!("{VISITOR}={WHO}{cookie}");
        let token = self.token();
        let mut fields = vec![("token", token.as_str())];
        fields.extend(form);
        let body = serde_urlencoded::to_string(fields).unwrap();
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send(method, path, &[("cookie", &cookie), kind], &body).await
    }

    /// The address of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.house.public())
    }

    /// Asks as a program does.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(self.address(path));
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        let body = if method == "GET" { Vec::new() } else { body.as_ref().to_vec() };
        let request = request.body(body).unwrap();
        let asked = tokio::task::spawn_blocking(move || {
            let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false);
            let config = config.max_redirects_will_error(false).allow_non_standard_methods(true);
            let agent: ureq::Agent = config.build().into();
            agent.run(request)
        });
        let mut response = asked.await.unwrap().unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (to, kind) = (header("location"), header("content-type"));
        let (tag, link) = (header("etag"), header("link"));
        let cookies = response.headers().get_all("set-cookie").iter();
        let cookies = cookies.filter_map(|value| Some(value.to_str().ok()?.to_owned())).collect();
        let status = response.status().as_u16();
        // A file that is no text is read as far as it is one.
        let bytes = response.body_mut().read_to_vec().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, to, kind, tag, link, cookies, text }
    }
}

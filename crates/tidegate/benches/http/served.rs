//! An office in a folder of its own, served from a process of its own: this program again, with the server's limits
//! set so high that they are not what is measured. Everything else is as `tidegate serve` has it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tidegate::book;
use tidegate::clock::Clock;
use tidegate::desk::{Desk, Settings};
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate::server::{Limits, Rate, Server};
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Change, Changed, Office, Reception};
use tidegate_core::place::Jurisdiction;

use crate::machine;

/// The argument that makes this program a server.
pub(crate) const SERVE: &str = "--serve";
/// The name of the office in addresses.
pub(crate) const SLUG: &str = "desk";

/// A server in a process of its own, which ends with this.
pub(crate) struct Served {
    process: Child,
    /// Where it is reached, such as `http://127.0.0.1:40001`.
    pub(crate) address: String,
}

impl Served {
    /// Serves the office in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args([SERVE.as_ref(), folder.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Self { process, address: line.trim().to_owned() }
    }

    /// The time that it has had of the cores so far.
    pub(crate) fn spent(&self) -> Duration {
        machine::spent(self.process.id())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // The end of its input asks it to stop; it closes the office in order.
        drop(self.process.stdin.take());
        let _ended = self.process.wait();
    }
}

/// The server: says where it listens, and stops when its input ends.
pub(crate) fn serve(folder: &Path) {
    let settings = tidegate::server::Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        public: None,
        data: folder.to_owned(),
        book: book::load(None).unwrap(),
        clock: Clock::System,
        limits: limits(),
        mails: tidegate::incoming::MailReader::Within,
        demonstration: false,
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let server = Server::open(settings).await.unwrap();
        println!("{}", server.address());
        let (stop, stopped) = tokio::sync::watch::channel(false);
        std::thread::spawn(move || {
            let _end = std::io::stdin().read_to_end(&mut Vec::new());
            let _heard = stop.send(true);
        });
        server.run(stopped).await.unwrap();
    });
}

/// All clients of a bench come from one address; so its limits are those of a crowd.
fn limits() -> Limits {
    let crowd = Rate { times: 100_000_000, seconds: 1 };
    Limits { reports: crowd, requests: crowd, attempts: crowd, ..Limits::default() }
}

/// A new office in `folder`.
pub(crate) async fn office(folder: &Path) -> Desk {
    let office = Office {
        id: OfficeId::from_bytes([7; 16]),
        name: Bilingual { en: "Bench".into(), zh: "测试台".into() },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: BTreeSet::new(),
        positions: Vec::new(),
        changes: vec![Change {
            what: Changed::Reports { about: Reception::Own },
            recorded: jiff::Timestamp::UNIX_EPOCH,
            from: jiff::civil::date(1970, 1, 1),
            by: "Wang Fang".into(),
            reason: "a bench".into(),
        }],
        residency: None,
    };
    let book = book::load(None).unwrap();
    let settings = Settings::in_directory(folder, book.digest());
    Desk::create(settings, office, "desk.example/log").await.unwrap()
}

/// A member who works on cases, signed in; gives the secret of the session.
pub(crate) async fn member(desk: &Desk) -> String {
    let (words, roles) =
        (Passphrase::new("four calm words here"), BTreeSet::from([MemberRole::Analyst]));
    let account = Account::new("analyst", "An analyst", roles, &words, desk.now()).unwrap();
    desk.add_account(&account).await.unwrap().unwrap();
    desk.begin_session(&account).await.unwrap()
}

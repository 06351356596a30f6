//! The server: opens the offices, listens, and closes everything in order.
//!
//! One process serves one office or several; each has its own folder, keys, database and log, and nothing crosses
//! between them but a dispatch that arrives as a report. The server reads the clock through the desk, keeps nothing in
//! memory that it would miss after a crash, and stops by finishing what it began. What it answers to is in
//! [`crate::web`]; what happens without being asked, in [`crate::worker`].

mod hosted;
mod house;
mod limits;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::book::Loaded;
use crate::clock::Clock;
use crate::incoming::MailReader;

pub use hosted::{Hosted, OpenOffice, Slug};
pub use house::House;
pub use limits::{Limits, Rate, Rates};

/// What a server is started with.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address at which people reach it, such as `https://desk.example`; from `listen` if not given.
    pub public: Option<String>,
    /// The folder of one office, or of several, each in a folder of its own.
    pub data: PathBuf,
    /// The book.
    pub book: Loaded,
    /// What tells the time.
    pub clock: Clock,
    /// What is allowed in size and number.
    pub limits: Limits,
    /// Who reads the mails that come in.
    pub mails: MailReader,
    /// Whether everything is a demonstration that reaches nobody.
    pub demonstration: bool,
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    house: Arc<House>,
}

impl Server {
    /// Opens the offices and the port.
    ///
    /// # Errors
    /// An office that cannot be opened, or an address that is in use.
    pub async fn open(settings: Settings) -> anyhow::Result<Self> {
        let listen = settings.listen;
        let listener = TcpListener::bind(listen)
            .await
            .with_context(|| format!("listening on {listen}; choose another with --listen"))?;
        let address = listener.local_addr().context("reading the address that was opened")?;
        let house = Arc::new(House::open(settings, address).await?);
        Ok(Self { listener, house })
    }

    /// What it serves.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// Where it is reached, such as `http://127.0.0.1:8470`.
    #[must_use]
    pub fn address(&self) -> &str {
        self.house.public()
    }

    /// Answers until `stop` turns true or its sender is gone, then finishes what was begun and closes the offices.
    ///
    /// # Errors
    /// What the listener or the closing of an office may give.
    pub async fn run(self, mut stop: watch::Receiver<bool>) -> anyhow::Result<()> {
        let Self { listener, house } = self;
        let routes = crate::web::routes(&house);
        let worker = crate::worker::start(&house);
        let stopped = async move { while !*stop.borrow() && stop.changed().await.is_ok() {} };
        let service = routes.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stopped)
            .await
            .context("answering requests")?;
        worker.stop().await;
        match alone(house).await {
            Some(house) => house.close().await,
            None => anyhow::bail!("a request is still at work; the offices were not closed"),
        }
    }
}

/// How often it is looked whether the last connection has let go, and how long between two looks.
const LOOKS: u32 = 200;
const BETWEEN: Duration = Duration::from_millis(25);

/// What nobody else holds any more. A connection says that it has ended a moment before its task lets go of what it
/// served from, so this waits, five seconds at most.
async fn alone<T>(mut shared: Arc<T>) -> Option<T> {
    for _ in 0..LOOKS {
        shared = match Arc::try_unwrap(shared) {
            Ok(alone) => return Some(alone),
            Err(shared) => shared,
        };
        tokio::time::sleep(BETWEEN).await;
    }
    Arc::into_inner(shared)
}

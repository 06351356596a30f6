//! `tidegate serve`: the server with its pages and its interface.

use std::net::SocketAddr;

use anyhow::Context as _;
use fluent_bundle::FluentValue;
use tokio::sync::watch;

use super::{Exit, Failure, Globals, Terminal};
use crate::server::{Limits, Server, Settings};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8470", env = "TIDEGATE_LISTEN")]
    listen: SocketAddr,
    #[arg(long, value_name = "URL", env = "TIDEGATE_PUBLIC")]
    public: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    journal();
    let settings = Settings {
        listen: arguments.listen,
        public: arguments.public.clone(),
        data: globals.data.clone(),
        book: globals.book()?,
        clock: globals.clock.clone(),
        limits: Limits::default(),
        demonstration: false,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("starting the program's own scheduler")?.block_on(async {
        let server = Server::open(settings).await?;
        let address = FluentValue::from(server.address().to_owned());
        terminal.line(&terminal.with("serve-listens", [("address", address)]))?;
        terminal.flush()?;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(async move {
            asked_to_stop().await;
            // The server may have ended by itself; then nobody listens.
            let _ended = stop.send(true);
        });
        server.run(stopped).await?;
        Ok(Exit::Done)
    })
}

/// Waits for an interrupt from the keyboard or a request to end.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut end) = signal(SignalKind::terminate()) else {
        let _heard = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = end.recv() => {}
    }
}

/// The server's own journal, to standard error; it never holds content, names or values of addresses.
fn journal() {
    use std::io::IsTerminal;
    let started = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .with_max_level(tracing::Level::WARN)
        .try_init();
    // A second server in one process, as in tests, shares the first one's journal.
    drop(started);
}

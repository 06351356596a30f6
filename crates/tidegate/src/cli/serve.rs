//! `tidegate serve`: the server with its pages and its interface.

use std::net::SocketAddr;

use anyhow::Context as _;
use fluent_bundle::FluentValue;
use tokio::sync::watch;

use super::{Exit, Failure, Globals, Terminal, usage};
use crate::demonstration;
use crate::incoming::MailReader;
use crate::server::{Limits, Rate, Server, Settings};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8470", env = "TIDEGATE_LISTEN")]
    listen: SocketAddr,
    #[arg(long, value_name = "URL", env = "TIDEGATE_PUBLIC")]
    public: Option<String>,
    #[arg(long, value_name = "NUMBER", env = "TIDEGATE_ATTEMPTS")]
    attempts: Option<u32>,
    #[arg(long, value_name = "NUMBER", env = "TIDEGATE_REPORTS")]
    reports: Option<u32>,
    #[arg(long)]
    demo: bool,
}

impl Arguments {
    /// What is allowed, with what was said otherwise.
    fn limits(&self) -> Limits {
        let usual = Limits::default();
        let said = |times: Option<u32>, usual: Rate| Rate {
            times: times.unwrap_or(usual.times).max(1),
            ..usual
        };
        Limits {
            attempts: said(self.attempts, usual.attempts),
            reports: said(self.reports, usual.reports),
            ..usual
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    journal();
    if arguments.demo && !arguments.listen.ip().is_loopback() {
        return Err(usage(terminal.say("serve-demo-loopback")));
    }
    let mut settings = Settings {
        listen: arguments.listen,
        public: arguments.public.clone(),
        data: globals.data.clone(),
        book: globals.book()?,
        clock: globals.clock.clone(),
        limits: arguments.limits(),
        mails: MailReader::of_this_program().map_err(Failure::Fault)?,
        demonstration: arguments.demo,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("starting the program's own scheduler")?.block_on(async {
        if arguments.demo {
            // A demonstration has a folder of its own, so that it never mixes with an office in earnest.
            let folder = globals.data.join("demonstration");
            settings.data = demonstration::ready(&folder, &settings.book, &settings.clock).await?;
        }
        let data = FluentValue::from(settings.data.display().to_string());
        let server = Server::open(settings).await?;
        let address = FluentValue::from(server.address().to_owned());
        let id = if arguments.demo { "serve-demo" } else { "serve-listens" };
        terminal.line(&terminal.with(id, [("address", address), ("data", data)]))?;
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

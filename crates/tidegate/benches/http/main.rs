//! One table of what the service does over HTTP on this machine, each figure beside a peer or a limit of the same run:
//! durable reports beside a plain Django and PostgreSQL intake, the times of pages beside 50 ms, the start and the
//! memory of the server beside 100 ms and 60 MB.
//!
//! `cargo bench -p tidegate --bench http`, or a part of it: `… --bench http -- intake`, `pages` or `start`. Nothing is
//! asserted: a figure that got worse is read by people. [`intake`] measures reports, [`pages`] pages, [`start`] the
//! start; [`seed`] fills an office, [`served`] serves it from a process of its own, [`load`] asks, [`peer`] is the peer.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench"
)]

mod intake;
mod load;
mod machine;
mod pages;
mod peer;
mod seed;
mod served;
mod start;

use comfy_table::Table;

/// What may be measured alone.
const PARTS: [&str; 3] = ["intake", "pages", "start"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [serve, folder] = &arguments[..]
        && serve == served::SERVE
    {
        return served::serve(folder.as_ref());
    }
    // `cargo test` builds benches and runs them without `--bench`: a bench is not a test.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let wanted = |part: &str| {
        let named = |argument: &String| PARTS.contains(&argument.as_str());
        !arguments.iter().any(named) || arguments.iter().any(|argument| argument == part)
    };
    let mut figures = Figures::new();
    if wanted("intake") {
        intake::measure(&mut figures);
    }
    if wanted("pages") {
        pages::measure(&mut figures);
    }
    if wanted("start") {
        start::measure(&mut figures);
    }
    println!("{}", figures.table);
}

/// The table as it grows.
pub(crate) struct Figures {
    table: Table,
}

impl Figures {
    fn new() -> Self {
        let mut table = Table::new();
        table.set_header(["what", "figure", "beside", "ratio", "load average"]);
        Self { table }
    }

    /// A figure, what it stands beside, how many times that it is, and how busy the machine was.
    pub(crate) fn row(&mut self, what: &str, figure: String, beside: String, ratio: Option<f64>) {
        let ratio = ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2} x"));
        let busy = machine::load_average();
        eprintln!("{what}: {figure}; {beside}; {ratio}; load average {busy}");
        self.table.add_row([what.to_owned(), figure, beside, ratio, busy]);
    }

    /// Something that could not be measured here.
    pub(crate) fn left_out(&mut self, what: &str, why: &str) {
        eprintln!("left out: {what}: {why}");
        self.table.add_row([what.to_owned(), "left out".to_owned(), why.to_owned()]);
    }
}

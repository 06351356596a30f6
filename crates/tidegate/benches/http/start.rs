//! How soon the program answers after it was started, and how much memory it holds, beside 100 ms and 60 MB.
//!
//! This is `tidegate serve` as it is, with its usual limits; so a thousand reports come from fifty visitors, each with
//! an address of its own on loopback.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpSocket;

use crate::load::report;
use crate::served::{SLUG, office};
use crate::{Figures, machine};

/// How often it is started.
const TIMES: usize = 10;
/// How many send reports.
const VISITORS: u8 = 50;
/// How many reports each sends: what the server allows in an hour.
const REPORTS: usize = 20;
/// From start to the first answer, in milliseconds.
const SOON: f64 = 100.0;
/// Memory, in megabytes.
const SMALL: f64 = 60.0;

pub(crate) fn measure(figures: &mut Figures) {
    let folder = machine::folder();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { office(folder.path()).await.close().await.unwrap() });
    let (mut times, mut memory) = (Vec::new(), 0.0);
    for _ in 0..TIMES {
        let (program, time) = Program::start(folder.path());
        times.push(time);
        memory = program.memory();
    }
    times.sort();
    let (half, most) = (times[TIMES / 2].as_secs_f64() * 1e3, times[TIMES - 1].as_secs_f64() * 1e3);
    let figure = format!("median {half:.0} ms, worst of {TIMES} {most:.0} ms");
    let limit = format!("limit {SOON:.0} ms");
    figures.row("cold start of `serve` to the first answer", figure, limit, Some(half / SOON));
    let limit = || format!("limit {SMALL:.0} MB");
    let figure = format!("{memory:.0} MB");
    figures.row("resident memory after it", figure, limit(), Some(memory / SMALL));
    let (program, _) = Program::start(folder.path());
    let what = "resident memory after 1,000 reports";
    match runtime.block_on(program.reports()) {
        Err(why) => figures.left_out(what, &why),
        Ok(()) => {
            let memory = program.memory();
            figures.row(what, format!("{memory:.0} MB"), limit(), Some(memory / SMALL));
        }
    }
}

/// The program as it serves.
struct Program {
    process: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts it; gives how long it took to the first answer.
    fn start(folder: &Path) -> (Self, Duration) {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let begun = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_tidegate"))
            .args(["serve", "--listen", &free.to_string(), "--data"])
            .arg(folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let program = Self { process, address: free };
        while !program.answers() {
            std::thread::sleep(Duration::from_millis(1));
        }
        (program, begun.elapsed())
    }

    /// Whether it answers with the first page.
    fn answers(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(self.address) else { return false };
        let asked = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let mut answer = Vec::new();
        let sent =
            stream.write_all(asked.as_bytes()).and_then(|()| stream.read_to_end(&mut answer));
        sent.is_ok() && answer.starts_with(b"HTTP/1.1 200 ")
    }

    fn memory(&self) -> f64 {
        machine::resident(self.process.id()).unwrap_or(f64::NAN)
    }

    /// Reports from every visitor, all visitors at once.
    async fn reports(&self) -> Result<(), String> {
        let address = self.address;
        let visit = |visitor| {
            tokio::spawn(async move {
                for _ in 0..REPORTS {
                    send(address, Ipv4Addr::new(127, 0, 1, visitor).into()).await?;
                }
                Ok::<(), String>(())
            })
        };
        let visits: Vec<_> = (1..=VISITORS).map(visit).collect();
        for visit in visits {
            visit.await.unwrap()?;
        }
        Ok(())
    }
}

/// One report from one address.
async fn send(to: SocketAddr, from: IpAddr) -> Result<(), String> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let body = report();
    let head = format!(
        "POST /api/v1/offices/{SLUG}/reports HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let asked = async {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(from, 0))?;
        let mut stream = socket.connect(to).await?;
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok::<String, std::io::Error>(answer)
    };
    let answer = asked.await.map_err(|error| error.to_string())?;
    let status = answer.lines().next().unwrap_or_default();
    if status.starts_with("HTTP/1.1 201 ") { Ok(()) } else { Err(format!("answered {status}")) }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}

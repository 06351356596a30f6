//! A mail relay and the other end of a webhook, on loopback, that do what a test tells them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};

use base64::Engine as _;
use tokio::sync::watch;

/// What the relay does with one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Takes the mail.
    Take,
    /// Hangs up in the middle of the mail.
    DropInData,
    /// Says at the recipient that it is to be tried later.
    PutOff,
    /// Refuses the recipient for good.
    Refuse,
    /// Says what is no SMTP.
    Garbage,
    /// Takes the mail and does not say so until it is released.
    TakeAndHold,
}

pub(crate) struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<String>>>,
    count: watch::Receiver<usize>,
    hold: Mutex<Option<mpsc::Sender<()>>>,
}

impl Sink {
    /// A relay that does this with its connections, one after the other, and then takes everything.
    pub(crate) fn start(does: &[Does]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let (hold, held) = mpsc::channel();
        let (counted, count) = watch::channel(0);
        let (kept, does) = (Arc::clone(&mails), does.to_vec());
        std::thread::spawn(move || {
            for (place, connection) in listener.incoming().enumerate() {
                let does = does.get(place).copied().unwrap_or(Does::Take);
                // A client that hangs up ends its connection and not the relay.
                let _spoken =
                    connection.and_then(|one| spoken(&one, does, &kept, (&counted, &held)));
            }
        });
        Self { port, mails, count, hold: Mutex::new(Some(hold)) }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What was taken so far.
    pub(crate) fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }

    /// Waits until so many were taken.
    pub(crate) async fn taken(&self, count: usize) {
        let mut counted = self.count.clone();
        counted.wait_for(|taken| *taken >= count).await.unwrap();
    }

    /// Lets the relay go on where it holds.
    pub(crate) fn release(&self) {
        self.hold.lock().unwrap().take();
    }

    /// The headers and the body of a mail, the body decoded.
    pub(crate) fn decoded(&self, place: usize) -> String {
        let mail = self.mails()[place].clone();
        let (head, body) = mail.split_once("\n\n").unwrap();
        let bytes = match head.contains("base64") {
            true => {
                let packed: String = body.split_whitespace().collect();
                base64::engine::general_purpose::STANDARD.decode(packed).unwrap()
            }
            false => quoted(body),
        };
        format!("{head}\n\n{}", String::from_utf8(bytes).unwrap())
    }
}

/// Quoted-printable, decoded (RFC 2045, section 6.7).
fn quoted(text: &str) -> Vec<u8> {
    let joined = text.replace("=\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    bytes
}

/// One conversation (RFC 5321).
fn spoken(
    stream: &TcpStream,
    does: Does,
    mails: &Mutex<Vec<String>>,
    (counted, held): (&watch::Sender<usize>, &mpsc::Receiver<()>),
) -> std::io::Result<()> {
    let (mut out, mut lines) = (stream, BufReader::new(stream).lines());
    let greeting = if does == Does::Garbage { "hello?\r\n" } else { "220 sink\r\n" };
    out.write_all(greeting.as_bytes())?;
    while let Some(line) = lines.next().transpose()? {
        let verb = line.split(' ').next().unwrap_or_default().to_uppercase();
        let answer: &[u8] = match (verb.as_str(), does) {
            ("RCPT", Does::PutOff) => b"451 later\r\n",
            ("RCPT", Does::Refuse) => b"550 no\r\n",
            ("DATA", _) => b"354 go on\r\n",
            ("QUIT", _) => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        out.write_all(answer)?;
        if verb != "DATA" {
            continue;
        }
        let mut mail = String::new();
        for line in lines.by_ref() {
            let line = line?;
            if does == Does::DropInData {
                return Ok(());
            }
            if line == "." {
                break;
            }
            mail.push_str(&line);
            mail.push('\n');
        }
        mails.lock().unwrap().push(mail);
        counted.send_modify(|taken| *taken += 1);
        if does == Does::TakeAndHold {
            // The sender is gone once the test lets go on.
            let _released = held.recv();
            return Ok(());
        }
        out.write_all(b"250 taken\r\n")?;
    }
    Ok(())
}

/// The other end of a webhook.
pub(crate) struct Hooked {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Hooked {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _asked = asked(&mut stream, &kept);
            }
        });
        Self { port, requests }
    }

    pub(crate) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://127.0.0.1:{}/hook", self.port)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn asked(stream: &mut TcpStream, requests: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (mut text, mut length) = (String::new(), 0);
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        text.push_str(&line);
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    text.push_str(&String::from_utf8_lossy(&body));
    requests.lock().unwrap().push(text);
    stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
}

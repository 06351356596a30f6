//! One table of what this machine does, each figure beside a peer or a limit of the same run:
//! decisions beside plain Cedar on the same rules, durable reports beside the disk's flush rate,
//! receipts beside one signature, and the start of the program.
//!
//! `cargo bench -p tidegate --bench table`

#![expect(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use comfy_table::Table;
use tidegate::desk::{Desk, Intake, Settings};
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tidegate_law::{Adoption, Book, LawInForce, Question, Reference, Situation, Truth};

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(3);

fn main() {
    // `cargo test` builds benches and runs them with `--test`: a bench is not a test.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let mut table = Table::new();
    table.set_header(["what", "figure", "beside", "ratio"]);
    decisions(&mut table);
    tokio::runtime::Runtime::new().unwrap().block_on(reports(&mut table));
    start(&mut table);
    println!("{table}");
}

/// Runs until the span is over and gives calls per second.
fn rate(mut call: impl FnMut(usize)) -> f64 {
    let started = Instant::now();
    let mut calls = 0;
    while started.elapsed() < SPAN {
        for _ in 0..16 {
            call(calls);
            calls += 1;
        }
    }
    calls as f64 / started.elapsed().as_secs_f64()
}

fn row(table: &mut Table, what: &str, figure: String, beside: String, ratio: String) {
    table.add_row([what.to_owned(), figure, beside, ratio]);
}

/// Whole situations that the world allows, drawn by a fixed generator.
fn situations(book: &Book, known: u64) -> Vec<Situation> {
    let schema = book.schema();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let possible = |situation: &Situation| {
        !book.world().iter().any(|known| known.condition.truth(situation) == Truth::False)
    };
    let mut drawn = Vec::new();
    while drawn.len() < 2_000 {
        let mut situation = Situation::assumed(schema);
        for entry in schema.facts() {
            if next() % 100 >= known {
                continue;
            }
            let value = &entry.values[next() as usize % entry.values.len()].value;
            let mut tried = situation.clone();
            tried.set(schema, schema.fact(&entry.name).unwrap(), value);
            if possible(&tried) {
                situation = tried;
            }
        }
        let complete =
            schema.facts().iter().all(|e| situation.is_known(schema.fact(&e.name).unwrap()));
        if known < 100 || complete {
            drawn.push(situation);
        }
    }
    drawn
}

const ACTS: [&str; 4] = ["share", "publish", "sell", "report"];

fn decisions(table: &mut Table) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let files = tidegate::book::read(&folder).unwrap();
    let started = Instant::now();
    let book = Book::load(&files).unwrap();
    let loading = started.elapsed().as_secs_f64();
    let adoption = Adoption {
        house: Default::default(),
        positions: book.suggested_positions(jiff::civil::date(2021, 1, 1), "bench"),
    };
    let law = book.in_force(&adoption, "2026-11-23T12:00:00Z".parse().unwrap());
    let (whole, partial) = (situations(&book, 100), situations(&book, 85));
    let (cedar, building) = cedar(&law, &whole);
    let compiled = decided(&law, &whole, |question| {
        black_box(law.decide(question));
    });
    let unknown = decided(&law, &partial, |question| {
        black_box(law.decide(question));
    });
    let answers = decided(&law, &partial, |question| {
        black_box(law.answer(question));
    });
    let rules = law.rules().len();
    let beside = format!("Cedar, request built before: {cedar:.0}/s");
    let figures = [
        (format!("decision with grounds, all known, {rules} rules in force, one core"), compiled),
        ("Cedar with the request built and checked each time".to_owned(), building),
        ("decision with 15 of 100 facts unknown".to_owned(), unknown),
        ("whole answer: readings, ways out".to_owned(), answers),
    ];
    for (what, figure) in figures {
        let ratio = format!("{:.2} x", figure / cedar);
        row(table, &what, format!("{figure:.0}/s"), beside.clone(), ratio);
    }
    let ratio = format!("{:.2} x", loading / 0.3);
    row(
        table,
        "loading the book",
        format!("{:.0} ms", loading * 1e3),
        "limit 300 ms".into(),
        ratio,
    );
}

/// Decisions of the compiled form per second.
fn decided(law: &LawInForce<'_>, list: &[Situation], mut call: impl FnMut(&Question<'_>)) -> f64 {
    let schema = law.book().schema();
    let acts: Vec<_> = ACTS.iter().map(|name| schema.act(name).unwrap()).collect();
    rate(|number| {
        let situation = &list[number % list.len()];
        let act = acts[number % acts.len()];
        call(&Question { act, situation, live: None, offers: &[] });
    })
}

/// Decisions of plain Cedar per second on the same rules: requests built before, and each time.
fn cedar(law: &LawInForce<'_>, list: &[Situation]) -> (f64, f64) {
    let reference = Reference::new(law).unwrap();
    let schema = law.book().schema();
    let acts: Vec<_> = ACTS.iter().map(|name| schema.act(name).unwrap()).collect();
    let request = |(place, situation)| {
        let name: &str = ACTS[place % ACTS.len()];
        reference.request(name, situation).unwrap()
    };
    let requests: Vec<_> = list.iter().enumerate().map(request).collect();
    let before = rate(|call| {
        black_box(reference.prohibitions_of(&requests[call % requests.len()]).unwrap());
    });
    let building = rate(|call| {
        let situation = &list[call % list.len()];
        black_box(reference.prohibitions(acts[call % acts.len()], situation).unwrap());
    });
    (before, building)
}

fn office() -> Office {
    Office {
        id: OfficeId::from_bytes([7; 16]),
        name: Bilingual { en: "Bench".into(), zh: "测试台".into() },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: Default::default(),
        positions: Vec::new(),
        changes: Vec::new(),
        residency: None,
    }
}

fn intake(number: usize) -> Intake {
    let form = serde_json::json!({
        "product": { "name": "R7 router", "manufacturer": "acme" },
        "flaw": { "title": format!("Report {number}"), "description": "x".repeat(2_000) },
    });
    Intake::new(Draft::from_json(form.to_string().as_bytes()).unwrap(), "bench", "bench")
}

async fn reports(table: &mut Table) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let flushes = flushes(folder.path());
    let settings = Settings::in_directory(folder.path().join("desk"), "bench");
    std::fs::create_dir_all(folder.path().join("desk")).unwrap();
    let desk = Arc::new(Desk::create(settings, office(), "desk.example/log").await.unwrap());
    for callers in [1, 64] {
        let before = desk.commits();
        let started = Instant::now();
        let mut tasks = Vec::new();
        for caller in 0..callers {
            let desk = Arc::clone(&desk);
            tasks.push(tokio::spawn(async move {
                let mut taken = 0;
                while started.elapsed() < SPAN {
                    desk.receive(&intake(caller * 1_000_000 + taken)).await.unwrap();
                    taken += 1;
                }
                taken
            }));
        }
        let mut taken = 0;
        for task in tasks {
            taken += task.await.unwrap();
        }
        let seconds = started.elapsed().as_secs_f64();
        let (rate, commits) = (taken as f64 / seconds, (desk.commits() - before) as f64 / seconds);
        row(
            table,
            &format!("durable reports of 2 kB with receipt, {callers} at once"),
            format!("{rate:.0}/s in {commits:.0} commits/s"),
            format!("flushes of the disk: {flushes:.0}/s"),
            format!("{:.2} x", rate / flushes),
        );
    }
    let taken = desk.receive(&intake(usize::MAX)).await.unwrap();
    let verified = rate(|_| {
        black_box(taken.receipt.verify(&taken.document, desk.log()).unwrap());
    });
    let signature = signature();
    row(
        table,
        "receipt verified",
        format!("{verified:.0}/s"),
        format!("one Ed25519 signature: {signature:.0}/s"),
        format!("{:.2} x", verified / signature),
    );
}

/// Signed notes of the log verified per second: the floor of any receipt.
fn signature() -> f64 {
    use tidegate_log::{Head, KeyName, Origin, SigningKey, TrustedLog};
    let key = SigningKey::from_seed(KeyName::parse("bench").unwrap(), &[7; 32]).unwrap();
    let origin = Origin::parse("bench").unwrap();
    let head = Head::new(origin.clone(), 0, tidegate_log::Hash::of_empty_tree());
    let note = head.sign(&key).unwrap();
    let log = TrustedLog::new(origin, key.verifier());
    rate(|_| {
        black_box(note.verify(log.keys()).unwrap());
    })
}

/// Appends of 4 kB, each flushed, per second.
fn flushes(folder: &Path) -> f64 {
    use std::io::Write as _;
    let mut file = std::fs::File::create(folder.join("flush")).unwrap();
    rate(|_| {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
    })
}

fn start(table: &mut Table) {
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..10 {
        let started = Instant::now();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_tidegate"))
            .args(["law", "list"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", child.id());
        while child.try_wait().unwrap().is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
            let kilobytes = line.split_whitespace().nth(1).and_then(|n| n.parse().ok());
            memory = memory.max(kilobytes.unwrap_or(0u64));
        }
        times.push(started.elapsed());
    }
    times.sort();
    let median = times[times.len() / 2].as_secs_f64() * 1e3;
    row(
        table,
        "cold start to the end of `law list`",
        format!("{median:.0} ms"),
        "limit 300 ms".into(),
        format!("{:.2} x", median / 300.0),
    );
    row(
        table,
        "largest resident memory seen there",
        format!("{} MB", memory / 1024),
        "limit 512 MB".into(),
        format!("{:.2} x", memory as f64 / 1024.0 / 512.0),
    );
}

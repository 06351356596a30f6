//! What the engine of the book does in a second on one core, beside Cedar on the same rules.
//!
//! `cargo bench -p tidegate-law --bench decisions`; words after `--` choose rows by what they say. It
//! asserts nothing; that the engines agree is what the tests are for.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a bench reads the repository's own book and a clock"
)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tidegate_law::{
    ActIndex, Adoption, Book, Decision, Ground, LawInForce, Owing, Question, Reference, Situation,
    SourceFile, Truth, Versions,
};

#[cfg(feature = "peers")]
#[path = "decisions/rego.rs"]
mod rego;

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(2);
const ACTS: [&str; 4] = ["share", "publish", "sell", "report"];

type Asked = (ActIndex, Situation);

fn main() {
    let mut chosen: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test` builds benches and runs them with `--test`: a bench is not a test.
    if chosen.iter().any(|argument| argument == "--test") {
        return;
    }
    chosen.retain(|argument| !argument.starts_with("--"));
    let book = book();
    let adoption = Adoption {
        house: BTreeSet::new(),
        positions: book.suggested_positions(jiff::civil::date(2021, 1, 1), "bench"),
    };
    let at: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let law = book.in_force(&adoption, at);
    let (rules, facts) = (law.rules().len(), book.schema().facts().len());
    println!("{rules} rules in force of {}, {facts} facts, one core", book.rules().len());
    let table = Table { chosen };
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let whole = draw.asked(&book, 100);
    let partial = draw.asked(&book, 85);
    table.decisions(&law, &whole, &partial);
    table.completions(&law, &mut draw);
    table.answers(&law, &whole, &partial);
    table.reevaluation(&law, &whole, &partial);
    table.concern(&partial);
    table.peers(&law, &whole);
}

struct Table {
    chosen: Vec<String>,
}

impl Table {
    /// Calls until the span is over, and says how many a second.
    fn row(&self, what: &str, mut call: impl FnMut(usize)) {
        let chosen = self.chosen.iter().any(|word| what.contains(word.as_str()));
        if !chosen && !self.chosen.is_empty() {
            return;
        }
        let (mut calls, started) = (0, Instant::now());
        while started.elapsed() < SPAN {
            for _ in 0..16 {
                call(calls);
                calls += 1;
            }
        }
        let each = started.elapsed().as_secs_f64() / calls as f64;
        println!("{what:<58} {:>12.0}/s {:>12.3} us", 1.0 / each, each * 1e6);
    }

    fn decisions(&self, law: &LawInForce<'_>, whole: &[Asked], partial: &[Asked]) {
        let mut sitting = law.sitting();
        for (known, list) in [("all known", whole), ("15 of 100 unknown", partial)] {
            self.row(&format!("outcome with grounds, {known}"), |call| {
                black_box(sitting.outcome(&question(&list[call % list.len()])));
            });
            self.row(&format!("decision in words, {known}"), |call| {
                black_box(law.decide(&question(&list[call % list.len()])));
            });
        }
    }

    fn completions(&self, law: &LawInForce<'_>, draw: &mut Draw) {
        for count in [6, 12] {
            let open = draw.open(law, count);
            if open.is_empty() {
                continue;
            }
            self.row(&format!("decision, {count} unknown facts named as open"), |call| {
                black_box(law.decide(&question(&open[call % open.len()])));
            });
            self.row(&format!("whole answer, {count} unknown facts named as open"), |call| {
                black_box(law.answer(&question(&open[call % open.len()])));
            });
        }
    }

    fn answers(&self, law: &LawInForce<'_>, whole: &[Asked], partial: &[Asked]) {
        let refused: Vec<&Asked> =
            whole.iter().filter(|one| !law.decide(&question(one)).kind().allows()).collect();
        self.row("whole answer with ways out, refused, all known", |call| {
            black_box(law.answer(&question(refused[call % refused.len()])));
        });
        self.row("whole answer, all known", |call| {
            black_box(law.answer(&question(&whole[call % whole.len()])));
        });
        self.row("whole answer, 15 of 100 unknown", |call| {
            black_box(law.answer(&question(&partial[call % partial.len()])));
        });
        let (book, adoption) = (law.book(), law.adoption());
        self.row("the law in force at an instant", |_| {
            black_box(book.in_force(adoption, law.at()));
        });
        self.row("duties of a party", |call| {
            let (_, situation) = &partial[call % partial.len()];
            let (product, place, zone) = (None, None, None);
            let owing = Owing { situation, product, clocks: &[], filings: &[], place, zone };
            black_box(book.duties(adoption, &owing, law.at()));
        });
    }

    /// A million situations under another adoption: which outcomes are others?
    fn reevaluation(&self, law: &LawInForce<'_>, whole: &[Asked], partial: &[Asked]) {
        let what = "a million situations under a changed book";
        if !self.chosen.is_empty() && !self.chosen.iter().any(|word| what.contains(word.as_str())) {
            return;
        }
        let house = law.book().statutes().iter().map(|statute| statute.matter.id.clone());
        let changed =
            Adoption { house: house.collect(), positions: law.adoption().positions.clone() };
        let changed = law.book().in_force(&changed, law.at());
        let (mut before, mut after) = (law.sitting(), changed.sitting());
        for (known, list) in [("all known", whole), ("15 of 100 unknown", partial)] {
            let (started, mut others) = (Instant::now(), 0);
            for number in 0..1_000_000 {
                let asked = question(&list[number % list.len()]);
                others += usize::from(before.outcome(&asked) != after.outcome(&asked));
            }
            let seconds = started.elapsed().as_secs_f64();
            println!("{what}, {known}: {seconds:.2} s, {others} outcomes are others");
        }
    }

    /// A million cases under an amended statute: which of them can it concern at all?
    fn concern(&self, partial: &[Asked]) {
        let what = "a million cases asked whether an amendment concerns them";
        if !self.chosen.is_empty() && !self.chosen.iter().any(|word| what.contains(word.as_str())) {
            return;
        }
        let old = files();
        let later = |file: &SourceFile| {
            let text = match file.text.split_once("@duty(\"early-warning\")") {
                Some((before, rule)) => {
                    let rule = rule.replacen("PT24H", "PT36H", 1);
                    format!("{before}@duty(\"early-warning\"){rule}")
                }
                None => file.text.clone(),
            };
            SourceFile::new(file.path.clone(), text)
        };
        let new: Vec<SourceFile> = old.iter().map(later).collect();
        let versions = Versions::load(&old, &new).unwrap();
        let concern = versions.concern(&Adoption::default());
        let forgotten = |(_, situation): &Asked| {
            let mut any = situation.clone();
            versions.old.forget_flow(&mut any);
            any
        };
        let any: Vec<Situation> = partial.iter().map(forgotten).collect();
        let (started, mut concerned) = (Instant::now(), 0);
        for number in 0..1_000_000 {
            let one = &any[number % any.len()];
            concerned += usize::from(concern.may_matter(one, one));
        }
        let seconds = started.elapsed().as_secs_f64();
        println!("{what}: {seconds:.2} s, {concerned} are");
    }

    fn peers(&self, law: &LawInForce<'_>, whole: &[Asked]) {
        let reference = Reference::new(law).unwrap();
        let schema = law.book().schema();
        let request = |(act, situation): &Asked| {
            reference.request(&schema.act_entry(*act).name, situation).unwrap()
        };
        let requests: Vec<_> = whole.iter().map(request).collect();
        self.row("Cedar, request built before", |call| {
            black_box(reference.prohibitions_of(&requests[call % requests.len()]).unwrap());
        });
        self.row("Cedar, request built and checked each time", |call| {
            let (act, situation) = &whole[call % whole.len()];
            black_box(reference.prohibitions(*act, situation).unwrap());
        });
        #[cfg(feature = "peers")]
        rego::rows(self, law, &reference, whole);
    }
}

fn question((act, situation): &Asked) -> Question<'_> {
    Question { act: *act, situation, live: None, offers: &[] }
}

fn book() -> Book {
    Book::load(&files()).unwrap()
}

fn files() -> Vec<SourceFile> {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile::new(name, text));
            }
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files);
    files
}

/// Situations that the world allows, by a fixed generator.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize
    }

    /// Two thousand, the acts in turn, with so many of a hundred facts known.
    fn asked(&mut self, book: &Book, known: usize) -> Vec<Asked> {
        let act = |number: usize| book.schema().act(ACTS[number % ACTS.len()]).unwrap();
        (0..2_000).map(|number| (act(number), self.situation(book, known))).collect()
    }

    fn situation(&mut self, book: &Book, known: usize) -> Situation {
        let schema = book.schema();
        let possible = |situation: &Situation| {
            !book.world().iter().any(|known| known.condition.truth(situation) == Truth::False)
        };
        loop {
            let mut situation = Situation::assumed(schema);
            for entry in schema.facts() {
                if self.next() % 100 >= known {
                    continue;
                }
                let value = &entry.values[self.next() % entry.values.len()].value;
                let mut tried = situation.clone();
                tried.set(schema, schema.fact(&entry.name).unwrap(), value);
                if possible(&tried) {
                    situation = tried;
                }
            }
            let is_known = |name| situation.is_known(schema.fact(name).unwrap());
            if known < 100 || schema.facts().iter().all(|entry| is_known(&entry.name)) {
                return situation;
            }
        }
    }

    /// Situations whose refusal names so many unknown facts.
    fn open(&mut self, law: &LawInForce<'_>, count: usize) -> Vec<Asked> {
        let mut found = Vec::new();
        for number in 0..20_000 {
            let known = 40 + self.next() % 50;
            let act = law.book().schema().act(ACTS[number % ACTS.len()]).unwrap();
            let asked = (act, self.situation(law.book(), known));
            if named(&law.decide(&question(&asked))) == count {
                found.push(asked);
            }
            if found.len() == 100 {
                break;
            }
        }
        found
    }
}

/// How many unknown facts the grounds of a refusal name; none where they are too many to go through.
fn named(decision: &Decision) -> usize {
    let mut names = BTreeSet::new();
    for ground in decision.grounds() {
        match ground {
            Ground::Open { unknown, .. } => names.extend(unknown),
            Ground::TooMuchUnknown { .. } => return 0,
            Ground::Rule { .. } | Ground::Contradiction { .. } => {}
        }
    }
    names.len()
}

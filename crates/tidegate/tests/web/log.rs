//! The log as anybody fetches it: files that rebuild the signed root, proofs that hold, and nothing else at any address.

use std::collections::BTreeMap;

use tidegate_core::receipt::Receipt;
use tidegate_log::fsck::check_copy;
use tidegate_log::tiles::{Tile, TileReader, read_bundle};
use tidegate_log::tree::Frontier;
use tidegate_log::{Checkpoint, Hash, LeafHash, Proof, TrustedLog};

use crate::served::{Fetched, Served};

const LOG: &str = "/at/here/log";

/// What is no tile: other spellings, other levels and widths, and ways out of the folder.
const HOSTILE: [&str; 33] = [
    "0",
    "0/",
    "0/0",
    "0/0000",
    "0/000/",
    "00/000",
    "8/000",
    "63/000",
    "-1/000",
    "256/000",
    "0/000.p/0",
    "0/000.p/256",
    "0/000.p/01",
    "0/000.p/",
    "0/x000/001",
    "0/%78001",
    "data/000",
    "../checkpoint",
    "0/../../checkpoint",
    "..%2f..%2f..%2foffice.json",
    "%2e%2e/office.json",
    "%2e%2e/%2e%2e/keys/root.key",
    "0/000%00",
    "0/%ff%fe",
    "0/000.p/1%0a",
    "/0/000",
    "0//000",
    "entries/.000.new",
    "entries",
    "0/x999/x999/x999/x999/x999/x999/x999/999",
    "0/000.p%2f1x",
    "18446744073709551616/000",
    "0/000?x=../../office.json&y",
];

fn trusted(served: &Served) -> TrustedLog {
    served.hosted("here").desk().log().clone()
}

async fn size(served: &Served) -> u64 {
    served.hosted("here").desk().head().await.unwrap().unwrap().size
}

/// The checkpoint under which a report was acknowledged.
fn under(receipt: &Receipt, log: &TrustedLog) -> Checkpoint {
    let proof = tidegate_log::Receipt::parse(receipt.proof.as_bytes()).unwrap();
    Checkpoint::verify(&proof.proof().checkpoint().to_bytes(), log).unwrap()
}

async fn checkpoint(served: &Served) -> Checkpoint {
    let fetched = served.fetch(&format!("{LOG}/checkpoint"), None).await;
    assert_eq!(fetched.status, 200);
    Checkpoint::verify(&fetched.bytes, &trusted(served)).unwrap()
}

/// Every file that the list names.
async fn copy(served: &Served) -> BTreeMap<String, Fetched> {
    let list = served.fetch(&format!("{LOG}/files"), None).await;
    let mut files = BTreeMap::new();
    for path in String::from_utf8(list.bytes).unwrap().lines() {
        let fetched = served.fetch(&format!("{LOG}/{path}"), None).await;
        assert_eq!(fetched.status, 200, "{path}");
        files.insert(path.to_owned(), fetched);
    }
    files
}

/// The hashes and the checkpoint of a consistency proof, as a witness reads them.
fn read_extension(bytes: &[u8], log: &TrustedLog) -> (u64, Vec<Hash>, Checkpoint) {
    let text = std::str::from_utf8(bytes).unwrap();
    let (lines, note) = text.split_once("\n\n").unwrap();
    let mut lines = lines.lines();
    let old = lines.next().unwrap().strip_prefix("old ").unwrap().parse().unwrap();
    let hashes = lines.map(|line| Hash::from_base64(line).unwrap()).collect();
    (old, hashes, Checkpoint::verify(note.as_bytes(), log).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_rebuild_the_signed_root_and_are_kept_as_long_as_they_stay() {
    let served = Served::start().await;
    // Enough for a tile that is full.
    while size(&served).await <= 256 {
        served.report("here", "overflow").await;
    }
    let (files, log) = (copy(&served).await, trusted(&served));
    let read = |tile: &Tile| files.get(&tile.to_string()).map(|file| file.bytes.clone());
    let note = &files["checkpoint"].bytes;
    let outcome = check_copy(&log, &[note], read);
    let signed = Checkpoint::verify(note, &log).unwrap();
    assert!(outcome.findings.is_clean(), "{:?}", outcome.findings);
    assert_eq!((outcome.size, outcome.root), (signed.size(), Some(*signed.root().as_hash())));
    assert_eq!(signed.size(), size(&served).await, "what was acknowledged is published");

    let caching = |path: &str| files[path].headers["cache-control"].as_str();
    let kind = |path: &str| files[path].headers["content-type"].as_str();
    for path in ["tile/0/000", "tile/entries/000"] {
        assert_eq!(caching(path), "public, max-age=31536000, immutable");
        assert_eq!(kind(path), "application/octet-stream");
    }
    let partial = files.keys().find(|path| path.starts_with("tile/0/001.p/")).unwrap();
    assert_eq!(caching(partial), "public, max-age=60");
    assert_eq!(caching("checkpoint"), "no-cache");
    assert_eq!(kind("checkpoint"), "text/plain; charset=utf-8");

    // Whoever has the checkpoint already is told so, until there is another.
    let mark = files["checkpoint"].headers["etag"].as_str();
    let path = format!("{LOG}/checkpoint");
    let same = served.fetch(&path, Some(mark)).await;
    assert_eq!((same.status, same.bytes.len()), (304, 0));
    served.report("here", "another").await;
    assert_eq!(served.fetch(&path, Some(mark)).await.status, 200);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tiles_of_every_checkpoint_that_was_signed_are_served() {
    let served = Served::start().await;
    let log = trusted(&served);
    let early = under(&served.report("here", "first").await.receipt, &log);
    for _ in 0..3 {
        served.report("here", "later").await;
    }
    // No files were ever written at the size of the receipt; they are cut from those that were.
    assert!(checkpoint(&served).await.size() > early.size());
    let mut tiles = BTreeMap::new();
    for tile in tidegate_log::tiles::all(early.size()) {
        let fetched = served.fetch(&format!("{LOG}/{tile}"), None).await;
        assert_eq!(fetched.status, 200, "{tile}");
        tiles.insert(tile, fetched.bytes);
    }
    let nodes = TileReader::new(early.size(), |tile: &Tile| tiles.get(tile).cloned());
    let rebuilt = Frontier::from_nodes(early.size(), &nodes).unwrap().root();
    assert_eq!(rebuilt, *early.root().as_hash());
    let outcome = check_copy(&log, &[early.note().to_bytes()], |tile| tiles.get(tile).cloned());
    assert!(outcome.findings.is_clean(), "{:?}", outcome.findings);
    // What is wider than the log is not there.
    let wider = format!("{LOG}/tile/0/000.p/255");
    assert_eq!(served.fetch(&wider, None).await.status, 404);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_a_tile_can_be_named() {
    let served = Served::start().await;
    served.report("here", "overflow").await;
    let long = format!("0/{}000", "x001/".repeat(4_000));
    let mut wrong = Vec::new();
    for path in HOSTILE.into_iter().chain([long.as_str()]) {
        let fetched = served.fetch(&format!("{LOG}/tile/{path}"), None).await;
        let said = String::from_utf8_lossy(&fetched.bytes);
        if !matches!(fetched.status, 400 | 404)
            || said.contains("BEGIN")
            || said.contains("log_key")
        {
            wrong.push(format!("{path:.60}: {}", fetched.status));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    for path in [
        "proof",
        "proof?entry=-1",
        "proof?entry=99999999999999999999",
        "proof?entry=7000",
        "consistency",
        "consistency?from=0",
        "consistency?from=2&to=1",
        "consistency?from=x",
        "proof?entry=0&size=18446744073709551615",
        "consistency?from=9223372036854775808",
    ] {
        let fetched = served.fetch(&format!("{LOG}/{path}"), None).await;
        assert!(matches!(fetched.status, 400 | 404), "{path}: {}", fetched.status);
    }
    for query in
        ["entry=abc", "entry=7000", "from=0", "from=5&to=x", "entry=1&size=0", "from=%3Cb%3E"]
    {
        let answer = served.ask("GET", &format!("{LOG}?{query}"), None, &[]).await;
        assert_eq!(answer.status, 200, "{query}");
        assert!(answer.text.contains("note permit_if") && !answer.text.contains("<b>"), "{query}");
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_proved_under_every_size_that_was_signed() {
    let served = Served::start().await;
    let log = trusted(&served);
    let early = under(&served.report("here", "first").await.receipt, &log);
    served.report("here", "second").await;
    let newest = checkpoint(&served).await;
    let bundle = Tile::parse(&format!("tile/entries/000.p/{}", newest.size())).unwrap();
    let bytes = served.fetch(&format!("{LOG}/{bundle}"), None).await.bytes;
    let entries = read_bundle(&bytes, bundle.width()).unwrap();
    let index = early.size() - 1;
    for (query, size) in [
        (format!("entry={index}"), newest.size()),
        (format!("entry={index}&size={}", early.size()), early.size()),
    ] {
        let fetched = served.fetch(&format!("{LOG}/proof?{query}"), None).await;
        assert!(fetched.headers["content-disposition"].ends_with(".tlog-proof\""));
        let proof = Proof::parse(&fetched.bytes).unwrap();
        let leaf = |index: u64| LeafHash::of(entries[usize::try_from(index).unwrap()]);
        let inclusion = proof.verify(&log, leaf(index)).unwrap();
        assert_eq!((inclusion.index(), inclusion.checkpoint().size()), (index, size));
        assert!(proof.verify(&log, leaf(0)).is_err(), "of another entry it proves nothing");
    }
    // A report leaves several entries under one head: within them no head was signed.
    let unsigned = early.size() + 1;
    let page = served.ask("GET", &format!("{LOG}?entry=0&size={unsigned}"), None, &[]).await;
    assert!(page.text.contains(&format!("The next one was signed at {}.", newest.size())));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_log_is_shown_to_begin_with_an_earlier_one_and_a_changed_proof_shows_nothing() {
    let served = Served::start().await;
    let log = trusted(&served);
    let early = under(&served.report("here", "first").await.receipt, &log);
    let middle = under(&served.report("here", "second").await.receipt, &log);
    served.report("here", "third").await;
    for to in [format!("&to={}", middle.size()), String::new()] {
        let path = format!("{LOG}/consistency?from={}{to}", early.size());
        let bytes = served.fetch(&path, None).await.bytes;
        let (old, hashes, later) = read_extension(&bytes, &log);
        assert_eq!(old, early.size());
        assert_eq!(later.extends(&early, &hashes), Ok(()));
        for place in 0..hashes.len() {
            let mut changed = hashes.clone();
            let mut one = *changed[place].as_bytes();
            one[7] ^= 1;
            changed[place] = Hash::new(one);
            assert!(later.extends(&early, &changed).is_err(), "hash {place}");
        }
        assert!(later.extends(&early, &hashes[1..]).is_err());
        assert!(later.extends(&middle, &hashes).is_err(), "it is about another size");
    }
    let page = served.ask("GET", &format!("{LOG}?from={}", early.size()), None, &[]).await;
    assert!(page.text.contains("the roots agree") && page.text.contains("in the same order"));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_where_the_log_stands_in_both_languages_and_nothing_of_what_it_holds() {
    let served = Served::start().await;
    let taken = served.report("here", "a heap overflow in the parser").await;
    let newest = checkpoint(&served).await;
    let said = [("en", "does not prove", "signed root"), ("zh", "它不证明", "已签名的根")];
    for (language, not, root) in said {
        let path = format!("{LOG}?lang={language}&entry=0");
        let page = served.ask("GET", &path, None, &[]).await;
        assert_eq!(page.status, 200);
        // Askama writes `+` and `=` of base64 as they are.
        for shown in [
            newest.origin().as_str(),
            &newest.root().as_hash().to_string(),
            &served.hosted("here").desk().log().keys()[0].to_string(),
            newest.note().to_string().lines().last().unwrap(),
            "<svg class=\"tree\"",
            "role=\"img\" aria-label=",
            "tidegate log check copy --key",
            not,
            root,
        ] {
            assert!(page.text.contains(shown), "{language}: {shown}");
        }
        let case = taken.case.to_string();
        for hidden in
            [taken.handle.as_str(), case.as_str(), "overflow", "R7 router", "Acme", "Mei Lin"]
        {
            assert!(!page.text.contains(hidden), "{language}: {hidden}");
        }
    }
    // The front of the office and the check of a receipt lead here.
    for path in ["/at/here", "/verify"] {
        let page = served.ask("GET", path, None, &[]).await;
        assert!(page.text.contains("href=\"/at/here/log\""), "{path}");
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_entry_of_a_case_leads_to_its_proof() {
    use tidegate::people::MemberRole;
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "overflow").await;
    let path = format!("/at/here/cases/{}", taken.handle);
    let page = served.ask("GET", &path, Some(&session), &[]).await;
    // The opening of the case is the newest entry, and among those that are shown.
    let leaves = size(&served).await;
    for leaf in 0..leaves {
        let link = format!("href=\"/at/here/log?entry={leaf}#look\"");
        assert!(page.text.contains(&link), "entry {leaf} of {leaves}");
    }
    served.end().await;
}

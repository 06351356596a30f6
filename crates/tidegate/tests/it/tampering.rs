//! Whoever holds the files and not the keys can change them, but not unnoticed.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use tidegate::desk::{Archive, Desk, DeskError, Order};
use tidegate::store::writer::WriterError;
use tidegate_core::command::{Command, Verb};
use tidegate_core::declaration::{DataKept, Declaration, Declared, Keeps};
use tidegate_core::event::{Erased, Noted};
use tidegate_core::place::Jurisdiction;

use crate::house::{book, copy, desk_by_hand, fsck, intake, member, reopened, settings};

/// An office with four cases, one of them erased, decisions, reads and notes.
async fn furnished(directory: &Path) {
    let desk = desk_by_hand(directory).await;
    let mut cases = Vec::new();
    for n in 0..4 {
        let taken = desk.receive(&intake(&format!("flaw {n}")).with_key(format!("k{n}"))).await;
        cases.push(taken.unwrap().case);
    }
    let note = Verb::Note(Noted { text: "called".to_owned() });
    let note = Order::new(Command::new(note, "telephone"));
    desk.act(&member(), cases[0], &note).await.unwrap();
    desk.open_case(&member(), cases[1], "triage").await.unwrap();
    let erased = Erased { items: Default::default(), ground: "court order".to_owned() };
    desk.erase_case(&member(), cases[3], "letter", &erased, &book()).await.unwrap();
    desk.close().await.unwrap();
}

async fn database(directory: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(directory.join("tidegate.db"))
        .foreign_keys(false)
        .connect()
        .await
        .unwrap()
}

/// Runs one statement as a thief of the database would.
async fn sql(directory: &Path, statement: &str) {
    let mut database = database(directory).await;
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut database).await;
    assert!(done.unwrap().rows_affected() > 0, "`{statement}` changed nothing");
    database.close().await.unwrap();
}

/// Flips one bit in the middle of a blob or text of every row, one row at a time, and back again.
async fn flip_each(
    archive: &Archive,
    database: &mut SqliteConnection,
    table: &str,
    column: &str,
    which: &str,
) -> usize {
    let rows =
        format!("SELECT rowid, CAST({column} AS BLOB), typeof({column}) FROM {table} {which}");
    let rows = sqlx::query(AssertSqlSafe(rows)).fetch_all(&mut *database).await.unwrap();
    assert!(!rows.is_empty(), "{table}.{column} has no rows");
    for row in &rows {
        let (id, mut bytes, kind): (i64, Vec<u8>, String) = (row.get(0), row.get(1), row.get(2));
        let update = format!("UPDATE {table} SET {column} = CAST($1 AS {kind}) WHERE rowid = $2");
        let middle = bytes.len() / 2;
        for flipped in [true, false] {
            bytes[middle] ^= 1;
            let update = sqlx::query(AssertSqlSafe(update.clone())).bind(&bytes).bind(id);
            update.execute(&mut *database).await.unwrap();
            if flipped {
                let report = archive.fsck(&[]).await.unwrap();
                assert!(!report.is_clean(), "a flip in {table}.{column}, row {id}, is not found");
            }
        }
    }
    rows.len()
}

#[tokio::test]
async fn a_flipped_bit_in_any_sealed_or_logged_column_is_found() {
    let dir = tempfile::tempdir().unwrap();
    furnished(dir.path()).await;
    let (archive, pen) = Archive::open(&settings(dir.path())).await.unwrap();
    let mut database = database(dir.path()).await;
    let clean = archive.fsck(&[]).await.unwrap();
    assert!(clean.is_clean(), "{:#?}", clean.lines());
    // Of an erased case nothing can be opened any more; its leaves are covered by the log.
    let alive = "WHERE case_id IN (SELECT case_id FROM cases WHERE state <> 'erased')";
    let mut found = 0;
    for (table, column, which) in [
        ("events", "sealed", alive),
        ("records", "sealed", alive),
        ("items", "sealed", alive),
        ("erasures", "sealed", ""),
        ("log_leaves", "data", ""),
        ("log_nodes", "hash", ""),
        ("log_heads", "root", ""),
        ("log_heads", "note", ""),
    ] {
        found += flip_each(&archive, &mut database, table, column, which).await;
    }
    println!("{found} flipped bits, all found");
    assert!(archive.fsck(&[]).await.unwrap().is_clean(), "every bit was flipped back");
    pen.close().await.unwrap();
}

#[tokio::test]
async fn a_deleted_swapped_or_rewritten_row_is_found() {
    let dir = tempfile::tempdir().unwrap();
    furnished(dir.path()).await;
    let open = "(SELECT case_id FROM cases WHERE state <> 'erased' ORDER BY case_id LIMIT 1)";
    let other = "(SELECT case_id FROM cases WHERE state <> 'erased' ORDER BY case_id DESC LIMIT 1)";
    let deeds = [
        // Deleted.
        "DELETE FROM events WHERE seq = 2".to_owned(),
        format!("DELETE FROM events WHERE case_id = {open} AND seq = (SELECT max(seq) FROM events WHERE case_id = {open})"),
        "DELETE FROM records WHERE kind = 'read'".to_owned(),
        "DELETE FROM records WHERE kind = 'contents'".to_owned(),
        format!("DELETE FROM items WHERE rowid = (SELECT max(rowid) FROM items WHERE case_id = {open})"),
        "DELETE FROM erasures".to_owned(),
        format!("DELETE FROM cases WHERE case_id = {open}"),
        "DELETE FROM log_leaves WHERE leaf = 5".to_owned(),
        "DELETE FROM log_leaves WHERE leaf = (SELECT max(leaf) FROM log_leaves)".to_owned(),
        "DELETE FROM log_nodes WHERE level = 1 AND node = 1".to_owned(),
        "DELETE FROM log_heads WHERE size = (SELECT max(size) FROM log_heads)".to_owned(),
        // A whole case with all that it has, leaves left standing.
        format!(
            "DELETE FROM events WHERE case_id = {open}; DELETE FROM records WHERE case_id = {open}; \
             DELETE FROM items WHERE case_id = {open}; DELETE FROM cases WHERE case_id = {open}"
        ),
        // Swapped within a case, between cases, and between leaves.
        format!(
            "UPDATE events SET sealed = (SELECT e.sealed FROM events e WHERE e.case_id = events.case_id \
             AND e.seq = 3 - events.seq) WHERE case_id = {open} AND seq IN (1, 2)"
        ),
        format!(
            "UPDATE events SET sealed = (SELECT e.sealed FROM events e WHERE e.case_id = {other} \
             AND e.seq = 1) WHERE case_id = {open} AND seq = 1"
        ),
        format!(
            "UPDATE events SET leaf = -1 - leaf WHERE case_id = {open} AND seq IN (1, 2); \
             UPDATE events SET leaf = (SELECT -1 - e.leaf FROM events e WHERE e.case_id = events.case_id \
             AND e.seq = 3 - events.seq) WHERE case_id = {open} AND seq = 1; \
             UPDATE events SET leaf = (SELECT e.leaf - 1 FROM events e WHERE e.case_id = events.case_id \
             AND e.seq = 1) WHERE case_id = {open} AND seq = 2"
        ),
        format!(
            "UPDATE items SET sealed = (SELECT i.sealed FROM items i WHERE i.case_id = {other} LIMIT 1) \
             WHERE case_id = {open}"
        ),
        // Moved to another case, seq and all.
        format!(
            "UPDATE events SET case_id = {other}, seq = 99 WHERE case_id = {open} AND seq = 1"
        ),
        // Added.
        format!("INSERT INTO items SELECT office, case_id, 'item_00000000000000000000000001', recorded, sealed FROM items WHERE case_id = {open} LIMIT 1"),
        "INSERT INTO log_leaves SELECT office, leaf + 1, data FROM log_leaves ORDER BY leaf DESC LIMIT 1".to_owned(),
        // Rewritten in the clear.
        format!("UPDATE cases SET state = 'closed' WHERE case_id = {open}"),
        format!("UPDATE cases SET state = 'erased' WHERE case_id = {open}"),
        "UPDATE cases SET state = 'received' WHERE state = 'erased'".to_owned(),
        format!("UPDATE cases SET version = version - 1 WHERE case_id = {open}"),
        format!("UPDATE cases SET opened = opened - 86400000 WHERE case_id = {open}"),
        format!("UPDATE cases SET handle = '2020-00000-00000' WHERE case_id = {open}"),
        format!("UPDATE events SET recorded = recorded - 86400000 WHERE case_id = {open} AND seq = 0"),
        "UPDATE records SET kind = 'decision' WHERE kind = 'read'".to_owned(),
        "UPDATE commands SET leaf = 1000000".to_owned(),
    ];
    for deed in &deeds {
        let copied = tempfile::tempdir().unwrap();
        copy(dir.path(), copied.path());
        sql(copied.path(), deed).await;
        let report = fsck(copied.path(), &[]).await;
        assert!(!report.is_clean(), "not found: {deed}");
    }
    println!("{} deeds, all found", deeds.len());
}

#[tokio::test]
async fn a_declaration_that_is_taken_out_of_its_register_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_by_hand(dir.path()).await;
    for place in ["ledger", "archive"] {
        let kept = DataKept {
            name: place.to_owned(),
            keeps: Keeps::Store,
            place: Jurisdiction::CN,
            goes_abroad: false,
        };
        let declared = Declared {
            declaration: Declaration::Data(kept),
            put: Vec::new(),
            duties: Vec::new(),
            book: book().digest().to_owned(),
            decided_by: "Wang Fang".to_owned(),
            reasons: None,
            replaces: None,
        };
        let made = desk.declare::<DeskError>(&member(), |_| Ok(declared.clone())).await;
        made.unwrap();
    }
    desk.close().await.unwrap();
    assert!(fsck(dir.path(), &[]).await.is_clean());
    let first = "(SELECT name FROM shelf WHERE room = 'declared' ORDER BY name LIMIT 1)";
    for deed in [
        format!("DELETE FROM shelf WHERE name = {first}"),
        format!("UPDATE shelf SET due = due - 86400000 WHERE name = {first}"),
        format!(
            "UPDATE shelf SET sealed = (SELECT sealed FROM shelf WHERE room = 'declared' ORDER BY name DESC LIMIT 1) WHERE name = {first}"
        ),
    ] {
        let copied = tempfile::tempdir().unwrap();
        copy(dir.path(), copied.path());
        sql(copied.path(), &deed).await;
        let report = fsck(copied.path(), &[]).await;
        assert_eq!(report.records.len(), 1, "{deed}: {:#?}", report.lines());
    }
}

#[tokio::test]
async fn a_store_that_was_rolled_back_is_found_by_its_files_or_by_a_receipt() {
    let dir = tempfile::tempdir().unwrap();
    furnished(dir.path()).await;
    let (before, rolled) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copy(dir.path(), before.path());
    let desk = reopened(dir.path()).await;
    let taken = desk.receive(&intake("the report that shall vanish")).await.unwrap();
    desk.close().await.unwrap();
    let proof = tidegate_log::Receipt::parse(taken.receipt.proof.as_bytes()).unwrap();
    let receipt = proof.proof().checkpoint().to_bytes();

    // The database alone: the log's files tell.
    copy(dir.path(), rolled.path());
    std::fs::copy(before.path().join("tidegate.db"), rolled.path().join("tidegate.db")).unwrap();
    assert!(!fsck(rolled.path(), &[]).await.is_clean());
    let desk = Desk::open(settings(rolled.path())).await.unwrap();
    assert!(matches!(desk.sync().await, Err(DeskError::Projection(_))), "files stay as they are");
    assert!(desk.close().await.is_err());

    // Everything at once: only what is outside can tell, and it does.
    assert!(fsck(before.path(), &[]).await.is_clean());
    assert!(!fsck(before.path(), &[receipt]).await.is_clean());
}

#[tokio::test]
async fn a_log_whose_head_was_changed_does_not_start() {
    let dir = tempfile::tempdir().unwrap();
    furnished(dir.path()).await;
    for deed in [
        "UPDATE log_heads SET root = zeroblob(32) WHERE size = (SELECT max(size) FROM log_heads)",
        "DELETE FROM log_nodes WHERE level = (SELECT max(level) FROM log_nodes)",
        "UPDATE log_heads SET note = (SELECT note FROM log_heads ORDER BY size LIMIT 1) \
         WHERE size = (SELECT max(size) FROM log_heads)",
    ] {
        let copied = tempfile::tempdir().unwrap();
        copy(dir.path(), copied.path());
        sql(copied.path(), deed).await;
        let opened = Desk::open(settings(copied.path())).await;
        assert!(matches!(opened, Err(DeskError::Writer(WriterError::Log(_)))), "{deed}");
    }
}

#[tokio::test]
async fn a_head_left_unsigned_by_a_crash_is_signed_at_the_next_start_with_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    furnished(dir.path()).await;
    let desk = reopened(dir.path()).await;
    let signed = desk.head().await.unwrap().unwrap();
    desk.close().await.unwrap();
    let unsign = "UPDATE log_heads SET note = NULL WHERE size = (SELECT max(size) FROM log_heads)";
    sql(dir.path(), unsign).await;
    let desk = reopened(dir.path()).await;
    assert_eq!(desk.head().await.unwrap().unwrap(), signed);
    desk.close().await.unwrap();
    assert!(fsck(dir.path(), &[]).await.is_clean());
}

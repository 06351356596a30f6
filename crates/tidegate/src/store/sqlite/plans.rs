//! How the engine finds the rows of each statement: by an index, and of one case by the case. A statement that walks
//! through everything is as fast as any other in a small office, and stands still in a large one.

use sqlx::{AssertSqlSafe, Row as _};
use tidegate_core::id::OfficeId;

use super::Sqlite;

/// The sources in which the statements are written.
const SOURCES: [&str; 3] =
    [include_str!("read.rs"), include_str!("write.rs"), include_str!("shelf.rs")];

/// The whole statements among the texts of the sources, their lines joined.
fn statements() -> Vec<String> {
    let texts = SOURCES.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
    let verbs = ["SELECT ", "UPDATE ", "DELETE "];
    let whole = |text: &&str| {
        verbs.iter().any(|verb| text.starts_with(verb)) && text.contains("office = $1")
    };
    texts.filter(whole).map(|text| text.replace("\\\n", " ")).collect()
}

async fn plan(sqlite: &Sqlite, statement: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")))
        .fetch_all(&sqlite.readers)
        .await
        .unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

#[tokio::test]
async fn every_statement_finds_its_rows_by_an_index_and_those_of_a_case_by_the_case() {
    let dir = tempfile::tempdir().unwrap();
    let (sqlite, _pen) = Sqlite::open(dir.path(), OfficeId::from_bytes([1; 16])).await.unwrap();
    let statements = statements();
    assert!(statements.len() > 30, "only {} statements were found", statements.len());
    for statement in statements {
        let plan = plan(&sqlite, &statement).await;
        let walks =
            plan.iter().any(|step| step.starts_with("SCAN ") && *step != "SCAN CONSTANT ROW");
        assert!(!walks, "{statement}\nwalks through a table: {plan:#?}");
        let by_case = plan.iter().any(|step| step.contains("case_id=?"));
        assert!(
            by_case || !statement.contains("AND case_id = $"),
            "{statement}\ndoes not find its rows by the case: {plan:#?}"
        );
    }
}

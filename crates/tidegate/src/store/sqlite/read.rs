//! Reads: every statement binds the office and gives whole rows.

use std::collections::BTreeMap;

use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder, Row};
use tidegate_core::id::{CaseId, ItemId};
use tidegate_log::tree::{Hash, NodeId};

use super::Sqlite;
use crate::store::StoreError;
use crate::store::rows::{
    CaseRow, CommandRow, ErasureRow, EventRow, Head, ItemRow, OfficeRow, OutboxRow, Owner,
    RecordKind, RecordRow, from_millis, to_32, to_i64, to_id, to_u64,
};

const DOING: &str = "be read";

/// Runs a bound statement and makes its rows.
macro_rules! all {
    ($self:ident, $make:path, $sql:literal $(, $bind:expr)*) => {{
        let rows = sqlx::query($sql)
            .bind(&*$self.office)
            $(.bind($bind))*
            .fetch_all(&$self.readers)
            .await
            .map_err(StoreError::engine(DOING))?;
        rows.iter().map($make).collect::<Result<Vec<_>, StoreError>>()
    }};
}

impl Sqlite {
    pub(crate) async fn office(&self) -> Result<Option<OfficeRow>, StoreError> {
        first(all!(
            self,
            office,
            "SELECT origin, log_key, book, created FROM offices WHERE office = $1"
        ))
    }

    pub(crate) async fn case(&self, case: CaseId) -> Result<Option<CaseRow>, StoreError> {
        first(all!(
            self,
            case_row,
            "SELECT case_id, handle, state, opened, changed, owner, version FROM cases \
             WHERE office = $1 AND case_id = $2",
            case.to_string()
        ))
    }

    pub(crate) async fn case_by_handle(&self, handle: &str) -> Result<Option<CaseRow>, StoreError> {
        first(all!(
            self,
            case_row,
            "SELECT case_id, handle, state, opened, changed, owner, version FROM cases \
             WHERE office = $1 AND handle = $2",
            handle
        ))
    }

    pub(crate) async fn cases(
        &self,
        before: Option<&CaseRow>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let (changed, case) = match before {
            Some(row) => (row.changed.as_millisecond(), row.case.to_string()),
            None => (i64::MAX, String::new()),
        };
        all!(
            self,
            case_row,
            "SELECT case_id, handle, state, opened, changed, owner, version FROM cases \
             WHERE office = $1 AND (changed < $2 OR (changed = $2 AND case_id < $3)) \
             ORDER BY changed DESC, case_id DESC LIMIT $4",
            changed,
            case,
            i64::from(limit)
        )
    }

    pub(crate) async fn events(&self, case: CaseId) -> Result<Vec<EventRow>, StoreError> {
        all!(
            self,
            event,
            "SELECT case_id, seq, leaf, recorded, sealed FROM events \
             WHERE office = $1 AND case_id = $2 ORDER BY seq",
            case.to_string()
        )
    }

    pub(crate) async fn records(&self, case: CaseId) -> Result<Vec<RecordRow>, StoreError> {
        all!(
            self,
            record,
            "SELECT case_id, leaf, kind, recorded, record, sealed FROM records \
             WHERE office = $1 AND case_id = $2 ORDER BY leaf",
            case.to_string()
        )
    }

    pub(crate) async fn erasures(&self) -> Result<Vec<ErasureRow>, StoreError> {
        all!(
            self,
            erasure,
            "SELECT case_id, leaf, recorded, sealed FROM erasures WHERE office = $1 ORDER BY leaf"
        )
    }

    pub(crate) async fn item(
        &self,
        case: CaseId,
        id: ItemId,
    ) -> Result<Option<ItemRow>, StoreError> {
        first(all!(
            self,
            item,
            "SELECT item, recorded, sealed FROM items \
             WHERE office = $1 AND case_id = $2 AND item = $3",
            case.to_string(),
            id.to_string()
        ))
    }

    pub(crate) async fn items(&self, case: CaseId) -> Result<Vec<ItemRow>, StoreError> {
        all!(
            self,
            item,
            "SELECT item, recorded, sealed FROM items \
             WHERE office = $1 AND case_id = $2 ORDER BY item",
            case.to_string()
        )
    }

    pub(crate) async fn command(&self, key: [u8; 32]) -> Result<Option<CommandRow>, StoreError> {
        first(all!(
            self,
            command,
            "SELECT key, body, case_id, seq, leaf, count, recorded FROM commands \
             WHERE office = $1 AND key = $2",
            key.as_slice()
        ))
    }

    pub(crate) async fn head(&self) -> Result<Option<Head>, StoreError> {
        first(all!(
            self,
            head,
            "SELECT size, root, recorded, note FROM log_heads \
             WHERE office = $1 ORDER BY size DESC LIMIT 1"
        ))
    }

    pub(crate) async fn head_covering(&self, leaf: u64) -> Result<Option<Head>, StoreError> {
        first(all!(
            self,
            head,
            "SELECT size, root, recorded, note FROM log_heads \
             WHERE office = $1 AND size > $2 ORDER BY size LIMIT 1",
            to_i64(leaf)
        ))
    }

    pub(crate) async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        all!(
            self,
            head,
            "SELECT size, root, recorded, note FROM log_heads WHERE office = $1 ORDER BY size"
        )
    }

    pub(crate) async fn nodes(&self, ids: &[NodeId]) -> Result<BTreeMap<NodeId, Hash>, StoreError> {
        let mut nodes = BTreeMap::new();
        for chunk in ids.chunks(MOST_NODES) {
            let mut rows = nodes_of(&self.office, chunk);
            let rows = rows.build().fetch_all(&self.readers).await;
            nodes.append(&mut hashes(&rows.map_err(StoreError::engine(DOING))?)?);
        }
        Ok(nodes)
    }

    pub(crate) async fn owners(&self, from: u64, to: u64) -> Result<Vec<Owner>, StoreError> {
        all!(
            self,
            owner,
            "SELECT leaf, 'events', case_id FROM events \
             WHERE office = $1 AND leaf >= $2 AND leaf < $3 \
             UNION ALL SELECT leaf, 'records', case_id FROM records \
             WHERE office = $1 AND leaf >= $2 AND leaf < $3 \
             UNION ALL SELECT leaf, 'erasures', case_id FROM erasures \
             WHERE office = $1 AND leaf >= $2 AND leaf < $3 ORDER BY 1",
            to_i64(from),
            to_i64(to)
        )
    }

    pub(crate) async fn touched(
        &self,
        from: u64,
        limit: u32,
    ) -> Result<Vec<(u64, CaseId)>, StoreError> {
        all!(
            self,
            touch,
            "SELECT leaf, case_id FROM events WHERE office = $1 AND leaf >= $2 \
             ORDER BY leaf LIMIT $3",
            to_i64(from),
            i64::from(limit)
        )
    }

    pub(crate) async fn beyond(&self, from: u64) -> Result<u64, StoreError> {
        let counts = all!(
            self,
            count,
            "SELECT (SELECT count(*) FROM log_leaves WHERE office = $1 AND leaf >= $2) \
             + (SELECT count(*) FROM events WHERE office = $1 AND leaf >= $2) \
             + (SELECT count(*) FROM records WHERE office = $1 AND leaf >= $2) \
             + (SELECT count(*) FROM erasures WHERE office = $1 AND leaf >= $2)",
            to_i64(from)
        )?;
        Ok(counts.into_iter().sum())
    }

    pub(crate) async fn commands(&self) -> Result<Vec<CommandRow>, StoreError> {
        all!(
            self,
            command,
            "SELECT key, body, case_id, seq, leaf, count, recorded FROM commands \
             WHERE office = $1 ORDER BY leaf"
        )
    }

    pub(crate) async fn record(
        &self,
        case: CaseId,
        kind: RecordKind,
    ) -> Result<Option<RecordRow>, StoreError> {
        first(all!(
            self,
            record,
            "SELECT case_id, leaf, kind, recorded, record, sealed FROM records \
             WHERE office = $1 AND case_id = $2 AND kind = $3 ORDER BY leaf LIMIT 1",
            case.to_string(),
            kind.word()
        ))
    }

    pub(crate) async fn leaves(
        &self,
        from: u64,
        to: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        all!(
            self,
            leaf,
            "SELECT leaf, data FROM log_leaves \
             WHERE office = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf",
            to_i64(from),
            to_i64(to)
        )
    }

    pub(crate) async fn outbox_due(
        &self,
        at: i64,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        all!(
            self,
            outbox,
            "SELECT dispatch, case_id, leaf, due, attempts, sealed FROM outbox \
             WHERE office = $1 AND done IS NULL AND due <= $2 AND (leased IS NULL OR leased <= $2) \
             ORDER BY due, dispatch LIMIT $3",
            at,
            i64::from(limit)
        )
    }

    pub(crate) async fn outbox_of(&self, case: CaseId) -> Result<Vec<OutboxRow>, StoreError> {
        all!(
            self,
            outbox,
            "SELECT dispatch, case_id, leaf, due, attempts, sealed FROM outbox \
             WHERE office = $1 AND case_id = $2 ORDER BY due, dispatch",
            case.to_string()
        )
    }

    pub(crate) async fn outbox(&self) -> Result<Vec<OutboxRow>, StoreError> {
        all!(
            self,
            outbox,
            "SELECT dispatch, case_id, leaf, due, attempts, sealed FROM outbox \
             WHERE office = $1 ORDER BY dispatch"
        )
    }
}

fn first<T>(rows: Result<Vec<T>, StoreError>) -> Result<Option<T>, StoreError> {
    rows.map(|rows| rows.into_iter().next())
}

fn columns<T>(row: &SqliteRow) -> Result<T, StoreError>
where
    T: for<'r> FromRow<'r, SqliteRow>,
{
    T::from_row(row).map_err(StoreError::engine(DOING))
}

fn office(row: &SqliteRow) -> Result<OfficeRow, StoreError> {
    let (origin, log_key, book, created) = columns::<(String, String, String, i64)>(row)?;
    Ok(OfficeRow { origin, log_key, book, created: from_millis("offices", created)? })
}

fn case_row(row: &SqliteRow) -> Result<CaseRow, StoreError> {
    type Columns = (String, String, String, i64, i64, Option<String>, i64);
    let (case, handle, state, opened, changed, owner, version) = columns::<Columns>(row)?;
    Ok(CaseRow {
        case: to_id("cases", &case)?,
        handle,
        state,
        opened: from_millis("cases", opened)?,
        changed: from_millis("cases", changed)?,
        owner,
        version: to_u64("cases", version)?,
    })
}

fn event(row: &SqliteRow) -> Result<EventRow, StoreError> {
    let (case, seq, leaf, recorded, sealed) = columns::<(String, i64, i64, i64, Vec<u8>)>(row)?;
    Ok(EventRow {
        case: to_id("events", &case)?,
        seq: to_u64("events", seq)?,
        leaf: to_u64("events", leaf)?,
        recorded: from_millis("events", recorded)?,
        sealed,
    })
}

fn record(row: &SqliteRow) -> Result<RecordRow, StoreError> {
    let (case, leaf, kind, recorded, record, sealed) =
        columns::<(String, i64, String, i64, String, Vec<u8>)>(row)?;
    Ok(RecordRow {
        case: to_id("records", &case)?,
        kind: RecordKind::from_word(&kind)?,
        leaf: to_u64("records", leaf)?,
        recorded: from_millis("records", recorded)?,
        record,
        sealed,
    })
}

fn erasure(row: &SqliteRow) -> Result<ErasureRow, StoreError> {
    let (case, leaf, recorded, sealed) = columns::<(String, i64, i64, Vec<u8>)>(row)?;
    Ok(ErasureRow {
        case: to_id("erasures", &case)?,
        leaf: to_u64("erasures", leaf)?,
        recorded: from_millis("erasures", recorded)?,
        sealed,
    })
}

fn item(row: &SqliteRow) -> Result<ItemRow, StoreError> {
    let (item, recorded, sealed) = columns::<(String, i64, Vec<u8>)>(row)?;
    Ok(ItemRow { item: to_id("items", &item)?, recorded: from_millis("items", recorded)?, sealed })
}

fn command(row: &SqliteRow) -> Result<CommandRow, StoreError> {
    type Columns = (Vec<u8>, Vec<u8>, String, i64, i64, i64, i64);
    let (key, body, case, seq, leaf, count, recorded) = columns::<Columns>(row)?;
    Ok(CommandRow {
        key: to_32("commands", &key)?,
        body: to_32("commands", &body)?,
        case: to_id("commands", &case)?,
        seq: to_u64("commands", seq)?,
        leaf: to_u64("commands", leaf)?,
        count: to_u64("commands", count)?,
        recorded: from_millis("commands", recorded)?,
    })
}

pub(super) fn head(row: &SqliteRow) -> Result<Head, StoreError> {
    let (size, root, recorded, note) = columns::<(i64, Vec<u8>, i64, Option<String>)>(row)?;
    Ok(Head {
        size: to_u64("log_heads", size)?,
        root: Hash::new(to_32("log_heads", &root)?),
        recorded: from_millis("log_heads", recorded)?,
        note,
    })
}

fn node(row: &SqliteRow) -> Result<(NodeId, Vec<u8>), StoreError> {
    let (level, index, hash) = columns::<(i64, i64, Vec<u8>)>(row)?;
    let level = u8::try_from(level).map_err(|_| StoreError::Damaged {
        table: "log_nodes",
        why: format!("no tree has the level `{level}`"),
    })?;
    Ok((NodeId { level, index: to_u64("log_nodes", index)? }, hash))
}

/// How many nodes are asked for at once.
pub(super) const MOST_NODES: usize = 400;

/// Asks for nodes, in one statement.
pub(super) fn nodes_of(office: &str, ids: &[NodeId]) -> QueryBuilder<sqlx::Sqlite> {
    let mut query = QueryBuilder::new("SELECT level, node, hash FROM log_nodes WHERE office = ");
    query.push_bind(office.to_owned()).push(" AND (level, node) IN (");
    query.push_values(ids, |mut row, id| {
        row.push_bind(i64::from(id.level)).push_bind(to_i64(id.index));
    });
    query.push(")");
    query
}

/// The nodes of rows.
pub(super) fn hashes(rows: &[SqliteRow]) -> Result<BTreeMap<NodeId, Hash>, StoreError> {
    rows.iter()
        .map(|row| {
            let (id, bytes) = node(row)?;
            Ok((id, Hash::new(to_32("log_nodes", &bytes)?)))
        })
        .collect()
}

fn owner(row: &SqliteRow) -> Result<Owner, StoreError> {
    let (leaf, table, case) = columns::<(i64, String, String)>(row)?;
    Ok(Owner { leaf: to_u64("records", leaf)?, table, case })
}

fn touch(row: &SqliteRow) -> Result<(u64, CaseId), StoreError> {
    let (leaf, case) = columns::<(i64, String)>(row)?;
    Ok((to_u64("events", leaf)?, to_id("events", &case)?))
}

fn count(row: &SqliteRow) -> Result<u64, StoreError> {
    let (count,) = columns::<(i64,)>(row)?;
    to_u64("log_leaves", count)
}

fn leaf(row: &SqliteRow) -> Result<(u64, Vec<u8>), StoreError> {
    let place: i64 = row.try_get(0).map_err(StoreError::engine(DOING))?;
    let data: Vec<u8> = row.try_get(1).map_err(StoreError::engine(DOING))?;
    Ok((to_u64("log_leaves", place)?, data))
}

fn outbox(row: &SqliteRow) -> Result<OutboxRow, StoreError> {
    let (dispatch, case, leaf, due, attempts, sealed) =
        columns::<(String, String, i64, i64, i64, Vec<u8>)>(row)?;
    Ok(OutboxRow {
        dispatch,
        case: to_id("outbox", &case)?,
        leaf: to_u64("outbox", leaf)?,
        due: from_millis("outbox", due)?,
        attempts: to_u64("outbox", attempts)?,
        sealed,
    })
}

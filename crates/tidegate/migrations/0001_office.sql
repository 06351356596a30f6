-- The embedded store. TEXT, BIGINT and BLOB only; every table leads with its office, and nothing joins across offices.
-- What stands in the clear is justified column by column; everything else is ciphertext (`sealed`) under the key of its
-- case, and keys are not in this file. Instants are whole milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE offices (
    -- clear: an id of random bits.
    office  TEXT   NOT NULL PRIMARY KEY,
    -- clear: the name of the log, printed on every public checkpoint.
    origin  TEXT   NOT NULL,
    -- clear: the public half of the log's key (C2SP vkey).
    log_key TEXT   NOT NULL,
    -- clear: the digest of the book in use, so that a decision taken under another book is taken again. The book is public.
    book    TEXT   NOT NULL,
    -- clear: when the office was set up; public from its first checkpoint on.
    created BIGINT NOT NULL
);

CREATE TABLE cases (
    office  TEXT   NOT NULL REFERENCES offices (office),
    -- clear: an id of random bits; it appears in addresses.
    case_id TEXT   NOT NULL,
    -- clear: a neutral handle, the year and random letters, for lists and letters; says nothing about the content.
    handle  TEXT   NOT NULL,
    -- clear: the phase of the work, so that a list needs no decision per row. Never a class or a severity.
    state   TEXT   NOT NULL,
    -- clear: when the case was opened and last changed; the log's growth shows both anyway.
    opened  BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    -- clear: the id of the party of this office that works on it, for lists; an id, not a name.
    owner   TEXT,
    -- clear: the number of events; what a writer revalidates under the head lock.
    version BIGINT NOT NULL,
    PRIMARY KEY (office, case_id)
);
CREATE UNIQUE INDEX cases_by_handle ON cases (office, handle);
CREATE INDEX cases_by_change ON cases (office, changed, case_id);

-- Events, sealed with their salts. Inserted only.
CREATE TABLE events (
    office   TEXT   NOT NULL,
    case_id  TEXT   NOT NULL,
    -- clear: the place in the case, from 0; needed to read in order and to refuse gaps.
    seq      BIGINT NOT NULL,
    -- clear: the leaf that commits to it; joins a record to its proof.
    leaf     BIGINT NOT NULL,
    -- clear: when it was recorded; the checkpoints around its leaf tell the same.
    recorded BIGINT NOT NULL,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, case_id, seq),
    FOREIGN KEY (office, case_id) REFERENCES cases (office, case_id)
);
CREATE UNIQUE INDEX events_by_leaf ON events (office, leaf);

-- What is committed to beside the events, sealed with its salt: decisions of the gate, reads, the claims that receipts
-- prove, the digests of ciphertexts. Apart from the events, because they are not folded. Inserted only.
CREATE TABLE records (
    office   TEXT   NOT NULL,
    leaf     BIGINT NOT NULL,
    case_id  TEXT   NOT NULL,
    -- clear: `decision`, `read`, `report` or `contents`; tells how often a case was read, which the log's growth shows
    -- anyway.
    kind     TEXT   NOT NULL,
    recorded BIGINT NOT NULL,
    -- clear: the random id that the sealed record is bound to.
    record   TEXT   NOT NULL,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, leaf),
    FOREIGN KEY (office, case_id) REFERENCES cases (office, case_id)
);
CREATE INDEX records_by_case ON records (office, case_id, leaf);

-- Erasures: which case lost its key, when and on what ground; sealed under the office's own journal key, because the
-- case's key is gone. Inserted only.
CREATE TABLE erasures (
    office   TEXT   NOT NULL,
    leaf     BIGINT NOT NULL,
    case_id  TEXT   NOT NULL,
    recorded BIGINT NOT NULL,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, leaf),
    FOREIGN KEY (office, case_id) REFERENCES cases (office, case_id)
);

-- The content of items, evidence files among them, each sealed with the salt of its digest. Inserted only.
CREATE TABLE items (
    office   TEXT   NOT NULL,
    case_id  TEXT   NOT NULL,
    -- clear: an id of random bits. Class, product, name and digest of the item are in the sealed events.
    item     TEXT   NOT NULL,
    recorded BIGINT NOT NULL,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, case_id, item),
    FOREIGN KEY (office, case_id) REFERENCES cases (office, case_id)
);

-- Idempotency: the same key with the same body gets the same answer.
CREATE TABLE commands (
    office   TEXT   NOT NULL,
    -- clear, but keyed: HMAC of the caller's key and of the body, so that neither can be guessed from the file.
    key      BLOB   NOT NULL,
    body     BLOB   NOT NULL,
    case_id  TEXT   NOT NULL,
    -- clear: which events and leaves the command made; with them the answer is built again.
    seq      BIGINT NOT NULL,
    leaf     BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    recorded BIGINT NOT NULL,
    PRIMARY KEY (office, key)
);

-- The log. Leaves are salted commitments and say nothing; nodes and heads are public.
CREATE TABLE log_leaves (
    office TEXT   NOT NULL,
    leaf   BIGINT NOT NULL,
    data   BLOB   NOT NULL,
    PRIMARY KEY (office, leaf)
);
CREATE TABLE log_nodes (
    office TEXT   NOT NULL,
    level  BIGINT NOT NULL,
    node   BIGINT NOT NULL,
    hash   BLOB   NOT NULL,
    PRIMARY KEY (office, level, node)
);
-- One row per commit. `note` is the signed checkpoint; NULL only between the commit and its signature.
CREATE TABLE log_heads (
    office   TEXT   NOT NULL,
    size     BIGINT NOT NULL,
    root     BLOB   NOT NULL,
    recorded BIGINT NOT NULL,
    note     TEXT,
    PRIMARY KEY (office, size)
);

-- What is to leave the house. Recipient, address and content are sealed.
CREATE TABLE outbox (
    office   TEXT   NOT NULL,
    -- clear: an id of random bits; the key under which an adapter may repeat a delivery.
    dispatch TEXT   NOT NULL,
    case_id  TEXT   NOT NULL,
    -- clear: the leaf of the decision that let it out; no row without one.
    leaf     BIGINT NOT NULL,
    -- clear: what the worker selects by.
    due      BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    leased   BIGINT,
    done     BIGINT,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, dispatch),
    FOREIGN KEY (office, case_id) REFERENCES cases (office, case_id)
);
CREATE INDEX outbox_by_due ON outbox (office, done, due);

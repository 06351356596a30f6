-- Files that were sent, in pieces, so that none is ever whole in memory. The key of a file is in its item, sealed under the
-- key of the case, or on the shelf until the file is whole; without it the pieces say nothing but their length.
CREATE TABLE files (
    office   TEXT   NOT NULL REFERENCES offices (office),
    -- clear: an id of random bits. What the file is called, of which kind and digest it is, is in its item.
    file     TEXT   NOT NULL,
    -- clear: of which case it is, so that it goes when the case is erased; an id of random bits.
    case_id  TEXT   NOT NULL,
    -- clear: its length as announced, which quotas add up before anything is taken in; the pieces show it anyway.
    size     BIGINT NOT NULL,
    -- clear: when it goes unless it is whole by then. NULL once it is.
    due      BIGINT,
    PRIMARY KEY (office, file)
);
CREATE INDEX files_by_case ON files (office, case_id, size);
CREATE INDEX files_by_due ON files (office, due);

CREATE TABLE pieces (
    office   TEXT   NOT NULL,
    file     TEXT   NOT NULL,
    -- clear: its place in the file; the ciphertext is bound to it.
    piece    BIGINT NOT NULL,
    sealed   BLOB   NOT NULL,
    PRIMARY KEY (office, file, piece),
    FOREIGN KEY (office, file) REFERENCES files (office, file) ON DELETE CASCADE
);

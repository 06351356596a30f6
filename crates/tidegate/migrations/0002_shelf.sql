-- What the service keeps beside the cases: accounts, sessions, drafts, ways back, clocks, alerts, registers. One table,
-- because the store needs to know nothing of what is in it: each row is sealed under the office's shelf key and found by
-- a keyed digest of its name. Rows are replaced and dropped; nothing here is evidence, and what must be provable is an
-- event of a case.
CREATE TABLE shelf (
    office  TEXT   NOT NULL REFERENCES offices (office),
    -- clear: which sort of thing it is, such as `session`; how many there are of each is no secret of the office.
    room    TEXT   NOT NULL,
    -- clear, but keyed: HMAC of the name, so that nobody can test a guess against the file.
    name    BLOB   NOT NULL,
    -- clear: what a worker selects and a list sorts by: when a clock is due, when a session ends. NULL where nothing is.
    due     BIGINT,
    -- clear: the case it is about, so that it goes when the case is erased; an id of random bits.
    case_id TEXT,
    sealed  BLOB   NOT NULL,
    PRIMARY KEY (office, room, name)
);
CREATE INDEX shelf_by_due ON shelf (office, room, due, name);
CREATE INDEX shelf_by_case ON shelf (office, case_id, room);

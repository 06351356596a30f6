-- What is read of one case in the order of time is found by the case. Without these an engine would rather walk through
-- a whole room, or a whole outbox, because that is in order already.
DROP INDEX shelf_by_case;
CREATE INDEX shelf_by_case ON shelf (office, case_id, room, due, name);
CREATE INDEX outbox_by_case ON outbox (office, case_id, due, dispatch);

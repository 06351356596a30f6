//! Checking a log.

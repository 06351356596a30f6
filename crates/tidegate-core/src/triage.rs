//! Triage: how severe a flaw is, how pressing, of which kind, and whether it is exploited; and who says so.
//!
//! Vectors of CVSS are parsed here into a type that cannot be wrong ([`cvss`]); decision tables come as data
//! ([`table`]) and weaknesses as a list ([`weakness`]). None of it is law and no clock looks at it: an assessment is
//! what somebody holds, beside what others hold. Severity is content and stands in no list. Events are in
//! [`crate::event`], what stands of them in [`crate::case::Triage`].

pub mod cvss;
pub mod table;
pub mod weakness;

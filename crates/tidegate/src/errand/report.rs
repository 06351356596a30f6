//! Taking a report in, as it is told.

use tidegate_core::place::Jurisdiction;
use tidegate_law::Book;

use super::{NotDone, reached, wrong};
use crate::desk::{Desk, Taken};
use crate::say::recorded::TakenTold;

/// What was taken in, as it is told. The receipt is verified before it is handed out. `authority` is the office as the
/// book's register of authorities has it, where it is one.
///
/// # Errors
/// [`NotDone::Fault`] if it does not prove what it should.
pub fn taken(
    desk: &Desk,
    book: &Book,
    taken: &Taken,
    authority: Option<&str>,
) -> Result<TakenTold, NotDone> {
    let fault = |error: &dyn std::fmt::Display| NotDone::Fault(anyhow::anyhow!("{error}"));
    let proven = taken.receipt.verify(&taken.document, desk.log()).map_err(|e| fault(&e))?;
    Ok(TakenTold {
        version: 1,
        case: taken.case.to_string(),
        handle: taken.handle.clone(),
        repeated: taken.ack.repeated,
        received: taken.receipt.claim.received,
        report: taken.receipt.claim.report.to_string(),
        digest: taken.receipt.claim.digest.to_string(),
        receipt: taken.receipt.clone(),
        document: String::from_utf8(taken.document.clone()).map_err(|e| fault(&e))?,
        log: desk.log().origin().to_string(),
        log_key: desk.log().keys().first().map(ToString::to_string).unwrap_or_default(),
        index: proven.index,
        size: proven.size,
        manufacturer: taken.manufacturer.clone(),
        way_back: None,
        reaches: reached(desk, book, authority),
    })
}

/// The place of a manufacturer as it is written: a code, in letters of either case, or `?` where it is not known.
///
/// # Errors
/// [`NotDone::Wrong`] for anything else.
pub fn placed(code: Option<&str>) -> Result<Option<Jurisdiction>, NotDone> {
    let code = code.map(str::trim).filter(|code| !matches!(*code, "" | "?"));
    code.map(|code| code.to_uppercase().parse().map_err(wrong)).transpose()
}

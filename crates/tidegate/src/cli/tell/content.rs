//! Content that is added to a case from files: an early warning that is to be filed, a remedy that arrived.
//!
//! It is sealed as it is read, and never shown again without a decision of the gate.

use std::path::Path;

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::ItemAdded;
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;

use super::Teach;
use crate::cli::{Failure, Terminal, input, usage, wrong};
use crate::desk::Order;
use crate::keys::Random;
use crate::telling::{draw, teller};

/// The classes and the bytes of the files, read before anything is recorded.
pub(super) fn read(
    written: &[String],
    terminal: &Terminal<'_>,
) -> Result<Vec<(ContentClass, Vec<u8>)>, Failure> {
    let mut contents = Vec::new();
    for one in written {
        let named = one.split_once('=').and_then(|(class, path)| {
            ContentClass::from_word(class.trim()).map(|class| (class, path))
        });
        let Some((class, path)) = named else {
            let known: Vec<&str> = ContentClass::ALL.iter().map(|class| class.as_str()).collect();
            let words = [("written", one.as_str().into()), ("known", known.join(", ").into())];
            return Err(usage(terminal.with("tell-no-content", words)));
        };
        contents.push((class, input::bytes(Path::new(path))?));
    }
    Ok(contents)
}

/// The orders that add the contents to the case, as content about its product where it has but one.
pub(super) fn orders(
    told: &Teach<'_>,
    mut case: Case,
    contents: Vec<(ContentClass, Vec<u8>)>,
    held_by: Option<&str>,
    source: &str,
) -> Result<Vec<Order>, Failure> {
    let products: Vec<_> = case.products().map(|product| product.id).collect();
    let product = match products.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let here = told.desk.office().zone.rules();
    let teller = teller(told.book, told.desk.office(), &case, &here);
    let holder = held_by.map(|name| teller.party(name).map(|party| party.id));
    let held_by = holder.transpose().map_err(wrong)?;
    let mut orders = Vec::new();
    for (class, bytes) in contents {
        let salt = Random::salt().map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
        let id = ItemId::from_bytes(draw());
        let declared = Default::default();
        let new = NewItem { id, class, product, report: None, declared, confidential: false };
        let sealed = Embargoed::<Plain>::new(case.id(), new, Salt::from_bytes(salt), bytes);
        let added = ItemAdded { item: sealed.item().clone(), held_by };
        let command = Command::new(Verb::AddItem(added), source);
        told.attempt(&mut case, &command).map_err(wrong)?;
        orders.push(Order::new(command).with_contents(vec![sealed]));
    }
    Ok(orders)
}

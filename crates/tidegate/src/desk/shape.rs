//! The shapes of reports ([`crate::likeness`]), made where a report is taken in and kept with it; and the keyed marks of
//! products and of the places in which cases lie.

use jiff::Timestamp;
use tidegate_core::id::CaseId;
use tidegate_core::report::Draft;

use super::{Desk, DeskError};
use crate::keys::Purpose;
use crate::likeness::{Mark, Shape, parts, product, text};
use crate::store::rows::Shelve;

/// How many shapes are read at a time.
const PAGE: u32 = 500;

impl Desk {
    /// What the shelf keeps of the shape of a report that is taken in.
    pub(super) fn shaped(
        &self,
        draft: &Draft,
        case: CaseId,
        handle: &str,
        received: Timestamp,
    ) -> Result<Shelve, DeskError> {
        let key = self.archive().ring().purpose_key(Purpose::Index)?;
        let mark = Mark::new(key.digest("shape", b"numbers"));
        self.to_keep(&Shape {
            version: 1,
            case,
            handle: handle.to_owned(),
            received,
            product: self.product_mark(&draft.product.name)?,
            signature: mark.signature(&text(draft)),
            has: parts(draft),
        })
    }

    /// The keyed mark of a product by its name.
    ///
    /// # Errors
    /// What keys may give.
    pub fn product_mark(&self, name: &str) -> Result<[u8; 32], DeskError> {
        let key = self.archive().ring().purpose_key(Purpose::Index)?;
        Ok(key.digest("shape-product", product(name).as_bytes()))
    }

    /// The keyed mark of a place in which cases lie: below 2^47.
    ///
    /// # Errors
    /// What keys may give.
    pub(crate) fn place_mark(&self, place: &str) -> Result<i64, DeskError> {
        let key = self.archive().ring().purpose_key(Purpose::Index)?;
        let digest = key.digest("place", place.as_bytes());
        let mut eight = [0_u8; 8];
        eight.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Ok(i64::from_be_bytes(eight) & ((1 << 47) - 1))
    }

    /// The shape of the report of a case; none for one that was taken in before shapes were made.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn shape(&self, case: CaseId) -> Result<Option<Shape>, DeskError> {
        Ok(self.kept::<Shape>(&case.to_string()).await?.map(|kept| kept.thing))
    }

    /// The shapes of the reports that came last, at most `most`.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn shapes(&self, most: usize) -> Result<Vec<Shape>, DeskError> {
        let (mut shapes, mut before) = (Vec::new(), None);
        while shapes.len() < most {
            let page = self.kept_latest::<Shape>(before, PAGE).await?;
            let Some(last) = page.last() else { break };
            before = last.place();
            shapes.extend(page.into_iter().map(|kept| kept.thing));
        }
        shapes.truncate(most);
        Ok(shapes)
    }
}

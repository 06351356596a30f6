//! The product catalogue of an organisation, and which organisations a product of a case leads to.

use tidegate_core::case::Case;
use tidegate_core::organisation::catalogue::{Found, Reason, find, suppliers};
use tidegate_law::Words;

use super::{Errand, NotDone, wrong};
use crate::organisations::Registered;
use crate::organisations::catalogue::{Catalogue, read};
use crate::say::organisation::{CatalogueTold, PartTold, ProductTold};
use crate::say::ours::SuggestedTold;
use crate::words::Voice;

/// The article by which a maker tells whoever makes a component (RMSV), and by which it does so in the Union.
const UPSTREAM: &str = "cn-rmsv/7(1)";

impl Errand<'_> {
    /// The catalogue of an organisation.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`].
    pub async fn catalogue(&self, named: &str) -> Result<CatalogueTold, NotDone> {
        let entry = self.named_organisation(named).await?;
        let catalogue = self.desk.catalogue(entry.organisation.id).await?;
        Ok(told(&entry, catalogue, 0))
    }

    /// Takes CSV or a bill of materials into the catalogue of an organisation: all of it, or nothing.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`]; [`NotDone::Wrong`] with everything that cannot be read.
    pub async fn take_into_catalogue(
        &self,
        named: &str,
        text: &str,
    ) -> Result<CatalogueTold, NotDone> {
        let entry = self.named_organisation(named).await?;
        let new = read(text).map_err(wrong)?;
        let id = entry.organisation.id;
        let taken = self.desk.take_into_catalogue(id, new.entries, &self.label()).await?;
        Ok(told(&entry, Some(taken.map_err(wrong)?), new.unread))
    }

    /// Organisations to which the products of a case lead by the catalogues of the register: those that make it, those
    /// that have it as a component, and those that supply it to one.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub(super) async fn by_catalogue(
        &self,
        case: &Case,
        register: &[Registered],
    ) -> Result<Vec<SuggestedTold>, NotDone> {
        let (mut suggested, mut supply) = (Vec::new(), Vec::new());
        for entry in register {
            let Some(catalogue) = self.desk.catalogue(entry.organisation.id).await? else {
                continue;
            };
            let found = case.products().flat_map(|product| find(product, &catalogue.entries));
            let found: Vec<Found> = found.collect();
            supply.extend(suppliers(&found).into_iter().map(str::to_owned));
            suggested.extend(found.first().map(|found| offered(entry, why(found))));
        }
        for entry in register {
            let id = entry.organisation.id.to_string();
            if suggested.iter().any(|one: &SuggestedTold| one.id == id) {
                continue;
            }
            if let Some(name) = supply.iter().find(|name| entry.organisation.goes_by(name)) {
                let why = Voice::in_both(|voice| {
                    voice.with("participants-why-supplier", [("name", name.as_str().into())])
                });
                let rule = Some(UPSTREAM.to_owned());
                suggested.push(SuggestedTold { rule, ..offered(entry, why) });
            }
        }
        let takes_part =
            |one: &SuggestedTold| one.id.parse().is_ok_and(|id| case.party(id).is_some());
        suggested.retain(|one| !takes_part(one));
        Ok(suggested)
    }
}

fn offered(entry: &Registered, why: Words) -> SuggestedTold {
    let (id, name) = (entry.organisation.id.to_string(), entry.organisation.name.clone());
    SuggestedTold { id, name, why, rule: None }
}

/// Why what was found in a catalogue leads to whose it is.
fn why(found: &Found) -> Words {
    let (own, component) = match found.by {
        Reason::Purl => ("participants-why-purl", "participants-why-component-purl"),
        Reason::Cpe => ("participants-why-cpe", "participants-why-component-cpe"),
        Reason::Name => ("participants-why-product", "participants-why-component-name"),
    };
    Voice::in_both(|voice| match &found.component {
        None => voice.with(own, [("product", found.product.as_str().into())]),
        Some(part) => voice.with(
            component,
            [("product", found.product.as_str().into()), ("component", part.as_str().into())],
        ),
    })
}

fn told(entry: &Registered, catalogue: Option<Catalogue>, unread: usize) -> CatalogueTold {
    let part = |part: &tidegate_core::organisation::catalogue::Part| PartTold {
        name: part.name.clone(),
        version: part.version.clone(),
        purl: part.purl.as_ref().map(ToString::to_string),
        cpe: part.cpe.as_ref().map(ToString::to_string),
        supplier: part.supplier.clone(),
    };
    let entries = catalogue.as_ref().map(|catalogue| catalogue.entries.as_slice());
    let product = |entry: &tidegate_core::organisation::catalogue::Entry| ProductTold {
        product: part(&entry.part),
        components: entry.components.iter().map(part).collect(),
    };
    CatalogueTold {
        version: 1,
        organisation: entry.organisation.id.to_string(),
        name: entry.organisation.name.clone(),
        unread,
        products: entries.unwrap_or_default().iter().map(product).collect(),
        changed: catalogue.as_ref().map(|catalogue| catalogue.changed),
        by: catalogue.map(|catalogue| catalogue.by),
    }
}

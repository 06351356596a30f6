//! The registers of an office at a server.

use jiff::tz::TimeZone;

use super::{Remote, part};
use crate::api::DeclareBody;
use crate::cli::Failure;
use crate::errand::Declaring;
use crate::say::declared::{DeclarationsTold, DeclaredTold};

impl Remote {
    /// The declarations of a register.
    pub(in crate::cli) fn declarations(
        &self,
        register: &str,
    ) -> Result<(DeclarationsTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/registers/{}", part(register)))?.0, zone))
    }

    /// A declaration with its receipt.
    pub(in crate::cli) fn declaration(
        &self,
        register: &str,
        name: &str,
    ) -> Result<(DeclaredTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let path = format!("{office}/registers/{}/{}", part(register), part(name));
        Ok((self.from(&path)?.0, zone))
    }

    /// Records a declaration; asks what the book answers where nobody decides.
    pub(in crate::cli) fn declare(
        &self,
        declaring: &Declaring,
        by: Option<&str>,
        reasons: Option<&str>,
    ) -> Result<(DeclaredTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = DeclareBody {
            fields: declaring.fields.clone(),
            facts: declaring.facts.clone(),
            replaces: declaring.replaces.clone(),
            by: by.map(str::to_owned),
            reasons: reasons.map(str::to_owned),
        };
        let path = format!("{office}/registers/{}", part(&declaring.register));
        Ok((self.to(&path, &body)?, zone))
    }
}

//! The register of organisations, and their people: what members of the office and administrators of organisations do.

use std::collections::BTreeSet;

use tidegate_core::event::Actor;
use tidegate_core::id::PartyId;
use tidegate_core::organisation::{KeyKind, Organisation, Profile, PublicKey};

use super::{Errand, NotDone, wrong};
use crate::keys::Random;
use crate::openpgp::can_be_used;
use crate::organisations::Registered;
use crate::people::{Account, MemberRole, Passphrase};
use crate::say::organisation::{
    LetInTold, OrganisationListed, OrganisationTold, OrganisationsTold, PeopleTold, PersonTold,
};
use crate::words::Voice;

/// Somebody of an organisation who is to be let in.
#[derive(Debug)]
pub struct LettingIn<'l> {
    /// What they will sign in as.
    pub login: &'l str,
    /// Their name.
    pub name: &'l str,
    /// What they are.
    pub roles: BTreeSet<MemberRole>,
}

impl Errand<'_> {
    /// The register.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn organisations(&self) -> Result<OrganisationsTold, NotDone> {
        let organisations = self.desk.organisations().await?;
        let organisations = organisations.iter().map(OrganisationListed::from).collect();
        Ok(OrganisationsTold { version: 1, organisations })
    }

    /// The organisation that a person names by its id or one of its names.
    ///
    /// # Errors
    /// [`NotDone::Said`] where the register has none, or more than one, that is called so.
    pub async fn named_organisation(&self, named: &str) -> Result<Registered, NotDone> {
        if let Ok(id) = named.parse::<PartyId>() {
            return self.desk.organisation(id).await?.ok_or_else(|| no_organisation(named));
        }
        let mut all = self.desk.organisations().await?;
        all.retain(|entry| entry.organisation.goes_by(named));
        match (all.pop(), all.is_empty()) {
            (Some(found), true) => Ok(found),
            _ => Err(no_organisation(named)),
        }
    }

    /// An organisation with its editions.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`].
    pub async fn organisation(&self, named: &str) -> Result<OrganisationTold, NotDone> {
        let entry = self.named_organisation(named).await?;
        self.told_organisation(&entry).await
    }

    async fn told_organisation(&self, entry: &Registered) -> Result<OrganisationTold, NotDone> {
        let editions = self.desk.editions(entry).await?;
        Ok(OrganisationTold::of(entry, &editions, self.desk.now()))
    }

    /// Takes an organisation into the register.
    ///
    /// # Errors
    /// [`NotDone::Wrong`] for a field that cannot be read; [`NotDone::Said`] where one goes by the name already.
    pub async fn register_organisation(
        &self,
        profile: &Profile,
    ) -> Result<OrganisationTold, NotDone> {
        let id = PartyId::from_bytes(Random::bytes().map_err(crate::desk::DeskError::from)?);
        let organisation = Organisation::read(id, profile).map_err(wrong)?;
        self.check_keys(&organisation, &[])?;
        let known = self.desk.organisations().await?;
        if let Some(known) = known.iter().find(|one| one.organisation.goes_by(&organisation.name)) {
            let name = known.organisation.name.clone();
            return Err(NotDone::Said(Voice::in_both(|voice| {
                voice.with("organisation-known", [("name", name.as_str().into())])
            })));
        }
        self.desk.register_organisation(organisation, &self.label()).await?;
        self.organisation(&id.to_string()).await
    }

    /// Writes an organisation anew; what it was before is kept.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`]; [`NotDone::Wrong`] for a field that cannot be read; [`NotDone::Said`] where
    /// somebody else wrote it at the same time.
    pub async fn rewrite_organisation(
        &self,
        named: &str,
        profile: &Profile,
    ) -> Result<OrganisationTold, NotDone> {
        let before = self.named_organisation(named).await?;
        let organisation = Organisation::read(before.organisation.id, profile).map_err(wrong)?;
        self.check_keys(&organisation, &before.organisation.keys)?;
        let written = self.desk.rewrite_organisation(organisation, &self.label()).await?;
        let changed = || NotDone::Said(Voice::in_both(|voice| voice.say("organisation-changed")));
        let written = written.ok_or_else(changed)?;
        self.desk.send_parcels_again_to(written.organisation.id).await?;
        self.told_organisation(&written).await
    }

    /// A key that comes on record is one that something can be encrypted to now. What is on record already stays as it
    /// is, so that a key that expired holds up no other change.
    fn check_keys(&self, new: &Organisation, before: &[PublicKey]) -> Result<(), NotDone> {
        let mails = new.keys.iter().filter(|key| key.kind == KeyKind::Openpgp);
        for key in mails.filter(|key| !before.contains(key)) {
            can_be_used(key, self.desk.now()).map_err(wrong)?;
        }
        Ok(())
    }

    /// The people of an organisation.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`].
    pub async fn people(&self, named: &str) -> Result<PeopleTold, NotDone> {
        let entry = self.named_organisation(named).await?.organisation;
        let people = self.desk.accounts_of(entry.id).await?;
        Ok(PeopleTold {
            version: 1,
            organisation: entry.id.to_string(),
            name: entry.name,
            people: people.iter().map(PersonTold::from).collect(),
        })
    }

    /// Lets somebody of an organisation in, with a first passphrase that is told once.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`]; [`NotDone::Wrong`] for a login, name or role that cannot be.
    pub async fn let_in(&self, named: &str, new: LettingIn<'_>) -> Result<LetInTold, NotDone> {
        let entry = self.named_organisation(named).await?.organisation;
        let passphrase = Passphrase::random().map_err(crate::desk::DeskError::from)?;
        let LettingIn { login, name, roles } = new;
        let account = Account::new(login, name, roles, &passphrase, self.desk.now());
        let account = account.map_err(wrong)?.of_organisation(entry.id);
        self.desk.add_account(&account).await?.map_err(wrong)?;
        let (person, passphrase) = (PersonTold::from(&account), passphrase.words().to_owned());
        Ok(LetInTold { version: 1, person, passphrase })
    }

    /// Lets somebody of an organisation in no more; open sessions end at once.
    ///
    /// # Errors
    /// As [`Errand::named_organisation`]; [`NotDone::Said`] where nobody of it has the login.
    pub async fn let_out(&self, named: &str, login: &str) -> Result<PersonTold, NotDone> {
        let entry = self.named_organisation(named).await?.organisation;
        let ended = self.desk.disable_account_of(entry.id, login).await?;
        let nobody = || {
            let login: String = login.chars().take(80).collect();
            NotDone::Said(Voice::in_both(|voice| {
                voice.with("organisation-nobody", [("login", login.as_str().into())])
            }))
        };
        Ok(PersonTold::from(&ended.ok_or_else(nobody)?))
    }

    /// Who acts, as the register notes it.
    pub(super) fn label(&self) -> String {
        match self.actor {
            Actor::Member(name) => name.clone(),
            Actor::Party(party) => party.to_string(),
        }
    }
}

fn no_organisation(named: &str) -> NotDone {
    let named: String = named.chars().take(80).collect();
    NotDone::Said(Voice::in_both(|voice| {
        voice.with("organisation-none", [("named", named.as_str().into())])
    }))
}

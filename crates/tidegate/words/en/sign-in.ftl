# Passkeys, single sign-on, and tokens in the terminal.

sign-in-passkey-title = With a passkey
sign-in-passkey-text = A passkey is a key in your device or on a security key. It signs you in by itself, without passphrase or code.
sign-in-passkey-login = Login, if your device asks for it
sign-in-passkey-do = Sign in with a passkey
sign-in-passkey-second = Use a passkey
sign-in-passkey-refused = That passkey does not open. Begin again; if it goes on, sign in another way and look at your account.
sign-in-single-title = Single sign-on
sign-in-single-do = Sign in with { $provider }
sign-in-code-lead-passkey = Your passphrase is right. Now use your passkey.
passkey-needs = A passkey needs the script of this page, and a browser and a device that have passkeys. Without them, use passphrase and code.
passkey-none-here = This browser has no passkeys here. Use passphrase and code, or a newer browser.
passkey-stopped = The device gave no passkey: you stopped it, it took too long, or it knows none for this site. Try again.

account-passkeys = Passkeys
account-passkeys-text = A passkey signs you in alone, or takes the place of a code. Have two, so that losing one does no harm. Making or removing one ends your other sessions.
account-factor-passkey = A passkey is asked for after your passphrase. Codes are another way, for the day on which no device is at hand.
account-passkey-made = made { $at }
account-passkey-doubted = Its counter went back on { $at }, so it may have been copied. It opens nothing since. Remove it, and tell your administrator.
account-passkey-end = Remove “{ $name }”
account-passkey-end-do = Remove it
account-passkey-end-with = Remove it, confirmed with a passkey
account-passkey-name = What to call it
account-passkey-make = Make a passkey
account-passkey-no-site = This server is reached at an address that can have no passkeys. They need a name, and TLS.
account-done-passkey = The passkey is made. Your other sessions have ended.
account-done-passkey-end = The passkey is removed. Your other sessions have ended.
account-links = Single sign-on
account-links-text = A provider that is linked lets you in here without your passphrase.
account-single-only = Your account is entered by single sign-on alone.
account-link-since = linked { $at }
account-link-make = Link with { $provider }
account-link-do = Go there and link
account-link-end = Unlink { $provider }
account-link-end-do = Unlink
account-done-linked = Linked. From now on the provider lets you in.
account-done-link-end = Unlinked. Your other sessions have ended.

onward-title = On the way to { $provider }
onward-text = Your browser goes on by itself. You come back here afterwards.
onward-back-title = Back from single sign-on
onward-back-text = Your browser goes on by itself.
onward-in-title = You are let in
onward-in-text = Your browser goes on by itself.
onward-do = Go on

members-single = Single sign-on
members-single-only = single sign-on alone
members-passkeys = { $count ->
    [0] no passkey
    [one] one passkey
   *[other] { $count } passkeys
}
members-passkey-doubted = a passkey may have been copied

single-title = Single sign-on
single-lead = Who says for this office who somebody is. No account is made by a provider: a person links the own account, or you write down whom to expect.
single-providers = Providers
single-providers-none = None yet. People sign in with passphrase, code and passkey.
single-way-back = Tell the provider this redirect address:
single-new = Add a provider
single-change = Change { $provider }
single-name = Name in addresses
single-label = What people read on the button
single-issuer = Issuer
single-client = Client id
single-secret = Client secret
single-secret-stays = Client secret; left empty, it stays as it is
single-after = A second factor of ours
single-after-unless-said = asked for, unless the provider says that it asked for one
single-after-always = always asked for
single-after-never = never asked for
single-acr = Values of “acr” that say so, one in a line; “mfa” in “amr” always does
single-inside = It lies inside the network, or on this machine
single-set = Set it
single-end = End { $provider }
single-expected = Who is expected
single-expected-text = The first to come with this subject, or with this address confirmed by the provider, is linked with the account. Give one of the two.
single-expected-provider = Provider
single-expected-login = Account
single-expected-subject = Subject
single-expected-email = Mail address
single-expected-do = Expect them
single-expected-end = No more
single-only = By single sign-on alone
single-only-text = Whoever leaves at the provider is out here: no passphrase and no passkey opens such an account alone, no token works for it, and a session lasts an hour at most.
single-only-do = Single sign-on alone
single-only-not = Any way again
single-links = Linked accounts
single-changes = What was changed
single-change-provider = set the provider { $provider }
single-change-provider-ended = ended the provider { $provider }
single-change-expected = expects somebody of { $provider } as { $login }
single-change-expected-ended = no longer expects anybody of { $provider } as { $login }
single-change-linked = linked { $login } with { $provider }
single-change-unlinked = unlinked { $login } from { $provider }
single-change-only = lets { $login } in by single sign-on alone
single-change-any-way = lets { $login } in any way again

wrong-field-provider = Name in addresses
wrong-field-label = What people read on the button
wrong-field-issuer = Issuer
wrong-field-client = Client id
wrong-field-acr = Values of “acr”
wrong-field-subject = Subject
wrong-field-email = Mail address

error-sign-in-passkey = a passkey is asked for, which only a browser has; sign in at the page, and make a token for programs there
error-sign-in-single-only = this account is entered by single sign-on alone; use the button of your provider
error-passkey-regressed = the counter of this passkey went back, so it may have been copied; it opens nothing any more: remove it, make a new one, and tell your administrator
error-passkey = the passkey could not be confirmed; begin again
error-passkey-no-script = a passkey needs the script of the page, and a browser that has passkeys; use passphrase and code
error-passkey-no-site = passkeys need a server that is reached by a name over TLS; this one is not
error-passkey-name = a passkey has a name of at most 60 characters; change that
error-passkey-none = you have no such passkey
error-account-last-factor = the office asks a second factor of your role, and this is your last one; set up another first
error-account-only-way-in = the account is entered by single sign-on alone and would have no way in; expect somebody for it first, let it be entered in any way, or disable it
error-account-no-factor = the office asks a second factor of your role; set one up first
error-account-single-only = the account is entered by single sign-on alone: it has no tokens, and keeps its last link
error-account-no-link = your account has no such link
error-provider-name = the name of a provider has 1 to 40 lower-case letters, digits or dashes; choose another
error-provider-label = a provider has a label of at most 60 characters; give it one
error-provider-issuer = an issuer is an `https://` address without query; only on this machine, and where that is allowed, it may do without TLS
error-provider-client = a provider needs a client id, and for a new issuer a client secret
error-provider-many = an office has at most 10 providers; end one first
error-provider-none = there is nothing of this name or id
error-provider-changing = somebody was linked with this provider, or unlinked, at the same moment; nothing was changed: look again and repeat it
error-provider-in-use = an account that is entered by single sign-on alone would have no way in; let it in another way first
error-provider-unlinked = the account is linked with no provider, so nobody could enter it; link it, or write down whom to expect first
error-provider-expected = give a subject or a mail address, and not both
error-single-silent = the provider does not answer; try again later, or sign in another way
error-single-stale = this answer is not one to a question of this browser, or it comes too late; begin again
error-single-declined = the provider did not let you in; begin again, or ask there
error-single-unproven = the provider's answer could not be confirmed, so nobody was let in; begin again, and tell your administrator if it goes on
error-single-unknown = the provider knows you, but no account here is linked with you; sign in another way and link it, or ask your administrator
error-single-disabled = the account that you are linked with may not sign in any more; ask your administrator
error-single-taken = this sign-in is linked with an account already
error-single-demonstration = this is a demonstration, which reaches nobody, so no provider is asked

help-token = List, make or revoke the tokens by which programs work at a server
    .long =
        A token stands for the member within its scopes, until its day. It opens no account, so these commands need a session: take one with `tidegate sign-in` into TIDEGATE_TOKEN first.
    .after =
        Examples
          export TIDEGATE_SERVER=https://desk.example
          export TIDEGATE_TOKEN=$(tidegate sign-in mei)
          tidegate token make nightly --scope cases:read,registers:read --days 30
          tidegate token list
help-token-list = List the own tokens that have not ended
help-token-make = Make a token and print it, once
    .name = what it is for
    .scope = cases:read, cases:write, registers:read, registers:write, office:read, office:write; may be repeated or separated by commas
    .days = in how many days it ends; 90 if not given, 365 at most
help-token-revoke = Revoke a token
    .token = its id, as the list shows it

token-none = There is no token. `tidegate token make` makes one.
token-revoked = The token is revoked.
head-scopes = scopes
head-ends = ends
head-used = last used

help-single-sign-on = Let a provider of OpenID Connect say who somebody is
    .long =
        No account is made by a provider. A person links the own account at its page, or an administrator writes down whom to expect: a subject, or a mail address that the provider confirmed. With --server it needs the session of an administrator in TIDEGATE_TOKEN; without, it works on the folder.
    .after =
        Examples
          pass show desk/oidc | tidegate single-sign-on set house --label "House" --issuer https://id.example --client tidegate
          tidegate single-sign-on expect house mei --email mei@corp.example
          tidegate single-sign-on only mei
help-single-sign-on-list = List providers, whom the office expects of them, and what was changed
help-single-sign-on-set = Set a provider; its client secret is read as one line from the standard input, or typed
    .provider = its name in addresses
    .label = what people read on the button
    .issuer = its issuer, an address over TLS
    .client = as whom the office is known there
    .inside = it lies inside the network, or on this machine
    .after = whether a second factor of ours is asked for: unless-said (if not given), always, never
    .acr = a value of acr that says that the provider asked for a second factor; may be repeated
    .keep_secret = keep the client secret that is known
    .acting_as = who changes it, as it stands on record; TIDEGATE_AS if not given
help-single-sign-on-end = End a provider, with its links
    .provider = its name
    .acting_as = who changes it, as it stands on record; TIDEGATE_AS if not given
help-single-sign-on-expect = Write down whom to expect for an account
    .provider = the provider
    .login = the login of the account
    .subject = the subject
    .email = the mail address, which the provider must have confirmed
    .acting_as = who changes it, as it stands on record; TIDEGATE_AS if not given
help-single-sign-on-forget = Expect somebody no more
    .expected = the id, as the list shows it
    .acting_as = who changes it, as it stands on record; TIDEGATE_AS if not given
help-single-sign-on-only = Let an account in by single sign-on alone; its sessions and tokens end
    .login = the login of the account
    .not = let it in any way again
    .acting_as = who changes it, as it stands on record; TIDEGATE_AS if not given

single-none = No provider is set. `tidegate single-sign-on set` sets one.
single-secret-typed = Client secret: {""}
head-provider = provider
head-issuer = issuer
head-factor = second factor of ours
head-whom = whom

api-passkey-end = Removes a passkey of the own account, with the passphrase. Passkeys are made and used in a browser.
api-link-end = Unlinks the own account from a provider of single sign-on, with the passphrase.
api-single-sign-on = Providers of single sign-on, whom the office expects of them, links and changes, for administrators.
api-provider-set = Sets a provider of single sign-on.
api-provider-end = Ends a provider of single sign-on, with its links.
api-expected-add = Writes down whom to expect of a provider for an account.
api-expected-end = Expects somebody no more.
api-single-sign-on-only = Says whether an account is entered by single sign-on alone.

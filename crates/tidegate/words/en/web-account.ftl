# The own account, the second step of signing in, and the members of an office.

frame-members = Members
account-title = Your account
account-back = Back to your account
account-kept = I have put them somewhere safe
account-passphrase = Your passphrase
account-code = Code
account-demonstration = The members of this demonstration have no passphrase, so nothing here can be changed. In earnest it would be.
account-lacks-factor = Your office asks a second factor of your role. Set it up below; until then nothing else opens.
account-factor = Second factor
account-factor-since = A code is asked for after your passphrase since { $at }.
account-recovery-left = { $count ->
    [0] No recovery code is left. Set the codes up anew to get others.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
account-factor-none = None yet. With an authenticator on your telephone, somebody who learns your passphrase still does not get in.
account-factor-must = Your office asks for it.
account-code-begin = Set up codes
account-code-end = Ask for no code any more
account-code-title = Set up codes
account-code-lead = Read the picture with your authenticator, then type the code that it shows.
account-code-picture = A picture for authenticators. It holds a secret: nobody else should see it.
account-code-text = Or type this secret into it:
account-code-confirm = Confirm
account-code-wrong = The code is not right. Codes change every half minute: type the one that stands there now. After ten minutes, begin again.
account-recovery-title = Your recovery codes
account-recovery-text = From now on a code is asked for after your passphrase, and your other sessions have ended. If you lose your telephone, each of these opens once in place of a code. They are shown this once: print them, or put them into a password safe.
account-passphrase-title = Passphrase
account-passphrase-text = Twelve characters or more, of any kind. What is common or was leaked is refused. Changing it ends your other sessions.
account-passphrase-new = The new one
account-passphrase-do = Change it
account-sessions = Sessions
account-sessions-text = A session ends after half an hour without use, after twelve hours, and when you end it here. Where it comes from is not written down.
account-session-began = Since { $at },
account-session-seen = last used { $at }
account-session-this = this one
account-session-end = End it
account-sessions-end = End all others
account-tokens = Tokens for programs
account-tokens-text = A token lets a program do at the interface what your roles allow, within its scopes. It opens no page and not this account.
account-token-new = Make a token
account-token-name = What it is for
account-token-scopes = Scopes
account-token-days = Ends in days
account-token-make = Make it
account-token-made = The token “{ $name }”
account-token-once = It is shown this once. A program sends it as its bearer token.
account-token-ends = ends { $at }
account-token-seen = last used { $at }
account-token-unused = never used
account-token-end = Revoke
account-done-passphrase = Your passphrase is changed, and your other sessions have ended.
account-done-code-end = No code is asked for any more.
account-done-session = Ended.
account-done-token = The token is revoked.
scope-cases-read = read cases and what is owed
scope-cases-write = everything that is sent about cases, questions too
scope-registers-read = read registers
scope-registers-write = put something on a register
scope-office-read = read what else members of the office may read
scope-office-write = everything else that members of the office may send

sign-in-code-title = And a code
sign-in-code-lead = Your passphrase is right. Type the code that your authenticator shows, or one of your recovery codes.
sign-in-code-refused = That code does not open. Each is good once and for half a minute; after too many tries it rests for a quarter of an hour.
sign-in-code-lost = Lost both? An administrator of the office who knows you can let you set up a new one.
sign-in-again = Begin again

members-title = Members
members-lead = Who may sign in here. What they did stays on record, whatever you end.
members-factor = second factor
members-factor-none = no second factor
members-sessions = { $count ->
    [0] no session
    [one] one session
   *[other] { $count } sessions
}
members-tokens = { $count ->
    [0] no token
    [one] one token
   *[other] { $count } tokens
}
members-end-sessions = End sessions
members-end-tokens = Revoke tokens
members-links = { $count ->
    [one] linked with one provider
   *[other] linked with { $count } providers
}
members-end-links = End links with providers
members-end-factor = Remove second factor
members-end-account = Disable
members-asked = Second factor
members-asked-text = Whoever has one of these roles must set up a second factor before anything else opens. It counts from the next time that somebody signs in.
members-asked-roles = Asked of
members-asked-do = Ask for it

wrong-scope-title = Not within this token
wrong-scope-text = The token is not made for this: it lacks the scope, or no token may do it. Make one with the scope, or sign in.
wrong-code-title = A code is asked for
wrong-code-text = The passphrase is right. Send a code of your authenticator, or a recovery code, beside it.
wrong-factor-first-title = Set up a second factor first
wrong-factor-first-text = The office asks a second factor of your role. Until you have set one up, nothing but your account opens.

api-account = The own account: second factor, sessions, tokens.
api-passphrase-change = Changes the own passphrase, with the old one. Other sessions end.
api-codes-offer = Gives a secret for an authenticator, shown once.
api-codes-confirm = Asks for codes from now on, and gives recovery codes, shown once.
api-codes-end = Asks for no code any more.
api-sessions-end-others = Ends every other session of the own account.
api-session-end-one = Ends one session of the own account.
api-token-make = Makes a token with scopes and an end, shown once.
api-token-end = Revokes a token.
api-members = The accounts of the office, for administrators.
api-members-second-factor = Says whose roles must have a second factor.
api-member-end = Ends sessions, tokens, second factor or the account of a member.

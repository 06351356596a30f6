# What stands around every page, and the pages for what went wrong.

frame-skip = To the content
frame-nav = Pages
frame-nav-work = Work of the office
frame-demonstration = Demonstration, reaches nobody.
frame-demonstration-label = This is a demonstration
frame-demonstration-text = The offices are invented, and nothing leaves this machine.
frame-demonstration-reset = Begin again
frame-ask = Ask the gate
frame-law = The book
frame-verify = Verify a receipt
frame-report = Report a flaw
frame-cases = Cases
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-other-language = 中文
frame-other-language-tag = zh-Hans
frame-interface = For programs
frame-not-advice = Not legal advice. Each answer says which text it rests on, when that was last compared and how sure we are of it; what the book does not hold is not checked.

home-title = The clearing house for vulnerability information under law
home-headline = What the law says must flow, flows in time. What it says must not, does not.
home-lead = Report a flaw and get a receipt that proves it for ever. Ask whether something may be told, published or sold, and get the answer with the article. Every passage stands on a log that nobody can quietly change.
home-ask = Ask the gate
home-ask-text = May this be told, published, sold, sent abroad? Turn the clock of a real case and see the answer change.
home-report = Report a flaw to { $office }
home-report-text = Without an account, in two minutes. Everyone it reaches is named before you send it.
home-law = Read the book
home-law-text = Each statute in plain sentences, with the rule, the doubts, the source, and how sure we are.
home-verify = Verify a receipt
home-verify-text = In your browser; nothing is sent anywhere.

sign-in-title = Sign in
sign-in-lead = To the desk of { $office }
sign-in-login = Login
sign-in-passphrase = Passphrase
sign-in-do = Sign in
sign-in-refused = Login or passphrase is wrong, or the account rests after too many tries. Wait a quarter of an hour, or ask your administrator.
sign-in-finder = Finders need no account: use the way back that came with the receipt.

role-manufacturer = Manufacturer's response team
role-operator = Operator
role-analyst = Analyst
role-decision-maker = Decision-maker
role-coordinator = Coordinator
role-auditor = Auditor
role-administrator = Administrator
role-organisation-administrator = Organisation administrator

wrong-written-title = What you wrote
wrong-written-text = Nothing was recorded, and nothing is lost: change what is wrong and send it again.
wrong-field-text = The text
wrong-field-lines = What happened, one line each
wrong-field-source = From what source
wrong-field-value = The value
wrong-field-reasons = Reasons
wrong-field-reason = Reason
wrong-field-by = Who decides, by name
wrong-field-expires = Until when
wrong-field-until = Until when
wrong-field-terms = Under which terms
wrong-field-time = When
wrong-field-other = { $name ->
    [duplicate_of] The case it repeats
    [judge_duplicate_of] The case they repeat
    [judge_reason] Reason
    [judge_answer] Answer
    [close_reason] Reason
    [hold_until] On hold until
    [hold_note] Note
    [other] Another case
    [into] Another case
    [note] Note
    [number] Number
    [days] Days
    [login] Login
    [address] Address
    [happens] What happens
    [case] Case
   *[any] The field “{ $name }”
}
wrong-field-when = When
wrong-field-reference = The portal's reference
wrong-field-name = Name
wrong-field-versions = Versions
wrong-field-basis = Basis
wrong-field-text_1 = Measure 1: what
wrong-field-due_1 = Measure 1: its own time
wrong-field-text_2 = Measure 2: what
wrong-field-due_2 = Measure 2: its own time
wrong-field-text_3 = Measure 3: what
wrong-field-due_3 = Measure 3: its own time
wrong-field-text_4 = Measure 4: what
wrong-field-due_4 = Measure 4: its own time
wrong-back = Go on from here
wrong-written-do = Send again
wrong-home = To the first page
wrong-nowhere-title = There is nothing here
wrong-nowhere-text = The address is wrong, or what was here is not for you to see. Check the link, or start from the first page.
wrong-method-title = This address is not for that
wrong-method-text = Go back and use the page's own buttons.
wrong-sign-in-title = Please sign in first
wrong-sign-in-text = This page is for members of the office. Sign in and come back.
wrong-not-yours-title = Not for your role
wrong-not-yours-text = You are signed in, but none of your roles may do this. Ask the office's administrator if that is a mistake.
wrong-other-site-title = This came from another site
wrong-other-site-text = For your safety nothing was done. Open the page here and try again.
wrong-stale-title = This form is not yours any more
wrong-stale-text = Your browser lost the cookie that the form was tied to. Go back, reload the page and send it again; what you typed is still in your browser.
wrong-form-title = The form was not understood
wrong-form-text = A field is missing or is not of the expected form. Go back, check what you entered and send it again.
wrong-too-large-title = Too large
wrong-too-large-text = What was sent is larger than this server takes in at once, and none of it was kept. Go back and send fewer or smaller files. What you wrote before stands as it was; large files go from your own page once the report is sent, in pieces.
wrong-too-many-title = A moment, please
wrong-too-many-text = Too many requests. Try again in { $seconds } seconds.
wrong-asked-title = This cannot be done
wrong-changed-title = It changed meanwhile
wrong-fault-title = Our fault
wrong-fault-text = Something on this server failed. Nothing was recorded unless you were told so. Try again; if it stays, tell the office.
frame-demonstration-goes = All that anybody entered in the demonstration goes, in all offices.
frame-demonstration-do = Drop it all and begin again
wrong-field-remind = Days until the reminder
wrong-field-escalate = Days until the coordinator is told
wrong-field-decide = Days until whoever decides is told

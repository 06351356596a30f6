# A case on its screen, its content, and the forms that tell it something.

case-page-title = Case { $handle }
case-page-lead = As of { $at }. That you looked at the case is on the log.
case-page-recorded = Recorded at leaf { $leaf } of the log, under a signed head.
case-page-within = Parts of this page
case-page-duties = Duties that run
case-page-no-duties = No duty runs at present, as far as the record of the case goes.
case-page-any-of = one of them suffices
case-page-counting = How this was counted
case-page-others = { $count ->
    [one] One more duty is met, or its clock has not started.
   *[other] { $count } more duties are met, or their clocks have not started.
}
case-page-ask-free = A question is free: the case is read for it, and that is on the log; question and answer are not.
case-page-ask-from = Who
case-page-ask-act = does what
case-page-ask-content = with what
case-page-ask-to = with whom
case-page-ask-do = Ask
case-page-ask-again = Ask again
case-page-need = Need to know
case-page-decide = Record the decision
case-page-decide-text = The gate is asked anew, confirmed by the reference engine, and its answer goes on the log under your name, whatever it is. It cannot be taken back.
case-page-decide-confirm = I ask this in earnest.
case-page-decide-do = Ask and record
case-page-decide-unconfirmed = Tick the box that you ask in earnest; nothing was recorded.
case-page-plan = Plan
case-page-plan-text = Every duty on one line of time, what the gate says of each, and an order of steps that it lets pass.
case-page-plan-do = Plan, and what if
case-page-tell = Tell the case something
case-page-tell-fact = Establish a fact
case-page-tell-event = Something happened
case-page-tell-lines = What happened, one line each
case-page-tell-hint = In the words of scenes. A time without offset is read in the zone { $zone }; a line without a time happens now.
case-page-tell-example-command =
    2026-11-02 09:00 "Acme" learned
    2026-11-03 "Acme" notifies remedy to users
    note called back
case-page-tell-do = Record
case-page-embargo = An embargo was agreed
case-page-embargo-parties = Between whom
case-page-embargo-until = Until when
case-page-embargo-until-hint = A day with the hour, such as 2027-02-01 09:00, in the zone { $zone }. Empty: until a remedy is there.
case-page-embargo-terms = Under which terms
case-page-embargo-terms-hint = Such as TLP:AMBER, or the name of a list and its rule.
case-page-source = Source
case-page-source-hint = Where this is known from: a letter, a page, a call.
case-page-line = Time line
case-page-line-label = What happened, now, and what is due, from left to right; the record below has it in words
case-page-line-scale = not to scale: long quiet times are drawn short
case-page-now = now
case-page-key-past = happened
case-page-key-due = due
case-page-facts = Facts
case-page-since = since { $since }
case-page-content = Content and its disclosure
case-page-no-content = The case has no content yet.
case-page-confidential = for this office alone
case-page-erased = The content was erased.
case-page-open = Open
case-page-open-file = As a file
case-page-open-note = Opening asks the gate for the office's own use; the decision is on the log before anything opens.
case-page-parties = Parties and products
case-page-product = { $product }, provided by { $makers }, made available in { $markets }
case-page-unknown = not known
case-page-own = this office
case-page-knows = Who knows what since when
case-page-nobody = Nobody is on record as knowing anything.
case-page-record = Record
record-run = Entries { $first } to { $last }
record-all = All { $count } entries of the record
case-page-log = The log

party-finder = finder
party-reporter = reporter
party-manufacturer = manufacturer
party-supplier = supplier
party-coordinator = coordinator
party-authority = authority
party-operator = operator
party-public = public

case-fact-title = Establish a fact
case-fact-lead = With its source and the time since when it is so. What nobody said is unknown, not false.
case-fact-which = Which fact
case-fact-choose = Choose
case-fact-value = What is so
case-fact-unknown = It is not known after all.
case-fact-about = About
case-fact-the-flaw = the flaw
case-fact-time = Since when
case-fact-time-hint = A day, or a day with a time in the zone { $zone }; empty for now.
case-fact-do = Record the fact
case-fact-no-source = A source is needed; nothing was recorded.
case-tell-nothing = No line says anything that can be recorded; nothing was.

content-opened = Opened for this office's own use by the decision at leaf { $leaf } of the log.
content-foreign = Somebody else wrote this. It is shown as plain text and never rendered.
content-shut-title = This stays shut
content-shut-text = The gate does not let this office have the content.
content-shut-identity = Who the finder is opens to nobody but the finder.
content-shut-leaf = That it was asked is at leaf { $leaf } of the log.
case-ask-clocks = Clocks of whoever acts:
case-ask-demonstration = In this demonstration you look on as a member of { $office }, without a passphrase; the case and what happened in it are invented.
case-page-settled = Met, or decided upon
content-as-sent = As it was sent
case-page-present = in { $here }; lives in: { $home }

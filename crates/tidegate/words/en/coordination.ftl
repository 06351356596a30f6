# Coordination: the report with each participant, the embargo, what has happened, and what manufacturers say.

coordination-report-start = has not received it
coordination-report-received = received
coordination-report-invalid = found invalid
coordination-report-valid = found valid
coordination-report-deferred = deferred
coordination-report-accepted = accepted
coordination-report-closed = closed

coordination-step-receive = received the report
coordination-step-validate = finds that the report shows a flaw
coordination-step-invalidate = finds that the report shows no flaw
coordination-step-accept = works on it
coordination-step-defer = lets the work wait
coordination-step-close = is done with the report

coordination-stage-none = none
coordination-stage-proposed = proposed
coordination-stage-active = holds
coordination-stage-revise = holds, other terms proposed
coordination-stage-exited = over

coordination-consent-none = was not asked
coordination-consent-invited = was asked, has not answered
coordination-consent-signatory = agreed
coordination-consent-declined = declined
coordination-consent-lapsed = agreed to earlier terms only

coordination-mark-v = the manufacturer knows
coordination-mark-f = a remedy is ready
coordination-mark-d = the remedy is deployed
coordination-mark-p = the public knows
coordination-mark-x = an exploit is public
coordination-mark-a = attacks were seen

coordination-status-affected = affected
coordination-status-not-affected = not affected
coordination-status-under-investigation = under investigation
coordination-status-fixed = fixed
coordination-status-unknown = unknown

coordination-level-wait = not long yet
coordination-level-remind = remind it
coordination-level-escalate = seek another way to it
coordination-level-decide = decide how to go on without it

coordination-outcome-open = open
coordination-outcome-agreed = agreed
coordination-outcome-rejected = rejected
coordination-outcome-overtaken = overtaken

coordination-answer-accepts = accepts
coordination-answer-rejects = rejects
coordination-answer-taken = is bound for the shorter of two terms, which both contain

event-report-managed = { $who }: { $step } ({ $why })
event-embargo-proposed = { $by } proposes to { $to } an embargo until { $until }
event-embargo-invited = { $by } asks { $who } to agree to the embargo
event-embargo-answered = { $who } answers proposed terms of an embargo: { $answer }
event-embargo-joined = { $who } answers the embargo that holds: { $answer }
event-embargo-ended-because = the embargo ended: { $why }
event-marked = { $who }: { $what }
event-status = { $who } says of { $product }: { $status } ({ $why })

error-report-step-closed = the report is closed there and is not opened again; a new finding is a new report
error-report-step-not-received = the report was not received there yet; record that first
error-report-step-not-prioritised = a report that was found valid is accepted or deferred before it is closed
error-report-step-not-from = this step does not follow where the report is { $state } there
error-embargo-nothing-proposed = no embargo is proposed that could be answered; propose one
error-consent-agreed-already = it agreed to the embargo already
error-consent-asked-already = it was asked already and has not answered
error-consent-declined = it declined; ask it again first
error-consent-never-agreed = it agreed to no terms that could be revised
error-remedy-before-accepting = a remedy is ready or deployed only where the report was accepted; record that first
error-embargo-after = no embargo is proposed or agreed any more: { $what }
error-report-closed = `{ $id }` has closed its report and proposes nothing about it
error-terms-taken = the id of the proposal is taken; use a new one
error-terms-decided = the proposal was decided; answer the embargo that holds, or propose other terms
error-not-asked = `{ $id }` was not asked by this proposal; propose to it
error-answered-before = `{ $id }` has answered this proposal; propose other terms
error-not-an-answer = an answer is yes or no; that terms are taken as accepted follows by itself
error-shorter-terms-first = the proposal that ends at { $at } is decided first; the later one stays open
error-marked-before = this has happened before, and happens once: { $what }
error-whose-mark = knowledge and remedy are those of a manufacturer; name it
error-nobodys-mark = what is public, and attacks, are nobody's; leave the manufacturer out
error-not-a-manufacturer = `{ $id }` is not a manufacturer of this case; name one that is
error-part-terms = the terms of the embargo
error-misfit-terms = event { $event } names proposal `{ $id }`, which is not in the case

need-not-agreed = an embargo holds and the recipient has not agreed to it; ask it, and once it has accepted it may see the report
need-not-released = disclosure overseas and publication before the remedy take two persons of an authority; propose it, and another person signs it

coordination-title = Coordination
coordination-link = Who takes part, and the embargo
coordination-link-text = How far each is with the report, who agreed to which embargo, what has happened, and what manufacturers say.
coordination-participants = Who takes part
coordination-report = Report
coordination-embargo = Embargo
coordination-here = the case is here
coordination-state = State of the case
coordination-no-step = Nothing is left to do with the report here.
coordination-step = Next step with the report
coordination-step-which = Which step
coordination-reason = Why
coordination-who = Who
coordination-until = until { $until }
coordination-until-remedy = until a remedy is there
coordination-over = The term is over and binds nobody any more. Record its end, or that other terms were agreed.
coordination-embargo-text = An embargo is an agreement among those who accepted it. Whoever has not accepted it is not given the report, unless a binding duty demands that. It ends at once when the flaw or an exploit is public or attacks are seen.
coordination-unanswered = Not answered yet: { $who }
coordination-answer = Answer
coordination-answer-which = The answer
coordination-answer-text = The proposal that ends first is answered first; where none is open, the embargo that holds. Terms that two accept hold among these two.
coordination-propose = Propose terms
coordination-propose-text = While an embargo holds this proposes to revise it; the old terms hold until the new ones are accepted. Of two proposals to each other the shorter is taken as accepted, and the longer stays open.
coordination-propose-to = To whom; nobody ticked means all others
coordination-propose-until-hint = A day with the hour and, if you like, the distance from UTC, such as 2026-12-01 12:00 +08:00.
coordination-invite = Ask somebody to agree
coordination-invite-text = Somebody new agrees first and may see the report then.
coordination-invite-whom = Who is asked
coordination-end = End the embargo
coordination-end-text = It ends at once for everybody and does not come back. Being done with one's own report does not end it.
coordination-end-why = On what ground
coordination-end-remedy = a remedy is ready or deployed
coordination-end-expired = its term is over
coordination-end-other = another
coordination-mark = Something has happened
coordination-mark-text = Each happens once and is not undone. An exploit that is public makes the flaw public. What makes an embargo pointless ends it in the same moment.
coordination-mark-which = What
coordination-not-yet = not on record
coordination-standing = Manufacturer's status
coordination-standing-text = Nothing heard is a state of its own. After some days without a word the manufacturer is reminded, after more another way to it is sought, and at last a named person decides how to go on. After how many days stands on the page of notices: it is this office's own custom and no law.
coordination-standing-none = The case names no manufacturer.
coordination-not-told = It was not told yet, so no answer is waited for.
coordination-silent = No answer since { $since }: { $level }.
coordination-silent-next = From { $at }: { $level }.
coordination-status-give = Record its status
coordination-status-which = Status
clock-silent = No answer since { $since }: { $level }
coordination-silences = Answers that are waited for
coordination-silences-text = How long the office waits is its own custom and no law; an administrator sets the days on the page of notices. A word from them ends it or sets the clock anew.

# Directives, and what takes two signatures.
directive-title = Directive
directive-title-request = Request
directive-none = No directive was issued in this case, and nothing waits for a second signature.
directive-late = Late: something that was due was not reported in time.
directive-awaits-answer = waits for its bearer's answer
directive-awaits-measures = waits for its measures
directive-awaits-review = contested or more time asked: waits for a decision
directive-awaits-verification = reported: waits to be verified
directive-awaits-met = met
directive-awaits-withdrawn = withdrawn
directive-awaits-replaced = replaced by another
directive-done-open = open
directive-done-reported = reported, not yet verified
directive-done-sent-back = sent back: not enough
directive-done-met = verified
directive-kind-repair = repair
directive-kind-mitigate = mitigate
directive-kind-notify-users = tell the users
directive-kind-withdraw = withdraw from supply
directive-kind-report-back = report back
directive-kind-other = another measure
directive-basis-unknown = the book has no article `{ $named }`; name one as the book cites it, such as `RMSV 7(3)`, or none: without a basis it is a request
directive-basis-soft = { $cited } does not bind and cannot be the basis of a directive; leave the basis out: then it is a request
directive-basis-not-in-force = { $cited } is not in force and cannot be the basis of a directive
directive-letter-by = From: { $value }
directive-letter-to = To: { $value }
directive-letter-product = Product: { $value }
directive-letter-basis = Basis: { $value }
directive-letter-no-basis = This is a request. No binding basis is cited.
directive-letter-reasons = Reasons: { $value }
directive-letter-measures = What is asked:
directive-letter-measure = { $number }. { $kind }: { $text }
directive-letter-measure-due = { $number }. { $kind }: { $text } · by { $due }
directive-letter-signed = Signed: { $value }
directive-step-acknowledged = Its bearer acknowledged it.
directive-step-time = Its bearer asks for time until { $until }.
directive-step-contested = Its bearer contests it.
directive-step-upheld = It was upheld.
directive-step-extended = There is time until { $until }.
directive-step-withdrawn = It was withdrawn.
directive-step-reported = Measure { $number } was reported.
directive-step-verified = Measure { $number } was verified: it works.
directive-step-partial = Measure { $number } was sent back: it works in part.
directive-step-ineffective = Measure { $number } was sent back: it does not work.
directive-text-proposed = WAITS FOR A SECOND SIGNATURE · { $what } · proposed by { $by } · { $at }
directive-text-title = { $title } of { $by } to { $to } · { $state }
directive-text-measure = { $number }. { $kind }: { $text } · { $state }
directive-text-measure-due = { $number }. { $kind }: { $text } · by { $due } · { $state }
directive-recorded-proposed = PROPOSED · a second person must sign it
directive-recorded-signed = SIGNED
directive-recorded-declined = DECLINED
directive-recorded-back = TAKEN BACK
directive-recorded-answered = ANSWERED
directive-recorded-reported = REPORTED
directive-recorded-verified = VERIFIED
directive-served = Its letter lies on its bearer's page.
directive-not-served = The gate does not let its letter out to its bearer. The directive is issued; its bearer does not have it.
proposal-directive = a directive to { $to }
proposal-request = a request to { $to }
proposal-upheld = to uphold the directive to { $to }
proposal-extended = more time for { $to }
proposal-withdrawn = to withdraw the directive to { $to }
proposal-ruling = a ruling on a flow to { $to }
event-directive-acknowledged = { $by } acknowledges a directive
event-directive-time = { $by } asks for more time for a directive
event-directive-contested = { $by } contests a directive
event-directive-upheld = { $by } upholds a directive
event-directive-extended = { $by } gives more time for a directive
event-directive-withdrawn = { $by } withdraws a directive
event-measure-reported = { $by } reports measure { $number } of a directive
event-proposed-directive = { $name } proposes a directive
event-proposed-request = { $name } proposes a request
event-proposed-review = { $name } proposes what becomes of a directive
event-proposed-ruling = { $name } proposes a ruling
event-proposal-signed = { $name } signs a proposal
event-proposal-declined = { $name } declines a proposal
event-proposal-back = { $name } takes a proposal back
directives-page-title = Directives
directives-page-lead = What is asked of whom by when, on what basis, and how far it has come. A directive takes two signatures, of which one decides for the office. Without a basis that binds it is a request.
directives-page-waiting = Waits for a second signature
directives-page-issued = Issued
directives-page-look = Look and sign
directives-page-new = Propose a directive
directives-page-to = Who bears it
directives-page-product = Product
directives-page-no-product = no product in particular
directives-page-versions = Versions
directives-page-versions-hint = As the manufacturer writes them, such as 1.0 to 1.4.
directives-page-measures = What is to be done
directives-page-measures-hint = Fill in as many as are needed. A measure without its own time has the time of the whole.
directives-page-measure = Measure
directives-page-kind = What sort
directives-page-text = What, in words
directives-page-own-due = Its own time
directives-page-due = Until when, for the whole
directives-page-due-hint = With the hour, in the zone { $zone }: 2026-12-24 17:00
directives-page-basis = Basis
directives-page-basis-hint = An article of the book that binds, such as RMSV 7(3). Leave it empty for a request.
directives-page-replaces = Replaces
directives-page-replaces-none = no other
directives-page-reasons = Reasons
directives-page-reasons-hint = Its bearer reads them. Nothing that its bearer may not know.
directives-page-propose = Propose and sign as the first
directives-page-basis-says = What the basis says
directives-page-basis-none = No binding basis is cited: this is a request, and nobody has to follow it.
directives-page-basis-no-duty = The book has no duty under this article that its bearer would owe. Whether it lets this office direct is for the office to answer.
directives-page-signed = Signed by { $names }
directives-page-served = Its letter reached its bearer on { $at }.
directives-page-not-served = Its letter has not reached its bearer: the gate did not let it out.
directives-page-serve = Put the letter to the gate again
directives-page-steps = What happened since
directives-page-none-since = Nothing yet.
directives-page-verify = Verify a measure
directives-page-result = What was found
directives-page-effective = it works
directives-page-partial = it works in part: send it back
directives-page-ineffective = it does not work: send it back
directives-page-finding = What was looked at, and what is missing
directives-page-verify-do = Record what was found
directives-page-review = Decide what becomes of it
directives-page-review-which = What is proposed
directives-page-upheld = it stands
directives-page-extended = more time
directives-page-withdrawn = it is withdrawn
directives-page-until = Of more time: until when
directives-page-answer = Record the answer of its bearer
directives-page-answer-which = What its bearer answers
directives-page-acknowledges = acknowledges
directives-page-asks-for-time = asks for more time
directives-page-contests = contests
directives-page-answer-do = Record the answer
directives-page-report = Record that a measure was reported
directives-page-statement = What was done
directives-page-report-do = Record the report
directives-page-by-when = by { $due }
directives-page-case = Directives of this case
proposal-page-title = Second signature
proposal-page-lead = { $by } proposed this on { $at }. Nothing happens before a second person signs. What you sign is exactly what stands here.
proposal-page-over = What the ruling goes over
proposal-page-known = What is known of the case
proposal-page-sign = Sign
proposal-page-sign-hint = Signing makes it happen at once and stands on the log with your name.
proposal-page-decline = Decline
proposal-page-back = Take back
proposal-page-why = Why
proposal-page-own = You proposed this. Another person must sign it; you can take it back.
proposal-page-nobody-decides = Neither of you decides for the office. A decision-maker must sign.
case-page-waiting = { $count ->
    [one] { $count } proposal waits for a second signature.
   *[other] { $count } proposals wait for a second signature.
}
case-page-asked = { $count ->
    [one] { $count } directive or request asks for something.
   *[other] { $count } directives and requests ask for something.
}

help-directive = What is asked of whom in a case, and what waits for a second signature
    .long =
        Show the directives of a case and what became of them; propose one; sign, decline or take back a proposal; record what its bearer answers and reports, and what a verification found.

        A directive takes two signatures of two people, of which one decides for the office: at an authority a decision-maker, as the account of that name says. Without an article of the book that binds, it is a request.
    .after =
        Examples
          tidegate directive 2026-0017 --to Acme --product R7 --measure "repair=provide a fixed firmware" --measure "notify_users=tell the users @ 2026-12-03 17:00" --until "2026-12-10 17:00" --reasons "it is exploited"
          tidegate directive 2026-0017 --sign proposal_01hv...
          tidegate directive 2026-0017 --of directive_01hv... --answer asks_for_time --until "2026-12-20 17:00" --reasons "a part is late"
          tidegate directive 2026-0017 --of directive_01hv... --done 1 --reasons "firmware 1.2 is out"
          tidegate directive 2026-0017 --of directive_01hv... --verify 1 --result partial --reasons "1.2 still answers"
    .case = the id or the handle of a case
    .to = propose a directive to this party
    .product = the product it is about
    .versions = which versions
    .measure = KIND=TEXT, perhaps with @ TIME at its end; repair, mitigate, notify_users, withdraw_from_supply, report_back or other; may be repeated
    .until = until when; of a directive for every measure without a time of its own
    .basis = an article of the book that binds, such as "RMSV 7(3)"; none for a request
    .replaces = the directive that it replaces
    .reasons = why; of a report what was done, of a verification what was found
    .sign = sign this proposal as the second person
    .decline = decline this proposal
    .take_back = take back this proposal, which you made
    .of = the directive that the rest is about
    .answer = what its bearer answers: acknowledges, asks_for_time or contests
    .review = propose what becomes of it: upheld, extended or withdrawn
    .done = the number of a measure that its bearer reports
    .verify = the number of a measure that was verified
    .result = what was found: effective, partial or ineffective
    .acting_as = who acts, by name [TIDEGATE_AS, or the account's name]

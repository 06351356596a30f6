# "Not reportable": a named person finds that a duty asks for no report.

not-reportable-headline = { $count ->
    [0] NO DECISION NOT TO REPORT
    [one] ONE DECISION NOT TO REPORT
   *[other] { $count } DECISIONS NOT TO REPORT
  }
not-reportable-heading = { $rule } · { $bearer } { $what } · product: { $product }
not-reportable-decided = Decided by { $by } on { $at } (event { $event }): { $reasons }
not-reportable-not-owed = On what is known the duty is not owed.
not-reportable-perhaps = Whether it is owed rests on what is not known.
not-reportable-encouraged = It is encouraged and does not bind.
not-reportable-rests = It rests on these facts:
not-reportable-not-known = not known: { $fact }
not-reportable-stands = It stands: the facts are as they were.
not-reportable-started = It does not stand: a clock of the duty has started since, { $at }. Decide anew.
not-reportable-changed = It does not stand: what follows is known otherwise. Look at the duties again.
not-reportable-change = then: { $then } · now: { $now }
not-reportable-same = Asked again of the case as it was, the same book says the same.
not-reportable-same-other-book = The decision was made under another book; the one in use says the same.
not-reportable-other-book = The decision was made under another book; the one in use says otherwise. Give the book of then with --law to ask it.
not-reportable-other = Asked again of the case as it was, the book says otherwise. The record does not follow from itself: have it checked.
not-reportable-recorded = DECIDED: NOT REPORTABLE · { $by } · { $at }
not-reportable-until = It stands while the facts on which it rests stay as they are. When one changes, the duty is open again.
not-reportable-owed = { $rule } is owed on the facts that are known, and binds: whether to report is no matter of decision. File it, or correct the fact that makes it owed.
not-reportable-no-party = the case has no party called `{ $name }`; name one as the case calls it
not-reportable-no-product = the case has no product called `{ $name }`; name one as the case calls it
not-reportable-which-product = `{ $name }` is a duty about a product and the case has several; say which with its name

not-reportable-page-title = Not reportable
not-reportable-page-lead = A named person may find that a duty asks for no report in this case. The facts that the book looks at are kept with the decision, as known at that moment; when one of them changes, the duty is open again. What is surely owed is no matter of decision.
not-reportable-page-which = Which duty
not-reportable-page-party = Whose duty
not-reportable-page-product = About which product
not-reportable-page-any = who bears it
not-reportable-page-only = the one it can be about
not-reportable-page-ask = Ask the book
not-reportable-page-by = Who decides, by name
not-reportable-page-reasons = Reasons
not-reportable-page-reasons-hint = What was looked at and what it showed. Nothing about the flaw itself: whoever may read the case reads this.
not-reportable-page-do = Record: not reportable
not-reportable-page-decisions = Decisions
not-reportable-page-none = Nobody has decided so in this case.
not-reportable-page-event = Its event in the case
not-reportable-page-link = Not reportable?
not-reportable-line = Not reportable, decided by { $by } on { $at }: { $reasons }
duty-reference = Reference of the addressee: { $reference }, { $when }

help-not-reportable = Find that a duty asks for no report, or see how such decisions stand
    .long =
        Without --duty: every decision of the case that a duty asks for no report, whether it stands today, what has changed since, and what the book says when it is asked again of the case as it was.

        With --duty: what the book says of that duty, and every fact on which it rests. With --by and --reasons as well: the decision of a named person, on the log, with those facts and the digest of the book. It stands while the facts stay as they are and no clock of the duty starts anew. A duty that is surely owed and binds is no matter of decision.
    .after =
        Examples
          tidegate not-reportable 2026-3k0qd-7rm2x
          tidegate not-reportable 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)"
          tidegate not-reportable 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)" --by "Wang Fang" \
            --reasons "two logs were read and neither shows an attack"
    .case = the case, by its handle or id
    .duty = the duty: a rule, its citation, or the key of a form
    .party = whose duty, by name [who alone bears it, else the one maker, else the office]
    .product = the product, by name [the one that it can be about]
    .by = who decides, by name
    .reasons = why
    .acting_as = who records it, by name [TIDEGATE_AS, or the account]
    .against_the_finder = decide although the reporter says otherwise and nobody has established it; the reasons answer that

## What a reporter says and nobody has established

asserted-title = What the reporter says
asserted-line = { $said }; nobody has established it.
asserted-exploited-yes = The reporter says that the flaw is exploited
asserted-exploited-no = The reporter says that the flaw is not exploited
asserted-exploited-unknown = The reporter does not know whether the flaw is exploited
asserted-malicious-yes = The reporter says that somebody malicious exploits the flaw
asserted-malicious-no = The reporter says that nobody malicious exploits the flaw
asserted-malicious-unknown = The reporter does not know whether somebody malicious exploits the flaw
asserted-public-yes = The reporter says that the flaw is public
asserted-public-no = The reporter says that the flaw is not public
asserted-public-unknown = The reporter does not know whether the flaw is public
asserted-establish = Establish it: tidegate fact { $case } { $fact } --source …, or { $fact }=false; or say why a duty asks for no report all the same.
asserted-tell = If it is so, say what is public: tidegate tell { $case } "CONTENT is STATE".
asserted-page-establish = Establish it, the one way or the other
asserted-page-note = An assertion establishes no fact and starts no clock.
not-reportable-against = { $said } This duty looks at that or starts with it. Establish the fact, the one way or the other; or decide all the same, with reasons that answer the reporter and the acknowledgement: --against-the-finder, the box on the page, `against_the_finder` in the interface.
not-reportable-against-line = Decided knowing that the reporter says otherwise.
not-reportable-page-against = I decide against what the reporter says, and my reasons answer it.

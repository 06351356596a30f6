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

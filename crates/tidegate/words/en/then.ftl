# A case as the office knew it at an instant, beside the case of today.

then-title = Why not earlier?
then-page-link = Why not earlier? What was known when
then-lead = What the office knew at { $at }, beside what it knows today
then-at = The instant
then-do = Look
then-before = The change before
then-after = The change after
then-known = Known to the office then
then-today = Known to the office today
then-unknown = The office did not know of the case then.
then-events = { $count ->
    [one] 1 event on record
   *[other] { $count } events on record
}
then-duties = Duties that ran
then-no-duty = None.
then-started = since { $at }
then-not-started = its clock had not started
then-due = due { $at }
then-facts = Facts that stood
then-no-fact = None was established.
then-fact = { $said } · since { $since } · known to the office since { $recorded }
then-ledger = Who knew what
then-nobody = Nobody.
then-knows = { $who }: { $class }, since { $since }
then-law = Under which law
then-law-text = The same book, at that instant; besides, these house rules and positions of the office counted then:
then-later = Had happened, and was not known yet
then-later-text = By what is known today it had happened by that instant. It was recorded only afterwards, so nobody here could act on it.
then-later-line = { $what } · happened { $happened } · known to the office since { $recorded }
then-moments = When something changed
then-moments-text = “Known” is when it was recorded here; “happened” is when it took place. They differ where somebody heard of it later.
then-was-known = known
then-happened = happened
then-more = and { $count } more
then-no-flow = The case had no such content or party then.
then-note = Computed from the record; nothing was recorded but that the case was opened.
help-then = Show a case as the office knew it at an instant, beside the case of today
    .long =
        Which facts stood, who knew what, which duties ran with which clock, under which house rules and positions, and what the gate would have answered to a flow, then and today. What had happened by then and was recorded only later stands apart. Without an instant: today, with the list of the instants at which something changed. The opening is on the log; nothing else is recorded.
    .after =
        Examples
          tidegate then 2026-3k0qd-7rm2x
          tidegate then 2026-3k0qd-7rm2x --at "2026-11-24 10:00" "may this desk share technical with miit"
    .case = the case, by its handle or id
    .at = the instant, in the office's zone [now]
    .question = a flow that is asked about, as for "tidegate ask"
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

# The page of a plan.

plan-page-residual = { $count ->
    [one] For one duty nothing lawful is in time.
   *[other] For { $count } duties nothing lawful is in time.
}
plan-page-steps = Steps
plan-page-decide = A named person's decision
plan-page-what-if = What if
plan-page-what-if-text = Suppose a fact, a date or a reading of the law were otherwise, and see duties, answers and steps before and after. The case stays as it is; question and answer are recorded nowhere.
plan-page-what-if-do = Compare
plan-page-compared = Before and after
plan-page-as-of = as of { $at }
plan-page-before = As it is
plan-page-after = As it would be
plan-page-same = { $count ->
    [one] One more duty stands as before.
   *[other] { $count } more duties stand as before.
}
plan-page-both = Both orders of steps
plan-page-as-it-is = Back to the case as it is
plan-page-line-label = All duties that run, from the start of each clock to its due time, with the numbered step that meets it; the lists below have it in words
plan-page-key-step = a step
plan-page-key-stop = nothing lawful is in time
plan-page-to-write = The case does not hold this content yet; it is to be written: { $content }
plan-page-taken = Supposed by now
plan-page-fact = What would be so
plan-page-happens = What happens besides
plan-page-happens-hint = A line as in the record of the case: who, what, whom.
plan-page-below = From here on, the plan of the case as it is.
plan-page-half = An event is moved to another time: choose the event and write the time.
plan-page-nothing = Nothing is supposed yet: choose a fact, an event with another time, a reading or an instant, or write what happens.
plan-page-event = What would have happened at another time
plan-page-event-to = Then
plan-page-zone = In the zone { $zone } where no offset is given.
plan-page-position = How the law would be read
plan-page-at = As of
plan-page-orders = Orders of steps that the book knows
plan-page-decide-to = Decide on the flow to { $to }
plan-page-decide-text = A ruling covers this one flow, ends within 30 days and is spent by its first release. You propose it and sign it by that; nothing is recorded as a ruling before another person has signed it. It would go over:
plan-page-decide-reasons = Reasons
plan-page-decide-expires = Ends
plan-page-decide-do = Propose the ruling

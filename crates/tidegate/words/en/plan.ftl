# The plan of a case, and what if something were otherwise.

plan-headline = Plan of case { $handle } as of { $at }
plan-no-steps = There is no step to take.
plan-if-owed = { " " }(if it is owed)
plan-reaches = ; it is passed on to { $who }
plan-content = with: { $content }
plan-gate = the gate: { $answer }
plan-readings = rests on the reading taken: { $readings }
plan-provided = provided that { $facts }
plan-opens = opens the way for later steps: { $order } [{ $source }]
plan-due = { $cited }: due { $due }, { $timing }
plan-due-by = due { $due }
plan-in-time = in time
plan-no-number = the text has no number
plan-perhaps = whether in time cannot be told
plan-late = late
plan-title-residual = Nothing lawful is in time: a named person decides
plan-title-waits = Waits for somebody else, or for something to happen
plan-title-barred = Recommended only, and not lawful or not granted
plan-title-begins = May begin: the clock has not started
plan-title-lasts = Goes on
plan-by-step = step { $number }, { $at }, { $timing }
plan-lasts = goes on
plan-begins = not started
plan-waits = waits
plan-barred = recommended only, and not lawful or not granted
plan-residual = nothing lawful is in time
plan-way = lawful once you { $way }
plan-earliest = the gate lets it pass from { $at } on, as far as is known by now
plan-under = { " " }(only if { $readings })
plan-limits = limits: { $limits }
plan-decides = a named person decides: { $what }
plan-to-decide = to { $to }: a ruling would go over { $over }
plan-rule-command = tidegate rule { $handle } '{ $question }' --by … --countersigned-by … --reasons … --expires …
plan-same-orders = the same orders of steps as for { $cited }
plan-write-first = A ruling names the content that it lets out. The case does not hold it yet: write it first.
plan-note = A plan permits nothing and records nothing. Each flow is put to the gate again when it takes place. Not legal advice.

order-lawful = the gate lets every step pass
order-on-reading = lawful only on another reading than the office's
order-wants = lawful once something is so that is not on record
order-nobody = needs somebody whom the case does not name
order-refused = the gate does not let every step pass
walked-words = for people
walked-done = nothing left to do
walked-lawful = the gate lets it pass
walked-wants = supposes
walked-nobody = the case names nobody to whom it could go
walked-refused = the gate does not let it pass

what-if-headline = What if: case { $handle }
what-if-nothing = Nothing would change: every duty stands as before, with the same answers, and so does the plan.
what-if-title-duties = Duties and answers
what-if-title-steps = Plan
what-if-same-duties = { $count ->
    [one] One duty stays as it is.
   *[other] { $count } duties stay as they are.
}
what-if-same-steps = { $count ->
    [one] One step stays as it is.
   *[other] { $count } steps stay as they are.
}
what-if-no-step = no step
what-if-step = step { $number }
what-if-perhaps = owed only if something is so that nobody knows
what-if-against = ; against it: { $cited }
what-if-not-owed = not owed
what-if-before = before: { $what }
what-if-after = after: { $what }
what-if-note = Nothing was recorded but that the case was opened. The case is as it was.
what-if-no-move = `{ $written }` is not NUMBER=TIME, with the number of an event of the case
what-if-nothing-supposed = nothing is supposed, so there is nothing to compare; suppose a fact (--fact remedy_provided), an event (--happens "Acme aware_of_exploitation"), another time of an event (--moved "7=2026-11-22 09:00"), another instant (--at), house rules (--house) or a position (--position)
duties-no-party = no party goes by the name `{ $named }` here; there are: { $known }
what-if-no-event = the case has no event { $number }

demo-ask-plan = What can the maker do, and in which order?
demo-plan-residual = NOTHING LAWFUL IS IN TIME: A NAMED PERSON DECIDES
demo-plan-orders = The book knows orders of steps for this collision. Each was gone through, step by step, by the same gate:

help-plan = Plan a case: every duty on one line of time, and an order of steps
    .long =
        Show every duty of every party of a case, what the gate says of each now, and an order of steps that the gate lets pass one after the other. A step that opens the way for others comes before them. What depends on somebody else's act waits and says for what. Where nothing lawful is in time, the collision is named with the orders that the book knows, each gone through step by step, and a named person decides (tidegate rule).

        A plan records nothing but that the case was opened, and permits nothing: each flow is put to the gate again when it takes place. The plan is made anew each time.
    .after =
        Examples
          tidegate plan 2026-3k0qd-7rm2x
          tidegate plan 2026-3k0qd-7rm2x --at "2026-11-24 18:00" --json
          tidegate plan --scene scenes/demo/camera-2026.scene
    .case = the case, by its handle or id
    .scene = plan the story of this scene instead; no office is needed
    .at = as of this day or instant [now]
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

help-what-if = Show how duties, answers and plan would change
    .long =
        Suppose that facts, events, dates, house rules or positions of a case were otherwise, and show what would stand otherwise in the plan, before and after. The case stays as it is; that it was opened is on the log, and nothing else.
    .after =
        Examples
          tidegate what-if 2026-3k0qd-7rm2x --fact remedy_provided --fact remedy_is_full_fix
          tidegate what-if 2026-3k0qd-7rm2x --happens "2026-11-24 09:00 Acme aware_of_exploitation"
          tidegate what-if 2026-3k0qd-7rm2x --moved "7=2026-11-22 09:00" --at "2026-11-25 12:00"
          tidegate what-if 2026-3k0qd-7rm2x --position rmsv_q2=finders_and_collectors_only
    .case = the case, by its handle or id
    .fact = a fact that would be so: NAME=VALUE, NAME or not NAME, perhaps followed by "of SUBJECT"; may be repeated
    .happens = something that would have happened, in the words of scenes; may be repeated
    .moved = an event of the case, by its number, that would have occurred at another time; may be repeated
    .at = at this day or instant [now]
    .house = house rules that would be on; may be repeated
    .position = a position that would be adopted, or "suggested"; may be repeated
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

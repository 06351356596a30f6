# Floods of reports, and one thing done to many cases at once.

floods-title = Floods
floods-link = Reports that nobody judged, put together by product
floods-lead = Reports that nobody judged, put together by product and by how like they are, so that one answer serves many. Nothing is judged by being put together.
floods-looked = { $all } reports wait for a judgement; { $looked } were looked at, and of these { $single } stand alone.
floods-none = No two of them are about the same product.
floods-head-group = Group
floods-head-size = Reports
floods-head-alike = Likely one and the same
floods-head-first = First
floods-head-last = Last
floods-head-lacking = Lack something
floods-head-set = Set
floods-head-like = Likeness
floods-head-received = Received
floods-group = Reports like that of { $handle }
floods-note = The list shows no content and opens no case. Which product it is stands in the group; opening it opens the case it goes by, and that is put on the log.
floods-product = About { $product }
floods-opened = The case that the group goes by was opened, and that is on the log. The others were not.
floods-set = likely one, set { $set }
floods-no-set = by itself
floods-this = the one the group goes by
bulk-title = Several cases at once
bulk-weighed-title = What would become of each
bulk-weighed-lead = As of { $at }. Each case was opened for this, and that is on the log; nothing else is recorded.
bulk-weighed-note = The gate is asked again when it is done, for each case by itself; the answer of then counts. A case in which somebody does something meanwhile is left as it is.
bulk-weighed-terminal = Nothing was done. With --do it is done; the gate is asked again then, for each case by itself.
bulk-what = What is to be done
bulk-what-marked = With the marked cases
bulk-what-text = First you see of each case what would become of it and what the gate says; only then is anything done.
bulk-all = all of this part of the list, up to 200, whether marked or not
bulk-mark = mark { $handle }
bulk-weigh-do = See what would become of each
bulk-do = Do it to those that are marked
bulk-again = Look again
bulk-goes-on = The server goes on with the rest, also when you leave this page.
bulk-note = Each case has events of its own. What was held back waits in its case and can be put to the gate again.
bulk-progress = { $done } of { $all } gone through
bulk-waits = waits
bulk-head-would = Would become
bulk-head-became = Became
bulk-head-why = Why
bulk-done = done
bulk-held-back = recorded; what was to go out is held back
bulk-no = not done
bulk-faster = somebody was faster
bulk-fault = our fault
bulk-would = will be done
bulk-would-hold = will be recorded; what is to go out would be held back
bulk-would-not = cannot be done
bulk-no-flow = Nothing goes out.
bulk-gate-permits = The gate lets it out.
bulk-told = Who reported has the answer.
bulk-given = { $count } pieces of content lie on the page of the organisation.
bulk-recorded = { $count ->
    [one] 1 event is on record.
   *[other] { $count } events are on record.
}
bulk-overtaken = { $by } did something in it on { $at }; it was left as it is. Look at it again.
bulk-changing = It is changing too fast; it was left as it is.
bulk-fault-text = The server could not do it. What was recorded before stands in the case; try it again.
bulk-none = no case is marked
bulk-many = at most { $most } cases at once
bulk-nothing-to-share = the case has no content of that class
bulk-judge = Judge
bulk-duplicate-hint = For duplicates: the handle of the case that they repeat. A duplicate is never called invalid.
bulk-tell = Write to who reported, too
bulk-tell-hint = The same text to each, or what the judgement means. Each message passes the gate by itself.
bulk-ask-back = Ask back
bulk-ask-back-text = Each is judged as one of which more must be known and is asked for what it lacks, in both languages, through the gate.
bulk-assign = Assign
bulk-queue = Put in a queue
bulk-hold = Put on hold
bulk-close = Close
bulk-share = Share with an organisation
bulk-share-text = The organisation joins each case; each piece of content of that class passes the gate by itself.
bulk-share-with = With whom
bulk-share-class = What
bulk-tasks = Set a list of tasks
bulk-action-assign = Assign to { $who }
bulk-action-queue = Put in the queue { $queue }
bulk-action-hold = Put on hold until { $until }
bulk-action-ask-back = Ask for what each lacks
bulk-action-judge = Judge as { $code }
bulk-action-close = Close: { $code }
bulk-action-share = Share with { $party }
bulk-action-tasks = Set the list of tasks { $list }
help-floods = Show the reports that nobody judged, put together by product
    .long =
        Reports about one product stand together, those that are likely one and the same beside each other. The list opens no case and names no product. With a case it shows the group of that case; the case is opened for it, and that is on the log.
    .after =
        Examples
          tidegate floods
          tidegate floods 2026-3k0qd-7rm2x
          tidegate bulk judge --code duplicate --duplicate-of 2026-3k0qd-7rm2x --tell 2026-9xk2e-01b3c 2026-a2k2e-77b3c
    .case = a case of the group, by its handle or id
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]
help-bulk = Do one thing to many cases at once, and see first what would become of each
    .long =
        Without --do it shows for each case what would be recorded, or why not, and what the gate says of what would go out; the cases are opened for it, and that is on the log. With --do each case gets its own events, and each message passes the gate by itself. A case in which somebody did something after it was looked at (HANDLE:EVENTS) is left as it is.

        WHAT is assign, queue, hold, ask-back, judge, close, share or tasks.
    .after =
        Examples
          tidegate bulk ask-back 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
          tidegate bulk judge --code out_of_scope --tell --do 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
          tidegate bulk queue --queue triage --do 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
    .what = what is done
    .cases = the cases, by handle or id, perhaps with the number of events that was seen
    .done = do it
    .code = the code of a judgement or a closing, or for what cases wait
    .reason = why, beyond the code; who reported reads it
    .duplicate_of = the case that duplicates repeat
    .missing = what is missing, of a judgement that more must be known; may be repeated
    .tell = write to who reported, through the gate
    .answer = what is written instead of what the code means
    .who = to whom, by login [nobody]
    .queue = the queue, by its word [none]
    .until = until when a hold lasts, or from which start a list of tasks counts
    .note = what else is to be said of a hold
    .party = the organisation that is given something
    .class = what it is given, such as technical
    .list = the list of tasks, by its word
    .acting_as = who acts, by name [TIDEGATE_AS, or the account]
bulk-runs-out = These clocks of this office do not rest and run out meanwhile: { $clocks }.

# Drills: a zero-day again with clocks that run faster, and what was met.

drill-title = Drill
drill-mark = Drill.
drill-note = Nothing here is real: no case is touched, nothing is recorded and nothing is sent. The same steps give the same score. Not legal advice.
drill-lead = A zero-day happens again, with clocks that run faster. You act for one party; at the end stands what was due, by which article, and what you met.
drill-headline = Drill: { $who }, at { $at } in the story
drill-until = The story ends at { $at }; times are in the zone { $zone }.
drill-happened = What has happened
drill-steps = Your steps
drill-no-steps = No step was taken.
drill-step-refused = refused: { $what }
drill-step-undecided = a named person decides: { $what }
drill-step-conflict = a named person decides: { $duty } against { $what }
drill-step-provided = not forbidden, provided that { $facts }
drill-step-not-known = too much is not known
drill-duties = Duties that count
drill-beside = Duties that do not count: not binding, or owed only if something is so that nobody knows
drill-met = met
drill-perhaps = met; whether in time cannot be told
drill-against-gate = met, against the gate
drill-against = met, against { $what }
drill-late-against = met late, against { $what }
drill-late = met late
drill-missed = missed
drill-runs = still runs
drill-open = not met; the text has no number
drill-fate = { $due }: { $became }
drill-fate-met = { $due }: { $became }, at { $at }
drill-score = Due: { $due }. Met in time: { $met }. Met against the gate: { $against }. Perhaps late: { $perhaps }. Late: { $late }. Missed: { $missed }.
drill-percent = { $percent } of 100.
drill-nothing-due = Nothing was due.
drill-no-number = Without a number in the text: { $done } met, { $against } met against the gate, { $open } not met.
drill-stopped = Steps that the gate refuses: { $refused }. Steps on which a named person would have to decide first: { $undecided }. In the drill they were taken all the same.
drill-live = The story runs: { $speed } of its seconds in one of yours. Write a step in the words of scenes, an empty line to see what has happened, or "end".
drill-score-title = Score
drill-story = Story
drill-story-log4shell = Log4Shell, 2021: a maker whose product contains the component
drill-story-camera = A camera from Shenzhen sold in the Union, 2026: its maker
drill-party = For whom
drill-speed = How fast
drill-speed-of = { $hours } hours of the story in a minute
drill-begin = Begin
drill-again = Once more
drill-refresh = What now?
drill-end = End the drill
drill-file = File
drill-line = Another step
drill-line-how = in the words of scenes, without a time; it happens now
drill-take = Take the step
drill-case = Drill this case

error-drill-no-story = there is no story `{ $story }`; there are { $known }
error-drill-nobody = nobody called `{ $who }` takes part in the story
error-drill-nothing = nothing happens in the story, so there is nothing to drill
error-drill-outside = the step `{ $line }` lies outside the time of the drill
error-drill-many = a drill has at most { $most } steps
error-drill-step = the step `{ $line }`: { $why }

help-drill = Play a zero-day again with faster clocks and score what was met
    .long =
        A story happens again, without what one party did in it: your steps take their place. At the end stands each duty that was due, with its article, and whether it was met in time, late or not at all. With --steps the steps come from a file, and the same file gives the same score; without, they are read as you write them while the clock runs. Nothing of a drill is recorded; a case is drilled as a copy, and only that it was opened is on the log.
    .after =
        Examples
          tidegate drill camera --steps steps.txt
          tidegate drill log4shell --speed 1440
          tidegate drill scenes/s17-weekend-ireland.scene --party maker --steps -
          tidegate drill --case 2026-3k0qd-7rm2x --steps steps.txt

        A line of steps.txt, at an instant of the story or after minutes and seconds of the drill
          2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt
          +2:50 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt
    .story = log4shell, camera, or a file in the format of scenes/README.md
    .case = a case of the office instead of a story, by its handle or id
    .party = for whom you act; otherwise whoever the story names first, or the first manufacturer of the case
    .speed = how many seconds of the story pass in one of yours
    .steps = the steps, one a line; - for the standard input
    .house = house rules that count in the story; may be repeated
    .acting_as = who opens the case, as it goes on the log
error-drill-no-time = begin with a time of the story, or `+MINUTES:SECONDS`
error-drill-not-a-pace = `+{ $text }` is no time of the drill; write `+MINUTES:SECONDS`

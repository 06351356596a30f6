# The list of cases, and the alerts of their clocks.

alert-day-left = less than a day left
alert-hour-left = less than an hour left
alert-due = the time is over
alert-day-over = over for more than a day

cases-title = Cases
cases-lead = By what is due next, as of { $at }
cases-behind = Some cases changed a moment ago and are being put in order; reload to see them in their place.
cases-empty = There are no cases yet.
cases-no-more = There are no further cases.
cases-head-case = Case
cases-head-due = Next due
cases-head-phase = Phase
cases-head-opened = Opened
cases-head-changed = Last change
cases-nothing-due = nothing with a number is running
cases-first = To the first
cases-next-page = Further cases
cases-note = The list shows no content. What is due, to whom and on what ground stands in the case; opening a case is put on the log.
alert-perhaps = perhaps owed: what decides it is not known

# The board of deadlines.

frame-board = Deadlines

board-title = Board of deadlines
board-lead = Every clock that runs, what is due next first, as of { $at }
board-views = Ways to show the board
board-view-list = List
board-view-calendar = Calendar
board-view-line = Time line
board-choose = Choose what is shown
board-regime = Statute
board-head-due = Due
board-head-state = Time
board-head-clause = Clause
board-head-force = Force
board-head-by = Owed by
board-by-office = this office
board-by-other = another party
board-open = still to come
board-over = over, no evidence
board-from = Due from
board-until = Due up to and with
board-none = No clock of this choice runs.
board-looked = { $count ->
    [one] One clock was looked at; there are more behind it.
   *[other] { $count } clocks were looked at; there are more behind them.
}
board-next = Further clocks
board-csv = As a table (CSV)
board-note = The board shows no content: a clause, a time, how binding it is, and whether this office owes it. Parties and products stand in the case; opening a case is put on the log.
board-filters = My filters
board-filter-name = Keep this choice under the name
board-filter-keep = Keep the filter
board-filter-drop = drop
board-filter-drop-name = Drop the filter { $name }
board-filter-name-wrong = A filter has a name of one line and at most 60 characters.
board-filter-most = There are 20 filters already; drop one first.
board-month-before = Month before
board-month-after = Month after
board-month-caption = What is due in { $month }, by day
board-month-until = There is too much for one sheet; what is due from { $until } on is not on it. Choose a statute or a party to see less.
board-today = today
board-due-count = { $count ->
    [one] 1 due
   *[other] { $count } due
}
board-day-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
board-line-text = Each row leads from now to the due time, or back to it where the time is over. Hours near now take as much room as weeks far away. The list below says the same in words.
board-line-label = Clocks by their due time; each row leads to its case
board-now = now
weekday-monday = Mon
weekday-tuesday = Tue
weekday-wednesday = Wed
weekday-thursday = Thu
weekday-friday = Fri
weekday-saturday = Sat
weekday-sunday = Sun
board-perhaps = perhaps owed
board-perhaps-over = perhaps owed, and over
board-sure = owed for sure
board-head-duty = What is owed
board-head-to = To whom

# Directives and requests over all cases of an office.
directed-title = Directives and requests of all cases
directed-lead = What the office asks of whom, as of { $at }: what is late first, then what is due first.
directed-open = open: still asks for something
directed-late = late
directed-not-late = not late
directed-left-out = { $count } further cases with directives were not looked at. Choose on the pages of the cases.
directed-none = No directive or request was issued yet.
directed-nothing = Nothing of what is chosen.
directed-csv = The same as a table for spreadsheets
directed-not-served = Its letter has not reached its bearer.
directed-opened = Cases opened for this list: { $count }. The log has each opening.
directed-no-state = `{ $state }` is no state; choose open, answer, measures, review, verification, met, withdrawn or replaced
directed-head-kind = Kind
directed-head-bearer = Bearer
directed-head-by = Issued by
directed-head-basis = Basis
directed-head-product = Product
directed-head-versions = Versions
directed-head-measure = Measure
directed-head-due = Due
directed-head-late = Late
directed-head-state = State
directed-head-issued = Issued
directed-head-served = Reached its bearer
api-directives-everywhere = What is asked of whom over all cases, what is late first; filters. Cases are opened for it, on record
help-directives = Show what the office asks of whom over all its cases, what is late first
    .long =
        Each case that is looked at is opened for it, and the log has each opening.
    .after =
        Examples
          tidegate directives --late yes
          tidegate directives --state open --bearer acme --csv
    .state = what they wait for: open for all that still ask for something, else answer, measures, review, verification, met, withdrawn or replaced
    .kind = only directives, or only requests
    .late = only those of which something is late, or only the others
    .bearer = a part of the name of the bearer
    .csv = as a table for spreadsheets, a row for each measure
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

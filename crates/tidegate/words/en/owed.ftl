# All that an organisation owes at an office, in order of time, and what its reports show.

owed-title = What we owe
owed-text = Everything that this office's cases have you owe: what you were told to do by directives and requests, and what the law asks of you, each with its time and its ground. What you reported stands beside it. For each row the case was opened on record, as its page is.
owed-csv = The same as a table (CSV)
owed-left-out = { $count ->
    [one] 1 older case was not looked at.
   *[other] { $count } older cases were not looked at.
}
owed-open = To be done, what is due first
owed-none = Nothing is owed now.
owed-no-time = without a time
owed-answer = Answer or report in case { $handle }
owed-settled = Verified, or no longer asked
owed-kind-duty = Duty
owed-kind-unsure = whether it is owed is not known yet
owed-head-due = due
owed-head-kind = kind
owed-head-why = ground
owed-head-product = product
owed-head-versions = versions
owed-head-what = what
owed-head-state = state
owed-head-done = installations done
owed-head-of = of how many
measure-in-part = { $done } of { $of }
measure-shown = What shows it
measure-shown-hint = Of how many installations how many, and from which version to which. Where more are left, the measure is reported in part and stays open.
measure-shown-done = Installations done
measure-shown-of = Of how many
measure-shown-version-before = Version before
measure-shown-version-after = Version after
measure-shown-day-of = Day, such as 2026-11-23
measure-shown-by = Carried out by
measure-shown-number = give both numbers, on how many installations it was carried out and of how many, in digits
measure-shown-day = a day is written as 2026-11-23
measure-shown-before = before: version { $value }
measure-shown-after = after: version { $value }
measure-shown-on = on { $value }
measure-shown-who = by { $value }
directive-step-reported-in-part = Measure { $number } was reported in part: { $done } of { $of }; the rest stays owed
directive-step-reported-whole = Measure { $number } was reported as carried out: { $done } of { $of }
error-not-counted = { $done } of { $of } does not add up; say of how many, at least one, and no more than these
api-owed-by-us = All that the organisation of whoever asks owes, in order of time, over its cases.
wrong-field-shown_done = Installations done
wrong-field-shown_of = Of how many
wrong-field-shown_before = Version before
wrong-field-shown_after = Version after
wrong-field-shown_on = Day
wrong-field-shown_who = By whom, or for whom

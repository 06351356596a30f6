# Figures of an office, and its report to the public.

frame-figures = Figures

figures-title = Figures
figures-lead = The last twelve months, as of { $at }. A case counts in the month in which its first report was received.
figures-none = Nothing has been received in these months.
figures-held-now = { $count ->
    [0] No case of these months is held.
    [one] One case of these months is held: reported, not published, not ended.
   *[other] { $count } cases of these months are held: reported, not published, not ended.
}
figures-held-since = The oldest is held since { $at }.
figures-months = By month
figures-regimes = Binding duties of these cases, by statute
figures-head-month = Month
figures-received = Reports received
figures-acknowledged = Acknowledged
figures-to-acknowledge = Hours to acknowledge, median
figures-repaired = With a remedy
figures-to-repair = Hours to a remedy, median
figures-held = Held
figures-over = Duties over, no evidence
figures-note = The figures are computed from what is on record and opened no case. Duties are those of every party of a case, as this office reads the law; that no evidence was found is not to say that nothing was done. A remedy counts from the instant at which it was put on record. An erased case is not counted any more.
transparency-title = Transparency report
transparency-what = What
transparency-how-many = How many
transparency-few = 1 to 4
transparency-withheld = not shown
transparency-rule = From one to four is not told apart: so few could be recognised. A number is not shown where the difference to the reports received would tell such a count, and nothing is shown of so few reports. No month and no statute is told apart, so nothing can be reckoned back from parts.
transparency-log = The log
transparency-note = The counts are of the year in which the first report of a case was received, computed from what is on record. The report names no party, product or person.

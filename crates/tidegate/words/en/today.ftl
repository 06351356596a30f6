# The home page of a member: what must I do now, by when, and why.

frame-today = Home

today-title = What is to be done
today-as-of = As of { $at }
today-since = waits since { $at }
today-calm = Nothing waits here
today-note = This page shows no content and opens no case; opening one is put on the log.
today-all = All of them, with their due times
today-of = { $count } in all; to the cases
today-case = Case { $handle }
today-open-case = Open case { $handle }
today-plan-step = See the plan of the case
today-law = Owed by this office under law
today-law-none = No clock of binding law runs against this office.
today-others = Owed by other parties under law
today-others-none = No clock of binding law runs against another party.
today-house = Owed under house rules
today-house-none = No clock of a house rule runs.
today-signatures = For a second signature
today-signatures-none = Nothing waits for a second signature.
today-signature = Something proposed in case { $handle } waits for a second person
today-signature-step = Read what is proposed, with its grounds, and sign or decline
today-directives = Directives that wait for you
today-directives-none = No directive waits for a decision or a verification, and none is late.
today-directive = A directive in case { $handle } was answered, reported on or not met in time
today-directive-step = Verify, decide, or ask what is missing
today-rulings = For a named person to decide
today-rulings-none = No flow waits for a ruling.
today-ruling = The gate left a flow of case { $handle } to a named person
today-ruling-step = Read the question and decide with a second person
today-answers = Waiting for an answer
today-answers-none = No message waits for an answer.
today-answer = The last message of case { $handle } is to this office
today-answer-step = Read it and answer
today-reports = New reports
today-reports-none = No report waits to be acknowledged.
today-report = The report of case { $handle } is not acknowledged
today-report-step = Open the case and acknowledge
today-judgements = To be judged
today-judgements-none = No case waits to be judged.
today-judgement = Case { $handle } has no judgement
today-judgement-step = Open the case and judge the report
today-alerts = Last alerts
today-alerts-none = No clock has raised an alert.
today-audit = For the audit
today-audit-none = Nothing is there to be audited.
today-log = The log has { $size } entries under a signed checkpoint
today-log-step = See and check the log
today-figures = Reports, times and duties, by month and statute
today-figures-step = See the figures
today-registers = Sales and other transfers, each with its ground
today-registers-step = See the registers
today-accounts = Accounts and settings
today-accounts-none = There are no accounts.
today-members = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}
today-office-step = See how the office is set up
today-case-perhaps = Case { $handle }: perhaps owed, something that decides it is not known

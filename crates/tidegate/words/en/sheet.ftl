# Copy sheets: what a form asks for, filled from the case.

sheet-about = { $bearer }, { $cited }: case { $handle } as of { $at }. Due: { $due }. State: { $state }.
sheet-no-due = the text has no number
sheet-title-missing = Missing
sheet-title-fields = Fields in the form's own order
sheet-title-before = Before you file
sheet-title-filed = Filed
sheet-complete = Nothing is missing on this sheet.
sheet-missing = (to be written)
sheet-to-write = content that the case does not hold yet: { $content }
sheet-empty-before = The law names these fields and nothing stands in them on this sheet: { $fields }. Fill them in at the portal; a filing without them may not be what the law asks for.
sheet-empty-filed = On record as filed, but the law names these fields and nothing stood in them on this sheet: { $fields }. Check at the portal what was really filed; that the duty counts as met rests on it.
sheet-choices = one of: { $choices }
sheet-basis-law = law
sheet-basis-portal = portal
sheet-basis-optional = optional
sheet-shut = ({ $class }: not opened for this sheet)
sheet-kind-product = a product, wherever it runs
sheet-kind-instance = one live system
sheet-nothing-asked = (opened; it holds nothing that this field asks for)
sheet-file = File: { $name } · { $kind } · { $size }
sheet-file-unnamed = without a name here
sheet-no-text = (opened; it is a file and no text)
sheet-part-title = Title: { $what }
sheet-part-summary = Summary: { $what }
sheet-part-description = Description: { $what }
sheet-part-kind = The flaw is in: { $what }
sheet-part-component = Component: { $what }
sheet-part-location = Where it is: { $what }
sheet-part-trigger = Trigger: { $what }
sheet-part-attack = How it is attacked: { $what }
sheet-part-verification = How it was verified: { $what }
sheet-part-reproduction = How often it reproduces: { $what }
sheet-part-cwe = Weaknesses: { $what }
sheet-part-capec = Attack patterns: { $what }
sheet-part-cvss = CVSS: { $what }
sheet-part-severity = Severity: { $what }
sheet-part-impact = What an attacker gains: { $what }
sheet-part-scope = Who is affected: { $what }
sheet-part-supply-chain = Supply chain: { $what }
sheet-part-remedy = Remedy: { $what }
sheet-part-workaround = Workaround: { $what }
sheet-part-measures-taken = Measures taken: { $what }
sheet-part-measures-for-users = What users can do: { $what }
sheet-part-available = Available since: { $what }
sheet-part-confidential = Meant by its sender for the receiving office alone: { $what }
sheet-carried = filed { $when }, reference { $reference }
sheet-no-reference = not given
sheet-discloses = It discloses: { $content }
sheet-discloses-none = nothing
sheet-reaches = It goes to { $who } ({ $place }).
sheet-reaches-on = It is passed on to { $who } ({ $place }; { $basis }).
sheet-outside-embargo = { " " }This recipient is not a party of the embargo.
sheet-no-place = place not known
sheet-embargo = An embargo stands between { $parties }, until { $until }.
sheet-embargo-terms = The terms of the embargo: { $terms }.
sheet-no-end = a remedy is there
sheet-confidential = Items that their sender meant for this office alone: { $count }
sheet-gate = The gate, to { $to }: { $answer }{ $against }
sheet-against = ; against it: { $cited }
sheet-form = Form { $form } of { $version }, source looked at { $checked }. Forms { $forms }, book { $book }.
sheet-note = A sheet permits nothing and files nothing. A person copies it; the filing passes the gate. Not legal advice.
sheet-none = Nobody owes this duty in the case.
sheet-no-duty = no form and no duty to report is called `{ $duty }`; give a rule such as eu-cra/14(2)(a)/early-warning, its citation, or the key of a form
sheet-nobody-owes = nobody owes `{ $duty }` in this case on what is known and as the office reads the law, so no filing can meet it; nothing was recorded
sheet-whose = several owe this duty and this office is none of them; say for whom it was filed: { $known }; or all, if one filing was made for all of them. Nothing was recorded
sheet-not-owed-by = `{ $named }` does not owe this duty in this case; it is owed by: { $known }. Nothing was recorded
sheet-before-clock = the filing would lie before the clock: that of { $duty } for { $bearer } started at { $start } (“{ $event }”). What was filed before then meets the duty only where the text lets earlier filings count. Check the time; if it is right, confirm it (on the page tick the box, at the terminal add --before-clock). Nothing was recorded
sheet-no-clock = the clock of { $duty } for { $bearer } has not started: “{ $event }” is not on record. A filing from before it meets the duty only where the text lets earlier filings count. If it was filed all the same, confirm it (on the page tick the box, at the terminal add --before-clock). Nothing was recorded
sheet-page-bearer = For whom it was filed
sheet-page-bearer-choose = Choose
sheet-page-bearer-all = all of them, in one filing
sheet-needs-reference = the portal's reference is missing, and with the time it is the evidence that the duty was met. Give it, or say that the portal gave none (on the page tick the box, at the terminal add --without-reference). Nothing was recorded
sheet-page-without-reference = The portal gave no reference
sheet-page-before-clock = The time is right: it was filed before the clock started
sheet-page-to-form = To the form
sheet-no-form = there is no form for `{ $duty }`: { $why }
sheet-written = The sheet is in { $path }.
sheet-pdf-out = a PDF goes into a file: name it with --out

sheet-page-title = Copy sheet
sheet-page-with = How far the sheet goes
sheet-page-with-do = Show
sheet-with-law = the legal minimum
sheet-with-portal = what the portal asks for as well
sheet-with-optional = what may be given as well
sheet-page-embargo = an embargo stands
sheet-page-take = Take the sheet with its content
sheet-page-take-text = The gate decides first, and its decision is on the log. A program for attacks is never on a sheet.
sheet-page-open = Open the content here
sheet-page-text = Text
sheet-page-back = Paste back what the portal gave you
sheet-page-back-text = Reference and time of the portal are the evidence that meets the duty. They are recorded for every addressee of the filing.
sheet-page-reference = Reference of the portal
sheet-page-when = Time of the portal
sheet-page-back-do = Record the filing
sheet-page-decide = I file this: ask the gate
sheet-page-decide-text = The gate decides on the filing itself, for every recipient that it reaches; each answer is on the log. What is recorded as filed afterwards names that decision.
sheet-page-passes = The gate lets the filing pass; its answers are on the log. Copy the fields, then paste back what the portal gave you.
sheet-page-some-pass = The gate lets some of the filings pass and others not; each sheet below says which, and whose. What stops the others is on the log, and their content stays shut.
sheet-page-stopped = The gate does not let the filing pass; its answers are on the log. The content stays shut. The plan says what would open the way.
sheet-page-link = Copy sheet

help-sheet = Fill the form of a duty from a case: a copy sheet for the portal
    .long =
        Show what the authority's form asks for at the stage of a duty, in the form's own order, filled from the case as far as it goes; what is missing comes first. Each field is marked: asked for by law, by the portal alone, or by nobody. The sheet holds the legal minimum unless more is asked for, and never a program for attacks. Before anything is filed it names everyone whom the filing reaches, the embargo that stands, and what the gate says.

        Content of the case stays shut unless --content is given: then the gate is asked, and its answer is on the log. What was filed is told with --filed, so that the portal's reference and time meet the duty.
    .after =
        Examples
          tidegate sheet 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)"
          tidegate sheet 2026-3k0qd-7rm2x --duty rmsv-report --content --format html --out sheet.html
          tidegate sheet 2026-3k0qd-7rm2x --duty rmsv-report --content --format pdf --out sheet.pdf
          tidegate sheet 2026-3k0qd-7rm2x --duty cra-early-warning --filed "2026-11-24 08:00" --reference SRP-1
          tidegate sheet --scene scenes/demo/camera-2026.scene --duty cra-early-warning --with portal
    .case = the case, by its handle or id
    .scene = fill it from the story of this scene instead; no office is needed
    .duty = the duty: a rule, its citation, or the key of a form
    .with = how far the sheet goes beyond the law: portal, or optional as well [law]
    .at = as of this day or instant [now]
    .content = open the content that stands in fields; the gate is asked first
    .decide = put the filing to the gate first; its answer is on the log
    .filed = it was filed at this time, as the portal says
    .bearer = for whom it was filed: a party that owes the duty, or all [the office, or the only one]
    .without_reference = the portal gave no reference
    .before_clock = it was filed before the clock of the duty started, and the time is right
    .reference = the portal's reference
    .field = a field that was filled in, by its id; may be repeated [all that the law asks for]
    .form = text, html or pdf (into the file of --out) [text]
    .out = write into this file instead
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

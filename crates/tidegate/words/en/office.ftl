# What `tidegate member` and `tidegate office` say.

help-member = Add, list or disable the members who may sign in at the pages
help-member-add = Add a member
    .long =
        Make an account: a login, the name that stands on record, and roles. The passphrase is asked for in the terminal and not shown, or read as one line from the standard input; it is never an argument. Only a stretched form of it is kept, sealed.

        Roles: manufacturer, operator, analyst, decision-maker, coordinator, auditor, administrator. With --organisation the account is that of somebody of an organisation, who sees what concerns it and nothing else; its roles are manufacturer, operator, coordinator and organisation-administrator.
    .after =
        Examples
          tidegate member add wang.fang --name "Wang Fang" --role analyst,administrator
          pass show desk/wang | tidegate member add wang.fang --name "Wang Fang" --role analyst
    .login = what the member signs in as: 2 to 40 small letters, digits, dots or dashes
    .name = the member's name, as it stands on record
    .role = what the member is; may be repeated or separated by commas
    .organisation = the organisation of the register whose person it is, by id or name
help-member-list = List the members
help-member-disable = Let a member sign in no more; what they did stays on record
    .login = the login of the member

member-added = `{ $login }` may sign in as { $name }: { $roles }
member-disabled = `{ $login }` ({ $name }) may no longer sign in; open sessions ended
member-none = there is no member `{ $login }`; `tidegate member list` lists them
member-nobody = There is no member yet. `tidegate member add` adds one.
member-may-sign-in = may sign in
member-since-disabled = disabled since { $at }
member-no-role = `{ $written }` is no role; use one of { $known }
member-passphrase = Passphrase, 12 characters or more: {""}
member-passphrase-again = The same again: {""}
member-code = Code of your authenticator, or a recovery code: {""}
member-passphrases-differ = the two passphrases differ; begin again
head-login = login
head-name = name

help-office = Show the office; adopt a position; switch a house rule on or off; promise good faith
help-office-show = Show the office with its positions and house rules, and since when each counts
help-office-adopt = Adopt a position on a reading
    .long =
        Take a position on what the law leaves open, with who decided it and why. It counts from now, or from the day of --from. What was decided before keeps the position of its time: positions are added, never replaced, and an answer of an earlier instant uses what was adopted then.
    .after =
        Examples
          tidegate office adopt rmsv_q8a=overseas --by "Wang Fang" --reason "counsel's memo of 24 November"
    .position = READING=VALUE; "tidegate facts" lists the readings
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-house = Switch a house rule on or off
    .long =
        Switch on what an office lays over the book, or switch it off, with who decided it and why. As with positions, earlier decisions keep what was on at their time.
    .after =
        Examples
          tidegate office house house-cn-practice on --by "Wang Fang" --reason "the ministry asks for it"
    .statute = the id of the house rules; "tidegate law list" lists them
    .switch = on or off
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-authority = Say which authority of the register the office is
    .long =
        Say which authority of the book's register this office is, or "none", with who decided it and why. Cases that begin from then on know the office as that authority: the law answers so, and a finder is told before sending to whom the authority must pass a report on.
    .after =
        Examples
          tidegate office authority cn_miit --by "Wang Fang" --reason "this is the ministry's platform"
    .key = the authority's key, or none
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-good-faith = Promise something to whoever reports in good faith, or take it back
    .long =
        Record the terms that the office gives to whoever reports in good faith, in both languages, with who decided them and why. They stand on the front page of the office and beside the form, from now or from the day of --from; a report keeps the digest of the terms that its finder was shown. An office without terms says so. --none takes them back for reports to come; it does not change what was shown before.
    .after =
        Examples
          tidegate office good-faith --en terms.en.txt --zh terms.zh.txt --by "Wang Fang" --reason "decided by the board"
    .en = the file with the English text
    .zh = the file with the Chinese text
    .none = take the terms back
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-queue = Set up a queue in which cases wait, or drop one
    .long =
        Cases are put in a queue and taken from it; the list of cases and its numbers can be chosen by it. A queue is about the office's own work and stops no clock. --none drops it: cases that are in it stay as they are and stand in the list of all.
    .after =
        Examples
          tidegate office queue triage --en "Triage" --zh "分诊" --by "Wang Fang" --reason "two desks share the work"
    .word = the word of the queue: lower-case letters, digits, hyphens
    .en = its name in English
    .zh = its name in Chinese
    .none = drop it
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-tasks = Set up a list of tasks that is set in a case at once, or drop one
    .long =
        Each --task is a line; with a time before it, such as "24h: ask the manufacturer" or "3d: look at the patch", it is due so long after the start that is given where the list is set in a case. What was set before stays.
    .after =
        Examples
          tidegate office tasks disclosure --en "Disclosure" --zh "披露" --task "24h: ask the manufacturer" --task "draft the advisory" --by "Wang Fang" --reason "so nothing is forgotten"
    .word = the word of the list: lower-case letters, digits, hyphens
    .en = its name in English
    .zh = its name in Chinese
    .task = a task, perhaps with a time before it; may be repeated
    .none = drop it
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]

adoption-title = { $name } · { $jurisdiction } · days begin in { $zone }
adoption-positions = Positions
adoption-house = House rules
adoption-no-position = None: answers name every reading and what follows from each.
adoption-no-house = None is on.
adoption-adopted = { $id }, from { $day }, by { $by }: { $reason }
adoption-house-on = { $id }: on from { $day }, by { $by }: { $reason }
adoption-house-off = { $id }: off from { $day }, by { $by }: { $reason }
adoption-authority = this office is the authority { $id }, from { $day }, by { $by }: { $reason }
adoption-authority-none = this office is no authority of the register, from { $day }, by { $by }: { $reason }
adoption-no-authority = the register has no authority `{ $written }`; use one of { $known }, or none
adoption-good-faith = Good-faith terms from { $day }, by { $by }: { $reason }
adoption-good-faith-back = Good-faith terms taken back from { $day }, by { $by }: { $reason }
adoption-terms = Terms for whoever reports in good faith
adoption-no-terms = None; the front page and the form say so.
adoption-done = Recorded. Decisions from { $from } on use it; earlier ones keep what counted at their time.
error-office-unsigned = a position and a house rule are signed and have a reason; give `--by` and `--reason` as a line of text
error-office-no-terms = terms of good faith are a text in English and one in Chinese, each of at most 20000 characters and without control characters
error-office-no-queue = a queue and a list of tasks go by a word of at most 40 lower-case letters, digits and hyphens and have a name of a line in both languages; a list has 1 to 40 tasks, each a line, due within two years
error-office-earlier = `{ $day }` is before today; a position counts from today or later, and earlier decisions stay as they were
adoption-house-stands = { $id } is on
adoption-changes = Decided since the office was set up
adoption-no-changes = Nothing.
adoption-queue = queue { $id }, from { $day }, by { $by }: { $reason }
adoption-queue-gone = no queue { $id } any more, from { $day }, by { $by }: { $reason }
adoption-tasks = list of tasks { $id }, from { $day }, by { $by }: { $reason }
adoption-tasks-gone = no list of tasks { $id } any more, from { $day }, by { $by }: { $reason }
adoption-queues = Queues
adoption-no-queues = None: cases wait in the list of all.
adoption-lists = Lists of tasks
adoption-no-lists = None.
adoption-task-due = { $what } ({ $hours } hours after the start)
adoption-no-task = `{ $written }` is no task; write it like `24h: ask the manufacturer`, or as a line without a time
adoption-no-day = `{ $written }` is no day; write it like `2027-01-01`

report-again = the same report, word for word, stands in case { $handle }; if it is the same matter, judge this one a duplicate of it. For members only: say nothing of it to the finder.
help-office-names = Say what the office is called besides its name: brands, forms of its firm
    .long =
        Where a report names a maker by one of these names, the case asks whether it is this office. The list is given whole each time; --none leaves the name of the office alone.
    .after =
        Examples
          tidegate office names "Nordhafen" "Nordhafen GmbH" --by "Wang Fang" --reason "reports name the brand"
    .name = a name; names with spaces in double quotes
    .none = no other name any more
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
error-office-no-names = an office has at most 50 other names, each a line of at most 300 characters
adoption-names = other names { $id }, from { $day }, by { $by }: { $reason }

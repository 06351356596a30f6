# Which reports an office takes in, the filing of its platform, and the form that is closed.

reception-reports = Reports it takes in
reception-own = about its own products, networks and systems alone
reception-public = about the products of others too, through a public form
reception-by-hand = by letter or call; there is no form
reception-unsaid = it did not say whose products it takes in reports about
reception-filed = Its platform is filed with { $with } under { $number } since { $day }.
reception-unfiled = the filing of the platform has ended
reception-own-note = This office takes in reports about its own products, networks and systems, and about no others.
reception-no-such = `{ $written }` is not one of { $known }

reception-closed-title = The form is closed
reception-no-form = { $office } has no form. Reports reach it by letter or call.
reception-not-said = { $office } has not said whose products it takes in reports about. In China the law turns on that, so nothing is taken in until it is said.
reception-forbidden = { $office } may not collect reports about the products of others: its platform is not on record as filed.
reception-no-form-here = This office has no form; reports reach it by letter or call.
reception-not-said-here = Nothing was taken in: this office has not said whose products it takes in reports about, and in China the law turns on that.
reception-forbidden-here = Nothing was taken in: this office may not collect reports about the products of others before its platform is on record as filed.
reception-elsewhere = Where to report instead
reception-elsewhere-provider = To the provider of the product: everybody is encouraged to tell it, and it may be abroad.
reception-elsewhere-state = Who finds a flaw is encouraged, and not obliged, to report it to one of these:
reception-elsewhere-ask = Before you tell anybody else, ask what the law says:
reception-nothing-taken = Nothing that you typed here was taken in. A receipt that you have stays good, and the way back to an earlier report stays open.
reception-how = What the office does
reception-remedy-no-form = It has nothing to do; whoever wants a form opens one with tidegate office reports.
reception-remedy-not-said = It says what it takes in: tidegate office reports own, public or by-hand, with --by and --reason. For its own products alone no filing is needed.
reception-remedy-forbidden = It files its platform online with MIIT, before it goes live, and then records the filing: tidegate office filed NUMBER --on DAY, with --by and --reason. Where it takes in reports about its own products alone, it says so: tidegate office reports own.
reception-ground = What stands against it
reception-what-is-a-platform = What a collection platform is
reception-what-is-filed = What is filed, and when
reception-doubt = The text says “any organisation or individual”. Whether it means a desk that an authority itself runs, it does not say; here it is treated like any other. An intake that is no public internet platform is outside the words of the filing measures as issued.

help-office-reports = Say whose products the reports are about that the office takes in
    .long =
        Say what the office takes in: "own" for reports about its own products, networks and systems alone; "public" for a public form about the products of others; "by-hand" where reports come by letter or call and there is no form. In China a public form needs a platform that is filed (RMSV 10(1)); as long as nothing is said, an office there takes nothing in.
    .after =
        Examples
          tidegate office reports own --by "Wang Fang" --reason "PSIRT of the maker"
    .whose = own, public or by-hand
    .by = who decided it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-filed = Record the filing of the office's collection platform
    .long =
        Record that the platform through which the office collects is filed, with the number, the authority and the day. The filing itself is made online with MIIT; this only records it. It is taken at its word, and stands signed among what the office decided about itself.
    .after =
        Examples
          tidegate office filed 0123 --on 2026-11-20 --by "Wang Fang" --reason "letter of MIIT of 20 November"
    .number = the number under which it is filed
    .authority = with whom, by the key of the book [cn_miit]
    .on = the day of the filing
    .by = who recorded it, by name
    .reason = where it is known from
    .from = a later day from which it counts, such as 2027-01-01 [now]
help-office-unfiled = Record that the filing of the platform has ended
    .by = who recorded it, by name
    .reason = why
    .from = a later day from which it counts, such as 2027-01-01 [now]

error-filed-ahead = `{ $day }` is after today; record a filing once it was made
error-no-filing-number = a filing has a number, as a line of text; give the one under which it is filed

error-retained = { $citation } asks the office to { $duty }: through { $day }. The record of the case is that log; it can be erased from { $until } on
error-retained-perhaps = { $citation } may ask the office to { $duty }: through { $day }. Whether it does turns on what is not known; say it in the case, or erase the case from { $until } on
error-law-first = erasing asks first what must be kept; erase the case instead of handing the command in

help-erase = Erase a case: its key is destroyed, its proofs stay
    .long =
        Destroy the key of a case, so that nobody can open anything of it any more; its leaves, and that it was erased, stay on the log. What a law asks to be kept is asked first: RMSV 5 has the log of the reception kept for six months, and until then the case is not erased. The text does not say what that log must hold, nor whether a finder's request to be forgotten goes before it; since all of a case hangs on one key, an identity cannot be erased alone. It opens to nobody meanwhile. This cannot be undone.
    .after =
        Examples
          tidegate erase 2026-3k0qd-7rm2x --ground "request of the finder of 3 June"
    .case = the case, by its handle or id
    .ground = the legal ground, by citation or in words; it stays on record
    .acting_as = who erases, by name [TIDEGATE_AS, or the account]
erase-done = The case { $handle } is erased: nobody can open it any more. That is at leaf { $leaf } of the log.

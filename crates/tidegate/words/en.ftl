# Every text that a person reads in the terminal, in English. words/zh.ftl has the same in Simplified Chinese.
# A command NAME has the message help-NAME: the value is its line in lists, .long its manual page, .after what
# stands below the options, and one attribute for each argument.

## The manual

manual-usage = Usage:
manual-command = COMMAND
manual-commands = Commands
manual-arguments = Arguments
manual-options = Options
manual-globals = Options of every command

help-tidegate = Vulnerability information under law: what must flow, flows in time; what must not, does not
    .long =
        Tidegate answers what the law says about vulnerability information: who must report what to whom by when, who may share, publish or sell it, and what would make it lawful. Each answer names the text it rests on, how sure we are of that text, and the readings it depends on. Questions are never recorded.

        It is not legal advice. What is not forbidden by the statutes in the book may be forbidden by others.
    .after =
        Exit codes
          0  done; of a question: not forbidden, perhaps on conditions
          1  something failed: a file, the disk, a fault in the book, a scene that differs
          2  wrong use, or input that is not understood
          3  the flow is refused
          4  the law is unclear: a named person decides
          5  two binding rules collide
          6  a receipt or a log does not prove what it should

        Examples
          tidegate law list
          tidegate law show cn-rmsv 9
          tidegate ask --act share --content technical --state undisclosed --role finder \
            --actor-place CN --recipient foreign_authority
          tidegate help ask
    .json = print JSON instead of text; its forms are versioned and only grow
    .lang = the language of texts: en or zh [from LC_ALL, LC_MESSAGES or LANG if not given]
    .law = a folder with another book than the one built in [or TIDEGATE_LAW]
    .data = the folder of the office's data [or TIDEGATE_DATA; ./tidegate-data if not given]
    .no_color = print without colours; so does the variable NO_COLOR
    .help = print this manual page; -h prints a short one
    .version = print the version

help-ask = Ask whether a flow may take place; nothing is recorded
    .long =
        Ask whether somebody may share, report, notify, sell, publish, collect, use or assist with vulnerability information. Two ways, both offline, and neither leaves a trace:

        About a story: --scene FILE and the question in words, as scenes write it:
          PARTY may ACT CONTENT [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
          duties [of PARTY]
          who knows CONTENT

        About a situation described by flags: --act and --content, and whatever else is known. What is not said is not known, and an unknown fact never permits in silence.

        The answer gives every ground with its citation, the facts it rests on, and the ways out.
    .after =
        Examples
          tidegate ask --scene scenes/s03-finder-in-china.scene "lin may share technical with enisa"
          tidegate ask --act publish --content technical --state undisclosed --role finder --actor-place CN \
            --fact remedy_provided=false --fact "not major_event_window"
          tidegate ask --act sell --content technical --state undisclosed --actor-place CN --position suggested

        The exit code is that of the answer: 0 not forbidden, 3 refused, 4 unclear, 5 collision. Facts: tidegate facts.
    .question = the question in words, about the story of --scene
    .scene = the story, a file in the format of scenes/README.md; - for the standard input
    .at = the instant asked about: a day or an instant, such as 2021-11-24 or 2021-11-24T09:00+08:00 [now; in a story, the story's own]
    .zone = the zone of times without offset, such as Asia/Shanghai [UTC; in a story, the story's own]
    .house = house rules to switch on, by id, such as cn-practice; may be repeated
    .position = a position on a reading, READING=VALUE, or "suggested" for all that the book proposes; may be repeated
    .act = what is done: share, report, notify, sell, publish, collect, use, assist
    .content = existence, general, technical, proof_of_concept, remedy, finder_identity
    .state = undisclosed, existence_public, public_no_remedy, public_with_remedy
    .role = what the actor is: finder, provider, operator, collector, platform, steward, organisation; several with commas; roles not named are then not held
    .actor_place = where the actor is: a code such as CN, HK, DE, or foreigner_in_cn
    .recipient = in what capacity the other side receives: provider, public, cn_miit, eu_enisa, foreign_authority, …
    .recipient_place = where the other side is, if it is no authority of the book
    .product_in = the markets of the product: CN, EU, …; with commas
    .fact = any fact of the book: NAME=VALUE, NAME for true, "not NAME" for false; may be repeated

help-facts = List the facts that rules look at
    .long = List the facts of the book: whom each speaks of, who can make it true, and what it means. With a name: every value in both languages.
    .after =
        Examples
          tidegate facts
          tidegate facts remedy_provided
    .fact = the name of one fact

help-help = Print the manual page of a command
    .path = the command, such as law show

help-law = Read and check the book of law
    .long = The book holds one file for each statute: articles in our own words, and under each clause the rule that encodes it.

help-law-list = List the statutes of the book

help-law-show = Show a statute or an article with its rules, readings and sources
    .long = Show the paraphrase of each article in the language chosen, each rule as a sentence and as written, each doubt with its readings, the source and how the text was read.
    .after =
        Examples
          tidegate law show cn-rmsv
          tidegate law show cn-rmsv 9        9 and its items
          tidegate law show cn-csl --at 2025-06-30
    .statute = the id, as "law list" shows it
    .article = a number, such as 9 or 9(7)
    .at = show the rules in force on this day, and the numbers under which they were cited then

help-law-check = Compile the whole book and show every fault with its source
    .long = Compile every statute of the book in DIR, or of the book built in, against the schema of facts; show every fault with file, line, clause and source. Statutes that were not compared with their source for more than 180 days are named.
    .folder = the folder of a book, such as law/

help-scene = Play stories and compare the answers with those expected
    .long = Play each scene: a story in plain text with questions, and the answers expected below a line "----". A difference is shown line by line, and the exit code is 1. scenes/README.md has the grammar.
    .after =
        Examples
          tidegate scene scenes/
          tidegate scene scenes/s03-finder-in-china.scene --bless
    .files = scenes, or folders with files *.scene
    .bless = write the answers given now into the files; read what changed before you keep it

help-verify = Verify a receipt, offline
    .long = Check that a report was received when the receipt says so, and that the log has it. No server is asked. The key of the log comes from elsewhere than the receipt: from the office's public page, or on paper.
    .after =
        Examples
          tidegate verify receipt.json report.json --key office.key
    .receipt = the receipt
    .report = the report: the document that came with the receipt, or the form as it was sent
    .key = the public key of the log, or a file with it [or TIDEGATE_LOG_KEY]

## Wrong use

usage-unknown-argument = { $argument } is no option of this command
usage-unknown-command = { $word } is no command
usage-missing = { $argument } is missing
usage-no-command = a command is missing
usage-no-value = { $argument } needs a value
usage-value = { $value } is no value for { $argument }
usage-conflict = { $argument } cannot be used with { $other }
usage-utf8 = an argument is not text in UTF-8
usage-other = the arguments are not understood{ $argument ->
        [missing] {""}
       *[other] : { $argument }
    }
usage-valid = ; use one of { $list }
usage-suggested = ; did you mean { $list }
usage-see-help = ; `tidegate help` shows how
book-faults =
    the book has { $count ->
        [one] a fault
       *[other] { $count } faults
    } and is not used; correct what is shown

## Columns

head-id = id
head-title = title
head-jurisdiction = of
head-in-force = in force
head-articles = articles
head-rules = rules
head-certainty = read
head-checked = checked
head-kind = kind
head-fact = fact
head-about = about
head-by = made true by
head-meaning = meaning when true, or values

## Facts

facts-none = the book has no fact `{ $fact }`; `tidegate facts` lists them
facts-count =
    { $count ->
        [one] one fact
       *[other] { $count } facts
    }
facts-of = about { $about } · { $by }
facts-assumed = assumed where nobody says otherwise: { $value }
about-vulnerability = the vulnerability
about-product = the product
about-item = the content
about-actor = the actor
about-recipient = the recipient
about-flow = this flow
about-reading = a doubt of the text
by-actor = the actor can undertake it
by-authority = an authority or another party gives it
by-world = it is so or it is not
by-derived = the case gives it
by-reading = a reading of the text; the office takes a position

## Law

statute-law = law
statute-house = house rules, off
kind-prohibition = shall not
kind-permission = may
kind-duty = shall
force-law = law
force-house = house rule, not law
force-encouraged = encouraged, no duty
force-norm = norm, no law
certainty-v = V: text read
certainty-s = S: read in a secondary source
certainty-m = M: from memory
certainty-u = U: unverified
law-count = { $statutes } statutes, { $rules } rules · book { $digest }
law-certainty-key = read: V the text was read · S in a secondary source · M from memory · U unverified
law-no-statute = the book has no statute `{ $id }`; it has { $known }
law-no-article = `{ $id }` has no article `{ $article }`; it has { $known }
law-source = checked { $day } · { $source }
law-article-source = [{ $certainty } · { $source }]
law-when = applies when: { $when }
law-starts = starts with: { $event }
law-within = within: { $period }
law-keep = keep for: { $period }
law-reading = Doubt { $reading }: { $question }
law-suggested = the book proposes { $value }: { $why }
check-counts = { $statutes } statutes, { $articles } articles, { $prohibitions } prohibitions, { $permissions } permissions, { $duties } duties, { $readings } readings, { $facts } facts: no fault
check-digest = book { $digest }
check-stale = warning: `{ $statute }` was last compared with its source on { $day }, { $days } days ago; read the source again

## Scenes

scene-file =
    { $file }: { $questions ->
        [one] one question
       *[other] { $questions } questions
    }{ $differing ->
        [0] {""}
        [one] , one answer differs
       *[other] , { $differing } answers differ
    }
scene-count = { $scenes } scenes, { $questions } questions, { $differing } answers that differ
scene-blessed = { $count } files written

## Questions

ask-no-question = the question is missing; write `PARTY may ACT CONTENT with PARTY`
ask-needs-scene = a question in words needs a story; add `--scene FILE`, or describe the situation by flags
ask-scene-or-flags = a story and flags that describe a situation do not go together; put the facts into the question: `… if FACT=VALUE`
ask-needs-act = say at least `--act` and `--content`, or ask about a story with `--scene FILE`
ask-no-house = there are no house rules `{ $id }`; `tidegate law list` shows them
ask-no-reading = there is no reading `{ $reading }`; `tidegate facts` shows them
ask-no-value = `{ $fact }` has no value `{ $value }`; use one of { $known }
ask-no-pair = `{ $written }` is no fact; write NAME=VALUE, NAME or "not NAME"
ask-no-party = there is no party `{ $party }` in the story
ask-position-by = this question
ask-by-book = the book

## Answers

answer-permit = not forbidden
answer-permit-if = not forbidden on conditions
answer-escalate = unclear, a named person decides
answer-conflict = two rules collide
answer-refuse = refused
headline-permit = NOT FORBIDDEN · { $actor }: { $flow }
headline-permit-if = NOT FORBIDDEN, ON CONDITIONS · { $actor }: { $flow }
headline-escalate = UNCLEAR, A NAMED PERSON DECIDES · { $actor }: { $flow }
headline-conflict = COLLISION OF TWO RULES · { $actor }: { $flow }
headline-refuse = REFUSED · { $actor }: { $flow }
headline-refuse-house = REFUSED BY HOUSE RULE, NOT BY LAW · { $actor }: { $flow }
headline-not-granted = NOT GRANTED, THOUGH NOT FORBIDDEN · { $actor }: { $flow }
flow-share = share { $content } with { $recipient }
flow-report = report { $content } to { $recipient }
flow-notify = notify { $recipient } of { $content }
flow-sell = sell { $content } to { $recipient }
flow-publish = publish { $content } to { $recipient }
flow-collect = collect { $content }
flow-use = use { $content }
flow-assist = assist { $recipient } with { $content }
answer-law-only = law: { $law } · as of { $at } · no case, so need to know was not asked
answer-law-and-gate = law: { $law } · gate: { $gate } · as of { $at }
answer-ruling = released under ruling { $ruling }
answer-not-checked = Not checked: criminal law, contract, copyright, state secrets, employment. Not legal advice. Book { $book }.
list-and = ; {""}
list-and-also = ; and {""}
list-comma = , {""}
title-grounds = Grounds
title-collisions = What collides
title-doubts = The readings disagree
title-conditions = Conditions (each line is enough)
title-readings = Positions it rests on
title-supports = What speaks for it
title-advice = Advice against it, no prohibition
title-lifted = Prohibitions looked at that do not apply
title-ways = Ways out (each is enough, none asks for more than needed)
title-reaches = It reaches also, or is about also
ways-none = No way out was found among the changes that may be suggested.
way-if = , if { $conditions }
ground-facts = rests on: { $facts }
ground-unknown = not known, and it would decide:
ground-under = only if the reading is: { $readings }
ground-too-much-unknown = Too much is not known to go through it; say more of this:
ground-contradiction = What is said to be known cannot be true together (`{ $constraint }`); correct the facts.
rule-checked = checked { $day }
collision-against = { $duty } demands what { $prohibition } forbids
doubt-gives = if { $readings }: { $answer }
reading-adopted = taken: { $meaning } (adopted { $day }, { $by })
reading-taken = taken: { $meaning }
reading-other = otherwise, if { $meaning }: { $answer }
reaches-through = { $recipient }, to whom { $by } passes it on ({ $basis })
need-public = it is public
need-knows = the recipient knows it already
need-repairs = the recipient repairs
need-same-entity = within the same legal entity
need-named = a rule names the recipient
need-embargo = the recipient agreed to the embargo
need-passed-on = it is passed on by law
need-publication = publication is open
need-none = nobody granted it to the recipient

## Duties

duties-headline =
    { $count ->
        [0] No duty
        [one] One duty
       *[other] { $count } duties
    } as of { $at }
duty-shall = { $bearer } shall: { $what }
duty-shall-if = { $bearer } shall, if what is not known turns out so: { $what }
duty-house = { $bearer }, by house rule and not by law: { $what }
duty-should = { $bearer } is encouraged to: { $what }
duty-to = to: { $to }
duty-to-any = to, one among several being enough: { $to }
duty-started = started: { $event }, { $started }
duty-not-started = starts with: { $event }
duty-word = the text says: { $word }
duty-due = due: { $due }
duty-gap = the calendar of { $place } is not known from { $first } to { $last }; no holiday is assumed there
duty-keep = keep at least through { $day }
duty-state = state: { $state }
duty-unknown = not known, and it would decide whether this is owed:
duty-fields = the filing must say: { $fields }
state-not-started = its clock has not started
state-open = open
state-met = met
state-met-perhaps-late = met; whether in time cannot be told
state-late = met late
state-no-evidence = the time has passed, no evidence found

## Receipts

verify-holds = VERIFIED
verify-what = Report { $report } was received by office { $office } at { $received } at the latest. The log { $log } has it as entry { $index } of { $size }.
verify-digest = digest of the report: { $digest }

# Every text that a person reads in the terminal, in English. words/zh/terminal.ftl has the same in Simplified Chinese.
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
        Tidegate answers what the law says about vulnerability information: who must report what to whom by when, who may share, publish or sell it, and what would make it lawful. Each answer names the text it rests on, how sure we are of that text, and the readings it depends on. A question leaves no trace unless it is asked for. An office takes in reports, keeps cases under seal, and gives receipts that verify offline.

        It is not legal advice. What is not forbidden by the statutes in the book may be forbidden by others.
    .server = A server to work against, such as https://desk.example, instead of the folder; the token is TIDEGATE_TOKEN
    .at-office = The office at that server; the only one if not given
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
          tidegate law show cn-rmsv 9
          tidegate init --name "Example desk" --jurisdiction CN --reports own --positions suggested --by "Wang Fang"
          tidegate report --product "Router R7" --description "Any password is accepted."
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

help-ask = Ask whether a flow may take place; nothing is recorded unless asked
    .long =
        Ask whether somebody may share, report, notify, sell, publish, collect, use or assist with vulnerability information, store or transfer data, or procure a product. Three ways:

        About a kept case: CASE and the question in words. The opening of the case is on the log; question and answer are not, unless --record puts the decision there, confirmed by Cedar.

        About a story: --scene FILE and the question in words, as scenes write it:
          PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
          duties [of PARTY]
          who knows CONTENT

        About a situation described by flags: --act and --content (procure needs no content), and whatever else is known. What is not said is not known, and an unknown fact never permits in silence.

        The answer gives every ground with its citation, the facts it rests on, and the ways out.
    .after =
        Examples
          tidegate ask --scene scenes/s03-finder-in-china.scene "mei may publish technical"
          tidegate ask --act publish --content technical --state undisclosed --role finder --actor-place CN \
            --fact remedy_provided=false --fact "not major_event_window"
          tidegate ask --act sell --content technical --state undisclosed --actor-place CN --position suggested
          tidegate ask --act procure --role operator --actor-place CN --fact product_is_security \
            --fact "not product_domestic" --fact for_level_three

        The exit code is that of the answer: 0 not forbidden, 3 refused, 4 unclear, 5 collision. Facts: tidegate facts.
    .question = the question in words, about the story of --scene; or CASE and the question, about a kept case
    .record = put the decision of the gate on the log; only about a kept case
    .acting_as = who asks, by name [TIDEGATE_AS, or the account]
    .scene = the story, a file in the format of scenes/README.md; - for the standard input
    .at = the instant asked about: a day or an instant, such as 2021-11-24 or 2021-11-24T09:00+08:00 [now; in a story, the story's own]
    .zone = the zone of times without offset, such as Asia/Shanghai [UTC; in a story, the story's own]
    .house = house rules or norms to switch on, by id, such as house-cn-practice; may be repeated
    .position = a position on a reading, READING=VALUE, or "suggested" for all that the book proposes; may be repeated
    .act = what is done: share, report, notify, sell, publish, collect, use, assist, store, transfer, procure
    .content = existence, general, technical, proof_of_concept, remedy, finder_identity, data; procure needs none
    .state = undisclosed, existence_public, public_no_remedy, public_with_remedy
    .role = what the actor is: finder, provider, operator, critical (of critical infrastructure), collector, platform, steward, organisation; several with commas; roles not named are then not held, but whether an operator is of critical infrastructure and whether a collector or coordinator runs a platform stays unknown until a fact says so, such as actor_is_critical=false
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
    .left_out = list instead what the book leaves out, with the reasons

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
    .without_proofs = leave out the proofs, which take the solver some time

help-scene = Play stories and compare the answers with those expected
    .long = Play each scene: a story in plain text with questions, and the answers expected below a line "----". A difference is shown line by line, and the exit code is 1. scenes/README.md has the grammar.
    .after =
        Examples
          tidegate scene scenes/
          tidegate scene scenes/s03-finder-in-china.scene --bless
    .files = scenes, or folders with files *.scene
    .bless = write the answers given now into the files; read what changed before you keep it

help-attach = Send files to a case
    .long = Attach files of any size and kind. They go in pieces, are sealed as they arrive, and are never opened or unpacked. What is for the finder or an organisation waits in the case until the gate lets it out.
    .after =
        Examples
          tidegate attach 2026-0123-4567 trace.pcap.zst --role evidence
          tidegate attach 2026-0123-4567 fix.patch --role remedy --to finder
    .case = the case, by its id or handle
    .files = the files
    .role = what they are; not said, they are taken for a program, which fewest may have
    .to = for whom: office (the usual), finder, or an organisation that takes part
    .acting_as = who does it, as it goes on record

help-verify = Verify a receipt, offline
    .long = Check that a report was received when the receipt says so, and that the log has it. No server is asked. The key of the log comes from elsewhere than the receipt: from the office's public page, or on paper.
    .after =
        Examples
          tidegate verify receipt.json report.json --key office.key
          tidegate verify taken-back-12.tlog-proof --key office.key
    .receipt = the receipt, or the proof that a finder took something back
    .report = the report: the document that came with the receipt, or the form as it was sent; a proof has its own content and needs none
    .files = a file that came with the report, checked against the digest that it names; may be given more than once
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
by-record = the record holds it or does not
by-reading = a reading of the text; the office takes a position

## Law

statute-house = house rules, off
statute-norm = norm, off
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
law-certainty-key = V: verbatim legal text was read (original, full-text copy, or the clause quoted verbatim in the cited source); S: read in a secondary source; M: from memory, not re-read; U: unverified
law-not-in-force = NOT IN FORCE at { $at }
law-no-statute = the book has no statute `{ $id }`; it has { $known }
law-no-article = `{ $id }` has no article `{ $article }`; it has { $known }
law-source = checked { $day } · { $source }
law-article-source = [{ $certainty } · { $source }]
law-when = applies when:
law-all = all of this:
law-any = one of these:
law-starts = starts with: { $event }
law-or-starts = or, if that is earlier, with: { $event }
law-after = the filing is that under: { $rule }
law-given = only if also: { $event }
law-within = within: { $period }
law-ends = ends with: { $event }
law-keep = keep for: { $period }
law-reading = Doubt { $reading }: { $question }
law-suggested = the book proposes { $value }: { $why }
check-counts = statutes { $statutes } · articles { $articles } · prohibitions { $prohibitions } · permissions { $permissions } · duties { $duties } · readings { $readings } · facts { $facts } · no fault
check-digest = book { $digest }
check-stale = warning: `{ $statute }` was last compared with its source on { $day }, { $days ->
        [one] { $days } day ago
       *[other] { $days } days ago
    }; read the source again

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
scene-count =
    { $scenes ->
        [one] { $scenes } scene
       *[other] { $scenes } scenes
    }, { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, { $differing ->
        [one] { $differing } answer that differs
       *[other] { $differing } answers that differ
    }
scene-blessed =
    { $count ->
        [one] { $count } file written
       *[other] { $count } files written
    }

## Questions

ask-no-question = the question is missing; write `PARTY may ACT CONTENT with PARTY`
ask-scene-or-flags = a story and flags that describe a situation do not go together; put the facts into the question: `… if FACT=VALUE`
ask-needs-act = say at least `--act` and `--content`, or ask about a story with `--scene FILE`
ask-no-house = there are no house rules or norms `{ $id }`; `tidegate law list` shows them
ask-no-reading = there is no reading `{ $reading }`; `tidegate facts` shows them
ask-no-value = `{ $fact }` has no value `{ $value }`; use one of { $known }
ask-no-pair = `{ $written }` is no fact; write NAME=VALUE, NAME or "not NAME"
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
flow-store = keep { $content }
flow-transfer = transfer { $content } to { $recipient }
flow-procure = procure { $content }
answer-law-only = law: { $law } · as of { $at } · no case, so need to know was not asked
answer-law-and-gate = law: { $law } · gate: { $gate } · as of { $at }
answer-ruling = released under ruling { $ruling }
answer-unreleased = ruling { $ruling } does not release it: { $why }
barred-no-room = the law's answer is neither unclear nor a collision
barred-no-need = somebody whom the flow reaches has no need to know
barred-conditions = the law permits it on conditions, with which no ruling dispenses ({ $facts })
barred-beyond = no ruling lets out `{ $item }`
barred-other-book = it was made under another book
barred-spent = it is spent, having released its one flow
barred-not-over = it does not go over { $against }
over-reading = the reading that { $said } ({ $over })
over-unknown = that `{ $fact }` is not known
answer-not-checked = Not checked: criminal law, contract, copyright, state secrets, employment. Not legal advice. Book { $book }.
list-and = ; {""}
list-and-also = ; and {""}
list-comma = , {""}
list-or = {" or "}
list-colon = : {""}
cited-text = { $citation }: { $text }
in-brackets = {" "}({ $text })
title-grounds = Grounds
title-collisions = What collides
title-could-require = Could soon be required
could-require = { $who } shall do just this once its clock starts ({ $event }). Then the duty and the prohibition collide: plan for it now.
title-doubts = The readings disagree
title-conditions = Conditions (each line is enough)
title-readings = Positions it rests on
title-supports = What speaks for it
title-advice = Advice against it, no prohibition
title-lifted = Prohibitions looked at that do not apply
title-ways = Ways out (each is enough, none asks for more than needed)
title-reaches = It reaches also, or is about also
ways-late = Waiting does not stop the clock of the duty that collides: it may run out first, and then that duty is broken. Ask counsel early; a named person may also decide by a ruling.
ways-none = No way out was found among the changes that may be suggested.
way-if = , if { $conditions }
ground-facts = rests on: { $facts }
ground-unknown = not known, and it would decide:
ground-under = where the reading is: { $readings }
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
need-consent = the finder agreed that the manufacturer learns who reports
need-embargo = the recipient agreed to the embargo
need-passed-on = it is passed on by law
need-publication = publication is open
need-no-remedy = no remedy and no lawful early publication is on record
need-embargo-stands = an embargo that was agreed stands
need-program = a program for attacks goes to those who repair and is never published
need-confidential = its sender meant it for the receiving office alone
need-none = nobody granted it to the recipient
known-headline = Who knows, of { $content }, as of { $at }
known-since = { $who }, since { $since }
known-nobody = nobody that the record shows

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
state-not-reportable = decided: not reportable

## Receipts

verify-holds = VERIFIED
verify-what = Report { $report } was received by office { $office } at { $received } at the latest. The log { $log } has it as entry { $index } of { $size }.
verify-digest = digest of the report: { $digest }
verify-what-declaration = What the office { $office } declared was on record at { $received } at the latest (number { $report }). The log { $log } has it as entry { $index } of { $size }.
verify-digest-declaration = digest of the declaration: { $digest }

## The demo (src/demo.rs). The scenes in scenes/demo/ name these by act and key.

demo-title = Tidegate, a demonstration
demo-opening = Three stories, two of them true. Every answer below is computed while you read, by the book and the gate that a desk uses, from the scene files in scenes/demo/. Each ground names its article, since when it is in force, and when somebody last compared it with its source. This is not legal advice; criminal law, contract, state secrets and employment are not checked.

demo-answer-permit = NOT FORBIDDEN
demo-answer-permit-if = NOT FORBIDDEN, ON A CONDITION
demo-answer-refuse = REFUSED
demo-answer-escalate = UNCLEAR: A NAMED PERSON DECIDES
demo-answer-conflict = CONFLICT: TWO LAWS COLLIDE
demo-source = told by: { $list }
demo-force = in force since { $since } · { $read }, compared { $checked }
demo-practice = { $read }, compared { $checked }
demo-read-v = text read
demo-read-s = read in a secondary source
demo-read-u = our reading of the text
demo-open = unless it is known otherwise: { $list }
demo-against = against
demo-collision-too = { $duty } collides with { $prohibition } in the same way.
demo-witness = Both match here, because:
demo-condition = If:
demo-doubt = { $readings }: { $answer }
demo-reading = It rests on a reading ({ $place }): { $taken }.
demo-reading-other = On the other reading ({ $other }): { $answer }
demo-reaches = It reaches also { $who } ({ $basis }).
demo-ways = What would make it lawful, each by itself:
demo-ask-duties = What must { $who } do?
demo-ask-knows = Whom have the details reached by now?
demo-through = , through { $who }
demo-no-duties = Nothing in the book that carries a number of hours or days.
demo-other-duties = Besides, without a number: { $list }.
demo-owed = OWED
demo-owed-if = OWED IF
demo-owed-practice = PRACTICE, NOT LAW
demo-encouraged = ENCOURAGED, NOT OWED
demo-to = to
demo-if = if
demo-if-reading = if
demo-due = when
demo-due-at = { $period }: by { $first }
demo-due-between = { $period }: by a time between { $first } and { $last }, because the sources give only the day
demo-due-latest = { "" } (latest that can be argued: { $latest })
demo-due-none = the text states no time
demo-due-word = { $word }; the text has no number, and none is invented
demo-state = state
demo-state-not-started = not started
demo-state-open = open
demo-state-met = there is evidence that it was met
demo-state-met-perhaps-late = there is evidence; whether in time cannot be told
demo-state-late = there is evidence, after the time
demo-state-no-evidence = no evidence found in these sources; that is not to say that nothing was done

demo-name-engineer = the engineer
demo-name-employer = the employer
demo-name-apache = Apache
demo-name-institution = a specialised institution
demo-name-broker = a broker in China
demo-name-finder = the researcher
demo-name-maker = the manufacturer
demo-name-camera-maker = the maker

demo-log4shell-title = ONE · Log4Shell
demo-log4shell-opening = On 24 November 2021 an engineer in China e-mailed Apache about Log4Shell. A month later his employer was suspended from a ministry's platform. Was the e-mail lawful?
demo-log4shell-event-e-mail = The engineer reports the flaw to the Apache Software Foundation by e-mail, and not to the ministry (MIIT). The sources give the day, not the hour; each question is asked at the close of the day in Beijing.
demo-log4shell-ask-apache = May the engineer report the technical details to Apache, in the United States?
demo-log4shell-note-apache = So the e-mail was not forbidden by the text: the ban on telling people abroad excepts the provider of the product. That the maintainers of open-source software are its provider is a reading, and the office that answers must own it.
demo-log4shell-ask-miit = May the engineer report it to MIIT as well?
demo-log4shell-ask-foreign-authority = May the engineer report it to an authority of another state?
demo-log4shell-ask-blog = May the engineer write about it on a blog now?
demo-log4shell-ask-sale = May the engineer sell it to a broker in China, even with a paper from an authority?
demo-log4shell-house = The press told the law in other words: anyone who finds a flaw must tell the government. An office may switch these house rules on. They are shown as practice, never as statute, and carry no penalty. From here on they are on:
demo-log4shell-event-leak = Details are posted on a Chinese blogging platform, by nobody identified.
demo-log4shell-ask-leak-blog = The details are public now. May the engineer write about them?
demo-log4shell-note-leak-blog = A leak is not a remedy: the ban on publishing stands until the provider offers one.
demo-log4shell-ask-leak-foreign-authority = May the engineer talk to an authority of another state about what is public?
demo-log4shell-note-leak-foreign-authority = The ban of 9(7) covers what is undisclosed. This is not, any more.
demo-log4shell-event-miit-learns = A specialised institution reports the flaw to MIIT's platform.
demo-log4shell-event-patch = Apache releases the patch.
demo-log4shell-ask-patch-blog = May the engineer write about it on a blog today?
demo-log4shell-event-notice = MIIT's Cybersecurity Administration publishes a notice of the risk. It also says that the employer, Alibaba Cloud, had told the foundation.
demo-log4shell-event-suspension = The press reports that MIIT has suspended the employer as a partner of its platform for six months, for not reporting promptly. No article of law was named in these reports. (Some sources say the 21st.)
demo-log4shell-event-verdict = Was the e-mail lawful? By the text: not forbidden, if the maintainers are the provider; a finder is encouraged to report to the state, and not obliged. Whether the employer owed a report turns on a fact that these sources do not settle: whether it was itself the provider of products with Log4j in them. The suspension is practice under a partnership. It is not an article.

demo-hikvision-title = TWO · A camera, reported before the law and published after it
demo-hikvision-opening = In June 2021 a researcher tells a Chinese manufacturer, Hikvision, of a flaw (CVE-2021-36260). On 1 September the provisions of 2021 take effect. In September the manufacturer publishes. What did the law of each day say? This office has taken no position on two doubtful readings, and the answers show it.
demo-hikvision-event-report = The researcher, who is in Britain, reports the flaw to the manufacturer.
demo-hikvision-ask-before-blog = May the researcher publish the details, with precautions?
demo-hikvision-note-before-blog = No rule in the book forbids it on this day: the provisions are not in force. What the Cybersecurity Law says of the manufacturer's duties is in force already:
demo-hikvision-event-in-force = The provisions take effect, with no transitional rule. What the manufacturer has known since June, it still knows.
demo-hikvision-ask-in-force-blog = May the researcher publish the details, with precautions, today?
demo-hikvision-note-in-force-blog = Does the law reach a finder abroad? The text does not say. The machine does not decide it either: somebody with a name does, and the reason is kept.
demo-hikvision-event-advisory = The manufacturer publishes its security notification.
demo-hikvision-ask-own-advisory = May the manufacturer publish the details together with its remedy?
demo-hikvision-note-own-advisory = The sources date the firmware to the next day. Whether the notification already came with the remedy they do not tell.
demo-hikvision-event-firmware = The firmware is there.
demo-hikvision-ask-after-blog = May the researcher publish the details, with precautions, now?

demo-camera-title = THREE · A camera from Shenzhen sold in the European Union
demo-camera-opening = Nobody in this story exists. It is November 2026: since 11 September the Cyber Resilience Act asks for reports within 24 hours. A maker in Shenzhen sells a camera in China and in the Union.
demo-camera-event-learned = 09:00 in Shenzhen. A customer's report arrives; the maker learns of the flaw.
demo-camera-event-exploited = 21:00. The maker has reliable evidence that somebody exploits it.
demo-camera-ask-early-warning = May the maker send the early warning, a general description, to the CSIRT in the Union?
demo-camera-note-early-warning = One law demands the very thing that another forbids, of the same firm, about the same fact. A way out makes this flow lawful; it does not discharge the duty that remains. So the machine does not choose: a named person rules, a second signs, and the ruling goes on the log.
demo-camera-ask-filing = May the maker file the report with MIIT?
demo-camera-event-filed = 08:00. The maker files its report with MIIT.
demo-camera-note-knows = One filing, three bodies: the law passes it on.

demo-proof-title = FOUR · The receipt
demo-proof-opening = A promise is as good as its proof. A desk is set up in a temporary folder, with keys and a log of its own, and receives a report of the camera's flaw.
demo-proof-received = The desk seals the report, writes it to its log, signs the log's head, and gives the finder a receipt.
demo-proof-receipt = The receipt is leaf { $leaf } of a log of { $size }.
demo-proof-digest = report
demo-proof-key = log key
demo-proof-ask-verify = Does the receipt prove the report, without asking the desk?
demo-proof-verified = PROVEN
demo-proof-verified-why = The digest is that of the report; the log's head, signed with the log's key, holds the claim.
demo-proof-ask-flipped = One byte of the report is changed: byte { $place }, from “{ $before }” to “{ $after }”. And now?
demo-proof-not-verified = NOT PROVEN
demo-proof-not-verified-why = This is not the report that was received.
demo-proof-shown = this one
demo-proof-claimed = received
demo-proof-passed = PROVEN ALL THE SAME: this is a fault of the program, please report it
demo-proof-ask-removed = Somebody who holds the database takes the newest entry out of the log. Does it show?
demo-proof-noticed = { $count ->
    [one] FOUND: one thing differs
   *[other] FOUND: { $count } things differ
}
demo-proof-noticed-why = Whoever holds the files can change them, but not unnoticed: the signed head counts every entry.
demo-proof-unnoticed = NOT FOUND: this is a fault of the program, please report it

demo-next = Three to try next
demo-next-1 = Ask the camera story something of your own.
demo-next-2 = Read the article that refused most of the above, with its rule and its doubts.
demo-next-3 = Open an office of your own; then tidegate report hands in the first report.
demo-closing = Not legal advice. Every answer says which text it rests on and how sure we are of it; what a person must decide, it leaves to a person.

help-demo = Tell three stories and a proof, every answer computed while you read
    .long = Two true stories and an invented one, through the same book and gate that a desk uses: Log4Shell in 2021, a camera reported before the Chinese provisions took effect and published after, and a camera from Shenzhen sold in the European Union in 2026. Then a report is received, its receipt is verified, and two frauds fail. Nothing is kept: the office of the last act lives in a temporary folder. The scenes are in scenes/demo/.
    .after =
        Examples
          tidegate demo
          tidegate demo --lang zh
          tidegate demo --fast | less
    .fast = do not pause between the steps; also where the output is no terminal
    .pace = pause so many seconds after each step; 1.2 if not given

help-replay = Put time lines of real vulnerabilities through clocks and gate
    .long = Read records of who told whom what and when, one JSON object to a line or in an array, also compressed with xz. Each becomes a case; every flow that took place is judged by the law of its day, every duty is looked up at the end. What a record does not tell stays unknown: a flow is one that the law would have refused if facts that are not known were so, a duty is owed if. Of a duty without trace it is said that no evidence was found, and never that it was missed. Records that cannot be read are counted and listed.
    .after =
        Examples
          tidegate replay timelines/curated.json
          tidegate replay timelines/*.json --case log4shell
          tidegate replay timelines/auto.jsonl.xz --json
    .files = files with records: .json, .jsonl, .jsonl.xz
    .case = the whole account of the record with this id

## Replay (src/replay.rs).

replay-no-case = there is no record `{ $id }` in these files
replay-line = { $id }  { $title }  · flows: { $flows } · duties: { $duties }
replay-days =
    { $events ->
        [one] { $events } event
       *[other] { $events } events
    }, of which { $days ->
        [one] { $days } is
       *[other] { $days } are
    } known by { $days ->
        [one] its
       *[other] their
    } day alone; such a day is taken as the whole day in UTC, and a question is asked at its close
replay-flows = Flows that took place, by the law of the day
replay-duties = Duties at the end of the record
replay-flow = { $when }  { $event }, { $from } to { $to }: { $standing }
replay-citations = by { $list }
replay-unknown = not known: { $list }
replay-duty = { $bearer }: { $words } ({ $citation }, { $binding }): { $standing }
replay-due = due between { $first } and { $last }
replay-binding = binding
replay-encouraged = encouraged
replay-house = practice, not law
replay-how = Refused if and owed if depend on facts that the records do not tell: --case ID names them. No evidence found says what these records show, not what a firm did. Publications are taken to hold no attack tool, no exaggeration and no details of an operator's own system; a publication whose author is not told is asked about as if the finder made it. Doubtful readings are taken as the book suggests.
replay-cases = cases
replay-events = events
replay-events-by-day = events known by their day alone
replay-undated = events without a date that can be read
replay-unmapped = events of a type not known here
replay-bad = records that cannot be replayed
replay-head-what = What
replay-head-count = Count
replay-head-flows = Flows by the law of the day
replay-head-duties = Duties
replay-head-binding = Binding
replay-head-encouraged = Encouraged
replay-head-cited = Prohibition cited
replay-noted-types = Only noted: { $list }
replay-unmapped-types = Types not known here: { $list }
replay-bad-record = { $file }, record { $place }: { $why }
replay-not-forbidden = not forbidden
replay-not-forbidden-if = not forbidden on conditions
replay-unclear = unclear
replay-conflict = conflict
replay-refused-if = refused if
replay-refused = refused
replay-evidence = evidence found
replay-owed-if = owed if
replay-no-evidence = no evidence found
replay-open = owed without a number

## The desk (cli/init, report, cases, case, fact, tell, duties, rule, memo, log; memo; say/happened)

help-init = Set up an office: keys, database, an empty signed log
    .long =
        Make the folder of --data with a new office in it: its name, where it is, its zone, the house rules it switches on, and the positions it takes on what the law leaves open, each dated and signed by --by. Prints what was made, where the keys are, and the public key of the log, which is to be given to others.

        The keys are in DATA/keys, or in the folder that TIDEGATE_KEYS names, better on another disk. The root key is a file there, readable by its owner only; with TIDEGATE_PASSPHRASE it is a passphrase, with TIDEGATE_ROOT_KEY 32 bytes in base64 from the environment. Without the keys nothing in the database can be read by anybody: back them up, apart from the data.

        An office that is there is never overwritten.
    .after =
        Examples
          tidegate init --name "Example desk" --name-zh 示例受理处 --jurisdiction CN --reports own --positions suggested --by "Wang Fang"
          tidegate init --name "Example PSIRT" --jurisdiction DE --zone Europe/Berlin
          tidegate init --name "Ministry" --jurisdiction CN --house house-cn-practice

        Readings are listed by "tidegate facts", house rules by "tidegate law list".
    .name = the name of the office in English
    .name_zh = the name in Chinese [the English one if not given]
    .jurisdiction = where the office is: a code such as CN, DE, EU
    .zone = the zone in which its days begin, such as Europe/Berlin [Asia/Shanghai for CN; elsewhere it must be given]
    .house = house rules or norms to switch on, by id; may be repeated
    .positions = "suggested" for all that the book proposes, "none", or READING=VALUE; may be repeated, the last on a reading stands
    .by = who adopts the positions, by name; needed with --positions
    .reason = why, for all positions [what the book says for its proposal]
    .reports = whose products the reports are about that it takes in: own, public or by-hand; in China nothing is taken in until it is said. Signed by --by
    .log = the name of the log, a host and path without spaces [made of the office's name]
init-needs-zone = the zone is missing; add `--zone`, such as `--zone Europe/Berlin`
init-name = the name of the office is empty or has control characters; give it as a line of text
init-needs-by = positions are signed; add `--by NAME`
init-no-position = `{ $written }` is no position; write READING=VALUE, or "suggested"
init-made = The office “{ $name }” is set up
init-place = { $office } · jurisdiction { $jurisdiction } · zone { $zone }
init-data = data: { $path }
init-keys = keys: { $path }
init-root-file = root key: root.key in the folder of the keys; only its owner may read it
init-root-passphrase = root key: made of the passphrase in TIDEGATE_PASSPHRASE; it is stored nowhere
init-root-environment = root key: from TIDEGATE_ROOT_KEY; it is stored nowhere
init-log = log { $log }; its public key, to be given to everybody who verifies receipts:
init-house = house rules switched on: { $id }; they are shown as such, never as law
init-no-positions = no positions on what the law leaves open: answers that depend on a reading say so, and escalate
init-positions =
    { $count ->
        [one] one position on a reading
       *[other] { $count } positions on readings
    }:
init-next = Next: `tidegate member add LOGIN` for whoever works on cases, then `tidegate serve`. While the server runs, its folder is in use by it: add members before.
init-backup = Back up the folder of the keys now, apart from the data: without it nothing that is recorded here can be read again. Publish the key of the log where finders look for it.

help-report = Take in a report and give the receipt that proves it
    .long =
        Take in a report from a file, from flags, or from both; flags stand over the file. Two things are required: the product in words and what the flaw is. The reporter may stay unnamed.

        FILE is TOML, JSON, or Markdown with fields as TOML between two lines "+++"; without an ending its beginning decides; - is the standard input. Every field of the form can be set: --set flaw.impact="…". Files are attached with --attach, --poc and --remedy.

        When the command returns, the report survives power loss and a signed log covers it. The receipt is written to a new file; it is never overwritten, and where it cannot be written it is printed. It verifies offline, for ever, with the key of the log, against FILE or against the document of --document. What is printed last is everybody the report reaches.

        The manufacturer and the markets that the report names are added to the case, as the report's words.
    .after =
        Examples
          tidegate report --product "Router R7" --manufacturer Acme --description "Any password is accepted."
          tidegate report report.toml --anonymous --document report-sent.json
          tidegate report - --idempotency-key "$(sha256sum < report.md)" < report.md
          tidegate report --product log4j-core --purl pkg:maven/org.apache.logging.log4j/log4j-core \
            --description "…" --cwe CWE-502 --ai-assisted finding --set ai_assistance.verified_by_person=true
    .file = the form: .toml, .json, .md, or - for the standard input
    .product = the product in words
    .manufacturer = who makes it, in words (also --to)
    .manufacturer_place = where the manufacturer is established: a code such as CN, DE
    .description = what the flaw is
    .title = a title
    .summary = what can be said of it without technical detail
    .model = the model
    .versions = the affected versions in words
    .purl = the package URL
    .cpe = the CPE 2.3 name
    .market = where the product is made available: CN, EU, …; with commas
    .cwe = weaknesses, such as CWE-79; with commas
    .cvss = a CVSS vector; may be repeated
    .found = when it was found, with zone or offset: 2026-11-24 09:00 +08:00, 2026-11-24[Asia/Shanghai]
    .exploited = yes, no or unknown
    .deadline = when the finder means to disclose, with zone or offset
    .anonymous = the reporter stays unnamed; names in FILE are left out
    .pseudonym = the reporter goes by this name
    .reporter = the reporter's name; it is sealed as an item of its own
    .reporter_place = where the reporter is: a code such as CN
    .reporter_home = where the reporter ordinarily lives, or where the organisation is established: a code such as CN
    .ai_assisted = what an AI system did: none, writing, finding, both
    .set = any field of the form, FIELD=VALUE, such as flaw.impact="all traffic is read"; may be repeated
    .attach = a file as evidence; may be repeated
    .poc = a file with a proof of concept; may be repeated
    .remedy = a file with a remedy; may be repeated
    .acting_as = who takes it in, by name [TIDEGATE_AS, or the account]
    .idempotency_key = the same key with the same report is recorded once and gives the same receipt
    .source = where the report comes from [finder's report]
    .office_is = the authority of the book that this office is, such as cn_miit: then those to whom the law lets it pass on are reached too
    .receipt = the file of the receipt [receipt-HANDLE.json]
    .document = also write the exact document that the receipt proves
report-nothing = there is no report; give a FILE, or at least `--product` and `--description`
report-missing = the report lacks a required field; add `{ $flag }`
report-no-field = `{ $written }` sets no field; write `--set SECTION.FIELD=VALUE`, such as `--set flaw.impact="…"`
report-no-authority = the book has no authority `{ $key }`; it has { $known }
report-file-exists = the file `{ $path }` is there already, and it stays as it is; choose another name
report-no-folder = there is no folder `{ $path }`; make it, or choose another name
report-not-written =
    tidegate: the file `{ $path }` cannot be written: { $why }. What it would hold follows; keep it:
    { $paper }
report-recorded = RECORDED · { $handle }
report-repeated = RECORDED BEFORE, under the same key · { $handle }
report-case = case: { $case }
report-received = received: { $received }
report-digest = digest of the report: { $digest }
report-receipt = receipt: { $path }
report-document = document that it proves: { $path }
report-way-back = Your way back, shown once: { $code }. Type it at the office's page to see what becomes of the report.
report-verify = To verify offline, with no word from us (take the key from where the office publishes it):
report-your-file = YOUR-REPORT
report-reaches = Whom it reaches
report-reaches-desk = { $who }, this desk; whoever runs its server and keys can read it
report-manufacturer = Nobody else. { $name } joined the case as the manufacturer that the report names, and was told nothing.
report-nobody-else = Nobody else: nobody was told by this command.

help-cases = List the cases, what is due next first
    .long =
        List every case by its next due time. The list itself is clear metadata; the due time follows from what a case says, so each case is opened for it, and the log has each opening. --no-due opens none. Content is never shown.
    .after =
        Examples
          tidegate cases
          tidegate cases --no-due --json
    .no_due = open no case, show no due times
    .limit = the most cases, by their last change [100]
    .queue = only those in this queue, by its word; none for those in no queue
    .who = only those of this member, by login; mine or nobody
    .hold = only those on hold, or only those that are not
    .silent = only those in which a participant has not answered for long, or only the others
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

help-case = Show a case: facts, content by its state, parties, duties, who knows what, time line
    .long = Show everything on record of a case but the content itself: each fact with its source and its time, each item with its state of disclosure, the parties and products, the duties with their clocks, who knows what since when, the time line, and where the log stands. The opening is on the log.
    .after =
        Examples
          tidegate case 2026-3k0qd-7rm2x
          tidegate case 2026-3k0qd-7rm2x --json
    .case = the case, by its handle or id
    .purpose = for what the case is opened; it stands on the log
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

help-fact = Establish a fact in a case
    .long = Establish one or several facts, with their source and since when each is so. NAME alone says true, "not NAME" false. A fact is about the flaw unless --about names a party, a product or content; a fact of the product needs no --about where the case has one product. What nobody established stays unknown, which is not false.
    .after =
        Examples
          tidegate fact 2026-3k0qd-7rm2x exploited --occurred "2026-11-23 21:00 +08:00" --source "honeypot report"
          tidegate fact 2026-3k0qd-7rm2x "not remedy_provided" --source "the manufacturer's page"
          tidegate fact 2026-3k0qd-7rm2x actor_is_data_processor --about Acme --source "its privacy notice"

        Facts are listed by "tidegate facts".
    .case = the case, by its handle or id
    .facts = the fact: NAME, "not NAME" or NAME=VALUE; may be repeated
    .about = the party, product, class of content or item that it is about [the flaw]
    .occurred = since when it is so: a day or an instant; without offset in the office's zone [now]
    .source = from what source it is known
    .acting_as = who records it, by name [TIDEGATE_AS, or the account]

help-tell = Tell a case what happened, in the words of scenes
    .long =
        Each line says who takes part or what happened, and where that is known from:
          party NAME ROLE[,ROLE] PLACE [individual|organisation] [present PLACE] [acts PLACE,PLACE] [part PARTY] [as AUTHORITY] [police|intelligence] [maintainer] [steward]
          product NAME [of PARTY] [in PLACE,PLACE [by PARTY] [since DAY]] [open-source|closed-source] [contains PRODUCT]
          {"["}TIME]  PARTY learned
          {"["}TIME]  PARTY reports CONTENT to PARTY
          {"["}TIME]  PARTY files RULE to PARTY [with FIELD,FIELD]
          {"["}TIME]  PARTY publishes CONTENT [as STATE]
          {"["}TIME]  CONTENT is STATE
          {"["}TIME]  fact NAME[=VALUE] [of PARTY|PRODUCT|CONTENT]
          {"["}TIME]  embargo PARTY,PARTY [until "DAY HH:MM"] [under TERMS]
          {"["}TIME]  embargo ends expired|remedy|public|exploited|other [WHY]
          {"["}TIME]  PARTY receives|validates|invalidates|accepts|defers|closes the report [because WORDS]
          {"["}TIME]  PARTY proposes an embargo until DAY HH:MM [OFFSET] [to PARTY,PARTY] [under TERMS]
          {"["}TIME]  PARTY accepts|rejects the embargo [until DAY HH:MM] [because WORDS]
          {"["}TIME]  PARTY invites PARTY to the embargo
          {"["}TIME]  mark manufacturer_aware|remedy_ready|remedy_deployed of PARTY
          {"["}TIME]  mark public_aware|exploit_public|attacks_seen
          {"["}TIME]  PARTY says PRODUCT is affected|not_affected|under_investigation|fixed|unknown [because WORDS]
          {"["}TIME]  note TEXT
        each with " -- SOURCE" behind it. A name with spaces stands in double quotes; finder and office are the case's own. A role "-" or a place "?" leaves it as it is or unknown. A name that the case knows is amended. CONTENT is a class, such as technical, for all of it that the case has, or the id of an item. Without a time it happened now.

        All lines are read and tried first; if one is not accepted, none is recorded.
    .after =
        Examples
          tidegate tell 2026-3k0qd-7rm2x "party Acme manufacturer CN -- trade register"
          tidegate tell 2026-3k0qd-7rm2x - < what-happened.txt
          tidegate tell 2026-3k0qd-7rm2x 'product "Router R7" of Acme in CN,EU -- its shop' \
            "2026-11-02 09:00 +08:00  Acme learned -- its letter"
    .case = the case, by its handle or id
    .lines = lines, or - for the standard input
    .content = content to be added and sealed, CLASS=FILE, such as general=warning.txt; may be repeated
    .held_by = who has that content
    .source = the source of lines that name none [told at the desk]
    .zone = the zone of times without offset [the office's]
    .acting_as = who records it, by name [TIDEGATE_AS, or the account]
tell-source = told at the desk
tell-no-content = `{ $written }` is no content; write CLASS=FILE, where CLASS is one of { $known }
tell-nothing = there is no line to tell; `tidegate help tell` shows the forms
tell-line = line { $line }: { $why }; nothing was recorded
tell-unknown = this cannot be told; `tidegate help tell` shows the forms
tell-recorded =
    { $handle }: { $count ->
        [one] one event
       *[other] { $count } events
    } recorded
tell-entry = { $event } · { $what } · leaf { $leaf } of the log

help-duties = Show who owes what to whom by when
    .long = Show the duties of a case, or of all cases, with live clocks: what is due first comes first. The time is the strict one; a later one that can be argued is shown and never relied on. A word of the text, such as "immediately", stays a word. "If" names the facts that are not known and decide. --explain says how each time was counted, rule by rule.
    .after =
        Examples
          tidegate duties
          tidegate duties 2026-3k0qd-7rm2x --party Acme --explain
          tidegate duties 2026-3k0qd-7rm2x --at 2026-12-01 --all
    .case = the case, by its handle or id [all cases]
    .party = of this party only
    .at = as of this day or instant [now]
    .all = also those that are met or whose clock has not started
    .explain = say how each time was counted
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

help-rule = Record a ruling where the law is unclear or two rules collide
    .long =
        Where the answer is "unclear" or "collision", a named person decides, another countersigns, both are on record, and the ruling ends within 30 days. It covers the one flow of the question: this act, from this party, to this recipient, with these items, under the book in use. It goes over what stands against the flow now, as the gate states it and this command shows, and over nothing that comes up later. What goes out under it is released under a ruling and never called permitted. The first release spends it.

        Where the law refuses, or where somebody whom the flow reaches has no need to know, a ruling would be without effect and is not recorded.

        No ruling goes over a sale, lets out a program for attacks, or opens who the finder is.
    .after =
        Examples
          tidegate rule 2026-3k0qd-7rm2x "Acme may report general to eu_csirt" --by "Wang Fang" \
            --countersigned-by "Chen Bo" --reasons "counsel's memo of 24 November" --expires "2026-11-30 18:00"
    .case = the case, by its handle or id
    .question = the flow: PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
    .by = who decides, by name
    .countersigned_by = who countersigns, by name; another person
    .reasons = why
    .expires = when the ruling ends: a day or an instant, within 30 days
    .acting_as = who records it, by name [TIDEGATE_AS, or the account]
rule-names-there = at a server each person signs with an own account: leave --by and --countersigned-by out, and let another person sign what you propose
rule-names-here = name who decides and who countersigns: --by NAME --countersigned-by NAME
rule-proposed = PROPOSED · another person signs it: tidegate directive CASE --sign PROPOSAL
rule-no-room = the law's answer is “{ $answer }”; a ruling decides only where the law is unclear or two rules collide
rule-no-need = { $who } has no need to know: { $why }
rule-without-effect = no ruling could release this flow: { $why }
rule-recorded = RULING RECORDED · { $ruling }
rule-signed = decided by { $by }, countersigned by { $countersigned }, ends { $expires }
rule-over = the answer of the law is “{ $answer }”; a ruling on this flow goes over:
rule-leaf = leaf { $leaf } of the log, which has { $size }

help-memo = Write the one-page decision memo, in English and Chinese
    .long = Write what counsel needs to decide on one flow: the question, the answer with its grounds as in force, the facts relied on with their sources, the readings with the office's positions and what the other reading gives, what is not known, the ways out, the clocks that run, who decides and signs, and the digest of the book. It is not recorded and holds no content of the case.
    .after =
        Examples
          tidegate memo 2026-3k0qd-7rm2x "Acme may report general to eu_csirt" --out memo.md
          tidegate memo 2026-3k0qd-7rm2x "finder may publish technical" --form html --out memo.html
    .case = the case, by its handle or id
    .question = the flow: PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
    .at = as of this day or instant [now]
    .form = markdown, text or html [markdown]
    .only = one language only: en or zh
    .out = a new file [the terminal]
    .acting_as = who writes it, by name [TIDEGATE_AS, or the account]
memo-written = { $path }
memo-title = Decision memo · case { $handle }
memo-made = { $office } · made { $made } · answers as of { $at }
memo-question = Question
memo-may = May { $actor } { $flow }?
memo-asked = As asked: { $question }
memo-answer = Answer
memo-law-and-gate = The law: { $law }. With need to know: { $gate }.
memo-open = applies unless what is not known (below) turns out otherwise
memo-readings = Readings of the text
memo-unknown = Not known, and it would decide
memo-facts = Facts relied on
memo-no-facts = None but roles and places.
memo-fact-from = { $said } (since { $since }; source: { $source })
memo-fact-derived = { $said }
memo-clocks = Clocks that run for the one who asks
memo-no-clocks = None in the statutes of the book.
memo-without-number = without a number of hours or days: { $list }
memo-not-checked = Not checked: criminal law, contract, copyright, state secrets, employment. This memo is no legal advice; it prepares it.
memo-no-number = no time is set
memo-signatures = Who decides
memo-role = role
memo-name = name
memo-decision = decision
memo-date = date and signature
memo-decides = decides
memo-countersigns = countersigns
memo-counsel = counsel
memo-foot = Book { $book }. Log { $log }, { $size } entries. The same book, facts and instant give this answer again.

help-log = Check the log, show it, and give it to others
    .long = The log is what makes a receipt a proof. These commands need no writer, and work on a log that the writer refuses to open.

help-log-fsck = Check the log and every record
    .long = Compute the log anew from its leaves, compare it with every signed head, with the nodes and with the files, and compute every record that can be opened down to its leaf. Nothing is written. Exit code 6 if anything differs. That the end of a log was not cut off can only be told against a checkpoint from outside: a receipt, or a copy of the log.
    .after =
        Examples
          tidegate log fsck
          tidegate log fsck --known receipt-2026-3k0qd-7rm2x.json
    .known = a signed checkpoint from outside, or a receipt; may be repeated
    .rebuild = first build the log's files anew from the database

help-log-show = Show where the log stands, with its signed checkpoint

help-log-key = Print the public key of the log, to be given to others

help-log-export = Copy the log's files: tiles and the signed checkpoint
    .long = Copy the files of the log (C2SP tlog-tiles) to a folder that is empty or new, to be published or kept elsewhere. They hold salted commitments and no content.
    .folder = the folder

help-log-check = Check a copy of a log, offline and without its office
    .long = Compute a copy of a log anew from its entries and compare it with its hashes and its signed checkpoint. The copy holds what an office publishes: the checkpoint and the tiles. The key comes from elsewhere than the copy. Exit code 6 if anything differs.
    .after =
        Examples
          tidegate log check copy --key KEY
          tidegate log check copy --key KEY --known tidegate-receipt.json
    .folder = the folder of the copy
    .key = the public key of the log, or a file that holds it
    .known = a signed checkpoint that you kept, or a receipt; may be repeated
log-check-counts = Log { $log }: { $size } entries, { $checkpoints } signed checkpoints
log-check-next = Fetch the copy again, since the log may have grown while it was fetched. If it still differs, keep both copies: a signed checkpoint that does not fit the entries is evidence against the office.

fsck-clean = Nothing differs
fsck-differs =
    { $count ->
        [one] One thing differs
       *[other] { $count } things differ
    }
fsck-counts = { $size } leaves, { $checkpoints } signed heads, { $cases } cases opened ({ $erased } erased), { $records } records computed down to their leaves
fsck-end = That nothing was cut off at the end can only be told against a checkpoint from outside: `--known receipt.json`.
fsck-known = The log continues the checkpoints that were given.
fsck-next = Keep this folder as it is, restore a backup beside it, and compare. If only files of the log differ, `--rebuild` makes them anew.
log-title = Log { $log }
log-size = entries: { $size }
log-key = key: { $key }
log-files = files: { $path }
log-checkpoint = Signed checkpoint
log-not-empty = the folder `{ $path }` is not empty; choose a new one
log-exported = { $files } files in { $path }: the log up to entry { $size }

ask-record-alone = what is recorded is answered as of now and with the office's own positions; leave out `--at`, `--position` and `--house`
ask-supposed = the question supposes content that the case does not have; only a question about its own content can be recorded; add it with `tidegate tell CASE --content CLASS=FILE`
ask-recorded = Recorded: leaf { $leaf } of the log, which has { $size }. Decision { $decision }.
ask-cleared = The content may be opened under it until { $until }.

cases-none = no cases; `tidegate report` takes one in
cases-next = { $bearer }: { $citation }
cases-next-if = { $bearer }, if what is not known turns out so: { $citation }
cases-without-number =
    { $count ->
        [one] one duty without a number
       *[other] { $count } duties without a number
    }
cases-opened =
    { $count ->
        [one] One case was opened for its due time; the log says so.
       *[other] { $count } cases were opened for their due times; the log says so.
    }
case-title = Case { $handle } · { $phase } · as of { $at }
case-parties = Parties
case-product = { $product } · made available in { $markets } { $ids }
case-content = Content and its disclosure
case-facts = Facts
case-no-facts = Nothing was established; what nobody said is unknown, not false.
case-knows = Who knows what since when
case-known = { $who } · { $content } · since { $since }
case-duties = Duties
case-time-line = Time line
case-log = { $events } events; the log { $log } has { $size } leaves.
duties-of-case =
    { $handle } · { $count ->
        [0] no duties
        [one] one duty
       *[other] { $count } duties
    } as of { $at }
duties-case = Case { $handle }
duties-none = No duty runs by what this case knows. What it does not know may start one: name who provides the product, where it is available, and whether it is exploited.
duties-behind = Some cases changed a moment ago and are being put in order; ask again to find them.
duties-left-out =
    { $count ->
        [one] One duty that is met or whose clock has not started is left out; `--all` shows it.
       *[other] { $count } duties that are met or whose clock has not started are left out; `--all` shows them.
    }
duties-key = Times are the strict ones, in the zone { $zone }. `--explain` says how each was counted.
duties-owed-if = perhaps owed, depending on: { $facts }
duties-any = { $to } (one suffices)
due-between = { $first } to { $last }
due-latest = arguable until { $latest }
due-in = in { $span }
due-over = { $span } ago
span-days = { $count } d
span-hours = { $count } h
span-minutes = { $count } min
head-due = due
head-bearer = who
head-duty = duty
head-to = to
head-state = state
head-case = case
head-phase = phase
head-next-due = next due
head-changed = last change
head-number = #
head-when = when
head-what = what
head-source = source
head-recorded-by = recorded by
head-party = party
head-roles = roles
head-place = of
head-provides = provides
head-content = content
head-product = product
head-disclosure = disclosure
phase-opened = opened
phase-received = received
phase-acknowledged = acknowledged
phase-triaged = judged
phase-withdrawn = withdrawn
phase-closed = closed
phase-erased = erased
answer-released = released under a ruling

happened-nothing = nothing of the case's content
happened-no-rule = no rule named
happened-of = { $subject }: { $said }
event-opened = opened as { $handle }
event-party-joined = { $party } takes part ({ $what })
party-unnamed = unnamed finder
party-named-to-office = finder, named to the office
event-product-named = product: { $product }
event-supply = { $by } makes { $product } available in { $place }
event-item-added = content added: { $content }
event-received = { $to } received a report from { $from }: { $content }
event-acknowledged = { $by } acknowledged the report
event-triaged = judged: { $reason }
event-fact-withdrawn = no longer known: { $fact }
event-clock = { $party }: { $what }
event-provided = { $from } → { $to } ({ $act }): { $content }
event-filed = { $by } filed with { $to }: { $rule }
event-filed-reference = { $by } filed with { $to }: { $rule }, reference { $reference }
event-notified = { $by } notified { $to }
event-disclosed = { $content }: { $state }
event-published = { $by } published: { $content }
event-embargo = embargo between { $parties }
event-embargo-until = embargo between { $parties } until { $until }
event-embargo-under = embargo between { $parties } under { $terms }
event-embargo-until-under = embargo between { $parties } until { $until } under { $terms }
event-embargo-ended = the embargo ended
event-directive = { $by } directs { $to }
event-request = { $by } requests of { $to }
event-verified = { $by } verified a measure of { $of }: { $measure }
event-not-reportable = { $by } decided that { $rule } asks { $bearer } for no report: { $reasons }
event-ruling = ruling of { $by }, countersigned by { $countersigned }, over { $over }
event-decision = asked of the gate ({ $act }, { $from } → { $to }, { $content }): { $answer }
event-withdrawn = withdrawn: { $reason }
event-closed = closed: { $reason }
event-erased = the key was destroyed: { $ground }
event-noted = note: { $text }
event-message = { $from } wrote a message to { $to }

remote-no-address = `{ $server }` is no address of a server; it begins with https:// or, on this machine, http://
remote-silent = the server at { $server } does not answer: { $why }
remote-strange = the server at { $server } answered with status { $status } and nothing that is understood; is it Tidegate of this version
remote-sign-in = the server asks who you are; sign in with `tidegate sign-in LOGIN` and set TIDEGATE_TOKEN to the token that it prints
remote-which-office = say which office with --office; the server has: { $known }
remote-no-server = say which server with --server or TIDEGATE_SERVER
remote-report-alone = --office-is and --source are for the folder of an office; a server knows what its office is
remote-in-clear = neither token nor passphrase is sent over http:// to another machine, where others could read it; use https://, or unset TIDEGATE_TOKEN
remote-not-here = this command works on the folder alone; leave out --server, and unset TIDEGATE_SERVER
remote-tell-alone = --content and --zone are for the folder of an office; over --server, give times with their offset or begin with a line `zone`

hint-other-maker = This office takes in reports about its own products, networks and systems, and the report names { $name } as the manufacturer of { $product }. If { $name } is this office, say that they are the same: until then none of the clocks of a manufacturer runs for it.
hint-no-maker = This office takes in reports about its own products, networks and systems, and nobody is named as the manufacturer of { $product }. If this office makes it, say so: until then none of the clocks of a manufacturer runs for it.
hint-not-aware = Established: { $fact }. Nothing on record says when { $name } { $event }. Until it is told, with its time in front, these clocks rest: { $duties }.
hint-say = Say it
hint-reported = { $said } If it is so, say from when on { $name } { $event }: from then on these clocks run: { $duties }.

### Two versions of the book beside each other: `law diff`.

help-law-diff = Show in which situations two versions of the book decide otherwise
    .long =
        Compare an amended statute, or a whole book, with another version of it: what is written otherwise, rule by rule and act by act; what was proved with the solver cvc5 to decide the same; and for each difference an ordinary situation in which the two decide otherwise, with both outcomes side by side, asked of the engine itself. Two rules are said to decide the same only where that was proved of every situation in which all facts are known, or where their compiled forms are the same to the letter; nothing is sampled. Without cvc5 only what is written otherwise is told, and marked as not proved.

        A difference in time is shown at the instants around its dates. Norms and house rules are compared as if they were on; readings are left open unless a position is given.

        With --cases every open case of the office in the data folder, or of each office in its folders, is asked under both versions: duties that come, go or are due at another time, and other answers to flows that are on record or that a duty demands now. Each case is opened for it, and the log of its office has each opening with the purpose "comparing two versions of the book"; nothing else is recorded, and neither version is adopted.

        Exit code: 0 if the two decide the same, proved; 1 if they do not, if that was not proved, or if something failed: then nothing stands on the output; 2 for wrong use.
    .after =
        Examples
          tidegate law diff law/cn/rmsv.md amended/rmsv.md
          tidegate law diff law/ ../amended-law/ --at 2027-12-11
          tidegate law diff law/eu/cra.md cra.md --cases --as "Wang Fang"
    .old = the old version: the folder of a book, or the file of one statute, laid over the book in use
    .new = the new version, likewise; a statute with a new id is added
    .at = compare the law of this day or instant alone [all dates; situations as of now where they can be]
    .house = house rules or norms to switch on, by id; may be repeated
    .position = a position on a reading, READING=VALUE, or "suggested" for all that the book proposes; may be repeated
    .without_proofs = leave out the proofs; only what is written otherwise is told
    .cases = ask every open case, too
    .acting_as = who looks at the cases, by name [TIDEGATE_AS, or the account]
differ-title = Book { $old } beside book { $new }
differ-verdict-same = They decide the same in every situation in which all facts are known.
differ-verdict-differ = They do not decide the same.
differ-verdict-unproved = Not proved that they decide the same: what follows is a comparison of texts, or has a part that was not proved.
differ-verdict-fault = The solver and the engine do not agree about a situation below. Report this as a fault of the engine.
differ-proofs = compared with cvc5: { $rules } rules, { $acts } times an act at a time of the law ({ $seconds } s)
differ-rules = Rule by rule
differ-acts = Act by act: between which answers there is a change
differ-world = What is true of the world
differ-definitions = What else is written otherwise
differ-added = added
differ-removed = taken out
differ-changed = changed
differ-formerly = formerly `{ $rule }`; what was filed for that name counts for that name alone
differ-said = the words were: { $words }
differ-written = written otherwise: { $aspects }
differ-unproved = not proved: whether it decides the same
differ-same-proved = decides the same: proved for every situation
differ-same-letter = wording only, decides the same: its compiled form is the same to the letter
differ-unwitnessed = it is another duty, but no course of events was found in which that shows; not proved to be the same
differ-answer = another answer ({ $act }; { $span }):
differ-grounds = the same answer on other grounds ({ $act }; { $span }):
differ-beside = other rules beside the answer ({ $act }; { $span }):
differ-owed = owed in one version alone (begun { $span }):
differ-duty = another duty (begun { $span }):
differ-span = from { $from } until { $until }
differ-span-from = from { $from } on
differ-suppose = Suppose, and everything else as usual:
differ-adopted = on: { $ids }
differ-at = as of { $at }:
differ-happened = after: { $happened }
differ-happened-another = { $words }, about another product ({ $at })
differ-filed = filed with { $to }: { $what }
differ-old = old: { $outcome }
differ-new = new: { $outcome }
differ-not-owed = not owed
differ-too-much = more is unknown than can be gone through
differ-contradiction = cannot be so (`{ $key }` in world.cedar)
differ-demanded = demanded by { $rule }
differ-supports = for it: { $rules }
differ-advice = advised against it: { $rules }
differ-unconfirmed = NOT CONFIRMED: the engine does not decide here what the solver says
differ-act = { $act }, { $span }:
differ-act-same = { $act }, { $span }: the same answers, proved for every situation
differ-act-turn = { $old } → { $new }, if { $story }
differ-definition = { $what } `{ $name }`: { $turn }; { $matters }
differ-matters-words = words only
differ-matters-rules = counts through the rules that use it, which are compared above
differ-matters-ways = only what an answer suggests as a way out or through
differ-matters-world = compared by itself above
differ-matters-open = not proved to change nothing: it can change what is decided where something is unknown, whom a filing reaches, or when something is due
differ-what-statute = front matter of
differ-what-article = text of
differ-what-scope = scope
differ-what-reading = reading
differ-what-fact = fact
differ-what-act = act
differ-what-start-event = start event
differ-what-world = sentence about the world
differ-what-calendar = calendar
differ-what-authority = authority
differ-what-move = way out
differ-what-way-through = way through
differ-aspect-name = name or article
differ-aspect-words = words
differ-aspect-certainty = how the text was read
differ-aspect-citation = earlier numbers
differ-aspect-written = form of the rule
differ-aspect-condition = condition
differ-aspect-acts = acts
differ-aspect-force = force
differ-aspect-dates = dates in force
differ-aspect-period = period
differ-aspect-word = word of the text for the time
differ-aspect-addressees = addressees
differ-aspect-content = content covered
differ-aspect-fields = what the filing must say
differ-aspect-start = what starts the clock
differ-aspect-governed = the instant whose law governs
differ-aspect-keep = how long to keep
differ-aspect-per = what one instance is about
differ-aspect-starts = how often it starts
differ-aspect-already = since when what was filed counts
differ-aspect-counting = how its statute counts
differ-office = { $office }: something changes in { $touched } of { $opened ->
        [one] { $opened } open case
       *[other] { $opened } open cases
    }; { $read ->
        [one] one was opened, and that is on the log
       *[other] { $read } were opened, and that is on the log
    }
differ-case = case { $handle }, as of { $at }
differ-case-duty = duty { $turn }: { $bearer }, { $rule }: { $words } (to: { $to })
differ-flow-recorded = another answer to a flow on record
differ-flow-demanded = another answer to a flow that a duty demands now
differ-apart = the two books cannot be asked the same: the fact `{ $why }` is of another type in each
differ-faulty = in `{ $path }`:
differ-nothing = Nothing that the book reads is written otherwise: they decide the same.
differ-passage = { $content }, to { $recipient }:
differ-only = The law as of { $at } alone was compared.

help-law-reconsider = Look at every open case again under a changed book
    .long =
        Ask every open case of the office in the data folder, or of each office in its folders, under two versions of the book. A small program of the rules that are written otherwise is asked first whether a case is concerned at all, whatever flow its parties may make; only cases that are concerned are compared in full, as "law diff --cases" does. A bar shows how far it is. A case that is concerned is opened for it, and that is on the log; of the others nothing is shown, and nothing else is recorded, and neither version is adopted.

        Exit code: 0 if nothing changes in any open case; 1 if something does, or if something failed; 2 for wrong use.
    .after =
        Examples
          tidegate law reconsider law/cn/rmsv.md amended/rmsv.md
          tidegate law reconsider law/ ../amended-law/ --at 2027-12-11
    .old = the old version: the folder of a book, or the file of one statute, laid over the book in use
    .new = the new version, likewise
    .at = as of this day or instant [now]
    .acting_as = who looks at the cases, by name [TIDEGATE_AS, or the account]
reconsider-sum =
    { $opened ->
        [one] { $opened } open case
       *[other] { $opened } open cases
    }: { $apart ->
        [one] { $apart } is
       *[other] { $apart } are
    } not concerned by what is written otherwise, { $same ->
        [one] { $same } was compared and stays as it is
       *[other] { $same } were compared and stay as they are
    }, in { $touched } something changes.

### The book analysed as a whole: proofs, and where a duty and a prohibition meet.

help-law-conflicts = Show where a duty and a prohibition of the book meet
    .long = List every duty and every prohibition that can meet: one act, in a world that can be, which the one demands and the other forbids. Without STATUTE, how many there are between each two statutes; with one or two, each meeting as a story with the ways out. The list is computed; "--write" puts every pair to the solver cvc5 before it writes.
    .after =
        Examples
          tidegate law conflicts
          tidegate law conflicts eu-cra cn-rmsv
    .statutes = the id of a statute on either side; two show what is between them
    .write = write the table into this folder, as conflicts.txt, once the solver agrees with all of it
meeting-duty = duty
meeting-prohibition = prohibition
meeting-conflict = true conflict
meeting-order = by order
meeting-condition = by condition
meeting-yields = not law against law
meeting-conflict-means = both are law, everything is known, no condition that the book knows helps, and no order of steps that a source describes; an order that rests on a doubt is told with it and settles nothing
meeting-order-means = an order of steps that a source describes leads through, or waiting where the duty has no period; the limits of each order are told
meeting-condition-means = a condition that somebody can bring about lifts the prohibition
meeting-yields-means = one of the two is encouraged or a voluntary norm: it yields, or stands beside the answer
meeting-apart = { " " }(of which { $count } only if somebody says what is taken not to be so)
meeting-brackets = In brackets: so many of them come about only if somebody says what is taken not to be so.
meeting-supposes = It comes about only if somebody says what is taken not to be so: { $facts }
meeting-title = { $duty } against { $prohibition }
meeting-suppose = Suppose:
meeting-demands = { $rule } then says: { $words }.
meeting-forbids = { $rule } at the same time: { $words } (what would be done: { $act }).
meeting-way-order = An order of steps: { $words }
meeting-decides = A named person decides: { $what }
meeting-way = A way out: { $words }
meeting-and = {", and "}
prove-no-solver = Left out: the proofs. They need the solver cvc5, which was not found: on Debian "apt-get install cvc5", or name its file in the environment variable CVC5. Everything else works without it.
prove-clean = proved with cvc5 of { $rules } rules: none ever errs, none is dead, every prohibition can be refuted, and of { $pairs } pairs within a statute no rule is implied by another without being marked so ({ $seconds } s)
prove-findings = asked cvc5 about { $rules } rules and { $pairs } pairs within a statute ({ $seconds } s); found:
prove-may-err = `{ $rule }` may err, and would be passed over
prove-dead = `{ $rule }` applies in no possible world
prove-irrefutable = `{ $rule }` applies in every possible world
prove-implied = `{ $rule }` says nothing that `{ $other }` does not; mend one of the two, or mark it with `@implied_by` if the text repeats itself
prove-marked = `{ $rule }` says nothing that `{ $other }` does not, as it is marked
prove-wrongly-marked = `{ $rule }` is marked as said by `{ $other }`, and is not; take the mark `@implied_by` away
prove-differ = the solver and the engine do not agree on whether `{ $duty }` and `{ $prohibition }` can meet
prove-agreed = { $pairs } pairs of a duty and a prohibition put to cvc5, { $meetings } of them can meet; the solver and the engine agree on each ({ $seconds } s)
conflicts-apart = dashed
conflicts-apart-means = the gravest in the field comes about only if somebody says what is taken not to be so
conflicts-title = Where laws collide
conflicts-lead = { $count ->
    [one] In { $count } place a duty of the book demands what a prohibition forbids.
   *[other] In { $count } places a duty of the book demands what a prohibition forbids.
}
conflicts-how = Every duty is held against every prohibition of every statute, in all situations that there can be; each field of the matrix leads to the stories. What comes of each meeting is looked at by itself: whatever else stands against the same act is another meeting. Before the table of the book is committed, the solver cvc5 has to confirm from the rules as written which pairs can meet.
left-out-title = Left out of the book
left-out-lead = Rules that somebody may look for and not find, each with the reason. What is left out changes no answer: the book says neither that it permits nor that it forbids.
left-out-norms = Norms of the field
unfound-title = Told of by others, and not found here
unfound-lead = Collisions of which sources tell and which no duty and prohibition of the book can show, each with the reason.
unfound-why = Why it is not found: { $why }
unfound-advice = What is advised: { $advice }
conflicts-all = The whole matrix
conflicts-demands = demands:
conflicts-forbids = forbids at the same time
conflicts-day = The law as written for { $day }.
conflicts-matrix = Duties by row, prohibitions by column
conflicts-corner = Duty of
conflicts-link = Where duties and prohibitions collide: the matrix of all statutes

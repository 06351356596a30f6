# Queues, and parts of the list of cases.

queues-parts = Parts of the list
queues-all = All
queues-mine = mine
queues-nobodys = nobody's
queues-on-hold = on hold
queues-silent = No answer for long
queues-not-silent = Nobody long without an answer
queues-answers = Answers
queues-not-on-hold = not on hold
queues-in-none = in no queue
queues-open = open
queues-nothing = Nothing is in this part of the list.
head-word = word
head-count = cases
help-queues = Show the queues of the office, and how many open cases lie in each
    .long =
        The numbers are those of the list of cases; no case is opened for them. Queues are set up by "tidegate office queue", and a case is put in one by "tidegate work".
    .after =
        Examples
          tidegate queues
          tidegate cases --queue triage --who nobody
    .acting_as = who looks, by name [TIDEGATE_AS, or the account]

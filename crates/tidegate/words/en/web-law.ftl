# The pages of the book.

law-page-title = The book
law-page-lead = Every statute that answers rest on: in our words, with the rule under its clause, what the text leaves open, where it was read, and how sure we are.
law-page-find = Search the articles
law-page-find-do = Search
law-page-found = { $count ->
    [0] Nothing found; try one word, or a number such as 9(7)
    [one] One article
   *[other] { $count } articles
}
law-page-statute = Statute
law-page-whose = Whose
law-page-in-force = In force
law-page-rules = Rules
law-page-certainty = How it was read
law-page-checked = Last compared
law-page-norm = A voluntary norm of the field. It binds nobody, and is off until an office or a question says that it is followed.
law-page-house = Practice that an office may switch on. It is shown as practice, never as statute.
law-page-issuer = Issued by
law-page-source = Read at
law-page-articles = Articles
law-page-to = to
law-page-or = {" "}or {""}
law-page-written = The rule as written:
law-page-open = what the text leaves open
law-page-suggested = suggested by the book

# Search over the records of cases and the names of statutes.

frame-search = Search

search-title = Search
search-words = Words
search-hint = names of products and parties, words of notes and reasons, a handle, a statute
search-do = Search
search-behind = Some cases changed a moment ago and are not read yet; search again to find them.
search-found = { $count ->
    [0] No case has all of these words in its record
    [one] One case has all of these words in its record
   *[other] { $count } cases have all of these words in their records
}
search-changed = last change { $at }
search-more = There are more; a further word makes them fewer.
search-law = Statutes
search-in-law = Search the articles of the law for these words
search-note = The search reads an index of keyed numbers and opens no case. Content, and who found a flaw, are not in it. Why a case was found stands in the case; opening it is put on the log.

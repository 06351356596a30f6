# Threads that stay readable, and by whom each is read.

thread-run = Posts { $first } to { $last }
thread-find = Find in all posts
thread-find-do = Find
thread-found =
    { $count ->
        [0] No post has that in it.
        [one] One post has it.
       *[other] { $count } posts have it; the newest of them are shown.
    }
thread-new =
    { $count ->
        [one] One post is new to you
       *[other] { $count } posts are new to you
    }
thread-from-here = New from here
thread-older =
    { $count ->
        [one] One message is older.
       *[other] { $count } messages are older.
    }
thread-name-hint = Name another post by its number, such as #12.
thread-audience-finder =
    { $count ->
        [one] Read by the finder, once the gate lets it out, and by the one member of this office who works on cases. By nobody else.
       *[other] Read by the finder, once the gate lets it out, and by the { $count } members of this office who work on cases. By nobody else.
    }
thread-audience-office =
    { $count ->
        [0] No member of this office works on cases yet: nobody reads it until one does. Whoever else should read it must be let by the gate.
        [one] Read by the one member of this office who works on cases. Whoever else should read it must be let by the gate.
       *[other] Read by the { $count } members of this office who work on cases. Whoever else should read it must be let by the gate.
    }

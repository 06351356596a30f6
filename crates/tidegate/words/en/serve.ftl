# What `tidegate serve` says in the terminal.

help-serve = Serve the office's pages and interface
    .long =
        Serve one office, or every office that lives in a folder of --data: the report form with receipts, the gate, the book, the cases, the log, and the interface under /api/v1. Stops in order on an interrupt.

        The first member is added with `tidegate member add`.
    .after =
        Examples
          tidegate serve --demo
          tidegate serve
          tidegate serve --listen 0.0.0.0:8470 --public https://desk.example
    .listen = where to listen [127.0.0.1:8470, or TIDEGATE_LISTEN]
    .demo = serve a demonstration with invented offices, on this machine only; made at the first start
    .public = the address at which people reach the server; with https:// cookies are bound to TLS
    .attempts = how many times one visitor may try to sign in, or use a way back, in ten minutes; more where many share an address, or come through a proxy [10, or TIDEGATE_ATTEMPTS]
    .reports = how many reports one visitor may send in an hour; more where many share an address, or come through a proxy [20, or TIDEGATE_REPORTS]

help-sign-in = Begin a session at a server
    .long =
        Sign in at the server that --server or TIDEGATE_SERVER names, and print the token of the session as the one line of the output. The commands that work against a server read it from TIDEGATE_TOKEN. The passphrase is typed without being shown, or is the first line of the standard input. Where the server asks for a code of a second factor, it is typed too, or is the second line; a token made on the account page needs neither.
    .after =
        Examples
          export TIDEGATE_SERVER=https://desk.example
          export TIDEGATE_TOKEN=$(tidegate sign-in mei)
          tidegate cases
    .login = the login at the office

serve-listens = The desk is open at { $address }. Press Ctrl-C to close it.

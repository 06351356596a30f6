# The front of an office, and the demonstration's tour.

office-enter = Look around as a member
office-enter-text = In the demonstration one enters without a passphrase. What each role may see and do is what it would be in earnest.
office-enter-for = For { $name }, an organisation that takes part
office-about = About this office
office-jurisdiction = Where it is
office-authority = Which authority it is
office-house = House rules switched on
office-house-none = none
office-log = Name of its log
office-log-key = Public key of its log
office-log-key-text = Take this key from here, or from paper, when you verify a receipt; never from the receipt itself.

home-tour = A tour in four stops
home-tour-report = Report a flaw as a finder, and keep the receipt.
home-tour-ask = Turn the clock of Log4Shell and see the law answer.
home-tour-conflict = See a 24-hour duty of one law collide with a prohibition of another, and the ways out.
home-tour-verify = Verify the receipt in your own browser; nothing is sent.
home-tour-offices = Three offices, all invented:

serve-demo = { "" }
    The demonstration is open at { $address } (data in { $data }). It reaches nobody. Four things to look at:

      report      { $address }/at/authority/report
      ask         { $address }/ask
      conflict    { $address }/demo/conflict
      verify      { $address }/verify

    Press Ctrl-C to close it.
serve-demo-loopback = a demonstration is entered without a passphrase, so it listens on this machine only; use an address such as 127.0.0.1:8470

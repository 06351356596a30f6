# The page on which the gate is asked.

ask-page-title = Ask the gate
ask-page-headline = May this be told, published, sold?
ask-page-lead = On 24 November 2021 an engineer in China e-mailed Apache about Log4Shell. A month later his employer was suspended from a ministry's platform. Turn the clock and see what the law answered on each day, computed as you turn. Nothing you ask here is recorded.
ask-page-turn = Turn the clock
ask-page-press = As the press told it (house rules on: practice, not law)
ask-page-press-on = The press told the law in other words: anyone who finds a flaw must tell the government. These house rules are on now. They are shown as practice, never as statute, and carry no penalty.
ask-page-show = Show this day
ask-page-line = What happened, from 24 November to 22 December 2021
ask-page-questions = Questions
ask-page-employer = What must the employer do?
ask-page-duties = { $count ->
    [one] one duty shown
   *[other] { $count } duties shown
}
ask-page-share = This answer has an address that others can open:
ask-page-copy = Copy
ask-page-copied = Copied
ask-page-own = Ask a question of your own
ask-page-own-text = Who, what, to whom, where: say what you know. What you leave out is unknown, and an unknown fact never permits in silence.
ask-page-mark-e-mail = e-mail to Apache
ask-page-mark-leak = details leak
ask-page-mark-miit-learns = MIIT learns
ask-page-mark-patch = patch
ask-page-mark-notice = notice
ask-page-mark-suspension = suspension

web-answer-shall = shall
web-answer-shall-not = shall not

ask-own-title = A question of your own
ask-own-lead = Say what you know; what you leave open is unknown. Nothing is recorded.
ask-own-act = What is to be done
ask-own-content = With what
ask-own-state = How public it is
ask-own-role = Who acts
ask-own-place = Where whoever acts is
ask-own-recipient = With whom
ask-own-recipient-place = Where they are
ask-own-kept-in = Where it is kept
ask-own-product-in = Where the product is sold
ask-own-at = On which day
ask-own-house = As the press told it (house rules on: practice, not law)
ask-own-unknown = not known
ask-own-do = Ask
ask-own-more = Further facts
ask-own-more-hint = Facts that rules look at and that the questions above leave open. Each changes the answer only where a rule needs it.
ask-own-yes = yes
ask-own-no = no
ask-own-place-cn = in mainland China
ask-own-place-hk = in Hong Kong, Macau or Taiwan
ask-own-place-foreigner = a foreigner in mainland China
ask-own-place-abroad = abroad
ask-own-cn = in mainland China
ask-own-eu = in the EU
ask-own-both = in both
ask-own-elsewhere = elsewhere only
ask-own-not-understood = The address asks for something that the book does not know, and it was left out: { $what }

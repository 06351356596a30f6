# What a notice tells: that something is to be looked at, never what.

notice-duty-left = A deadline is near
notice-duty-due = A deadline is now
notice-duty-over = A deadline has passed
notice-directive-issued = A directive was issued to you
notice-directive-to-countersign = A directive waits for its second signature
notice-directive-answered = A directive was answered
notice-directive-late = A directive was not met in time
notice-message-for-finder = The office wrote to you
notice-embargo-proposed = An embargo is proposed
notice-task-assigned = A task was given to you
notice-second-signature = Something waits for a second signature

notice-no-address = nobody left an address; the notice stands on this page only
notice-no-relay = the office has no mail relay
notice-not-an-address = the address is not one
notice-unreachable = the other side could not be reached in time
notice-put-off = the other side put it off
notice-refused = the other side refused it
notice-not-allowed = the address lies where the office does not send to
notice-no-credentials = the credentials could not be read

notice-subject-deadline = { $handle }: deadline
notice-subject = { $handle }: notice
notice-subject-office = notice
notice-subject-many = { $count ->
    [one] 1 notice
   *[other] { $count } notices
}
notice-case = Case: { $handle }
notice-due = Due: { $at }
notice-late = This notice is late: it should have reached you earlier.
notice-more = And { $count } more; all of them stand here:
notice-foot = This mail says that something is to be looked at, and nothing of what. Open the page to see it. Nobody reads answers to this mail.

notice-waiting = waits to be sent
notice-sent = sent
notice-failed = tried in vain; it is tried again
notice-given-up = not delivered; nothing more is tried
notice-because = { $state }: { $why }
notice-to-webhook = webhook { $name }
notice-to-office = the office

head-notice = notice
head-tells = what it tells

notices-none = There is no notice yet.
notices-no-such = there is no notice `{ $notice }`; `tidegate notices list` lists them
notices-again = The notice { $notice } is sent again, under the same name, as soon as the server runs.
notices-no-relay = The office has no mail relay: notices stand on its page of notices and are mailed to nobody.
notices-relay = Notices are mailed from { $from } through { $host }, port { $port }.
notices-no-security = `{ $written }` is no way to protect the connection; use `tls`, `starttls` or `none`
notices-webhook = { $name }: { $url }
notices-webhook-secret = Its secret, shown this once: { $secret }
notices-no-webhook = The office has no webhook.
notices-no-hours = hours are whole numbers from 0 to 23, quiet ones written as `22-7`
notices-no-language = mails are written in `en` or `zh`; without a choice, in both
notices-reader = { $login } is told at { $address }.

error-relay-host = the host of the relay is not one; write a name such as `mail.example` or an address
error-relay-address = the mail address is not one
error-relay-open = credentials are sent over TLS only; use `tls` or `starttls`
error-relay-variable = the variable with the credentials has a name that begins with `TIDEGATE_SMTP_`
error-ladder-step = `{ $written }` is no step; write one as `before-24h=analyst`, `at=decision-maker,office` or `after-1h=administrator`
error-ladder-whom = `{ $written }` is no role, no mail address, not `office` and not `login:NAME`
error-ladder-many = a ladder has at most 24 steps
error-webhook-name = the name of a webhook has 1 to 40 lower-case letters, digits or dashes
error-webhook-address = the address of a webhook begins with `https://` and holds no name and no secret; with --inside it may begin with `http://`

help-notices = What is sent to tell that something is to be looked at: list it, send it again, choose how
    .long =
        A notice says that something is to be looked at, by a neutral handle, and never what. The server sends it by mail and to webhooks; a notice that could not be delivered is tried for three days, under the same name each time.
help-notices-list = List the notices with what became of each
    .most = how many are listed [50]
help-notices-again = Send a notice again, under the same name
    .notice = its id, as "tidegate notices list" shows it
help-notices-relay = Show or choose the mail relay
    .long =
        Where the office hands over its mail. Credentials are named and never kept: a file with the name on its first line and the secret on its second, or a variable that holds the same. They are read at each attempt.
    .after =
        Examples
          tidegate notices relay mail.example --from tidegate@desk.example --credentials /etc/tidegate/smtp
          tidegate notices relay mail.example --port 587 --security starttls --from tidegate@desk.example
    .host = the relay; without it the one in use is shown
    .port = its port [465]
    .security = tls, starttls or none; none is for a relay on the same machine or network [tls]
    .from = whom the mail is from
    .own_address = the address that the office itself reads
    .credentials = the file with the credentials
    .variable = the variable with the credentials; its name begins with TIDEGATE_SMTP_
help-notices-ladder = Show or choose who is told when before, at and after a deadline
    .long =
        Each step says when (before-24h, before-30m, at, after-1h) and whom: roles, login:NAME, mail addresses, or the office. Members are told who left an address. What is missed while no server runs is sent once it does, marked as late.
    .after =
        Examples
          tidegate notices ladder before-24h=analyst before-1h=analyst,decision-maker at=decision-maker,office
          tidegate notices ladder usual
    .steps = the steps, or "usual"; without any, those in use are shown
help-notices-patience = Show or choose after how many days without an answer who is told
    .long =
        Three numbers of days, each larger than the one before: after so many days a participant that was asked something and says nothing is reminded, then the coordinator is told, then whoever decides. The days are the office's own custom and no law. A word from the participant ends it or sets the clock anew.
    .after =
        Examples
          tidegate notices patience 7 14 45
    .days = the three numbers; without any, those in use are shown
help-notices-webhook = List webhooks, add one or drop one
    .long =
        A webhook is told of every notice by a request that is signed after Standard Webhooks. Its secret is shown once. An address inside the network is refused unless --inside allows it for this webhook.
    .name = its name at the office; without it all are listed
    .address = where requests go
    .inside = the address may lie inside the network and need no TLS
    .drop = drop the webhook
help-notices-reader = Say how a member is told
    .long =
        The address, the language, and when not: quiet hours and a daily digest put off what does not bind. What the law binds to a time is always sent at once.
    .after =
        Examples
          tidegate notices reader wang.fang wang@desk.example --language zh --quiet 22-7 --digest 8
    .login = the member
    .address = the mail address
    .language = en or zh [both]
    .quiet = from which hour to which it is quiet, such as 22-7, in the zone of the office
    .digest = at which hour of the day what can wait is sent together
notice-answer-awaited = An answer from you is waited for
notice-no-answer = A participant has not answered for long
error-patience = each step comes after the one before, the first after a day or more, the last within 366 days
notices-patience-told = Without an answer: reminded after { $remind } days, the coordinator told after { $escalate }, whoever decides after { $decide }. This is the office's own custom and no law.

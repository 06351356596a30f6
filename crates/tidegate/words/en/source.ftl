# Sources that Tidegate itself writes.

source-web-form = web form
source-interface = interface
source-report-over-interface = report over the interface
source-finders-report = finder's report
source-own = the office, of itself
source-finders-page = the finder's page
source-laid = laid on the finder's page
source-screen = the screen of the case
source-ruling = ruling
source-decision = decision
source-question = question
source-presumption = presumption
source-invented = invented
source-demonstration = demonstration
source-asked = asked of the gate
source-answer = an answer to the finder
source-opening = opening an item
source-may-file = asking whether a sheet may be filed
source-for-sheet = opening content for a copy sheet
source-portal = the portal
source-portal-reference = the portal, { $rest }
source-organisations-page = the organisation's page
source-organisations-page-by = the organisation's page, { $rest }
source-work = the work on the case
source-triage = the triage of the case
source-organisations = the register of organisations
source-desk = the desk
source-bearer-answer = the answer of its bearer
source-bearer-report = the report of its bearer
source-verification = the verification
source-laid-bearer = laid on its bearer's page
source-laid-participant = laid on the participant's page
source-attached = a file attached by a member
source-having-file = having a file
source-list = { $count ->
    [one] one of one case at once, list { $list }
   *[other] one of { $count } cases at once, list { $list }
}
source-other-office = the other office
source-handed-over = handed over to another office
source-courier = the courier between offices
source-transfer = the transfer to another office
source-split-from = split off from case { $rest }
source-taken-over = taken over from case { $rest }, which goes on here
source-handed-by = handed over by { $rest }
source-mailed-participant = mailed to the participant, encrypted
source-mail = mail
source-mail-clear = mail, in the clear, not signed
source-mail-clear-unproven = mail, in the clear, with a signature that is not proven
source-mail-encrypted = mail, encrypted, not signed
source-mail-encrypted-unproven = mail, encrypted, with a signature that is not proven
source-mail-signed = mail, in the clear, signed
source-mail-signed-with = mail, in the clear, signed with the key { $rest }
source-mail-encrypted-signed = mail, encrypted and signed
source-mail-encrypted-signed-with = mail, encrypted, signed with the key { $rest }

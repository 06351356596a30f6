# The register of transfers: every sale and other transfer of vulnerability information that is on record.

frame-registers = Registers

register-title = Register of transfers
register-lead = Every sale and other transfer of vulnerability information that was asked for on record, and every one that is known to have taken place. As of { $at }.
register-behind = Some cases changed a moment ago and are not counted yet; reload to see them.
register-unread = { $count ->
    [one] One case could not be read; its transfers are missing here. Run tidegate log fsck.
   *[other] { $count } cases could not be read; their transfers are missing here. Run tidegate log fsck.
}
register-counts = By kind of recipient and outcome
register-counts-note = Passed on counts what went to somebody else and reaches this kind of recipient because the law has it passed on. Whether an authority that no article names is of the police or of intelligence is said of it in the case; where nobody said it, it stands among the other authorities.
register-transfers = { $count ->
    [0] No transfers
    [one] One transfer
   *[other] { $count } transfers
}
register-head-kind = Recipient
register-head-act = Act
register-head-outcome = Outcome
register-head-sales = sales
register-head-passed-on = passed on
register-head-asked = Asked
register-head-grounds = Grounds
register-every = all
register-sales = sales alone
register-choose = Show
register-none = Nothing of this choice is on record.
register-latest = The latest ones
register-earlier = Earlier ones
register-note = The register is computed from what is on record and names nobody. No case was opened for it; opening one is put on the log. A question that was not put on record does not stand here, nor what a party does with its own content, nor the reports that came in.
register-erased = { $count ->
    [0] No case was erased.
    [one] One case was erased, and what was asked in it went with it; that it was erased stays on the log.
   *[other] { $count } cases were erased, and what was asked in them went with them; that they were erased stays on the log.
}
register-no-content = content not said
register-against = Against it:
register-for = Under:
register-no-need = Nobody granted the recipient the content: there is no need to know.
register-onward = Passed on by law ({ $basis }):
register-passed = Took place { $at }.
register-leaf = decision at leaf { $leaf } of the log

register-by-office = This office
register-by-finder = The finder
register-by-other = Another party

register-kind-police = police
register-kind-intelligence = intelligence, state security
register-kind-authority = other authorities
register-kind-repairs = who repairs
register-kind-users = users and operators
register-kind-coordinator = coordinators
register-kind-finder = the finder
register-kind-same-entity = within one entity
register-kind-public = the public
register-kind-other = anybody else

register-refused = refused
register-open = left open
register-released = released
register-under-ruling = under a ruling
register-not-released = not forbidden, not released here
register-elsewhere = took place without a decision here

register-refusal = Put this refusal on record
register-refusal-do = Ask and record the refusal
register-will-stand = Once it is recorded it stands here:

help-register = The register of sales and other transfers of vulnerability information
    .long =
        Every sale and other transfer that was asked for on record, refused, released or left open, and every one that is known to have taken place without being asked: by kind of recipient, with its grounds. It is computed from the record, names nobody and opens no case. A question that was asked without --record does not stand in it.
    .after =
        Examples
          tidegate register
          tidegate register --year 2026 --sales
          tidegate register --kind police --json
    .year = the year, in the zone of the office; this one if it is not given
    .sales = only sales
    .kind = only one kind of recipient, reached directly or because the law has it passed on: police, intelligence, authority, repairs, users, coordinator, finder, same_entity, public, other
    .outcome = only one outcome: refused, open, released, under_ruling, not_released, elsewhere
register-no-kind = there is no kind of recipient `{ $word }`; write one of { $known }
register-no-outcome = there is no outcome `{ $word }`; write one of { $known }
register-counted = { $kind }: { $counts }
register-one-counted = { $count } { $outcome }

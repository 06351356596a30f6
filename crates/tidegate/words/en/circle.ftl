# Who of the office may see a case.

circle-title = Who may see this case
circle-confined = Confined
circle-plain = Open to the office
circle-lead-confined = Only the circle sees that this case exists. For everybody else of the office it is absent: from lists, counts, search, the board, calendars, feeds and notices. The log and the figures still count it.
circle-lead-plain = Everybody of the office who works on cases sees this case.
circle-one-decider = One person here may decide for the office. What takes two signatures waits until a second one is in the circle.
circle-members = In the circle
circle-let-in = Let in for this case
circle-kept-out = Kept out
circle-nobody = nobody
circle-inactive = cannot sign in
circle-settled = What was settled
circle-none-settled = Nothing so far: the roles of the office say who sees it.
circle-confine = Confine the case
circle-confine-to = Only these see it
circle-confine-do = Confine
circle-change-do = Change the circle
circle-unconfine-do = Open it to the office again
circle-let-in-title = Let somebody in
circle-let-in-text = Somebody whose role opens no cases works on this one, and on no other by it. Nobody decides for the office in one case alone.
circle-let-in-do = Let in
circle-no-others = Everybody of the office has a role that opens cases already.
circle-keep-out-title = Keep somebody out
circle-keep-out-text = For a conflict of interest: for them this case is absent, whatever their role. The last person who decides cannot be kept out.
circle-keep-out-do = Keep out
circle-as-others-do = As their role says again
circle-who = Who
circle-role = As what
circle-reason = Why
circle-whom = say whom, by login
circle-decider-only = whoever decides for the office settles who may see a case
circle-last-decider = nobody would be left who decides for the office and can sign in; put somebody in the circle first
work-not-in-circle = whoever it is given to may not see this case; settle first who may see it
circle-recorded = On record: leaf { $leaf }.
circle-page-link = Who may see it
confined-title = Confined cases without a keeper
confined-lead = Nobody of the circle of these cases can sign in any more, and their clocks run. Whoever takes one is its circle from then on; that is on record with the reason.
confined-none = Every confined case has somebody who can sign in.
confined-one = A confined case ({ $number })
confined-do = Keep it
event-confined = Confined to { $circle }: { $reason }
event-unconfined = Opened to the office again: { $reason }
event-let-in = { $who } let in as { $role }: { $reason }
event-kept-out = { $who } kept out: { $reason }
event-as-others = { $who } sees it as their role says again: { $reason }
error-kept-out = { $id } is kept out of the case; say first that they may see it as others do
error-same-circle = whoever may see the case may see it already, and nobody else; nothing would change
error-nobody-left = nobody would be left in the circle of the case; name somebody
error-other-circle = the two cases are not seen by the same people; settle that first
notice-keeper-wanted = A confined case has nobody left who can sign in
notice-kept-from = the case is kept from this reader
help-circle = Say who of the office may see a case, and confine it to them
    .long =
        Without anything to settle: who may see the case, and what was settled, by whom and why.

        A confined case is absent for everybody of the office but its circle. Somebody whose role opens no cases can be let into one case, as analyst, coordinator, manufacturer or operator; somebody with a conflict of interest can be kept out of one. Only who decides for the office settles it, and somebody who decides must be left. With the folder of the office and its keys, this command sees every case.
    .after =
        Examples
          tidegate circle 2026-3k0qd-7rm2x
          tidegate circle 2026-3k0qd-7rm2x --confine a.berg --confine b.tal --reason "the source is known to few"
          tidegate circle 2026-3k0qd-7rm2x --let-in c.see --role operator --reason "runs the product"
          tidegate circle 2026-3k0qd-7rm2x --keep-out d.au --reason "worked for the manufacturer"
    .case = the case, by its handle or id
    .confine = who alone sees it, by login; may be repeated
    .unconfine = open it to the office again
    .let_in = who works on this case alone, by login
    .role = as what: analyst, coordinator, manufacturer or operator
    .keep_out = who has nothing to do with it, by login
    .as_others = who is neither let in nor kept out any more, by login
    .reason = why; it goes on record
    .acting_as = who acts, by name [TIDEGATE_AS, or the account]

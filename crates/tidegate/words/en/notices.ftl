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

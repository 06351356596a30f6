# What speaks for a duty being met, and due times that cannot be counted.

duty-uncounted = its due time cannot be counted, because { $why }; treat it as due now
weight-in-time = filed { $at }, in time
weight-already = filed { $at }, before the clock started: the text excepts what has been provided already
weight-perhaps-late = filed { $at }; whether in time cannot be told
weight-late = filed { $at }, late
weight-before-start = filed { $at }, before the clock started, so it does not meet this duty; if it was about the same matter, the start was earlier than recorded
weight-product-not-said = filed { $at }, but it is not said about which product; say so, and it may count

# The list of cases, and the alerts of their clocks.

alert-day-left = less than a day left
alert-hour-left = less than an hour left
alert-due = the time is over
alert-day-over = over for more than a day

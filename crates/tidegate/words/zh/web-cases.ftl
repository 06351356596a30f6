# 案件列表及其时钟的提醒。

alert-day-left = 不足一天
alert-hour-left = 不足一小时
alert-due = 时限已过
alert-day-over = 逾期超过一天

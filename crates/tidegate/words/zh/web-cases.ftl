# 案件列表及其时钟的提醒。

alert-day-left = 不足一天
alert-hour-left = 不足一小时
alert-due = 时限已过
alert-day-over = 逾期超过一天

cases-title = 案件
cases-lead = 按下一个时限排列，截至 { $at }
cases-behind = 有案件刚刚变动，正在重新排列；请刷新查看。
cases-empty = 尚无案件。
cases-no-more = 没有更多案件。
cases-head-case = 案件
cases-head-due = 下一个时限
cases-head-phase = 阶段
cases-head-opened = 立案
cases-head-changed = 最近变动
cases-nothing-due = 没有正在计时的数字时限
cases-first = 回到开头
cases-next-page = 更多案件
cases-note = 列表不显示任何内容。何事到期、向谁履行、依据何条，见案件之内；打开案件会记入日志。
alert-perhaps = 可能负有：决定性事实尚不清楚

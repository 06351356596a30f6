# 机构的统计数据及其对公众的报告。

frame-figures = 统计

figures-title = 统计
figures-lead = 最近十二个月，截至 { $at }。案件计入其首份报告收到之月。
figures-none = 这些月份没有收到报告。
figures-held-now = { $count ->
    [0] 这些月份的案件均不在保密之中。
   *[other] 这些月份的案件有 { $count } 件仍在保密之中，即已报告、未发布、未终结。
}
figures-held-since = 最早一件自 { $at } 起保密。
figures-months = 按月
figures-regimes = 上述案件的强制性义务，按法规
figures-head-month = 月份
figures-received = 收到报告
figures-acknowledged = 已确认收到
figures-to-acknowledge = 确认用时（小时，中位数）
figures-repaired = 已有修补措施
figures-to-repair = 至有修补措施用时（小时，中位数）
figures-held = 保密中
figures-over = 已过期未见证据的义务
figures-note = 统计数据由记录计算得出，未打开任何案件。义务指案件各主体依本机构对法律的理解所负的义务；未见证据并不表示未曾履行。修补措施自记入之时起计。已擦除的案件不再计入。
transparency-title = 透明度报告
transparency-what = 事项
transparency-how-many = 数量
transparency-few = 1至4
transparency-withheld = 不显示
transparency-rule = 一至四不作区分，因数量过少可能被识别。如某数与收到报告数之差会透露此类数量，则不显示该数；报告总数过少时，其余各项一概不显示。各月、各法规不分别列出，故无法由部分倒推。
transparency-log = 日志
transparency-note = 数量按案件首份报告收到之年统计，由记录计算得出。本报告不列任何主体、产品或者个人。

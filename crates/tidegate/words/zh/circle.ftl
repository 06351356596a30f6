# 本机构中谁可以看到一个案件。

circle-title = 谁可以看到本案
circle-confined = 限于小组
circle-plain = 对本机构开放
circle-lead-confined = 只有小组成员看得到本案的存在。对本机构其他人而言，它在列表、计数、搜索、期限板、日历、订阅和通知中都不存在。日志和统计仍将其计入。
circle-lead-plain = 本机构所有处理案件的人都看得到本案。
circle-one-decider = 此处只有一人可代表本机构作出决定。需要两人签署的事项，须等第二位决定人加入小组。
circle-members = 小组成员
circle-let-in = 仅就本案准入
circle-kept-out = 回避
circle-nobody = 无
circle-inactive = 无法登录
circle-settled = 已作的安排
circle-none-settled = 尚无：由本机构的角色决定谁能看到。
circle-confine = 将本案限于小组
circle-confine-to = 仅以下人员可见
circle-confine-do = 限于小组
circle-change-do = 更改小组
circle-unconfine-do = 重新对本机构开放
circle-let-in-title = 准入某人
circle-let-in-text = 其角色不能打开案件的人，可仅处理本案，不因此处理其他案件。任何人不得仅凭一案的准入代表本机构作出决定。
circle-let-in-do = 准入
circle-no-others = 本机构每个人的角色均已能打开案件。
circle-keep-out-title = 令某人回避
circle-keep-out-text = 用于利益冲突：不论其角色如何，本案对其不存在。不得令最后一位决定人回避。
circle-keep-out-do = 令其回避
circle-as-others-do = 恢复按其角色
circle-who = 何人
circle-role = 以何身份
circle-reason = 理由
circle-whom = 请以登录名说明何人
circle-decider-only = 由代表本机构作出决定的人安排谁可以看到案件
circle-last-decider = 将不再有能登录且可代表本机构作出决定的人；请先让一位决定人加入小组
work-not-in-circle = 拟交付的人不可见本案；请先安排谁可以看到本案
circle-recorded = 已记录：叶 { $leaf }。
circle-page-link = 谁可以看到本案
confined-title = 无人看管的限于小组的案件
confined-lead = 这些案件的小组中已无人能登录，而期限仍在计算。接管者自此即为其小组；此事连同理由记录在案。
confined-none = 每个限于小组的案件都有人能登录。
confined-one = 一个限于小组的案件（{ $number }）
confined-do = 接管
event-confined = 限于 { $circle }：{ $reason }
event-unconfined = 重新对本机构开放：{ $reason }
event-let-in = 准入 { $who }，身份为{ $role }：{ $reason }
event-kept-out = 令 { $who } 回避：{ $reason }
event-as-others = { $who } 恢复按其角色：{ $reason }
error-kept-out = { $id } 已就本案回避；请先恢复按其角色
error-same-circle = 可见本案的人并无变化；不会有任何改变
error-nobody-left = 小组中将不再有人；请指明某人
error-other-circle = 两个案件的可见人员不同；请先予以安排
notice-keeper-wanted = 一个限于小组的案件已无人能登录
notice-kept-from = 该案件对此读者不可见
help-circle = 说明本机构中谁可以看到一个案件，并将其限于这些人
    .long =
        不指明安排时：显示谁可以看到本案，以及由谁、因何作出了哪些安排。

        限于小组的案件对小组以外的本机构人员不存在。其角色不能打开案件的人，可以 analyst、coordinator、manufacturer 或 operator 的身份仅就一案准入；有利益冲突的人可就一案回避。只有代表本机构作出决定的人可以安排，且须留有一位决定人。持有机构文件夹及其密钥时，此命令可见所有案件。
    .after =
        示例
          tidegate circle 2026-3k0qd-7rm2x
          tidegate circle 2026-3k0qd-7rm2x --confine a.berg --confine b.tal --reason "来源仅少数人知晓"
          tidegate circle 2026-3k0qd-7rm2x --let-in c.see --role operator --reason "运行该产品"
          tidegate circle 2026-3k0qd-7rm2x --keep-out d.au --reason "曾受雇于制造商"
    .case = 案件，以代号或标识指明
    .confine = 仅谁可见，以登录名指明；可重复
    .unconfine = 重新对本机构开放
    .let_in = 谁仅处理本案，以登录名指明
    .role = 以何身份：analyst、coordinator、manufacturer 或 operator
    .keep_out = 谁须回避，以登录名指明
    .as_others = 谁既不再准入也不再回避，以登录名指明
    .reason = 理由；将记录在案
    .acting_as = 由谁行事，按姓名［TIDEGATE_AS，或账户］

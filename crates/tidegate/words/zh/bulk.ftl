# 大量报告，以及一次对多个案件做同一件事。

floods-title = 大量报告
floods-link = 尚未评判的报告，按产品归并
floods-lead = 尚未评判的报告，按产品及相似程度归并，使一次答复可用于多份。归并本身不作任何评判。
floods-looked = 有 { $all } 份报告等待评判；已查看 { $looked } 份，其中 { $single } 份单独存在。
floods-none = 其中没有两份涉及同一产品。
floods-head-group = 组
floods-head-size = 报告数
floods-head-alike = 可能为同一份
floods-head-first = 最早
floods-head-last = 最晚
floods-head-lacking = 有所欠缺
floods-head-set = 集合
floods-head-like = 相似程度
floods-head-received = 收到时间
floods-group = 与 { $handle } 同类的报告
floods-note = 列表不显示内容，也不打开任何案件。涉及哪个产品见组内；打开一组即打开代表该组的案件，并记入日志。
floods-product = 关于 { $product }
floods-opened = 代表该组的案件已打开，并已记入日志。其余未打开。
floods-set = 可能为同一份，集合 { $set }
floods-no-set = 单独
floods-this = 代表该组者
bulk-title = 一次处理多个案件
bulk-weighed-title = 各案件将会如何
bulk-weighed-lead = 截至 { $at }。为此打开了每个案件，并已记入日志；除此之外未记录任何内容。
bulk-weighed-note = 执行时将就每个案件分别再问闸门，以届时的回答为准。期间有人处理过的案件保持原状。
bulk-weighed-terminal = 未执行任何操作。加上 --do 即执行；届时就每个案件分别再问闸门。
bulk-what = 要做什么
bulk-what-marked = 对所选案件
bulk-what-text = 先看每个案件将会如何、闸门如何回答；之后才会执行。
bulk-all = 列表这一部分的全部，至多 200 个，无论是否勾选
bulk-mark = 选择 { $handle }
bulk-weigh-do = 查看各案件将会如何
bulk-do = 对勾选者执行
bulk-again = 再看一次
bulk-goes-on = 服务器会继续处理其余案件，离开本页亦然。
bulk-note = 每个案件各有自己的事件。被扣留的内容在其案件中等候，可再次提交闸门。
bulk-progress = 已处理 { $done } 个，共 { $all } 个
bulk-waits = 等候中
bulk-head-would = 将会
bulk-head-became = 结果
bulk-head-why = 原因
bulk-done = 已完成
bulk-held-back = 已记录；应发出的内容被扣留
bulk-no = 未执行
bulk-faster = 有人先行处理
bulk-fault = 我方故障
bulk-would = 将执行
bulk-would-hold = 将记录；应发出的内容会被扣留
bulk-would-not = 无法执行
bulk-no-flow = 不发出任何内容。
bulk-gate-permits = 闸门放行。
bulk-told = 报告者已得到答复。
bulk-given = 已有 { $count } 项内容置于该组织的页面。
bulk-recorded = 已记录 { $count } 个事件。
bulk-overtaken = { $by } 于 { $at } 在其中有所处理；该案件保持原状。请重新查看。
bulk-changing = 该案件变动过快，保持原状。
bulk-fault-text = 服务器未能完成。此前已记录的内容保留在案件中；请重试。
bulk-none = 未选择任何案件
bulk-many = 一次至多 { $most } 个案件
bulk-nothing-to-share = 案件没有该类内容
bulk-judge = 评判
bulk-duplicate-hint = 仅用于重复报告：其所重复的案件代号。重复报告绝不称为无效。
bulk-tell = 同时写信给报告者
bulk-tell-hint = 给每位的文字相同，或说明评判的含义。每条消息分别经过闸门。
bulk-ask-back = 请求补充
bulk-ask-back-text = 各报告评判为须补充信息，并以两种语言请其补充所欠缺的部分，经闸门发出。
bulk-assign = 指派
bulk-queue = 放入队列
bulk-hold = 搁置
bulk-close = 结案
bulk-share = 与组织共享
bulk-share-text = 该组织加入每个案件；该类的每项内容分别经过闸门。
bulk-share-with = 与谁
bulk-share-class = 什么内容
bulk-tasks = 加入任务清单
bulk-action-assign = 指派给 { $who }
bulk-action-queue = 放入队列 { $queue }
bulk-action-hold = 搁置至 { $until }
bulk-action-ask-back = 请各自补充所欠缺的部分
bulk-action-judge = 评判为：{ $code }
bulk-action-close = 结案：{ $code }
bulk-action-share = 与 { $party } 共享
bulk-action-tasks = 加入任务清单 { $list }
help-floods = 显示尚未评判的报告，按产品归并
    .long =
        涉及同一产品的报告放在一起，可能为同一份的相邻。列表不打开任何案件，也不指明产品。给出案件时显示其所在的组；为此打开该案件，并记入日志。
    .after =
        示例
          tidegate floods
          tidegate floods 2026-3k0qd-7rm2x
          tidegate bulk judge --code duplicate --duplicate-of 2026-3k0qd-7rm2x --tell 2026-9xk2e-01b3c 2026-a2k2e-77b3c
    .case = 组内的一个案件，按代号或标识
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】
help-bulk = 一次对多个案件做同一件事，并先看各案件将会如何
    .long =
        不加 --do 时，逐案显示将记录什么或为何不能，以及闸门对应发出内容的回答；为此打开案件，并记入日志。加上 --do 时，每个案件各有自己的事件，每条消息分别经过闸门。查看之后有人处理过的案件（写成“代号 + 冒号 + 事件数”）保持原状。

        WHAT 为 assign、queue、hold、ask-back、judge、close、share 或 tasks。
    .after =
        示例
          tidegate bulk ask-back 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
          tidegate bulk judge --code out_of_scope --tell --do 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
          tidegate bulk queue --queue triage --do 2026-3k0qd-7rm2x 2026-9xk2e-01b3c
    .what = 做什么
    .cases = 案件，按代号或标识，可附所见的事件数
    .done = 执行
    .code = 评判或结案的代码，或等待的对象
    .reason = 代码之外的理由；报告者可见
    .duplicate_of = 重复报告所重复的案件
    .missing = 须补充信息时所缺的部分；可重复
    .tell = 写信给报告者，经闸门
    .answer = 代替代码含义的文字
    .who = 给谁，按登录名【无人】
    .queue = 队列，按代号【无】
    .until = 搁置至何时，或任务清单的起点
    .note = 搁置的补充说明
    .party = 得到内容的组织
    .class = 给予的内容类别，如 technical
    .list = 任务清单，按代号
    .acting_as = 执行者姓名【TIDEGATE_AS，或账户名】
bulk-runs-out = 本机构的以下期限并不暂停，将在此期间届满：{ $clocks }。

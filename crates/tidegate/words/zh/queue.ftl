# 队列，以及案件列表的各个部分。

queues-parts = 列表的各个部分
queues-all = 全部
queues-mine = 我办理的
queues-nobodys = 无人办理的
queues-on-hold = 搁置中
queues-silent = 久未答复
queues-not-silent = 无久未答复者
queues-answers = 答复
queues-not-on-hold = 未搁置
queues-in-none = 不在队列中
queues-open = 未结
queues-nothing = 列表的这一部分没有案件。
head-word = 代号
head-count = 案件数
help-queues = 显示本机构的队列及其中的未结案件数
    .long =
        数字与案件列表一致；不为此打开任何案件。队列由“tidegate office queue”设立，案件由“tidegate work”放入。
    .after =
        示例
          tidegate queues
          tidegate cases --queue triage --who nobody
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】

# 保持可读的讨论，以及各由谁阅读。

thread-run = 第 { $first } 至 { $last } 条
thread-find = 在全部消息中查找
thread-find-do = 查找
thread-found =
    { $count ->
        [0] 没有消息含有该内容。
       *[other] { $count } 条消息含有该内容；显示其中最新的。
    }
thread-new =
    { $count ->
       *[other] 有 { $count } 条新消息
    }
thread-from-here = 以下为新消息
thread-older =
    { $count ->
       *[other] 另有 { $count } 条较早的消息。
    }
thread-name-hint = 可用编号指明另一条消息，例如 #12。
thread-audience-finder =
    { $count ->
       *[other] 阅读者：发现者（须待闸门放行）以及本机构从事案件工作的 { $count } 名成员。别无他人。
    }
thread-audience-office =
    { $count ->
        [0] 本机构尚无成员从事案件工作：在有成员之前无人阅读。其他任何人阅读均须经闸门放行。
       *[other] 阅读者：本机构从事案件工作的 { $count } 名成员。其他任何人阅读均须经闸门放行。
    }

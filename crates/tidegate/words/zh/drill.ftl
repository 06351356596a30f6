# 演练：以加快的时钟重演一次零日事件，并给履行情况计分。

drill-title = 演练
drill-mark = 演练。
drill-note = 此处一切皆非真实：不触及任何案件，不作记录，不发送任何内容。步骤相同，得分相同。不构成法律意见。
drill-lead = 一次零日事件以加快的时钟重演。您代表其中一方行事；结束时列出哪些义务到期、依据哪一条、您履行了哪些。
drill-headline = 演练：{ $who }，故事时间 { $at }
drill-until = 故事到 { $at } 为止；时间按时区 { $zone }。
drill-happened = 已发生的事
drill-steps = 您的步骤
drill-no-steps = 没有采取任何步骤。
drill-step-refused = 拒绝：{ $what }
drill-step-undecided = 由具名人员决定：{ $what }
drill-step-conflict = 由具名人员决定：{ $duty }与{ $what }相冲突
drill-step-provided = 不禁止，条件：{ $facts }
drill-step-not-known = 未知事实过多
drill-duties = 计分的义务
drill-beside = 不计分的义务：没有约束力，或者取决于无人知道的事实
drill-met = 已履行
drill-perhaps = 已履行；是否及时无法判断
drill-against-gate = 已履行，但闸门不放行
drill-against = 已履行，但违反：{ $what }
drill-late-against = 逾期履行，且违反：{ $what }
drill-late = 逾期履行
drill-missed = 未履行，期限已过
drill-runs = 期限尚未届满
drill-open = 未履行；条文没有数字期限
drill-fate = { $due }：{ $became }
drill-fate-met = { $due }：{ $became }，时间 { $at }
drill-score = 到期：{ $due }。及时履行：{ $met }。履行但闸门不放行：{ $against }。可能逾期：{ $perhaps }。逾期：{ $late }。未履行：{ $missed }。
drill-percent = 得分 { $percent }（满分 100）。
drill-nothing-due = 没有任何义务到期。
drill-no-number = 条文没有数字期限的：已履行 { $done } 项，履行但闸门不放行 { $against } 项，未履行 { $open } 项。
drill-stopped = 闸门拒绝的步骤：{ $refused }。须先由具名人员决定的步骤：{ $undecided }。演练中仍照样采取了这些步骤。
drill-live = 故事正在进行：您的一秒是故事的 { $speed } 秒。请用场景的语言写一个步骤；空行显示已发生的事；写“end”结束。
drill-score-title = 得分
drill-story = 故事
drill-story-log4shell = Log4Shell，2021 年：产品含有该组件的制造商
drill-story-camera = 深圳的摄像头销往欧盟，2026 年：其制造商
drill-party = 代表谁
drill-speed = 速度
drill-speed-of = 一分钟是故事的 { $hours } 小时
drill-begin = 开始
drill-again = 再来一次
drill-refresh = 现在如何？
drill-end = 结束演练
drill-file = 提交
drill-line = 其他步骤
drill-line-how = 用场景的语言，不写时间；即刻发生
drill-take = 采取该步骤
drill-case = 演练本案

error-drill-no-story = 没有名为“{ $story }”的故事；现有 { $known }
error-drill-nobody = 故事中没有名为“{ $who }”的参与者
error-drill-nothing = 故事中没有发生任何事，无从演练
error-drill-outside = 步骤“{ $line }”不在演练的时间之内
error-drill-many = 一次演练最多 { $most } 个步骤
error-drill-step = 步骤“{ $line }”：{ $why }

help-drill = 以加快的时钟重演零日事件，并给履行情况计分
    .long =
        故事重新发生，但略去其中一方所做的事：由您的步骤代替。结束时列出每项到期的义务及其条款，以及是否及时履行、逾期或未履行。用 --steps 时步骤来自文件，同一文件得分相同；不用时，在时钟运行中随写随读。演练不作任何记录；案件以副本演练，日志只记载案件被打开。
    .after =
        示例
          tidegate drill camera --steps steps.txt
          tidegate drill log4shell --speed 1440
          tidegate drill scenes/s17-weekend-ireland.scene --party maker --steps -
          tidegate drill --case 2026-3k0qd-7rm2x --steps steps.txt

        steps.txt 的一行，写故事的时刻，或者演练开始后的分和秒
          2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt
          +2:50 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt
    .story = log4shell、camera，或者符合 scenes/README.md 格式的文件
    .case = 以机构的一个案件代替故事，用编号或标识
    .party = 您代表谁；否则为故事最先提到的一方，或者案件的第一个制造商
    .speed = 您的一秒是故事的多少秒
    .steps = 步骤，每行一个；- 表示标准输入
    .house = 在故事中适用的内部规则；可重复
    .acting_as = 谁打开案件，如日志所记
error-drill-no-time = 请以故事中的时间开头，或者以演练的时间开头，如 `+1:30`（一分三十秒）
error-drill-not-a-pace = `+{ $text }` 不是演练中的时间；请写如 `+1:30`（一分三十秒）

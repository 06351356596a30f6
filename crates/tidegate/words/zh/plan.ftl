# 案件的计划，以及假设情形不同会如何。

plan-headline = 案件{ $handle }的计划，截至{ $at }
plan-no-steps = 没有需要采取的步骤。
plan-if-owed = （如果负有该义务）
plan-reaches = ；将转报{ $who }
plan-content = 内容：{ $content }
plan-gate = 闸门：{ $answer }
plan-readings = 取决于所采取的解释：{ $readings }
plan-provided = 条件：{ $facts }
plan-opens = 为后续步骤打开通路：{ $order }【{ $source }】
plan-due = { $cited }：{ $due }到期，{ $timing }
plan-due-by = { $due }到期
plan-in-time = 按期
plan-no-number = 条文没有数字
plan-perhaps = 是否按期无法判断
plan-late = 逾期
plan-title-residual = 没有能够按期的合法步骤：由具名人员决定
plan-title-waits = 等待他人行为或者某事发生
plan-title-barred = 仅为鼓励，且不合法或者未获准知悉
plan-title-begins = 可能开始：时限未起算
plan-title-lasts = 持续履行
plan-by-step = 第{ $number }步，{ $at }，{ $timing }
plan-lasts = 持续履行
plan-begins = 未起算
plan-waits = 等待
plan-barred = 仅为鼓励，且不合法或者未获准知悉
plan-residual = 没有能够按期的合法步骤
plan-way = 合法的前提：{ $way }
plan-earliest = 就目前所知，闸门自{ $at }起放行
plan-under = （仅在此解释下：{ $readings }）
plan-limits = 限制：{ $limits }
plan-decides = 须由具名人员决定：{ $what }
plan-to-decide = 对{ $to }：裁定须越过{ $over }
plan-rule-command = tidegate rule { $handle } '{ $question }' --by … --countersigned-by … --reasons … --expires …
plan-same-orders = 步骤顺序与{ $cited }相同
plan-write-first = 裁定须列明所放行的内容。案件尚无该内容：请先写成。
plan-note = 计划不许可任何事，也不作记录。每项流转在发生时须再次经过闸门。并非法律意见。

order-lawful = 闸门放行每一步
order-on-reading = 仅在与本机构立场不同的解释下合法
order-wants = 须先有尚未记录的事实，方为合法
order-nobody = 需要案件中未列明的主体
order-refused = 闸门未放行每一步
walked-words = 由人办理
walked-done = 无须再办
walked-lawful = 闸门放行
walked-wants = 前提
walked-nobody = 案件中没有可以接收的主体
walked-refused = 闸门不放行

what-if-headline = 假设：案件{ $handle }
what-if-nothing = 没有变化：各项义务、回答和计划均与之前相同。
what-if-title-duties = 义务与回答
what-if-title-steps = 计划
what-if-same-duties = { $count }项义务不变。
what-if-same-steps = { $count }个步骤不变。
what-if-no-step = 没有该步骤
what-if-step = 第{ $number }步
what-if-perhaps = 是否负有该义务取决于未知的事实
what-if-against = ；与其抵触：{ $cited }
what-if-not-owed = 无此义务
what-if-before = 之前：{ $what }
what-if-after = 之后：{ $what }
what-if-note = 除案件被打开外，未作任何记录。案件保持原样。
what-if-no-move = “{ $written }”不是“编号=时间”；编号为案件事件的编号
what-if-nothing-supposed = 未作任何假设，无从比较；请假设一项事实（--fact remedy_provided）、一个事件（--happens "Acme aware_of_exploitation"）、某事件的另一时间（--moved "7=2026-11-22 09:00"）、另一时刻（--at）、内部规则（--house）或者立场（--position）
duties-no-party = 此处没有名为`{ $named }`的主体；现有：{ $known }
what-if-no-event = 案件没有第{ $number }号事件

demo-ask-plan = 制造商可以做什么，按什么顺序？
demo-plan-residual = 没有能够按期的合法步骤：由具名人员决定
demo-plan-orders = 法规书知道处理该冲突的步骤顺序。每种顺序均由同一闸门逐步检验：

help-plan = 为案件制定计划：全部义务列于同一时间线，并给出步骤的顺序
    .long =
        显示案件各方的每项义务、闸门目前对每项的答复，以及闸门依次放行的步骤顺序。能为其他步骤打开通路的步骤在先。取决于他人行为的，列明所等待的事项。没有能够按期的合法步骤的，列明冲突及法规书所知的各种顺序，逐步检验，由具名人员决定（tidegate rule）。

        计划除案件被打开外不作任何记录，也不许可任何事：每项流转在发生时须再次经过闸门。计划每次重新制定。
    .after =
        示例
          tidegate plan 2026-3k0qd-7rm2x
          tidegate plan 2026-3k0qd-7rm2x --at "2026-11-24 18:00" --json
          tidegate plan --scene scenes/demo/camera-2026.scene
    .case = 案件，用编号或标识
    .scene = 改为对此场景的情节制定计划；无须机构
    .at = 截至此日或此时刻【现在】
    .acting_as = 查看者姓名【TIDEGATE_AS，或者登录账户】

help-what-if = 显示义务、答复和计划会如何变化
    .long =
        假设案件的事实、事件、日期、内部规则或者立场不同，并显示计划中会有哪些不同，前后对照。案件保持原样；案件被打开一事记入日志，别无其他记录。
    .after =
        示例
          tidegate what-if 2026-3k0qd-7rm2x --fact remedy_provided --fact remedy_is_full_fix
          tidegate what-if 2026-3k0qd-7rm2x --happens "2026-11-24 09:00 Acme aware_of_exploitation"
          tidegate what-if 2026-3k0qd-7rm2x --moved "7=2026-11-22 09:00" --at "2026-11-25 12:00"
          tidegate what-if 2026-3k0qd-7rm2x --position rmsv_q2=finders_and_collectors_only
    .case = 案件，用编号或标识
    .fact = 假设成立的事实：NAME=VALUE、NAME 或者 not NAME，其后可加“of SUBJECT”；可重复
    .happens = 假设发生的事，用场景的语言；可重复
    .moved = 案件的某一事件（用其编号）改在另一时间发生；可重复
    .at = 在此日或此时刻【现在】
    .house = 假设启用的内部规则；可重复
    .position = 假设采取的立场，或者“suggested”；可重复
    .acting_as = 查看者姓名【TIDEGATE_AS，或者登录账户】

# 协调：各方对报告的处理、保密约定、已发生之事与制造商的答复。

coordination-report-start = 未收到
coordination-report-received = 已收到
coordination-report-invalid = 认定不成立
coordination-report-valid = 认定成立
coordination-report-deferred = 暂缓处理
coordination-report-accepted = 正在处理
coordination-report-closed = 已办结

coordination-step-receive = 收到报告
coordination-step-validate = 认定报告所述漏洞成立
coordination-step-invalidate = 认定报告所述漏洞不成立
coordination-step-accept = 开始处理
coordination-step-defer = 暂缓处理
coordination-step-close = 办结报告

coordination-stage-none = 无
coordination-stage-proposed = 已提议
coordination-stage-active = 有效
coordination-stage-revise = 有效，另有条款提议
coordination-stage-exited = 已终止

coordination-consent-none = 未被征询
coordination-consent-invited = 已征询，尚未答复
coordination-consent-signatory = 已同意
coordination-consent-declined = 已拒绝
coordination-consent-lapsed = 仅同意先前条款

coordination-mark-v = 制造商已知悉
coordination-mark-f = 修补措施已备妥
coordination-mark-d = 修补措施已部署
coordination-mark-p = 公众已知悉
coordination-mark-x = 利用方法已公开
coordination-mark-a = 已发现攻击

coordination-status-affected = 受影响
coordination-status-not-affected = 不受影响
coordination-status-under-investigation = 调查中
coordination-status-fixed = 已修补
coordination-status-unknown = 未知

coordination-level-wait = 时间尚短
coordination-level-remind = 应予提醒
coordination-level-escalate = 应另寻联系途径
coordination-level-decide = 应决定如何在其缺席下继续

coordination-outcome-open = 待答复
coordination-outcome-agreed = 已达成
coordination-outcome-rejected = 已拒绝
coordination-outcome-overtaken = 已被取代

coordination-answer-accepts = 接受
coordination-answer-rejects = 拒绝
coordination-answer-taken = 受两项期限中较短者约束，因二者均包含该期限

event-report-managed = { $who }：{ $step }（{ $why }）
event-embargo-proposed = { $by } 向 { $to } 提议保密至 { $until }
event-embargo-invited = { $by } 征询 { $who } 是否同意现行保密约定
event-embargo-answered = { $who } 对保密提议的答复：{ $answer }
event-embargo-joined = { $who } 对现行保密约定的答复：{ $answer }
event-embargo-ended-because = 保密约定终止：{ $why }
event-marked = { $who }：{ $what }
event-status = { $who } 就 { $product } 表示：{ $status }（{ $why }）

error-report-step-closed = 该方已办结报告，不再重新启动；新的发现应另行报告
error-report-step-not-received = 该方尚未收到报告；请先记录收到
error-report-step-not-prioritised = 认定成立的报告须先处理或者暂缓，方可办结
error-report-step-not-from = 该方报告状态为“{ $state }”，此步骤不可行
error-embargo-nothing-proposed = 没有可答复的保密提议；请先提议
error-consent-agreed-already = 该方已同意保密约定
error-consent-asked-already = 已征询该方，尚未答复
error-consent-declined = 该方已拒绝；请先再次征询
error-consent-never-agreed = 该方未同意过可修订的条款
error-remedy-before-accepting = 该方处理报告后，修补措施方可备妥或者部署；请先记录
error-embargo-after = 不再提议或者达成保密约定：{ $what }
error-report-closed = `{ $id }` 已办结报告，不再就此提议
error-terms-taken = 该提议编号已被使用；请换用新编号
error-terms-decided = 该提议已有结果；请答复现行保密约定，或者提议其他条款
error-not-asked = 该提议未征询 `{ $id }`；请另向其提议
error-answered-before = `{ $id }` 已答复该提议；请提议其他条款
error-not-an-answer = 答复为接受或者拒绝；视为接受由规则自行产生
error-shorter-terms-first = 先决定于 { $at } 届满的提议；较晚者仍待答复
error-marked-before = 此事已发生，且仅发生一次：{ $what }
error-whose-mark = 知悉与修补措施属于某一制造商；请指明
error-nobodys-mark = 公开与攻击不属于任何制造商；请勿指明制造商
error-not-a-manufacturer = `{ $id }` 不是本案件的制造商；请指明其他主体
error-part-terms = 保密条款
error-misfit-terms = 事件 { $event } 提到提议 `{ $id }`，但案件中没有

need-not-agreed = 保密约定有效而接收方尚未同意；请先征询，其接受后方可查看报告
need-not-released = 监管机构向境外披露以及在补救措施之前公布，须由两人签署；请提议，由另一人签署

coordination-title = 协调
coordination-link = 参与方与保密约定
coordination-link-text = 各方处理报告的进度、谁同意了何种保密约定、已发生之事以及制造商的答复。
coordination-participants = 参与方
coordination-report = 报告
coordination-embargo = 保密约定
coordination-here = 案件处于此状态
coordination-state = 案件状态
coordination-no-step = 该方对报告已无待办步骤。
coordination-step = 报告的下一步
coordination-step-which = 哪一步
coordination-reason = 理由
coordination-who = 何方
coordination-until = 至 { $until }
coordination-until-remedy = 至有修补措施为止
coordination-over = 期限已届满，不再约束任何一方。请记录其终止，或者记录已达成其他条款。
coordination-embargo-text = 保密约定仅约束接受它的各方。未接受者不得获得报告，有约束力的义务另有要求的除外。漏洞或者利用方法公开，或者发现攻击时，约定即行终止。
coordination-unanswered = 尚未答复：{ $who }
coordination-answer = 答复
coordination-answer-which = 答复内容
coordination-answer-text = 先答复最早届满的提议；没有待答复提议的，答复现行保密约定。两方接受的条款在该两方之间生效。
coordination-propose = 提议条款
coordination-propose-text = 保密约定有效期间，此为修订提议；新条款被接受之前，原条款继续有效。双方互相提议的，较短期限视为已被接受，较长者仍待答复。
coordination-propose-to = 向谁提议；不勾选即为其他各方
coordination-propose-until-hint = 日期及时刻，可注明与协调世界时的时差，例如 2026-12-01 12:00 +08:00。
coordination-invite = 征询同意
coordination-invite-text = 新的参与方须先同意，方可查看报告。
coordination-invite-whom = 征询谁
coordination-end = 终止保密约定
coordination-end-text = 约定立即对各方终止，不再恢复。一方办结自己的报告并不终止约定。
coordination-end-why = 依据
coordination-end-remedy = 修补措施已备妥或者已部署
coordination-end-expired = 期限已届满
coordination-end-other = 其他
coordination-mark = 记录已发生之事
coordination-mark-text = 每项仅发生一次，不可撤销。利用方法公开即漏洞公开。使保密失去意义之事发生时，约定同时终止。
coordination-mark-which = 何事
coordination-not-yet = 无记录
coordination-standing = 制造商状态
coordination-standing-text = 没有回音本身就是一种状态。若干日无回音即提醒制造商，再过若干日另寻途径，最后由具名人员决定如何继续。日数见通知页面：这是本机构自己的惯例，并非法律规定。
coordination-standing-none = 案件未指明制造商。
coordination-not-told = 尚未告知制造商，故不等待答复。
coordination-silent = 自 { $since } 起无答复：{ $level }。
coordination-silent-next = 自 { $at } 起：{ $level }。
coordination-status-give = 记录其状态
coordination-status-which = 状态
clock-silent = 自{ $since }起没有答复：{ $level }
coordination-silences = 等待中的答复
coordination-silences-text = 等待多久是本机构自己的惯例，并非法律；由管理员在通知页面设定天数。对方一有答复即告终止或重新计时。

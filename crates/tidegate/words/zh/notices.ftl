# 通知只告知有事需要查看，从不写明是何事。

notice-duty-left = 期限将至
notice-duty-due = 期限已到
notice-duty-over = 期限已过
notice-directive-issued = 已向您发出一项指令
notice-directive-to-countersign = 一项指令等待第二人签署
notice-directive-answered = 一项指令已获答复
notice-directive-late = 一项指令未按期履行
notice-message-for-finder = 机构给您写了消息
notice-embargo-proposed = 有人提议保密安排
notice-task-assigned = 已向您分派一项任务
notice-second-signature = 有事项等待第二人签署

notice-no-address = 无人留下地址；本通知仅显示于本页
notice-no-relay = 机构尚未设置邮件中继
notice-not-an-address = 该地址不是有效地址
notice-unreachable = 未能按时联系到对方
notice-put-off = 对方暂缓接收
notice-refused = 对方拒绝接收
notice-not-allowed = 该地址位于机构不向其发送的范围
notice-no-credentials = 无法读取凭据

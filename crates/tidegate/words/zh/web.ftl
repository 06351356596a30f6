# 每个页面四周的文字，以及出错时的页面。

frame-skip = 跳到正文
frame-nav = 页面
frame-nav-work = 机构的工作
frame-demonstration = 演示，不会送达任何人。
frame-demonstration-label = 这是演示
frame-demonstration-text = 机构均为虚构，任何内容都不会离开本机。
frame-demonstration-reset = 重新开始
frame-ask = 询问闸门
frame-law = 法规书
frame-verify = 核验回执
frame-report = 报告漏洞
frame-cases = 案件
frame-sign-in = 登录
frame-sign-out = 退出
frame-other-language = English
frame-other-language-tag = en
frame-interface = 程序接口
frame-not-advice = 本页不构成法律意见。每个答复都写明所依据的文本、最近核对的日期以及把握程度；法规书未收录的法律不在核对之列。

home-title = 依法流转漏洞信息的清算所
home-headline = 法律要求流转的，按时流转；法律不许流转的，一律不放行。
home-lead = 报告漏洞，得到永久可证的回执。询问某事可否告知、发布或出售，得到写明条款的答复。每一次流转都记入任何人无法悄悄改动的日志。
home-ask = 询问闸门
home-ask-text = 可以告知、发布、出售、送往境外吗？拨动真实案例的时钟，看答复如何变化。
home-report = 向{ $office }报告漏洞
home-report-text = 无需账号，两分钟完成。提交之前，逐一列明会送达谁。
home-law = 阅读法规书
home-law-text = 每部法规均以浅白语句呈现，附规则、疑义、来源与把握程度。
home-verify = 核验回执
home-verify-text = 在您的浏览器中完成，不发送任何内容。

sign-in-title = 登录
sign-in-lead = 登录{ $office }的工作台
sign-in-login = 登录名
sign-in-passphrase = 口令
sign-in-do = 登录
sign-in-refused = 登录名或口令有误，或者该账号因尝试次数过多而暂停。请等待一刻钟，或联系管理员。
sign-in-finder = 发现者无需账号：请使用随回执提供的返回链接。

role-manufacturer = 制造商应急响应人员
role-operator = 运营者
role-analyst = 分析人员
role-decision-maker = 决定人员
role-coordinator = 协调人员
role-auditor = 审计人员
role-administrator = 管理员
role-organisation-administrator = 组织管理员

wrong-written-title = 您填写的内容
wrong-written-text = 尚未记录任何内容，所填也未丢失：请改正有误之处后重新提交。
wrong-field-text = 文字
wrong-field-lines = 发生了什么，每行一项
wrong-field-source = 依据何种来源
wrong-field-value = 取值
wrong-field-reasons = 理由
wrong-field-reason = 理由
wrong-field-by = 由谁决定（姓名）
wrong-field-expires = 有效期至
wrong-field-until = 至何时
wrong-field-terms = 依何种条款
wrong-field-time = 时间
wrong-field-other = { $name ->
    [duplicate_of] 与之重复的案件
    [judge_duplicate_of] 与之重复的案件
    [judge_reason] 理由
    [judge_answer] 答复
    [close_reason] 理由
    [hold_until] 搁置至
    [hold_note] 备注
    [other] 另一案件
    [into] 另一案件
    [note] 备注
    [number] 编号
    [days] 天数
    [login] 登录名
    [address] 地址
    [happens] 发生的情况
    [case] 案件
   *[any] 字段“{ $name }”
}
wrong-field-when = 时间
wrong-field-reference = 平台的编号
wrong-field-name = 名称
wrong-field-versions = 版本
wrong-field-basis = 依据
wrong-field-text_1 = 措施1：内容
wrong-field-due_1 = 措施1：单独期限
wrong-field-text_2 = 措施2：内容
wrong-field-due_2 = 措施2：单独期限
wrong-field-text_3 = 措施3：内容
wrong-field-due_3 = 措施3：单独期限
wrong-field-text_4 = 措施4：内容
wrong-field-due_4 = 措施4：单独期限
wrong-back = 由此继续
wrong-written-do = 重新提交
wrong-home = 回到首页
wrong-nowhere-title = 此处没有内容
wrong-nowhere-text = 地址有误，或者此处内容不向您开放。请检查链接，或从首页开始。
wrong-method-title = 此地址不支持这种操作
wrong-method-text = 请返回并使用页面上的按钮。
wrong-sign-in-title = 请先登录
wrong-sign-in-text = 此页面供机构成员使用。请登录后再来。
wrong-not-yours-title = 您的角色无权操作
wrong-not-yours-text = 您已登录，但您的角色均无权进行此操作。如有误，请联系机构管理员。
wrong-other-site-title = 请求来自其他网站
wrong-other-site-text = 为了您的安全，未执行任何操作。请在本站打开页面后重试。
wrong-stale-title = 此表单已失效
wrong-stale-text = 您的浏览器丢失了与表单绑定的 Cookie。请返回、刷新页面后重新提交；您填写的内容仍在浏览器中。
wrong-form-title = 无法理解此表单
wrong-form-text = 缺少某个栏目，或其形式不符。请返回检查后重新提交。
wrong-too-large-title = 内容过大
wrong-too-large-text = 提交的内容超过本服务器一次可接收的大小，未予保存。请返回并减少或缩小文件。此前填写的内容保持不变；提交报告后，可在您自己的页面上分片上传大文件。
wrong-too-many-title = 请稍候
wrong-too-many-text = 请求过于频繁，请在 { $seconds } 秒后重试。
wrong-asked-title = 无法执行
wrong-changed-title = 期间已有变动
wrong-fault-title = 我方故障
wrong-fault-text = 本服务器发生故障。除非已向您确认，否则没有任何内容被记录。请重试；如仍然失败，请告知该机构。
frame-demonstration-goes = 所有人在演示中各机构录入的内容都会被清除。
frame-demonstration-do = 全部清除并重新开始
wrong-field-remind = 提醒前的天数
wrong-field-escalate = 告知协调人前的天数
wrong-field-decide = 告知决定人前的天数

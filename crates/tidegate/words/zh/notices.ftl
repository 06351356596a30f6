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

notice-subject-deadline = { $handle }：期限
notice-subject = { $handle }：通知
notice-subject-office = 通知
notice-subject-many = { $count } 项通知
notice-case = 案件：{ $handle }
notice-due = 到期时间：{ $at }
notice-late = 本通知迟到：本应更早送达。
notice-more = 另有 { $count } 项，全部列于此处：
notice-foot = 本邮件仅告知有事需要查看，不载明任何内容。请打开网页查看。对本邮件的回复无人阅读。

notice-waiting = 等待发送
notice-sent = 已发送
notice-failed = 尝试未成，将再次尝试
notice-given-up = 未送达，不再尝试
notice-because = { $state }：{ $why }
notice-to-webhook = 网络回调 { $name }
notice-to-office = 机构

head-notice = 通知
head-tells = 告知事项

notices-none = 尚无通知。
notices-no-such = 没有通知“{ $notice }”；可用 `tidegate notices list` 列出
notices-again = 服务器运行后，通知 { $notice } 将以同一名称再次发送。
notices-no-relay = 机构尚未设置邮件中继：通知仅列于通知页，不发送邮件。
notices-relay = 通知由 { $from } 经 { $host }（端口 { $port }）发送。
notices-no-security = “{ $written }”不是保护连接的方式；请用 `tls`、`starttls` 或 `none`
notices-webhook = { $name }：{ $url }
notices-webhook-secret = 其密钥仅显示这一次：{ $secret }
notices-no-webhook = 机构没有网络回调。
notices-no-hours = 小时为 0 至 23 的整数，免打扰时段写作 `22-7`
notices-no-language = 邮件语言为 `en` 或 `zh`；未选择时用两种语言
notices-reader = { $login } 的通知发往 { $address }。

error-relay-host = 邮件中继的主机名无效；请写主机名（如 `mail.example`）或地址
error-relay-address = 该邮件地址无效
error-relay-open = 凭据只经 TLS 发送；请用 `tls` 或 `starttls`
error-relay-variable = 存放凭据的变量名须以 `TIDEGATE_SMTP_` 开头
error-ladder-step = “{ $written }”不是一级；请写作 `before-24h=analyst`、`at=decision-maker,office` 或 `after-1h=administrator`
error-ladder-whom = “{ $written }”既非角色、邮件地址，也非 `office` 或 `login:NAME`
error-ladder-many = 阶梯最多 24 级
error-webhook-name = 网络回调的名称为 1 至 40 个小写字母、数字或连字符
error-webhook-address = 网络回调的地址以 `https://` 开头，且不含用户名或密钥；加 --inside 时可用 `http://`

help-notices = 告知有事需要查看的通知：列出、再次发送、选择方式
    .long =
        通知仅以中性编号告知有事需要查看，从不写明是何事。服务器以邮件和网络回调发送；未能送达的通知在三日内反复尝试，名称始终相同。
help-notices-list = 列出通知及其状态
    .most = 列出的数量 [50]
help-notices-again = 以同一名称再次发送一项通知
    .notice = 通知编号，见“tidegate notices list”
help-notices-relay = 显示或选择邮件中继
    .long =
        机构交付邮件之处。凭据只记其所在，从不保存：一个文件，首行为用户名，次行为密钥；或存有同样内容的变量。每次尝试时读取。
    .after =
        示例
          tidegate notices relay mail.example --from tidegate@desk.example --credentials /etc/tidegate/smtp
          tidegate notices relay mail.example --port 587 --security starttls --from tidegate@desk.example
    .host = 邮件中继；不写时显示现用者
    .port = 端口 [465]
    .security = tls、starttls 或 none；none 仅用于同一机器或网络内的中继 [tls]
    .from = 发件人地址
    .own_address = 机构自用的收件地址
    .credentials = 存放凭据的文件
    .variable = 存放凭据的变量；名称以 TIDEGATE_SMTP_ 开头
help-notices-ladder = 显示或选择期限之前、届时与之后各通知何人
    .long =
        每一级写明何时（before-24h、before-30m、at、after-1h）与何人：角色、login:NAME、邮件地址或 office。只通知留有地址的成员。服务器停运期间错过的，恢复后补发一次，并注明迟到。
    .after =
        示例
          tidegate notices ladder before-24h=analyst before-1h=analyst,decision-maker at=decision-maker,office
          tidegate notices ladder usual
    .steps = 各级，或“usual”；不写时显示现用者
help-notices-patience = 显示或选择多少天没有答复后告知谁
    .long =
        三个逐次增大的天数：被询问而没有答复的参与方，先在若干天后得到提醒，再告知协调人，最后告知决定人。这些天数是本机构自己的惯例，并非法律。对方一有答复即告终止或重新计时。
    .after =
        示例
          tidegate notices patience 7 14 45
    .days = 三个天数；不写则显示现用的天数
help-notices-webhook = 列出、添加或移除网络回调
    .long =
        每项通知都以按 Standard Webhooks 签名的请求告知网络回调。密钥只显示一次。网络内部的地址一概拒绝，除非以 --inside 对该回调准许。
    .name = 在机构中的名称；不写时列出全部
    .address = 请求发往的地址
    .inside = 该地址可位于网络内部，且无须 TLS
    .drop = 移除该网络回调
help-notices-reader = 设定如何通知一名成员
    .long =
        地址、语言与何时不发：免打扰时段与每日汇总可推迟不具约束力的通知。法律限定时间的，始终立即发送。
    .after =
        示例
          tidegate notices reader wang.fang wang@desk.example --language zh --quiet 22-7 --digest 8
    .login = 成员
    .address = 邮件地址
    .language = en 或 zh [两种]
    .quiet = 免打扰的起止小时，如 22-7，按机构时区
    .digest = 每日何时汇总发送可缓之事
notice-answer-awaited = 对方在等待您的答复
notice-no-answer = 有参与方久未答复
error-patience = 各步骤须依次靠后，第一步至少在一天之后，最后一步在366天之内
notices-patience-told = 没有答复时：{ $remind }天后提醒，{ $escalate }天后告知协调人，{ $decide }天后告知决定人。这是本机构自己的惯例，并非法律。

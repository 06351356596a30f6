# Sources that Tidegate itself writes.

source-web-form = 网页表单
source-interface = 程序接口
source-report-over-interface = 经程序接口报告
source-finders-report = 发现者的报告
source-own = 本机构关于自身
source-finders-page = 发现者的页面
source-laid = 置于发现者的页面
source-screen = 案件页面
source-ruling = 裁定
source-decision = 决定
source-question = 询问
source-presumption = 推定
source-invented = 虚构
source-demonstration = 演示
source-asked = 询问闸门
source-answer = 答复发现者
source-opening = 打开内容
source-may-file = 询问报送表可否报送
source-for-sheet = 为报送表打开内容
source-portal = 报送平台
source-portal-reference = 报送平台，{ $rest }
source-organisations-page = 该组织的页面
source-organisations-page-by = 该组织的页面，{ $rest }
source-work = 案件办理
source-triage = 案件分诊
source-organisations = 组织登记
source-desk = 承办台
source-bearer-answer = 承担者的答复
source-bearer-report = 承担者的报告
source-verification = 核验
source-laid-bearer = 置于承担者的页面
source-laid-participant = 置于参与方的页面
source-list = { $count ->
   *[other] 一次处理 { $count } 个案件，清单 { $list }
}
source-mailed-participant = 已加密邮寄给参与方
source-mail = 邮件
source-mail-clear = 邮件，未加密，未签名
source-mail-clear-unproven = 邮件，未加密，签名未获证实
source-mail-encrypted = 邮件，已加密，未签名
source-mail-encrypted-unproven = 邮件，已加密，签名未获证实
source-mail-signed = 邮件，未加密，已签名
source-mail-signed-with = 邮件，未加密，以密钥 { $rest } 签名
source-mail-encrypted-signed = 邮件，已加密并签名
source-mail-encrypted-signed-with = 邮件，已加密，以密钥 { $rest } 签名

# 机构的首页，以及演示的导览。

office-enter = 以成员身份看看
office-enter-text = 演示中无需口令即可进入。每个角色能看什么、做什么，与真实使用时相同。
office-enter-for = 代表参与组织 { $name }
office-about = 关于本机构
office-jurisdiction = 所在地
office-authority = 是哪一主管机关
office-house = 已启用的内部规则
office-house-none = 无
office-log = 日志名称
office-log-key = 日志公钥
office-log-key-text = 核验回执时，请从此处或者纸面取得该公钥，切勿从回执本身取得。

home-tour = 四站导览
home-tour-report = 以发现者身份报告漏洞，并保存回执。
home-tour-ask = 拨动 Log4Shell 的时钟，看法律如何答复。
home-tour-conflict = 看一部法律的 24 小时义务如何与另一部法律的禁止相冲突，以及有哪些出路。
home-tour-verify = 在您自己的浏览器中核验回执，不发送任何内容。
home-tour-offices = 三个机构，均为虚构：

serve-demo = { "" }
    演示已在 { $address } 开放（数据位于 { $data }）。不会送达任何人。可以先看四处：

      报告        { $address }/at/authority/report
      询问        { $address }/ask
      冲突        { $address }/demo/conflict
      核验        { $address }/verify

    按 Ctrl-C 关闭。
serve-demo-loopback = 演示无需口令即可进入，因此只在本机监听；请使用 127.0.0.1:8470 这样的地址

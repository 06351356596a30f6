# `tidegate serve` 在终端中说的话。

help-serve = 提供机构的网页和接口
    .long =
        为一个机构，或者为 --data 文件夹中的每个机构提供服务：带回执的报告表、闸门、法规书、案件、日志，以及 /api/v1 接口。收到中断时有序关闭。

        用 `tidegate member add` 添加第一位成员。
    .after =
        示例
          tidegate serve --demo
          tidegate serve
          tidegate serve --listen 0.0.0.0:8470 --public https://desk.example
    .listen = 监听地址 [127.0.0.1:8470，或 TIDEGATE_LISTEN]
    .demo = 提供一个机构均为虚构的演示，仅限本机；首次启动时生成
    .public = 人们访问服务器的地址；以 https:// 开头时，Cookie 只随 TLS 发送
    .attempts = 同一访客十分钟内可尝试登录或使用返回途径的次数；多人共用一个地址或经代理访问时可增加 [10，或 TIDEGATE_ATTEMPTS]
    .reports = 同一访客一小时内可提交的报告数；多人共用一个地址或经代理访问时可增加 [20，或 TIDEGATE_REPORTS]

help-sign-in = 在服务器上开始会话
    .long =
        在 --server 或 TIDEGATE_SERVER 指明的服务器上登录，输出仅有一行，即会话的令牌。可对服务器执行的指示从 TIDEGATE_TOKEN 读取它。口令输入时不显示，或取标准输入的第一行。服务器要求第二因素的验证码时，同样在终端输入，或为第二行；在账户页面制作的令牌则两者都不需要。
    .after =
        示例
          export TIDEGATE_SERVER=https://desk.example
          export TIDEGATE_TOKEN=$(tidegate sign-in mei)
          tidegate cases
    .login = 在该机构的登录名

serve-listens = 工作台已在 { $address } 开放。按 Ctrl-C 关闭。

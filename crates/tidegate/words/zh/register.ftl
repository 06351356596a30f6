# 移转登记：在案的漏洞信息出售及其他移转。

frame-registers = 登记簿

register-title = 移转登记
register-lead = 在案请求过的每一次漏洞信息出售及其他移转，以及已知发生的每一次移转。截至 { $at }。
register-behind = 部分案件刚有变动，尚未计入；重新载入即可看到。
register-unread = 有 { $count } 个案件无法读取，其移转未列于此。请运行 tidegate log fsck。
register-counts = 按接收方类别和结果统计
register-counts-note = “依法转送”统计提供给他人、又因法律规定转送至该类接收方的次数。条款未列名的机关是否属于警察或者情报机构，以案件中的记载为准；无人说明的，计入其他主管机关。
register-transfers = { $count ->
    [0] 没有移转
   *[other] { $count } 次移转
}
register-head-kind = 接收方
register-head-act = 行为
register-head-outcome = 结果
register-head-sales = 其中出售
register-head-passed-on = 依法转送
register-head-asked = 请求时间
register-head-grounds = 依据
register-every = 全部
register-sales = 仅出售
register-choose = 显示
register-none = 在案记录中没有符合此选择的移转。
register-latest = 最新的
register-earlier = 较早的
register-note = 本登记由在案记录计算得出，不载任何姓名或者名称。未为此打开任何案件；打开案件会记入日志。未请求记录的提问不在其中，当事方对自有内容的处理和收到的报告亦不在其中。
register-erased = { $count ->
    [0] 没有案件被删除。
   *[other] 有 { $count } 个案件已删除，其中请求过的移转随之消失；删除一事仍在日志上。
}
register-no-content = 未说明内容
register-against = 不利依据：
register-for = 依据：
register-no-need = 无人授予接收方该内容：不具备知悉必要。
register-onward = 依法转送（{ $basis }）：
register-passed = 发生于 { $at }。
register-leaf = 决定位于日志第 { $leaf } 叶

register-by-office = 本机构
register-by-finder = 发现者
register-by-other = 其他主体

register-kind-police = 警察机构
register-kind-intelligence = 情报、国家安全机构
register-kind-authority = 其他主管机关
register-kind-repairs = 修补者
register-kind-users = 用户和运营者
register-kind-coordinator = 协调机构
register-kind-finder = 发现者
register-kind-same-entity = 同一实体内部
register-kind-public = 社会公众
register-kind-other = 其他人

register-refused = 已拒绝
register-open = 悬而未决
register-released = 已放行
register-under-ruling = 依裁定放行
register-not-released = 不禁止，未由本机构放行
register-elsewhere = 已发生，此处没有决定

register-refusal = 将此拒绝记录在案
register-refusal-do = 请求并记录拒绝
register-will-stand = 记录后列于：

help-register = 漏洞信息出售及其他移转的登记
    .long =
        列出在案请求过的每一次出售及其他移转（已拒绝、已放行或者悬而未决），以及已知未经请求而发生的每一次移转：按接收方类别，附依据。登记由在案记录计算得出，不载姓名，不打开案件。未加 --record 的提问不在其中。
    .after =
        示例
          tidegate register
          tidegate register --year 2026 --sales
          tidegate register --kind police --json
    .year = 年份，按机构所在时区；不写则为今年
    .sales = 仅出售
    .kind = 仅某一类接收方，直接提供或者依法转送：police、intelligence、authority、repairs、users、coordinator、finder、same_entity、public、other
    .outcome = 仅某一结果：refused、open、released、under_ruling、not_released、elsewhere
register-no-kind = 没有接收方类别 `{ $word }`；请写 { $known } 之一
register-no-outcome = 没有结果 `{ $word }`；请写 { $known } 之一
register-counted = { $kind }：{ $counts }
register-one-counted = { $count } 次{ $outcome }

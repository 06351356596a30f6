# 机构全部案件的指令和请求。
directed-title = 全部案件的指令和请求
directed-lead = 截至{ $at }本机构向谁提出何种要求：逾期的在前，其后按期限先后。
directed-open = 未结：仍有要求
directed-late = 逾期
directed-not-late = 未逾期
directed-left-out = 另有{ $count }起含指令的案件未予查看。请在各案件页面上选择。
directed-none = 尚未发出指令或请求。
directed-nothing = 没有符合所选条件的内容。
directed-csv = 同样内容的电子表格
directed-not-served = 其信函尚未送达承担方。
directed-opened = 为本列表打开的案件：{ $count }起。每次打开均记入日志。
directed-no-state = `{ $state }`不是状态；请选择 open、answer、measures、review、verification、met、withdrawn 或 replaced
directed-head-kind = 类别
directed-head-bearer = 承担方
directed-head-by = 发出方
directed-head-basis = 依据
directed-head-product = 产品
directed-head-versions = 版本
directed-head-measure = 措施
directed-head-due = 期限
directed-head-late = 逾期
directed-head-state = 状态
directed-head-issued = 发出时间
directed-head-served = 送达承担方
api-directives-everywhere = 全部案件中向谁提出何种要求，逾期的在前；可筛选。为此打开案件并记录
help-directives = 显示机构在全部案件中向谁提出何种要求，逾期的在前
    .long =
        所查看的每个案件均为此打开，日志记录每次打开。
    .after =
        示例
          tidegate directives --late yes
          tidegate directives --state open --bearer acme --csv
    .state = 等待什么：open 表示所有仍有要求的，此外可为 answer、measures、review、verification、met、withdrawn 或 replaced
    .kind = 仅指令，或仅请求
    .late = 仅有逾期的，或仅其余的
    .bearer = 承担方名称的一部分
    .csv = 输出为电子表格，每项措施一行
    .acting_as = 由谁查看，姓名［TIDEGATE_AS 或账户名］

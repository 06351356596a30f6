# 本机构在某一时刻所知的案件，与今日的案件并列。

then-title = 为何没有更早？
then-page-link = 为何没有更早？何时知道什么
then-lead = 本机构在 { $at } 所知，与今日所知并列
then-at = 时刻
then-do = 查看
then-before = 上一次变化
then-after = 下一次变化
then-known = 本机构当时所知
then-today = 本机构今日所知
then-unknown = 本机构当时不知道此案件。
then-events = 已记录 { $count } 个事件
then-duties = 当时计时中的义务
then-no-duty = 没有。
then-started = 自 { $at } 起
then-not-started = 时钟尚未启动
then-due = 期限 { $at }
then-facts = 当时成立的事实
then-no-fact = 未认定任何事实。
then-fact = { $said } · 自 { $since } 起 · 本机构自 { $recorded } 得知
then-ledger = 谁知道什么
then-nobody = 无人。
then-knows = { $who }：{ $class }，自 { $since } 起
then-law = 依据何法
then-law-text = 同一法规书在该时刻的内容；此外，本机构当时适用的内部规则与立场：
then-later = 已经发生，而当时尚不知道
then-later-text = 按今日所知，到该时刻已经发生。其后才被记录，因此这里无人能据以行事。
then-later-line = { $what } · 发生于 { $happened } · 本机构自 { $recorded } 得知
then-moments = 何时有变化
then-moments-text = “得知”是在此记录的时间；“发生”是实际发生的时间。事后才听说的，两者不同。
then-was-known = 得知
then-happened = 发生
then-more = 以及另外 { $count } 项
then-no-flow = 案件当时没有这样的内容或主体。
then-note = 由记录计算得出；除打开案件外未记录任何内容。
help-then = 显示本机构在某一时刻所知的案件，与今日的案件并列
    .long =
        当时成立哪些事实、谁知道什么、哪些义务以何种时钟计时、依据哪些内部规则与立场，以及闸门当时与今日对某一流转的回答。到该时刻已经发生而其后才记录的另行列出。不给时刻：今日，并列出发生变化的各时刻。打开案件会记入日志；除此之外不记录任何内容。
    .after =
        示例
          tidegate then 2026-3k0qd-7rm2x
          tidegate then 2026-3k0qd-7rm2x --at "2026-11-24 10:00" "may this desk share technical with miit"
    .case = 案件，按代号或标识
    .at = 时刻，按本机构时区【现在】
    .question = 所询问的流转，写法同“tidegate ask”
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】

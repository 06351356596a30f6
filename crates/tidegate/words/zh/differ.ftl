### 两个版本的法规书对照：`law diff`。

help-law-diff = 显示两个版本的法规书在哪些情形中作出不同决定
    .long =
        将修订后的法规或者整部法规书与另一版本对照：逐条规则、逐项行为列出写法不同之处；以求解器 cvc5 证明决定相同的部分；对每一处差别给出一个通常的情形，两个版本在其中的结果并列显示，均由引擎实际作出。只有就所有事实均已知的每一种情形作出证明，或者编译后的形式逐字相同，才称两条规则决定相同；从不抽样。没有 cvc5 时仅列出写法不同之处，并标明未经证明。

        时间上的差别，在相关日期前后的时刻各显示一次。行业规范和内部规则按已启用比较；未给出立场的解释一律不预设。

        加 --cases 时，对数据文件夹中机构（或者其下各机构）的每一件未结案件，按两个版本分别作答：新增、消失或者到期时间不同的义务，以及对记录在案的流转和义务当前所要求的流转的不同答复。为此打开每一件案件，各机构的日志载明每次打开，目的为“comparing two versions of the book”；此外不作任何记录，也不采用任何一个版本。

        退出码：0 为两者决定相同且经证明；1 为不相同、未经证明，或者出现故障（此时没有输出）；2 为用法错误。
    .after =
        示例
          tidegate law diff law/cn/rmsv.md amended/rmsv.md
          tidegate law diff law/ ../amended-law/ --at 2027-12-11
          tidegate law diff law/eu/cra.md cra.md --cases --as "Wang Fang"
    .old = 旧版本：法规书的文件夹，或者单部法规的文件，覆盖于现用法规书之上
    .new = 新版本，写法相同；编号为新的法规予以增加
    .at = 仅比较该日或者该时刻的法律 [全部日期；情形尽可能以现在为准]
    .house = 启用的内部规则或者行业规范的编号；可以重复
    .position = 对解释的立场，READING=VALUE，或者 "suggested" 表示采用书中全部建议；可以重复
    .without_proofs = 不作证明，仅列出写法不同之处
    .cases = 同时询问每一件未结案件
    .acting_as = 查看案件者的姓名 [TIDEGATE_AS，或者账户名]
differ-title = 法规书 { $old } 与法规书 { $new } 对照
differ-verdict-same = 在所有事实均已知的每一种情形中，两者决定相同。
differ-verdict-differ = 两者决定不同。
differ-verdict-unproved = 未证明两者决定相同：以下为文本比较，或者其中有未经证明的部分。
differ-verdict-fault = 求解器与引擎对下列某一情形结论不一致。请作为引擎故障报告。
differ-proofs = 已用 cvc5 比较：{ $rules } 条规则，{ $acts } 次“某一时期的某项行为”（{ $seconds } 秒）
differ-rules = 逐条规则
differ-acts = 逐项行为：哪些答复之间有变化
differ-world = 关于世界的事实
differ-definitions = 其他写法不同之处
differ-added = 新增
differ-removed = 删除
differ-changed = 变更
differ-formerly = 原为 `{ $rule }`；以该名称提交的，仅就该名称计算
differ-said = 原文字为：{ $words }
differ-written = 写法不同：{ $aspects }
differ-unproved = 未证明：决定是否相同
differ-same-proved = 决定相同：已就每一种情形作出证明
differ-same-letter = 仅文字不同，决定相同：编译后的形式逐字相同
differ-unwitnessed = 义务已不同，但未找到显示差别的事件经过；未证明相同
differ-answer = 答复不同（{ $act }；{ $span }）：
differ-grounds = 答复相同而理由不同（{ $act }；{ $span }）：
differ-beside = 答复之外的规则不同（{ $act }；{ $span }）：
differ-owed = 仅在一个版本中负有义务（开始于：{ $span }）：
differ-duty = 义务不同（开始于：{ $span }）：
differ-span = 自{ $from }至{ $until }
differ-span-from = 自{ $from }起
differ-suppose = 假设如下，其余均如通常：
differ-adopted = 已启用：{ $ids }
differ-at = 以{ $at }为准：
differ-happened = 经过：{ $happened }
differ-happened-another = { $words }，涉及另一产品（{ $at }）
differ-filed = 已向{ $to }提交：{ $what }
differ-old = 旧：{ $outcome }
differ-new = 新：{ $outcome }
differ-not-owed = 不负有该义务
differ-too-much = 未知之处过多，无法逐一考察
differ-contradiction = 不可能如此（world.cedar 中的 `{ $key }`）
differ-demanded = { $rule }要求如此
differ-supports = 支持：{ $rules }
differ-advice = 建议不为：{ $rules }
differ-unconfirmed = 未获确认：引擎在此的决定与求解器所述不符
differ-act = { $act }，{ $span }：
differ-act-same = { $act }，{ $span }：答复相同，已就每一种情形作出证明
differ-act-turn = { $old } → { $new }，如果{ $story }
differ-definition = { $what } `{ $name }`：{ $turn }；{ $matters }
differ-matters-words = 仅文字
differ-matters-rules = 通过使用它的规则起作用，这些规则已在上文比较
differ-matters-ways = 仅影响答复所建议的出路或者通路
differ-matters-world = 已在上文单独比较
differ-matters-open = 未证明毫无影响：在有未知之处时的决定、提交所及的对象或者到期时间可能改变
differ-what-statute = 法规前置信息
differ-what-article = 条文文字
differ-what-scope = 适用范围
differ-what-reading = 解释
differ-what-fact = 事实
differ-what-act = 行为
differ-what-start-event = 起算事件
differ-what-world = 关于世界的语句
differ-what-calendar = 日历
differ-what-authority = 主管机关
differ-what-move = 出路
differ-what-way-through = 通路
differ-aspect-name = 名称或者条款
differ-aspect-words = 文字
differ-aspect-certainty = 核读方式
differ-aspect-citation = 旧条号
differ-aspect-written = 规则的书写形式
differ-aspect-condition = 适用条件
differ-aspect-acts = 行为
differ-aspect-force = 效力
differ-aspect-dates = 施行日期
differ-aspect-period = 期间
differ-aspect-word = 条文对时间的用语
differ-aspect-addressees = 义务对象
differ-aspect-content = 所涉内容
differ-aspect-fields = 提交须载明的事项
differ-aspect-start = 起算事件
differ-aspect-governed = 以何时的法律为准
differ-aspect-keep = 保存期限
differ-aspect-per = 每次义务的对象
differ-aspect-starts = 起算次数
differ-aspect-already = 自何时起的提交可以计算
differ-aspect-counting = 法规的计算方法
differ-office = { $office }：{ $opened } 件未结案件中有 { $touched } 件发生变化；打开了 { $read } 件，并载于日志
differ-case = 案件 { $handle }，以{ $at }为准
differ-case-duty = 义务{ $turn }：{ $bearer }，{ $rule }：{ $words }（对象：{ $to }）
differ-flow-recorded = 对记录在案的流转答复不同
differ-flow-demanded = 对义务当前所要求的流转答复不同
differ-apart = 两部法规书无法以同一问题询问：事实 `{ $why }` 在两者中类型不同
differ-faulty = 在 `{ $path }` 中：
differ-nothing = 法规书所读取的内容没有任何写法不同：两者决定相同。
differ-passage = { $content }，接收方：{ $recipient }：
differ-only = 仅比较了{ $at }的法律。

help-law-reconsider = 按修改后的法规书重新审视每个未结案件
    .long =
        对数据文件夹中的机构（或者其各文件夹中的每个机构）的每个未结案件，分别按法规书的两个版本询问。先用写法不同的规则编成的小程序判断：无论案件各方作出何种流转，该案件是否可能受到影响；只有可能受影响的案件才如“law diff --cases”那样完整比较。进度条显示进展。可能受影响的案件会被打开，并记入日志；其余案件不显示任何内容，也别无其他记录，两个版本均不被采用。

        退出码：0 表示所有未结案件均无变化；1 表示有变化，或者出错；2 表示用法错误。
    .after =
        示例
          tidegate law reconsider law/cn/rmsv.md amended/rmsv.md
          tidegate law reconsider law/ ../amended-law/ --at 2027-12-11
    .old = 旧版本：法规书的文件夹，或者一部法规的文件（覆盖于在用的法规书之上）
    .new = 新版本，同上
    .at = 以此日或此刻为准 [现在]
    .acting_as = 谁查看案件，用名字 [TIDEGATE_AS，或者账户名]
reconsider-sum = 未结案件 { $opened } 件：{ $apart } 件不受写法变化影响，{ $same } 件经比较并无变化，{ $touched } 件有变化。

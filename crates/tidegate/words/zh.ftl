# 终端中供人阅读的全部文字（简体中文）。words/en.ftl 为同样内容的英文。

## 手册

manual-usage = 用法：
manual-command = 命令
manual-commands = 命令
manual-arguments = 参数
manual-options = 选项
manual-globals = 通用选项

help-tidegate = 依法流转漏洞信息：当流者及时流，不当流者不流
    .long =
        Tidegate 回答法律对漏洞信息的要求：谁须在何时向谁报告什么，谁可以分享、发布或者出售，以及怎样做才合法。每个回答都写明所依据的条文、对条文的把握程度以及所依赖的解释。提问不留记录。

        本程序不构成法律意见。本书所载法规未禁止的，其他法规可能禁止。
    .after =
        退出码
          0  完成；对提问而言：不禁止（可能附条件）
          1  出错：文件、磁盘、法规书有误、场景结果不一致
          2  用法错误，或者输入无法理解
          3  该流转被拒绝
          4  法律不明确：由具名人员决定
          5  两项约束性规则相冲突
          6  回执或者日志不能证明其应证明的内容

        示例
          tidegate law list
          tidegate law show cn-rmsv 9
          tidegate ask --act share --content technical --state undisclosed --role finder \
            --actor-place CN --recipient foreign_authority
          tidegate help ask
    .json = 输出 JSON 而非文字；格式带版本号，只增不改
    .lang = 文字的语言：en 或者 zh【未指定时取自 LC_ALL、LC_MESSAGES 或者 LANG】
    .law = 使用该文件夹中的法规书，而非内置者【或者 TIDEGATE_LAW】
    .data = 机构数据所在文件夹【或者 TIDEGATE_DATA；未指定时为 ./tidegate-data】
    .no_color = 不使用颜色；环境变量 NO_COLOR 亦同
    .help = 显示本手册页；-h 显示简短版本
    .version = 显示版本

help-ask = 询问某一流转是否可以进行；不留记录
    .long =
        询问某人可否分享、报告、告知、出售、发布、收集、利用漏洞信息或者以其提供帮助。有两种方式，均离线进行，均不留痕迹：

        针对一个故事：--scene FILE，并用场景的写法提问：
          PARTY may ACT CONTENT [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
          duties [of PARTY]
          who knows CONTENT

        针对用选项描述的情形：--act、--content，以及其他已知事项。未说明的即为未知；未知的事实绝不会默认为允许。

        回答列出每一项理由及其出处、所依据的事实和出路。
    .after =
        示例
          tidegate ask --scene scenes/s03-finder-in-china.scene "lin may share technical with enisa"
          tidegate ask --act publish --content technical --state undisclosed --role finder --actor-place CN \
            --fact remedy_provided=false --fact "not major_event_window"
          tidegate ask --act sell --content technical --state undisclosed --actor-place CN --position suggested

        退出码即回答：0 不禁止，3 拒绝，4 不明确，5 冲突。事实清单：tidegate facts。
    .question = 以文字提出的问题，针对 --scene 所指的故事
    .scene = 故事文件，格式见 scenes/README.md；- 表示标准输入
    .at = 所问的时刻：某日或者某一瞬间，例如 2021-11-24 或者 2021-11-24T09:00+08:00【现在；有故事时为故事自身的时刻】
    .zone = 不带时差的时间所属时区，例如 Asia/Shanghai【UTC；有故事时为故事自身的时区】
    .house = 启用的内部规则，按编号，例如 cn-practice；可重复
    .position = 对某一解释问题的立场，READING=VALUE；或者 suggested，即采用本书全部建议；可重复
    .act = 行为：share、report、notify、sell、publish、collect、use、assist
    .content = existence、general、technical、proof_of_concept、remedy、finder_identity
    .state = undisclosed、existence_public、public_no_remedy、public_with_remedy
    .role = 行为人的身份：finder、provider、operator、collector、platform、steward、organisation；多个以逗号分隔；未列出的身份视为不具备
    .actor_place = 行为人所在：代码如 CN、HK、DE，或者 foreigner_in_cn
    .recipient = 对方以何种身份接收：provider、public、cn_miit、eu_enisa、foreign_authority 等
    .recipient_place = 对方所在（对方并非本书所载机关时）
    .product_in = 产品所在市场：CN、EU 等；以逗号分隔
    .fact = 本书的任一事实：NAME=VALUE；NAME 表示真；"not NAME" 表示假；可重复

help-facts = 列出规则所考察的事实
    .long = 列出本书的事实：关于谁、由谁促成、含义为何。指明名称时，以两种语言列出其全部取值。
    .after =
        示例
          tidegate facts
          tidegate facts remedy_provided
    .fact = 某一事实的名称

help-help = 显示某一命令的手册页
    .path = 命令，例如 law show

help-law = 查阅和检查法规书
    .long = 法规书中每部法规一个文件：条文以我们自己的话转述，规则写在其所依据的条款之下。

help-law-list = 列出书中的法规

help-law-show = 显示法规或者条文，连同规则、解释问题和来源
    .long = 以所选语言显示各条转述；每条规则以一句话和原文形式显示；每个疑义及其各种解释；来源以及条文的核读情况。
    .after =
        示例
          tidegate law show cn-rmsv
          tidegate law show cn-rmsv 9        第九条及其各项
          tidegate law show cn-csl --at 2025-06-30
    .statute = 编号，见 law list
    .article = 条款号，例如 9 或者 9(7)
    .at = 显示该日有效的规则，以及当时的条款号

help-law-check = 编译整部法规书，显示每一处错误及其原文
    .long = 将 DIR 中的法规书（或者内置者）的每部法规依事实表编译；每一处错误均显示文件、行号、条款和原文。超过 180 天未与来源核对的法规会被列出。
    .folder = 法规书所在文件夹，例如 law/

help-scene = 演练故事，并与预期回答比较
    .long = 演练每个场景：以纯文本写成的故事和问题，预期回答写在 "----" 一行之下。差异逐行显示，退出码为 1。语法见 scenes/README.md。
    .after =
        示例
          tidegate scene scenes/
          tidegate scene scenes/s03-finder-in-china.scene --bless
    .files = 场景文件，或者含有 *.scene 文件的文件夹
    .bless = 将现在的回答写入文件；保留之前请阅读改动

help-verify = 离线验证回执
    .long = 验证报告确在回执所述时间收到，且日志中有其记载。不询问任何服务器。日志的公钥须来自回执以外：例如机构的公开网页或者纸面。
    .after =
        示例
          tidegate verify receipt.json report.json --key office.key
    .receipt = 回执
    .report = 报告：随回执一并交付的文件，或者提交时的表单
    .key = 日志的公钥，或者存有公钥的文件【或者 TIDEGATE_LOG_KEY】

## 用法错误

usage-unknown-argument = { $argument } 不是该命令的选项
usage-unknown-command = { $word } 不是命令
usage-missing = 缺少 { $argument }
usage-no-command = 缺少命令
usage-no-value = { $argument } 需要一个值
usage-value = { $value } 不是 { $argument } 的有效值
usage-conflict = { $argument } 不能与 { $other } 同时使用
usage-utf8 = 有参数不是 UTF-8 文本
usage-other = 参数无法理解{ $argument ->
        [missing] {""}
       *[other] ：{ $argument }
    }
usage-valid = ；可用的值：{ $list }
usage-suggested = ；是否指 { $list }
usage-see-help = ；用法见 `tidegate help`
book-faults =
    法规书有 { $count ->
       *[other] { $count }
    } 处错误，不予使用；请更正上述各处

## 表头

head-id = 编号
head-title = 名称
head-jurisdiction = 法域
head-in-force = 有效期
head-articles = 条款
head-rules = 规则
head-certainty = 核读
head-checked = 核对日
head-kind = 性质
head-fact = 事实
head-about = 关于
head-by = 由谁促成
head-meaning = 为真时的含义，或者取值

## 事实

facts-none = 本书没有事实 `{ $fact }`；清单见 `tidegate facts`
facts-count =
    { $count ->
       *[other] 共 { $count } 项事实
    }
facts-of = 关于{ $about } · { $by }
facts-assumed = 无人另有说明时视为：{ $value }
about-vulnerability = 漏洞
about-product = 产品
about-item = 内容
about-actor = 行为人
about-recipient = 接收方
about-flow = 本次流转
about-reading = 条文疑义
by-actor = 行为人可自行做到
by-authority = 由主管机关或者他人给予
by-world = 客观事实
by-derived = 由案卷得出
by-reading = 条文的解释；由机构采取立场

## 法规

statute-law = 法规
statute-house = 内部规则，未启用
kind-prohibition = 不得
kind-permission = 可以
kind-duty = 应当
force-law = 法律
force-house = 内部规则，并非法律
force-encouraged = 鼓励，并非义务
force-norm = 行业规范，并非法律
certainty-v = V：已核读原文
certainty-s = S：据二手资料
certainty-m = M：凭记忆
certainty-u = U：未核实
law-count = { $statutes } 部法规，{ $rules } 条规则 · 法规书 { $digest }
law-certainty-key = 核读：V 已核读原文 · S 据二手资料 · M 凭记忆 · U 未核实
law-no-statute = 本书没有法规 `{ $id }`；现有：{ $known }
law-no-article = `{ $id }` 没有条款 `{ $article }`；现有：{ $known }
law-source = { $day } 核对 · { $source }
law-article-source = 【{ $certainty } · { $source }】
law-when = 适用条件：{ $when }
law-starts = 起算于：{ $event }
law-within = 期限：{ $period }
law-keep = 留存：{ $period }
law-reading = 疑义 { $reading }：{ $question }
law-suggested = 本书建议 { $value }：{ $why }
check-counts = { $statutes } 部法规，{ $articles } 条款，{ $prohibitions } 项禁止，{ $permissions } 项许可，{ $duties } 项义务，{ $readings } 个解释问题，{ $facts } 项事实：没有错误
check-digest = 法规书 { $digest }
check-stale = 提醒：`{ $statute }` 上次与来源核对是 { $day }，距今 { $days } 天；请重新核对来源

## 场景

scene-file =
    { $file }：{ $questions ->
       *[other] { $questions } 个问题
    }{ $differing ->
        [0] {""}
       *[other] ，{ $differing } 个回答不一致
    }
scene-count = { $scenes } 个场景，{ $questions } 个问题，{ $differing } 个回答不一致
scene-blessed = 已写入 { $count } 个文件

## 提问

ask-no-question = 缺少问题；请写 `PARTY may ACT CONTENT with PARTY`
ask-needs-scene = 以文字提问需要故事；请加 `--scene FILE`，或者用选项描述情形
ask-scene-or-flags = 故事与描述情形的选项不能并用；请把事实写入问题：`… if FACT=VALUE`
ask-needs-act = 至少说明 `--act` 和 `--content`，或者用 `--scene FILE` 就故事提问
ask-no-house = 没有内部规则 `{ $id }`；见 `tidegate law list`
ask-no-reading = 没有解释问题 `{ $reading }`；见 `tidegate facts`
ask-no-value = `{ $fact }` 没有取值 `{ $value }`；可用：{ $known }
ask-no-pair = `{ $written }` 不是事实；请写 NAME=VALUE、NAME 或者 "not NAME"
ask-no-party = 故事中没有当事方 `{ $party }`
ask-position-by = 本次提问
ask-by-book = 本书

## 回答

answer-permit = 不禁止
answer-permit-if = 附条件不禁止
answer-escalate = 不明确，由具名人员决定
answer-conflict = 两项规则冲突
answer-refuse = 拒绝
headline-permit = 不禁止 · { $actor }：{ $flow }
headline-permit-if = 附条件不禁止 · { $actor }：{ $flow }
headline-escalate = 不明确，由具名人员决定 · { $actor }：{ $flow }
headline-conflict = 两项规则冲突 · { $actor }：{ $flow }
headline-refuse = 拒绝 · { $actor }：{ $flow }
headline-refuse-house = 依内部规则拒绝，并非依法 · { $actor }：{ $flow }
headline-not-granted = 虽不禁止，但未获授予 · { $actor }：{ $flow }
flow-share = 与{ $recipient }分享{ $content }
flow-report = 向{ $recipient }报告{ $content }
flow-notify = 将{ $content }告知{ $recipient }
flow-sell = 向{ $recipient }出售{ $content }
flow-publish = 向{ $recipient }发布{ $content }
flow-collect = 收集{ $content }
flow-use = 利用{ $content }
flow-assist = 以{ $content }帮助{ $recipient }
answer-law-only = 法律：{ $law } · 截至 { $at } · 没有案卷，未审查知悉必要
answer-law-and-gate = 法律：{ $law } · 闸门：{ $gate } · 截至 { $at }
answer-ruling = 依裁定 { $ruling } 放行
answer-not-checked = 未审查：刑法、合同、著作权、国家秘密、劳动关系。不构成法律意见。法规书 { $book }。
list-and = ；
list-and-also = ；并且
list-comma = 、
title-grounds = 理由
title-collisions = 冲突所在
title-doubts = 各种解释结论不一
title-conditions = 条件（每行均足够）
title-readings = 所依据的立场
title-supports = 支持该流转的规则
title-advice = 不建议（并非禁止）
title-lifted = 已考察而不适用的禁止
title-ways = 出路（任一即可，均无多余要求）
title-reaches = 另外到达或者涉及
ways-none = 在可建议的改变中没有找到出路。
way-if = ，前提是{ $conditions }
ground-facts = 依据：{ $facts }
ground-unknown = 尚不知悉而足以决定的：
ground-under = 仅在如下解释时：{ $readings }
ground-too-much-unknown = 未知事项过多，无法逐一推演；请补充说明：
ground-contradiction = 所述事实不能同时为真（`{ $constraint }`）；请更正。
rule-checked = { $day } 核对
collision-against = { $duty } 所要求者，正为 { $prohibition } 所禁止
doubt-gives = 若{ $readings }：{ $answer }
reading-adopted = 采取：{ $meaning }（{ $day } 采取，{ $by }）
reading-taken = 采取：{ $meaning }
reading-other = 反之，若{ $meaning }：{ $answer }
reaches-through = { $recipient }（由{ $by }转送，{ $basis }）
need-public = 内容已公开
need-knows = 接收方已经知悉
need-repairs = 接收方负责修补
need-same-entity = 同一法律实体内部
need-named = 有规则指明接收方
need-embargo = 接收方已同意保密期
need-passed-on = 依法转送
need-publication = 可以公开发布
need-none = 无人授予接收方

## 义务

duties-headline =
    截至 { $at }：{ $count ->
        [0] 没有义务
       *[other] { $count } 项义务
    }
duty-shall = { $bearer } 应当：{ $what }
duty-shall-if = { $bearer } 应当（视未知事实而定）：{ $what }
duty-house = { $bearer }，依内部规则而非法律：{ $what }
duty-should = 鼓励 { $bearer }：{ $what }
duty-to = 向：{ $to }
duty-to-any = 向（数者之一即可）：{ $to }
duty-started = 起算：{ $event }，{ $started }
duty-not-started = 起算于：{ $event }
duty-word = 条文用语：{ $word }
duty-due = 到期：{ $due }
duty-gap = { $place }自 { $first } 至 { $last } 的日历未知；其间不假定有假日
duty-keep = 至少留存至 { $day }
duty-state = 状态：{ $state }
duty-unknown = 尚不知悉而决定是否负有此义务的：
duty-fields = 报送内容须包括：{ $fields }
state-not-started = 尚未起算
state-open = 待履行
state-met = 已履行
state-met-perhaps-late = 已履行；是否按时无法判断
state-late = 逾期履行
state-no-evidence = 期限已过，未见履行证据

## 回执

verify-holds = 验证通过
verify-what = 报告 { $report } 由机构 { $office } 至迟于 { $received } 收到。日志 { $log } 中为第 { $index } 项，共 { $size } 项。
verify-digest = 报告摘要：{ $digest }

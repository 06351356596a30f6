# 终端中供人阅读的全部文字（简体中文）。words/en/terminal.ftl 为同样内容的英文。

## 手册

manual-usage = 用法：
manual-command = 命令
manual-commands = 命令
manual-arguments = 参数
manual-options = 选项
manual-globals = 通用选项

help-tidegate = 依法流转漏洞信息：当流者及时流，不当流者不流
    .long =
        Tidegate 回答法律对漏洞信息的要求：谁须在何时向谁报告什么，谁可以分享、发布或者出售，以及怎样做才合法。每个回答都写明所依据的条文、对条文的把握程度以及所依赖的解释。除非要求，提问不留记录。机构收下报告，密封保存案件，并给出可离线核验的回执。

        本程序不构成法律意见。本书所载法规未禁止的，其他法规可能禁止。
    .server = 改为连接服务器工作，例如 https://desk.example；令牌取自 TIDEGATE_TOKEN
    .at-office = 该服务器上的机构；只有一个时可省略
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
          tidegate law show cn-rmsv 9
          tidegate init --name "Example desk" --name-zh 示例受理处 --jurisdiction CN --reports own --positions suggested --by "Wang Fang"
          tidegate report --product "Router R7" --description "Any password is accepted."
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

help-ask = 询问某一流转是否可以进行；除非要求，不留记录
    .long =
        询问某人可否分享、报告、告知、出售、发布、收集、利用漏洞信息或者以其提供帮助，可否存储、传输数据，可否采购产品。有三种方式：

        针对在案案件：CASE 加以文字提出的问题。打开案件会记入日志；问题和回答不会，除非 --record 将经 Cedar 核对的决定记入日志。

        针对一个故事：--scene FILE，并用场景的写法提问：
          PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with PARTY] [if FACT=VALUE, …]
          duties [of PARTY]
          who knows CONTENT

        针对用选项描述的情形：--act、--content（采购无须说明内容），以及其他已知事项。未说明的即为未知；未知的事实绝不会默认为允许。

        回答列出每一项理由及其出处、所依据的事实和出路。
    .after =
        示例
          tidegate ask --scene scenes/s03-finder-in-china.scene "mei may publish technical"
          tidegate ask 2026-3k0qd-7rm2x "finder may publish technical" --record
          tidegate ask --act publish --content technical --state undisclosed --role finder --actor-place CN \
            --fact remedy_provided=false --fact "not major_event_window"
          tidegate ask --act sell --content technical --state undisclosed --actor-place CN --position suggested
          tidegate ask --act procure --role operator --actor-place CN --fact product_is_security \
            --fact "not product_domestic" --fact for_level_three

        退出码即回答：0 不禁止，3 拒绝，4 不明确，5 冲突。事实清单：tidegate facts。
    .question = 以文字提出的问题，针对 --scene 所指的故事；或者 CASE 加问题，针对在案案件
    .record = 将关口的决定记入日志；仅限在案案件
    .acting_as = 提问者姓名【TIDEGATE_AS，或账户名】
    .scene = 故事文件，格式见 scenes/README.md；- 表示标准输入
    .at = 所问的时刻：某日或者某一瞬间，例如 2021-11-24 或者 2021-11-24T09:00+08:00【现在；有故事时为故事自身的时刻】
    .zone = 不带时差的时间所属时区，例如 Asia/Shanghai【UTC；有故事时为故事自身的时区】
    .house = 启用的内部规则或者行业规范，按编号，例如 house-cn-practice；可重复
    .position = 对某一解释问题的立场，READING=VALUE；或者 suggested，即采用本书全部建议；可重复
    .act = 行为：share、report、notify、sell、publish、collect、use、assist、store、transfer、procure
    .content = existence、general、technical、proof_of_concept、remedy、finder_identity、data；procure 无须说明
    .state = undisclosed、existence_public、public_no_remedy、public_with_remedy
    .role = 行为人的身份：finder、provider、operator、critical（关键信息基础设施运营者）、collector、platform、steward、organisation；多个以逗号分隔；未列出的身份视为不具备，但运营者是否属于关键信息基础设施运营者、收集者或者协调机构是否运营平台，未以事实说明的即为未知（如 actor_is_critical=false 即为说明）
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
    .left_out = 改为列出本书未收录的内容及理由

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
    .without_proofs = 不作证明（求解器需要一些时间）

help-scene = 演练故事，并与预期回答比较
    .long = 演练每个场景：以纯文本写成的故事和问题，预期回答写在 "----" 一行之下。差异逐行显示，退出码为 1。语法见 scenes/README.md。
    .after =
        示例
          tidegate scene scenes/
          tidegate scene scenes/s03-finder-in-china.scene --bless
    .files = 场景文件，或者含有 *.scene 文件的文件夹
    .bless = 将现在的回答写入文件；保留之前请阅读改动

help-attach = 向案件发送文件
    .long = 附上任意大小与类型的文件。文件分段发送，到达时即予密封，从不打开或解压。发给发现者或某组织的文件留在案件中，直至闸门放行。
    .after =
        示例
          tidegate attach 2026-0123-4567 trace.pcap.zst --role evidence
          tidegate attach 2026-0123-4567 fix.patch --role remedy --to finder
    .case = 案件，以其编号或代号指明
    .files = 文件
    .role = 文件是什么；未说明的按程序对待，可知悉者最少
    .to = 发给谁：office（通常）、finder，或参与其中的某组织
    .acting_as = 由谁进行，将载入记录

help-verify = 离线验证回执
    .long = 验证报告确在回执所述时间收到，且日志中有其记载。不询问任何服务器。日志的公钥须来自回执以外：例如机构的公开网页或者纸面。
    .after =
        示例
          tidegate verify receipt.json report.json --key office.key
          tidegate verify taken-back-12.tlog-proof --key office.key
    .receipt = 回执，或者发现者收回某事项的证明
    .report = 报告：随回执一并交付的文件，或者提交时的表单；证明自带内容，无须报告
    .files = 随报告提交的文件，与报告所列摘要核对；可多次给出
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
by-derived = 由案件得出
by-record = 以记录为准
by-reading = 条文的解释；由机构采取立场

## 法规

statute-house = 内部规则，未启用
statute-norm = 行业规范，未启用
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
law-certainty-key = V：已核读法律原文（原件、全文副本，或者所引来源逐字引用的条款）；S：据二手资料阅读；M：凭记忆，未重新核读；U：未核实
law-not-in-force = { $at } 时未施行
law-no-statute = 本书没有法规 `{ $id }`；现有：{ $known }
law-no-article = `{ $id }` 没有条款 `{ $article }`；现有：{ $known }
law-source = { $day } 核对 · { $source }
law-article-source = 【{ $certainty } · { $source }】
law-when = 适用条件：
law-all = 以下全部成立：
law-any = 以下至少一项成立：
law-starts = 起算于：{ $event }
law-or-starts = 以下情形更早的，自其起算：{ $event }
law-after = 所指的报送依据：{ $rule }
law-given = 另须：{ $event }
law-within = 期限：{ $period }
law-ends = 截止于：{ $event }
law-keep = 留存：{ $period }
law-reading = 疑义 { $reading }：{ $question }
law-suggested = 本书建议 { $value }：{ $why }
check-counts = 法规 { $statutes } · 条款 { $articles } · 禁止 { $prohibitions } · 许可 { $permissions } · 义务 { $duties } · 解释问题 { $readings } · 事实 { $facts } · 没有错误
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
ask-scene-or-flags = 故事与描述情形的选项不能并用；请把事实写入问题：`… if FACT=VALUE`
ask-needs-act = 至少说明 `--act` 和 `--content`，或者用 `--scene FILE` 就故事提问
ask-no-house = 没有内部规则或者行业规范 `{ $id }`；见 `tidegate law list`
ask-no-reading = 没有解释问题 `{ $reading }`；见 `tidegate facts`
ask-no-value = `{ $fact }` 没有取值 `{ $value }`；可用：{ $known }
ask-no-pair = `{ $written }` 不是事实；请写 NAME=VALUE、NAME 或者 "not NAME"
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
flow-store = 存储{ $content }
flow-transfer = 向{ $recipient }传输{ $content }
flow-procure = 采购{ $content }
answer-law-only = 法律：{ $law } · 截至 { $at } · 没有案件，未审查知悉必要
answer-law-and-gate = 法律：{ $law } · 闸门：{ $gate } · 截至 { $at }
answer-ruling = 依裁定 { $ruling } 放行
answer-unreleased = 裁定 { $ruling } 不予放行：{ $why }
barred-no-room = 法律的回答既非不明，也非冲突
barred-no-need = 流转所及者中有人没有知悉必要
barred-conditions = 法律附条件不禁止，裁定不能免除条件（{ $facts }）
barred-beyond = 任何裁定都不得放出 `{ $item }`
barred-other-book = 该裁定依另一版法规书作出
barred-spent = 该裁定已用于其一次流转，不再有效
barred-not-over = 该裁定未越过{ $against }
over-reading = 此解释：{ $said }（{ $over }）
over-unknown = `{ $fact }` 未知
answer-not-checked = 未审查：刑法、合同、著作权、国家秘密、劳动关系。不构成法律意见。法规书 { $book }。
list-and = ；
list-and-also = ；并且
list-comma = 、
list-or = {" 或 "}
list-colon = ：{""}
cited-text = { $citation }：{ $text }
in-brackets = （{ $text }）
title-grounds = 理由
title-collisions = 冲突所在
title-could-require = 可能随即成为义务
could-require = 一旦起算（{ $event }），{ $who }即应当正是如此行事。届时义务与禁止相冲突：请现在就作准备。
title-doubts = 各种解释结论不一
title-conditions = 条件（每行均足够）
title-readings = 所依据的立场
title-supports = 支持该流转的规则
title-advice = 不建议（并非禁止）
title-lifted = 已考察而不适用的禁止
title-ways = 出路（任一即可，均无多余要求）
title-reaches = 另外到达或者涉及
ways-late = 等待并不停止相冲突义务的时限：时限可能先届满，届时即违反该义务。请及早咨询律师；也可由具名人员作出裁定。
ways-none = 在可建议的改变中没有找到出路。
way-if = ，前提是{ $conditions }
ground-facts = 依据：{ $facts }
ground-unknown = 尚不知悉而足以决定的：
ground-under = 采如下解释时：{ $readings }
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
need-consent = 发现者同意制造商得知报告者是谁
need-embargo = 接收方已同意保密期
need-passed-on = 依法转送
need-publication = 可以公开发布
need-no-remedy = 记录中没有修补措施，也没有合法的提前发布
need-embargo-stands = 已同意的保密期仍有效
need-program = 攻击程序只给修补者，绝不公开发布
need-confidential = 发送者仅限接收机构知悉
need-none = 无人授予接收方
known-headline = 截至 { $at }，谁知悉{ $content }
known-since = { $who }，自 { $since } 起
known-nobody = 记录中无人知悉

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
state-not-reportable = 已决定：无须报告

## 回执

verify-holds = 验证通过
verify-what = 报告 { $report } 由机构 { $office } 至迟于 { $received } 收到。日志 { $log } 中为第 { $index } 项，共 { $size } 项。
verify-digest = 报告摘要：{ $digest }
verify-what-declaration = 机构 { $office } 的申报至迟于 { $received } 记录在案（编号 { $report }）。日志 { $log } 中为第 { $index } 项，共 { $size } 项。
verify-digest-declaration = 申报摘要：{ $digest }

## 演示（src/demo.rs）。scenes/demo/ 中的场景按幕和键引用以下文字。

demo-title = Tidegate 演示
demo-opening = 三个故事，其中两个是真实的。以下每个答复都在您阅读时由正式系统所用的同一本法律书和同一道闸门依据 scenes/demo/ 中的场景文件当场算出。每条理由都写明条文、施行日期以及最近一次与来源核对的日期。本演示不构成法律意见；刑法、合同、国家秘密和劳动关系未作检查。

demo-answer-permit = 未被禁止
demo-answer-permit-if = 附条件未被禁止
demo-answer-refuse = 拒绝
demo-answer-escalate = 法律不明确：由具名人员决定
demo-answer-conflict = 冲突：两部法律相互抵触
demo-source = 来源：{ $list }
demo-force = 自{ $since }起施行 · { $read }，{ $checked }核对
demo-practice = { $read }，{ $checked }核对
demo-read-v = 已读原文
demo-read-s = 依据二手资料
demo-read-u = 系我们对条文的理解
demo-open = 除非另有所知：{ $list }
demo-against = 相对
demo-collision-too = { $duty }与{ $prohibition }以同样方式冲突。
demo-witness = 两者在此同时适用，因为：
demo-condition = 条件：
demo-doubt = { $readings }：{ $answer }
demo-reading = 取决于一项解释（{ $place }）：{ $taken }。
demo-reading-other = 若采另一解释（{ $other }）：{ $answer }
demo-reaches = 同时到达{ $who }（{ $basis }）。
demo-ways = 下列任一办法可使其合法：
demo-ask-duties = { $who }必须做什么？
demo-ask-knows = 现在，技术细节已到达谁处？
demo-through = ，经由{ $who }
demo-no-duties = 书中没有以小时或者天数计的义务。
demo-other-duties = 此外，没有数字期限的有：{ $list }。
demo-owed = 负有义务
demo-owed-if = 视情况负有义务
demo-owed-practice = 实践，并非法律
demo-encouraged = 鼓励，并非义务
demo-to = 对象
demo-if = 前提
demo-if-reading = 前提
demo-due = 时间
demo-due-at = { $period }：{ $first }之前
demo-due-between = { $period }：应在{ $first }至{ $last }之间的某一时刻之前，因为来源只给出日期
demo-due-latest = （至迟可主张：{ $latest }）
demo-due-none = 条文未写明时间
demo-due-word = { $word }；条文没有数字，本书不自行设定
demo-state = 状态
demo-state-not-started = 尚未起算
demo-state-open = 未完
demo-state-met = 有已履行的证据
demo-state-met-perhaps-late = 有证据；是否及时无从判断
demo-state-late = 有证据，但在期限之后
demo-state-no-evidence = 在所用来源中未发现证据；这并不是说没有做

demo-name-engineer = 该工程师
demo-name-employer = 其雇主
demo-name-apache = Apache 基金会
demo-name-institution = 某专业机构
demo-name-broker = 境内的中间商
demo-name-finder = 该研究者
demo-name-maker = 该制造商
demo-name-camera-maker = 该厂商

demo-log4shell-title = 第一幕 · Log4Shell
demo-log4shell-opening = 二〇二一年十一月二十四日，中国的一名工程师就 Log4Shell 向 Apache 发送电子邮件。一个月后，其雇主被暂停某部委平台的合作单位资格。这封邮件合法吗？
demo-log4shell-event-e-mail = 工程师以电子邮件向 Apache 软件基金会报告该漏洞，未向工业和信息化部报告。来源只给出日期，未给出时刻；每个问题均以北京时间当日结束时为准。
demo-log4shell-ask-apache = 该工程师可以将技术细节报告给位于美国的 Apache 吗？
demo-log4shell-note-apache = 因此，按条文该邮件未被禁止：向境外提供的禁令对产品提供者作了例外。开源软件的维护者即为其提供者，这是一种解释，作出答复的机构须对此负责。
demo-log4shell-ask-miit = 该工程师也可以向工业和信息化部报告吗？
demo-log4shell-ask-foreign-authority = 该工程师可以向外国主管机关报告吗？
demo-log4shell-ask-blog = 该工程师现在可以在博客上发布吗？
demo-log4shell-ask-sale = 该工程师可以将其出售给境内的中间商吗？即便有主管机关的文书？
demo-log4shell-house = 媒体对这部规定另有说法：任何发现漏洞的人都必须告知政府。机构可以启用这些内部规则；它们显示为实践，绝不显示为法律，也不附罚则。自此启用：
demo-log4shell-event-leak = 技术细节出现在一个中文博客平台上，发布者身份不明。
demo-log4shell-ask-leak-blog = 细节已经公开。该工程师可以撰文发布吗？
demo-log4shell-note-leak-blog = 泄露不等于修补：在提供者提供修补措施之前，发布禁令仍然有效。
demo-log4shell-ask-leak-foreign-authority = 该工程师可以就已公开的内容与外国主管机关交流吗？
demo-log4shell-note-leak-foreign-authority = 第九条第七项所禁止的是未公开的信息，而该信息已不再属于未公开。
demo-log4shell-event-miit-learns = 某专业机构向工业和信息化部平台报告该漏洞。
demo-log4shell-event-patch = Apache 发布补丁。
demo-log4shell-ask-patch-blog = 该工程师今天可以在博客上发布吗？
demo-log4shell-event-notice = 工业和信息化部网络安全管理局发布风险提示，并提及其雇主阿里云曾告知该基金会。
demo-log4shell-event-suspension = 据媒体报道，因未及时报告，工业和信息化部暂停其雇主作为平台合作单位六个月。报道未提及任何法律条文。（部分来源记为二十一日。）
demo-log4shell-event-verdict = 这封邮件合法吗？按条文：如果维护者即为提供者，则未被禁止；对发现者而言，向国家报告属于鼓励而非义务。其雇主是否负有报告义务，取决于这些来源未能确定的事实：它自身是否为含有 Log4j 的产品的提供者。暂停资格是合作关系中的实践，不是法律条文。

demo-hikvision-title = 第二幕 · 规定施行前报告、施行后公布的摄像机漏洞
demo-hikvision-opening = 二〇二一年六月，一名研究者将一个漏洞（CVE-2021-36260）告知中国制造商海康威视。九月一日，漏洞管理规定施行。九月，制造商公布。每一天的法律怎么说？本机构对两项存疑的解释未采取立场，答复如实显示。
demo-hikvision-event-report = 身在英国的研究者向制造商报告该漏洞。
demo-hikvision-ask-before-blog = 该研究者可以连同防范措施发布细节吗？
demo-hikvision-note-before-blog = 这一天书中没有规则禁止：规定尚未施行。《网络安全法》关于制造商义务的条文则已经施行：
demo-hikvision-event-in-force = 规定施行，没有过渡条款。制造商自六月起所知悉的，此时仍然知悉。
demo-hikvision-ask-in-force-blog = 今天，该研究者可以连同防范措施发布细节吗？
demo-hikvision-note-in-force-blog = 该规定是否约束境外的发现者？条文没有说。机器也不代为决定：由具名的人决定，并保存理由。
demo-hikvision-event-advisory = 制造商发布安全通告。
demo-hikvision-ask-own-advisory = 制造商可以连同其修补措施发布细节吗？
demo-hikvision-note-own-advisory = 来源将固件的发布记为次日；安全通告是否已附修补措施，来源未载。
demo-hikvision-event-firmware = 固件已经发布。
demo-hikvision-ask-after-blog = 现在，该研究者可以连同防范措施发布细节吗？

demo-camera-title = 第三幕 · 在欧盟销售的深圳摄像机
demo-camera-opening = 本故事纯属虚构。时间是二〇二六年十一月：自九月十一日起，欧盟《网络韧性法》要求在二十四小时内报告。深圳一家厂商在中国和欧盟销售一款摄像机。
demo-camera-event-learned = 深圳时间九时。客户的报告送达，厂商获知该漏洞。
demo-camera-event-exploited = 二十一时。厂商有可靠证据表明有人正在利用该漏洞。
demo-camera-ask-early-warning = 该厂商可以向欧盟的 CSIRT 提交仅含一般说明的预警吗？
demo-camera-note-early-warning = 一部法律所要求的，正是另一部法律所禁止的，对象是同一家企业、同一件事。出路使这一流转合法，但不免除仍然存在的义务。因此机器不作选择：由具名的人裁定，第二人会签，裁定记入日志。
demo-camera-ask-filing = 该厂商可以向工业和信息化部报送吗？
demo-camera-event-filed = 八时。厂商向工业和信息化部报送。
demo-camera-note-knows = 一次报送，三家知悉：法律规定了转报。

demo-proof-title = 第四幕 · 回执
demo-proof-opening = 承诺须有证明。在一个临时文件夹中设立一个机构，它有自己的密钥和日志，并接收一份关于该摄像机漏洞的报告。
demo-proof-received = 机构封存报告，写入日志，签署日志头，并向发现者出具回执。
demo-proof-receipt = 回执是日志 { $size } 条中的第 { $leaf } 条（自 0 起）。
demo-proof-digest = 报告
demo-proof-key = 日志公钥
demo-proof-ask-verify = 不询问该机构，回执能证明这份报告吗？
demo-proof-verified = 已证明
demo-proof-verified-why = 摘要与报告相符；以日志密钥签署的日志头包含该记录。
demo-proof-ask-flipped = 报告中有一个字节被改动：第 { $place } 字节由“{ $before }”变为“{ $after }”。现在呢？
demo-proof-not-verified = 未能证明
demo-proof-not-verified-why = 这不是当初收到的那份报告。
demo-proof-shown = 所出示
demo-proof-claimed = 所收到
demo-proof-passed = 仍获证明：这是程序缺陷，请报告
demo-proof-ask-removed = 持有数据库的人从日志中删去最新一条。看得出来吗？
demo-proof-noticed = { $count ->
   *[other] 已发现：{ $count } 处不符
}
demo-proof-noticed-why = 持有文件者可以改动文件，但无法不被发现：签署的日志头计入每一条。
demo-proof-unnoticed = 未发现：这是程序缺陷，请报告

demo-next = 接下来可以试试
demo-next-1 = 就摄像机的故事提出您自己的问题。
demo-next-2 = 阅读上文多次据以拒绝的条文，连同其规则与疑问。
demo-next-3 = 设立您自己的机构；随后用 tidegate report 提交第一份报告。
demo-closing = 不构成法律意见。每个答复都说明依据哪一条文、把握如何；须由人决定的，留给人决定。

help-demo = 讲述三个故事和一个证明，每个答复当场算出
    .long = 两个真实的故事和一个虚构的故事，用的是正式系统的同一本书和同一道闸门：二〇二一年的 Log4Shell；漏洞管理规定施行前报告、施行后公布的摄像机漏洞；二〇二六年在欧盟销售的深圳摄像机。随后接收一份报告，核验其回执，并使两次作弊失败。不留任何数据：最后一幕的机构位于临时文件夹中。场景见 scenes/demo/。
    .after =
        示例
          tidegate demo
          tidegate demo --lang zh
          tidegate demo --fast | less
    .fast = 各步之间不停顿；输出不是终端时亦然
    .pace = 每步之后停顿的秒数；未给出时为 1.2

help-replay = 将真实漏洞的时间线送入时钟与闸门
    .long = 读取“谁在何时将什么告知谁”的记录：每行一个 JSON 对象，或者一个数组，也可以用 xz 压缩。每条记录成为一个案件；每个发生过的流转按当日的法律判断，每项义务在末尾查看。记录未载明的，保持未知：流转为“若未知的事实如此则会被拒绝”，义务为“视情况负有”。对没有痕迹的义务，只说未发现证据，绝不说违反。无法读取的记录会计数并列出。
    .after =
        示例
          tidegate replay timelines/curated.json
          tidegate replay timelines/*.json --case log4shell
          tidegate replay timelines/auto.jsonl.xz --json
    .files = 记录文件：.json、.jsonl、.jsonl.xz
    .case = 该编号记录的完整说明

## 重放（src/replay.rs）。

replay-no-case = 这些文件中没有记录 `{ $id }`
replay-line = { $id }  { $title }  · 流转：{ $flows } · 义务：{ $duties }
replay-days = 共 { $events } 个事件，其中 { $days } 个只知其日；此类日期按协调世界时的整日处理，问题以当日结束时为准
replay-flows = 发生过的流转，按当日的法律
replay-duties = 记录末尾的义务
replay-flow = { $when }  { $event }，{ $from } 至 { $to }：{ $standing }
replay-citations = 依据 { $list }
replay-unknown = 未知：{ $list }
replay-duty = { $bearer }：{ $words }（{ $citation }，{ $binding }）：{ $standing }
replay-due = 期限在 { $first } 与 { $last } 之间
replay-binding = 有约束力
replay-encouraged = 鼓励
replay-house = 实践，并非法律
replay-how = “视情况”取决于记录未载明的事实，--case ID 会逐项列出。“未发现证据”说明的是这些记录所载，而不是企业的所为。各项公布均视为不含攻击工具、不夸大、不含运营者自身系统的细节；未载明公布者的，按发现者公布询问。存疑的解释按本书的建议采用。
replay-cases = 案件
replay-events = 事件
replay-events-by-day = 只知其日的事件
replay-undated = 日期无法读取的事件
replay-unmapped = 类型未知的事件
replay-bad = 无法重放的记录
replay-head-what = 项目
replay-head-count = 数量
replay-head-flows = 流转（按当日的法律）
replay-head-duties = 义务
replay-head-binding = 有约束力
replay-head-encouraged = 鼓励
replay-head-cited = 所引禁止性条文
replay-noted-types = 仅作记录：{ $list }
replay-unmapped-types = 类型未知：{ $list }
replay-bad-record = { $file }，第 { $place } 条：{ $why }
replay-not-forbidden = 未被禁止
replay-not-forbidden-if = 附条件未被禁止
replay-unclear = 不明确
replay-conflict = 冲突
replay-refused-if = 视情况会被拒绝
replay-refused = 被拒绝
replay-evidence = 有证据
replay-owed-if = 视情况负有
replay-no-evidence = 未发现证据
replay-open = 负有，无数字期限

## 受理处（cli/init、report、cases、case、fact、tell、duties、rule、memo、log；memo；say/happened）

help-init = 设立一个机构：密钥、数据库、一份空的签名日志
    .long =
        在 --data 目录中建立新机构：名称、所在法域、时区、启用的内部规则，以及对法律未明之处所采的立场，每项立场注明日期并由 --by 署名。输出所建立的内容、密钥所在位置，以及应交给他人的日志公钥。

        密钥在 DATA/keys 中，或在 TIDEGATE_KEYS 指定的目录中，最好放在另一块磁盘上。根密钥是其中一个只有所有者可读的文件；设有 TIDEGATE_PASSPHRASE 时为口令，设有 TIDEGATE_ROOT_KEY 时为环境变量中的 32 字节（base64）。没有密钥，任何人都无法读出数据库中的内容：请与数据分开备份。

        已有的机构绝不会被覆盖。
    .after =
        示例
          tidegate init --name "Example desk" --name-zh 示例受理处 --jurisdiction CN --reports own --positions suggested --by "Wang Fang"
          tidegate init --name "Example PSIRT" --jurisdiction DE --zone Europe/Berlin
          tidegate init --name "Ministry" --jurisdiction CN --house house-cn-practice

        解释由“tidegate facts”列出，内部规则由“tidegate law list”列出。
    .name = 机构的英文名称
    .name_zh = 中文名称【未给出时用英文名称】
    .jurisdiction = 机构所在法域：代码，如 CN、DE、EU
    .zone = 计日所用时区，如 Europe/Berlin【CN 为 Asia/Shanghai；其他法域必须给出】
    .house = 要启用的内部规则或者行业规范的编号；可重复
    .positions = “suggested”表示采用法律书的全部建议，“none”表示不采，或写 解释=取值；可重复，同一解释以最后一项为准
    .by = 采立场者的姓名；与 --positions 同用时必填
    .reason = 全部立场的理由【法律书对其建议所述的理由】
    .reports = 接收何人产品的报告：own、public 或者 by-hand；在中国，说明之前不接收任何报告。由 --by 署名
    .log = 日志名称，主机加路径，不含空格【由机构名称生成】
init-needs-zone = 缺少时区；请加 `--zone`，如 `--zone Europe/Berlin`
init-name = 机构名称为空或含控制字符；请写成一行文字
init-needs-by = 立场须署名；请加 `--by 姓名`
init-no-position = `{ $written }` 不是立场；请写 解释=取值，或“suggested”
init-made = 已设立机构“{ $name }”
init-place = { $office } · 法域 { $jurisdiction } · 时区 { $zone }
init-data = 数据：{ $path }
init-keys = 密钥：{ $path }
init-root-file = 根密钥：密钥目录中的 root.key；只有其所有者可读
init-root-passphrase = 根密钥：由 TIDEGATE_PASSPHRASE 中的口令生成；不存于任何地方
init-root-environment = 根密钥：取自 TIDEGATE_ROOT_KEY；不存于任何地方
init-log = 日志 { $log }；其公钥，应交给所有核验回执的人：
init-house = 已启用内部规则：{ $id }；只作为内部规则显示，绝不当作法律
init-no-positions = 对法律未明之处未采立场：取决于解释的回答会如实说明，并交由人决定
init-positions = 对解释所采的立场 { $count } 项：
init-next = 接下来：用 `tidegate member add 登录名` 添加办案成员，再执行 `tidegate serve`。服务器运行期间文件夹由其占用，请先添加成员。
init-backup = 请立即将密钥目录与数据分开备份：没有它，这里记录的一切都无法再读。请把日志公钥公布在发现者能找到的地方。

help-report = 收下一份报告，并给出能证明它的回执
    .long =
        从文件、选项或两者收下一份报告；选项优先于文件。必填只有两项：产品（用文字）和漏洞是什么。报告人可以不署名。

        FILE 为 TOML、JSON，或两行“+++”之间写 TOML 字段的 Markdown；没有扩展名时由开头判断；- 为标准输入。表单的每个字段都可设置：--set flaw.impact="…"。附件用 --attach、--poc 和 --remedy。

        命令返回时，报告已能经受断电，并为签名日志所覆盖。回执写入新文件，绝不覆盖；无法写入时打印出来。凭日志公钥即可离线、永久核验，对照 FILE 或 --document 所写的文件。最后输出该报告到达的每一方。

        报告所称的制造者和市场按报告的说法加入案件。
    .after =
        示例
          tidegate report --product "Router R7" --manufacturer Acme --description "Any password is accepted."
          tidegate report report.toml --anonymous --document report-sent.json
          tidegate report - --idempotency-key "$(sha256sum < report.md)" < report.md
          tidegate report --product log4j-core --purl pkg:maven/org.apache.logging.log4j/log4j-core \
            --description "…" --cwe CWE-502 --ai-assisted finding --set ai_assistance.verified_by_person=true
    .file = 表单：.toml、.json、.md，或 - 表示标准输入
    .product = 产品（用文字）
    .manufacturer = 制造者（用文字；也可写 --to）
    .manufacturer_place = 制造者设立地：代码，如 CN、DE
    .description = 漏洞是什么
    .title = 标题
    .summary = 不含技术细节的概述
    .model = 型号
    .versions = 受影响版本（用文字）
    .purl = 软件包 URL
    .cpe = CPE 2.3 名称
    .market = 产品投放地：CN、EU……；用逗号分隔
    .cwe = 弱点，如 CWE-79；用逗号分隔
    .cvss = CVSS 向量；可重复
    .found = 发现时间，含时区或偏移：2026-11-24 09:00 +08:00、2026-11-24[Asia/Shanghai]
    .exploited = yes（是）、no（否）或 unknown（不知）
    .deadline = 发现者拟公开的时间，含时区或偏移
    .anonymous = 报告人不署名；FILE 中的姓名等略去
    .pseudonym = 报告人使用此化名
    .reporter = 报告人姓名；单独密封为一项
    .reporter_place = 报告人所在地：代码，如 CN
    .reporter_home = 报告人的经常居住地，或组织的设立地：代码，如 CN
    .ai_assisted = 人工智能系统做了什么：none、writing、finding、both
    .set = 表单的任一字段，字段=值，如 flaw.impact="all traffic is read"；可重复
    .attach = 作为证据的文件；可重复
    .poc = 概念验证文件；可重复
    .remedy = 修补措施文件；可重复
    .acting_as = 收件人姓名【TIDEGATE_AS，或账户名】
    .idempotency_key = 同一键与同一报告只记录一次，给出同一回执
    .source = 报告来源【finder's report】
    .office_is = 本机构在法律书中对应的机关，如 cn_miit：则依法转送的各方也会到达
    .receipt = 回执文件【receipt-编号.json】
    .document = 另写出回执所证明的原文
report-nothing = 没有报告；请给出 FILE，或至少 `--product` 和 `--description`
report-missing = 报告缺少必填字段；请加 `{ $flag }`
report-no-field = `{ $written }` 没有设置任何字段；请写 `--set 部分.字段=值`，如 `--set flaw.impact="…"`
report-no-authority = 法律书中没有机关 `{ $key }`；现有 { $known }
report-file-exists = 文件 `{ $path }` 已存在，保持原样；请另取名称
report-no-folder = 没有目录 `{ $path }`；请先建立，或另取名称
report-not-written =
    tidegate: 文件 `{ $path }` 无法写入：{ $why }。其内容如下，请保存：
    { $paper }
report-recorded = 已记录 · { $handle }
report-repeated = 此前已以同一键记录 · { $handle }
report-case = 案件：{ $case }
report-received = 收到时间：{ $received }
report-digest = 报告摘要值：{ $digest }
report-receipt = 回执：{ $path }
report-document = 回执所证明的原文：{ $path }
report-way-back = 您的返回代码，仅显示一次：{ $code }。在机构页面输入即可查看报告的进展。
report-verify = 离线核验，无须本机构说话（公钥请取自本机构公布之处）：
report-your-file = 您的报告
report-reaches = 到达何人
report-reaches-desk = { $who }，即本受理处；运行其服务器并持有密钥者能够读到
report-manufacturer = 再无他人。{ $name } 作为报告所称的制造者加入案件，未被告知任何内容。
report-nobody-else = 再无他人：本命令未告知任何人。

help-cases = 列出案件，最先到期者在前
    .long =
        按下一个到期时间列出全部案件。列表本身只是明文元数据；到期时间由案件内容得出，因此每个案件都会为此打开，日志记有每次打开。--no-due 不打开任何案件。绝不显示内容。
    .after =
        示例
          tidegate cases
          tidegate cases --no-due --json
    .no_due = 不打开案件，不显示到期时间
    .limit = 最多案件数，按最近变动【100】
    .queue = 仅此队列中的案件，按代号；none 为不在队列中的
    .who = 仅此成员的案件，按登录名；mine 或 nobody
    .hold = 仅搁置中的，或仅未搁置的
    .silent = 仅有参与方久未答复的，或仅其余的
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】

help-case = 显示一个案件：事实、内容及其公开状态、各方、义务、谁知道什么、时间线
    .long = 显示案件除内容本身之外的全部记录：每项事实及其来源和时间、每项内容的公开状态、各方和产品、义务及其时限、谁自何时知道什么、时间线，以及日志现状。打开案件会记入日志。
    .after =
        示例
          tidegate case 2026-3k0qd-7rm2x
          tidegate case 2026-3k0qd-7rm2x --json
    .case = 案件，用编号或标识
    .purpose = 为何打开案件；记入日志
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】

help-fact = 在案件中认定事实
    .long = 认定一项或多项事实，注明来源和起始时间。只写名称表示为真，“not 名称”表示为假。事实默认关于漏洞本身，除非 --about 指明某方、某产品或某内容；案件只有一个产品时，产品事实不必写 --about。无人认定的即为未知，未知不等于假。
    .after =
        示例
          tidegate fact 2026-3k0qd-7rm2x exploited --occurred "2026-11-23 21:00 +08:00" --source "honeypot report"
          tidegate fact 2026-3k0qd-7rm2x "not remedy_provided" --source "the manufacturer's page"
          tidegate fact 2026-3k0qd-7rm2x actor_is_data_processor --about Acme --source "its privacy notice"

        事实由“tidegate facts”列出。
    .case = 案件，用编号或标识
    .facts = 事实：名称、“not 名称”或 名称=值；可重复
    .about = 所关于的某方、某产品、某类内容或某项内容【漏洞本身】
    .occurred = 自何时如此：某日或某时刻；无偏移时用本机构时区【现在】
    .source = 由何来源得知
    .acting_as = 记录者姓名【TIDEGATE_AS，或账户名】

help-tell = 用场景的写法向案件讲述所发生之事
    .long =
        每行说明谁参与或发生了什么，以及由何得知：
          party 名称 角色[,角色] 所在地 [individual|organisation] [present 所在地] [acts 所在地,所在地] [part 某方] [as 机关] [police|intelligence] [maintainer] [steward]
          product 名称 [of 某方] [in 所在地,所在地 [by 某方] [since 某日]] [open-source|closed-source] [contains 产品]
          {"["}时间]  某方 learned
          {"["}时间]  某方 reports 内容 to 某方
          {"["}时间]  某方 files 规则 to 某方 [with 字段,字段]
          {"["}时间]  某方 publishes 内容 [as 状态]
          {"["}时间]  内容 is 状态
          {"["}时间]  fact 名称[=值] [of 某方|产品|内容]
          {"["}时间]  embargo 某方,某方 [until "日期 时:分"] [under 条款]
          {"["}时间]  embargo ends expired|remedy|public|exploited|other [原因]
          {"["}时间]  某方 receives|validates|invalidates|accepts|defers|closes the report [because 理由]
          {"["}时间]  某方 proposes an embargo until 日期 时:分 [时差] [to 某方,某方] [under 条款]
          {"["}时间]  某方 accepts|rejects the embargo [until 日期 时:分] [because 理由]
          {"["}时间]  某方 invites 某方 to the embargo
          {"["}时间]  mark manufacturer_aware|remedy_ready|remedy_deployed of 某方
          {"["}时间]  mark public_aware|exploit_public|attacks_seen
          {"["}时间]  某方 says 产品 is affected|not_affected|under_investigation|fixed|unknown [because 理由]
          {"["}时间]  note 文字
        每行之后写“ -- 来源”。含空格的名称写在双引号内；finder 和 office 指案件自身的发现者与受理机构。角色写“-”、所在地写“?”表示保持原样或未知。案件已知的名称将被补正。“内容”为类别，如 technical，指案件中该类全部内容，或写某项的标识。不写时间即为现在。

        先读取并试行全部各行；有一行不被接受，则一行也不记录。
    .after =
        示例
          tidegate tell 2026-3k0qd-7rm2x "party Acme manufacturer CN -- trade register"
          tidegate tell 2026-3k0qd-7rm2x - < what-happened.txt
          tidegate tell 2026-3k0qd-7rm2x 'product "Router R7" of Acme in CN,EU -- its shop' \
            "2026-11-02 09:00 +08:00  Acme learned -- its letter"
    .case = 案件，用编号或标识
    .lines = 各行，或 - 表示标准输入
    .content = 要加入并密封的内容，类别=文件，如 general=warning.txt；可重复
    .held_by = 该内容由谁持有
    .source = 未写来源的各行的来源【在受理处讲述】
    .zone = 无偏移时间所用时区【本机构时区】
    .acting_as = 记录者姓名【TIDEGATE_AS，或账户名】
tell-source = 在受理处讲述
tell-no-content = `{ $written }` 不是内容；请写 类别=文件，类别为 { $known } 之一
tell-nothing = 没有要讲述的行；`tidegate help tell` 列出写法
tell-line = 第 { $line } 行：{ $why }；未记录任何内容
tell-unknown = 此事无法这样讲述；`tidegate help tell` 列出写法
tell-recorded = { $handle }：已记录 { $count } 个事件
tell-entry = { $event } · { $what } · 日志第 { $leaf } 叶

help-duties = 显示谁应在何时之前对谁做什么
    .long = 显示一个案件或全部案件的义务及其时限：最先到期者在前。所示为严格时间；可主张的较晚时间只显示、不依赖。原文用词，如“立即”，仍为用词。“如果”列出未知而起决定作用的事实。--explain 逐条说明每个时间如何计算。
    .after =
        示例
          tidegate duties
          tidegate duties 2026-3k0qd-7rm2x --party Acme --explain
          tidegate duties 2026-3k0qd-7rm2x --at 2026-12-01 --all
    .case = 案件，用编号或标识【全部案件】
    .party = 只看此方
    .at = 截至此日或此时刻【现在】
    .all = 也列出已履行或时限未起算的
    .explain = 说明每个时间如何计算
    .acting_as = 查看者姓名【TIDEGATE_AS，或账户名】

help-rule = 在法律不明或两条规则相冲突时记录裁定
    .long =
        回答为“不明”或“冲突”时，由具名者决定，另一人会签，两人均记录在案，裁定在 30 日内失效。它只涵盖所问的一次流转：此行为、由此方、向此接收方、含这些内容，依现用法规书。它越过闸门此刻列明、本命令所示的理由，不越过其后出现的任何理由。据此放出的内容称为依裁定放行，绝不称为许可。首次放行后即失效。

        法律拒绝的，或者流转所及者中有人没有知悉必要的，裁定无从生效，不予记录。

        任何裁定都不得越过出售禁令、放出攻击程序或揭示发现者身份。
    .after =
        示例
          tidegate rule 2026-3k0qd-7rm2x "Acme may report general to eu_csirt" --by "Wang Fang" \
            --countersigned-by "Chen Bo" --reasons "counsel's memo of 24 November" --expires "2026-11-30 18:00"
    .case = 案件，用编号或标识
    .question = 流转：某方 may 行为 内容 [of 产品] [with 某方] [if 事实=值, …]
    .by = 决定者姓名
    .countersigned_by = 会签者姓名；须为另一人
    .reasons = 理由
    .expires = 裁定失效时间：某日或某时刻，30 日之内
    .acting_as = 记录者姓名【TIDEGATE_AS，或账户名】
rule-names-there = 在服务器上，每人以自己的账户签署：请去掉 --by 和 --countersigned-by，由另一人签署您的提议
rule-names-here = 请写明决定人和会签人：--by 姓名 --countersigned-by 姓名
rule-proposed = 已提议 · 须由另一人签署：tidegate directive 案件 --sign 提议
rule-no-room = 法律的回答是“{ $answer }”；只有法律不明或两条规则相冲突时才可裁定
rule-no-need = { $who }没有知悉必要：{ $why }
rule-without-effect = 任何裁定都不能放行此流转：{ $why }
rule-recorded = 已记录裁定 · { $ruling }
rule-signed = 由 { $by } 决定，{ $countersigned } 会签，{ $expires } 失效
rule-over = 法律的回答是“{ $answer }”；对此流转的裁定越过：
rule-leaf = 日志第 { $leaf } 叶，日志共 { $size } 叶

help-memo = 写出一页决定备忘录，中英文
    .long = 写出律师就一次流转作决定所需的内容：问题、回答及现行有效的理由、所依据的事实及其来源、解释及本机构的立场和另一解释的结果、未知之处、出路、正在计算的时限、由谁决定并签字，以及法律书的摘要值。备忘录不作记录，也不含案件内容。
    .after =
        示例
          tidegate memo 2026-3k0qd-7rm2x "Acme may report general to eu_csirt" --out memo.md
          tidegate memo 2026-3k0qd-7rm2x "finder may publish technical" --form html --out memo.html
    .case = 案件，用编号或标识
    .question = 流转：某方 may 行为 内容 [of 产品] [with 某方] [if 事实=值, …]
    .at = 截至此日或此时刻【现在】
    .form = markdown、text 或 html【markdown】
    .only = 只写一种语言：en 或 zh
    .out = 新文件【终端】
    .acting_as = 撰写者姓名【TIDEGATE_AS，或账户名】
memo-written = { $path }
memo-title = 决定备忘录 · 案件 { $handle }
memo-made = { $office } · 制作于 { $made } · 回答截至 { $at }
memo-question = 问题
memo-may = { $actor }可否{ $flow }？
memo-asked = 提问原文：{ $question }
memo-answer = 回答
memo-law-and-gate = 法律：{ $law }。计入知情必要：{ $gate }。
memo-open = 适用，除非未知之处（见下）另有结果
memo-readings = 对条文的解释
memo-unknown = 未知而会起决定作用的
memo-facts = 所依据的事实
memo-no-facts = 除角色和所在地外没有。
memo-fact-from = { $said }（自 { $since }；来源：{ $source }）
memo-fact-derived = { $said }
memo-clocks = 行为方正在计算的时限
memo-no-clocks = 法律书所收法规中没有。
memo-without-number = 没有小时数或天数的：{ $list }
memo-not-checked = 未审查：刑法、合同、著作权、国家秘密、劳动关系。本备忘录不构成法律意见，仅供律师参考。
memo-no-number = 未定时间
memo-signatures = 由谁决定
memo-role = 角色
memo-name = 姓名
memo-decision = 决定
memo-date = 日期与签字
memo-decides = 决定
memo-countersigns = 会签
memo-counsel = 律师
memo-foot = 法律书 { $book }。日志 { $log }，共 { $size } 条。同一法律书、同一事实、同一时刻，必得同一回答。

help-log = 检查、显示日志，并将其交给他人
    .long = 日志使回执成为证明。这些命令无须写入端，在写入端拒绝打开的日志上也可使用。

help-log-fsck = 检查日志和每条记录
    .long = 由各叶重新计算日志，与每个签名头、各节点和文件比对，并将每条可打开的记录计算到其叶。不写入任何内容。有任何不符时退出码为 6。日志末尾是否被截去，只能对照外部检查点判断：回执或日志副本。
    .after =
        示例
          tidegate log fsck
          tidegate log fsck --known receipt-2026-3k0qd-7rm2x.json
    .known = 来自外部的签名检查点，或回执；可重复
    .rebuild = 先由数据库重新生成日志文件

help-log-show = 显示日志现状及其签名检查点

help-log-key = 输出日志公钥，以交给他人

help-log-export = 复制日志文件：瓦片和签名检查点
    .long = 将日志文件（C2SP tlog-tiles）复制到空目录或新目录，供公布或另行保存。其中只有加盐承诺，没有内容。
    .folder = 目录

help-log-check = 离线检查日志副本，无需其机构
    .long = 由条目重新计算日志副本，与其散列值和签名检查点比对。副本即机构公布的内容：检查点和瓦片。密钥须取自副本之外。有任何不符时退出码为 6。
    .after =
        示例
          tidegate log check copy --key KEY
          tidegate log check copy --key KEY --known tidegate-receipt.json
    .folder = 副本目录
    .key = 日志公钥，或含公钥的文件
    .known = 您保存的签名检查点，或回执；可重复
log-check-counts = 日志 { $log }：{ $size } 条，{ $checkpoints } 个签名检查点
log-check-next = 请重新取得副本，因为取得期间日志可能已增长。若仍不符，请保存两份副本：与条目不符的签名检查点就是对机构不利的证据。

fsck-clean = 无一不符
fsck-differs = 有 { $count } 处不符
fsck-counts = { $size } 叶，{ $checkpoints } 个签名头，打开 { $cases } 个案件（{ $erased } 个已销毁），{ $records } 条记录已计算到其叶
fsck-end = 末尾是否被截去，只能对照外部检查点判断：`--known receipt.json`。
fsck-known = 日志接续所给的检查点。
fsck-next = 请保持本目录原样，在旁恢复备份并比对。若只有日志文件不符，`--rebuild` 可重新生成。
log-title = 日志 { $log }
log-size = 条目：{ $size }
log-key = 公钥：{ $key }
log-files = 文件：{ $path }
log-checkpoint = 签名检查点
log-not-empty = 目录 `{ $path }` 不为空；请另选新目录
log-exported = { $path } 中有 { $files } 个文件：日志至第 { $size } 条

ask-record-alone = 要记录的问题按现在、按本机构自己的立场回答；请去掉 `--at`、`--position` 和 `--house`
ask-supposed = 该问题假定了案件没有的内容；只有关于案件自身内容的问题才能记录；请用 `tidegate tell CASE --content 类别=文件` 加入
ask-recorded = 已记录：日志第 { $leaf } 叶，日志共 { $size } 叶。决定 { $decision }。
ask-cleared = 据此可打开内容，至 { $until } 为止。

cases-none = 没有案件；`tidegate report` 收下案件
cases-next = { $bearer }：{ $citation }
cases-next-if = { $bearer }，如未知之处确如此：{ $citation }
cases-without-number = { $count } 项义务没有数字时限
cases-opened = 为得出到期时间打开了 { $count } 个案件；日志已记载。
case-title = 案件 { $handle } · { $phase } · 截至 { $at }
case-parties = 各方
case-product = { $product } · 投放于 { $markets } { $ids }
case-content = 内容及其公开状态
case-facts = 事实
case-no-facts = 未认定任何事实；无人说过的即为未知，不等于假。
case-knows = 谁自何时知道什么
case-known = { $who } · { $content } · 自 { $since }
case-duties = 义务
case-time-line = 时间线
case-log = { $events } 个事件；日志 { $log } 共 { $size } 叶。
duties-of-case = { $handle } · { $count } 项义务，截至 { $at }
duties-case = 案件 { $handle }
duties-none = 按本案已知的情况，没有正在计算的义务。尚不知道的情况可能引起义务：请写明产品由谁提供、在哪里提供、是否已被利用。
duties-behind = 有些案件刚刚变更，正在排序；请稍后再查。
duties-left-out = 已履行或时限未起算的 { $count } 项义务未列出；`--all` 显示。
duties-key = 所示为严格时间，时区 { $zone }。`--explain` 说明每个时间如何计算。
duties-owed-if = 可能负有，取决于：{ $facts }
duties-any = { $to }（其一即可）
due-between = { $first } 至 { $last }
due-latest = 可主张至 { $latest }
due-in = 还有 { $span }
due-over = 已过 { $span }
span-days = { $count } 天
span-hours = { $count } 小时
span-minutes = { $count } 分钟
head-due = 到期
head-bearer = 何人
head-duty = 义务
head-to = 向
head-state = 状态
head-case = 案件
head-phase = 阶段
head-next-due = 下一到期
head-changed = 最近变动
head-number = 序
head-when = 何时
head-what = 何事
head-source = 来源
head-recorded-by = 记录者
head-party = 各方
head-roles = 角色
head-place = 设立地
head-provides = 提供
head-content = 内容
head-product = 产品
head-disclosure = 公开状态
phase-opened = 已立案
phase-received = 已收到
phase-acknowledged = 已确认收到
phase-triaged = 已评判
phase-withdrawn = 已撤回
phase-closed = 已结案
phase-erased = 已销毁
answer-released = 依裁定放行

happened-nothing = 案件内容之外
happened-no-rule = 未指明规则
happened-of = { $subject }：{ $said }
event-opened = 立案，编号 { $handle }
event-party-joined = { $party } 参与（{ $what }）
party-unnamed = 未具名的发现者
party-named-to-office = 发现者，仅向机构具名
event-product-named = 产品：{ $product }
event-supply = { $by } 在 { $place } 投放 { $product }
event-item-added = 加入内容：{ $content }
event-received = { $to } 收到 { $from } 的报告：{ $content }
event-acknowledged = { $by } 确认收到报告
event-triaged = 评判：{ $reason }
event-fact-withdrawn = 不再视为已知：{ $fact }
event-clock = { $party }：{ $what }
event-provided = { $from } → { $to }（{ $act }）：{ $content }
event-filed = { $by } 向 { $to } 报送：{ $rule }
event-filed-reference = { $by } 向 { $to } 报送：{ $rule }，编号{ $reference }
event-notified = { $by } 通知 { $to }
event-disclosed = { $content }：{ $state }
event-published = { $by } 发布：{ $content }
event-embargo = 各方约定暂不公开：{ $parties }
event-embargo-until = 各方约定至 { $until } 暂不公开：{ $parties }
event-embargo-under = 各方约定暂不公开：{ $parties }，条款：{ $terms }
event-embargo-until-under = 各方约定至 { $until } 暂不公开：{ $parties }，条款：{ $terms }
event-embargo-ended = 暂不公开的约定结束
event-directive = { $by } 责令 { $to }
event-request = { $by } 请求 { $to }
event-verified = { $by } 核验 { $of } 的措施：{ $measure }
event-not-reportable = { $by } 决定：{ $rule } 不要求 { $bearer } 报告。理由：{ $reasons }
event-ruling = { $by } 裁定，{ $countersigned } 会签，越过 { $over }
event-decision = 提请关口（{ $act }，{ $from } → { $to }，{ $content }）：{ $answer }
event-withdrawn = 撤回：{ $reason }
event-closed = 结案：{ $reason }
event-erased = 密钥已销毁：{ $ground }
event-noted = 附记：{ $text }
event-message = { $from }给{ $to }写了消息

remote-no-address = `{ $server }` 不是服务器地址；地址以 https:// 开头，本机也可用 http://
remote-silent = 服务器 { $server } 没有应答：{ $why }
remote-strange = 服务器 { $server } 的应答（状态 { $status }）无法理解；请确认其为同版本的 Tidegate
remote-sign-in = 服务器要求登录；请用 `tidegate sign-in 登录名` 登录，并将其输出的令牌写入 TIDEGATE_TOKEN
remote-which-office = 请用 --office 指明机构；服务器上有：{ $known }
remote-no-server = 用 --server 或 TIDEGATE_SERVER 指明服务器
remote-report-alone = --office-is 与 --source 只用于机构的文件夹；服务器知道自己的机构是什么
remote-in-clear = 令牌和口令不会经 http:// 发往其他机器，以免被他人读取；请使用 https://，或取消 TIDEGATE_TOKEN
remote-not-here = 该指示只能在文件夹上执行；请去掉 --server，并取消 TIDEGATE_SERVER
remote-tell-alone = --content 和 --zone 仅用于机构的文件夹；使用 --server 时，请给出带时差的时间，或以一行 `zone` 开头

hint-other-maker = 本机构受理关于自有产品、网络和系统的报告，而报告载明 { $product } 的制造商为 { $name }。如 { $name } 即本机构，请说明二者为同一主体：在此之前，制造商的各项期限对本机构均不起算。
hint-no-maker = 本机构受理关于自有产品、网络和系统的报告，而 { $product } 未载明制造商。如该产品由本机构制造，请予说明：在此之前，制造商的各项期限对本机构均不起算。
hint-not-aware = 已确认：{ $fact }。但没有记录表明{ $name }何时“{ $event }”。在告知（时间写在前面）之前，以下期限不起算：{ $duties }。
hint-say = 予以说明
hint-reported = { $said }如属实，请说明{ $name }自何时起“{ $event }”：以下期限自该时刻起算：{ $duties }。

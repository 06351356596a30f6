# `tidegate member` 与 `tidegate office` 的文字。

help-member = 添加、列出或停用可登录网页的成员
help-member-add = 添加成员
    .long =
        建立账户：登录名、记录上的姓名与角色。口令在终端中询问且不显示，或从标准输入读取一行；绝不作为参数。只保存其加固后的形式，并予封存。

        角色：manufacturer、operator、analyst、decision-maker、coordinator、auditor、administrator。给出 --organisation 时，账户属于该组织的人员，只看到与该组织有关的事项；其角色为 manufacturer、operator、coordinator 与 organisation-administrator。
    .after =
        示例
          tidegate member add wang.fang --name "Wang Fang" --role analyst,administrator
          pass show desk/wang | tidegate member add wang.fang --name "Wang Fang" --role analyst
    .login = 成员的登录名：2 至 40 个小写字母、数字、点或连字符
    .name = 成员姓名，即记录上的姓名
    .role = 成员的角色；可重复，或以逗号分隔
    .organisation = 该人员所属的登记组织，写其标识或名称
help-member-list = 列出成员
help-member-disable = 不再允许某成员登录；其所作所为仍在记录中
    .login = 该成员的登录名

member-added = `{ $login }` 可以 { $name } 的名义登录：{ $roles }
member-disabled = `{ $login }`（{ $name }）不能再登录；未结束的会话已结束
member-none = 没有成员 `{ $login }`；`tidegate member list` 会列出全部成员
member-nobody = 还没有成员。请用 `tidegate member add` 添加。
member-may-sign-in = 可以登录
member-since-disabled = 自 { $at } 起停用
member-no-role = `{ $written }` 不是角色；可用：{ $known }
member-passphrase = 口令（至少 12 个字符）：{""}
member-passphrase-again = 再输一次：{""}
member-code = 身份验证器的验证码或恢复码：{""}
member-passphrases-differ = 两次口令不一致；请重新开始
head-login = 登录名
head-name = 姓名

help-office = 查看机构；就解释采取立场；启用或停用内部规则；作出善意条款
help-office-show = 查看机构及其立场和内部规则，以及各自从何时起适用
help-office-adopt = 就某项解释采取立场
    .long =
        就法律未明之处采取立场，写明由谁决定及理由。立场从现在起适用，或从 --from 所写之日起适用。此前的决定保持当时的立场：立场只增加、不替换，就较早时刻作出的回答使用当时所采的立场。
    .after =
        示例
          tidegate office adopt rmsv_q8a=overseas --by "Wang Fang" --reason "11 月 24 日的律师意见"
    .position = 解释=取值；解释由“tidegate facts”列出
    .by = 由谁决定，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-house = 启用或停用内部规则
    .long =
        启用或停用机构加在法规书之上的内部规则，写明由谁决定及理由。与立场相同，此前的决定保持当时所启用的规则。
    .after =
        示例
          tidegate office house house-cn-practice on --by "Wang Fang" --reason "主管部门要求"
    .statute = 内部规则的编号；由“tidegate law list”列出
    .switch = on（启用）或 off（停用）
    .by = 由谁决定，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-authority = 说明本机构是登记册中的哪一主管机关
    .long =
        说明本机构是法规书登记册中的哪一主管机关，或写“none”（不是），写明由谁决定及理由。此后开始的案件将本机构视为该主管机关：法律据此作答，发现者在提交之前即被告知该主管机关须将报告转给谁。
    .after =
        示例
          tidegate office authority cn_miit --by "Wang Fang" --reason "本机构即该部平台"
    .key = 主管机关的代码，或 none
    .by = 由谁决定，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-good-faith = 对善意报告者作出承诺，或予以收回
    .long =
        记录机构对善意报告者的条款，中英文各一份，写明由谁决定及理由。条款自现在起或自 --from 所写之日起，显示在机构首页和报告表单旁；每份报告保留其发现者所见条款的摘要。没有条款的机构会如实说明。--none 对此后的报告收回条款，不改变此前已显示的内容。
    .after =
        示例
          tidegate office good-faith --en terms.en.txt --zh terms.zh.txt --by "Wang Fang" --reason "董事会决定"
    .en = 英文文本的文件
    .zh = 中文文本的文件
    .none = 收回条款
    .by = 由谁决定，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-queue = 设立或撤销案件等候的队列
    .long =
        案件可放入队列或从中取出；案件列表及其数字可按队列选择。队列只涉及本机构自己的工作，不停止任何时钟。--none 撤销队列：其中的案件保持原状，仍在总列表中。
    .after =
        示例
          tidegate office queue triage --en "Triage" --zh "分诊" --by "王芳" --reason "两个台共同处理"
    .word = 队列代号：小写字母、数字、连字符
    .en = 英文名称
    .zh = 中文名称
    .none = 撤销
    .by = 决定者的姓名
    .reason = 理由
    .from = 较晚的起始日期，如 2027-01-01 [现在]
help-office-tasks = 设立或撤销可一次加入案件的任务清单
    .long =
        每个 --task 是一行；前面写明时间的，如“24h: 询问制造商”或“3d: 查看补丁”，其期限自清单加入案件时所给的起点起算。此前已加入的任务不变。
    .after =
        示例
          tidegate office tasks disclosure --en "Disclosure" --zh "披露" --task "24h: 询问制造商" --task "起草公告" --by "王芳" --reason "以免遗漏"
    .word = 清单代号：小写字母、数字、连字符
    .en = 英文名称
    .zh = 中文名称
    .task = 一项任务，前面可写明时间；可重复
    .none = 撤销
    .by = 决定者的姓名
    .reason = 理由
    .from = 较晚的起始日期，如 2027-01-01 [现在]

adoption-title = { $name } · { $jurisdiction } · 按 { $zone } 计日
adoption-positions = 立场
adoption-house = 内部规则
adoption-no-position = 没有：回答会写明每项解释及其各自的后果。
adoption-no-house = 没有启用任何内部规则。
adoption-adopted = { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-house-on = { $id }：自 { $day } 起启用，由 { $by } 决定：{ $reason }
adoption-house-off = { $id }：自 { $day } 起停用，由 { $by } 决定：{ $reason }
adoption-authority = 本机构是主管机关 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-authority-none = 本机构不是登记册中的主管机关，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-no-authority = 登记册中没有主管机关 `{ $written }`；可用：{ $known }，或 none
adoption-good-faith = 善意条款自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-good-faith-back = 善意条款自 { $day } 起收回，由 { $by } 决定：{ $reason }
adoption-terms = 对善意报告者的条款
adoption-no-terms = 没有；首页与表单会如实说明。
adoption-done = 已记录。自 { $from } 起的决定使用它；更早的决定保持当时所适用的。
error-office-unsigned = 立场和内部规则须署名并写明理由；请以一行文字给出 `--by` 与 `--reason`
error-office-no-terms = 善意条款须有英文与中文各一份，每份不超过 20000 个字符，且不含控制字符
error-office-no-queue = 队列与任务清单的代号须为至多 40 个小写字母、数字或连字符，名称须有中英文各一行；清单含 1 至 40 项任务，每项一行，期限在两年之内
error-office-earlier = `{ $day }` 早于今天；立场从今天或更晚起适用，此前的决定不变
adoption-house-stands = { $id } 已启用
adoption-changes = 机构设立以来的决定
adoption-no-changes = 没有。
adoption-queue = 队列 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-queue-gone = 不再有队列 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-tasks = 任务清单 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-tasks-gone = 不再有任务清单 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }
adoption-queues = 队列
adoption-no-queues = 没有：案件都在总列表中等候。
adoption-lists = 任务清单
adoption-no-lists = 没有。
adoption-task-due = { $what }（起点之后 { $hours } 小时）
adoption-no-task = `{ $written }` 不是任务；请写成 `24h: 询问制造商`，或不带时间的一行
adoption-no-day = `{ $written }` 不是日期；请写成 `2027-01-01` 的形式

report-again = 案件 { $handle } 中有逐字相同的报告；若为同一事项，可判断本案为其重复。仅供成员知悉，不得告知发现者。
help-office-names = 说明本机构除正式名称外的其他名称：品牌、企业形式
    .long =
        报告以其中一个名称载明制造商时，案件会询问其是否即本机构。每次须给出完整清单；--none 表示除机构名称外别无他名。
    .after =
        示例
          tidegate office names "Nordhafen" "Nordhafen GmbH" --by "王芳" --reason "报告中使用品牌名"
    .name = 一个名称；含空格的名称置于双引号中
    .none = 不再有其他名称
    .by = 决定者的姓名
    .reason = 理由
    .from = 自其起算的较晚日期，如 2027-01-01 [现在]
error-office-no-names = 一个机构至多有 50 个其他名称，每个名称为一行，至多 300 个字符
adoption-names = 其他名称 { $id }，自 { $day } 起，由 { $by } 决定：{ $reason }

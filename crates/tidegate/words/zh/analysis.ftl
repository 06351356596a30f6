### 对整部法规书的分析：证明，以及义务与禁止相遇之处。

help-law-conflicts = 显示书中义务与禁止相遇之处
    .long = 列出能够相遇的每一项义务与每一项禁止：在可能的情形中，同一行为为前者所要求、为后者所禁止。不写 STATUTE 时，显示每两部法规之间的数目；写一部或者两部时，以故事显示每一处相遇及其出路。该表系计算所得；使用 --write 时，写入之前将每一对交由求解器 cvc5 核验。
    .after =
        示例
          tidegate law conflicts
          tidegate law conflicts eu-cra cn-rmsv
    .statutes = 任一方所属法规的编号；写两部则显示二者之间者
    .write = 求解器全部认同后，将该表以 conflicts.txt 写入此文件夹
meeting-duty = 义务
meeting-prohibition = 禁止
meeting-conflict = 真正冲突
meeting-order = 依步骤可解
meeting-condition = 依条件可解
meeting-yields = 并非法律对法律
meeting-conflict-means = 二者均为法律，事实均已知，书中没有任何步骤顺序或者条件可解
meeting-order-means = 书中有一种步骤顺序可行，或者义务无期限时可以等待；每种顺序的限制一并说明
meeting-condition-means = 有人能够促成的某一条件可解除该禁止
meeting-yields-means = 其中一项系鼓励性规定或者自愿规范：其让步，或者仅附于回答之旁
meeting-apart = （其中 { $count } 处仅在有人陈明一般视为不成立的事实时才会出现）
meeting-supposes = 仅在有人陈明一般视为不成立的事实时才会出现：{ $facts }
meeting-title = { $duty } 与 { $prohibition }
meeting-suppose = 假设：
meeting-demands = 此时{ $rule }要求：{ $words }。
meeting-forbids = 同时{ $rule }：{ $words }（所为之行为：{ $act }）。
meeting-way-order = 一种步骤顺序：{ $words }
meeting-decides = 须由具名人员决定：{ $what }
meeting-way = 一条出路：{ $words }
meeting-and = ；并且
prove-no-solver = 未作证明：证明需要求解器 cvc5，未能找到。在 Debian 上运行 "apt-get install cvc5"，或者以环境变量 CVC5 指明其文件。其余功能均不依赖它。
prove-clean = 已用 cvc5 对 { $rules } 条规则作出证明：没有规则会出错，没有规则永不适用，每项禁止均可不适用；同一法规内 { $pairs } 对规则中，没有一条未经标注而为另一条所包含（{ $seconds } 秒）
prove-findings = 已就 { $rules } 条规则和同一法规内 { $pairs } 对规则询问 cvc5（{ $seconds } 秒），发现：
prove-may-err = `{ $rule }` 可能出错，从而被略过
prove-dead = `{ $rule }` 在任何可能的情形中均不适用
prove-irrefutable = `{ $rule }` 在任何可能的情形中均适用
prove-implied = `{ $rule }` 所言均已为 `{ $other }` 所包含；请修改其中之一；如系条文有意重复，请以 `@implied_by` 标明
prove-marked = `{ $rule }` 所言均已为 `{ $other }` 所包含，与其标注相符
prove-wrongly-marked = `{ $rule }` 标注为已由 `{ $other }` 所包含，实则并非如此；请删去 `@implied_by`
prove-differ = 就 `{ $duty }` 与 `{ $prohibition }` 能否相遇，求解器与引擎结论不一
prove-agreed = 已将 { $pairs } 对义务与禁止交由 cvc5 核验，其中 { $meetings } 对能够相遇；求解器与引擎对每一对结论一致（{ $seconds } 秒）
conflicts-title = 法律相互冲突之处
conflicts-lead = 书中共有 { $count } 处，某项义务要求某项禁止所禁之事。
conflicts-how = 每项义务均在一切可能的情形中与每部法规的每项禁止对照；矩阵的每一格通向其故事。每处相遇单独评判：对同一行为另有妨碍的，属另一处相遇。本书的表在提交之前，须由求解器 cvc5 依规则原文核验哪些组合能够相遇。
left-out-title = 本书未收录的内容
left-out-lead = 可能有人查找而本书未收录的规则，逐一附理由。未收录者不改变任何回答：本书既不称其允许，也不称其禁止。
left-out-norms = 行业规范
unfound-title = 资料述及而此处未发现的冲突
unfound-lead = 资料述及，而本书的任何一对义务与禁止均无法显示的冲突，逐一附理由。
unfound-why = 未被发现的原因：{ $why }
unfound-advice = 建议：{ $advice }
conflicts-all = 完整矩阵
conflicts-demands = 要求：
conflicts-forbids = 同时禁止
conflicts-day = 以 { $day } 的已定法律为准。
conflicts-matrix = 行为义务，列为禁止
conflicts-corner = 义务出自
conflicts-link = 义务与禁止冲突之处：全部法规的矩阵

# “无须报告”：由具名人员认定某项义务在本案中无须报告。

not-reportable-headline = { $count ->
    [0] 没有“无须报告”的决定
   *[other] { $count } 项“无须报告”的决定
  }
not-reportable-heading = { $rule } · { $bearer }{ $what } · 产品：{ $product }
not-reportable-decided = { $by } 于 { $at } 决定（事件 { $event }）：{ $reasons }
not-reportable-not-owed = 依已知事实，无此义务。
not-reportable-perhaps = 是否有此义务，取决于尚不知道的事实。
not-reportable-encouraged = 属于鼓励性规定，不具约束力。
not-reportable-rests = 依据以下事实：
not-reportable-not-known = 不知道：{ $fact }
not-reportable-stands = 决定有效：事实未变。
not-reportable-started = 决定不再有效：此后该义务又开始计时（{ $at }）。请重新决定。
not-reportable-changed = 决定不再有效：以下事实已有变化。请重新查看各项义务。
not-reportable-change = 当时：{ $then } · 现在：{ $now }
not-reportable-same = 就案件当时的情形再次询问，同一法规库的回答相同。
not-reportable-same-other-book = 决定依据的是另一版法规库；现用法规库的回答相同。
not-reportable-other-book = 决定依据的是另一版法规库；现用法规库的回答不同。可用 --law 指定当时的法规库再次询问。
not-reportable-other = 就案件当时的情形再次询问，法规库的回答不同。记录前后不符，请核查。
not-reportable-recorded = 已决定：无须报告 · { $by } · { $at }
not-reportable-until = 所依据的事实不变，决定即有效；任一事实变化，义务随即恢复待履行。
not-reportable-owed = 依已知事实，{ $rule } 的义务确定存在且有约束力：是否报告不由人决定。请报送，或更正使义务成立的事实。
not-reportable-no-party = 案件中没有名为“{ $name }”的主体；请使用案件中的名称
not-reportable-no-product = 案件中没有名为“{ $name }”的产品；请使用案件中的名称
not-reportable-which-product = “{ $name }”是针对产品的义务，而案件中有多个产品；请指明名称

not-reportable-page-title = 无须报告
not-reportable-page-lead = 具名人员可以认定某项义务在本案中无须报告。法规库所考察的事实按当时所知与决定一并保存；其中任一变化，义务随即恢复待履行。确定存在的义务不由人决定。
not-reportable-page-which = 哪项义务
not-reportable-page-party = 谁的义务
not-reportable-page-product = 针对哪个产品
not-reportable-page-any = 承担该义务者
not-reportable-page-only = 唯一可能的产品
not-reportable-page-ask = 询问法规库
not-reportable-page-by = 决定人姓名
not-reportable-page-reasons = 理由
not-reportable-page-reasons-hint = 查看了什么，结果如何。不要写漏洞本身：凡可阅读本案者都会读到。
not-reportable-page-do = 记录：无须报告
not-reportable-page-decisions = 决定
not-reportable-page-none = 本案尚无此类决定。
not-reportable-page-event = 案件中的事件
not-reportable-page-link = 无须报告？
not-reportable-line = 无须报告，{ $by } 于 { $at } 决定：{ $reasons }
duty-reference = 接收方给出的编号：{ $reference }，{ $when }

help-not-reportable = 认定某项义务无须报告，或查看此类决定是否仍然有效
    .long =
        不带 --duty：列出本案中所有“无须报告”的决定、今天是否仍然有效、此后有何变化，以及就案件当时的情形再次询问法规库的结果。

        带 --duty：法规库对该义务的回答，以及所依据的每一项事实。再加 --by 和 --reasons：具名人员的决定连同这些事实和法规库摘要记入日志。事实不变、该义务没有重新计时，决定即有效。确定存在且有约束力的义务不由人决定。
    .after =
        示例
          tidegate not-reportable 2026-3k0qd-7rm2x
          tidegate not-reportable 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)"
          tidegate not-reportable 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)" --by "Wang Fang" \
            --reasons "查看了两份日志，均未显示攻击"
    .case = 案件，按编号或 id
    .duty = 义务：规则、其引注或表单的代号
    .party = 谁的义务，按名称［唯一承担者，否则为唯一的制造者，再否则为本机构］
    .product = 产品，按名称［唯一可能的产品］
    .by = 决定人姓名
    .reasons = 理由
    .acting_as = 由谁记录，按姓名［TIDEGATE_AS，或账户］
    .against_the_finder = 尽管报告者另有主张且尚无人认定，仍作决定；理由须回应该主张

## 报告者所称而尚无人认定的事

asserted-title = 报告者所称
asserted-line = { $said }；尚无人认定。
asserted-exploited-yes = 报告者称漏洞已被利用
asserted-exploited-no = 报告者称漏洞未被利用
asserted-exploited-unknown = 报告者不知道漏洞是否被利用
asserted-malicious-yes = 报告者称有恶意者利用该漏洞
asserted-malicious-no = 报告者称没有恶意者利用该漏洞
asserted-malicious-unknown = 报告者不知道是否有恶意者利用该漏洞
asserted-public-yes = 报告者称漏洞已公开
asserted-public-no = 报告者称漏洞未公开
asserted-public-unknown = 报告者不知道漏洞是否已公开
asserted-establish = 请认定：tidegate fact { $case } { $fact } --source …，或 { $fact }=false；或者说明为何某项义务仍无须报告。
asserted-tell = 如属实，请记录哪些内容已公开：tidegate tell { $case } "CONTENT is STATE"。
asserted-page-establish = 认定是或否
asserted-page-note = 主张不认定任何事实，也不启动计时。
not-reportable-against = { $said }该义务考察此事或由此起算。请认定该事实（是或否）；或者仍作决定，理由须回应报告者，并予确认：--against-the-finder、页面上的复选框，或接口中的 `against_the_finder`。
not-reportable-against-line = 决定时知悉报告者另有主张。
not-reportable-page-against = 本人的决定与报告者所称不同，理由已作回应。

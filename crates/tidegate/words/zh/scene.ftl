# 用场景写法写成的一行或一个问题为何无法理解。句末不加句号：它接在位置或者名称之后。

scene-line = 第 { $line } 行：{ $why }
scene-form = 请写 { $forms }
scene-form-zone = 请写 `zone` 和时区名称，如 `zone Asia/Shanghai`
scene-form-at = `{ $at }` 不能出现在此处；请写 { $forms }
scene-beginning = 场景中没有以 `{ $word }` 开头的行；请用 `zone`、`house`、`position`、`party`、`product`、时间、`at` 或 `ask`
scene-of-the-office = `{ $word }` 由机构决定，不属于案件
scene-tells-nothing = `{ $word }` 没有讲述任何事；请用 `tidegate ask`
scene-quote-open = 双引号没有闭合
scene-not-a-fact = `{ $text }` 不是事实；请写 `FACT`、`not FACT` 或 `FACT=VALUE`
scene-not-held = 案件没有类别为 `{ $class }` 的内容；现有：{ $held }
scene-not-a-flow = 这个问题问的不是流转；请问某主体可否做某事
scene-no-hour = `{ $text }` 没有写明钟点，而保密约定须有终止的时刻；请写 { $forms }
scene-terms = 保密约定的条款须为 1 至 200 个字符
scene-not-a-day = `{ $text }` 不是日期；请写如 2026-01-31
scene-none = 无

scene-no-party = 没有主体 `{ $name }`；案件中有：{ $known }
scene-no-product = 没有产品 `{ $name }`；案件中有：{ $known }
scene-no-item = 案件中没有内容 `{ $name }`
scene-no-recipient = `{ $name }` 既不是本案的主体，也不是法规书中的接收身份；案件中有：{ $known }
scene-no-start = 没有起算事件 `{ $name }`；法规书中有 { $known }
scene-no-authority = 没有主管机关 `{ $name }`；法规书中有 { $known }
scene-no-duty = 法规书中没有义务 `{ $name }`；`tidegate law list` 列出法规，`tidegate law show STATUTE` 显示其中的义务
scene-no-role = 没有角色 `{ $name }`；可用：{ $known }
scene-no-act = 没有行为 `{ $name }`；可用：{ $known }
scene-no-state = 没有披露状态 `{ $name }`；可用：{ $known }
scene-no-content = `{ $name }` 不是内容类别，也不是主体或产品；类别有 { $known }

scene-fact-of-flaw = `{ $fact }` 是漏洞本身的事实；请不要指明主体或产品
scene-fact-of-product = `{ $fact }` 是产品的事实；请指明产品
scene-fact-of-content = `{ $fact }` 是内容的事实；请指明类别，如 `technical`
scene-fact-of-party = `{ $fact }` 是主体的事实；请指明主体
scene-fact-of-flow = `{ $fact }` 只属于某一次流转；请随问题一并给出，写成 `… if { $fact }`
scene-fact-of-reading = `{ $fact }` 是解释问题；由机构采取立场，不在案件中确定

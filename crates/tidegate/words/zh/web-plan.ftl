# 计划页面。

plan-page-residual = { $count ->
   *[other] 有{ $count }项义务没有能够按期的合法步骤。
}
plan-page-steps = 步骤
plan-page-decide = 具名人员的决定
plan-page-what-if = 假设
plan-page-what-if-text = 假设某一事实、日期或者法律解释不同，对照查看义务、答复和步骤的前后变化。案件保持原样；问题和答复均不记录。
plan-page-what-if-do = 比较
plan-page-compared = 前后对照
plan-page-as-of = 截至{ $at }
plan-page-before = 现状
plan-page-after = 假设
plan-page-same = { $count ->
   *[other] 另有{ $count }项义务与之前相同。
}
plan-page-both = 两种步骤顺序
plan-page-as-it-is = 返回案件现状
plan-page-line-label = 全部进行中的义务，自各时限起算至到期，并标明履行该义务的步骤编号；下方列表有文字说明
plan-page-key-step = 步骤
plan-page-key-stop = 没有能够按期的合法步骤
plan-page-to-write = 案件尚无以下内容，须先写成：{ $content }
plan-page-taken = 目前的假设
plan-page-fact = 假设成立的事实
plan-page-happens = 另外发生了什么
plan-page-happens-hint = 写法与“发生了某事”相同：谁、做什么、对谁。
plan-page-below = 以下为案件现状的计划。
plan-page-half = 要移动某一事件的时间，请选定事件并写明时间。
plan-page-nothing = 尚未作任何假设：请选择一项事实、一个事件及其另一时间、一种解释或者时刻，或者写明发生了什么。
plan-page-event = 假设在另一时间发生的事件
plan-page-event-to = 改为
plan-page-zone = 未写时差的，按时区{ $zone }。
plan-page-position = 假设采用的法律解释
plan-page-at = 截至
plan-page-orders = 法规书所知的步骤顺序
plan-page-decide-to = 就对{ $to }的流转作出决定
plan-page-decide-text = 裁定仅及于此一项流转，三十日内失效，首次放行即用尽。由您提议并签署；另一人签署之前，不构成裁定。裁定须越过：
plan-page-decide-reasons = 理由
plan-page-decide-expires = 失效时间
plan-page-decide-do = 提议裁定

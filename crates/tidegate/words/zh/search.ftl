# 在案件记录与法规名称中检索。

frame-search = 检索

search-title = 检索
search-words = 检索词
search-hint = 产品与主体的名称、备注与理由中的词语、案件代号、法规
search-do = 检索
search-behind = 有案件刚刚变动，尚未编入索引；请稍后再次检索。
search-found = { $count ->
    [0] 没有案件的记录包含全部检索词
   *[other] { $count } 个案件的记录包含全部检索词
}
search-changed = 最近变动 { $at }
search-more = 还有更多；增加检索词可缩小范围。
search-law = 法规
search-in-law = 在法律条文中检索这些词语
search-note = 检索读取的是以密钥生成的编号索引，不打开任何案件。漏洞内容以及发现者的身份均不在索引之内。案件为何被检出，见案件之内；打开案件会记入日志。

# 法规书的页面。

law-page-title = 法规书
law-page-lead = 答复所依据的每部法规：以我们的语言转述，规则列于条款之下，并写明文本未定之处、阅读来源以及把握程度。
law-page-find = 搜索条款
law-page-find-do = 搜索
law-page-found = { $count ->
    [0] 没有找到；请试一个词，或者 9(7) 这样的编号
   *[other] { $count } 条
}
law-page-statute = 法规
law-page-whose = 法域
law-page-in-force = 施行
law-page-rules = 规则
law-page-certainty = 核读方式
law-page-checked = 最近核对
law-page-norm = 自愿遵循的行业规范，不约束任何人；机构或者提问者表明遵循之前，不予适用。
law-page-house = 机构可以启用的实践做法。它只作为实践显示，绝不作为法规显示。
law-page-issuer = 发布机关
law-page-source = 阅读来源
law-page-articles = 条款
law-page-to = 对象：
law-page-or = {" "}或 {""}
law-page-written = 规则原文：
law-page-open = 文本未定之处
law-page-suggested = 法规书的建议

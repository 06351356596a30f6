# 申报：数据存放地、采购的产品、加密方式。

declare-register-data = 数据存放地
declare-register-products = 采购的产品
declare-register-encryption = 产品的加密
declare-lead-data = 本机构的数据存放在何处：每个存储、备份和副本，以及其中的数据是否出境。申报时逐项询问法规库，回答与申报一并保存。
declare-lead-products = 本机构采购的产品，附来源和认证。法规库逐项回答：允许、仅在没有可用的国产产品时、或者拒绝，并注明条文；理由留存。
declare-lead-encryption = 产品的加密如何实现，逐产品、逐版本：算法、密钥长度、密钥管理以及文档所在。未发现有文本作此要求；媒体所述为内部规则。法律所要求的是销售前认证和进口许可：表中一并询问。绝不填写密钥、秘密参数或者源代码。
declare-none = 尚无申报。
declare-replaced = 已被取代
declare-head-file = 编号
declare-head-title = 内容
declare-head-answer = 回答
declare-head-at = 记录时间
declare-answer-none = 法规库无相关规定
declare-answer-allowed = 允许
declare-answer-only-if = 仅在满足条件时，例如没有可用的国产产品
declare-answer-if = 附条件允许
declare-answer-not-forbidden = 未被禁止
declare-duties = 涉及产品密码的义务
declare-owed-yes = 应当履行
declare-owed-open = 取决于尚不知道的事实
declare-owed-no = 按所申报的情况无此义务
declare-owed-off = 据媒体报道；本机构未启用该规则
declare-duty-because = 无此义务的原因：{ $facts }
declare-answer-refused = 拒绝
declare-answer-person = 由具名人员决定
declare-recorded = { $handle }：由 { $by } 决定，自 { $at } 起在案
declare-reasons = 理由：{ $reasons }
declare-other-today = 依现用法规库，回答会有不同或无从询问；以下如有内容，为现用法规库就当日情形的回答。
declare-no-register = 没有登记簿“{ $register }”；可用的有 data、products、encryption
declare-other-register = “{ $name }”属于另一登记簿；申报只能取代同一登记簿中的申报
declare-no-place = { $field }：“{ $value }”不是地区代码，例如 CN 或 DE
declare-no-value = { $field }：“{ $value }”不是可用的取值
declare-empty = { $field }为空，请填写
declare-too-long = { $field }过长，请缩短
declare-secret = { $field }中有类似密钥的内容。申报不含秘密：请说明文档所在
declare-unreasoned = 回答为“{ $answer }”：由具名人员决定并说明理由
declare-field-name = 名称
declare-field-keeps = 存放方式
declare-field-place = 所在地（代码）
declare-field-goes-abroad = 是否向境外提供
declare-field-maker = 制造商
declare-field-origin = 来源地（代码）
declare-field-certificate = 认证或检测报告编号
declare-field-no-domestic = 为何没有可用的国产产品
declare-field-product = 产品
declare-field-version = 版本
declare-field-algorithms = 算法
declare-field-key-lengths = 密钥长度
declare-field-key-management = 密钥管理
declare-field-documented-at = 文档所在
declare-field-reasons = 理由
declare-field-decided-by = 决定人姓名
declare-keeps-store = 存储
declare-keeps-backup = 备份
declare-keeps-replica = 副本
declare-yes = 是
declare-no = 否
declare-unknown = 不知道
declare-page-new = 申报
declare-page-facts = 回答还取决于
declare-page-ground = 依何种条件出境
declare-no-field = 登记簿没有栏目 `{ $field }`；现有：{ $known }
declare-page-grade = 数据级别
declare-page-ask = 询问法规库
declare-page-answer = 法规库的回答
declare-page-do = 记录在案
declare-page-reasons-hint = 由具名人员决定时必填，其他情形可选。
declare-page-replaces = 取代（先前申报的编号）
declare-page-receipt = 回执
declare-page-document = 回执所证明的文件
declare-page-receipt-text = 回执可离线、永久证明本申报当时已在案。请用日志公钥核验。
declare-page-same = 现用法规库的回答与当时相同。
declare-page-later = 已被之后的申报取代。
error-declared-elsewhere = 申报单独成件；请在相应登记簿中申报
error-reserved-declaring = 就本机构作出申报
event-declared = 申报：{ $title }
source-declaration = 申报

help-declare = 申报数据存放地、采购的产品或加密方式；或查看这些登记簿
    .long =
        不带 --set：列出登记簿中的申报，或显示其中一项及其回答。带 --set：法规库的回答，不作记录。再加 --by：申报记录在案，写入日志并出具回执；任何申报都不会被删除，后者取代前者。

        data 的字段：name、keeps（store、backup、replica）、place、goes_abroad（true、false）。products 的字段：name、maker、origin、certificate、no_domestic（为何没有可用的国产产品）。encryption 的字段：product、version、algorithms、key_lengths、key_management、documented_at；绝不填写密钥。回答所取决的其他事实用 --fact 说明。

        带 --set 时，退出码即回答，无论是否记录：0 不禁止，3 拒绝，4 不明确，5 冲突。栏目为空、过长或者像密钥的，以 2 结束，不询问法规库。
    .after =
        示例
          tidegate declare products
          tidegate declare products --set name="Wall 5" --set maker=Acme --set origin=US \
            --fact product_is_security=true --fact for_level_three=true
          tidegate declare data --set name=ledger --set keeps=backup --set place=CN \
            --set goes_abroad=false --fact data_grade=important --by "Wang Fang" --receipt r.json
    .register = data、products 或 encryption
    .declaration = 一项申报，按编号或 id
    .set = 字段及其内容；可重复
    .fact = 法规库的事实及其取值；可重复
    .replaces = 所取代的申报，按编号或 id
    .by = 决定人姓名；据此记录在案
    .reasons = 理由；由具名人员决定时必填
    .receipt = 回执文件
    .document = 回执所证明内容的文件
    .acting_as = 由谁记录，按姓名［TIDEGATE_AS，或账户］

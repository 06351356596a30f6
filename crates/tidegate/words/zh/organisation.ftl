# 组织登记、组织人员及其所见。

frame-organisations = 组织
frame-ours = 本组织事项

organisations-title = 组织
organisations-lead = 与本机构往来的制造商、供应商、运营者、主管机关和协调机构。同一组织在其参与的每个案件中都是同一主体。
organisations-none = 尚无登记。
organisations-new = 登记一个组织
organisations-add = 登记
organisation-known = 已有名为 { $name } 的组织；请改为修改该条目
organisation-none = 登记中没有名为 `{ $named }` 的组织，或有不止一个；请使用其标识
organisation-changed = 其间他人修改了该组织；请重新查看后再修改
organisation-nobody = 该组织中没有登录名为 `{ $login }` 的人员
organisation-not-said = 未说明
organisation-change = 修改
organisation-write = 保存修改
organisation-editions = 何人何时修改过此条目
organisation-edition-fields = 修改项：{ $fields }
organisation-keys-note = 信任密钥之前，请经另一途径与其持有者核对指纹。
organisation-field-name = 名称
organisation-field-name-zh = 中文名称
organisation-field-aliases = 其他名称
organisation-field-kind = 种类
organisation-field-roles = 身份
organisation-field-authority = 法规书中的哪一主管机关
organisation-field-established = 设立地
organisation-field-markets = 市场
organisation-field-domains = 域名
organisation-field-contacts = 产品安全响应团队的联系方式
organisation-field-keys = 公钥
organisation-field-security-txt = security.txt 文件
organisation-hint-aliases = 每行一个，如品牌、曾用名、简称。
organisation-hint-established = 代码，如 CN 或 DE。
organisation-hint-markets = 提供产品之地的代码，如 EU CN。
organisation-hint-contacts = 每行一个，后附语言，如 psirt@example.com en zh
organisation-hint-keys = 带封装的 OpenPGP 公钥，或 age1…；多个依次排列。
organisation-hint-security-txt = 请粘贴其域名所公布的文件（RFC 9116）。
organisation-hint-authority = 其代号，如 cn_miit；一般留空。
organisation-role-manufacturer = 制造商
organisation-role-supplier = 供应商
organisation-role-operator = 运营者
organisation-role-authority = 主管机关
organisation-role-coordinator = 协调机构

security-txt-expired = 此 security.txt 已过期；请向其所有者索取现行文件。
security-txt-signed = 文件带有签名，未经核验。
security-txt-line = 第 { $line } 行既非字段，也非注释。
security-txt-empty = 第 { $line } 行的字段没有内容。
security-txt-not-https = 第 { $line } 行的链接不是 https。
security-txt-no-contact = 未写明联系方式。
security-txt-expires = 有效期必须写明，且只写一次。
security-txt-no-date = 有效期无法识别。
security-txt-languages = 语言写了不止一次。
security-txt-long = 文件过长，其余部分未读。

people-title = 人员
people-lead = 可代表 { $name } 登录的人员。他们只看到与 { $name } 有关的事项，看不到本机构的其他内容。
people-none = 尚无人员。请先准入该组织的一名管理员，由其准入其他人员。
people-new = { $name } 现可登录
people-new-text = 请分别经不同途径交付登录名与口令。口令仅此一次显示，以后不再显示。
people-head-state = 状态
people-end = 终止 { $name } 的账户
people-add = 准入一名人员
people-name = 记录所用姓名
people-login-hint = 2 至 40 个小写字母、数字、点或连字符
people-roles = 职责
people-do = 准入

ours-lead = 本机构与贵组织有关的事项。
ours-about = 贵组织在本机构的登记
ours-about-note = 如有错误或变更，请告知本机构。

error-organisation-name = 组织须有名称，每个名称为一行，不超过 200 个字符
error-organisation-kind = `{ $kind }` 不是种类；请写 `organisation` 或 `individual`
error-organisation-no-role = 请说明该组织的身份：manufacturer、supplier、operator、authority 或 coordinator
error-organisation-role = `{ $role }` 不是登记中组织的身份；请用 manufacturer、supplier、operator、authority 或 coordinator
error-organisation-authority = `{ $key }` 不是主管机关的代号；请写如 `cn_miit`
error-organisation-domain = `{ $domain }` 不是域名；请写如 `example.com`
error-organisation-contact = `{ $contact }` 不是联系方式；请写邮箱、https: 或 tel: 地址，后附语言，如 `psirt@example.com en zh`
error-organisation-security-txt = security.txt 超过 32 kB；请只粘贴该文件
error-organisation-too-many = 每项列表至多 100 条；请删减
error-key-kind = `{ $text }` 不是公钥；请粘贴带封装的 OpenPGP 公钥，或以 age1 开头的接收方
error-key-private = 这是私钥；请自行保管，并粘贴公钥
error-organisation-key = OpenPGP 密钥无法读取；请重新导出并完整粘贴

help-organisation = 管理组织登记：登记、列出、查看、修改
help-organisation-add = 登记一个组织
    .long =
        登记与本机构往来的制造商、供应商、运营者、主管机关或协调机构。其标识即该组织在每个案件中作为主体的标识。密钥为带封装的 OpenPGP 公钥或 age 接收方；展示的是其指纹。security.txt 按 RFC 9116 读取，并指明每处错误。
    .after =
        示例
          tidegate organisation add "Acme Networks" --role manufacturer --established DE --market EU,CN --contact "psirt@acme.example en zh"
          tidegate member add acme.mei --name "Mei" --role organisation-administrator --organisation "Acme Networks"
    .name = 名称
    .zh = 中文名称
    .alias = 其他名称；可重复
    .kind = organisation，或 individual（如单个维护者）[organisation]
    .role = manufacturer、supplier、operator、authority 或 coordinator；可重复，或以逗号分隔
    .authority = 若为主管机关，其在法规书中的代号
    .established = 设立地代码
    .market = 提供产品之地的代码；可重复
    .domain = 自有域名；可重复
    .contact = 产品安全响应团队的联系方式，后附语言，如 "psirt@example.com en zh"；可重复
    .key = 公钥文件；可重复
    .security_txt = security.txt 文件
    .acting_as = 登记者姓名 [TIDEGATE_AS，或账户]
help-organisation-list = 列出各组织
help-organisation-show = 查看一个组织
    .organisation = 其标识或任一名称
help-organisation-change = 修改一个组织；原条目予以保留
    .organisation = 其标识或任一名称
    .name = 新名称
    .zh = 中文名称
    .alias = 其他名称，取代原有；可重复
    .kind = organisation 或 individual
    .role = 身份，取代原有；可重复，或以逗号分隔
    .authority = 其在法规书中的代号
    .established = 设立地代码
    .market = 提供产品之地，取代原有；可重复
    .domain = 域名，取代原有；可重复
    .contact = 联系方式，取代原有；可重复
    .key = 公钥文件，取代原有；可重复
    .security_txt = security.txt 文件
    .acting_as = 修改者姓名 [TIDEGATE_AS，或账户]
organisation-head-established = 设立地
organisation-head-id = 标识

catalogue-title = 产品目录
catalogue-lead = 该组织的产品及其所含组件。涉及其中任一产品或组件的案件，都会指向该组织。
catalogue-none = 目录中尚无产品。
catalogue-changed = 最近写入：{ $at }
catalogue-components = { $count ->
   *[other] { $count } 个组件
}
catalogue-add = 添加产品
catalogue-text = CSV 或物料清单
catalogue-hint = 采用下列表头的 CSV，或 JSON 格式的 CycloneDX、SPDX 2.3。或全部收入，或一概不收；名称与版本相同的产品予以替换。
catalogue-do = 收入

error-catalogue-no-head = 首行须写明各列名称，其中一列为 name
error-catalogue-column = `{ $column }` 不是列名；可用 name、version、purl、cpe、supplier 与 component_of
error-catalogue-fields = 第 { $line } 行的字段数与首行不符；含逗号的字段请加引号
error-catalogue-quotation = 始于第 { $line } 行的引号没有结束
error-catalogue-no-name = 第 { $line } 行没有名称；请填写
error-catalogue-purl = 第 { $line } 行：`{ $text }` 不是 package URL；例如 pkg:npm/left-pad@1.3.0
error-catalogue-cpe = 第 { $line } 行：`{ $text }` 不是 CPE 2.3 名称；例如 cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*
error-catalogue-component = 第 { $line } 行：没有一行写明产品 `{ $text }`；请补上
error-catalogue-more = 另有 { $count } 处
error-catalogue-long = 目录至多含 20000 个产品与组件；请减少
error-bill-form = 既非 CSV，也非 JSON 格式的 CycloneDX 或 SPDX 2.3
error-bill-no-product = 清单未写明其所属产品；请连同根组件一并导出

participants-why-purl = 其目录中的“{ $product }”具有相同的 package URL。
participants-why-cpe = 其目录中的“{ $product }”的 CPE 名称与之制造商、产品相同。
participants-why-product = 其目录中有同名产品“{ $product }”。
participants-why-component-purl = 其产品“{ $product }”的组件“{ $component }”具有相同的 package URL。
participants-why-component-cpe = 其产品“{ $product }”的组件“{ $component }”的 CPE 名称与之制造商、产品相同。
participants-why-component-name = 其产品“{ $product }”有同名组件“{ $component }”。
participants-why-supplier = 有目录写明“{ $name }”是本案所涉产品的供应商。

help-organisation-catalogue = 查看组织的产品目录，或将文件收入其中
    .long =
        不给出 FILE 时，列出产品及其组件。给出 FILE 时，收入 CSV（表头为 name、version、purl、cpe、supplier、component_of），或 JSON 格式的 CycloneDX、SPDX 2.3 物料清单。或全部收入，或一概不收并指明每一错误行。名称与版本相同的产品予以替换。
    .organisation = 其标识或任一名称
    .file = CSV、CycloneDX 或 SPDX 2.3
    .acting_as = 收入者姓名 [TIDEGATE_AS，或账户]

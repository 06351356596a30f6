# 填报单：表单所要求的内容，由案件填入。

sheet-about = { $bearer }，{ $cited }：案件{ $handle }，截至{ $at }。期限：{ $due }。状态：{ $state }。
sheet-no-due = 条文无数字
sheet-title-missing = 缺少
sheet-title-fields = 按表单自身顺序的字段
sheet-title-before = 提交之前
sheet-title-filed = 已提交
sheet-complete = 本单无缺。
sheet-missing = （待填写）
sheet-to-write = 案件尚无的内容：{ $content }
sheet-empty-before = 法律点名要求下列栏目，而本表中为空：{ $fields }。请在平台上填写；缺少这些内容的提交可能不符合法律要求。
sheet-empty-filed = 已记录为提交，但法律点名要求的下列栏目在本表中为空：{ $fields }。请到平台核对实际提交的内容；义务计为已履行以此为前提。
sheet-choices = 任选其一：{ $choices }
sheet-basis-law = 法律
sheet-basis-portal = 平台
sheet-basis-optional = 可选
sheet-shut = （{ $class }：未为本单打开）
sheet-kind-product = 产品本身，无论在何处运行
sheet-kind-instance = 某一个在用系统
sheet-nothing-asked = （已打开；其中没有本栏所要求的内容）
sheet-file = 文件：{ $name } · { $kind } · { $size }
sheet-file-unnamed = 此处无名称
sheet-no-text = （已打开；是文件而非文本）
sheet-part-title = 标题：{ $what }
sheet-part-summary = 摘要：{ $what }
sheet-part-description = 描述：{ $what }
sheet-part-kind = 漏洞所在：{ $what }
sheet-part-component = 组件：{ $what }
sheet-part-location = 位置：{ $what }
sheet-part-trigger = 触发条件：{ $what }
sheet-part-attack = 攻击方式：{ $what }
sheet-part-verification = 验证过程：{ $what }
sheet-part-reproduction = 复现频率：{ $what }
sheet-part-cwe = 弱点类型：{ $what }
sheet-part-capec = 攻击模式：{ $what }
sheet-part-cvss = CVSS：{ $what }
sheet-part-severity = 严重程度：{ $what }
sheet-part-impact = 攻击者所得：{ $what }
sheet-part-scope = 受影响范围：{ $what }
sheet-part-supply-chain = 供应链：{ $what }
sheet-part-remedy = 修补措施：{ $what }
sheet-part-workaround = 临时措施：{ $what }
sheet-part-measures-taken = 已采取的措施：{ $what }
sheet-part-measures-for-users = 用户可采取的措施：{ $what }
sheet-part-available = 可用时间：{ $what }
sheet-part-confidential = 提交者仅供接收机构知悉的内容：{ $what }
sheet-carried = { $when }提交，编号{ $reference }
sheet-no-reference = 未给出
sheet-discloses = 将披露：{ $content }
sheet-discloses-none = 无
sheet-reaches = 发往{ $who }（{ $place }）。
sheet-reaches-on = 转发至{ $who }（{ $place }；{ $basis }）。
sheet-outside-embargo = 该接收方不是保密的当事方。
sheet-no-place = 所在地未知
sheet-embargo = { $parties }之间有保密约定，至{ $until }。
sheet-embargo-terms = 保密条款：{ $terms }。
sheet-no-end = 有修补措施时止
sheet-confidential = 发送者仅供本机构使用的内容：{ $count }
sheet-gate = 闸门，发往{ $to }：{ $answer }{ $against }
sheet-against = ；与之相抵：{ $cited }
sheet-form = 表单{ $form }，{ $version }版，来源核对于{ $checked }。表单摘要{ $forms }，法规书{ $book }。
sheet-note = 填报单不许可也不提交任何内容。由人抄填；提交须经过闸门。不构成法律意见。
sheet-none = 案件中无人负有此义务。
sheet-no-duty = 没有名为`{ $duty }`的表单或者报告义务；请给出规则（如eu-cra/14(2)(a)/early-warning）、其引注或者表单名
sheet-nobody-owes = 依已知事实和本机构对法律的理解，案件中无人负有“{ $duty }”的义务，报送无从履行该义务；未作任何记录
sheet-whose = 负有此义务的主体有多个，本机构不在其中；请说明为谁提交：{ $known }；若一次提交是为其全体，则写all。未作任何记录
sheet-not-owed-by = “{ $named }”在本案件中不负有此义务；负有此义务的是：{ $known }。未作任何记录
sheet-before-clock = 该提交早于时钟：{ $bearer }依{ $duty }的时钟自{ $start }起（“{ $event }”）。此前提交的，仅在条文许可在先提交计入时才履行义务。请核对时间；若无误，请予确认（页面上勾选，终端加--before-clock）。未作任何记录
sheet-no-clock = { $bearer }依{ $duty }的时钟尚未开始：“{ $event }”未记录在案。在先提交的，仅在条文许可其计入时才履行义务。若确已提交，请予确认（页面上勾选，终端加--before-clock）。未作任何记录
sheet-page-bearer = 为谁提交
sheet-page-bearer-choose = 请选择
sheet-page-bearer-all = 其全体，一次提交
sheet-needs-reference = 缺少平台的编号；编号与时间同为履行义务的证据。请填写编号，或者说明平台未给出编号（页面上勾选，终端加--without-reference）。未作任何记录
sheet-page-without-reference = 平台未给出编号
sheet-page-before-clock = 时间无误：在时钟开始之前已提交
sheet-page-to-form = 到表单
sheet-no-form = `{ $duty }`没有表单：{ $why }
sheet-written = 填报单已写入{ $path }。
sheet-pdf-out = PDF须写入文件：请以--out指明

sheet-page-title = 填报单
sheet-page-with = 列到何处
sheet-page-with-do = 显示
sheet-with-law = 法律的最低要求
sheet-with-portal = 另含平台要求的内容
sheet-with-optional = 另含可选内容
sheet-page-embargo = 有保密约定
sheet-page-take = 取得含内容的填报单
sheet-page-take-text = 先由闸门决定，其决定记入日志。填报单绝不含攻击程序。
sheet-page-open = 在此打开内容
sheet-page-text = 文本
sheet-page-back = 填回平台给出的信息
sheet-page-back-text = 平台的编号和时间是履行义务的证据，对提交的每个接收方均予记录。
sheet-page-reference = 平台的编号
sheet-page-when = 平台的时间
sheet-page-back-do = 登记提交
sheet-page-decide = 我将提交此单：交闸门决定
sheet-page-decide-text = 闸门就提交本身，对其所及的每个接收方作出决定；每项答复记入日志。其后登记的提交载明该决定。
sheet-page-passes = 闸门放行该提交；其答复已记入日志。请抄填各字段，然后填回平台给出的信息。
sheet-page-some-pass = 部分提交获准，部分不予放行；下列各表单分别注明其属于谁、是否放行。阻止其余提交的理由已记入日志，其内容仍不开启。
sheet-page-stopped = 闸门不放行该提交；其答复已记入日志。内容保持封存。计划说明何者可以打开通路。
sheet-page-link = 填报单

help-sheet = 由案件填写义务的表单：供平台抄填的填报单
    .long =
        按表单自身的顺序，显示主管机关的表单在义务所处阶段要求的内容，并尽案件所知填入；缺少的列在最前。每个字段注明：法律要求、仅平台要求，或者可选。除另有要求外，填报单只含法律的最低要求，且绝不含攻击程序。提交之前，列明提交所及的所有人、现存的保密约定以及闸门的答复。

        案件内容保持封存，除非给出--content：此时先经过闸门，其答复记入日志。已提交的，用--filed说明，由平台的编号和时间履行义务。
    .after =
        示例
          tidegate sheet 2026-3k0qd-7rm2x --duty "CRA 14(2)(a)"
          tidegate sheet 2026-3k0qd-7rm2x --duty rmsv-report --content --format html --out sheet.html
          tidegate sheet 2026-3k0qd-7rm2x --duty rmsv-report --content --format pdf --out sheet.pdf
          tidegate sheet 2026-3k0qd-7rm2x --duty cra-early-warning --filed "2026-11-24 08:00" --reference SRP-1
          tidegate sheet --scene scenes/demo/camera-2026.scene --duty cra-early-warning --with portal
    .case = 案件，用编号或标识
    .scene = 改由此场景的情节填写；无须机构
    .duty = 义务：规则、其引注或者表单名
    .with = 在法律之外列到何处：portal（平台），或者optional（含可选）【law】
    .at = 截至此日或此时刻【现在】
    .content = 打开字段中的内容；先经过闸门
    .decide = 先将提交交闸门决定；其答复记入日志
    .filed = 已于此时提交，以平台所示为准
    .bearer = 为谁提交：负有义务的主体，或者all（全体）【本机构，或者唯一的一个】
    .without_reference = 平台未给出编号
    .before_clock = 在义务的时钟开始之前已提交，且时间无误
    .reference = 平台的编号
    .field = 已填写的字段，用字段名；可重复【法律要求的全部】
    .form = text、html或者pdf（须以--out写入文件）【text】
    .out = 改为写入此文件
    .acting_as = 查看者姓名【TIDEGATE_AS，或者登录账户】

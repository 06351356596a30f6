# 机构接收哪些报告、其平台的备案，以及关闭的表单。

reception-reports = 接收的报告
reception-own = 仅限自身产品、网络和系统
reception-public = 亦含他人产品，通过公开表单
reception-by-hand = 通过信函或者电话，没有表单
reception-unsaid = 尚未说明接收何人产品的报告
reception-filed = 其平台自 { $day } 起在{ $with }备案，编号 { $number }。
reception-unfiled = 平台备案已终止
reception-own-note = 本机构仅接收关于自身产品、网络和系统的报告。
reception-no-such = `{ $written }` 不是 { $known } 之一

reception-closed-title = 表单已关闭
reception-no-form = { $office }没有表单，报告通过信函或者电话送达。
reception-not-said = { $office }尚未说明接收何人产品的报告。在中国，法律后果取决于此；说明之前不接收任何报告。
reception-forbidden = { $office }不得收集他人产品的漏洞报告：其平台没有备案记录。
reception-no-form-here = 本机构没有表单，报告通过信函或者电话送达。
reception-not-said-here = 未接收：本机构尚未说明接收何人产品的报告，而在中国法律后果取决于此。
reception-forbidden-here = 未接收：本机构的平台在有备案记录之前，不得收集他人产品的漏洞报告。
reception-elsewhere = 可向何处报告
reception-elsewhere-provider = 向该产品的提供者：鼓励任何人向其通报，提供者可以位于境外。
reception-elsewhere-state = 鼓励（并非要求）发现漏洞者向下列之一报送：
reception-elsewhere-ask = 告知其他任何人之前，请先询问法律如何规定：
reception-nothing-taken = 您在此处填写的内容均未被接收。您已有的回执继续有效，返回此前报告的途径仍然开放。
reception-how = 机构应当如何办理
reception-remedy-no-form = 无须办理；如需开放表单，使用 tidegate office reports。
reception-remedy-not-said = 说明接收哪些报告：tidegate office reports own、public 或者 by-hand，并附 --by 和 --reason。仅限自身产品的，无须备案。
reception-remedy-forbidden = 平台上线前，在工业和信息化部网上办理备案，然后记录：tidegate office filed 编号 --on 日期，并附 --by 和 --reason。仅接收自身产品报告的，应当说明：tidegate office reports own。
reception-ground = 不利依据
reception-what-is-a-platform = 何为收集平台
reception-what-is-filed = 备案什么、何时备案
reception-doubt = 条文称“任何组织或者个人”。主管机关自办的受理渠道是否在内，条文未作规定；此处与其他机构同等对待。并非面向公众的互联网平台的接收渠道，不在备案管理办法正式文本用语之内。

help-office-reports = 说明机构接收何人产品的报告
    .long =
        说明机构接收哪些报告：“own”为仅限自身产品、网络和系统；“public”为通过公开表单接收他人产品的报告；“by-hand”为通过信函或者电话接收，没有表单。在中国，公开表单须以平台已备案为前提（RMSV 第十条第一款）；未作说明之前，当地机构不接收任何报告。
    .after =
        示例
          tidegate office reports own --by "Wang Fang" --reason "制造商的产品安全团队"
    .whose = own、public 或者 by-hand
    .by = 由谁决定，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-filed = 记录机构收集平台的备案
    .long =
        记录机构用以收集的平台已经备案，写明编号、机关和日期。备案本身在工业和信息化部网上办理，此处仅作记录。内容以机构所述为准，署名列于机构自身的决定之中。
    .after =
        示例
          tidegate office filed 0123 --on 2026-11-20 --by "Wang Fang" --reason "工业和信息化部 11 月 20 日来函"
    .number = 备案编号
    .authority = 备案机关，写法规书中的键【cn_miit】
    .on = 备案日期
    .by = 由谁记录，写姓名
    .reason = 信息来源
    .from = 开始适用的较晚日期，如 2027-01-01【现在】
help-office-unfiled = 记录平台备案已终止
    .by = 由谁记录，写姓名
    .reason = 理由
    .from = 开始适用的较晚日期，如 2027-01-01【现在】

error-filed-ahead = `{ $day }` 晚于今天；备案完成后再记录
error-no-filing-number = 备案须有编号，以一行文字写出；请写明备案编号

error-retained = { $citation }要求机构{ $duty }：保存至 { $day }。案件记录即为该日志；自 { $until } 起可以销毁
error-retained-perhaps = { $citation }可能要求机构{ $duty }：保存至 { $day }。是否如此取决于尚未知悉的事实；请在案件中说明，或自 { $until } 起销毁
error-law-first = 销毁前须先确认应当保存什么；请使用销毁案件的途径，不要直接提交该指示

help-erase = 销毁案件：密钥被销毁，证明保留
    .long =
        销毁案件的密钥，此后任何人都无法打开其中任何内容；其日志叶以及销毁一事仍在日志上。销毁前先确认法律要求保存什么：RMSV 第五条要求接收日志留存六个月，期满前不得销毁案件。条文未规定该日志须含哪些内容，也未规定发现者要求删除的请求是否优先；案件的全部内容系于同一密钥，因此无法单独销毁身份信息，其间该信息不对任何人开放。销毁不可撤销。
    .after =
        示例
          tidegate erase 2026-3k0qd-7rm2x --ground "发现者 6 月 3 日的请求"
    .case = 案件，写编号或 id
    .ground = 法律依据，写条款或文字说明；保留在案
    .acting_as = 由谁销毁，写姓名【TIDEGATE_AS，或账户名】
erase-done = 案件 { $handle } 已销毁：任何人都无法再打开。此事位于日志第 { $leaf } 叶。

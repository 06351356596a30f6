# 通行密钥、单点登录，以及终端中的令牌。

sign-in-passkey-title = 使用通行密钥
sign-in-passkey-text = 通行密钥是存于您的设备或安全密钥中的密钥。凭它即可登录，无须口令或验证码。
sign-in-passkey-login = 登录名（如设备要求）
sign-in-passkey-do = 用通行密钥登录
sign-in-passkey-second = 使用通行密钥
sign-in-passkey-refused = 该通行密钥不能登录。请重新开始；如仍不能，请用其他方式登录并查看您的账户。
sign-in-single-title = 单点登录
sign-in-single-do = 用 { $provider } 登录
sign-in-code-lead-passkey = 口令正确。现在请使用您的通行密钥。
passkey-needs = 通行密钥需要本页的脚本，以及支持通行密钥的浏览器和设备。没有这些时，请用口令和验证码。
passkey-none-here = 此浏览器在此处没有通行密钥。请用口令和验证码，或换用较新的浏览器。
passkey-stopped = 设备未给出通行密钥：可能是您中止了操作、用时过长，或设备没有本站的通行密钥。请再试一次。

account-passkeys = 通行密钥
account-passkeys-text = 通行密钥可单独用于登录，也可代替验证码。请准备两个，遗失一个也无妨。制作或移除通行密钥会结束您的其他会话。
account-factor-passkey = 输入口令后还须使用通行密钥。验证码是另一种方式，以备手边没有设备之时。
account-passkey-made = 制作于 { $at }
account-passkey-doubted = 其计数器于 { $at } 倒退，可能已被复制，此后不再能登录。请移除它，并告知管理员。
account-passkey-end = 移除“{ $name }”
account-passkey-end-do = 移除
account-passkey-end-with = 用通行密钥确认并移除
account-passkey-name = 名称
account-passkey-make = 制作通行密钥
account-passkey-no-site = 本服务器的地址不能使用通行密钥；通行密钥需要域名和 TLS。
account-done-passkey = 通行密钥已制作。您的其他会话已结束。
account-done-passkey-end = 通行密钥已移除。您的其他会话已结束。
account-links = 单点登录
account-links-text = 已关联的提供方可让您登录此处，无须口令。
account-single-only = 您的账户只能经单点登录进入。
account-link-since = 关联于 { $at }
account-link-make = 关联 { $provider }
account-link-do = 前往并关联
account-link-end = 取消关联 { $provider }
account-link-end-do = 取消关联
account-done-linked = 已关联。此后可经该提供方登录。
account-done-link-end = 已取消关联。您的其他会话已结束。

onward-title = 正在前往 { $provider }
onward-text = 浏览器会自动前往，之后您将回到此处。
onward-back-title = 自单点登录返回
onward-back-text = 浏览器会自动继续。
onward-in-title = 您已登录
onward-in-text = 浏览器会自动继续。
onward-do = 继续

members-single = 单点登录
members-single-only = 仅单点登录
members-passkeys = { $count ->
    [0] 没有通行密钥
   *[other] { $count } 个通行密钥
}
members-passkey-doubted = 有通行密钥可能已被复制

single-title = 单点登录
single-lead = 由谁为本机构说明某人是谁。提供方不会建立账户：由本人关联自己的账户，或由您预先写明等候何人。
single-providers = 提供方
single-providers-none = 尚无。人员以口令、验证码和通行密钥登录。
single-way-back = 请将此重定向地址告知提供方：
single-new = 添加提供方
single-change = 更改 { $provider }
single-name = 地址中的名称
single-label = 按钮上的文字
single-issuer = 签发者
single-client = 客户端标识
single-secret = 客户端密钥
single-secret-stays = 客户端密钥；留空则保持不变
single-after = 本处的第二因素
single-after-unless-said = 要求，除非提供方说明已要求第二因素
single-after-always = 一律要求
single-after-never = 从不要求
single-acr = 表明这一点的“acr”值，每行一个；“amr”中的“mfa”一律表明
single-inside = 位于内部网络，或在本机
single-set = 设定
single-end = 终止 { $provider }
single-expected = 等候何人
single-expected-text = 首个带有此主体标识，或带有经提供方确认的此地址的来者，将与该账户关联。两者填其一。
single-expected-provider = 提供方
single-expected-login = 账户
single-expected-subject = 主体标识
single-expected-email = 邮件地址
single-expected-do = 等候
single-expected-end = 不再等候
single-only = 仅经单点登录
single-only-text = 在提供方离职者即不能再进入此处：口令和通行密钥均不能单独打开此类账户，令牌对其无效，会话最长一小时。
single-only-do = 仅单点登录
single-only-not = 恢复任何方式
single-links = 已关联的账户
single-changes = 更改记录
single-change-provider = 设定了提供方 { $provider }
single-change-provider-ended = 终止了提供方 { $provider }
single-change-expected = 等候 { $provider } 的某人作为 { $login }
single-change-expected-ended = 不再等候 { $provider } 的任何人作为 { $login }
single-change-linked = 将 { $login } 与 { $provider } 关联
single-change-unlinked = 取消了 { $login } 与 { $provider } 的关联
single-change-only = 只许 { $login } 经单点登录进入
single-change-any-way = 恢复 { $login } 以任何方式进入

wrong-field-provider = 地址中的名称
wrong-field-label = 按钮上的文字
wrong-field-issuer = 签发者
wrong-field-client = 客户端标识
wrong-field-acr = “acr”值
wrong-field-subject = 主体标识
wrong-field-email = 邮件地址

error-sign-in-passkey = 须使用通行密钥，而只有浏览器才有；请在网页登录，并在那里为程序制作令牌
error-sign-in-single-only = 该账户只能经单点登录进入；请使用提供方的按钮
error-passkey-regressed = 该通行密钥的计数器倒退，可能已被复制；它不再能登录：请移除它，另行制作，并告知管理员
error-passkey = 通行密钥未能确认；请重新开始
error-passkey-no-script = 通行密钥需要网页的脚本和支持通行密钥的浏览器；请用口令和验证码
error-passkey-no-site = 通行密钥要求服务器以域名经 TLS 访问；本服务器并非如此
error-passkey-name = 通行密钥的名称不超过 60 个字符；请更改
error-passkey-none = 您没有该通行密钥
error-account-last-factor = 机构要求您的角色使用第二因素，而这是您的最后一个；请先设置另一个
error-account-only-way-in = 该账户只经单点登录进入，结束后将无法进入；请先为其登记待登录的人，或允许以任何方式进入，或停用该账户
error-account-no-factor = 机构要求您的角色使用第二因素；请先设置
error-account-single-only = 该账户只能经单点登录进入：没有令牌，并保留最后一个关联
error-account-no-link = 您的账户没有该关联
error-provider-name = 提供方的名称为 1 至 40 个小写字母、数字或连字符；请另选
error-provider-label = 提供方须有不超过 60 个字符的按钮文字；请填写
error-provider-issuer = 签发者为不带查询的 `https://` 地址；只有在本机且经允许时，才可不用 TLS
error-provider-client = 提供方须有客户端标识；新的签发者还须有客户端密钥
error-provider-many = 一个机构最多 10 个提供方；请先终止一个
error-provider-none = 没有该名称或标识的事项
error-provider-changing = 同一时刻有人与该提供方建立或解除了关联；未作任何更改：请重新查看后再试
error-provider-in-use = 只经单点登录进入的账户将无法进入；请先让其以其他方式进入
error-provider-unlinked = 该账户未与任何提供方关联，将无人能进入；请先关联，或写明等候何人
error-provider-expected = 请给出主体标识或邮件地址，且只给其一
error-single-silent = 提供方没有应答；请稍后再试，或以其他方式登录
error-single-stale = 这不是对本浏览器提问的应答，或来得太迟；请重新开始
error-single-declined = 提供方未让您登录；请重新开始，或向其询问
error-single-unproven = 提供方的应答未能确认，因此无人登录；请重新开始，如仍如此请告知管理员
error-single-unknown = 提供方认识您，但此处没有与您关联的账户；请以其他方式登录后关联，或询问管理员
error-single-disabled = 与您关联的账户不得再登录；请询问管理员
error-single-taken = 该登录已与一个账户关联
error-single-demonstration = 这是演示，不与任何人联络，因此不询问提供方

help-token = 列出、制作或撤销程序在服务器上工作所用的令牌
    .long =
        令牌在其范围之内、失效日之前代表成员。令牌不能打开账户，因此这些命令需要会话：请先用 `tidegate sign-in` 取得会话并存入 TIDEGATE_TOKEN。
    .after =
        示例
          export TIDEGATE_SERVER=https://desk.example
          export TIDEGATE_TOKEN=$(tidegate sign-in mei)
          tidegate token make nightly --scope cases:read,registers:read --days 30
          tidegate token list
help-token-list = 列出自己尚未失效的令牌
help-token-make = 制作令牌并显示一次
    .name = 用途
    .scope = cases:read、cases:write、registers:read、registers:write、office:read、office:write；可重复，或以逗号分隔
    .days = 几日后失效；未给出时为 90，至多 365
help-token-revoke = 撤销令牌
    .token = 其标识，见列表

token-none = 没有令牌。`tidegate token make` 可制作。
token-revoked = 令牌已撤销。
head-scopes = 范围
head-ends = 失效
head-used = 最近使用

help-single-sign-on = 由 OpenID Connect 提供方说明某人是谁
    .long =
        提供方不会建立账户。由本人在其页面关联账户，或由管理员预先写明等候何人：主体标识，或经提供方确认的邮件地址。给出 --server 时，TIDEGATE_TOKEN 须为管理员的会话；否则在文件夹上工作。
    .after =
        示例
          pass show desk/oidc | tidegate single-sign-on set house --label "House" --issuer https://id.example --client tidegate
          tidegate single-sign-on expect house mei --email mei@corp.example
          tidegate single-sign-on only mei
help-single-sign-on-list = 列出提供方、等候何人，以及更改记录
help-single-sign-on-set = 设定提供方；客户端密钥从标准输入读取一行，或在终端键入
    .provider = 其在地址中的名称
    .label = 按钮上的文字
    .issuer = 其签发者，经 TLS 的地址
    .client = 机构在该处的客户端标识
    .inside = 位于内部网络，或在本机
    .after = 是否要求本处的第二因素：unless-said（未给出时）、always、never
    .acr = 表明提供方已要求第二因素的 acr 值；可重复
    .keep_secret = 保留已知的客户端密钥
    .acting_as = 由谁更改，记录如此；未给出时取 TIDEGATE_AS
help-single-sign-on-end = 终止提供方及其关联
    .provider = 其名称
    .acting_as = 由谁更改，记录如此；未给出时取 TIDEGATE_AS
help-single-sign-on-expect = 为账户写明等候何人
    .provider = 提供方
    .login = 账户的登录名
    .subject = 主体标识
    .email = 邮件地址，须经提供方确认
    .acting_as = 由谁更改，记录如此；未给出时取 TIDEGATE_AS
help-single-sign-on-forget = 不再等候某人
    .expected = 其标识，见列表
    .acting_as = 由谁更改，记录如此；未给出时取 TIDEGATE_AS
help-single-sign-on-only = 只许某账户经单点登录进入；其会话与令牌随即终止
    .login = 账户的登录名
    .not = 恢复以任何方式进入
    .acting_as = 由谁更改，记录如此；未给出时取 TIDEGATE_AS

single-none = 尚未设定提供方。`tidegate single-sign-on set` 可设定。
single-secret-typed = 客户端密钥：{""}
head-provider = 提供方
head-issuer = 签发者
head-factor = 本处的第二因素
head-whom = 何人

api-passkey-end = 以口令移除本人账户的通行密钥。通行密钥在浏览器中制作和使用。
api-link-end = 以口令取消本人账户与单点登录提供方的关联。
api-single-sign-on = 供管理员查看：单点登录的提供方、等候何人、关联与更改。
api-provider-set = 设定单点登录的提供方。
api-provider-end = 终止单点登录的提供方及其关联。
api-expected-add = 为账户写明等候提供方的何人。
api-expected-end = 不再等候某人。
api-single-sign-on-only = 说明某账户是否只经单点登录进入。

# 本人账户、登录的第二步，以及机构的成员。

frame-members = 成员
account-title = 您的账户
account-back = 返回您的账户
account-kept = 我已妥善保存
account-passphrase = 您的口令
account-code = 验证码
account-demonstration = 本演示的成员没有口令，因此此处无法更改任何内容；正式使用时可以更改。
account-lacks-factor = 您的机构要求您的角色使用第二因素。请在下方设置；在此之前，其他内容均不开放。
account-factor = 第二因素
account-factor-since = 自 { $at } 起，输入口令后还须输入验证码。
account-recovery-left = { $count ->
    [0] 恢复码已用完。请重新设置验证码以取得新的恢复码。
   *[other] 还剩 { $count } 个恢复码。
}
account-factor-none = 尚未设置。在手机上装有身份验证器后，即使他人得知您的口令，也无法登录。
account-factor-must = 您的机构要求设置。
account-code-begin = 设置验证码
account-code-end = 不再要求验证码
account-code-title = 设置验证码
account-code-lead = 请用身份验证器扫描图片，然后输入其显示的验证码。
account-code-picture = 供身份验证器扫描的图片。其中含有密钥，请勿让他人看到。
account-code-text = 或者在其中输入以下密钥：
account-code-confirm = 确认
account-code-wrong = 验证码不正确。验证码每半分钟更换一次：请输入当前显示的那个。超过十分钟，请重新开始。
account-recovery-title = 您的恢复码
account-recovery-text = 从现在起，输入口令后还须输入验证码；您的其他会话已结束。如果手机遗失，下列每个恢复码可代替验证码使用一次。恢复码仅显示这一次：请打印，或存入口令保管软件。
account-passphrase-title = 口令
account-passphrase-text = 至少十二个字符，种类不限。常见的或已泄露的口令不予接受。更改口令会结束您的其他会话。
account-passphrase-new = 新口令
account-passphrase-do = 更改
account-sessions = 会话
account-sessions-text = 会话在半小时未使用、满十二小时，或您在此结束时终止。会话来自何处不作记录。
account-session-began = 始于 { $at }，
account-session-seen = 最近使用于 { $at }
account-session-this = 当前会话
account-session-end = 结束
account-sessions-end = 结束其他全部会话
account-tokens = 程序令牌
account-tokens-text = 持令牌的程序可在接口上，在令牌的范围之内做您的角色所允许的事。令牌不能打开任何页面，也不能打开本账户。
account-token-new = 制作令牌
account-token-name = 用途
account-token-scopes = 范围
account-token-days = 几日后失效
account-token-make = 制作
account-token-made = 令牌“{ $name }”
account-token-once = 令牌仅显示这一次。程序将其作为 Bearer 令牌发送。
account-token-ends = 失效于 { $at }
account-token-seen = 最近使用于 { $at }
account-token-unused = 从未使用
account-token-end = 撤销
account-done-passphrase = 口令已更改，您的其他会话已结束。
account-done-code-end = 不再要求验证码。
account-done-session = 已结束。
account-done-token = 令牌已撤销。
scope-cases-read = 查阅案件及应履行的义务
scope-cases-write = 就案件发送的一切内容，包括提问
scope-registers-read = 查阅登记簿
scope-registers-write = 在登记簿上登记
scope-office-read = 查阅机构成员可查阅的其他内容
scope-office-write = 机构成员可发送的其他一切内容

sign-in-code-title = 请输入验证码
sign-in-code-lead = 口令正确。请输入身份验证器显示的验证码，或您的一个恢复码。
sign-in-code-refused = 该验证码无效。每个验证码只能使用一次，且仅在半分钟内有效；尝试次数过多时须暂停一刻钟。
sign-in-code-lost = 两者都已遗失？认识您的机构管理员可以让您重新设置。
sign-in-again = 重新开始

members-title = 成员
members-lead = 可在此登录的人员。无论您结束什么，其所作所为仍在记录中。
members-factor = 有第二因素
members-factor-none = 无第二因素
members-sessions = { $count ->
    [0] 无会话
   *[other] { $count } 个会话
}
members-tokens = { $count ->
    [0] 无令牌
   *[other] { $count } 个令牌
}
members-end-sessions = 结束会话
members-end-tokens = 撤销令牌
members-links = { $count ->
   *[other] 与 { $count } 个提供方关联
}
members-end-links = 结束与提供方的关联
members-end-factor = 移除第二因素
members-end-account = 停用
members-asked = 第二因素
members-asked-text = 具有下列角色之一的人员须先设置第二因素，其他内容才会开放。自其下次登录起适用。
members-asked-roles = 适用于
members-asked-do = 提出要求

wrong-scope-title = 超出该令牌的范围
wrong-scope-text = 该令牌不能用于此事：令牌缺少相应范围，或者此事不得以令牌办理。请制作具有该范围的令牌，或者登录。
wrong-code-title = 须输入验证码
wrong-code-text = 口令正确。请同时发送身份验证器的验证码或恢复码。
wrong-factor-first-title = 请先设置第二因素
wrong-factor-first-text = 机构要求您的角色使用第二因素。设置之前，除您的账户外，其他内容均不开放。

api-account = 本人账户：第二因素、会话、令牌。
api-passphrase-change = 凭旧口令更改本人口令。其他会话随之结束。
api-codes-offer = 给出身份验证器的密钥，仅显示一次。
api-codes-confirm = 从现在起要求验证码，并给出恢复码，仅显示一次。
api-codes-end = 不再要求验证码。
api-sessions-end-others = 结束本人账户的其他全部会话。
api-session-end-one = 结束本人账户的一个会话。
api-token-make = 制作具有范围和期限的令牌，仅显示一次。
api-token-end = 撤销令牌。
api-members = 机构的账户，供管理员查阅。
api-members-second-factor = 规定哪些角色须有第二因素。
api-member-end = 结束成员的会话、令牌、第二因素或账户。

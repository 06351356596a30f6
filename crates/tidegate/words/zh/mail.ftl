# OpenPGP 密钥，以及邮件的收发。

notice-not-encrypted = 无法加密
notice-encrypted = 已加密
notice-key-expired = 未加密，因所登记的密钥已过期
notice-key-revoked = 未加密，因所登记的密钥已被其持有人吊销
notice-key-unusable = 未加密，因无法以所登记的密钥加密
notice-your-key-expired = 本邮件未加密：您登记的密钥已过期。请在账户页登记新密钥或已延期的同一密钥，或将其发送给机构。
notice-your-key-revoked = 本邮件未加密：您登记的密钥已被吊销。请在账户页登记新密钥，或将其发送给机构。
notice-your-key-unusable = 本邮件未加密：无法以您登记的密钥加密。请在账户页登记另一密钥，或将其发送给机构。

key-expired = 已过期：邮件不以此密钥加密
key-revoked = 已被其持有人吊销：邮件不以此密钥加密
key-age = 仅用于文件：邮件只以 OpenPGP 密钥加密
key-damaged = 其自签名不成立：邮件不以此密钥加密
key-cannot-encrypt = 没有可用于加密的部分：邮件不以此密钥加密

error-key-expired = 密钥 { $key } 已于 { $at } 过期；请其持有人延期后重新导出，并完整粘贴
error-key-revoked = 密钥 { $key } 已被其持有人吊销；请索取新密钥
error-key-cannot-encrypt = 密钥 { $key } 没有可用于加密邮件的部分，或其 RSA 短于 2048 位；请索取带加密子密钥的密钥
error-key-unsigned = 密钥 { $key } 没有成立的自签名；请重新导出并完整粘贴
error-key-age = 邮件只以 OpenPGP 密钥加密；请粘贴带封装的 OpenPGP 公钥
error-own-key = 机构自己的 OpenPGP 密钥无法生成或读取；请用 `tidegate mail key --make ADDRESS` 另行生成

account-key = 邮件用 OpenPGP 密钥
account-key-text = 登记您的公钥后，本机构发给您的邮件均加密，主题不透露任何内容。收件地址在通知页选择。
account-key-address = 如何通知您
account-key-since = 登记于 { $at }
account-key-until = 可用至 { $at }
account-key-replace = 在您登记另一密钥之前，发给您的邮件照旧不加密、不含内容。
account-key-end = 撤下该密钥
account-key-new = OpenPGP 公钥（带封装）
account-key-keep = 登记该密钥
account-done-key = 今后发给您的邮件均以此密钥加密。
account-done-key-end = 已不再登记密钥；发给您的邮件不加密、不含内容。

member-key = 发给 { $login } 的邮件以 { $key } 加密，登记于 { $at }。
member-no-key = 未登记 { $login } 的密钥；邮件不加密、不含内容。
help-member-key = 显示、登记或撤下加密发给成员的邮件所用的密钥
    .long =
        密钥为带封装的 OpenPGP 公钥。登记时予以检查：其自签名成立、未过期、未被吊销，且可用于加密。此后过期的，邮件不加密、不含内容，并予说明。
    .login = 成员
    .file = 存放公钥的文件；不写时显示所登记的密钥
    .drop = 撤下该密钥

parcel-subject = { $handle }：给您的内容
parcel-body = 所附内容系依案件 { $handle } 中有记录的决定放行给您。内容尚未公开：仅供需要知悉者使用，在机构告知之前请勿转交。您可能收到本邮件两次，两次内容相同。
parcel-no-key = 未登记该组织的 OpenPGP 密钥；没有密钥绝不以邮件发送内容：请在登记簿中登记其密钥
parcel-key-expired = 该组织的密钥已过期；请在登记簿中登记已延期的密钥或新密钥
parcel-key-revoked = 该组织的密钥已被其持有人吊销；请在登记簿中登记新密钥
parcel-key-unusable = 无法以该组织的密钥加密；请在登记簿中登记另一密钥
participants-by-mail = 已以邮件放行
participants-mail-do = 交闸门审查并加密邮寄
participants-no-mail = 无法向 { $name } 发送邮件：{ $why }
letter-no-files = 文件不以邮件发送：请放行至该组织的页面，由其人员取回

mail-no-key = 机构没有自己的 OpenPGP 密钥；请用 `tidegate mail key --make ADDRESS` 生成。
mail-key = 机构的 OpenPGP 密钥，生成于 { $at }：{ $key }
help-mail = 以邮件提交的报告，以及机构自己邮件所用的 OpenPGP 密钥
    .long =
        发给登记有 OpenPGP 密钥者的邮件均加密。机构有自己的密钥时，邮件以其签名，以邮件报告者也可以其加密。以邮件提交的报告立即成为保密中的案件；答复中含一个链接，可一次性取得返回凭码。
help-mail-open = 接收以邮件提交的报告
    .long =
        服务器每一拍清空一个 Maildir。请让邮件服务器投递至该处，或将每封邮件送入“tidegate mail receive”。机器自动写的邮件不立案、不答复。无法接收的以其专用密钥密封搁置：机器所写的至多三十天，人所写的直到有人丢弃；过长的邮件按原样存于 too-long 文件夹三十天。案件的邮件不按原样保存：其内容在案件中。
    .after =
        示例
          tidegate mail open
          tidegate mail open --folder /var/mail/reports
    .folder = Maildir 文件夹 [机构文件夹中的 mail]
help-mail-shut = 不再接收以邮件提交的报告；文件夹中的内容保留
help-mail-receive = 从标准输入投递一封邮件，供邮件服务器以管道调用
    .long =
        命令无故障结束时，邮件已写入磁盘。服务器运行时也可使用；服务器在下一拍取走。以 75 结束时，邮件服务器应稍后再试：机构目前不接收、等待的邮件过多或磁盘未能写入。以 69 结束时，邮件超过可接收的长度。
    .after =
        示例
          tidegate --data /srv/desk mail receive
help-mail-list = 列出被搁置的邮件及其原因
help-mail-read = 输出一封被搁置的邮件，或按原样写入文件
    .long =
        每次读取均予记录，“tidegate mail list”显示时间。在终端上，会操纵终端的内容只显示而不起作用；文件保存收到的每一个字节。
    .after =
        示例
          tidegate mail read 0a1b2c --to mail.eml
    .mail = 其编号，见“tidegate mail list”
    .to = 写入的新文件，仅其所有者可读
help-mail-take = 重新接收一封被搁置的邮件
    .long =
        下此指示者已看过该邮件：即使可能由机器写成或数量过多，也作为报告或答复接收。仍无法接收的留在原处。
    .mail = 其编号，见“tidegate mail list”
help-mail-again = 重新发送一个案件中三天后放弃的邮包
    .case = 案件，以其代号或编号
help-mail-drop = 丢弃一封被搁置的邮件
    .mail = 其编号，见“tidegate mail list”
help-mail-key = 显示机构自己的 OpenPGP 密钥，或生成一把
    .long =
        输出的是公钥部分，供所有人使用；亦见于机构地址下的 mail-key.asc。私钥部分与机构数据一同密封保存。已被替换的密钥仍能打开以其加密的内容。
    .after =
        示例
          tidegate mail key --make reports@desk.example
          tidegate mail key
    .make = 为该地址生成新密钥，自此启用

mail-opened = 服务器运行时，从 { $folder } 接收以邮件提交的报告。
mail-shut = 不再接收以邮件提交的报告。
mail-not-open = 机构不接收以邮件提交的报告；请用 `tidegate mail open` 开启
mail-too-long = 邮件超过可接收的最大长度 { $most } MiB
mail-full = 等待接收的邮件过多；请稍后再试
mail-written = 邮件已写入 { $file }。
mail-taken = 该邮件现已在案件 { $handle } 中。
mail-still-aside = 仍无法接收，继续搁置：{ $why }
mail-not-now = 目前无法启动读取该邮件的进程；请再试
mail-machines-gone = 机器自动写的、因有更新邮件或过久而丢弃的邮件：{ $count }；最近一次在 { $at }。
mail-content-gone = 邮件“{ $mail }”的内容已不存在
head-size = 大小
head-mail-read = 最近读取
mail-none-aside = 没有被搁置的邮件。
mail-none-such = 没有被搁置的邮件“{ $mail }”；可用 `tidegate mail list` 列出
mail-again = 服务器运行时重新发送的邮包：{ $count }。
mail-dropped = 邮件 { $mail } 已丢弃。
head-mail = 邮件
head-put-aside = 搁置时间
head-why = 原因

mail-aside-no-message = 无法读取：不是邮件
mail-aside-no-sender = 未写明发件人
mail-aside-empty = 没有内容
mail-aside-too-long = 超过可接收的长度；文件位于 too-long 文件夹
mail-aside-not-for-us = 并非以机构的密钥加密；请发件人用 `tidegate mail key` 所示密钥加密
mail-aside-damaged = 无法读取：加密内容已损坏
mail-aside-automatic = 由机器自动写成：退信、自动答复或邮件列表
mail-aside-shut = 机构目前不以此方式接收报告，出于自身决定或法律规定
mail-aside-not-answer = 该邮件答复机构的邮件，但不能作为发现者的消息：为空、超出数量或其文件没有空间
mail-aside-many-parts = 其文本或文件超过五十个
mail-aside-too-many = 一小时内来自该发件人或总数的报告过多；可用“tidegate mail take”接收
mail-aside-unproven = 该邮件答复机构的邮件，但未以发现者登记的密钥签名；已告知发现者如何答复
mail-aside-came-before = 此前已收到但所附文件不同，或其案件已被清除
mail-aside-unreadable = 无法读取
mail-aside-too-costly = 读取该邮件占用的内存或时间过多
mail-aside-taken-back = 该邮件答复的邮件所涉报告，其发现者已撤回报告或地址

notice-mail-aside = 有一封可能由人撰写的邮件被搁置；`tidegate mail list` 显示原因与可采取的处理
notice-mail-no-room = 邮件正在等待：搁置处已满；请查看 `tidegate mail list` 并丢弃已处理的邮件
notice-mail-stopped = 邮件正在等待：其文件夹或读取程序无法打开；服务器日志载有原因
notice-report-taken = 已收到您的报告
notice-claim = 此链接仅显示一次您的返回凭码，自本邮件发出起十四天内有效。请保存该凭码：凭此可查看报告进展并与机构通信。
notice-claim-withheld = 您的报告经过加密，但其中没有附上属于您的地址且可用的密钥。因此本邮件未加密，且不含返回链接：传递邮件者可能会使用它。请以机构的密钥（见下）加密后重新发送报告，并附上您自己的公钥；其答复将加密并含有该链接。请在其中注明上述案件。
notice-answer-unproven = 一封给本机构的答复未被视为您所写
notice-answer-unproven-how = 有人以您的名义用邮件答复，但该邮件未以随您的报告而来的密钥整体签名，或签名早于其所答复的邮件，因此已被搁置。如果是您本人：请以该密钥对整封邮件签名，或在您的页面上书写。

claim-title = 您的返回凭码
claim-text = 按下按钮后，凭码仅显示一次。请先准备好保存方式。
claim-do = 显示凭码
claim-shown = 请保存此凭码，它仅显示这一次。持有者可看到报告的进展，并以您的身份与机构通信；您所写的内容不再显示。
claim-used = 此链接已用过或已失效，或不存在。若不是您本人使用，请以其他方式与机构联系。

mail-key-apart = 随此邮件而来的公钥不属于案件内容：公钥会透露其所有者
mail-goes-on = 正文未完；全文见文件 message.txt
mail-title-apart = 标题在加密或签名的部分之外
mail-encrypted-from = 以下为加密内容
mail-encrypted-to = 加密内容到此为止；其外的内容未加密
mail-signed-from = 以下为已签名内容
mail-signed-to = 已签名内容到此为止；其外的内容未签名

message-by-mail-proven = 以邮件送达，由登记的密钥签名
message-by-mail-unproven = 以邮件送达，未经证实：任何知道该地址的人都可能写成
mine-by-mail-unproven = 以邮件送达，未经证实：如非您本人所写，请告知机构

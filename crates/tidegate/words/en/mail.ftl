# OpenPGP keys, and mails in and out.

notice-not-encrypted = it could not be encrypted
notice-encrypted = encrypted
notice-key-expired = in the clear, because the key on record has expired
notice-key-revoked = in the clear, because the key on record was revoked by its owner
notice-key-unusable = in the clear, because nothing can be encrypted to the key on record
notice-your-key-expired = This mail is not encrypted: your key on record has expired. Put a new one, or the same with its new end, on your account page, or send it to the office.
notice-your-key-revoked = This mail is not encrypted: your key on record was revoked. Put a new one on your account page, or send it to the office.
notice-your-key-unusable = This mail is not encrypted: nothing can be encrypted to your key on record. Put another one on your account page, or send it to the office.

key-expired = expired: mails are not encrypted to it
key-revoked = revoked by its owner: mails are not encrypted to it
key-age = for files: mails are encrypted to OpenPGP keys only
key-damaged = its self-signatures do not hold: mails are not encrypted to it
key-cannot-encrypt = it has no part to encrypt to: mails are not encrypted to it

error-key-expired = the key { $key } expired on { $at }; have its owner extend it, export it again and paste all of it
error-key-revoked = the key { $key } was revoked by its owner; ask for the new one
error-key-cannot-encrypt = the key { $key } has no part that mails can be encrypted to, or one of RSA that is shorter than 2048 bits; ask for a key with an encryption subkey
error-key-unsigned = the key { $key } carries no signature of its own that holds; export it again and paste all of it
error-key-age = mails are encrypted to OpenPGP keys only; paste an OpenPGP key with its armour
error-own-key = the office's own OpenPGP key could not be made or read; make another with `tidegate mail key --make ADDRESS`

account-key = OpenPGP key for mails
account-key-text = With your public key on record, mails from this office to you are encrypted, and their subject says nothing. The address to which they go is chosen on the page of notices.
account-key-address = How you are told
account-key-since = on record since { $at }
account-key-until = usable until { $at }
account-key-replace = Until you put another on record, mails to you go in the clear, without content, as before.
account-key-end = Take the key off record
account-key-new = OpenPGP public key, with its armour
account-key-keep = Keep the key
account-done-key = Mails to you are encrypted to this key from now on.
account-done-key-end = No key is on record any more; mails to you go in the clear, without content.

member-key = Mails to { $login } are encrypted to { $key }, on record since { $at }.
member-no-key = No key of { $login } is on record; mails go in the clear, without content.
help-member-key = Show, keep or drop the key to which mails to a member are encrypted
    .long =
        The key is an OpenPGP public key in its armour. It is checked when it is kept: that its own signatures hold, that it has not expired and was not revoked, and that something can be encrypted to it. When it expires later, mails go in the clear, without content, and say so.
    .login = the member
    .file = the file with the public key; without it the key on record is shown
    .drop = take the key off record

parcel-subject = { $handle }: content for you
parcel-body = What is attached was let out to you by a recorded decision in the case { $handle }. It is undisclosed: keep it to those who need it, and do not pass it on before the office says so. You may get this mail twice; both are the same.
parcel-no-key = no OpenPGP key of the organisation is on record; content is never mailed without one: put its key into the register
parcel-key-expired = the key of the organisation has expired; put the extended or a new one into the register
parcel-key-revoked = the key of the organisation was revoked by its owner; put the new one into the register
parcel-key-unusable = nothing can be encrypted to the key of the organisation; put another one into the register
participants-by-mail = let out by mail
participants-mail-do = Put to the gate and mail, encrypted
participants-no-mail = nothing can be mailed to { $name }: { $why }
letter-no-files = files are not mailed: let it out to the page of the organisation, where its people fetch it

mail-no-key = The office has no OpenPGP key of its own; make one with `tidegate mail key --make ADDRESS`.
mail-key = The OpenPGP key of the office, made { $at }: { $key }
help-mail = Reports by mail, and the OpenPGP key of the office's own mails
    .long =
        Mails to whoever put an OpenPGP key on record are encrypted. Where the office has a key of its own, they are signed with it, and whoever reports by mail can encrypt to it. A report by mail becomes a case under embargo at once; the answer holds a link under which the way back is fetched once.
help-mail-open = Take in reports by mail
    .long =
        The server empties a Maildir at each beat. Have the mail server deliver into it, or pipe each message to "tidegate mail receive". What machines wrote by themselves opens no case and is not answered. What cannot be taken is put aside, sealed under a key of its own: what machines wrote for thirty days at most, what people wrote until somebody drops it; a message that is too long lies in the folder too-long as it came, for thirty days. No message of a case is kept as it came: what it says is in the case.
    .after =
        Examples
          tidegate mail open
          tidegate mail open --folder /var/mail/reports
    .folder = the Maildir [mail, in the folder of the office]
help-mail-shut = Take in no reports by mail any more; what lies in the folder stays there
help-mail-receive = Deliver a message from the standard input, as a mail server pipes it
    .long =
        The message is on the disk once the command ends without a fault. It works while a server runs; the server takes the message at its next beat. Where it ends with 75, the mail server is to try again: the office takes in none now, too many wait, or the disk did not take it. Where it ends with 69, the message is longer than is taken.
    .after =
        Example
          tidegate --data /srv/desk mail receive
help-mail-list = List the messages that were put aside, with the reason
help-mail-read = Print a message that was put aside, or write it to a file as it came
    .long =
        That it was read is noted, and "tidegate mail list" shows when. On the terminal, what would steer it is shown and does nothing; the file holds each byte as it came.
    .after =
        Example
          tidegate mail read 0a1b2c --to mail.eml
    .mail = its id, as "tidegate mail list" shows it
    .to = a new file to write it to, which its owner alone may read
help-mail-take = Take a message again that was put aside
    .long =
        Whoever says so looked at it: it is taken as a report or an answer although a machine may have written it or too many came. What still cannot be taken stays where it is.
    .mail = its id, as "tidegate mail list" shows it
help-mail-again = Send the parcels of a case again that were given up after three days
    .case = the case, by its handle or id
help-mail-drop = Drop a message that was put aside
    .mail = its id, as "tidegate mail list" shows it
help-mail-key = Show the office's own OpenPGP key, or make one
    .long =
        What is printed is the public part, for everybody; it also stands at mail-key.asc under the address of the office. The private part is kept sealed with the office's data. One that was replaced still opens what was encrypted to it.
    .after =
        Examples
          tidegate mail key --make reports@desk.example
          tidegate mail key
    .make = make a new key for this address, which is used from now on

mail-opened = Reports by mail are taken in from { $folder } while a server runs.
mail-shut = No reports are taken in by mail any more.
mail-not-open = the office takes in no reports by mail; open it with `tidegate mail open`
mail-too-long = the message is longer than { $most } MiB, which is the most that is taken
mail-full = too many messages wait to be taken in; it is to be tried again later
mail-written = The message is in { $file }.
mail-taken = The message is in the case { $handle } now.
mail-still-aside = it still cannot be taken, and stays put aside: { $why }
mail-not-now = nothing can be begun now to read the message; try again
mail-machines-gone = Messages that machines wrote and that were dropped for newer ones or as too old: { $count }; the last { $at }.
mail-content-gone = the content of the message `{ $mail }` is not there any more
head-size = size
head-mail-read = last read
mail-none-aside = No message was put aside.
mail-none-such = no message `{ $mail }` was put aside; `tidegate mail list` lists them
mail-again = Parcels that are sent again while a server runs: { $count }.
mail-dropped = The message { $mail } is dropped.
head-mail = mail
head-put-aside = put aside
head-why = why

mail-aside-no-message = it could not be read: it is no message
mail-aside-no-sender = it names nobody who sent it
mail-aside-empty = it says nothing
mail-aside-too-long = it is longer than is taken; the file lies in the folder too-long
mail-aside-not-for-us = it was not encrypted to a key of the office; ask the sender to encrypt to the key of `tidegate mail key`
mail-aside-damaged = it could not be read: what was encrypted is damaged
mail-aside-automatic = a machine wrote it by itself: a bounce, an automatic answer or a mailing list
mail-aside-shut = the office takes in no reports by this way now, by its own decision or by law
mail-aside-not-answer = it answers a mail of the office and cannot be one of the finder's messages: empty, one too many, or with a file that there is no room for
mail-aside-many-parts = it has more than fifty texts or files
mail-aside-too-many = too many reports came within an hour from its sender, or in all; "tidegate mail take" takes it
mail-aside-unproven = it answers a mail of the office and is not signed by the finder's key on record; the finder was told how to answer
mail-aside-came-before = it came before with other files, or its case is erased
mail-aside-unreadable = it could not be read
mail-aside-too-costly = reading it took too much memory or time
mail-aside-taken-back = it answers a mail about a report whose finder took the report or the address back

notice-mail-aside = A mail that a person may have written was put aside; `tidegate mail list` shows why, and what can be done
notice-mail-no-room = Mails wait: there is no room for what is to be put aside; look at `tidegate mail list` and drop what is done with
notice-mail-stopped = Mails wait: their folder or a reader for them cannot be opened; the journal of the server says why
notice-report-taken = Your report was received
notice-claim = This link shows the code of your way back once, within fourteen days of this mail. Keep the code: with it you see what became of your report and write to the office.
notice-claim-withheld = Your report came encrypted, and no key came along within it that is of your address and can be used. So this mail goes in the clear, and the link to your way back is not in it: whoever carries the mail could use it. Send the report again, encrypted to the key of the office (below), with your own public key attached; the answer to that is encrypted and holds the link. Name the case above in it.
notice-answer-unproven = An answer to this office was not taken as yours
notice-answer-unproven-how = Somebody answered by mail in your name, and the mail was not signed as a whole with the key that came with your report, since the mail that it answers. It was put aside. If it was you: sign the whole mail with that key, or write on your page.

claim-title = Your way back
claim-text = The code is shown once, when you press the button. Have something at hand to keep it.
claim-do = Show the code
claim-shown = Keep this code. It is shown this once. Whoever has it sees what became of your report and writes to the office as you; what you wrote is not shown again.
claim-used = This link is used up or has ended, or there is none like it. If it was not you who used it, write to the office by another way.

mail-key-apart = A public key that came with this mail is no part of the case: it names its owner
mail-goes-on = The text goes on; the whole is the file message.txt
mail-title-apart = The title stood outside of what was encrypted or signed
mail-encrypted-from = encrypted from here
mail-encrypted-to = to here; what is outside was in the clear
mail-signed-from = signed from here
mail-signed-to = to here; what is outside was not signed

message-by-mail-proven = by mail, signed with the key on record
message-by-mail-unproven = by mail, unproven: anybody may have written it who knew the address
mine-by-mail-unproven = by mail, unproven: if it was not you, say so to the office

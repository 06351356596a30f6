# Declarations: where data are kept, what is bought, how encryption works.

declare-register-data = Where data are kept
declare-register-products = Products bought
declare-register-encryption = Encryption of products
declare-lead-data = Where this office keeps data: every store, backup and replica, and whether what is kept there goes abroad. Each is put to the book when it is declared; the answer stays beside it.
declare-lead-products = What this office buys, with origin and certificate. The book says of each: allowed, only if no domestic product serves, or refused, with the article; the reason stays on record.
declare-lead-encryption = How the encryption of a product works, per product and version: algorithms, key lengths, key management, and where it is documented. No text found orders it; what the press told is a house rule. The law asks for certification before sale and a licence for the import: the form asks for both. Never a key, a secret parameter or source code.
declare-none = Nothing has been declared here.
declare-replaced = replaced
declare-head-file = File
declare-head-title = What
declare-head-answer = Answer
declare-head-at = Recorded
declare-answer-none = the book has nothing to say of it
declare-answer-allowed = allowed
declare-answer-only-if = only on conditions, such as that no domestic product serves
declare-answer-if = allowed on conditions
declare-answer-not-forbidden = not forbidden
declare-duties = Duties that look at the cryptography of the product
declare-owed-yes = owed
declare-owed-open = depends on what is not known
declare-owed-no = not owed as things were declared
declare-owed-off = as the press reported; this office has not switched the rule on
declare-duty-because = Not owed, because: { $facts }
declare-answer-refused = refused
declare-answer-person = a named person decides
declare-recorded = { $handle }: decided by { $by }, on record since { $at }
declare-reasons = Reasons: { $reasons }
declare-other-today = Under the book in use the answer would be another, or cannot be asked for; what follows, if anything, is the answer of today's book as of that day.
declare-no-register = there is no register `{ $register }`; there are data, products and encryption
declare-other-register = `{ $name }` stands in another register; a declaration replaces one of its own
declare-no-place = { $field }: `{ $value }` is not the code of a place, such as CN or DE
declare-no-value = { $field }: `{ $value }` is none of its values
declare-empty = { $field } is empty; fill it in
declare-too-long = { $field } is too long; shorten it
declare-secret = { $field } holds what looks like a key. A declaration holds no secrets: say where it is documented
declare-unreasoned = the answer is “{ $answer }”: a named person decides, and gives reasons
declare-field-name = Name
declare-field-keeps = What sort of place
declare-field-place = Where (code of the place)
declare-field-goes-abroad = Whether it goes on to somebody abroad
declare-field-maker = Maker
declare-field-origin = Origin (code of the place)
declare-field-certificate = Certificate or test report, by number
declare-field-no-domestic = Why no domestic product serves
declare-field-product = Product
declare-field-version = Version
declare-field-algorithms = Algorithms
declare-field-key-lengths = Key lengths
declare-field-key-management = Key management
declare-field-documented-at = Where it is documented
declare-field-reasons = Reasons
declare-field-decided-by = Who decides, by name
declare-keeps-store = store
declare-keeps-backup = backup
declare-keeps-replica = replica
declare-yes = yes
declare-no = no
declare-unknown = not known
declare-page-new = Declare
declare-page-facts = What else the answer rests on
declare-page-ground = On which ground it goes abroad
declare-no-field = the register has no field `{ $field }`; it has: { $known }
declare-page-grade = Grade of the data
declare-page-ask = Ask the book
declare-page-answer = What the book answers
declare-page-do = Put on record
declare-page-reasons-hint = Needed where a named person decides; otherwise as you like.
declare-page-replaces = Replaces (handle of an earlier declaration)
declare-page-receipt = Receipt
declare-page-document = What it proves
declare-page-receipt-text = The receipt proves, offline and for ever, that this declaration was on record then. Check it with the key of the log.
declare-page-same = The book in use answers as it was answered then.
declare-page-later = It was replaced by a later declaration.
error-declared-elsewhere = a declaration has a file of its own; declare it in its register
error-reserved-declaring = declare something about the office
event-declared = declared: { $title }
source-declaration = declaration

help-declare = Declare where data are kept, what is bought, or how encryption works; or read these registers
    .long =
        Without --set: the declarations of the register, or one of them with its answer. With --set: what the book answers, and nothing is recorded. With --by as well: the declaration is put on record, with a leaf on the log and a receipt; nothing is ever removed, a later one replaces an earlier one.

        Fields of data: name, keeps (store, backup, replica), place, goes_abroad (true, false). Of products: name, maker, origin, certificate, no_domestic (why no domestic product serves). Of encryption: product, version, algorithms, key_lengths, key_management, documented_at; never a key. Whatever else the answer rests on is said with --fact.

        With --set the exit code is that of the answer, recorded or not: 0 not forbidden, 3 refused, 4 unclear, 5 collision. A field that is empty, too long or looks like a key ends with 2, and the book is not asked.
    .after =
        Examples
          tidegate declare products
          tidegate declare products --set name="Wall 5" --set maker=Acme --set origin=US \
            --fact product_is_security=true --fact for_level_three=true
          tidegate declare data --set name=ledger --set keeps=backup --set place=CN \
            --set goes_abroad=false --fact data_grade=important --by "Wang Fang" --receipt r.json
    .register = data, products or encryption
    .declaration = a declaration, by its handle or id
    .set = a field with its text; may be repeated
    .fact = a fact of the book with its value; may be repeated
    .replaces = the declaration that it replaces, by its handle or id
    .by = who decides, by name; puts it on record
    .reasons = why; needed where a named person decides
    .receipt = the file for the receipt
    .document = the file for what the receipt proves
    .acting_as = who records it, by name [TIDEGATE_AS, or the account]

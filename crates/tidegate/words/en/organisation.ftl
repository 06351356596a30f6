# The register of organisations, their people, and what these see.

frame-organisations = Organisations
frame-ours = Our matters

organisations-title = Organisations
organisations-lead = The manufacturers, suppliers, operators, authorities and coordinators with which this office works. Each is the same party in every case in which it takes part.
organisations-none = There is none yet.
organisations-new = Add an organisation
organisations-add = Add
organisation-known = { $name } goes by this name already; change that entry instead
organisation-none = the register has no organisation `{ $named }`, or more than one goes by that name; use its id
organisation-changed = somebody else changed this organisation meanwhile; look at it again and repeat your change
organisation-nobody = nobody of the organisation has the login `{ $login }`
organisation-not-said = not said
organisation-change = Change
organisation-write = Keep the change
organisation-editions = Who changed this entry when
organisation-edition-fields = changed: { $fields }
organisation-keys-note = Compare a fingerprint with its owner over another way before you trust the key.
organisation-field-name = Name
organisation-field-name-zh = Name in Chinese
organisation-field-aliases = Other names
organisation-field-kind = Kind
organisation-field-roles = What it is
organisation-field-authority = Which authority of the book it is
organisation-field-established = Where it is established
organisation-field-markets = Markets
organisation-field-domains = Domains
organisation-field-contacts = How its response team is reached
organisation-field-keys = Public keys
organisation-field-security-txt = security.txt
organisation-hint-aliases = One per line: brands, former names, short forms.
organisation-hint-established = A code such as CN or DE.
organisation-hint-markets = Codes such as EU CN, where it makes products available.
organisation-hint-contacts = One per line, with languages: psirt@example.com en zh
organisation-hint-keys = OpenPGP in its armour, or age1…; several one below the other.
organisation-hint-security-txt = Paste the file as its domain publishes it (RFC 9116).
organisation-hint-authority = Its key, such as cn_miit; empty for most.
organisation-role-manufacturer = Manufacturer
organisation-role-supplier = Supplier
organisation-role-operator = Operator
organisation-role-authority = Authority
organisation-role-coordinator = Coordinator

security-txt-expired = This security.txt has expired; ask its owner for the one that counts.
security-txt-signed = A signature stands around it; it was not checked.
security-txt-line = Line { $line } is neither a field nor a comment.
security-txt-empty = Line { $line } names a field without a value.
security-txt-not-https = Line { $line } has a link that is not under https.
security-txt-no-contact = It names no contact.
security-txt-expires = It must say once, and only once, until when it is meant.
security-txt-no-date = The date until which it is meant cannot be read.
security-txt-languages = It names its languages more than once.
security-txt-long = It is longer than is read here.

people-title = People
people-lead = Whoever may sign in for { $name }. They see what concerns { $name }, and nothing else of this office.
people-none = There is nobody yet. Let an administrator of the organisation in first; they let in the others.
people-new = { $name } may sign in
people-new-text = Hand over login and passphrase, each by another way. The passphrase is shown now and never again.
people-head-state = State
people-end = End the account of { $name }
people-add = Let somebody in
people-name = Name, as it stands on record
people-login-hint = 2 to 40 small letters, digits, dots or dashes
people-roles = What they do
people-do = Let in

ours-lead = What this office has to do with your organisation.
ours-about = Your entry in the register of the office
ours-about-note = Tell the office what is wrong or out of date.

error-organisation-name = an organisation has a name, and each of its names is one line of at most 200 characters
error-organisation-kind = `{ $kind }` is no kind; write `organisation` or `individual`
error-organisation-no-role = say what the organisation is: manufacturer, supplier, operator, authority or coordinator
error-organisation-role = `{ $role }` is nothing that an organisation of the register can be; use manufacturer, supplier, operator, authority or coordinator
error-organisation-authority = `{ $key }` is not the key of an authority; write one such as `cn_miit`
error-organisation-domain = `{ $domain }` is not a domain; write one such as `example.com`
error-organisation-contact = `{ $contact }` is not a contact; write an address of mail, https: or tel:, and languages behind it, such as `psirt@example.com en zh`
error-organisation-security-txt = the security.txt is longer than 32 kB; paste the file alone
error-organisation-too-many = a list has at most 100 entries; leave some out
error-key-kind = `{ $text }` is no public key; paste an OpenPGP key with its armour, or a recipient that begins with age1
error-key-private = this is a private key; keep it to yourself and paste the public one
error-organisation-key = the OpenPGP key cannot be read; export it again and paste all of it

help-organisation = Keep the register of organisations: add, list, show, change
help-organisation-add = Add an organisation
    .long =
        Take an organisation into the register: a manufacturer, supplier, operator, authority or coordinator with which the office works. Its id is that of its party in every case. A key is an OpenPGP public key in its armour or a recipient of age; what is shown of it is its fingerprint. A security.txt is read by RFC 9116 and every fault of it is named.
    .after =
        Examples
          tidegate organisation add "Acme Networks" --role manufacturer --established DE --market EU,CN --contact "psirt@acme.example en zh"
          tidegate member add acme.mei --name "Mei" --role organisation-administrator --organisation "Acme Networks"
    .name = its name
    .zh = its name in Chinese
    .alias = another name it goes by; may be repeated
    .kind = organisation, or individual such as a single maintainer [organisation]
    .role = manufacturer, supplier, operator, authority or coordinator; may be repeated or separated by commas
    .authority = the key of the authority in the book, if it is one
    .established = where it is established, by code
    .market = where it makes products available, by code; may be repeated
    .domain = a domain of its own; may be repeated
    .contact = how its response team is reached, with languages: "psirt@example.com en zh"; may be repeated
    .key = a file with a public key; may be repeated
    .security_txt = a file with its security.txt
    .acting_as = who adds it, by name [TIDEGATE_AS, or the account]
help-organisation-list = List the organisations
help-organisation-show = Show an organisation
    .organisation = its id or one of its names
help-organisation-change = Change an organisation; what it was before is kept
    .organisation = its id or one of its names
    .name = a new name
    .zh = its name in Chinese
    .alias = its other names, in place of those that are kept; may be repeated
    .kind = organisation or individual
    .role = what it is, in place of what is kept; may be repeated or separated by commas
    .authority = the key of the authority in the book
    .established = where it is established, by code
    .market = where it makes products available, in place of what is kept; may be repeated
    .domain = its domains, in place of those that are kept; may be repeated
    .contact = how its response team is reached, in place of what is kept; may be repeated
    .key = a file with a public key, in place of those that are kept; may be repeated
    .security_txt = a file with its security.txt
    .acting_as = who changes it, by name [TIDEGATE_AS, or the account]
organisation-head-established = established
organisation-head-id = id

catalogue-title = Product catalogue
catalogue-lead = The products of this organisation and the components in them. A case about one of them, or about a component, leads to it.
catalogue-none = There is no product in it yet.
catalogue-changed = Last written { $at }
catalogue-components = { $count ->
    [one] One component
   *[other] { $count } components
}
catalogue-add = Add products
catalogue-text = CSV, or a bill of materials
catalogue-hint = CSV with these heads, or CycloneDX or SPDX 2.3 as JSON. All of it is taken in, or nothing; a product of the same name and version is replaced.
catalogue-do = Take in

error-catalogue-no-head = the first line must name the columns, and one of them is name
error-catalogue-column = `{ $column }` is no column; use name, version, purl, cpe, supplier and component_of
error-catalogue-fields = line { $line } has not as many fields as the first line; quote a field that holds a comma
error-catalogue-quotation = the quotation that begins in line { $line } does not end
error-catalogue-no-name = line { $line } names nothing; give it a name
error-catalogue-purl = line { $line }: `{ $text }` is not a package URL; write for example pkg:npm/left-pad@1.3.0
error-catalogue-cpe = line { $line }: `{ $text }` is not a CPE 2.3 name; write for example cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*
error-catalogue-component = line { $line }: no line names the product `{ $text }`; add one
error-catalogue-more = { $count } more
error-catalogue-long = a catalogue has at most 20000 products and components; take in fewer
error-bill-form = this is neither CSV nor CycloneDX nor SPDX 2.3 as JSON
error-bill-no-product = the bill does not name the product that it is of; export it with its root component

participants-why-purl = Its catalogue has "{ $product }" with the same package URL.
participants-why-cpe = Its catalogue has "{ $product }" with the same maker and product in its CPE name.
participants-why-product = Its catalogue has a product "{ $product }" of this name.
participants-why-component-purl = Its product "{ $product }" has the component "{ $component }" with the same package URL.
participants-why-component-cpe = Its product "{ $product }" has the component "{ $component }" with the same maker and product in its CPE name.
participants-why-component-name = Its product "{ $product }" has a component "{ $component }" of this name.
participants-why-supplier = A catalogue names "{ $name }" as the supplier of what the case is about.

help-organisation-catalogue = Show the product catalogue of an organisation, or take a file into it
    .long =
        Without FILE, list the products with their components. With FILE, take in CSV (heads: name, version, purl, cpe, supplier, component_of), or a bill of materials as CycloneDX or SPDX 2.3 in JSON. All of it is taken in, or nothing and every line that is wrong is named. A product of the same name and version is replaced.
    .organisation = its id or one of its names
    .file = CSV, CycloneDX or SPDX 2.3
    .acting_as = who takes it in, by name [TIDEGATE_AS, or the account]

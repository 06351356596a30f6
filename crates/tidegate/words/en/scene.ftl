# Why a line or a question in the words of scenes is not understood. Begun small and without a full stop: it stands
# after the place or the name of what was read.

scene-line = line { $line }: { $why }
scene-form = write { $forms }
scene-form-zone = write `zone` and the name of a zone, such as `zone Asia/Shanghai`
scene-form-at = `{ $at }` has no place here; write { $forms }
scene-beginning = `{ $word }` begins no line of a scene; use `zone`, `house`, `position`, `party`, `product`, a time, `at` or `ask`
scene-of-the-office = `{ $word }` is a matter of the office, not of a case
scene-tells-nothing = `{ $word }` tells nothing; use `tidegate ask`
scene-quote-open = a double quote is not closed
scene-not-a-fact = `{ $text }` is no fact; write `FACT`, `not FACT` or `FACT=VALUE`
scene-not-held = the case has no content of class `{ $class }`; it has: { $held }
scene-not-a-flow = this question is not about a flow; ask whether somebody may do something
scene-no-hour = `{ $text }` gives no hour, and an embargo ends at one; write { $forms }
scene-terms = the terms of an embargo are one to 200 characters
scene-not-a-day = `{ $text }` is no day such as 2026-01-31
scene-none = none

scene-no-party = there is no party `{ $name }`; the case has: { $known }
scene-no-product = there is no product `{ $name }`; the case has: { $known }
scene-no-item = there is no item `{ $name }` in the case
scene-no-recipient = `{ $name }` is neither a party of the case nor a capacity of the book; the case has: { $known }
scene-no-start = there is no start event `{ $name }`; the book has { $known }
scene-no-authority = there is no authority `{ $name }`; the book has { $known }
scene-no-duty = there is no duty `{ $name }` in the book; `tidegate law list` shows the statutes, `tidegate law show STATUTE` their duties
scene-no-role = there is no role `{ $name }`; there are { $known }
scene-no-act = there is no act `{ $name }`; there are { $known }
scene-no-state = there is no state of disclosure `{ $name }`; there are { $known }
scene-no-content = `{ $name }` is no class of content, party or product; the classes are { $known }

scene-fact-of-flaw = `{ $fact }` is a fact of the flaw itself; name no party or product
scene-fact-of-product = `{ $fact }` is a fact of a product; name the product
scene-fact-of-content = `{ $fact }` is a fact of content; name a class such as `technical`
scene-fact-of-party = `{ $fact }` is a fact of a party; name the party
scene-fact-of-flow = `{ $fact }` belongs to a single flow; give it with the question, as `… if { $fact }`
scene-fact-of-reading = `{ $fact }` is a reading of the law; an office adopts a position on it, a case does not

//! What looks like a key: no declaration holds one.

/// So many hexadecimal digits or base64 letters on end are a key and no word.
const KEY_LIKE: usize = 32;

/// Whether the text of a field holds what looks like a key.
pub(super) fn is_in(field: &str, text: &str) -> bool {
    // Where something is documented, the digest of the document is no secret.
    match field == DOCUMENTED_AT {
        true => is_like_a_key(&without_digests(text)),
        false => is_like_a_key(text),
    }
}

/// The field that says where something is documented.
const DOCUMENTED_AT: &str = "documented_at";

/// The text without digests of SHA-256 that are named as such: `sha256:` or `SHA-256 `, and 64 hexadecimal digits.
fn without_digests(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = named_digest(rest) {
        let (before, after) = rest.split_at(start);
        kept.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    kept.push_str(rest);
    kept
}

/// Where the first digest that is named as one of SHA-256 begins.
fn named_digest(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let names = ["sha256", "sha-256"];
    let ends =
        names.iter().flat_map(|name| lower.match_indices(name).map(|(at, _)| at + name.len()));
    let mut starts: Vec<usize> = ends
        .filter_map(|end| {
            let after = lower.get(end..)?;
            let hex = after.trim_start_matches([':', '=', ' ', '-']);
            let digits = hex.bytes().take_while(u8::is_ascii_hexdigit).count();
            let goes_on = hex.get(digits..)?.starts_with(|c: char| c.is_ascii_alphanumeric());
            (digits == SHA_256 && !goes_on && hex.len() < after.len())
                .then(|| end + after.len() - hex.len())
        })
        .collect();
    starts.sort_unstable();
    starts.first().copied()
}

/// The hexadecimal digits of a digest of SHA-256.
const SHA_256: usize = 64;

/// Whether a text holds a run of letters and digits as keys have them, in one piece or in groups of hexadecimal digits, or
/// the frame of a key file.
fn is_like_a_key(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '=');
    let key = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let has = |of: fn(&char) -> bool| word.chars().any(|c| of(&c));
        let mixed = digits > 0 && has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase);
        word.len() >= KEY_LIKE && (mixed || digits * 8 >= word.len())
    };
    let framed = text.contains("-----BEGIN") || text.contains("PRIVATE KEY");
    framed || text.split(|c: char| !letters(c)).any(key) || grouped_key(text)
}

/// Whether hexadecimal digits stand in groups with nothing but spaces, colons or commas between them, so many together
/// that they are a key. A list of lengths has no letters in it, and groups of a key are of whole bytes.
fn grouped_key(text: &str) -> bool {
    let between = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '_');
    let (mut digits, mut letters, mut numerals) = (0, 0, 0);
    for word in text.split(between).filter(|word| !word.is_empty()) {
        let bare =
            word.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | '[' | ']' | '{' | '}'));
        let bare = bare.strip_prefix("0x").or_else(|| bare.strip_prefix("0X")).unwrap_or(bare);
        let group = bare.len() % 2 == 0 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !group || bare.is_empty() {
            (digits, letters, numerals) = (0, 0, 0);
            continue;
        }
        digits += bare.len();
        letters += bare.bytes().filter(u8::is_ascii_alphabetic).count();
        numerals += bare.bytes().filter(u8::is_ascii_digit).count();
        if digits >= KEY_LIKE && letters > 0 && numerals * 8 >= digits {
            return true;
        }
    }
    false
}

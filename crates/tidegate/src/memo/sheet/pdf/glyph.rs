//! Which of the two fonts has a character, how wide it is there, and what stands for one that neither has.
//!
//! It knows measures and codes, nothing of pages.

use std::fmt::Write as _;

/// A character in a font of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Helvetica: the code in `WinAnsiEncoding`, and the width in thousandths of the size.
    Western(u8, u16),
    /// STSong-Light: the code in UTF-16; as wide as it is high.
    Chinese(u16),
}

/// The mark of a point.
pub(super) const MARK: Face = Face::Western(0x95, 350);

/// The widths of Helvetica from the space to the tilde (Adobe's metrics of the fourteen standard fonts).
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Those of Latin-1 from the no-break space on.
const LATIN: [u16; 96] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333,
    333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667,
    1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778,
    722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556,
    278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556,
    500,
];

/// What Latin-1 has not and the encoding has.
const MORE: [(char, u8, u16); 17] = [
    ('€', 0x80, 556),
    ('…', 0x85, 1000),
    ('Š', 0x8a, 667),
    ('Œ', 0x8c, 1000),
    ('Ž', 0x8e, 611),
    ('‘', 0x91, 222),
    ('’', 0x92, 222),
    ('“', 0x93, 333),
    ('”', 0x94, 333),
    ('•', 0x95, 350),
    ('–', 0x96, 556),
    ('—', 0x97, 1000),
    ('™', 0x99, 1000),
    ('š', 0x9a, 500),
    ('œ', 0x9c, 944),
    ('ž', 0x9e, 500),
    ('Ÿ', 0x9f, 667),
];

impl Face {
    /// The width in thousandths of the size.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Western(_, width) => usize::from(width),
            Self::Chinese(_) => 1000,
        }
    }

    /// Whether it is set in Helvetica.
    pub(super) fn is_western(self) -> bool {
        matches!(self, Self::Western(..))
    }

    /// What stands for it in the file.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Western(code, _) => vec![code],
            Self::Chinese(code) => code.to_be_bytes().to_vec(),
        }
    }

    /// The code in the Chinese font.
    pub(super) fn code(self) -> Option<u16> {
        match self {
            Self::Western(..) => None,
            Self::Chinese(code) => Some(code),
        }
    }
}

/// A character in the font that has it; a question mark where neither has.
pub(super) fn face(c: char, chinese: bool) -> Face {
    found(c, chinese).unwrap_or(Face::Western(b'?', 556))
}

/// A text in which each character that neither font has is written by its code point.
pub(super) fn written(text: &str, chinese: bool) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match found(c, chinese) {
            Some(_) => written.push(c),
            None => {
                let _ = write!(written, "[U+{:04X}]", u32::from(c));
            }
        }
    }
    written
}

fn found(c: char, chinese: bool) -> Option<Face> {
    // Quotation marks and dashes of a Chinese text are as wide as its characters.
    if chinese && matches!(c, '‘' | '’' | '“' | '”' | '…' | '—') {
        return song(c);
    }
    western(c).or_else(|| song(c))
}

fn western(c: char) -> Option<Face> {
    let code = u32::from(c);
    if let Some((_, code, width)) = MORE.iter().find(|one| one.0 == c) {
        return Some(Face::Western(*code, *width));
    }
    let (widths, first) = if code < 0xa0 { (&ASCII[..], 0x20) } else { (&LATIN[..], 0xa0) };
    let place = usize::try_from(code.checked_sub(first)?).ok()?;
    Some(Face::Western(u8::try_from(code).ok()?, *widths.get(place)?))
}

/// What the encoding has among full-width characters (Adobe-GB1-4 through `UniGB-UTF16-H`), by its larger ranges.
fn song(c: char) -> Option<Face> {
    let has = matches!(c,
        '‘' | '’' | '“' | '”' | '…' | '—' | '‰' | '※' | '℃' | '№' | '√' | '∞' | '≈' | '≠' | '≤' | '≥'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3a9}' | '\u{3b1}'..='\u{3c1}'
        | '\u{3c3}'..='\u{3c9}' | '\u{401}' | '\u{410}'..='\u{44f}' | '\u{451}'
        | '\u{2160}'..='\u{216b}' | '\u{2190}'..='\u{2193}' | '\u{2460}'..='\u{2469}'
        | '\u{2500}'..='\u{254b}' | '■' | '□' | '▲' | '△' | '◆' | '◇' | '○' | '●' | '★' | '☆'
        | '\u{3000}'..='\u{3003}' | '\u{3005}'..='\u{3017}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}' | '\u{3105}'..='\u{312c}' | '\u{3400}'..='\u{4db5}'
        | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}' | '\u{ffe0}'..='\u{ffe5}');
    has.then(|| u16::try_from(u32::from(c)).ok()).flatten().map(Face::Chinese)
}

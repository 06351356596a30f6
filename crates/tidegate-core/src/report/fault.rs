//! What can be wrong with one field of a report, and what to do.

use std::fmt;

/// What is wrong with a field. A value and not a text, so that it can be said in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    /// It is empty.
    Empty,
    /// It is longer than so many characters.
    TooLong(usize),
    /// It has more than so many entries.
    TooMany(usize),
    /// It has a null character.
    Null,
    /// A deadline without its hour or zone.
    NoHour,
    /// The name of a file with a path.
    Path,
    /// Not a media type.
    MediaType,
    /// A file larger than one TiB.
    TooLarge,
    /// Entries that do not begin as they must and end in a number.
    Numbered(&'static str),
    /// Not a CVSS vector.
    Vector,
    /// Anonymous, and yet a name or a way to reach the finder.
    NotAnonymous,
    /// A name or pseudonym is announced and missing.
    NoName,
    /// A time that lies ahead of the arrival of the report.
    Ahead,
    /// Not a table of fields.
    NotATable,
    /// What the reader of the form says.
    Unread(String),
}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty; fill it in"),
            Self::TooLong(most) => {
                write!(f, "it is longer than {most} characters; add the rest as a file")
            }
            Self::TooMany(most) => write!(f, "it has more than {most} entries; leave some out"),
            Self::Null => f.write_str("it has a null character; take it out"),
            Self::NoHour => {
                f.write_str("give the hour and the zone, such as `2027-02-01 17:00 +08:00`")
            }
            Self::Path => f.write_str("give the name alone, without a path"),
            Self::MediaType => f.write_str("write it like `text/plain`"),
            Self::TooLarge => f.write_str("it is more than one TiB; split the file"),
            Self::Numbered(prefix) => write!(f, "write each one like `{prefix}79`"),
            Self::Vector => f.write_str("write vectors like `CVSS:3.1/AV:N/AC:L/…`"),
            Self::NotAnonymous => f.write_str(
                "you stay anonymous, but a name or contact is given; leave it out, or set \
                 `standing` to `pseudonym` or `named`",
            ),
            Self::NoName => f.write_str("give the name or pseudonym, or stay anonymous"),
            Self::Ahead => f.write_str("it lies in the future; give when it was, or leave it out"),
            Self::NotATable => f.write_str("it must be a table of fields"),
            Self::Unread(why) => f.write_str(why),
        }
    }
}

//! Times reckoned back from now: `{-30h}` and `{-5d}`.

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};

/// A line with its times filled in, in UTC.
pub(super) fn filled(line: &str, now: Timestamp) -> anyhow::Result<String> {
    let Some((before, rest)) = line.split_once('{') else { return Ok(line.to_owned()) };
    let wrong = || format!("`{line}` has no time such as {{-30h}} or {{-5d}}");
    let (inner, after) = rest.split_once('}').with_context(wrong)?;
    let back = inner.strip_prefix('-').with_context(wrong)?;
    let hours: i64 = match (back.strip_suffix('h'), back.strip_suffix('d')) {
        (Some(hours), _) => hours.parse().with_context(wrong)?,
        (None, Some(days)) => 24 * days.parse::<i64>().with_context(wrong)?,
        (None, None) => anyhow::bail!(wrong()),
    };
    let at = now.checked_sub(SignedDuration::from_hours(hours)).with_context(wrong)?;
    let written = at.strftime("%Y-%m-%d %H:%M +00:00");
    Ok(format!("{before}{written}{after}"))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn times_are_reckoned_back() {
        let now = "2026-11-25T08:30:00Z".parse().unwrap();
        assert_eq!(
            filled("{-30h} lin learned", now).unwrap(),
            "2026-11-24 02:30 +00:00 lin learned"
        );
        assert_eq!(filled("{-5d} x", now).unwrap(), "2026-11-20 08:30 +00:00 x");
        assert_eq!(filled("2021-11-24 x", now).unwrap(), "2021-11-24 x");
        assert!(filled("{soon} x", now).is_err());
    }
}

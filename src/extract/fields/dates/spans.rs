//! Spans of days, which are no date of anything.

use crate::text::date::Found;

/// Whether a line tells from which day to which: "20/11 - 25/11/2026", "01/07/2026 – 31/07/2026".
pub(super) fn is_span(line: &str, found: &[Found]) -> bool {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let between = |pair: &[Found]| {
        let joint = line.get(pair[0].range.end..pair[1].range.start).unwrap_or_default().trim();
        let joined = joint.chars().count() == 1 && joint.contains(DASHES) || joint == "đến" || joint == "đến ngày";
        joined && !pair[0].moment.has_time() && !pair[1].moment.has_time()
    };
    let begun = || {
        let first = found.first().filter(|first| !first.moment.has_time())?;
        let before = line[..first.range.start].trim_end().strip_suffix(DASHES)?.trim_end();
        let (day, month) = before.rsplit(' ').next()?.split_once('/')?;
        let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        Some(short(day) && short(month))
    };
    found.windows(2).any(between) || begun().unwrap_or(false)
}

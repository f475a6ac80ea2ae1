//! Times in the user's words: ages in the list, day headings, whole dates. Shown in +07:00, whatever the machine's zone.

use crate::model::{Moment, Precision, Timestamp};

use crate::ui::words::{PhraseValue, Words};

/// Ages up to this many seconds are "just now"; slightly future times too (newspapers' clocks differ).
const JUST_NOW_SECONDS: i64 = 60;
/// Ages that are told by what has passed since, not by the hour of the day.
const FRESH_SECONDS: std::ops::Range<i64> = -3_599..21_600;

/// How old something looks in a list: "5 phút trước", "hôm qua 09:23", "12/05/2025".
pub fn age(words: &Words, when: Moment, now: Timestamp) -> String {
    let seconds = now.0 - when.at.0;
    let days = now.vietnam_day() - when.at.vietnam_day();
    if when.has_time() && days <= 1 {
        return match seconds {
            ..JUST_NOW_SECONDS => future_or_now(words, when, now),
            JUST_NOW_SECONDS..3_600 => words.count("age-minutes", whole(seconds / 60)),
            3_600..21_600 => words.count("age-hours", whole(seconds / 3_600)),
            _ if days == 0 => clock(when.at),
            _ => words.with("age-yesterday-at", &[("time", PhraseValue::Text(&clock(when.at)))]),
        };
    }
    match days {
        0 if when.precision >= Precision::Day => words.say("age-today"),
        1 if when.precision >= Precision::Day => words.say("age-yesterday"),
        2..=6 if when.precision >= Precision::Day => words.count("age-days", whole(days)),
        _ => date(when, now),
    }
}

/// The same under the heading of its day: its hour where its age would only name that day.
pub fn age_within_day(words: &Words, when: Moment, now: Timestamp) -> String {
    let fresh = FRESH_SECONDS.contains(&(now.0 - when.at.0));
    if when.has_time() && fresh { age(words, when, now) } else { time(when) }
}

/// The hour that was printed, if one was.
pub fn time(when: Moment) -> String {
    if when.has_time() { clock(when.at) } else { String::new() }
}

fn future_or_now(words: &Words, when: Moment, now: Timestamp) -> String {
    match when.at.0 - now.0 {
        ..3_600 => words.say("age-now"),
        _ if when.at.vietnam_day() == now.vietnam_day() => clock(when.at),
        _ => stamp(when, now),
    }
}

fn whole(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// `09:23`.
pub fn clock(at: Timestamp) -> String {
    at.in_vietnam().map(|c| format!("{:02}:{:02}", c.hour(), c.minute())).unwrap_or_default()
}

/// `12/05`, with the year when it is not this one; `05/2025` for a month.
pub fn date(when: Moment, now: Timestamp) -> String {
    let Some(civil) = when.at.in_vietnam() else { return String::new() };
    if when.precision == Precision::Month {
        return format!("{:02}/{:04}", civil.month(), civil.year());
    }
    if now.in_vietnam().is_some_and(|n| n.year() == civil.year()) {
        return format!("{:02}/{:02}", civil.day(), civil.month());
    }
    format!("{:02}/{:02}/{:04}", civil.day(), civil.month(), civil.year())
}

/// `12/05 09:23`: the date and, where it is known, the time.
pub fn stamp(when: Moment, now: Timestamp) -> String {
    let date = date(when, now);
    if when.has_time() { format!("{date} {}", clock(when.at)) } else { date }
}

/// The heading of a day in the list: "Hôm nay", "Hôm qua", "Thứ Hai 20/11".
pub fn day(words: &Words, at: Timestamp, now: Timestamp) -> String {
    match now.vietnam_day() - at.vietnam_day() {
        0 => words.say("day-today"),
        1 => words.say("day-yesterday"),
        _ => {
            let date = date(Moment { at, precision: Precision::Day }, now);
            format!("{} {date}", weekday(words, at))
        }
    }
}

/// "Thứ Hai" … "Chủ Nhật".
pub fn weekday(words: &Words, at: Timestamp) -> String {
    // 1970-01-01 was a Thursday; 0 is Monday here.
    const IDS: [&str; 7] =
        ["weekday-mon", "weekday-tue", "weekday-wed", "weekday-thu", "weekday-fri", "weekday-sat", "weekday-sun"];
    let index = usize::try_from((at.vietnam_day() + 3).rem_euclid(7)).unwrap_or(0);
    words.say(IDS[index])
}

/// The whole date of an article: "Thứ Sáu, 13/10/2023 · 09:23"; without the time where none was printed.
pub fn whole_date(words: &Words, when: Moment) -> String {
    let Some(civil) = when.at.in_vietnam() else { return String::new() };
    if when.precision == Precision::Month {
        return format!("{:02}/{:04}", civil.month(), civil.year());
    }
    let day = format!("{}, {:02}/{:02}/{:04}", weekday(words, when.at), civil.day(), civil.month(), civil.year());
    if when.has_time() { format!("{day} · {}", clock(when.at)) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn vi() -> Words {
        Words::new(Language::Vietnamese)
    }

    fn at(text: &str) -> Moment {
        Moment::parse_iso(text).unwrap()
    }

    fn now() -> Timestamp {
        at("2026-11-23T10:00:00+07:00").at
    }

    #[test]
    fn an_age_becomes_coarser_as_it_grows() {
        let say = |text| age(&vi(), at(text), now());
        assert_eq!(say("2026-11-23T09:59:30+07:00"), "vừa xong");
        assert_eq!(say("2026-11-23T09:55:00+07:00"), "5 phút trước");
        assert_eq!(say("2026-11-23T07:00:00+07:00"), "3 giờ trước");
        assert_eq!(say("2026-11-23T01:00:00+07:00"), "01:00");
        assert_eq!(say("2026-11-22T09:23:00+07:00"), "hôm qua 09:23");
        assert_eq!(say("2026-11-20T09:23:00+07:00"), "3 ngày trước");
        assert_eq!(say("2026-10-02T09:23:00+07:00"), "02/10");
        assert_eq!(say("2023-10-13T09:23:00+07:00"), "13/10/2023");
    }

    #[test]
    fn under_the_heading_of_its_day_an_article_tells_its_hour() {
        let say = |text| age_within_day(&vi(), at(text), now());
        assert_eq!(say("2026-11-23T09:55:00+07:00"), "5 phút trước");
        assert_eq!(say("2026-11-23T10:30:00+07:00"), "vừa xong");
        assert_eq!(say("2026-11-23T01:00:00+07:00"), "01:00");
        assert_eq!(say("2026-11-22T09:23:00+07:00"), "09:23");
        assert_eq!(say("2023-10-13T09:23:00+07:00"), "09:23");
        assert_eq!(say("2023-10-13"), "");
    }

    #[test]
    fn a_time_ahead_of_the_clock_is_not_told_as_one_of_today() {
        let say = |text| age(&vi(), at(text), now());
        assert_eq!(say("2026-11-23T10:30:00+07:00"), "vừa xong");
        assert_eq!(say("2026-11-23T15:00:00+07:00"), "15:00");
        assert_eq!(say("2026-11-24T15:00:00+07:00"), "24/11 15:00");
    }

    #[test]
    fn a_stamp_is_the_date_and_the_time_that_was_printed() {
        assert_eq!(stamp(at("2026-10-02T09:23"), now()), "02/10 09:23");
        assert_eq!(stamp(at("2025-10-02"), now()), "02/10/2025");
    }

    #[test]
    fn a_date_without_a_time_never_gets_one() {
        assert_eq!(age(&vi(), at("2026-11-23"), now()), "hôm nay");
        assert_eq!(whole_date(&vi(), at("2023-10-13")), "Thứ Sáu, 13/10/2023");
        assert_eq!(whole_date(&vi(), at("2023-10-13T09:23")), "Thứ Sáu, 13/10/2023 · 09:23");
    }

    #[test]
    fn days_change_at_midnight_in_viet_nam() {
        assert_eq!(day(&vi(), at("2026-11-22T17:00:00Z").at, now()), "Hôm nay");
        assert_eq!(day(&vi(), at("2026-11-22T16:59:59Z").at, now()), "Hôm qua");
        assert_eq!(day(&vi(), at("2026-11-16").at, now()), "Thứ Hai 16/11");
    }
}

//! The words of dates, folded (no marks, lower case): labels, weekdays, months, numbers, units.
//!
//! Sources: the date lines of Vietnamese portals; CLDR `vi` (SA/CH, `thg`); RFC 5322 (English months, obsolete zones).
//! Deliberately absent: the names of lunar months (`gieng`, `chap`).

use jiff::civil::Weekday;

/// What may stand before a date line. Longest first where one begins another.
pub(super) const LABELS: &[&[&str]] = &[
    &["cap", "nhat", "lan", "cuoi"],
    &["cap", "nhat", "luc"],
    &["cap", "nhat", "ngay"],
    &["cap", "nhat"],
    &["thoi", "gian", "dang"],
    &["thoi", "gian", "cap", "nhat"],
    &["thoi", "gian"],
    &["thoi", "diem"],
    &["ngay", "cap", "nhat"],
    &["ngay", "xuat", "ban"],
    &["ngay", "phat", "hanh"],
    &["ngay", "ban", "hanh"],
    &["ngay", "dang"],
    &["ngay", "tao"],
    &["ngay", "gui"],
    &["ngay", "gio"],
    &["dang", "tai"],
    &["dang", "tin"],
    &["dang", "luc"],
    &["dang", "ngay"],
    &["dang"],
    &["xuat", "ban", "luc"],
    &["xuat", "ban", "ngay"],
    &["xuat", "ban"],
    &["phat", "hanh"],
    &["gui", "luc"],
    &["luc"],
    &["vao", "luc"],
    &["ha", "noi"],
    &["da", "nang"],
    &["hai", "phong"],
    &["can", "tho"],
    &["tp", "hcm"],
    &["posted", "on"],
    &["posted"],
    &["published", "on"],
    &["published"],
    &["updated"],
];

/// What may stand between a date and its time.
pub(super) const AT: &[&[&str]] = &[&["vao", "luc"], &["vao", "hoi"], &["luc"], &["vao"], &["hoi"], &["at"]];

/// `hai`…`bay` after `thu`.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "hai" => Weekday::Monday,
        "ba" => Weekday::Tuesday,
        "tu" => Weekday::Wednesday,
        "nam" => Weekday::Thursday,
        "sau" => Weekday::Friday,
        "bay" => Weekday::Saturday,
        _ => return None,
    })
}

/// `2`…`7` after `thu` or `t`.
pub(super) fn weekday_number(number: u32) -> Option<Weekday> {
    let offset = i8::try_from(number).ok().filter(|n| (2..=7).contains(n))?;
    Weekday::from_monday_one_offset(offset - 1).ok()
}

/// `mon`, `monday`…
pub(super) fn english_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// Weekdays in other languages, folded: French, German, Spanish, Italian, Indonesian, Russian, Chinese, Japanese.
pub(super) fn foreign_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" | "montag" | "lunes" | "lunedi" | "senin" | "понедельник" | "周一" | "星期一" | "月曜日" => {
            Weekday::Monday
        }
        "mardi" | "dienstag" | "martes" | "martedi" | "selasa" | "вторник" | "周二" | "星期二" | "火曜日" => {
            Weekday::Tuesday
        }
        "mercredi" | "mittwoch" | "miercoles" | "mercoledi" | "rabu" | "среда" | "周三" | "星期三" | "水曜日" => {
            Weekday::Wednesday
        }
        "jeudi" | "donnerstag" | "jueves" | "giovedi" | "kamis" | "четверг" | "周四" | "星期四" | "木曜日" => {
            Weekday::Thursday
        }
        "vendredi" | "freitag" | "viernes" | "venerdi" | "jumat" | "пятница" | "周五" | "星期五" | "金曜日" => {
            Weekday::Friday
        }
        "samedi" | "samstag" | "sonnabend" | "sabado" | "sabato" | "sabtu" | "суббота" | "周六" | "星期六"
        | "土曜日" => Weekday::Saturday,
        "dimanche"
        | "sonntag"
        | "domingo"
        | "domenica"
        | "minggu"
        | "воскресенье"
        | "周日"
        | "星期日"
        | "星期天"
        | "日曜日" => Weekday::Sunday,
        _ => return None,
    })
}

/// `mot`…`chin`, `muoi` (with the two spellings of four).
pub(super) fn number(word: &str) -> Option<u32> {
    Some(match word {
        "mot" => 1,
        "hai" => 2,
        "ba" => 3,
        "tu" | "bon" => 4,
        "nam" => 5,
        "sau" => 6,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        "muoi" => 10,
        _ => return None,
    })
}

/// `jan`, `january`… (also `sept`).
pub(super) fn english_month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at =
        MONTHS.iter().position(|m| *m == word || m.get(..3) == Some(word) || (word == "sept" && *m == "september"));
    at.and_then(|at| u32::try_from(at + 1).ok())
}

/// Minutes east of UTC of a named zone.
pub(super) fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "gmt" | "utc" | "ut" | "z" => 0,
        "ict" => 7 * 60,
        "edt" => -4 * 60,
        "est" | "cdt" => -5 * 60,
        "cst" | "mdt" => -6 * 60,
        "mst" | "pdt" => -7 * 60,
        "pst" => -8 * 60,
        _ => return None,
    })
}

/// A unit of a relative date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days in UTC+7.
    Day,
    /// Seven such days.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// `giay`…`nam`; `p` and `h` are the short forms of lists.
pub(super) fn unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "giay" => TimeUnit::Second,
        "phut" | "p" => TimeUnit::Minute,
        "gio" | "tieng" | "h" => TimeUnit::Hour,
        "ngay" => TimeUnit::Day,
        "tuan" => TimeUnit::Week,
        "thang" => TimeUnit::Month,
        "nam" => TimeUnit::Year,
        _ => return None,
    })
}

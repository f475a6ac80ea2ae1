//! Whether a line of a page is a date line: a date, and beside it only what systems and newsrooms print there.
//!
//! A date in a sentence ("Nghị định … ngày 17/01/2022"), a deadline ("Hạn nộp hồ sơ: 31/12/2026"), the date of a picture
//! or of a licence says when something else was. So what stands right beside the date must be known: a label, a name, a
//! counter; and what stands apart in the same line must be short. Units: words are what stands between spaces.
//! Deliberately absent: where the line stands; that is [`super`]'s business.

use super::label::Label;
use super::phrases::{AUTHOR, EVENTS, FOREIGN, KNOWN, SECTION};
use super::spans::is_span;
use crate::extract::names;
use crate::model::{Moment, Timestamp};
use crate::text::date::{self, Found, Reckoned};
use crate::text::fold;

/// Longest date line, in bytes.
pub(super) const LONGEST: usize = 240;
/// Most words beside the dates of a line.
const MOST_WORDS: usize = 16;
/// Most words of a part of the line that stands apart from a date.
const MOST_APART: usize = 7;
/// Most words of a section's name beside a date without a time.
const SECTION_WORDS: usize = 4;

/// What parts a line holds: elements are joined by this, a white space that no text of a page has.
pub(super) const JOINT: char = '\u{2003}';

/// The date of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateLine {
    pub(super) moment: Moment,
    pub(super) label: Label,
    pub(super) reckoned: Reckoned,
    /// Written as machines write (`2026-07-20T06:31:00+07:00`).
    pub(super) by_machine: bool,
    /// The last change, where the same line tells of it too.
    pub(super) changed: Option<Moment>,
}

/// The date of a line that is little more than a date. `title` is the headline's key: a headline is no date line.
pub(super) fn read(line: &str, now: Timestamp) -> Option<DateLine> {
    if line.len() > LONGEST {
        return None;
    }
    let found = date::find(line, now);
    if found.is_empty()
        || found.iter().any(|one| line[one.range.end..].trim_start().starts_with(':'))
        || is_of_other_thing(line)
        || is_letterhead(line, &found)
        || is_span(line, &found)
        || is_calendar(line, &found)
        || !beside_is_known(line, &found)
    {
        return None;
    }
    let mut dated = Vec::new();
    let mut before = 0;
    for one in &found {
        let label = Label::said(&line[before..one.range.start]);
        before = one.range.end;
        let by_machine = is_iso(&line[one.range.clone()]);
        dated.push(DateLine { moment: one.moment, label, reckoned: one.reckoned, by_machine, changed: None });
    }
    let is_change = |d: &&DateLine| d.label.is_change() && d.reckoned == Reckoned::Absolute && !d.by_machine;
    let changed = dated.iter().find(is_change).map(|d| d.moment).filter(|_| dated.len() > 1);
    let best = dated.into_iter().min_by_key(|d| {
        let relative = d.reckoned == Reckoned::Relative;
        // Of two days that nothing tells apart the earlier one is the publication.
        (relative, d.by_machine, !d.moment.has_time(), d.label.is_change(), d.moment.at.vietnam_day())
    })?;
    Some(DateLine { changed: changed.filter(|_| !best.label.is_change()), ..best })
}

/// Whether a part of a line of several elements says that something begins or ends on the day beside it.
pub(super) fn tells_of_event(line: &str) -> bool {
    line.contains(JOINT)
        && line.split(is_apart).any(|part| {
            let lower = part.trim_start().to_lowercase();
            EVENTS
                .iter()
                .any(|event| lower.strip_prefix(event).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
        })
}

/// Whether a line holds a temperature or the number of a document ("12/QĐ-TLĐ"): its date is that of the weather, of the document.
pub(super) fn is_of_other_thing(line: &str) -> bool {
    let numbers_document = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let (number, kind) = word.split_once('/').unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit())
            && kind.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
    };
    line.contains(['°', 'º', '℃']) || line.split_whitespace().any(numbers_document)
}

/// Whether a line without a time tells the day of the moon too: a page's calendar.
fn is_calendar(line: &str, found: &[Found]) -> bool {
    let names_moon = || {
        let lower = line.to_lowercase();
        lower.contains("âm lịch") || lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "âl" | "nhằm"))
    };
    let timed = line.as_bytes().windows(2).any(|two| two[0].is_ascii_digit() && two[1] == b':');
    !timed && found.iter().all(|one| !one.moment.has_time()) && names_moon()
}

/// Whether a line counts those who read or answered.
pub(super) fn counts_readers(line: &str) -> bool {
    const COUNTS: &[&str] =
        &["luot xem", "luot doc", "da xem", "da doc", "xem:", "binh luan", "phan hoi", "phut doc", "views"];
    let folded = fold::base(line);
    folded.bytes().any(|b| b.is_ascii_digit()) && COUNTS.iter().any(|count| folded.contains(count))
}

/// What stands in a line before the number of its readers.
pub(super) fn before_counter(line: &str) -> Option<&str> {
    let counts = ["Lượt xem", "lượt xem", "Lượt đọc", "Số lần đọc", "Đã xem", "Xem:"];
    let at = counts.iter().filter_map(|count| line.find(count)).min()?;
    line.get(..at).map(|day| day.trim_end_matches([' ', '|', '-', '–', '•', ','])).filter(|_| !line.ends_with('.'))
}

/// Whether a line holds a date as machines write them: nobody writes so for readers.
pub(super) fn is_stamped(line: &str, now: Timestamp) -> bool {
    line.len() <= date::MAX_LINE && date::find(line, now).iter().any(|found| is_iso(&line[found.range.clone()]))
}

fn is_iso(text: &str) -> bool {
    text.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit())) && text.contains(['T', 't'])
}

/// A line with spaces where elements that no space parts touch: "20/08/202508:15", "08:15Xem", "318 lầnSửa", "A+20/08/2025".
pub(super) fn unglued(line: &str) -> Option<String> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = String::with_capacity(line.len() + 4);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        let digits = out.chars().rev().take_while(char::is_ascii_digit).count();
        let clock = || out.len() > 3 && digits == 2 && out.as_bytes()[out.len() - 3] == b':';
        let year = || digits == 4 && out.ends_with(|c: char| c.is_ascii_digit()) && out[..out.len() - 4].ends_with('/');
        let touches = rest.peek().is_some_and(|next| {
            c.is_lowercase() && next.is_uppercase()
                || next.is_alphabetic() && clock()
                || (next.is_ascii_digit() || next.is_alphabetic()) && year()
        });
        if touches {
            out.push(' ');
        } else if rest.peek().is_some_and(char::is_ascii_digit) && (c == '+' || ends_word(&out)) {
            out.push(JOINT);
        }
    }
    (out.len() > line.len()).then_some(out)
}

/// Whether a text ends with a word of letters alone: behind it a number begins anew, in "08h15" and "T8" none does.
fn ends_word(text: &str) -> bool {
    const LETTERS: usize = 2;
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().all(char::is_alphabetic) && word.chars().count() >= LETTERS && word.ends_with(char::is_lowercase)
}

/// Whether a line names a month in English.
pub(super) fn is_english(line: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = line.to_ascii_lowercase();
    let month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
    lower.is_ascii()
        && lower.bytes().any(|b| b.is_ascii_digit())
        && lower.split(|c: char| !c.is_ascii_alphabetic()).any(month)
}

/// Whether all that stands beside the dates is what may stand there.
pub(super) fn beside_is_known(line: &str, found: &[Found]) -> bool {
    let timed = found.iter().any(|one| one.moment.has_time());
    let mut at = 0;
    let mut words = 0;
    let ends = found.iter().map(|one| Some(&one.range)).chain([None]);
    for range in ends {
        let between = &line[at..range.map_or(line.len(), |range| range.start)];
        words += between.split_whitespace().count();
        // A stroke between spaces parts what a line holds ("Tin hoạt động - 20/07/2026").
        let between = between.replace(" - ", "\u{2003}");
        let parts: Vec<&str> = between.split(is_apart).collect();
        let last = parts.len() - 1;
        for (place, part) in parts.iter().enumerate() {
            // Right beside a date: the last part before it, the first part after it.
            let beside = place == last && range.is_some() || place == 0 && at > 0;
            if !(is_known(part) || !beside && may_stand_apart(part, timed)) {
                return false;
            }
        }
        at = range.map_or(line.len(), |range| range.end);
    }
    words <= MOST_WORDS
}

pub(super) fn is_apart(c: char) -> bool {
    matches!(c, JOINT | '|' | '•' | '·' | '–' | '—' | '/' | '»' | '>' | '(' | ')' | '[' | ']' | ';')
}

/// Whether a part says nothing but labels, counters, names, and the section that a label announces.
fn is_known(part: &str) -> bool {
    // What announces a section may stand before a colon.
    let mut section = false;
    part.split([',', '-', ':']).all(|piece| {
        let words = words_of(piece);
        if is_foreign(&words.join(" ")) {
            return false;
        }
        let folded: Vec<String> = words.iter().map(|word| fold::base(word)).collect();
        let (mut at, mut run) = (0, Vec::new());
        while at < words.len() {
            let known = known_at(&folded[at..]);
            if known > 0 {
                if !is_fitting(&run, section) {
                    return false;
                }
                run.clear();
                section = SECTION.contains(&folded[at..at + known].join(" ").as_str());
                at += known;
            } else {
                run.push(words[at].as_str());
                at += 1;
            }
        }
        let fits = is_fitting(&run, section);
        section &= run.is_empty();
        fits
    })
}

/// A word without the signs at its ends.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// How many words at the beginning are a phrase of [`KNOWN`], or a number.
pub(super) fn known_at(words: &[String]) -> usize {
    const LONGEST_PHRASE: usize = 5;
    let number = words[0].chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let phrase = (1..=words.len().min(LONGEST_PHRASE)).rev().find(|n| KNOWN.contains(&words[..*n].join(" ").as_str()));
    phrase.unwrap_or(usize::from(number))
}

pub(super) fn words_of(piece: &str) -> Vec<String> {
    piece.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// Whether words beside a date are a name, or a section where a label announces one.
fn is_fitting(run: &[&str], section: bool) -> bool {
    const NAME_WORDS: usize = 6;
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let name = run.len() <= NAME_WORDS && run.iter().all(|word| capital(word));
    name || section && run.len() <= SECTION_WORDS && capital(run[0])
}

/// Whether words begin with what makes a date that of something else, and are no name of people.
fn is_foreign(words: &str) -> bool {
    let lower = words.to_lowercase();
    // A number of readers, not of a document.
    let counts = || ["số lượt", "số lần"].iter().any(|word| lower.starts_with(word));
    let begins = |word: &&&str| {
        lower.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) && !counts()
    };
    FOREIGN.iter().find(begins).is_some() && !names::are_people(words)
}

/// Whether a part that stands apart from the date is no sentence and no label of something else.
fn may_stand_apart(part: &str, timed: bool) -> bool {
    let words = words_of(part);
    let labels_other = part.trim_end().ends_with(':');
    let most = if timed { MOST_APART } else { SECTION_WORDS };
    words.len() <= most && !labels_other && !part.contains(". ") && !is_foreign(&words.join(" "))
}

/// Whether a line is the head of a letter: a place, a comma, a day ("Hà Nội, ngày 05 tháng 10 năm 2026").
fn is_letterhead(line: &str, found: &[Found]) -> bool {
    let Some(first) = found.first().filter(|first| !first.moment.has_time()) else { return false };
    let before = line[..first.range.start].trim_end();
    let day = fold::base(&line[first.range.clone()]).starts_with("ngay");
    let place = before.strip_suffix("ngày").map_or(before, str::trim_end);
    let writer = words_of(place).iter().map(|word| fold::base(word)).collect::<Vec<_>>().join(" ");
    let is_signed = AUTHOR.iter().any(|label| writer.strip_prefix(label).is_some_and(|rest| rest.starts_with(' ')));
    (day || place.len() < before.len())
        && place.ends_with(',')
        && !is_signed
        && !names::are_people(place.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_780_000_000);

    fn date_of(line: &str) -> Option<String> {
        read(&line.replace('~', "\u{2003}"), NOW).map(|found| found.moment.to_string())
    }

    #[test]
    fn lines_that_newspapers_print_are_date_lines() {
        let minute = |text: &str| Some(format!("2025-08-20T{text}:00+07:00"));
        for (line, expected) in [
            ("Thứ Tư, ngày 20/08/2025 - 06:31", minute("06:31")),
            ("Thứ Tư, ngày 20/08/2025 13:00 PM", minute("13:00")),
            ("Cập nhật lúc 09:23 20/08/2025 (GMT+7)", minute("09:23")),
            ("Tạo lúc 20/08/2025 07:15~Trong Việc làm", minute("07:15")),
            ("Wed, 20/08/2025 - 11:35 by Thu Hằng", minute("11:35")),
            ("Quang Anh - Ngày 20/08/2025", Some("2025-08-20".into())),
            ("Đăng bởi Trần An lúc 20/08/2025 - 20:40", minute("20:40")),
            ("Công đoàn~20/08/2025 08:15~A-~A+~Lượt xem: 1.234", minute("08:15")),
            ("20/08/2025 08:15 | Minh Chiến | 3 bình luận", minute("08:15")),
            ("Đời sống công nhân~20/08/2025", Some("2025-08-20".into())),
            ("Ngày đăng: 20/08/2025", Some("2025-08-20".into())),
            ("Ngày đăng:~20/08/2025~Ngày cập nhật:~21/08/2025", Some("2025-08-20".into())),
            ("Posted on August 20, 2025 by Thu Hằng in Tin tức", Some("2025-08-20".into())),
            ("(20/08/2025 08:15)", minute("08:15")),
            ("08:15 | 20/08/2025", minute("08:15")),
            ("Lần cập nhật cuối lúc Thứ tư, 20 Tháng 8 2025 08:15", minute("08:15")),
            ("Ngày đăng bài: 20/08/2025", Some("2025-08-20".into())),
            ("Ngày 20/08/2025, Số lượt xem: 23", Some("2025-08-20".into())),
            ("Sửa lần cuối: 20/08/2025 08:15", minute("08:15")),
            ("Thứ tư, 20/8/2025, 08:15 (GMT+7)~Theo dõi báo trên Google News", minute("08:15")),
            ("Tác giả: Lê Thợ - 20/08/2025 08:15", minute("08:15")),
            ("08:15, 20-8-2025 - Người đăng bài viết:~Lê Thợ~Chuyên mục :~Tin hoạt động", minute("08:15")),
            ("08:15, 20-8-2025 - Người đăng bài viết: Lê Thợ Chuyên mục : Tin hoạt động", minute("08:15")),
        ] {
            assert_eq!(date_of(line), expected, "{line}");
        }
    }

    #[test]
    fn dates_of_other_things_make_no_date_line() {
        for line in [
            "Hạn nộp hồ sơ: 31/12/2026",
            "Hết hạn 31/12/2026",
            "Ảnh chụp ngày 01/05/2025",
            "Nghị định 12/2022/NĐ-CP ngày 17/01/2022 quy định xử phạt.",
            "Ngày 16/12/2025, Liên đoàn lao động huyện mở hội nghị sơ kết.",
            "Nghiên cứu nhận ngày 16/12/2025, chấp nhận ngày 02/01/2026.",
            "Giấy phép số 123/GP-BTTTT cấp ngày 01/02/2020",
            "Giấy phép số 5/GP-TTĐT do Sở cấp ngày 01/02/2020",
            "Thời gian làm việc: 08:00 ngày 25/11/2026",
            "Khai mạc: 08h00 ngày 25/11/2026",
            "Có hiệu lực từ 01/07/2026",
            "Ngày thi: 25/11/2026",
            "Từ ngày 01/07/2026 đến 31/12/2026",
            "Sinh ngày 01/05/1975",
            "Ngày ban hành: 05/01/2026",
            "Bản quyền 01/01/2020 Báo Thử",
            "Hôm nay, 20/08/2025",
            "Cuộc họp bắt đầu lúc 08:00 ngày 25/11/2026",
            "Hiệu lực: 01/07/2025",
            "Thứ Hai, 30/11/2026 (nhằm ngày 21/10 Âm lịch)",
            "20/08 - 25/08/2025",
            "Khung thời gian: 1/11/2022 – 31/10/2023",
            "Hà Nội, ngày 05 tháng 10 năm 2026",
            "Hải Phòng 20/08/2025 22°C",
            "12/QĐ-LĐLĐ ngày 05/05/2026",
            "12/04/2026: Giám đốc trả lời.",
            "Nghị định 145/2020/NĐ-CP - 14/12/2020",
        ] {
            assert_eq!(date_of(line), None, "{line}");
        }
    }

    #[test]
    fn the_publication_goes_before_the_change_and_the_calendar_before_the_present() {
        assert_eq!(
            date_of("Cập nhật: 21/08/2025 10:00~Đăng lúc: 20/08/2025 08:15").as_deref(),
            Some("2025-08-20T08:15:00+07:00")
        );
        assert_eq!(date_of("6 giờ trước~20/08/2025").as_deref(), Some("2025-08-20"));
        assert_eq!(read("Cập nhật: 21/08/2025 10:00", NOW).unwrap().label, Label::Updated);
    }
}

//! Who wrote it, and where it was taken from: the lines under (or over) an article.
//!
//! A byline is a name as printed ("Hà Thu (tổng hợp)", "NHẬT XUÂN - NGHI VŨ"); a source line is provenance ("Theo LĐTĐ").
//! Deliberately absent: a list of reporters. A name is known by its capitals, its length and its place.

pub(super) use self::agency::{agency, is_abbreviated};
pub(super) use self::standing::{is_body, is_standing, tells_of_person};
pub(super) use self::users::is_system_user;
use self::users::stands_for_nobody;
use self::words::{AUTHOR_LABELS, DESKS, JOINTS, ORGANS, SOURCE_LABELS, TITLES, WORKPLACES};
use super::names;
use crate::text::fold;

mod agency;
mod standing;
mod users;
mod words;

/// Longest byline, in bytes.
const MAX_BYLINE: usize = 140;

/// A byline without its label, or `None` when nothing of a name is left.
pub(super) fn clean(line: &str) -> Option<String> {
    let mut name = without_label(line);
    let behind = [first_of(name, words::BEHIND), date_in(name), photographer_in(name), source_in(name)];
    if let Some(at) = behind.into_iter().flatten().min()
        && at > 0
    {
        name = words::without_month(&name[..at]);
    }
    let name = name
        .trim_end_matches(" lúc")
        .trim_matches(|c: char| c.is_whitespace() || "-–—|,;:•·/.".contains(c) && c != '.');
    // Pictures of faces and hearts behind it.
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || is_pictograph(c));
    let name = [" lúc", " Ngày", " vào"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let name = name.trim_end_matches([' ', '-', '–', '|']);
    // "Văn An. Ảnh: Thu Hà": the stop before the photographer.
    let name = name.strip_suffix('.').filter(|name| names::are_people(name)).unwrap_or(name);
    // "Minh An, phóng viên": what the person is.
    let name = name
        .rsplit_once(',')
        .filter(|(who, what)| is_desk(what) && names::are_people(who))
        .map_or(name, |(who, _)| who);
    let folded = fold::base(name);
    let label_alone = AUTHOR_LABELS.contains(&folded.as_str()) || words::DEEDS.contains(&folded.as_str());
    let ok = !label_alone
        && !stands_for_nobody(name)
        && !stands_for_nobody(without_label(line))
        && !is_system_user(name)
        && !name.is_empty()
        && name.len() <= MAX_BYLINE
        && name.chars().any(char::is_alphabetic);
    (ok && !name.contains('@') && !name.starts_with("http")).then(|| name.to_owned())
}

/// Whether a sign is a small picture, and neither a letter nor a sign of a sentence.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// A line without the label of an author before it.
pub(super) fn without_label(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(line);
    after_label(line, AUTHOR_LABELS).unwrap_or(line).trim()
}

/// Where a date begins that stands in one line with the name: a word of digits, outside brackets ("Nguyễn Thiện (37)").
fn date_in(name: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if c.is_ascii_digit() && at > 0 && depth == 0 && !before.is_alphanumeric() => return Some(at),
            _ => {}
        }
        before = c;
    }
    // A date in brackets: "Minh An (20/08/2025)".
    let dated = |inner: &str| inner.bytes().filter(u8::is_ascii_digit).count() >= 5;
    name.find('(').filter(|at| name.get(*at..).is_some_and(dated))
}

/// Where the photographer begins who is named after the author: "A - Ảnh: B".
fn photographer_in(name: &str) -> Option<usize> {
    ["ảnh:", "Ảnh:", "ẢNH:", "clip:", "Clip:", "video:", "Video:", "Đồ họa:", "đồ họa:"]
        .iter()
        .filter_map(|label| name.find(label))
        .filter(|at| *at > 0)
        .map(|at| name[..at].strip_suffix('(').map_or(at, str::len))
        .filter(|at| *at > 0)
        .min()
}

/// Where the source begins that is named behind people: "A - Theo B".
fn source_in(name: &str) -> Option<usize> {
    let at = name.find(" Theo ")?;
    let people = name[..at].trim_end_matches([' ', '-', '–', '|', ',', '•', '·']);
    are_people(people).then_some(at)
}

/// Whether a text is the names of people, titles before them, colleagues without a name after them.
pub(super) fn are_people(text: &str) -> bool {
    // "PGS.TS": one title after another.
    let bare = (0..3).fold(text.to_owned(), |name, _| without_title(name));
    let bare = [" và CTV", ", CTV", " - CTV", " và các CTV", " và PV"]
        .iter()
        .find_map(|tail| bare.strip_suffix(tail))
        .unwrap_or(&bare);
    names::are_people(bare)
}

/// Whether a text names a desk, and at most what it did in brackets.
pub(super) fn is_desk(name: &str) -> bool {
    let folded = fold::base(without_brackets(name).trim());
    DESKS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
}

/// Whether a text says what a writer is and no more: it stands beside a name.
pub(super) fn is_role(text: &str) -> bool {
    matches!(fold::base(text.trim()).as_str(), "phong vien" | "cong tac vien" | "ctv" | "bien tap vien" | "nha bao")
}

/// Whether a text names reporters by what they are: "PV", "Nhóm PV". "Tổng hợp" may be a section as well.
pub(super) fn is_reporters(name: &str) -> bool {
    is_desk(name) && fold::base(name.trim()) != "tong hop"
}

/// Whether a text begins with the name of a desk: "Ban Tuyên giáo LĐLĐ tỉnh".
pub(super) fn begins_with_desk(text: &str) -> bool {
    const LETTERS: usize = 8;
    const WORDS: usize = 8;
    let folded = fold::base(text);
    let begins =
        |desk: &&&str| desk.len() >= LETTERS && folded.strip_prefix(**desk).is_some_and(|r| r.starts_with(' '));
    text.split(' ').count() <= WORDS && !text.ends_with(['.', ':', '?']) && DESKS.iter().any(|desk| begins(&desk))
}

/// The author as a feed or the head of a page credits him: without his mail address.
pub(super) fn credited(written: &str) -> Option<String> {
    let written = crate::text::one_line(&super::escapes::decoded(written));
    let mut name = written.as_str();
    if let Some((mail, rest)) = written.split_once('(').filter(|(mail, _)| mail.contains('@')) {
        // The form of RSS: `mail@example (Name)`.
        name = rest.split(')').next().filter(|name| !name.trim().is_empty()).unwrap_or(mail);
    }
    let words = name.split([' ', ',', ';']).filter(|word| !word.contains('@') && !word.is_empty());
    let without_mail = words.collect::<Vec<_>>().join(" ");
    clean(if name.contains('@') { &without_mail } else { name })
}

/// A signature with an address for letters: "Minh Ngọc (ngoc@bao.vn)".
pub(super) fn credited_by_mail(text: &str) -> Option<String> {
    let mail = text.split([' ', '(', ')', '<', '>', ',']).find(|word| word.contains('@'))?;
    let name = text.replace(mail, "").replace("()", "").replace("<>", "");
    let name = clean(name.trim_end_matches([' ', '-', '–', ':']))?;
    is_name(&name).then_some(name)
}

/// Whether a line is the label of an author and no more: "By", "Tác giả:".
pub(super) fn is_label(line: &str) -> bool {
    if line.len() > 24 {
        return false;
    }
    let folded = fold::base(line.trim());
    AUTHOR_LABELS.contains(&folded.as_str()) || AUTHOR_LABELS.contains(&format!("{folded}:").as_str())
}

/// Whether a line says in words who wrote (a label stands before the name).
pub(super) fn labelled(line: &str) -> Option<String> {
    if line.len() > MAX_BYLINE + 60 {
        return None;
    }
    let line = line.trim();
    let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let rest = after_label(inner.unwrap_or(line), AUTHOR_LABELS)?;
    let name = clean(rest)?;
    is_name(&name).then_some(name)
}

/// Whether a line says who edited an article, and not who wrote it.
pub(super) fn is_of_editor(line: &str) -> bool {
    after_label(line.trim_start_matches('('), words::EDITOR_LABELS).is_some()
}

/// Whether a line is provenance: `Theo LĐTĐ`, `Nguồn: …`.
pub(super) fn is_source(line: &str) -> bool {
    if line.len() > MAX_BYLINE || line.contains(". ") {
        return false;
    }
    let folded = fold::base(line);
    if let Some(source) = after_label(line, SOURCE_LABELS) {
        return !is_sentence(source);
    }
    let rest = folded.trim_start_matches(['(', '*', ' ', '-']);
    let words: Vec<&str> = line.split_whitespace().collect();
    // A sentence ("Theo bà Lan, mọi việc đã xong.") has few capitals; a name of an organ has many.
    let capitals = words
        .iter()
        .skip(1)
        .filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase))
        .count();
    let named = capitals * 2 >= words.len().saturating_sub(1) || words.len() <= 6 && !line.contains(',');
    // "Theo Cổng thông tin điện tử tỉnh": a paper or a site, and not "Theo báo cáo của tỉnh".
    let press =
        rest.strip_prefix("theo ").is_some_and(|organ| words::PRESS.iter().any(|press| organ.starts_with(press)));
    let capital = words.get(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let named = named || press && capital && !line.contains(',') && !line.trim_end().ends_with('.');
    rest.starts_with("theo ") && words.len() <= 12 && named && !line.trim_end().ends_with([',', ';', ':', '?'])
}

/// Whether what stands behind "Nguồn:" is no name: many words from a small letter to a full stop.
fn is_sentence(text: &str) -> bool {
    const WORDS: usize = 8;
    let text = text.trim();
    text.starts_with(char::is_lowercase) && text.ends_with('.') && text.split_whitespace().nth(WORDS).is_some()
}

/// Whether "Theo …" names an organ rather than a person.
pub(super) fn is_organ(line: &str) -> bool {
    let folded = fold::base(line);
    let Some(rest) = folded.trim_start_matches('(').strip_prefix("theo ") else { return false };
    let printed = line.trim_start_matches('(').get(5..).unwrap_or_default();
    ORGANS.iter().any(|organ| rest.starts_with(organ))
        || printed.split_whitespace().count() < 2
        || printed.contains(['.', '/'])
}

/// "Theo Minh Ngọc": a person whom the paper names so, as printed.
pub(super) fn told_by(line: &str) -> Option<String> {
    let rest = line.trim().strip_prefix("Theo ")?.trim_end_matches(['.', ' ']);
    (!is_organ(line) && rest.split_whitespace().count() >= 2 && names::are_people(rest)).then(|| format!("Theo {rest}"))
}

/// Whether a text can be the name of one or several people: every word begins with a capital, or is a joint.
pub(super) fn is_name(text: &str) -> bool {
    if text.len() > MAX_BYLINE || text.is_empty() {
        return false;
    }
    let folded = fold::base(text);
    // A licence: "CC BY-SA".
    if folded.starts_with("cc by") || folded.starts_with("creative commons") {
        return false;
    }
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    if DESKS.contains(&bare) || DESKS.iter().any(|desk| desk.len() > 7 && bare.starts_with(desk)) {
        return true;
    }
    if let Some((name, organ)) = text.split_once(" - ").or_else(|| text.split_once(" – "))
        && are_people(name)
        && organ.chars().next().is_some_and(char::is_uppercase)
        && WORKPLACES.iter().any(|place| fold::base(organ).starts_with(place))
    {
        return true;
    }
    let plain = without_title(without_brackets(text));
    let mut names = 0;
    let mut words = 0;
    for word in plain.split([' ', '-', '–', ',', '/', '&', ';', '|', '+']).filter(|w| !w.is_empty()) {
        let first = word.trim_start_matches(['"', '“', '\'']).chars().next();
        // A channel has a number ("VOV1"), a name has none.
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit())
            || word.chars().filter(char::is_ascii_digit).count() > 1;
        if number || word.chars().any(|c| matches!(c, '!' | '?' | ':' | '%' | '…')) {
            return false;
        }
        words += 1;
        if first.is_some_and(char::is_uppercase) {
            names += 1;
        } else if !joins(word, words) {
            return false;
        }
    }
    let ends = plain.trim_end();
    let sentence = ends.ends_with('.') && !ends.ends_with("P.V.") && words > 4;
    (2..=12).contains(&names) && words <= 16 && !sentence || names == 1 && words == 1 && is_one_name(plain.trim())
}

/// Whether one word may be all of a name.
fn is_one_name(word: &str) -> bool {
    word.chars().count() >= 3 && word.len() < 20 && !words::is_month(word)
}

/// Whether a word in small letters may stand in names: between two, or, not first, within one from abroad.
fn joins(word: &str, place: usize) -> bool {
    let folded = fold::base(word);
    place > 1 && words::PARTICLES.contains(&word)
        || JOINTS.iter().any(|joint| joint.split(' ').any(|part| part == folded))
}

/// A name without the titles before it ("Luật sư").
pub(super) fn without_title(name: String) -> String {
    let folded = fold::base_mapped(&name);
    let title = TITLES.iter().filter(|title| {
        let rest = folded.key.strip_prefix(**title);
        rest.is_some_and(|rest| rest.starts_with([' ', '.', ',']) && rest.len() > 3)
    });
    let Some(title) = title.max_by_key(|title| title.len()) else { return name };
    let end = folded.source(&(0..title.len())).end;
    name.get(end..).map(|rest| rest.trim_start_matches(['.', ',', ' ']).to_owned()).unwrap_or(name)
}

/// Text without what stands in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The rest of `line` after one of the (folded) labels.
fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let head: String = line.chars().take(40).collect();
    let folded = fold::base_mapped(&head);
    labels.iter().find_map(|label| {
        let rest = folded.key.strip_prefix(label)?;
        // A label that is a word must end as a word.
        if !label.ends_with([':', '-']) && !rest.starts_with(' ') {
            return None;
        }
        let end = folded.source(&(0..label.len())).end;
        line.get(end..)
    })
}

fn first_of(text: &str, needles: &[&str]) -> Option<usize> {
    needles.iter().filter_map(|needle| text.find(needle)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_capitals() {
        for name in
            ["Trần Khánh An", "HÀ MINH - LÊ TÚ", "Hà My (tổng hợp)", "Ban Biên tập", "Lê Tú và Hà My", "PV", "Y Nhi"]
        {
            assert!(is_name(name), "{name}");
        }
        for no in ["June", "Hỗ trợ doanh nghiệp", "Hà Nội có 3 khu", "Vì sao?", "", "Công nhân nói gì"] {
            assert!(!is_name(no), "{no}");
        }
    }

    #[test]
    fn labels_dates_and_links_are_not_part_of_the_name() {
        assert_eq!(clean("Tác giả: Trần An").as_deref(), Some("Trần An"));
        assert_eq!(clean("Đăng bởi Trần An lúc 08/03/2023 - 20:40").as_deref(), Some("Trần An"));
        assert_eq!(clean("By Bryan Netman Tuesday, Aug. 17, 2010").as_deref(), Some("Bryan Netman"));
        assert_eq!(clean("Bryan Netman Updated: Aug. 17, 2010").as_deref(), Some("Bryan Netman"));
        assert!(is_name("Justus von Daniels") && !is_name("von Georg Netman"));
        assert_eq!(clean("E-Mail"), None);
        assert_eq!(clean("By Bryan Netman Aug. 17, 2010").as_deref(), Some("Bryan Netman"));
        assert_eq!(clean("Trần An Xem các bài viết của tác giả").as_deref(), Some("Trần An"));
        assert_eq!(clean(" - "), None);
    }

    #[test]
    fn provenance_is_not_a_sentence() {
        for source in ["Theo LĐTĐ", "Nguồn: Báo Lao Động", "(Theo TTXVN)", "Nguồn tin: Cổng thông tin"] {
            assert!(is_source(source), "{source}");
        }
        for source in ["Theo Cổng thông tin điện tử tỉnh", "Theo Tạp chí Lao động và Công đoàn"] {
            assert!(is_source(source), "{source}");
        }
        for no in [
            "Theo báo cáo của các tổ công đoàn cơ sở trong xưởng",
            "Theo bà Lan, mọi việc đã xong hết rồi.",
            "Theo thống kê, cả nước có 3 vụ. Số này giảm.",
            "Theo Điều 60 Luật BHXH,",
            "Nguồn nước cạn dần",
        ] {
            assert!(!is_source(no), "{no}");
        }
    }
}

//! What a query means.

use super::*;
use crate::model::Moment;
use crate::text::fold::Kind;

/// 2025-06-15 12:00 in +07:00.
const NOW: Timestamp = Timestamp(1_749_963_600);

fn asked(text: &str) -> Asked {
    parse(text, NOW)
}

fn words(units: &[Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.tokens.iter().map(|t| t.letters.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

fn iso(at: Option<Timestamp>) -> String {
    at.map(|at| Moment::exact(at).to_string()).unwrap_or_default()
}

#[test]
fn words_must_all_be_there_and_quotes_keep_them_together() {
    let asked = asked("lương “bảo hiểm xã hội” tăng");
    let units: Vec<Vec<String>> = asked.all.iter().map(|any| words(any)).collect();
    assert_eq!(units, [["lương"], ["bao hiêm xa hôi"], ["tăng"]].map(|unit| unit.map(str::to_owned).to_vec()));
    assert_eq!(asked.complaint, None);
}

#[test]
fn or_joins_its_neighbours_only() {
    let asked = asked("lương thưởng OR phạt tết");
    assert_eq!(asked.all.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
}

#[test]
fn an_or_beside_anything_but_words_is_told_and_joins_nothing() {
    for text in [
        "lương OR /thưởng/ tết",
        "lương /thưởng/ OR tết",
        "lương OR nguồn:nld tết",
        "lương OR -thưởng tết",
        "lương OR hôm nay tết",
    ] {
        let asked = asked(text);
        assert_eq!(asked.all.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1], "{text}");
        assert_eq!(asked.complaint.map(|c| c.kind), Some(Wrong::LonelyOr), "{text}");
    }
}

#[test]
fn an_or_reaches_over_what_asks_nothing() {
    for text in [
        "lương OR , thưởng",
        "lương , OR thưởng",
        "lương \"\" OR thưởng",
        "lương OR – thưởng",
        "lương OR tiêu đề:\"\" thưởng",
    ] {
        assert_eq!(asked(text).all.iter().map(Vec::len).collect::<Vec<_>>(), [2], "{text}");
    }
    assert_eq!(asked("lương OR – thưởng").complaint, None);
}

#[test]
fn a_minus_takes_away_words_phrases_and_sources() {
    let asked = asked("lương -thưởng -\"tăng ca\" -nguồn:nld covid-19");
    assert_eq!(words(&asked.none), ["thương", "tăng ca"]);
    assert_eq!((asked.not_sources, asked.all.len()), (vec!["nld".to_owned()], 2));
}

#[test]
fn fields_are_known_with_and_without_marks_and_in_english() {
    for text in ["tác giả:\"Hòa An\" mục:\"công đoàn\" nguồn:nld", "tac gia:\"Hòa An\" muc:cong-doan source: NLD"]
    {
        let asked = asked(text);
        assert_eq!((asked.all[0][0].place, asked.all[0][0].tokens.len()), (Place::Author, 2), "{text}");
        assert_eq!((asked.sections, asked.sources), (vec!["cong-doan".to_owned()], vec!["nld".to_owned()]));
    }
    assert_eq!(asked("tiêu đề:lương").all[0][0].place, Place::Title);
}

#[test]
fn dates_open_at_their_first_instant_and_close_after_their_last() {
    let asked = asked("từ:2024-01 đến:15/03/2024");
    assert_eq!(iso(asked.since), "2024-01-01T00:00:00+07:00");
    assert_eq!(iso(asked.until), "2024-03-16T00:00:00+07:00");
    assert_eq!(iso(self::asked("đến:2024").until), "2025-01-01T00:00:00+07:00");
}

#[test]
fn days_are_counted_on_the_newspapers_calendar() {
    assert_eq!(iso(asked("hôm nay").since), "2025-06-15T00:00:00+07:00");
    assert_eq!(iso(asked("7 ngày lương").since), "2025-06-09T00:00:00+07:00");
    assert_eq!(iso(asked("hôm qua").until), "2025-06-15T00:00:00+07:00");
}

#[test]
fn states_are_words_of_their_own_with_marks_and_plain_words_without() {
    let state = asked("chưa đọc đánh dấu");
    assert_eq!((state.unread, state.starred, state.all.len()), (Some(true), Some(true), 0));
    assert_eq!(asked("chua doc").all.len(), 2);
    assert_eq!(asked("\"chưa đọc\"").all.len(), 1);
    assert_eq!(asked("is:unread").unread, Some(true));
}

#[test]
fn the_number_of_a_document_is_one_word() {
    for text in ["38/2022/NĐ-CP", "vb:38/2022/NĐ-CP"] {
        let asked = asked(text);
        assert_eq!((asked.all.len(), asked.all[0][0].tokens.len()), (1, 1));
        assert_eq!(asked.all[0][0].tokens[0].kind, Kind::Number);
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_words_are_searched() {
    let open = asked("lương \"tăng ca");
    assert_eq!(open.complaint.as_ref().map(|c| (c.kind, c.at)), Some((Wrong::OpenQuote, 7)));
    assert_eq!(open.all.len(), 3);
    for (text, wrong) in [
        ("lương từ:mai", Wrong::BadDate),
        ("lương nguồn:", Wrong::NoValue),
        ("lương OR", Wrong::LonelyOr),
        ("OR lương", Wrong::LonelyOr),
        ("lương - thưởng", Wrong::LonelyMinus),
        ("lương is:odd", Wrong::BadState),
    ] {
        let asked = asked(text);
        assert_eq!(asked.complaint.map(|c| c.kind), Some(wrong), "{text}");
        assert!(!asked.all.is_empty(), "{text}");
    }
}

#[test]
fn a_query_at_the_bound_is_whole_and_a_longer_one_is_told() {
    let fits = format!("{}b", "a".repeat(MAX_QUERY_BYTES - 1));
    assert_eq!(asked(&fits).complaint, None);
    assert_eq!(asked(&format!("{fits}c")).complaint.map(|c| c.kind), Some(Wrong::TooLong));
    assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS)).complaint, None);
    assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS + 1)).complaint.map(|c| c.kind), Some(Wrong::TooLong));
}

proptest::proptest! {
    #[test]
    fn no_query_panics(text in "\\PC{0,60}") {
        let _ = asked(&text);
    }

    #[test]
    fn no_query_of_our_own_signs_panics(text in "[-\"“”: |ORhôm nayừ7ngàđê/0-9]{0,40}") {
        let _ = asked(&text);
    }
}

#[test]
fn dates_are_understood_as_the_command_line_has_them() {
    for text in ["từ:\"7 ngày\"", "từ:7 ngày", "từ:7d", "from:7d"] {
        assert_eq!(iso(asked(text).since), "2025-06-09T00:00:00+07:00", "{text}");
    }
    let yesterday = asked("từ:hôm qua đến:\"hôm qua\"");
    assert_eq!(
        (iso(yesterday.since).as_str(), iso(yesterday.until).as_str()),
        ("2025-06-14T00:00:00+07:00", "2025-06-15T00:00:00+07:00")
    );
    assert_eq!(yesterday.complaint, None);
}

#[test]
fn states_and_lists_of_sources_are_understood_in_both_languages() {
    assert_eq!(asked("đã đọc").unread, Some(false));
    assert_eq!((asked("is:da-doc").unread, asked("is:chưa-đọc").unread), (Some(false), Some(true)));
    assert_eq!(asked("nguồn:nld,laodong").sources, ["nld", "laodong"]);
}

#[test]
fn a_name_that_is_nearly_a_fields_is_told_and_its_words_are_searched() {
    let complaint = asked("nguond:nld").complaint.unwrap();
    assert_eq!((complaint.kind, complaint.about.as_str()), (Wrong::UnknownField, "nguon:"));
    assert!(complaint.sentence(crate::model::Language::Vietnamese).contains("ý bạn là “nguồn:”"));
    for text in ["lương: tăng", "https://bao.example.vn", "12:30", "giờ:phút"] {
        assert_eq!(asked(text).complaint, None, "{text}");
    }
}
